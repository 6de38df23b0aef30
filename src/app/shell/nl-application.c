/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/nl-application.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-about.h"
#include "app/shell/nl-preferences-dialog.h"
#include "app/shell/nl-restore-dialog.h"
#include "app/shell/nl-shortcuts.h"
#include "app/shell/nl-window.h"
#include "nl-config.h"

/**
 * NlApplication:
 *
 * The application: one window on one workspace. A second start brings the first one to the front.
 */
struct _NlApplication {
  AdwApplication parent_instance;
  GSettings *settings;
  char *folder;
  NlWorkspace *workspace;
  NlWindow *window;
  AdwDialog *preferences; /* while it is open */
  AdwDialog *shortcuts;   /* while it is open */
  GFile *pending_import;
  gboolean is_opening;
};

G_DEFINE_FINAL_TYPE (NlApplication, nl_application, ADW_TYPE_APPLICATION)

static DexFuture *
open_fiber (gpointer data)
{
  NlApplication *self = data;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_strdup (self->folder);

  self->workspace = dex_await_object (nl_workspace_open (folder, self->settings), &error);
  self->is_opening = FALSE;
  g_application_release (G_APPLICATION (self));
  if (self->window == NULL)
    return dex_future_new_true ();
  if (self->workspace == NULL) {
    nl_window_show_failure (self->window, folder, error);
    return dex_future_new_true ();
  }
  nl_window_set_workspace (self->window, self->workspace);
  file = g_steal_pointer (&self->pending_import);
  if (file != NULL)
    nl_window_import (self->window, file);
  return dex_future_new_true ();
}

static void
open_workspace (NlApplication *self)
{
  if (self->is_opening || self->workspace != NULL)
    return;
  self->is_opening = TRUE;
  nl_window_show_loading (self->window);
  g_application_hold (G_APPLICATION (self));
  nl_fiber_start ("open-workspace", open_fiber, g_object_ref (self), g_object_unref);
}

static void
nl_application_activate (GApplication *application)
{
  NlApplication *self = NL_APPLICATION (application);

  if (self->window == NULL) {
    g_set_weak_pointer (&self->window, nl_window_new (ADW_APPLICATION (self), self->settings));
    if (self->workspace != NULL)
      nl_window_set_workspace (self->window, self->workspace);
    else
      open_workspace (self);
  }
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
nl_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  NlApplication *self = NL_APPLICATION (application);

  g_application_activate (application);
  if (n_files == 0)
    return;
  if (self->workspace != NULL)
    nl_window_import (self->window, files[0]);
  else
    g_set_object (&self->pending_import, files[0]);
}

/* Says on the bus which workspace is open. */
static void
export_folder (NlApplication *self)
{
  g_autoptr (GSimpleAction) action
      = g_simple_action_new_stateful ("workspace", NULL, g_variant_new_bytestring (self->folder));

  g_simple_action_set_enabled (action, FALSE);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

/* Whether another process has another workspace open: it would be brought to the front instead of
 * the one that was asked for. */
static gboolean
is_elsewhere (NlApplication *self)
{
  GApplication *application = G_APPLICATION (self);
  g_autoptr (GVariant) state = NULL;
  g_autofree char *other = NULL;
  g_autofree char *folder = g_canonicalize_filename (self->folder, NULL);

  if (!g_application_register (application, NULL, NULL)
      || !g_application_get_is_remote (application))
    return FALSE;
  state = g_action_group_get_action_state (G_ACTION_GROUP (self), "workspace");
  if (state == NULL || !g_variant_is_of_type (state, G_VARIANT_TYPE_BYTESTRING))
    return FALSE;
  other = g_canonicalize_filename (g_variant_get_bytestring (state), NULL);
  if (g_str_equal (folder, other))
    return FALSE;
  g_printerr (_ ("NinjaLead is open with the workspace in “%s”. Close it to open another one.\n"),
              other);
  return TRUE;
}

static int
nl_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  NlApplication *self = NL_APPLICATION (application);
  g_autofree char *folder = NULL;

  if (g_variant_dict_contains (options, "version")) {
    g_print ("NinjaLead %s\n", NL_VERSION);
    return 0;
  }
  if (g_variant_dict_lookup (options, "data-dir", "^ay", &folder)) {
    g_autoptr (GFile) file = g_file_new_for_commandline_arg (folder);
    g_autofree char *path = g_file_get_path (file);

    if (path == NULL) {
      g_printerr (_ ("“%s” is not a folder on this computer.\n"), folder);
      return 2;
    }
    nl_application_set_folder (self, path);
    if (is_elsewhere (self))
      return 1;
  }
  return -1;
}

