/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/providers/nl-providers-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-provider-accounts.h"
#include "ai/nl-provider-chain.h"
#include "ai/offline/nl-offline-provider.h"
#include "app/providers/nl-preset-page.h"
#include "app/providers/nl-provider-page.h"
#include "app/providers/nl-provider-removal.h"
#include "app/providers/nl-provider-row.h"
#include "app/shell/nl-window.h"
#include "net/nl-secrets.h"

#define SETTING "provider"
/* How often a pause is counted down. */
#define TICK_SECONDS 5

/**
 * NlProvidersPage:
 *
 * Who is asked for texts and pictures, and in which order: the page of the preferences.
 */
struct _NlProvidersPage {
  AdwPreferencesPage parent_instance;
  GtkWidget *keyring;
  AdwActionRow *keyring_row;
  GtkButton *keyring_button;
  GtkListBox *list;
  AdwSwitchRow *offline_only;

  NlWorkspace *workspace;
  GPtrArray *rows; /* of the providers, in their order */
  char **keys;     /* names of the secrets there are; NULL when nobody knows */
  GError *trouble; /* of the keyring, or NULL */
  guint tick_id;
  guint serial; /* of the newest reading */
};

G_DEFINE_FINAL_TYPE (NlProvidersPage, nl_providers_page, ADW_TYPE_PREFERENCES_PAGE)

static NlProviderHealth *
get_health (NlProvidersPage *self)
{
  return nl_provider_registry_get_health (nl_workspace_get_providers (self->workspace));
}

static NlKeyState
get_key_state (NlProvidersPage *self, NlProviderAccount *account)
{
  g_autofree char *name = nl_provider_account_dup_secret_name (account);

  if (self->trouble != NULL)
    return NL_KEY_STATE_KEYRING;
  if (self->keys == NULL)
    return NL_KEY_STATE_UNKNOWN;
  return g_strv_contains ((const char *const *) self->keys, name) ? NL_KEY_STATE_SAVED
                                                                  : NL_KEY_STATE_MISSING;
}

static void
update_rows (NlProvidersPage *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    NlProviderRow *row = g_ptr_array_index (self->rows, i);

    nl_provider_row_update (row, get_health (self),
                            get_key_state (self, nl_provider_row_get_account (row)));
    nl_provider_row_set_place (row, i, self->rows->len);
  }
}

static gboolean
tick_cb (gpointer data)
{
  update_rows (data);
  return G_SOURCE_CONTINUE;
}

/* A keyring matters to those who have somebody to ask. */
static void
update_keyring (NlProvidersPage *self)
{
  gboolean is_locked = g_error_matches (self->trouble, NL_SECRETS_ERROR, NL_SECRETS_ERROR_LOCKED);

  if (self->trouble != NULL) {
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->keyring_row),
                                   is_locked ? _ ("The Keyring Is Locked")
                                             : _ ("The Keyring Is Not Available"));
    adw_action_row_set_subtitle (self->keyring_row, self->trouble->message);
    gtk_button_set_label (self->keyring_button, is_locked ? _ ("_Unlock") : _ ("_Try Again"));
  }
  gtk_widget_set_visible (self->keyring, self->trouble != NULL && self->rows->len > 0);
}

typedef struct {
  GWeakRef page;
  NlStore *store;
  guint serial;
  char *name; /* of a secret to unlock the keyring with, or NULL */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_weak_ref_clear (&reading->page);
  g_object_unref (reading->store);
  g_free (reading->name);
  g_free (reading);
}

static void unlock_await (Reading *reading, const char *profile);

/* Reading the names of the keys asks nobody to unlock anything. */
static DexFuture *
read_keys_fiber (gpointer data)
{
  Reading *reading = data;
  g_autofree char *profile = nl_provider_accounts_dup_profile (reading->store);
  g_autoptr (GError) error = NULL;
  g_autoptr (NlProvidersPage) self = NULL;
  g_auto (GStrv) keys = NULL;

  unlock_await (reading, profile);
  if (dex_await (nl_secrets_check (profile, NULL), &error))
    keys = dex_await_boxed (nl_secrets_list (profile, NULL), &error);
  self = g_weak_ref_get (&reading->page);
  if (self == NULL || reading->serial != self->serial)
    return dex_future_new_true ();
  g_clear_pointer (&self->keys, g_strfreev);
  g_clear_error (&self->trouble);
  self->keys = g_steal_pointer (&keys);
  self->trouble = g_steal_pointer (&error);
  update_rows (self);
  update_keyring (self);
  return dex_future_new_true ();
}

/* Asking for a key has the user asked for the password of the keyring. */
static void
unlock_await (Reading *reading, const char *profile)
{
  g_autofree char *key = NULL;

  if (reading->name == NULL)
    return;
  key = dex_await_string (nl_secrets_lookup (profile, reading->name, NULL), NULL);
  if (key != NULL)
    explicit_bzero (key, strlen (key));
}

