/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-history.h"

#include <json-glib/json-glib.h>

#include "customers/nl-customers.h"
#include "nl-test.h"
#include "segments/nl-segment-comparison.h"
#include "segments/nl-segment-count.h"
#include "segments/nl-segment-snapshot.h"
#include "segments/nl-segment-values.h"
#include "segments/nl-segments.h"

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

static NlStore *store;
static NlShop *shop;

static gint64
get_shop_id (void)
{
  return nl_record_get_id (NL_RECORD (shop));
}

static gint64
add_customer (gint64 spent)
{
  g_autoptr (NlCustomer) customer = g_object_new (NL_TYPE_CUSTOMER, "shop-id", get_shop_id (),
                                                  "first-name", "Ada", "amount-spent", spent, NULL);

  nl_test_await_ok (nl_customers_save (store, customer));
  return nl_record_get_id (NL_RECORD (customer));
}

static void
set_up (const char *folder)
{
  g_autoptr (GError) error = NULL;

  store = dex_await_object (nl_store_open (folder), &error);
  g_assert_no_error (error);
  shop = g_object_new (NL_TYPE_SHOP, "name", "Atelier", "language", "fr", NULL);
  nl_test_await_ok (nl_store_save (store, NL_RECORD (shop)));
  add_customer (500);
  add_customer (3000);
  add_customer (20000);
}

static void
tear_down (void)
{
  g_clear_object (&shop);
  g_clear_object (&store);
}

static NlSegment *
add_segment (const char *query)
{
  NlSegment *segment = g_object_new (NL_TYPE_SEGMENT, "name", query, "query", query, NULL);

  nl_test_await_ok (nl_segments_save (store, shop, segment));
  return segment;
}

static char *
describe_history (NlSegment *segment)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) sizes
      = dex_await_boxed (nl_segment_history_load (store, nl_record_get_id (NL_RECORD (segment))),
                         &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < sizes->len; i++) {
    const NlSegmentSize *size = &g_array_index (sizes, NlSegmentSize, i);

    g_string_append_printf (text, "%d:%d ", (int) size->day, (int) size->customer_count);
  }
  return g_string_free (text, FALSE);
}

static gint64
count (const char *query)
{
  g_autoptr (GError) error = NULL;
  gint64 result = dex_await_int64 (nl_segment_count (store, get_shop_id (), query, NULL), &error);

  g_assert_no_error (error);
  return result;
}

