/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "customers/nl-customer.h"

G_BEGIN_DECLS

#define NL_TYPE_CUSTOMER_RFM (nl_customer_rfm_get_type ())
G_DECLARE_FINAL_TYPE (NlCustomerRfm, nl_customer_rfm, NL, CUSTOMER_RFM, AdwPreferencesGroup)

void nl_customer_rfm_set_customer (NlCustomerRfm *self, NlCustomer *customer);

G_END_DECLS
