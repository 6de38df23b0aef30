/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-values.h"

/* More are no help to somebody who chooses one of them. */
#define MAX_VALUES "500"

#define MOST_FIRST " ORDER BY 2 DESC, 1 LIMIT " MAX_VALUES

#define LINES                                                    \
  " FROM orders AS o JOIN order_lines AS l ON l.order_id = o.id" \
  " WHERE o.shop_id = ?1 AND o.customer_id IS NOT NULL AND o.cancelled_at IS NULL"

/* What a customer has in one column. */
static const char *const column_sql
    = "SELECT %1$s, count(*), NULL FROM customers"
      " WHERE shop_id = ?1 AND %1$s IS NOT NULL AND %1$s <> '' GROUP BY 1" MOST_FIRST;

/* What one of a customer's addresses has. Most customers have one, which is in their own row. */
static const char *const place_sql
    = "SELECT place, sum(n), NULL FROM ("
      " SELECT %1$s AS place, count(*) AS n FROM customers WHERE shop_id = ?1 GROUP BY 1"
      " UNION ALL"
      " SELECT a.%1$s, count(DISTINCT a.customer_id) FROM customer_addresses AS a"
      " JOIN customers AS c ON c.id = a.customer_id"
      " WHERE c.shop_id = ?1 AND a.%1$s IS NOT c.%1$s GROUP BY 1"
      ") WHERE place <> '' GROUP BY 1" MOST_FIRST;

/* Tags that differ only in case are one; it is shown as its first customer has it. */
static const char *const tags_sql
    = "SELECT coalesce ((SELECT t.value FROM customers AS c, json_each (c.tags) AS t"
      " WHERE c.id = v.customer_id AND nl_fold (t.value) = v.tag_key LIMIT 1), v.tag_key), n, NULL"
      " FROM (SELECT tag_key, min(customer_id) AS customer_id, count(*) AS n FROM customer_tags"
      " WHERE shop_id = ?1 GROUP BY tag_key ORDER BY 3 DESC, 1 LIMIT " MAX_VALUES ") AS v";

static const char *const companies_sql
    = "SELECT c.value, count(DISTINCT customers.id), NULL"
      " FROM customers, json_each (customers.companies) AS c"
      " WHERE customers.shop_id = ?1 AND customers.companies <> '[]' GROUP BY 1" MOST_FIRST;

static const char *const order_sql
    = "SELECT %1$s, count(DISTINCT o.customer_id), NULL FROM orders AS o"
      " WHERE o.shop_id = ?1 AND o.customer_id IS NOT NULL AND o.cancelled_at IS NULL"
      " AND %1$s IS NOT NULL GROUP BY 1" MOST_FIRST;

static const char *const product_sql
    = "SELECT %1$s, count(DISTINCT o.customer_id), max(l.title)" LINES
      " AND %1$s IS NOT NULL GROUP BY 1" MOST_FIRST;

static const char *const category_sql = "SELECT %1$s, count(DISTINCT o.customer_id), NULL" LINES
                                        " AND %1$s <> '' GROUP BY 1" MOST_FIRST;

static const char *const product_tags_sql
    = "SELECT t.value, count(DISTINCT o.customer_id), NULL FROM orders AS o"
      " JOIN order_lines AS l ON l.order_id = o.id, json_each (l.tags) AS t"
      " WHERE o.shop_id = ?1 AND o.customer_id IS NOT NULL AND o.cancelled_at IS NULL"
      " AND l.tags <> '[]' GROUP BY 1" MOST_FIRST;

static const char *const credit_sql
    = "SELECT a.currency, count(DISTINCT a.customer_id), NULL FROM store_credit_accounts AS a"
      " WHERE a.shop_id = ?1 GROUP BY 1" MOST_FIRST;

static const char *const snapshot_sql
    = "SELECT m.segment_id, count(*), s.name"
      " FROM segments AS s JOIN segment_members AS m ON m.segment_id = s.id"
      " WHERE s.shop_id = ?1 GROUP BY 1" MOST_FIRST;

