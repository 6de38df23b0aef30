/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-rename-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-window.h"

/**
 * NlRenameDialog:
 *
 * Asks for another name of a record, saves it, and offers to go back to the one before.
 */
struct _NlRenameDialog {
  AdwAlertDialog parent_instance;
  GtkEditable *entry;

  GWeakRef widget;
  NlStore *store;
  NlRecord *record; /* a copy */
  guint name_field;
  char *failed;
};

G_DEFINE_FINAL_TYPE (NlRenameDialog, nl_rename_dialog, ADW_TYPE_ALERT_DIALOG)

static char *
dup_name (NlRenameDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
}

static void
entry_changed_cb (NlRenameDialog *self)
{
  g_autofree char *name = dup_name (self);

  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "rename", *name != '\0');
}

static void
nl_rename_dialog_response (AdwAlertDialog *dialog, const char *response)
{
  NlRenameDialog *self = NL_RENAME_DIALOG (dialog);
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&self->widget);
  g_autofree char *name = dup_name (self);
  g_autofree char *done = NULL;

  if (widget == NULL || !g_str_equal (response, "rename") || *name == '\0')
    return;
  nl_record_set_text (self->record, self->name_field, name);
  if (!nl_record_is_dirty (self->record))
    return;
  done = g_strdup_printf (_ ("Renamed to “%s”"), name);
  nl_window_await_undoable (widget, nl_store_save_undoable (self->store, self->record), done,
                            self->failed);
}

static void
nl_rename_dialog_finalize (GObject *object)
{
  NlRenameDialog *self = NL_RENAME_DIALOG (object);

  g_weak_ref_clear (&self->widget);
  g_clear_object (&self->store);
  g_clear_object (&self->record);
  g_free (self->failed);
  G_OBJECT_CLASS (nl_rename_dialog_parent_class)->finalize (object);
}

static void
nl_rename_dialog_class_init (NlRenameDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_rename_dialog_finalize;
  ADW_ALERT_DIALOG_CLASS (klass)->response = nl_rename_dialog_response;
}

static void
nl_rename_dialog_init (NlRenameDialog *self)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (self);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *entry = adw_entry_row_new ();

  g_weak_ref_init (&self->widget, NULL);
  self->entry = GTK_EDITABLE (entry);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("Name"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  adw_alert_dialog_set_extra_child (dialog, list);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "rename", _ ("_Rename"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "rename", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "rename");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (entry, "changed", G_CALLBACK (entry_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * nl_rename_dialog_present:
 * @widget: a widget that stays in the window
 * @store: where @record is
 * @record: a saved record
 * @name_field: which of its fields is the name, a text
 * @title: what is asked, as a title
 * @failed: what to say when the name could not be saved, as a title
 *
 * Asks for another name.
 */
void
nl_rename_dialog_present (GtkWidget *widget,
                          NlStore *store,
                          NlRecord *record,
                          guint name_field,
                          const char *title,
                          const char *failed)
{
  NlRenameDialog *self;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (NL_IS_STORE (store));
  g_return_if_fail (NL_IS_RECORD (record));

  self = g_object_new (NL_TYPE_RENAME_DIALOG, "heading", title, NULL);
  g_weak_ref_set (&self->widget, widget);
  self->store = g_object_ref (store);
  self->record = nl_record_copy (record);
  self->name_field = name_field;
  self->failed = g_strdup (failed);
  gtk_editable_set_text (self->entry, nl_record_get_text (record, name_field));
  adw_dialog_present (ADW_DIALOG (self), widget);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
