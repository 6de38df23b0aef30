/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-checker-private.h"
#include "segments/nl-segment-query-private.h"

#include <glib/gi18n-lib.h>

/* What Shopify takes in one query, as of 2026-05. */
#define SHOPIFY_MAX_CLAUSES 10
#define SHOPIFY_MAX_VALUES 500

static const NlSegmentAttribute anniversary
    = { .name = "anniversary",
        .type = NL_SEGMENT_TYPE_DATE,
        .operators = NL_SEGMENT_OPERATOR_BIT (NL_SEGMENT_OPERATOR_EQUAL)
                     | NL_SEGMENT_OPERATOR_BIT (NL_SEGMENT_OPERATOR_BETWEEN) };

G_GNUC_PRINTF (4, 5)
static void
add_hint (NlSegmentQuery *query,
          NlSegmentHintKind kind,
          const NlSegmentSpan *span,
          const char *format,
          ...)
{
  NlSegmentHint hint = { kind, *span, NULL };
  va_list arguments;

  va_start (arguments, format);
  hint.message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_array_append_val (query->hints, hint);
}

static gboolean
check_test (NlSegmentQuery *query, NlSegmentTest *test, GError **error)
{
  const NlSegmentAttribute *attribute = test->attribute;

  if (!(attribute->operators & NL_SEGMENT_OPERATOR_BIT (test->op))) {
    g_autofree char *operators = nl_segment_attribute_list_operators (attribute);

    nl_segment_error_set (error, NL_SEGMENT_ERROR_OPERATOR, &test->operator_span,
                          _ ("“%s” does not fit %s. Use one of: %s."),
                          nl_segment_operator_to_string (test->op), attribute->name, operators);
    return FALSE;
  }
  for (guint i = 0; i < test->n_values; i++)
    if (!nl_segment_value_check (&test->values[i], attribute, error))
      return FALSE;
  if (test->n_values > SHOPIFY_MAX_VALUES)
    add_hint (query, NL_SEGMENT_HINT_SHOPIFY_LIST, &test->span,
              _ ("Shopify takes at most %d values in a list; this one has %u."), SHOPIFY_MAX_VALUES,
              test->n_values);
  return nl_segment_test_check_order (test, error);
}

static void
fail_on_attribute (const NlSegmentTest *test, GError **error)
{
  NlSegmentSuggestion suggestion;
  const NlSegmentAttribute *attributes;
  guint n_attributes;

  if (nl_segment_vocabulary_find_function (test->name) != NULL) {
    nl_segment_error_set (error, NL_SEGMENT_ERROR_UNKNOWN_ATTRIBUTE, &test->name_span,
                          _ ("“%s” is a function. Write: %s MATCHES (…)."), test->name, test->name);
    return;
  }
  attributes = nl_segment_vocabulary_get_attributes (&n_attributes);
  nl_segment_suggestion_init (&suggestion, test->name);
  for (guint i = 0; i < n_attributes; i++)
    nl_segment_suggestion_offer (&suggestion, attributes[i].name);
  if (suggestion.best != NULL)
    nl_segment_error_set (error, NL_SEGMENT_ERROR_UNKNOWN_ATTRIBUTE, &test->name_span,
                          _ ("There is no attribute “%s”. Did you mean “%s”?"), test->name,
                          suggestion.best);
  else
    nl_segment_error_set (error, NL_SEGMENT_ERROR_UNKNOWN_ATTRIBUTE, &test->name_span,
                          _ ("There is no attribute “%s”. Some that there are: amount_spent, "
                             "last_order_date, customer_tags."),
                          test->name);
}

static void
fail_on_function (const NlSegmentNode *node, GError **error)
{
  NlSegmentSuggestion suggestion;
  const NlSegmentFunction *functions;
  guint n_functions;

  if (nl_segment_vocabulary_find_attribute (node->name) != NULL) {
    nl_segment_error_set (error, NL_SEGMENT_ERROR_UNKNOWN_FUNCTION, &node->name_span,
                          _ ("“%s” is an attribute: compare it with a value instead."), node->name);
    return;
  }
  functions = nl_segment_vocabulary_get_functions (&n_functions);
  nl_segment_suggestion_init (&suggestion, node->name);
  for (guint i = 0; i < n_functions; i++)
    nl_segment_suggestion_offer (&suggestion, functions[i].name);
  if (suggestion.best != NULL)
    nl_segment_error_set (error, NL_SEGMENT_ERROR_UNKNOWN_FUNCTION, &node->name_span,
                          _ ("There is no function “%s”. Did you mean “%s”?"), node->name,
                          suggestion.best);
  else
    nl_segment_error_set (error, NL_SEGMENT_ERROR_UNKNOWN_FUNCTION, &node->name_span,
                          _ ("There is no function “%s”. Some that there are: orders_placed, "
                             "products_purchased."),
                          node->name);
}

