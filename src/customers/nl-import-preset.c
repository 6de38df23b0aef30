/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-preset.h"

#include <glib/gi18n-lib.h>

#include "customers/nl-order-columns.h"

#define MAX_REQUIRED 4
#define MAX_COLUMNS 32

typedef struct {
  const char *header;
  guint field; /* an NlImportField or an NlOrderColumn */
} Column;

/* The export of one program: nothing is guessed, and a file that lacks what such an export always
 * has is no such export. */
typedef struct {
  const char *id;
  const char *name;
  const char *required[MAX_REQUIRED];
  const char *telling[MAX_REQUIRED]; /* one of them tells its files from other people's */
  Column columns[MAX_COLUMNS];
} Preset;

/* help.shopify.com, “Customer CSV file”, of today and of before; WooCommerce's customers report;
 * the samples that come with PrestaShop's import; docs.stripe.com, “Exports”; Mailchimp, “View or
 * export contacts”. */
static const Preset customer_presets[] = {
  { "shopify",
    "Shopify",
    { "First Name", "Last Name", "Email" },
    { "Accepts Email Marketing", "Accepts Marketing" },
    { { "Customer ID", NL_IMPORT_EXTERNAL_ID },
      { "First Name", NL_IMPORT_FIRST_NAME },
      { "Last Name", NL_IMPORT_LAST_NAME },
      { "Email", NL_IMPORT_EMAIL },
      { "Accepts Email Marketing", NL_IMPORT_EMAIL_CONSENT },
      { "Accepts Marketing", NL_IMPORT_EMAIL_CONSENT },
      { "Default Address Company", NL_IMPORT_COMPANY },
      { "Company", NL_IMPORT_COMPANY },
      { "Default Address Address1", NL_IMPORT_ADDRESS1 },
      { "Address1", NL_IMPORT_ADDRESS1 },
      { "Default Address Address2", NL_IMPORT_ADDRESS2 },
      { "Address2", NL_IMPORT_ADDRESS2 },
      { "Default Address City", NL_IMPORT_CITY },
      { "City", NL_IMPORT_CITY },
      { "Province", NL_IMPORT_PROVINCE },
      { "Default Address Province Code", NL_IMPORT_PROVINCE_CODE },
      { "Province Code", NL_IMPORT_PROVINCE_CODE },
      { "Default Address Country Code", NL_IMPORT_COUNTRY },
      { "Country Code", NL_IMPORT_COUNTRY },
      { "Country", NL_IMPORT_COUNTRY },
      { "Default Address Zip", NL_IMPORT_ZIP },
      { "Zip", NL_IMPORT_ZIP },
      { "Default Address Phone", NL_IMPORT_ADDRESS_PHONE },
      { "Phone", NL_IMPORT_PHONE },
      { "Accepts SMS Marketing", NL_IMPORT_SMS_CONSENT },
      { "Total Spent", NL_IMPORT_AMOUNT_SPENT },
      { "Total Orders", NL_IMPORT_NUMBER_OF_ORDERS },
      { "Note", NL_IMPORT_NOTE },
      { "Tax Exempt", NL_IMPORT_TAX_EXEMPT },
      { "Tags", NL_IMPORT_TAGS } } },
  { "woocommerce",
    "WooCommerce",
    { "Name", "Email", "Total Spend" },
    { "Sign Up", "Country / Region" },
    { { "Name", NL_IMPORT_FULL_NAME },
      { "Sign Up", NL_IMPORT_CUSTOMER_ADDED },
      { "Email", NL_IMPORT_EMAIL },
      { "Orders", NL_IMPORT_NUMBER_OF_ORDERS },
      { "Total Spend", NL_IMPORT_AMOUNT_SPENT },
      { "Country / Region", NL_IMPORT_COUNTRY },
      { "City", NL_IMPORT_CITY },
      { "Region", NL_IMPORT_PROVINCE },
      { "Postal Code", NL_IMPORT_ZIP },
      { "Billing Phone", NL_IMPORT_PHONE },
      { "Shipping Phone", NL_IMPORT_ADDRESS_PHONE } } },
  { "prestashop",
    "PrestaShop",
    { "Email", "Last Name", "First Name" },
    { "Newsletter (0/1)", "Registration date (yyyy-mm-dd)", "Groups (x,y,z...)" },
    { { "Customer ID", NL_IMPORT_EXTERNAL_ID },
      { "ID", NL_IMPORT_EXTERNAL_ID },
      { "Email", NL_IMPORT_EMAIL },
      { "Last Name", NL_IMPORT_LAST_NAME },
      { "First Name", NL_IMPORT_FIRST_NAME },
      { "Newsletter (0/1)", NL_IMPORT_EMAIL_CONSENT },
      { "Newsletter", NL_IMPORT_EMAIL_CONSENT },
      { "Registration date (yyyy-mm-dd)", NL_IMPORT_CUSTOMER_ADDED },
      { "Registration date", NL_IMPORT_CUSTOMER_ADDED },
      { "Groups (x,y,z...)", NL_IMPORT_TAGS } } },
  { "stripe",
    "Stripe",
    { "id", "Email", "Created (UTC)" },
    { "Created (UTC)" },
    { { "id", NL_IMPORT_EXTERNAL_ID },
      { "Email", NL_IMPORT_EMAIL },
      { "Name", NL_IMPORT_FULL_NAME },
      { "Created (UTC)", NL_IMPORT_CUSTOMER_ADDED },
      { "Total Spend", NL_IMPORT_AMOUNT_SPENT },
      { "Payment Count", NL_IMPORT_NUMBER_OF_ORDERS } } },
  { "mailchimp",
    "Mailchimp",
    { "Email Address" },
    { "LEID", "OPTIN_TIME" },
    { { "LEID", NL_IMPORT_EXTERNAL_ID },
      { "Email Address", NL_IMPORT_EMAIL },
      { "First Name", NL_IMPORT_FIRST_NAME },
      { "Last Name", NL_IMPORT_LAST_NAME },
      { "Address", NL_IMPORT_ADDRESS1 },
      { "Phone Number", NL_IMPORT_PHONE },
      { "OPTIN_TIME", NL_IMPORT_CUSTOMER_ADDED },
      { "CONFIRM_TIME", NL_IMPORT_EMAIL_CONSENT_DATE },
      { "UNSUB_TIME", NL_IMPORT_EMAIL_UNSUBSCRIBED },
      { "CC", NL_IMPORT_COUNTRY },
      { "REGION", NL_IMPORT_PROVINCE },
      { "NOTES", NL_IMPORT_NOTE },
      { "TAGS", NL_IMPORT_TAGS } } },
};

