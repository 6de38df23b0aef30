/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/nl-preferences-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-window.h"

/* The provider that needs no network. */
#define OFFLINE "offline"

/**
 * NlPreferencesDialog:
 *
 * What belongs to this machine: how the window looks, and where the data is.
 */
struct _NlPreferencesDialog {
  AdwPreferencesDialog parent_instance;
  AdwComboRow *appearance;
  AdwActionRow *folder_row;
  AdwPreferencesGroup *providers;
  GPtrArray *provider_rows;
  NlProviderRegistry *registry;
  GSettings *settings;
  char *folder;
};

G_DEFINE_FINAL_TYPE (NlPreferencesDialog, nl_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

/* In the order of the rows. */
static const AdwColorScheme schemes[] = {
  ADW_COLOR_SCHEME_DEFAULT,
  ADW_COLOR_SCHEME_FORCE_LIGHT,
  ADW_COLOR_SCHEME_FORCE_DARK,
};

static void
appearance_changed_cb (NlPreferencesDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->appearance);

  if (self->settings != NULL && selected < G_N_ELEMENTS (schemes))
    g_settings_set_enum (self->settings, "appearance", (int) schemes[selected]);
}

/* --- providers --- */

#define PROVIDER_KEY "nl-provider"

static void
provider_toggled_cb (NlPreferencesDialog *self, GtkCheckButton *button)
{
  const char *id = g_object_get_data (G_OBJECT (button), PROVIDER_KEY);

  if (!gtk_check_button_get_active (button))
    return;
  if (nl_provider_registry_set_default (self->registry, id))
    g_settings_set_string (self->settings, "provider", id);
}

static const char *
describe_provider (NlProvider *provider)
{
  if (g_str_equal (nl_provider_get_id (provider), OFFLINE))
    return _ ("Personas and campaigns are written on this computer, from the numbers of the shop. "
              "Nothing is sent anywhere.");
  return nl_provider_is_metered (provider) ? _ ("Each text costs money") : NULL;
}

static GtkWidget *
create_provider_row (NlPreferencesDialog *self, NlProvider *provider, GtkCheckButton *group)
{
  const char *description = describe_provider (provider);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), nl_provider_get_name (provider));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), description != NULL ? description : "");
  /* Of one there is nothing to choose. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->registry)) < 2)
    return row;
  button = gtk_check_button_new ();
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button),
                               nl_provider_registry_get_default (self->registry) == provider);
  g_object_set_data_full (G_OBJECT (button), PROVIDER_KEY, g_strdup (nl_provider_get_id (provider)),
                          g_free);
  g_signal_connect_object (button, "toggled", G_CALLBACK (provider_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return row;
}

/* All there are; who is added later joins the list. */
static void
update_providers (NlPreferencesDialog *self)
{
  GListModel *model = G_LIST_MODEL (self->registry);
  GtkCheckButton *group = NULL;

  for (guint i = 0; i < self->provider_rows->len; i++)
    adw_preferences_group_remove (self->providers, self->provider_rows->pdata[i]);
  g_ptr_array_set_size (self->provider_rows, 0);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (NlProvider) provider = g_list_model_get_item (model, i);
    GtkWidget *row = create_provider_row (self, provider, group);

    if (group == NULL)
      group = (GtkCheckButton *) adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row));
    adw_preferences_group_add (self->providers, row);
    g_ptr_array_add (self->provider_rows, row);
  }
}

static void
folder_opened_cb (GObject *launcher, GAsyncResult *result, gpointer data)
{
  g_autoptr (NlPreferencesDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (launcher), result, &error))
    nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Open the Folder"), error);
}

static void
open_clicked_cb (NlPreferencesDialog *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->folder);
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                            folder_opened_cb, g_object_ref (self));
}

static void
nl_preferences_dialog_dispose (GObject *object)
{
  NlPreferencesDialog *self = NL_PREFERENCES_DIALOG (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->registry);
  g_clear_pointer (&self->provider_rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_PREFERENCES_DIALOG);
  G_OBJECT_CLASS (nl_preferences_dialog_parent_class)->dispose (object);
}

static void
nl_preferences_dialog_finalize (GObject *object)
{
  g_free (NL_PREFERENCES_DIALOG (object)->folder);
  G_OBJECT_CLASS (nl_preferences_dialog_parent_class)->finalize (object);
}

static void
nl_preferences_dialog_class_init (NlPreferencesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nl_preferences_dialog_dispose;
  object_class->finalize = nl_preferences_dialog_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/ai/ninjalead/NinjaLead/ui/nl-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NlPreferencesDialog, appearance);
  gtk_widget_class_bind_template_child (widget_class, NlPreferencesDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, NlPreferencesDialog, providers);
  gtk_widget_class_bind_template_callback (widget_class, appearance_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
}

static void
nl_preferences_dialog_init (NlPreferencesDialog *self)
{
  self->provider_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_preferences_dialog_new:
 * @settings: of this machine
 * @folder: where the workspace is
 * @registry: (nullable): who can write; %NULL while no workspace is open
 *
 * Returns: (transfer none): a dialog; present it
 */
AdwDialog *
nl_preferences_dialog_new (GSettings *settings, const char *folder, NlProviderRegistry *registry)
{
  NlPreferencesDialog *self;
  g_autofree char *name = NULL;
  int appearance;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (NL_TYPE_PREFERENCES_DIALOG, NULL);
  appearance = g_settings_get_enum (settings, "appearance");
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if ((int) schemes[i] == appearance)
      adw_combo_row_set_selected (self->appearance, i);
  self->settings = g_object_ref (settings);
  self->folder = g_strdup (folder);
  gtk_widget_set_visible (GTK_WIDGET (self->providers), registry != NULL);
  if (registry != NULL) {
    self->registry = g_object_ref (registry);
    g_signal_connect_object (registry, "items-changed", G_CALLBACK (update_providers), self,
                             G_CONNECT_SWAPPED);
    update_providers (self);
  }
  name = g_filename_display_name (folder);
  adw_action_row_set_subtitle (self->folder_row, name);
  return ADW_DIALOG (self);
}
