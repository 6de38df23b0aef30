/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-provider-account.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-openai-provider.h"
#include "ai/nl-provider-chain.h"
#include "ai/offline/nl-offline-provider.h"
#include "net/nl-secrets.h"
#include "store/nl-store-error.h"

/* Longer than the name of any model. */
#define MAX_MODEL 200

static const NlField fields[] = { NL_PROVIDER_ACCOUNT_FIELDS (NL_FIELD_AS_ROW) };

static const NlRecordDescription description = {
  .table = "providers",
  .noun = N_ ("provider"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};

/**
 * NlProviderAccount:
 *
 * A provider the user set up.
 */
NL_DEFINE_RECORD (NlProviderAccount, nl_provider_account, &description)

/**
 * nl_provider_account_new:
 * @preset: what kind of provider
 * @name: (nullable): how the user calls it; like the preset when %NULL
 *
 * Returns: (transfer full): a provider that is not saved yet, at the preset's address
 */
NlProviderAccount *
nl_provider_account_new (const NlProviderPreset *preset, const char *name)
{
  g_return_val_if_fail (preset != NULL, NULL);

  return g_object_new (NL_TYPE_PROVIDER_ACCOUNT, "name",
                       name != NULL ? name : nl_provider_preset_get_name (preset), "preset",
                       preset->id, "base-url", preset->base_url, NULL);
}

/**
 * nl_provider_account_get_preset:
 * @self: a provider
 *
 * Returns: (transfer none) (nullable): what kind it is; %NULL for one this version does not know
 */
const NlProviderPreset *
nl_provider_account_get_preset (NlProviderAccount *self)
{
  return nl_provider_preset_find (
      nl_record_get_text (NL_RECORD (self), NL_PROVIDER_ACCOUNT_PRESET));
}

static gboolean
fail (NlProviderAccountField *field,
      NlProviderAccountField which,
      GError **error,
      const char *message)
{
  if (field != NULL)
    *field = which;
  g_set_error_literal (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
is_model (const char *model)
{
  return model == NULL
         || (strlen (model) <= MAX_MODEL && strpbrk (model, " \t\r\n") == NULL
             && !g_str_has_prefix (model, "sk-"));
}

/**
 * nl_provider_account_check:
 * @self: a provider
 * @field: (out) (optional): which field is wrong
 * @error: return location for %NL_STORE_ERROR_INVALID
 *
 * Checks what the user typed: the address by the rules of its kind.
 *
 * Returns: whether @self can be saved
 */
gboolean
nl_provider_account_check (NlProviderAccount *self, NlProviderAccountField *field, GError **error)
{
  const NlProviderPreset *preset = nl_provider_account_get_preset (self);
  NlRecord *record = NL_RECORD (self);
  const char *name = nl_record_get_text (record, NL_PROVIDER_ACCOUNT_NAME);
  const char *base_url = nl_record_get_text (record, NL_PROVIDER_ACCOUNT_BASE_URL);
  g_autofree char *trimmed = g_strstrip (g_strdup (name != NULL ? name : ""));
  g_autofree char *url = NULL;
  g_autoptr (GError) failure = NULL;

  if (preset == NULL)
    return fail (field, NL_PROVIDER_ACCOUNT_PRESET, error,
                 _ ("This kind of provider is not known."));
  if (*trimmed == '\0' || g_utf8_strlen (trimmed, -1) > 100)
    return fail (field, NL_PROVIDER_ACCOUNT_NAME, error,
                 _ ("A provider’s name has 1 to 100 characters."));
  if (g_ascii_strcasecmp (trimmed, NL_OFFLINE_PROVIDER_ID) == 0
      || g_ascii_strcasecmp (trimmed, NL_PROVIDER_CHAIN_ID) == 0)
    return fail (field, NL_PROVIDER_ACCOUNT_NAME, error,
                 _ ("This name already has a meaning. Choose another one."));
  if (base_url == NULL || *base_url == '\0')
    return fail (field, NL_PROVIDER_ACCOUNT_BASE_URL, error, _ ("Give the address of the server."));
  url = nl_provider_preset_check_base_url (preset, base_url, &failure);
  if (url == NULL)
    return fail (field, NL_PROVIDER_ACCOUNT_BASE_URL, error, failure->message);
  if (!is_model (nl_record_get_text (record, NL_PROVIDER_ACCOUNT_TEXT_MODEL)))
    return fail (field, NL_PROVIDER_ACCOUNT_TEXT_MODEL, error, _ ("That is no name of a model."));
  if (!is_model (nl_record_get_text (record, NL_PROVIDER_ACCOUNT_IMAGE_MODEL)))
    return fail (field, NL_PROVIDER_ACCOUNT_IMAGE_MODEL, error, _ ("That is no name of a model."));
  return TRUE;
}

/**
 * nl_provider_account_dup_id:
 * @self: a saved provider
 *
 * Returns: (transfer full): the id of its #NlProvider, which stays when it gets another name
 */
char *
nl_provider_account_dup_id (NlProviderAccount *self)
{
  return g_strdup_printf ("account-%" G_GINT64_FORMAT, nl_record_get_id (NL_RECORD (self)));
}

/**
 * nl_provider_account_dup_secret_name:
 * @self: a saved provider
 *
 * Returns: (transfer full): how its key is called in the keyring
 */
char *
nl_provider_account_dup_secret_name (NlProviderAccount *self)
{
  return g_strdup_printf ("provider/%" G_GINT64_FORMAT, nl_record_get_id (NL_RECORD (self)));
}

typedef struct {
  char *profile;
  char *name;
} KeyPlace;

static void
key_place_free (gpointer data)
{
  KeyPlace *place = data;

  g_free (place->profile);
  g_free (place->name);
  g_free (place);
}

static DexFuture *
look_key_up (gpointer data, GCancellable *cancellable)
{
  KeyPlace *place = data;

  return nl_secrets_lookup (place->profile, place->name, cancellable);
}

/**
 * nl_provider_account_make_provider:
 * @self: a saved provider whose kind is known
 * @profile: whose key it is
 *
 * Returns: (transfer full) (nullable): what can be asked; the key is read for each request; %NULL
 *   for a kind that is not known, or an address that may not be asked
 */
NlProvider *
nl_provider_account_make_provider (NlProviderAccount *self, const char *profile)
{
  const NlProviderPreset *preset = nl_provider_account_get_preset (self);
  NlRecord *record = NL_RECORD (self);
  const char *typed = nl_record_get_text (record, NL_PROVIDER_ACCOUNT_BASE_URL);
  g_autofree char *id = nl_provider_account_dup_id (self);
  g_autofree char *base_url = NULL;
  NlOpenaiSettings settings;
  KeyPlace *place;

  g_return_val_if_fail (profile != NULL, NULL);

  /* A restored or synced workspace is not believed. */
  if (preset != NULL && typed != NULL)
    base_url = nl_provider_preset_check_base_url (preset, typed, NULL);
  if (base_url == NULL)
    return NULL;
  settings = (NlOpenaiSettings) {
    .preset = preset,
    .id = id,
    .name = nl_record_get_text (record, NL_PROVIDER_ACCOUNT_NAME),
    .base_url = base_url,
    .policy = nl_provider_preset_get_policy (preset),
    .text_model = nl_record_get_text (record, NL_PROVIDER_ACCOUNT_TEXT_MODEL),
    .image_model = nl_record_get_text (record, NL_PROVIDER_ACCOUNT_IMAGE_MODEL),
  };
  place = g_new0 (KeyPlace, 1);
  place->profile = g_strdup (profile);
  place->name = nl_provider_account_dup_secret_name (self);
  return nl_openai_provider_new (&settings, look_key_up, place, key_place_free);
}
