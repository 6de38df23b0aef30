/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-order-bulk.h"

#include "customers/nl-import-writer.h"
#include "store/nl-bulk-load.h"

/* Of the pages that are worked on, and as much again for what is sorted. */
#define BULK_CACHE "PRAGMA cache_size = -65536"
#define USUAL_CACHE "PRAGMA cache_size = -32768"
/* From this share of the customers on, one in so many, it is less work to make the indices of their
 * sums anew. */
#define MANY_CUSTOMERS 4

/* What a large file of orders does otherwise than a small one: the indices of orders and lines, and
 * those of the customers' sums, are put aside and made again from what is there. */
struct _NlOrderBulk {
  NlConnection *connection;
  NlBulkLoad *load; /* NULL: row by row */
  gboolean was_empty;
  gboolean finds_lines;
  gboolean was_asked; /* for: */
  gboolean has_ids;   /* there were orders whose ID is not their number */
};

/**
 * nl_order_bulk_new:
 * @connection: (transfer none): a writer, in a transaction
 *
 * Returns: (transfer full): one with which orders are stored row by row until it begins
 */
NlOrderBulk *
nl_order_bulk_new (NlConnection *connection)
{
  NlOrderBulk *self = g_new0 (NlOrderBulk, 1);

  self->connection = connection;
  return self;
}

/**
 * nl_order_bulk_free:
 * @self: (transfer full): when it did not end, the transaction must be rolled back
 *
 * Frees @self.
 */
void
nl_order_bulk_free (NlOrderBulk *self)
{
  if (self->load != NULL)
    nl_connection_exec (self->connection, "give memory back", USUAL_CACHE, NULL);
  g_clear_pointer (&self->load, nl_bulk_load_free);
  g_free (self);
}

/**
 * nl_order_bulk_begin:
 * @self: before the first order is stored
 * @expected_rows: about how many rows will come
 * @error: return location
 *
 * Puts indices aside, if the file is large, and large beside what is there.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_order_bulk_begin (NlOrderBulk *self, guint64 expected_rows, GError **error)
{
  gint64 existing;

  if (expected_rows < NL_IMPORT_BULK_ROWS)
    return TRUE;
  if (!nl_connection_query_int64 (self->connection, "count orders", "SELECT count(*) FROM orders",
                                  &existing, error))
    return FALSE;
  if ((guint64) existing > expected_rows / 2)
    return TRUE;
  self->was_empty = existing == 0;
  self->load = nl_bulk_load_new (self->connection);
  /* Who has ordered before is looked up, and which orders are there by their number and date. */
  return nl_connection_exec (self->connection, "make room", BULK_CACHE, error)
         && (!self->was_empty || nl_bulk_load_drop (self->load, "index", "orders_customer", error))
         && (!self->was_empty || nl_bulk_load_drop (self->load, "index", "orders_segments", error))
         && nl_bulk_load_drop (self->load, "index", "order_lines_*", error);
}

/**
 * nl_order_bulk_knows_customers:
 * @self: a bulk load
 *
 * Returns: whether nobody had an order before, so that there is nothing to look up
 */
gboolean
nl_order_bulk_knows_customers (NlOrderBulk *self)
{
  return self->load != NULL && self->was_empty;
}

/**
 * nl_order_bulk_has_ids:
 * @self: a bulk load
 * @shop_id: the shop
 * @has: (out): whether orders were there whose ID is something else than their number
 * @error: return location
 *
 * Looks once, and only when somebody asks: where IDs and numbers are the same, no order has to be
 * looked for by its number.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_order_bulk_has_ids (NlOrderBulk *self, gint64 shop_id, gboolean *has, GError **error)
{
  g_autofree char *sql = NULL;
  gint64 found;

  *has = self->has_ids;
  if (self->was_asked)
    return TRUE;
  sql = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM orders WHERE shop_id = %" G_GINT64_FORMAT
                         " AND external_id <> name)",
                         shop_id);
  if (!nl_connection_query_int64 (self->connection, "look for IDs of orders", sql, &found, error))
    return FALSE;
  self->was_asked = TRUE;
  *has = self->has_ids = found != 0;
  return TRUE;
}

/**
 * nl_order_bulk_find_lines:
 * @self: a bulk load
 * @error: return location
 *
 * Has the lines of an order found from here on: an order came that is there already.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_order_bulk_find_lines (NlOrderBulk *self, GError **error)
{
  if (self->load == NULL || self->finds_lines)
    return TRUE;
  self->finds_lines = TRUE;
  return nl_bulk_load_restore (self->load, "order_lines_order", error);
}

/**
 * nl_order_bulk_begin_sums:
 * @self: a bulk load, all of whose orders are stored and in temp.order_effects
 * @error: return location
 *
 * Makes the indices of orders and lines again, and puts those of the customers' sums aside when
 * many customers change.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_order_bulk_begin_sums (NlOrderBulk *self, GError **error)
{
  static const char *const sums[]
      = { "customers_amount_spent", "customers_number_of_orders", "customers_last_order",
          "customers_rfm_group", "customers_segments" };
  gint64 changed, customers;

  if (self->load == NULL)
    return TRUE;
  if (!nl_bulk_load_restore (self->load, "*", error)
      || !nl_connection_query_int64 (self->connection, "count customers with orders",
                                     "SELECT count(*) FROM temp.order_effects", &changed, error)
      || !nl_connection_query_int64 (self->connection, "count customers",
                                     "SELECT count(*) FROM customers", &customers, error))
    return FALSE;
  if (changed < customers / MANY_CUSTOMERS)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (sums); i++)
    if (!nl_bulk_load_drop (self->load, "index", sums[i], error))
      return FALSE;
  return TRUE;
}

/**
 * nl_order_bulk_end:
 * @self: a bulk load
 * @error: return location
 *
 * Makes everything again that is still put aside.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_order_bulk_end (NlOrderBulk *self, GError **error)
{
  return self->load == NULL || nl_bulk_load_restore (self->load, "*", error);
}
