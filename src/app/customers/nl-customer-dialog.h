/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "customers/nl-customer.h"
#include "shops/nl-shop.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

#define NL_TYPE_CUSTOMER_DIALOG (nl_customer_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NlCustomerDialog, nl_customer_dialog, NL, CUSTOMER_DIALOG, AdwDialog)

NlCustomerDialog *nl_customer_dialog_new (NlStore *store, NlShop *shop, NlCustomer *customer);

G_END_DECLS
