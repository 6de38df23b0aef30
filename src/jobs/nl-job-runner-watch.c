/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/nl-job-runner-private.h"

/* How a runner hears of what others did: a person who cancels, another program that adds jobs, the
 * network that comes and goes. */

/* 0 when the job is not there any more. */
static gboolean
read_claim (NlConnection *connection, gint64 id, gint64 *claim, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "see who has a job",
                               "SELECT claim FROM jobs WHERE id = ?", error);

  *claim = 0;
  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, id);
  if (nl_statement_step (statement, &failure))
    *claim = nl_statement_get_int64 (statement, 0);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The claims of jobs, as the table has them. */
static gpointer
read_claims (NlConnection *connection, gpointer data, GError **error)
{
  GArray *ids = data;
  g_autoptr (GArray) claims = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < ids->len; i++) {
    gint64 claim;

    if (!read_claim (connection, g_array_index (ids, gint64, i), &claim, error))
      return NULL;
    g_array_append_val (claims, claim);
  }
  return g_steal_pointer (&claims);
}

/* What is under way here, and the claims it is under way with. */
static void
list_runs (NlJobRunner *self, GArray *ids, GArray *held)
{
  GHashTableIter iter;
  gpointer id;
  gpointer run;

  g_hash_table_iter_init (&iter, self->runs);
  while (g_hash_table_iter_next (&iter, &id, &run)) {
    gint64 claim = nl_job_get_claim (((NlJobRun *) run)->job);

    g_array_append_val (ids, *(gint64 *) id);
    g_array_append_val (held, claim);
  }
}

/* A run that began while the claims were read is not what they are about. */
static void
drop_superseded (NlJobRunner *self, GArray *ids, GArray *held, GArray *claims)
{
  for (guint i = 0; i < ids->len; i++) {
    NlJobRun *run = g_hash_table_lookup (self->runs, &g_array_index (ids, gint64, i));
    gint64 claim = g_array_index (held, gint64, i);

    if (run == NULL || nl_job_get_claim (run->job) != claim
        || claim == g_array_index (claims, gint64, i))
      continue;
    nl_job_run_supersede (run);
  }
}

static DexFuture *
check_fiber (gpointer data)
{
  NlJobRunner *self = data;

  while (self->check_again) {
    g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
    g_autoptr (GArray) held = g_array_new (FALSE, FALSE, sizeof (gint64));
    g_autoptr (GArray) claims = NULL;

    self->check_again = FALSE;
    list_runs (self, ids, held);
    claims = dex_await_boxed (nl_store_read (self->store, read_claims, g_array_ref (ids),
                                             (GDestroyNotify) g_array_unref, G_TYPE_ARRAY, NULL),
                              NULL);
    if (claims != NULL)
      drop_superseded (self, ids, held, claims);
  }
  self->is_checking = FALSE;
  nl_job_runner_fiber_ended (self);
  return dex_future_new_true ();
}

/* Looks whether somebody decided about a job that is under way here. */
static void
check_runs (NlJobRunner *self)
{
  self->check_again = TRUE;
  if (self->is_checking)
    return;
  self->is_checking = TRUE;
  nl_job_runner_fiber (self, "check-jobs", check_fiber);
}

static void
store_changed_cb (NlStore *store, NlChanges *changes, NlJobRunner *self)
{
  GHashTableIter iter;
  gpointer id;

  if (!self->is_started || !nl_changes_touches (changes, "jobs"))
    return;
  g_hash_table_iter_init (&iter, self->runs);
  while (g_hash_table_iter_next (&iter, &id, NULL)) {
    if (!nl_changes_contains (changes, "jobs", *(gint64 *) id))
      continue;
    check_runs (self);
    break;
  }
  nl_job_runner_pump (self);
}

static gboolean
wake_offline (NlConnection *connection, gpointer data, GError **error)
{
  return nl_job_queue_wake_offline (connection, error);
}

static void
network_changed_cb (NlJobRunner *self)
{
  gboolean online = g_network_monitor_get_network_available (self->network);

  if (online && !self->was_online && self->is_started && self->lock >= 0)
    dex_future_disown (nl_job_writer_push (self->writer, wake_offline, NULL, NULL));
  self->was_online = online;
  nl_job_runner_pump (self);
}

/*
 * nl_job_runner_watch:
 * @self: a runner
 *
 * Follows the workspace and the network for as long as @self lives.
 */
void
nl_job_runner_watch (NlJobRunner *self)
{
  self->was_online = g_network_monitor_get_network_available (self->network);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self, 0);
  g_signal_connect_object (self->network, "notify::network-available",
                           G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->network, "notify::network-metered",
                           G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);
}
