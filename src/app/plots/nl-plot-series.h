/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define NL_TYPE_PLOT_SERIES (nl_plot_series_get_type ())
G_DECLARE_FINAL_TYPE (NlPlotSeries, nl_plot_series, NL, PLOT_SERIES, GObject)

typedef char *(*NlPlotFormatFunc) (double value, gpointer data);

NlPlotSeries *nl_plot_series_new (const char *name);
const char *nl_plot_series_get_name (NlPlotSeries *self);

void nl_plot_series_set_format (NlPlotSeries *self,
                                NlPlotFormatFunc func,
                                gpointer data,
                                GDestroyNotify data_destroy);
char *nl_plot_series_format (NlPlotSeries *self, double value);
void nl_plot_series_set_whole (NlPlotSeries *self, gboolean whole);
gboolean nl_plot_series_get_whole (NlPlotSeries *self);

void nl_plot_series_add (NlPlotSeries *self,
                         const char *label,
                         const char *full_label,
                         double value,
                         const char *value_text);
guint nl_plot_series_get_n_points (NlPlotSeries *self);
const char *nl_plot_series_get_label (NlPlotSeries *self, guint index);
const char *nl_plot_series_get_full_label (NlPlotSeries *self, guint index);
double nl_plot_series_get_value (NlPlotSeries *self, guint index);
char *nl_plot_series_dup_value_text (NlPlotSeries *self, guint index);
gboolean nl_plot_series_get_range (NlPlotSeries *self, guint *lowest, guint *highest);

G_END_DECLS
