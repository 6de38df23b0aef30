/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segments/nl-segment-node.h"
#include "segments/nl-segment-query.h"
#include "segments/nl-segment-range.h"

G_BEGIN_DECLS

void nl_segment_compile_range (NlSegmentSql *sql,
                               const char *expression,
                               const NlSegmentRange *range);
void nl_segment_compile_choice (NlSegmentSql *sql, const NlSegmentTest *test);
void nl_segment_compile_function (NlSegmentSql *sql,
                                  const NlSegmentNode *node,
                                  const NlSegmentContext *context);
gboolean nl_segment_compile_rows (NlSegmentSql *sql,
                                  const NlSegmentNode *node,
                                  const NlSegmentContext *context,
                                  gboolean is_distinct);
void nl_segment_compile_node (NlSegmentSql *sql,
                              const NlSegmentNode *node,
                              const NlSegmentContext *context);
void nl_segment_compile_distance (NlSegmentSql *sql, const NlSegmentNode *node);

G_END_DECLS
