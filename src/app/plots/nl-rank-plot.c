/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plots/nl-rank-plot.h"

#include <math.h>

#include "app/plots/nl-plot-shapes.h"
#include "app/plots/nl-plot-text.h"

#define ROW_HEIGHT 1.75
#define BAR_HEIGHT 0.8
/* Labels may take so much of the width, and values so much. */
#define MOST_LABEL 0.38
#define MOST_VALUE 0.4

struct _NlRankPlot {
  NlPlot parent_instance;
};

G_DEFINE_FINAL_TYPE (NlRankPlot, nl_rank_plot, NL_TYPE_PLOT)

/* The columns, as if text ran from left to right. */
typedef struct {
  GPtrArray *labels;
  GPtrArray *values;
  double label_width;
  double value_width;
  double bar_x;
  double bar_width;
  double row;
  double highest;
} Columns;

static void
columns_clear (Columns *columns)
{
  g_clear_pointer (&columns->labels, g_ptr_array_unref);
  g_clear_pointer (&columns->values, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Columns, columns_clear)

static double
add_layout (GPtrArray *layouts, NlRankPlot *self, const char *text, double most, double widest)
{
  PangoLayout *layout = nl_plot_create_layout (GTK_WIDGET (self), text, NL_PLOT_TEXT_BODY);
  int width;

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width > most) {
    pango_layout_set_width (layout, (int) (most * PANGO_SCALE));
    pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    width = (int) most;
  }
  g_ptr_array_add (layouts, layout);
  return MAX (widest, width);
}

static double
get_row_height (NlRankPlot *self, guint n)
{
  double em = nl_plot_get_em (GTK_WIDGET (self));

  return CLAMP (gtk_widget_get_height (GTK_WIDGET (self)) / (double) MAX (n, 1), em * ROW_HEIGHT,
                em * ROW_HEIGHT * 1.4);
}

static void
columns_init (Columns *columns, NlRankPlot *self, const NlPlotStyle *style)
{
  NlPlotSeries *series = nl_plot_get_series (NL_PLOT (self));
  guint n = nl_plot_series_get_n_points (series), highest;
  double total = gtk_widget_get_width (GTK_WIDGET (self)), gap = style->em * 0.6;

  columns->labels = g_ptr_array_new_with_free_func (g_object_unref);
  columns->values = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++) {
    g_autofree char *value = nl_plot_series_dup_value_text (series, i);

    columns->label_width = add_layout (columns->labels, self, nl_plot_series_get_label (series, i),
                                       total * MOST_LABEL, columns->label_width);
    columns->value_width
        = add_layout (columns->values, self, value, total * MOST_VALUE, columns->value_width);
  }
  columns->bar_x = columns->label_width + gap;
  columns->bar_width = MAX (total - columns->bar_x - gap - columns->value_width, 0);
  columns->row = get_row_height (self, n);
  nl_plot_series_get_range (series, NULL, &highest);
  columns->highest = nl_plot_series_get_value (series, highest);
}

static void
draw_row (NlRankPlot *self,
          const Columns *columns,
          GtkSnapshot *snapshot,
          const NlPlotStyle *style,
          guint index)
{
  NlPlot *plot = NL_PLOT (self);
  PangoLayout *label = g_ptr_array_index (columns->labels, index);
  PangoLayout *value_layout = g_ptr_array_index (columns->values, index);
  double value = nl_plot_series_get_value (nl_plot_get_series (plot), index);
  double total = gtk_widget_get_width (GTK_WIDGET (self)), y = index * columns->row;
  double bar = style->em * BAR_HEIGHT, outset = style->em * 0.4, length = 0;
  int width, height;

  if (nl_plot_get_selected (plot) == index)
    nl_plot_draw_rect (snapshot, style,
                       &GRAPHENE_RECT_INIT ((float) -outset, (float) y,
                                            (float) (total + 2 * outset), (float) columns->row),
                       style->em * 0.3, &style->highlight);

  pango_layout_get_pixel_size (label, &width, &height);
  nl_plot_draw_text (snapshot, style, label, nl_plot_style_mirror (style, 0, width),
                     y + (columns->row - height) / 2, &style->text);
  pango_layout_get_pixel_size (value_layout, &width, &height);
  nl_plot_draw_text (snapshot, style, value_layout,
                     nl_plot_style_mirror (style, total - width, width),
                     y + (columns->row - height) / 2, &style->dim);

  if (value > 0 && columns->highest > 0)
    length = MAX (columns->bar_width * value / columns->highest * nl_plot_get_growth (plot), 1);
  length = MIN (length, columns->bar_width);
  nl_plot_draw_bar (
      snapshot, style,
      &GRAPHENE_RECT_INIT ((float) nl_plot_style_mirror (style, columns->bar_x, length),
                           (float) (y + (columns->row - bar) / 2), (float) length, (float) bar),
      style->rtl ? NL_PLOT_END_LEFT : NL_PLOT_END_RIGHT, NL_PLOT_FILL_ACCENT);
}

