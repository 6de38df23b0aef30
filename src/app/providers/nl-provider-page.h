/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ai/nl-provider-account.h"
#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_PROVIDER_PAGE (nl_provider_page_get_type ())
G_DECLARE_FINAL_TYPE (NlProviderPage, nl_provider_page, NL, PROVIDER_PAGE, AdwNavigationPage)

AdwNavigationPage *nl_provider_page_new (NlWorkspace *workspace, NlProviderAccount *account);

G_END_DECLS
