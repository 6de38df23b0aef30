/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaigns/nl-campaign.h"
#include "campaigns/nl-message.h"
#include "ai/nl-provider-registry.h"
#include "jobs/nl-job-runner.h"

G_BEGIN_DECLS

gboolean nl_message_job_enqueue (NlMessage *message,
                                 NlCampaign *campaign,
                                 const char *provider,
                                 gboolean is_anew,
                                 NlConnection *connection,
                                 GError **error);
void nl_message_jobs_register (NlJobRunner *runner, NlProviderRegistry *providers);

G_END_DECLS
