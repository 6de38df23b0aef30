/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-store.h"

G_BEGIN_DECLS

/* A further address of a customer. The fields: one line each. */
/* clang-format off */
#define NL_CUSTOMER_ADDRESS_FIELDS(F) \
  F (CUSTOMER_ID, "customer-id", INT64, NL_FIELD_REQUIRED | NL_FIELD_REFERENCE, NULL, NULL, NULL) \
  F (COMPANY, "company", TEXT, NL_FIELD_PERSONAL, N_ ("Company"), NULL, NULL) \
  F (ADDRESS1, "address1", TEXT, NL_FIELD_PERSONAL, N_ ("Address Line 1"), NULL, NULL) \
  F (ADDRESS2, "address2", TEXT, NL_FIELD_PERSONAL, N_ ("Address Line 2"), NULL, NULL) \
  F (ZIP, "zip", TEXT, NL_FIELD_PERSONAL, N_ ("Postal Code"), NULL, NULL) \
  F (CITY, "city", TEXT, NL_FIELD_PERSONAL, N_ ("City"), NULL, NULL) \
  F (PROVINCE, "province", TEXT, NL_FIELD_PERSONAL, N_ ("Province"), NULL, NULL) \
  F (COUNTRY_CODE, "country-code", TEXT, NL_FIELD_NONE, N_ ("Country"), NULL, NULL)
/* clang-format on */

typedef enum {
#define NL_FIELD(key, name, type, flags, label, initial, choices) NL_CUSTOMER_ADDRESS_##key,
  NL_CUSTOMER_ADDRESS_FIELDS (NL_FIELD)
#undef NL_FIELD
      NL_CUSTOMER_ADDRESS_N_FIELDS,
} NlCustomerAddressField;

#define NL_TYPE_CUSTOMER_ADDRESS (nl_customer_address_get_type ())
G_DECLARE_FINAL_TYPE (NlCustomerAddress, nl_customer_address, NL, CUSTOMER_ADDRESS, NlRecord)

DexFuture *nl_customer_addresses_list (NlStore *store,
                                       gint64 customer_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
