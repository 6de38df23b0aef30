/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_COMPARISON_PAGE (nl_comparison_page_get_type ())
G_DECLARE_FINAL_TYPE (NlComparisonPage, nl_comparison_page, NL, COMPARISON_PAGE, AdwNavigationPage)

AdwNavigationPage *nl_comparison_page_new (NlWorkspace *workspace,
                                           NlShop *shop,
                                           const char *name,
                                           const char *query);

G_END_DECLS
