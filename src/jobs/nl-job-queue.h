/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/nl-job-error.h"
#include "jobs/nl-job-verdict.h"
#include "jobs/nl-job.h"
#include "store/nl-connection.h"

G_BEGIN_DECLS

/* The queue as a table: every function runs inside a write transaction of the store, on its thread,
 * and either changes what it says or leaves everything as it was, with an error. Each is one arrow
 * of docs/jobs.svg. */

gboolean nl_jobs_enqueue (NlJob *job, NlConnection *connection, GError **error);

/* For the runner. */
GPtrArray *nl_job_queue_claim (NlConnection *connection,
                               const char *provider,
                               guint limit,
                               gboolean with_heavy,
                               GError **error);
gboolean nl_job_queue_wake (NlConnection *connection, gint64 *next, GError **error);
gboolean nl_job_queue_wake_offline (NlConnection *connection, GError **error);
char **nl_job_queue_list_providers (NlConnection *connection, GError **error);

gboolean nl_job_queue_mark_sent (NlJob *job, NlConnection *connection, GError **error);
gboolean nl_job_queue_mark_answered (NlJob *job,
                                     GBytes *answer,
                                     NlConnection *connection,
                                     GError **error);
GBytes *nl_job_queue_load_answer (NlJob *job, NlConnection *connection, GError **error);
gboolean nl_job_queue_mark_applied (NlJob *job, NlConnection *connection, GError **error);
gboolean nl_job_queue_settle (NlJob *job,
                              const NlJobVerdict *verdict,
                              const char *message,
                              const NlJobPolicy *policy,
                              double random,
                              NlConnection *connection,
                              GError **error);
gboolean nl_job_queue_recover (NlConnection *connection,
                               GHashTable *running,
                               const NlJobPolicy *policy,
                               double random,
                               GPtrArray *answered,
                               GError **error);

/* What a person decides. */
gboolean nl_job_queue_cancel (gint64 id, NlConnection *connection, GError **error);
gboolean nl_job_queue_cancel_subject (const char *table,
                                      gint64 id,
                                      NlConnection *connection,
                                      GError **error);
gboolean nl_job_queue_retry (gint64 id, NlConnection *connection, GError **error);
gboolean nl_job_queue_set_payload (gint64 id,
                                   const char *payload,
                                   NlConnection *connection,
                                   GError **error);
gboolean nl_job_queue_remove (gint64 id, NlConnection *connection, GError **error);

/* What happened, for the log of a job. */
gboolean nl_job_queue_note (
    gint64 id, const char *event, const char *detail, NlConnection *connection, GError **error);

G_END_DECLS
