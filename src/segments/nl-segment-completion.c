/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-completion.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/nl-text.h"
#include "segments/nl-segment-lexer.h"
#include "segments/nl-segment-parser.h"
#include "segments/nl-segment-query-private.h"

static const struct {
  const char *text;
  const char *description;
} dates[] = {
  { "today", NULL },
  { "yesterday", NULL },
  { "-7d", N_ ("Seven days ago") },
  { "-30d", N_ ("Thirty days ago") },
  { "-90d", N_ ("Ninety days ago") },
  { "-12m", N_ ("Twelve months ago") },
};

static void
completion_free (gpointer data)
{
  NlSegmentCompletion *completion = data;

  g_free (completion->label);
  g_free (completion->text);
  g_free (completion->description);
  g_free (completion);
}

static const char *
skip_quote (const char *label)
{
  return label + (*label == '\'' ? 1 : 0);
}

static gboolean
holds (const char *text, const char *folded)
{
  g_autofree char *name = nl_text_fold (text);

  return strstr (name, folded) != NULL;
}

static NlSegmentCompletion *
add (NlSegmentCompletions *self,
     NlSegmentCompletionKind kind,
     const char *label,
     const char *after,
     const char *description)
{
  NlSegmentCompletion *completion = g_new0 (NlSegmentCompletion, 1);

  completion->kind = kind;
  completion->label = g_strdup (label);
  completion->text = g_strconcat (label, after, NULL);
  completion->description = g_strdup (description);
  g_ptr_array_add (self->items, completion);
  return completion;
}

/* Adds a completion that @label is the name of, when it has what was typed in it. */
static void
offer (NlSegmentCompletions *self,
       NlSegmentCompletionKind kind,
       const char *label,
       const char *after,
       const char *description)
{
  g_autofree char *typed = nl_text_fold (self->typed);

  if (holds (skip_quote (label), typed))
    add (self, kind, label, after, description);
}

static void
offer_clauses (NlSegmentCompletions *self, gboolean after_not)
{
  guint n_attributes;
  guint n_functions;
  const NlSegmentAttribute *attributes = nl_segment_vocabulary_get_attributes (&n_attributes);
  const NlSegmentFunction *functions = nl_segment_vocabulary_get_functions (&n_functions);

  for (guint i = 0; i < n_attributes; i++)
    offer (self, NL_SEGMENT_COMPLETION_ATTRIBUTE, attributes[i].name, " ",
           _ (attributes[i].description));
  for (guint i = 0; i < n_functions; i++)
    offer (self, NL_SEGMENT_COMPLETION_FUNCTION, functions[i].name, " MATCHES (",
           _ (functions[i].description));
  if (!after_not)
    offer (self, NL_SEGMENT_COMPLETION_KEYWORD, "NOT", " ", NULL);
}

static void
offer_operators (NlSegmentCompletions *self, const NlSegmentExpectation *expectation, guint allowed)
{
  for (guint i = 0; self->attribute != NULL && i < NL_SEGMENT_N_OPERATORS; i++) {
    gboolean is_list = i == NL_SEGMENT_OPERATOR_IN || i == NL_SEGMENT_OPERATOR_NOT_IN;

    if (self->attribute->operators & NL_SEGMENT_OPERATOR_BIT (i) & allowed)
      offer (self, NL_SEGMENT_COMPLETION_OPERATOR,
             nl_segment_operator_to_string ((NlSegmentOperator) i), is_list ? " (" : " ", NULL);
  }
  if (expectation->function == NULL
      && nl_segment_vocabulary_find_function (expectation->name) != NULL) {
    offer (self, NL_SEGMENT_COMPLETION_OPERATOR, "MATCHES", " (", NULL);
    offer (self, NL_SEGMENT_COMPLETION_OPERATOR, "NOT MATCHES", " (", NULL);
  }
}

