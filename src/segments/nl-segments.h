/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segments/nl-segment-query.h"
#include "segments/nl-segment.h"
#include "shops/nl-shop.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

NlSegmentSql *nl_segments_compile (NlShop *shop, const char *query, GError **error);
gboolean nl_segments_add_condition (NlQuery *customers,
                                    NlShop *shop,
                                    const char *query,
                                    GError **error);

DexFuture *nl_segments_require_data (NlStore *store,
                                     NlShop *shop,
                                     const char *query) G_GNUC_WARN_UNUSED_RESULT;

DexFuture *nl_segments_save (NlStore *store,
                             NlShop *shop,
                             NlSegment *segment) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_segments_save_undoable (NlStore *store,
                                      NlShop *shop,
                                      NlSegment *segment) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_segments_list (NlStore *store, gint64 shop_id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_segments_recount (NlStore *store, NlShop *shop) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
