/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customer.h"
#include "store-fixture.h"
#include "store/nl-rows-model.h"

/* A model of rows under random edits, against a list that does nothing but follow ::items-changed,
 * and against the query itself. */

#define N_START 150
#define ROUNDS nl_test_rounds (25, 8)

typedef struct {
  GArray *ids; /* as ::items-changed told them */
  guint n_signals;
} Follower;

static void
follow (GListModel *model, guint position, guint removed, guint added, Follower *self)
{
  g_assert_cmpuint (position + removed, <=, self->ids->len);
  if (removed > 0)
    g_array_remove_range (self->ids, position, removed);
  for (guint i = 0; i < added; i++) {
    gint64 id = nl_rows_model_get_id (NL_ROWS_MODEL (model), position + i);

    g_array_insert_val (self->ids, position + i, id);
  }
  g_assert_cmpuint (self->ids->len, ==, g_list_model_get_n_items (model));
  self->n_signals++;
}

static gpointer
add_customers (NlConnection *connection, gpointer data, GError **error)
{
  for (guint i = 0; i < N_START; i++) {
    g_autofree char *name = g_strdup_printf ("Name %03d", g_test_rand_int_range (0, 1000));
    g_autoptr (NlRecord) customer
        = g_object_new (NL_TYPE_CUSTOMER, "shop-id", *(gint64 *) data, "last-name", name, NULL);

    if (!nl_record_save (customer, connection, error))
      break;
  }
  return NULL;
}

static gpointer
fetch_ids (NlConnection *connection, gpointer data, GError **error)
{
  return nl_query_fetch_ids (data, connection, error);
}

static GArray *
ask (NlStore *store, NlQuery *query)
{
  g_autoptr (GError) error = NULL;
  GArray *ids
      = dex_await_boxed (nl_store_read (store, fetch_ids, nl_query_ref (query),
                                        (GDestroyNotify) nl_query_unref, G_TYPE_ARRAY, NULL),
                         &error);

  g_assert_no_error (error);
  return ids;
}

static gboolean
same_ids (const GArray *a, const GArray *b)
{
  return a->len == b->len
         && (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (gint64)) == 0);
}

/* Waits until the model says what the query says. */
static void
catch_up (NlRowsModel *model, NlStore *store, NlQuery *query, Follower *follower)
{
  g_autoptr (GArray) expected = ask (store, query);
  gint64 deadline = g_get_monotonic_time () + NL_TEST_PATIENCE;

  while (nl_rows_model_get_loading (model) || !same_ids (follower->ids, expected)) {
    g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    dex_await (nl_future_sleep (1, NULL), NULL);
  }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, expected->len);
  for (guint i = 0; i < expected->len; i++) {
    gint64 id = g_array_index (expected, gint64, i);

    g_assert_cmpint (nl_rows_model_get_id (model, i), ==, id);
    g_assert_cmpuint (nl_rows_model_find (model, id), ==, i);
  }
}

typedef struct {
  gint64 shop_id;
  GArray *ids;
} Edit;

/* Some customers come, go, and change their place or only themselves, in one transaction. */
static gpointer
edit_some (NlConnection *connection, gpointer data, GError **error)
{
  Edit *edit = data;

  for (int n = g_test_rand_int_range (1, 12); n > 0; n--) {
    guint position
        = edit->ids->len > 0 ? (guint) g_test_rand_int_range (0, (int) edit->ids->len) : 0;
    gint64 id = edit->ids->len > 0 ? g_array_index (edit->ids, gint64, position) : 0;
    g_autofree char *name = g_strdup_printf ("Name %03d", g_test_rand_int_range (0, 1000));
    g_autoptr (NlRecord) customer = NULL;

    switch (g_test_rand_int_range (0, 4)) {
    case 0:
      customer = g_object_new (NL_TYPE_CUSTOMER, "shop-id", edit->shop_id, "last-name", name, NULL);
      break;
    case 1:
      if (id != 0 && nl_record_delete (NL_TYPE_CUSTOMER, id, connection, NULL))
        g_array_remove_index_fast (edit->ids, position);
      continue;
    default:
      customer = id != 0 ? nl_record_load (NL_TYPE_CUSTOMER, id, connection, NULL) : NULL;
      if (customer == NULL)
        continue;
      nl_record_set_text (customer, g_test_rand_bit () ? NL_CUSTOMER_LAST_NAME : NL_CUSTOMER_CITY,
                          name);
      break;
    }
    if (!nl_record_save (customer, connection, error))
      break;
  }
  return NULL;
}

static NlQuery *
random_query (void)
{
  NlQuery *query = nl_query_new (NL_TYPE_CUSTOMER);

  if (g_test_rand_bit ())
    nl_query_where_sql (query, "last_name < 'Name 500'", NULL);
  if (g_test_rand_int_range (0, 4) != 0)
    nl_query_order_by (query, g_test_rand_bit () ? NL_CUSTOMER_LAST_NAME : NL_CUSTOMER_CITY,
                       g_test_rand_bit ());
  return query;
}

