/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plots/nl-plot-labels.h"

#include <math.h>

#include "app/plots/nl-plot-shapes.h"

/* Up to so many labels are all measured; of more, the longest few stand for the rest. */
#define MEASURED 24
/* Up to so many points have names rather than a sequence: all are shown, shortened at need. */
#define NAMED 8

/**
 * nl_plot_labels_get_step:
 * @widest: the width of the widest label
 * @slot: the width of a point's place
 * @gap: the least space between two labels
 * @n: how many points there are
 *
 * Returns: which labels there is room for: every first, second, third… Steps are such that months,
 *   quarters and years stay whole.
 */
guint
nl_plot_labels_get_step (double widest, double slot, double gap, guint n)
{
  static const guint steps[] = { 1, 2, 3, 4, 6, 12, 24, 36, 60, 120 };
  guint step = 120;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    if (steps[i] * slot >= widest + gap)
      return steps[i];
  }
  while (step < n && step * slot < widest + gap)
    step *= 2;
  return step;
}

static int
measure (PangoLayout *layout, const char *text)
{
  int width;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static double
measure_widest (const NlPlotFrame *frame, PangoLayout *layout)
{
  int widest = 0;
  glong longest = 0;

  for (guint i = 0; i < frame->n_slots; i++) {
    const char *label = nl_plot_series_get_label (frame->series, i);
    glong length = g_utf8_strlen (label, -1);

    if (frame->n_slots > MEASURED && length <= longest)
      continue;
    longest = MAX (longest, length);
    widest = MAX (widest, measure (layout, label));
  }
  return widest;
}

/**
 * nl_plot_labels_draw:
 * @frame: a frame
 * @snapshot: where to draw
 *
 * Draws the points' labels below the data: all of them when they fit, shortened when they are a
 * few names, and else every second, third, fourth…
 */
void
nl_plot_labels_draw (const NlPlotFrame *frame, GtkSnapshot *snapshot)
{
  const NlPlotStyle *style = frame->style;
  g_autoptr (PangoLayout) layout
      = nl_plot_create_layout (style->widget, NULL, NL_PLOT_TEXT_CAPTION);
  double slot = nl_plot_frame_get_slot_width (frame), gap = style->em * 0.4;
  double widest = measure_widest (frame, layout);
  double y = frame->area.origin.y + frame->area.size.height + style->em * 0.3;
  double total = gtk_widget_get_width (style->widget);
  guint step = nl_plot_labels_get_step (widest, slot, gap, frame->n_slots);
  double room;

  if (step > 1 && frame->n_slots <= NAMED && slot >= style->em * 2.5)
    step = 1;
  room = MAX (MIN (step * slot - gap, total), 1);

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  for (guint i = 0; i < frame->n_slots; i += step) {
    double center = nl_plot_frame_get_slot_x (frame, i) + slot / 2;
    int width;

    pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
    width = measure (layout, nl_plot_series_get_label (frame->series, i));
    pango_layout_set_width (layout, width * PANGO_SCALE);
    nl_plot_draw_text (snapshot, style, layout,
                       CLAMP (center - width / 2.0, 0, MAX (total - width, 0)), y, &style->dim);
  }
}
