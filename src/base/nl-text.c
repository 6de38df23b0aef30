/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-text.h"

#include <string.h>
#include <unicode/ubrk.h>

typedef struct {
  gunichar letter;
  const char *folded;
} Folding;

/* Letters that Unicode does not decompose although people type them with plain ones. Lower case,
 * sorted by code point. */
static const Folding FOLDINGS[] = {
  { 0x00df, "ss" }, /* ß */
  { 0x00e6, "ae" }, /* æ */
  { 0x00f0, "d" },  /* ð */
  { 0x00f8, "o" },  /* ø */
  { 0x00fe, "th" }, /* þ */
  { 0x0111, "d" },  /* đ */
  { 0x0127, "h" },  /* ħ */
  { 0x0131, "i" },  /* ı */
  { 0x0138, "k" },  /* ĸ */
  { 0x0142, "l" },  /* ł */
  { 0x014b, "n" },  /* ŋ */
  { 0x0153, "oe" }, /* œ */
  { 0x0167, "t" },  /* ŧ */
  { 0x0180, "b" },  /* ƀ */
  { 0x0253, "b" },  /* ɓ */
  { 0x0256, "d" },  /* ɖ */
  { 0x0257, "d" },  /* ɗ */
  { 0x0259, "e" },  /* ə */
  { 0x0268, "i" },  /* ɨ */
  { 0x0289, "u" },  /* ʉ */
  { 0x03c2, "σ" },  /* ς */
};

static int
compare_foldings (gconstpointer a, gconstpointer b)
{
  gunichar left = *(const gunichar *) a;
  gunichar right = ((const Folding *) b)->letter;

  return left < right ? -1 : left > right;
}

/* Accents and points that a search leaves out. Vowel signs of Indic scripts and the voicing marks
 * of kana are marks as well, but without them it is another word. */
static gboolean
is_ignored (gunichar c)
{
  return (c >= 0x0300 && c <= 0x036f) || (c >= 0x0591 && c <= 0x05c7)
         || (c >= 0x0610 && c <= 0x061a) || (c >= 0x064b && c <= 0x065f) || c == 0x0670
         || (c >= 0x1ab0 && c <= 0x1aff) || (c >= 0x1dc0 && c <= 0x1dff)
         || (c >= 0x20d0 && c <= 0x20ff) || (c >= 0xfe20 && c <= 0xfe2f) || c == 0x00ad
         || (c >= 0x200b && c <= 0x200f) || c == 0xfeff;
}

static void
fold_letter (GString *into, gunichar c)
{
  const Folding *folding;

  if (c < 0x80) {
    g_string_append_c (into, g_ascii_tolower ((char) c));
    return;
  }
  if (is_ignored (c))
    return;
  c = g_unichar_tolower (c);
  folding = bsearch (&c, FOLDINGS, G_N_ELEMENTS (FOLDINGS), sizeof *FOLDINGS, compare_foldings);
  if (folding != NULL)
    g_string_append (into, folding->folded);
  else if (c == 0x2018 || c == 0x2019)
    g_string_append_c (into, '\'');
  else if (c == 0x2010 || c == 0x2011)
    g_string_append_c (into, '-');
  else if (c < 0x80)
    g_string_append_c (into, (char) c);
  else
    g_string_append_unichar (into, c);
}

/**
 * nl_text_fold_append:
 * @into: where the folded text is added
 * @text: any text
 * @length: its bytes, or -1 when it ends with a NUL
 *
 * Like nl_text_fold(), for loops over many texts. Bytes that are not UTF-8 become U+FFFD.
 */
void
nl_text_fold_append (GString *into, const char *text, gssize length)
{
  const char *end;

  g_return_if_fail (into != NULL);
  g_return_if_fail (text != NULL);

  end = text + (length < 0 ? (gssize) strlen (text) : length);
  while (text < end) {
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gunichar c;
    gsize n;

    if ((guchar) *text < 0x80) {
      g_string_append_c (into, g_ascii_tolower (*text++));
      continue;
    }
    c = g_utf8_get_char_validated (text, end - text);
    if (c == (gunichar) -1 || c == (gunichar) -2) {
      g_string_append_unichar (into, 0xfffd);
      text++;
      continue;
    }
    text = g_utf8_next_char (text);
    n = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
    for (gsize i = 0; i < n; i++)
      fold_letter (into, parts[i]);
  }
}

/**
 * nl_text_fold:
 * @text: any text
 *
 * Folds a text so that two spellings a person would call the same compare equal: lower case,
 * compatibility forms (NFKD) without accents, and the Latin letters that Unicode does not
 * decompose (ł, ø, ß, æ…) in their usual plain spelling. For search and for keys of tags, not for
 * showing.
 *
 * Returns: (transfer full): the folded text
 */
char *
nl_text_fold (const char *text)
{
  GString *folded;

  g_return_val_if_fail (text != NULL, NULL);

  folded = g_string_sized_new (strlen (text));
  nl_text_fold_append (folded, text, -1);
  return g_string_free_and_steal (folded);
}

static void
close_breaks (gpointer breaks)
{
  ubrk_close (breaks);
}

/* Opening an iterator costs a thousand times more than counting a short text with it, and one
 * iterator must not be used by two threads at once. */
static UBreakIterator *
thread_breaks (void)
{
  static GPrivate key = G_PRIVATE_INIT (close_breaks);
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *breaks = g_private_get (&key);

  if (breaks == NULL) {
    breaks = ubrk_open (UBRK_CHARACTER, "", NULL, 0, &status);
    if (U_FAILURE (status))
      return NULL;
    g_private_set (&key, breaks);
  }
  return breaks;
}

/**
 * nl_text_length:
 * @text: a text in UTF-8
 *
 * Counts what a person calls characters: grapheme clusters (UAX #29), so that a flag or a family
 * of emoji is one, and so is “\r\n”.
 *
 * Returns: the number of user-perceived characters
 */
gsize
nl_text_length (const char *text)
{
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *breaks;
  UText *utext;
  const char *at;
  gsize count = 0;

  g_return_val_if_fail (text != NULL, 0);

  for (at = text; *at != '\0' && (guchar) *at < 0x80; at++)
    count += !(at[0] == '\r' && at[1] == '\n');
  if (*at == '\0')
    return count;
  breaks = thread_breaks ();
  utext = utext_openUTF8 (NULL, text, -1, &status);
  if (breaks != NULL)
    ubrk_setUText (breaks, utext, &status);
  if (breaks == NULL || U_FAILURE (status)) {
    utext_close (utext);
    return g_utf8_strlen (text, -1);
  }
  for (count = 0; ubrk_next (breaks) != UBRK_DONE;)
    count++;
  utext_close (utext);
  return count;
}
