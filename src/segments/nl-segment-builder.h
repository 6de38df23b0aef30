/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segments/nl-segment-condition.h"

G_BEGIN_DECLS

/**
 * NlSegmentMatch:
 * @NL_SEGMENT_MATCH_ALL: customers for whom every group holds; one of its conditions is enough
 * @NL_SEGMENT_MATCH_ANY: customers for whom one group holds, with all its conditions
 *
 * How the groups of a builder belong together.
 */
typedef enum {
  NL_SEGMENT_MATCH_ALL,
  NL_SEGMENT_MATCH_ANY,
} NlSegmentMatch;

#define NL_TYPE_SEGMENT_BUILDER (nl_segment_builder_get_type ())
G_DECLARE_FINAL_TYPE (NlSegmentBuilder, nl_segment_builder, NL, SEGMENT_BUILDER, GObject)

NlSegmentBuilder *nl_segment_builder_new (void);

const char *nl_segment_builder_get_text (NlSegmentBuilder *self);
gboolean nl_segment_builder_set_text (NlSegmentBuilder *self, const char *text, GError **error);

NlSegmentMatch nl_segment_builder_get_match (NlSegmentBuilder *self);
void nl_segment_builder_set_match (NlSegmentBuilder *self, NlSegmentMatch match);
GListModel *nl_segment_builder_get_groups (NlSegmentBuilder *self);
void nl_segment_builder_add (NlSegmentBuilder *self, NlSegmentCondition *condition);
void nl_segment_builder_add_beside (NlSegmentBuilder *self,
                                    NlSegmentCondition *other,
                                    NlSegmentCondition *condition);
void nl_segment_builder_remove (NlSegmentBuilder *self, NlSegmentCondition *condition);
void nl_segment_builder_replace (NlSegmentBuilder *self,
                                 NlSegmentCondition *other,
                                 NlSegmentCondition *condition);
void nl_segment_builder_move (NlSegmentBuilder *self,
                              NlSegmentCondition *condition,
                              NlSegmentCondition *other);

G_END_DECLS
