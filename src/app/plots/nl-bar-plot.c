/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plots/nl-bar-plot.h"

#include <math.h>

#include "app/plots/nl-plot-frame.h"
#include "app/plots/nl-plot-shapes.h"

struct _NlBarPlot {
  NlPlot parent_instance;
};

G_DEFINE_FINAL_TYPE (NlBarPlot, nl_bar_plot, NL_TYPE_PLOT)

static void
draw_bar (const NlPlotFrame *frame,
          GtkSnapshot *snapshot,
          double value,
          double x,
          double width,
          double growth,
          NlPlotFill fill)
{
  double zero, end;

  if (isnan (value) || value == 0.0)
    return;
  zero = nl_plot_style_snap_y (frame->style, nl_plot_frame_get_y (frame, 0));
  end = nl_plot_frame_get_y (frame, value * growth);
  /* Something is more than nothing, however little. */
  end = value > 0 ? MIN (end, zero - 1) : MAX (end, zero + 1);
  nl_plot_draw_bar (snapshot, frame->style,
                    &GRAPHENE_RECT_INIT ((float) x, (float) MIN (zero, end), (float) width,
                                         (float) fabs (zero - end)),
                    value > 0 ? NL_PLOT_END_UP : NL_PLOT_END_DOWN, fill);
}

static void
draw_slot (NlPlot *plot, const NlPlotFrame *frame, GtkSnapshot *snapshot, guint index)
{
  const NlPlotStyle *style = frame->style;
  NlPlotSeries *second = frame->comparison;
  double slot = nl_plot_frame_get_slot_width (frame), growth = nl_plot_get_growth (plot);
  double value = nl_plot_series_get_value (frame->series, index);
  double wanted = MIN (slot * (slot < style->em ? 0.8 : 0.64), style->em * 3);
  double pixel = 1.0 / style->scale, gap = second != NULL && wanted > 6 ? pixel : 0;
  double width = (second != NULL ? (wanted - gap) / 2 : wanted);
  double left, right;

  /* Whole pixels, so that all bars are equally wide. */
  width = MAX (floor (width / pixel) * pixel, pixel);
  left
      = nl_plot_style_snap_x (style, nl_plot_frame_get_slot_x (frame, index)
                                         + (slot - (second != NULL ? 2 * width + gap : width)) / 2);
  if (second == NULL) {
    draw_bar (frame, snapshot, value, left, width, growth, NL_PLOT_FILL_ACCENT);
    return;
  }

  right = left + width + gap;
  if (index < nl_plot_series_get_n_points (second))
    draw_bar (frame, snapshot, nl_plot_series_get_value (second, index), style->rtl ? right : left,
              width, growth, NL_PLOT_FILL_MUTED);
  draw_bar (frame, snapshot, value, style->rtl ? left : right, width, growth, NL_PLOT_FILL_ACCENT);
}

static void
nl_bar_plot_draw (NlPlot *plot, GtkSnapshot *snapshot, const NlPlotStyle *style)
{
  g_auto (NlPlotFrame) frame = { 0 };
  guint selected = nl_plot_get_selected (plot);

  nl_plot_frame_init (&frame, style, nl_plot_get_series (plot), nl_plot_get_comparison (plot),
                      TRUE);
  nl_plot_frame_draw (&frame, snapshot);
  if (selected != NL_PLOT_NONE)
    nl_plot_frame_draw_highlight (&frame, snapshot, selected);
  for (guint i = 0; i < frame.n_slots; i++)
    draw_slot (plot, &frame, snapshot, i);
  if (selected != NL_PLOT_NONE)
    nl_plot_frame_draw_bubble (&frame, snapshot, selected);
}

static guint
nl_bar_plot_find_item (NlPlot *plot, double x, double y)
{
  g_auto (NlPlotFrame) frame = { 0 };
  NlPlotStyle style;

  nl_plot_style_init (&style, GTK_WIDGET (plot));
  nl_plot_frame_init (&frame, &style, nl_plot_get_series (plot), nl_plot_get_comparison (plot),
                      TRUE);
  return nl_plot_frame_find_slot (&frame, x);
}

static void
nl_bar_plot_class_init (NlBarPlotClass *klass)
{
  NlPlotClass *plot_class = NL_PLOT_CLASS (klass);

  plot_class->draw = nl_bar_plot_draw;
  plot_class->find_item = nl_bar_plot_find_item;
}

static void
nl_bar_plot_init (NlBarPlot *self)
{}

/**
 * nl_bar_plot_new:
 * @title: (nullable): the accessible name, translated
 * @empty_text: (nullable): what to say while there is no data, translated
 *
 * Makes a plot of upright bars: amounts over time or by category. A second series stands beside
 * the first.
 *
 * Returns: the plot
 */
GtkWidget *
nl_bar_plot_new (const char *title, const char *empty_text)
{
  return g_object_new (NL_TYPE_BAR_PLOT, "title", title, "empty-text", empty_text, NULL);
}
