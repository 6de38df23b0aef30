/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_SIDEBAR (nl_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (NlSidebar, nl_sidebar, NL, SIDEBAR, AdwBin)

void nl_sidebar_set_workspace (NlSidebar *self, NlWorkspace *workspace);
void nl_sidebar_select_page (NlSidebar *self, const char *id);

G_END_DECLS
