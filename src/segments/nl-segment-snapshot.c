/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-snapshot.h"

#include "base/nl-clock.h"
#include "segments/nl-segment-context.h"
#include "segments/nl-segment-data.h"
#include "segments/nl-segment-history.h"
#include "segments/nl-segment-query.h"

/* Who is put on record: whom a query finds, or these. */
typedef struct {
  gint64 shop_id;
  gint64 day;
  char *name;
  char *query;
  GArray *ids;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->name);
  g_free (request->query);
  g_clear_pointer (&request->ids, g_array_unref);
  g_free (request);
}

/* In the writer's thread: there may be a million. */
static char *
ids_to_json (GArray *ids)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (ids, gint64, i));
  return g_string_free_and_steal (g_string_append_c (json, ']'));
}

static NlSegmentSql *
compile (NlConnection *connection, const Request *request, GError **error)
{
  g_auto (NlSegmentContext) context = { 0 };
  g_autoptr (NlSegmentQuery) parsed = NULL;
  g_autoptr (NlSegmentSql) sql = NULL;

  if (request->query == NULL) {
    g_autofree char *ids = ids_to_json (request->ids);

    sql = nl_segment_sql_new ();
    nl_segment_sql_append (sql, "customers.shop_id = ");
    nl_segment_sql_append_int64 (sql, request->shop_id);
    nl_segment_sql_append (sql, " AND customers.id IN (SELECT value FROM json_each (");
    nl_segment_sql_append_text (sql, ids);
    nl_segment_sql_append (sql, "))");
    return g_steal_pointer (&sql);
  }
  parsed = nl_segment_query_parse (request->query, error);
  if (parsed == NULL
      || !nl_segment_context_load (connection, request->shop_id, nl_clock_now (), &context, error))
    return NULL;
  sql = nl_segment_query_compile (parsed, &context, error);
  if (sql == NULL
      || !nl_segment_data_require (connection, request->shop_id, nl_segment_query_get_data (parsed),
                                   error))
    return NULL;
  return g_steal_pointer (&sql);
}

/* A snapshot names itself, so its query is known when its id is. */
static gboolean
save_named (NlRecord *segment, NlConnection *connection, GError **error)
{
  g_autofree char *query = NULL;

  nl_record_set_text (segment, NL_SEGMENT_QUERY, "snapshot MATCHES ()");
  if (!nl_record_save (segment, connection, error))
    return FALSE;
  query = g_strdup_printf ("snapshot MATCHES (id = %" G_GINT64_FORMAT ")",
                           nl_record_get_id (segment));
  nl_record_set_text (segment, NL_SEGMENT_QUERY, query);
  return nl_record_save (segment, connection, error);
}

static gboolean
add_members (
    NlConnection *connection, gint64 segment_id, NlSegmentSql *who, gint64 *count, GError **error)
{
  g_autofree char *insert
      = g_strconcat ("INSERT INTO segment_members (segment_id, customer_id)"
                     " SELECT ?, customers.id FROM customers WHERE ",
                     nl_segment_sql_get_text (who), " ORDER BY customers.id", NULL);
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "add the members of a snapshot", insert, error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, segment_id);
  nl_statement_bind_values (statement, 2, nl_segment_sql_get_values (who));
  if (!nl_statement_run (statement, error))
    return FALSE;
  *count = sqlite3_changes64 (nl_connection_get_handle (connection));
  return TRUE;
}

static gpointer
take (NlConnection *connection, gpointer data, GError **error)
{
  const Request *request = data;
  g_autoptr (NlRecord) segment
      = g_object_new (NL_TYPE_SEGMENT, "shop-id", request->shop_id, "name", request->name, NULL);
  g_autoptr (NlSegmentSql) who = compile (connection, request, error);
  gint64 count;

  if (who == NULL || !save_named (segment, connection, error)
      || !add_members (connection, nl_record_get_id (segment), who, &count, error))
    return NULL;
  nl_record_set_int64 (segment, NL_SEGMENT_CUSTOMER_COUNT, count);
  nl_record_set_int64 (segment, NL_SEGMENT_COUNTED_AT, nl_clock_now ());
  if (!nl_record_save (segment, connection, error)
      || !nl_segment_history_add (connection, nl_record_get_id (segment), request->day, count,
                                  error))
    return NULL;
  return g_steal_pointer (&segment);
}

static gpointer
take_undoable (NlConnection *connection, gpointer data, GError **error)
{
  g_autoptr (NlRecord) segment = take (connection, data, error);

  return NULL;
}

static Request *
request_new (NlShop *shop, const char *name)
{
  Request *request = g_new0 (Request, 1);

  request->shop_id = nl_record_get_id (NL_RECORD (shop));
  request->day = nl_segment_history_get_day (shop, nl_clock_now ());
  request->name = g_strdup (name);
  return request;
}

/**
 * nl_segment_snapshot_take:
 * @store: the workspace
 * @shop: whose customers
 * @name: what to call it
 * @query: a query
 *
 * Puts on record whom @query finds now, as a segment of its own, `snapshot MATCHES (id = …)`: it
 * stays as it is while customers change, and can be a part of other queries, such as for who of
 * them has ordered since. Customers who are deleted leave it.
 *
 * Returns: (transfer full): a future of the new #NlSegment; rejects with %NL_SEGMENT_ERROR or
 *   %NL_STORE_ERROR, such as when there is a segment of this name
 */
DexFuture *
nl_segment_snapshot_take (NlStore *store, NlShop *shop, const char *name, const char *query)
{
  Request *request;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_SHOP (shop));
  dex_return_error_if_fail (name != NULL);
  dex_return_error_if_fail (query != NULL);

  request = request_new (shop, name);
  request->query = g_strdup (query);
  return nl_store_write (store, take, request, request_free, NL_TYPE_SEGMENT, NULL);
}

/**
 * nl_segment_snapshot_take_undoable:
 * @store: the workspace
 * @shop: whose customers
 * @name: what to call it
 * @query: a query
 *
 * Like nl_segment_snapshot_take(), and remembers what changed.
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo()
 */
DexFuture *
nl_segment_snapshot_take_undoable (NlStore *store,
                                   NlShop *shop,
                                   const char *name,
                                   const char *query)
{
  Request *request;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_SHOP (shop));
  dex_return_error_if_fail (name != NULL);
  dex_return_error_if_fail (query != NULL);

  request = request_new (shop, name);
  request->query = g_strdup (query);
  return nl_store_write_undoable (store, take_undoable, request, request_free);
}

/**
 * nl_segment_snapshot_take_customers:
 * @store: the workspace
 * @shop: whose customers
 * @name: what to call it
 * @customer_ids: (element-type gint64): who; those of other shops are left out; not to be changed
 *   any more
 *
 * Like nl_segment_snapshot_take_undoable(), for customers who were chosen one by one.
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo()
 */
DexFuture *
nl_segment_snapshot_take_customers (NlStore *store,
                                    NlShop *shop,
                                    const char *name,
                                    GArray *customer_ids)
{
  Request *request;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_SHOP (shop));
  dex_return_error_if_fail (name != NULL);
  dex_return_error_if_fail (customer_ids != NULL);

  request = request_new (shop, name);
  request->ids = g_array_ref (customer_ids);
  return nl_store_write_undoable (store, take_undoable, request, request_free);
}
