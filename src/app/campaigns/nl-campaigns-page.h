/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/nl-records-page.h"

G_BEGIN_DECLS

#define NL_TYPE_CAMPAIGNS_PAGE (nl_campaigns_page_get_type ())
G_DECLARE_FINAL_TYPE (NlCampaignsPage, nl_campaigns_page, NL, CAMPAIGNS_PAGE, NlRecordsPage)

void nl_campaigns_page_start_campaign (NlCampaignsPage *self, gint64 persona_id);

G_END_DECLS
