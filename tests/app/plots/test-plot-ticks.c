/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "app/plots/nl-plot-series.h"
#include "app/plots/nl-plot-ticks.h"
#include "nl-test.h"

typedef struct {
  double lowest, highest;
  guint most;
  gboolean whole;
  double first, step;
  guint n;
} Case;

static const Case cases[] = {
  { 0, 100, 5, FALSE, 0, 25, 5 },       { 0, 100, 6, FALSE, 0, 20, 6 },
  { 0, 10, 3, FALSE, 0, 5, 3 },         { 0, 1, 5, FALSE, 0, 0.25, 5 },
  { 0, 97, 5, FALSE, 0, 25, 5 },        { 0, 101, 5, FALSE, 0, 50, 4 },
  { 0, 8423.17, 5, FALSE, 0, 2500, 5 }, { 0, 0.0034, 5, FALSE, 0, 0.001, 5 },
  { 0, 3, 8, TRUE, 0, 1, 4 },           { 0, 10, 5, TRUE, 0, 5, 3 },
  { 0, 1, 5, TRUE, 0, 1, 2 },           { 0, 0, 5, FALSE, 0, 0.25, 5 },
  { 0, 0, 5, TRUE, 0, 1, 2 },           { 42, 42, 5, FALSE, 0, 20, 4 },
  { -42, -42, 5, FALSE, -60, 20, 4 },   { -50, 50, 5, FALSE, -50, 25, 5 },
  { -1, 1, 2, FALSE, -2, 2, 3 },        { -30, 70, 6, FALSE, -50, 25, 6 },
  { 100, 0, 5, FALSE, 0, 25, 5 },       { 1000, 1040, 5, FALSE, 1000, 10, 5 },
  { 0, 1e15, 5, FALSE, 0, 2.5e14, 5 },  { 0, 9.3e299, 5, FALSE, 0, 2.5e299, 5 },
};

static void
test_known_ranges (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const Case *c = &cases[i];
    NlPlotTicks ticks;

    nl_plot_ticks_init (&ticks, c->lowest, c->highest, c->most, c->whole);
    g_test_message ("%g to %g, at most %u: from %g by %g, %u", c->lowest, c->highest, c->most,
                    ticks.first, ticks.step, ticks.n);
    g_assert_cmpfloat_with_epsilon (ticks.first, c->first, fabs (c->step) * 1e-9);
    g_assert_cmpfloat_with_epsilon (ticks.step, c->step, fabs (c->step) * 1e-9);
    g_assert_cmpuint (ticks.n, ==, c->n);
  }
}

/* Any range is covered, with no more ticks than there is room for and none wasted at an end. */
static void
test_any_range (void)
{
  for (guint i = 0; i < 20000; i++) {
    double size = pow (10.0, g_test_rand_double_range (-12, 14));
    double a = g_test_rand_double_range (-1, 1) * size;
    double b = g_test_rand_double_range (-1, 1) * size;
    guint most = (guint) g_test_rand_int_range (2, 12);
    gboolean whole = g_test_rand_bit ();
    double slack;
    NlPlotTicks ticks;

    nl_plot_ticks_init (&ticks, a, b, most, whole);
    slack = ticks.step * 1e-6;
    g_assert_cmpuint (ticks.n, >=, 2);
    g_assert_cmpuint (ticks.n, <=, MAX (most, 3));
    g_assert_cmpfloat (nl_plot_ticks_get (&ticks, 0), <=, MIN (a, b) + slack);
    g_assert_cmpfloat (nl_plot_ticks_get_last (&ticks), >=, MAX (a, b) - slack);
    g_assert_cmpfloat (nl_plot_ticks_get (&ticks, 1), >, MIN (a, b) - slack);
    g_assert_cmpfloat (nl_plot_ticks_get (&ticks, ticks.n - 2), <, MAX (a, b) + slack);
    if (whole)
      g_assert_cmpfloat (ticks.step, ==, floor (ticks.step));
  }
}

static void
test_not_finite (void)
{
  static const double odd[] = { NAN, INFINITY, -INFINITY, 0.0, 5e-324, 1.7e308, -1.7e308 };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++) {
    for (guint j = 0; j < G_N_ELEMENTS (odd); j++) {
      NlPlotTicks ticks;

      nl_plot_ticks_init (&ticks, odd[i], odd[j], 5, FALSE);
      g_assert_true (isfinite (ticks.first) && isfinite (ticks.step));
      g_assert_cmpfloat (ticks.step, >, 0.0);
      g_assert_cmpuint (ticks.n, >=, 2);
      g_assert_cmpuint (ticks.n, <=, 5);
    }
  }
}

