/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-test.h"

#include <glib/gstdio.h>

#include "app/customers/nl-import-dialog.h"
#include "app/shell/nl-pages.h"
#include "app/shell/nl-shortcuts.h"
#include "app/shops/nl-shop-deletion.h"
#include "app/widgets/nl-choice-row.h"
#include "nl-config.h"
#include "samples/nl-sample-shop.h"
#include "shops/nl-shops.h"

/* The real window, on a workspace of its own, driven by its actions and widgets. */

static void
test_first_run (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };

  fixture_init (&fixture, folder);
  g_assert_cmpstr (get_stage (&fixture), ==, "welcome");
  g_assert_true (is_enabled (&fixture, "add-shop"));
  g_assert_true (is_enabled (&fixture, "open-sample"));
  g_assert_false (is_enabled (&fixture, "page"));
  g_assert_false (is_enabled (&fixture, "search"));
  g_assert_false (is_enabled (&fixture, "new"));
  g_assert_false (is_enabled (&fixture, "undo"));
  /* From the program itself: it may not be installed. */
  g_assert_true (gtk_icon_theme_has_icon (
      gtk_icon_theme_get_for_display (gdk_display_get_default ()), NL_APPLICATION_ID));
}

static void
test_create_shop (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *language = NULL;

  fixture_init (&fixture, folder);
  create_shop (&fixture, "Maison Verte");
  g_assert_cmpstr (get_stage (&fixture), ==, "main");
  g_assert_true (is_enabled (&fixture, "page"));
  assert_shops (&fixture, "Maison Verte");
  language = nl_test_sqlite3 (fixture.database, "SELECT language FROM shops");
  g_assert_cmpstr (language, ==, "fr");
}

static void
test_delete_and_undo (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };

  fixture_init (&fixture, folder);
  create_shop (&fixture, "Atelier");
  nl_shop_deletion_start (GTK_WIDGET (fixture.window), fixture.workspace,
                          nl_workspace_get_shop (fixture.workspace));
  wait_until (g_str_equal (get_stage (&fixture), "welcome"));
  assert_shops (&fixture, "");
  wait_until (is_enabled (&fixture, "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (fixture.window), "undo", NULL);
  wait_until (g_str_equal (get_stage (&fixture), "main"));
  assert_shops (&fixture, "Atelier");
  wait_until (!is_enabled (&fixture, "undo"));
}

static void
test_several_shops (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (NlShop) first = NULL;
  GListModel *shops;

  fixture_init (&fixture, folder);
  create_shop (&fixture, "Beta");
  create_shop (&fixture, "Alpha");
  shops = nl_workspace_get_shops (fixture.workspace);
  g_assert_cmpuint (g_list_model_get_n_items (shops), ==, 2);
  first = g_list_model_get_item (shops, 0);
  g_assert_cmpstr (nl_record_get_text (NL_RECORD (first), NL_SHOP_NAME), ==, "Alpha");
  g_assert_true (nl_workspace_get_shop (fixture.workspace) == first);
  g_assert_cmpint (g_settings_get_int64 (settings, "last-shop"), ==,
                   nl_record_get_id (NL_RECORD (first)));
}

static void
test_sample_shop (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  GtkWidget *overview;

  fixture_init (&fixture, folder);
  g_action_group_activate_action (G_ACTION_GROUP (fixture.window), "open-sample", NULL);
  wait_until (g_str_equal (get_stage (&fixture), "main"));
  overview = gtk_stack_get_child_by_name (get_child (fixture.window, "pages"), "overview");
  g_assert_nonnull (overview);
  wait_until (
      g_str_equal (gtk_stack_get_visible_child_name (get_child (overview, "stack")), "numbers"));
}

/* Customers belong to a shop: the first import begins with creating one, and goes on by itself. */
static void
test_import_without_a_shop (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  NlShopDialog *dialog;

  fixture_init (&fixture, folder);
  dialog = open_shop_dialog (&fixture, "import", "Atelier");
  nl_choice_row_set_code (get_shop_row (dialog, NL_SHOP_LANGUAGE), "fr");
  save (dialog);
  wait_until (get_dialog (&fixture) != NULL && !NL_IS_SHOP_DIALOG (get_dialog (&fixture)));
  assert_shops (&fixture, "Atelier");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child (fixture.window, "pages")), ==,
                   "customers");
}

