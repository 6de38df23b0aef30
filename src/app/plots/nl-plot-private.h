/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plots/nl-plot.h"

G_BEGIN_DECLS

/* What nl-plot.c and nl-plot-input.c have between them. */
void nl_plot_add_input (NlPlot *self);
void nl_plot_set_hovered (NlPlot *self, guint index);
void nl_plot_set_cursor (NlPlot *self, guint index);
guint nl_plot_get_cursor (NlPlot *self);
gboolean nl_plot_activate_item (NlPlot *self, guint index);

G_END_DECLS
