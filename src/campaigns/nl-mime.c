/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-mime.h"

#include <string.h>

/* RFC 2047, 2: an encoded word has at most 75 characters, a line that holds one at most 76. */
#define MAX_WORD 75
#define MAX_LINE 76

#define WORD_START "=?UTF-8?Q?"
#define WORD_END "?="

/* RFC 5322, 2.1.1: lines should not be longer. */
#define MAX_PLAIN_LINE 78

static gboolean
is_plain (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if ((guchar) *c < ' ' || (guchar) *c > '~')
      return FALSE;
  return strstr (text, "=?") == NULL;
}

/* RFC 2047, 5 (3): what may stand for itself, even in the name of a mailbox. */
static gboolean
is_word_safe (char c)
{
  return g_ascii_isalnum (c) || strchr ("!*+-/", c) != NULL;
}

static void
append_encoded (GString *word, const char *letter, gsize size)
{
  for (gsize i = 0; i < size; i++) {
    if (letter[i] == ' ')
      g_string_append_c (word, '_');
    else if (letter[i] != '\0' && is_word_safe (letter[i]))
      g_string_append_c (word, letter[i]);
    else
      g_string_append_printf (word, "=%02X", (guchar) letter[i]);
  }
}

/* Encoded words of whole letters, each on a line of its own after the first. */
static void
append_words (GString *mime, gsize used, const char *text)
{
  g_autoptr (GString) word = g_string_new (WORD_START);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    gsize before = word->len;
    gsize limit = MIN (MAX_WORD, MAX_LINE - used) - strlen (WORD_END);

    append_encoded (word, c, (gsize) (g_utf8_next_char (c) - c));
    if (word->len > limit) {
      g_autofree char *carried = g_strdup (word->str + before);

      g_string_truncate (word, before);
      g_string_append_printf (mime, "%s" WORD_END "\r\n ", word->str);
      g_string_assign (word, WORD_START);
      g_string_append (word, carried);
      used = 1;
    }
  }
  g_string_append_printf (mime, "%s" WORD_END, word->str);
}

/* Words of a plain text, on lines that are not too long; a word alone may be. */
static void
append_folded (GString *mime, gsize used, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (char **word = words; *word != NULL; word++) {
    gsize length = strlen (*word);

    if (word != words) {
      /* A line of blanks alone would end the headers for some. */
      if (used + 1 + length > MAX_PLAIN_LINE && length > 0) {
        g_string_append (mime, "\r\n");
        used = 0;
      }
      g_string_append_c (mime, ' ');
      used++;
    }
    g_string_append (mime, *word);
    used += length;
  }
}

/* One line without controls: what would end a header must not. */
static char *
single_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_new (NULL);

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar letter = g_utf8_get_char (c);

    if (g_unichar_iscntrl (letter) || letter == 0x2028 || letter == 0x2029)
      g_string_append_c (line, ' ');
    else
      g_string_append_unichar (line, letter);
  }
  return g_strstrip (g_string_free_and_steal (line));
}

static gsize
measure_last_line (GString *mime)
{
  const char *end = strrchr (mime->str, '\n');

  return strlen (end != NULL ? end + 1 : mime->str);
}

/**
 * nl_mime_append_header:
 * @mime: what is being written
 * @name: a header's name
 * @text: its unstructured text, in UTF-8
 *
 * Appends a header such as Subject, folded; what is not ASCII in encoded words (RFC 2047).
 */
void
nl_mime_append_header (GString *mime, const char *name, const char *text)
{
  g_autofree char *line = NULL;

  g_return_if_fail (mime != NULL);
  g_return_if_fail (name != NULL && text != NULL);

  line = single_line (text);
  g_string_append_printf (mime, "%s: ", name);
  if (is_plain (line))
    append_folded (mime, strlen (name) + 2, line);
  else
    append_words (mime, strlen (name) + 2, line);
  g_string_append (mime, "\r\n");
}

/**
 * nl_mime_append_phrase:
 * @mime: what is being written
 * @name: a header's name
 * @phrase: what a person or group is called, in UTF-8
 * @rest: what follows it, ASCII: " <a@b.example>", or ":;" for a group of nobody
 *
 * Appends a header of addresses such as From.
 */
