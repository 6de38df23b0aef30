/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customer-query.h"
#include "customers/nl-customer.h"
#include "nl-test.h"
#include "shops/nl-shop.h"
#include "store/nl-rows-model.h"

#define N_CUSTOMERS 500

typedef struct {
  NlStore *store;
  NlRecord *shop;
} Fixture;

static gpointer
add_customers (NlConnection *connection, gpointer data, GError **error)
{
  for (int i = 0; i < N_CUSTOMERS; i++) {
    g_autofree char *name = g_strdup_printf ("Name %04d", i);
    g_autoptr (NlRecord) customer
        = g_object_new (NL_TYPE_CUSTOMER, "shop-id", *(gint64 *) data, "last-name", name, NULL);

    g_assert_true (nl_record_save (customer, connection, error));
  }
  return NULL;
}

static void
set_up (Fixture *fixture, const char *folder)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  fixture->store = dex_await_object (nl_store_open (folder), &error);
  g_assert_no_error (error);
  fixture->shop = g_object_new (NL_TYPE_SHOP, "name", "Atelier", "language", "fr", NULL);
  nl_test_await_ok (nl_store_save (fixture->store, fixture->shop));
  id = nl_record_get_id (fixture->shop);
  nl_test_await_ok (nl_store_write (fixture->store, add_customers, &id, NULL, G_TYPE_NONE, NULL));
}

static void
tear_down (Fixture *fixture)
{
  g_clear_object (&fixture->shop);
  g_clear_object (&fixture->store);
}

static NlQuery *
by_name (void)
{
  NlQuery *query = nl_query_new (NL_TYPE_CUSTOMER);

  nl_query_order_by (query, NL_CUSTOMER_LAST_NAME, FALSE);
  return query;
}

static void
turn (void)
{
  dex_await (nl_future_sleep (1, NULL), NULL);
}

static void
wait_for_items (NlRowsModel *model, guint n_items)
{
  while (nl_rows_model_get_loading (model)
         || g_list_model_get_n_items (G_LIST_MODEL (model)) != n_items)
    turn ();
}

static char *
name_at (NlRowsModel *model, guint position)
{
  g_autoptr (NlRow) row = g_list_model_get_item (G_LIST_MODEL (model), position);

  while (nl_row_get_record (row) == NULL)
    turn ();
  return g_strdup (nl_record_get_text (nl_row_get_record (row), NL_CUSTOMER_LAST_NAME));
}

static void
assert_name_at (NlRowsModel *model, guint position, const char *expected)
{
  g_autofree char *name = name_at (model, position);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_pages (const char *folder)
{
  Fixture fixture;
  g_autoptr (NlRowsModel) model = NULL;
  g_autoptr (NlQuery) query = by_name ();

  set_up (&fixture, folder);
  model = nl_rows_model_new (fixture.store, query);
  g_assert_true (nl_rows_model_get_loading (model));
  wait_for_items (model, N_CUSTOMERS);
  assert_name_at (model, 0, "Name 0000");
  assert_name_at (model, 499, "Name 0499");
  assert_name_at (model, 250, "Name 0250");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (model), N_CUSTOMERS));
  tear_down (&fixture);
}

static void
remember_change (GListModel *model, guint position, guint removed, guint added, guint *last)
{
  last[0] = position;
  last[1] = removed;
  last[2] = added;
  last[3]++;
}

static void
test_rows_come_and_go (const char *folder)
{
  Fixture fixture;
  g_autoptr (NlRowsModel) model = NULL;
  g_autoptr (NlQuery) query = by_name ();
  g_autoptr (NlRow) row = NULL;
  guint last[4] = { 0 };

  set_up (&fixture, folder);
  model = nl_rows_model_new (fixture.store, query);
  wait_for_items (model, N_CUSTOMERS);
  row = g_list_model_get_item (G_LIST_MODEL (model), 100);
  g_signal_connect (model, "items-changed", G_CALLBACK (remember_change), last);

  nl_test_await_ok (nl_store_delete (fixture.store, NL_TYPE_CUSTOMER, nl_row_get_id (row)));
  wait_for_items (model, N_CUSTOMERS - 1);
  g_assert_cmpuint (last[0], ==, 100);
  g_assert_cmpuint (last[1], ==, 1);
  g_assert_cmpuint (last[2], ==, 0);
  g_assert_cmpuint (last[3], ==, 1);
  assert_name_at (model, 100, "Name 0101");
  g_assert_cmpuint (nl_rows_model_find (model, nl_row_get_id (row)), ==, G_MAXUINT);
  tear_down (&fixture);
}

