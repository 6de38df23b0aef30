/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segments.h"

#include "customers/nl-customers.h"
#include "nl-test.h"
#include "segments/nl-segment-snapshot.h"

static NlStore *store;
static NlShop *shop;

static void
set_up (const char *folder)
{
  static const gint64 amounts[] = { 500, 3000, 20000 };
  g_autoptr (GError) error = NULL;

  store = dex_await_object (nl_store_open (folder), &error);
  g_assert_no_error (error);
  shop = g_object_new (NL_TYPE_SHOP, "name", "Atelier", "language", "fr", NULL);
  nl_test_await_ok (nl_store_save (store, NL_RECORD (shop)));
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++) {
    g_autoptr (NlCustomer) customer
        = g_object_new (NL_TYPE_CUSTOMER, "shop-id", nl_record_get_id (NL_RECORD (shop)),
                        "first-name", "Ada", "amount-spent", amounts[i], NULL);

    nl_test_await_ok (nl_customers_save (store, customer));
  }
}

static void
tear_down (void)
{
  g_clear_object (&shop);
  g_clear_object (&store);
}

static NlSegment *
add_segment (const char *name, const char *query)
{
  NlSegment *segment = g_object_new (NL_TYPE_SEGMENT, "name", name, "query", query, NULL);

  nl_test_await_ok (nl_segments_save (store, shop, segment));
  return segment;
}

static void
test_save_counts (const char *folder)
{
  g_autoptr (NlSegment) segment = NULL;
  g_autoptr (GListModel) list = NULL;
  g_autoptr (GError) error = NULL;

  set_up (folder);
  segment = add_segment ("Spenders", "amount_spent > 10");
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (segment), NL_SEGMENT_CUSTOMER_COUNT), ==, 2);
  list = dex_await_object (nl_segments_list (store, nl_record_get_id (NL_RECORD (shop))), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  tear_down ();
}

static void
test_nonsense_is_not_saved (const char *folder)
{
  g_autoptr (NlSegment) wrong
      = g_object_new (NL_TYPE_SEGMENT, "name", "Wrong", "query", "amount_spend > 10", NULL);
  g_autoptr (NlSegment) empty = g_object_new (NL_TYPE_SEGMENT, "name", "Empty", NULL);
  g_autoptr (GError) error = NULL;

  set_up (folder);
  g_assert_false (dex_await (nl_segments_save (store, shop, wrong), &error));
  g_assert_true (error->domain == NL_SEGMENT_ERROR);
  g_clear_error (&error);
  g_assert_false (dex_await (nl_segments_save (store, shop, empty), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID);
  g_assert_cmpint (nl_record_get_id (NL_RECORD (wrong)), ==, 0);
  tear_down ();
}

static void
test_recount (const char *folder)
{
  g_autoptr (NlSegment) segment = NULL;
  g_autoptr (NlCustomer) customer = NULL;
  g_autoptr (NlRecord) found = NULL;
  g_autoptr (GError) error = NULL;

  set_up (folder);
  segment = add_segment ("Spenders", "amount_spent > 10");
  customer = g_object_new (NL_TYPE_CUSTOMER, "shop-id", nl_record_get_id (NL_RECORD (shop)),
                           "first-name", "Ben", "amount-spent", G_GINT64_CONSTANT (99900), NULL);
  nl_test_await_ok (nl_customers_save (store, customer));
  nl_test_await_ok (nl_segments_recount (store, shop));
  found = dex_await_object (
      nl_store_find (store, NL_TYPE_SEGMENT, nl_record_get_id (NL_RECORD (segment))), &error);
  g_assert_no_error (error);
  g_assert_cmpint (nl_record_get_int64 (found, NL_SEGMENT_CUSTOMER_COUNT), ==, 3);
  tear_down ();
}

static gint64
find_counted_at (gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlRecord) found
      = dex_await_object (nl_store_find (store, NL_TYPE_SEGMENT, id), &error);

  g_assert_no_error (error);
  return nl_record_get_int64 (found, NL_SEGMENT_COUNTED_AT);
}

/* So that looking again costs nothing, and undo finds a segment as it was left. */
static void
test_recount_writes_only_news (const char *folder)
{
  g_autoptr (NlSegment) segment = NULL;
  gint64 id;
  gint64 before;

  set_up (folder);
  segment = add_segment ("Spenders", "amount_spent > 10");
  id = nl_record_get_id (NL_RECORD (segment));
  before = find_counted_at (id);
  nl_test_await_ok (nl_segments_recount (store, shop));
  g_assert_cmpint (find_counted_at (id), ==, before);
  tear_down ();
}

static void
rewrite_once (NlStore *self, NlChanges *changes, NlRecord **segment)
{
  g_autoptr (NlRecord) other = g_steal_pointer (segment);

  if (other == NULL)
    return;
  nl_record_set_text (other, NL_SEGMENT_QUERY, "amount_spent > 100000");
  nl_record_set_int64 (other, NL_SEGMENT_CUSTOMER_COUNT, 0);
  dex_future_disown (nl_store_save (self, other));
}

