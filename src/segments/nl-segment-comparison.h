/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "store/nl-store.h"

G_BEGIN_DECLS

JsonObject *nl_segment_comparison_collect (NlConnection *connection,
                                           gint64 shop_id,
                                           const char *first,
                                           const char *second,
                                           gint64 now,
                                           GError **error);
DexFuture *nl_segment_comparison_load (NlStore *store,
                                       gint64 shop_id,
                                       const char *first,
                                       const char *second,
                                       GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
