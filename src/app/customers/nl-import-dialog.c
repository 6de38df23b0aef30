/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/customers/nl-import-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "base/nl-future.h"
#include "customers/nl-import-memory.h"

/**
 * NlImportDialog:
 *
 * Imports a file of customers or orders: choose it, check its columns, watch it being imported,
 * read what came of it. An import goes on when the dialog is closed.
 */
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

gboolean
nl_import_dialog_is_at (NlImportDialog *self, const char *tag)
{
  return g_strcmp0 (adw_navigation_view_get_visible_page_tag (self->navigation), tag) == 0;
}

/* There is no way back from an import that runs or is over; Escape closes the dialog. */
void
nl_import_dialog_go_to (NlImportDialog *self, const char *const *tags, guint n_tags)
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
  if (nl_import_dialog_is_at (self, "file"))
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
  g_signal_connect_object (self->mapping, "import", G_CALLBACK (nl_import_dialog_run), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mapping, "choose-rejects",
                           G_CALLBACK (nl_import_dialog_choose_rejects), self, G_CONNECT_SWAPPED);
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
  else if (nl_import_dialog_is_at (self, "mapping"))
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

void
nl_import_dialog_show_customers (NlImportDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SHOW_CUSTOMERS], 0);
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
  gtk_widget_class_bind_template_callback_full (widget_class, "choose_clicked_cb",
                                                G_CALLBACK (nl_import_dialog_choose_file));
}

static void
nl_import_dialog_init (NlImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  nl_import_dialog_accept_drops (self);
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
