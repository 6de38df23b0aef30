/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/nl-preferences-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/providers/nl-providers-page.h"
#include "app/shell/nl-window.h"

/**
 * NlPreferencesDialog:
 *
 * How the window looks, where the data is, and who writes.
 */
struct _NlPreferencesDialog {
  AdwPreferencesDialog parent_instance;
  AdwComboRow *appearance;
  AdwActionRow *folder_row;
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
  gtk_widget_class_bind_template_callback (widget_class, appearance_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
}

static void
nl_preferences_dialog_init (NlPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_preferences_dialog_new:
 * @settings: of this machine
 * @folder: where the workspace is
 * @workspace: (nullable): whose providers are shown; %NULL while none is open
 *
 * Returns: (transfer none): a dialog; present it
 */
AdwDialog *
nl_preferences_dialog_new (GSettings *settings, const char *folder, NlWorkspace *workspace)
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
  if (workspace != NULL)
    adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (self), nl_providers_page_new (workspace));
  name = g_filename_display_name (folder);
  adw_action_row_set_subtitle (self->folder_row, name);
  return ADW_DIALOG (self);
}
