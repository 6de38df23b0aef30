/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns-test.h"

#include <glib/gstdio.h>

#include "base/nl-future.h"
#include "campaigns/nl-campaigns.h"
#include "nl-test.h"
#include "personas/nl-personas.h"
#include "shops/nl-shops.h"

/* FALSE without a display. */
gboolean
campaigns_test_init (int *argc, char ***argv)
{
  /* Not nl_test_init(), which hides the system's settings schemas that GTK needs. */
  g_test_init (argc, argv, NULL);
  dex_init ();
  if (!gtk_init_check ())
    return FALSE;
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  return TRUE;
}

gpointer
await_object (DexFuture *future)
{
  g_autoptr (DexFuture) waited = dex_ref (future);
  g_autoptr (GError) error = NULL;

  nl_future_wait (future, &error);
  g_assert_no_error (error);
  return g_value_dup_object (dex_future_get_value (waited, NULL));
}

void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  nl_future_wait (future, &error);
  g_assert_no_error (error);
}

/* One for all tests: there can't be two on one bus. */
static AdwApplication *
get_application (void)
{
  static AdwApplication *application;
  g_autoptr (GError) error = NULL;

  if (application == NULL) {
    application = adw_application_new ("ai.ninjalead.NinjaLead.Test", G_APPLICATION_NON_UNIQUE);
    g_application_register (G_APPLICATION (application), NULL, &error);
    g_assert_no_error (error);
  }
  return application;
}

static gint64
create_persona (Fixture *self)
{
  g_autoptr (NlPersona) persona = g_object_new (NL_TYPE_PERSONA, NULL);
  NlRecord *record = NL_RECORD (persona);

  nl_record_set_int64 (record, NL_PERSONA_SHOP_ID, nl_workspace_get_shop_id (self->workspace));
  nl_record_set_text (record, NL_PERSONA_LANGUAGE, "fr");
  nl_record_set_text (record, NL_PERSONA_NAME, "Camille");
  await (nl_personas_save (self->store, persona));
  return nl_record_get_id (record);
}

void
fixture_set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("ai.ninjalead.NinjaLead");
  g_autoptr (NlShop) shop = g_object_new (NL_TYPE_SHOP, NULL);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("ninjalead-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->application = get_application ();

  self->workspace = await_object (nl_workspace_open (self->folder, settings));
  self->store = nl_workspace_get_store (self->workspace);
  nl_record_set_text (NL_RECORD (shop), NL_SHOP_NAME, "Atelier");
  nl_record_set_text (NL_RECORD (shop), NL_SHOP_LANGUAGE, "fr");
  nl_record_set_text (NL_RECORD (shop), NL_SHOP_TIMEZONE, "Europe/Paris");
  nl_record_set_strv (NL_RECORD (shop), NL_SHOP_FURTHER_LANGUAGES,
                      (const char *const[]) { "en", "en-GB", NULL });
  await (nl_shops_save (self->store, shop));
  wait_until (nl_workspace_get_shop (self->workspace) != NULL);

  self->persona_id = create_persona (self);
  self->window = nl_window_new (self->application, settings);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 800);
  nl_window_set_workspace (self->window, self->workspace);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_tree (child);
  }
  g_remove (path);
}

void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  nl_test_settle ();
  await (nl_store_close (self->store));
  g_clear_object (&self->workspace);
  remove_tree (self->folder);
  g_free (self->folder);
}

gint64
fixture_create_campaign (Fixture *self)
{
  NlProviderRegistry *providers = nl_workspace_get_providers (self->workspace);
  static const char *const channels[] = { "email", "sms", "google-ads", NULL };
  g_autoptr (NlCampaign) campaign = g_object_new (NL_TYPE_CAMPAIGN, NULL);
  g_autoptr (NlRecord) created = NULL;
  NlRecord *record = NL_RECORD (campaign);

  nl_record_set_int64 (record, NL_CAMPAIGN_SHOP_ID, nl_workspace_get_shop_id (self->workspace));
  nl_record_set_int64 (record, NL_CAMPAIGN_PERSONA_ID, self->persona_id);
  nl_record_set_text (record, NL_CAMPAIGN_TEMPLATE, "welcome");
  nl_record_set_int64 (record, NL_CAMPAIGN_SEED, 7);
  nl_record_set_strv (record, NL_CAMPAIGN_CHANNELS, channels);
  created = await_object (nl_campaigns_create (
      self->store, nl_provider_registry_get_default (providers), campaign, NULL));
  return nl_record_get_id (created);
}

NlCampaignBundle *
fixture_load (Fixture *self, gint64 campaign_id)
{
  g_autoptr (DexFuture) future = nl_campaigns_load (self->store, campaign_id);

  await (dex_ref (future));
  return nl_campaign_bundle_copy (g_value_get_boxed (dex_future_get_value (future, NULL)));
}

NlCampaignEditor *
fixture_open_editor (Fixture *self, gint64 campaign_id)
{
  nl_window_open_page (GTK_WIDGET (self->window), "campaigns", campaign_id);
  wait_until (fixture_find (self, NL_TYPE_CAMPAIGN_EDITOR) != NULL
              && nl_message_column_get_message (fixture_get_column (self)) != NULL);
  return NL_CAMPAIGN_EDITOR (fixture_find (self, NL_TYPE_CAMPAIGN_EDITOR));
}

/* The first of the columns. */
NlMessageColumn *
fixture_get_column (Fixture *self)
{
  return NL_MESSAGE_COLUMN (fixture_find (self, NL_TYPE_MESSAGE_COLUMN));
}

NlPartText *
fixture_get_text (Fixture *self, const char *part)
{
  NlPartView *view = nl_message_column_get_part (fixture_get_column (self), part);

  return NL_PART_TEXT (nl_part_view_get_editor (view));
}

GtkWidget *
fixture_find (Fixture *self, GType type)
{
  AdwDialog *dialog
      = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
  GtkWidget *found = dialog != NULL ? find_widget (GTK_WIDGET (dialog), type) : NULL;

  return found != NULL ? found : find_widget (GTK_WIDGET (self->window), type);
}

gpointer
get_child (gpointer widget, const char *name)
{
  GObject *child = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (child);
  return child;
}

GtkWidget *
find_widget (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *w = gtk_widget_get_first_child (root); w != NULL;
       w = gtk_widget_get_next_sibling (w)) {
    GtkWidget *found = find_widget (w, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* The first visible widget of a type whose property, a text, is @value. */
GtkWidget *
find_named (GtkWidget *root, GType type, const char *property, const char *value)
{
  if (!gtk_widget_get_visible (root))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type)) {
    g_autofree char *text = NULL;

    g_object_get (root, property, &text, NULL);
    if (g_strcmp0 (text, value) == 0)
      return root;
  }
  for (GtkWidget *w = gtk_widget_get_first_child (root); w != NULL;
       w = gtk_widget_get_next_sibling (w)) {
    GtkWidget *found = find_named (w, type, property, value);

    if (found != NULL)
      return found;
  }
  return NULL;
}
