/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "base/nl-operation.h"

G_BEGIN_DECLS

#define NL_TYPE_CAMPAIGN_PROGRESS_PAGE (nl_campaign_progress_page_get_type ())
G_DECLARE_FINAL_TYPE (NlCampaignProgressPage,
                      nl_campaign_progress_page,
                      NL,
                      CAMPAIGN_PROGRESS_PAGE,
                      AdwNavigationPage)

NlCampaignProgressPage *nl_campaign_progress_page_new (NlOperation *operation);
void nl_campaign_progress_page_cancel (NlCampaignProgressPage *self);

G_END_DECLS
