/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plots/nl-plot-frame.h"

#include <math.h>

#include "app/plots/nl-plot-curve.h"
#include "app/plots/nl-plot-labels.h"
#include "app/plots/nl-plot-shapes.h"
#include "app/plots/nl-plot-text.h"

/* The value axis leaves at least this much of the width to the data. */
#define MOST_AXIS_WIDTH 0.35

static double
get_caption_height (const NlPlotStyle *style)
{
  return style->em * PANGO_SCALE_SMALL;
}

static gboolean
widen_range (NlPlotSeries *series, double *lowest, double *highest)
{
  guint low, high;

  if (series == NULL || !nl_plot_series_get_range (series, &low, &high))
    return FALSE;
  *lowest = MIN (*lowest, nl_plot_series_get_value (series, low));
  *highest = MAX (*highest, nl_plot_series_get_value (series, high));
  return TRUE;
}

static void
init_ticks (NlPlotFrame *frame, gboolean from_zero, double height)
{
  double lowest = from_zero ? 0.0 : INFINITY;
  double highest = from_zero ? 0.0 : -INFINITY;
  guint most = (guint) CLAMP (height / (frame->style->em * 2.0) + 1, 2, 6);

  widen_range (frame->series, &lowest, &highest);
  widen_range (frame->comparison, &lowest, &highest);
  nl_plot_ticks_init (&frame->ticks, lowest, highest, most,
                      nl_plot_series_get_whole (frame->series));
}