static void
nl_rank_plot_draw (NlPlot *plot, GtkSnapshot *snapshot, const NlPlotStyle *style)
{
  NlRankPlot *self = NL_RANK_PLOT (plot);
  g_auto (Columns) columns = { 0 };

  columns_init (&columns, self, style);
  for (guint i = 0; i < columns.labels->len; i++)
    draw_row (self, &columns, snapshot, style, i);
}

static guint
nl_rank_plot_find_item (NlPlot *plot, double x, double y)
{
  guint n = nl_plot_series_get_n_points (nl_plot_get_series (plot));
  double row = floor (y / get_row_height (NL_RANK_PLOT (plot), n));

  return row >= 0 && row < n ? (guint) row : NL_PLOT_NONE;
}

static gboolean
nl_rank_plot_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean keyboard_mode, GtkTooltip *tooltip)
{
  NlPlot *plot = NL_PLOT (widget);
  g_autofree char *text = NULL;
  double row;
  guint item;

  if (!nl_plot_has_data (plot))
    return FALSE;
  item = keyboard_mode ? nl_plot_get_selected (plot) : nl_rank_plot_find_item (plot, x, y);
  if (item == NL_PLOT_NONE)
    return FALSE;

  text = nl_plot_text_point (nl_plot_get_series (plot), NULL, item);
  row = get_row_height (NL_RANK_PLOT (plot),
                        nl_plot_series_get_n_points (nl_plot_get_series (plot)));
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle) { 0, (int) (item * row),
                                                       gtk_widget_get_width (widget), (int) row });
  return TRUE;
}

static void
nl_rank_plot_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  NlPlot *plot = NL_PLOT (widget);
  double em = nl_plot_get_em (widget);
  guint n = nl_plot_has_data (plot) ? nl_plot_series_get_n_points (nl_plot_get_series (plot)) : 3;

  *minimum = (int) ceil (em * (orientation == GTK_ORIENTATION_HORIZONTAL ? 7 : n * ROW_HEIGHT));
  *natural = (int) ceil (em * (orientation == GTK_ORIENTATION_HORIZONTAL ? 18 : n * ROW_HEIGHT));
}

static void
nl_rank_plot_class_init (NlRankPlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  NlPlotClass *plot_class = NL_PLOT_CLASS (klass);

  widget_class->measure = nl_rank_plot_measure;
  widget_class->query_tooltip = nl_rank_plot_query_tooltip;
  plot_class->orientation = GTK_ORIENTATION_VERTICAL;
  plot_class->draw = nl_rank_plot_draw;
  plot_class->find_item = nl_rank_plot_find_item;
}

static void
nl_rank_plot_init (NlRankPlot *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * nl_rank_plot_new:
 * @title: (nullable): the accessible name, translated
 * @empty_text: (nullable): what to say while there is no data, translated
 *
 * Makes a list of lying bars, a row each, in the order of the series: the caller sorts and cuts it
 * off. Negative values have no bar.
 *
 * Returns: the plot
 */
GtkWidget *
nl_rank_plot_new (const char *title, const char *empty_text)
{
  return g_object_new (NL_TYPE_RANK_PLOT, "title", title, "empty-text", empty_text, NULL);
}
