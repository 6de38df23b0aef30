/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-test.h"

#include <string.h>

#include "app/customers/nl-customers-page.h"
#include "app/shell/nl-window-private.h"
#include "app/widgets/nl-records-page.h"

/* The window by keyboard alone: what Tab, and the keys of the pages, do with the focus. */

#define MOST_STOPS 400
/* Pixels, with the edge that a window without a compositor draws inside of itself. */
#define NARROW 370

static GtkWidget *
get_focus (Fixture *fixture)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture->window));
}

static GtkWidget *
get_page (Fixture *fixture)
{
  return GTK_WIDGET (nl_window_get_page (fixture->window));
}

static GtkWidget *
get_sidebar_row (Fixture *fixture)
{
  GtkListBox *list = get_child (get_child (fixture->window, "sidebar"), "list");

  return GTK_WIDGET (gtk_list_box_get_selected_row (list));
}

/* Goes once around the window with Tab, or back with Shift+Tab, from the page's row in the sidebar.
 * Each step leads elsewhere, and none shows another page. Returns how often it stopped in the page;
 * 0 when it did not come around. */
static guint
walk (Fixture *fixture, GtkDirectionType direction)
{
  GtkWidget *page = get_page (fixture);
  GtkWidget *start = get_sidebar_row (fixture);
  guint n_stops = 0;

  g_assert_true (gtk_widget_grab_focus (start));
  g_assert_true (get_focus (fixture) == start);
  for (guint i = 0; i < MOST_STOPS; i++) {
    GtkWidget *before = get_focus (fixture);

    g_signal_emit_by_name (fixture->window, "move-focus", direction);
    if (get_focus (fixture) == before) {
      g_test_message ("The focus stays on a %s", G_OBJECT_TYPE_NAME (before));
      return 0;
    }
    g_assert_true (get_page (fixture) == page);
    if (get_focus (fixture) == start)
      return n_stops;
    if (get_focus (fixture) != NULL && gtk_widget_is_ancestor (get_focus (fixture), page))
      n_stops++;
  }
  g_test_message ("The focus does not come back");
  return 0;
}

/* What is in a page comes from the database, so its stops become more. */
static void
assert_stops (Fixture *fixture, const char *name, guint least)
{
  guint n_stops = 0;

  wait_until ((n_stops = walk (fixture, GTK_DIR_TAB_FORWARD)) >= least);
  g_test_message ("%s: %u stops", name, n_stops);
  wait_until (walk (fixture, GTK_DIR_TAB_BACKWARD) >= least);
}

static void
open_sample (Fixture *fixture, const char *folder)
{
  fixture_init (fixture, folder);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "open-sample", NULL);
  wait_until (g_str_equal (get_stage (fixture), "main"));
  wait_until (get_dialog (fixture) == NULL && gtk_widget_grab_focus (get_sidebar_row (fixture)));
}

static void
test_pages (const char *folder)
{
  static const struct {
    const char *id;
    guint least;
  } pages[] = {
    { "overview", 3 }, { "customers", 4 }, { "segments", 4 }, { "personas", 3 }, { "campaigns", 4 },
  };
  g_auto (Fixture) fixture = { 0 };

  open_sample (&fixture, folder);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    nl_window_open_page (GTK_WIDGET (fixture.window), pages[i].id, 0);
    assert_stops (&fixture, pages[i].id, pages[i].least);
  }
}

static void
test_records (const char *folder)
{
  static const struct {
    const char *page;
    const char *query;
    guint least;
  } records[] = {
    { "customers", "SELECT id FROM customers WHERE number_of_orders > 3 LIMIT 1", 30 },
    { "segments", "SELECT id FROM segments ORDER BY name LIMIT 1", 12 },
    { "personas", "SELECT id FROM personas LIMIT 1", 12 },
    { "campaigns", "SELECT id FROM campaigns LIMIT 1", 12 },
  };
  g_auto (Fixture) fixture = { 0 };

  open_sample (&fixture, folder);
  for (guint i = 0; i < G_N_ELEMENTS (records); i++) {
    g_autofree char *id = nl_test_sqlite3 (fixture.database, records[i].query);

    nl_window_open_page (GTK_WIDGET (fixture.window), records[i].page,
                         g_ascii_strtoll (id, NULL, 10));
    assert_stops (&fixture, records[i].page, records[i].least);
  }
}

