/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/customers/nl-customer-profile.h"
#include "customers/nl-customer.h"

G_BEGIN_DECLS

/* What the parts of the profile's code have between them. */
void nl_customer_profile_install_actions (GtkWidgetClass *klass);
void nl_customer_profile_enable_actions (NlCustomerProfile *self, gboolean enabled);
NlCustomer *nl_customer_profile_get_customer (NlCustomerProfile *self);
NlWorkspace *nl_customer_profile_get_workspace (NlCustomerProfile *self);

G_END_DECLS
