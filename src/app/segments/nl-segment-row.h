/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/nl-record-row.h"
#include "segments/nl-segment.h"

G_BEGIN_DECLS

#define NL_TYPE_SEGMENT_ROW (nl_segment_row_get_type ())
G_DECLARE_FINAL_TYPE (NlSegmentRow, nl_segment_row, NL, SEGMENT_ROW, NlRecordRow)

GtkWidget *nl_segment_row_new (NlRow *row);
void nl_segment_row_set_total (NlSegmentRow *self, gint64 total);

G_END_DECLS
