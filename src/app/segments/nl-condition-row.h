/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/segments/nl-query-values.h"
#include "segments/nl-segment-builder.h"

G_BEGIN_DECLS

#define NL_TYPE_CONDITION_ROW (nl_condition_row_get_type ())
G_DECLARE_FINAL_TYPE (NlConditionRow, nl_condition_row, NL, CONDITION_ROW, GtkListBoxRow)

NlConditionRow *nl_condition_row_new (NlSegmentBuilder *builder,
                                      NlSegmentCondition *condition,
                                      const char *joiner,
                                      NlQueryValues *values,
                                      const char *currency);
NlSegmentCondition *nl_condition_row_get_condition (NlConditionRow *self);
void nl_condition_row_edit (NlConditionRow *self);
void nl_condition_row_show_problem (NlConditionRow *self, gboolean is_late);

G_END_DECLS
