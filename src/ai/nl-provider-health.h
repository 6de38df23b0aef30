/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ai/nl-circuit-breaker.h"

G_BEGIN_DECLS

#define NL_TYPE_PROVIDER_HEALTH (nl_provider_health_get_type ())
G_DECLARE_FINAL_TYPE (NlProviderHealth, nl_provider_health, NL, PROVIDER_HEALTH, GObject)

NlProviderHealth *nl_provider_health_new (void);
NlCircuitBreaker *nl_provider_health_get_breaker (NlProviderHealth *self, const char *id);
void nl_provider_health_note (NlProviderHealth *self, const char *id, const GError *error);
void nl_provider_health_forget (NlProviderHealth *self, const char *id);
const GError *nl_provider_health_get_failure (NlProviderHealth *self, const char *id);
gint64 nl_provider_health_get_pause (NlProviderHealth *self, const char *id);

G_END_DECLS
