/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plots/nl-plot-curve.h"

#include <math.h>

/* How far the points from @from on belong together. */
static guint
find_run_end (const graphene_point_t *points, guint n_points, guint from)
{
  while (from < n_points && !isnan (points[from].y))
    from++;
  return from;
}

static void
add_run (GskPathBuilder *builder, const graphene_point_t *points, guint from, guint to)
{
  gsk_path_builder_move_to (builder, points[from].x, points[from].y);
  for (guint i = from + 1; i < to; i++)
    gsk_path_builder_line_to (builder, points[i].x, points[i].y);
}

/**
 * nl_plot_curve_stroke:
 * @snapshot: where to draw
 * @points: (array length=n_points): the points
 * @n_points: how many
 * @width: of the line
 * @dashed: whether the line is dashed
 * @color: of the line
 *
 * Draws a line through @points. A point between two gaps becomes a dot.
 */
void
nl_plot_curve_stroke (GtkSnapshot *snapshot,
                      const graphene_point_t *points,
                      guint n_points,
                      double width,
                      gboolean dashed,
                      const GdkRGBA *color)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskStroke) stroke = gsk_stroke_new ((float) width);
  g_autoptr (GskPath) path = NULL;

  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  if (dashed)
    gsk_stroke_set_dash (stroke, (float[2]) { (float) width * 2.5f, (float) width * 2.5f }, 2);

  for (guint from = 0; from < n_points;) {
    guint to = find_run_end (points, n_points, from);

    if (to - from == 1)
      nl_plot_curve_dot (snapshot, &points[from], width * 1.2, color);
    else if (to > from)
      add_run (builder, points, from, to);
    from = to + 1;
  }

  path = gsk_path_builder_free_to_path (g_steal_pointer (&builder));
  if (!gsk_path_is_empty (path))
    gtk_snapshot_append_stroke (snapshot, path, stroke, color);
}

/**
 * nl_plot_curve_fill:
 * @snapshot: where to draw
 * @points: (array length=n_points): the points
 * @n_points: how many
 * @area: down to whose bottom to fill
 * @color: at the top; it fades towards the bottom
 */
void
nl_plot_curve_fill (GtkSnapshot *snapshot,
                    const graphene_point_t *points,
                    guint n_points,
                    const graphene_rect_t *area,
                    const GdkRGBA *color)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  float bottom = area->origin.y + area->size.height;
  GskColorStop stops[2] = { { 0, *color }, { 1, *color } };

  stops[0].color.alpha = 0.3f;
  stops[1].color.alpha = 0.04f;
  for (guint from = 0; from < n_points;) {
    guint to = find_run_end (points, n_points, from);

    if (to - from > 1) {
      add_run (builder, points, from, to);
      gsk_path_builder_line_to (builder, points[to - 1].x, bottom);
      gsk_path_builder_line_to (builder, points[from].x, bottom);
      gsk_path_builder_close (builder);
    }
    from = to + 1;
  }

  path = gsk_path_builder_free_to_path (g_steal_pointer (&builder));
  if (gsk_path_is_empty (path))
    return;
  gtk_snapshot_push_fill (snapshot, path, GSK_FILL_RULE_WINDING);
  gtk_snapshot_append_linear_gradient (snapshot, area, &area->origin,
                                       &GRAPHENE_POINT_INIT (area->origin.x, bottom), stops, 2);
  gtk_snapshot_pop (snapshot);
}

/**
 * nl_plot_curve_dot:
 * @snapshot: where to draw
 * @center: its middle
 * @radius: its radius
 * @color: its colour
 */
void
nl_plot_curve_dot (GtkSnapshot *snapshot,
                   const graphene_point_t *center,
                   double radius,
                   const GdkRGBA *color)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;

  gsk_path_builder_add_circle (builder, center, (float) radius);
  path = gsk_path_builder_free_to_path (g_steal_pointer (&builder));
  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, color);
}
