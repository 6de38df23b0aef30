/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-store.h"

G_BEGIN_DECLS

gboolean nl_segment_count_customers (NlConnection *connection,
                                     gint64 shop_id,
                                     const char *query,
                                     gint64 now,
                                     gint64 *count,
                                     GError **error);
DexFuture *nl_segment_count (NlStore *store,
                             gint64 shop_id,
                             const char *query,
                             GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
