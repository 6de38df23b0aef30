/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"
#include "campaigns/nl-campaign.h"

G_BEGIN_DECLS

void nl_campaign_change_status (GtkWidget *widget,
                                NlWorkspace *workspace,
                                NlCampaign *campaign,
                                const char *status);

G_END_DECLS
