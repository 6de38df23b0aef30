/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-history.h"

#define SECONDS_PER_DAY G_GINT64_CONSTANT (86400)

/**
 * nl_segment_history_get_day:
 * @shop: a shop
 * @now: a moment, in microseconds since 1970 UTC
 *
 * Returns: the day it is in @shop, in days since 1970-01-01
 */
gint64
nl_segment_history_get_day (NlShop *shop, gint64 now)
{
  const char *identifier;
  g_autoptr (GTimeZone) zone = NULL;
  gint64 seconds = now / G_USEC_PER_SEC;
  int interval;

  g_return_val_if_fail (NL_IS_SHOP (shop), 0);

  identifier = nl_record_get_text (NL_RECORD (shop), NL_SHOP_TIMEZONE);
  zone = identifier == NULL ? NULL : g_time_zone_new_identifier (identifier);
  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds);
  return (seconds + g_time_zone_get_offset (zone, interval)) / SECONDS_PER_DAY;
}

/**
 * nl_segment_history_add:
 * @connection: a writer, in a transaction
 * @segment_id: a segment
 * @day: the day it was counted, in days since 1970-01-01
 * @customer_count: how many customers it had
 * @error: an error of the store
 *
 * Notes how large a segment is. The last count of a day stands for that day; a change of the
 * segment's query forgets what was noted for another one.
 *
 * Returns: whether it was noted
 */
gboolean
nl_segment_history_add (
    NlConnection *connection, gint64 segment_id, gint64 day, gint64 customer_count, GError **error)
{
  g_autoptr (NlStatement) statement = NULL;

  g_return_val_if_fail (connection != NULL, FALSE);

  statement = nl_connection_prepare (
      connection, "note the size of a segment",
      "INSERT INTO segment_sizes (segment_id, day, customer_count) VALUES (?, ?, ?)"
      " ON CONFLICT DO UPDATE SET customer_count = excluded.customer_count",
      error);
  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, segment_id);
  nl_statement_bind_int64 (statement, 2, day);
  nl_statement_bind_int64 (statement, 3, customer_count);
  return nl_statement_run (statement, error);
}

static gpointer
load_sizes (NlConnection *connection, gpointer data, GError **error)
{
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (NlSegmentSize));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (NlStatement) statement = nl_connection_prepare (
      connection, "sizes of a segment",
      "SELECT day, customer_count FROM segment_sizes WHERE segment_id = ? ORDER BY day", error);

  if (statement == NULL)
    return NULL;
  nl_statement_bind_int64 (statement, 1, *(gint64 *) data);
  while (nl_statement_step (statement, &local_error)) {
    NlSegmentSize size
        = { nl_statement_get_int64 (statement, 0), nl_statement_get_int64 (statement, 1) };

    g_array_append_val (sizes, size);
  }
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }
  return g_steal_pointer (&sizes);
}

/**
 * nl_segment_history_load:
 * @store: the workspace
 * @segment_id: a segment
 *
 * Loads how large a segment was, for a plot over time. Days on which it was not counted are left
 * out.
 *
 * Returns: (transfer full): a future of a #GArray of #NlSegmentSize, the oldest first
 */
DexFuture *
nl_segment_history_load (NlStore *store, gint64 segment_id)
{
  dex_return_error_if_fail (NL_IS_STORE (store));

  return nl_store_read (store, load_sizes, g_memdup2 (&segment_id, sizeof segment_id), g_free,
                        G_TYPE_ARRAY, NULL);
}
