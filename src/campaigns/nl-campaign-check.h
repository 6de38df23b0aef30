/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaigns/nl-campaign-bundle.h"
#include "campaigns/nl-campaign-error.h"

G_BEGIN_DECLS

gboolean nl_campaign_prepare (NlCampaign *campaign,
                              NlShop *shop,
                              NlPersona *persona,
                              GError **error);
gboolean nl_campaign_bundle_check_limits (NlCampaignBundle *bundle, GError **error);

G_END_DECLS
