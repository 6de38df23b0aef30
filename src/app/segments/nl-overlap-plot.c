/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-overlap-plot.h"

#include <math.h>

#include "app/plots/nl-plot-style.h"

#define HEIGHT 180
#define STEPS 60

/**
 * NlOverlapPlot:
 *
 * Two circles whose areas, and the area that they share, are as large as two groups of customers
 * and the one that is in both.
 */
struct _NlOverlapPlot {
  GtkWidget parent_instance;
  double first; /* with those in both */
  double second;
  double both;
};

G_DEFINE_FINAL_TYPE (NlOverlapPlot, nl_overlap_plot, GTK_TYPE_WIDGET)

/* The area that two circles share whose middles are @d apart. */
static double
get_lens (double r1, double r2, double d)
{
  double a;
  double b;

  if (d >= r1 + r2)
    return 0;
  if (d <= fabs (r1 - r2))
    return G_PI * MIN (r1, r2) * MIN (r1, r2);
  a = acos (CLAMP ((d * d + r1 * r1 - r2 * r2) / (2 * d * r1), -1, 1));
  b = acos (CLAMP ((d * d + r2 * r2 - r1 * r1) / (2 * d * r2), -1, 1));
  return r1 * r1 * (a - sin (2 * a) / 2) + r2 * r2 * (b - sin (2 * b) / 2);
}

/**
 * nl_overlap_plot_get_distance:
 * @first: the area of a circle
 * @second: the area of another
 * @both: the area that they are to share
 *
 * Returns: how far apart their middles must be
 */
double
nl_overlap_plot_get_distance (double first, double second, double both)
{
  double r1 = sqrt (first / G_PI);
  double r2 = sqrt (second / G_PI);
  double low = fabs (r1 - r2);
  double high = r1 + r2;

  if (both <= 0)
    return high;
  for (guint i = 0; i < STEPS; i++) {
    double middle = (low + high) / 2;

    if (get_lens (r1, r2, middle) > both)
      low = middle;
    else
      high = middle;
  }
  return (low + high) / 2;
}

static void
draw_circle (GtkSnapshot *snapshot,
             const NlPlotStyle *style,
             const graphene_point_t *middle,
             double radius,
             const GdkRGBA *color)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskStroke) stroke = gsk_stroke_new ((float) nl_plot_style_get_stroke (style) * 2);
  g_autoptr (GskPath) path = NULL;
  GdkRGBA fill = *color;

  gsk_path_builder_add_circle (builder, middle, (float) radius);
  path = gsk_path_builder_to_path (builder);
  fill.alpha *= style->high_contrast ? 0.55f : 0.4f;
  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, &fill);
  gtk_snapshot_append_stroke (snapshot, path, stroke, style->high_contrast ? &style->text : color);
}

static void
nl_overlap_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NlOverlapPlot *self = NL_OVERLAP_PLOT (widget);
  double r1 = sqrt (self->first / G_PI);
  double r2 = sqrt (self->second / G_PI);
  double d = nl_overlap_plot_get_distance (self->first, self->second, self->both);
  double left = MIN (-r1, d - r2);
  double right = MAX (r1, d + r2);
  double margin = 4;
  double scale;
  double start;
  graphene_point_t middle;
  NlPlotStyle style;

  if (right <= left)
    return;
  nl_plot_style_init (&style, widget);
  /* Apart, but not touching. */
  if (self->both <= 0) {
    d *= 1.05;
    right = MAX (r1, d + r2);
  }
  scale = MIN ((gtk_widget_get_width (widget) - 2 * margin) / (right - left),
               (gtk_widget_get_height (widget) - 2 * margin) / (2 * MAX (r1, r2)));
  start = (gtk_widget_get_width (widget) - (right - left) * scale) / 2 - left * scale;
  middle.y = (float) gtk_widget_get_height (widget) / 2;
  for (guint i = 0; i < 2; i++) {
    double r = (i == 0 ? r1 : r2) * scale;
    double x = start + (i == 0 ? 0 : d * scale);

    middle.x = (float) (nl_plot_style_mirror (&style, x, 0));
    if (r > 0)
      draw_circle (snapshot, &style, &middle, r, i == 0 ? &style.line : &style.second_line);
  }
}

static void
nl_overlap_plot_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? HEIGHT / 2 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? HEIGHT * 2 : HEIGHT;
}

static void
nl_overlap_plot_class_init (NlOverlapPlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = nl_overlap_plot_snapshot;
  widget_class->measure = nl_overlap_plot_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
nl_overlap_plot_init (NlOverlapPlot *self)
{
  nl_plot_follow_style (GTK_WIDGET (self));
}

/**
 * nl_overlap_plot_set_counts:
 * @self: a plot
 * @only_first: customers in the first group alone
 * @both: customers in both
 * @only_second: customers in the second group alone
 * @description: the same in words
 *
 * Shows how much two groups have in common.
 */
void
nl_overlap_plot_set_counts (NlOverlapPlot *self,
                            gint64 only_first,
                            gint64 both,
                            gint64 only_second,
                            const char *description)
{
  g_return_if_fail (NL_IS_OVERLAP_PLOT (self));

  self->first = (double) (only_first + both);
  self->second = (double) (only_second + both);
  self->both = (double) both;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, description,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
