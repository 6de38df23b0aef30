/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-record.h"

G_BEGIN_DECLS

/* A customer of one shop. The fields: one line each, in the order of the form and the columns. */
/* clang-format off */
#define NL_CUSTOMER_FIELDS(F) \
  F (SHOP_ID, "shop-id", INT64, NL_FIELD_REQUIRED | NL_FIELD_REFERENCE, NULL, NULL, NULL) \
  F (EXTERNAL_ID, "external-id", TEXT, NL_FIELD_PERSONAL, N_ ("Customer ID"), NULL, NULL) \
  F (EMAIL, "email", TEXT, NL_FIELD_PERSONAL, N_ ("Email"), NULL, NULL) \
  F (EMAIL_KEY, "email-key", TEXT, NL_FIELD_PERSONAL | NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (EMAIL_DOMAIN, "email-domain", TEXT, NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (PHONE, "phone", TEXT, NL_FIELD_PERSONAL, N_ ("Phone"), NULL, NULL) \
  F (PHONE_KEY, "phone-key", TEXT, NL_FIELD_PERSONAL | NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (FIRST_NAME, "first-name", TEXT, NL_FIELD_PERSONAL, N_ ("First Name"), NULL, NULL) \
  F (LAST_NAME, "last-name", TEXT, NL_FIELD_PERSONAL, N_ ("Last Name"), NULL, NULL) \
  F (COMPANY, "company", TEXT, NL_FIELD_PERSONAL, N_ ("Company"), NULL, NULL) \
  F (ADDRESS1, "address1", TEXT, NL_FIELD_PERSONAL, N_ ("Address Line 1"), NULL, NULL) \
  F (ADDRESS2, "address2", TEXT, NL_FIELD_PERSONAL, N_ ("Address Line 2"), NULL, NULL) \
  F (CITY, "city", TEXT, NL_FIELD_PERSONAL, N_ ("City"), NULL, NULL) \
  F (PROVINCE, "province", TEXT, NL_FIELD_PERSONAL, N_ ("Province"), NULL, NULL) \
  F (PROVINCE_CODE, "province-code", TEXT, NL_FIELD_PERSONAL, N_ ("Province Code"), NULL, NULL) \
  F (COUNTRY_CODE, "country-code", TEXT, NL_FIELD_NONE, N_ ("Country"), NULL, NULL) \
  F (ZIP, "zip", TEXT, NL_FIELD_PERSONAL, N_ ("Postal Code"), NULL, NULL) \
  F (REGION_KEY, "region-key", TEXT, NL_FIELD_PERSONAL | NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (CITY_KEY, "city-key", TEXT, NL_FIELD_PERSONAL | NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (LATITUDE, "latitude", DOUBLE, NL_FIELD_PERSONAL, N_ ("Latitude"), NULL, NULL) \
  F (LONGITUDE, "longitude", DOUBLE, NL_FIELD_PERSONAL, N_ ("Longitude"), NULL, NULL) \
  F (LANGUAGE, "language", TEXT, NL_FIELD_NONE, N_ ("Language"), NULL, NULL) \
  F (NOTE, "note", TEXT, NL_FIELD_PERSONAL, N_ ("Note"), NULL, NULL) \
  F (TAGS, "tags", STRV, NL_FIELD_REQUIRED, N_ ("Tags"), NULL, NULL) \
  F (TAX_EXEMPT, "tax-exempt", BOOLEAN, NL_FIELD_REQUIRED, N_ ("Tax Exempt"), NULL, NULL) \
  F (EMAIL_SUBSCRIPTION_STATUS, "email-subscription-status", TEXT, NL_FIELD_NONE, N_ ("Email Subscription"), NULL, email_statuses) \
  F (EMAIL_SUBSCRIPTION_CHANGED_AT, "email-subscription-changed-at", INT64, NL_FIELD_TIME, NULL, NULL, NULL) \
  F (EMAIL_SUBSCRIPTION_SOURCE, "email-subscription-source", TEXT, NL_FIELD_NONE, NULL, NULL, NULL) \
  F (SMS_SUBSCRIPTION_STATUS, "sms-subscription-status", TEXT, NL_FIELD_NONE, N_ ("SMS Subscription"), NULL, sms_statuses) \
  F (SMS_SUBSCRIPTION_CHANGED_AT, "sms-subscription-changed-at", INT64, NL_FIELD_TIME, NULL, NULL, NULL) \
  F (SMS_SUBSCRIPTION_SOURCE, "sms-subscription-source", TEXT, NL_FIELD_NONE, NULL, NULL, NULL) \
  F (CUSTOMER_ACCOUNT_STATUS, "customer-account-status", TEXT, NL_FIELD_REQUIRED, N_ ("Account"), "DISABLED", account_statuses) \
  F (PRODUCT_SUBSCRIPTION_STATUS, "product-subscription-status", TEXT, NL_FIELD_NONE, N_ ("Product Subscription"), NULL, product_subscription_statuses) \
  F (AMOUNT_SPENT, "amount-spent", INT64, NL_FIELD_REQUIRED | NL_FIELD_MONEY, N_ ("Amount Spent"), NULL, NULL) \
  F (NUMBER_OF_ORDERS, "number-of-orders", INT64, NL_FIELD_REQUIRED, N_ ("Number of Orders"), NULL, NULL) \
  F (FIRST_ORDER_AT, "first-order-at", INT64, NL_FIELD_TIME, N_ ("First Order"), NULL, NULL) \
  F (LAST_ORDER_AT, "last-order-at", INT64, NL_FIELD_TIME, N_ ("Last Order"), NULL, NULL) \
  F (CUSTOMER_ADDED_AT, "customer-added-at", INT64, NL_FIELD_TIME, N_ ("Customer Since"), NULL, NULL) \
  F (ABANDONED_CHECKOUT_AT, "abandoned-checkout-at", INT64, NL_FIELD_TIME, N_ ("Abandoned Checkout"), NULL, NULL) \
  F (PREDICTED_SPEND_TIER, "predicted-spend-tier", TEXT, NL_FIELD_NONE, N_ ("Predicted Spend Tier"), NULL, spend_tiers) \
  F (RFM_RECENCY, "rfm-recency", INT64, NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (RFM_FREQUENCY, "rfm-frequency", INT64, NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (RFM_MONETARY, "rfm-monetary", INT64, NL_FIELD_DERIVED, NULL, NULL, NULL) \
  F (RFM_GROUP, "rfm-group", TEXT, NL_FIELD_DERIVED, N_ ("RFM Group"), NULL, NULL) \
  F (CREATED_BY_APP_ID, "created-by-app-id", INT64, NL_FIELD_NONE, N_ ("Created by App"), NULL, NULL) \
  F (COMPANIES, "companies", JSON, NL_FIELD_REQUIRED, NULL, "[]", NULL) \
  F (IMPORT_HASH, "import-hash", INT64, NL_FIELD_DERIVED, NULL, NULL, NULL)
/* clang-format on */

typedef enum {
#define NL_FIELD(key, name, type, flags, label, initial, choices) NL_CUSTOMER_##key,
  NL_CUSTOMER_FIELDS (NL_FIELD)
#undef NL_FIELD
      NL_CUSTOMER_N_FIELDS,
} NlCustomerField;

#define NL_TYPE_CUSTOMER (nl_customer_get_type ())
G_DECLARE_FINAL_TYPE (NlCustomer, nl_customer, NL, CUSTOMER, NlRecord)

G_END_DECLS
