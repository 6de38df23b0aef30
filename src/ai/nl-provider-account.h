/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-provider-preset.h"
#include "ai/nl-provider.h"
#include "store/nl-record.h"

G_BEGIN_DECLS

/* A provider the user set up: which server is asked for what, and when. Its key is in the keyring.
 */
/* clang-format off */
#define NL_PROVIDER_ACCOUNT_FIELDS(F) \
  F (NAME, "name", TEXT, NL_FIELD_REQUIRED, N_ ("Name"), NULL, NULL) \
  F (PRESET, "preset", TEXT, NL_FIELD_REQUIRED, N_ ("Kind"), NULL, NULL) \
  F (BASE_URL, "base-url", TEXT, NL_FIELD_REQUIRED, N_ ("Address"), NULL, NULL) \
  F (TEXT_MODEL, "text-model", TEXT, NL_FIELD_NONE, N_ ("Model for Text"), NULL, NULL) \
  F (IMAGE_MODEL, "image-model", TEXT, NL_FIELD_NONE, N_ ("Model for Pictures"), NULL, NULL) \
  F (POSITION, "position", INT64, NL_FIELD_REQUIRED, NULL, NULL, NULL) \
  F (CREDIT_FALLBACK, "credit-fallback", BOOLEAN, NL_FIELD_REQUIRED, N_ ("Ask the Next Provider When Out of Credit"), NULL, NULL) \
  F (DISABLED, "disabled", BOOLEAN, NL_FIELD_REQUIRED, N_ ("Switched Off"), NULL, NULL)
/* clang-format on */

typedef enum {
#define NL_FIELD(key, name, type, flags, label, initial, choices) NL_PROVIDER_ACCOUNT_##key,
  NL_PROVIDER_ACCOUNT_FIELDS (NL_FIELD)
#undef NL_FIELD
      NL_PROVIDER_ACCOUNT_N_FIELDS,
} NlProviderAccountField;

#define NL_TYPE_PROVIDER_ACCOUNT (nl_provider_account_get_type ())
G_DECLARE_FINAL_TYPE (NlProviderAccount, nl_provider_account, NL, PROVIDER_ACCOUNT, NlRecord)

NlProviderAccount *nl_provider_account_new (const NlProviderPreset *preset, const char *name);
const NlProviderPreset *nl_provider_account_get_preset (NlProviderAccount *self);
gboolean nl_provider_account_check (NlProviderAccount *self,
                                    NlProviderAccountField *field,
                                    GError **error);
char *nl_provider_account_dup_id (NlProviderAccount *self) G_GNUC_WARN_UNUSED_RESULT;
char *nl_provider_account_dup_secret_name (NlProviderAccount *self) G_GNUC_WARN_UNUSED_RESULT;
NlProvider *nl_provider_account_make_provider (NlProviderAccount *self, const char *profile);

G_END_DECLS
