/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/nl-format.h"
#include "base/nl-operation.h"

/* What an operation says of itself to the one who waits. */

/**
 * nl_operation_dup_progress_text:
 * @self: an operation
 *
 * Returns: (transfer full) (nullable): such as “12,300 of 100,000”; %NULL before the first report
 */
char *
nl_operation_dup_progress_text (NlOperation *self)
{
  guint64 n_done = nl_operation_get_done (self);
  guint64 n_total = nl_operation_get_total (self);
  g_autofree char *done = NULL;
  g_autofree char *total = NULL;

  if (n_done == 0 && n_total == 0)
    return NULL;
  done = nl_number_format ((double) n_done, 0, NULL);
  if (n_total == 0)
    return g_steal_pointer (&done);
  total = nl_number_format ((double) n_total, 0, NULL);
  /* Translators: how far a task is: “12,300 of 100,000” */
  return g_strdup_printf (_ ("%s of %s"), done, total);
}

/**
 * nl_operation_dup_time_left_text:
 * @self: an operation
 *
 * Returns: (transfer full) (nullable): such as “About 12 seconds left”; %NULL when nobody knows
 */
char *
nl_operation_dup_time_left_text (NlOperation *self)
{
  double seconds = nl_operation_get_seconds_left (self);
  guint n;

  if (seconds < 0 || seconds > 100 * 3600)
    return NULL;
  if (seconds < 60) {
    n = (guint) MAX (ceil (seconds), 1);
    return g_strdup_printf (ngettext ("About %u second left", "About %u seconds left", n), n);
  }
  n = (guint) ceil (seconds / 60);
  if (n < 120)
    return g_strdup_printf (ngettext ("About %u minute left", "About %u minutes left", n), n);
  n = (guint) ceil (seconds / 3600);
  return g_strdup_printf (ngettext ("About %u hour left", "About %u hours left", n), n);
}
