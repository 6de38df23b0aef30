/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plots/nl-sparkline.h"

#include <math.h>

#include "app/plots/nl-plot-curve.h"
#include "app/plots/nl-plot-text.h"

struct _NlSparkline {
  NlPlot parent_instance;
};

G_DEFINE_FINAL_TYPE (NlSparkline, nl_sparkline, NL_TYPE_PLOT)

static void
nl_sparkline_draw (NlPlot *plot, GtkSnapshot *snapshot, const NlPlotStyle *style)
{
  NlPlotSeries *series = nl_plot_get_series (plot);
  guint n = nl_plot_series_get_n_points (series), lowest, highest, last = NL_PLOT_NONE;
  g_autofree graphene_point_t *points = g_new (graphene_point_t, n);
  double stroke = MAX (1.5, style->em * 0.08) * (style->high_contrast ? 1.4 : 1.0);
  double dot = stroke * 1.5, low, span;
  double width = gtk_widget_get_width (GTK_WIDGET (plot)) - 2 * dot;
  double height = gtk_widget_get_height (GTK_WIDGET (plot)) - 2 * dot;

  nl_plot_series_get_range (series, &lowest, &highest);
  low = nl_plot_series_get_value (series, lowest);
  /* In halves, which never overflow. */
  span = nl_plot_series_get_value (series, highest) / 2 - low / 2;
  for (guint i = 0; i < n; i++) {
    double value = nl_plot_series_get_value (series, i);
    double x = dot + width * (n > 1 ? (double) i / (n - 1) : 0.5);
    double up = span > 0 ? (value / 2 - low / 2) / span : 0.5;

    points[i].x = (float) nl_plot_style_mirror (style, x, 0);
    points[i].y = isnan (value) ? NAN : (float) (dot + height * (1.0 - up));
    if (!isnan (value))
      last = i;
  }

  nl_plot_curve_stroke (snapshot, points, n, stroke, FALSE, &style->line);
  nl_plot_curve_dot (snapshot, &points[last], dot, &style->line);
}

static guint
nl_sparkline_find_item (NlPlot *plot, double x, double y)
{
  return NL_PLOT_NONE;
}

static gboolean
nl_sparkline_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean keyboard_mode, GtkTooltip *tooltip)
{
  NlPlotSeries *series = nl_plot_get_series (NL_PLOT (widget));
  g_autofree char *text = NULL;

  if (!nl_plot_has_data (NL_PLOT (widget)))
    return FALSE;
  text = nl_plot_text_point (series, NULL, nl_plot_series_get_n_points (series) - 1);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
nl_sparkline_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  double em = nl_plot_get_em (widget);
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = (int) (em * (across ? 2 : 1));
  *natural = (int) (em * (across ? 4 : 1.3));
}

static void
nl_sparkline_class_init (NlSparklineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  NlPlotClass *plot_class = NL_PLOT_CLASS (klass);

  widget_class->measure = nl_sparkline_measure;
  widget_class->query_tooltip = nl_sparkline_query_tooltip;
  plot_class->draw = nl_sparkline_draw;
  plot_class->find_item = nl_sparkline_find_item;
}

static void
nl_sparkline_init (NlSparkline *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * nl_sparkline_new:
 * @title: (nullable): the accessible name, translated
 *
 * Makes a line without axes, small enough to stand in a row of text. It takes no focus: what it
 * says must be in the row as well, or in its tooltip.
 *
 * Returns: the sparkline
 */
GtkWidget *
nl_sparkline_new (const char *title)
{
  return g_object_new (NL_TYPE_SPARKLINE, "title", title, NULL);
}