static void
offer_after_not (NlSegmentCompletions *self, const NlSegmentExpectation *expectation)
{
  if (expectation->function != NULL)
    offer (self, NL_SEGMENT_COMPLETION_OPERATOR, "IN", " (", NULL);
  else if (nl_segment_vocabulary_find_function (expectation->name) != NULL)
    offer (self, NL_SEGMENT_COMPLETION_OPERATOR, "MATCHES", " (", NULL);
  else if (self->attribute != NULL
           && (self->attribute->operators & NL_SEGMENT_OPERATOR_BIT (NL_SEGMENT_OPERATOR_CONTAINS)))
    offer (self, NL_SEGMENT_COMPLETION_OPERATOR, "CONTAINS", " ", NULL);
}

static char *
quote (const char *value)
{
  GString *quoted = g_string_new (NULL);

  nl_segment_print_string (quoted, value);
  return g_string_free (quoted, FALSE);
}

static void
offer_values (NlSegmentCompletions *self)
{
  self->is_value = self->attribute != NULL;
  if (!self->is_value)
    return;
  for (guint i = 0; self->attribute->values != NULL && self->attribute->values[i] != NULL; i++) {
    g_autofree char *label = quote (self->attribute->values[i]);

    offer (self, NL_SEGMENT_COMPLETION_VALUE, label, " ", NULL);
  }
  for (guint i = 0; self->attribute->type == NL_SEGMENT_TYPE_DATE && i < G_N_ELEMENTS (dates); i++)
    offer (self, NL_SEGMENT_COMPLETION_VALUE, dates[i].text, " ",
           dates[i].description == NULL ? NULL : _ (dates[i].description));
}

static void
offer_parameters (NlSegmentCompletions *self, const NlSegmentExpectation *expectation)
{
  const NlSegmentFunction *function
      = expectation->function == NULL ? NULL
                                      : nl_segment_vocabulary_find_function (expectation->function);

  for (guint i = 0; function != NULL && i < function->n_parameters; i++) {
    const NlSegmentAttribute *parameter = &function->parameters[i];

    if (!g_ptr_array_find_with_equal_func (expectation->parameters, parameter->name, g_str_equal,
                                           NULL))
      offer (self, NL_SEGMENT_COMPLETION_PARAMETER, parameter->name, " ",
             _ (parameter->description));
  }
}

static void
offer_keywords (NlSegmentCompletions *self, const char *first, const char *second)
{
  offer (self, NL_SEGMENT_COMPLETION_KEYWORD, first, " ", NULL);
  if (second != NULL)
    offer (self, NL_SEGMENT_COMPLETION_KEYWORD, second, " ", NULL);
}

static const NlSegmentAttribute *
find_attribute (const NlSegmentExpectation *expectation)
{
  const NlSegmentFunction *function;

  if (expectation->name == NULL)
    return NULL;
  if (expectation->function == NULL)
    return nl_segment_vocabulary_find_attribute (expectation->name);
  function = nl_segment_vocabulary_find_function (expectation->function);
  return function == NULL ? NULL : nl_segment_function_find_parameter (function, expectation->name);
}

