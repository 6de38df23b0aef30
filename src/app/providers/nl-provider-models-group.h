/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ai/nl-provider-account.h"
#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_PROVIDER_MODELS_GROUP (nl_provider_models_group_get_type ())
G_DECLARE_FINAL_TYPE (
    NlProviderModelsGroup, nl_provider_models_group, NL, PROVIDER_MODELS_GROUP, AdwPreferencesGroup)

void nl_provider_models_group_set_account (NlProviderModelsGroup *self,
                                           NlWorkspace *workspace,
                                           NlProviderAccount *account);
void nl_provider_models_group_refresh (NlProviderModelsGroup *self);

G_END_DECLS