/* help.shopify.com, “Exporting orders”; WooCommerce's orders report; PrestaShop's list of orders;
 * docs.stripe.com, “Exports”: payments. */
static const Preset order_presets[] = {
  { "shopify",
    "Shopify",
    { "Name", "Total", "Created at" },
    { "Financial Status", "Lineitem name" },
    { { "Name", NL_ORDER_COLUMN_NAME },
      { "Id", NL_ORDER_COLUMN_ID },
      { "Email", NL_ORDER_COLUMN_EMAIL },
      { "Billing Name", NL_ORDER_COLUMN_CUSTOMER_NAME },
      { "Created at", NL_ORDER_COLUMN_DATE },
      { "Currency", NL_ORDER_COLUMN_CURRENCY },
      { "Subtotal", NL_ORDER_COLUMN_SUBTOTAL },
      { "Shipping", NL_ORDER_COLUMN_SHIPPING },
      { "Taxes", NL_ORDER_COLUMN_TAX },
      { "Discount Amount", NL_ORDER_COLUMN_DISCOUNT },
      { "Total", NL_ORDER_COLUMN_TOTAL },
      { "Refunded Amount", NL_ORDER_COLUMN_REFUNDED },
      { "Financial Status", NL_ORDER_COLUMN_STATUS },
      { "Fulfillment Status", NL_ORDER_COLUMN_FULFILLMENT },
      { "Cancelled at", NL_ORDER_COLUMN_CANCELLED },
      { "Tags", NL_ORDER_COLUMN_TAGS },
      { "Lineitem quantity", NL_ORDER_COLUMN_LINE_QUANTITY },
      { "Lineitem name", NL_ORDER_COLUMN_LINE_NAME },
      { "Lineitem price", NL_ORDER_COLUMN_LINE_PRICE },
      { "Lineitem sku", NL_ORDER_COLUMN_LINE_SKU } } },
  { "woocommerce",
    "WooCommerce",
    { "Date", "Order #", "Status" },
    { "N. Revenue", "Net Sales", "Product(s)" },
    { { "Order #", NL_ORDER_COLUMN_NAME },
      { "Date", NL_ORDER_COLUMN_DATE },
      { "N. Revenue", NL_ORDER_COLUMN_TOTAL },
      { "Net Sales", NL_ORDER_COLUMN_TOTAL },
      { "Status", NL_ORDER_COLUMN_STATUS },
      { "Customer", NL_ORDER_COLUMN_CUSTOMER_NAME },
      { "Product(s)", NL_ORDER_COLUMN_PRODUCTS } } },
  { "prestashop",
    "PrestaShop",
    { "Reference", "Total", "Date" },
    { "New client", "Payment", "Delivery" },
    { { "Reference", NL_ORDER_COLUMN_NAME },
      { "ID", NL_ORDER_COLUMN_ID },
      { "Customer", NL_ORDER_COLUMN_CUSTOMER_NAME },
      { "Total", NL_ORDER_COLUMN_TOTAL },
      { "Status", NL_ORDER_COLUMN_STATUS },
      { "Date", NL_ORDER_COLUMN_DATE } } },
  { "stripe",
    "Stripe",
    { "id", "Amount", "Created (UTC)" },
    { "Created (UTC)" },
    { { "id", NL_ORDER_COLUMN_ID },
      { "Description", NL_ORDER_COLUMN_LINE_NAME },
      { "Created (UTC)", NL_ORDER_COLUMN_DATE },
      { "Amount", NL_ORDER_COLUMN_TOTAL },
      { "Amount Refunded", NL_ORDER_COLUMN_REFUNDED },
      { "Currency", NL_ORDER_COLUMN_CURRENCY },
      { "Tax", NL_ORDER_COLUMN_TAX },
      { "Status", NL_ORDER_COLUMN_STATUS },
      { "Customer ID", NL_ORDER_COLUMN_CUSTOMER_ID },
      { "Customer Email", NL_ORDER_COLUMN_EMAIL } } },
};

