/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/shell/nl-workspace.h"
#include "campaigns/nl-campaign.h"

G_BEGIN_DECLS

void nl_campaign_rename (GtkWidget *widget, NlWorkspace *workspace, NlCampaign *campaign);
void nl_campaign_duplicate (GtkWidget *widget, NlWorkspace *workspace, NlCampaign *campaign);
void nl_campaign_delete (GtkWidget *widget, NlWorkspace *workspace, NlCampaign *campaign);

G_END_DECLS
