/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-test.h"

#include <string.h>

#include "app/shell/nl-application.h"
#include "app/shell/nl-restore-dialog.h"
#include "app/shell/nl-window-private.h"
#include "store/nl-store-error.h"

/* A workspace that can't be read, and the backups that take its place. */

#define DAMAGED_BYTES 20000
/* Pixels, with the edge that a window without a compositor draws inside of itself. */
#define NARROW 370

static GtkWidget *
find_label (GtkWidget *root, const char *part)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_label (GTK_LABEL (root)), part) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_label (child, part);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
collect_rows (GtkWidget *root, GPtrArray *rows)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (root), "AdwActionRow"))
    g_ptr_array_add (rows, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_rows (child, rows);
}

/* The newest first, when they are read. */
static GPtrArray *
wait_for_rows (AdwDialog *dialog)
{
  GPtrArray *rows = g_ptr_array_new ();

  wait_until (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  collect_rows (GTK_WIDGET (dialog), rows);
  return rows;
}

/* A workspace with one shop, closed. */
static void
make_workspace (const char *folder, const char *shop_name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlStore) store = dex_await_object (nl_store_open (folder), &error);
  g_autoptr (NlRecord) shop = NULL;

  g_assert_no_error (error);
  shop = g_object_new (NL_TYPE_SHOP, "name", shop_name, "language", "en", NULL);
  nl_test_await_ok (nl_store_save (store, shop));
  nl_test_await_ok (nl_store_close (store));
}

static void
copy (const char *folder, const char *from_name, const char *to_name)
{
  g_autofree char *from_path = g_build_filename (folder, from_name, NULL);
  g_autofree char *to_path = g_build_filename (folder, to_name, NULL);
  g_autoptr (GFile) from = g_file_new_for_path (from_path);
  g_autoptr (GFile) to = g_file_new_for_path (to_path);
  g_autoptr (GError) error = NULL;

  g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Returns: what is in the file. */
static GBytes *
damage (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (20000);
  g_autoptr (GError) error = NULL;
  guint8 *bytes = g_malloc (DAMAGED_BYTES);

  for (gsize i = 0; i < DAMAGED_BYTES; i++)
    bytes[i] = (guint8) g_rand_int_range (random, 0, 256);
  g_file_set_contents (path, (const char *) bytes, DAMAGED_BYTES, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (bytes, DAMAGED_BYTES);
}

static void
restored_cb (AdwDialog *dialog, const char *kept, char **result)
{
  *result = g_strdup (kept);
}

/* What the user does from the first look at the page to the shop that is there again. */
static void
test_application (const char *folder)
{
  g_autofree char *database = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *kept = NULL;
  g_autofree char *names = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) damaged = NULL;
  g_autoptr (GBytes) old = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  Fixture fixture = { 0 };
  GtkWidget *button;
  const char *text;
  gsize length;

  make_workspace (folder, "Atelier");
  copy (folder, "workspace.db", "workspace.db.before-v2");
  damaged = damage (folder, "workspace.db");
  /* Where the dialog comes from below, and begins with its first button. */
  g_settings_set_int (settings, "window-width", NARROW);
  nl_application_set_folder (NL_APPLICATION (application), folder);
  g_application_activate (G_APPLICATION (application));
  fixture.window = NL_WINDOW (gtk_application_get_windows (GTK_APPLICATION (application))->data);
  wait_until (g_str_equal (get_stage (&fixture), "failure"));
  button = get_child (get_child (fixture.window, "failure"), "restore");
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture.window)) == button);

  gtk_widget_activate (button);
  wait_until (NL_IS_RESTORE_DIALOG (get_dialog (&fixture)));
  rows = wait_for_rows (get_dialog (&fixture));
  g_assert_cmpuint (rows->len, ==, 1);
  wait_until (gtk_window_get_focus (GTK_WINDOW (fixture.window)) == rows->pdata[0]);
  g_signal_emit_by_name (rows->pdata[0], "activate");
  wait_until (g_str_equal (get_stage (&fixture), "main") && get_dialog (&fixture) == NULL);
  names = nl_test_sqlite3 (database, "SELECT name FROM shops");
  g_assert_cmpstr (names, ==, "Atelier");

  /* The toast names the file that holds what could not be read. */
  text = gtk_label_get_label (
      GTK_LABEL (find_label (GTK_WIDGET (fixture.window), ".before-restore-")));
  kept = g_build_filename (folder, strstr (text, "workspace.db"), NULL);
  *strstr (kept, "”") = '\0';
  g_assert_true (g_file_get_contents (kept, &contents, &length, NULL));
  old = g_bytes_new (contents, length);
  g_assert_true (g_bytes_equal (old, damaged));

  fixture.workspace = nl_window_get_workspace (fixture.window);
  nl_test_await_ok (nl_store_close (nl_workspace_get_store (fixture.workspace)));
  gtk_window_destroy (GTK_WINDOW (fixture.window));
}

