/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-provider-accounts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-provider-chain.h"
#include "ai/offline/nl-offline-provider.h"
#include "net/nl-secrets.h"

typedef struct {
  NlStore *store;
  NlProviderAccount *account;
  NlProviderRegistry *registry;
  GCancellable *cancellable;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->store);
  g_clear_object (&task->account);
  g_clear_object (&task->registry);
  g_clear_object (&task->cancellable);
  g_free (task);
}

static Task *
task_new (NlStore *store, NlProviderAccount *account, GCancellable *cancellable)
{
  Task *task = g_new0 (Task, 1);

  task->store = g_object_ref (store);
  g_set_object (&task->account, account);
  g_set_object (&task->cancellable, cancellable);
  return task;
}

/**
 * nl_provider_accounts_dup_profile:
 * @store: the workspace
 *
 * Returns: (transfer full): whose keys its providers have: the name of its folder
 */
char *
nl_provider_accounts_dup_profile (NlStore *store)
{
  g_autofree char *path = g_canonicalize_filename (nl_store_get_folder (store), NULL);

  return g_path_get_basename (path);
}

/**
 * nl_provider_accounts_list:
 * @store: the workspace
 *
 * Returns: (transfer full): a future of a #GListStore of every #NlProviderAccount, in the order in
 *   which they are asked
 */
DexFuture *
nl_provider_accounts_list (NlStore *store)
{
  g_autoptr (NlQuery) query = NULL;

  dex_return_error_if_fail (NL_IS_STORE (store));

  query = nl_query_new (NL_TYPE_PROVIDER_ACCOUNT);
  nl_query_order_by (query, NL_PROVIDER_ACCOUNT_POSITION, FALSE);
  nl_query_order_by (query, NL_PROVIDER_ACCOUNT_NAME, FALSE);
  return nl_store_list (store, query);
}

static void
normalise_text (NlRecord *record, NlProviderAccountField field)
{
  const char *text = nl_record_get_text (record, field);
  g_autofree char *trimmed = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  nl_record_set_text (record, field, trimmed != NULL && *trimmed != '\0' ? trimmed : NULL);
}

static gpointer
save (NlConnection *connection, gpointer data, GError **error)
{
  NlRecord *record = data;
  gint64 position;

  /* A new one is asked last. */
  if (nl_record_get_id (record) == 0) {
    if (!nl_connection_query_int64 (connection, "find the last provider",
                                    "SELECT coalesce (max (position), 0) + 1 FROM providers",
                                    &position, error))
      return NULL;
    nl_record_set_int64 (record, NL_PROVIDER_ACCOUNT_POSITION, position);
  }
  nl_record_save (record, connection, error);
  return NULL;
}

static DexFuture *
save_fiber (gpointer data)
{
  Task *task = data;
  NlRecord *record = NL_RECORD (task->account);
  g_autofree char *url = nl_provider_preset_check_base_url (
      nl_provider_account_get_preset (task->account),
      nl_record_get_text (record, NL_PROVIDER_ACCOUNT_BASE_URL), NULL);
  g_autoptr (GError) error = NULL;

  normalise_text (record, NL_PROVIDER_ACCOUNT_NAME);
  normalise_text (record, NL_PROVIDER_ACCOUNT_TEXT_MODEL);
  normalise_text (record, NL_PROVIDER_ACCOUNT_IMAGE_MODEL);
  nl_record_set_text (record, NL_PROVIDER_ACCOUNT_BASE_URL, url);
  if (dex_await (nl_store_write (task->store, save, g_object_ref (record), g_object_unref,
                                 G_TYPE_NONE, NULL),
                 &error))
    return dex_future_new_true ();
  if (g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_CONSTRAINT))
    return dex_future_new_reject (
        NL_STORE_ERROR, NL_STORE_ERROR_CONSTRAINT,
        _ ("There is already a provider named “%s”. Choose another name."),
        nl_record_get_text (record, NL_PROVIDER_ACCOUNT_NAME));
  return dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * nl_provider_accounts_save:
 * @store: the workspace
 * @account: a provider
 *
 * Checks a provider, normalises its address, and adds it at the end or updates it.
 *
 * Returns: (transfer full): a future of %TRUE; rejects as nl_provider_account_check() does, and
 * with %NL_STORE_ERROR_CONSTRAINT when there is another one of that name
 */
DexFuture *
nl_provider_accounts_save (NlStore *store, NlProviderAccount *account)
{
  GError *error = NULL;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_PROVIDER_ACCOUNT (account));

  if (!nl_provider_account_check (account, NULL, &error))
    return dex_future_new_for_error (error);
  return nl_fiber_spawn (save_fiber, task_new (store, account, NULL), task_free);
}