static void
offer_expected (NlSegmentCompletions *self, const NlSegmentExpectation *expectation)
{
  NlSegmentExpected expected = expectation->expected;

  if (expected == NL_SEGMENT_EXPECTED_OPERATOR || expected == NL_SEGMENT_EXPECTED_AFTER_NOT
      || expected == NL_SEGMENT_EXPECTED_VALUE)
    self->attribute = find_attribute (expectation);
  switch (expected) {
  case NL_SEGMENT_EXPECTED_CLAUSE:
  case NL_SEGMENT_EXPECTED_CLAUSE_AFTER_NOT:
    offer_clauses (self, expected == NL_SEGMENT_EXPECTED_CLAUSE_AFTER_NOT);
    break;
  case NL_SEGMENT_EXPECTED_JOINER:
    offer_keywords (self, "AND", "OR");
    break;
  case NL_SEGMENT_EXPECTED_OPERATOR:
    offer_operators (self, expectation, G_MAXUINT);
    break;
  case NL_SEGMENT_EXPECTED_AFTER_NOT:
    offer_after_not (self, expectation);
    break;
  case NL_SEGMENT_EXPECTED_AFTER_IS:
    offer_keywords (self, "NULL", "NOT NULL");
    break;
  case NL_SEGMENT_EXPECTED_NULL:
    offer_keywords (self, "NULL", NULL);
    break;
  case NL_SEGMENT_EXPECTED_VALUE:
    offer_values (self);
    break;
  case NL_SEGMENT_EXPECTED_BETWEEN_AND:
    offer_keywords (self, "AND", NULL);
    break;
  case NL_SEGMENT_EXPECTED_PARAMETER:
    offer_parameters (self, expectation);
    break;
  case NL_SEGMENT_EXPECTED_TRUTH:
    offer_keywords (self, "= true", "= false");
    break;
  case NL_SEGMENT_EXPECTED_NOTHING:
  default:
    break;
  }
}

static gboolean
begins_with (const NlSegmentCompletion *completion, const char *typed)
{
  g_autofree char *name = nl_text_fold (skip_quote (completion->label));

  return g_str_has_prefix (name, typed);
}

/* What begins with the typed letters comes before what only holds them. */
static int
compare_completions (gconstpointer a, gconstpointer b, gpointer typed)
{
  return (int) begins_with (*(gconstpointer *) b, typed)
         - (int) begins_with (*(gconstpointer *) a, typed);
}

static void
sort (NlSegmentCompletions *self)
{
  g_autofree char *typed = nl_text_fold (self->typed);

  g_ptr_array_sort_with_data (self->items, compare_completions, typed);
  self->n_first = 0;
  while (self->n_first < self->items->len
         && begins_with (g_ptr_array_index (self->items, self->n_first), typed))
    self->n_first++;
}

/* Whether a token that ends at the cursor may still be being typed. */
static gboolean
is_unfinished (const NlSegmentToken *token)
{
  switch ((int) token->kind) {
  case NL_SEGMENT_TOKEN_WORD:
  case NL_SEGMENT_TOKEN_KEYWORD:
  case NL_SEGMENT_TOKEN_INTEGER:
  case NL_SEGMENT_TOKEN_DECIMAL:
  case NL_SEGMENT_TOKEN_DATE:
  case NL_SEGMENT_TOKEN_OFFSET:
    return TRUE;
  default:
    return token->kind == NL_SEGMENT_TOKEN_INVALID
           && token->mistake == NL_SEGMENT_ERROR_UNTERMINATED_STRING;
  }
}

/* The last token before the cursor. */
static NlSegmentToken
find_last_token (const char *before)
{
  NlSegmentToken last = { .kind = NL_SEGMENT_TOKEN_END };
  NlSegmentToken token;
  NlSegmentLexer lexer;

  nl_segment_lexer_init (&lexer, before);
  nl_segment_lexer_next (&lexer, &token);
  while (token.kind != NL_SEGMENT_TOKEN_END) {
    last = token;
    nl_segment_lexer_next (&lexer, &token);
  }
  return last;
}

/* How much of the word at the cursor stands behind it. */
static gsize
measure_rest (const char *after, gboolean is_string)
{
  static const char *const letters = G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_.";
  gsize rest = strspn (after, letters);

  return rest + (is_string && after[rest] == '\'' ? 1 : 0);
}

static void
parse_and_offer (NlSegmentCompletions *self, const char *before)
{
  g_autoptr (GPtrArray) memory = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) parameters = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  NlSegmentExpectation expectation = { .parameters = parameters };
  NlSegmentSpan span;

  nl_segment_parser_run (before, memory, &expectation, &error);
  /* A mistake before the cursor leaves unsaid what belongs there. */
  if (error != NULL
      && (!nl_segment_error_get_span (error, &span) || span.offset != strlen (before)))
    return;
  offer_expected (self, &expectation);
  sort (self);
}

