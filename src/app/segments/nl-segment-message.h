/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/segments/nl-segment-probe.h"

G_BEGIN_DECLS

#define NL_TYPE_SEGMENT_MESSAGE (nl_segment_message_get_type ())
G_DECLARE_FINAL_TYPE (NlSegmentMessage, nl_segment_message, NL, SEGMENT_MESSAGE, AdwBin)

void nl_segment_message_update (NlSegmentMessage *self, NlSegmentProbe *probe);
const char *nl_segment_message_get_text (NlSegmentMessage *self);

G_END_DECLS
