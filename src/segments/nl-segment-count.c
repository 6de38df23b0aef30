/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-count.h"

#include "base/nl-clock.h"
#include "segments/nl-segment-context.h"
#include "segments/nl-segment-data.h"

typedef struct {
  gint64 shop_id;
  char *query;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->query);
  g_free (request);
}

static gpointer
count_request (NlConnection *connection, gpointer data, GError **error)
{
  Request *request = data;
  g_autofree gint64 *count = g_new0 (gint64, 1);

  if (!nl_segment_count_customers (connection, request->shop_id, request->query, nl_clock_now (),
                                   count, error))
    return NULL;
  return g_steal_pointer (&count);
}

/* Runs a SELECT of one number. SQLite sorts in memory of its own twice as fast as in what stands in
 * for temporary files; what is sorted here is ids and sums, nothing a file might give away. */
static gboolean
select_number (NlConnection *connection, NlSegmentSql *sql, gint64 *number, GError **error)
{
  g_autoptr (NlStatement) statement = NULL;
  gboolean is_known = FALSE;

  if (!nl_connection_exec (connection, "segment count", "PRAGMA temp_store = FILE", error))
    return FALSE;
  statement
      = nl_connection_prepare (connection, "segment count", nl_segment_sql_get_text (sql), error);
  if (statement != NULL) {
    nl_statement_bind_values (statement, 1, nl_segment_sql_get_values (sql));
    is_known = nl_statement_step (statement, error);
  }
  if (is_known)
    *number = nl_statement_get_int64 (statement, 0);
  g_clear_pointer (&statement, nl_statement_release);
  nl_connection_exec (connection, "segment count", "PRAGMA temp_store = MEMORY", NULL);
  return is_known;
}

/**
 * nl_segment_count_customers:
 * @connection: a connection, on one of the store's threads
 * @shop_id: a shop
 * @query: a query
 * @now: the moment that is now, in microseconds since 1970 UTC
 * @count: (out): how many customers it finds
 * @error: an error of the store or of the domain `NL_SEGMENT_ERROR`, one of which says that the
 *   shop lacks the data the query needs
 *
 * Returns: whether there is an answer
 */
gboolean
nl_segment_count_customers (NlConnection *connection,
                            gint64 shop_id,
                            const char *query,
                            gint64 now,
                            gint64 *count,
                            GError **error)
{
  g_auto (NlSegmentContext) context = { 0 };
  g_autoptr (NlSegmentQuery) parsed = NULL;
  g_autoptr (NlSegmentSql) sql = NULL;

  g_return_val_if_fail (connection != NULL, FALSE);
  g_return_val_if_fail (query != NULL, FALSE);
  g_return_val_if_fail (count != NULL, FALSE);

  parsed = nl_segment_query_parse (query, error);
  if (parsed == NULL || !nl_segment_context_load (connection, shop_id, now, &context, error))
    return FALSE;
  sql = nl_segment_query_compile_count (parsed, &context, error);
  if (sql == NULL
      || !nl_segment_data_require (connection, shop_id, nl_segment_query_get_data (parsed), error))
    return FALSE;
  return select_number (connection, sql, count, error);
}

/**
 * nl_segment_count:
 * @store: a store
 * @shop_id: a shop
 * @query: a query
 * @cancellable: (nullable): stops it, such as when a newer query is typed
 *
 * Like nl_segment_count_customers(), on a reader's thread and for the moment that is now.
 *
 * Returns: (transfer full): a future of an int64
 */
DexFuture *
nl_segment_count (NlStore *store, gint64 shop_id, const char *query, GCancellable *cancellable)
{
  Request *request;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (query != NULL);

  request = g_new0 (Request, 1);
  request->shop_id = shop_id;
  request->query = g_strdup (query);
  return nl_store_read (store, count_request, request, request_free, G_TYPE_INT64, cancellable);
}
