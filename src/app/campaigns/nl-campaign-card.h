/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "campaigns/nl-campaign-template.h"

G_BEGIN_DECLS

GtkWidget *nl_campaign_card_new (const NlCampaignTemplate *template);
const NlCampaignTemplate *nl_campaign_card_get_template (GtkWidget *card);

G_END_DECLS