static gpointer
order (NlConnection *connection, gpointer data, GError **error)
{
  GArray *ids = data;
  gint64 count;

  for (guint i = 0; i < ids->len; i++) {
    g_autoptr (NlStatement) statement
        = nl_connection_prepare (connection, "order the providers",
                                 "UPDATE providers SET position = ?1 WHERE id = ?2", error);

    if (statement == NULL)
      return NULL;
    nl_statement_bind_int64 (statement, 1, i + 1);
    nl_statement_bind_int64 (statement, 2, g_array_index (ids, gint64, i));
    if (!nl_statement_run (statement, error))
      return NULL;
  }
  if (nl_connection_query_int64 (connection, "count the providers",
                                 "SELECT count (*) FROM providers", &count, error)
      && count != ids->len)
    g_set_error_literal (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID,
                         _ ("Name each provider once, in the order in which they are to be "
                            "asked."));
  return NULL;
}

/**
 * nl_provider_accounts_order:
 * @store: the workspace
 * @ids: (element-type gint64): the id of each provider, in the order in which they are to be asked
 *
 * Changes the order of fallback, as one.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %NL_STORE_ERROR_INVALID when @ids does
 *   not have each provider once
 */
DexFuture *
nl_provider_accounts_order (NlStore *store, GArray *ids)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (ids != NULL);

  for (guint i = 0; i < ids->len; i++)
    if (!g_hash_table_add (seen, &g_array_index (ids, gint64, i)))
      return dex_future_new_reject (NL_STORE_ERROR, NL_STORE_ERROR_INVALID,
                                    _ ("Name each provider once, in the order in which they are "
                                       "to be asked."));
  return nl_store_write (store, order, g_array_ref (ids), (GDestroyNotify) g_array_unref,
                         G_TYPE_NONE, NULL);
}

