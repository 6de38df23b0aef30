/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-provider-registry.h"
#include "jobs/nl-job-handler.h"

G_BEGIN_DECLS

/**
 * NlAiJobKind:
 * @kind: the kind of the jobs
 * @compose: makes the request of a job, with facts: on a reader's thread
 * @digest: (nullable): works on the result off the main thread, as for a picture to be decoded
 * @apply: brings the effect about: on the writer's thread, in the transaction that says that the
 *   job is done
 *
 * What a feature knows of its jobs. All else is the same for whatever a provider is asked.
 */
typedef struct {
  const char *kind;
  NlAiRequest *(*compose) (NlJob *job, NlConnection *connection, GError **error);
  DexFuture *(*digest) (NlJob *job, NlAiResult *result, GCancellable *cancellable);
  gboolean (*apply) (
      NlJob *job, NlAiResult *result, GObject *digested, NlConnection *connection, GError **error);
} NlAiJobKind;

#define NL_TYPE_AI_JOB_HANDLER (nl_ai_job_handler_get_type ())
G_DECLARE_FINAL_TYPE (NlAiJobHandler, nl_ai_job_handler, NL, AI_JOB_HANDLER, GObject)

NlJobHandler *nl_ai_job_handler_new (const NlAiJobKind *kind, NlProviderRegistry *providers);

NlJob *nl_ai_job_new (const char *kind, const char *provider, gint64 shop_id, const char *title);
void nl_ai_job_set (NlJob *job, const char *member, const char *text);
void nl_ai_job_set_number (NlJob *job, const char *member, gint64 number);
char *nl_ai_job_dup (NlJob *job, const char *member) G_GNUC_WARN_UNUSED_RESULT;
gint64 nl_ai_job_get_number (NlJob *job, const char *member);
DexFuture *nl_ai_job_send_anyway (NlStore *store, gint64 job_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
