/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-export-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/campaigns/nl-campaign-words.h"
#include "app/shell/nl-window.h"
#include "app/widgets/nl-row-error.h"
#include "campaigns/nl-campaign-export.h"
#include "shops/nl-shops.h"

/**
 * NlExportDialog:
 *
 * Asks what to save a campaign as, tells what channels would refuse, and saves it to a folder.
 */
struct _NlExportDialog {
  AdwDialog parent_instance;
  AdwBanner *complaint;
  AdwPreferencesGroup *formats;
  GtkWidget *unsubscribe_group;
  GtkEditable *unsubscribe;
  GtkWidget *no_unsubscribe;
  AdwPreferencesGroup *problems;
  GtkWidget *export;
  GtkWidget *spinner;
  GtkWidget *choices;
  GtkWidget *check[NL_EXPORT_N_FORMATS];

  NlStore *store;
  gint64 campaign_id;
  gint64 shop_id;
  char *remembered; /* the address that the shop has */
  gboolean has_email;
  GCancellable *cancellable; /* while it is exporting */
};

G_DEFINE_FINAL_TYPE (NlExportDialog, nl_export_dialog, ADW_TYPE_DIALOG)

#define MOST_PROBLEMS 8

enum {
  EXPORTED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static gboolean
is_checked (NlExportDialog *self, NlExportFormat format)
{
  return self->check[format] != NULL
         && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check[format]));
}

static char *
dup_unsubscribe (NlExportDialog *self)
{
  g_autofree char *url = g_strstrip (g_strdup (gtk_editable_get_text (self->unsubscribe)));

  return *url != '\0' ? g_steal_pointer (&url) : NULL;
}

/* What is ready to send, and only that, needs a way to unsubscribe. */
static void
update_warning (NlExportDialog *self)
{
  g_autofree char *url = dup_unsubscribe (self);
  gboolean sends
      = self->has_email && (is_checked (self, NL_EXPORT_HTML) || is_checked (self, NL_EXPORT_EML));

  gtk_widget_set_visible (self->unsubscribe_group, sends);
  gtk_widget_set_visible (self->no_unsubscribe, sends && url == NULL);
  nl_row_set_error (GTK_WIDGET (self->unsubscribe), NULL);
}

static void
update_export (NlExportDialog *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < NL_EXPORT_N_FORMATS; i++)
    any |= is_checked (self, i);
  update_warning (self);
  gtk_widget_set_sensitive (self->export, any && self->cancellable == NULL);
  gtk_widget_set_sensitive (self->choices, self->cancellable == NULL);
  gtk_widget_set_visible (self->spinner, self->cancellable != NULL);
}

static const char *
get_description (NlExportFormat format)
{
  switch (format) {
  case NL_EXPORT_HTML:
    return _ ("Emails ready to send, and pages to look at");
  case NL_EXPORT_EML:
    return _ ("Emails that a mail program opens");
  case NL_EXPORT_MARKDOWN:
    return _ ("One text for each language");
  case NL_EXPORT_CSV:
    return _ ("A table of all texts");
  case NL_EXPORT_JSON:
  case NL_EXPORT_N_FORMATS:
  default:
    return _ ("Everything, for other programs");
  }
}

static void
add_formats (NlExportDialog *self)
{
  for (guint i = 0; i < NL_EXPORT_N_FORMATS; i++) {
    GtkWidget *row = adw_action_row_new ();

    self->check[i] = gtk_check_button_new ();
    gtk_widget_set_valign (self->check[i], GTK_ALIGN_CENTER);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), nl_export_format_get_name (i));
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), get_description (i));
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), self->check[i]);
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->check[i]);
    g_signal_connect_object (self->check[i], "toggled", G_CALLBACK (update_export), self,
                             G_CONNECT_SWAPPED);
    adw_preferences_group_add (self->formats, row);
  }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check[NL_EXPORT_HTML]), TRUE);
}

static void
add_problem (NlExportDialog *self, const char *text)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, "warning");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (self->problems, row);
}

static void
add_problems (NlExportDialog *self, NlCampaignBundle *bundle)
{
  g_auto (GStrv) problems = nl_campaign_bundle_dup_problems (bundle);
  guint n = g_strv_length (problems);

  gtk_widget_set_visible (GTK_WIDGET (self->problems), n > 0);
  for (guint i = 0; i < MIN (n, MOST_PROBLEMS); i++)
    add_problem (self, problems[i]);
  if (n > MOST_PROBLEMS) {
    g_autofree char *more
        = g_strdup_printf (ngettext ("…and %u more", "…and %u more", n - MOST_PROBLEMS),
                           n - MOST_PROBLEMS);

    add_problem (self, more);
  }
}

