/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segments/nl-segment.h"
#include "shops/nl-shop.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/* How many customers a segment had on a day. */
typedef struct {
  gint64 day; /* days since 1970-01-01, of the shop's calendar */
  gint64 customer_count;
} NlSegmentSize;

gint64 nl_segment_history_get_day (NlShop *shop, gint64 now);
gboolean nl_segment_history_add (
    NlConnection *connection, gint64 segment_id, gint64 day, gint64 customer_count, GError **error);
DexFuture *nl_segment_history_load (NlStore *store, gint64 segment_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
