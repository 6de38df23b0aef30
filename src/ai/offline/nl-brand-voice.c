/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-brand-voice.h"

#include <string.h>

#include "ai/offline/nl-facts.h"
#include "ai/offline/nl-sentences.h"
#include "base/nl-text.h"

#define BANNED_MAX 500

static const char *const TONES[]
    = { "friendly", "formal", "playful", "luxurious", "matter-of-fact", NULL };

/* Endings that make another form of the same word in the languages we write. */
static const char *const ENDINGS[]
    = { "",       "a",      "as",   "o",    "os",  "i",   "e",   "es",   "s",     "n",
        "en",     "er",     "em",   "est",  "ere", "ers", "ste", "sten", "ed",    "d",
        "ing",    "ly",     "y",    "ies",  "ied", "ier", "x",   "ment", "mente", "ement",
        "amente", "emente", "ne",   "nes",  "le",  "les", "st",  "t",    "eren",  "erer",
        "eres",   "ster",   "stes", "stem", "he",  "hi",  NULL };

/* The words of a text, folded, as strings; with spans, where each is in the text. */
typedef struct {
  gsize start;
  gsize end;
} Span;

static GPtrArray *
split_words (const char *text, GArray *spans)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  const char *start = NULL;

  for (const char *p = text;; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    gboolean letter = c != 0 && (g_unichar_isalnum (c) || g_unichar_ismark (c));

    if (letter && start == NULL)
      start = p;
    if (!letter && start != NULL) {
      g_autofree char *word = g_strndup (start, p - start);
      Span span = { start - text, p - text };

      g_ptr_array_add (words, nl_text_fold (word));
      if (spans != NULL)
        g_array_append_val (spans, span);
      start = NULL;
    }
    if (c == 0)
      break;
  }
  return g_steal_pointer (&words);
}

static gboolean
is_form_of (const char *word, const char *banned)
{
  gsize length = strlen (banned);

  if (length < 3)
    return g_str_equal (word, banned);
  if (g_str_has_prefix (word, banned) && g_strv_contains (ENDINGS, word + length))
    return TRUE;
  /* barato, barata, baratos: the last vowel is part of the ending. */
  if (length < 5 || strchr ("aeioy", banned[length - 1]) == NULL)
    return FALSE;
  return strncmp (word, banned, length - 1) == 0 && g_strv_contains (ENDINGS, word + length - 1);
}

/* The number of words at that place which make a banned phrase, or 0. */
static guint
banned_at (NlBrandVoice *self, GPtrArray *words, guint at, guint *which)
{
  for (guint i = 0; i < self->banned->len; i++) {
    GPtrArray *phrase = self->banned->pdata[i];
    guint n = 0;

    while (n < phrase->len && at + n < words->len
           && is_form_of (words->pdata[at + n], phrase->pdata[n]))
      n++;
    if (n == phrase->len) {
      *which = i;
      return n;
    }
  }
  return 0;
}

/**
 * nl_brand_voice_new:
 * @facts: the facts of a request, of which "voice" is read
 *
 * Returns: (transfer full): the voice; friendly, without emoji, when nothing is said
 */
NlBrandVoice *
nl_brand_voice_new (JsonObject *facts)
{
  NlBrandVoice *self = g_new0 (NlBrandVoice, 1);
  JsonObject *voice = nl_facts_object (facts, "voice");
  const char *tone = nl_facts_string (voice, "tone");
  const char *emoji = nl_facts_string (voice, "emoji_policy");
  JsonArray *banned = nl_facts_array (voice, "banned_words");

  self->tone = TONES[0];
  self->banned = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->banned_texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; TONES[i] != NULL; i++)
    if (g_strcmp0 (TONES[i], tone) == 0)
      self->tone = TONES[i];
  if (g_strcmp0 (emoji, "sparing") == 0)
    self->emoji = NL_EMOJI_SPARING;
  else if (g_strcmp0 (emoji, "generous") == 0)
    self->emoji = NL_EMOJI_GENEROUS;

  for (guint i = 0; banned != NULL && i < MIN (json_array_get_length (banned), BANNED_MAX); i++) {
    JsonNode *word = json_array_get_element (banned, i);
    GPtrArray *words;

    if (json_node_get_value_type (word) != G_TYPE_STRING)
      continue;
    words = split_words (json_node_get_string (word), NULL);
    if (words->len == 0) {
      g_ptr_array_unref (words);
      continue;
    }
    g_ptr_array_add (self->banned, words);
    g_ptr_array_add (self->banned_texts, nl_text_fold (json_node_get_string (word)));
  }
  return self;
}