/**
 * nl_import_preset_list:
 * @kind: what a file is about
 *
 * Returns: (transfer none) (array zero-terminated=1): the presets there are, by the names they have
 *   on the command line; “auto” is none of them
 */
const char *const *
nl_import_preset_list (NlImportKind kind)
{
  static const char *const customers[]
      = { "shopify", "woocommerce", "prestashop", "stripe", "mailchimp", NULL };
  static const char *const orders[] = { "shopify", "woocommerce", "prestashop", "stripe", NULL };

  return kind == NL_IMPORT_KIND_CUSTOMERS ? customers : orders;
}

static const Preset *
find_preset (NlImportKind kind, const char *id)
{
  const Preset *presets = kind == NL_IMPORT_KIND_CUSTOMERS ? customer_presets : order_presets;
  gsize n_presets = kind == NL_IMPORT_KIND_CUSTOMERS ? G_N_ELEMENTS (customer_presets)
                                                     : G_N_ELEMENTS (order_presets);

  for (gsize i = 0; i < n_presets; i++)
    if (g_str_equal (presets[i].id, id))
      return &presets[i];
  return NULL;
}

/* The first column of that name, in any spelling; -1 without one. */
static int
find_column (NlImportMapping *headers, const char *header)
{
  g_autofree char *wanted = nl_import_header_simplify (header);

  for (guint i = 0; i < nl_import_mapping_get_n_columns (headers); i++) {
    g_autofree char *simple = nl_import_header_simplify (nl_import_mapping_get_header (headers, i));

    if (g_str_equal (simple, wanted))
      return (int) i;
  }
  return -1;
}

/**
 * nl_import_preset_map:
 * @kind: what the file is about
 * @id: one of nl_import_preset_list()
 * @headers: the columns of the file
 * @fields: (array): a field for each column: #NlImportField or #NlOrderColumn; all are set
 * @error: return location for %NL_IMPORT_ERROR_MAPPING
 *
 * Maps the columns of a program's export, and no others.
 *
 * Returns: whether the file can be such an export
 */
