/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segments.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "base/nl-clock.h"
#include "segments/nl-segment-context.h"
#include "segments/nl-segment-count.h"
#include "segments/nl-segment-data.h"
#include "segments/nl-segment-history.h"

/**
 * nl_segments_compile:
 * @shop: whose customers
 * @query: text in the segment query language
 * @error: return location for an #NlSegmentError
 *
 * Parses, checks and compiles @query for today.
 *
 * Returns: (transfer full) (nullable): a condition on customers
 */
NlSegmentSql *
nl_segments_compile (NlShop *shop, const char *query, GError **error)
{
  NlRecord *record = NL_RECORD (shop);
  g_autoptr (NlSegmentQuery) parsed = nl_segment_query_parse (query, error);
  g_auto (NlSegmentContext) context = { 0 };

  if (parsed == NULL)
    return NULL;
  nl_segment_context_init (&context, nl_record_get_id (record),
                           nl_record_get_text (record, NL_SHOP_TIMEZONE),
                           nl_record_get_text (record, NL_SHOP_CURRENCY), nl_clock_now ());
  return nl_segment_query_compile (parsed, &context, error);
}

/**
 * nl_segments_add_condition:
 * @customers: a query of customers
 * @shop: whose customers
 * @query: text in the segment query language
 * @error: return location for an #NlSegmentError
 *
 * Narrows @customers down to those in the segment.
 *
 * Returns: whether @query makes sense
 */
gboolean
nl_segments_add_condition (NlQuery *customers, NlShop *shop, const char *query, GError **error)
{
  g_autoptr (NlSegmentSql) sql = nl_segments_compile (shop, query, error);

  if (sql == NULL)
    return FALSE;
  nl_query_where_sql (customers, nl_segment_sql_get_text (sql), nl_segment_sql_get_values (sql));
  return TRUE;
}

typedef struct {
  gint64 shop_id;
  NlSegmentData data;
} Requirement;

static gpointer
require_data (NlConnection *connection, gpointer data, GError **error)
{
  const Requirement *requirement = data;

  nl_segment_data_require (connection, requirement->shop_id, requirement->data, error);
  return NULL;
}

/**
 * nl_segments_require_data:
 * @store: the workspace
 * @shop: whose customers
 * @query: text in the segment query language
 *
 * Looks whether @shop has imported what @query asks about. Without it, the list of
 * nl_segments_add_condition() would be empty, which looks like an answer.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %NL_SEGMENT_ERROR, which says what is
 *   wrong or missing
 */
