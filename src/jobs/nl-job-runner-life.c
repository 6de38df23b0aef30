/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/nl-job-runner-private.h"

/* How a runner begins and ends. */

/* How often to look whether another program left the queue to us. */
#define TAKE_OVER_MILLISECONDS (5 * 1000)

static DexFuture *take_over_fiber (gpointer data);

static gboolean
look_for_lock_cb (gpointer data)
{
  NlJobRunner *self = data;

  self->timer = 0;
  nl_job_runner_fiber (self, "take-queue", take_over_fiber);
  return G_SOURCE_REMOVE;
}

static DexFuture *
take_over (NlJobRunner *self)
{
  g_autoptr (GError) error = NULL;

  /* Started again before it had ended, it still has the lock, and would wait for itself. */
  if (self->lock < 0)
    self->lock = nl_job_lock_take (nl_store_get_folder (self->store), &error);
  if (self->lock >= 0) {
    nl_job_runner_pump (self);
    return dex_future_new_true ();
  }
  if (g_error_matches (error, NL_JOB_ERROR, NL_JOB_ERROR_QUEUE_TAKEN)) {
    if (self->timer == 0)
      self->timer = g_timeout_add (TAKE_OVER_MILLISECONDS, look_for_lock_cb, self);
    return dex_future_new_false ();
  }
  self->is_started = FALSE;
  return dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
take_over_fiber (gpointer data)
{
  NlJobRunner *self = data;
  DexFuture *outcome = self->is_started ? take_over (self) : dex_future_new_false ();

  nl_job_runner_fiber_ended (self);
  return outcome;
}

/**
 * nl_job_runner_start:
 * @self: a runner with its handlers
 *
 * Begins to work. When another program works on the queue of this workspace already, it is left to
 * that program, and taken over when that ends.
 *
 * Returns: (transfer full): a future of whether it works itself
 */
DexFuture *
nl_job_runner_start (NlJobRunner *self)
{
  dex_return_error_if_fail (NL_IS_JOB_RUNNER (self));
  dex_return_error_if_fail (!self->is_started);

  self->is_started = TRUE;
  self->n_fibers++;
  return nl_fiber_spawn (take_over_fiber, g_object_ref (self), g_object_unref);
}

static DexFuture *
stop_fiber (gpointer data)
{
  NlJobRunner *self = data;

  while (self->n_fibers > 0 && !self->is_started) {
    DexPromise *ended = dex_promise_new ();

    g_ptr_array_add (self->ended_promises, dex_ref (ended));
    dex_await (DEX_FUTURE (ended), NULL);
  }
  if (self->is_started)
    return dex_future_new_true ();
  g_clear_handle_id (&self->timer, g_source_remove);
  nl_job_lock_give_back (self->lock);
  self->lock = -1;
  for (guint i = 0; i < self->idle_promises->len; i++)
    dex_promise_reject (g_ptr_array_index (self->idle_promises, i),
                        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped"));
  g_ptr_array_set_size (self->idle_promises, 0);
  return dex_future_new_true ();
}

/**
 * nl_job_runner_stop:
 * @self: a runner
 *
 * Takes no more jobs, interrupts those under way, and writes down how far they are. What was sent
 * is perhaps billed. To lose nothing at all, wait for nl_job_runner_wait_idle() first.
 *
 * Returns: (transfer full): a future of %TRUE, when others can work on the queue
 */
DexFuture *
nl_job_runner_stop (NlJobRunner *self)
{
  GHashTableIter iter;
  gpointer run;

  dex_return_error_if_fail (NL_IS_JOB_RUNNER (self));

  self->is_started = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_hash_table_iter_init (&iter, self->runs);
  while (g_hash_table_iter_next (&iter, NULL, &run)) {
    ((NlJobRun *) run)->is_stopping = TRUE;
    g_cancellable_cancel (((NlJobRun *) run)->cancellable);
  }
  return nl_fiber_spawn (stop_fiber, g_object_ref (self), g_object_unref);
}

/**
 * nl_job_runner_wait_idle:
 * @self: a runner that works
 *
 * Waits until nothing is under way, nothing can be taken, and nothing is due within a minute. What
 * waits for a network, a person or a later time may still be there.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %G_IO_ERROR_CANCELLED when the runner
 * is stopped before
 */
DexFuture *
nl_job_runner_wait_idle (NlJobRunner *self)
{
  DexPromise *promise;

  dex_return_error_if_fail (NL_IS_JOB_RUNNER (self));
  dex_return_error_if_fail (nl_job_runner_is_working (self));

  promise = dex_promise_new ();
  g_ptr_array_add (self->idle_promises, dex_ref (promise));
  nl_job_runner_pump (self);
  return DEX_FUTURE (promise);
}
