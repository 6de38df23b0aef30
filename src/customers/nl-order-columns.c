/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-order-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "customers/nl-import-field.h"
#include "customers/nl-import-mapping.h"

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

/**
 * nl_order_columns_guess:
 * @reader: an order file
 * @error: return location for %NL_IMPORT_ERROR_NOTHING_MAPPED
 *
 * Finds out by the headers what each column holds.
 *
 * Returns: (transfer full) (nullable): one value for each column; %NULL when the file does not say
 *   which orders it has and of when
 */
NlOrderColumn *
nl_order_columns_guess (NlCsvReader *reader, GError **error)
{
  const char *const *header = nl_csv_reader_get_header (reader);
  guint n_columns = nl_csv_reader_get_n_columns (reader);
  g_autofree NlOrderColumn *columns = g_new0 (NlOrderColumn, n_columns + 1);
  gsize rank[NL_ORDER_N_COLUMNS] = { 0 };
  guint best[NL_ORDER_N_COLUMNS];

  for (guint i = 0; header != NULL && i < n_columns; i++) {
    g_autofree char *simple = nl_import_header_simplify (header[i]);
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
  if ((rank[NL_ORDER_COLUMN_NAME] != 0 || rank[NL_ORDER_COLUMN_ID] != 0)
      && rank[NL_ORDER_COLUMN_DATE] != 0
      && (rank[NL_ORDER_COLUMN_TOTAL] != 0 || rank[NL_ORDER_COLUMN_LINE_PRICE] != 0))
    return g_steal_pointer (&columns);
  g_set_error_literal (error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_NOTHING_MAPPED,
                       _ ("These are not orders: a file of orders has a column for the number, one "
                          "for the date and one for the amount."));
  return NULL;
}
