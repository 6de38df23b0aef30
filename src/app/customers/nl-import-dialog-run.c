/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-import-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "app/customers/nl-import-task.h"
#include "app/shell/nl-window.h"

/* The import itself, which goes on when the dialog is closed: then the window tells how it went. */

typedef struct {
  GWeakRef dialog;
  GWeakRef window;
  NlImportTask task;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_weak_ref_clear (&import->dialog);
  g_weak_ref_clear (&import->window);
  nl_import_task_clear (&import->task);
  g_free (import);
}

/* The dialog was closed meanwhile. */
static void
tell_window (GtkWidget *window,
             NlImportKind kind,
             const NlImportReport *report,
             const GError *error)
{
  if (report == NULL) {
    nl_window_show_error (window,
                          kind == NL_IMPORT_KIND_ORDERS ? _ ("Could Not Import Orders")
                                                        : _ ("Could Not Import Customers"),
                          error);
  } else {
    g_autofree char *title = nl_import_report_dup_title (kind, report);

    nl_window_toast (window, title);
  }
}

static void
create_report (NlImportDialog *self)
{
  if (self->report != NULL)
    return;
  self->report = g_object_new (NL_TYPE_IMPORT_REPORT_PAGE, NULL);
  g_signal_connect_object (self->report, "show-customers",
                           G_CALLBACK (nl_import_dialog_show_customers), self, G_CONNECT_SWAPPED);
  adw_navigation_view_add (self->navigation, ADW_NAVIGATION_PAGE (self->report));
}

static void
show_result (NlImportDialog *self,
             NlImportKind kind,
             const NlImportReport *report,
             const GError *error)
{
  if (report != NULL) {
    create_report (self);
    nl_import_report_page_set_report (self->report, kind, report);
    nl_import_dialog_go_to (self, (const char *[]) { "report" }, 1);
    return;
  }
  nl_import_dialog_go_to (self, (const char *[]) { "file", "mapping" }, 2);
  if (g_error_matches (error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_REJECTS)) {
    nl_import_mapping_page_ask_for_rejects (self->mapping, error->message);
    return;
  }
  nl_import_mapping_page_set_message (self->mapping,
                                      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                                          ? _ ("The import was cancelled. Nothing was stored.")
                                          : error->message);
}

static DexFuture *
import_fiber (gpointer data)
{
  Import *import = data;
  NlImportKind kind = nl_import_mapping_get_kind (import->task.mapping);
  g_autoptr (NlImportReport) report = NULL;
  g_autoptr (NlImportDialog) self = NULL;
  g_autoptr (GtkWidget) window = NULL;
  g_autoptr (GError) error = NULL;

  report = dex_await_boxed (nl_import_task_run (&import->task), &error);
  self = g_weak_ref_get (&import->dialog);
  window = g_weak_ref_get (&import->window);
  if (self != NULL && self->navigation != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_result (self, kind, report, error);
  else if (window != NULL)
    tell_window (window, kind, report, error);
  g_clear_object (&self);
  g_clear_object (&window);
  if (report != NULL)
    nl_import_task_follow_up (&import->task, report);
  return dex_future_new_true ();
}

void
nl_import_dialog_run (NlImportDialog *self)
{
  Import *import = g_new0 (Import, 1);
  NlImportKind kind = nl_import_preview_get_kind (self->preview);

  g_weak_ref_init (&import->dialog, self);
  g_weak_ref_init (&import->window, gtk_widget_get_root (GTK_WIDGET (self)));
  import->task = (NlImportTask) {
    .store = g_object_ref (nl_workspace_get_store (self->workspace)),
    .shop = g_object_ref (self->shop),
    .path = g_file_get_path (self->file),
    .rejects_path = g_strdup (self->rejects_path),
    .format = *nl_import_preview_get_format (self->preview),
    /* The page is still there to change its own. */
    .mapping = nl_import_mapping_copy (nl_import_preview_get_mapping (self->preview)),
    .operation = nl_operation_new (kind == NL_IMPORT_KIND_ORDERS ? _ ("Importing Orders")
                                                                 : _ ("Importing Customers")),
  };
  nl_import_mapping_page_get_style (self->mapping, &import->task.decimal_point,
                                    &import->task.date_order);
  if (self->progress == NULL) {
    self->progress = g_object_new (NL_TYPE_IMPORT_PROGRESS_PAGE, NULL);
    adw_navigation_view_add (self->navigation, ADW_NAVIGATION_PAGE (self->progress));
  }
  nl_import_progress_page_set_operation (self->progress, kind, import->task.operation);
  nl_workspace_add_operation (self->workspace, import->task.operation);
  nl_import_dialog_go_to (self, (const char *[]) { "progress" }, 1);
  nl_fiber_start ("import-customers", import_fiber, import, import_free);
}
