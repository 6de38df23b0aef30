/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-list.h"
#include "app/customers/nl-customer-text.h"
#include "app-test.h"

#define add_test(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

static NlCustomerList *
show_customers (Fixture *f)
{
  GtkWidget *page = fixture_show_page (f, "customers");
  GtkWidget *list;

  g_assert_nonnull (page);
  list = find_widget (page, NL_TYPE_CUSTOMER_LIST);
  g_assert_nonnull (list);
  return NL_CUSTOMER_LIST (list);
}

static void
add_three (Fixture *f)
{
  fixture_add_customer (f, "Chloé", "Dupont", "chloe@example.fr");
  fixture_add_customer (f, "Zoë", "Albers", "zoe@example.de");
  fixture_add_customer (f, "محمد", "العربي", NULL);
}

static GtkWidget *
find_text (NlCustomerList *list, const char *text)
{
  return find_named (GTK_WIDGET (list), GTK_TYPE_INSCRIPTION, "text", text);
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  NlCustomerList *list = show_customers (f);
  GtkWidget *stages = find_widget (GTK_WIDGET (list), GTK_TYPE_STACK);

  wait_until (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stages)), "empty") == 0);
  g_assert_nonnull (
      find_named (GTK_WIDGET (list), ADW_TYPE_STATUS_PAGE, "title", "No Customers Yet"));
}

static void
test_rows (Fixture *f, gconstpointer data)
{
  NlCustomerList *list;

  add_three (f);
  list = show_customers (f);
  wait_until (nl_customer_list_get_n_items (list) == 3);
  wait_until (find_text (list, "Chloé Dupont") != NULL);
  wait_until (find_text (list, "chloe@example.fr") != NULL);
  wait_until (find_text (list, "محمد العربي") != NULL);
  wait_until (find_named (GTK_WIDGET (f->window), ADW_TYPE_WINDOW_TITLE, "subtitle", "3 customers")
              != NULL);

  /* What happens elsewhere is seen here. */
  fixture_add_customer (f, "Ana", "Silva", "ana@example.pt");
  wait_until (find_text (list, "Ana Silva") != NULL);
}

static void
test_search (Fixture *f, gconstpointer data)
{
  NlCustomerList *list;
  GtkWidget *entry;
  GtkWidget *stages;

  add_three (f);
  list = show_customers (f);
  stages = find_widget (GTK_WIDGET (list), GTK_TYPE_STACK);
  wait_until (nl_customer_list_get_n_items (list) == 3);

  g_action_group_activate_action (G_ACTION_GROUP (f->window), "search", NULL);
  entry = find_widget (GTK_WIDGET (f->window), GTK_TYPE_SEARCH_ENTRY);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (f->window)), entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "chl");
  wait_until (nl_customer_list_get_n_items (list) == 1);
  wait_until (find_text (list, "Chloé Dupont") != NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), "nobody");
  wait_until (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stages)), "nothing") == 0);
  g_signal_emit_by_name (find_button (GTK_WIDGET (list), "_Clear Search"), "clicked");
  wait_until (nl_customer_list_get_n_items (list) == 3);
}

static void
test_order (Fixture *f, gconstpointer data)
{
  NlCustomerList *list;
  GtkWidget *table;
  g_autoptr (GtkColumnViewColumn) column = NULL;
  gboolean reversed;
  NlRowsModel *model;
  gint64 albers;

  add_three (f);
  albers = fixture_add_customer (f, "Aaron", "Aa", "aa@example.com");
  list = show_customers (f);
  wait_until (nl_customer_list_get_n_items (list) == 4);
  model = nl_rows_selection_get_model (nl_customer_list_get_selection (list));
  wait_until (nl_rows_model_get_id (model, 0) == albers);

  /* As a click on the header does. */
  table = find_widget (GTK_WIDGET (list), GTK_TYPE_COLUMN_VIEW);
  column = g_list_model_get_item (gtk_column_view_get_columns (GTK_COLUMN_VIEW (table)), 0);
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (table), column, GTK_SORT_DESCENDING);
  g_assert_cmpint (nl_customer_list_get_order (list, &reversed), ==, NL_CUSTOMER_ORDER_NAME);
  g_assert_true (reversed);
  wait_until (nl_rows_model_get_id (model, 3) == albers);

  gtk_widget_activate_action (GTK_WIDGET (list), "customers-page.order", "s", "spent");
  g_assert_cmpint (nl_customer_list_get_order (list, &reversed), ==,
                   NL_CUSTOMER_ORDER_AMOUNT_SPENT);
  g_assert_false (reversed);
}

