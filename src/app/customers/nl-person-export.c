/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-person-export.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-window.h"
#include "app/widgets/nl-file-choice.h"
#include "customers/nl-customers.h"

/* Gives a person what is held about them, in a file. */

typedef struct {
  GWeakRef widget;
  NlWorkspace *workspace;
  NlCustomer *customer;
  NlPersonReportFormat format;
  char *path;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_weak_ref_clear (&export->widget);
  g_object_unref (export->workspace);
  g_object_unref (export->customer);
  g_free (export->path);
  g_free (export);
}

static Export *
export_new (GtkWidget *widget,
            NlWorkspace *workspace,
            NlCustomer *customer,
            NlPersonReportFormat format,
            const char *path)
{
  Export *export = g_new0 (Export, 1);

  g_weak_ref_init (&export->widget, widget);
  export->workspace = g_object_ref (workspace);
  export->customer = g_object_ref (customer);
  export->format = format;
  export->path = g_strdup (path);
  return export;
}

static DexFuture *
write_fiber (gpointer data)
{
  Export *export = data;
  g_autoptr (GError) error = NULL;
  gboolean written
      = dex_await (nl_person_report_write (nl_workspace_get_store (export->workspace),
                                           nl_record_get_id (NL_RECORD (export->customer)),
                                           export->format, export->path),
                   &error);
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&export->widget);
  g_autofree char *name = nl_customer_dup_name (export->customer);
  /* Translators: a customer’s name. */
  g_autofree char *done = g_strdup_printf (_ ("Data of “%s” exported"), name);

  if (widget == NULL)
    return dex_future_new_true ();
  if (written)
    nl_window_toast (widget, done);
  else
    nl_window_show_error (widget, _ ("Could Not Export the Data"), error);
  return dex_future_new_true ();
}

/**
 * nl_person_export_write:
 * @widget: a widget in the window
 * @workspace: the workspace
 * @customer: who
 * @format: for whom it is
 * @path: the file; replaced when it exists
 *
 * Writes everything that is held about a customer to a file.
 */
void
nl_person_export_write (GtkWidget *widget,
                        NlWorkspace *workspace,
                        NlCustomer *customer,
                        NlPersonReportFormat format,
                        const char *path)
{
  g_return_if_fail (NL_IS_CUSTOMER (customer));
  g_return_if_fail (path != NULL);

  nl_fiber_start ("export-person", write_fiber,
                  export_new (widget, workspace, customer, format, path), export_free);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *export = data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&export->widget);
  g_autofree char *path = nl_file_choice_finish_save (GTK_FILE_DIALOG (source), result, widget,
                                                      _ ("Could Not Export the Data"));

  if (widget != NULL && path != NULL)
    nl_person_export_write (widget, export->workspace, export->customer, export->format, path);
  export_free (export);
}

/**
 * nl_person_export_ask:
 * @widget: a widget in the window
 * @workspace: the workspace
 * @customer: who
 * @format: for whom it is
 *
 * Asks where to write everything that is held about a customer, and writes it.
 */
void
nl_person_export_ask (GtkWidget *widget,
                      NlWorkspace *workspace,
                      NlCustomer *customer,
                      NlPersonReportFormat format)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *name = nl_customer_dup_name (customer);
  g_autofree char *file_name
      = g_strdup_printf (format == NL_PERSON_REPORT_HTML ? "%s.html" : "%s.json", name);

  gtk_file_dialog_set_title (dialog, _ ("Export Data"));
  gtk_file_dialog_set_initial_name (dialog, g_strdelimit (file_name, "/\\", '-'));
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                        export_new (widget, workspace, customer, format, NULL));
}
