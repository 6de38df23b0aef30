/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-generation.h"

#include "ai/jobs/nl-ai-lanes.h"
#include "campaigns/nl-message-job.h"
#include "personas/nl-persona-job.h"

/**
 * nl_generation_runner_new:
 * @store: the workspace
 * @providers: who can be asked
 *
 * Returns: (transfer full): a runner that knows how to have personas and messages written, and has
 *   not begun
 */
NlJobRunner *
nl_generation_runner_new (NlStore *store, NlProviderRegistry *providers)
{
  NlJobRunner *runner;

  g_return_val_if_fail (NL_IS_STORE (store), NULL);
  g_return_val_if_fail (NL_IS_PROVIDER_REGISTRY (providers), NULL);

  runner = nl_job_runner_new (store, NULL, NULL);
  nl_persona_jobs_register (runner, providers);
  nl_message_jobs_register (runner, providers);
  nl_ai_lanes_follow (runner, providers);
  return runner;
}
