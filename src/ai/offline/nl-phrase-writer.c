/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-phrase-writer.h"

#include <string.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

#include "ai/offline/nl-phrase-check.h"
#include "ai/offline/nl-phrase-format.h"
#include "base/nl-random.h"

#define ATTEMPTS 40
/* From this attempt on, what is preferred does not count: it may be what does not fit. */
#define RELAXED_ATTEMPT 20
#define MAX_DEPTH 12

struct _NlPhraseWriter {
  NlPhraseBook *book;
  char *locale;
  NlSlots *slots;
  NlBrandVoice *voice;
  guint64 seed;
  char gender;
  GStrv scopes;
  UPluralRules *plurals;
  /* Variants already said, so that nothing is said twice while there is something else to say. */
  GHashTable *used;
};

/* One text being put together. */
typedef struct {
  NlPhraseWriter *writer;
  NlRandom random;
  GString *text;
  char *figure;
  GPtrArray *said;
  guint depth;
  gboolean strict;
  gboolean relaxed;
} Draft;

static gboolean expand (Draft *draft, GPtrArray *nodes);

static GPtrArray *
find_phrases (NlPhraseWriter *self, const char *key)
{
  for (guint i = 0; self->scopes != NULL && self->scopes[i] != NULL; i++) {
    g_autofree char *whole = g_strconcat (self->scopes[i], ".", key, NULL);
    GPtrArray *phrases = nl_phrase_book_lookup (self->book, whole);

    if (phrases != NULL)
      return phrases;
  }
  return nl_phrase_book_lookup (self->book, key);
}

static void
capitalise (GString *text, gsize from)
{
  gunichar first;
  char buffer[6];
  int length;

  if (from >= text->len)
    return;
  first = g_unichar_toupper (g_utf8_get_char (text->str + from));
  length = g_unichar_to_utf8 (first, buffer);
  g_string_erase (text, (gssize) from, g_utf8_skip[(guchar) text->str[from]]);
  g_string_insert_len (text, (gssize) from, buffer, length);
}

/* A word may lead to itself: the depth ends that. */
static gboolean
expand_word (Draft *draft, GPtrArray *word)
{
  gboolean said;

  if (draft->depth >= MAX_DEPTH)
    return FALSE;
  draft->depth++;
  said = expand (draft, word);
  draft->depth--;
  return said;
}

static gboolean
expand_slot (Draft *draft, const NlNode *node)
{
  NlPhraseWriter *self = draft->writer;
  const NlSlot *slot = nl_slots_get (self->slots, node->text);
  GPtrArray *word = nl_phrase_book_get_word (self->book, node->text);
  g_autofree char *value = NULL;

  if (word != NULL)
    return expand_word (draft, word);
  if (slot == NULL)
    return FALSE;
  value = nl_phrase_format_slot (self->book, self->locale, self->slots, slot, node->filter);
  if (value == NULL)
    return FALSE;
  g_string_append (draft->text, value);
  if (slot->kind->figure && draft->figure == NULL)
    draft->figure = g_steal_pointer (&value);
  return TRUE;
}

static const char *
plural_category (NlPhraseWriter *self, const NlSlot *slot, char *category, int size)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar keyword[16];
  double number = slot->number;
  int length;

  /* The category of what is shown, which is rounded. */
  if (slot->kind->type == NL_SLOT_RATIO)
    number = (double) (gint64) (number * 10 + 0.5) / 10;
  length = uplrules_select (self->plurals, number, keyword, G_N_ELEMENTS (keyword), &status);
  if (U_FAILURE (status) || length >= size)
    return "other";
  u_UCharsToChars (keyword, category, length + 1);
  return category;
}

static gboolean
expand_plural (Draft *draft, const NlNode *node)
{
  const NlSlot *slot = nl_slots_get (draft->writer->slots, node->text);
  char buffer[16];
  const char *category;
  guint branch = node->branches->len - 1;

  if (slot == NULL)
    return FALSE;
  category = plural_category (draft->writer, slot, buffer, sizeof buffer);
  for (guint i = 0; i < node->branches->len; i++) {
    const char *label = node->labels->pdata[i];

    if (g_str_equal (label, category)
        || (*label == '\0' && i == 0 && g_str_equal (category, "one"))) {
      branch = i;
      break;
    }
  }
  return expand (draft, node->branches->pdata[branch]);
}

static gboolean
expand_gender (Draft *draft, const NlNode *node)
{
  for (guint i = 0; i < node->branches->len; i++) {
    const char *label = node->labels->pdata[i];

    if (*label == draft->writer->gender)
      return expand (draft, node->branches->pdata[i]);
  }
  return FALSE;
}

static gboolean
variant_fits (Draft *draft, NlPhrase *phrase, guint i, gboolean allow_used)
{
  if (!allow_used && g_hash_table_contains (draft->writer->used, phrase->texts->pdata[i]))
    return FALSE;
  return !draft->strict || !nl_brand_voice_bans (draft->writer->voice, phrase->texts->pdata[i]);
}

