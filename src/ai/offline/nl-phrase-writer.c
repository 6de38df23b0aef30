/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-phrase-writer.h"

#include <string.h>

#include "ai/offline/nl-draft.h"
#include "ai/offline/nl-phrase-check.h"

#define ATTEMPTS 40
/* From this attempt on, what is preferred does not count: it may be what does not fit. */
#define RELAXED_ATTEMPT 20

struct _NlPhraseWriter {
  NlDesk desk;
  guint64 seed;
  NlEcho *echo;
};

static void
start_draft (NlDraft *draft, NlPhraseWriter *self, const char *key, guint attempt)
{
  g_autofree char *stream = g_strdup_printf ("%s/%u", key, attempt);

  nl_draft_init (draft, &self->desk, self->seed, stream);
  draft->strict = attempt < ATTEMPTS - 1;
  draft->relaxed = attempt >= RELAXED_ATTEMPT && attempt < ATTEMPTS;
}

static NlLine *
finish_draft (NlDraft *draft, const NlLimit *limit)
{
  NlLine *line = g_new0 (NlLine, 1);

  line->text = nl_phrase_finish (draft->text->str, draft->desk->book, draft->desk->voice, limit);
  line->figure = g_steal_pointer (&draft->figure);
  return line;
}

static void
remember (NlDraft *draft)
{
  for (guint i = 0; i < draft->said->len; i++)
    g_hash_table_add (draft->desk->used, draft->said->pdata[i]);
}

static NlLine *
accept (NlPhraseWriter *self, NlDraft *draft, NlLine *line)
{
  remember (draft);
  if (self->echo != NULL)
    nl_echo_add (self->echo, line->text);
  return line;
}

/* A text of which nothing was said before; or else the first that keeps its limit. */
static NlLine *
write_fresh (NlPhraseWriter *self, const char *key, const NlLimit *limit)
{
  for (guint pass = 0; pass < (self->echo != NULL ? 2u : 0u); pass++) {
    for (guint attempt = 0; attempt < RELAXED_ATTEMPT; attempt++) {
      g_auto (NlDraft) draft;
      g_autoptr (NlLine) line = NULL;

      start_draft (&draft, self, key, attempt);
      if (!nl_draft_say (&draft, key))
        continue;
      line = finish_draft (&draft, limit);
      if (nl_phrase_check (line->text, self->desk.voice, limit)
          && (pass == 1 || !nl_echo_hears (self->echo, line->text)))
        return accept (self, &draft, g_steal_pointer (&line));
    }
  }
  return NULL;
}

/**
 * nl_phrase_writer_new:
 * @book: the book of the language
 * @locale: BCP 47 tag that decides how numbers look
 * @slots: what is known; must outlive the writer
 * @voice: how the shop sounds; must outlive the writer
 * @seed: what every choice depends on
 *
 * Returns: (transfer full): a writer
 */
NlPhraseWriter *
nl_phrase_writer_new (
    NlPhraseBook *book, const char *locale, NlSlots *slots, NlBrandVoice *voice, guint64 seed)
{
  NlPhraseWriter *self = g_new0 (NlPhraseWriter, 1);
  UErrorCode status = U_ZERO_ERROR;

  self->desk.book = book;
  self->desk.locale = g_strdup (locale);
  self->desk.slots = slots;
  self->desk.voice = voice;
  self->seed = seed;
  self->desk.gender = 'n';
  self->desk.plurals = uplrules_open (locale, &status);
  self->desk.used = g_hash_table_new (g_direct_hash, g_direct_equal);
  return self;
}

/**
 * nl_phrase_writer_free:
 * @self: (nullable): a writer
 */
void
nl_phrase_writer_free (NlPhraseWriter *self)
{
  if (self == NULL)
    return;
  g_free (self->desk.locale);
  g_strfreev (self->desk.scopes);
  g_clear_pointer (&self->desk.plurals, uplrules_close);
  g_hash_table_unref (self->desk.used);
  g_free (self);
}

/**
 * nl_phrase_writer_set_scopes:
 * @self: a writer
 * @scopes: (array zero-terminated=1): in front of which prefixes, one after the other, a key is
 *   looked for
 */
void
nl_phrase_writer_set_scopes (NlPhraseWriter *self, const char *const *scopes)
{
  g_strfreev (self->desk.scopes);
  self->desk.scopes = g_strdupv ((char **) scopes);
}

/**
 * nl_phrase_writer_set_gender:
 * @self: a writer
 * @gender: 'f', 'm' or 'n': of whom the text speaks
 */
void
nl_phrase_writer_set_gender (NlPhraseWriter *self, char gender)
{
  self->desk.gender = gender;
}

/**
 * nl_phrase_writer_set_echo:
 * @self: a writer
 * @echo: (nullable): what the texts that are written from now on shall not repeat, and are added
 *   to; must outlive the writer
 */
void
nl_phrase_writer_set_echo (NlPhraseWriter *self, NlEcho *echo)
{
  self->echo = echo;
}

