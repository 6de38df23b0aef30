/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-customer-list.h"
#include "app/customers/nl-duplicates-page.h"
#include "app/customers/nl-merge-page.h"
#include "app/customers/nl-merge-row.h"
#include "app-test.h"
#include "customers/nl-customers.h"

#define add_test(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

static GtkWidget *
find_page (Fixture *f, GType type)
{
  GtkWidget *page = find_widget (GTK_WIDGET (f->window), type);

  return page != NULL && gtk_widget_get_mapped (page) ? page : NULL;
}

static GtkWidget *
open_duplicates (Fixture *f)
{
  GtkWidget *page = fixture_show_page (f, "customers");

  gtk_widget_activate_action (page, "customers-page.find-duplicates", NULL);
  wait_until (find_page (f, NL_TYPE_DUPLICATES_PAGE) != NULL);
  return find_page (f, NL_TYPE_DUPLICATES_PAGE);
}

static gboolean
shows_stage (GtkWidget *page, const char *name)
{
  GtkStack *stages = GTK_STACK (find_widget (page, GTK_TYPE_STACK));

  return g_strcmp0 (gtk_stack_get_visible_child_name (stages), name) == 0;
}

static GtkWidget *
open_pair (Fixture *f, const char *title)
{
  GtkWidget *page = open_duplicates (f);
  GtkWidget *row;

  wait_until (shows_stage (page, "pairs")
              && (row = find_named (page, ADW_TYPE_ACTION_ROW, "title", title)) != NULL);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  wait_until (find_page (f, NL_TYPE_MERGE_PAGE) != NULL);
  return find_page (f, NL_TYPE_MERGE_PAGE);
}

static char *
dup_field (Fixture *f, gint64 id, guint field)
{
  g_autoptr (NlRecord) record = await_object (nl_store_find (f->store, NL_TYPE_CUSTOMER, id));

  return g_strdup (nl_record_get_text (record, field));
}

static void
undo (Fixture *f, const char *text)
{
  wait_until (find_named (GTK_WIDGET (f->window), GTK_TYPE_LABEL, "label", text) != NULL);
  wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "undo", NULL);
}

static void
test_none (Fixture *f, gconstpointer data)
{
  GtkWidget *page;

  fixture_add_customer (f, "Chloé", "Dupont", "chloe@example.fr");
  fixture_add_customer (f, "Zoë", "Albers", "zoe@example.de");
  page = open_duplicates (f);
  wait_until (shows_stage (page, "empty"));
}

static void
test_merge (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_add_customer (f, "Chloé", "Dupont", "chloe.dupont@gmail.com");
  GtkWidget *page;
  GtkWidget *row;
  g_autofree char *email = NULL;
  g_autofree char *name = NULL;

  fixture_add_customer (f, "C.", "Dupont", "chloedupont@gmail.com");
  page = open_pair (f, "Chloé Dupont and C. Dupont");
  wait_until (find_named (page, GTK_TYPE_LABEL, "label", "Same mailbox") != NULL
              && find_widget (page, NL_TYPE_MERGE_ROW) != NULL);
  /* What both have in common is no question. */
  g_assert_null (find_named (page, NL_TYPE_MERGE_ROW, "title", "Last Name"));
  g_assert_nonnull (find_named (page, ADW_TYPE_ACTION_ROW, "subtitle", "Chloé Dupont"));
  row = find_widget (page, NL_TYPE_MERGE_ROW);
  nl_merge_row_set_right (NL_MERGE_ROW (row), TRUE);
  g_assert_nonnull (find_named (page, ADW_TYPE_ACTION_ROW, "subtitle", "C. Dupont"));

  gtk_widget_activate_action (page, "merge.apply", NULL);
  wait_until (fixture_count (f) == 1);
  name = dup_field (f, id, NL_CUSTOMER_FIRST_NAME);
  email = dup_field (f, id, NL_CUSTOMER_EMAIL);
  g_assert_cmpstr (name, ==, "C.");
  g_assert_cmpstr (email, ==, "chloe.dupont@gmail.com");
  /* The list of pairs knows. */
  wait_until (find_page (f, NL_TYPE_DUPLICATES_PAGE) != NULL);
  wait_until (shows_stage (find_page (f, NL_TYPE_DUPLICATES_PAGE), "empty"));
  undo (f, "“C. Dupont” merged");
  wait_until (fixture_count (f) == 2);
  wait_until (shows_stage (find_page (f, NL_TYPE_DUPLICATES_PAGE), "pairs"));
}

