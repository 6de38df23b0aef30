/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plots/nl-plot.h"

G_BEGIN_DECLS

#define NL_TYPE_RANK_PLOT (nl_rank_plot_get_type ())
G_DECLARE_FINAL_TYPE (NlRankPlot, nl_rank_plot, NL, RANK_PLOT, NlPlot)

GtkWidget *nl_rank_plot_new (const char *title, const char *empty_text);

G_END_DECLS