/* A page that a key leads to has the focus, wherever it was; only from the sidebar it stays there.
 */
static void
test_keys (const char *folder)
{
  static const char *const ids[] = { "segments", "overview", "personas", "overview", "customers" };
  g_auto (Fixture) fixture = { 0 };

  open_sample (&fixture, folder);
  nl_window_open_page (GTK_WIDGET (fixture.window), "overview", 0);
  assert_stops (&fixture, "overview", 3);
  gtk_window_set_focus (GTK_WINDOW (fixture.window), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_action_group_activate_action (G_ACTION_GROUP (fixture.window), "page",
                                    g_variant_new_string (ids[i]));
    g_test_message ("%s", ids[i]);
    g_assert_nonnull (get_focus (&fixture));
    g_assert_true (gtk_widget_is_ancestor (get_focus (&fixture), get_page (&fixture)));
  }
  gtk_widget_grab_focus (get_sidebar_row (&fixture));
  g_action_group_activate_action (G_ACTION_GROUP (fixture.window), "page",
                                  g_variant_new_string ("segments"));
  g_assert_false (gtk_widget_is_ancestor (get_focus (&fixture), get_page (&fixture)));
}

/* Does what a key does in a class of widgets. */
static gboolean
press_key (GtkWidget *widget, const char *key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
      continue;
    for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++) {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
      g_autofree char *trigger
          = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

      if (g_str_equal (trigger, key)
          && gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, NULL))
        return TRUE;
    }
  }
  return FALSE;
}

/* Escape ends a search from anywhere on the page, not only from its entry. */
static void
test_search (const char *folder)
{
  static const struct {
    const char *id;
    GType (*get_type) (void);
  } pages[] = {
    { "customers", nl_customers_page_get_type },
    { "personas", nl_records_page_get_type },
  };
  g_auto (Fixture) fixture = { 0 };

  open_sample (&fixture, folder);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    GtkSearchBar *bar;

    nl_window_open_page (GTK_WIDGET (fixture.window), pages[i].id, 0);
    bar = GTK_SEARCH_BAR (
        gtk_widget_get_template_child (get_page (&fixture), pages[i].get_type (), "search_bar"));
    g_assert_false (press_key (get_page (&fixture), "Escape"));
    g_action_group_activate_action (G_ACTION_GROUP (fixture.window), "search", NULL);
    g_assert_true (gtk_search_bar_get_search_mode (bar));
    g_assert_true (press_key (get_page (&fixture), "Escape"));
    g_assert_false (gtk_search_bar_get_search_mode (bar));
  }
}

/* Whether the user sees where the keyboard is, on the page. */
static gboolean
is_focus_seen (Fixture *fixture)
{
  GtkWidget *focus = get_focus (fixture);

  return focus != NULL && gtk_widget_is_ancestor (focus, get_page (fixture))
         && gtk_widget_get_mapped (focus);
}

/* Escape in the entry of a search leads back to the list, or to what opened the search, whatever
 * was searched: Tab goes on from there. */
