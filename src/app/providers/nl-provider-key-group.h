/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ai/nl-provider-account.h"
#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_PROVIDER_KEY_GROUP (nl_provider_key_group_get_type ())
G_DECLARE_FINAL_TYPE (
    NlProviderKeyGroup, nl_provider_key_group, NL, PROVIDER_KEY_GROUP, AdwPreferencesGroup)

void nl_provider_key_group_set_account (NlProviderKeyGroup *self,
                                        NlWorkspace *workspace,
                                        NlProviderAccount *account);
gboolean nl_provider_key_group_has_text (NlProviderKeyGroup *self);
void nl_provider_key_group_save (NlProviderKeyGroup *self);

G_END_DECLS
