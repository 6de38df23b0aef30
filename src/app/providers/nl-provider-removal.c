/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/providers/nl-provider-removal.h"

#include <glib/gi18n-lib.h>

#include "ai/nl-provider-undo.h"
#include "app/shell/nl-window.h"
#include "base/nl-future.h"

#define UNDO_SECONDS 10

/* Where it is said what was removed: in the dialog, over whichever of its pages is shown. */
typedef struct {
  GWeakRef dialog;
  NlProviderHealth *health;
  char *id; /* of the provider */
  DexFuture *removed;
  char *done;
  const char *failed;
} Removal;

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  g_weak_ref_clear (&removal->dialog);
  g_object_unref (removal->health);
  g_free (removal->id);
  dex_unref (removal->removed);
  g_free (removal->done);
  g_free (removal);
}

typedef struct {
  GWeakRef dialog;
  NlProviderHealth *health;
  char *id;
  NlProviderUndo *undo;
} Return;

static void
return_free (gpointer data)
{
  Return *back = data;

  g_weak_ref_clear (&back->dialog);
  g_object_unref (back->health);
  g_free (back->id);
  g_object_unref (back->undo);
  g_free (back);
}

static DexFuture *
return_fiber (gpointer data)
{
  Return *back = data;
  g_autoptr (GtkWidget) dialog = NULL;
  g_autoptr (GError) error = NULL;

  dex_await (nl_provider_undo_run (back->undo), &error);
  nl_provider_health_forget (back->health, back->id);
  dialog = g_weak_ref_get (&back->dialog);
  if (error != NULL && dialog != NULL)
    nl_window_show_error (dialog, _ ("Could Not Undo"), error);
  return dex_future_new_true ();
}

static void
undo_clicked_cb (AdwToast *toast, Return *back)
{
  Return *copy = g_new0 (Return, 1);
  g_autoptr (GtkWidget) dialog = g_weak_ref_get (&back->dialog);

  g_weak_ref_init (&copy->dialog, dialog);
  copy->health = g_object_ref (back->health);
  copy->id = g_strdup (back->id);
  copy->undo = g_object_ref (back->undo);
  nl_fiber_start ("return-provider", return_fiber, copy, return_free);
}

static void
free_with_closure (gpointer data, GClosure *closure)
{
  return_free (data);
}

/* Once the toast is gone, so is the key. */
static void
offer_undo (GtkWidget *dialog, Removal *removal, NlProviderUndo *undo)
{
  AdwToast *toast = adw_toast_new (removal->done);
  Return *back = g_new0 (Return, 1);

  g_weak_ref_init (&back->dialog, dialog);
  back->health = g_object_ref (removal->health);
  back->id = g_strdup (removal->id);
  back->undo = g_object_ref (undo);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), back,
                         free_with_closure, 0);
  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog), toast);
}

static DexFuture *
removal_fiber (gpointer data)
{
  Removal *removal = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NlProviderUndo) undo = dex_await_object (dex_ref (removal->removed), &error);
  g_autoptr (GtkWidget) dialog = g_weak_ref_get (&removal->dialog);

  if (undo != NULL)
    nl_provider_health_forget (removal->health, removal->id);
  if (dialog == NULL)
    return dex_future_new_true ();
  if (undo != NULL)
    offer_undo (dialog, removal, undo);
  else
    nl_window_show_error (dialog, removal->failed, error);
  return dex_future_new_true ();
}

static void
start (GtkWidget *widget,
       NlWorkspace *workspace,
       NlProviderAccount *account,
       DexFuture *removed,
       char *done,
       const char *failed)
{
  Removal *removal = g_new0 (Removal, 1);

  g_weak_ref_init (&removal->dialog, gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_DIALOG));
  removal->health
      = g_object_ref (nl_provider_registry_get_health (nl_workspace_get_providers (workspace)));
  removal->id = nl_provider_account_dup_id (account);
  removal->removed = removed;
  removal->done = done;
  removal->failed = failed;
  nl_fiber_start ("remove-provider", removal_fiber, removal, removal_free);
}

/**
 * nl_provider_removal_remove:
 * @widget: a widget in the preferences
 * @workspace: where the provider is
 * @account: a saved provider
 *
 * Removes a provider and its key, and offers to bring both back.
 */
void
nl_provider_removal_remove (GtkWidget *widget, NlWorkspace *workspace, NlProviderAccount *account)
{
  const char *name = nl_record_get_text (NL_RECORD (account), NL_PROVIDER_ACCOUNT_NAME);

  start (widget, workspace, account,
         nl_provider_undo_remove (nl_workspace_get_store (workspace), account, NULL),
         g_strdup_printf (_ ("Provider “%s” removed"), name), _ ("Could Not Remove Provider"));
}

/**
 * nl_provider_removal_clear_key:
 * @widget: a widget in the preferences
 * @workspace: where the provider is
 * @account: a saved provider
 *
 * Removes the key of a provider from the keyring, and offers to put it back.
 */
void
nl_provider_removal_clear_key (GtkWidget *widget,
                               NlWorkspace *workspace,
                               NlProviderAccount *account)
{
  const char *name = nl_record_get_text (NL_RECORD (account), NL_PROVIDER_ACCOUNT_NAME);

  start (widget, workspace, account,
         nl_provider_undo_clear_key (nl_workspace_get_store (workspace), account, NULL),
         g_strdup_printf (_ ("Key of “%s” removed"), name), _ ("Could Not Remove the Key"));
}
