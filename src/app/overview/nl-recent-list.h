/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_RECENT_LIST (nl_recent_list_get_type ())
G_DECLARE_FINAL_TYPE (NlRecentList, nl_recent_list, NL, RECENT_LIST, AdwPreferencesGroup)

void nl_recent_list_load (NlRecentList *self, NlWorkspace *workspace);

G_END_DECLS
