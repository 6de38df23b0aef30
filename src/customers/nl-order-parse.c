/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-order-parse.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/nl-email.h"
#include "base/nl-money.h"
#include "customers/nl-import-amount.h"

/* Minor units: no order is so large, and a sum over millions of them still fits. */
#define MAX_AMOUNT G_GINT64_CONSTANT (1000000000000)
#define MAX_QUANTITY 10000000
#define UNITS_SIGN "×"

/**
 * nl_order_layout_init:
 * @self: (out caller-allocates): a layout
 * @mapping: which column of an order file is what; outlives @self
 *
 * Makes ready to read rows.
 */
void
nl_order_layout_init (NlOrderLayout *self, NlImportMapping *mapping)
{
  *self = (NlOrderLayout) {
    .columns = nl_import_mapping_get_fields (mapping),
    .n_columns = nl_import_mapping_get_n_columns (mapping),
    .has_no_numbers = nl_import_mapping_get_column (mapping, NL_ORDER_COLUMN_NAME) < 0
                      && nl_import_mapping_get_column (mapping, NL_ORDER_COLUMN_ID) < 0,
  };
}

/**
 * nl_order_row_get_key:
 * @row: a row
 *
 * Returns: (transfer none) (nullable): what the rows of one order have in common: its name, else
 *   its id
 */
const char *
nl_order_row_get_key (const NlOrderRow *row)
{
  const char *name = row->cells[NL_ORDER_COLUMN_NAME];

  return name != NULL ? name : row->cells[NL_ORDER_COLUMN_ID];
}

static gboolean
is_id (NlOrderColumn column)
{
  return column == NL_ORDER_COLUMN_NAME || column == NL_ORDER_COLUMN_ID
         || column == NL_ORDER_COLUMN_CUSTOMER_ID || column == NL_ORDER_COLUMN_LINE_PRODUCT;
}

/* Purchases that have no number are told from each other by who bought when. */
static void
name_purchase (NlOrderRow *row, NlImportArena *arena)
{
  const char *date = row->cells[NL_ORDER_COLUMN_DATE];
  const char *customer = row->cells[NL_ORDER_COLUMN_CUSTOMER_ID] != NULL
                             ? row->cells[NL_ORDER_COLUMN_CUSTOMER_ID]
                             : row->cells[NL_ORDER_COLUMN_EMAIL];
  g_autofree char *name = NULL;

  if (date == NULL || customer == NULL)
    return;
  name = g_strconcat (customer, " ", date, NULL);
  row->cells[NL_ORDER_COLUMN_NAME] = nl_import_arena_copy (arena, name, strlen (name));
}

/**
 * nl_order_row_parse:
 * @raw: (type NlOrderRow): a row of zeros behind what the file says
 * @arena: where its texts go
 * @layout: (type NlOrderLayout): which column is what
 * @error: return location for an #NlImportRowError
 *
 * Sorts the cells of a row: an #NlImportParse.
 *
 * Returns: whether it is a row of an order
 */
gboolean
nl_order_row_parse (NlImportRawRow *raw, NlImportArena *arena, gpointer layout, GError **error)
{
  NlOrderRow *row = (NlOrderRow *) (gpointer) raw;
  const NlOrderLayout *order_layout = layout;

  for (guint i = 0; i < MIN (raw->n_fields, order_layout->n_columns); i++) {
    const char *text;

    if (order_layout->columns[i] == NL_ORDER_COLUMN_IGNORE || raw->fields[i].length == 0)
      continue;
    text = nl_import_cell_get (arena, &raw->fields[i]);
    if (is_id (order_layout->columns[i]))
      text = nl_import_id_get (arena, text);
    if (*text != '\0')
      row->cells[order_layout->columns[i]] = text;
  }
  if (order_layout->has_no_numbers)
    name_purchase (row, arena);
  if (nl_order_row_get_key (row) != NULL)
    return TRUE;
  g_set_error_literal (error, NL_IMPORT_ROW_ERROR, NL_IMPORT_ROW_ERROR_EMPTY,
                       _ ("The row does not say which order it belongs to."));
  return FALSE;
}

