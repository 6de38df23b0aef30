/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segments/nl-segment-node.h"
#include "segments/nl-segment-query.h"

G_BEGIN_DECLS

/* The whole numbers that a comparison wants: low to high, both included (none when low > high), or
 * all others. */
typedef struct {
  gint64 low;
  gint64 high;
  gboolean is_negated;
} NlSegmentRange;

NlSegmentRange nl_segment_test_get_range (const NlSegmentTest *test,
                                          const NlSegmentContext *context,
                                          guint minor_digits);
gboolean nl_segment_range_contains (const NlSegmentRange *range, gint64 number);
void nl_segment_value_get_instants (const NlSegmentValue *value,
                                    const NlSegmentContext *context,
                                    gint64 *first,
                                    gint64 *last);

G_END_DECLS
