/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The ticks of a value axis: first, first + step, …, first + (n - 1) * step. */
typedef struct {
  double first;
  double step;
  guint n;
} NlPlotTicks;

void nl_plot_ticks_init (
    NlPlotTicks *ticks, double lowest, double highest, guint most, gboolean whole);
double nl_plot_ticks_get (const NlPlotTicks *ticks, guint index);
double nl_plot_ticks_get_last (const NlPlotTicks *ticks);
double nl_plot_ticks_get_fraction (const NlPlotTicks *ticks, double value);

G_END_DECLS
