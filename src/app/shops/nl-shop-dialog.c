/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shops/nl-shop-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/shell/nl-window.h"
#include "app/shops/nl-shop-deletion.h"
#include "app/shops/nl-shop-form.h"
#include "app/shops/nl-shop-names.h"
#include "shops/nl-shops.h"

/**
 * NlShopDialog:
 *
 * Creates or edits a shop. Nothing is changed before it is saved.
 */
struct _NlShopDialog {
  AdwDialog parent_instance;
  GtkButton *save;
  AdwBanner *complaint;
  NlShopForm *form;
  GtkWidget *delete_group;

  NlWorkspace *workspace;
  NlShop *shop; /* as it is stored; NULL for a new one */
  gboolean is_saving;
};

G_DEFINE_FINAL_TYPE (NlShopDialog, nl_shop_dialog, ADW_TYPE_DIALOG)

enum {
  SAVED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static NlShop *
guess_shop (void)
{
  g_autofree char *currency = nl_shop_guess_currency ();
  g_autofree char *timezone = nl_shop_guess_time_zone ();
  g_autofree char *language = nl_shop_guess_language ();

  return g_object_new (NL_TYPE_SHOP, "currency", currency, "timezone", timezone, "language",
                       language, NULL);
}

/* Says what is wrong above the form, and marks where. */
static void
complain (NlShopDialog *self, NlShopField field, const char *message)
{
  nl_shop_form_set_error (self->form, field, message);
  adw_banner_set_title (self->complaint, message != NULL ? message : "");
  adw_banner_set_revealed (self->complaint, message != NULL);
  if (message != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), message,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
changed_cb (NlShopDialog *self)
{
  if (adw_banner_get_revealed (self->complaint))
    complain (self, NL_SHOP_N_FIELDS, NULL);
}

static void
mistaken_cb (NlShopDialog *self, guint field, const char *message)
{
  complain (self, field, message);
}

typedef struct {
  GWeakRef self;
  NlWorkspace *workspace;
  NlShop *shop;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_weak_ref_clear (&saving->self);
  g_object_unref (saving->workspace);
  g_object_unref (saving->shop);
  g_free (saving);
}

static DexFuture *
save_fiber (gpointer data)
{
  Saving *saving = data;
  NlStore *store = nl_workspace_get_store (saving->workspace);
  g_autoptr (NlShopDialog) self = NULL;
  g_autoptr (GError) error = NULL;
  gboolean saved = dex_await (nl_shops_save (store, saving->shop), &error);

  if (saved)
    saved = dex_await (nl_workspace_go_to_shop (saving->workspace,
                                                nl_record_get_id (NL_RECORD (saving->shop))),
                       &error);
  self = g_weak_ref_get (&saving->self);
  if (self == NULL)
    return dex_future_new_true ();
  self->is_saving = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), TRUE);
  if (saved) {
    adw_dialog_force_close (ADW_DIALOG (self));
    g_signal_emit (self, signals[SAVED], 0);
  } else if (g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_CONSTRAINT)) {
    complain (self, NL_SHOP_NAME, error->message);
    gtk_widget_grab_focus (nl_shop_form_get_row (self->form, NL_SHOP_NAME));
  } else
    nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Save the Shop"), error);
  return dex_future_new_true ();
}

static void
save_clicked_cb (NlShopDialog *self)
{
  g_autoptr (NlShop) shop = nl_shop_form_dup_shop (self->form);
  g_autoptr (GError) error = NULL;
  NlShopField field;
  Saving *saving;

  if (self->is_saving)
    return;
  if (!nl_shop_check (shop, &field, &error)) {
    complain (self, field, error->message);
    gtk_widget_grab_focus (nl_shop_form_get_row (self->form, field));
    return;
  }
  self->is_saving = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  saving = g_new0 (Saving, 1);
  g_weak_ref_init (&saving->self, self);
  saving->workspace = g_object_ref (self->workspace);
  saving->shop = g_steal_pointer (&shop);
  nl_fiber_start ("save-shop", save_fiber, saving, saving_free);
}

static void
cancel_clicked_cb (NlShopDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
discard_response_cb (NlShopDialog *self, const char *response)
{
  if (g_str_equal (response, "discard"))
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
nl_shop_dialog_close_attempt (AdwDialog *dialog)
{
  NlShopDialog *self = NL_SHOP_DIALOG (dialog);
  AdwAlertDialog *question;

  if (self->is_saving)
    return;
  if (!nl_shop_form_is_changed (self->form)) {
    adw_dialog_force_close (dialog);
    return;
  }
  question = ADW_ALERT_DIALOG (
      adw_alert_dialog_new (_ ("Discard Changes?"), _ ("What you changed here will be lost.")));
  adw_alert_dialog_add_responses (question, "keep", _ ("_Keep Editing"), "discard", _ ("_Discard"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (question, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (question, "keep");
  adw_alert_dialog_set_close_response (question, "keep");
  g_signal_connect_object (question, "response", G_CALLBACK (discard_response_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (question), GTK_WIDGET (self));
}

static void
delete_activated_cb (NlShopDialog *self)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  adw_dialog_force_close (ADW_DIALOG (self));
  nl_shop_deletion_start (window, self->workspace, self->shop);
}

static void
nl_shop_dialog_dispose (GObject *object)
{
  NlShopDialog *self = NL_SHOP_DIALOG (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->shop);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_SHOP_DIALOG);
  G_OBJECT_CLASS (nl_shop_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, save);
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, complaint);
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, form);
  gtk_widget_class_bind_template_child (widget_class, NlShopDialog, delete_group);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, mistaken_cb);
}

static void
nl_shop_dialog_class_init (NlShopDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = nl_shop_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->close_attempt = nl_shop_dialog_close_attempt;

  /**
   * NlShopDialog::saved:
   * @self: the dialog
   *
   * The shop was saved and is now the current one; the dialog is closed.
   */
  signals[SAVED] = g_signal_new ("saved", NL_TYPE_SHOP_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  g_type_ensure (NL_TYPE_SHOP_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-shop-dialog.ui");
  bind_children (widget_class);
}

static void
nl_shop_dialog_init (NlShopDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  adw_dialog_set_default_widget (ADW_DIALOG (self), GTK_WIDGET (self->save));
  adw_dialog_set_focus (ADW_DIALOG (self), nl_shop_form_get_row (self->form, NL_SHOP_NAME));
}

/**
 * nl_shop_dialog_new:
 * @workspace: the workspace
 * @shop: (nullable): what to edit; %NULL for a new shop
 *
 * Returns: (transfer none): a dialog; present it
 */
NlShopDialog *
nl_shop_dialog_new (NlWorkspace *workspace, NlShop *shop)
{
  NlShopDialog *self;
  g_autoptr (NlShop) form = NULL;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (shop == NULL || NL_IS_SHOP (shop), NULL);

  self = g_object_new (NL_TYPE_SHOP_DIALOG, NULL);
  self->workspace = g_object_ref (workspace);
  g_set_object (&self->shop, shop);
  form = shop != NULL ? g_object_ref (shop) : guess_shop ();
  nl_shop_form_set_shop (self->form, form, nl_workspace_get_store (workspace));
  if (shop != NULL) {
    adw_dialog_set_title (ADW_DIALOG (self), _ ("Edit Shop"));
    gtk_button_set_label (self->save, _ ("_Save"));
    gtk_widget_set_visible (self->delete_group, TRUE);
  }
  return self;
}
