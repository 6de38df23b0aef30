/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-customer.h"
#include "store/nl-query.h"

G_BEGIN_DECLS

/**
 * NlCustomerOrder:
 * @NL_CUSTOMER_ORDER_NAME: by last name, then first name
 * @NL_CUSTOMER_ORDER_AMOUNT_SPENT: who spent most first
 * @NL_CUSTOMER_ORDER_NUMBER_OF_ORDERS: who ordered most often first
 * @NL_CUSTOMER_ORDER_LAST_ORDER: who ordered last first
 * @NL_CUSTOMER_ORDER_ADDED: who is newest first
 * @NL_CUSTOMER_ORDER_COUNTRY: by the code of the country
 * @NL_CUSTOMER_ORDER_EMAIL_STATUS: who is subscribed to emails together
 * @NL_CUSTOMER_ORDER_TAGS: by the first tag
 *
 * In which order a list shows customers.
 */
typedef enum {
  NL_CUSTOMER_ORDER_NAME,
  NL_CUSTOMER_ORDER_AMOUNT_SPENT,
  NL_CUSTOMER_ORDER_NUMBER_OF_ORDERS,
  NL_CUSTOMER_ORDER_LAST_ORDER,
  NL_CUSTOMER_ORDER_ADDED,
  NL_CUSTOMER_ORDER_COUNTRY,
  NL_CUSTOMER_ORDER_EMAIL_STATUS,
  NL_CUSTOMER_ORDER_TAGS,
} NlCustomerOrder;

NlQuery *nl_customer_query_new (gint64 shop_id,
                                const char *search,
                                NlCustomerOrder order,
                                gboolean reversed);
char *nl_customer_search_to_match (const char *search);

G_END_DECLS