/* Every header orders, and says so in the menu of the page. */
static void
test_order_by_columns (Fixture *f, gconstpointer data)
{
  static const struct {
    guint column;
    const char *order;
  } orders[] = { { NL_CUSTOMER_COLUMN_COUNTRY, "country" },
                 { NL_CUSTOMER_COLUMN_EMAIL_STATUS, "email-status" },
                 { NL_CUSTOMER_COLUMN_TAGS, "tags" } };
  NlCustomerList *list;
  GtkColumnView *table;
  NlRowsModel *model;
  gint64 first;

  fixture_add_customer (f, "Ana", "Aa", "ana@example.com");
  first = fixture_add_customer (f, "Zoë", "Zz", "zoe@example.com");
  {
    g_autoptr (NlRecord) record = await_object (nl_store_find (f->store, NL_TYPE_CUSTOMER, first));
    const char *tags[] = { "vip", NULL };

    nl_record_set_text (record, NL_CUSTOMER_COUNTRY_CODE, "FR");
    nl_record_set_text (record, NL_CUSTOMER_EMAIL_SUBSCRIPTION_STATUS, "SUBSCRIBED");
    nl_record_set_strv (record, NL_CUSTOMER_TAGS, tags);
    await (nl_store_save (f->store, record));
  }
  list = show_customers (f);
  wait_until (nl_customer_list_get_n_items (list) == 2);
  model = nl_rows_selection_get_model (nl_customer_list_get_selection (list));
  table = GTK_COLUMN_VIEW (find_widget (GTK_WIDGET (list), GTK_TYPE_COLUMN_VIEW));
  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++) {
    g_autoptr (GtkColumnViewColumn) column
        = g_list_model_get_item (gtk_column_view_get_columns (table), orders[i].column);
    gboolean large_first = orders[i].column == NL_CUSTOMER_COLUMN_EMAIL_STATUS;
    g_autofree char *order = NULL;

    gtk_column_view_sort_by_column (table, column,
                                    large_first ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
    g_object_get (list, "order", &order, NULL);
    g_assert_cmpstr (order, ==, orders[i].order);
    wait_until (nl_rows_model_get_id (model, 0) == first);
    nl_customer_list_set_order (list, NL_CUSTOMER_ORDER_NAME, FALSE);
    wait_until (nl_rows_model_get_id (model, 0) != first);
  }
}

static void
count_steps (GListModel *model, guint position, guint removed, guint added, guint *n_steps)
{
  g_assert_cmpuint (added, <=, 1);
  *n_steps += added > 0 ? 1 : 0;
}

/* An empty list is filled in steps that leave time for frames. */
static void
test_filled_in_steps (Fixture *f, gconstpointer data)
{
  NlCustomerList *list;
  GListModel *rows;
  guint n_steps = 0;

  for (guint i = 0; i < 30; i++) {
    g_autofree char *name = g_strdup_printf ("Name %02u", i);

    fixture_add_customer (f, "Anna", name, NULL);
  }
  list = show_customers (f);
  rows = G_LIST_MODEL (nl_customer_list_get_selection (list));
  wait_until (g_list_model_get_n_items (rows) == 30);
  nl_customer_list_set_search (list, "nobody");
  wait_until (g_list_model_get_n_items (rows) == 0);

  g_signal_connect (rows, "items-changed", G_CALLBACK (count_steps), &n_steps);
  nl_customer_list_set_search (list, NULL);
  wait_until (g_list_model_get_n_items (rows) == 30);
  g_assert_cmpuint (n_steps, ==, 30);
  g_signal_handlers_disconnect_by_func (rows, count_steps, &n_steps);
}

static void
read_text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_copy (Fixture *f, gconstpointer data)
{
  NlCustomerList *list;
  GtkSelectionModel *selection;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (f->window));
  g_autofree char *text = NULL;

  add_three (f);
  list = show_customers (f);
  selection = GTK_SELECTION_MODEL (nl_customer_list_get_selection (list));
  /* Rows come in steps. */
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (selection)) == 3);
  gtk_selection_model_select_all (selection);
  gtk_widget_activate_action (GTK_WIDGET (list), "customers.copy", NULL);
  wait_until (gdk_clipboard_is_local (clipboard));
  gdk_clipboard_read_text_async (clipboard, NULL, read_text_cb, &text);
  wait_until (text != NULL);
  g_assert_cmpstr (text, ==,
                   "Zoë Albers <zoe@example.de>\nChloé Dupont <chloe@example.fr>\nمحمد العربي");
}

static void
test_narrow (Fixture *f, gconstpointer data)
{
  NlCustomerList *list;
  GtkStack *stages;

  add_three (f);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 360, 640);
  list = show_customers (f);
  stages = GTK_STACK (find_widget (GTK_WIDGET (list), GTK_TYPE_STACK));
  wait_until (g_strcmp0 (gtk_stack_get_visible_child_name (stages), "cards") == 0);
  wait_until (find_text (list, "Chloé Dupont") != NULL);
  wait_until (find_text (list, "0 orders") != NULL);

  gtk_window_set_default_size (GTK_WINDOW (f->window), 1200, 800);
  wait_until (g_strcmp0 (gtk_stack_get_visible_child_name (stages), "table") == 0);
  wait_until (find_text (list, "Chloé Dupont") != NULL);
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 77;
  add_test ("/customers-page/empty", test_empty);
  add_test ("/customers-page/rows", test_rows);
  add_test ("/customers-page/search", test_search);
  add_test ("/customers-page/order", test_order);
  add_test ("/customers-page/order-by-columns", test_order_by_columns);
  add_test ("/customers-page/filled-in-steps", test_filled_in_steps);
  add_test ("/customers-page/copy", test_copy);
  add_test ("/customers-page/narrow", test_narrow);
  return g_test_run ();
}
