/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-customer.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

DexFuture *nl_customers_save (NlStore *store, NlCustomer *customer) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_customers_list_orders (NlStore *store, gint64 customer_id) G_GNUC_WARN_UNUSED_RESULT;

char *nl_customer_dup_name (NlCustomer *self);

G_END_DECLS