/**
 * nl_brand_voice_free:
 * @self: (nullable): a voice
 */
void
nl_brand_voice_free (NlBrandVoice *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->banned);
  g_ptr_array_unref (self->banned_texts);
  g_free (self);
}

/**
 * nl_brand_voice_fill_slots:
 * @self: a voice
 * @slots: learns the tone and the emoji policy
 */
void
nl_brand_voice_fill_slots (NlBrandVoice *self, NlSlots *slots)
{
  static const char *const POLICIES[] = { "none", "sparing", "generous" };

  for (guint i = 0; TONES[i] != NULL; i++) {
    g_autofree char *name = g_strdelimit (g_strdup (TONES[i]), "-", '_');

    nl_slots_set_flag (slots, name, TONES[i] == self->tone);
  }
  nl_slots_set_text (slots, "emoji", POLICIES[self->emoji]);
}

/**
 * nl_brand_voice_is_calm:
 * @self: a voice
 *
 * Returns: whether it does without exclamation marks
 */
gboolean
nl_brand_voice_is_calm (NlBrandVoice *self)
{
  return g_str_equal (self->tone, "formal") || g_str_equal (self->tone, "luxurious")
         || g_str_equal (self->tone, "matter-of-fact");
}

/**
 * nl_brand_voice_bans:
 * @self: a voice
 * @text: a text
 *
 * Compares whole words without regard to case, accents and simple endings.
 *
 * Returns: whether one of the banned words is in it
 */
gboolean
nl_brand_voice_bans (NlBrandVoice *self, const char *text)
{
  g_autoptr (GPtrArray) words = NULL;
  guint which;

  if (self->banned->len == 0)
    return FALSE;
  words = split_words (text, NULL);
  for (guint i = 0; i < words->len; i++)
    if (banned_at (self, words, i, &which) > 0)
      return TRUE;
  return FALSE;
}

/**
 * nl_brand_voice_drop_sentences:
 * @self: a voice
 * @text: a text
 *
 * Returns: (transfer full): the text without the sentences in which a banned word is; perhaps empty
 */
char *
nl_brand_voice_drop_sentences (NlBrandVoice *self, const char *text)
{
  g_autoptr (GString) kept = g_string_new (NULL);
  g_auto (GStrv) sentences = nl_sentences_split (text);

  for (guint i = 0; sentences[i] != NULL; i++)
    if (!nl_brand_voice_bans (self, sentences[i]))
      g_string_append (kept, sentences[i]);
  return g_string_free (g_steal_pointer (&kept), FALSE);
}

/**
 * nl_brand_voice_drop_words:
 * @self: a voice
 * @text: a text
 * @synonyms: (nullable): folded word to what may stand for it
 *
 * The last resort, for a text of which nothing else would be left.
 *
 * Returns: (transfer full): the text with other words for the banned ones, or without them
 */
char *
nl_brand_voice_drop_words (NlBrandVoice *self, const char *text, JsonObject *synonyms)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));
  g_autoptr (GPtrArray) words = split_words (text, spans);
  g_autoptr (GString) kept = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < words->len;) {
    guint which;
    guint n = banned_at (self, words, i, &which);
    const char *synonym = NULL;

    if (n == 0) {
      i++;
      continue;
    }
    if (synonyms != NULL)
      synonym = json_object_get_string_member_with_default (synonyms,
                                                            self->banned_texts->pdata[which], NULL);
    g_string_append_len (kept, text + at, (gssize) (g_array_index (spans, Span, i).start - at));
    if (synonym != NULL && !nl_brand_voice_bans (self, synonym))
      g_string_append (kept, synonym);
    at = g_array_index (spans, Span, i + n - 1).end;
    i += n;
  }
  g_string_append (kept, text + at);
  /* Where a word went, its neighbours may make a banned phrase now. */
  if (nl_brand_voice_bans (self, kept->str))
    return nl_brand_voice_drop_words (self, kept->str, NULL);
  return g_string_free (g_steal_pointer (&kept), FALSE);
}
