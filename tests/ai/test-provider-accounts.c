/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-provider-accounts.h"
#include "ai/nl-provider-chain.h"
#include "nl-test.h"

static NlStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  NlStore *store = dex_await_object (nl_store_open (folder), &error);

  g_assert_no_error (error);
  return store;
}

static NlProviderAccount *
add (NlStore *store, const char *preset, const char *name)
{
  NlProviderAccount *account = nl_provider_account_new (nl_provider_preset_find (preset), name);

  nl_test_await_ok (nl_provider_accounts_save (store, account));
  return account;
}

static void
assert_order (NlStore *store, const char *names)
{
  g_autoptr (GListModel) accounts = dex_await_object (nl_provider_accounts_list (store), NULL);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (NlRecord) account = g_list_model_get_item (accounts, i);

    g_string_append_printf (joined, "%s ", nl_record_get_text (account, NL_PROVIDER_ACCOUNT_NAME));
  }
  g_assert_cmpstr (joined->str, ==, names);
}

static void
test_save_and_order (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlProviderAccount) one = add (store, "openai", " One ");
  g_autoptr (NlProviderAccount) two = add (store, "ollama", NULL);
  g_autoptr (NlProviderAccount) three = add (store, "xai", "Three");
  g_autoptr (NlProviderAccount) again = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  NlProviderAccount *const wanted[] = { three, one, two };
  g_autoptr (GError) error = NULL;

  assert_order (store, "One Ollama Three ");
  g_assert_cmpstr (nl_record_get_text (NL_RECORD (two), NL_PROVIDER_ACCOUNT_BASE_URL), ==,
                   "http://localhost:11434/v1");
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++) {
    gint64 id = nl_record_get_id (NL_RECORD (wanted[i]));

    g_array_append_val (ids, id);
  }
  nl_test_await_ok (nl_provider_accounts_order (store, ids));
  assert_order (store, "Three One Ollama ");
  /* Each once, or nothing changes. */
  g_array_set_size (ids, 2);
  g_assert_false (dex_await (nl_provider_accounts_order (store, ids), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_array_append_val (ids, g_array_index (ids, gint64, 0));
  g_assert_false (dex_await (nl_provider_accounts_order (store, ids), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  assert_order (store, "Three One Ollama ");

  again = nl_provider_account_new (nl_provider_preset_find ("vllm"), "ONE");
  g_assert_false (dex_await (nl_provider_accounts_save (store, again), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_CONSTRAINT);
  nl_test_await_ok (nl_store_close (store));
}

static void
test_check (const char *folder)
{
  static const struct {
    const char *preset;
    NlProviderAccountField field;
    const char *value;
  } wrong[] = {
    { "openai", NL_PROVIDER_ACCOUNT_NAME, " " },
    { "openai", NL_PROVIDER_ACCOUNT_NAME, "Offline" },
    { "openai", NL_PROVIDER_ACCOUNT_NAME, "automatic" },
    { "openai", NL_PROVIDER_ACCOUNT_PRESET, "nobody" },
    { "openai", NL_PROVIDER_ACCOUNT_BASE_URL, "http://api.openai.com/v1" },
    { "openai", NL_PROVIDER_ACCOUNT_BASE_URL, "https://127.0.0.1/v1" },
    { "openai", NL_PROVIDER_ACCOUNT_BASE_URL, "https://me:pw@api.openai.com/v1" },
    { "ollama", NL_PROVIDER_ACCOUNT_BASE_URL, "http://ollama.example.com/v1" },
    { "other", NL_PROVIDER_ACCOUNT_BASE_URL, NULL },
    { "openai", NL_PROVIDER_ACCOUNT_TEXT_MODEL, "two words" },
    /* Where people paste a key by mistake. */
    { "openai", NL_PROVIDER_ACCOUNT_IMAGE_MODEL, "sk-0123456789" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (NlProviderAccount) account
        = nl_provider_account_new (nl_provider_preset_find (wrong[i].preset), "Mine");
    NlProviderAccountField field = NL_PROVIDER_ACCOUNT_N_FIELDS;
    g_autoptr (GError) error = NULL;

    nl_record_set_text (NL_RECORD (account), wrong[i].field, wrong[i].value);
    g_assert_false (nl_provider_account_check (account, &field, &error));
    g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID);
    g_assert_cmpint (field, ==, wrong[i].field);
  }
}

static NlProvider *
get (NlProviderRegistry *registry, NlProviderAccount *account)
{
  g_autofree char *id = nl_provider_account_dup_id (account);

  return nl_provider_registry_get (registry, id);
}

static void
test_load (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlProviderRegistry) registry = nl_provider_registry_new ();
  g_autoptr (NlProviderAccount) one = add (store, "openai", "One");
  g_autoptr (NlProviderAccount) two = add (store, "ollama", "Two");
  g_autofree char *id = nl_provider_account_dup_id (one);
  NlProvider *chain;

  nl_test_await_ok (nl_provider_accounts_load (store, registry));
  chain = nl_provider_registry_get (registry, NL_PROVIDER_CHAIN_ID);
  g_assert_cmpuint (nl_provider_chain_get_length (NL_PROVIDER_CHAIN (chain)), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (registry)), ==, 4);
  g_assert_cmpstr (nl_provider_get_name (get (registry, one)), ==, "One");
  g_assert_true (nl_provider_is_remote (get (registry, one)));
  g_assert_true (nl_provider_is_metered (get (registry, one)));
  g_assert_false (nl_provider_is_remote (get (registry, two)));
  g_assert_true (nl_provider_get_capabilities (get (registry, one)) & NL_PROVIDER_IMAGES);
  g_assert_true (nl_provider_registry_set_default (registry, id));

  /* Loaded again, the default stays; the chain is the same one, with what it knows. */
  nl_record_set_boolean (NL_RECORD (two), NL_PROVIDER_ACCOUNT_DISABLED, TRUE);
  nl_record_set_text (NL_RECORD (one), NL_PROVIDER_ACCOUNT_NAME, "Uno");
  nl_test_await_ok (nl_provider_accounts_save (store, one));
  nl_test_await_ok (nl_provider_accounts_save (store, two));
  nl_test_await_ok (nl_provider_accounts_load (store, registry));
  g_assert_true (nl_provider_registry_get (registry, NL_PROVIDER_CHAIN_ID) == chain);
  g_assert_cmpuint (nl_provider_chain_get_length (NL_PROVIDER_CHAIN (chain)), ==, 1);
  g_assert_null (get (registry, two));
  g_assert_cmpstr (nl_provider_get_name (nl_provider_registry_get_default (registry)), ==, "Uno");

  nl_test_await_ok (nl_provider_accounts_remove (store, one, NULL));
  nl_test_await_ok (nl_provider_accounts_load (store, registry));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (registry)), ==, 1);
  g_assert_cmpstr (nl_provider_get_id (nl_provider_registry_get_default (registry)), ==, "offline");
  nl_test_await_ok (nl_store_close (store));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
  nl_test_add ("/ai/provider-accounts/save-and-order", test_save_and_order);
  nl_test_add ("/ai/provider-accounts/check", test_check);
  nl_test_add ("/ai/provider-accounts/load", test_load);
  return g_test_run ();
}