static void
test_search_focus (const char *folder)
{
  static const char *const ids[] = { "personas", "segments", "campaigns" };
  static const char *const searches[] = { "", "a", "nobody has this name" };
  g_auto (Fixture) fixture = { 0 };

  open_sample (&fixture, folder);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    NlRecordsPage *page;
    GtkSearchBar *bar;
    GtkWidget *entry;

    nl_window_open_page (GTK_WIDGET (fixture.window), ids[i], 0);
    page = NL_RECORDS_PAGE (get_page (&fixture));
    bar = GTK_SEARCH_BAR (
        gtk_widget_get_template_child (GTK_WIDGET (page), NL_TYPE_RECORDS_PAGE, "search_bar"));
    entry = GTK_WIDGET (
        gtk_widget_get_template_child (GTK_WIDGET (page), NL_TYPE_RECORDS_PAGE, "search_entry"));
    for (guint j = 0; j < G_N_ELEMENTS (searches); j++) {
      g_test_message ("%s: “%s”", ids[i], searches[j]);
      wait_until (nl_records_page_has_rows (page));
      g_action_group_activate_action (G_ACTION_GROUP (fixture.window), "search", NULL);
      wait_until (get_focus (&fixture) != NULL
                  && gtk_widget_is_ancestor (get_focus (&fixture), entry));
      gtk_editable_set_text (GTK_EDITABLE (entry), searches[j]);
      wait_until (nl_records_page_has_rows (page) == (strlen (searches[j]) < 2));
      g_signal_emit_by_name (entry, "stop-search");
      g_assert_false (gtk_search_bar_get_search_mode (bar));
      wait_until (nl_records_page_has_rows (page));
      wait_until (is_focus_seen (&fixture));
      g_assert_false (gtk_widget_is_ancestor (get_focus (&fixture), GTK_WIDGET (bar)));
      g_test_message ("The focus is on a %s", G_OBJECT_TYPE_NAME (get_focus (&fixture)));
    }
  }
}

/* The application begins with the list of pages, so that the arrow keys go through them. */
static void
test_start (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };

  fixture_init (&fixture, folder);
  create_shop (&fixture, "Atelier");
  wait_until (get_focus (&fixture) == get_sidebar_row (&fixture));
  nl_window_show_loading (fixture.window);
  nl_window_set_workspace (fixture.window, fixture.workspace);
  wait_until (get_focus (&fixture) == get_sidebar_row (&fixture));
}

static gboolean
is_focus_in (Fixture *fixture, GtkWidget *widget)
{
  GtkWidget *focus = get_focus (fixture);

  return focus != NULL && widget != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* In a narrow window dialogs come from below, and the sidebar takes turns with the page. */
static void
test_narrow (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  AdwNavigationSplitView *split;
  g_autoptr (GListModel) dialogs = NULL;

  g_settings_set_int (settings, "window-width", NARROW);
  fixture_init (&fixture, folder);
  split = get_child (fixture.window, "split");
  dialogs = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (fixture.window));
  create_shop (&fixture, "Atelier");
  wait_until (adw_navigation_split_view_get_collapsed (split));
  wait_until (is_focus_in (&fixture, get_page (&fixture)));

  nl_window_open_page (GTK_WIDGET (fixture.window), "personas", 0);
  g_action_group_activate_action (G_ACTION_GROUP (fixture.window), "new", NULL);
  wait_until (is_focus_in (&fixture, GTK_WIDGET (get_dialog (&fixture))));
  wait_until (get_focus (&fixture) == adw_dialog_get_focus (get_dialog (&fixture)));
  g_action_group_activate_action (G_ACTION_GROUP (fixture.window), "new", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (dialogs), ==, 1);
  adw_dialog_force_close (get_dialog (&fixture));
  wait_until (get_dialog (&fixture) == NULL);

  adw_navigation_split_view_set_show_content (split, FALSE);
  wait_until (get_focus (&fixture) == get_sidebar_row (&fixture));
  g_settings_reset (settings, "window-width");
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv);
  nl_test_add ("/focus/pages", test_pages);
  nl_test_add ("/focus/records", test_records);
  nl_test_add ("/focus/keys", test_keys);
  nl_test_add ("/focus/search", test_search);
  nl_test_add ("/focus/search-focus", test_search_focus);
  nl_test_add ("/focus/start", test_start);
  nl_test_add ("/focus/narrow", test_narrow);
  return window_test_run ();
}
