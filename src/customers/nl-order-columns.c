/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-order-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "customers/nl-import-preset.h"

/* The headers of Shopify's order export (help.shopify.com, “Exporting orders”), WooCommerce's
 * orders report and export plugins, PrestaShop's list of orders and Stripe's payments. Of two
 * columns that would be the same, the one whose header stands first here is taken. */
static const char *const headers[NL_ORDER_N_COLUMNS] = {
  [NL_ORDER_COLUMN_NAME] = "|name|order|order number|order no|order name|invoice no|invoiceno|"
                           "invoice|reference|number|commande|bestellnummer|",
  [NL_ORDER_COLUMN_ID] = "|id|order id|orderid|",
  [NL_ORDER_COLUMN_EMAIL] = "|email|customer email|billing email|billing email address|e mail|"
                            "customer e mail|email billing|",
  [NL_ORDER_COLUMN_CUSTOMER_ID] = "|customer id|customerid|customer user id|client id|",
  [NL_ORDER_COLUMN_CUSTOMER_NAME] = "|billing name|customer name|customer|client|kunde|",
  [NL_ORDER_COLUMN_DATE] = "|created at|created utc|order date|invoice date|invoicedate|date|"
                           "date created|created|datum|fecha|data|",
  [NL_ORDER_COLUMN_CURRENCY] = "|currency|order currency|devise|wahrung|",
  [NL_ORDER_COLUMN_SUBTOTAL] = "|subtotal|order subtotal|order subtotal amount|",
  [NL_ORDER_COLUMN_SHIPPING] = "|shipping|order shipping amount|shipping total|",
  [NL_ORDER_COLUMN_TAX] = "|taxes|tax|order total tax amount|total tax|",
  [NL_ORDER_COLUMN_DISCOUNT] = "|discount amount|discount|cart discount amount|",
  [NL_ORDER_COLUMN_TOTAL] = "|total|order total|order total amount|amount|net sales|n revenue|"
                            "revenue|montant|betrag|importe|",
  [NL_ORDER_COLUMN_REFUNDED] = "|refunded amount|amount refunded|order refund amount|refund|",
  [NL_ORDER_COLUMN_STATUS] = "|financial status|order status|status|payment status|statut|",
  [NL_ORDER_COLUMN_FULFILLMENT] = "|fulfillment status|",
  [NL_ORDER_COLUMN_CANCELLED] = "|cancelled at|canceled at|",
  [NL_ORDER_COLUMN_TAGS] = "|tags|",
  [NL_ORDER_COLUMN_LINE_QUANTITY] = "|lineitem quantity|quantity|item quantity|quantity refund|"
                                    "product quantity|qty|",
  [NL_ORDER_COLUMN_LINE_NAME] = "|lineitem name|item name|product name|product|description|",
  [NL_ORDER_COLUMN_LINE_PRICE] = "|lineitem price|item cost|item price|unit price|unitprice|price|",
  [NL_ORDER_COLUMN_LINE_SKU] = "|lineitem sku|sku|item sku|stock code|stockcode|",
  [NL_ORDER_COLUMN_LINE_PRODUCT] = "|lineitem product id|product id|productid|",
  [NL_ORDER_COLUMN_PRODUCTS] = "|product s|products|line items|",
};

/* What --map calls them. */
static const char *const ids[NL_ORDER_N_COLUMNS] = {
  [NL_ORDER_COLUMN_IGNORE] = "ignore",
  [NL_ORDER_COLUMN_NAME] = "name",
  [NL_ORDER_COLUMN_ID] = "id",
  [NL_ORDER_COLUMN_EMAIL] = "email",
  [NL_ORDER_COLUMN_CUSTOMER_ID] = "customer_id",
  [NL_ORDER_COLUMN_CUSTOMER_NAME] = "customer_name",
  [NL_ORDER_COLUMN_DATE] = "date",
  [NL_ORDER_COLUMN_CURRENCY] = "currency",
  [NL_ORDER_COLUMN_SUBTOTAL] = "subtotal",
  [NL_ORDER_COLUMN_SHIPPING] = "shipping",
  [NL_ORDER_COLUMN_TAX] = "tax",
  [NL_ORDER_COLUMN_DISCOUNT] = "discount",
  [NL_ORDER_COLUMN_TOTAL] = "total",
  [NL_ORDER_COLUMN_REFUNDED] = "refunded",
  [NL_ORDER_COLUMN_STATUS] = "financial_status",
  [NL_ORDER_COLUMN_FULFILLMENT] = "fulfillment_status",
  [NL_ORDER_COLUMN_CANCELLED] = "cancelled_date",
  [NL_ORDER_COLUMN_TAGS] = "tags",
  [NL_ORDER_COLUMN_LINE_QUANTITY] = "line_quantity",
  [NL_ORDER_COLUMN_LINE_NAME] = "line_name",
  [NL_ORDER_COLUMN_LINE_PRICE] = "line_price",
  [NL_ORDER_COLUMN_LINE_SKU] = "line_sku",
  [NL_ORDER_COLUMN_LINE_PRODUCT] = "line_product_id",
  [NL_ORDER_COLUMN_PRODUCTS] = "products",
};

