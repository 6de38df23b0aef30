/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/nl-preferences-dialog.h"
#include "window-test.h"

static gboolean
has_providers (GtkWidget *root)
{
  if (g_strcmp0 (G_OBJECT_TYPE_NAME (root), "NlProvidersPage") == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_providers (child))
      return TRUE;
  return FALSE;
}

/* While no workspace is open there is nothing to say about providers. */
static void
test_without_workspace (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  AdwPreferencesDialog *dialog;

  fixture_init (&fixture, folder);
  dialog = ADW_PREFERENCES_DIALOG (nl_preferences_dialog_new (settings, folder, NULL));
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (fixture.window));
  g_assert_cmpstr (adw_preferences_dialog_get_visible_page_name (dialog), ==, "general");
  g_assert_false (has_providers (GTK_WIDGET (dialog)));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_appearance (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  AdwDialog *dialog;

  fixture_init (&fixture, folder);
  dialog = nl_preferences_dialog_new (settings, folder, fixture.workspace);
  adw_dialog_present (dialog, GTK_WIDGET (fixture.window));
  g_assert_true (has_providers (GTK_WIDGET (dialog)));
  adw_combo_row_set_selected (get_child (dialog, "appearance"), 2);
  g_assert_cmpint (g_settings_get_enum (settings, "appearance"), ==, ADW_COLOR_SCHEME_FORCE_DARK);
  g_settings_reset (settings, "appearance");
  adw_dialog_force_close (dialog);
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv);
  nl_test_add ("/preferences/without-workspace", test_without_workspace);
  nl_test_add ("/preferences/appearance", test_appearance);
  return window_test_run ();
}
