/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-order-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

/* What --map calls them, and what people do. */
static const struct {
  const char *id;
  const char *label;
} infos[NL_ORDER_N_COLUMNS] = {
  [NL_ORDER_COLUMN_IGNORE] = { "ignore", N_ ("Leave Out") },
  [NL_ORDER_COLUMN_NAME] = { "name", N_ ("Order Number") },
  [NL_ORDER_COLUMN_ID] = { "id", N_ ("Order ID") },
  [NL_ORDER_COLUMN_EMAIL] = { "email", N_ ("Email") },
  [NL_ORDER_COLUMN_CUSTOMER_ID] = { "customer_id", N_ ("Customer ID") },
  [NL_ORDER_COLUMN_CUSTOMER_NAME] = { "customer_name", N_ ("Customer Name") },
  [NL_ORDER_COLUMN_DATE] = { "date", N_ ("Date") },
  [NL_ORDER_COLUMN_CURRENCY] = { "currency", N_ ("Currency") },
  [NL_ORDER_COLUMN_SUBTOTAL] = { "subtotal", N_ ("Subtotal") },
  [NL_ORDER_COLUMN_SHIPPING] = { "shipping", N_ ("Shipping") },
  [NL_ORDER_COLUMN_TAX] = { "tax", N_ ("Tax") },
  [NL_ORDER_COLUMN_DISCOUNT] = { "discount", N_ ("Discount") },
  [NL_ORDER_COLUMN_TOTAL] = { "total", N_ ("Total") },
  [NL_ORDER_COLUMN_REFUNDED] = { "refunded", N_ ("Refunded") },
  [NL_ORDER_COLUMN_STATUS] = { "financial_status", N_ ("Payment") },
  [NL_ORDER_COLUMN_FULFILLMENT] = { "fulfillment_status", N_ ("Fulfillment") },
  [NL_ORDER_COLUMN_CANCELLED] = { "cancelled_date", N_ ("Cancelled") },
  [NL_ORDER_COLUMN_TAGS] = { "tags", N_ ("Tags") },
  [NL_ORDER_COLUMN_LINE_QUANTITY] = { "line_quantity", N_ ("Quantity") },
  [NL_ORDER_COLUMN_LINE_NAME] = { "line_name", N_ ("Product") },
  [NL_ORDER_COLUMN_LINE_PRICE] = { "line_price", N_ ("Unit Price") },
  [NL_ORDER_COLUMN_LINE_SKU] = { "line_sku", N_ ("SKU") },
  [NL_ORDER_COLUMN_LINE_PRODUCT] = { "line_product_id", N_ ("Product ID") },
  [NL_ORDER_COLUMN_PRODUCTS] = { "products", N_ ("List of Products") },
};

/**
 * nl_order_column_get_id:
 * @column: what a column can be
 *
 * Returns: (transfer none): its name on the command line, as in `--map COLUMN=total`
 */
const char *
nl_order_column_get_id (NlOrderColumn column)
{
  g_return_val_if_fail (column < NL_ORDER_N_COLUMNS, NULL);
  return infos[column].id;
}

/**
 * nl_order_column_get_label:
 * @column: what a column can be
 *
 * Returns: (transfer none): its translated name
 */
const char *
nl_order_column_get_label (NlOrderColumn column)
{
  g_return_val_if_fail (column < NL_ORDER_N_COLUMNS, NULL);
  return _ (infos[column].label);
}

static gboolean
has (const guint *columns, guint n_columns, NlOrderColumn wanted)
{
  for (guint i = 0; i < n_columns; i++)
    if (columns[i] == wanted)
      return TRUE;
  return FALSE;
}

/* Who bought when, and nothing else: such a file has no numbers of orders, and its only ID is that
 * of a customer. */
static gboolean
has_only_purchases (const guint *columns, guint n_columns)
{
  for (guint i = 0; i < n_columns; i++)
    if (columns[i] != NL_ORDER_COLUMN_DATE && columns[i] != NL_ORDER_COLUMN_CUSTOMER_ID
        && columns[i] != NL_ORDER_COLUMN_EMAIL)
      return FALSE;
  return has (columns, n_columns, NL_ORDER_COLUMN_DATE) && n_columns > 1;
}

static void
guess_purchases (guint *columns, guint n_columns)
{
  if (n_columns != 2)
    return;
  for (guint i = 0; i < n_columns; i++)
    if (columns[i] == NL_ORDER_COLUMN_ID && columns[1 - i] == NL_ORDER_COLUMN_DATE)
      columns[i] = NL_ORDER_COLUMN_CUSTOMER_ID;
}

/**
 * nl_order_columns_guess:
 * @file: the columns of a file
 * @columns: (array): an #NlOrderColumn for each; where one is found it is set
 *
 * Finds out by the headers what each column holds.
 */
void
nl_order_columns_guess (NlImportMapping *file, guint *columns)
{
  gsize rank[NL_ORDER_N_COLUMNS] = { 0 };
  guint best[NL_ORDER_N_COLUMNS];
  guint n_columns = nl_import_mapping_get_n_columns (file);

  for (guint i = 0; i < n_columns; i++) {
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
  guess_purchases (columns, n_columns);
}

/**
 * nl_order_columns_check:
 * @columns: (array length=n_columns): an #NlOrderColumn for each column of a file
 * @n_columns: how many columns it has
 * @error: return location for %NL_IMPORT_ERROR_NOTHING_MAPPED
 *
 * A file that says who bought when and nothing else will do: its orders are of nothing.
 *
 * Returns: whether the file says which orders it has and of when
 */
gboolean
nl_order_columns_check (const guint *columns, guint n_columns, GError **error)
{
  if ((has (columns, n_columns, NL_ORDER_COLUMN_NAME)
       || has (columns, n_columns, NL_ORDER_COLUMN_ID))
      && has (columns, n_columns, NL_ORDER_COLUMN_DATE)
      && (has (columns, n_columns, NL_ORDER_COLUMN_TOTAL)
          || has (columns, n_columns, NL_ORDER_COLUMN_LINE_PRICE)))
    return TRUE;
  if (has_only_purchases (columns, n_columns))
    return TRUE;
  g_set_error_literal (error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_NOTHING_MAPPED,
                       _ ("These are not orders: a file of orders has a column for the number, one "
                          "for the date and one for the amount."));
  return FALSE;
}