/* The application ends with its window, which may want to ask something before. A window with a
 * dialog would close only that; a dialog with changes asks, and then nothing ends. */
static void
quit (NlApplication *self)
{
  AdwDialog *dialog = NULL;

  if (self->window == NULL) {
    g_application_quit (G_APPLICATION (self));
    return;
  }
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
  if (dialog == NULL) {
    gtk_window_close (GTK_WINDOW (self->window));
    return;
  }
  /* Not "closed", which comes before the dialog is gone from the window. */
  if (adw_dialog_get_can_close (dialog))
    g_signal_connect_object (dialog, "notify::parent", G_CALLBACK (quit), self, G_CONNECT_SWAPPED);
  adw_dialog_close (dialog);
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  quit (NL_APPLICATION (data));
}

static void
retry_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NlApplication *self = NL_APPLICATION (data);

  if (self->window != NULL)
    open_workspace (self);
}

/* Its key works in a dialog as well, and opens no second one. */
static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NlApplication *self = NL_APPLICATION (data);

  if (self->window == NULL || self->preferences != NULL)
    return;
  g_set_weak_pointer (&self->preferences,
                      nl_preferences_dialog_new (self->settings, self->folder, self->workspace));
  adw_dialog_present (self->preferences, GTK_WIDGET (self->window));
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NlApplication *self = NL_APPLICATION (data);

  if (self->window != NULL)
    adw_dialog_present (nl_about_dialog_new (self->folder), GTK_WIDGET (self->window));
}

/* So does its key. */
static void
shortcuts_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NlApplication *self = NL_APPLICATION (data);
  g_autoptr (AdwDialog) dialog = NULL;

  if (self->window == NULL || self->shortcuts != NULL)
    return;
  dialog = nl_shortcuts_dialog_new ();
  g_set_weak_pointer (&self->shortcuts, dialog);
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
}

static void
restored_cb (NlApplication *self, const char *kept)
{
  g_autofree char *name = g_path_get_basename (kept);
  g_autofree char *text = NULL;

  if (self->window == NULL)
    return;
  open_workspace (self);
  /* Translators: the placeholder is the name of a file. */
  text = *kept != '\0'
             ? g_strdup_printf (_ ("Backup restored. What was there before is kept as “%s”."), name)
             : g_strdup (_ ("Backup restored"));
  nl_window_toast_whole (GTK_WIDGET (self->window), text);
}

static void
restore_backup_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NlApplication *self = NL_APPLICATION (data);
  NlRestoreDialog *dialog;

  if (self->window == NULL || self->workspace != NULL || self->is_opening)
    return;
  dialog = nl_restore_dialog_new (self->folder);
  g_signal_connect_object (dialog, "restored", G_CALLBACK (restored_cb), self, G_CONNECT_SWAPPED);
  nl_restore_dialog_open (dialog, self->window);
}

static void
folder_chosen_cb (GObject *dialog, GAsyncResult *result, gpointer data)
{
  g_autoptr (NlApplication) self = data;
  g_autoptr (GFile) file
      = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (dialog), result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL || self->window == NULL || self->workspace != NULL || self->is_opening)
    return;
  nl_application_set_folder (self, path);
  export_folder (self);
  g_settings_set_string (self->settings, "data-folder", path);
  open_workspace (self);
}

static void
choose_folder_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NlApplication *self = NL_APPLICATION (data);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Choose Another Folder"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (self->window), NULL, folder_chosen_cb,
                                 g_object_ref (self));
}

static gboolean
scheme_of_setting (GValue *value, GVariant *variant, gpointer data)
{
  GSettings *settings = data;

  g_value_set_enum (value, g_settings_get_enum (settings, "appearance"));
  return TRUE;
}