/* How to find the values; NULL where they are numbers or dates, of which there is no end. */
static const char *
find_sql (const NlSegmentAttribute *attribute)
{
  switch (attribute->type) {
  case NL_SEGMENT_TYPE_COUNTRY:
  case NL_SEGMENT_TYPE_REGION:
  case NL_SEGMENT_TYPE_CITY:
    return place_sql;
  case NL_SEGMENT_TYPE_TAG:
    return tags_sql;
  case NL_SEGMENT_TYPE_COMPANY:
    return companies_sql;
  case NL_SEGMENT_TYPE_CURRENCY:
    return credit_sql;
  case NL_SEGMENT_TYPE_ENUM:
  case NL_SEGMENT_TYPE_STRING:
  case NL_SEGMENT_TYPE_ID:
    if (g_str_has_prefix (attribute->sql, "customers."))
      return column_sql;
    if (g_str_has_prefix (attribute->sql, "o."))
      return order_sql;
    if (g_str_has_prefix (attribute->sql, "m."))
      return snapshot_sql;
    if (g_str_equal (attribute->sql, "l.tags"))
      return product_tags_sql;
    if (g_str_has_prefix (attribute->sql, "l."))
      return attribute->type == NL_SEGMENT_TYPE_ID ? product_sql : category_sql;
    return NULL;
  case NL_SEGMENT_TYPE_INTEGER:
  case NL_SEGMENT_TYPE_MONEY:
  case NL_SEGMENT_TYPE_DATE:
  case NL_SEGMENT_TYPE_COORDINATES:
  case NL_SEGMENT_TYPE_DISTANCE:
  default:
    return NULL;
  }
}

static void
value_count_free (gpointer data)
{
  NlSegmentValueCount *value = data;

  g_free (value->text);
  g_free (value->name);
  g_free (value);
}

typedef struct {
  gint64 shop_id;
  char *sql;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->sql);
  g_free (request);
}

static gpointer
read_values (NlConnection *connection, gpointer data, GError **error)
{
  Request *request = data;
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (value_count_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "segment values", request->sql, error);

  if (statement == NULL)
    return NULL;
  nl_statement_bind_int64 (statement, 1, request->shop_id);
  while (nl_statement_step (statement, &local_error)) {
    NlSegmentValueCount *value = g_new0 (NlSegmentValueCount, 1);

    value->text = g_strdup (nl_statement_get_text (statement, 0));
    value->customer_count = nl_statement_get_int64 (statement, 1);
    value->name = g_strdup (nl_statement_get_text (statement, 2));
    g_ptr_array_add (values, value);
  }
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }
  return g_steal_pointer (&values);
}

/**
 * nl_segment_values_are_known:
 * @attribute: an attribute, or a parameter of a function
 *
 * Returns: whether the values that a shop has of it can be listed: those of a tag, not those of a
 *   date
 */
gboolean
nl_segment_values_are_known (const NlSegmentAttribute *attribute)
{
  g_return_val_if_fail (attribute != NULL, FALSE);

  return find_sql (attribute) != NULL;
}

/**
 * nl_segment_values_load:
 * @store: a store
 * @shop_id: a shop
 * @attribute: an attribute, or a parameter of a function
 * @cancellable: (nullable): stops it
 *
 * Lists the values that the shop's customers have, the most frequent first, at most 500, on a
 * reader's thread.
 *
 * Returns: (transfer full): a future of a #GPtrArray of #NlSegmentValueCount, empty where
 *   nl_segment_values_are_known() says no
 */
DexFuture *
nl_segment_values_load (NlStore *store,
                        gint64 shop_id,
                        const NlSegmentAttribute *attribute,
                        GCancellable *cancellable)
{
  Request *request;
  const char *sql;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (attribute != NULL);

  sql = find_sql (attribute);
  if (sql == NULL)
    return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_ptr_array_new ());
  request = g_new0 (Request, 1);
  request->shop_id = shop_id;
  request->sql = g_strdup (sql);
  /* A name of ours, not of the query: SQL is never made of what somebody typed. */
  if (attribute->sql != NULL) {
    g_autoptr (GString) text = g_string_new (sql);

    g_string_replace (text, "%1$s", attribute->sql, 0);
    g_set_str (&request->sql, text->str);
  }
  return nl_store_read (store, read_values, request, request_free, G_TYPE_PTR_ARRAY, cancellable);
}
