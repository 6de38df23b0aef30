/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_ACTIVITY_BADGE (nl_activity_badge_get_type ())
G_DECLARE_FINAL_TYPE (NlActivityBadge, nl_activity_badge, NL, ACTIVITY_BADGE, AdwBin)

GtkWidget *nl_activity_badge_new (void);
void nl_activity_badge_set_workspace (NlActivityBadge *self, NlWorkspace *workspace);

G_END_DECLS
