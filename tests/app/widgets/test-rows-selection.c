/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-rows-selection.h"
#include "base/nl-future.h"
#include "customers/nl-customer.h"
#include "nl-test.h"
#include "shops/nl-shop.h"

/* A selection of rows of which a list shows only some, while they come and go in steps. */

#define N_CUSTOMERS 120

/* Longer than rows are exchanged at a time, so that each step ends the turn. */
#define SLOW_MICROSECONDS 4000

typedef struct {
  NlStore *store;
  gint64 shop_id;
  NlRowsModel *model;
  NlRowsSelection *selection;
  guint n_changes; /* of the selection */
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
be_slow (void)
{
  gint64 end = g_get_monotonic_time () + SLOW_MICROSECONDS;

  while (g_get_monotonic_time () < end)
    ;
}

static void
selection_changed_cb (GtkSelectionModel *model, guint position, guint n_items, Fixture *f)
{
  g_assert_cmpuint (position + n_items, <=, g_list_model_get_n_items (G_LIST_MODEL (model)));
  f->n_changes++;
}

static void
set_up (Fixture *f, const char *folder)
{
  g_autoptr (NlRecord) shop = g_object_new (NL_TYPE_SHOP, "name", "A", "language", "fr", NULL);

  *f = (Fixture) { .store = dex_await_object (nl_store_open (folder), NULL) };
  nl_test_await_ok (nl_store_save (f->store, shop));
  f->shop_id = nl_record_get_id (shop);
  nl_test_await_ok (nl_store_write (f->store, add_customers, &f->shop_id, NULL, G_TYPE_NONE, NULL));
  f->model = nl_rows_model_new (f->store, NULL);
  f->selection = nl_rows_selection_new (f->model);
  g_signal_connect (f->selection, "items-changed", G_CALLBACK (be_slow), NULL);
  g_signal_connect (f->selection, "selection-changed", G_CALLBACK (selection_changed_cb), f);
}

static void
tear_down (Fixture *f)
{
  g_object_unref (f->selection);
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

static void
turn (void)
{
  dex_await (nl_future_sleep (1, NULL), NULL);
}

static guint
get_n_shown (Fixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (f->selection));
}

/* Until the model has its answer, of which the list has taken in no more than a step or two. */
static void
wait_for_model (Fixture *f)
{
  while (nl_rows_model_get_loading (f->model))
    turn ();
}

static void
settle (Fixture *f)
{
  gint64 end = g_get_monotonic_time () + NL_TEST_PATIENCE;

  wait_for_model (f);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->model)); i++) {
    gint64 id = nl_rows_model_get_id (f->model, i);

    while (nl_rows_selection_get_id (f->selection, i) != id) {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      turn ();
    }
  }
  while (get_n_shown (f) != g_list_model_get_n_items (G_LIST_MODEL (f->model)))
    turn ();
}

static void
assert_selected (Fixture *f, GArray *expected)
{
  g_autoptr (GArray) ids = nl_rows_selection_dup_ids (f->selection);

  g_assert_cmpuint (nl_rows_selection_get_n_selected (f->selection), ==, expected->len);
  g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), expected->data,
                   expected->len * sizeof (gint64));
}

static void
assert_all_selected (Fixture *f)
{
  g_autoptr (GArray) all = nl_rows_model_ref_ids (f->model);

  assert_selected (f, all);
}