/* What the first row that says anything says: exports fill the cells of an order only once. */
static const char *
get (GArray *rows, NlOrderColumn column)
{
  for (guint i = 0; i < rows->len; i++) {
    const char *text = g_array_index (rows, NlOrderRow, i).cells[column];

    if (text != NULL)
      return text;
  }
  return NULL;
}

/**
 * nl_order_data_get_key:
 * @rows: (element-type NlOrderRow): the rows of an order, at least one
 *
 * Returns: (transfer none): what identifies it in the shop: its id, else its name
 */
const char *
nl_order_data_get_key (GArray *rows)
{
  const char *id = get (rows, NL_ORDER_COLUMN_ID);

  return id != NULL ? id : get (rows, NL_ORDER_COLUMN_NAME);
}

/**
 * nl_order_data_tells_currency:
 * @rows: (element-type NlOrderRow): the rows of an order, at least one
 *
 * Returns: whether they say what the amounts are in
 */
gboolean
nl_order_data_tells_currency (GArray *rows)
{
  return get (rows, NL_ORDER_COLUMN_CURRENCY) != NULL;
}

static gboolean
parse_amount (const char *text,
              const NlOrderData *order,
              const NlImportContext *context,
              gint64 *amount,
              GError **error)
{
  *amount = 0;
  return text == NULL || nl_import_amount_parse (text, order->currency, context, amount, error);
}

static gboolean
take_amount (NlOrderData *self,
             GArray *rows,
             NlOrderColumn column,
             const NlImportContext *context,
             gint64 *amount,
             GError **error)
{
  const char *text = get (rows, column);

  if (text != NULL)
    self->told |= G_GUINT64_CONSTANT (1) << column;
  return parse_amount (text, self, context, amount, error);
}

static gboolean
parse_date (const char *text, const NlImportContext *context, gint64 *time, GError **error)
{
  *time = 0;
  if (text == NULL || nl_import_parse_time (text, context->timezone, context->date_order, time))
    return TRUE;
  return nl_import_row_fail (error, NL_IMPORT_ROW_ERROR_DATE, text,
                             _ ("is not a date. Write dates as year-month-day, like 2026-05-31."));
}

/* “2.0” is two, as spreadsheets write it. */
static gboolean
parse_quantity (const char *text, gint64 *quantity, GError **error)
{
  g_autofree char *whole = text != NULL ? g_strdup (text) : g_strdup ("1");
  char *point = strpbrk (whole, ".,");

  if (point != NULL && strspn (point + 1, "0") == strlen (point + 1))
    *point = '\0';
  if (g_ascii_string_to_signed (whole, 10, -MAX_QUANTITY, MAX_QUANTITY, quantity, NULL))
    return TRUE;
  return nl_import_row_fail (error, NL_IMPORT_ROW_ERROR_NUMBER, text, _ ("is not a quantity."));
}

static gboolean
add_line (NlOrderData *self, const NlOrderRow *row, const NlImportContext *context, GError **error)
{
  const char *const *cells = row->cells;
  NlOrderLine line = {
    .title = cells[NL_ORDER_COLUMN_LINE_NAME],
    .sku = cells[NL_ORDER_COLUMN_LINE_SKU],
    .has_quantity = cells[NL_ORDER_COLUMN_LINE_QUANTITY] != NULL,
    .has_price = cells[NL_ORDER_COLUMN_LINE_PRICE] != NULL,
  };

  if (!line.has_quantity && !line.has_price)
    return TRUE;
  if (cells[NL_ORDER_COLUMN_LINE_PRODUCT] != NULL)
    g_ascii_string_to_signed (cells[NL_ORDER_COLUMN_LINE_PRODUCT], 10, 1, G_MAXINT64,
                              &line.product_id, NULL);
  if (!parse_quantity (cells[NL_ORDER_COLUMN_LINE_QUANTITY], &line.quantity, error)
      || !parse_amount (cells[NL_ORDER_COLUMN_LINE_PRICE], self, context, &line.price, error))
    return FALSE;
  g_array_append_val (self->lines, line);
  return TRUE;
}