static void
test_rows_change_in_place (const char *folder)
{
  Fixture fixture;
  g_autoptr (NlRowsModel) model = NULL;
  g_autoptr (NlQuery) query = by_name ();
  g_autoptr (NlRow) row = NULL;
  g_autoptr (NlRecord) customer = NULL;
  guint last[4] = { 0 };

  set_up (&fixture, folder);
  model = nl_rows_model_new (fixture.store, query);
  wait_for_items (model, N_CUSTOMERS);
  assert_name_at (model, 7, "Name 0007");
  row = g_list_model_get_item (G_LIST_MODEL (model), 7);
  g_signal_connect (model, "items-changed", G_CALLBACK (remember_change), last);

  customer = nl_record_copy (nl_row_get_record (row));
  nl_record_set_text (customer, NL_CUSTOMER_CITY, "Lyon");
  nl_test_await_ok (nl_store_save (fixture.store, customer));
  while (nl_record_is_null (nl_row_get_record (row), NL_CUSTOMER_CITY))
    turn ();
  g_assert_cmpstr (nl_record_get_text (nl_row_get_record (row), NL_CUSTOMER_CITY), ==, "Lyon");
  g_assert_cmpuint (last[3], ==, 0);
  tear_down (&fixture);
}

static void
test_another_query (const char *folder)
{
  Fixture fixture;
  g_autoptr (NlRowsModel) model = NULL;
  g_autoptr (NlQuery) all = by_name ();
  g_autoptr (NlQuery) few = by_name ();

  set_up (&fixture, folder);
  nl_query_where_text (few, NL_CUSTOMER_LAST_NAME, "Name 0042");
  model = nl_rows_model_new (fixture.store, all);
  /* The first question is still under way when the second comes. */
  nl_rows_model_set_query (model, few);
  wait_for_items (model, 1);
  assert_name_at (model, 0, "Name 0042");
  nl_rows_model_set_query (model, NULL);
  wait_for_items (model, 0);
  tear_down (&fixture);
}

static void
forbid_both (GListModel *model, guint position, guint removed, guint added, guint *n)
{
  g_assert_true (removed == 0 || added == 0);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, added);
  ++*n;
}

/* Many rows that take the place of others are not compared with them one by one. */
static void
test_many_replaced (const char *folder)
{
  Fixture fixture;
  g_autoptr (NlRowsModel) model = NULL;
  g_autoptr (NlQuery) forwards = by_name ();
  g_autoptr (NlQuery) backwards = nl_query_new (NL_TYPE_CUSTOMER);
  guint n_changes = 0;

  set_up (&fixture, folder);
  nl_query_order_by (backwards, NL_CUSTOMER_LAST_NAME, TRUE);
  model = nl_rows_model_new (fixture.store, forwards);
  wait_for_items (model, N_CUSTOMERS);
  g_signal_connect (model, "items-changed", G_CALLBACK (forbid_both), &n_changes);
  nl_rows_model_set_query (model, backwards);
  while (n_changes < 2)
    turn ();
  g_assert_cmpuint (n_changes, ==, 2);
  assert_name_at (model, 0, "Name 0499");
  tear_down (&fixture);
}

static void
test_dropped_while_loading (const char *folder)
{
  Fixture fixture;
  g_autoptr (NlQuery) query = by_name ();

  set_up (&fixture, folder);
  for (int i = 0; i < 20; i++) {
    g_autoptr (NlRowsModel) model = nl_rows_model_new (fixture.store, query);

    if (i % 2 == 1)
      wait_for_items (model, N_CUSTOMERS);
    if (i % 4 == 3) {
      g_autoptr (NlRow) row = g_list_model_get_item (G_LIST_MODEL (model), 3);

      g_assert_nonnull (row);
    }
  }
  nl_test_await_ok (nl_store_close (fixture.store));
  tear_down (&fixture);
}

/* A row that was being read when the ids were asked for again is read all the same. */
static void
test_refreshed_while_reading (const char *folder)
{
  Fixture fixture;
  g_autoptr (NlQuery) query = by_name ();
  g_autoptr (NlRowsModel) model = NULL;
  g_autoptr (NlRow) row = NULL;

  set_up (&fixture, folder);
  model = nl_rows_model_new (fixture.store, query);
  wait_for_items (model, N_CUSTOMERS);
  row = g_list_model_get_item (G_LIST_MODEL (model), 3);
  g_assert_null (nl_row_get_record (row));
  nl_rows_model_set_query (model, query);
  while (nl_row_get_record (row) == NULL)
    turn ();
  g_assert_cmpint (nl_rows_model_get_id (model, 3), ==, nl_row_get_id (row));
  g_assert_cmpint (nl_rows_model_get_id (model, N_CUSTOMERS), ==, 0);
  tear_down (&fixture);
}