/* What mail programs open is there only for a campaign with emails. */
static void
offer_emails (NlExportDialog *self, NlCampaignBundle *bundle)
{
  const char *url = nl_record_get_text (NL_RECORD (bundle->shop), NL_SHOP_UNSUBSCRIBE_URL);

  for (guint i = 0; i < bundle->messages->len; i++)
    self->has_email
        |= g_strcmp0 (nl_record_get_text (bundle->messages->pdata[i], NL_MESSAGE_CHANNEL), "email")
           == 0;
  gtk_widget_set_sensitive (
      gtk_widget_get_ancestor (self->check[NL_EXPORT_EML], ADW_TYPE_ACTION_ROW), self->has_email);
  self->remembered = g_strdup (url);
  gtk_editable_set_text (self->unsubscribe, url != NULL ? url : "");
  update_warning (self);
}

typedef struct {
  GWeakRef self;
  NlStore *store;
  GFile *folder;
  gint64 campaign_id;
  gint64 shop_id;
  GWeakRef window;
  GCancellable *cancellable;
  char *unsubscribe;
  gboolean keeps_unsubscribe;
  guint formats;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_weak_ref_clear (&export->self);
  g_weak_ref_clear (&export->window);
  g_object_unref (export->cancellable);
  g_object_unref (export->store);
  g_object_unref (export->folder);
  g_free (export->unsubscribe);
  g_free (export);
}

static void
complain (NlExportDialog *self, const char *message)
{
  adw_banner_set_title (self->complaint, message != NULL ? message : "");
  adw_banner_set_revealed (self->complaint, message != NULL);
  if (message != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), message,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

/* Before a folder is asked for: an address that no email can have. */
static gboolean
check_unsubscribe (NlExportDialog *self)
{
  g_autofree char *url = dup_unsubscribe (self);
  g_autofree char *checked = NULL;
  g_autoptr (GError) error = NULL;

  if (url == NULL || !gtk_widget_get_visible (self->unsubscribe_group))
    return TRUE;
  checked = nl_shop_check_unsubscribe_url (url, &error);
  if (checked != NULL)
    return TRUE;
  complain (self, error->message);
  nl_row_set_error (GTK_WIDGET (self->unsubscribe), error->message);
  gtk_widget_grab_focus (GTK_WIDGET (self->unsubscribe));
  return FALSE;
}

static DexFuture *
export_fiber (gpointer data)
{
  Export *export = data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) paths = NULL;
  g_autoptr (NlExportDialog) self = NULL;
  g_autoptr (GtkWidget) window = NULL;

  /* First: an emptied row means none, and not the one that the shop remembers. */
  if (export->keeps_unsubscribe
      || dex_await (nl_shops_set_unsubscribe_url (export->store, export->shop_id,
                                                  export->unsubscribe),
                    &error))
    paths = dex_await_boxed (nl_campaign_export_formats (export->store, export->campaign_id,
                                                         export->formats,
                                                         g_file_peek_path (export->folder),
                                                         export->unsubscribe, export->cancellable),
                             &error);
  self = g_weak_ref_get (&export->self);
  window = g_weak_ref_get (&export->window);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    if (window != NULL)
      nl_window_toast (window, _ ("Export cancelled: nothing was saved"));
    return dex_future_new_true ();
  }
  if (self == NULL || self->complaint == NULL)
    return dex_future_new_true ();
  g_clear_object (&self->cancellable);
  update_export (self);
  if (paths == NULL) {
    complain (self, error->message);
    gtk_widget_grab_focus (self->export);
  } else {
    g_signal_emit (self, signals[EXPORTED], 0, export->folder, g_strv_length (paths));
    adw_dialog_force_close (ADW_DIALOG (self));
  }
  return dex_future_new_true ();
}

/**
 * nl_export_dialog_export_to:
 * @self: the dialog
 * @folder: a folder of this machine
 *
 * Saves the campaign there as everything that is ticked, then closes. Who closes the dialog before
 * cancels it, and nothing is saved.
 */