DexFuture *
nl_segments_require_data (NlStore *store, NlShop *shop, const char *query)
{
  g_autoptr (NlSegmentQuery) parsed = NULL;
  g_autoptr (GError) error = NULL;
  Requirement *requirement;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_SHOP (shop));
  dex_return_error_if_fail (query != NULL);

  parsed = nl_segment_query_parse (query, &error);
  if (parsed == NULL || !nl_segment_query_check (parsed, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (nl_segment_query_get_data (parsed) == NL_SEGMENT_DATA_NONE)
    return dex_future_new_true ();
  requirement = g_new0 (Requirement, 1);
  requirement->shop_id = nl_record_get_id (NL_RECORD (shop));
  requirement->data = nl_segment_query_get_data (parsed);
  return nl_store_read (store, require_data, requirement, g_free, G_TYPE_NONE, NULL);
}

typedef struct {
  NlStore *store;
  NlShop *shop;
  NlSegment *segment;
  gboolean is_undoable;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_object_unref (save->store);
  g_object_unref (save->shop);
  g_object_unref (save->segment);
  g_free (save);
}

/* A segment that was counted, and when. */
typedef struct {
  NlRecord *segment;
  gint64 day;
} Counted;

static void
counted_free (gpointer data)
{
  Counted *counted = data;

  g_object_unref (counted->segment);
  g_free (counted);
}

static gpointer
note_size (NlConnection *connection, gpointer data, GError **error)
{
  const Counted *counted = data;

  if (!nl_record_is_null (counted->segment, NL_SEGMENT_CUSTOMER_COUNT))
    nl_segment_history_add (connection, nl_record_get_id (counted->segment), counted->day,
                            nl_record_get_int64 (counted->segment, NL_SEGMENT_CUSTOMER_COUNT),
                            error);
  return NULL;
}

static gpointer
write_segment (NlConnection *connection, gpointer data, GError **error)
{
  const Counted *counted = data;

  if (nl_record_save (counted->segment, connection, error))
    note_size (connection, data, error);
  return NULL;
}

static DexFuture *
save_fiber (gpointer data)
{
  Save *save = data;
  NlRecord *segment = NL_RECORD (save->segment);
  g_autoptr (GError) error = NULL;
  Counted *counted;
  gint64 count
      = dex_await_int64 (nl_segment_count (save->store, nl_record_get_id (NL_RECORD (save->shop)),
                                           nl_record_get_text (segment, NL_SEGMENT_QUERY), NULL),
                         &error);

  if (g_error_matches (error, NL_SEGMENT_ERROR, NL_SEGMENT_ERROR_MISSING_DATA))
    nl_record_set_null (segment, NL_SEGMENT_CUSTOMER_COUNT);
  else if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  else
    nl_record_set_int64 (segment, NL_SEGMENT_CUSTOMER_COUNT, count);
  nl_record_set_int64 (segment, NL_SEGMENT_COUNTED_AT, nl_clock_now ());
  g_clear_error (&error);
  if (!save->is_undoable && !dex_await (nl_store_save (save->store, segment), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  counted = g_new0 (Counted, 1);
  counted->segment = g_object_ref (segment);
  counted->day = nl_segment_history_get_day (save->shop, nl_clock_now ());
  if (save->is_undoable)
    return nl_store_write_undoable (save->store, write_segment, counted, counted_free);
  return nl_store_write (save->store, note_size, counted, counted_free, G_TYPE_NONE, NULL);
}

static DexFuture *
save (NlStore *store, NlShop *shop, NlSegment *segment, gboolean is_undoable)
{
  Save *work;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_SHOP (shop));
  dex_return_error_if_fail (NL_IS_SEGMENT (segment));

  nl_record_set_int64 (NL_RECORD (segment), NL_SEGMENT_SHOP_ID,
                       nl_record_get_id (NL_RECORD (shop)));
  if (nl_record_is_null (NL_RECORD (segment), NL_SEGMENT_QUERY))
    return dex_future_new_reject (NL_STORE_ERROR, NL_STORE_ERROR_INVALID, "%s",
                                  _ ("“Query” can’t be empty."));
  work = g_new0 (Save, 1);
  work->store = g_object_ref (store);
  work->shop = g_object_ref (shop);
  work->segment = g_object_ref (segment);
  work->is_undoable = is_undoable;
  return nl_fiber_spawn (save_fiber, work, save_free);
}

/**
 * nl_segments_save:
 * @store: the workspace
 * @shop: whose customers
 * @segment: a segment with name and query
 *
 * Counts a segment, saves it, and notes its size of today. A query that makes no sense is never
 * saved; one about data that
 * @shop has not imported yet is, without a count.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %NL_SEGMENT_ERROR or %NL_STORE_ERROR
 */
DexFuture *
nl_segments_save (NlStore *store, NlShop *shop, NlSegment *segment)
{
  return save (store, shop, segment, FALSE);
}

/**
 * nl_segments_save_undoable:
 * @store: the workspace
 * @shop: whose customers
 * @segment: a segment with name and query
 *
 * Like nl_segments_save(), for somebody who may want it back as it was.
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo()
 */
DexFuture *
nl_segments_save_undoable (NlStore *store, NlShop *shop, NlSegment *segment)
{
  return save (store, shop, segment, TRUE);
}

/**
 * nl_segments_list:
 * @store: the workspace
 * @shop_id: a shop
 *
 * Returns: (transfer full): a future of a #GListStore of its segments, by name
 */
DexFuture *
nl_segments_list (NlStore *store, gint64 shop_id)
{
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_SEGMENT);

  nl_query_where_int64 (query, NL_SEGMENT_SHOP_ID, shop_id);
  nl_query_order_by (query, NL_SEGMENT_NAME, FALSE);
  return nl_store_list (store, query);
}