static void
test_distinct (Fixture *f, gconstpointer data)
{
  GtkWidget *page;

  fixture_add_customer (f, "Chloé", "Dupont", "chloe@example.fr");
  fixture_add_customer (f, "Chloé", "Dupont", "chloe+shop@example.fr");
  page = open_pair (f, "Chloé Dupont");
  gtk_widget_activate_action (page, "merge.distinct", NULL);
  wait_until (find_page (f, NL_TYPE_DUPLICATES_PAGE) != NULL);
  wait_until (shows_stage (find_page (f, NL_TYPE_DUPLICATES_PAGE), "empty"));
  g_assert_cmpint (fixture_count (f), ==, 2);
  undo (f, "They will not be suggested again");
  wait_until (shows_stage (find_page (f, NL_TYPE_DUPLICATES_PAGE), "pairs"));
}

/* Two who are not suggested: the older one stays, whatever the order of the list. */
static GtkWidget *
get_focus (Fixture *f)
{
  return gtk_root_get_focus (GTK_ROOT (f->window));
}

/* Several pairs are gone through without the pointer. */
static void
test_keyboard_goes_on (Fixture *f, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *row;

  fixture_add_customer (f, "Ana", "Silva", "ana@gmail.com");
  fixture_add_customer (f, "Ana", "Silva", "a.na@gmail.com");
  fixture_add_customer (f, "Bo", "Berg", "bo@gmail.com");
  fixture_add_customer (f, "Bo", "Berg", "b.o@gmail.com");
  page = open_duplicates (f);
  wait_until (shows_stage (page, "pairs"));
  row = find_widget (page, ADW_TYPE_ACTION_ROW);
  gtk_widget_grab_focus (row);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  wait_until (find_page (f, NL_TYPE_MERGE_PAGE) != NULL);
  gtk_widget_activate_action (find_page (f, NL_TYPE_MERGE_PAGE), "merge.apply", NULL);
  wait_until (fixture_count (f) == 3);
  wait_until (find_page (f, NL_TYPE_DUPLICATES_PAGE) != NULL
              && find_named (page, GTK_TYPE_LABEL, "label", "1 pair") != NULL);
  g_assert_true (get_focus (f) == find_widget (page, ADW_TYPE_ACTION_ROW));
}

static void
test_merge_selected (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_add_customer (f, "Zoë", "Albers", "zoe@example.de");
  GtkSelectionModel *selection;
  GtkWidget *list;
  GtkWidget *page;
  g_autofree char *email = NULL;

  fixture_add_customer (f, "Ana", "Aa", "ana@example.pt");
  list = find_widget (fixture_show_page (f, "customers"), NL_TYPE_CUSTOMER_LIST);
  selection = GTK_SELECTION_MODEL (nl_customer_list_get_selection (NL_CUSTOMER_LIST (list)));
  /* Rows come in steps. */
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (selection)) == 2);
  gtk_selection_model_select_all (selection);
  gtk_widget_activate_action (list, "customers.merge", NULL);
  wait_until ((page = find_page (f, NL_TYPE_MERGE_PAGE)) != NULL);
  g_assert_null (find_named (page, ADW_TYPE_BUTTON_ROW, "title", "_Not the Same Person"));
  gtk_widget_activate_action (page, "merge.apply", NULL);
  wait_until (fixture_count (f) == 1);
  email = dup_field (f, id, NL_CUSTOMER_EMAIL);
  g_assert_cmpstr (email, ==, "zoe@example.de");
}

int
main (int argc, char **argv)
{
  if (!app_test_init (&argc, &argv))
    return 77;
  add_test ("/duplicates/none", test_none);
  add_test ("/duplicates/merge", test_merge);
  add_test ("/duplicates/distinct", test_distinct);
  add_test ("/duplicates/keyboard-goes-on", test_keyboard_goes_on);
  add_test ("/duplicates/merge-selected", test_merge_selected);
  return g_test_run ();
}
