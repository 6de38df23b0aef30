/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-compiler-private.h"
#include "segments/nl-segment-query-private.h"

#include "base/nl-text.h"

#include <json-glib/json-glib.h>

/* Parts of an AND or OR that are written one after the other. */
#define LONGEST_CHAIN 32

/* Every piece of SQL here is NULL or false where a clause does not hold. AND and OR keep it so, and
 * `IS NOT TRUE` turns both into true, which makes NOT an exact complement without keeping SQLite
 * from using an index for what is not negated. */

/**
 * nl_segment_compile_range:
 * @sql: a condition
 * @expression: an SQL expression of our own
 * @range: what @expression is to be
 *
 * Appends the comparison, in the shortest form an index understands.
 */
void
nl_segment_compile_range (NlSegmentSql *sql, const char *expression, const NlSegmentRange *range)
{
  gboolean is_all = range->low > range->high ? range->is_negated
                                             : range->low == G_MININT64 && range->high == G_MAXINT64
                                                   && !range->is_negated;

  nl_segment_sql_append (sql,
                         range->low > range->high && !range->is_negated ? "FALSE" : expression);
  if (is_all) {
    nl_segment_sql_append (sql, " IS NOT NULL");
  } else if (range->low > range->high) {
    return;
  } else if (range->low == range->high) {
    nl_segment_sql_append (sql, range->is_negated ? " <> " : " = ");
    nl_segment_sql_append_int64 (sql, range->low);
  } else if (range->high == G_MAXINT64 && !range->is_negated) {
    nl_segment_sql_append (sql, " >= ");
    nl_segment_sql_append_int64 (sql, range->low);
  } else if (range->low == G_MININT64 && !range->is_negated) {
    nl_segment_sql_append (sql, " <= ");
    nl_segment_sql_append_int64 (sql, range->high);
  } else {
    nl_segment_sql_append (sql, range->is_negated ? " NOT BETWEEN " : " BETWEEN ");
    nl_segment_sql_append_int64 (sql, range->low);
    nl_segment_sql_append (sql, " AND ");
    nl_segment_sql_append_int64 (sql, range->high);
  }
}

/* A list is one bound JSON array: its length changes neither the statement nor its limits. */
static char *
values_to_json (const NlSegmentTest *test)
{
  g_autoptr (JsonNode) root = json_node_alloc ();
  JsonArray *array = json_array_sized_new (test->n_values);

  for (guint i = 0; i < test->n_values; i++)
    if (test->attribute->type == NL_SEGMENT_TYPE_ID)
      json_array_add_int_element (array, g_ascii_strtoll (test->values[i].text, NULL, 10));
    else
      json_array_add_string_element (array, test->values[i].text);
  json_node_init_array (root, array);
  json_array_unref (array);
  return json_to_string (root, FALSE);
}

static void
append_value (NlSegmentSql *sql, const NlSegmentTest *test)
{
  if (test->attribute->type == NL_SEGMENT_TYPE_ID)
    nl_segment_sql_append_int64 (sql, g_ascii_strtoll (test->values[0].text, NULL, 10));
  else
    nl_segment_sql_append_text (sql, test->values[0].text);
}

/**
 * nl_segment_compile_choice:
 * @sql: a condition
 * @test: an id or text compared by =, !=, IN or NOT IN, or with NULL
 *
 * Appends the comparison.
 */
void
nl_segment_compile_choice (NlSegmentSql *sql, const NlSegmentTest *test)
{
  gboolean is_negated
      = test->op == NL_SEGMENT_OPERATOR_NOT_EQUAL || test->op == NL_SEGMENT_OPERATOR_NOT_IN;

  nl_segment_sql_append (sql, test->attribute->sql);
  if (test->op == NL_SEGMENT_OPERATOR_IS_NULL) {
    nl_segment_sql_append (sql, " IS NULL");
  } else if (test->op == NL_SEGMENT_OPERATOR_IS_NOT_NULL) {
    nl_segment_sql_append (sql, " IS NOT NULL");
  } else if (test->n_values == 1) {
    nl_segment_sql_append (sql, is_negated ? " <> " : " = ");
    append_value (sql, test);
  } else {
    g_autofree char *json = values_to_json (test);

    nl_segment_sql_append (sql, is_negated ? " NOT IN (SELECT value FROM json_each ("
                                           : " IN (SELECT value FROM json_each (");
    nl_segment_sql_append_text (sql, json);
    nl_segment_sql_append (sql, "))");
  }
}

