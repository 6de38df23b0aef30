/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-comparison.h"

#include "base/nl-clock.h"
#include "segments/nl-segment-count.h"
#include "segments/nl-segment-query.h"
#include "segments/nl-segment-statistics.h"

typedef struct {
  gint64 shop_id;
  char *first;
  char *second;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->first);
  g_free (request->second);
  g_free (request);
}

static gboolean
add_statistics (JsonObject *object,
                const char *key,
                NlConnection *connection,
                gint64 shop_id,
                const char *query,
                gint64 now,
                GError **error)
{
  JsonObject *statistics
      = nl_segment_statistics_collect (connection, shop_id, NULL, query, now, error);

  if (statistics != NULL)
    json_object_set_object_member (object, key, statistics);
  return statistics != NULL;
}

/**
 * nl_segment_comparison_collect:
 * @connection: a connection, on one of the store's threads
 * @shop_id: a shop
 * @first: a query
 * @second: another query
 * @now: the moment that is now, in microseconds since 1970 UTC
 * @error: an error of the store or of the domain `NL_SEGMENT_ERROR`
 *
 * Compares two segments: `both`, `only_first` and `only_second` are numbers of customers, `first`
 * and `second` what nl_segment_statistics_collect() says of each.
 *
 * Returns: (transfer full) (nullable): the comparison, or %NULL on error
 */
JsonObject *
nl_segment_comparison_collect (NlConnection *connection,
                               gint64 shop_id,
                               const char *first,
                               const char *second,
                               gint64 now,
                               GError **error)
{
  g_autoptr (JsonObject) comparison = json_object_new ();
  g_autoptr (NlSegmentQuery) a = NULL;
  g_autoptr (NlSegmentQuery) b = NULL;
  g_autofree char *both = NULL;
  gint64 n_both;
  gint64 n_first;
  gint64 n_second;

  g_return_val_if_fail (connection != NULL, NULL);
  g_return_val_if_fail (first != NULL && second != NULL, NULL);

  a = nl_segment_query_parse (first, error);
  b = a == NULL ? NULL : nl_segment_query_parse (second, error);
  if (b == NULL)
    return NULL;
  /* A comment may end the text: the closing parenthesis is on a line of its own. */
  both = g_strdup_printf ("(%s\n) AND (%s\n)", first, second);
  if (!nl_segment_count_customers (connection, shop_id, first, now, &n_first, error)
      || !nl_segment_count_customers (connection, shop_id, second, now, &n_second, error)
      || !nl_segment_count_customers (connection, shop_id, both, now, &n_both, error))
    return NULL;
  json_object_set_int_member (comparison, "both", n_both);
  json_object_set_int_member (comparison, "only_first", n_first - n_both);
  json_object_set_int_member (comparison, "only_second", n_second - n_both);
  if (!add_statistics (comparison, "first", connection, shop_id, first, now, error)
      || !add_statistics (comparison, "second", connection, shop_id, second, now, error))
    return NULL;
  return g_steal_pointer (&comparison);
}

static gpointer
collect_request (NlConnection *connection, gpointer data, GError **error)
{
  Request *request = data;

  return nl_segment_comparison_collect (connection, request->shop_id, request->first,
                                        request->second, nl_clock_now (), error);
}

/**
 * nl_segment_comparison_load:
 * @store: a store
 * @shop_id: a shop
 * @first: a query
 * @second: another query
 * @cancellable: (nullable): stops it
 *
 * Like nl_segment_comparison_collect(), on a reader's thread.
 *
 * Returns: (transfer full): a future of a JsonObject
 */
DexFuture *
nl_segment_comparison_load (NlStore *store,
                            gint64 shop_id,
                            const char *first,
                            const char *second,
                            GCancellable *cancellable)
{
  Request *request;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (first != NULL && second != NULL);

  request = g_new0 (Request, 1);
  request->shop_id = shop_id;
  request->first = g_strdup (first);
  request->second = g_strdup (second);
  return nl_store_read (store, collect_request, request, request_free, JSON_TYPE_OBJECT,
                        cancellable);
}
