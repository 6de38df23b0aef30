/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-text.h"
#include "segments/nl-segment-compiler-private.h"
#include "segments/nl-segment-query-private.h"

/* A query that is one clause is often answered by a table of its own: who has a tag or an order can
 * be counted there without looking any customer up. Those whom a clause leaves out are everyone
 * without those it finds. Tags, orders and events belong to a customer of the same shop, and go
 * with him. */

static void
append_everyone (NlSegmentSql *sql, const NlSegmentContext *context)
{
  nl_segment_sql_append (sql, "(SELECT count (*) FROM customers WHERE shop_id = ");
  nl_segment_sql_append_int64 (sql, context->shop_id);
  nl_segment_sql_append (sql, ")");
}

static gboolean
is_list_negated (const NlSegmentTest *test)
{
  return test->op == NL_SEGMENT_OPERATOR_NOT_CONTAINS || test->op == NL_SEGMENT_OPERATOR_IS_NULL;
}

static void
count_tag (NlSegmentSql *sql, const NlSegmentTest *test, const NlSegmentContext *context)
{
  gboolean is_existence = test->n_values == 0;

  nl_segment_sql_append (
      sql, is_existence ? "(SELECT count (DISTINCT customer_id) FROM customer_tags WHERE shop_id = "
                        : "(SELECT count (*) FROM customer_tags WHERE shop_id = ");
  nl_segment_sql_append_int64 (sql, context->shop_id);
  if (!is_existence) {
    g_autofree char *key = nl_text_fold (test->values[0].text);

    nl_segment_sql_append (sql, " AND tag_key = ");
    nl_segment_sql_append_text (sql, key);
  }
  nl_segment_sql_append (sql, ")");
}

static void
append_place (NlSegmentSql *sql, const NlSegmentTest *test, const char *is)
{
  nl_segment_sql_append (sql, test->attribute->sql);
  if (test->n_values == 0) {
    nl_segment_sql_append (sql, " IS NOT NULL");
    return;
  }
  nl_segment_sql_append (sql, is);
  nl_segment_sql_append_text (sql, test->values[0].text);
}

/* Those whose default address is there, and those who have only another one there. */
static void
count_place (NlSegmentSql *sql, const NlSegmentTest *test, const NlSegmentContext *context)
{
  nl_segment_sql_append (sql, "(SELECT count (*) FROM customers WHERE shop_id = ");
  nl_segment_sql_append_int64 (sql, context->shop_id);
  nl_segment_sql_append (sql, " AND ");
  append_place (sql, test, " = ");
  nl_segment_sql_append (sql, ") + (SELECT count (DISTINCT a.customer_id)"
                              " FROM customer_addresses AS a CROSS JOIN customers AS c"
                              " ON c.id = a.customer_id WHERE c.shop_id = ");
  nl_segment_sql_append_int64 (sql, context->shop_id);
  nl_segment_sql_append (sql, " AND a.");
  append_place (sql, test, " = ");
  nl_segment_sql_append (sql, " AND (c.");
  append_place (sql, test, " = ");
  nl_segment_sql_append (sql, ") IS NOT TRUE)");
}

/* Returns whether those who do not fit were counted. */
static gboolean
count_rows (NlSegmentSql *sql, const NlSegmentNode *node, const NlSegmentContext *context)
{
  gboolean is_complement;

  nl_segment_sql_append (sql, "(SELECT count (*) FROM (");
  is_complement = nl_segment_compile_rows (sql, node, context, TRUE);
  nl_segment_sql_append (sql, "))");
  return is_complement != node->is_negated;
}

static void
count_customers (NlSegmentSql *sql, const NlSegmentNode *node, const NlSegmentContext *context)
{
  nl_segment_sql_append (sql, "(SELECT count (*) FROM customers WHERE customers.shop_id = ");
  nl_segment_sql_append_int64 (sql, context->shop_id);
  nl_segment_sql_append (sql, " AND ");
  nl_segment_compile_node (sql, node, context);
  nl_segment_sql_append (sql, ")");
}

/* Appends the number of customers for whom @node holds, or returns that it is the number of all
 * others. */
static gboolean
count_node (NlSegmentSql *sql, const NlSegmentNode *node, const NlSegmentContext *context)
{
  const NlSegmentTest *test = &node->test;

  if (node->kind == NL_SEGMENT_NODE_NOT)
    return !count_node (sql, node->children[0], context);
  if (node->kind == NL_SEGMENT_NODE_FUNCTION && node->function->data != NL_SEGMENT_DATA_COORDINATES)
    return count_rows (sql, node, context);
  if (node->kind == NL_SEGMENT_NODE_ATTRIBUTE && test->attribute->type == NL_SEGMENT_TYPE_TAG) {
    count_tag (sql, test, context);
    return is_list_negated (test);
  }
  if (node->kind == NL_SEGMENT_NODE_ATTRIBUTE
      && (test->attribute->type == NL_SEGMENT_TYPE_COUNTRY
          || test->attribute->type == NL_SEGMENT_TYPE_REGION
          || test->attribute->type == NL_SEGMENT_TYPE_CITY)) {
    count_place (sql, test, context);
    return is_list_negated (test);
  }
  count_customers (sql, node, context);
  return FALSE;
}

/**
 * nl_segment_node_compile_count:
 * @node: a checked tree
 * @context: the shop and the moment it is asked for
 *
 * Returns: (transfer full): a SELECT of how many customers @node finds
 */
NlSegmentSql *
nl_segment_node_compile_count (const NlSegmentNode *node, const NlSegmentContext *context)
{
  g_autoptr (NlSegmentSql) found = nl_segment_sql_new ();
  NlSegmentSql *sql = nl_segment_sql_new ();
  gboolean is_rest = count_node (found, node, context);

  nl_segment_sql_append (sql, "SELECT ");
  if (is_rest) {
    append_everyone (sql, context);
    nl_segment_sql_append (sql, " - (");
  }
  nl_segment_sql_append_sql (sql, found);
  if (is_rest)
    nl_segment_sql_append (sql, ")");
  return sql;
}
