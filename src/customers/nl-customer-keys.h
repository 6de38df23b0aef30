/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-customer.h"

G_BEGIN_DECLS

/* What is computed of a customer's phone and address. */
typedef struct {
  char *phone;
  char *region;
  char *city;
} NlCustomerKeys;

void nl_customer_keys_compute (NlCustomerKeys *self,
                               const char *phone,
                               const char *country,
                               const char *province,
                               const char *city);
void nl_customer_keys_clear (NlCustomerKeys *self);
void nl_customer_derive_keys (NlCustomer *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NlCustomerKeys, nl_customer_keys_clear)

G_END_DECLS
