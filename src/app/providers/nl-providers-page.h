/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_PROVIDERS_PAGE (nl_providers_page_get_type ())
G_DECLARE_FINAL_TYPE (NlProvidersPage, nl_providers_page, NL, PROVIDERS_PAGE, AdwPreferencesPage)

AdwPreferencesPage *nl_providers_page_new (NlWorkspace *workspace);

G_END_DECLS
