/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/customers/nl-import-dialog-private.h"

/* Which file is imported, chosen or dropped, and where its rejected rows go. */

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NlImportDialog) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && self->navigation != NULL)
    nl_import_dialog_open_file (self, file);
}

void
nl_import_dialog_choose_file (NlImportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) everything = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_filter_set_name (tables, _ ("CSV Files"));
  gtk_file_filter_add_suffix (tables, "csv");
  gtk_file_filter_add_suffix (tables, "tsv");
  gtk_file_filter_add_suffix (tables, "txt");
  gtk_file_filter_set_name (everything, _ ("All Files"));
  gtk_file_filter_add_pattern (everything, "*");
  g_list_store_append (filters, tables);
  g_list_store_append (filters, everything);
  gtk_file_dialog_set_title (dialog, self->asked == NL_IMPORT_KIND_ORDERS
                                         ? _ ("Choose a File of Orders")
                                         : _ ("Choose a Customer File"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                        g_object_ref (self));
}

static void
rejects_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NlImportDialog) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && self->navigation != NULL)
    nl_import_dialog_import_with_rejects (self, file);
}

void
nl_import_dialog_choose_rejects (NlImportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = g_file_get_basename (self->file);
  const char *dot = strrchr (name, '.');
  int stem = (int) (dot != NULL ? (gsize) (dot - name) : strlen (name));
  g_autofree char *proposal = g_strdup_printf ("%.*s-rejects.csv", stem, name);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_dialog_set_title (dialog, _ ("Keep Rejected Rows"));
  gtk_file_dialog_set_initial_name (dialog, proposal);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                        rejects_chosen_cb, g_object_ref (self));
}

static gboolean
dropped_cb (NlImportDialog *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL || !nl_import_dialog_is_at (self, "file"))
    return FALSE;
  nl_import_dialog_open_file (self, files->data);
  return TRUE;
}

/* Takes files that are dropped on the dialog. */
void
nl_import_dialog_accept_drops (NlImportDialog *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * nl_import_dialog_import_with_rejects:
 * @self: a dialog that shows the columns of a file
 * @rejects: the file that rejected rows go to; replaced when there are any
 *
 * Imports, and keeps rejected rows in @rejects instead of beside the customer file.
 */
void
nl_import_dialog_import_with_rejects (NlImportDialog *self, GFile *rejects)
{
  g_autofree char *path = NULL;

  g_return_if_fail (NL_IS_IMPORT_DIALOG (self));
  g_return_if_fail (G_IS_FILE (rejects));

  path = g_file_get_path (rejects);
  if (path == NULL || !nl_import_dialog_is_at (self, "mapping"))
    return;
  g_set_str (&self->rejects_path, path);
  nl_import_dialog_run (self);
}
