/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "segments/nl-segment.h"
#include "store/nl-row.h"

G_BEGIN_DECLS

#define NL_TYPE_SEGMENT_ROW (nl_segment_row_get_type ())
G_DECLARE_FINAL_TYPE (NlSegmentRow, nl_segment_row, NL, SEGMENT_ROW, GtkListBoxRow)

GtkWidget *nl_segment_row_new (NlRow *row);
NlSegment *nl_segment_row_get_segment (NlSegmentRow *self);
void nl_segment_row_set_total (NlSegmentRow *self, gint64 total);

G_END_DECLS
