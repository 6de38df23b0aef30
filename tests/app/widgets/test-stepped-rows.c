/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-stepped-rows.h"
#include "base/nl-future.h"
#include "customers/nl-customer.h"
#include "nl-test.h"
#include "shops/nl-shop.h"

#define N_CUSTOMERS 300
#define N_WIDGETS 60

/* Longer than rows are exchanged at a time, so that each step ends the turn. */
#define SLOW_MICROSECONDS 4000

typedef struct {
  NlStore *store;
  NlRowsModel *model;
  NlSteppedRows *rows;
  GPtrArray *shown; /* what a list would show */
  gboolean is_slow;
  gboolean is_finished;
  guint n_changes;
  guint most; /* of the rows that came and went at once among those with widgets */
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

/* Which GtkListView warns about, and picks one of them. */
static void
assert_in_one_place (GPtrArray *shown)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < shown->len; i++)
    g_assert_true (g_hash_table_add (rows, shown->pdata[i]));
}

static void
changed_cb (GListModel *rows, guint position, guint removed, guint added, Fixture *f)
{
  gint64 end = g_get_monotonic_time () + SLOW_MICROSECONDS;

  f->n_changes++;
  if (position < N_WIDGETS)
    f->most = MAX (f->most, MIN (removed, N_WIDGETS - position));
  g_assert_cmpuint (position + removed, <=, f->shown->len);
  if (removed > 0)
    g_ptr_array_remove_range (f->shown, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (f->shown, (int) (position + i), g_list_model_get_item (rows, position + i));
  g_assert_cmpuint (f->shown->len, ==, g_list_model_get_n_items (rows));
  assert_in_one_place (f->shown);
  while (f->is_slow && g_get_monotonic_time () < end)
    ;
}

static void
set_up (Fixture *f, const char *folder, guint n_widgets)
{
  g_autoptr (NlRecord) shop = g_object_new (NL_TYPE_SHOP, "name", "A", "language", "fr", NULL);
  gint64 id;

  *f = (Fixture) { .store = dex_await_object (nl_store_open (folder), NULL) };
  nl_test_await_ok (nl_store_save (f->store, shop));
  id = nl_record_get_id (shop);
  nl_test_await_ok (nl_store_write (f->store, add_customers, &id, NULL, G_TYPE_NONE, NULL));
  f->model = nl_rows_model_new (f->store, NULL);
  f->rows = nl_stepped_rows_new (f->model, n_widgets);
  f->shown = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (f->rows, "items-changed", G_CALLBACK (changed_cb), f);
}

static void
tear_down (Fixture *f)
{
  g_signal_handlers_disconnect_by_data (f->rows, f);
  g_ptr_array_unref (f->shown);
  g_object_unref (f->rows);
  g_object_unref (f->model);
  g_object_unref (f->store);
}

static void
show (Fixture *f, const char *condition, gboolean is_reversed)
{
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_CUSTOMER);

  if (condition != NULL)
    nl_query_where_sql (query, condition, NULL);
  nl_query_order_by (query, NL_CUSTOMER_LAST_NAME, is_reversed);
  nl_rows_model_set_query (f->model, query);
}

static gboolean
is_settled (Fixture *f)
{
  GListModel *model = G_LIST_MODEL (f->model);

  if (nl_rows_model_get_loading (f->model)
      || g_list_model_get_n_items (model) != g_list_model_get_n_items (G_LIST_MODEL (f->rows)))
    return FALSE;
  for (guint i = 0; i < f->shown->len; i++)
    if (nl_row_get_id (f->shown->pdata[i]) != nl_rows_model_get_id (f->model, i))
      return FALSE;
  return TRUE;
}

static void
turn (void)
{
  dex_await (nl_future_sleep (1, NULL), NULL);
}

static void
settle (Fixture *f)
{
  gint64 end = g_get_monotonic_time () + NL_TEST_PATIENCE;

  while (!is_settled (f)) {
    g_assert_cmpint (g_get_monotonic_time (), <, end);
    turn ();
  }
}

