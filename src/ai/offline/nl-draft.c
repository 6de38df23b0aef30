/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-draft.h"

#include <string.h>
#include <unicode/ustring.h>

#include "ai/offline/nl-phrase-format.h"

#define MAX_DEPTH 12

static gboolean expand (NlDraft *draft, GPtrArray *nodes);

static GPtrArray *
find_phrases (const NlDesk *desk, const char *key)
{
  for (guint i = 0; desk->scopes != NULL && desk->scopes[i] != NULL; i++) {
    g_autofree char *whole = g_strconcat (desk->scopes[i], ".", key, NULL);
    GPtrArray *phrases = nl_phrase_book_lookup (desk->book, whole);

    if (phrases != NULL)
      return phrases;
  }
  return nl_phrase_book_lookup (desk->book, key);
}

static void
capitalise (GString *text, gsize from)
{
  gunichar first;
  char buffer[6];
  int length;

  while (from < text->len && text->str[from] == ' ')
    from++;
  if (from >= text->len)
    return;
  first = g_unichar_toupper (g_utf8_get_char (text->str + from));
  length = g_unichar_to_utf8 (first, buffer);
  g_string_erase (text, (gssize) from, g_utf8_skip[(guchar) text->str[from]]);
  g_string_insert_len (text, (gssize) from, buffer, length);
}

/* A word may lead to itself: the depth ends that. */
static gboolean
expand_word (NlDraft *draft, GPtrArray *word)
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
expand_slot (NlDraft *draft, const NlNode *node)
{
  const NlDesk *desk = draft->desk;
  const NlSlot *slot = nl_slots_get (desk->slots, node->text);
  GPtrArray *word = nl_phrase_book_get_word (desk->book, node->text);
  g_autofree char *value = NULL;

  if (word != NULL)
    return expand_word (draft, word);
  if (slot == NULL)
    return FALSE;
  value = nl_phrase_format_slot (desk->book, desk->locale, desk->slots, slot, node->filter);
  if (value == NULL)
    return FALSE;
  g_string_append (draft->text, value);
  if (slot->kind->figure && draft->figure == NULL)
    draft->figure = g_steal_pointer (&value);
  return TRUE;
}

static const char *
plural_category (const NlDesk *desk, const NlSlot *slot, char *category, int size)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar keyword[16];
  double number = slot->number;
  int length;

  /* The category of what is shown, which is rounded. */
  if (slot->kind->type == NL_SLOT_RATIO)
    number = (double) (gint64) (number * 10 + 0.5) / 10;
  length = uplrules_select (desk->plurals, number, keyword, G_N_ELEMENTS (keyword), &status);
  if (U_FAILURE (status) || length >= size)
    return "other";
  u_UCharsToChars (keyword, category, length + 1);
  return category;
}

static gboolean
expand_plural (NlDraft *draft, const NlNode *node)
{
  const NlSlot *slot = nl_slots_get (draft->desk->slots, node->text);
  char buffer[16];
  const char *category;
  guint branch = node->branches->len - 1;

  if (slot == NULL)
    return FALSE;
  category = plural_category (draft->desk, slot, buffer, sizeof buffer);
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
expand_gender (NlDraft *draft, const NlNode *node)
{
  for (guint i = 0; i < node->branches->len; i++) {
    const char *label = node->labels->pdata[i];

    if (*label == draft->desk->gender)
      return expand (draft, node->branches->pdata[i]);
  }
  return FALSE;
}

static gboolean
variant_fits (NlDraft *draft, NlPhrase *phrase, guint i, gboolean allow_used)
{
  if (!allow_used && g_hash_table_contains (draft->desk->used, phrase->texts->pdata[i]))
    return FALSE;
  return !draft->strict || !nl_brand_voice_bans (draft->desk->voice, phrase->texts->pdata[i]);
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
add_ranked (NlDraft *draft, GArray *ranked, GPtrArray *phrases, guint scope)
{
  for (guint i = 0; i < phrases->len; i++) {
    Ranked entry = { phrases->pdata[i], scope, 0, 0 };

    entry.priority = draft->relaxed ? 0 : entry.phrase->priority;

    /* The largest of as many draws as its weight. */
    for (guint w = 0; w < entry.phrase->weight; w++) {
      guint64 draw = nl_random_next (&draft->random);

      entry.draw = MAX (entry.draw, draw);
    }
    if (nl_condition_holds (entry.phrase->condition, draft->desk->slots))
      g_array_append_val (ranked, entry);
  }
}

/* What may be said, the most telling first, in random order among equals. */
static GArray *
rank_phrases (NlDraft *draft, GPtrArray *phrases)
{
  GArray *ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));

  add_ranked (draft, ranked, phrases, 0);
  g_array_sort (ranked, compare_ranked);
  return ranked;
}

