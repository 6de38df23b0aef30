/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/nl-secrets.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

#include "base/nl-future.h"

#define SERVICE "org.freedesktop.secrets"
#define MAX_NAME 64
/* More than any key or token has; a keyring is no place for files. */
#define MAX_SECRET (16 * 1024)

G_DEFINE_QUARK (nl-secrets-error-quark, nl_secrets_error)

static const SecretSchema schema = {
  "ai.ninjalead.NinjaLead.Secret",
  SECRET_SCHEMA_NONE,
  {
      { "profile", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "name", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

/**
 * nl_secrets_check_name:
 * @name: what a secret is to be called, such as "openai" or "shop-12/token"
 * @error: return location
 *
 * Returns: whether that is a name: up to 64 letters, digits and any of "-_./"
 */
gboolean
nl_secrets_check_name (const char *name, GError **error)
{
  gsize length = strlen (name);

  if (length > 0 && length <= MAX_NAME
      && strspn (name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_./") == length)
    return TRUE;
  g_set_error (error, NL_SECRETS_ERROR, NL_SECRETS_ERROR_INVALID,
               _ ("The name of a secret has up to %d letters, digits and any of “-_./”."),
               MAX_NAME);
  return FALSE;
}

static gboolean
check_secret (const char *secret, GError **error)
{
  const char *reason = NULL;

  if (*secret == '\0')
    reason = _ ("The secret is empty.");
  else if (strlen (secret) > MAX_SECRET)
    reason = _ ("The secret is too long to be a key or a password.");
  else if (!g_utf8_validate (secret, -1, NULL))
    reason = _ ("The secret is not text.");
  if (reason != NULL)
    g_set_error_literal (error, NL_SECRETS_ERROR, NL_SECRETS_ERROR_INVALID, reason);
  return reason == NULL;
}

static gboolean
is_no_service (const GError *error)
{
  static const GDBusError codes[]
      = { G_DBUS_ERROR_SERVICE_UNKNOWN,   G_DBUS_ERROR_NAME_HAS_NO_OWNER,
          G_DBUS_ERROR_NO_SERVER,         G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND,
          G_DBUS_ERROR_SPAWN_EXEC_FAILED, G_DBUS_ERROR_SPAWN_CHILD_EXITED,
          G_DBUS_ERROR_DISCONNECTED, /* a service whose keyring is not there */
          G_DBUS_ERROR_UNKNOWN_METHOD,    G_DBUS_ERROR_UNKNOWN_OBJECT };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, G_DBUS_ERROR, codes[i]))
      return TRUE;
  /* A service with no keyring in it, and nobody to ask for a password for one. */
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT))
    return TRUE;
  /* No session bus at all. */
  return error->domain == G_IO_ERROR && error->code != G_IO_ERROR_CANCELLED
         && error->code != G_IO_ERROR_DBUS_ERROR;
}

/* Says what a person can do about it. The words of the service are kept: they hold no secret. */
static GError *
explain (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return g_error_new_literal (NL_SECRETS_ERROR, NL_SECRETS_ERROR_LOCKED,
                                _ ("The keyring is locked. Unlock it and try again: with "
                                   "Passwords and Keys, or by logging in with your password."));
  if (is_no_service (error))
    return g_error_new (NL_SECRETS_ERROR, NL_SECRETS_ERROR_UNAVAILABLE,
                        _ ("There is no keyring in this session, so keys can’t be kept safely. "
                           "Install and start GNOME Keyring, KWallet or another Secret Service. "
                           "(%s)"),
                        error->message);
  return g_error_new (NL_SECRETS_ERROR, NL_SECRETS_ERROR_FAILED,
                      _ ("The keyring could not do that: %s"), error->message);
}

typedef enum {
  STORE,
  LOOKUP,
  CLEAR,
  LIST,
  CHECK,
} Task;

typedef struct {
  Task task;
  char *profile;
  char *name;
  char *secret;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->profile);
  g_free (call->name);
  secret_password_free (call->secret);
  g_free (call);
}

static Call *
call_new (Task task, const char *profile, const char *name)
{
  Call *call = g_new0 (Call, 1);

  call->task = task;
  call->profile = g_strdup (profile);
  call->name = g_strdup (name);
  return call;
}