static void
set_city (Fixture *fixture, gint64 id, const char *city)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlRecord) customer
      = dex_await_object (nl_store_find (fixture->store, NL_TYPE_CUSTOMER, id), &error);

  g_assert_no_error (error);
  nl_record_set_text (customer, NL_CUSTOMER_CITY, city);
  nl_test_await_ok (nl_store_save (fixture->store, customer));
}

/* A list on the screen holds its rows, and doesn't ask for them again when another one goes. */
static void
test_rows_held_elsewhere (const char *folder)
{
  Fixture fixture;
  g_autoptr (NlQuery) query = by_name ();
  g_autoptr (NlRowsModel) model = NULL;
  g_autoptr (NlRow) row = NULL;
  g_autoptr (NlRow) same = NULL;

  set_up (&fixture, folder);
  model = nl_rows_model_new (fixture.store, query);
  wait_for_items (model, N_CUSTOMERS);
  row = g_list_model_get_item (G_LIST_MODEL (model), 3);
  /* It goes while the row above is being read. */
  nl_test_await_ok (nl_store_delete (fixture.store, NL_TYPE_CUSTOMER,
                                     nl_rows_model_get_id (model, N_CUSTOMERS - 1)));
  wait_for_items (model, N_CUSTOMERS - 1);
  while (nl_row_get_record (row) == NULL)
    turn ();

  set_city (&fixture, nl_row_get_id (row), "Lyon");
  while (nl_record_is_null (nl_row_get_record (row), NL_CUSTOMER_CITY))
    turn ();
  g_assert_cmpstr (nl_record_get_text (nl_row_get_record (row), NL_CUSTOMER_CITY), ==, "Lyon");
  same = g_list_model_get_item (G_LIST_MODEL (model), 3);
  g_assert_true (same == row);
  tear_down (&fixture);
}

static void
count_loading (NlRowsModel *model, GParamSpec *pspec, guint *n)
{
  ++*n;
}

/* The results of a search stay where they are when one of them changes: they are not fewer while
 * they are asked for again. */
static void
test_search_stays (const char *folder)
{
  Fixture fixture;
  g_autoptr (NlQuery) query = NULL;
  g_autoptr (NlRowsModel) model = NULL;
  guint last[4] = { 0 };
  guint n_loading = 0;

  set_up (&fixture, folder);
  query = nl_customer_query_new (nl_record_get_id (fixture.shop), "name", NL_CUSTOMER_ORDER_NAME,
                                 FALSE);
  g_assert_true (nl_query_is_ranked (query));
  model = nl_rows_model_new (fixture.store, query);
  wait_for_items (model, N_CUSTOMERS);
  g_signal_connect (model, "items-changed", G_CALLBACK (remember_change), last);
  g_signal_connect (model, "notify::loading", G_CALLBACK (count_loading), &n_loading);
  set_city (&fixture, nl_rows_model_get_id (model, 400), "Lyon");
  while (n_loading < 2)
    turn ();
  g_assert_cmpuint (last[3], ==, 0);
  tear_down (&fixture);
}

#define SLOW                                                                                   \
  "(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000000) SELECT" \
  " count (*) FROM n) > 0"

/* Somebody writes without a pause; the list is loaded all the same. */
static void
test_changes_without_end (const char *folder)
{
  Fixture fixture;
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_CUSTOMER);
  g_autoptr (NlRowsModel) model = NULL;
  gint64 end = g_get_monotonic_time () + NL_TEST_PATIENCE;
  gint64 id;

  set_up (&fixture, folder);
  {
    g_autoptr (NlRowsModel) all = nl_rows_model_new (fixture.store, query);

    wait_for_items (all, N_CUSTOMERS);
    id = nl_rows_model_get_id (all, 0);
  }
  nl_query_where_sql (query, SLOW, NULL);
  model = nl_rows_model_new (fixture.store, query);
  for (guint i = 0; g_list_model_get_n_items (G_LIST_MODEL (model)) == 0; i++) {
    set_city (&fixture, id, i % 2 == 0 ? "Lyon" : "Metz");
    g_assert_cmpint (g_get_monotonic_time (), <, end);
  }
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/rows-model/pages", test_pages);
  nl_test_add ("/rows-model/come-and-go", test_rows_come_and_go);
  nl_test_add ("/rows-model/in-place", test_rows_change_in_place);
  nl_test_add ("/rows-model/another-query", test_another_query);
  nl_test_add ("/rows-model/many-replaced", test_many_replaced);
  nl_test_add ("/rows-model/dropped", test_dropped_while_loading);
  nl_test_add ("/rows-model/refreshed", test_refreshed_while_reading);
  nl_test_add ("/rows-model/held-elsewhere", test_rows_held_elsewhere);
  nl_test_add ("/rows-model/search-stays", test_search_stays);
  nl_test_add ("/rows-model/changes-without-end", test_changes_without_end);
  return g_test_run ();
}
