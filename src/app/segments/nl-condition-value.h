/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/segments/nl-query-values.h"
#include "segments/nl-segment-condition.h"

G_BEGIN_DECLS

GtkWidget *nl_condition_value_new (NlSegmentCondition *condition,
                                   guint index,
                                   NlQueryValues *values,
                                   const char *currency);
GtkWidget *nl_condition_value_new_list (NlSegmentCondition *condition);
const char *nl_condition_value_get_label (const NlSegmentAttribute *attribute, const char *value);

G_END_DECLS
