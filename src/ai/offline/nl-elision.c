/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-elision.h"

#include <string.h>

/* The Italian articles that a figure may follow, alone and with a preposition: as they are, before
 * a vowel (8 is “otto”, 11 “undici”), and before a z (0 is “zero”). */
static const struct {
  const char *article;
  const char *vowel;
  const char *z;
} ARTICLES[] = {
  { "il", "l'", "lo " },         { "al", "all'", "allo " },     { "del", "dell'", "dello " },
  { "dal", "dall'", "dallo " },  { "nel", "nell'", "nello " },  { "sul", "sull'", "sullo " },
  { "i", "gli ", "gli " },       { "ai", "agli ", "agli " },    { "dei", "degli ", "degli " },
  { "dai", "dagli ", "dagli " }, { "nei", "negli ", "negli " }, { "sui", "sugli ", "sugli " },
};

static gboolean
replace_article (const GMatchInfo *match, GString *result, gpointer data)
{
  g_autofree char *article = g_match_info_fetch (match, 1);
  g_autofree char *figure = g_match_info_fetch (match, 2);
  gboolean capital = g_ascii_isupper (*article);

  *article = g_ascii_tolower (*article);
  for (guint i = 0; i < G_N_ELEMENTS (ARTICLES); i++) {
    const char *form = *figure == '0' ? ARTICLES[i].z : ARTICLES[i].vowel;

    if (!g_str_equal (ARTICLES[i].article, article))
      continue;
    g_string_append_c (result, capital ? g_ascii_toupper (*form) : *form);
    g_string_append (result, form + 1);
  }
  return FALSE;
}

/**
 * nl_elision_apply:
 * @text: a text as the phrases gave it
 * @language: tag of its language, without a region
 *
 * Phrases cannot know the figure that follows an article. Italian says “il 15%” but “l'8%”, “dal 3
 * marzo” but “dall'11 marzo”.
 *
 * Returns: (transfer full): the text, with the articles that its figures ask for
 */
char *
nl_elision_apply (const char *text, const char *language)
{
  static GRegex *regex = NULL;

  if (!g_str_equal (language, "it"))
    return g_strdup (text);
  if (g_once_init_enter_pointer (&regex))
    g_once_init_leave_pointer (&regex,
                               g_regex_new ("(?<![\\p{L}\\p{N}'’])"
                                            "([Ii]l|[Ii]|(?:[Aa]|[Dd]e|[Dd]a|[Nn]e|[Ss]u)[li])"
                                            " (?=(8|11(?![0-9])|0(?![0-9])))",
                                            G_REGEX_OPTIMIZE, 0, NULL));
  return g_regex_replace_eval (regex, text, -1, 0, 0, replace_article, NULL, NULL);
}
