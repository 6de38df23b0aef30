/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_PRESET_PAGE (nl_preset_page_get_type ())
G_DECLARE_FINAL_TYPE (NlPresetPage, nl_preset_page, NL, PRESET_PAGE, AdwNavigationPage)

AdwNavigationPage *nl_preset_page_new (NlWorkspace *workspace);

G_END_DECLS
