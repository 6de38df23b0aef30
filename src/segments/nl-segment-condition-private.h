/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "segments/nl-segment-condition.h"
#include "segments/nl-segment-node.h"

G_BEGIN_DECLS

struct _NlSegmentCondition {
  GObject parent_instance;
  const NlSegmentAttribute *attribute; /* of an attribute or a parameter */
  const NlSegmentFunction *function;   /* of a function */
  NlSegmentOperator op;
  char **values;            /* text without quotes, all else as a query writes it */
  gboolean has_bare_values; /* of a type that has quotes, but was written without */
  gboolean is_negated;
  GListStore *parameters; /* (element-type NlSegmentCondition) */
};

gboolean nl_segment_condition_has_quotes (NlSegmentType type);
NlSegmentCondition *nl_segment_condition_new_for_node (const NlSegmentNode *node,
                                                       gboolean is_negated);

G_END_DECLS