gboolean
nl_import_preset_map (
    NlImportKind kind, const char *id, NlImportMapping *headers, guint *fields, GError **error)
{
  const Preset *preset = find_preset (kind, id);
  guint64 taken = 0;

  g_return_val_if_fail (preset != NULL, FALSE);

  for (guint i = 0; i < MAX_REQUIRED && preset->required[i] != NULL; i++) {
    if (find_column (headers, preset->required[i]) >= 0)
      continue;
    g_set_error (error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_MAPPING,
                 /* Translators: a program such as Shopify, then a column. */
                 _ ("This is not what %s exports: there is no column “%s”. Import the file without "
                    "a preset."),
                 preset->name, preset->required[i]);
    return FALSE;
  }
  for (guint i = 0; i < nl_import_mapping_get_n_columns (headers); i++)
    fields[i] = 0;
  for (guint i = 0; i < MAX_COLUMNS && preset->columns[i].header != NULL; i++) {
    guint64 bit = G_GUINT64_CONSTANT (1) << preset->columns[i].field;
    int column = find_column (headers, preset->columns[i].header);

    if (column < 0 || (taken & bit) != 0)
      continue;
    fields[column] = preset->columns[i].field;
    taken |= bit;
  }
  return TRUE;
}

static gboolean
has_any (NlImportMapping *headers, const char *const *wanted)
{
  for (guint i = 0; i < MAX_REQUIRED && wanted[i] != NULL; i++)
    if (find_column (headers, wanted[i]) >= 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_all (NlImportMapping *headers, const char *const *wanted)
{
  for (guint i = 0; i < MAX_REQUIRED && wanted[i] != NULL; i++)
    if (find_column (headers, wanted[i]) < 0)
      return FALSE;
  return TRUE;
}

static const char *
find_program (NlImportMapping *headers, const Preset *presets, gsize n_presets)
{
  for (gsize i = 0; i < n_presets; i++)
    if (has_all (headers, presets[i].required) && has_any (headers, presets[i].telling))
      return presets[i].name;
  return NULL;
}

/* A list of people may have a name, a date and an amount too. */
static gboolean
is_of_orders (NlImportMapping *headers)
{
  static const NlOrderColumn telling[]
      = { NL_ORDER_COLUMN_LINE_PRICE, NL_ORDER_COLUMN_LINE_SKU, NL_ORDER_COLUMN_STATUS,
          NL_ORDER_COLUMN_FULFILLMENT, NL_ORDER_COLUMN_REFUNDED };
  g_autoptr (NlImportMapping) orders
      = nl_import_mapping_guess_kind (headers, NL_IMPORT_KIND_ORDERS);
  g_autoptr (NlImportMapping) customers
      = nl_import_mapping_guess_kind (headers, NL_IMPORT_KIND_CUSTOMERS);
  int number = nl_import_mapping_get_column (orders, NL_ORDER_COLUMN_NAME);
  g_autofree char *name
      = number >= 0
            ? nl_import_header_simplify (nl_import_mapping_get_header (orders, (guint) number))
            : g_strdup ("name");

  if (!nl_import_mapping_check (orders, NULL)
      || nl_import_mapping_get_column (customers, NL_IMPORT_NUMBER_OF_ORDERS) >= 0
      || nl_import_mapping_get_column (customers, NL_IMPORT_AMOUNT_SPENT) >= 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (telling); i++)
    if (nl_import_mapping_get_column (orders, telling[i]) >= 0)
      return TRUE;
  return !g_str_equal (name, "name")
         || (nl_import_mapping_get_n_columns (headers) == 2
             && nl_import_mapping_get_column (orders, NL_ORDER_COLUMN_CUSTOMER_ID) >= 0);
}

/**
 * nl_import_recognise:
 * @headers: the columns of a file, whatever they are mapped to
 * @program: (out) (optional) (nullable) (transfer none): whose export it is: “Shopify”
 *
 * Finds out by the headers of a file what it is about.
 *
 * Returns: that; customers where nothing speaks for orders
 */
NlImportKind
nl_import_recognise (NlImportMapping *headers, const char **program)
{
  const char *orders = find_program (headers, order_presets, G_N_ELEMENTS (order_presets));
  const char *customers
      = orders == NULL ? find_program (headers, customer_presets, G_N_ELEMENTS (customer_presets))
                       : NULL;

  if (program != NULL)
    *program = orders != NULL ? orders : customers;
  if (orders != NULL || (customers == NULL && is_of_orders (headers)))
    return NL_IMPORT_KIND_ORDERS;
  return NL_IMPORT_KIND_CUSTOMERS;
}
