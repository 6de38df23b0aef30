/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-typography.h"

#include <string.h>
#include <unicode/uchar.h>

#define NBSP "\u00A0"
#define NNBSP "\u202F"

/* The quotation marks each language opens and closes with. */
static const struct {
  const char *language;
  const char *open;
  const char *close;
} QUOTES[] = {
  { "en", "“", "”" }, { "fr", "«" NBSP, NBSP "»" }, { "de", "„", "“" }, { "es", "«", "»" },
  { "it", "«", "»" }, { "pt", "«", "»" },           { "nl", "‘", "’" },
};

static gboolean
is_space (gunichar c)
{
  return c == ' ' || c == 0xA0 || c == 0x202F;
}

static void
drop_spaces_at_end (GString *text)
{
  while (text->len > 0) {
    const char *last = g_utf8_find_prev_char (text->str, text->str + text->len);

    if (!is_space (g_utf8_get_char (last)))
      return;
    g_string_truncate (text, last - text->str);
  }
}

static gunichar
last_character (GString *text)
{
  const char *last = g_utf8_find_prev_char (text->str, text->str + text->len);

  return last != NULL ? g_utf8_get_char (last) : 0;
}

/* The bytes of an address that starts here, which typography must not touch. */
static gsize
address_length (const char *p)
{
  if (g_str_has_prefix (p, "http://") || g_str_has_prefix (p, "https://")
      || g_str_has_prefix (p, "www."))
    return strcspn (p, " \n)\t");
  if (g_str_has_prefix (p, "]("))
    return strcspn (p, ")\n");
  return 0;
}

/* French puts a narrow no-break space before ; ! ? and a no-break space before a colon:
 * Lexique des règles typographiques en usage à l'Imprimerie nationale. */
static void
append_french_mark (GString *text, gunichar c, gunichar next)
{
  gunichar before;

  /* Not in 10:30. Quotation marks come with their spaces. */
  if (c == ':' && !(next == 0 || next == '"' || next == 0xBB || g_unichar_isspace (next))) {
    g_string_append_unichar (text, c);
    return;
  }
  drop_spaces_at_end (text);
  before = last_character (text);
  if (before != 0 && before != '\n'
      && strchr ("!?;:(", (int) (before < 128 ? before : '.')) == NULL)
    g_string_append (text, c == ':' ? NBSP : NNBSP);
  g_string_append_unichar (text, c);
}

static void
append_quote (GString *text, const char *language, gboolean open)
{
  for (guint i = 0; i < G_N_ELEMENTS (QUOTES); i++) {
    if (g_str_equal (QUOTES[i].language, language)) {
      g_string_append (text, open ? QUOTES[i].open : QUOTES[i].close);
      return;
    }
  }
  g_string_append_c (text, '"');
}

static void
append_before_unit (GString *text, gunichar c)
{
  if (text->len > 1 && text->str[text->len - 1] == ' '
      && g_ascii_isdigit (text->str[text->len - 2])) {
    g_string_truncate (text, text->len - 1);
    g_string_append (text, NBSP);
  }
  g_string_append_unichar (text, c);
}

/* Returns where to read on. */
static const char *
append_typeset (GString *text, const char *p, const char *language, gboolean *quote_open)
{
  gboolean french = g_str_equal (language, "fr");
  gunichar c = g_utf8_get_char (p);
  const char *next = g_utf8_next_char (p);

  if (c == '\'') {
    g_string_append (text, "’");
  } else if (c == '"') {
    *quote_open = !*quote_open;
    if (!*quote_open && french)
      drop_spaces_at_end (text);
    append_quote (text, language, *quote_open);
    while (*quote_open && french && is_space (g_utf8_get_char (next)))
      next = g_utf8_next_char (next);
  } else if (g_str_has_prefix (p, "...")) {
    g_string_append (text, "…");
    next = p + 3;
  } else if (c == '%' || c == 0x20AC || c == 0xA3) {
    append_before_unit (text, c);
  } else if (french && (c == ';' || c == '!' || c == '?' || c == ':')) {
    append_french_mark (text, c, g_utf8_get_char (next));
  } else if (french && c == 0xBB) {
    drop_spaces_at_end (text);
    g_string_append (text, NBSP "»");
  } else if (french && c == 0xAB) {
    g_string_append (text, "«" NBSP);
    while (is_space (g_utf8_get_char (next)))
      next = g_utf8_next_char (next);
  } else {
    g_string_append_unichar (text, c);
  }
  return next;
}

/**
 * nl_typography_apply:
 * @text: a finished text
 * @language: tag of its language, without a region
 *
 * Sets the marks as the language's printers do: apostrophes, quotation marks, ellipses, no-break
 * spaces. Addresses stay as they are.
 *
 * Returns: (transfer full): the text
 */
char *
nl_typography_apply (const char *text, const char *language)
{
  g_autoptr (GString) typeset = g_string_sized_new (strlen (text) + 16);
  gboolean quote_open = FALSE;

  for (const char *p = text; *p != '\0';) {
    gsize address = address_length (p);

    if (address > 0) {
      g_string_append_len (typeset, p, (gssize) address);
      p += address;
    } else {
      p = append_typeset (typeset, p, language, &quote_open);
    }
  }
  return g_string_free (g_steal_pointer (&typeset), FALSE);
}

