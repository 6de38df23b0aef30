/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/segments/nl-query-values.h"
#include "segments/nl-segment-condition.h"

G_BEGIN_DECLS

#define NL_TYPE_CONDITION_EDITOR (nl_condition_editor_get_type ())
G_DECLARE_FINAL_TYPE (NlConditionEditor, nl_condition_editor, NL, CONDITION_EDITOR, AdwBin)

NlConditionEditor *nl_condition_editor_new (NlSegmentCondition *condition,
                                            NlQueryValues *values,
                                            const char *currency);
void nl_condition_editor_begin (NlSegmentCondition *condition);

G_END_DECLS