static void
set_not_found (GError **error, const char *name)
{
  g_set_error (error, NL_SECRETS_ERROR, NL_SECRETS_ERROR_NOT_FOUND,
               _ ("There is no secret “%s” in the keyring."), name);
}

static gpointer
store_secret (Call *call, GCancellable *cancellable, GError **error)
{
  /* Translators: how a secret is called in the keyring: its name. */
  g_autofree char *label = g_strdup_printf (_ ("NinjaLead: %s"), call->name);

  secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, call->secret, cancellable,
                              error, "profile", call->profile, "name", call->name, NULL);
  return NULL;
}

static GList *
search (Call *call, SecretSearchFlags flags, GCancellable *cancellable, GError **error)
{
  if (call->name != NULL)
    return secret_password_search_sync (&schema, SECRET_SEARCH_ALL | flags, cancellable, error,
                                        "profile", call->profile, "name", call->name, NULL);
  return secret_password_search_sync (&schema, SECRET_SEARCH_ALL | flags, cancellable, error,
                                      "profile", call->profile, NULL);
}

/* A lookup of a locked secret finds nothing; here it says why. */
static gpointer
lookup_secret (Call *call, GCancellable *cancellable, GError **error)
{
  g_autolist (SecretRetrievable) found = NULL;
  g_autoptr (SecretValue) value = NULL;
  g_autoptr (GError) failure = NULL;

  found = search (call, SECRET_SEARCH_UNLOCK | SECRET_SEARCH_LOAD_SECRETS, cancellable, &failure);
  if (failure == NULL && found == NULL)
    set_not_found (&failure, call->name);
  if (failure == NULL)
    value = secret_retrievable_retrieve_secret_sync (found->data, cancellable, &failure);
  if (failure == NULL && value == NULL)
    failure = g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "locked");
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  if (secret_value_get_text (value) == NULL) {
    g_set_error_literal (error, NL_SECRETS_ERROR, NL_SECRETS_ERROR_INVALID,
                         _ ("The secret is not text."));
    return NULL;
  }
  return g_strdup (secret_value_get_text (value));
}

static gpointer
clear_secret (Call *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean removed = secret_password_clear_sync (&schema, cancellable, &failure, "profile",
                                                 call->profile, "name", call->name, NULL);

  /* One that is locked stays, without a word. */
  if (failure == NULL && !removed) {
    g_autolist (SecretRetrievable) found = search (call, SECRET_SEARCH_NONE, cancellable, &failure);

    if (found != NULL)
      failure = g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "locked");
    else if (failure == NULL)
      set_not_found (&failure, call->name);
  }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names stand in the attributes, which can be read of a locked keyring, too. */
