/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-duplicate.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

DexFuture *nl_duplicates_find (NlStore *store,
                               gint64 shop_id,
                               guint limit,
                               GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_duplicates_set_distinct (NlStore *store,
                                       NlDuplicate *duplicate) G_GNUC_WARN_UNUSED_RESULT;

NlCustomer *nl_duplicates_propose (NlCustomer *first, NlCustomer *second);
DexFuture *nl_duplicates_merge (NlStore *store,
                                NlCustomer *merged,
                                gint64 other_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
