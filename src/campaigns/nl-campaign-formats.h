/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaigns/nl-campaign-bundle.h"
#include "campaigns/nl-export-files.h"

G_BEGIN_DECLS

/* One function a format: each adds its files. None touches the disk. */

void nl_campaign_format_html (NlCampaignBundle *bundle, NlExportFiles *files);
void nl_campaign_format_eml (NlCampaignBundle *bundle, NlExportFiles *files);
void nl_campaign_format_markdown (NlCampaignBundle *bundle, NlExportFiles *files);
void nl_campaign_format_csv (NlCampaignBundle *bundle, NlExportFiles *files);
void nl_campaign_format_json (NlCampaignBundle *bundle, NlExportFiles *files);

char *nl_campaign_card_html (NlCampaignBundle *bundle, NlMessage *message);
char *nl_email_to_eml (NlCampaignBundle *bundle, NlMessage *message);

G_END_DECLS
