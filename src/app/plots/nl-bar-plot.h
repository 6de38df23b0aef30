/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plots/nl-plot.h"

G_BEGIN_DECLS

#define NL_TYPE_BAR_PLOT (nl_bar_plot_get_type ())
G_DECLARE_FINAL_TYPE (NlBarPlot, nl_bar_plot, NL, BAR_PLOT, NlPlot)

GtkWidget *nl_bar_plot_new (const char *title, const char *empty_text);

G_END_DECLS
