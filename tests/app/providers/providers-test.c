/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers-test.h"

#include <string.h>

#include "app/shell/nl-preferences-dialog.h"
#include "base/nl-future.h"

void
providers_set_up (Providers *self, gconstpointer data)
{
  fixture_set_up (&self->base, data);
  self->server = nl_test_server_new ();
  self->dialog = nl_preferences_dialog_new (nl_workspace_get_settings (self->base.workspace),
                                            self->base.folder, self->base.workspace);
  adw_dialog_present (self->dialog, GTK_WIDGET (self->base.window));
  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (self->dialog), "providers");
  wait_until (gtk_widget_get_mapped (providers_get_page (self)));
}

/* The keys go with their providers: the next test has the same keyring. */
void
providers_tear_down (Providers *self, gconstpointer data)
{
  g_autoptr (GListModel) accounts = await_object (nl_provider_accounts_list (self->base.store));

  adw_dialog_force_close (self->dialog);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (NlProviderAccount) account = g_list_model_get_item (accounts, i);

    nl_future_wait (nl_provider_accounts_clear_key (self->base.store, account, NULL), NULL);
  }
  fixture_tear_down (&self->base, data);
  nl_test_server_free (self->server);
}

GtkWidget *
providers_get_page (Providers *self)
{
  return find_widget (GTK_WIDGET (self->dialog), g_type_from_name ("NlProvidersPage"));
}

/* The page of a type that is shown. */
GtkWidget *
providers_find (Providers *self, const char *type)
{
  GType wanted = g_type_from_name (type);
  GtkWidget *found
      = wanted != G_TYPE_INVALID ? find_widget (GTK_WIDGET (self->dialog), wanted) : NULL;

  return found != NULL && gtk_widget_get_mapped (found) ? found : NULL;
}

GtkWidget *
providers_find_row (Providers *self, const char *name)
{
  return find_named (providers_get_page (self), g_type_from_name ("NlProviderRow"), "title", name);
}

void
providers_say (Providers *self, const char *status, const char *json)
{
  g_autofree char *answer
      = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: "
                         "%zu\r\n\r\n%s",
                         status, strlen (json), json);

  nl_test_server_say (self->server, NL_TEST_SERVER_ALL, answer);
}

NlProviderAccount *
providers_add (Providers *self, const char *name, const char *text_model)
{
  NlProviderAccount *account = nl_provider_account_new (nl_provider_preset_find ("local"), name);
  g_autofree char *url = nl_test_server_dup_url (self->server, "/v1");

  nl_record_set_text (NL_RECORD (account), NL_PROVIDER_ACCOUNT_BASE_URL, url);
  nl_record_set_text (NL_RECORD (account), NL_PROVIDER_ACCOUNT_TEXT_MODEL, text_model);
  await (nl_provider_accounts_save (self->base.store, account));
  wait_until (providers_find_row (self, name) != NULL);
  return account;
}

NlProviderAccount *
providers_read (Providers *self, const char *name)
{
  g_autoptr (GListModel) accounts = await_object (nl_provider_accounts_list (self->base.store));

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (NlProviderAccount) account = g_list_model_get_item (accounts, i);

    if (g_strcmp0 (nl_record_get_text (NL_RECORD (account), NL_PROVIDER_ACCOUNT_NAME), name) == 0)
      return g_steal_pointer (&account);
  }
  return NULL;
}

char *
providers_dup_order (Providers *self)
{
  g_autoptr (GListModel) accounts = await_object (nl_provider_accounts_list (self->base.store));
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (NlRecord) account = g_list_model_get_item (accounts, i);

    g_string_append_printf (order, "%s ", nl_record_get_text (account, NL_PROVIDER_ACCOUNT_NAME));
  }
  return g_string_free_and_steal (order);
}

gboolean
providers_has_key (Providers *self, NlProviderAccount *account)
{
  g_autoptr (DexFuture) future = nl_provider_accounts_has_key (self->base.store, account, NULL);

  await (dex_ref (future));
  return g_value_get_boolean (dex_future_get_value (future, NULL));
}

void
providers_begin_adding (Providers *self)
{
  GtkWidget *add
      = find_named (providers_get_page (self), ADW_TYPE_BUTTON_ROW, "title", "_Add Provider…");

  g_signal_emit_by_name (add, "activated");
  wait_until (providers_find (self, "NlPresetPage") != NULL);
}

GtkWidget *
providers_open (Providers *self, const char *name)
{
  gtk_widget_activate (providers_find_row (self, name));
  wait_until (providers_find (self, "NlProviderPage") != NULL);
  return providers_find (self, "NlProviderPage");
}

const char *
providers_get_title (gpointer row)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
}

const char *
providers_get_subtitle (gpointer row)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
}
