/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-provider.h"

G_BEGIN_DECLS

#define NL_OFFLINE_PROVIDER_ID "offline"

#define NL_TYPE_OFFLINE_PROVIDER (nl_offline_provider_get_type ())
G_DECLARE_FINAL_TYPE (NlOfflineProvider, nl_offline_provider, NL, OFFLINE_PROVIDER, GObject)

NlProvider *nl_offline_provider_new (void);
const char *const *nl_offline_provider_list_languages (void);
const char *const *nl_offline_provider_list_templates (void);

NlAiResult *nl_offline_provider_write (NlAiRequest *request, GError **error);

G_END_DECLS