static AdwDialog *
present (NlWindow *window, const char *folder)
{
  AdwDialog *dialog = ADW_DIALOG (nl_restore_dialog_new (folder));

  gtk_window_present (GTK_WINDOW (window));
  nl_restore_dialog_open (NL_RESTORE_DIALOG (dialog), window);
  return dialog;
}

/* The newest first, without what is no backup; a damaged one says so and changes nothing, and
 * another can be chosen. */
static void
test_choice (const char *folder)
{
  g_autofree char *database = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *half = g_build_filename (folder, "workspace.db.before-v3", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *names = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (GBytes) junk = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  NlWindow *window = nl_window_new (application, settings);
  AdwDialog *dialog;
  Fixture fixture = { .window = window };
  gsize length;

  make_workspace (folder, "Old");
  copy (folder, "workspace.db", "workspace.db.before-restore-20260101T000000Z");
  answer = nl_test_sqlite3 (database, "UPDATE shops SET name = 'New'");
  g_assert_true (g_file_get_contents (database, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (half, contents, 9000, NULL));
  junk = damage (folder, "workspace.db.before-v4");

  dialog = present (window, folder);
  g_signal_connect (dialog, "restored", G_CALLBACK (restored_cb), &kept);
  rows = wait_for_rows (dialog);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (rows->pdata[0]), "before an update"));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (rows->pdata[0]), "9.0"));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (rows->pdata[1]), "another backup"));

  adw_action_row_activate (rows->pdata[0]);
  g_assert_false (adw_dialog_get_can_close (dialog));
  wait_until (ADW_IS_ALERT_DIALOG (get_dialog (&fixture)));
  g_assert_nonnull (
      strstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (get_dialog (&fixture))), "damaged"));
  adw_dialog_force_close (get_dialog (&fixture));
  wait_until (get_dialog (&fixture) == dialog);
  g_assert_true (adw_dialog_get_can_close (dialog));
  names = nl_test_sqlite3 (database, "SELECT name FROM shops");
  g_assert_cmpstr (names, ==, "New");

  adw_action_row_activate (rows->pdata[1]);
  wait_until (kept != NULL);
  g_free (names);
  names = nl_test_sqlite3 (database, "SELECT name FROM shops");
  g_assert_cmpstr (names, ==, "Old");
  g_free (names);
  names = nl_test_sqlite3 (kept, "SELECT name FROM shops");
  g_assert_cmpstr (names, ==, "New");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_no_backups (const char *folder)
{
  NlWindow *window = nl_window_new (application, settings);
  AdwDialog *dialog = present (window, folder);
  g_autoptr (GPtrArray) rows = wait_for_rows (dialog);

  g_assert_cmpuint (rows->len, ==, 0);
  g_assert_nonnull (find_label (GTK_WIDGET (dialog), "There are none"));
  wait_until (gtk_window_get_focus (GTK_WINDOW (window)) == get_child (dialog, "other"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Where nothing is damaged, a backup is offered when there is one. */
static void
test_offer (const char *folder)
{
  g_autoptr (GError) newer = g_error_new_literal (NL_STORE_ERROR, NL_STORE_ERROR_NEWER_SCHEMA, "N");
  g_autoptr (GError) corrupt = g_error_new_literal (NL_STORE_ERROR, NL_STORE_ERROR_CORRUPT, "C");
  g_autofree char *empty = g_build_filename (folder, "empty", NULL);
  NlWindow *window = nl_window_new (application, settings);
  GtkWidget *page = get_child (window, "failure");
  GtkWidget *button = get_child (page, "restore");

  make_workspace (folder, "Atelier");
  copy (folder, "workspace.db", "workspace.db.before-v2");
  gtk_window_present (GTK_WINDOW (window));
  nl_window_show_failure (window, empty, corrupt);
  g_assert_true (gtk_widget_get_visible (button));
  nl_window_show_failure (window, folder, newer);
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == get_child (page, "retry"));
  wait_until (gtk_widget_get_visible (button));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv);
  nl_test_add ("/restore-dialog/choice", test_choice);
  nl_test_add ("/restore-dialog/no-backups", test_no_backups);
  nl_test_add ("/restore-dialog/offer", test_offer);
  nl_test_add ("/restore-dialog/application", test_application);
  return window_test_run ();
}
