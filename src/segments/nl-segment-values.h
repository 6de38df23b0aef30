/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segments/nl-segment-vocabulary.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/* A value that an attribute has in a shop. */
typedef struct {
  char *text;
  char *name;            /* what it is called, where that is something else, or NULL */
  gint64 customer_count; /* how many customers have it */
} NlSegmentValueCount;

gboolean nl_segment_values_are_known (const NlSegmentAttribute *attribute);
DexFuture *nl_segment_values_load (NlStore *store,
                                   gint64 shop_id,
                                   const NlSegmentAttribute *attribute,
                                   GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