/* “2× Beanie, 1× Cap, blue”: WooCommerce's report. */
static void
add_products (NlOrderData *self, const char *text, NlImportArena *arena)
{
  while (text != NULL && *text != '\0') {
    gsize digits = strspn (text, "0123456789");
    const char *title = text + digits;
    const char *end;
    NlOrderLine line = { .quantity = 1 };

    if (digits > 0 && digits < 8 && g_str_has_prefix (title, UNITS_SIGN)) {
      line.quantity = g_ascii_strtoll (text, NULL, 10);
      line.has_quantity = TRUE;
      title += strlen (UNITS_SIGN);
    } else {
      title = text;
    }
    title += strspn (title, " ");
    for (end = strstr (title, ", "); end != NULL; end = strstr (end + 2, ", ")) {
      gsize next = strspn (end + 2, "0123456789");

      if (next > 0 && g_str_has_prefix (end + 2 + next, UNITS_SIGN))
        break;
    }
    line.title = end != NULL ? nl_import_arena_copy (arena, title, (gsize) (end - title)) : title;
    g_array_append_val (self->lines, line);
    text = end != NULL ? end + 2 : NULL;
  }
}

static gboolean
parse_amounts (NlOrderData *self, GArray *rows, const NlImportContext *context, GError **error)
{
  const struct {
    NlOrderColumn column;
    gint64 *amount;
  } amounts[] = {
    { NL_ORDER_COLUMN_SUBTOTAL, &self->subtotal }, { NL_ORDER_COLUMN_SHIPPING, &self->shipping },
    { NL_ORDER_COLUMN_TAX, &self->tax },           { NL_ORDER_COLUMN_DISCOUNT, &self->discount },
    { NL_ORDER_COLUMN_REFUNDED, &self->refunded }, { NL_ORDER_COLUMN_TOTAL, &self->total },
  };
  gboolean has_total;

  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    if (!take_amount (self, rows, amounts[i].column, context, amounts[i].amount, error))
      return FALSE;
  has_total = nl_order_data_tells (self, NL_ORDER_COLUMN_TOTAL);
  for (guint i = 0; !has_total && i < self->lines->len; i++) {
    const NlOrderLine *line = &g_array_index (self->lines, NlOrderLine, i);
    gint64 amount;

    if (line->has_price)
      self->told |= G_GUINT64_CONSTANT (1) << NL_ORDER_COLUMN_TOTAL;
    if (__builtin_mul_overflow (line->quantity, line->price, &amount)
        || __builtin_add_overflow (self->total, amount, &self->total) || self->total > MAX_AMOUNT
        || self->total < -MAX_AMOUNT)
      return nl_import_row_fail (error, NL_IMPORT_ROW_ERROR_NUMBER, self->key,
                                 _ ("is too large an order."));
  }
  /* Some files write refunds with a minus. */
  self->refunded = ABS (self->refunded);
  return TRUE;
}

/* The statuses of Shopify; those of WooCommerce, PrestaShop and Stripe are translated to them. */
static void
parse_status (NlOrderData *self, const char *text, NlImportArena *arena)
{
  static const struct {
    const char *theirs;
    const char *ours;
  } statuses[]
      = { { "completed", "paid" },        { "processing", "paid" }, { "succeeded", "paid" },
          { "payment accepted", "paid" }, { "delivered", "paid" },  { "shipped", "paid" },
          { "on-hold", "pending" },       { "on hold", "pending" }, { "cancelled", "voided" },
          { "canceled", "voided" },       { "failed", "voided" },   { "trash", "voided" },
          { "refund", "refunded" } };
  g_autofree char *lower = text != NULL ? g_utf8_strdown (text, -1) : NULL;

  if (lower == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_str_equal (lower, statuses[i].theirs))
      self->financial_status = statuses[i].ours;
  if (self->financial_status == NULL)
    self->financial_status = nl_import_arena_copy (arena, lower, strlen (lower));
  if (g_str_equal (self->financial_status, "voided") && self->cancelled_at == 0)
    self->cancelled_at = self->ordered_at;
  if (g_str_equal (self->financial_status, "refunded") && self->refunded == 0
      && nl_order_data_tells (self, NL_ORDER_COLUMN_TOTAL)) {
    self->refunded = MAX (self->total, 0);
    self->told |= G_GUINT64_CONSTANT (1) << NL_ORDER_COLUMN_REFUNDED;
  }
}

