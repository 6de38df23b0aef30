/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/nl-pages.h"
#include "app/shell/nl-preferences-dialog.h"
#include "jobs/nl-job.h"
#include "window-test.h"

/* With text twice its usual size, in a window of 360 pixels, nothing is wider than the window. */

#define WINDOW_WIDTH 360
/* On displays without a compositor, the window draws its edge inside of itself. */
#define EDGE 10
#define WINDOW_HEIGHT 640
/* 96 dots per inch, twice, as GTK counts them. */
#define TWICE_XFT_DPI (2 * 96 * 1024)

static gboolean
count_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer n_frames)
{
  return ++*(guint *) n_frames < 4 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Breakpoints and what they change take a few frames. */
static void
finish_frames (NlWindow *window)
{
  guint n_frames = 0;

  gtk_widget_add_tick_callback (GTK_WIDGET (window), count_frame, &n_frames, NULL);
  wait_until (n_frames == 4);
}

static int
get_minimum_width (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* What can be scrolled sideways may be as wide as it likes. */
static gboolean
is_scrolled_sideways (GtkWidget *widget)
{
  GtkPolicyType policy;

  if (!GTK_IS_SCROLLED_WINDOW (widget))
    return FALSE;
  gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &policy, NULL);
  return policy != GTK_POLICY_NEVER;
}

static GtkWidget *
find_widest_child (GtkWidget *widget)
{
  GtkWidget *widest = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child)
        && (widest == NULL || get_minimum_width (child) > get_minimum_width (widest)))
      widest = child;
  return widest;
}

/* The innermost of the widgets on the screen that are too wide: a breakpoint bin, say, does not
 * tell of what is in it. */
static void
find_too_wide (GtkWidget *widget, GString *found)
{
  gsize length = found->len;

  if (!gtk_widget_get_mapped (widget) || is_scrolled_sideways (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_too_wide (child, found);
  if (found->len == length && get_minimum_width (widget) > WINDOW_WIDTH) {
    for (GtkWidget *w = widget; w != NULL && !GTK_IS_WINDOW (w); w = gtk_widget_get_parent (w))
      g_string_append_printf (found, "%s (%d) < ", G_OBJECT_TYPE_NAME (w), get_minimum_width (w));
    g_string_append (found, "from ");
    for (GtkWidget *w = find_widest_child (widget); w != NULL; w = find_widest_child (w))
      g_string_append_printf (found, "%s (%d) > ", G_OBJECT_TYPE_NAME (w), get_minimum_width (w));
    g_string_append_c (found, '\n');
  }
}

/* The button on the screen with that label, or that action. */
static GtkWidget *
find_button (GtkWidget *root, const char *label, const char *action)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (GTK_IS_BUTTON (root) && action != NULL
      && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), action) == 0)
    return root;
  if (GTK_IS_LABEL (root) && label != NULL
      && g_strcmp0 (gtk_label_get_label (GTK_LABEL (root)), label) == 0)
    return gtk_widget_get_ancestor (root, GTK_TYPE_BUTTON);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_button (child, label, action);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static AdwDialog *
get_window_dialog (NlWindow *window)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
}

static void
assert_fits (NlWindow *window, const char *what)
{
  AdwDialog *dialog = get_window_dialog (window);
  GtkWidget *widget = dialog != NULL
                          ? GTK_WIDGET (dialog)
                          : adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  g_autoptr (GString) found = g_string_new (NULL);
  gint64 end = g_get_monotonic_time () + NL_TEST_PATIENCE;

  /* What has just come is laid out once more when its breakpoints have seen it. */
  do {
    g_string_truncate (found, 0);
    finish_frames (window);
    find_too_wide (widget, found);
  } while (found->len > 0 && g_get_monotonic_time () < end);
  if (found->len > 0) {
    g_test_message ("%s: %s", what, found->str);
    g_test_fail ();
  }
}

static NlWindow *
open_sample (NlWorkspace *workspace)
{
  NlWindow *window = nl_window_new (application, settings);

  gtk_window_set_default_size (GTK_WINDOW (window), WINDOW_WIDTH + EDGE, WINDOW_HEIGHT);
  nl_window_set_workspace (window, workspace);
  gtk_window_present (GTK_WINDOW (window));
  assert_fits (window, "the welcome page");
  g_action_group_activate_action (G_ACTION_GROUP (window), "open-sample", NULL);
  wait_until (nl_workspace_get_shop (workspace) != NULL);
  wait_until (g_list_model_get_n_items (nl_workspace_get_operations (workspace)) == 0);
  wait_until (get_window_dialog (window) == NULL);
  return window;
}

static void
close_dialog (NlWindow *window)
{
  AdwDialog *dialog = get_window_dialog (window);

  g_assert_nonnull (dialog);
  adw_dialog_force_close (dialog);
  wait_until (get_window_dialog (window) == NULL);
}

static void
assert_dialog_fits (NlWindow *window, const char *action)
{
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), action));
  g_action_group_activate_action (G_ACTION_GROUP (window), action, NULL);
  wait_until (get_window_dialog (window) != NULL);
  assert_fits (window, action);
  close_dialog (window);
}

static gint64
find_first (const char *database, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT min (id) FROM %s", table);
  g_autofree char *id = nl_test_sqlite3 (database, sql);

  return g_ascii_strtoll (id, NULL, 10);
}

