/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/plots/nl-rfm-grid-private.h"

/* Where the cells of the grid are, and the axes around them. */

#define GAP 3

/* Above the cells stands what rises upwards, below them what grows along, both with the scores. */
static double
get_axis_height (NlRfmGrid *self)
{
  return ceil (nl_plot_get_em (GTK_WIDGET (self)) * 1.15);
}

static double
get_axis_width (NlRfmGrid *self)
{
  return ceil (nl_plot_get_em (GTK_WIDGET (self)) * 0.9);
}

void
nl_rfm_grid_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  NlRfmGrid *self = NL_RFM_GRID (widget);
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;
  int around = (int) (across ? get_axis_width (self) : 3 * get_axis_height (self));

  *minimum = *natural = 0;
  for (guint r = 0; r < NL_RFM_SCORES; r++) {
    for (guint fm = 0; fm < NL_RFM_SCORES; fm++) {
      int least, best;

      gtk_widget_measure (self->cells[r][fm], orientation, -1, &least, &best, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, best);
    }
  }
  *minimum = *minimum * NL_RFM_SCORES + GAP * (NL_RFM_SCORES - 1) + around;
  *natural = *natural * NL_RFM_SCORES + GAP * (NL_RFM_SCORES - 1) + around;
}

/* The cell at column and row, counted from the left and the top as on screen. */
static GtkAllocation
get_place (NlRfmGrid *self, guint column, guint row)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int axis = (int) get_axis_width (self), top = (int) get_axis_height (self);
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - axis;
  int height = gtk_widget_get_height (GTK_WIDGET (self)) - 3 * top;
  int left = (int) column * (width + GAP) / NL_RFM_SCORES;
  int right = (int) (column + 1) * (width + GAP) / NL_RFM_SCORES - GAP;
  int upper = (int) row * (height + GAP) / NL_RFM_SCORES;
  int lower = (int) (row + 1) * (height + GAP) / NL_RFM_SCORES - GAP;

  return (GtkAllocation) { left + (rtl ? 0 : axis), upper + top, right - left, lower - upper };
}

static GtkAllocation
get_score_place (NlRfmGrid *self, guint recency, guint fm)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  return get_place (self, rtl ? NL_RFM_SCORES - 1 - recency : recency, NL_RFM_SCORES - 1 - fm);
}

void
nl_rfm_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NlRfmGrid *self = NL_RFM_GRID (widget);

  for (guint r = 0; r < NL_RFM_SCORES; r++) {
    for (guint fm = 0; fm < NL_RFM_SCORES; fm++) {
      GtkAllocation place = get_score_place (self, r, fm);

      place.width = MAX (place.width, 1);
      place.height = MAX (place.height, 1);
      gtk_widget_size_allocate (self->cells[r][fm], &place, -1);
    }
  }
}

static void
draw_title (NlRfmGrid *self,
            GtkSnapshot *snapshot,
            const NlPlotStyle *style,
            const char *text,
            double y,
            gboolean at_end)
{
  g_autoptr (PangoLayout) layout
      = nl_plot_create_layout (GTK_WIDGET (self), text, NL_PLOT_TEXT_CAPTION);
  double axis = get_axis_width (self), total = gtk_widget_get_width (GTK_WIDGET (self));
  int width, height;

  pango_layout_set_width (layout, (int) (MAX (total - axis, 1) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, &width, &height);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  nl_plot_draw_text (snapshot, style, layout,
                     nl_plot_style_mirror (style, at_end ? total - width : axis, width), y,
                     &style->dim);
}

void
nl_rfm_grid_draw_axes (NlRfmGrid *self, GtkSnapshot *snapshot, const NlPlotStyle *style)
{
  double line = get_axis_height (self), axis = get_axis_width (self);
  double bottom = gtk_widget_get_height (GTK_WIDGET (self)) - 2 * line;

  for (guint i = 0; i < NL_RFM_SCORES; i++) {
    g_autofree char *score = g_strdup_printf ("%u", i + 1);
    g_autoptr (PangoLayout) layout
        = nl_plot_create_layout (GTK_WIDGET (self), score, NL_PLOT_TEXT_CAPTION);
    GtkAllocation column = get_score_place (self, i, 0), row = get_score_place (self, 0, i);
    int width, height;

    pango_layout_get_pixel_size (layout, &width, &height);
    nl_plot_draw_text (snapshot, style, layout, column.x + (column.width - width) / 2.0,
                       bottom + style->em * 0.1, &style->dim);
    nl_plot_draw_text (snapshot, style, layout,
                       nl_plot_style_mirror (style, (axis * 0.75 - width) / 2, width),
                       row.y + (row.height - height) / 2.0, &style->dim);
  }

  draw_title (self, snapshot, style, _ ("Frequency and spending"), 0, FALSE);
  draw_title (self, snapshot, style, _ ("Recency"), bottom + line, TRUE);
}
