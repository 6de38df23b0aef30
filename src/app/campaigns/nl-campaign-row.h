/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/nl-record-row.h"
#include "campaigns/nl-campaign.h"
#include "personas/nl-persona.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

#define NL_TYPE_CAMPAIGN_ROW (nl_campaign_row_get_type ())
G_DECLARE_FINAL_TYPE (NlCampaignRow, nl_campaign_row, NL, CAMPAIGN_ROW, NlRecordRow)

GtkWidget *nl_campaign_row_new (NlStore *store, NlRow *row, const char *time_zone);
void nl_campaign_row_set_personas (NlCampaignRow *self, GHashTable *personas);

G_END_DECLS
