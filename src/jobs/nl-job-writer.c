/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/nl-job-writer.h"

/**
 * NlJobWriter:
 *
 * Writes the small steps of many jobs in few transactions: what comes while one is being written to
 * the disk goes into the next. Each step has a savepoint, so that one that fails takes no other
 * with it.
 */
struct _NlJobWriter {
  GObject parent_instance;
  NlStore *store;
  GPtrArray *queued; /* of Step */
  gboolean is_busy;
};

G_DEFINE_FINAL_TYPE (NlJobWriter, nl_job_writer, G_TYPE_OBJECT)

typedef struct {
  NlJobWriteFunc func;
  gpointer data;
  GDestroyNotify data_destroy;
  DexPromise *promise;
  GError *error;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  if (step->data_destroy != NULL)
    step->data_destroy (step->data);
  g_clear_error (&step->error);
  dex_unref (step->promise);
  g_free (step);
}

/* Whether the transaction can go on. */
static gboolean
run_step (Step *step, NlConnection *connection, GError **error)
{
  if (!nl_connection_exec (connection, "begin a step", "SAVEPOINT step", error))
    return FALSE;
  if (!step->func (connection, step->data, &step->error)) {
    /* Some failures, such as a full disk, end the whole transaction. */
    if (sqlite3_get_autocommit (nl_connection_get_handle (connection))) {
      g_propagate_error (error, g_error_copy (step->error));
      return FALSE;
    }
    if (!nl_connection_exec (connection, "undo a step", "ROLLBACK TO step", error))
      return FALSE;
  }
  return nl_connection_exec (connection, "end a step", "RELEASE step", error);
}

static gpointer
run_steps (NlConnection *connection, gpointer data, GError **error)
{
  GPtrArray *steps = data;

  for (guint i = 0; i < steps->len; i++)
    if (!run_step (g_ptr_array_index (steps, i), connection, error))
      break;
  return NULL;
}

static void
settle_steps (GPtrArray *steps, const GError *failure)
{
  for (guint i = 0; i < steps->len; i++) {
    Step *step = g_ptr_array_index (steps, i);

    if (failure != NULL)
      dex_promise_reject (step->promise, g_error_copy (failure));
    else if (step->error != NULL)
      dex_promise_reject (step->promise, g_steal_pointer (&step->error));
    else
      dex_promise_resolve_boolean (step->promise, TRUE);
  }
}

static DexFuture *
write_fiber (gpointer data)
{
  NlJobWriter *self = data;

  while (self->queued->len > 0) {
    g_autoptr (GPtrArray) steps = g_steal_pointer (&self->queued);
    g_autoptr (GError) error = NULL;

    self->queued = g_ptr_array_new_with_free_func (step_free);
    dex_await (nl_store_write (self->store, run_steps, steps, NULL, G_TYPE_NONE, NULL), &error);
    settle_steps (steps, error);
  }
  self->is_busy = FALSE;
  return dex_future_new_true ();
}

static void
nl_job_writer_finalize (GObject *object)
{
  NlJobWriter *self = NL_JOB_WRITER (object);

  g_ptr_array_unref (self->queued);
  g_object_unref (self->store);
  G_OBJECT_CLASS (nl_job_writer_parent_class)->finalize (object);
}

static void
nl_job_writer_class_init (NlJobWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_job_writer_finalize;
}

static void
nl_job_writer_init (NlJobWriter *self)
{
  self->queued = g_ptr_array_new_with_free_func (step_free);
}

/**
 * nl_job_writer_new:
 * @store: the workspace
 *
 * Returns: (transfer full): a writer
 */
NlJobWriter *
nl_job_writer_new (NlStore *store)
{
  NlJobWriter *self = g_object_new (NL_TYPE_JOB_WRITER, NULL);

  self->store = g_object_ref (store);
  return self;
}

/**
 * nl_job_writer_push:
 * @self: a writer
 * @func: the step
 * @data: (transfer full): passed to @func
 * @data_destroy: (nullable): frees @data, on the main thread
 *
 * Queues a step. Steps happen in the order in which they were pushed.
 *
 * Returns: (transfer full): a future of %TRUE, once the step is on the disk; rejects with @func's
 *   error, and then nothing of it happened
 */
DexFuture *
nl_job_writer_push (NlJobWriter *self,
                    NlJobWriteFunc func,
                    gpointer data,
                    GDestroyNotify data_destroy)
{
  Step *step;
  DexFuture *future;

  dex_return_error_if_fail (NL_IS_JOB_WRITER (self));
  dex_return_error_if_fail (func != NULL);

  step = g_new0 (Step, 1);
  step->func = func;
  step->data = data;
  step->data_destroy = data_destroy;
  step->promise = dex_promise_new ();
  future = dex_ref (DEX_FUTURE (step->promise));
  g_ptr_array_add (self->queued, step);
  if (!self->is_busy) {
    self->is_busy = TRUE;
    nl_fiber_start ("write-jobs", write_fiber, g_object_ref (self), g_object_unref);
  }
  return future;
}