/**
 * nl_typography_tidy:
 * @text: a text put together from pieces, some of them empty
 *
 * Takes away what the gaps left: double spaces, spaces at the ends of lines and before commas and
 * full stops, more than one empty line.
 *
 * Returns: (transfer full): the text
 */
char *
nl_typography_tidy (const char *text)
{
  g_autoptr (GString) tidy = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '\n') {
      drop_spaces_at_end (tidy);
      if (tidy->len > 0 && !g_str_has_suffix (tidy->str, "\n\n"))
        g_string_append_c (tidy, '\n');
      continue;
    }
    if (*p == ' ' && (tidy->len == 0 || strchr (" \n", tidy->str[tidy->len - 1]) != NULL))
      continue;
    if ((*p == ',' || *p == '.') && tidy->len > 0 && tidy->str[tidy->len - 1] == ' ')
      g_string_truncate (tidy, tidy->len - 1);
    g_string_append_c (tidy, *p);
  }
  drop_spaces_at_end (tidy);
  return g_strchomp (g_string_free (g_steal_pointer (&tidy), FALSE));
}

/**
 * nl_typography_plain:
 * @text: a text that goes out as an SMS
 *
 * Undoes what would make a message of 160 characters one of 70: the GSM 7-bit alphabet (3GPP TS
 * 23.038) has straight quotes and plain spaces only.
 *
 * Returns: (transfer full): the text
 */
char *
nl_typography_plain (const char *text)
{
  static const char *const PAIRS[][2] = {
    { "’", "'" },       { "‘", "'" },       { "“", "\"" }, { "”", "\"" },  { "„", "\"" },
    { "«" NBSP, "\"" }, { NBSP "»", "\"" }, { "«", "\"" }, { "»", "\"" },  { "…", "..." },
    { "–", "-" },       { "—", "-" },       { NBSP, " " }, { NNBSP, " " }, { "\u2212", "-" },
  };
  g_autoptr (GString) plain = g_string_new (text);

  for (guint i = 0; i < G_N_ELEMENTS (PAIRS); i++)
    g_string_replace (plain, PAIRS[i][0], PAIRS[i][1], 0);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

/**
 * nl_typography_calm:
 * @text: a text
 * @title: whether it is a title, which ends without a full stop
 *
 * Says without exclamation marks what was said with them, for brands that never raise their voice.
 *
 * Returns: (transfer full): the text
 */
char *
nl_typography_calm (const char *text, gboolean title)
{
  g_autoptr (GString) calm = g_string_new (text);

  g_string_replace (calm, "¡", "", 0);
  g_string_replace (calm, " !", "!", 0);
  /* Several marks are one, and a question stays one. */
  while (strstr (calm->str, "!!") != NULL)
    g_string_replace (calm, "!!", "!", 0);
  g_string_replace (calm, "!?", "?", 0);
  g_string_replace (calm, "?!", "?", 0);
  g_string_replace (calm, "!", ".", 0);
  if (title && calm->len > 0 && calm->str[calm->len - 1] == '.' && !g_str_has_suffix (text, "."))
    g_string_truncate (calm, calm->len - 1);
  return g_string_free (g_steal_pointer (&calm), FALSE);
}

/**
 * nl_typography_is_emoji:
 * @c: a character
 *
 * Returns: whether it is part of an emoji
 */
gboolean
nl_typography_is_emoji (gunichar c)
{
  if (c == 0xFE0F || c == 0x200D)
    return TRUE;
  return c >= 0x2600
         && (u_hasBinaryProperty ((UChar32) c, UCHAR_EXTENDED_PICTOGRAPHIC)
             || u_hasBinaryProperty ((UChar32) c, UCHAR_EMOJI_MODIFIER)
             || u_hasBinaryProperty ((UChar32) c, UCHAR_REGIONAL_INDICATOR));
}

/* Whether a character of an emoji belongs to the one before it: a skin tone, a flag's second
 * letter, one of a family. */
static gboolean
continues_emoji (gunichar c, gunichar before, guint n_letters)
{
  if (c == 0xFE0F || c == 0x200D || before == 0x200D)
    return TRUE;
  return n_letters % 2 == 1 || u_hasBinaryProperty ((UChar32) c, UCHAR_EMOJI_MODIFIER);
}

/**
 * nl_typography_limit_emoji:
 * @text: a text
 * @keep: how many emoji may stay, the first ones
 *
 * Returns: (transfer full): the text
 */
char *
nl_typography_limit_emoji (const char *text, guint keep)
{
  g_autoptr (GString) kept = g_string_sized_new (strlen (text));
  guint seen = 0;
  guint n_letters = 0; /* of flags, in a row */
  gunichar before = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    gboolean emoji = nl_typography_is_emoji (c);
    gboolean letter = u_hasBinaryProperty ((UChar32) c, UCHAR_REGIONAL_INDICATOR);

    if (emoji && (before == 0 || !continues_emoji (c, before, letter ? n_letters : 0)))
      seen++;
    n_letters = letter ? n_letters + 1 : 0;
    before = emoji ? c : 0;
    if (emoji && seen > keep) {
      if (kept->len > 0 && kept->str[kept->len - 1] == ' ')
        g_string_truncate (kept, kept->len - 1);
      continue;
    }
    g_string_append_unichar (kept, c);
  }
  return g_string_free (g_steal_pointer (&kept), FALSE);
}
