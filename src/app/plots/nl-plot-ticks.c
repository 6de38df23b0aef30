/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plots/nl-plot-ticks.h"

#include <math.h>

/* Beyond this the differences between ticks drown in a double's 53 bits. */
#define LARGEST 1e300
/* Below this a step would have no digits left. */
#define SMALLEST 1e-300

/* The smallest of 1, 2, 2.5 and 5 times a power of ten that is not below @rough: steps people
 * count in. */
static double
round_up_to_nice (double rough, gboolean whole)
{
  static const double mantissas[] = { 1.0, 2.0, 2.5, 5.0, 10.0 };
  double power = pow (10.0, floor (log10 (rough)));

  for (guint i = 0; i < G_N_ELEMENTS (mantissas); i++) {
    double step = mantissas[i] * power;

    if (whole && step != floor (step))
      continue;
    if (step >= rough * (1.0 - 1e-9))
      return step;
  }
  return 10.0 * power;
}

static double
make_finite (double value)
{
  if (isnan (value))
    return 0.0;
  return CLAMP (value, -LARGEST, LARGEST);
}

/* Ticks that cover @lowest to @highest with @step. */
static void
cover (NlPlotTicks *ticks, double lowest, double highest, double step)
{
  double from = floor (lowest / step + 1e-9);
  double to = ceil (highest / step - 1e-9);

  ticks->step = step;
  ticks->first = from * step;
  ticks->n = (guint) (to - from) + 1;
}

/**
 * nl_plot_ticks_init:
 * @ticks: (out caller-allocates): the ticks
 * @lowest: the lowest value to cover
 * @highest: the highest value to cover
 * @most: how many ticks there is room for; there are always two, or three across zero
 * @whole: whether only whole numbers make sense, as for counts
 *
 * Finds the finest ticks of 1, 2, 2.5 or 5 times a power of ten that cover the range and of which
 * there are no more than @most. An empty range gets the room between zero and the value, or from
 * zero to one. Values that are not finite are taken for zero or for a very large number.
 */
void
nl_plot_ticks_init (NlPlotTicks *ticks, double lowest, double highest, guint most, gboolean whole)
{
  double step;

  g_return_if_fail (ticks != NULL);

  lowest = make_finite (lowest);
  highest = make_finite (highest);
  most = MAX (most, 2);

  if (lowest > highest) {
    double swapped = lowest;

    lowest = highest;
    highest = swapped;
  }
  /* So close that no step would tell them apart. */
  if (highest - lowest <= MAX (fabs (lowest), fabs (highest)) * 1e-12) {
    lowest = MIN (lowest, 0.0);
    highest = MAX (highest, 0.0);
  }
  if (highest - lowest < SMALLEST)
    highest = 1.0;

  step = (highest / (most - 1)) - (lowest / (most - 1));
  if (whole)
    step = MAX (step, 1.0);
  step = round_up_to_nice (step, whole);
  cover (ticks, lowest, highest, step);

  /* A range that starts or ends off a tick can need one more than planned. One across zero needs
   * three however coarse they are. */
  while (ticks->n > MAX (most, 3)) {
    step = round_up_to_nice (step * 1.01, whole);
    cover (ticks, lowest, highest, step);
  }
  ticks->n = MAX (ticks->n, 2);
}

/**
 * nl_plot_ticks_get:
 * @ticks: the ticks
 * @index: which, from 0
 *
 * Returns: the tick's value; exactly 0 where the axis crosses zero
 */
double
nl_plot_ticks_get (const NlPlotTicks *ticks, guint index)
{
  double value = ticks->first + index * ticks->step;

  return fabs (value) < ticks->step * 1e-9 ? 0.0 : value;
}

/**
 * nl_plot_ticks_get_last:
 * @ticks: the ticks
 *
 * Returns: the highest tick's value
 */
double
nl_plot_ticks_get_last (const NlPlotTicks *ticks)
{
  return nl_plot_ticks_get (ticks, ticks->n - 1);
}

/**
 * nl_plot_ticks_get_fraction:
 * @ticks: the ticks
 * @value: any value
 *
 * Returns: how far up the axis @value is: 0 at the first tick, 1 at the last, never outside
 */
double
nl_plot_ticks_get_fraction (const NlPlotTicks *ticks, double value)
{
  double length = ticks->step * (ticks->n - 1);

  if (isnan (value) || length <= 0.0)
    return 0.0;
  return CLAMP ((value - ticks->first) / length, 0.0, 1.0);
}
