/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/nl-job-runner.h"

#include "base/nl-clock.h"
#include "jobs/nl-job-runner-private.h"

/* The clock may be set, and machines sleep: look again at least so often while something waits. */
#define LONGEST_NAP_MILLISECONDS (60 * 1000)
/* How long to leave a table alone that can't be read. */
#define TROUBLE_DELAY (5 * G_USEC_PER_SEC)

/**
 * NlJobRunner:
 *
 * Works on the queue of a workspace: takes jobs, lets their handlers do them, a few of each
 * provider at a time, and writes down each step. There is one in a process, and one that works on a
 * workspace. Belongs to the main thread.
 */
G_DEFINE_FINAL_TYPE (NlJobRunner, nl_job_runner, G_TYPE_OBJECT)

static NlJobLane *
ensure_lane (NlJobRunner *self, const char *provider)
{
  NlJobLane *lane = g_hash_table_lookup (self->lanes, provider);

  if (lane == NULL) {
    lane = g_memdup2 (&nl_job_lane_default, sizeof *lane);
    g_hash_table_insert (self->lanes, g_strdup (provider), lane);
  }
  return lane;
}

static void
resolve_all (GPtrArray **waiting)
{
  g_autoptr (GPtrArray) promises = g_steal_pointer (waiting);

  *waiting = g_ptr_array_new_with_free_func (dex_unref);
  for (guint i = 0; i < promises->len; i++)
    dex_promise_resolve_boolean (g_ptr_array_index (promises, i), TRUE);
}

void
nl_job_runner_fiber (NlJobRunner *self, const char *name, NlFiberFunc func)
{
  self->n_fibers++;
  nl_fiber_start (name, func, g_object_ref (self), g_object_unref);
}

void
nl_job_runner_fiber_ended (NlJobRunner *self)
{
  self->n_fibers--;
  resolve_all (&self->ended_promises);
}

typedef struct {
  NlJobRunner *runner;
  NlJobRun *run;
} RunData;

static DexFuture *
run_fiber (gpointer data)
{
  RunData *both = data;
  NlJobRunner *self = both->runner;
  gint64 id = nl_record_get_id (NL_RECORD (both->run->job));
  NlJobLane *lane
      = ensure_lane (self, nl_record_get_text (NL_RECORD (both->run->job), NL_JOB_PROVIDER));

  nl_job_run_do (both->run);
  lane->n_running--;
  /* Cancelled and wanted again, the same job may be under way a second time. */
  if (g_hash_table_lookup (self->runs, &id) == both->run)
    g_hash_table_remove (self->runs, &id);
  nl_job_runner_pump (self);
  nl_job_runner_fiber_ended (self);
  return dex_future_new_true ();
}

static void
run_data_free (gpointer data)
{
  RunData *both = data;

  nl_job_run_free (both->run);
  g_object_unref (both->runner);
  g_free (both);
}

void
nl_job_runner_start_run (NlJobRunner *self, NlJob *job)
{
  gint64 id = nl_record_get_id (NL_RECORD (job));
  NlJobHandler *handler
      = nl_job_runner_get_handler (self, nl_record_get_text (NL_RECORD (job), NL_JOB_KIND));
  NlJobRun *before = g_hash_table_lookup (self->runs, &id);
  RunData *both = g_new0 (RunData, 1);

  /* Cancelled and wanted again at once, it is still under way. Only the new run is known from now
   * on, so the old one ends here. */
  if (before != NULL)
    nl_job_run_supersede (before);
  both->runner = g_object_ref (self);
  both->run = nl_job_run_new (job, handler, self->store, self->writer, &self->policy);
  ensure_lane (self, nl_record_get_text (NL_RECORD (job), NL_JOB_PROVIDER))->n_running++;
  g_hash_table_insert (self->runs, g_memdup2 (&id, sizeof id), both->run);
  self->n_fibers++;
  if (!self->is_started) {
    both->run->is_stopping = TRUE;
    g_cancellable_cancel (both->run->cancellable);
  }
  nl_fiber_start ("run-job", run_fiber, both, run_data_free);
}

static gboolean
timer_cb (gpointer data)
{
  NlJobRunner *self = data;

  self->timer = 0;
  nl_job_runner_pump (self);
  return G_SOURCE_REMOVE;
}

static void
set_timer (NlJobRunner *self, gint64 next)
{
  gint64 milliseconds = next > 0 ? (next - nl_clock_now ()) / 1000 + 1 : 0;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (next > 0)
    self->timer
        = g_timeout_add ((guint) CLAMP (milliseconds, 1, LONGEST_NAP_MILLISECONDS), timer_cb, self);
}

static NlJobPump *
make_pump (NlJobRunner *self)
{
  NlJobPump *look
      = nl_job_pump_new (&self->policy, g_network_monitor_get_network_available (self->network),
                         !g_network_monitor_get_network_metered (self->network));
  GHashTableIter iter;
  gpointer provider;
  gpointer lane;
  gpointer id;

  g_hash_table_iter_init (&iter, self->lanes);
  while (g_hash_table_iter_next (&iter, &provider, &lane))
    nl_job_pump_add_lane (look, provider, lane);
  g_hash_table_iter_init (&iter, self->runs);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    nl_job_pump_add_running (look, *(gint64 *) id);
  return look;
}

