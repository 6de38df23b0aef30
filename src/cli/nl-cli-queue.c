/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/nl-cli-queue.h"

#include <glib/gi18n-lib.h>

#include "ai/nl-provider-accounts.h"
#include "ai/nl-provider-chain.h"
#include "base/nl-future.h"
#include "campaigns/nl-generation.h"
#include "jobs/nl-jobs.h"

/* How often a queue that waits for a network or a time is looked at. */
#define LOOK_MILLISECONDS 1000
/* The jobs that are told one by one. */
#define SHOWN_JOBS 10

/**
 * nl_cli_list_open_jobs:
 * @cli: an invocation, with a workspace
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the jobs that are not finished
 */
GListModel *
nl_cli_list_open_jobs (NlCli *cli, GError **error)
{
  g_autoptr (NlQuery) query = nl_jobs_query_new (NL_JOB_FILTER_OPEN, 0, 0);

  return dex_await_object (nl_store_list (cli->store, query), error);
}

/* Why a job does not go on by itself; NULL when it does, sooner or later. */
static char *
dup_obstacle (NlJobRunner *runner, NlRecord *job)
{
  const char *kind = nl_record_get_text (job, NL_JOB_KIND);
  const char *problem = nl_record_get_text (job, NL_JOB_ERROR_TEXT);

  if (nl_job_runner_get_handler (runner, kind) == NULL)
    return g_strdup_printf (_ ("This version of NinjaLead can’t do jobs of the kind “%s”."), kind);
  if (nl_job_get_state (NL_JOB (job)) != NL_JOB_STATE_HELD)
    return NULL;
  return g_strdup (problem != NULL ? problem : _ ("It is held until somebody decides."));
}

/* Whether any of the open jobs can still go on by itself. */
static gboolean
look (NlCli *cli, NlJobRunner *runner, gboolean *goes_on, GError **error)
{
  g_autoptr (GListModel) jobs = nl_cli_list_open_jobs (cli, error);

  *goes_on = FALSE;
  for (guint i = 0; jobs != NULL && i < g_list_model_get_n_items (jobs) && !*goes_on; i++) {
    g_autoptr (NlRecord) job = g_list_model_get_item (jobs, i);
    g_autofree char *obstacle = dup_obstacle (runner, job);

    *goes_on = obstacle == NULL;
  }
  return jobs != NULL;
}

/* Says of the jobs that stay behind why they do. */
static void
explain (NlCli *cli, NlJobRunner *runner, GListModel *jobs)
{
  guint n_jobs = g_list_model_get_n_items (jobs);
  guint n_shown = 0;
  guint n_stuck = 0;

  for (guint i = 0; i < n_jobs; i++) {
    g_autoptr (NlRecord) job = g_list_model_get_item (jobs, i);
    g_autofree char *obstacle = dup_obstacle (runner, job);
    const char *title = nl_record_get_text (job, NL_JOB_TITLE);
    g_autofree char *id = NULL;

    if (obstacle == NULL)
      continue;
    if (n_stuck++ >= SHOWN_JOBS)
      continue;
    n_shown++;
    id = g_strdup_printf ("%" G_GINT64_FORMAT, nl_record_get_id (job));
    /* Translators: the id of a job, its title, and why it is not done. */
    g_printerr (_ ("Job %s, “%s”: %s\n"), id, title != NULL ? title : "", obstacle);
  }
  if (n_stuck > n_shown)
    g_printerr (ngettext ("%u more job waits. See: ninjalead-cli job list\n",
                          "%u more jobs wait. See: ninjalead-cli job list\n", n_stuck - n_shown),
                n_stuck - n_shown);
}

/* Works on the queue until nothing is left that goes on by itself (or, when that is enough, nothing
 * now), or until somebody wants it to end: then what is under way is written down before the
 * program ends. */