static void
read_keys (NlProvidersPage *self, const char *unlock_with)
{
  Reading *reading = g_new0 (Reading, 1);

  g_weak_ref_init (&reading->page, self);
  reading->store = g_object_ref (nl_workspace_get_store (self->workspace));
  reading->serial = ++self->serial;
  reading->name = g_strdup (unlock_with);
  nl_fiber_start ("read-keys", read_keys_fiber, reading, reading_free);
}

/* A provider answered or failed, or its key came or went. */
static void
health_changed_cb (NlProvidersPage *self)
{
  update_rows (self);
  read_keys (self, NULL);
}

static void
keyring_clicked_cb (NlProvidersPage *self)
{
  g_autofree char *name = NULL;

  if (self->rows->len > 0)
    name = nl_provider_account_dup_secret_name (
        nl_provider_row_get_account (g_ptr_array_index (self->rows, 0)));
  read_keys (self, name);
}

/* --- the order --- */

typedef struct {
  GWeakRef page;
  DexFuture *saved;
} Ordering;

static void
ordering_free (gpointer data)
{
  Ordering *ordering = data;

  g_weak_ref_clear (&ordering->page);
  dex_unref (ordering->saved);
  g_free (ordering);
}

static void reload (NlProvidersPage *self);

static DexFuture *
order_fiber (gpointer data)
{
  Ordering *ordering = data;
  g_autoptr (NlProvidersPage) self = NULL;
  g_autoptr (GError) error = NULL;

  if (dex_await (dex_ref (ordering->saved), &error))
    return dex_future_new_true ();
  self = g_weak_ref_get (&ordering->page);
  if (self != NULL) {
    nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Change the Order"), error);
    reload (self);
  }
  return dex_future_new_true ();
}

static void
save_order (NlProvidersPage *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Ordering *ordering = g_new0 (Ordering, 1);

  for (guint i = 0; i < self->rows->len; i++) {
    gint64 id = nl_record_get_id (NL_RECORD (nl_provider_row_get_account (self->rows->pdata[i])));

    g_array_append_val (ids, id);
  }
  g_weak_ref_init (&ordering->page, self);
  ordering->saved = nl_provider_accounts_order (nl_workspace_get_store (self->workspace), ids);
  nl_fiber_start ("order-providers", order_fiber, ordering, ordering_free);
}

/* Moves at once; the database follows. */
static void
moved_cb (NlProvidersPage *self, int steps, NlProviderRow *target, NlProviderRow *row)
{
  g_autoptr (GtkWidget) alive = g_object_ref (GTK_WIDGET (row));
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) == alive;
  g_autofree char *place = NULL;
  guint from = 0;
  guint target_index = 0;
  int to;

  if (!g_ptr_array_find (self->rows, row, &from))
    return;
  if (target != NULL && !g_ptr_array_find (self->rows, target, &target_index))
    return;
  to = target != NULL ? (int) target_index : (int) from + steps;
  if (to < 0 || to >= (int) self->rows->len || to == (int) from)
    return;
  g_ptr_array_remove_index (self->rows, from);
  g_ptr_array_insert (self->rows, to, row);
  gtk_list_box_remove (self->list, alive);
  gtk_list_box_insert (self->list, alive, to);
  update_rows (self);
  if (had_focus)
    gtk_widget_grab_focus (alive);
  /* Translators: the place of a provider in the order, for those who hear it: “2 of 3”. */
  place = g_strdup_printf (_ ("%d of %u"), to + 1, self->rows->len);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), place,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  save_order (self);
}

static void
removed_cb (NlProvidersPage *self, NlProviderRow *row)
{
  nl_provider_removal_remove (GTK_WIDGET (self), self->workspace,
                              nl_provider_row_get_account (row));
}

/* --- the list --- */

static gint64
get_row_id (NlProviderRow *row)
{
  return nl_record_get_id (NL_RECORD (nl_provider_row_get_account (row)));
}

static void
keep_focus (NlProvidersPage *self, gint64 focused, guint index)
{
  if (focused == 0)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    if (get_row_id (self->rows->pdata[i]) == focused)
      index = i;
  if (self->rows->len > 0)
    gtk_widget_grab_focus (self->rows->pdata[MIN (index, self->rows->len - 1)]);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
fill (NlProvidersPage *self, GListModel *accounts)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  gint64 focused = NL_IS_PROVIDER_ROW (focus) ? get_row_id (NL_PROVIDER_ROW (focus)) : 0;
  guint index = 0;

  if (focused != 0)
    g_ptr_array_find (self->rows, focus, &index);
  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_remove (self->list, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (NlProviderAccount) account = g_list_model_get_item (accounts, i);
    GtkWidget *row = nl_provider_row_new (account);

    g_signal_connect_object (row, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
    gtk_list_box_insert (self->list, row, (int) i);
    g_ptr_array_add (self->rows, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->offline_only), self->rows->len > 0);
  update_rows (self);
  update_keyring (self);
  keep_focus (self, focused, index);
}

static DexFuture *
reload_fiber (gpointer data)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) accounts
      = dex_await_object (nl_provider_accounts_list (reading->store), &error);
  g_autoptr (NlProvidersPage) self = g_weak_ref_get (&reading->page);

  if (self == NULL)
    return dex_future_new_true ();
  if (accounts == NULL) {
    nl_window_show_error (GTK_WIDGET (self), _ ("Could Not Read the Providers"), error);
    return dex_future_new_true ();
  }
  fill (self, accounts);
  read_keys (self, NULL);
  return dex_future_new_true ();
}

