/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plots/nl-plot-style.h"

G_BEGIN_DECLS

/* Which end of a bar is round: the one where the value is. */
typedef enum {
  NL_PLOT_END_UP,
  NL_PLOT_END_DOWN,
  NL_PLOT_END_LEFT,
  NL_PLOT_END_RIGHT,
  NL_PLOT_END_ALL,
} NlPlotEnd;

typedef enum { NL_PLOT_FILL_ACCENT, NL_PLOT_FILL_MUTED } NlPlotFill;

void nl_plot_draw_text (GtkSnapshot *snapshot,
                        const NlPlotStyle *style,
                        PangoLayout *layout,
                        double x,
                        double y,
                        const GdkRGBA *color);
void nl_plot_draw_rect (GtkSnapshot *snapshot,
                        const NlPlotStyle *style,
                        const graphene_rect_t *rect,
                        double radius,
                        const GdkRGBA *color);
void nl_plot_draw_bar (GtkSnapshot *snapshot,
                       const NlPlotStyle *style,
                       const graphene_rect_t *rect,
                       NlPlotEnd end,
                       NlPlotFill fill);
void nl_plot_draw_focus (GtkSnapshot *snapshot,
                         const NlPlotStyle *style,
                         const graphene_rect_t *rect,
                         double radius);
void nl_plot_draw_empty (GtkSnapshot *snapshot, const NlPlotStyle *style, const char *text);
void nl_plot_draw_bubble (GtkSnapshot *snapshot,
                          const NlPlotStyle *style,
                          PangoLayout *layout,
                          const graphene_rect_t *area,
                          double center,
                          double clearance,
                          double bottom);

G_END_DECLS
