/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/nl-job-verdict.h"
#include "jobs/nl-job.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

#define NL_TYPE_JOB_HANDLER (nl_job_handler_get_type ())
G_DECLARE_INTERFACE (NlJobHandler, nl_job_handler, NL, JOB_HANDLER, GObject)

/**
 * NlJobHandlerInterface:
 * @prepare: (nullable): resolves to a #GBytes, the exact request that will be sent; without it, the
 *   payload is the request. Nothing has left the machine yet. It carries no secret and no personal
 *   data: it can be looked at before it is sent.
 * @call: asks, and resolves to a #GBytes, the answer; closes the connection when cancelled
 * @digest: (nullable): turns the answer into a #GObject that @apply needs, such as a decoded image,
 *   off the main thread. The answer is on the disk by then.
 * @apply: brings the effect about; on the writer's thread, in the transaction that also says that
 *   the job is done. May call nl_job_set_result() on the job it gets.
 * @judge: (nullable): what becomes of the job after an error; without it, nl_job_verdict_default()
 *
 * How jobs of one kind are done. @prepare, @call, @digest and @judge are called on the main thread.
 */
struct _NlJobHandlerInterface {
  GTypeInterface parent_iface;

  DexFuture *(*prepare) (NlJobHandler *self, NlJob *job, NlStore *store, GCancellable *cancellable);
  DexFuture *(*call) (NlJobHandler *self, NlJob *job, GBytes *request, GCancellable *cancellable);
  DexFuture *(*digest) (NlJobHandler *self, NlJob *job, GBytes *answer, GCancellable *cancellable);
  gboolean (*apply) (NlJobHandler *self,
                     NlJob *job,
                     GBytes *answer,
                     GObject *digested,
                     NlConnection *connection,
                     GError **error);
  NlJobVerdict (*judge) (NlJobHandler *self, NlJob *job, const GError *error);
};

DexFuture *nl_job_handler_prepare (NlJobHandler *self,
                                   NlJob *job,
                                   NlStore *store,
                                   GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_job_handler_call (NlJobHandler *self,
                                NlJob *job,
                                GBytes *request,
                                GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
gboolean nl_job_handler_can_digest (NlJobHandler *self);
DexFuture *nl_job_handler_digest (NlJobHandler *self,
                                  NlJob *job,
                                  GBytes *answer,
                                  GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
gboolean nl_job_handler_apply (NlJobHandler *self,
                               NlJob *job,
                               GBytes *answer,
                               GObject *digested,
                               NlConnection *connection,
                               GError **error);
NlJobVerdict nl_job_handler_judge (NlJobHandler *self, NlJob *job, const GError *error);

G_END_DECLS