static gboolean
forget_key_await (Task *task, GError **error)
{
  g_autofree char *profile = nl_provider_accounts_dup_profile (task->store);
  g_autofree char *name = nl_provider_account_dup_secret_name (task->account);
  g_autoptr (GError) failure = NULL;

  if (dex_await (nl_secrets_clear (profile, name, task->cancellable), &failure)
      || g_error_matches (failure, NL_SECRETS_ERROR, NL_SECRETS_ERROR_NOT_FOUND)
      || g_error_matches (failure, NL_SECRETS_ERROR, NL_SECRETS_ERROR_UNAVAILABLE))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static DexFuture *
remove_fiber (gpointer data)
{
  Task *task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) changes = NULL;

  if (!forget_key_await (task, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  changes = dex_await_boxed (nl_store_delete (task->store, NL_TYPE_PROVIDER_ACCOUNT,
                                              nl_record_get_id (NL_RECORD (task->account))),
                             &error);
  return changes != NULL ? dex_future_new_true ()
                         : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * nl_provider_accounts_remove:
 * @store: the workspace
 * @account: a provider
 * @cancellable: (nullable): gives up while the keyring is asked
 *
 * Removes a provider, its key first. What it wrote stays.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %NL_SECRETS_ERROR_LOCKED when the key
 *   can't be removed
 */
DexFuture *
nl_provider_accounts_remove (NlStore *store, NlProviderAccount *account, GCancellable *cancellable)
{
  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_PROVIDER_ACCOUNT (account));

  return nl_fiber_spawn (remove_fiber, task_new (store, account, cancellable), task_free);
}

/**
 * nl_provider_accounts_set_key:
 * @store: the workspace
 * @account: a saved provider
 * @key: its key
 * @cancellable: (nullable): gives up
 *
 * Keeps a provider's key in the keyring, in place of the one that is there.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %NL_SECRETS_ERROR
 */
DexFuture *
nl_provider_accounts_set_key (NlStore *store,
                              NlProviderAccount *account,
                              const char *key,
                              GCancellable *cancellable)
{
  g_autofree char *profile = NULL;
  g_autofree char *name = NULL;
  char *trimmed;
  DexFuture *future;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_PROVIDER_ACCOUNT (account));
  dex_return_error_if_fail (key != NULL);

  profile = nl_provider_accounts_dup_profile (store);
  name = nl_provider_account_dup_secret_name (account);
  /* Blanks around a key were copied with it. */
  trimmed = g_strstrip (g_strdup (key));
  if (strpbrk (trimmed, " \t\r\n") != NULL)
    future = dex_future_new_reject (NL_SECRETS_ERROR, NL_SECRETS_ERROR_INVALID,
                                    _ ("A key is one word, without blanks."));
  else
    future = nl_secrets_store (profile, name, trimmed, cancellable);
  explicit_bzero (trimmed, strlen (trimmed));
  g_free (trimmed);
  return future;
}

static DexFuture *
clear_key_fiber (gpointer data)
{
  g_autoptr (GError) error = NULL;

  return forget_key_await (data, &error) ? dex_future_new_true ()
                                         : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * nl_provider_accounts_clear_key:
 * @store: the workspace
 * @account: a saved provider
 * @cancellable: (nullable): gives up
 *
 * Removes a provider's key from the keyring, if there is one.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %NL_SECRETS_ERROR
 */
DexFuture *
nl_provider_accounts_clear_key (NlStore *store,
                                NlProviderAccount *account,
                                GCancellable *cancellable)
{
  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_PROVIDER_ACCOUNT (account));

  return nl_fiber_spawn (clear_key_fiber, task_new (store, account, cancellable), task_free);
}

static DexFuture *
has_key_fiber (gpointer data)
{
  Task *task = data;
  g_autofree char *profile = nl_provider_accounts_dup_profile (task->store);
  g_autofree char *name = nl_provider_account_dup_secret_name (task->account);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = dex_await_boxed (nl_secrets_list (profile, task->cancellable), &error);

  if (names == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_for_boolean (g_strv_contains ((const char *const *) names, name));
}

/**
 * nl_provider_accounts_has_key:
 * @store: the workspace
 * @account: a saved provider
 * @cancellable: (nullable): gives up
 *
 * Asks whether the keyring has a key for a provider, without reading it: a locked keyring says so
 * too.
 *
 * Returns: (transfer full): a future of a boolean; rejects with %NL_SECRETS_ERROR
 */
DexFuture *
nl_provider_accounts_has_key (NlStore *store, NlProviderAccount *account, GCancellable *cancellable)
{
  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_PROVIDER_ACCOUNT (account));

  return nl_fiber_spawn (has_key_fiber, task_new (store, account, cancellable), task_free);
}

/* Everything but the built-in one and the chain, which stays: it knows which servers work. */
static NlProviderChain *
clear_registry (NlProviderRegistry *registry)
{
  NlProvider *chain = nl_provider_registry_get (registry, NL_PROVIDER_CHAIN_ID);
  guint i = 0;

  while (i < g_list_model_get_n_items (G_LIST_MODEL (registry))) {
    g_autoptr (NlProvider) provider = g_list_model_get_item (G_LIST_MODEL (registry), i);
    const char *id = nl_provider_get_id (provider);

    if (provider == chain || !nl_provider_registry_remove (registry, id))
      i++;
  }
  if (chain == NULL)
    return nl_provider_chain_new ();
  nl_provider_chain_clear (NL_PROVIDER_CHAIN (chain));
  return NL_PROVIDER_CHAIN (g_object_ref (chain));
}

static void
fill_registry (NlProviderRegistry *registry, GListModel *accounts, const char *profile)
{
  g_autofree char *chosen
      = g_strdup (nl_provider_get_id (nl_provider_registry_get_default (registry)));
  g_autoptr (NlProviderChain) chain = clear_registry (registry);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (NlProviderAccount) account = g_list_model_get_item (accounts, i);
    g_autoptr (NlProvider) provider = NULL;

    if (nl_record_get_boolean (NL_RECORD (account), NL_PROVIDER_ACCOUNT_DISABLED))
      continue;
    provider = nl_provider_account_make_provider (account, profile);
    if (provider == NULL)
      continue;
    nl_provider_registry_add (registry, provider);
    nl_provider_chain_add (chain, provider,
                           nl_record_get_boolean (NL_RECORD (account),
                                                  NL_PROVIDER_ACCOUNT_CREDIT_FALLBACK));
  }
  nl_provider_chain_set_health (chain, nl_provider_registry_get_health (registry));
  if (nl_provider_chain_get_length (chain) > 0)
    nl_provider_registry_add (registry, NL_PROVIDER (chain));
  else
    nl_provider_registry_remove (registry, NL_PROVIDER_CHAIN_ID);
  nl_provider_registry_set_default (registry, chosen);
}

static DexFuture *
load_fiber (gpointer data)
{
  Task *task = data;
  g_autofree char *profile = nl_provider_accounts_dup_profile (task->store);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) accounts
      = dex_await_object (nl_provider_accounts_list (task->store), &error);

  if (accounts == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  fill_registry (task->registry, accounts, profile);
  return dex_future_new_true ();
}

/**
 * nl_provider_accounts_load:
 * @store: the workspace
 * @registry: the list of who can be asked
 *
 * Brings a registry up to date: each provider that is switched on, in order, and, when there is
 * one, %NL_PROVIDER_CHAIN_ID, which asks them all. Call it again when the table `providers`
 * changes. The default stays as it is, while it is there.
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
nl_provider_accounts_load (NlStore *store, NlProviderRegistry *registry)
{
  Task *task;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_PROVIDER_REGISTRY (registry));

  task = task_new (store, NULL, NULL);
  task->registry = g_object_ref (registry);
  return nl_fiber_spawn (load_fiber, task, task_free);
}
