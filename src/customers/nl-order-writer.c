/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-order-writer.h"

#include <string.h>

#include "base/nl-id.h"
#include "customers/nl-customer-keys.h"
#include "customers/nl-order-effects.h"
#include "store/nl-record-sql.h"

/* Stores one order of a file: finds or adds its customer, adds or updates it with its lines. */

static gboolean
find (NlConnection *connection,
      const char *sql,
      gint64 shop_id,
      const char *key,
      gint64 *id,
      GError **error)
{
  g_autoptr (NlStatement) statement = NULL;
  g_autoptr (GError) failure = NULL;

  *id = 0;
  if (key == NULL)
    return TRUE;
  statement = nl_connection_prepare (connection, "look an order's customer up", sql, error);
  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, shop_id);
  nl_statement_bind_text (statement, 2, key);
  if (nl_statement_step (statement, &failure))
    *id = nl_statement_get_int64 (statement, 0);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
add_customer (
    NlConnection *connection, gint64 shop_id, const NlOrderData *order, gint64 *id, GError **error)
{
  g_autoptr (NlRecord) customer
      = g_object_new (NL_TYPE_CUSTOMER, "shop-id", shop_id, "email", order->email, "external-id",
                      order->customer_id, NULL);
  const char *space = order->customer_name != NULL ? strchr (order->customer_name, ' ') : NULL;

  if (space != NULL) {
    g_autofree char *first
        = g_strndup (order->customer_name, (gsize) (space - order->customer_name));

    nl_record_set_text (customer, NL_CUSTOMER_FIRST_NAME, first);
    nl_record_set_text (customer, NL_CUSTOMER_LAST_NAME, space + 1);
  } else {
    nl_record_set_text (customer, NL_CUSTOMER_LAST_NAME, order->customer_name);
  }
  nl_customer_derive_keys (NL_CUSTOMER (customer));
  if (!nl_record_save (customer, connection, error))
    return FALSE;
  *id = nl_record_get_id (customer);
  return TRUE;
}

/* An order without an email or a customer ID is of nobody: a name alone may be of many. */
static gboolean
find_customer (
    NlConnection *connection, gint64 shop_id, const NlOrderData *order, gint64 *id, GError **error)
{
  if (!find (connection, "SELECT id FROM customers WHERE shop_id = ? AND email_key = ?", shop_id,
             order->email_key, id, error))
    return FALSE;
  if (*id == 0
      && !find (connection, "SELECT id FROM customers WHERE shop_id = ? AND external_id = ?",
                shop_id, order->customer_id, id, error))
    return FALSE;
  if (*id != 0 || (order->email == NULL && order->customer_id == NULL))
    return TRUE;
  return add_customer (connection, shop_id, order, id, error);
}

static void
set_tags (NlRecord *record, const char *text)
{
  g_auto (GStrv) tags = g_strsplit (text, ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) trimmed = NULL;

  for (guint i = 0; tags[i] != NULL; i++)
    if (*g_strstrip (tags[i]) != '\0')
      g_strv_builder_add (builder, tags[i]);
  trimmed = g_strv_builder_end (builder);
  nl_record_set_strv (record, NL_ORDER_TAGS, (const char *const *) trimmed);
}

static void
fill_in (NlRecord *record, const NlOrderData *order, gint64 customer_id)
{
  const struct {
    NlOrderField field;
    gint64 value;
  } numbers[] = {
    { NL_ORDER_ORDERED_AT, order->ordered_at }, { NL_ORDER_SUBTOTAL, order->subtotal },
    { NL_ORDER_SHIPPING, order->shipping },     { NL_ORDER_TAX, order->tax },
    { NL_ORDER_DISCOUNT, order->discount },     { NL_ORDER_TOTAL, order->total },
    { NL_ORDER_REFUNDED, order->refunded },
  };
  const char *status = nl_record_get_text (record, NL_ORDER_FINANCIAL_STATUS);

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    nl_record_set_int64 (record, numbers[i].field, numbers[i].value);
  if (customer_id != 0)
    nl_record_set_int64 (record, NL_ORDER_CUSTOMER_ID, customer_id);
  if (order->cancelled_at != 0)
    nl_record_set_int64 (record, NL_ORDER_CANCELLED_AT, order->cancelled_at);
  else if (order->financial_status != NULL && g_strcmp0 (status, "voided") == 0)
    nl_record_set_null (record, NL_ORDER_CANCELLED_AT);
  nl_record_set_text (record, NL_ORDER_EXTERNAL_ID, order->key);
  nl_record_set_text (record, NL_ORDER_NAME, order->name != NULL ? order->name : order->key);
  nl_record_set_text (record, NL_ORDER_CURRENCY, order->currency);
  if (order->financial_status != NULL)
    nl_record_set_text (record, NL_ORDER_FINANCIAL_STATUS, order->financial_status);
  if (order->fulfillment_status != NULL)
    nl_record_set_text (record, NL_ORDER_FULFILLMENT_STATUS, order->fulfillment_status);
  if (order->tags != NULL)
    set_tags (record, order->tags);
}

