/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shell/nl-restore-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/shell/nl-window.h"
#include "base/nl-format.h"
#include "store/nl-backup.h"
#include "store/nl-restore.h"

#define BACKUP_PATH "nl-backup-path"

/**
 * NlRestoreDialog:
 *
 * Asks which backup takes the place of a workspace that can't be opened, and restores it.
 */
struct _NlRestoreDialog {
  AdwDialog parent_instance;
  GtkStack *stages;
  AdwPreferencesGroup *backups;
  GtkWidget *other;
  GtkProgressBar *bar;
  GtkLabel *amount;
  GtkWidget *cancel;

  char *folder;
  GtkWidget *first;       /* the row of the newest backup */
  NlOperation *operation; /* while it restores */
};

G_DEFINE_FINAL_TYPE (NlRestoreDialog, nl_restore_dialog, ADW_TYPE_DIALOG)

enum {
  RESTORED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
show_choice (NlRestoreDialog *self)
{
  GtkWidget *target = self->first != NULL ? self->first : self->other;

  gtk_stack_set_visible_child_name (self->stages, "choose");
  adw_dialog_set_focus (ADW_DIALOG (self), target);
  gtk_widget_grab_focus (target);
}

/* --- restoring --- */

typedef struct {
  GWeakRef dialog;
  char *folder;
  char *backup;
  NlOperation *operation;
} Restoration;

static void
restoration_free (gpointer data)
{
  Restoration *restoration = data;

  g_weak_ref_clear (&restoration->dialog);
  g_free (restoration->folder);
  g_free (restoration->backup);
  g_object_unref (restoration->operation);
  g_free (restoration);
}

static void
show_progress (NlRestoreDialog *self)
{
  double fraction = nl_operation_get_fraction (self->operation);
  g_autofree char *done = g_format_size (nl_operation_get_done (self->operation));
  g_autofree char *total = g_format_size (nl_operation_get_total (self->operation));
  g_autofree char *amount = g_strdup_printf (_ ("%s of %s"), done, total);

  if (fraction < 0) {
    gtk_progress_bar_pulse (self->bar);
    return;
  }
  gtk_progress_bar_set_fraction (self->bar, fraction);
  gtk_label_set_label (self->amount, amount);
}

static void
end_progress (NlRestoreDialog *self)
{
  g_signal_handlers_disconnect_by_func (self->operation, show_progress, self);
  g_clear_object (&self->operation);
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
}

static DexFuture *
restore_fiber (gpointer data)
{
  Restoration *restoration = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept
      = dex_await_string (nl_restore_workspace (restoration->folder, restoration->backup,
                                                restoration->operation),
                          &error);
  g_autoptr (NlRestoreDialog) self = g_weak_ref_get (&restoration->dialog);

  nl_operation_finish (restoration->operation, error);
  if (self == NULL || self->operation != restoration->operation)
    return dex_future_new_true ();
  end_progress (self);
  if (kept != NULL) {
    adw_dialog_close (ADW_DIALOG (self));
    g_signal_emit (self, signals[RESTORED], 0, kept);
  } else {
    show_choice (self);
    nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Restore the Backup"), error);
  }
  return dex_future_new_true ();
}

static void
restore (NlRestoreDialog *self, const char *backup)
{
  Restoration *restoration;

  if (self->operation != NULL)
    return;
  self->operation = nl_operation_new (_ ("Restoring the Backup"));
  g_signal_connect_object (self->operation, "notify::fraction", G_CALLBACK (show_progress), self,
                           G_CONNECT_SWAPPED);
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_label_set_label (self->amount, "");
  gtk_widget_set_sensitive (self->cancel, TRUE);
  gtk_stack_set_visible_child_name (self->stages, "progress");
  gtk_widget_grab_focus (self->cancel);
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);

  restoration = g_new0 (Restoration, 1);
  g_weak_ref_init (&restoration->dialog, self);
  restoration->folder = g_strdup (self->folder);
  restoration->backup = g_strdup (backup);
  restoration->operation = g_object_ref (self->operation);
  nl_fiber_start ("restore-backup", restore_fiber, restoration, restoration_free);
}

static void
cancel_cb (NlRestoreDialog *self)
{
  if (self->operation == NULL)
    return;
  gtk_widget_set_sensitive (self->cancel, FALSE);
  nl_operation_cancel (self->operation);
}

/* --- the choice --- */

static void
row_activated_cb (NlRestoreDialog *self, GtkWidget *row)
{
  restore (self, g_object_get_data (G_OBJECT (row), BACKUP_PATH));
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NlRestoreDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (path != NULL) {
    restore (self, path);
    return;
  }
  if (file != NULL)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         _ ("The file is not on this computer. Download it first."));
  nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Restore the Backup"), error);
}

static void
other_activated_cb (NlRestoreDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Choose a Backup"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                        file_chosen_cb, g_object_ref (self));
}

/* In the time zone of this computer. */
static char *
dup_date (gint64 moment)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local_usec (moment);

  if (time == NULL)
    return g_strdup ("");
  return nl_date_format (moment + g_date_time_get_utc_offset (time), "UTC", NULL,
                         NL_DATE_MEDIUM_TIME);
}