static gboolean
expand_reference (NlDraft *draft, const NlNode *node)
{
  gboolean said;

  draft->depth++;
  said = nl_draft_say (draft, node->text);
  draft->depth--;
  return said || node->optional;
}

static gboolean
expand_if (NlDraft *draft, const NlNode *node)
{
  gsize length = draft->text->len;
  g_autofree char *figure = g_strdup (draft->figure);

  if (nl_condition_holds (node->condition, draft->desk->slots)) {
    if (expand (draft, node->branches->pdata[0]))
      return TRUE;
    g_string_truncate (draft->text, length);
    g_set_str (&draft->figure, figure);
  }
  return node->branches->len < 2 || expand (draft, node->branches->pdata[1]);
}

static gboolean
expand_node (NlDraft *draft, const NlNode *node)
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
expand (NlDraft *draft, GPtrArray *nodes)
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

/**
 * nl_draft_init:
 * @self: a draft
 * @desk: what it is written from; must outlive the draft
 * @seed: what every choice depends on
 * @stream: what the draft is for, so that two drafts make different choices
 */
void
nl_draft_init (NlDraft *self, const NlDesk *desk, guint64 seed, const char *stream)
{
  *self = (NlDraft) { .desk = desk, .text = g_string_new (NULL), .said = g_ptr_array_new () };
  nl_random_init (&self->random, seed, stream);
}

/**
 * nl_draft_clear:
 * @self: a draft
 */
void
nl_draft_clear (NlDraft *self)
{
  g_string_free (self->text, TRUE);
  g_free (self->figure);
  g_ptr_array_unref (self->said);
}

/**
 * nl_draft_say_phrase:
 * @self: a draft
 * @phrase: what to say
 * @allow_used: whether a variant may be said again
 *
 * Adds one of the variants for which everything is known.
 *
 * Returns: whether there was one
 */
gboolean
nl_draft_say_phrase (NlDraft *self, NlPhrase *phrase, gboolean allow_used)
{
  guint n = phrase->texts->len;
  guint first = nl_random_below (&self->random, n);
  gsize length = self->text->len;

  for (guint k = 0; k < n; k++) {
    guint i = (first + k) % n;
    g_autofree char *figure = g_strdup (self->figure);
    guint said = self->said->len;

    if (!variant_fits (self, phrase, i, allow_used))
      continue;
    if (expand (self, phrase->templates->pdata[i])) {
      g_ptr_array_add (self->said, phrase->texts->pdata[i]);
      return TRUE;
    }
    g_string_truncate (self->text, length);
    g_set_str (&self->figure, figure);
    g_ptr_array_set_size (self->said, (int) said);
  }
  return FALSE;
}

/**
 * nl_draft_say:
 * @self: a draft
 * @key: what to say
 *
 * Adds the most telling phrase under a key that is true, preferring one that was not said before.
 *
 * Returns: whether there was one
 */
gboolean
nl_draft_say (NlDraft *self, const char *key)
{
  GPtrArray *phrases = find_phrases (self->desk, key);
  g_autoptr (GArray) ranked = NULL;

  if (phrases == NULL || self->depth >= MAX_DEPTH)
    return FALSE;
  ranked = rank_phrases (self, phrases);
  for (guint allow_used = 0; allow_used < 2; allow_used++)
    for (guint i = 0; i < ranked->len; i++)
      if (nl_draft_say_phrase (self, g_array_index (ranked, Ranked, i).phrase, allow_used != 0))
        return TRUE;
  return FALSE;
}

/**
 * nl_draft_rank:
 * @self: a draft
 * @key: a list
 *
 * Returns: (transfer full) (element-type NlPhrase): what may be said there: first what is said for
 * this template, then what is said for any; in each the most telling first, in random order among
 * equals
 */
GPtrArray *
nl_draft_rank (NlDraft *self, const char *key)
{
  const NlDesk *desk = self->desk;
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  GPtrArray *phrases = g_ptr_array_new ();

  for (guint i = 0; desk->scopes != NULL && desk->scopes[i] != NULL; i++) {
    g_autofree char *whole = g_strconcat (desk->scopes[i], ".", key, NULL);
    GPtrArray *found = nl_phrase_book_lookup (desk->book, whole);

    if (found != NULL)
      add_ranked (self, ranked, found, i);
  }
  g_array_sort (ranked, compare_ranked);
  for (guint i = 0; i < ranked->len; i++)
    g_ptr_array_add (phrases, g_array_index (ranked, Ranked, i).phrase);
  return phrases;
}
