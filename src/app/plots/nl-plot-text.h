/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plots/nl-plot-series.h"

G_BEGIN_DECLS

char *nl_plot_text_point (NlPlotSeries *series, NlPlotSeries *comparison, guint index);
char *nl_plot_text_bubble (NlPlotSeries *series, NlPlotSeries *comparison, guint index);
char *nl_plot_text_describe (NlPlotSeries *series, NlPlotSeries *comparison);

G_END_DECLS
