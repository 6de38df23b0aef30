/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-slug.h"

#include <string.h>

#include "base/nl-text.h"

/* What a language writes where its letters are not at hand, when that is not the letter without its
 * mark: DIN 5007-2 for German, what Danish and Norwegian passports do for å, ø and æ. */
static const struct {
  const char *language;
  const char *letters;
  const char *const *plain;
} SPELLINGS[] = {
  { "de", "äöü", (const char *const[]) { "ae", "oe", "ue" } },
  { "da", "åøæ", (const char *const[]) { "aa", "oe", "ae" } },
  { "nb", "åøæ", (const char *const[]) { "aa", "oe", "ae" } },
  { "no", "åøæ", (const char *const[]) { "aa", "oe", "ae" } },
};

/* @letters and @plain run in step. */
static const char *
find_plain (gunichar letter, const char *letters, const char *const *plain)
{
  for (const char *p = letters; *p != '\0'; p = g_utf8_next_char (p), plain++)
    if (g_utf8_get_char (p) == letter)
      return *plain;
  return NULL;
}

static gboolean
speaks (const char *tag, const char *language)
{
  gsize length = strlen (language);

  return tag != NULL && g_ascii_strncasecmp (tag, language, length) == 0
         && (tag[length] == '\0' || tag[length] == '-' || tag[length] == '_');
}

/* The text, composed, with what its language has for letters outside ASCII. */
static char *
spell (const char *text, const char *language)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) spelt = g_string_new (NULL);

  for (guint i = 0; composed != NULL && i < G_N_ELEMENTS (SPELLINGS); i++) {
    if (!speaks (language, SPELLINGS[i].language))
      continue;
    for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p)) {
      gunichar c = g_utf8_get_char (p);
      const char *plain
          = find_plain (g_unichar_tolower (c), SPELLINGS[i].letters, SPELLINGS[i].plain);

      if (plain != NULL)
        g_string_append (spelt, plain);
      else
        g_string_append_unichar (spelt, c);
    }
    return g_string_free_and_steal (g_steal_pointer (&spelt));
  }
  return composed != NULL ? g_steal_pointer (&composed) : g_strdup (text);
}

/**
 * nl_slug_make:
 * @text: a title
 * @language: (nullable): BCP 47 tag of its language: in German “ü” becomes “ue”, elsewhere “u”
 * @max: the characters it may have; 0 for no limit
 *
 * Makes the last part of a page's address: lowercase ASCII letters, digits and single hyphens, cut
 * between words.
 *
 * Returns: (transfer full): the slug, empty when no letter of the title can be written so
 */
char *
nl_slug_make (const char *text, const char *language, guint max)
{
  g_autofree char *spelt = NULL;
  g_autofree char *folded = NULL;
  g_autoptr (GString) slug = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  spelt = spell (text, language);
  folded = nl_text_fold (spelt);
  for (const char *p = folded; *p != '\0'; p++) {
    if (g_ascii_isalnum (*p))
      g_string_append_c (slug, *p);
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');
  }
  while (max > 0 && slug->len > max) {
    char *hyphen = strrchr (slug->str, '-');

    g_string_truncate (slug, hyphen != NULL ? (gsize) (hyphen - slug->str) : max);
  }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return g_string_free_and_steal (g_steal_pointer (&slug));
}

/**
 * nl_slug_keep_letters:
 * @text: any text, such as a campaign's name
 * @max_bytes: how long the result may be
 *
 * Makes a word of @text that is safe as a file name and in an address: lower-case letters and
 * digits of any script, everything else a single hyphen.
 *
 * Returns: (transfer full): the word; an empty one when nothing of @text can stay
 */
char *
nl_slug_keep_letters (const char *text, gsize max_bytes)
{
  g_autofree char *valid = NULL;
  g_autofree char *normal = NULL;
  g_autofree char *lower = NULL;
  GString *slug;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  /* The dot that “İ” leaves behind has to find its place among the marks. */
  lower = g_utf8_strdown (valid, -1);
  normal = g_utf8_normalize (lower, -1, G_NORMALIZE_NFC);
  slug = g_string_new (NULL);
  for (const char *c = normal; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar letter = g_utf8_get_char (c);
    gsize size = (gsize) (g_utf8_next_char (c) - c);

    if (slug->len + size > max_bytes)
      break;
    if (g_unichar_isalnum (letter) || (g_unichar_ismark (letter) && slug->len > 0))
      g_string_append_unichar (slug, letter);
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');
  }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return g_string_free_and_steal (slug);
}