static gboolean
try_variants (Draft *draft, NlPhrase *phrase, gboolean allow_used)
{
  guint n = phrase->texts->len;
  guint first = nl_random_below (&draft->random, n);
  gsize length = draft->text->len;

  for (guint k = 0; k < n; k++) {
    guint i = (first + k) % n;
    g_autofree char *figure = g_strdup (draft->figure);
    guint said = draft->said->len;

    if (!variant_fits (draft, phrase, i, allow_used))
      continue;
    if (expand (draft, phrase->templates->pdata[i])) {
      g_ptr_array_add (draft->said, phrase->texts->pdata[i]);
      return TRUE;
    }
    g_string_truncate (draft->text, length);
    g_set_str (&draft->figure, figure);
    g_ptr_array_set_size (draft->said, (int) said);
  }
  return FALSE;
}

typedef struct {
  NlPhrase *phrase;
  guint scope;
  int priority;
  guint64 draw;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *one = a;
  const Ranked *two = b;

  if (one->scope != two->scope)
    return one->scope < two->scope ? -1 : 1;
  if (one->priority != two->priority)
    return two->priority - one->priority;
  return (one->draw < two->draw) - (one->draw > two->draw);
}

/* Adds what may be said; the larger the weight, the likelier it comes early. */
static void
add_ranked (Draft *draft, GArray *ranked, GPtrArray *phrases, guint scope)
{
  for (guint i = 0; i < phrases->len; i++) {
    Ranked entry = { phrases->pdata[i], scope, 0, 0 };

    entry.priority = draft->relaxed ? 0 : entry.phrase->priority;

    /* The largest of as many draws as its weight. */
    for (guint w = 0; w < entry.phrase->weight; w++) {
      guint64 draw = nl_random_next (&draft->random);

      entry.draw = MAX (entry.draw, draw);
    }
    if (nl_condition_holds (entry.phrase->condition, draft->writer->slots))
      g_array_append_val (ranked, entry);
  }
}

/* What may be said, the most telling first, in random order among equals. */
static GArray *
rank_phrases (Draft *draft, GPtrArray *phrases)
{
  GArray *ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));

  add_ranked (draft, ranked, phrases, 0);
  g_array_sort (ranked, compare_ranked);
  return ranked;
}

/* For a list: what is said for this template first, then what is said for any. */
static GArray *
rank_list (Draft *draft, const char *key)
{
  NlPhraseWriter *self = draft->writer;
  GArray *ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));

  for (guint i = 0; self->scopes != NULL && self->scopes[i] != NULL; i++) {
    g_autofree char *whole = g_strconcat (self->scopes[i], ".", key, NULL);
    GPtrArray *phrases = nl_phrase_book_lookup (self->book, whole);

    if (phrases != NULL)
      add_ranked (draft, ranked, phrases, i);
  }
  g_array_sort (ranked, compare_ranked);
  return ranked;
}

static gboolean
say_one (Draft *draft, const char *key)
{
  GPtrArray *phrases = find_phrases (draft->writer, key);
  g_autoptr (GArray) ranked = NULL;

  if (phrases == NULL || draft->depth >= MAX_DEPTH)
    return FALSE;
  ranked = rank_phrases (draft, phrases);
  for (guint allow_used = 0; allow_used < 2; allow_used++)
    for (guint i = 0; i < ranked->len; i++)
      if (try_variants (draft, g_array_index (ranked, Ranked, i).phrase, allow_used != 0))
        return TRUE;
  return FALSE;
}

static gboolean
expand_reference (Draft *draft, const NlNode *node)
{
  gboolean said;

  draft->depth++;
  said = say_one (draft, node->text);
  draft->depth--;
  return said || node->optional;
}

static gboolean
expand_if (Draft *draft, const NlNode *node)
{
  gsize length = draft->text->len;

  if (nl_condition_holds (node->condition, draft->writer->slots)) {
    if (expand (draft, node->branches->pdata[0]))
      return TRUE;
    g_string_truncate (draft->text, length);
  }
  return node->branches->len < 2 || expand (draft, node->branches->pdata[1]);
}

static gboolean
expand_node (Draft *draft, const NlNode *node)
{
  switch (node->kind) {
  case NL_NODE_TEXT:
    g_string_append (draft->text, node->text);
    return TRUE;
  case NL_NODE_SLOT:
    return expand_slot (draft, node);
  case NL_NODE_PLURAL:
    return expand_plural (draft, node);
  case NL_NODE_GENDER:
    return expand_gender (draft, node);
  case NL_NODE_CHOICE:
    return expand (draft,
                   node->branches->pdata[nl_random_below (&draft->random, node->branches->len)]);
  case NL_NODE_REFERENCE:
    return expand_reference (draft, node);
  case NL_NODE_IF:
    return expand_if (draft, node);
  default:
    g_assert_not_reached ();
  }
}

static gboolean
expand (Draft *draft, GPtrArray *nodes)
{
  for (guint i = 0; i < nodes->len; i++) {
    const NlNode *node = nodes->pdata[i];
    gsize length = draft->text->len;

    if (!expand_node (draft, node))
      return FALSE;
    if (node->capital)
      capitalise (draft->text, length);
  }
  return TRUE;
}

