/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plots/nl-plot-series.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct {
  char *label;
  char *full_label;
  char *value_text;
  double value;
} Point;

struct _NlPlotSeries {
  GObject parent_instance;

  char *name;
  GArray *points;
  gboolean whole;
  NlPlotFormatFunc format;
  gpointer format_data;
  GDestroyNotify format_destroy;
};

G_DEFINE_FINAL_TYPE (NlPlotSeries, nl_plot_series, G_TYPE_OBJECT)

static void
point_clear (gpointer data)
{
  Point *point = data;

  g_free (point->label);
  g_free (point->full_label);
  g_free (point->value_text);
}

static const Point *
get_point (NlPlotSeries *self, guint index)
{
  return &g_array_index (self->points, Point, index);
}

static void
nl_plot_series_finalize (GObject *object)
{
  NlPlotSeries *self = NL_PLOT_SERIES (object);

  nl_plot_series_set_format (self, NULL, NULL, NULL);
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (nl_plot_series_parent_class)->finalize (object);
}

static void
nl_plot_series_class_init (NlPlotSeriesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_plot_series_finalize;
}

static void
nl_plot_series_init (NlPlotSeries *self)
{
  self->points = g_array_new (FALSE, TRUE, sizeof (Point));
  g_array_set_clear_func (self->points, point_clear);
}

/**
 * nl_plot_series_new:
 * @name: (nullable): what the series is called in a legend, translated
 *
 * Makes an empty series. Fill it, then hand it to a plot: a plot reads it when it gets it, so new
 * data is a new series.
 *
 * Returns: (transfer full): the series
 */
NlPlotSeries *
nl_plot_series_new (const char *name)
{
  NlPlotSeries *self = g_object_new (NL_TYPE_PLOT_SERIES, NULL);

  self->name = g_strdup (name);
  return self;
}

/**
 * nl_plot_series_get_name:
 * @self: a series
 *
 * Returns: (nullable): its name
 */
const char *
nl_plot_series_get_name (NlPlotSeries *self)
{
  g_return_val_if_fail (NL_IS_PLOT_SERIES (self), NULL);
  return self->name;
}

/**
 * nl_plot_series_set_format:
 * @self: a series
 * @func: (nullable): writes a value for people, with its currency or unit; returns a new string
 * @data: passed to @func
 * @data_destroy: (nullable): frees @data
 *
 * Says how the value axis, and points that came without a text, write their values. Without it
 * they are plain numbers of the locale.
 */
void
nl_plot_series_set_format (NlPlotSeries *self,
                           NlPlotFormatFunc func,
                           gpointer data,
                           GDestroyNotify data_destroy)
{
  g_return_if_fail (NL_IS_PLOT_SERIES (self));

  if (self->format_destroy != NULL)
    self->format_destroy (self->format_data);
  self->format = func;
  self->format_data = data;
  self->format_destroy = data_destroy;
}

/**
 * nl_plot_series_format:
 * @self: a series
 * @value: any value
 *
 * Returns: (transfer full): @value as people read it
 */
char *
nl_plot_series_format (NlPlotSeries *self, double value)
{
  double hundredths;

  g_return_val_if_fail (NL_IS_PLOT_SERIES (self), NULL);

  if (!isfinite (value))
    return g_strdup (_ ("No data"));
  if (self->format != NULL)
    return self->format (value, self->format_data);

  hundredths = fabs (value) * 100.0;
  if (value == floor (value))
    return g_strdup_printf ("%'.0f", value);
  if (fabs (hundredths - round (hundredths)) > 1e-6)
    return g_strdup_printf ("%'.3g", value);
  return g_strdup_printf ("%'.2f", value);
}

/**
 * nl_plot_series_set_whole:
 * @self: a series
 * @whole: whether its values are counts, so that the axis has no fractions
 */
void
nl_plot_series_set_whole (NlPlotSeries *self, gboolean whole)
{
  g_return_if_fail (NL_IS_PLOT_SERIES (self));
  self->whole = whole;
}

/**
 * nl_plot_series_get_whole:
 * @self: a series
 *
 * Returns: whether its values are counts
 */