static gpointer
list_secrets (Call *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autolist (SecretRetrievable) found = search (call, SECRET_SEARCH_NONE, cancellable, &failure);
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (0, g_free, TRUE);

  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  for (GList *item = found; item != NULL; item = item->next) {
    g_autoptr (GHashTable) attributes = secret_retrievable_get_attributes (item->data);
    const char *name = g_hash_table_lookup (attributes, "name");

    if (name != NULL)
      g_ptr_array_add (names, g_strdup (name));
  }
  g_ptr_array_sort (names, compare_names);
  return g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/* Whether an item is locked can be seen without unlocking it. */
static gpointer
check_secrets (Call *call, GCancellable *cancellable, GError **error)
{
  g_autolist (SecretRetrievable) found = search (call, SECRET_SEARCH_NONE, cancellable, error);

  for (GList *item = found; item != NULL; item = item->next) {
    if (!SECRET_IS_ITEM (item->data) || !secret_item_get_locked (item->data))
      continue;
    g_set_error_literal (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "locked");
    break;
  }
  return NULL;
}

static gpointer
run_call (gpointer data, GCancellable *cancellable, GError **error)
{
  static gpointer (*const tasks[]) (Call *, GCancellable *, GError **) = {
    [STORE] = store_secret, [LOOKUP] = lookup_secret, [CLEAR] = clear_secret,
    [LIST] = list_secrets,  [CHECK] = check_secrets,
  };
  Call *call = data;
  g_autoptr (GError) failure = NULL;
  gpointer result = tasks[call->task](call, cancellable, &failure);

  if (failure != NULL && failure->domain == NL_SECRETS_ERROR)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (failure != NULL)
    g_propagate_error (error, explain (failure));
  return result;
}

static DexFuture *
spawn (Call *call, GType result_type, GCancellable *cancellable)
{
  return nl_future_blocking ("keyring", run_call, call, call_free, result_type, cancellable);
}

/**
 * nl_secrets_store:
 * @profile: whose secret: the name of a workspace's profile, such as "default"
 * @name: what it is called; replaces the secret of that name
 * @secret: a key, token or password
 * @cancellable: (nullable): gives up
 *
 * Keeps a secret in the user's keyring, the only place where secrets are. Where the keyring is
 * locked, the user is asked to unlock it.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %NL_SECRETS_ERROR
 */
DexFuture *
nl_secrets_store (const char *profile,
                  const char *name,
                  const char *secret,
                  GCancellable *cancellable)
{
  GError *error = NULL;
  Call *call;

  dex_return_error_if_fail (profile != NULL);
  dex_return_error_if_fail (name != NULL);
  dex_return_error_if_fail (secret != NULL);

  if (!nl_secrets_check_name (name, &error) || !check_secret (secret, &error))
    return dex_future_new_for_error (error);
  call = call_new (STORE, profile, name);
  call->secret = g_strdup (secret);
  return spawn (call, G_TYPE_NONE, cancellable);
}

/**
 * nl_secrets_lookup:
 * @profile: whose secret
 * @name: what it is called
 * @cancellable: (nullable): gives up
 *
 * Reads a secret. Use it at once, and keep it nowhere.
 *
 * Returns: (transfer full): a future of the secret, a string; rejects with
 *   %NL_SECRETS_ERROR_NOT_FOUND, %NL_SECRETS_ERROR_LOCKED or another %NL_SECRETS_ERROR
 */
DexFuture *
nl_secrets_lookup (const char *profile, const char *name, GCancellable *cancellable)
{
  GError *error = NULL;

  dex_return_error_if_fail (profile != NULL);
  dex_return_error_if_fail (name != NULL);

  if (!nl_secrets_check_name (name, &error))
    return dex_future_new_for_error (error);
  return spawn (call_new (LOOKUP, profile, name), G_TYPE_STRING, cancellable);
}

/**
 * nl_secrets_clear:
 * @profile: whose secret
 * @name: what it is called
 * @cancellable: (nullable): gives up
 *
 * Removes a secret from the keyring.
 *
 * Returns: (transfer full): a future of %TRUE; rejects as nl_secrets_lookup() does
 */
DexFuture *
nl_secrets_clear (const char *profile, const char *name, GCancellable *cancellable)
{
  GError *error = NULL;

  dex_return_error_if_fail (profile != NULL);
  dex_return_error_if_fail (name != NULL);

  if (!nl_secrets_check_name (name, &error))
    return dex_future_new_for_error (error);
  return spawn (call_new (CLEAR, profile, name), G_TYPE_NONE, cancellable);
}

/**
 * nl_secrets_list:
 * @profile: whose secrets
 * @cancellable: (nullable): gives up
 *
 * Returns: (transfer full): a future of their names, a boxed %G_TYPE_STRV in order; rejects with
 *   %NL_SECRETS_ERROR
 */
DexFuture *
nl_secrets_list (const char *profile, GCancellable *cancellable)
{
  dex_return_error_if_fail (profile != NULL);

  return spawn (call_new (LIST, profile, NULL), G_TYPE_STRV, cancellable);
}

/**
 * nl_secrets_check:
 * @profile: whose secrets
 * @cancellable: (nullable): gives up
 *
 * Looks whether there is a keyring and the secrets in it can be read, without asking anybody to
 * unlock it. With no secret in it nothing is locked.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %NL_SECRETS_ERROR_UNAVAILABLE or
 *   %NL_SECRETS_ERROR_LOCKED
 */
DexFuture *
nl_secrets_check (const char *profile, GCancellable *cancellable)
{
  dex_return_error_if_fail (profile != NULL);

  return spawn (call_new (CHECK, profile, NULL), G_TYPE_NONE, cancellable);
}
