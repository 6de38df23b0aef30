/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_DUPLICATES_PAGE (nl_duplicates_page_get_type ())
G_DECLARE_FINAL_TYPE (NlDuplicatesPage, nl_duplicates_page, NL, DUPLICATES_PAGE, AdwNavigationPage)

NlDuplicatesPage *nl_duplicates_page_new (NlWorkspace *workspace);

G_END_DECLS
