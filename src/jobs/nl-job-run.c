/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "jobs/nl-job-runner-private.h"
#include "net/nl-backoff.h"

/* How long to wait before a step is written again that the disk did not take. */
#define WRITE_BASE (G_USEC_PER_SEC / 5)
#define WRITE_CAP (10 * G_USEC_PER_SEC)

/* A step on its way to the writer's thread, with a job of its own: when it fails, the run's is as
 * it was. */
typedef struct {
  NlJob *job;
  NlJobHandler *handler;
  GBytes *answer;
  GObject *digested;
  NlJobVerdict verdict;
  char *message;
  NlJobPolicy policy;
  double random;
} Step;

static Step *
step_new (NlJobRun *self)
{
  Step *step = g_new0 (Step, 1);

  step->job = NL_JOB (nl_record_copy (NL_RECORD (self->job)));
  step->policy = self->policy;
  step->random = g_random_double ();
  g_set_object (&step->handler, self->handler);
  return step;
}

static void
step_free (gpointer data)
{
  Step *step = data;

  g_object_unref (step->job);
  g_clear_object (&step->handler);
  g_clear_object (&step->digested);
  g_clear_pointer (&step->answer, g_bytes_unref);
  g_free (step->message);
  g_free (step);
}

/* Writes a step; the run's job follows when it is on the disk. */
static gboolean
write_step (NlJobRun *self, NlJobWriteFunc func, Step *step, GError **error)
{
  g_autoptr (NlJob) job = g_object_ref (step->job);

  if (!dex_await (nl_job_writer_push (self->writer, func, step, step_free), error))
    return FALSE;
  g_set_object (&self->job, job);
  return TRUE;
}

static gboolean
write_sent (NlConnection *connection, gpointer data, GError **error)
{
  Step *step = data;

  return nl_job_queue_mark_sent (step->job, connection, error);
}

static gboolean
write_answered (NlConnection *connection, gpointer data, GError **error)
{
  Step *step = data;

  return nl_job_queue_mark_answered (step->job, step->answer, connection, error);
}

/* The effect and the word that it is there are one transaction: neither is ever there alone. */
static gboolean
write_applied (NlConnection *connection, gpointer data, GError **error)
{
  Step *step = data;

  if (nl_job_get_state (step->job) == NL_JOB_STATE_SENT
      && !write_answered (connection, data, error))
    return FALSE;
  return nl_job_handler_apply (step->handler, step->job, step->answer, step->digested, connection,
                               error)
         && nl_job_queue_mark_applied (step->job, connection, error);
}

static gboolean
write_settled (NlConnection *connection, gpointer data, GError **error)
{
  Step *step = data;

  return nl_job_queue_settle (step->job, &step->verdict, step->message, &step->policy, step->random,
                              connection, error);
}

/* Whether the disk may take it later. */
static gboolean
is_passing (const GError *error)
{
  return g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_LOCKED)
         || g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_DISK_FULL)
         || g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_READ_ONLY)
         || g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_FAILED);
}

/* Whether to try once more, after a while. What is not written stays in memory until then, and is
 * lost only with the process. */
static gboolean
wait_for_disk (NlJobRun *self, guint attempt, const GError *error)
{
  gint64 delay = nl_backoff_delay (attempt, WRITE_BASE, WRITE_CAP, g_random_double ());

  if (self->is_stopping || self->is_superseded || !is_passing (error))
    return FALSE;
  g_message ("Job %" G_GINT64_FORMAT " can’t be written yet: %s",
             nl_record_get_id (NL_RECORD (self->job)), error->message);
  return dex_await (nl_future_sleep ((guint) (delay / 1000), self->cancellable), NULL);
}

static GBytes *
ask (NlJobRun *self, GError **error)
{
  g_autoptr (GBytes) request = dex_await_boxed (
      nl_job_handler_prepare (self->handler, self->job, self->store, self->cancellable), error);

  if (request == NULL || g_cancellable_set_error_if_cancelled (self->cancellable, error)
      || !write_step (self, write_sent, step_new (self), error))
    return NULL;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return NULL;
  return dex_await_boxed (
      nl_job_handler_call (self->handler, self->job, request, self->cancellable), error);
}

static gpointer
read_answer (NlConnection *connection, gpointer data, GError **error)
{
  return nl_job_queue_load_answer (data, connection, error);
}

static GBytes *
load_answer (NlJobRun *self, GError **error)
{
  return dex_await_boxed (nl_store_read (self->store, read_answer,
                                         nl_record_copy (NL_RECORD (self->job)), g_object_unref,
                                         G_TYPE_BYTES, NULL),
                          error);
}

