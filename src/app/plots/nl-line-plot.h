/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plots/nl-plot.h"

G_BEGIN_DECLS

#define NL_TYPE_LINE_PLOT (nl_line_plot_get_type ())
G_DECLARE_FINAL_TYPE (NlLinePlot, nl_line_plot, NL, LINE_PLOT, NlPlot)

GtkWidget *nl_line_plot_new (const char *title, const char *empty_text);
void nl_line_plot_set_from_zero (NlLinePlot *self, gboolean from_zero);
gboolean nl_line_plot_get_from_zero (NlLinePlot *self);

G_END_DECLS
