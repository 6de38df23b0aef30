/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/jobs/nl-ai-job.h"
#include "jobs/nl-job-runner.h"
#include "personas/nl-persona.h"

G_BEGIN_DECLS

NlJob *nl_persona_job_new (NlPersona *persona, guint field, const char *provider);
void nl_persona_jobs_register (NlJobRunner *runner, NlProviderRegistry *providers);

G_END_DECLS