/* A place of the default address or of one beside it. */
static void
compile_place (NlSegmentSql *sql, const NlSegmentTest *test)
{
  const char *column = test->attribute->sql;
  gboolean is_existence = test->n_values == 0;

  nl_segment_sql_append (sql, "(customers.");
  nl_segment_sql_append (sql, column);
  nl_segment_sql_append (sql, is_existence ? " IS NOT NULL" : " = ");
  if (!is_existence)
    nl_segment_sql_append_text (sql, test->values[0].text);
  nl_segment_sql_append (sql,
                         " OR customers.id IN (SELECT customer_id FROM customer_addresses WHERE ");
  nl_segment_sql_append (sql, column);
  nl_segment_sql_append (sql, is_existence ? " IS NOT NULL" : " = ");
  if (!is_existence)
    nl_segment_sql_append_text (sql, test->values[0].text);
  nl_segment_sql_append (sql, "))");
}

static void
compile_tag (NlSegmentSql *sql, const NlSegmentTest *test, const NlSegmentContext *context)
{
  nl_segment_sql_append (sql,
                         "customers.id IN (SELECT customer_id FROM customer_tags WHERE shop_id = ");
  nl_segment_sql_append_int64 (sql, context->shop_id);
  if (test->n_values > 0) {
    g_autofree char *key = nl_text_fold (test->values[0].text);

    nl_segment_sql_append (sql, " AND tag_key = ");
    nl_segment_sql_append_text (sql, key);
  }
  nl_segment_sql_append (sql, ")");
}

static void
compile_company (NlSegmentSql *sql, const NlSegmentTest *test)
{
  nl_segment_sql_append (sql, "EXISTS (SELECT 1 FROM json_each (customers.companies)");
  if (test->n_values > 0) {
    nl_segment_sql_append (sql, " WHERE CAST(value AS TEXT) = ");
    nl_segment_sql_append_text (sql, test->values[0].text);
  }
  nl_segment_sql_append (sql, ")");
}

/* CONTAINS and IS NOT NULL say that something is there, their opposites that it is not. */
static void
compile_list (NlSegmentSql *sql, const NlSegmentTest *test, const NlSegmentContext *context)
{
  gboolean is_negated
      = test->op == NL_SEGMENT_OPERATOR_NOT_CONTAINS || test->op == NL_SEGMENT_OPERATOR_IS_NULL;

  if (is_negated)
    nl_segment_sql_append (sql, "(");
  if (test->attribute->type == NL_SEGMENT_TYPE_TAG)
    compile_tag (sql, test, context);
  else if (test->attribute->type == NL_SEGMENT_TYPE_COMPANY)
    compile_company (sql, test);
  else
    compile_place (sql, test);
  if (is_negated)
    nl_segment_sql_append (sql, ") IS NOT TRUE");
}

static void
compile_attribute (NlSegmentSql *sql, const NlSegmentTest *test, const NlSegmentContext *context)
{
  gboolean is_nullity
      = test->op == NL_SEGMENT_OPERATOR_IS_NULL || test->op == NL_SEGMENT_OPERATOR_IS_NOT_NULL;
  NlSegmentRange range;

  switch (test->attribute->type) {
  case NL_SEGMENT_TYPE_COUNTRY:
  case NL_SEGMENT_TYPE_REGION:
  case NL_SEGMENT_TYPE_CITY:
  case NL_SEGMENT_TYPE_TAG:
  case NL_SEGMENT_TYPE_COMPANY:
    compile_list (sql, test, context);
    break;
  case NL_SEGMENT_TYPE_INTEGER:
  case NL_SEGMENT_TYPE_MONEY:
  case NL_SEGMENT_TYPE_DATE:
    if (is_nullity) {
      nl_segment_compile_choice (sql, test);
      break;
    }
    range = nl_segment_test_get_range (test, context, context->minor_digits);
    nl_segment_compile_range (sql, test->attribute->sql, &range);
    break;
  case NL_SEGMENT_TYPE_ENUM:
  case NL_SEGMENT_TYPE_STRING:
  case NL_SEGMENT_TYPE_ID:
  case NL_SEGMENT_TYPE_CURRENCY:
  case NL_SEGMENT_TYPE_COORDINATES:
  case NL_SEGMENT_TYPE_DISTANCE:
  default:
    nl_segment_compile_choice (sql, test);
    break;
  }
}

