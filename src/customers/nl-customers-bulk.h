/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/nl-operation.h"
#include "customers/nl-customer.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/* Changes of many customers at once: each is one transaction that can be undone, or cancelled. */

DexFuture *nl_customers_add_tags (NlStore *store,
                                  GArray *ids,
                                  const char *const *tags,
                                  NlOperation *operation) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_customers_remove_tags (NlStore *store,
                                     GArray *ids,
                                     const char *const *tags,
                                     NlOperation *operation) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_customers_set_consent (NlStore *store,
                                     GArray *ids,
                                     NlCustomerField field,
                                     const char *status,
                                     NlOperation *operation) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_customers_erase (NlStore *store,
                               GArray *ids,
                               NlOperation *operation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