/* The texts of the value axis, and the width they need. */
static double
init_tick_layouts (NlPlotFrame *frame, double most)
{
  double widest = 0;

  frame->tick_layouts = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < frame->ticks.n; i++) {
    g_autofree char *text
        = nl_plot_series_format (frame->series, nl_plot_ticks_get (&frame->ticks, i));
    PangoLayout *layout = nl_plot_create_layout (frame->style->widget, text, NL_PLOT_TEXT_CAPTION);
    int width;

    pango_layout_get_pixel_size (layout, &width, NULL);
    if (width > most) {
      pango_layout_set_width (layout, (int) (most * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      width = (int) most;
    }
    widest = MAX (widest, width);
    g_ptr_array_add (frame->tick_layouts, layout);
  }
  return widest;
}

/**
 * nl_plot_frame_init:
 * @frame: (out caller-allocates): the frame
 * @style: the style, which must outlive @frame
 * @series: what is drawn
 * @comparison: (nullable): what is drawn beside it
 * @from_zero: whether the value axis must show zero
 *
 * Lays out everything around the data for the widget's size of now.
 */
void
nl_plot_frame_init (NlPlotFrame *frame,
                    const NlPlotStyle *style,
                    NlPlotSeries *series,
                    NlPlotSeries *comparison,
                    gboolean from_zero)
{
  double width = gtk_widget_get_width (style->widget);
  double height = gtk_widget_get_height (style->widget);
  double caption = get_caption_height (style);
  double top = ceil (caption / 2), bottom = ceil (caption + style->em * 0.4), axis;

  frame->style = style;
  frame->series = series;
  frame->comparison = comparison;
  frame->n_slots = nl_plot_series_get_n_points (series);
  frame->lines = FALSE;

  if (comparison != NULL)
    top += ceil (caption + style->em * 0.6);
  height = MAX (height - top - bottom, 1);
  init_ticks (frame, from_zero, height);
  axis = ceil (init_tick_layouts (frame, width * MOST_AXIS_WIDTH) + style->em * 0.5);
  width = MAX (width - axis, 1);
  frame->area = GRAPHENE_RECT_INIT ((float) nl_plot_style_mirror (style, axis, width), (float) top,
                                    (float) width, (float) height);
}

/**
 * nl_plot_frame_clear:
 * @frame: a frame
 *
 * Frees what @frame holds.
 */
void
nl_plot_frame_clear (NlPlotFrame *frame)
{
  g_clear_pointer (&frame->tick_layouts, g_ptr_array_unref);
}

/**
 * nl_plot_frame_get_slot_width:
 * @frame: a frame
 *
 * Returns: how wide the place of one point is
 */
double
nl_plot_frame_get_slot_width (const NlPlotFrame *frame)
{
  return frame->area.size.width / MAX (frame->n_slots, 1);
}

/**
 * nl_plot_frame_get_slot_x:
 * @frame: a frame
 * @index: which point
 *
 * Returns: the left edge of the point's place
 */
double
nl_plot_frame_get_slot_x (const NlPlotFrame *frame, guint index)
{
  guint place = frame->style->rtl ? frame->n_slots - 1 - index : index;

  return frame->area.origin.x + place * nl_plot_frame_get_slot_width (frame);
}

/**
 * nl_plot_frame_get_y:
 * @frame: a frame
 * @value: any value
 *
 * Returns: where @value is from the top
 */
double
nl_plot_frame_get_y (const NlPlotFrame *frame, double value)
{
  double fraction = nl_plot_ticks_get_fraction (&frame->ticks, value);

  return frame->area.origin.y + frame->area.size.height * (1.0 - fraction);
}

/**
 * nl_plot_frame_find_slot:
 * @frame: a frame
 * @x: from the widget's left edge
 *
 * Returns: the point whose place is at @x, or %G_MAXUINT
 */
guint
nl_plot_frame_find_slot (const NlPlotFrame *frame, double x)
{
  double place = floor ((x - frame->area.origin.x) / nl_plot_frame_get_slot_width (frame));

  if (place < 0 || place >= frame->n_slots)
    return G_MAXUINT;
  return frame->style->rtl ? frame->n_slots - 1 - (guint) place : (guint) place;
}

static void
draw_value_axis (const NlPlotFrame *frame, GtkSnapshot *snapshot)
{
  const NlPlotStyle *style = frame->style;
  double stroke = nl_plot_style_get_stroke (style);
  double axis = gtk_widget_get_width (style->widget) - frame->area.size.width - style->em * 0.5;

  for (guint i = 0; i < frame->ticks.n; i++) {
    double value = nl_plot_ticks_get (&frame->ticks, i);
    double y = nl_plot_style_snap_y (style, nl_plot_frame_get_y (frame, value));
    PangoLayout *layout = g_ptr_array_index (frame->tick_layouts, i);
    int width, height;

    nl_plot_draw_rect (snapshot, style,
                       &GRAPHENE_RECT_INIT (frame->area.origin.x, (float) y, frame->area.size.width,
                                            (float) stroke),
                       0, value == 0.0 ? &style->axis : &style->grid);
    pango_layout_get_pixel_size (layout, &width, &height);
    nl_plot_draw_text (snapshot, style, layout, nl_plot_style_mirror (style, axis - width, width),
                       y - height / 2.0, &style->dim);
  }
}

static void
draw_swatch (const NlPlotFrame *frame,
             GtkSnapshot *snapshot,
             const graphene_rect_t *rect,
             NlPlotFill fill)
{
  const NlPlotStyle *style = frame->style;
  gboolean muted = fill == NL_PLOT_FILL_MUTED;
  float y = rect->origin.y + rect->size.height / 2;
  graphene_point_t ends[2] = {
    { rect->origin.x, y },
    { rect->origin.x + rect->size.width, y },
  };

  if (frame->lines)
    nl_plot_curve_stroke (snapshot, ends, 2, style->em * 0.11, muted,
                          muted ? &style->second_line : &style->line);
  else
    nl_plot_draw_bar (snapshot, style, rect, NL_PLOT_END_ALL, fill);
}

static double
draw_legend_entry (const NlPlotFrame *frame, GtkSnapshot *snapshot, double x, NlPlotFill fill)
{
  const NlPlotStyle *style = frame->style;
  NlPlotSeries *series = fill == NL_PLOT_FILL_ACCENT ? frame->series : frame->comparison;
  const char *name = nl_plot_series_get_name (series);
  g_autoptr (PangoLayout) layout
      = nl_plot_create_layout (style->widget, name != NULL ? name : "", NL_PLOT_TEXT_CAPTION);
  double swatch = round (style->em * (frame->lines ? 1.1 : 0.6));
  double room = gtk_widget_get_width (style->widget) / 2.0 - swatch - style->em;
  int width, height;

  pango_layout_set_width (layout, (int) MAX (room, 1) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, &width, &height);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  draw_swatch (frame, snapshot,
               &GRAPHENE_RECT_INIT ((float) nl_plot_style_mirror (style, x, swatch),
                                    (float) ((height - swatch) / 2), (float) swatch,
                                    (float) swatch),
               fill);
  x += swatch + style->em * 0.35;
  nl_plot_draw_text (snapshot, style, layout, nl_plot_style_mirror (style, x, width), 0,
                     &style->dim);
  return x + width + style->em;
}

/**
 * nl_plot_frame_draw:
 * @frame: a frame
 * @snapshot: where to draw
 *
 * Draws everything that lies below the data.
 */
void
nl_plot_frame_draw (const NlPlotFrame *frame, GtkSnapshot *snapshot)
{
  double x = gtk_widget_get_width (frame->style->widget) - frame->area.size.width;

  draw_value_axis (frame, snapshot);
  nl_plot_labels_draw (frame, snapshot);
  if (frame->comparison != NULL) {
    x = draw_legend_entry (frame, snapshot, x, NL_PLOT_FILL_ACCENT);
    draw_legend_entry (frame, snapshot, x, NL_PLOT_FILL_MUTED);
  }
}

/**
 * nl_plot_frame_draw_highlight:
 * @frame: a frame
 * @snapshot: where to draw
 * @index: which point
 *
 * Draws what lies behind the selected point.
 */
void
nl_plot_frame_draw_highlight (const NlPlotFrame *frame, GtkSnapshot *snapshot, guint index)
{
  nl_plot_draw_rect (
      snapshot, frame->style,
      &GRAPHENE_RECT_INIT ((float) nl_plot_frame_get_slot_x (frame, index), frame->area.origin.y,
                           (float) nl_plot_frame_get_slot_width (frame), frame->area.size.height),
      frame->style->em * 0.3, &frame->style->highlight);
}

/**
 * nl_plot_frame_draw_bubble:
 * @frame: a frame
 * @snapshot: where to draw
 * @index: which point
 *
 * Draws the selected point's value above it.
 */
void
nl_plot_frame_draw_bubble (const NlPlotFrame *frame, GtkSnapshot *snapshot, guint index)
{
  g_autofree char *markup = nl_plot_text_bubble (frame->series, frame->comparison, index);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (frame->style->widget, NULL);
  double slot = nl_plot_frame_get_slot_width (frame);
  double center = nl_plot_frame_get_slot_x (frame, index) + slot / 2;
  double value = nl_plot_series_get_value (frame->series, index);
  double y = nl_plot_frame_get_y (frame, isnan (value) ? frame->ticks.first : MAX (value, 0));

  pango_layout_set_markup (layout, markup, -1);
  nl_plot_draw_bubble (snapshot, frame->style, layout, &frame->area, center,
                       MAX (slot / 2, frame->style->em * 0.5) + frame->style->em * 0.2,
                       y - frame->style->em * 0.4);
}
