/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-order-writer.h"

#include <string.h>

#include "base/nl-money.h"
#include "customers/nl-customer-keys.h"
#include "customers/nl-order-effects.h"
#include "customers/nl-order-lines.h"
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
    nl_record_set_text (customer, NL_CUSTOMER_LAST_NAME, space + strspn (space, " "));
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

/* What the file is silent about stays as it is. */
static void
fill_in (NlRecord *record, const NlOrderData *order, gint64 customer_id)
{
  const struct {
    NlOrderField field;
    NlOrderColumn column;
    gint64 value;
  } amounts[] = {
    { NL_ORDER_SUBTOTAL, NL_ORDER_COLUMN_SUBTOTAL, order->subtotal },
    { NL_ORDER_SHIPPING, NL_ORDER_COLUMN_SHIPPING, order->shipping },
    { NL_ORDER_TAX, NL_ORDER_COLUMN_TAX, order->tax },
    { NL_ORDER_DISCOUNT, NL_ORDER_COLUMN_DISCOUNT, order->discount },
    { NL_ORDER_TOTAL, NL_ORDER_COLUMN_TOTAL, order->total },
    { NL_ORDER_REFUNDED, NL_ORDER_COLUMN_REFUNDED, order->refunded },
  };
  const char *status = nl_record_get_text (record, NL_ORDER_FINANCIAL_STATUS);
  /* Amounts that were read in another currency than that of the order, as nobody said which. */
  gboolean is_misread
      = !nl_record_is_null (record, NL_ORDER_EXTERNAL_ID)
        && !nl_order_data_tells (order, NL_ORDER_COLUMN_CURRENCY)
        && g_strcmp0 (nl_record_get_text (record, NL_ORDER_CURRENCY), order->currency) != 0;

  for (gsize i = 0; !is_misread && i < G_N_ELEMENTS (amounts); i++)
    if (nl_order_data_tells (order, amounts[i].column))
      nl_record_set_int64 (record, amounts[i].field, amounts[i].value);
  nl_record_set_int64 (record, NL_ORDER_ORDERED_AT, order->ordered_at);
  if (customer_id != 0)
    nl_record_set_int64 (record, NL_ORDER_CUSTOMER_ID, customer_id);
  if (order->cancelled_at != 0)
    nl_record_set_int64 (record, NL_ORDER_CANCELLED_AT, order->cancelled_at);
  else if (order->financial_status != NULL && g_strcmp0 (status, "voided") == 0)
    nl_record_set_null (record, NL_ORDER_CANCELLED_AT);
  if (order->key != order->name || nl_record_is_null (record, NL_ORDER_EXTERNAL_ID))
    nl_record_set_text (record, NL_ORDER_EXTERNAL_ID, order->key);
  if (order->name != NULL || nl_record_is_null (record, NL_ORDER_NAME))
    nl_record_set_text (record, NL_ORDER_NAME, order->name != NULL ? order->name : order->key);
  if (!is_misread)
    nl_record_set_text (record, NL_ORDER_CURRENCY, order->currency);
  if (order->financial_status != NULL)
    nl_record_set_text (record, NL_ORDER_FINANCIAL_STATUS, order->financial_status);
  if (order->fulfillment_status != NULL)
    nl_record_set_text (record, NL_ORDER_FULFILLMENT_STATUS, order->fulfillment_status);
  if (order->tags != NULL)
    set_tags (record, order->tags);
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
  gint64 before;
  gboolean new_lines;

  if (stored == NULL || !nl_order_bulk_find_lines (bulk, error)
      || !nl_order_lines_update (connection, id, order, &new_lines, error))
    return FALSE;
  before = nl_record_get_int64 (stored, NL_ORDER_CUSTOMER_ID);
  fill_in (stored, order, customer_id);
  if (!nl_record_is_dirty (stored) && !new_lines) {
    report->unchanged++;
    return TRUE;
  }
  report->updated++;
  return nl_record_save (stored, connection, error)
         && nl_order_effects_recount (connection, before, error)
         && nl_order_effects_recount (connection,
                                      nl_record_get_int64 (stored, NL_ORDER_CUSTOMER_ID), error);
}

/**
 * nl_order_writer_find_currency:
 * @connection: a writer
 * @shop_id: the shop
 * @key: what identifies an order in it
 * @currency: (out) (transfer none) (nullable): the currency the order is stored with; %NULL when
 *   there is no such order
 * @error: return location
 *
 * Looks up what the amounts of an order are in, for a file that doesn't say it.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_order_writer_find_currency (NlConnection *connection,
                               gint64 shop_id,
                               const char *key,
                               const char **currency,
                               GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "look an order up",
                               "SELECT currency FROM orders WHERE shop_id = ? AND external_id = ?",
                               error);
  g_autoptr (GError) failure = NULL;

  *currency = NULL;
  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, shop_id);
  nl_statement_bind_text (statement, 2, key);
  if (nl_statement_step (statement, &failure))
    *currency = nl_currency_find (nl_statement_get_text (statement, 0));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
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

/* One file may have the IDs of orders, and another one only their numbers. An order of the same
 * number and the same moment is the same one, unless both have IDs. */
static gboolean
find_by_name (NlConnection *connection,
              NlOrderBulk *bulk,
              gint64 shop_id,
              const NlOrderData *order,
              gint64 *id,
              GError **error)
{
  gboolean has_id = order->key != order->name;
  gboolean is_possible = order->name != NULL;
  g_autoptr (NlStatement) statement = NULL;
  g_autoptr (GError) failure = NULL;

  if (is_possible && !has_id && !nl_order_bulk_has_ids (bulk, shop_id, &is_possible, error))
    return FALSE;
  if (!is_possible)
    return TRUE;
  statement = nl_connection_prepare (
      connection, "look an order up by its number",
      has_id ? "SELECT id FROM orders WHERE shop_id = ?1 AND external_id = ?2 AND name = ?2"
               " AND ordered_at = ?3"
             : "SELECT id FROM orders WHERE shop_id = ?1 AND name = ?2 AND ordered_at = ?3",
      error);
  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, shop_id);
  nl_statement_bind_text (statement, 2, order->name);
  nl_statement_bind_int64 (statement, 3, order->ordered_at);
  if (nl_statement_step (statement, &failure))
    *id = nl_statement_get_int64 (statement, 0);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
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
                context->shop_id, order->key, &id, error)
      || (id == 0 && !nl_order_bulk_knows_customers (bulk)
          && !find_by_name (connection, bulk, context->shop_id, order, &id, error)))
    return FALSE;
  if (id != 0)
    return update (connection, bulk, id, customer_id, order, report, error);
  record = NL_RECORD (nl_order_writer_dup_order (order, context->shop_id, customer_id));
  report->inserted++;
  return nl_order_effects_add (connection, NL_ORDER (record), context->currency,
                               nl_order_bulk_knows_customers (bulk), error)
         && nl_record_save (record, connection, error)
         && nl_order_lines_add (connection, nl_record_get_id (record), order, error);
}
