/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-import-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/customers/nl-import-mapping-page.h"
#include "app/customers/nl-import-progress-page.h"
#include "app/customers/nl-import-report-page.h"
#include "app/customers/nl-import-task.h"
#include "app/shell/nl-window.h"
#include "customers/nl-import-memory.h"

/**
 * NlImportDialog:
 *
 * Imports a file of customers or orders: choose it, check its columns, watch it being imported,
 * read what came of it. An import goes on when the dialog is closed.
 */
struct _NlImportDialog {
  AdwDialog parent_instance;
  AdwNavigationView *navigation;
  AdwStatusPage *status;
  GtkStack *file_stages;
  GtkWidget *choose;
  GtkLabel *choose_label;
  /* Made when they are needed: */
  NlImportMappingPage *mapping;
  NlImportProgressPage *progress;
  NlImportReportPage *report;

  NlWorkspace *workspace;
  NlShop *shop;
  NlImportKind asked; /* what the user came for */
  GFile *file;
  NlImportPreview *preview;
  char *rejects_path;
  guint load_serial;
  gboolean is_compact;
};

G_DEFINE_FINAL_TYPE (NlImportDialog, nl_import_dialog, ADW_TYPE_DIALOG)

enum {
  PROP_COMPACT = 1,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

enum {
  SHOW_CUSTOMERS,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void format_changed_cb (NlImportDialog *self);
static void import_cb (NlImportDialog *self);
static void choose_rejects_cb (NlImportDialog *self);
static void show_customers_cb (NlImportDialog *self);

static gboolean
is_visible (NlImportDialog *self, const char *tag)
{
  return g_strcmp0 (adw_navigation_view_get_visible_page_tag (self->navigation), tag) == 0;
}

/* There is no way back from an import that runs or is over; Escape closes the dialog. */
static void
go_to (NlImportDialog *self, const char *const *tags, guint n_tags)
{
  adw_navigation_view_replace_with_tags (self->navigation, tags, (int) n_tags);
  gtk_widget_child_focus (GTK_WIDGET (adw_navigation_view_get_visible_page (self->navigation)),
                          GTK_DIR_TAB_FORWARD);
}

static void
show_kind (NlImportDialog *self, NlImportKind kind)
{
  adw_dialog_set_title (ADW_DIALOG (self), kind == NL_IMPORT_KIND_ORDERS ? _ ("Import Orders")
                                                                         : _ ("Import Customers"));
}

static void
show_file_error (NlImportDialog *self, const char *message)
{
  adw_navigation_view_pop_to_tag (self->navigation, "file");
  adw_status_page_set_icon_name (self->status, "dialog-warning-symbolic");
  adw_status_page_set_title (self->status, _ ("Could Not Read the File"));
  adw_status_page_set_description (self->status, message);
  gtk_label_set_label (self->choose_label, _ ("_Choose Another File…"));
  gtk_stack_set_visible_child_name (self->file_stages, "choose");
  gtk_widget_grab_focus (self->choose);
}

/* --- reading the beginning of the file --- */

typedef struct {
  GWeakRef dialog;
  NlStore *store;
  NlShop *shop;
  char *path;
  NlCsvOptions format;
  guint serial;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_weak_ref_clear (&load->dialog);
  g_object_unref (load->store);
  g_object_unref (load->shop);
  g_free (load->path);
  g_free (load);
}

static void
mapping_ready_cb (NlImportDialog *self)
{
  gtk_stack_set_visible_child_name (self->file_stages, "choose");
  if (is_visible (self, "file"))
    adw_navigation_view_push_by_tag (self->navigation, "mapping");
}

static void
kind_changed_cb (NlImportDialog *self)
{
  show_kind (self, nl_import_preview_get_kind (self->preview));
}

static void
create_mapping (NlImportDialog *self)
{
  if (self->mapping != NULL)
    return;
  self->mapping = g_object_new (NL_TYPE_IMPORT_MAPPING_PAGE, NULL);
  g_object_bind_property (self, "compact", self->mapping, "compact", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->mapping, "ready", G_CALLBACK (mapping_ready_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mapping, "format-changed", G_CALLBACK (format_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mapping, "kind-changed", G_CALLBACK (kind_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mapping, "import", G_CALLBACK (import_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mapping, "choose-rejects", G_CALLBACK (choose_rejects_cb), self,
                           G_CONNECT_SWAPPED);
  adw_navigation_view_add (self->navigation, ADW_NAVIGATION_PAGE (self->mapping));
}

static void
show_preview (NlImportDialog *self, NlImportPreview *preview)
{
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *shown = g_filename_display_name (name);

  /* A file that is read again in another way stays what the user chose. */
  if (self->preview != NULL)
    nl_import_preview_set_kind (preview, nl_import_preview_get_kind (self->preview));
  else
    nl_import_preview_prefer_kind (preview, self->asked);
  g_set_object (&self->preview, preview);
  show_kind (self, nl_import_preview_get_kind (preview));
  create_mapping (self);
  nl_import_mapping_page_set_preview (self->mapping, preview, self->shop, shown);
}

static DexFuture *
load_fiber (gpointer data)
{
  Load *load = data;
  g_autoptr (NlImportPreview) preview = NULL;
  g_autoptr (NlImportDialog) self = NULL;
  g_autoptr (GError) error = NULL;

  preview
      = dex_await_object (nl_import_preview_load (load->path, &load->format, load->shop), &error);
  /* Without it, the columns are guessed. */
  if (preview != NULL)
    dex_await (nl_import_memory_recall (load->store, preview), NULL);
  self = g_weak_ref_get (&load->dialog);
  if (self == NULL || self->navigation == NULL || self->load_serial != load->serial)
    return dex_future_new_true ();
  if (preview != NULL)
    show_preview (self, preview);
  else if (is_visible (self, "mapping"))
    nl_import_mapping_page_set_message (self->mapping, error->message);
  else
    show_file_error (self, error->message);
  return dex_future_new_true ();
}

static void
load (NlImportDialog *self, const NlCsvOptions *format)
{
  Load *load = g_new0 (Load, 1);

  g_weak_ref_init (&load->dialog, self);
  load->store = g_object_ref (nl_workspace_get_store (self->workspace));
  load->shop = g_object_ref (self->shop);
  load->path = g_file_get_path (self->file);
  load->format = format != NULL ? *format : (NlCsvOptions) { 0 };
  load->serial = ++self->load_serial;
  nl_fiber_start ("import-preview", load_fiber, load, load_free);
}

static void
format_changed_cb (NlImportDialog *self)
{
  NlCsvOptions format;

  nl_import_mapping_page_get_format (self->mapping, &format);
  load (self, &format);
}

/* --- choosing the file --- */

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NlImportDialog) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && self->navigation != NULL)
    nl_import_dialog_open_file (self, file);
}

static void
choose_clicked_cb (NlImportDialog *self)
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

/* --- the import --- */

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
  g_signal_connect_object (self->report, "show-customers", G_CALLBACK (show_customers_cb), self,
                           G_CONNECT_SWAPPED);
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
    go_to (self, (const char *[]) { "report" }, 1);
    return;
  }
  go_to (self, (const char *[]) { "file", "mapping" }, 2);
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

static void
import_cb (NlImportDialog *self)
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
  go_to (self, (const char *[]) { "progress" }, 1);
  nl_fiber_start ("import-customers", import_fiber, import, import_free);
}

static void
rejects_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NlImportDialog) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && self->navigation != NULL)
    nl_import_dialog_import_with_rejects (self, file);
}

