/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-phrase-check.h"

#include <string.h>

#include "ai/offline/nl-elision.h"
#include "ai/offline/nl-typography.h"

static guint
emoji_allowed (NlBrandVoice *voice, const NlLimit *limit)
{
  if (limit->plain || voice->emoji == NL_EMOJI_NONE)
    return 0;
  return voice->emoji == NL_EMOJI_SPARING ? 1 : G_MAXUINT;
}

/**
 * nl_phrase_finish:
 * @text: a text as the phrases gave it
 * @book: the book of its language
 * @voice: how the shop sounds
 * @limit: what kind of text it is
 *
 * Closes the gaps that empty phrases left, and applies the brand's tone, its policy on emoji and
 * the language's typography.
 *
 * Returns: (transfer full): the finished text
 */
char *
nl_phrase_finish (const char *text, NlPhraseBook *book, NlBrandVoice *voice, const NlLimit *limit)
{
  const char *language = nl_phrase_book_get_language (book);
  g_autofree char *elided = nl_elision_apply (text, language);
  g_autofree char *sober = nl_typography_limit_emoji (elided, emoji_allowed (voice, limit));
  g_autofree char *calm = nl_brand_voice_is_calm (voice) ? nl_typography_calm (sober, limit->title)
                                                         : g_strdup (sober);
  g_autofree char *typeset
      = limit->plain ? nl_typography_plain (calm) : nl_typography_apply (calm, language);

  return nl_typography_tidy (typeset);
}

/**
 * nl_phrase_check:
 * @text: a finished text
 * @voice: how the shop sounds
 * @limit: what it must keep
 *
 * Returns: whether it may be shown: no placeholder, no double space, within the limit, without a
 *   banned word
 */
gboolean
nl_phrase_check (const char *text, NlBrandVoice *voice, const NlLimit *limit)
{
  if (*text == '\0' || strpbrk (text, "{}") != NULL || strstr (text, "  ") != NULL)
    return FALSE;
  return nl_sentences_fit (text, limit->max, limit->unit) && !nl_brand_voice_bans (voice, text);
}

static JsonObject *
get_synonyms (NlPhraseBook *book)
{
  JsonObject *conventions = nl_phrase_book_get_conventions (book);

  if (!json_object_has_member (conventions, "synonyms"))
    return NULL;
  return json_object_get_object_member (conventions, "synonyms");
}

/**
 * nl_phrase_mend:
 * @text: a finished text that did not pass nl_phrase_check()
 * @book: the book of its language
 * @voice: how the shop sounds
 * @limit: what it must keep
 *
 * Drops the sentences with a banned word; when nothing is left then, puts another word or none.
 * Then shortens to the limit.
 *
 * Returns: (transfer full): a text that passes, or an empty one
 */
char *
nl_phrase_mend (const char *text, NlPhraseBook *book, NlBrandVoice *voice, const NlLimit *limit)
{
  g_autofree char *mended = nl_brand_voice_drop_sentences (voice, text);
  g_autofree char *tidy = nl_typography_tidy (mended);

  /* A phrase may also stand across the end of a sentence. */
  if (*tidy == '\0' || nl_brand_voice_bans (voice, tidy)) {
    g_free (mended);
    mended = nl_brand_voice_drop_words (voice, text, get_synonyms (book));
    g_free (tidy);
    tidy = nl_typography_tidy (mended);
  }
  if (nl_sentences_fit (tidy, limit->max, limit->unit))
    return g_steal_pointer (&tidy);
  return nl_sentences_shorten (tidy, limit->max, limit->unit);
}