static void
add_accelerators (GtkApplication *self)
{
  static const struct {
    const char *action;
    const char *keys[3];
  } accelerators[] = {
    { "app.quit", { "<Control>q" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.shortcuts", { "<Control>question" } },
    { "window.close", { "<Control>w" } },
    { "win.search", { "<Control>f" } },
    { "win.new", { "<Control>n" } },
    { "win.import", { "<Control>o" } },
    { "win.page::overview", { "<Control>1" } },
    { "win.page::customers", { "<Control>2" } },
    { "win.page::segments", { "<Control>3" } },
    { "win.page::personas", { "<Control>4" } },
    { "win.page::campaigns", { "<Control>5" } },
    { "win.page::activity", { "<Control>6" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (self, accelerators[i].action,
                                           (const char **) accelerators[i].keys);
}

static void
nl_application_startup (GApplication *application)
{
  NlApplication *self = NL_APPLICATION (application);
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = quit_action },
    { .name = "preferences", .activate = preferences_action },
    { .name = "shortcuts", .activate = shortcuts_action },
    { .name = "about", .activate = about_action },
    { .name = "retry", .activate = retry_action },
    { .name = "restore-backup", .activate = restore_backup_action },
    { .name = "choose-folder", .activate = choose_folder_action },
  };

  G_APPLICATION_CLASS (nl_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (NL_APPLICATION_ID);
  self->settings = g_settings_new (NL_APPLICATION_ID);
  if (self->folder == NULL)
    self->folder = g_settings_get_string (self->settings, "data-folder");
  if (self->folder[0] == '\0') {
    g_free (self->folder);
    self->folder = g_build_filename (g_get_user_data_dir (), "ninjalead", "default", NULL);
  }
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  export_folder (self);
  add_accelerators (GTK_APPLICATION (self));
  g_settings_bind_with_mapping (self->settings, "appearance", adw_style_manager_get_default (),
                                "color-scheme",
                                G_SETTINGS_BIND_GET | G_SETTINGS_BIND_NO_SENSITIVITY,
                                scheme_of_setting, NULL, self->settings, NULL);
}

/* The store is closed at the end: what is queued there was reported as done to nobody yet, and the
 * window that could wait for it is gone. */
static void
nl_application_shutdown (GApplication *application)
{
  NlApplication *self = NL_APPLICATION (application);

  G_APPLICATION_CLASS (nl_application_parent_class)->shutdown (application);
  if (self->workspace != NULL)
    nl_future_wait (nl_store_close (nl_workspace_get_store (self->workspace)), NULL);
}

static void
nl_application_finalize (GObject *object)
{
  NlApplication *self = NL_APPLICATION (object);

  g_clear_weak_pointer (&self->window);
  g_clear_weak_pointer (&self->preferences);
  g_clear_weak_pointer (&self->shortcuts);
  g_clear_object (&self->workspace);
  g_clear_object (&self->settings);
  g_clear_object (&self->pending_import);
  g_free (self->folder);
  G_OBJECT_CLASS (nl_application_parent_class)->finalize (object);
}

static void
nl_application_class_init (NlApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = nl_application_finalize;
  application_class->startup = nl_application_startup;
  application_class->shutdown = nl_application_shutdown;
  application_class->activate = nl_application_activate;
  application_class->open = nl_application_open;
  application_class->handle_local_options = nl_application_handle_local_options;
}

static void
nl_application_init (NlApplication *self)
{
  static const GOptionEntry options[] = {
    { "data-dir", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, NULL,
      N_ ("Use the workspace in this folder"), N_ ("DIR") },
    { "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * nl_application_new:
 *
 * Returns: (transfer full): the application, not yet running
 */
NlApplication *
nl_application_new (void)
{
  return g_object_new (NL_TYPE_APPLICATION, "application-id", NL_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, NULL);
}

/**
 * nl_application_set_folder:
 * @self: the application, before it has opened a workspace
 * @folder: where the workspace is
 *
 * Uses another workspace than the settings say, for this run.
 */
void
nl_application_set_folder (NlApplication *self, const char *folder)
{
  g_return_if_fail (NL_IS_APPLICATION (self));
  g_return_if_fail (self->workspace == NULL);

  g_set_str (&self->folder, folder);
}

/**
 * nl_application_get_folder:
 * @self: the application, started
 *
 * Returns: (transfer none): where the workspace is, or would be
 */
const char *
nl_application_get_folder (NlApplication *self)
{
  g_return_val_if_fail (NL_IS_APPLICATION (self), NULL);

  return self->folder;
}

/**
 * nl_application_get_settings:
 * @self: the application, started
 *
 * Returns: (transfer none): the settings of this machine
 */
GSettings *
nl_application_get_settings (NlApplication *self)
{
  g_return_val_if_fail (NL_IS_APPLICATION (self), NULL);

  return self->settings;
}