static void
test_pages (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  GtkStack *pages;
  g_autofree char *last = NULL;

  fixture_init (&fixture, folder);
  create_shop (&fixture, "Atelier");
  pages = get_child (fixture.window, "pages");
  nl_window_open_page (GTK_WIDGET (fixture.window), "customers", 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pages), ==, "customers");
  last = g_settings_get_string (settings, "last-page");
  g_assert_cmpstr (last, ==, "customers");
  nl_window_open_page (GTK_WIDGET (fixture.window), "no such page", 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pages), ==, "customers");
  nl_window_open_query (GTK_WIDGET (fixture.window), "number_of_orders > 1");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pages), ==, "segments");

  /* A key that leads to a page takes the focus there. */
  gtk_window_set_focus (GTK_WINDOW (fixture.window), NULL);
  g_action_group_activate_action (G_ACTION_GROUP (fixture.window), "page",
                                  g_variant_new_string ("personas"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture.window)),
                                         gtk_stack_get_visible_child (pages)));
  g_action_group_activate_action (G_ACTION_GROUP (fixture.window), "page",
                                  g_variant_new_string ("no such page"));

  /* From anywhere, Ctrl+F leads to a search. */
  nl_window_open_page (GTK_WIDGET (fixture.window), "overview", 0);
  g_assert_true (is_enabled (&fixture, "search"));
  g_action_group_activate_action (G_ACTION_GROUP (fixture.window), "search", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pages), ==, "customers");
}

/* The arrow keys in the list of pages lead to them, where there is room for both. */
static void
test_sidebar (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  GtkListBox *list;
  GtkStack *pages;

  fixture_init (&fixture, folder);
  create_shop (&fixture, "Atelier");
  list = get_child (get_child (fixture.window, "sidebar"), "list");
  pages = get_child (fixture.window, "pages");
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 1));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pages), ==, "customers");
}

/* Each page opens, and goes with the window. */
static void
test_every_page (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  const NlPageInfo *infos;
  guint n;

  fixture_init (&fixture, folder);
  create_shop (&fixture, "Atelier");
  infos = nl_pages_list (&n);
  for (guint i = 0; i < n; i++) {
    nl_window_open_page (GTK_WIDGET (fixture.window), infos[i].id, 0);
    g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child (fixture.window, "pages")), ==,
                     infos[i].id);
  }
}

static void
test_operations (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (NlOperation) first = nl_operation_new ("First");
  g_autoptr (NlOperation) second = nl_operation_new ("Second");
  GtkWidget *bay;

  fixture_init (&fixture, folder);
  create_shop (&fixture, "Atelier");
  bay = get_child (get_child (fixture.window, "sidebar"), "bay");
  g_assert_false (gtk_widget_get_visible (bay));
  nl_workspace_add_operation (fixture.workspace, first);
  nl_workspace_add_operation (fixture.workspace, second);
  g_assert_true (gtk_widget_get_visible (bay));
  nl_operation_report (second, 1, 2);
  g_signal_emit_by_name (get_child (gtk_widget_get_first_child (bay), "cancel"), "clicked");
  g_assert_true (g_cancellable_is_cancelled (nl_operation_get_cancellable (first)));
  nl_operation_finish (first, NULL);
  nl_operation_finish (second, NULL);
  wait_until (!gtk_widget_get_visible (bay));
  g_assert_null (gtk_widget_get_first_child (bay));
}

static void
test_close_while_busy (const char *folder)
{
  g_autoptr (NlWindow) kept = NULL;
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (NlOperation) operation = nl_operation_new ("Importing");

  fixture_init (&fixture, folder);
  create_shop (&fixture, "Atelier");
  nl_workspace_add_operation (fixture.workspace, operation);
  gtk_window_close (GTK_WINDOW (fixture.window));
  wait_until (ADW_IS_ALERT_DIALOG (get_dialog (&fixture)));
  g_assert_false (g_cancellable_is_cancelled (nl_operation_get_cancellable (operation)));
  adw_dialog_close (get_dialog (&fixture));
  wait_until (get_dialog (&fixture) == NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture.window)));

  gtk_window_close (GTK_WINDOW (fixture.window));
  wait_until (ADW_IS_ALERT_DIALOG (get_dialog (&fixture)));
  kept = g_object_ref (fixture.window);
  g_signal_emit_by_name (get_dialog (&fixture), "response::stop", "stop");
  g_assert_true (g_cancellable_is_cancelled (nl_operation_get_cancellable (operation)));
  g_assert_null (gtk_window_get_application (GTK_WINDOW (fixture.window)));
  nl_operation_finish (operation, NULL);
}

/* A file that is dropped on any page is imported. */
static gboolean
drop_file (Fixture *fixture, const char *path)
{
  g_autoptr (GListModel) controllers
      = gtk_widget_observe_controllers (GTK_WIDGET (fixture->window));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GSList files = { .data = file };
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean handled = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, &files);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_DROP_TARGET (controller))
      g_signal_emit_by_name (controller, "drop", &value, 0.0, 0.0, &handled);
  }
  return handled;
}