/* Ctrl+A right after a list opened, or after a letter was typed. */
static void
test_select_all_meanwhile (const char *folder)
{
  Fixture f;
  GtkSelectionModel *selection;

  set_up (&f, folder);
  selection = GTK_SELECTION_MODEL (f.selection);
  show (&f, NULL, FALSE);
  wait_for_model (&f);
  g_assert_cmpuint (get_n_shown (&f), <, N_CUSTOMERS);
  gtk_selection_model_select_all (selection);
  g_assert_cmpuint (f.n_changes, ==, 1);
  assert_all_selected (&f);
  settle (&f);
  assert_all_selected (&f);
  for (guint i = 0; i < N_CUSTOMERS; i++)
    g_assert_true (gtk_selection_model_is_selected (selection, i));
  /* Nothing more to say. */
  gtk_selection_model_select_all (selection);
  g_assert_cmpuint (f.n_changes, ==, 1);

  show (&f, "last_name >= 'Name 0020'", TRUE);
  wait_for_model (&f);
  g_assert_cmpuint (get_n_shown (&f), !=, N_CUSTOMERS - 20);
  gtk_selection_model_unselect_all (selection);
  g_assert_cmpuint (nl_rows_selection_get_n_selected (f.selection), ==, 0);
  gtk_selection_model_select_all (selection);
  settle (&f);
  assert_all_selected (&f);
  tear_down (&f);
}

/* Ctrl+A while only the first rows are known takes those that come as well. */
static void
test_select_all_too_early (const char *folder)
{
  Fixture f;
  GtkSelectionModel *selection;

  set_up (&f, folder);
  selection = GTK_SELECTION_MODEL (f.selection);
  show (&f, NULL, FALSE);
  while (g_list_model_get_n_items (G_LIST_MODEL (f.model)) == 0)
    turn ();
  gtk_selection_model_select_all (selection);
  settle (&f);
  g_assert_cmpuint (nl_rows_selection_get_n_selected (f.selection), ==, N_CUSTOMERS);
  assert_all_selected (&f);

  /* Who asks for something else does not want all of that, nor who changes their mind. */
  gtk_selection_model_unselect_all (selection);
  show (&f, NULL, TRUE);
  gtk_selection_model_select_all (selection);
  show (&f, "last_name >= 'Name 0020'", FALSE);
  settle (&f);
  g_assert_cmpuint (nl_rows_selection_get_n_selected (f.selection), ==, 0);
  show (&f, NULL, TRUE);
  gtk_selection_model_select_all (selection);
  gtk_selection_model_unselect_all (selection);
  settle (&f);
  g_assert_cmpuint (nl_rows_selection_get_n_selected (f.selection), ==, 0);
  tear_down (&f);
}

/* Shift+Ctrl+End takes what comes for the rows that go. */
static void
test_select_range_meanwhile (const char *folder)
{
  Fixture f;

  set_up (&f, folder);
  show (&f, NULL, FALSE);
  settle (&f);
  show (&f, NULL, TRUE);
  wait_for_model (&f);
  g_assert_cmpint (nl_rows_selection_get_id (f.selection, N_CUSTOMERS - 1), ==, 0);
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (f.selection), 0, get_n_shown (&f), TRUE);
  assert_all_selected (&f);
  settle (&f);
  assert_all_selected (&f);
  tear_down (&f);
}

/* A row that is gone, yet shown, is not the one that comes for it. */
static void
test_select_one_meanwhile (const char *folder)
{
  Fixture f;
  GtkSelectionModel *selection;
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 last;

  set_up (&f, folder);
  selection = GTK_SELECTION_MODEL (f.selection);
  show (&f, NULL, FALSE);
  settle (&f);
  last = nl_rows_model_get_id (f.model, N_CUSTOMERS - 1);
  show (&f, NULL, TRUE);
  wait_for_model (&f);
  gtk_selection_model_select_item (selection, N_CUSTOMERS - 1, TRUE);
  g_assert_cmpuint (nl_rows_selection_get_n_selected (f.selection), <=, 1);
  gtk_selection_model_unselect_all (selection);

  g_assert_cmpuint (nl_rows_selection_find (f.selection, last), ==, 0);
  gtk_selection_model_select_item (selection, 0, TRUE);
  g_array_append_val (one, last);
  assert_selected (&f, one);
  g_assert_true (gtk_selection_model_is_selected (selection, 0));
  settle (&f);
  assert_selected (&f, one);
  tear_down (&f);
}

static void
select_names (Fixture *f, const guint *positions, gsize n_positions)
{
  for (gsize i = 0; i < n_positions; i++)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (f->selection), positions[i], i == 0);
}

