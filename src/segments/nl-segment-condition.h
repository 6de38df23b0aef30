/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "segments/nl-segment-vocabulary.h"

G_BEGIN_DECLS

#define NL_TYPE_SEGMENT_CONDITION (nl_segment_condition_get_type ())
G_DECLARE_FINAL_TYPE (NlSegmentCondition, nl_segment_condition, NL, SEGMENT_CONDITION, GObject)

NlSegmentCondition *nl_segment_condition_new (const char *name);

const char *nl_segment_condition_get_name (NlSegmentCondition *self);
const char *nl_segment_condition_get_label (NlSegmentCondition *self);
const char *nl_segment_condition_get_description (NlSegmentCondition *self);
const NlSegmentAttribute *nl_segment_condition_get_attribute (NlSegmentCondition *self);
const NlSegmentFunction *nl_segment_condition_get_function (NlSegmentCondition *self);

NlSegmentOperator nl_segment_condition_get_operator (NlSegmentCondition *self);
void nl_segment_condition_set_operator (NlSegmentCondition *self, NlSegmentOperator op);
const char *const *nl_segment_condition_get_values (NlSegmentCondition *self);
void nl_segment_condition_set_values (NlSegmentCondition *self, const char *const *values);
gboolean nl_segment_condition_is_negated (NlSegmentCondition *self);
void nl_segment_condition_set_negated (NlSegmentCondition *self, gboolean negated);

GListModel *nl_segment_condition_get_parameters (NlSegmentCondition *self);
NlSegmentCondition *nl_segment_condition_add_parameter (NlSegmentCondition *self, const char *name);
void nl_segment_condition_remove_parameter (NlSegmentCondition *self,
                                            NlSegmentCondition *parameter);

char *nl_segment_condition_to_string (NlSegmentCondition *self, GError **error);

G_END_DECLS
