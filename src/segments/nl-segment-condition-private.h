/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segments/nl-segment-condition.h"
#include "segments/nl-segment-node.h"

G_BEGIN_DECLS

NlSegmentCondition *nl_segment_condition_new_for_node (const NlSegmentNode *node,
                                                       gboolean is_negated);

G_END_DECLS
