/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plots/nl-plot-shapes.h"

#include <math.h>

/**
 * nl_plot_draw_text:
 * @snapshot: where to draw
 * @style: the style
 * @layout: the text
 * @x: its left edge
 * @y: its top edge
 * @color: its colour
 *
 * Draws text on whole pixels.
 */
void
nl_plot_draw_text (GtkSnapshot *snapshot,
                   const NlPlotStyle *style,
                   PangoLayout *layout,
                   double x,
                   double y,
                   const GdkRGBA *color)
{
  graphene_point_t place = GRAPHENE_POINT_INIT ((float) nl_plot_style_snap_x (style, x),
                                                (float) nl_plot_style_snap_y (style, y));

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &place);
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* The same rectangle with its edges between pixels. */
static graphene_rect_t
snap_rect (const NlPlotStyle *style, const graphene_rect_t *rect)
{
  double left = nl_plot_style_snap_x (style, rect->origin.x);
  double top = nl_plot_style_snap_y (style, rect->origin.y);
  double right = nl_plot_style_snap_x (style, rect->origin.x + rect->size.width);
  double bottom = nl_plot_style_snap_y (style, rect->origin.y + rect->size.height);

  return GRAPHENE_RECT_INIT ((float) left, (float) top, (float) (right - left),
                             (float) (bottom - top));
}

/**
 * nl_plot_draw_rect:
 * @snapshot: where to draw
 * @style: the style
 * @rect: what to fill
 * @radius: of the corners, or 0
 * @color: with what
 */
void
nl_plot_draw_rect (GtkSnapshot *snapshot,
                   const NlPlotStyle *style,
                   const graphene_rect_t *rect,
                   double radius,
                   const GdkRGBA *color)
{
  graphene_rect_t snapped = snap_rect (style, rect);
  GskRoundedRect rounded;

  if (snapped.size.width <= 0 || snapped.size.height <= 0)
    return;
  if (radius <= 0) {
    gtk_snapshot_append_color (snapshot, color, &snapped);
    return;
  }
  gsk_rounded_rect_init_from_rect (&rounded, &snapped, (float) radius);
  gsk_rounded_rect_normalize (&rounded);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, color, &snapped);
  gtk_snapshot_pop (snapshot);
}

static GskRoundedRect
round_end (const graphene_rect_t *rect, NlPlotEnd end, double em)
{
  gboolean all = end == NL_PLOT_END_ALL;
  /* A thin bar keeps a flat top to read its value from. */
  double share = all ? 0.5 : 0.3;
  float radius = (float) MIN (em * 0.3, MIN (rect->size.width, rect->size.height) * share);
  graphene_size_t round = GRAPHENE_SIZE_INIT (radius, radius);
  graphene_size_t square = GRAPHENE_SIZE_INIT (0, 0);
  gboolean top_left = all || end == NL_PLOT_END_UP || end == NL_PLOT_END_LEFT;
  gboolean top_right = all || end == NL_PLOT_END_UP || end == NL_PLOT_END_RIGHT;
  gboolean bottom_right = all || end == NL_PLOT_END_DOWN || end == NL_PLOT_END_RIGHT;
  gboolean bottom_left = all || end == NL_PLOT_END_DOWN || end == NL_PLOT_END_LEFT;
  GskRoundedRect rounded;

  gsk_rounded_rect_init (&rounded, rect, top_left ? &round : &square, top_right ? &round : &square,
                         bottom_right ? &round : &square, bottom_left ? &round : &square);
  return rounded;
}

/* Stripes tell a second series apart where colours may not. */
static void
draw_stripes (GtkSnapshot *snapshot, const NlPlotStyle *style, const graphene_rect_t *rect)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new ((float) (1.5 * nl_plot_style_get_stroke (style)));
  float gap = (float) (style->em * 0.35);
  float height = rect->size.height;

  for (float x = -height; x < rect->size.width; x += gap) {
    gsk_path_builder_move_to (builder, rect->origin.x + x, rect->origin.y + height);
    gsk_path_builder_line_to (builder, rect->origin.x + x + height, rect->origin.y);
  }
  path = gsk_path_builder_free_to_path (g_steal_pointer (&builder));
  gtk_snapshot_append_stroke (snapshot, path, stroke, &style->text);
}

/**
 * nl_plot_draw_bar:
 * @snapshot: where to draw
 * @style: the style
 * @rect: the bar
 * @end: which end is round
 * @fill: for the first series or for the second
 */
