/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "segments/nl-segment-query.h"
#include "shops/nl-shop.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/**
 * NlSegmentProbeState:
 * @NL_SEGMENT_PROBE_EMPTY: there is no query
 * @NL_SEGMENT_PROBE_COUNTING: the answer is on its way
 * @NL_SEGMENT_PROBE_COUNTED: there is an answer
 * @NL_SEGMENT_PROBE_UNFINISHED: the query ends too early
 * @NL_SEGMENT_PROBE_WRONG: the query is wrong
 * @NL_SEGMENT_PROBE_MISSING_DATA: the query is right, but the shop lacks what it asks for
 * @NL_SEGMENT_PROBE_FAILED: the count failed
 *
 * What is known about a query that is being typed.
 */
typedef enum {
  NL_SEGMENT_PROBE_EMPTY,
  NL_SEGMENT_PROBE_COUNTING,
  NL_SEGMENT_PROBE_COUNTED,
  NL_SEGMENT_PROBE_UNFINISHED,
  NL_SEGMENT_PROBE_WRONG,
  NL_SEGMENT_PROBE_MISSING_DATA,
  NL_SEGMENT_PROBE_FAILED,
} NlSegmentProbeState;

#define NL_TYPE_SEGMENT_PROBE (nl_segment_probe_get_type ())
G_DECLARE_FINAL_TYPE (NlSegmentProbe, nl_segment_probe, NL, SEGMENT_PROBE, GObject)

NlSegmentProbe *nl_segment_probe_new (NlStore *store, NlShop *shop);
void nl_segment_probe_set_query (NlSegmentProbe *self, const char *query);
NlSegmentProbeState nl_segment_probe_get_state (NlSegmentProbe *self);
const GError *nl_segment_probe_get_error (NlSegmentProbe *self);
gint64 nl_segment_probe_get_count (NlSegmentProbe *self);
gint64 nl_segment_probe_get_total (NlSegmentProbe *self);
NlSegmentQuery *nl_segment_probe_get_parsed (NlSegmentProbe *self);
JsonObject *nl_segment_probe_get_statistics (NlSegmentProbe *self);

G_END_DECLS
