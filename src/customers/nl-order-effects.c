/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-order-effects.h"

/* What orders that come in mean for the sums of their customers. New orders are added up in a
 * temporary table. They are put on top of what is there (how: ADD), or, where they are the
 * customer's first ones, in its place (REPLACE); only customers of whom an order changed are
 * counted again (COUNT), each by the index of their own orders. Cancelled orders count for nothing,
 * and amounts of another currency than the shop's not as an amount. */
#define ADD "0"
#define COUNT "1"
#define REPLACE "2"

static gboolean
run (
    NlConnection *connection, const char *sql, const gint64 *values, guint n_values, GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "keep the sums of customers", sql, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < n_values; i++)
    nl_statement_bind_int64 (statement, (int) i + 1, values[i]);
  return nl_statement_run (statement, error);
}

/**
 * nl_order_effects_begin:
 * @connection: a writer, in a transaction
 * @error: return location
 *
 * Begins to add up.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_order_effects_begin (NlConnection *connection, GError **error)
{
  return nl_connection_exec (connection, "begin to add orders up",
                             "CREATE TEMP TABLE IF NOT EXISTS order_effects ("
                             " customer_id INTEGER PRIMARY KEY, how INTEGER NOT NULL,"
                             " orders INTEGER NOT NULL, amount INTEGER NOT NULL,"
                             " first_at INTEGER, last_at INTEGER);"
                             "DELETE FROM temp.order_effects",
                             error);
}

/**
 * nl_order_effects_add:
 * @connection: a writer, after nl_order_effects_begin()
 * @order: an order that is about to be stored for the first time
 * @currency: the shop's currency
 * @is_first: whether it is known that the customer had no orders before; else that is looked up
 * @error: return location
 *
 * Adds a new order.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_order_effects_add (NlConnection *connection,
                      NlOrder *order,
                      const char *currency,
                      gboolean is_first,
                      GError **error)
{
  NlRecord *record = NL_RECORD (order);
  gboolean is_ours = g_strcmp0 (nl_record_get_text (record, NL_ORDER_CURRENCY), currency) == 0;
  gint64 values[] = {
    nl_record_get_int64 (record, NL_ORDER_CUSTOMER_ID),
    is_ours ? nl_record_get_int64 (record, NL_ORDER_TOTAL)
                  - nl_record_get_int64 (record, NL_ORDER_REFUNDED)
            : 0,
    nl_record_get_int64 (record, NL_ORDER_ORDERED_AT),
    is_first,
  };

  if (nl_record_is_null (record, NL_ORDER_CUSTOMER_ID))
    return TRUE;
  /* From the first order on, what a customer file said counts no more: also from a cancelled one.
   */
  if (!nl_record_is_null (record, NL_ORDER_CANCELLED_AT))
    return nl_order_effects_recount (connection, values[0], error);
  return run (
      connection,
      "INSERT INTO temp.order_effects"
      " SELECT ?1, iif (?4 OR NOT EXISTS (SELECT 1 FROM orders WHERE customer_id = ?1), " REPLACE
      ", " ADD "), 1, ?2, ?3, ?3"
      " WHERE TRUE ON CONFLICT (customer_id) DO UPDATE SET orders = orders + 1,"
      " amount = amount + excluded.amount, first_at = min (first_at, excluded.first_at),"
      " last_at = max (last_at, excluded.last_at)",
      values, G_N_ELEMENTS (values), error);
}

/**
 * nl_order_effects_recount:
 * @connection: a writer, after nl_order_effects_begin()
 * @customer_id: a customer of whom an order changed; 0 for nobody
 * @error: return location
 *
 * Has the customer's own orders counted again.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_order_effects_recount (NlConnection *connection, gint64 customer_id, GError **error)
{
  return customer_id == 0
         || run (connection,
                 "INSERT INTO temp.order_effects VALUES (?1, " COUNT ", 0, 0, NULL, NULL)"
                 " ON CONFLICT (customer_id) DO UPDATE SET how = " COUNT,
                 &customer_id, 1, error);
}

/**
 * nl_order_effects_apply:
 * @connection: a writer, when all orders are stored
 * @shop_id: the shop
 * @currency: its currency
 * @now: the time of the change
 * @error: return location
 *
 * Writes the sums to the customers.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_order_effects_apply (
    NlConnection *connection, gint64 shop_id, const char *currency, gint64 now, GError **error)
{
  static const char add[]
      = "UPDATE customers SET updated_at = ?1,"
        " number_of_orders = iif (e.how = " REPLACE ", 0, number_of_orders) + e.orders,"
        " amount_spent = iif (e.how = " REPLACE ", 0, amount_spent) + e.amount,"
        " first_order_at = iif (e.how = " REPLACE " OR first_order_at IS NULL, e.first_at,"
        "  min (first_order_at, e.first_at)),"
        " last_order_at = iif (e.how = " REPLACE " OR last_order_at IS NULL, e.last_at,"
        "  max (last_order_at, e.last_at))"
        " FROM temp.order_effects AS e WHERE customers.id = e.customer_id AND e.how <> " COUNT;
  static const char recount[]
      = "UPDATE customers SET updated_at = ?1, number_of_orders = s.orders,"
        " amount_spent = s.amount, first_order_at = s.first_at, last_order_at = s.last_at"
        " FROM (SELECT e.customer_id AS id, count (o.id) AS orders,"
        "  ifnull (sum (iif (o.currency = ?2, o.total - o.refunded, 0)), 0) AS amount,"
        "  min (o.ordered_at) AS first_at, max (o.ordered_at) AS last_at"
        "  FROM temp.order_effects AS e LEFT JOIN orders AS o"
        "   ON o.customer_id = e.customer_id AND o.cancelled_at IS NULL"
        "  WHERE e.how = " COUNT " GROUP BY e.customer_id) AS s WHERE customers.id = s.id";
  g_autoptr (NlStatement) statement = NULL;

  if (!run (connection, add, &now, 1, error))
    return FALSE;
  statement = nl_connection_prepare (connection, "count a customer's orders", recount, error);
  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, now);
  nl_statement_bind_text (statement, 2, currency);
  return nl_statement_run (statement, error)
         && nl_connection_exec (connection, "end to add orders up",
                                "DELETE FROM temp.order_effects", error);
}