static void
test_day_is_the_shop_s (const char *folder)
{
  static const struct {
    const char *zone;
    gint64 hour;
    gint64 day;
  } cases[] = {
    { "UTC", 0, 100 },
    { "UTC", 23, 100 },
    { "Asia/Tokyo", 14, 100 },
    { "Asia/Tokyo", 15, 101 },
    { "America/New_York", 4, 99 },
    { "America/New_York", 5, 100 },
    { "Nowhere/At_All", 23, 100 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (NlShop) other = g_object_new (NL_TYPE_SHOP, "timezone", cases[i].zone, NULL);

    g_assert_cmpint (nl_segment_history_get_day (other,
                                                 100 * DAY + cases[i].hour * 3600 * G_USEC_PER_SEC),
                     ==, cases[i].day);
  }
}

static gpointer
add_older_sizes (NlConnection *connection, gpointer data, GError **error)
{
  gint64 id = *(gint64 *) data;

  g_assert_true (nl_segment_history_add (connection, id, 20, 7, error));
  g_assert_true (nl_segment_history_add (connection, id, 10, 5, error));
  g_assert_true (nl_segment_history_add (connection, id, 10, 6, error));
  return NULL;
}

static void
test_last_count_of_a_day_stays (const char *folder)
{
  g_autoptr (NlSegment) segment = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *expected = NULL;
  gint64 id;

  set_up (folder);
  segment = add_segment ("amount_spent > 10");
  id = nl_record_get_id (NL_RECORD (segment));
  first = describe_history (segment);
  g_assert_true (g_str_has_suffix (first, ":2 "));
  add_customer (99900);
  nl_test_await_ok (nl_segments_recount (store, shop));
  nl_test_await_ok (nl_store_write (store, add_older_sizes, &id, NULL, G_TYPE_NONE, NULL));
  second = describe_history (segment);
  first[strlen (first) - 2] = '3';
  expected = g_strconcat ("10:6 20:7 ", first, NULL);
  g_assert_cmpstr (second, ==, expected);
  tear_down ();
}

static void
test_another_query_starts_anew (const char *folder)
{
  g_autoptr (NlSegment) segment = NULL;
  g_autofree char *history = NULL;
  gint64 id;

  set_up (folder);
  segment = add_segment ("amount_spent > 10");
  id = nl_record_get_id (NL_RECORD (segment));
  nl_test_await_ok (nl_store_write (store, add_older_sizes, &id, NULL, G_TYPE_NONE, NULL));
  nl_record_set_text (NL_RECORD (segment), NL_SEGMENT_NAME, "Renamed");
  nl_test_await_ok (nl_segments_save (store, shop, segment));
  history = describe_history (segment);
  g_assert_true (g_str_has_prefix (history, "10:6 20:7 "));
  nl_record_set_text (NL_RECORD (segment), NL_SEGMENT_QUERY, "amount_spent > 100");
  nl_test_await_ok (nl_segments_save (store, shop, segment));
  g_free (history);
  history = describe_history (segment);
  g_assert_null (strchr (history, ' ')[1] ? history : NULL);
  g_assert_true (g_str_has_suffix (history, ":1 "));
  tear_down ();
}

static void
test_missing_data_has_no_size (const char *folder)
{
  g_autoptr (NlSegment) segment = NULL;
  g_autofree char *history = NULL;

  set_up (folder);
  segment = add_segment ("shopify_email.opened MATCHES ()");
  history = describe_history (segment);
  g_assert_cmpstr (history, ==, "");
  tear_down ();
}

static void
test_snapshot_stays_as_it_was (const char *folder)
{
  g_autoptr (NlRecord) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *since = NULL;
  g_autofree char *history = NULL;
  const char *query;
  gint64 gone;

  set_up (folder);
  gone = add_customer (70000);
  snapshot = dex_await_object (
      nl_segment_snapshot_take (store, shop, "Spenders in May", "amount_spent > 10"), &error);
  g_assert_no_error (error);
  g_assert_cmpint (nl_record_get_int64 (snapshot, NL_SEGMENT_CUSTOMER_COUNT), ==, 3);
  query = nl_record_get_text (snapshot, NL_SEGMENT_QUERY);
  add_customer (99900);
  g_assert_cmpint (count (query), ==, 3);
  g_assert_cmpint (count ("snapshot MATCHES ()"), ==, 3);
  g_assert_cmpint (count ("snapshot NOT MATCHES ()"), ==, 2);
  since = g_strconcat ("amount_spent > 100 AND ", query, NULL);
  g_assert_cmpint (count (since), ==, 2);
  nl_test_await_ok (nl_store_delete (store, NL_TYPE_CUSTOMER, gone));
  g_assert_cmpint (count (query), ==, 2);
  history = describe_history (NL_SEGMENT (snapshot));
  g_assert_true (g_str_has_suffix (history, ":3 "));
  tear_down ();
}

static void
test_snapshot_of_chosen_customers (const char *folder)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *database = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *left = NULL;
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (GListModel) segments = NULL;
  g_autoptr (NlRecord) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 4711;

  set_up (folder);
  g_array_append_val (ids, id);
  id = add_customer (1);
  g_array_append_val (ids, id);
  changeset
      = dex_await_boxed (nl_segment_snapshot_take_customers (store, shop, "Chosen", ids), &error);
  g_assert_no_error (error);
  segments = dex_await_object (nl_segments_list (store, get_shop_id ()), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (segments), ==, 1);
  snapshot = g_list_model_get_item (segments, 0);
  g_assert_cmpint (nl_record_get_int64 (snapshot, NL_SEGMENT_CUSTOMER_COUNT), ==, 1);
  g_assert_cmpint (count (nl_record_get_text (snapshot, NL_SEGMENT_QUERY)), ==, 1);

  nl_test_await_ok (nl_store_undo (store, changeset));
  left = nl_test_sqlite3 (database, "SELECT (SELECT count (*) FROM segments) + (SELECT count (*)"
                                    " FROM segment_members)");
  g_assert_cmpstr (left, ==, "0");
  tear_down ();
}

