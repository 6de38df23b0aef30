/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"

G_BEGIN_DECLS

#define NL_TYPE_CAMPAIGN_DIALOG (nl_campaign_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NlCampaignDialog, nl_campaign_dialog, NL, CAMPAIGN_DIALOG, AdwDialog)

NlCampaignDialog *nl_campaign_dialog_new (NlWorkspace *workspace, gint64 persona_id);
void nl_campaign_dialog_choose_template (NlCampaignDialog *self, const char *id);

G_END_DECLS