static gboolean
parse_email (NlOrderData *self, const char *text, NlImportArena *arena, GError **error)
{
  g_autofree char *key = text != NULL ? nl_email_normalise (text) : NULL;

  if (text == NULL)
    return TRUE;
  if (key == NULL)
    return nl_import_row_fail (error, NL_IMPORT_ROW_ERROR_EMAIL, text,
                               _ ("is not an email address."));
  self->email = text;
  self->email_key = nl_import_arena_copy (arena, key, strlen (key));
  return TRUE;
}

/**
 * nl_order_data_parse:
 * @self: (inout): an order, whose lines are an empty array, and which may have a known currency
 * @rows: (element-type NlOrderRow): its rows, at least one
 * @context: what they are read with
 * @arena: where texts go
 * @error: return location for an #NlImportRowError
 *
 * Reads an order of one or more rows. Without a column for the total it is the sum of the lines;
 * quantities and amounts may be negative.
 *
 * Returns: whether it makes sense
 */
gboolean
nl_order_data_parse (NlOrderData *self,
                     GArray *rows,
                     const NlImportContext *context,
                     NlImportArena *arena,
                     GError **error)
{
  const char *currency = get (rows, NL_ORDER_COLUMN_CURRENCY);
  GArray *lines = self->lines;

  if (currency == NULL)
    currency = self->known_currency != NULL ? self->known_currency : context->currency;
  *self = (NlOrderData) { .lines = lines };
  g_array_set_size (lines, 0);
  self->name = get (rows, NL_ORDER_COLUMN_NAME);
  self->key = nl_order_data_get_key (rows);
  self->customer_id = get (rows, NL_ORDER_COLUMN_CUSTOMER_ID);
  self->customer_name = get (rows, NL_ORDER_COLUMN_CUSTOMER_NAME);
  self->fulfillment_status = get (rows, NL_ORDER_COLUMN_FULFILLMENT);
  self->tags = get (rows, NL_ORDER_COLUMN_TAGS);
  if (nl_order_data_tells_currency (rows))
    self->told |= G_GUINT64_CONSTANT (1) << NL_ORDER_COLUMN_CURRENCY;
  self->currency = nl_currency_find (currency);
  if (self->currency == NULL)
    return nl_import_row_fail (error, NL_IMPORT_ROW_ERROR_CURRENCY, currency,
                               _ ("is not a currency."));
  if (get (rows, NL_ORDER_COLUMN_DATE) == NULL)
    return nl_import_row_fail (error, NL_IMPORT_ROW_ERROR_DATE, self->key,
                               _ ("is an order without a date."));
  if (!parse_email (self, get (rows, NL_ORDER_COLUMN_EMAIL), arena, error)
      || !parse_date (get (rows, NL_ORDER_COLUMN_DATE), context, &self->ordered_at, error)
      || !parse_date (get (rows, NL_ORDER_COLUMN_CANCELLED), context, &self->cancelled_at, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!add_line (self, &g_array_index (rows, NlOrderRow, i), context, error))
      return FALSE;
  if (lines->len == 0)
    add_products (self, get (rows, NL_ORDER_COLUMN_PRODUCTS), arena);
  if (!parse_amounts (self, rows, context, error))
    return FALSE;
  parse_status (self, get (rows, NL_ORDER_COLUMN_STATUS), arena);
  return TRUE;
}
