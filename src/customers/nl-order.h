/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-record.h"

G_BEGIN_DECLS

/* An order of one customer, or of nobody any more. The fields: one line each, in the order of the
 * form and the columns. */
/* clang-format off */
#define NL_ORDER_FIELDS(F) \
  F (SHOP_ID, "shop-id", INT64, NL_FIELD_REQUIRED | NL_FIELD_REFERENCE, NULL, NULL, NULL) \
  F (CUSTOMER_ID, "customer-id", INT64, NL_FIELD_REFERENCE, NULL, NULL, NULL) \
  F (EXTERNAL_ID, "external-id", TEXT, NL_FIELD_NONE, N_ ("Order ID"), NULL, NULL) \
  F (NAME, "name", TEXT, NL_FIELD_NONE, N_ ("Order"), NULL, NULL) \
  F (ORDERED_AT, "ordered-at", INT64, NL_FIELD_REQUIRED | NL_FIELD_TIME, N_ ("Date"), NULL, NULL) \
  F (CURRENCY, "currency", TEXT, NL_FIELD_REQUIRED, N_ ("Currency"), "EUR", NULL) \
  F (SUBTOTAL, "subtotal", INT64, NL_FIELD_REQUIRED | NL_FIELD_MONEY, N_ ("Subtotal"), NULL, NULL) \
  F (SHIPPING, "shipping", INT64, NL_FIELD_REQUIRED | NL_FIELD_MONEY, N_ ("Shipping"), NULL, NULL) \
  F (TAX, "tax", INT64, NL_FIELD_REQUIRED | NL_FIELD_MONEY, N_ ("Tax"), NULL, NULL) \
  F (DISCOUNT, "discount", INT64, NL_FIELD_REQUIRED | NL_FIELD_MONEY, N_ ("Discount"), NULL, NULL) \
  F (TOTAL, "total", INT64, NL_FIELD_REQUIRED | NL_FIELD_MONEY, N_ ("Total"), NULL, NULL) \
  F (REFUNDED, "refunded", INT64, NL_FIELD_REQUIRED | NL_FIELD_MONEY, N_ ("Refunded"), NULL, NULL) \
  F (FINANCIAL_STATUS, "financial-status", TEXT, NL_FIELD_REQUIRED, N_ ("Payment"), "paid", NULL) \
  F (FULFILLMENT_STATUS, "fulfillment-status", TEXT, NL_FIELD_NONE, N_ ("Fulfillment"), NULL, NULL) \
  F (CANCELLED_AT, "cancelled-at", INT64, NL_FIELD_TIME, N_ ("Cancelled"), NULL, NULL) \
  F (LOCATION_ID, "location-id", INT64, NL_FIELD_NONE, NULL, NULL, NULL) \
  F (APP_ID, "app-id", INT64, NL_FIELD_NONE, NULL, NULL, NULL) \
  F (TAGS, "tags", STRV, NL_FIELD_REQUIRED, N_ ("Tags"), NULL, NULL)
/* clang-format on */

typedef enum {
#define NL_FIELD(key, name, type, flags, label, initial, choices) NL_ORDER_##key,
  NL_ORDER_FIELDS (NL_FIELD)
#undef NL_FIELD
      NL_ORDER_N_FIELDS,
} NlOrderField;

#define NL_TYPE_ORDER (nl_order_get_type ())
G_DECLARE_FINAL_TYPE (NlOrder, nl_order, NL, ORDER, NlRecord)

G_END_DECLS
