/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/nl-job-handler.h"

#include <string.h>

/**
 * NlJobHandler:
 *
 * How jobs of one kind are done: prepare, call, digest, apply. A handler says nothing about when,
 * or what happens when the power fails in between: that is the #NlJobRunner's.
 */
G_DEFINE_INTERFACE (NlJobHandler, nl_job_handler, G_TYPE_OBJECT)

static void
nl_job_handler_default_init (NlJobHandlerInterface *iface)
{}

/**
 * nl_job_handler_prepare:
 * @self: a handler
 * @job: a job of its kind
 * @store: the workspace
 * @cancellable: (nullable): ends it early
 *
 * What would be sent for @job now. Changes nothing, so it also serves to show it beforehand.
 *
 * Returns: (transfer full): a future of a #GBytes
 */
DexFuture *
nl_job_handler_prepare (NlJobHandler *self, NlJob *job, NlStore *store, GCancellable *cancellable)
{
  NlJobHandlerInterface *iface;
  const char *payload;

  dex_return_error_if_fail (NL_IS_JOB_HANDLER (self));
  dex_return_error_if_fail (NL_IS_JOB (job));

  iface = NL_JOB_HANDLER_GET_IFACE (self);
  if (iface->prepare != NULL)
    return iface->prepare (self, job, store, cancellable);
  payload = nl_record_get_text (NL_RECORD (job), NL_JOB_PAYLOAD);
  return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_new (payload, strlen (payload)));
}

/**
 * nl_job_handler_call:
 * @self: a handler
 * @job: a job of its kind
 * @request: from nl_job_handler_prepare()
 * @cancellable: (nullable): ends it early, and closes the connection
 *
 * Asks.
 *
 * Returns: (transfer full): a future of a #GBytes, the answer
 */
DexFuture *
nl_job_handler_call (NlJobHandler *self, NlJob *job, GBytes *request, GCancellable *cancellable)
{
  dex_return_error_if_fail (NL_IS_JOB_HANDLER (self));
  dex_return_error_if_fail (NL_IS_JOB (job));

  return NL_JOB_HANDLER_GET_IFACE (self)->call (self, job, request, cancellable);
}

/**
 * nl_job_handler_can_digest:
 * @self: a handler
 *
 * Returns: whether an answer is worked on before it is applied
 */
gboolean
nl_job_handler_can_digest (NlJobHandler *self)
{
  g_return_val_if_fail (NL_IS_JOB_HANDLER (self), FALSE);

  return NL_JOB_HANDLER_GET_IFACE (self)->digest != NULL;
}

/**
 * nl_job_handler_digest:
 * @self: a handler that can
 * @job: a job of its kind
 * @answer: from nl_job_handler_call()
 * @cancellable: (nullable): ends it early
 *
 * Works on an answer before it is applied.
 *
 * Returns: (transfer full): a future of a #GObject
 */
DexFuture *
nl_job_handler_digest (NlJobHandler *self, NlJob *job, GBytes *answer, GCancellable *cancellable)
{
  dex_return_error_if_fail (NL_IS_JOB_HANDLER (self));
  dex_return_error_if_fail (nl_job_handler_can_digest (self));

  return NL_JOB_HANDLER_GET_IFACE (self)->digest (self, job, answer, cancellable);
}

/**
 * nl_job_handler_apply:
 * @self: a handler
 * @job: a copy of the job, for the calling thread
 * @answer: from nl_job_handler_call()
 * @digested: (nullable): from nl_job_handler_digest()
 * @connection: a writer, in a transaction
 * @error: return location
 *
 * Brings the effect about.
 *
 * Returns: whether it succeeded; if not, what it changed is undone
 */
gboolean
nl_job_handler_apply (NlJobHandler *self,
                      NlJob *job,
                      GBytes *answer,
                      GObject *digested,
                      NlConnection *connection,
                      GError **error)
{
  g_return_val_if_fail (NL_IS_JOB_HANDLER (self), FALSE);

  return NL_JOB_HANDLER_GET_IFACE (self)->apply (self, job, answer, digested, connection, error);
}

/**
 * nl_job_handler_judge:
 * @self: a handler
 * @job: a job of its kind
 * @error: what went wrong with it
 *
 * Returns: what becomes of the job
 */
NlJobVerdict
nl_job_handler_judge (NlJobHandler *self, NlJob *job, const GError *error)
{
  NlJobHandlerInterface *iface = NL_JOB_HANDLER_GET_IFACE (self);

  return iface->judge != NULL ? iface->judge (self, job, error) : nl_job_verdict_default (error);
}