/* Who was selected stays so wherever the order puts them, and as long as they are found. */
static void
test_selection_follows (const char *folder)
{
  static const guint positions[] = { 3, 50, 117 };
  Fixture f;
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) after = NULL;

  set_up (&f, folder);
  show (&f, NULL, FALSE);
  settle (&f);
  select_names (&f, positions, G_N_ELEMENTS (positions));
  before = nl_rows_selection_dup_ids (f.selection);
  g_assert_cmpuint (before->len, ==, 3);

  show (&f, NULL, TRUE);
  settle (&f);
  after = nl_rows_selection_dup_ids (f.selection);
  g_assert_cmpuint (after->len, ==, 3);
  for (guint i = 0; i < 3; i++) {
    gint64 id = g_array_index (before, gint64, i);

    g_assert_cmpint (g_array_index (after, gint64, 2 - i), ==, id);
    g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (f.selection),
                                                    nl_rows_selection_find (f.selection, id)));
  }

  show (&f, "last_name < 'Name 0060'", FALSE);
  settle (&f);
  g_array_set_size (before, 2);
  assert_selected (&f, before);
  nl_rows_model_set_query (f.model, NULL);
  g_assert_cmpuint (nl_rows_selection_get_n_selected (f.selection), ==, 0);
  g_assert_cmpuint (nl_rows_selection_find (f.selection, 1), ==, G_MAXUINT);
  tear_down (&f);
}

/* A customer who is renamed moves alone, however far: everybody else stays where they are. */
static void
test_one_moves (const char *folder)
{
  static const guint positions[] = { 2, 60 };
  Fixture f;
  g_autoptr (GArray) before = NULL;
  g_autoptr (NlRow) row = NULL;
  g_autoptr (NlRow) same = NULL;
  g_autoptr (NlRecord) customer = NULL;

  set_up (&f, folder);
  show (&f, NULL, FALSE);
  settle (&f);
  select_names (&f, positions, G_N_ELEMENTS (positions));
  before = nl_rows_selection_dup_ids (f.selection);
  row = g_list_model_get_item (G_LIST_MODEL (f.selection), 50);
  customer = dex_await_object (
      nl_store_find (f.store, NL_TYPE_CUSTOMER, g_array_index (before, gint64, 0)), NULL);
  nl_record_set_text (customer, NL_CUSTOMER_LAST_NAME, "Name 9999");
  nl_test_await_ok (nl_store_save (f.store, customer));
  while (nl_rows_model_get_id (f.model, 2) == g_array_index (before, gint64, 0))
    turn ();
  settle (&f);
  same = g_list_model_get_item (G_LIST_MODEL (f.selection), 49);
  g_assert_true (same == row);
  g_assert_cmpuint (nl_rows_selection_find (f.selection, g_array_index (before, gint64, 0)), ==,
                    N_CUSTOMERS - 1);
  g_assert_cmpuint (nl_rows_selection_get_n_selected (f.selection), ==, 2);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (f.selection), 59));
  g_assert_true (
      gtk_selection_model_is_selected (GTK_SELECTION_MODEL (f.selection), N_CUSTOMERS - 1));

  /* And back. */
  nl_record_set_text (customer, NL_CUSTOMER_LAST_NAME, "Name 0002");
  nl_test_await_ok (nl_store_save (f.store, customer));
  while (nl_rows_model_get_id (f.model, 2) != g_array_index (before, gint64, 0))
    turn ();
  settle (&f);
  assert_selected (&f, before);
  tear_down (&f);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/rows-selection/all-meanwhile", test_select_all_meanwhile);
  nl_test_add ("/rows-selection/all-too-early", test_select_all_too_early);
  nl_test_add ("/rows-selection/range-meanwhile", test_select_range_meanwhile);
  nl_test_add ("/rows-selection/one-meanwhile", test_select_one_meanwhile);
  nl_test_add ("/rows-selection/follows", test_selection_follows);
  nl_test_add ("/rows-selection/one-moves", test_one_moves);
  return g_test_run ();
}
