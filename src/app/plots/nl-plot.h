/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/plots/nl-plot-series.h"
#include "app/plots/nl-plot-style.h"

G_BEGIN_DECLS

#define NL_PLOT_NONE G_MAXUINT

#define NL_TYPE_PLOT (nl_plot_get_type ())
G_DECLARE_DERIVABLE_TYPE (NlPlot, nl_plot, NL, PLOT, GtkWidget)

struct _NlPlotClass {
  GtkWidgetClass parent_class;

  /* Which arrow keys go from item to item. */
  GtkOrientation orientation;
  /* Draws the data; called only when there is some. */
  void (*draw) (NlPlot *self, GtkSnapshot *snapshot, const NlPlotStyle *style);
  /* The item at a place, or NL_PLOT_NONE. */
  guint (*find_item) (NlPlot *self, double x, double y);
};

void nl_plot_set_title (NlPlot *self, const char *title);
const char *nl_plot_get_title (NlPlot *self);
void nl_plot_set_empty_text (NlPlot *self, const char *empty_text);
const char *nl_plot_get_empty_text (NlPlot *self);
void nl_plot_set_activatable (NlPlot *self, gboolean activatable);
gboolean nl_plot_get_activatable (NlPlot *self);

void nl_plot_set_series (NlPlot *self, NlPlotSeries *series, NlPlotSeries *comparison);
NlPlotSeries *nl_plot_get_series (NlPlot *self);
NlPlotSeries *nl_plot_get_comparison (NlPlot *self);
gboolean nl_plot_has_data (NlPlot *self);
char *nl_plot_dup_description (NlPlot *self);

guint nl_plot_get_selected (NlPlot *self);
double nl_plot_get_growth (NlPlot *self);

G_END_DECLS
