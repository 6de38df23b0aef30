/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/nl-backoff.h"
#include "nl-test.h"

static void
test_growth (void)
{
  static const gint64 longest[] = { 100, 200, 400, 800, 1000, 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (longest); i++) {
    g_assert_cmpint (nl_backoff_delay (i + 1, 100, 1000, 0), ==, 0);
    g_assert_cmpint (nl_backoff_delay (i + 1, 100, 1000, 0.5), ==, longest[i] / 2);
  }
}

static void
test_extremes (void)
{
  g_assert_cmpint (nl_backoff_delay (1, 5000, 1000, 0.5), ==, 500);
  g_assert_cmpint (nl_backoff_delay (4, 0, 1000, 0.5), ==, 0);
  g_assert_cmpint (nl_backoff_delay (4, 10, 0, 0.5), ==, 0);
  g_assert_cmpint (nl_backoff_delay (G_MAXUINT, 1, G_MAXINT64, 0.5), >, G_MAXINT64 / 4);
}

/* Never longer than the cap, nor shorter than after one failure less with the same luck. */
static void
test_bounds (void)
{
  for (guint i = 0; i < nl_test_rounds (20000, 2000); i++) {
    gint64 base = (gint64) g_test_rand_int_range (0, G_MAXINT) << g_test_rand_int_range (0, 30);
    gint64 cap = (gint64) g_test_rand_int_range (0, G_MAXINT) << g_test_rand_int_range (0, 30);
    guint attempt = (guint) g_test_rand_int_range (1, 100);
    double luck = g_test_rand_double_range (0, 1);
    gint64 delay = nl_backoff_delay (attempt, base, cap, luck);

    g_assert_cmpint (delay, >=, 0);
    g_assert_cmpint (delay, <=, cap);
    g_assert_cmpint (nl_backoff_delay (attempt + 1, base, cap, luck), >=, delay);
  }
}

/* All of the range is used, and nothing beyond it. */
static void
test_full_jitter (void)
{
  gint64 least = G_MAXINT64;
  gint64 most = 0;

  for (guint i = 0; i < 10000; i++) {
    gint64 delay = nl_backoff_delay (3, 1000, 60000, g_test_rand_double_range (0, 1));

    least = MIN (least, delay);
    most = MAX (most, delay);
  }
  g_assert_cmpint (least, <, 100);
  g_assert_cmpint (most, >, 3900);
  g_assert_cmpint (most, <, 4000);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/net/backoff/growth", test_growth);
  g_test_add_func ("/net/backoff/extremes", test_extremes);
  g_test_add_func ("/net/backoff/bounds", test_bounds);
  g_test_add_func ("/net/backoff/full-jitter", test_full_jitter);
  return g_test_run ();
}
