/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-provider-preset.h"
#include "ai/nl-provider.h"
#include "net/nl-http-request.h"

G_BEGIN_DECLS

/* Resolves to the key, a string; rejects with %NL_SECRETS_ERROR. Called for each request, so that
 * the key is kept nowhere. */
typedef DexFuture *(*NlOpenaiKeyFunc) (gpointer data, GCancellable *cancellable);

/* One configured provider. All is copied. */
typedef struct {
  const NlProviderPreset *preset;
  const char *id;
  const char *name;
  const char *base_url;    /* as nl_provider_preset_check_base_url() gives it */
  NlUrlPolicy policy;      /* nl_provider_preset_get_policy() */
  const char *text_model;  /* NULL: the preset's */
  const char *image_model; /* NULL: the preset's */
} NlOpenaiSettings;

#define NL_TYPE_OPENAI_PROVIDER (nl_openai_provider_get_type ())
G_DECLARE_FINAL_TYPE (NlOpenaiProvider, nl_openai_provider, NL, OPENAI_PROVIDER, GObject)

NlProvider *nl_openai_provider_new (const NlOpenaiSettings *settings,
                                    NlOpenaiKeyFunc key,
                                    gpointer key_data,
                                    GDestroyNotify key_data_destroy);
void nl_openai_provider_set_limits (NlOpenaiProvider *self, const NlHttpLimits *limits);
const char *nl_openai_provider_get_model (NlOpenaiProvider *self, gboolean is_image);

G_END_DECLS
