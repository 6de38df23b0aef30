/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaigns/nl-campaign-bundle.h"

G_BEGIN_DECLS

char *nl_email_html (NlCampaignBundle *bundle,
                     NlMessage *message,
                     const char *logo_source) G_GNUC_WARN_UNUSED_RESULT;
char *nl_email_text (NlCampaignBundle *bundle, NlMessage *message) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
