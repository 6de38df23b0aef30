/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-compiler-private.h"

#include "base/nl-money.h"

/* Where the rows of a function are. Each runs once for the whole shop, which for a count over many
 * customers beats asking again for each of them. */
static const struct {
  NlSegmentData data;
  const char *rows; /* up to the shop's id */
  const char *customer;
} sources[] = {
  { NL_SEGMENT_DATA_ORDERS,
    "SELECT o.customer_id FROM orders AS o"
    " WHERE o.customer_id IS NOT NULL AND o.cancelled_at IS NULL AND o.shop_id = ",
    "o.customer_id" },
  { NL_SEGMENT_DATA_ORDER_LINES,
    "SELECT o.customer_id FROM orders AS o JOIN order_lines AS l ON l.order_id = o.id"
    " WHERE o.customer_id IS NOT NULL AND o.cancelled_at IS NULL AND o.shop_id = ",
    "o.customer_id" },
  { NL_SEGMENT_DATA_EMAIL_EVENTS,
    "SELECT e.customer_id FROM customer_events AS e WHERE e.shop_id = ", "e.customer_id" },
  { NL_SEGMENT_DATA_STOREFRONT_EVENTS,
    "SELECT e.customer_id FROM customer_events AS e WHERE e.shop_id = ", "e.customer_id" },
  { NL_SEGMENT_DATA_STORE_CREDIT,
    "SELECT a.customer_id FROM store_credit_accounts AS a WHERE a.shop_id = ", "a.customer_id" },
  { NL_SEGMENT_DATA_SNAPSHOTS,
    "SELECT m.customer_id FROM segments AS s JOIN segment_members AS m ON m.segment_id = s.id"
    " WHERE s.shop_id = ",
    "m.customer_id" },
};

/* Few lines are about one product, so they come first, whatever the statistics of tables say. CROSS
 * JOIN keeps the order as it is written (SQLite, “The SQLite Query Optimizer Overview”). */
static const char lines_of_products[]
    = "SELECT o.customer_id FROM order_lines AS l CROSS JOIN orders AS o ON o.id = l.order_id"
      " WHERE o.customer_id IS NOT NULL AND o.cancelled_at IS NULL AND o.shop_id = ";

