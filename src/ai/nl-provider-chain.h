/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-ai-attempt.h"
#include "ai/nl-provider-health.h"
#include "ai/nl-provider.h"

G_BEGIN_DECLS

#define NL_PROVIDER_CHAIN_ID "automatic"

#define NL_TYPE_PROVIDER_CHAIN (nl_provider_chain_get_type ())
G_DECLARE_FINAL_TYPE (NlProviderChain, nl_provider_chain, NL, PROVIDER_CHAIN, GObject)

/* How a chain waits, for tests that do not. */
typedef struct {
  DexFuture *(*sleep) (guint milliseconds, GCancellable *cancellable, gpointer data);
  double (*random) (gpointer data); /* from 0 up to, not including, 1 */
  gpointer data;
} NlProviderChainTiming;

NlProviderChain *nl_provider_chain_new (void);
void nl_provider_chain_clear (NlProviderChain *self);
void nl_provider_chain_add (NlProviderChain *self, NlProvider *provider, gboolean credit_fallback);
void nl_provider_chain_set_health (NlProviderChain *self, NlProviderHealth *health);
guint nl_provider_chain_get_length (NlProviderChain *self);
void nl_provider_chain_set_timing_for_tests (NlProviderChain *self,
                                             const NlProviderChainTiming *timing);

G_END_DECLS
