/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plots/nl-plot-series.h"
#include "app/plots/nl-plot-style.h"
#include "app/plots/nl-plot-ticks.h"

G_BEGIN_DECLS

/* What bars and lines have around them: a value axis with gridlines, a label below each slot, and a
 * legend when there are two series. Coordinates are the widget's. */
typedef struct {
  const NlPlotStyle *style;
  NlPlotSeries *series;
  NlPlotSeries *comparison;
  NlPlotTicks ticks;
  graphene_rect_t area;
  guint n_slots;
  GPtrArray *tick_layouts;
  /* Whether the legend shows lines rather than bars. */
  gboolean lines;
} NlPlotFrame;

void nl_plot_frame_init (NlPlotFrame *frame,
                         const NlPlotStyle *style,
                         NlPlotSeries *series,
                         NlPlotSeries *comparison,
                         gboolean from_zero);
void nl_plot_frame_clear (NlPlotFrame *frame);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NlPlotFrame, nl_plot_frame_clear)

double nl_plot_frame_get_slot_width (const NlPlotFrame *frame);
double nl_plot_frame_get_slot_x (const NlPlotFrame *frame, guint index);
double nl_plot_frame_get_y (const NlPlotFrame *frame, double value);
guint nl_plot_frame_find_slot (const NlPlotFrame *frame, double x);
void nl_plot_frame_draw (const NlPlotFrame *frame, GtkSnapshot *snapshot);
void nl_plot_frame_draw_highlight (const NlPlotFrame *frame, GtkSnapshot *snapshot, guint index);
void nl_plot_frame_draw_bubble (const NlPlotFrame *frame, GtkSnapshot *snapshot, guint index);

G_END_DECLS
