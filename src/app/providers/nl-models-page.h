/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ai/nl-provider-account.h"
#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_MODELS_PAGE (nl_models_page_get_type ())
G_DECLARE_FINAL_TYPE (NlModelsPage, nl_models_page, NL, MODELS_PAGE, AdwNavigationPage)

AdwNavigationPage *nl_models_page_new (NlWorkspace *workspace,
                                       NlProviderAccount *account,
                                       gboolean is_image);

G_END_DECLS
