/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-text.h"

#include <glib/gi18n-lib.h>

#include "base/nl-format.h"
#include "base/nl-place.h"
#include "customers/nl-customers.h"

/* Which values are good news, and which are not. */
static const struct {
  const char *value;
  const char *style;
} styles[] = {
  { "SUBSCRIBED", "success" }, { "UNSUBSCRIBED", "warning" }, { "PENDING", "accent" },
  { "INVALID", "error" },      { "REDACTED", "error" },       { "INVITED", "accent" },
  { "ENABLED", "success" },    { "DECLINED", "warning" },     { "ACTIVE", "success" },
  { "PAUSED", "warning" },     { "FAILED", "error" },         { "HIGH", "success" },
};

/**
 * nl_customer_get_status_style:
 * @status: (nullable): a value, as for nl_customer_get_value_label()
 *
 * Returns: (transfer none) (nullable): the style class that says whether that is good
 */
const char *
nl_customer_get_status_style (const char *status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_strcmp0 (styles[i].value, status) == 0)
      return styles[i].style;
  return NULL;
}

/**
 * nl_customer_dup_money:
 * @shop: whose currency it is in
 * @amount: in minor units
 *
 * Returns: (transfer full): the amount, for the user
 */
char *
nl_customer_dup_money (NlShop *shop, gint64 amount)
{
  return nl_money_format (amount, nl_record_get_text (NL_RECORD (shop), NL_SHOP_CURRENCY), NULL);
}

/**
 * nl_customer_dup_date:
 * @shop: in whose time zone
 * @time: microseconds since 1970 UTC
 *
 * Returns: (transfer full): the day, for the user
 */
char *
nl_customer_dup_date (NlShop *shop, gint64 time)
{
  return nl_date_format (time, nl_record_get_text (NL_RECORD (shop), NL_SHOP_TIMEZONE), NULL,
                         NL_DATE_MEDIUM);
}

/**
 * nl_customer_dup_count:
 * @count: how many
 *
 * Returns: (transfer full): such as “12,300 customers”
 */
char *
nl_customer_dup_count (gint64 count)
{
  g_autofree char *number = nl_number_format ((double) count, 0, NULL);

  return g_strdup_printf (ngettext ("%s customer", "%s customers", (gulong) count), number);
}

/* The fields of an address, in the order of its lines. */
typedef struct {
  guint streets[2];
  guint zip;
  guint city;
  guint province;
  guint country_code;
} AddressFields;

static void
add_address (GStrvBuilder *lines, NlRecord *record, const AddressFields *fields)
{
  const char *zip = nl_record_get_text (record, fields->zip);
  const char *city = nl_record_get_text (record, fields->city);

  for (gsize i = 0; i < G_N_ELEMENTS (fields->streets); i++)
    if (!nl_record_is_null (record, fields->streets[i]))
      g_strv_builder_add (lines, nl_record_get_text (record, fields->streets[i]));
  if (zip != NULL && city != NULL)
    g_strv_builder_take (lines, g_strdup_printf ("%s %s", zip, city));
  else if (zip != NULL || city != NULL)
    g_strv_builder_add (lines, zip != NULL ? zip : city);
  if (!nl_record_is_null (record, fields->province))
    g_strv_builder_add (lines, nl_record_get_text (record, fields->province));
  if (!nl_record_is_null (record, fields->country_code))
    g_strv_builder_take (lines,
                         nl_country_name (nl_record_get_text (record, fields->country_code), NULL));
}

/**
 * nl_customer_dup_address:
 * @customer: a customer
 *
 * Returns: (transfer full): their address, in lines; empty when nothing is known
 */
char *
nl_customer_dup_address (NlCustomer *customer)
{
  static const AddressFields fields = {
    { NL_CUSTOMER_ADDRESS1, NL_CUSTOMER_ADDRESS2 },
    NL_CUSTOMER_ZIP,
    NL_CUSTOMER_CITY,
    NL_CUSTOMER_PROVINCE,
    NL_CUSTOMER_COUNTRY_CODE,
  };
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  add_address (lines, NL_RECORD (customer), &fields);
  all = g_strv_builder_end (lines);
  return g_strjoinv ("\n", all);
}

