/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/shell/nl-workspace.h"
#include "segments/nl-segment.h"

G_BEGIN_DECLS

void nl_segment_delete (GtkWidget *widget, NlWorkspace *workspace, NlSegment *segment);
void nl_segment_rename (GtkWidget *widget, NlWorkspace *workspace, NlSegment *segment);
void nl_segment_duplicate (GtkWidget *widget, NlWorkspace *workspace, NlSegment *segment);

G_END_DECLS