/* A count of what a segment asked for before is not one of what it asks for now. */
static void
test_recount_leaves_what_was_rewritten (const char *folder)
{
  NlRecord *segments[2];
  NlRecord *second;
  g_autoptr (NlRecord) found = NULL;
  g_autoptr (GError) error = NULL;

  set_up (folder);
  for (gsize i = 0; i < G_N_ELEMENTS (segments); i++) {
    segments[i]
        = g_object_new (NL_TYPE_SEGMENT, "name", i == 0 ? "A" : "B", "query", "amount_spent > 10",
                        "shop-id", nl_record_get_id (NL_RECORD (shop)), NULL);
    nl_test_await_ok (nl_store_save (store, segments[i]));
  }
  second = nl_record_copy (segments[1]);
  g_signal_connect (store, "changed", G_CALLBACK (rewrite_once), &second);
  nl_test_await_ok (nl_segments_recount (store, shop));
  found = dex_await_object (nl_store_find (store, NL_TYPE_SEGMENT, nl_record_get_id (segments[1])),
                            &error);
  g_assert_no_error (error);
  g_assert_cmpint (nl_record_get_int64 (found, NL_SEGMENT_CUSTOMER_COUNT), ==, 0);
  g_signal_handlers_disconnect_by_func (store, rewrite_once, &second);
  for (gsize i = 0; i < G_N_ELEMENTS (segments); i++)
    g_object_unref (segments[i]);
  tear_down ();
}

static gint64
count_rows (const char *folder, const char *table)
{
  g_autofree char *database = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", table);
  g_autofree char *answer = nl_test_sqlite3 (database, sql);

  return g_ascii_strtoll (answer, NULL, 10);
}

static void
test_undo_takes_the_size_along (const char *folder)
{
  g_autoptr (NlSegment) segment
      = g_object_new (NL_TYPE_SEGMENT, "name", "A", "query", "amount_spent > 10", NULL);
  g_autoptr (GBytes) changes = NULL;
  g_autoptr (GError) error = NULL;

  set_up (folder);
  changes = dex_await_boxed (nl_segments_save_undoable (store, shop, segment), &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_rows (folder, "segments"), ==, 1);
  g_assert_cmpint (count_rows (folder, "segment_sizes"), ==, 1);
  nl_test_await_ok (nl_store_undo (store, changes));
  g_assert_cmpint (count_rows (folder, "segments"), ==, 0);
  g_assert_cmpint (count_rows (folder, "segment_sizes"), ==, 0);
  tear_down ();
}

static void
test_deleting_a_snapshot_can_be_undone (const char *folder)
{
  g_autoptr (NlRecord) snapshot = NULL;
  g_autoptr (GBytes) changes = NULL;
  g_autoptr (GError) error = NULL;

  set_up (folder);
  snapshot
      = dex_await_object (nl_segment_snapshot_take (store, shop, "S", "amount_spent > 10"), &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_rows (folder, "segment_members"), ==, 2);
  changes = dex_await_boxed (nl_store_delete (store, NL_TYPE_SEGMENT, nl_record_get_id (snapshot)),
                             &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_rows (folder, "segment_members"), ==, 0);
  g_assert_cmpint (count_rows (folder, "segment_sizes"), ==, 0);
  nl_test_await_ok (nl_store_undo (store, changes));
  g_assert_cmpint (count_rows (folder, "segment_members"), ==, 2);
  g_assert_cmpint (count_rows (folder, "segment_sizes"), ==, 1);
  tear_down ();
}

static void
test_missing_data_is_no_count (const char *folder)
{
  static const char *const query = "shopify_email.opened MATCHES ()";
  g_autoptr (NlSegment) readers = NULL;
  g_autoptr (NlSegment) spenders = NULL;
  g_autoptr (NlRecord) found = NULL;
  g_autoptr (GError) error = NULL;

  set_up (folder);
  readers = add_segment ("Readers", query);
  spenders = add_segment ("Spenders", "amount_spent > 10");
  nl_test_await_ok (nl_segments_recount (store, shop));
  found = dex_await_object (
      nl_store_find (store, NL_TYPE_SEGMENT, nl_record_get_id (NL_RECORD (readers))), &error);
  g_assert_no_error (error);
  g_assert_true (nl_record_is_null (found, NL_SEGMENT_CUSTOMER_COUNT));
  g_assert_false (dex_await (nl_segments_require_data (store, shop, query), &error));
  g_assert_error (error, NL_SEGMENT_ERROR, NL_SEGMENT_ERROR_MISSING_DATA);
  g_clear_error (&error);
  g_assert_false (dex_await (nl_segments_require_data (store, shop, "zodiac = 'x'"), &error));
  g_assert_error (error, NL_SEGMENT_ERROR, NL_SEGMENT_ERROR_UNKNOWN_ATTRIBUTE);
  nl_test_await_ok (nl_segments_require_data (store, shop, "amount_spent > 10"));
  tear_down ();
}

