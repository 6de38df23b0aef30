/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segments/nl-segment.h"
#include "shops/nl-shop.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

DexFuture *nl_segment_snapshot_take (NlStore *store,
                                     NlShop *shop,
                                     const char *name,
                                     const char *query) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_segment_snapshot_take_undoable (NlStore *store,
                                              NlShop *shop,
                                              const char *name,
                                              const char *query) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_segment_snapshot_take_customers (NlStore *store,
                                               NlShop *shop,
                                               const char *name,
                                               GArray *customer_ids) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
