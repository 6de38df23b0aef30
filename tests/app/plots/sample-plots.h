/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/plots/nl-plot-series.h"

G_BEGIN_DECLS

#define SAMPLE_MOST_PLOTS 16

/* Plots of every kind with the numbers of a small shop, for tests and for looking at. */
typedef struct {
  const char *name;
  GtkWidget *widget;
} SamplePlot;

NlPlotSeries *sample_series_months (const char *name, double size);
NlPlotSeries *sample_series_countries (void);
GtkWidget *sample_rfm_grid (void);
guint sample_plots_make (SamplePlot *plots);

G_END_DECLS