static void
fail_on_parameter (const NlSegmentNode *node, const NlSegmentTest *test, GError **error)
{
  const NlSegmentFunction *function = node->function;
  g_autoptr (GString) names = g_string_new (NULL);
  NlSegmentSuggestion suggestion;

  nl_segment_suggestion_init (&suggestion, test->name);
  for (guint i = 0; i < function->n_parameters; i++) {
    nl_segment_suggestion_offer (&suggestion, function->parameters[i].name);
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", function->parameters[i].name);
  }
  if (suggestion.best != NULL)
    nl_segment_error_set (error, NL_SEGMENT_ERROR_UNKNOWN_PARAMETER, &test->name_span,
                          _ ("%s has no parameter “%s”. Did you mean “%s”?"), node->name,
                          test->name, suggestion.best);
  else
    nl_segment_error_set (error, NL_SEGMENT_ERROR_UNKNOWN_PARAMETER, &test->name_span,
                          _ ("%s has no parameter “%s”. It has: %s."), node->name, test->name,
                          names->str);
}

static const NlSegmentTest *
find_parameter_of_type (const NlSegmentNode *node, NlSegmentType type, guint from)
{
  for (guint i = from; i < node->n_parameters; i++)
    if (node->parameters[i].attribute->type == type)
      return &node->parameters[i];
  return NULL;
}

/* Around where, and how far: the one function that means nothing without both. */
static gboolean
check_distance (const NlSegmentNode *node, GError **error)
{
  const NlSegmentTest *distance = find_parameter_of_type (node, NL_SEGMENT_TYPE_DISTANCE, 0);
  const NlSegmentTest *second;

  if (find_parameter_of_type (node, NL_SEGMENT_TYPE_COORDINATES, 0) == NULL || distance == NULL) {
    nl_segment_error_set (error, NL_SEGMENT_ERROR_MISSING_PARAMETER, &node->span,
                          _ ("%s needs coordinates and distance_km or distance_mi, such as: "
                             "(coordinates = '48.85,2.35', distance_km <= 10)."),
                          node->name);
    return FALSE;
  }
  second = find_parameter_of_type (node, NL_SEGMENT_TYPE_DISTANCE,
                                   (guint) (distance - node->parameters) + 1);
  if (second == NULL)
    return TRUE;
  nl_segment_error_set (error, NL_SEGMENT_ERROR_DUPLICATE_PARAMETER, &second->name_span,
                        _ ("Give the distance either in kilometres or in miles."));
  return FALSE;
}

static gboolean
check_function (NlSegmentQuery *query, NlSegmentNode *node, GError **error)
{
  node->function = nl_segment_vocabulary_find_function (node->name);
  if (node->function == NULL) {
    fail_on_function (node, error);
    return FALSE;
  }
  for (guint i = 0; i < node->n_parameters; i++) {
    NlSegmentTest *test = &node->parameters[i];

    test->attribute = nl_segment_function_find_parameter (node->function, test->name);
    if (test->attribute == NULL) {
      fail_on_parameter (node, test, error);
      return FALSE;
    }
    for (guint j = 0; j < i; j++)
      if (node->parameters[j].attribute == test->attribute) {
        nl_segment_error_set (error, NL_SEGMENT_ERROR_DUPLICATE_PARAMETER, &test->name_span,
                              _ ("“%s” is already there. For a range, use BETWEEN."), test->name);
        return FALSE;
      }
    if (!check_test (query, test, error))
      return FALSE;
  }
  query->data |= node->function->data;
  if (node->function->data == NL_SEGMENT_DATA_SNAPSHOTS)
    add_hint (query, NL_SEGMENT_HINT_SHOPIFY_NAME, &node->name_span,
              _ ("Shopify does not know “%s”, and would refuse this query."), node->name);
  return node->function->data != NL_SEGMENT_DATA_COORDINATES || check_distance (node, error);
}

/**
 * nl_segment_node_check:
 * @query: the query, which gets the hints
 * @node: a part of its tree, which gets links into the vocabulary
 * @error: an error of the domain `NL_SEGMENT_ERROR`
 *
 * Returns: whether every name, operator and value of @node fits the others
 */
gboolean
nl_segment_node_check (NlSegmentQuery *query, NlSegmentNode *node, GError **error)
{
  for (guint i = 0; i < node->n_children; i++)
    if (!nl_segment_node_check (query, node->children[i], error))
      return FALSE;
  if (node->n_children > 0)
    return TRUE;
  query->n_clauses++;
  if (query->n_clauses == SHOPIFY_MAX_CLAUSES + 1)
    add_hint (query, NL_SEGMENT_HINT_SHOPIFY_CLAUSES, &node->span,
              _ ("Shopify takes at most %d clauses in a query. From here on, it would refuse this "
                 "one."),
              SHOPIFY_MAX_CLAUSES);
  if (node->kind == NL_SEGMENT_NODE_FUNCTION)
    return check_function (query, node, error);
  if (node->kind == NL_SEGMENT_NODE_ANNIVERSARY) {
    node->test.attribute = &anniversary;
    query->data |= NL_SEGMENT_DATA_METAFIELDS;
    return check_test (query, &node->test, error);
  }
  node->test.attribute = nl_segment_vocabulary_find_attribute (node->test.name);
  if (node->test.attribute == NULL) {
    fail_on_attribute (&node->test, error);
    return FALSE;
  }
  return check_test (query, &node->test, error);
}
