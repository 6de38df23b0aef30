/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_CAMPAIGN_EDITOR (nl_campaign_editor_get_type ())
G_DECLARE_FINAL_TYPE (NlCampaignEditor, nl_campaign_editor, NL, CAMPAIGN_EDITOR, AdwNavigationPage)

NlCampaignEditor *nl_campaign_editor_new (NlWorkspace *workspace, gint64 campaign_id);
gint64 nl_campaign_editor_get_campaign_id (NlCampaignEditor *self);

G_END_DECLS