void
nl_export_dialog_export_to (NlExportDialog *self, GFile *folder)
{
  Export *export;

  g_return_if_fail (NL_IS_EXPORT_DIALOG (self));
  g_return_if_fail (G_IS_FILE (folder));

  if (g_file_peek_path (folder) == NULL) {
    g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                                                    _ ("Choose a folder on this computer."));

    complain (self, error->message);
    return;
  }
  export = g_new0 (Export, 1);
  g_weak_ref_init (&export->self, self);
  export->store = g_object_ref (self->store);
  export->folder = g_object_ref (folder);
  export->campaign_id = self->campaign_id;
  export->shop_id = self->shop_id;
  export->unsubscribe = dup_unsubscribe (self);
  export->keeps_unsubscribe = !gtk_widget_get_visible (self->unsubscribe_group)
                              || g_strcmp0 (export->unsubscribe, self->remembered) == 0;
  for (guint i = 0; i < NL_EXPORT_N_FORMATS; i++)
    if (is_checked (self, i))
      export->formats |= 1u << i;
  complain (self, NULL);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  export->cancellable = g_object_ref (self->cancellable);
  g_weak_ref_init (&export->window, gtk_widget_get_root (GTK_WIDGET (self)));
  /* An entry that becomes insensitive is not told that it lost the focus, and complains. */
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  update_export (self);
  nl_fiber_start ("export-campaign", export_fiber, export, export_free);
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NlExportDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder
      = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);

  if (self->complaint == NULL)
    return;
  if (folder != NULL)
    nl_export_dialog_export_to (self, folder);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    complain (self, error->message);
}

static void
export_clicked_cb (NlExportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = NULL;

  if (!check_unsubscribe (self))
    return;
  dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, _ ("Choose a Folder for the Files"));
  gtk_file_dialog_set_accept_label (dialog, _ ("_Export"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                                 folder_chosen_cb, g_object_ref (self));
}

static void
nl_export_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (NL_EXPORT_DIALOG (dialog)->cancellable);
}

static void
nl_export_dialog_dispose (GObject *object)
{
  NlExportDialog *self = NL_EXPORT_DIALOG (object);

  adw_dialog_set_child (ADW_DIALOG (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_EXPORT_DIALOG);
  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->remembered, g_free);
  G_OBJECT_CLASS (nl_export_dialog_parent_class)->dispose (object);
}

static void
nl_export_dialog_class_init (NlExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_export_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = nl_export_dialog_closed;

  /**
   * NlExportDialog::exported:
   * @self: the dialog, which closes next
   * @folder: where to
   * @n_files: how many files
   *
   * The files are there.
   */
  signals[EXPORTED] = g_signal_new ("exported", NL_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_FILE, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NlExportDialog, complaint);
  gtk_widget_class_bind_template_child (widget_class, NlExportDialog, formats);
  gtk_widget_class_bind_template_child (widget_class, NlExportDialog, unsubscribe);
  gtk_widget_class_bind_template_child (widget_class, NlExportDialog, unsubscribe_group);
  gtk_widget_class_bind_template_child (widget_class, NlExportDialog, no_unsubscribe);
  gtk_widget_class_bind_template_child (widget_class, NlExportDialog, problems);
  gtk_widget_class_bind_template_child (widget_class, NlExportDialog, export);
  gtk_widget_class_bind_template_child (widget_class, NlExportDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, NlExportDialog, choices);
  gtk_widget_class_bind_template_callback (widget_class, export_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_warning);
}

static void
nl_export_dialog_init (NlExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_formats (self);
  update_export (self);
}

/**
 * nl_export_dialog_new:
 * @store: a store
 * @bundle: the campaign, as it is now
 *
 * Returns: (transfer floating): a dialog to save the campaign as files
 */
NlExportDialog *
nl_export_dialog_new (NlStore *store, NlCampaignBundle *bundle)
{
  NlExportDialog *self;

  g_return_val_if_fail (NL_IS_STORE (store), NULL);
  g_return_val_if_fail (bundle != NULL, NULL);

  self = g_object_new (NL_TYPE_EXPORT_DIALOG, NULL);
  self->store = g_object_ref (store);
  self->campaign_id = nl_record_get_id (NL_RECORD (bundle->campaign));
  self->shop_id = nl_record_get_id (NL_RECORD (bundle->shop));
  add_problems (self, bundle);
  offer_emails (self, bundle);
  return self;
}