static gboolean
names_products (const NlSegmentNode *node)
{
  for (guint i = 0; i < node->n_parameters; i++) {
    const NlSegmentTest *test = &node->parameters[i];

    if (g_str_equal (test->attribute->sql, "l.product_external_id")
        && (test->op == NL_SEGMENT_OPERATOR_EQUAL || test->op == NL_SEGMENT_OPERATOR_IN))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_range (const NlSegmentTest *test)
{
  return test->attribute->type == NL_SEGMENT_TYPE_INTEGER
         || test->attribute->type == NL_SEGMENT_TYPE_MONEY
         || test->attribute->type == NL_SEGMENT_TYPE_DATE;
}

/* Store credit has a currency of its own, which is the shop's unless the query names another. */
static guint
get_minor_digits (const NlSegmentNode *node, const NlSegmentContext *context)
{
  for (guint i = 0; i < node->n_parameters; i++) {
    const NlSegmentTest *test = &node->parameters[i];

    if (test->attribute->type == NL_SEGMENT_TYPE_CURRENCY && test->op == NL_SEGMENT_OPERATOR_EQUAL
        && nl_currency_find (test->values[0].text) != NULL)
      return (guint) nl_currency_get_digits (test->values[0].text);
  }
  return context->minor_digits;
}

/* The tags of a product: a list that holds one of some values, or none of them. */
static void
compile_product_tag (NlSegmentSql *sql, const NlSegmentTest *test)
{
  NlSegmentAttribute value = { .type = NL_SEGMENT_TYPE_STRING, .sql = "value" };
  NlSegmentTest holds = *test;
  gboolean is_negated
      = test->op == NL_SEGMENT_OPERATOR_NOT_EQUAL || test->op == NL_SEGMENT_OPERATOR_NOT_IN;

  holds.attribute = &value;
  holds.op = NL_SEGMENT_OPERATOR_IN;
  nl_segment_sql_append (sql, is_negated ? "NOT EXISTS (SELECT 1 FROM json_each ("
                                         : "EXISTS (SELECT 1 FROM json_each (");
  nl_segment_sql_append (sql, test->attribute->sql);
  nl_segment_sql_append (sql, ") WHERE ");
  nl_segment_compile_choice (sql, &holds);
  nl_segment_sql_append (sql, ")");
}

static void
compile_filters (NlSegmentSql *sql,
                 const NlSegmentNode *node,
                 const NlSegmentContext *context,
                 guint minor_digits)
{
  for (guint i = 0; i < node->n_parameters; i++) {
    const NlSegmentTest *test = &node->parameters[i];

    if (test->attribute->is_aggregate)
      continue;
    nl_segment_sql_append (sql, " AND ");
    if (is_range (test)) {
      NlSegmentRange range = nl_segment_test_get_range (test, context, minor_digits);

      nl_segment_compile_range (sql, test->attribute->sql, &range);
    } else if (g_str_equal (test->attribute->name, "tag")) {
      compile_product_tag (sql, test);
    } else {
      nl_segment_compile_choice (sql, test);
    }
  }
}

static const NlSegmentTest *
next_aggregate (const NlSegmentNode *node, guint *position)
{
  while (*position < node->n_parameters) {
    const NlSegmentTest *test = &node->parameters[(*position)++];

    if (test->attribute->is_aggregate)
      return test;
  }
  return NULL;
}

/* Appends the conditions on sums and counts, or with @is_negated that one of them does not hold.
 * Grouping makes customers appear once: that sorts them, which is faster than DISTINCT. */
static void
compile_aggregates (NlSegmentSql *sql,
                    const NlSegmentNode *node,
                    const NlSegmentContext *context,
                    const char *customer,
                    gboolean is_negated,
                    gboolean is_distinct)
{
  guint position = 0;
  const NlSegmentTest *test = next_aggregate (node, &position);

  if (test == NULL && !is_distinct)
    return;
  nl_segment_sql_append (sql, " GROUP BY ");
  nl_segment_sql_append (sql, customer);
  if (test == NULL)
    return;
  nl_segment_sql_append (sql, " HAVING (");
  while (test != NULL) {
    NlSegmentRange range = nl_segment_test_get_range (test, context, context->minor_digits);

    nl_segment_compile_range (sql, test->attribute->sql, &range);
    test = next_aggregate (node, &position);
    nl_segment_sql_append (sql, test != NULL ? " AND " : ")");
  }
  if (is_negated)
    nl_segment_sql_append (sql, " IS NOT TRUE");
}

/* Whether a customer without any row would fit: then the answer is everyone but those whose rows
 * do not fit. */
static gboolean
fits_without_rows (const NlSegmentNode *node, const NlSegmentContext *context)
{
  guint position = 0;
  const NlSegmentTest *test = next_aggregate (node, &position);
  gboolean fits = test != NULL;

  for (; test != NULL && fits; test = next_aggregate (node, &position)) {
    NlSegmentRange range = nl_segment_test_get_range (test, context, context->minor_digits);

    fits = nl_segment_range_contains (&range, 0);
  }
  return fits;
}

/**
 * nl_segment_compile_rows:
 * @sql: a condition
 * @node: a checked function other than `customer_within_distance`
 * @context: what dates and amounts depend on
 * @is_distinct: whether each customer may come once only
 *
 * Appends a SELECT of the ids of customers who have rows, such as orders, that fit the parameters;
 * or of those who have some that do not, where having none would fit.
 *
 * Returns: whether it is those who do not fit
 */
gboolean
nl_segment_compile_rows (NlSegmentSql *sql,
                         const NlSegmentNode *node,
                         const NlSegmentContext *context,
                         gboolean is_distinct)
{
  gboolean is_complement = fits_without_rows (node, context);
  guint source = 0;

  while (sources[source].data != node->function->data)
    g_assert (++source < G_N_ELEMENTS (sources));
  nl_segment_sql_append (sql, names_products (node) ? lines_of_products : sources[source].rows);
  nl_segment_sql_append_int64 (sql, context->shop_id);
  if (node->function->data == NL_SEGMENT_DATA_EMAIL_EVENTS
      || node->function->data == NL_SEGMENT_DATA_STOREFRONT_EVENTS) {
    nl_segment_sql_append (sql, " AND e.kind = ");
    nl_segment_sql_append_text (sql, node->function->name);
  }
  compile_filters (sql, node, context, get_minor_digits (node, context));
  compile_aggregates (sql, node, context, sources[source].customer, is_complement, is_distinct);
  return is_complement;
}

/**
 * nl_segment_compile_function:
 * @sql: a condition
 * @node: a checked function
 * @context: what dates and amounts depend on
 *
 * Appends whether a customer has rows, such as orders, that fit the parameters.
 */
void
nl_segment_compile_function (NlSegmentSql *sql,
                             const NlSegmentNode *node,
                             const NlSegmentContext *context)
{
  if (node->function->data == NL_SEGMENT_DATA_COORDINATES) {
    nl_segment_compile_distance (sql, node);
    return;
  }
  nl_segment_sql_append (sql, fits_without_rows (node, context) != node->is_negated
                                  ? "customers.id NOT IN ("
                                  : "customers.id IN (");
  nl_segment_compile_rows (sql, node, context, FALSE);
  nl_segment_sql_append (sql, ")");
}