static void
set_up (StoreFixture *fixture, const char *folder)
{
  store_fixture_set_up (fixture, folder);
  nl_test_await_ok (
      nl_store_write (fixture->store, add_customers, &fixture->shop_id, NULL, G_TYPE_NONE, NULL));
}

static void
test_random_edits (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (NlQuery) query = random_query ();
  g_autoptr (NlRowsModel) model = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Follower follower = { .ids = ids };

  set_up (&fixture, folder);
  model = nl_rows_model_new (fixture.store, query);
  g_signal_connect (model, "items-changed", G_CALLBACK (follow), &follower);
  catch_up (model, fixture.store, query, &follower);
  for (guint i = 0; i < ROUNDS; i++) {
    g_autoptr (GArray) known = g_array_copy (follower.ids);
    Edit edit = { fixture.shop_id, known };

    /* Several transactions may come before the model looks again. */
    for (int n = g_test_rand_int_range (1, 4); n > 0; n--)
      nl_test_await_ok (nl_store_write (fixture.store, edit_some, &edit, NULL, G_TYPE_NONE, NULL));
    catch_up (model, fixture.store, query, &follower);
    if (g_test_rand_int_range (0, 4) == 0) {
      g_clear_pointer (&query, nl_query_unref);
      query = random_query ();
      nl_rows_model_set_query (model, query);
      g_assert_true (nl_rows_model_get_query (model) == query);
      catch_up (model, fixture.store, query, &follower);
    }
  }
}

/* Rows that somebody holds show the record as it is now, wherever they went. */
static void
test_held_rows_follow (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_CUSTOMER);
  g_autoptr (NlRowsModel) model = NULL;
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Follower follower = { .ids = ids };

  set_up (&fixture, folder);
  nl_query_order_by (query, NL_CUSTOMER_LAST_NAME, FALSE);
  model = nl_rows_model_new (fixture.store, query);
  g_signal_connect (model, "items-changed", G_CALLBACK (follow), &follower);
  catch_up (model, fixture.store, query, &follower);
  for (guint i = 0; i < N_START; i += 7)
    g_ptr_array_add (held, g_list_model_get_item (G_LIST_MODEL (model), i));

  for (guint i = 0; i < held->len; i++) {
    NlRow *row = held->pdata[i];
    g_autofree char *city = g_strdup_printf ("City %u", i);
    g_autoptr (NlRecord) customer
        = dex_await_object (nl_store_find (fixture.store, NL_TYPE_CUSTOMER, nl_row_get_id (row)),
                            NULL);
    gint64 deadline = g_get_monotonic_time () + NL_TEST_PATIENCE;

    nl_record_set_text (customer, NL_CUSTOMER_CITY, city);
    nl_test_await_ok (nl_store_save (fixture.store, customer));
    while (nl_row_get_record (row) == NULL
           || g_strcmp0 (nl_record_get_text (nl_row_get_record (row), NL_CUSTOMER_CITY), city)
                  != 0) {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      dex_await (nl_future_sleep (1, NULL), NULL);
    }
  }
  /* The same row for the same record, as long as somebody has it. */
  for (guint i = 0; i < held->len; i++) {
    guint position = nl_rows_model_find (model, nl_row_get_id (held->pdata[i]));
    g_autoptr (NlRow) again = g_list_model_get_item (G_LIST_MODEL (model), position);

    g_assert_true (again == held->pdata[i]);
  }
}

static gpointer
break_table (NlConnection *connection, gpointer data, GError **error)
{
  nl_connection_exec (connection, "test", "ALTER TABLE customers RENAME TO elsewhere", error);
  return NULL;
}

static void
remember_failure (NlRowsModel *model, const GError *error, GError **failure)
{
  g_clear_error (failure);
  *failure = g_error_copy (error);
}

static void
test_failure_is_told (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_CUSTOMER);
  g_autoptr (NlRowsModel) model = NULL;
  g_autoptr (GError) failure = NULL;
  gint64 deadline = g_get_monotonic_time () + NL_TEST_PATIENCE;
  gboolean loading;
  guint n_items;

  set_up (&fixture, folder);
  nl_test_await_ok (nl_store_write (fixture.store, break_table, NULL, NULL, G_TYPE_NONE, NULL));
  model = nl_rows_model_new (fixture.store, query);
  g_signal_connect (model, "failed", G_CALLBACK (remember_failure), &failure);
  while (failure == NULL) {
    g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    dex_await (nl_future_sleep (1, NULL), NULL);
  }
  g_assert_error (failure, NL_STORE_ERROR, NL_STORE_ERROR_FAILED);
  g_object_get (model, "loading", &loading, "n-items", &n_items, NULL);
  g_assert_false (loading);
  g_assert_cmpuint (n_items, ==, 0);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (model)) == NL_TYPE_ROW);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/rows-property/edits", test_random_edits);
  nl_test_add ("/rows-property/held", test_held_rows_follow);
  nl_test_add ("/rows-property/failure", test_failure_is_told);
  return g_test_run ();
}