static gboolean
work (NlCli *cli, NlJobRunner *runner, gboolean until_idle, GError **error)
{
  GCancellable *cancellable
      = nl_operation_get_cancellable (nl_cli_begin_operation (cli, _ ("Working on the queue")));
  g_autoptr (DexFuture) ended = dex_cancellable_new_from_cancellable (cancellable);
  g_autoptr (GListModel) jobs = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean goes_on = TRUE;

  while (goes_on && !g_cancellable_is_cancelled (cancellable)) {
    dex_await (dex_future_first (nl_job_runner_wait_idle (runner), dex_ref (ended), NULL), NULL);
    if (!look (cli, runner, &goes_on, &failure) || until_idle)
      break;
    if (goes_on)
      dex_await (nl_future_sleep (LOOK_MILLISECONDS, cancellable), NULL);
  }
  if (!dex_await (nl_job_runner_stop (runner), failure == NULL ? &failure : NULL)
      || failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  jobs = nl_cli_list_open_jobs (cli, error);
  if (jobs == NULL)
    return FALSE;
  nl_cli_end_operation (cli);
  explain (cli, runner, jobs);
  return TRUE;
}

/**
 * nl_cli_run_queue:
 * @cli: an invocation, with a workspace
 * @providers: who can be asked
 * @until_idle: whether it is enough that nothing can be done now
 * @error: return location
 *
 * Works on the queue, and says of the jobs that stay behind why they do.
 *
 * Returns: whether it could; %NL_JOB_ERROR_QUEUE_TAKEN when another program does
 */
gboolean
nl_cli_run_queue (NlCli *cli, NlProviderRegistry *providers, gboolean until_idle, GError **error)
{
  g_autoptr (NlJobRunner) runner = nl_generation_runner_new (cli->store, providers);
  g_autoptr (GError) failure = NULL;

  if (dex_await_boolean (nl_job_runner_start (runner), &failure))
    return work (cli, runner, until_idle, error);
  if (failure == NULL)
    g_set_error_literal (&failure, NL_JOB_ERROR, NL_JOB_ERROR_QUEUE_TAKEN,
                         _ ("Another NinjaLead is already working on this queue."));
  dex_await (nl_job_runner_stop (runner), NULL);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * nl_cli_load_providers:
 * @cli: an invocation, with a workspace
 * @error: return location
 *
 * Returns: (transfer full) (nullable): who can be asked
 */
NlProviderRegistry *
nl_cli_load_providers (NlCli *cli, GError **error)
{
  g_autoptr (NlProviderRegistry) providers = nl_provider_registry_new ();

  if (!dex_await (nl_provider_accounts_load (cli->store, providers), error))
    return NULL;
  return g_steal_pointer (&providers);
}

/**
 * nl_cli_find_provider:
 * @providers: who can be asked
 * @word: (nullable): an id or a name; %NULL: all that were set up, in their order, or else the
 *   offline drafts
 * @error: return location
 *
 * Returns: (transfer none) (nullable): the provider
 */
NlProvider *
nl_cli_find_provider (NlProviderRegistry *providers, const char *word, GError **error)
{
  NlProvider *provider;

  if (word == NULL) {
    provider = nl_provider_registry_get (providers, NL_PROVIDER_CHAIN_ID);
    return provider != NULL ? provider : nl_provider_registry_get_default (providers);
  }
  provider = nl_provider_registry_get (providers, word);
  for (guint i = 0; provider == NULL && i < g_list_model_get_n_items (G_LIST_MODEL (providers));
       i++) {
    g_autoptr (NlProvider) other = g_list_model_get_item (G_LIST_MODEL (providers), i);

    if (g_str_equal (nl_provider_get_name (other), word))
      provider = other;
  }
  if (provider == NULL)
    g_set_error (error, NL_CLI_ERROR, NL_CLI_ERROR_USAGE, _ ("There is no provider “%s”."), word);
  return provider;
}

/**
 * nl_cli_finish_writing:
 * @cli: an invocation, with a workspace
 * @providers: who can be asked
 * @provider: who was
 * @record: (inout) (transfer full): what was drafted; afterwards as it is now
 * @error: return location
 *
 * Has what was drafted written by a provider that is asked through the queue. What can't be done
 * now stays in the queue, and the draft stays a draft.
 *
 * Returns: whether the record can be read
 */
gboolean
nl_cli_finish_writing (NlCli *cli,
                       NlProviderRegistry *providers,
                       NlProvider *provider,
                       NlRecord **record,
                       GError **error)
{
  g_autoptr (NlRecord) drafted = *record;
  g_autoptr (GError) failure = NULL;

  if (!nl_provider_is_queued (provider)) {
    g_steal_pointer (&drafted);
    return TRUE;
  }
  *record = NULL;
  if (!nl_cli_run_queue (cli, providers, TRUE, &failure)
      && !g_error_matches (failure, NL_JOB_ERROR, NL_JOB_ERROR_QUEUE_TAKEN)) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  *record = dex_await_object (
      nl_store_find (cli->store, G_OBJECT_TYPE (drafted), nl_record_get_id (drafted)), error);
  return *record != NULL;
}