static gboolean
write_answer (
    NlJobRun *self, NlJobWriteFunc func, GBytes *answer, GObject *digested, GError **error)
{
  for (guint attempt = 1;; attempt++) {
    g_autoptr (GError) failure = NULL;
    Step *step = step_new (self);

    step->answer = g_bytes_ref (answer);
    g_set_object (&step->digested, digested);
    if (write_step (self, func, step, &failure))
      return TRUE;
    if (!wait_for_disk (self, attempt, failure)) {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  }
}

static gboolean
use_answer (NlJobRun *self, GBytes *answer, GError **error)
{
  g_autoptr (GObject) digested = NULL;

  if (nl_job_handler_can_digest (self->handler)) {
    if (nl_job_get_state (self->job) == NL_JOB_STATE_SENT
        && !write_answer (self, write_answered, answer, NULL, error))
      return FALSE;
    digested = dex_await_object (
        nl_job_handler_digest (self->handler, self->job, answer, self->cancellable), error);
    if (digested == NULL)
      return FALSE;
  }
  return write_answer (self, write_applied, answer, digested, error);
}

static gboolean
go_the_way (NlJobRun *self, GError **error)
{
  g_autoptr (GBytes) answer = NULL;

  if (self->handler == NULL) {
    g_set_error (error, NL_JOB_ERROR, NL_JOB_ERROR_NO_HANDLER,
                 /* Translators: a technical word for a kind of job. */
                 _ ("This version of NinjaLead can’t do jobs of the kind “%s”."),
                 nl_record_get_text (NL_RECORD (self->job), NL_JOB_KIND));
    return FALSE;
  }
  if (nl_job_get_state (self->job) == NL_JOB_STATE_ANSWERED)
    answer = load_answer (self, error);
  else
    answer = ask (self, error);
  return answer != NULL && use_answer (self, answer, error);
}

static NlJobVerdict
judge (NlJobRun *self, const GError *error)
{
  /* Ended by us, not by what the other side did. */
  if (self->is_stopping && g_cancellable_is_cancelled (self->cancellable))
    return (NlJobVerdict) { .kind = NL_JOB_VERDICT_WAIT,
                            .code = "interrupted",
                            .perhaps_billed = nl_job_get_state (self->job) == NL_JOB_STATE_SENT };
  if (self->handler == NULL)
    return (NlJobVerdict) { .kind = NL_JOB_VERDICT_HOLD, .code = NL_JOB_CODE_NO_HANDLER };
  return nl_job_handler_judge (self->handler, self->job, error);
}

static void
settle (NlJobRun *self, const GError *reason)
{
  NlJobVerdict verdict = judge (self, reason);

  for (guint attempt = 1;; attempt++) {
    g_autoptr (GError) error = NULL;
    Step *step = step_new (self);

    step->verdict = verdict;
    step->message = g_strdup (reason->message);
    if (write_step (self, write_settled, step, &error)
        || g_error_matches (error, NL_JOB_ERROR, NL_JOB_ERROR_SUPERSEDED)
        || !wait_for_disk (self, attempt, error))
      return;
  }
}

/*
 * nl_job_run_supersede:
 * @self: a run
 *
 * Ends a run somebody else decided about: it writes nothing more.
 */
void
nl_job_run_supersede (NlJobRun *self)
{
  self->is_superseded = TRUE;
  g_cancellable_cancel (self->cancellable);
}

/*
 * nl_job_run_do:
 * @self: a run, in a fiber
 *
 * Takes a job as far as it goes.
 */
void
nl_job_run_do (NlJobRun *self)
{
  g_autoptr (GError) error = NULL;

  if (go_the_way (self, &error) || self->is_superseded
      || g_error_matches (error, NL_JOB_ERROR, NL_JOB_ERROR_SUPERSEDED))
    return;
  /* An answer that was kept when the runner ends is applied by the next one. */
  if (self->is_stopping && nl_job_get_state (self->job) == NL_JOB_STATE_ANSWERED)
    return;
  settle (self, error);
}

NlJobRun *
nl_job_run_new (NlJob *job,
                NlJobHandler *handler,
                NlStore *store,
                NlJobWriter *writer,
                const NlJobPolicy *policy)
{
  NlJobRun *self = g_new0 (NlJobRun, 1);

  self->job = g_object_ref (job);
  g_set_object (&self->handler, handler);
  self->store = g_object_ref (store);
  self->writer = g_object_ref (writer);
  self->policy = *policy;
  self->cancellable = g_cancellable_new ();
  return self;
}

void
nl_job_run_free (NlJobRun *self)
{
  g_object_unref (self->job);
  g_clear_object (&self->handler);
  g_object_unref (self->store);
  g_object_unref (self->writer);
  g_object_unref (self->cancellable);
  g_free (self);
}
