/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/segments/nl-picker.h"
#include "segments/nl-segment-condition.h"

G_BEGIN_DECLS

NlPicker *nl_attribute_picker_new (const char *accessible_name);
NlSegmentCondition *nl_attribute_picker_create_condition (const char *name);

G_END_DECLS
