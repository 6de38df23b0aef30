/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/shops/nl-shop-deletion.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/shell/nl-window.h"
#include "base/nl-format.h"
#include "shops/nl-shops.h"

/* Deleting a shop: at once when it can be undone, after a question when it can't. */

typedef struct {
  GWeakRef window;
  NlStore *store;
  NlShop *shop;
} Deletion;

static void
deletion_free (gpointer data)
{
  Deletion *deletion = data;

  g_weak_ref_clear (&deletion->window);
  g_object_unref (deletion->store);
  g_object_unref (deletion->shop);
  g_free (deletion);
}

static Deletion *
deletion_new (GtkWidget *window, NlStore *store, NlShop *shop)
{
  Deletion *self = g_new0 (Deletion, 1);

  g_weak_ref_init (&self->window, window);
  self->store = g_object_ref (store);
  self->shop = g_object_ref (shop);
  return self;
}

static const char *
get_name (Deletion *self)
{
  return nl_record_get_text (NL_RECORD (self->shop), NL_SHOP_NAME);
}

static gint64
get_id (Deletion *self)
{
  return nl_record_get_id (NL_RECORD (self->shop));
}

static void
show_outcome (Deletion *self, GBytes *changeset, const GError *error)
{
  g_autoptr (GtkWidget) window = g_weak_ref_get (&self->window);
  g_autofree char *text = g_strdup_printf (_ ("“%s” deleted"), get_name (self));

  if (window == NULL)
    return;
  if (error != NULL)
    nl_window_show_error (window, _ ("Could Not Delete the Shop"), error);
  else if (changeset != NULL)
    nl_window_toast_undo (window, text, changeset);
  else
    nl_window_toast (window, text);
}

static DexFuture *
delete_for_good_fiber (gpointer data)
{
  Deletion *self = data;
  g_autoptr (GError) error = NULL;

  dex_await (nl_shops_delete_for_good (self->store, get_id (self)), &error);
  show_outcome (self, NULL, error);
  return dex_future_new_true ();
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, gpointer data)
{
  Deletion *question = data;
  g_autoptr (GtkWidget) window = g_weak_ref_get (&question->window);

  if (window != NULL && g_str_equal (response, "delete"))
    nl_fiber_start ("delete-shop", delete_for_good_fiber,
                    deletion_new (window, question->store, question->shop), deletion_free);
}

static void
closure_free (gpointer data, GClosure *closure)
{
  deletion_free (data);
}

static void
ask (Deletion *self, gint64 n_customers)
{
  g_autoptr (GtkWidget) window = g_weak_ref_get (&self->window);
  g_autofree char *heading = g_strdup_printf (_ ("Delete “%s”?"), get_name (self));
  g_autofree char *count = nl_number_format ((double) n_customers, 0, NULL);
  g_autofree char *body = g_strdup_printf (
      _ ("The shop has %s customers. They will be lost with their orders, and with the shop’s "
         "segments, personas and campaigns. This can’t be undone."),
      count);
  AdwAlertDialog *dialog;

  if (window == NULL)
    return;
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "delete", _ ("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb),
                         deletion_new (window, self->store, self->shop), closure_free, 0);
  adw_dialog_present (ADW_DIALOG (dialog), window);
}

static DexFuture *
delete_fiber (gpointer data)
{
  Deletion *self = data;
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n_customers;

  n_customers = dex_await_int64 (nl_shops_count_customers (self->store, get_id (self)), &error);
  if (error == NULL && n_customers >= NL_SHOPS_UNDO_LIMIT) {
    ask (self, n_customers);
    return dex_future_new_true ();
  }
  if (error == NULL)
    changeset = dex_await_boxed (nl_shops_delete (self->store, get_id (self)), &error);
  show_outcome (self, changeset, error);
  return dex_future_new_true ();
}

/**
 * nl_shop_deletion_start:
 * @widget: any widget in the window
 * @workspace: the workspace
 * @shop: what to delete
 *
 * Deletes a shop and offers to undo it; when it is too large for that, asks before.
 */
void
nl_shop_deletion_start (GtkWidget *widget, NlWorkspace *workspace, NlShop *shop)
{
  GtkWidget *window;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (NL_IS_WORKSPACE (workspace));
  g_return_if_fail (NL_IS_SHOP (shop));

  window = GTK_WIDGET (gtk_widget_get_root (widget));
  nl_fiber_start ("delete-shop", delete_fiber,
                  deletion_new (window, nl_workspace_get_store (workspace), shop), deletion_free);
}
