/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-clock.h"

static gint64 fixed_now;

/**
 * nl_clock_now:
 *
 * The only clock of the engine, so that tests can hold it still.
 *
 * Returns: microseconds since 1970-01-01 00:00 UTC
 */
gint64
nl_clock_now (void)
{
  return fixed_now != 0 ? fixed_now : g_get_real_time ();
}

/**
 * nl_clock_monotonic:
 *
 * For durations: unlike nl_clock_now() it does not jump when somebody sets the clock.
 *
 * Returns: microseconds since some moment
 */
gint64
nl_clock_monotonic (void)
{
  return fixed_now != 0 ? fixed_now : g_get_monotonic_time ();
}

/**
 * nl_clock_set_for_tests:
 * @microseconds: what both clocks say from now on; 0 lets them run again
 */
void
nl_clock_set_for_tests (gint64 microseconds)
{
  fixed_now = microseconds;
}
