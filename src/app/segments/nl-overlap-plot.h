/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NL_TYPE_OVERLAP_PLOT (nl_overlap_plot_get_type ())
G_DECLARE_FINAL_TYPE (NlOverlapPlot, nl_overlap_plot, NL, OVERLAP_PLOT, GtkWidget)

void nl_overlap_plot_set_counts (NlOverlapPlot *self,
                                 gint64 only_first,
                                 gint64 both,
                                 gint64 only_second,
                                 const char *description);
double nl_overlap_plot_get_distance (double first, double second, double both);

G_END_DECLS
