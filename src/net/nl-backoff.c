/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/nl-backoff.h"

/**
 * nl_backoff_delay:
 * @attempt: how many attempts have failed, from 1
 * @base: the longest delay after the first, in microseconds
 * @cap: the longest delay after any
 * @random: from 0 up to, not including, 1
 *
 * How long to wait before the next attempt: exponential backoff with full jitter, so that those who
 * failed together do not come back together. (Marc Brooker, “Exponential Backoff And Jitter”,
 * 2015.)
 *
 * Returns: microseconds, from 0 to @cap
 */
gint64
nl_backoff_delay (guint attempt, gint64 base, gint64 cap, double random)
{
  gint64 longest;

  g_return_val_if_fail (attempt >= 1, 0);
  g_return_val_if_fail (base >= 0 && cap >= 0, 0);
  g_return_val_if_fail (random >= 0 && random < 1, 0);

  longest = MIN (base, cap);
  for (guint i = 1; i < attempt && longest > 0 && longest < cap; i++)
    longest = longest > cap / 2 ? cap : longest * 2;
  return (gint64) ((double) longest * random);
}