/* Rows that are shown by widgets come and go one by one. */
static void
test_steps (const char *folder)
{
  Fixture f;

  set_up (&f, folder, N_WIDGETS);
  f.is_slow = TRUE;
  show (&f, NULL, FALSE);
  settle (&f);
  g_assert_cmpuint (f.shown->len, ==, N_CUSTOMERS);
  /* Those without widgets come in one, or in two where the first page was already shown. */
  g_assert_cmpuint (f.n_changes, >=, N_WIDGETS + 1);
  g_assert_cmpuint (f.n_changes, <=, N_WIDGETS + 2);

  f.n_changes = 0;
  show (&f, NULL, TRUE);
  settle (&f);
  g_assert_cmpuint (f.shown->len, ==, N_CUSTOMERS);
  g_assert_cmpuint (f.n_changes, >=, N_WIDGETS);
  g_assert_cmpuint (f.most, ==, 1);

  show (&f, "last_name < 'Name 0003'", FALSE);
  settle (&f);
  g_assert_cmpuint (f.shown->len, ==, 3);
  g_assert_cmpuint (f.most, ==, 1);
  nl_rows_model_set_query (f.model, NULL);
  settle (&f);
  g_assert_cmpuint (f.shown->len, ==, 0);
  tear_down (&f);
}

/* What has not changed, before and after, stays; what changes again meanwhile is followed. */
static void
test_changes_meanwhile (const char *folder)
{
  static const char *const conditions[] = {
    NULL,
    "last_name <> 'Name 0020'",
    "last_name < 'Name 0020' OR last_name > 'Name 0250'",
    "last_name > 'Name 0010'",
    "last_name < 'Name 0000'",
  };
  Fixture f;

  set_up (&f, folder, 0);
  for (guint round = 0; round < nl_test_rounds (60, 20); round++) {
    int n_turns = g_test_rand_int_range (0, 6);

    /* Now and then so slow that a change comes before the last one is over. */
    f.is_slow = g_test_rand_int_range (0, 2);
    show (&f, conditions[g_test_rand_int_range (0, G_N_ELEMENTS (conditions))],
          g_test_rand_int_range (0, 4) == 0);
    for (int i = 0; i < n_turns; i++)
      turn ();
    if (g_test_rand_int_range (0, 8) == 0)
      nl_stepped_rows_finish (f.rows);
  }
  f.is_slow = FALSE;
  settle (&f);

  show (&f, NULL, FALSE);
  settle (&f);
  f.n_changes = 0;
  show (&f, "last_name <> 'Name 0020'", FALSE);
  settle (&f);
  g_assert_cmpuint (f.n_changes, ==, 1);
  tear_down (&f);
}

/* Comes right after the first step of the rows that have just come: more are left for certain. */
static void
finish_cb (GListModel *model, guint position, guint removed, guint added, Fixture *f)
{
  if (g_list_model_get_n_items (model) < N_CUSTOMERS)
    return;
  g_assert_cmpuint (f->shown->len, <, N_CUSTOMERS);
  nl_stepped_rows_finish (f->rows);
  g_assert_cmpuint (f->shown->len, ==, N_CUSTOMERS);
  f->is_finished = TRUE;
}

/* Who needs the model's positions does not wait. */
static void
test_finish (const char *folder)
{
  Fixture f;
  g_autoptr (GObject) item = NULL;

  set_up (&f, folder, 0);
  f.is_slow = TRUE;
  g_signal_connect (f.model, "items-changed", G_CALLBACK (finish_cb), &f);
  show (&f, NULL, FALSE);
  settle (&f);
  g_assert_true (f.is_finished);
  g_assert_cmpuint (f.shown->len, ==, N_CUSTOMERS);
  item = g_list_model_get_item (G_LIST_MODEL (f.rows), N_CUSTOMERS);
  g_assert_null (item);
  g_signal_handlers_disconnect_by_data (f.model, &f);
  tear_down (&f);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/stepped-rows/steps", test_steps);
  nl_test_add ("/stepped-rows/changes-meanwhile", test_changes_meanwhile);
  nl_test_add ("/stepped-rows/finish", test_finish);
  return g_test_run ();
}
