/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_MEMBERS_PAGE (nl_members_page_get_type ())
G_DECLARE_FINAL_TYPE (NlMembersPage, nl_members_page, NL, MEMBERS_PAGE, AdwNavigationPage)

AdwNavigationPage *nl_members_page_new (NlWorkspace *workspace, NlShop *shop, const char *query);

G_END_DECLS