static void
reload (NlProvidersPage *self)
{
  Reading *reading = g_new0 (Reading, 1);

  g_weak_ref_init (&reading->page, self);
  reading->store = g_object_ref (nl_workspace_get_store (self->workspace));
  nl_fiber_start ("read-providers", reload_fiber, reading, reading_free);
}

static void
store_changed_cb (NlProvidersPage *self, NlChanges *changes)
{
  if (nl_changes_touches (changes, "providers"))
    reload (self);
}

static AdwPreferencesDialog *
get_dialog (NlProvidersPage *self)
{
  return ADW_PREFERENCES_DIALOG (
      gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG));
}

static void
row_activated_cb (NlProvidersPage *self, GtkListBoxRow *row)
{
  AdwNavigationPage *page;

  if (!NL_IS_PROVIDER_ROW (row))
    return;
  page
      = nl_provider_page_new (self->workspace, nl_provider_row_get_account (NL_PROVIDER_ROW (row)));
  adw_preferences_dialog_push_subpage (get_dialog (self), page);
}

static void
add_activated_cb (NlProvidersPage *self)
{
  AdwNavigationPage *page = nl_preset_page_new (self->workspace);

  adw_preferences_dialog_push_subpage (get_dialog (self), page);
}

static void
offline_only_cb (NlProvidersPage *self)
{
  const char *id = adw_switch_row_get_active (self->offline_only) ? NL_OFFLINE_PROVIDER_ID
                                                                  : NL_PROVIDER_CHAIN_ID;
  NlProviderRegistry *registry;

  if (self->workspace == NULL)
    return;
  registry = nl_workspace_get_providers (self->workspace);
  g_settings_set_string (nl_workspace_get_settings (self->workspace), SETTING, id);
  nl_provider_registry_set_default (registry, id);
}

/* Always the last: there is nothing to move, to set up or to remove. */
static void
add_offline_row (NlProvidersPage *self)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Offline Drafts"));
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (row),
      _ ("Written at once on this computer, from the numbers of the shop. A draft stays until a "
         "provider has written it better. Nothing is sent anywhere."));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("computer-symbolic"));
  gtk_list_box_append (self->list, row);
}

static void
nl_providers_page_dispose (GObject *object)
{
  NlProvidersPage *self = NL_PROVIDERS_PAGE (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->keys, g_strfreev);
  g_clear_error (&self->trouble);
  gtk_widget_dispose_template (GTK_WIDGET (self), NL_TYPE_PROVIDERS_PAGE);
  G_OBJECT_CLASS (nl_providers_page_parent_class)->dispose (object);
}

static void
nl_providers_page_class_init (NlProvidersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nl_providers_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ai/ninjalead/NinjaLead/ui/nl-providers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NlProvidersPage, keyring);
  gtk_widget_class_bind_template_child (widget_class, NlProvidersPage, keyring_row);
  gtk_widget_class_bind_template_child (widget_class, NlProvidersPage, keyring_button);
  gtk_widget_class_bind_template_child (widget_class, NlProvidersPage, list);
  gtk_widget_class_bind_template_child (widget_class, NlProvidersPage, offline_only);
  gtk_widget_class_bind_template_callback (widget_class, keyring_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, offline_only_cb);
}

static void
nl_providers_page_init (NlProvidersPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_offline_row (self);
}

/**
 * nl_providers_page_new:
 * @workspace: whose providers it shows
 *
 * Returns: (transfer floating): a page for the preferences
 */
AdwPreferencesPage *
nl_providers_page_new (NlWorkspace *workspace)
{
  NlProvidersPage *self;
  g_autofree char *id = NULL;

  g_return_val_if_fail (NL_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (NL_TYPE_PROVIDERS_PAGE, NULL);
  id = g_settings_get_string (nl_workspace_get_settings (workspace), SETTING);
  adw_switch_row_set_active (self->offline_only, g_str_equal (id, NL_OFFLINE_PROVIDER_ID));
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (nl_workspace_get_store (workspace), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_health (self), "changed", G_CALLBACK (health_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->tick_id = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
  gtk_widget_set_visible (GTK_WIDGET (self->offline_only), FALSE);
  reload (self);
  return ADW_PREFERENCES_PAGE (self);
}
