/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/nl-preferences-dialog.h"
#include "window-test.h"

/* A provider other than the offline one. */
typedef GObject TestProvider;
typedef GObjectClass TestProviderClass;

static const char *
test_provider_get_id (NlProvider *provider)
{
  return "somebody";
}

static const char *
test_provider_get_name (NlProvider *provider)
{
  return "Somebody Else";
}

static gboolean
test_provider_is_metered (NlProvider *provider)
{
  return TRUE;
}

static void
test_provider_iface_init (NlProviderInterface *iface)
{
  iface->is_metered = test_provider_is_metered;
  iface->get_id = test_provider_get_id;
  iface->get_name = test_provider_get_name;
}

static GType test_provider_get_type (void);
G_DEFINE_TYPE_WITH_CODE (TestProvider,
                         test_provider,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (NL_TYPE_PROVIDER, test_provider_iface_init))

static void
test_provider_class_init (TestProviderClass *klass)
{}

static void
test_provider_init (TestProvider *self)
{}

static GtkWidget *
find_row (GtkWidget *root, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (root)
      && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_row (child, title);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* A provider that joins the registry can be chosen in the preferences, and stays so. */
static void
test_choose_provider (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (NlProvider) provider = g_object_new (test_provider_get_type (), NULL);
  NlProviderRegistry *registry;
  GtkWidget *row;

  fixture_init (&fixture, folder);
  registry = nl_workspace_get_providers (fixture.workspace);
  adw_dialog_present (nl_preferences_dialog_new (settings, folder, registry),
                      GTK_WIDGET (fixture.window));
  row = find_row (GTK_WIDGET (get_dialog (&fixture)), "Offline Drafts");
  g_assert_nonnull (row);
  g_assert_null (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)));
  g_assert_null (find_row (GTK_WIDGET (get_dialog (&fixture)), "Somebody Else"));

  nl_provider_registry_add (registry, provider);
  row = find_row (GTK_WIDGET (get_dialog (&fixture)), "Somebody Else");
  g_assert_nonnull (row);
  g_assert_cmpstr (nl_provider_get_id (nl_provider_registry_get_default (registry)), ==, "offline");
  adw_action_row_activate (ADW_ACTION_ROW (row));
  g_assert_true (nl_provider_registry_get_default (registry) == provider);
  adw_dialog_force_close (get_dialog (&fixture));

  /* As after the next start. */
  nl_provider_registry_remove (registry, "somebody");
  nl_provider_registry_add (registry, provider);
  g_assert_true (nl_provider_registry_get_default (registry) == provider);
  g_settings_reset (settings, "provider");
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv);
  nl_test_add ("/preferences/choose-provider", test_choose_provider);
  return window_test_run ();
}