static void
pump_once (NlJobRunner *self)
{
  g_autoptr (NlJobPump) look = make_pump (self);
  g_autoptr (GError) error = NULL;

  if (!dex_await (nl_job_writer_push (self->writer, nl_job_pump_run, look, NULL), &error)) {
    g_message ("The queue can’t be read: %s", error->message);
    set_timer (self, nl_clock_now () + TROUBLE_DELAY);
    return;
  }
  for (guint i = 0; i < look->jobs->len; i++)
    nl_job_runner_start_run (self, g_ptr_array_index (look->jobs, i));
  if (!self->is_started)
    return;
  set_timer (self, look->next);
  if (look->jobs->len == 0 && !look->more_coming && !self->pump_again
      && g_hash_table_size (self->runs) == 0)
    resolve_all (&self->idle_promises);
}

static DexFuture *
pump_fiber (gpointer data)
{
  NlJobRunner *self = data;

  while (self->pump_again && self->is_started && self->lock >= 0) {
    self->pump_again = FALSE;
    pump_once (self);
  }
  self->is_pumping = FALSE;
  nl_job_runner_fiber_ended (self);
  return dex_future_new_true ();
}

/* Looks for jobs to do; once more when it is being done. */
void
nl_job_runner_pump (NlJobRunner *self)
{
  if (!self->is_started || self->lock < 0)
    return;
  self->pump_again = TRUE;
  if (self->is_pumping)
    return;
  self->is_pumping = TRUE;
  nl_job_runner_fiber (self, "pump-jobs", pump_fiber);
}

static void
nl_job_runner_finalize (GObject *object)
{
  NlJobRunner *self = NL_JOB_RUNNER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  nl_job_lock_give_back (self->lock);
  g_hash_table_unref (self->handlers);
  g_hash_table_unref (self->lanes);
  g_hash_table_unref (self->runs);
  g_ptr_array_unref (self->idle_promises);
  g_ptr_array_unref (self->ended_promises);
  g_object_unref (self->writer);
  g_object_unref (self->network);
  g_object_unref (self->store);
  G_OBJECT_CLASS (nl_job_runner_parent_class)->finalize (object);
}

static void
nl_job_runner_class_init (NlJobRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_job_runner_finalize;
}

static void
nl_job_runner_init (NlJobRunner *self)
{
  self->handlers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->lanes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->runs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->idle_promises = g_ptr_array_new_with_free_func (dex_unref);
  self->ended_promises = g_ptr_array_new_with_free_func (dex_unref);
  self->lock = -1;
}

/**
 * nl_job_runner_new:
 * @store: the workspace
 * @network: (nullable): says whether there is a network and whether it costs; %NULL asks the system
 * @policy: (nullable): how patient to be; %NULL for %nl_job_policy_default
 *
 * Returns: (transfer full): a runner that does nothing yet
 */
NlJobRunner *
nl_job_runner_new (NlStore *store, GNetworkMonitor *network, const NlJobPolicy *policy)
{
  NlJobRunner *self;

  g_return_val_if_fail (NL_IS_STORE (store), NULL);

  self = g_object_new (NL_TYPE_JOB_RUNNER, NULL);
  self->store = g_object_ref (store);
  self->writer = nl_job_writer_new (store);
  self->policy = policy != NULL ? *policy : nl_job_policy_default;
  self->network = g_object_ref (network != NULL ? network : g_network_monitor_get_default ());
  nl_job_runner_watch (self);
  return self;
}

/**
 * nl_job_runner_add_handler:
 * @self: a runner
 * @kind: a kind of jobs
 * @handler: knows how to do them
 *
 * Registers a handler; before nl_job_runner_start().
 */
void
nl_job_runner_add_handler (NlJobRunner *self, const char *kind, NlJobHandler *handler)
{
  g_return_if_fail (NL_IS_JOB_RUNNER (self));
  g_return_if_fail (kind != NULL);
  g_return_if_fail (NL_IS_JOB_HANDLER (handler));

  g_hash_table_insert (self->handlers, g_strdup (kind), g_object_ref (handler));
}

/**
 * nl_job_runner_get_handler:
 * @self: a runner
 * @kind: a kind of jobs
 *
 * Returns: (transfer none) (nullable): who knows how to do them
 */
NlJobHandler *
nl_job_runner_get_handler (NlJobRunner *self, const char *kind)
{
  g_return_val_if_fail (NL_IS_JOB_RUNNER (self), NULL);

  return g_hash_table_lookup (self->handlers, kind);
}

/**
 * nl_job_runner_set_lane:
 * @self: a runner
 * @provider: whom jobs wait for
 * @limit: how many of them may be under way at once
 * @needs_network: whether there is no use in asking without a network; %FALSE for what runs on this
 *   machine
 *
 * Says how a provider likes to be asked. Without it, two at a time, and only with a network.
 */
void
nl_job_runner_set_lane (NlJobRunner *self,
                        const char *provider,
                        guint limit,
                        gboolean needs_network)
{
  NlJobLane *lane;

  g_return_if_fail (NL_IS_JOB_RUNNER (self));
  g_return_if_fail (provider != NULL);

  lane = ensure_lane (self, provider);
  lane->limit = limit;
  lane->needs_network = needs_network;
  nl_job_runner_pump (self);
}

/**
 * nl_job_runner_get_n_running:
 * @self: a runner
 *
 * Returns: how many jobs are under way in this process
 */
guint
nl_job_runner_get_n_running (NlJobRunner *self)
{
  g_return_val_if_fail (NL_IS_JOB_RUNNER (self), 0);

  return g_hash_table_size (self->runs);
}

/**
 * nl_job_runner_is_working:
 * @self: a runner
 *
 * Returns: whether it is the one who works on the workspace's queue
 */
gboolean
nl_job_runner_is_working (NlJobRunner *self)
{
  g_return_val_if_fail (NL_IS_JOB_RUNNER (self), FALSE);

  return self->is_started && self->lock >= 0;
}