void
nl_mime_append_phrase (GString *mime, const char *name, const char *phrase, const char *rest)
{
  g_autofree char *line = NULL;
  gboolean is_atoms = TRUE;
  const char *apart;

  g_return_if_fail (mime != NULL);
  g_return_if_fail (name != NULL && phrase != NULL && rest != NULL);

  line = single_line (phrase);
  for (const char *c = line; *c != '\0'; c++)
    is_atoms &= is_word_safe (*c) || *c == ' ';
  g_string_append_printf (mime, "%s: ", name);
  if (is_atoms)
    append_folded (mime, strlen (name) + 2, line);
  else
    append_words (mime, strlen (name) + 2, line);
  /* RFC 2047, 5: blanks set an encoded word apart from what follows. */
  apart = is_atoms || *rest == ' ' ? "" : " ";
  if ((*apart == ' ' || *rest == ' ')
      && measure_last_line (mime) + strlen (apart) + strlen (rest)
             > (is_atoms ? MAX_PLAIN_LINE : MAX_LINE))
    g_string_append (mime, "\r\n");
  g_string_append_printf (mime, "%s%s\r\n", apart, rest);
}

/**
 * nl_mime_append_quoted_printable:
 * @mime: what is being written
 * @text: a text with “\n” at the ends of its lines
 *
 * Appends @text in the quoted-printable encoding (RFC 2045, 6.7), with CRLF and no line over 76.
 */
void
nl_mime_append_quoted_printable (GString *mime, const char *text)
{
  gsize used = 0;

  g_return_if_fail (mime != NULL);
  g_return_if_fail (text != NULL);

  for (const char *c = text; *c != '\0'; c++) {
    gboolean at_end = c[1] == '\n' || c[1] == '\0' || (c[1] == '\r' && c[2] == '\n');
    gboolean is_literal
        = (*c > ' ' && *c <= '~' && *c != '=') || ((*c == ' ' || *c == '\t') && !at_end);

    if (*c == '\r' && c[1] == '\n')
      continue;
    if (*c == '\n') {
      g_string_append (mime, "\r\n");
      used = 0;
      continue;
    }
    if (used + (is_literal ? 1 : 3) > MAX_LINE - 1) {
      g_string_append (mime, "=\r\n");
      used = 0;
    }
    /* A “.” alone and “From ” at the start of a line are changed by some on the way. */
    if (used == 0 && (*c == '.' || (*c == 'F' && g_str_has_prefix (c, "From "))))
      is_literal = FALSE;
    if (is_literal)
      g_string_append_c (mime, *c);
    else
      g_string_append_printf (mime, "=%02X", (guchar) *c);
    used += is_literal ? 1 : 3;
  }
  if (used > 0)
    g_string_append (mime, "\r\n");
}

/**
 * nl_mime_append_base64:
 * @mime: what is being written
 * @bytes: any bytes
 *
 * Appends @bytes in base64, with CRLF and lines of 76.
 */
void
nl_mime_append_base64 (GString *mime, GBytes *bytes)
{
  gsize size;
  const guchar *data;
  g_autofree char *encoded = NULL;

  g_return_if_fail (mime != NULL);
  g_return_if_fail (bytes != NULL);

  data = g_bytes_get_data (bytes, &size);
  encoded = g_base64_encode (data, size);
  for (const char *c = encoded; *c != '\0';) {
    gsize length = strnlen (c, MAX_LINE);

    g_string_append_len (mime, c, (gssize) length);
    g_string_append (mime, "\r\n");
    c += length;
  }
}

/**
 * nl_mime_date:
 * @unix_us: microseconds since 1970 UTC
 *
 * Returns: (transfer full): the time as RFC 5322, 3.3 writes it, in English whatever the locale
 */
char *
nl_mime_date (gint64 unix_us)
{
  static const char *const DAYS[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const MONTHS[]
      = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc_usec (unix_us);

  g_return_val_if_fail (time != NULL, NULL);

  return g_strdup_printf ("%s, %d %s %d %02d:%02d:%02d +0000",
                          DAYS[g_date_time_get_day_of_week (time) - 1],
                          g_date_time_get_day_of_month (time),
                          MONTHS[g_date_time_get_month (time) - 1], g_date_time_get_year (time),
                          g_date_time_get_hour (time), g_date_time_get_minute (time),
                          g_date_time_get_second (time));
}