static void
choose_rejects_cb (NlImportDialog *self)
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

static void
show_customers_cb (NlImportDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SHOW_CUSTOMERS], 0);
}

static gboolean
dropped_cb (NlImportDialog *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL || !is_visible (self, "file"))
    return FALSE;
  nl_import_dialog_open_file (self, files->data);
  return TRUE;
}

static void
nl_import_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COMPACT)
    g_value_set_boolean (value, NL_IMPORT_DIALOG (object)->is_compact);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_import_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COMPACT)
    NL_IMPORT_DIALOG (object)->is_compact = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
nl_import_dialog_dispose (GObject *object)
{
  NlImportDialog *self = NL_IMPORT_DIALOG (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->shop);
  g_clear_object (&self->file);
  g_clear_object (&self->preview);
  g_clear_pointer (&self->rejects_path, g_free);
  adw_dialog_set_child (ADW_DIALOG (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), NL_TYPE_IMPORT_DIALOG);
  G_OBJECT_CLASS (nl_import_dialog_parent_class)->dispose (object);
}

static void
nl_import_dialog_class_init (NlImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = nl_import_dialog_get_property;
  object_class->set_property = nl_import_dialog_set_property;
  object_class->dispose = nl_import_dialog_dispose;

  signals[SHOW_CUSTOMERS] = g_signal_new ("show-customers", NL_TYPE_IMPORT_DIALOG,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NlImportDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, NlImportDialog, status);
  gtk_widget_class_bind_template_child (widget_class, NlImportDialog, file_stages);
  gtk_widget_class_bind_template_child (widget_class, NlImportDialog, choose);
  gtk_widget_class_bind_template_child (widget_class, NlImportDialog, choose_label);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
}

static void
nl_import_dialog_init (NlImportDialog *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * nl_import_dialog_new:
 * @workspace: a workspace with a shop: what is imported will belong to that
 * @kind: what the user wants to import; a file that is plainly of the other kind is taken as that
 *
 * Returns: (transfer floating): a dialog that asks for a file
 */
NlImportDialog *
nl_import_dialog_new (NlWorkspace *workspace, NlImportKind kind)
{
  NlImportDialog *self;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (nl_workspace_get_shop (workspace) != NULL, NULL);

  self = g_object_new (NL_TYPE_IMPORT_DIALOG, NULL);
  self->workspace = g_object_ref (workspace);
  self->shop = g_object_ref (nl_workspace_get_shop (workspace));
  self->asked = kind;
  show_kind (self, kind);
  if (kind == NL_IMPORT_KIND_ORDERS) {
    adw_status_page_set_title (self->status, _ ("Import Orders"));
    adw_status_page_set_description (
        self->status, _ ("Choose the file of orders of Shopify, WooCommerce, PrestaShop or Stripe, "
                         "or any other CSV file with a number, a date and an amount. You can check "
                         "everything before it is stored."));
  }
  return self;
}

/**
 * nl_import_dialog_open_file:
 * @self: a dialog
 * @file: a file of customers or orders
 *
 * Goes on with @file.
 */
void
nl_import_dialog_open_file (NlImportDialog *self, GFile *file)
{
  g_autofree char *path = NULL;

  g_return_if_fail (NL_IS_IMPORT_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));

  path = g_file_get_path (file);
  if (path == NULL) {
    show_file_error (self, _ ("The file is not on this computer. Download it first."));
    return;
  }
  g_set_object (&self->file, file);
  g_clear_object (&self->preview);
  g_clear_pointer (&self->rejects_path, g_free);
  gtk_stack_set_visible_child_name (self->file_stages, "loading");
  load (self, NULL);
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
  if (path == NULL || !is_visible (self, "mapping"))
    return;
  g_set_str (&self->rejects_path, path);
  import_cb (self);
}
