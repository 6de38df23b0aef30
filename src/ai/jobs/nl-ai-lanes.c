/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/jobs/nl-ai-lanes.h"

/* Servers on the internet take several requests at once; a model on this machine works on one. */
#define REMOTE_LIMIT 4
#define LOCAL_LIMIT 1

static void
update (NlJobRunner *runner, guint position, guint removed, guint added, GListModel *providers)
{
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++) {
    g_autoptr (NlProvider) provider = g_list_model_get_item (providers, i);
    gboolean is_remote = nl_provider_is_remote (provider);

    nl_job_runner_set_lane (runner, nl_provider_get_id (provider),
                            is_remote ? REMOTE_LIMIT : LOCAL_LIMIT, is_remote);
  }
}

/**
 * nl_ai_lanes_follow:
 * @runner: works on the queue
 * @providers: who can be asked
 *
 * Tells the runner how each provider likes to be asked, now and when the list changes.
 */
void
nl_ai_lanes_follow (NlJobRunner *runner, NlProviderRegistry *providers)
{
  g_return_if_fail (NL_IS_JOB_RUNNER (runner));
  g_return_if_fail (NL_IS_PROVIDER_REGISTRY (providers));

  g_signal_connect_object (providers, "items-changed", G_CALLBACK (update), runner,
                           G_CONNECT_SWAPPED);
  update (runner, 0, 0, 0, G_LIST_MODEL (providers));
}