static void
test_drop (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *path = g_build_filename (folder, "dropped.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "Email\nchloe@example.fr\n", -1, &error);
  g_assert_no_error (error);
  fixture_init (&fixture, folder);
  create_shop (&fixture, "Atelier");
  nl_window_open_page (GTK_WIDGET (fixture.window), "personas", 0);
  g_assert_true (drop_file (&fixture, path));
  wait_until (NL_IS_IMPORT_DIALOG (get_dialog (&fixture)));
  /* Not behind the dialog. */
  g_assert_false (drop_file (&fixture, path));
}

static void
collect_shortcuts (GtkWidget *widget, GHashTable *keys)
{
  if (g_strcmp0 (G_OBJECT_TYPE_NAME (widget), "GtkShortcutLabel") == 0) {
    g_autofree char *accelerators = NULL;
    g_auto (GStrv) each = NULL;

    g_object_get (widget, "accelerator", &accelerators, NULL);
    each = g_strsplit (accelerators, " ", -1);
    for (guint i = 0; each[i] != NULL; i++) {
      guint key;
      GdkModifierType modifiers;

      g_test_message ("%s", each[i]);
      g_assert_true (gtk_accelerator_parse (each[i], &key, &modifiers));
      g_hash_table_add (keys, gtk_accelerator_name (key, modifiers));
    }
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_shortcuts (child, keys);
}

/* The list of shortcuts misses no key of the application. */
static void
test_shortcuts (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (AdwDialog) dialog = nl_shortcuts_dialog_new ();
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (GTK_APPLICATION (application));

  fixture_init (&fixture, folder);
  adw_dialog_present (dialog, GTK_WIDGET (fixture.window));
  /* The key of the last list, which comes after the others. */
  wait_until (
      (collect_shortcuts (GTK_WIDGET (dialog), keys), g_hash_table_contains (keys, "<Control>e")));
  for (guint i = 0; actions[i] != NULL; i++) {
    g_auto (GStrv) accelerators
        = gtk_application_get_accels_for_action (GTK_APPLICATION (application), actions[i]);

    for (guint j = 0; accelerators[j] != NULL; j++) {
      g_test_message ("%s: %s", actions[i], accelerators[j]);
      g_assert_true (g_hash_table_contains (keys, accelerators[j]));
    }
  }
  g_assert_cmpuint (g_hash_table_size (keys), >, g_strv_length (actions));
}

static void
assert_failure (NlWindow *window, const char *folder, NlStoreError code, const char *title)
{
  g_autoptr (NlWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *page = get_child (window, "failure");

  workspace = dex_await_object (nl_workspace_open (folder, settings), &error);
  g_assert_null (workspace);
  g_assert_error (error, NL_STORE_ERROR, (int) code);
  nl_window_show_failure (window, folder, error);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child (window, "stages")), ==, "failure");
  g_assert_cmpstr (adw_status_page_get_title (get_child (page, "status")), ==, title);
  g_assert_cmpstr (gtk_label_get_label (get_child (page, "folder")), ==, folder);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "add-shop"));
}

static void
test_failures (const char *folder)
{
  g_autofree char *database = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *below_file = g_build_filename (database, "deeper", NULL);
  g_autofree char *unused = NULL;
  g_autoptr (NlStore) store = NULL;
  g_autoptr (GError) error = NULL;
  NlWindow *window = nl_window_new (application, settings);

  gtk_window_present (GTK_WINDOW (window));
  g_file_set_contents (database, "This is no database, and long enough to be looked at.", -1,
                       &error);
  g_assert_no_error (error);
  assert_failure (window, folder, NL_STORE_ERROR_CORRUPT, "Workspace Can’t Be Read");
  assert_failure (window, below_file, NL_STORE_ERROR_READ_ONLY, "Folder Can’t Be Written");
  g_remove (database);
  store = dex_await_object (nl_store_open (folder), &error);
  g_assert_no_error (error);
  nl_test_await_ok (nl_store_close (store));
  unused = nl_test_sqlite3 (database, "PRAGMA user_version = 99");
  assert_failure (window, folder, NL_STORE_ERROR_NEWER_SCHEMA, "Newer Version Needed");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv);
  nl_test_add ("/window/first-run", test_first_run);
  nl_test_add ("/window/create-shop", test_create_shop);
  nl_test_add ("/window/delete-and-undo", test_delete_and_undo);
  nl_test_add ("/window/several-shops", test_several_shops);
  nl_test_add ("/window/sample-shop", test_sample_shop);
  nl_test_add ("/window/import-without-a-shop", test_import_without_a_shop);
  nl_test_add ("/window/pages", test_pages);
  nl_test_add ("/window/sidebar", test_sidebar);
  nl_test_add ("/window/every-page", test_every_page);
  nl_test_add ("/window/operations", test_operations);
  nl_test_add ("/window/close-while-busy", test_close_while_busy);
  nl_test_add ("/window/drop", test_drop);
  nl_test_add ("/window/shortcuts", test_shortcuts);
  nl_test_add ("/window/failures", test_failures);
  return window_test_run ();
}
