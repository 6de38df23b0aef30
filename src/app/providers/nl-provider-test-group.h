/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ai/nl-provider-account.h"
#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_PROVIDER_TEST_GROUP (nl_provider_test_group_get_type ())
G_DECLARE_FINAL_TYPE (
    NlProviderTestGroup, nl_provider_test_group, NL, PROVIDER_TEST_GROUP, AdwPreferencesGroup)

void nl_provider_test_group_set_account (NlProviderTestGroup *self,
                                         NlWorkspace *workspace,
                                         NlProviderAccount *account);
void nl_provider_test_group_run (NlProviderTestGroup *self);
void nl_provider_test_group_forget (NlProviderTestGroup *self);

G_END_DECLS