/* An id says nothing to anybody: its name is offered with it. */
static void
test_snapshots_are_offered_by_name (const char *folder)
{
  const NlSegmentFunction *function = nl_segment_vocabulary_find_function ("snapshot");
  const NlSegmentAttribute *id = nl_segment_function_find_parameter (function, "id");
  g_autoptr (NlRecord) snapshot = NULL;
  g_autoptr (GPtrArray) values = NULL;
  g_autoptr (GError) error = NULL;
  const NlSegmentValueCount *value;

  set_up (folder);
  snapshot = dex_await_object (
      nl_segment_snapshot_take (store, shop, "Spenders in May", "amount_spent > 10"), &error);
  g_assert_no_error (error);
  g_assert_true (nl_segment_values_are_known (id));
  values = dex_await_boxed (nl_segment_values_load (store, get_shop_id (), id, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (values->len, ==, 1);
  value = g_ptr_array_index (values, 0);
  g_assert_cmpint (g_ascii_strtoll (value->text, NULL, 10), ==, nl_record_get_id (snapshot));
  g_assert_cmpstr (value->name, ==, "Spenders in May");
  g_assert_cmpint (value->customer_count, ==, 2);
  tear_down ();
}

static void
test_snapshot_is_all_or_nothing (const char *folder)
{
  static const char *const wrong[]
      = { "amount_spend > 10", "amount_spent >", "shopify_email.opened MATCHES ()" };
  g_autoptr (NlSegment) taken = NULL;
  g_autoptr (GListModel) list = NULL;
  g_autoptr (GError) error = NULL;

  set_up (folder);
  taken = add_segment ("amount_spent > 10");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_assert_false (dex_await (nl_segment_snapshot_take (store, shop, "A", wrong[i]), &error));
    g_assert_true (error->domain == NL_SEGMENT_ERROR);
    g_clear_error (&error);
  }
  g_assert_false (dex_await (
      nl_segment_snapshot_take (store, shop, "amount_spent > 10", "amount_spent > 10"), &error));
  g_assert_true (error->domain == NL_STORE_ERROR);
  g_clear_error (&error);
  list = dex_await_object (nl_segments_list (store, get_shop_id ()), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  tear_down ();
}

static void
test_shopify_does_not_know_snapshots (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlSegmentQuery) query
      = nl_segment_query_parse ("number_of_orders > 1 AND\nsnapshot MATCHES (id = 5)", &error);
  const NlSegmentHint *hints;
  guint n_hints;

  g_assert_no_error (error);
  g_assert_true (nl_segment_query_check (query, &error));
  hints = nl_segment_query_get_hints (query, &n_hints);
  g_assert_cmpuint (n_hints, ==, 1);
  g_assert_cmpint (hints[0].kind, ==, NL_SEGMENT_HINT_SHOPIFY_NAME);
  g_assert_cmpuint (hints[0].span.line, ==, 2);
  g_assert_cmpuint (hints[0].span.column, ==, 1);
  g_assert_cmpuint (hints[0].span.length, ==, strlen ("snapshot"));
}

static void
test_comparison_counts_the_overlap (const char *folder)
{
  g_autoptr (JsonObject) comparison = NULL;
  g_autoptr (GError) error = NULL;

  set_up (folder);
  comparison = dex_await_boxed (nl_segment_comparison_load (store, get_shop_id (),
                                                            "amount_spent > 10 -- some",
                                                            "amount_spent < 100", NULL),
                                &error);
  g_assert_no_error (error);
  g_assert_cmpint (json_object_get_int_member (comparison, "both"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (comparison, "only_first"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (comparison, "only_second"), ==, 1);
  for (guint i = 0; i < 2; i++) {
    JsonObject *one = json_object_get_object_member (comparison, i == 0 ? "first" : "second");

    g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (one, "money"),
                                                 "total_spent"),
                     ==, i == 0 ? 23000 : 3500);
  }
  tear_down ();
}

static void
test_comparison_of_nonsense (const char *folder)
{
  static const char *const wrong[][2] = {
    { "amount_spent >", "amount_spent > 1" },
    { "amount_spent > 1", "zodiac = 'x'" },
    { "amount_spent > 1) OR (amount_spent > 2", "amount_spent > 1" },
    { "amount_spent > 1", "shopify_email.opened MATCHES ()" },
  };

  set_up (folder);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (dex_await (nl_segment_comparison_load (store, get_shop_id (), wrong[i][0],
                                                           wrong[i][1], NULL),
                               &error));
    g_assert_true (error->domain == NL_SEGMENT_ERROR);
  }
  tear_down ();
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/segments/history/day", test_day_is_the_shop_s);
  nl_test_add ("/segments/history/day-s-last", test_last_count_of_a_day_stays);
  nl_test_add ("/segments/history/other-query", test_another_query_starts_anew);
  nl_test_add ("/segments/history/missing-data", test_missing_data_has_no_size);
  nl_test_add ("/segments/snapshot/stays", test_snapshot_stays_as_it_was);
  nl_test_add ("/segments/snapshot/chosen", test_snapshot_of_chosen_customers);
  nl_test_add ("/segments/snapshot/all-or-nothing", test_snapshot_is_all_or_nothing);
  nl_test_add ("/segments/snapshot/by-name", test_snapshots_are_offered_by_name);
  nl_test_add ("/segments/snapshot/shopify", test_shopify_does_not_know_snapshots);
  nl_test_add ("/segments/comparison/overlap", test_comparison_counts_the_overlap);
  nl_test_add ("/segments/comparison/nonsense", test_comparison_of_nonsense);
  return g_test_run ();
}
