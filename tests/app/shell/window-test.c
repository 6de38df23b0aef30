/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-test.h"

#include "app/shell/nl-application.h"
#include "app/shops/nl-shop-form.h"
#include "app/widgets/nl-choice-row.h"
#include "lasting-toasts.h"

AdwApplication *application;
GSettings *settings;

void
window_test_init (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  /* Not nl_test_init(), which hides the system's icons and schemas; the session has a home of its
   * own. */
  g_test_init (argc, argv, NULL);
  dex_init ();
  application = ADW_APPLICATION (nl_application_new ());
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  make_toasts_last ();
  settings = nl_application_get_settings (NL_APPLICATION (application));
}

int
window_test_run (void)
{
  int status = g_test_run ();

  g_object_unref (application);
  return status;
}

void
fixture_init (Fixture *fixture, const char *folder)
{
  g_autoptr (GError) error = NULL;

  fixture->workspace = dex_await_object (nl_workspace_open (folder, settings), &error);
  g_assert_no_error (error);
  fixture->database = g_build_filename (folder, "workspace.db", NULL);
  fixture->window = nl_window_new (application, settings);
  nl_window_set_workspace (fixture->window, fixture->workspace);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

void
fixture_clear (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  nl_test_await_ok (nl_store_close (nl_workspace_get_store (fixture->workspace)));
  g_object_unref (fixture->workspace);
  g_free (fixture->database);
}

gpointer
get_child (gpointer widget, const char *name)
{
  GObject *child = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (child);
  return child;
}

const char *
get_stage (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (get_child (fixture->window, "stages"));
}

AdwDialog *
get_dialog (Fixture *fixture)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
}

gboolean
is_enabled (Fixture *fixture, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), action);
}

gpointer
get_shop_row (gpointer dialog, NlShopField field)
{
  return nl_shop_form_get_row (get_child (dialog, "form"), field);
}

NlShopDialog *
open_shop_dialog (Fixture *fixture, const char *action, const char *name)
{
  AdwDialog *dialog;

  g_assert_true (is_enabled (fixture, action));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), action, NULL);
  dialog = get_dialog (fixture);
  g_assert_true (NL_IS_SHOP_DIALOG (dialog));
  if (name != NULL)
    gtk_editable_set_text (get_shop_row (dialog, NL_SHOP_NAME), name);
  return NL_SHOP_DIALOG (dialog);
}

void
save (NlShopDialog *dialog)
{
  g_signal_emit_by_name (get_child (dialog, "save"), "clicked");
}

void
create_shop (Fixture *fixture, const char *name)
{
  NlShopDialog *dialog = open_shop_dialog (fixture, "add-shop", name);

  nl_choice_row_set_code (get_shop_row (dialog, NL_SHOP_LANGUAGE), "fr");
  save (dialog);
  wait_until (get_dialog (fixture) == NULL);
}

void
assert_shops (Fixture *fixture, const char *expected)
{
  g_autofree char *names
      = nl_test_sqlite3 (fixture->database, "SELECT group_concat (name, ',') FROM shops");

  g_assert_cmpstr (names, ==, expected);
}

static gboolean
resolve_cb (gpointer promise)
{
  dex_promise_resolve_boolean (promise, TRUE);
  return G_SOURCE_REMOVE;
}

void
window_test_idle (void)
{
  DexPromise *promise = dex_promise_new ();

  g_idle_add_full (G_PRIORITY_LOW + 1, resolve_cb, dex_ref (promise), dex_unref);
  nl_test_await_ok (DEX_FUTURE (promise));
}