static char *
dup_description (const NlBackup *backup)
{
  g_autofree char *size = g_format_size (backup->size);

  if (strstr (backup->path, NL_BACKUP_KEPT "restore-") != NULL)
    /* Translators: about a backup: “12.4 MB, kept when another backup was restored”. */
    return g_strdup_printf (_ ("%s, kept when another backup was restored"), size);
  /* Translators: about a backup: “12.4 MB, made before an update of NinjaLead”. */
  return g_strdup_printf (_ ("%s, made before an update of NinjaLead"), size);
}

static GtkWidget *
create_row (NlRestoreDialog *self, const NlBackup *backup)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *date = dup_date (backup->made_at);
  g_autofree char *description = dup_description (backup);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), date);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), description);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), BACKUP_PATH, g_strdup (backup->path), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
take_backups (NlRestoreDialog *self, GPtrArray *backups)
{
  for (guint i = 0; i < backups->len; i++) {
    const NlBackup *backup = backups->pdata[i];
    GtkWidget *row;

    if (!backup->is_workspace)
      continue;
    row = create_row (self, backup);
    if (self->first == NULL)
      self->first = row;
    adw_preferences_group_add (self->backups, row);
  }
  if (self->first == NULL)
    adw_preferences_group_set_description (self->backups,
                                           _ ("There are none in the folder of the workspace."));
}

typedef struct {
  NlRestoreDialog *dialog;
  GWeakRef parent;
  DexFuture *backups;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->dialog);
  g_weak_ref_clear (&reading->parent);
  dex_clear (&reading->backups);
  g_free (reading);
}

static DexFuture *
read_fiber (gpointer data)
{
  Reading *reading = data;
  g_autoptr (GPtrArray) backups = dex_await_boxed (g_steal_pointer (&reading->backups), NULL);
  g_autoptr (GtkWidget) parent = g_weak_ref_get (&reading->parent);

  /* The button may have been pressed twice. */
  if (parent == NULL
      || adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (parent)) != NULL)
    return dex_future_new_true ();
  if (backups != NULL)
    take_backups (reading->dialog, backups);
  show_choice (reading->dialog);
  adw_dialog_present (ADW_DIALOG (reading->dialog), parent);
  return dex_future_new_true ();
}

/* --- the object --- */

static void
nl_restore_dialog_dispose (GObject *object)
{
  NlRestoreDialog *self = NL_RESTORE_DIALOG (object);

  if (self->operation != NULL)
    nl_operation_cancel (self->operation);
  g_clear_object (&self->operation);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_RESTORE_DIALOG);
  G_OBJECT_CLASS (nl_restore_dialog_parent_class)->dispose (object);
}

static void
nl_restore_dialog_finalize (GObject *object)
{
  NlRestoreDialog *self = NL_RESTORE_DIALOG (object);

  g_free (self->folder);
  G_OBJECT_CLASS (nl_restore_dialog_parent_class)->finalize (object);
}

static void
nl_restore_dialog_class_init (NlRestoreDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nl_restore_dialog_dispose;
  object_class->finalize = nl_restore_dialog_finalize;

  /**
   * NlRestoreDialog::restored:
   * @kept: the path the old workspace is kept by; empty when there was none
   *
   * The backup is the workspace from now on, and the dialog is closed.
   */
  signals[RESTORED] = g_signal_new ("restored", NL_TYPE_RESTORE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-restore-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NlRestoreDialog, stages);
  gtk_widget_class_bind_template_child (widget_class, NlRestoreDialog, backups);
  gtk_widget_class_bind_template_child (widget_class, NlRestoreDialog, other);
  gtk_widget_class_bind_template_child (widget_class, NlRestoreDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, NlRestoreDialog, amount);
  gtk_widget_class_bind_template_child (widget_class, NlRestoreDialog, cancel);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_activated_cb);
}

static void
nl_restore_dialog_init (NlRestoreDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nl_restore_dialog_new:
 * @folder: where the workspace is, which nobody has open
 *
 * Returns: (transfer floating): a dialog for nl_restore_dialog_open()
 */
NlRestoreDialog *
nl_restore_dialog_new (const char *folder)
{
  NlRestoreDialog *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (NL_TYPE_RESTORE_DIALOG, NULL);
  self->folder = g_strdup (folder);
  return self;
}

/**
 * nl_restore_dialog_open:
 * @self: a dialog
 * @window: where to show it
 *
 * Shows the dialog as soon as the backups beside the workspace are known.
 */
void
nl_restore_dialog_open (NlRestoreDialog *self, NlWindow *window)
{
  Reading *reading;

  g_return_if_fail (NL_IS_RESTORE_DIALOG (self));
  g_return_if_fail (NL_IS_WINDOW (window));

  reading = g_new0 (Reading, 1);
  reading->dialog = g_object_ref_sink (self);
  g_weak_ref_init (&reading->parent, window);
  reading->backups = nl_backup_list (self->folder);
  nl_fiber_start ("list-backups", read_fiber, reading, reading_free);
}