/**
 * nl_phrase_writer_skip:
 * @self: a writer
 * @steps: how far; 0 changes nothing
 *
 * Makes what is said from now on depend on other numbers, the same ones for the same seed and
 * steps.
 */
void
nl_phrase_writer_skip (NlPhraseWriter *self, guint steps)
{
  NlRandom random;

  for (guint i = 0; i < steps; i++) {
    nl_random_init (&random, self->seed, "skip");
    self->seed = nl_random_next (&random);
  }
}

/**
 * nl_phrase_writer_write:
 * @self: a writer
 * @key: what to say
 * @limit: what the text must keep
 *
 * Tries variants until one keeps the limit and the brand voice, and repeats nothing if it can; when
 * none does, shortens or mends the last.
 *
 * Returns: (transfer full) (nullable): the text; %NULL when the book has nothing that is true
 */
NlLine *
nl_phrase_writer_write (NlPhraseWriter *self, const char *key, const NlLimit *limit)
{
  g_autoptr (NlLine) last = NULL;
  g_autofree char *mended = NULL;
  NlLine *fresh = write_fresh (self, key, limit);

  if (fresh != NULL)
    return fresh;
  for (guint attempt = 0; attempt < ATTEMPTS; attempt++) {
    NlDraft draft;
    g_autoptr (NlLine) line = NULL;

    start_draft (&draft, self, key, attempt);
    if (nl_draft_say (&draft, key)) {
      line = finish_draft (&draft, limit);
      if (nl_phrase_check (line->text, self->desk.voice, limit))
        accept (self, &draft, line);
    }
    nl_draft_clear (&draft);
    if (line == NULL)
      continue;
    if (nl_phrase_check (line->text, self->desk.voice, limit))
      return g_steal_pointer (&line);
    g_clear_pointer (&last, nl_line_free);
    last = g_steal_pointer (&line);
  }
  if (last == NULL)
    return NULL;
  mended = nl_phrase_mend (last->text, self->desk.book, self->desk.voice, limit);
  g_set_str (&last->text, mended);
  return *last->text != '\0' ? g_steal_pointer (&last) : NULL;
}

static gboolean
topic_is_new (GHashTable *topics, NlPhrase *phrase)
{
  return phrase->topic == NULL || !g_hash_table_contains (topics, phrase->topic);
}

static NlLine *
write_entry (
    NlPhraseWriter *self, NlPhrase *phrase, const char *key, guint attempt, const NlLimit *limit)
{
  NlDraft draft;
  g_autoptr (NlLine) line = NULL;

  start_draft (&draft, self, key, attempt);
  draft.strict = TRUE;
  if (nl_draft_say_phrase (&draft, phrase, FALSE)) {
    line = finish_draft (&draft, limit);
    if (nl_phrase_check (line->text, self->desk.voice, limit))
      remember (&draft);
    else
      g_clear_pointer (&line, nl_line_free);
  }
  nl_draft_clear (&draft);
  return g_steal_pointer (&line);
}

/* Two keys may give the same words: “novita” for the shop and for the occasion. */
static gboolean
is_said (GPtrArray *lines, const NlLine *line)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_str_equal (((NlLine *) lines->pdata[i])->text, line->text))
      return TRUE;
  return FALSE;
}

/**
 * nl_phrase_writer_write_list:
 * @self: a writer
 * @key: what to say several things for
 * @max_lines: how many at most
 * @max_figures: how many of them may speak from the data
 * @limit: what each must keep
 *
 * Takes the most telling phrases that hold, none twice, no topic twice and no two with the same
 * words.
 *
 * Returns: (transfer full) (element-type NlLine): the lines, perhaps fewer
 */
GPtrArray *
nl_phrase_writer_write_list (
    NlPhraseWriter *self, const char *key, guint max_lines, guint max_figures, const NlLimit *limit)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) nl_line_free);
  g_autoptr (GHashTable) topics = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) ranked = NULL;
  guint figures = 0;
  NlDraft order;

  start_draft (&order, self, key, 0);
  ranked = nl_draft_rank (&order, key);
  nl_draft_clear (&order);

  for (guint i = 0; i < ranked->len && lines->len < max_lines; i++) {
    NlPhrase *phrase = ranked->pdata[i];
    NlLine *line = NULL;

    if (!topic_is_new (topics, phrase) || (phrase->figure && figures >= max_figures))
      continue;
    for (guint attempt = 0; line == NULL && attempt < 4; attempt++) {
      line = write_entry (self, phrase, key, (i + 1) * 4 + attempt, limit);
      if (line != NULL && is_said (lines, line))
        g_clear_pointer (&line, nl_line_free);
    }
    if (line == NULL)
      continue;
    if (line->figure != NULL)
      figures++;
    if (phrase->topic != NULL)
      g_hash_table_add (topics, phrase->topic);
    g_ptr_array_add (lines, line);
  }
  return g_steal_pointer (&lines);
}

/**
 * nl_line_free:
 * @self: (nullable): a line
 */
void
nl_line_free (NlLine *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->figure);
  g_free (self);
}
