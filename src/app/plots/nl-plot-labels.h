/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plots/nl-plot-frame.h"

G_BEGIN_DECLS

guint nl_plot_labels_get_step (double widest, double slot, double gap, guint n);
void nl_plot_labels_draw (const NlPlotFrame *frame, GtkSnapshot *snapshot);

G_END_DECLS
