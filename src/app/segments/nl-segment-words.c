/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/segments/nl-segment-words.h"

#include <glib/gi18n-lib.h>

#include "base/nl-format.h"
#include "base/nl-language.h"

/* The average month of the Gregorian calendar has 30.4 days; up to here days say more. */
#define DAYS_BEFORE_MONTHS 60
#define DAYS_PER_MONTH 30.437

/**
 * nl_segment_dup_duration:
 * @days: how many days
 *
 * Returns: (transfer full): “12 days”, or “8 months” when it is long
 */
char *
nl_segment_dup_duration (gint64 days)
{
  gint64 months = (gint64) ((double) days / DAYS_PER_MONTH + 0.5);

  if (days < DAYS_BEFORE_MONTHS)
    return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), (int) days);
  return g_strdup_printf (ngettext ("%d month", "%d months", (gulong) months), (int) months);
}

/**
 * nl_segment_dup_count:
 * @count: how many customers
 *
 * Returns: (transfer full): “1,234”
 */
char *
nl_segment_dup_count (gint64 count)
{
  return nl_number_format ((double) count, 0, nl_language_get_ui ());
}

/**
 * nl_segment_dup_share:
 * @count: how many customers
 * @total: of how many
 *
 * Returns: (transfer full): “12%”; one decimal below ten percent, and “<0.1%” for what is there but
 *   next to nothing
 */
char *
nl_segment_dup_share (gint64 count, gint64 total)
{
  double share = total > 0 ? (double) count / (double) total : 0;
  g_autofree char *text = NULL;

  if (count > 0 && share < 0.001) {
    text = nl_percent_format (0.001, 1, nl_language_get_ui ());
    return g_strdup_printf ("<%s", text);
  }
  return nl_percent_format (share, share > 0 && share < 0.1 ? 1 : 0, nl_language_get_ui ());
}