gboolean
nl_plot_series_get_whole (NlPlotSeries *self)
{
  g_return_val_if_fail (NL_IS_PLOT_SERIES (self), FALSE);
  return self->whole;
}

/**
 * nl_plot_series_add:
 * @self: a series
 * @label: the short label below or beside the point: “Jan”
 * @full_label: (nullable): the label in full, for the value label and the text alternative:
 *   “January 2026”; %NULL when @label is that already
 * @value: the value; NAN where there is none
 * @value_text: (nullable): the value as people read it; %NULL to use the series' format
 *
 * Adds a point after the others.
 */
void
nl_plot_series_add (NlPlotSeries *self,
                    const char *label,
                    const char *full_label,
                    double value,
                    const char *value_text)
{
  Point point = { 0 };

  g_return_if_fail (NL_IS_PLOT_SERIES (self));
  g_return_if_fail (label != NULL);

  point.label = g_strdup (label);
  point.full_label = g_strdup (full_label);
  point.value_text = g_strdup (value_text);
  point.value = isfinite (value) ? value : NAN;
  g_array_append_val (self->points, point);
}

/**
 * nl_plot_series_get_n_points:
 * @self: a series
 *
 * Returns: how many points it has
 */
guint
nl_plot_series_get_n_points (NlPlotSeries *self)
{
  g_return_val_if_fail (NL_IS_PLOT_SERIES (self), 0);
  return self->points->len;
}

/**
 * nl_plot_series_get_label:
 * @self: a series
 * @index: which point
 *
 * Returns: its short label
 */
const char *
nl_plot_series_get_label (NlPlotSeries *self, guint index)
{
  g_return_val_if_fail (NL_IS_PLOT_SERIES (self) && index < self->points->len, NULL);
  return get_point (self, index)->label;
}

/**
 * nl_plot_series_get_full_label:
 * @self: a series
 * @index: which point
 *
 * Returns: its label in full
 */
const char *
nl_plot_series_get_full_label (NlPlotSeries *self, guint index)
{
  const Point *point;

  g_return_val_if_fail (NL_IS_PLOT_SERIES (self) && index < self->points->len, NULL);

  point = get_point (self, index);
  return point->full_label != NULL ? point->full_label : point->label;
}

/**
 * nl_plot_series_get_value:
 * @self: a series
 * @index: which point
 *
 * Returns: its value; NAN where there is none
 */
double
nl_plot_series_get_value (NlPlotSeries *self, guint index)
{
  g_return_val_if_fail (NL_IS_PLOT_SERIES (self) && index < self->points->len, NAN);
  return get_point (self, index)->value;
}

/**
 * nl_plot_series_dup_value_text:
 * @self: a series
 * @index: which point
 *
 * Returns: (transfer full): its value as people read it
 */
char *
nl_plot_series_dup_value_text (NlPlotSeries *self, guint index)
{
  const Point *point;

  g_return_val_if_fail (NL_IS_PLOT_SERIES (self) && index < self->points->len, NULL);

  point = get_point (self, index);
  if (point->value_text != NULL)
    return g_strdup (point->value_text);
  return nl_plot_series_format (self, point->value);
}

/**
 * nl_plot_series_get_range:
 * @self: a series
 * @lowest: (out) (optional): the first point with the lowest value
 * @highest: (out) (optional): the first point with the highest value
 *
 * Returns: whether any point has a value
 */
gboolean
nl_plot_series_get_range (NlPlotSeries *self, guint *lowest, guint *highest)
{
  gboolean found = FALSE;
  guint low = 0, high = 0;

  g_return_val_if_fail (NL_IS_PLOT_SERIES (self), FALSE);

  for (guint i = 0; i < self->points->len; i++) {
    double value = get_point (self, i)->value;

    if (isnan (value))
      continue;
    if (!found || value < get_point (self, low)->value)
      low = i;
    if (!found || value > get_point (self, high)->value)
      high = i;
    found = TRUE;
  }
  if (lowest != NULL)
    *lowest = low;
  if (highest != NULL)
    *highest = high;
  return found;
}
