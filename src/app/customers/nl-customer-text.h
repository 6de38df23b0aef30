/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-customer-address.h"
#include "customers/nl-customer-value.h"
#include "customers/nl-customer.h"
#include "shops/nl-shop.h"

G_BEGIN_DECLS

/* How a list shows a customer, beside the name: in the language of the user and, where it matters,
 * the shop's currency and time zone. */
typedef enum {
  NL_CUSTOMER_COLUMN_NAME,
  NL_CUSTOMER_COLUMN_COUNTRY,
  NL_CUSTOMER_COLUMN_ORDERS,
  NL_CUSTOMER_COLUMN_SPENT,
  NL_CUSTOMER_COLUMN_LAST_ORDER,
  NL_CUSTOMER_COLUMN_EMAIL_STATUS,
  NL_CUSTOMER_COLUMN_TAGS,
  NL_CUSTOMER_N_COLUMNS,
} NlCustomerColumn;

char *nl_customer_dup_column_text (NlCustomer *customer, NlShop *shop, NlCustomerColumn column);
char *nl_customer_dup_money (NlShop *shop, gint64 amount);
char *nl_customer_dup_date (NlShop *shop, gint64 time);
char *nl_customer_dup_count (gint64 count);
char *nl_customer_dup_address (NlCustomer *customer);
char *nl_customer_dup_further_address (NlCustomerAddress *address);
char *nl_customer_dup_orders (NlCustomer *customer, NlShop *shop);

const char *nl_customer_get_status_style (const char *status);

G_END_DECLS