/**
 * nl_segment_completions_new:
 * @text: what stands in the editor
 * @cursor: where the cursor stands, in bytes
 *
 * Finds what could be written at the cursor: names, operators, keywords, and values where the
 * language knows them all.
 *
 * Returns: (transfer full): the completions, maybe none
 */
NlSegmentCompletions *
nl_segment_completions_new (const char *text, gsize cursor)
{
  NlSegmentCompletions *self = g_new0 (NlSegmentCompletions, 1);
  g_autofree char *before = NULL;
  gboolean is_string;
  NlSegmentToken last;

  g_return_val_if_fail (text != NULL, self);

  self->items = g_ptr_array_new_with_free_func (completion_free);
  cursor = MIN (cursor, strlen (text));
  self->offset = (guint) cursor;
  self->typed = g_strdup ("");
  if (strlen (text) > NL_SEGMENT_MAX_BYTES || !g_utf8_validate (text, -1, NULL)
      || !g_utf8_validate_len (text, cursor, NULL))
    return self;
  before = g_strndup (text, cursor);
  last = find_last_token (before);
  if (last.span.offset + last.span.length == cursor
      && (last.kind == NL_SEGMENT_TOKEN_COMMENT
          || (last.kind == NL_SEGMENT_TOKEN_INVALID && !is_unfinished (&last))))
    return self;
  if (last.span.offset + last.span.length == cursor && is_unfinished (&last)) {
    is_string = last.kind == NL_SEGMENT_TOKEN_INVALID;
    g_free (self->typed);
    self->typed = g_strdup (before + last.span.offset + (is_string ? 1 : 0));
    self->offset = last.span.offset;
    self->length = last.span.length + (guint) measure_rest (text + cursor, is_string);
    before[last.span.offset] = '\0';
  }
  parse_and_offer (self, before);
  return self;
}

/**
 * nl_segment_completions_free:
 * @self: (transfer full): completions
 *
 * Frees @self.
 */
void
nl_segment_completions_free (NlSegmentCompletions *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self->typed);
  g_free (self);
}

static NlSegmentCompletion *
find_item (NlSegmentCompletions *self, const char *label)
{
  for (guint i = 0; i < self->items->len; i++) {
    NlSegmentCompletion *item = g_ptr_array_index (self->items, i);

    if (g_str_equal (item->label, label))
      return item;
  }
  return NULL;
}

/**
 * nl_segment_completions_add_value:
 * @self: completions
 * @value: a text that the attribute has in this shop
 * @name: (nullable): what people call it, where that is something else: “Germany” for “DE”
 * @description: (nullable): what to say about it, such as how many customers have it, translated
 *
 * Offers @value, in quotes unless it is the number of something, if it or @name has the typed
 * letters in it. Where it is offered already, @description is added to it.
 */
void
nl_segment_completions_add_value (NlSegmentCompletions *self,
                                  const char *value,
                                  const char *name,
                                  const char *description)
{
  NlSegmentCompletion *known;
  NlSegmentCompletion *item;
  g_autofree char *label = NULL;
  g_autofree char *typed = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (value != NULL);

  if (self->attribute != NULL && self->attribute->type == NL_SEGMENT_TYPE_ID)
    label = g_strdup (value);
  else
    label = quote (value);
  known = find_item (self, label);
  if (known != NULL) {
    g_set_str (&known->description, description);
    return;
  }
  typed = nl_text_fold (self->typed);
  if (!holds (value, typed) && (name == NULL || !holds (name, typed)))
    return;
  item = add (self, NL_SEGMENT_COMPLETION_VALUE, label, " ", description);
  if (begins_with (item, typed))
    g_ptr_array_insert (self->items, (gint) self->n_first++,
                        g_ptr_array_steal_index (self->items, self->items->len - 1));
}
