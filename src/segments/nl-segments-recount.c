/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-clock.h"
#include "base/nl-future.h"
#include "segments/nl-segment-count.h"
#include "segments/nl-segment-error.h"
#include "segments/nl-segment-history.h"
#include "segments/nl-segments.h"

/* Counts saved segments again, since their customers changed, or the day did. */

typedef struct {
  NlStore *store;
  NlShop *shop;
} Recount;

static void
recount_free (gpointer data)
{
  Recount *recount = data;

  g_object_unref (recount->store);
  g_object_unref (recount->shop);
  g_free (recount);
}

/* How many customers a query found. */
typedef struct {
  NlRecord *segment; /* as it was when it was counted */
  gint64 count;
  gboolean has_count;
  gint64 day;
} Counted;

static void
counted_free (gpointer data)
{
  Counted *counted = data;

  g_object_unref (counted->segment);
  g_free (counted);
}

/* What was counted is of no use for a segment that asks for something else by now. */
static gpointer
write_count (NlConnection *connection, gpointer data, GError **error)
{
  const Counted *counted = data;
  gint64 id = nl_record_get_id (counted->segment);
  g_autoptr (GPtrArray) found = nl_query_fetch_by_ids (NL_TYPE_SEGMENT, &id, 1, connection, error);
  NlRecord *segment = found != NULL ? g_ptr_array_index (found, 0) : NULL;

  if (segment == NULL
      || g_strcmp0 (nl_record_get_text (segment, NL_SEGMENT_QUERY),
                    nl_record_get_text (counted->segment, NL_SEGMENT_QUERY))
             != 0)
    return NULL;
  if (counted->has_count)
    nl_record_set_int64 (segment, NL_SEGMENT_CUSTOMER_COUNT, counted->count);
  else
    nl_record_set_null (segment, NL_SEGMENT_CUSTOMER_COUNT);
  nl_record_set_int64 (segment, NL_SEGMENT_COUNTED_AT, nl_clock_now ());
  if (nl_record_save (segment, connection, error) && counted->has_count)
    nl_segment_history_add (connection, id, counted->day, counted->count, error);
  return NULL;
}

/* Whether the segment says so already, today. */
static gboolean
is_known (Recount *recount, const Counted *counted)
{
  NlRecord *segment = counted->segment;
  gint64 counted_at = nl_record_get_int64 (segment, NL_SEGMENT_COUNTED_AT);

  return nl_segment_history_get_day (recount->shop, counted_at) == counted->day
         && nl_record_is_null (segment, NL_SEGMENT_CUSTOMER_COUNT) != counted->has_count
         && nl_record_get_int64 (segment, NL_SEGMENT_CUSTOMER_COUNT) == counted->count;
}

/* One that is wrong, such as from a newer version, keeps no other from being counted. */
static gboolean
recount_segment (Recount *recount, NlRecord *segment, GError **error)
{
  g_autoptr (GError) count_error = NULL;
  Counted *counted;
  gint64 count
      = dex_await_int64 (nl_segment_count (recount->store,
                                           nl_record_get_id (NL_RECORD (recount->shop)),
                                           nl_record_get_text (segment, NL_SEGMENT_QUERY), NULL),
                         &count_error);

  if (count_error != NULL && count_error->domain != NL_SEGMENT_ERROR) {
    g_propagate_error (error, g_steal_pointer (&count_error));
    return FALSE;
  }
  if (count_error != NULL
      && !g_error_matches (count_error, NL_SEGMENT_ERROR, NL_SEGMENT_ERROR_MISSING_DATA))
    return TRUE;
  counted = g_new0 (Counted, 1);
  counted->segment = g_object_ref (segment);
  counted->has_count = count_error == NULL;
  counted->count = count_error == NULL ? count : 0;
  counted->day = nl_segment_history_get_day (recount->shop, nl_clock_now ());
  if (is_known (recount, counted)) {
    counted_free (counted);
    return TRUE;
  }
  return dex_await (nl_store_write (recount->store, write_count, counted, counted_free, G_TYPE_NONE,
                                    NULL),
                    error);
}

static DexFuture *
recount_fiber (gpointer data)
{
  Recount *recount = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) segments = dex_await_object (
      nl_segments_list (recount->store, nl_record_get_id (NL_RECORD (recount->shop))), &error);

  for (guint i = 0; error == NULL && i < g_list_model_get_n_items (segments); i++) {
    g_autoptr (NlRecord) segment = g_list_model_get_item (segments, i);

    recount_segment (recount, segment, &error);
  }
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_true ();
}

/**
 * nl_segments_recount:
 * @store: the workspace
 * @shop: a shop
 *
 * Counts all segments of @shop again. Nothing is written where nothing is new.
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
nl_segments_recount (NlStore *store, NlShop *shop)
{
  Recount *recount;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_SHOP (shop));

  recount = g_new0 (Recount, 1);
  recount->store = g_object_ref (store);
  recount->shop = g_object_ref (shop);
  return nl_fiber_spawn (recount_fiber, recount, recount_free);
}
