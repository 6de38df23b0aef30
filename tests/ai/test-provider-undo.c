/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-provider-accounts.h"
#include "ai/nl-provider-undo.h"
#include "net/nl-secrets.h"
#include "nl-test.h"

#define KEY "sk-marker-undo-0123456789"

static NlStore *
open_with_key (const char *folder, NlProviderAccount **account)
{
  NlStore *store = dex_await_object (nl_store_open (folder), NULL);

  *account = nl_provider_account_new (nl_provider_preset_find ("openai"), "Mine");
  nl_test_await_ok (nl_provider_accounts_save (store, *account));
  nl_test_await_ok (nl_provider_accounts_set_key (store, *account, KEY, NULL));
  return store;
}

static guint
count (NlStore *store)
{
  g_autoptr (GListModel) accounts = dex_await_object (nl_provider_accounts_list (store), NULL);

  return g_list_model_get_n_items (accounts);
}

static gboolean
has_key (NlStore *store, NlProviderAccount *account)
{
  return dex_await_boolean (nl_provider_accounts_has_key (store, account, NULL), NULL);
}

static void
test_remove (const char *folder)
{
  g_autoptr (NlProviderAccount) account = NULL;
  g_autoptr (NlStore) store = open_with_key (folder, &account);
  g_autoptr (NlProviderUndo) undo = NULL;
  g_autofree char *profile = nl_provider_accounts_dup_profile (store);
  g_autofree char *name = nl_provider_account_dup_secret_name (account);
  g_autofree char *key = NULL;

  undo = dex_await_object (nl_provider_undo_remove (store, account, NULL), NULL);
  g_assert_nonnull (undo);
  g_assert_cmpuint (count (store), ==, 0);
  g_assert_false (has_key (store, account));
  nl_test_await_ok (nl_provider_undo_run (undo));
  g_assert_cmpuint (count (store), ==, 1);
  key = dex_await_string (nl_secrets_lookup (profile, name, NULL), NULL);
  g_assert_cmpstr (key, ==, KEY);
  nl_test_await_ok (nl_provider_accounts_remove (store, account, NULL));
  nl_test_await_ok (nl_store_close (store));
}

static void
test_clear_key (const char *folder)
{
  g_autoptr (NlProviderAccount) account = NULL;
  g_autoptr (NlStore) store = open_with_key (folder, &account);
  g_autoptr (NlProviderUndo) undo = NULL;
  g_autoptr (NlProviderUndo) nothing = NULL;

  undo = dex_await_object (nl_provider_undo_clear_key (store, account, NULL), NULL);
  g_assert_nonnull (undo);
  g_assert_cmpuint (count (store), ==, 1);
  g_assert_false (has_key (store, account));
  /* Without a key there is nothing to remove, and nothing to bring back. */
  nothing = dex_await_object (nl_provider_undo_clear_key (store, account, NULL), NULL);
  nl_test_await_ok (nl_provider_undo_run (nothing));
  g_assert_false (has_key (store, account));
  nl_test_await_ok (nl_provider_undo_run (undo));
  g_assert_true (has_key (store, account));
  nl_test_await_ok (nl_provider_accounts_remove (store, account, NULL));
  nl_test_await_ok (nl_store_close (store));
}

/* The last: nobody in this session can unlock it again. */
static void
test_locked (const char *folder)
{
  g_autoptr (NlProviderAccount) account = NULL;
  g_autoptr (NlStore) store = open_with_key (folder, &account);
  const char *const lock[] = { "gdbus",
                               "call",
                               "--session",
                               "-d",
                               "org.freedesktop.secrets",
                               "-o",
                               "/org/freedesktop/secrets",
                               "-m",
                               "org.freedesktop.Secret.Service.Lock",
                               "['/org/freedesktop/secrets/collection/login']",
                               NULL };
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) lock, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL,
                NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (dex_await (nl_provider_undo_remove (store, account, NULL), &error));
  g_assert_error (error, NL_SECRETS_ERROR, NL_SECRETS_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (dex_await (nl_provider_undo_clear_key (store, account, NULL), &error));
  g_assert_error (error, NL_SECRETS_ERROR, NL_SECRETS_ERROR_LOCKED);
  g_assert_cmpuint (count (store), ==, 1);
  g_assert_true (has_key (store, account));
  nl_test_await_ok (nl_store_close (store));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/ai/provider-undo/remove", test_remove);
  nl_test_add ("/ai/provider-undo/clear-key", test_clear_key);
  nl_test_add ("/ai/provider-undo/locked", test_locked);
  return g_test_run ();
}