static void
draft_init (Draft *draft, NlPhraseWriter *self, const char *key, guint attempt)
{
  g_autofree char *stream = g_strdup_printf ("%s/%u", key, attempt);

  *draft = (Draft) { .writer = self, .text = g_string_new (NULL), .said = g_ptr_array_new () };
  draft->strict = attempt < ATTEMPTS - 1;
  draft->relaxed = attempt >= RELAXED_ATTEMPT && attempt < ATTEMPTS;
  nl_random_init (&draft->random, self->seed, stream);
}

static void
draft_clear (Draft *draft)
{
  g_string_free (draft->text, TRUE);
  g_free (draft->figure);
  g_ptr_array_unref (draft->said);
}

static NlLine *
draft_finish (Draft *draft, const NlLimit *limit)
{
  NlLine *line = g_new0 (NlLine, 1);

  line->text
      = nl_phrase_finish (draft->text->str, draft->writer->book, draft->writer->voice, limit);
  line->figure = g_steal_pointer (&draft->figure);
  return line;
}

static void
remember (Draft *draft)
{
  for (guint i = 0; i < draft->said->len; i++)
    g_hash_table_add (draft->writer->used, draft->said->pdata[i]);
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

  self->book = book;
  self->locale = g_strdup (locale);
  self->slots = slots;
  self->voice = voice;
  self->seed = seed;
  self->gender = 'n';
  self->plurals = uplrules_open (locale, &status);
  self->used = g_hash_table_new (g_direct_hash, g_direct_equal);
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
  g_free (self->locale);
  g_strfreev (self->scopes);
  g_clear_pointer (&self->plurals, uplrules_close);
  g_hash_table_unref (self->used);
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
  g_strfreev (self->scopes);
  self->scopes = g_strdupv ((char **) scopes);
}

/**
 * nl_phrase_writer_set_gender:
 * @self: a writer
 * @gender: 'f', 'm' or 'n': of whom the text speaks
 */
void
nl_phrase_writer_set_gender (NlPhraseWriter *self, char gender)
{
  self->gender = gender;
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
 * Tries variants until one keeps the limit and the brand voice; when none does, shortens or mends
 * the last.
 *
 * Returns: (transfer full) (nullable): the text; %NULL when the book has nothing that is true
 */
NlLine *
nl_phrase_writer_write (NlPhraseWriter *self, const char *key, const NlLimit *limit)
{
  g_autoptr (NlLine) last = NULL;
  g_autofree char *mended = NULL;

  for (guint attempt = 0; attempt < ATTEMPTS; attempt++) {
    Draft draft;
    g_autoptr (NlLine) line = NULL;

    draft_init (&draft, self, key, attempt);
    if (say_one (&draft, key)) {
      line = draft_finish (&draft, limit);
      if (nl_phrase_check (line->text, self->voice, limit))
        remember (&draft);
    }
    draft_clear (&draft);
    if (line == NULL)
      continue;
    if (nl_phrase_check (line->text, self->voice, limit))
      return g_steal_pointer (&line);
    g_clear_pointer (&last, nl_line_free);
    last = g_steal_pointer (&line);
  }
  if (last == NULL)
    return NULL;
  mended = nl_phrase_mend (last->text, self->book, self->voice, limit);
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
  Draft draft;
  g_autoptr (NlLine) line = NULL;

  draft_init (&draft, self, key, attempt);
  if (try_variants (&draft, phrase, FALSE)) {
    line = draft_finish (&draft, limit);
    if (nl_phrase_check (line->text, self->voice, limit))
      remember (&draft);
    else
      g_clear_pointer (&line, nl_line_free);
  }
  draft_clear (&draft);
  return g_steal_pointer (&line);
}

/**
 * nl_phrase_writer_write_list:
 * @self: a writer
 * @key: what to say several things for
 * @max_lines: how many at most
 * @max_figures: how many of them may speak from the data
 * @limit: what each must keep
 *
 * Takes the most telling phrases that hold, none twice and no topic twice.
 *
 * Returns: (transfer full) (element-type NlLine): the lines, perhaps fewer
 */
GPtrArray *
nl_phrase_writer_write_list (
    NlPhraseWriter *self, const char *key, guint max_lines, guint max_figures, const NlLimit *limit)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) nl_line_free);
  g_autoptr (GHashTable) topics = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) ranked = NULL;
  guint figures = 0;
  Draft order;

  draft_init (&order, self, key, 0);
  ranked = rank_list (&order, key);
  draft_clear (&order);

  for (guint i = 0; i < ranked->len && lines->len < max_lines; i++) {
    NlPhrase *phrase = g_array_index (ranked, Ranked, i).phrase;
    NlLine *line = NULL;

    if (!topic_is_new (topics, phrase) || (phrase->figure && figures >= max_figures))
      continue;
    for (guint attempt = 0; line == NULL && attempt < 4; attempt++)
      line = write_entry (self, phrase, key, (i + 1) * 4 + attempt, limit);
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
