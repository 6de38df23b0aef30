/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-provider-undo.h"

#include <string.h>

#include "ai/nl-provider-accounts.h"
#include "base/nl-future.h"
#include "net/nl-secrets.h"

/**
 * NlProviderUndo:
 *
 * Brings back what was removed: a provider and its key, or the key alone. The key is out of the
 * keyring meanwhile and in the memory of the program only, so that nothing of it stays behind
 * wherever the program ends; it is wiped with this object.
 */
struct _NlProviderUndo {
  GObject parent_instance;
  NlStore *store;
  NlProviderAccount *account;
  GCancellable *cancellable; /* of the removal */
  GBytes *changeset;         /* or NULL, when only the key went */
  char *key;                 /* or NULL, when there was none */
};

G_DEFINE_FINAL_TYPE (NlProviderUndo, nl_provider_undo, G_TYPE_OBJECT)

static void
nl_provider_undo_finalize (GObject *object)
{
  NlProviderUndo *self = NL_PROVIDER_UNDO (object);

  if (self->key != NULL)
    explicit_bzero (self->key, strlen (self->key));
  g_free (self->key);
  g_clear_pointer (&self->changeset, g_bytes_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->account);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (nl_provider_undo_parent_class)->finalize (object);
}

static void
nl_provider_undo_class_init (NlProviderUndoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_provider_undo_finalize;
}

static void
nl_provider_undo_init (NlProviderUndo *self)
{}

static NlProviderUndo *
undo_new (NlStore *store, NlProviderAccount *account, GCancellable *cancellable)
{
  NlProviderUndo *self = g_object_new (NL_TYPE_PROVIDER_UNDO, NULL);

  self->store = g_object_ref (store);
  self->account = NL_PROVIDER_ACCOUNT (nl_record_copy (NL_RECORD (account)));
  g_set_object (&self->cancellable, cancellable);
  return self;
}

/* Where there is no keyring there is no key that could stay behind. */
static gboolean
take_key_await (NlProviderUndo *self, GError **error)
{
  g_autofree char *profile = nl_provider_accounts_dup_profile (self->store);
  g_autofree char *name = nl_provider_account_dup_secret_name (self->account);
  g_autoptr (GError) failure = NULL;

  self->key = dex_await_string (nl_secrets_lookup (profile, name, self->cancellable), &failure);
  if (g_error_matches (failure, NL_SECRETS_ERROR, NL_SECRETS_ERROR_NOT_FOUND)
      || g_error_matches (failure, NL_SECRETS_ERROR, NL_SECRETS_ERROR_UNAVAILABLE))
    return TRUE;
  if (failure == NULL)
    return dex_await (
        nl_provider_accounts_clear_key (self->store, self->account, self->cancellable), error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
give_key_back_await (NlProviderUndo *self, GError **error)
{
  return self->key == NULL
         || dex_await (nl_provider_accounts_set_key (self->store, self->account, self->key, NULL),
                       error);
}

static DexFuture *
clear_key_fiber (gpointer data)
{
  NlProviderUndo *self = data;
  g_autoptr (GError) error = NULL;

  if (!take_key_await (self, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_object (g_object_ref (self));
}

static DexFuture *
remove_fiber (gpointer data)
{
  NlProviderUndo *self = data;
  g_autoptr (GError) error = NULL;

  if (!take_key_await (self, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  self->changeset = dex_await_boxed (nl_store_delete (self->store, NL_TYPE_PROVIDER_ACCOUNT,
                                                      nl_record_get_id (NL_RECORD (self->account))),
                                     &error);
  if (self->changeset != NULL)
    return dex_future_new_take_object (g_object_ref (self));
  give_key_back_await (self, NULL);
  return dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * nl_provider_undo_remove:
 * @store: the workspace
 * @account: a saved provider
 * @cancellable: (nullable): gives up while the keyring is asked
 *
 * Removes a provider and its key. What it wrote stays.
 *
 * Returns: (transfer full): a future of an #NlProviderUndo, to be let go when the moment has
 * passed; rejects with %NL_SECRETS_ERROR_LOCKED when the key can't be removed, and then nothing is
 */
DexFuture *
nl_provider_undo_remove (NlStore *store, NlProviderAccount *account, GCancellable *cancellable)
{
  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_PROVIDER_ACCOUNT (account));

  return nl_fiber_spawn (remove_fiber, undo_new (store, account, cancellable), g_object_unref);
}

/**
 * nl_provider_undo_clear_key:
 * @store: the workspace
 * @account: a saved provider
 * @cancellable: (nullable): gives up
 *
 * Removes a provider's key from the keyring.
 *
 * Returns: (transfer full): a future of an #NlProviderUndo; rejects with %NL_SECRETS_ERROR
 */
DexFuture *
nl_provider_undo_clear_key (NlStore *store, NlProviderAccount *account, GCancellable *cancellable)
{
  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_PROVIDER_ACCOUNT (account));

  return nl_fiber_spawn (clear_key_fiber, undo_new (store, account, cancellable), g_object_unref);
}

static DexFuture *
run_fiber (gpointer data)
{
  NlProviderUndo *self = data;
  g_autoptr (GError) error = NULL;

  /* The provider first: a key without one would stay behind. */
  if (self->changeset != NULL && !dex_await (nl_store_undo (self->store, self->changeset), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (!give_key_back_await (self, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_true ();
}

/**
 * nl_provider_undo_run:
 * @self: what was removed
 *
 * Brings it back, the key as well.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %NL_STORE_ERROR or %NL_SECRETS_ERROR
 */
DexFuture *
nl_provider_undo_run (NlProviderUndo *self)
{
  dex_return_error_if_fail (NL_IS_PROVIDER_UNDO (self));

  return nl_fiber_spawn (run_fiber, g_object_ref (self), g_object_unref);
}
