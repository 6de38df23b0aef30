/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/nl-random.h"
#include "campaigns/nl-mime.h"
#include "nl-test.h"

/* What is written for a mail server is what a mail program reads: the decoders here know RFC 2045,
 * 2047 and 5322 and nothing of how the writer works. */

static const char *const pieces[]
    = { "a",     "é",        " ",   "  ",   "=",      "?",      "=?UTF-8?Q?x?=", "_",
        "\t",    "\n",       "\r",  "\r\n", "Bcc: x", "🍃",     "日本",          "\xff",
        "\"",    "<a@b.fr>", ",",   ";",    "\x01",   "\u2028", "word ",         "langwort",
        "From ", ".",        "=\n", "--",   "0",      "=3D",    "\u00a0",        "e\u0301" };

static char *
make_text (NlRandom *random, guint most)
{
  GString *text = g_string_new (NULL);

  for (guint n = nl_random_below (random, most); n > 0; n--)
    g_string_append (text, pieces[nl_random_below (random, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

static int
read_hex (const char *digits)
{
  g_assert_true (g_ascii_isxdigit (digits[0]) && g_ascii_isxdigit (digits[1]));
  return g_ascii_xdigit_value (digits[0]) * 16 + g_ascii_xdigit_value (digits[1]);
}

/* RFC 2047, 6.2: blanks between two encoded words are not shown. */
static char *
decode_words (const char *text)
{
  GString *decoded = g_string_new (NULL);
  gboolean after_word = FALSE;

  while (*text != '\0') {
    gsize blanks = strspn (text, " ");
    const char *word = text + blanks;
    const char *end = g_str_has_prefix (word, "=?UTF-8?Q?") ? strstr (word + 10, "?=") : NULL;

    if (end == NULL) {
      g_string_append_len (decoded, text, (gssize) MAX (blanks, 1));
      text += MAX (blanks, 1);
      after_word = FALSE;
      continue;
    }
    g_assert_cmpuint ((gsize) (end - word), <=, 73);
    if (!after_word)
      g_string_append_len (decoded, text, (gssize) blanks);
    for (const char *c = word + 10; c < end; c++) {
      if (*c == '=')
        g_string_append_c (decoded, (char) read_hex (c + 1)), c += 2;
      else
        g_string_append_c (decoded, *c == '_' ? ' ' : *c);
    }
    text = end + 2;
    after_word = TRUE;
  }
  return g_string_free (decoded, FALSE);
}

/* The body of the only header in @mime, on one line. */
static char *
read_header (const char *mime, const char *name)
{
  g_autofree char *start = g_strconcat (name, ": ", NULL);
  g_auto (GStrv) lines = NULL;
  GString *body = g_string_new (NULL);

  g_assert_true (g_str_has_suffix (mime, "\r\n"));
  g_assert_true (g_str_has_prefix (mime, start));
  lines = g_strsplit (mime, "\r\n", -1);
  for (guint i = 0; lines[i + 1] != NULL; i++) {
    g_assert_true (g_str_is_ascii (lines[i]));
    g_assert_null (strpbrk (lines[i], "\r\n"));
    /* Every other line continues the first one, and none of them is blank. */
    if (i > 0)
      g_assert_true (lines[i][0] == ' ' && lines[i][strspn (lines[i], " ")] != '\0');
    if (strstr (lines[i], "=?") != NULL)
      g_assert_cmpuint (strlen (lines[i]), <=, 76);
    g_string_append (body, lines[i]);
  }
  g_string_erase (body, 0, (gssize) strlen (start));
  return g_string_free (body, FALSE);
}

/* As a person reads it: one line, no controls, no blanks around it. */
static char *
as_shown (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *shown = g_string_new (NULL);

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar letter = g_utf8_get_char (c);

    if (g_unichar_iscntrl (letter) || letter == 0x2028)
      letter = ' ';
    g_string_append_unichar (shown, letter);
  }
  return g_strstrip (g_string_free (shown, FALSE));
}

static void
test_headers (const char *folder)
{
  NlRandom random;

  nl_random_init (&random, 1, "headers");
  for (guint round = 0; round < nl_test_rounds (4000, 400); round++) {
    g_autofree char *text = make_text (&random, round % 3 == 0 ? 60 : 8);
    g_autofree char *shown = as_shown (text);
    g_autoptr (GString) subject = g_string_new (NULL);
    g_autoptr (GString) from = g_string_new (NULL);
    g_autofree char *body = NULL;
    g_autofree char *decoded = NULL;
    g_autofree char *sender = NULL;
    g_autofree char *name = NULL;

    nl_mime_append_header (subject, "Subject", text);
    body = read_header (subject->str, "Subject");
    decoded = decode_words (body);
    g_assert_cmpstr (decoded, ==, shown);
    nl_mime_append_phrase (from, "From", text, " <shop@example.com>");
    sender = read_header (from->str, "From");
    /* There is one address in it, ours, whatever the name says. */
    g_assert_true (g_str_has_suffix (sender, " <shop@example.com>"));
    sender[strlen (sender) - strlen (" <shop@example.com>")] = '\0';
    g_assert_null (strpbrk (sender, "<>@,;:\""));
    name = decode_words (sender);
    g_assert_cmpstr (name, ==, shown);
  }
}

static char *
decode_quoted_printable (const char *mime)
{
  GString *text = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (mime, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    gsize length = strlen (lines[i]);
    gboolean is_soft = length > 0 && lines[i][length - 1] == '=';

    g_assert_cmpuint (length, <=, 76);
    g_assert_null (strpbrk (lines[i], "\r\n"));
    /* What some servers change on the way. */
    g_assert_true (length == 0 || strchr (" \t", lines[i][length - 1]) == NULL);
    g_assert_false (g_str_has_prefix (lines[i], ".") || g_str_has_prefix (lines[i], "From "));
    for (const char *c = lines[i]; c < lines[i] + length - (is_soft ? 1 : 0); c++) {
      g_assert_true (*c == '\t' || (*c >= ' ' && *c <= '~'));
      if (*c == '=')
        g_string_append_c (text, (char) read_hex (c + 1)), c += 2;
      else
        g_string_append_c (text, *c);
    }
    if (!is_soft && lines[i + 1] != NULL)
      g_string_append_c (text, '\n');
  }
  return g_string_free (text, FALSE);
}

static void
test_quoted_printable (const char *folder)
{
  NlRandom random;

  nl_random_init (&random, 2, "bodies");
  for (guint round = 0; round < nl_test_rounds (4000, 400); round++) {
    g_autofree char *text = make_text (&random, round % 3 == 0 ? 80 : 10);
    g_autoptr (GString) mime = g_string_new (NULL);
    g_autoptr (GString) expected = g_string_new (text);
    g_autofree char *decoded = NULL;

    nl_mime_append_quoted_printable (mime, text);
    decoded = decode_quoted_printable (mime->str);
    g_string_replace (expected, "\r\n", "\n", 0);
    if (expected->len > 0 && expected->str[expected->len - 1] != '\n')
      g_string_append_c (expected, '\n');
    g_assert_cmpstr (decoded, ==, expected->str);
  }
}

static void
test_base64 (const char *folder)
{
  for (gsize size = 0; size < 400; size++) {
    g_autofree guint8 *data = g_malloc0 (size + 1);
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GString) mime = g_string_new (NULL);
    g_autofree guchar *decoded = NULL;
    g_auto (GStrv) lines = NULL;
    gsize length;

    for (gsize i = 0; i < size; i++)
      data[i] = (guint8) (i * 37 + size);
    bytes = g_bytes_new (data, size);
    nl_mime_append_base64 (mime, bytes);
    lines = g_strsplit (mime->str, "\r\n", -1);
    for (guint i = 0; lines[i] != NULL; i++)
      g_assert_cmpuint (strlen (lines[i]), <=, 76);
    decoded = g_base64_decode (mime->str, &length);
    g_assert_cmpmem (decoded, length, data, size);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/mime-property/headers", test_headers);
  nl_test_add ("/mime-property/quoted-printable", test_quoted_printable);
  nl_test_add ("/mime-property/base64", test_base64);
  return g_test_run ();
}