static void
assert_import_fits (NlWindow *window, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "customers.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path,
                       "Email,First Name,A column with quite a long name\n"
                       "somebody.with.a.long.address@example.com,Wolfeschlegelsteinhausen,text\n"
                       "no address,Nobody,\n",
                       -1, &error);
  g_assert_no_error (error);
  nl_window_import (window, file);
  wait_until (find_button (GTK_WIDGET (window), "_Import", NULL) != NULL);
  assert_fits (window, "the columns of an import");
  g_signal_emit_by_name (find_button (GTK_WIDGET (window), "_Import", NULL), "clicked");
  wait_until (find_button (GTK_WIDGET (window), "Show _Customers", NULL) != NULL);
  assert_fits (window, "the report of an import");
  close_dialog (window);
}

static void
assert_customer_dialog_fits (NlWindow *window, gint64 id)
{
  GtkWidget *edit;

  nl_window_open_page (GTK_WIDGET (window), "customers", id);
  wait_until ((edit = find_button (GTK_WIDGET (window), NULL, "profile.edit")) != NULL
              && gtk_widget_is_sensitive (edit));
  g_signal_emit_by_name (edit, "clicked");
  wait_until (get_window_dialog (window) != NULL);
  assert_fits (window, "the customer dialog");
  close_dialog (window);
}

/* One that has much to say. */
static void
add_job (NlWorkspace *workspace)
{
  g_autoptr (NlRecord) job = g_object_new (
      NL_TYPE_JOB, "kind", "persona", "title", "Persona: Wolfeschlegelsteinhausen-Bergerdorff",
      "provider", "nobody", "state", "held", "error-code", "private", "error-text",
      "There is personal data in the campaign’s goal: somebody.with.a.long.address@example.com.",
      "payload", "{}", NULL);

  nl_test_await_ok (nl_store_save (nl_workspace_get_store (workspace), job));
}

static void
test_everything (const char *folder)
{
  g_autofree char *database = g_build_filename (folder, "workspace.db", NULL);
  g_autoptr (NlWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;
  const NlPageInfo *infos;
  NlWindow *window;
  guint n;

  workspace = dex_await_object (nl_workspace_open (folder, settings), &error);
  g_assert_no_error (error);
  window = open_sample (workspace);
  add_job (workspace);
  infos = nl_pages_list (&n);
  for (guint i = 0; i < n; i++) {
    g_autofree char *what = g_strdup_printf ("new in %s", infos[i].id);

    nl_window_open_page (GTK_WIDGET (window), infos[i].id, 0);
    assert_fits (window, infos[i].id);
    if (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "new")) {
      g_action_group_activate_action (G_ACTION_GROUP (window), "new", NULL);
      assert_fits (window, what);
      if (get_window_dialog (window) != NULL)
        close_dialog (window);
    }
  }
  for (guint i = 0; i < n; i++) {
    const char *table = g_str_equal (infos[i].id, "activity") ? "jobs" : infos[i].id;
    g_autofree char *what = g_strdup_printf ("one of %s", infos[i].id);

    if (g_str_equal (infos[i].id, "overview"))
      continue;
    nl_window_open_page (GTK_WIDGET (window), infos[i].id, find_first (database, table));
    assert_fits (window, what);
  }
  assert_dialog_fits (window, "add-shop");
  assert_dialog_fits (window, "edit-shop");
  assert_dialog_fits (window, "import");
  assert_import_fits (window, folder);
  assert_customer_dialog_fits (window, find_first (database, "customers"));
  adw_dialog_present (nl_preferences_dialog_new (settings, folder, workspace), GTK_WIDGET (window));
  assert_fits (window, "the preferences");
  close_dialog (window);

  gtk_window_destroy (GTK_WINDOW (window));
  nl_test_await_ok (nl_store_close (nl_workspace_get_store (workspace)));
}

/* Sizes between, where lines break elsewhere: each persona, whose segments have long names. */
static void
test_personas (const char *folder)
{
  static const int percents[] = { 125, 145, 150, 175, 200 };
  g_autofree char *database = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *list = NULL;
  g_auto (GStrv) ids = NULL;
  g_autoptr (NlWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;
  NlWindow *window;

  workspace = dex_await_object (nl_workspace_open (folder, settings), &error);
  g_assert_no_error (error);
  window = open_sample (workspace);
  list = nl_test_sqlite3 (database, "SELECT group_concat (id, ' ') FROM personas");
  ids = g_strsplit (list, " ", -1);
  for (guint i = 0; ids[i] != NULL; i++) {
    nl_window_open_page (GTK_WIDGET (window), "personas", g_ascii_strtoll (ids[i], NULL, 10));
    wait_until (find_button (GTK_WIDGET (window), NULL, "persona.rewrite-bio") != NULL);
    for (guint j = 0; j < G_N_ELEMENTS (percents); j++) {
      g_autofree char *what = g_strdup_printf ("persona %u at %d %%", i, percents[j]);

      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * percents[j] / 100,
                    NULL);
      assert_fits (window, what);
    }
  }
  gtk_window_destroy (GTK_WINDOW (window));
  nl_test_await_ok (nl_store_close (nl_workspace_get_store (workspace)));
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv);
  /* libadwaita warns of what is too wide; here all of it is to be told before the test ends. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  /* GNOME's titlebars have a button to close, and no others. */
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", TWICE_XFT_DPI, "gtk-decoration-layout",
                "appmenu:close", NULL);

  nl_test_add ("/large-text/everything", test_everything);
  nl_test_add ("/large-text/personas", test_personas);
  return window_test_run ();
}
