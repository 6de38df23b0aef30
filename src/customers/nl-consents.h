/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-consent.h"
#include "customers/nl-customer.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

void nl_consents_date (NlCustomer *customer, const char *source);
GPtrArray *nl_consents_fetch (gint64 customer_id, NlConnection *connection, GError **error);
DexFuture *nl_consents_list (NlStore *store, gint64 customer_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
