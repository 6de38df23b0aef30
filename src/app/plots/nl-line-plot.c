/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plots/nl-line-plot.h"

#include <math.h>

#include "app/plots/nl-plot-curve.h"
#include "app/plots/nl-plot-frame.h"
#include "app/plots/nl-plot-shapes.h"

struct _NlLinePlot {
  NlPlot parent_instance;

  gboolean from_zero;
};

enum {
  PROP_0,
  PROP_FROM_ZERO,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (NlLinePlot, nl_line_plot, NL_TYPE_PLOT)

static void
find_points (const NlPlotFrame *frame, NlPlotSeries *series, graphene_point_t *points)
{
  double slot = nl_plot_frame_get_slot_width (frame);
  guint n = nl_plot_series_get_n_points (series);

  for (guint i = 0; i < frame->n_slots; i++) {
    double value = i < n ? nl_plot_series_get_value (series, i) : NAN;

    points[i].x = (float) (nl_plot_frame_get_slot_x (frame, i) + slot / 2);
    points[i].y = isnan (value) ? NAN : (float) nl_plot_frame_get_y (frame, value);
  }
}

/* The line appears from where time starts. */
static void
push_reveal (NlPlot *plot, const NlPlotFrame *frame, GtkSnapshot *snapshot)
{
  double shown = gtk_widget_get_width (GTK_WIDGET (plot)) * nl_plot_get_growth (plot);

  gtk_snapshot_push_clip (
      snapshot,
      &GRAPHENE_RECT_INIT ((float) nl_plot_style_mirror (frame->style, 0, shown), 0, (float) shown,
                           (float) gtk_widget_get_height (GTK_WIDGET (plot))));
}

static void
draw_series (NlLinePlot *self, const NlPlotFrame *frame, GtkSnapshot *snapshot)
{
  g_autofree graphene_point_t *points = g_new (graphene_point_t, frame->n_slots);
  const NlPlotStyle *style = frame->style;
  double width = MAX (2.0, style->em * 0.11);

  if (frame->comparison != NULL) {
    find_points (frame, frame->comparison, points);
    nl_plot_curve_stroke (snapshot, points, frame->n_slots, width, TRUE, &style->second_line);
  }

  find_points (frame, frame->series, points);
  if (self->from_zero && frame->ticks.first >= 0)
    nl_plot_curve_fill (snapshot, points, frame->n_slots, &frame->area, &style->line);
  nl_plot_curve_stroke (snapshot, points, frame->n_slots,
                        style->high_contrast ? width * 1.5 : width, FALSE, &style->line);
}

static void
draw_selection (const NlPlotFrame *frame, GtkSnapshot *snapshot, guint index)
{
  const NlPlotStyle *style = frame->style;
  double center
      = nl_plot_frame_get_slot_x (frame, index) + nl_plot_frame_get_slot_width (frame) / 2;
  double value = nl_plot_series_get_value (frame->series, index);
  double stroke = nl_plot_style_get_stroke (style);

  nl_plot_draw_rect (snapshot, style,
                     &GRAPHENE_RECT_INIT ((float) nl_plot_style_snap_x (style, center - stroke / 2),
                                          frame->area.origin.y, (float) stroke,
                                          frame->area.size.height),
                     0, &style->axis);
  if (!isnan (value))
    nl_plot_curve_dot (
        snapshot, &GRAPHENE_POINT_INIT ((float) center, (float) nl_plot_frame_get_y (frame, value)),
        style->em * 0.22, &style->line);
  nl_plot_frame_draw_bubble (frame, snapshot, index);
}

static void
nl_line_plot_draw (NlPlot *plot, GtkSnapshot *snapshot, const NlPlotStyle *style)
{
  NlLinePlot *self = NL_LINE_PLOT (plot);
  g_auto (NlPlotFrame) frame = { 0 };
  guint selected = nl_plot_get_selected (plot);

  nl_plot_frame_init (&frame, style, nl_plot_get_series (plot), nl_plot_get_comparison (plot),
                      self->from_zero);
  frame.lines = TRUE;
  nl_plot_frame_draw (&frame, snapshot);
  push_reveal (plot, &frame, snapshot);
  draw_series (self, &frame, snapshot);
  gtk_snapshot_pop (snapshot);
  if (selected != NL_PLOT_NONE)
    draw_selection (&frame, snapshot, selected);
}

static guint
nl_line_plot_find_item (NlPlot *plot, double x, double y)
{
  g_auto (NlPlotFrame) frame = { 0 };
  NlPlotStyle style;

  nl_plot_style_init (&style, GTK_WIDGET (plot));
  nl_plot_frame_init (&frame, &style, nl_plot_get_series (plot), nl_plot_get_comparison (plot),
                      NL_LINE_PLOT (plot)->from_zero);
  return nl_plot_frame_find_slot (&frame, x);
}

static void
nl_line_plot_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FROM_ZERO)
    g_value_set_boolean (value, nl_line_plot_get_from_zero (NL_LINE_PLOT (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_line_plot_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FROM_ZERO)
    nl_line_plot_set_from_zero (NL_LINE_PLOT (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_line_plot_class_init (NlLinePlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  NlPlotClass *plot_class = NL_PLOT_CLASS (klass);

  object_class->get_property = nl_line_plot_get_property;
  object_class->set_property = nl_line_plot_set_property;
  plot_class->draw = nl_line_plot_draw;
  plot_class->find_item = nl_line_plot_find_item;

  properties[PROP_FROM_ZERO]
      = g_param_spec_boolean ("from-zero", NULL, NULL, TRUE,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
nl_line_plot_init (NlLinePlot *self)
{
  self->from_zero = TRUE;
}

/**
 * nl_line_plot_new:
 * @title: (nullable): the accessible name, translated
 * @empty_text: (nullable): what to say while there is no data, translated
 *
 * Makes a plot of a line: something that is measured over time. A second series is a dashed line
 * behind it.
 *
 * Returns: the plot
 */
GtkWidget *
nl_line_plot_new (const char *title, const char *empty_text)
{
  return g_object_new (NL_TYPE_LINE_PLOT, "title", title, "empty-text", empty_text, NULL);
}

/**
 * nl_line_plot_set_from_zero:
 * @self: a line plot
 * @from_zero: whether the value axis starts at zero and the area below the line is filled; or
 *   whether it starts near the lowest value, for changes that are small beside the whole
 */
void
nl_line_plot_set_from_zero (NlLinePlot *self, gboolean from_zero)
{
  g_return_if_fail (NL_IS_LINE_PLOT (self));

  if (self->from_zero == !!from_zero)
    return;
  self->from_zero = !!from_zero;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FROM_ZERO]);
}

/**
 * nl_line_plot_get_from_zero:
 * @self: a line plot
 *
 * Returns: whether the value axis starts at zero
 */
gboolean
nl_line_plot_get_from_zero (NlLinePlot *self)
{
  g_return_val_if_fail (NL_IS_LINE_PLOT (self), TRUE);
  return self->from_zero;
}