static void
test_zero_is_exact (void)
{
  NlPlotTicks ticks;
  gboolean found = FALSE;

  nl_plot_ticks_init (&ticks, -0.3, 0.3, 7, FALSE);
  for (guint i = 0; i < ticks.n; i++)
    found |= nl_plot_ticks_get (&ticks, i) == 0.0;
  g_assert_true (found);
}

static void
test_fraction (void)
{
  NlPlotTicks ticks;

  nl_plot_ticks_init (&ticks, 0, 100, 5, FALSE);
  g_assert_cmpfloat (nl_plot_ticks_get_fraction (&ticks, 0), ==, 0.0);
  g_assert_cmpfloat (nl_plot_ticks_get_fraction (&ticks, 50), ==, 0.5);
  g_assert_cmpfloat (nl_plot_ticks_get_fraction (&ticks, 100), ==, 1.0);
  g_assert_cmpfloat (nl_plot_ticks_get_fraction (&ticks, 1000), ==, 1.0);
  g_assert_cmpfloat (nl_plot_ticks_get_fraction (&ticks, -1), ==, 0.0);
  g_assert_cmpfloat (nl_plot_ticks_get_fraction (&ticks, NAN), ==, 0.0);
}

static char *
format_euros (double value, gpointer data)
{
  guint *calls = data;

  (*calls)++;
  return g_strdup_printf ("€%.0f", value);
}

static void
test_series_texts (void)
{
  g_autoptr (NlPlotSeries) series = nl_plot_series_new ("Sales");
  g_autofree char *plain = nl_plot_series_format (series, 12.5);
  g_autofree char *nothing = nl_plot_series_format (series, NAN);
  g_autofree char *own = NULL;
  g_autofree char *formatted = NULL;
  guint calls = 0;

  g_assert_cmpstr (plain, ==, "12.50");
  g_assert_cmpstr (nothing, ==, "No data");

  nl_plot_series_set_format (series, format_euros, &calls, NULL);
  nl_plot_series_add (series, "Jan", "January 2026", 1200, "€1,200.00");
  nl_plot_series_add (series, "Feb", NULL, 900, NULL);
  own = nl_plot_series_dup_value_text (series, 0);
  formatted = nl_plot_series_dup_value_text (series, 1);
  g_assert_cmpstr (own, ==, "€1,200.00");
  g_assert_cmpstr (formatted, ==, "€900");
  g_assert_cmpuint (calls, ==, 1);
  g_assert_cmpstr (nl_plot_series_get_full_label (series, 0), ==, "January 2026");
  g_assert_cmpstr (nl_plot_series_get_full_label (series, 1), ==, "Feb");
}

static void
test_series_range (void)
{
  g_autoptr (NlPlotSeries) series = nl_plot_series_new (NULL);
  guint lowest = 99, highest = 99;

  g_assert_false (nl_plot_series_get_range (series, &lowest, &highest));
  nl_plot_series_add (series, "a", NULL, NAN, NULL);
  g_assert_false (nl_plot_series_get_range (series, &lowest, &highest));
  nl_plot_series_add (series, "b", NULL, 3, NULL);
  nl_plot_series_add (series, "c", NULL, INFINITY, NULL);
  nl_plot_series_add (series, "d", NULL, -2, NULL);
  nl_plot_series_add (series, "e", NULL, 3, NULL);
  g_assert_true (nl_plot_series_get_range (series, &lowest, &highest));
  g_assert_cmpuint (lowest, ==, 3);
  g_assert_cmpuint (highest, ==, 1);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/plots/ticks/known-ranges", test_known_ranges);
  g_test_add_func ("/plots/ticks/any-range", test_any_range);
  g_test_add_func ("/plots/ticks/not-finite", test_not_finite);
  g_test_add_func ("/plots/ticks/zero-is-exact", test_zero_is_exact);
  g_test_add_func ("/plots/ticks/fraction", test_fraction);
  g_test_add_func ("/plots/series/texts", test_series_texts);
  g_test_add_func ("/plots/series/range", test_series_range);
  return g_test_run ();
}