void
nl_plot_draw_bar (GtkSnapshot *snapshot,
                  const NlPlotStyle *style,
                  const graphene_rect_t *rect,
                  NlPlotEnd end,
                  NlPlotFill fill)
{
  graphene_rect_t snapped = snap_rect (style, rect);
  GskRoundedRect rounded = round_end (&snapped, end, style->em);
  gboolean muted = fill == NL_PLOT_FILL_MUTED;

  if (snapped.size.width <= 0 || snapped.size.height <= 0)
    return;

  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  if (muted && style->high_contrast)
    draw_stripes (snapshot, style, &snapped);
  else
    gtk_snapshot_append_color (snapshot, muted ? &style->muted : &style->accent, &snapped);
  gtk_snapshot_pop (snapshot);

  if (style->high_contrast) {
    float width = (float) nl_plot_style_get_stroke (style);

    gtk_snapshot_append_border (snapshot, &rounded, (float[4]) { width, width, width, width },
                                (GdkRGBA[4]) { style->text, style->text, style->text,
                                               style->text });
  }
}

/**
 * nl_plot_draw_focus:
 * @snapshot: where to draw
 * @style: the style
 * @rect: what has the focus
 * @radius: of its corners
 *
 * Draws a ring just inside @rect.
 */
void
nl_plot_draw_focus (GtkSnapshot *snapshot,
                    const NlPlotStyle *style,
                    const graphene_rect_t *rect,
                    double radius)
{
  GdkRGBA color = style->line;
  GskRoundedRect rounded;
  float width = 2.0f;

  if (!style->high_contrast)
    color.alpha *= 0.5f;
  gsk_rounded_rect_init_from_rect (&rounded, rect, (float) radius);
  gsk_rounded_rect_normalize (&rounded);
  gtk_snapshot_append_border (snapshot, &rounded, (float[4]) { width, width, width, width },
                              (GdkRGBA[4]) { color, color, color, color });
}

/**
 * nl_plot_draw_empty:
 * @snapshot: where to draw
 * @style: the style
 * @text: what to say instead of drawing data
 */
void
nl_plot_draw_empty (GtkSnapshot *snapshot, const NlPlotStyle *style, const char *text)
{
  g_autoptr (PangoLayout) layout = nl_plot_create_layout (style->widget, text, NL_PLOT_TEXT_BODY);
  int width = gtk_widget_get_width (style->widget);
  int text_height;

  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_height (layout, gtk_widget_get_height (style->widget) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_get_pixel_size (layout, NULL, &text_height);
  nl_plot_draw_text (snapshot, style, layout, 0,
                     (gtk_widget_get_height (style->widget) - text_height) / 2.0, &style->dim);
}

/**
 * nl_plot_draw_bubble:
 * @snapshot: where to draw
 * @style: the style
 * @layout: what the bubble says
 * @area: between whose sides to stay, when that is wide enough
 * @center: where it points at, from left
 * @clearance: how far left and right of @center what it points at reaches
 * @bottom: where it would like to end
 *
 * Draws a label over the data, dark like GNOME's tooltips and never outside the widget: above what
 * it points at, or beside it when there is no room above.
 */
void
nl_plot_draw_bubble (GtkSnapshot *snapshot,
                     const NlPlotStyle *style,
                     PangoLayout *layout,
                     const graphene_rect_t *area,
                     double center,
                     double clearance,
                     double bottom)
{
  static const GdkRGBA back = { 0, 0, 0, 0.85f }, black = { 0, 0, 0, 1 }, white = { 1, 1, 1, 1 };
  double pad_x = style->em * 0.5, pad_y = style->em * 0.3, radius = style->em * 0.4;
  int room = gtk_widget_get_width (style->widget), text_width, text_height;
  double x, y, width, height, left = 0, right = room;
  graphene_rect_t rect;

  pango_layout_set_width (layout, (int) MAX (room - 2 * pad_x, 1) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  pango_layout_set_width (layout, text_width * PANGO_SCALE);
  width = text_width + 2 * pad_x;
  height = text_height + 2 * pad_y;
  if (width <= area->size.width) {
    left = area->origin.x;
    right = left + area->size.width;
  }
  x = center - width / 2;
  y = bottom - height;
  if (y < 0)
    x = center - clearance - width >= left ? center - clearance - width : center + clearance;
  x = nl_plot_style_snap_x (style, CLAMP (x, left, MAX (right - width, left)));
  y = nl_plot_style_snap_y (style, MAX (y, 0));
  rect = GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height);

  nl_plot_draw_rect (snapshot, style, &rect, radius, style->high_contrast ? &black : &back);
  if (style->high_contrast || style->dark) {
    GdkRGBA edge = { 1, 1, 1, style->high_contrast ? 1.0f : 0.15f };
    graphene_rect_t snapped = snap_rect (style, &rect);
    float stroke = (float) nl_plot_style_get_stroke (style);
    GskRoundedRect rounded;

    gsk_rounded_rect_init_from_rect (&rounded, &snapped, (float) radius);
    gtk_snapshot_append_border (snapshot, &rounded, (float[4]) { stroke, stroke, stroke, stroke },
                                (GdkRGBA[4]) { edge, edge, edge, edge });
  }
  nl_plot_draw_text (snapshot, style, layout, x + pad_x, y + pad_y, &white);
}
