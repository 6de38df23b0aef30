/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-clock.h"
#include "jobs/nl-job-runner-private.h"

/* A queue that goes on within this time is not idle. */
#define SOON (60 * G_USEC_PER_SEC)

/* For providers nobody said anything about. */
const NlJobLane nl_job_lane_default = { .limit = 2, .needs_network = TRUE };

NlJobPump *
nl_job_pump_new (const NlJobPolicy *policy, gboolean is_online, gboolean with_heavy)
{
  NlJobPump *self = g_new0 (NlJobPump, 1);

  self->lanes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->running = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->policy = *policy;
  self->random = g_random_double ();
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_online = is_online;
  self->with_heavy = with_heavy;
  return self;
}

void
nl_job_pump_free (NlJobPump *self)
{
  g_hash_table_unref (self->lanes);
  g_hash_table_unref (self->running);
  g_ptr_array_unref (self->jobs);
  g_free (self);
}

void
nl_job_pump_add_running (NlJobPump *self, gint64 id)
{
  g_hash_table_add (self->running, g_memdup2 (&id, sizeof id));
}

void
nl_job_pump_add_lane (NlJobPump *self, const char *provider, const NlJobLane *lane)
{
  g_hash_table_insert (self->lanes, g_strdup (provider), g_memdup2 (lane, sizeof *lane));
}

static gboolean
fill_lane (NlJobPump *self, const char *provider, NlConnection *connection, GError **error)
{
  const NlJobLane *lane = g_hash_table_lookup (self->lanes, provider);
  g_autoptr (GPtrArray) jobs = NULL;

  if (lane == NULL)
    lane = &nl_job_lane_default;
  if (lane->n_running >= lane->limit || (lane->needs_network && !self->is_online))
    return TRUE;
  jobs = nl_job_queue_claim (connection, provider, lane->limit - lane->n_running,
                             self->with_heavy || !lane->needs_network, error);
  if (jobs == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (self->jobs, g_steal_pointer (&jobs));
  return TRUE;
}

static gboolean
look_ahead (NlJobPump *self, NlConnection *connection, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "see whether jobs are due soon",
                               "SELECT 1 FROM jobs INDEXED BY jobs_delayed "
                               "WHERE state = 'waiting' AND not_before > 0 AND not_before <= ? "
                               "AND error_code IS NOT '" NL_JOB_CODE_OFFLINE "' LIMIT 1",
                               error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, nl_clock_now () + SOON);
  self->more_coming = nl_statement_step (statement, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/*
 * nl_job_pump_run:
 * @connection: a writer, in a transaction
 * @data: the pump
 * @error: return location
 *
 * Takes over jobs that nobody works on any more, and as many new ones of each provider as it has
 * room for.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_job_pump_run (NlConnection *connection, gpointer data, GError **error)
{
  NlJobPump *self = data;
  g_auto (GStrv) providers = NULL;

  if (!nl_job_queue_recover (connection, self->running, &self->policy, self->random, self->jobs,
                             error)
      || !nl_job_queue_wake (connection, &self->next, error))
    return FALSE;
  providers = nl_job_queue_list_providers (connection, error);
  if (providers == NULL)
    return FALSE;
  for (guint i = 0; providers[i] != NULL; i++)
    if (!fill_lane (self, providers[i], connection, error))
      return FALSE;
  return look_ahead (self, connection, error);
}