static void
delete_once (NlStore *self, NlChanges *changes, gint64 *id)
{
  if (*id != 0)
    dex_future_disown (nl_store_delete (self, NL_TYPE_SEGMENT, *id));
  *id = 0;
}

/* Somebody deletes a segment while all are counted. */
static void
test_a_segment_that_goes_does_not_stop_the_others (const char *folder)
{
  static const char *const names[] = { "A", "B", "C", "D", "E" };
  NlRecord *segments[G_N_ELEMENTS (names)];
  g_autoptr (NlRecord) last = NULL;
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_SEGMENT);
  g_autoptr (GError) error = NULL;
  gint64 gone;

  set_up (folder);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    segments[i] = g_object_new (NL_TYPE_SEGMENT, "name", names[i], "query", "amount_spent > 10",
                                "shop-id", nl_record_get_id (NL_RECORD (shop)), NULL);
    nl_test_await_ok (nl_store_save (store, segments[i]));
  }
  gone = nl_record_get_id (segments[3]);
  g_signal_connect (store, "changed", G_CALLBACK (delete_once), &gone);
  nl_test_await_ok (nl_segments_recount (store, shop));
  g_assert_cmpint (dex_await_int64 (nl_store_count (store, query), NULL), ==, 4);
  last = dex_await_object (nl_store_find (store, NL_TYPE_SEGMENT, nl_record_get_id (segments[4])),
                           &error);
  g_assert_no_error (error);
  g_assert_cmpint (nl_record_get_int64 (last, NL_SEGMENT_CUSTOMER_COUNT), ==, 2);
  g_signal_handlers_disconnect_by_func (store, delete_once, &gone);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_object_unref (segments[i]);
  tear_down ();
}

static void
test_a_wrong_segment_does_not_stop_the_others (const char *folder)
{
  g_autoptr (NlSegment) wrong = NULL;
  g_autoptr (NlSegment) spenders = NULL;
  g_autoptr (NlRecord) found = NULL;
  g_autoptr (GError) error = NULL;

  set_up (folder);
  wrong = g_object_new (NL_TYPE_SEGMENT, "name", "A", "query", "from_the_future = 5", "shop-id",
                        nl_record_get_id (NL_RECORD (shop)), NULL);
  nl_test_await_ok (nl_store_save (store, NL_RECORD (wrong)));
  spenders = g_object_new (NL_TYPE_SEGMENT, "name", "B", "query", "amount_spent > 10", "shop-id",
                           nl_record_get_id (NL_RECORD (shop)), NULL);
  nl_test_await_ok (nl_store_save (store, NL_RECORD (spenders)));
  nl_test_await_ok (nl_segments_recount (store, shop));
  found = dex_await_object (
      nl_store_find (store, NL_TYPE_SEGMENT, nl_record_get_id (NL_RECORD (spenders))), &error);
  g_assert_no_error (error);
  g_assert_cmpint (nl_record_get_int64 (found, NL_SEGMENT_CUSTOMER_COUNT), ==, 2);
  tear_down ();
}

static void
test_condition_narrows_a_list (const char *folder)
{
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_CUSTOMER);
  g_autoptr (GError) error = NULL;

  set_up (folder);
  g_assert_true (
      nl_segments_add_condition (query, shop, "amount_spent BETWEEN 10 AND 100", &error));
  g_assert_no_error (error);
  g_assert_cmpint (dex_await_int64 (nl_store_count (store, query), &error), ==, 1);
  g_assert_no_error (error);
  g_assert_false (nl_segments_add_condition (query, shop, "amount_spent >", &error));
  g_assert_true (error->domain == NL_SEGMENT_ERROR);
  tear_down ();
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/segments/save", test_save_counts);
  nl_test_add ("/segments/nonsense", test_nonsense_is_not_saved);
  nl_test_add ("/segments/recount", test_recount);
  nl_test_add ("/segments/recount-writes-only-news", test_recount_writes_only_news);
  nl_test_add ("/segments/recount-leaves-what-was-rewritten",
               test_recount_leaves_what_was_rewritten);
  nl_test_add ("/segments/undo", test_undo_takes_the_size_along);
  nl_test_add ("/segments/delete-snapshot", test_deleting_a_snapshot_can_be_undone);
  nl_test_add ("/segments/missing-data", test_missing_data_is_no_count);
  nl_test_add ("/segments/wrong-among-others", test_a_wrong_segment_does_not_stop_the_others);
  nl_test_add ("/segments/a-segment-that-goes", test_a_segment_that_goes_does_not_stop_the_others);
  nl_test_add ("/segments/condition", test_condition_narrows_a_list);
  return g_test_run ();
}