/* Whether a clause looks at nothing but the row of a customer. */
static gboolean
is_quick (const NlSegmentNode *node)
{
  return node->kind == NL_SEGMENT_NODE_ATTRIBUTE
         && !(node->test.attribute->operators
              & NL_SEGMENT_OPERATOR_BIT (NL_SEGMENT_OPERATOR_CONTAINS));
}

/* SQLite goes down one step for each part of a chain, and no deeper than a thousand; so a long one
 * is halved and halved again, which changes neither its meaning nor the order of its parts. */
static void
compile_parts (NlSegmentSql *sql,
               const NlSegmentNode *const *parts,
               guint n_parts,
               const char *joiner,
               const NlSegmentContext *context)
{
  guint half = n_parts > LONGEST_CHAIN ? n_parts / 2 : 0;

  nl_segment_sql_append (sql, "(");
  if (half > 0) {
    compile_parts (sql, parts, half, joiner, context);
    nl_segment_sql_append (sql, joiner);
    compile_parts (sql, parts + half, n_parts - half, joiner, context);
  }
  for (guint i = 0; half == 0 && i < n_parts; i++) {
    nl_segment_sql_append (sql, i > 0 ? joiner : "");
    nl_segment_compile_node (sql, parts[i], context);
  }
  nl_segment_sql_append (sql, ")");
}

/* SQLite looks at conditions in the order they are written and stops when it knows enough: the
 * quick ones come first. */
static void
compile_chain (NlSegmentSql *sql, const NlSegmentNode *node, const NlSegmentContext *context)
{
  g_autofree const NlSegmentNode **parts = g_new (const NlSegmentNode *, node->n_children);
  guint n = 0;

  for (int quick = TRUE; quick >= FALSE; quick--)
    for (guint child = 0; child < node->n_children; child++)
      if (is_quick (node->children[child]) == quick)
        parts[n++] = node->children[child];
  compile_parts (sql, parts, n, node->kind == NL_SEGMENT_NODE_OR ? " OR " : " AND ", context);
}

/**
 * nl_segment_compile_node:
 * @sql: a condition
 * @node: a checked tree
 * @context: the shop and the moment it is asked for
 *
 * Appends whether @node holds, without saying in which shop.
 */
void
nl_segment_compile_node (NlSegmentSql *sql,
                         const NlSegmentNode *node,
                         const NlSegmentContext *context)
{
  switch (node->kind) {
  case NL_SEGMENT_NODE_OR:
  case NL_SEGMENT_NODE_AND:
    compile_chain (sql, node, context);
    break;
  case NL_SEGMENT_NODE_NOT:
    nl_segment_sql_append (sql, "(");
    nl_segment_compile_node (sql, node->children[0], context);
    nl_segment_sql_append (sql, ") IS NOT TRUE");
    break;
  case NL_SEGMENT_NODE_ATTRIBUTE:
    compile_attribute (sql, &node->test, context);
    break;
  case NL_SEGMENT_NODE_FUNCTION:
    nl_segment_compile_function (sql, node, context);
    break;
  case NL_SEGMENT_NODE_ANNIVERSARY:
    /* No workspace holds metafields: nl_segment_query_get_data() says that this is no answer. */
    nl_segment_sql_append (sql, "FALSE");
    break;
  default:
    g_assert_not_reached ();
  }
}

/**
 * nl_segment_node_compile:
 * @node: a checked tree
 * @context: the shop and the moment it is asked for
 *
 * Returns: (transfer full): an SQL condition
 */
NlSegmentSql *
nl_segment_node_compile (const NlSegmentNode *node, const NlSegmentContext *context)
{
  NlSegmentSql *sql = nl_segment_sql_new ();

  nl_segment_sql_append (sql, "customers.shop_id = ");
  nl_segment_sql_append_int64 (sql, context->shop_id);
  nl_segment_sql_append (sql, " AND ");
  nl_segment_compile_node (sql, node, context);
  return sql;
}