static void
guess (NlImportMapping *file, guint *columns)
{
  gsize rank[NL_ORDER_N_COLUMNS] = { 0 };
  guint best[NL_ORDER_N_COLUMNS];

  for (guint i = 0; i < nl_import_mapping_get_n_columns (file); i++) {
    g_autofree char *simple = nl_import_header_simplify (nl_import_mapping_get_header (file, i));
    g_autofree char *wanted = g_strdup_printf ("|%s|", simple);

    for (guint c = 1; simple[0] != '\0' && c < NL_ORDER_N_COLUMNS; c++) {
      const char *found = strstr (headers[c], wanted);
      gsize place = found != NULL ? (gsize) (found - headers[c]) + 1 : 0;

      if (place == 0 || (rank[c] != 0 && rank[c] <= place))
        continue;
      rank[c] = place;
      best[c] = i;
    }
  }
  for (guint c = 1; c < NL_ORDER_N_COLUMNS; c++)
    if (rank[c] != 0)
      columns[best[c]] = c;
}

static gboolean
has (const guint *columns, guint n_columns, NlOrderColumn wanted)
{
  for (guint i = 0; i < n_columns; i++)
    if (columns[i] == wanted)
      return TRUE;
  return FALSE;
}

/* What the user says takes a field from the column that was guessed for it. */
static gboolean
assign (NlImportMapping *file, guint *columns, const char *assignment, GError **error)
{
  guint column;
  guint field = 0;
  const char *id;

  if (!nl_import_mapping_parse (file, assignment, &column, &id, error))
    return FALSE;
  while (field < NL_ORDER_N_COLUMNS && !g_str_equal (ids[field], id))
    field++;
  if (field == NL_ORDER_N_COLUMNS) {
    g_autoptr (GString) known = g_string_new (NULL);

    for (guint i = 0; i < NL_ORDER_N_COLUMNS; i++)
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", ids[i]);
    g_set_error (error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_MAPPING,
                 _ ("There is no field “%s”. The fields are: %s."), id, known->str);
    return FALSE;
  }
  for (guint i = 0; i < nl_import_mapping_get_n_columns (file); i++)
    if (columns[i] == field)
      columns[i] = NL_ORDER_COLUMN_IGNORE;
  columns[column] = field;
  return TRUE;
}

/**
 * nl_order_columns_find:
 * @file: the columns of an order file
 * @preset: (nullable): one of nl_import_preset_list() for orders; %NULL guesses by the headers
 * @maps: (nullable) (array zero-terminated=1): `COLUMN=field`, what the user knows better
 * @error: return location for %NL_IMPORT_ERROR_MAPPING or %NL_IMPORT_ERROR_NOTHING_MAPPED
 *
 * Finds out what each column holds.
 *
 * Returns: (transfer full) (nullable): one #NlOrderColumn for each column; %NULL when the file does
 *   not say which orders it has and of when
 */
guint *
nl_order_columns_find (NlImportMapping *file,
                       const char *preset,
                       const char *const *maps,
                       GError **error)
{
  guint n_columns = nl_import_mapping_get_n_columns (file);
  g_autofree guint *columns = g_new0 (guint, n_columns + 1);

  if (preset == NULL)
    guess (file, columns);
  else if (!nl_import_preset_map (NL_IMPORT_KIND_ORDERS, preset, file, columns, error))
    return NULL;
  for (guint i = 0; maps != NULL && maps[i] != NULL; i++)
    if (!assign (file, columns, maps[i], error))
      return NULL;
  if ((has (columns, n_columns, NL_ORDER_COLUMN_NAME)
       || has (columns, n_columns, NL_ORDER_COLUMN_ID))
      && has (columns, n_columns, NL_ORDER_COLUMN_DATE)
      && (has (columns, n_columns, NL_ORDER_COLUMN_TOTAL)
          || has (columns, n_columns, NL_ORDER_COLUMN_LINE_PRICE)))
    return g_steal_pointer (&columns);
  g_set_error_literal (error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_NOTHING_MAPPED,
                       _ ("These are not orders: a file of orders has a column for the number, one "
                          "for the date and one for the amount."));
  return NULL;
}
