/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaigns/nl-campaign-bundle.h"
#include "campaigns/nl-channel-limits.h"

G_BEGIN_DECLS

const char *nl_campaign_status_get_name (const char *status);
const char *nl_campaign_get_status_style (NlCampaign *campaign);
char *nl_campaign_dup_status_text (NlCampaign *campaign, const char *time_zone);
const char *nl_part_state_get_style (NlPartState state);
const char *nl_part_state_get_icon_name (NlPartState state);
char *nl_part_check_dup_count (NlPartCheck *check);
char *nl_message_dup_plain_text (NlMessage *message);
char **nl_campaign_bundle_dup_problems (NlCampaignBundle *bundle);
char **nl_campaign_bundle_dup_names (NlCampaignBundle *bundle);

G_END_DECLS