/**
 * nl_customer_dup_further_address:
 * @address: a further address of a customer
 *
 * Returns: (transfer full): it, in lines; empty when nothing is known
 */
char *
nl_customer_dup_further_address (NlCustomerAddress *address)
{
  static const AddressFields fields = {
    { NL_CUSTOMER_ADDRESS_ADDRESS1, NL_CUSTOMER_ADDRESS_ADDRESS2 },
    NL_CUSTOMER_ADDRESS_ZIP,
    NL_CUSTOMER_ADDRESS_CITY,
    NL_CUSTOMER_ADDRESS_PROVINCE,
    NL_CUSTOMER_ADDRESS_COUNTRY_CODE,
  };
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (!nl_record_is_null (NL_RECORD (address), NL_CUSTOMER_ADDRESS_COMPANY))
    g_strv_builder_add (lines,
                        nl_record_get_text (NL_RECORD (address), NL_CUSTOMER_ADDRESS_COMPANY));
  add_address (lines, NL_RECORD (address), &fields);
  all = g_strv_builder_end (lines);
  return g_strjoinv ("\n", all);
}

/**
 * nl_customer_dup_orders:
 * @customer: a customer
 * @shop: their shop
 *
 * Returns: (transfer full): such as “3 orders · €120.00”
 */
char *
nl_customer_dup_orders (NlCustomer *customer, NlShop *shop)
{
  gint64 n_orders = nl_record_get_int64 (NL_RECORD (customer), NL_CUSTOMER_NUMBER_OF_ORDERS);
  g_autofree char *number = nl_number_format ((double) n_orders, 0, NULL);
  g_autofree char *orders
      = g_strdup_printf (ngettext ("%s order", "%s orders", (gulong) n_orders), number);
  g_autofree char *spent
      = nl_customer_dup_money (shop, nl_record_get_int64 (NL_RECORD (customer),
                                                          NL_CUSTOMER_AMOUNT_SPENT));

  return n_orders > 0 ? g_strdup_printf ("%s · %s", orders, spent) : g_steal_pointer (&orders);
}

/**
 * nl_customer_dup_column_text:
 * @customer: a customer
 * @shop: their shop
 * @column: what to show
 *
 * Returns: (transfer full): what the column shows of them; empty when nothing is known
 */
char *
nl_customer_dup_column_text (NlCustomer *customer, NlShop *shop, NlCustomerColumn column)
{
  NlRecord *record = NL_RECORD (customer);
  const char *text = NULL;

  switch (column) {
  case NL_CUSTOMER_COLUMN_NAME:
    return nl_customer_dup_name (customer);
  case NL_CUSTOMER_COLUMN_COUNTRY:
    text = nl_record_get_text (record, NL_CUSTOMER_COUNTRY_CODE);
    return text != NULL ? nl_country_name (text, NULL) : g_strdup ("");
  case NL_CUSTOMER_COLUMN_ORDERS:
    return nl_number_format ((double) nl_record_get_int64 (record, NL_CUSTOMER_NUMBER_OF_ORDERS), 0,
                             NULL);
  case NL_CUSTOMER_COLUMN_SPENT:
    return nl_customer_dup_money (shop, nl_record_get_int64 (record, NL_CUSTOMER_AMOUNT_SPENT));
  case NL_CUSTOMER_COLUMN_LAST_ORDER:
    if (nl_record_is_null (record, NL_CUSTOMER_LAST_ORDER_AT))
      return g_strdup ("");
    return nl_customer_dup_date (shop, nl_record_get_int64 (record, NL_CUSTOMER_LAST_ORDER_AT));
  case NL_CUSTOMER_COLUMN_EMAIL_STATUS:
    text = nl_record_get_text (record, NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS);
    return g_strdup (text != NULL ? nl_customer_get_value_label (text) : "");
  case NL_CUSTOMER_COLUMN_TAGS:
    return g_strjoinv (", ", (char **) nl_record_get_strv (record, NL_CUSTOMER_TAGS));
  case NL_CUSTOMER_N_COLUMNS:
    break;
  }
  g_return_val_if_reached (NULL);
}