static gboolean
has_same_lines (NlConnection *connection,
                gint64 order_id,
                const NlOrderData *order,
                gboolean *same,
                GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "read the lines of an order",
                               "SELECT title, ifnull (sku, ''), ifnull (product_external_id, 0),"
                               " quantity, price FROM order_lines WHERE order_id = ?"
                               " ORDER BY position",
                               error);
  g_autoptr (GError) failure = NULL;
  guint n = 0;

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, order_id);
  for (*same = TRUE; nl_statement_step (statement, &failure); n++) {
    const NlOrderLine *line
        = n < order->lines->len ? &g_array_index (order->lines, NlOrderLine, n) : NULL;

    *same
        = *same && line != NULL && g_str_equal (nl_statement_get_text (statement, 0), line->title)
          && g_str_equal (nl_statement_get_text (statement, 1), line->sku != NULL ? line->sku : "")
          && nl_statement_get_int64 (statement, 2) == line->product_id
          && nl_statement_get_int64 (statement, 3) == line->quantity
          && nl_statement_get_int64 (statement, 4) == line->price;
  }
  *same = *same && n == order->lines->len;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
store_lines (NlConnection *connection, gint64 order_id, const NlOrderData *order, GError **error)
{
  for (guint i = 0; i < order->lines->len; i++) {
    const NlOrderLine *line = &g_array_index (order->lines, NlOrderLine, i);
    g_autoptr (NlStatement) statement
        = nl_connection_prepare (connection, "add the line of an order",
                                 "INSERT INTO order_lines (id, order_id, position,"
                                 " product_external_id, title, sku, quantity, price)"
                                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                 error);

    if (statement == NULL)
      return FALSE;
    nl_statement_bind_int64 (statement, 1, nl_id_new ());
    nl_statement_bind_int64 (statement, 2, order_id);
    nl_statement_bind_int64 (statement, 3, i + 1);
    if (line->product_id != 0)
      nl_statement_bind_int64 (statement, 4, line->product_id);
    nl_statement_bind_text (statement, 5, line->title);
    nl_statement_bind_text (statement, 6, line->sku);
    nl_statement_bind_int64 (statement, 7, line->quantity);
    nl_statement_bind_int64 (statement, 8, line->price);
    if (!nl_statement_run (statement, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
update (NlConnection *connection,
        NlOrderBulk *bulk,
        gint64 id,
        gint64 customer_id,
        const NlOrderData *order,
        NlImportReport *report,
        GError **error)
{
  g_autoptr (NlRecord) stored = nl_record_load (NL_TYPE_ORDER, id, connection, error);
  g_autofree char *forget
      = g_strdup_printf ("DELETE FROM order_lines WHERE order_id = %" G_GINT64_FORMAT, id);
  gint64 before;
  gboolean same_lines;

  if (stored == NULL || !nl_order_bulk_find_lines (bulk, error)
      || !has_same_lines (connection, id, order, &same_lines, error))
    return FALSE;
  before = nl_record_get_int64 (stored, NL_ORDER_CUSTOMER_ID);
  fill_in (stored, order, customer_id);
  if (!nl_record_is_dirty (stored) && same_lines) {
    report->unchanged++;
    return TRUE;
  }
  report->updated++;
  return nl_record_save (stored, connection, error)
         && (same_lines
             || (nl_connection_exec (connection, "forget the lines of an order", forget, error)
                 && store_lines (connection, id, order, error)))
         && nl_order_effects_recount (connection, before, error)
         && nl_order_effects_recount (connection,
                                      nl_record_get_int64 (stored, NL_ORDER_CUSTOMER_ID), error);
}

/**
 * nl_order_writer_dup_order:
 * @order: an order of a file
 * @shop_id: its shop
 * @customer_id: whose it is; 0: nobody's
 *
 * Returns: (transfer full): it as it would be stored, without its lines
 */
NlOrder *
nl_order_writer_dup_order (const NlOrderData *order, gint64 shop_id, gint64 customer_id)
{
  NlOrder *record = g_object_new (NL_TYPE_ORDER, "shop-id", shop_id, NULL);

  fill_in (NL_RECORD (record), order, customer_id);
  return record;
}

/**
 * nl_order_writer_store:
 * @connection: a writer, after nl_order_effects_begin()
 * @bulk: how
 * @context: the shop's ways
 * @order: an order
 * @report: where to count
 * @error: return location
 *
 * Stores an order of a file.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_order_writer_store (NlConnection *connection,
                       NlOrderBulk *bulk,
                       const NlImportContext *context,
                       const NlOrderData *order,
                       NlImportReport *report,
                       GError **error)
{
  g_autoptr (NlRecord) record = NULL;
  gint64 customer_id;
  gint64 id;

  if (!find_customer (connection, context->shop_id, order, &customer_id, error)
      || !find (connection, "SELECT id FROM orders WHERE shop_id = ? AND external_id = ?",
                context->shop_id, order->key, &id, error))
    return FALSE;
  if (id != 0)
    return update (connection, bulk, id, customer_id, order, report, error);
  record = NL_RECORD (nl_order_writer_dup_order (order, context->shop_id, customer_id));
  report->inserted++;
  return nl_order_effects_add (connection, NL_ORDER (record), context->currency,
                               nl_order_bulk_knows_customers (bulk), error)
         && nl_record_save (record, connection, error)
         && store_lines (connection, nl_record_get_id (record), order, error);
}
