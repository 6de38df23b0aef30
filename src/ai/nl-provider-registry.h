/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-provider-health.h"
#include "ai/nl-provider.h"

G_BEGIN_DECLS

#define NL_TYPE_PROVIDER_REGISTRY (nl_provider_registry_get_type ())
G_DECLARE_FINAL_TYPE (NlProviderRegistry, nl_provider_registry, NL, PROVIDER_REGISTRY, GObject)

NlProviderRegistry *nl_provider_registry_new (void);
void nl_provider_registry_add (NlProviderRegistry *self, NlProvider *provider);
gboolean nl_provider_registry_remove (NlProviderRegistry *self, const char *id);
NlProvider *nl_provider_registry_get (NlProviderRegistry *self, const char *id);
NlProvider *nl_provider_registry_get_default (NlProviderRegistry *self);
gboolean nl_provider_registry_set_default (NlProviderRegistry *self, const char *id);
NlProviderHealth *nl_provider_registry_get_health (NlProviderRegistry *self);

G_END_DECLS
