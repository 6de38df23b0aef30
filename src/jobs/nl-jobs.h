/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/nl-job-queue.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/* The queue for those who look at it and decide: the Activity view and the command line. Who adds
 * jobs calls nl_jobs_enqueue () in a transaction of their own. */

/**
 * NlJobSummary:
 * @counts: how many jobs are in each state
 * @blocked: how many of those that wait do so for another job
 * @delayed: how many of those that wait do so for a time
 *
 * The queue in figures.
 */
typedef struct {
  gint64 counts[NL_JOB_N_STATES];
  gint64 blocked;
  gint64 delayed;
} NlJobSummary;

#define NL_TYPE_JOB_SUMMARY (nl_job_summary_get_type ())
GType nl_job_summary_get_type (void);
NlJobSummary *nl_job_summary_copy (const NlJobSummary *self);
void nl_job_summary_free (NlJobSummary *self);
gint64 nl_job_summary_get_n_open (const NlJobSummary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlJobSummary, nl_job_summary_free)

/**
 * NlJobFilter:
 * @NL_JOB_FILTER_ALL: every job
 * @NL_JOB_FILTER_OPEN: those that are not finished, in the order in which they are taken
 * @NL_JOB_FILTER_ATTENTION: those that want a person: held and failed ones
 * @NL_JOB_FILTER_FINISHED: those that are done, failed or cancelled; the latest first
 * @NL_JOB_FILTER_ACTIVITY: every job: those that want a person, those under way, those that wait in
 *   the order in which they are taken, and those that are done, the latest first
 *
 * Which jobs to list.
 */
typedef enum {
  NL_JOB_FILTER_ALL,
  NL_JOB_FILTER_OPEN,
  NL_JOB_FILTER_ATTENTION,
  NL_JOB_FILTER_FINISHED,
  NL_JOB_FILTER_ACTIVITY,
} NlJobFilter;

NlQuery *nl_jobs_query_new (NlJobFilter filter, gint64 shop_id, gint64 batch_id);
DexFuture *nl_jobs_summarise (NlStore *store,
                              gint64 shop_id,
                              gint64 batch_id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_jobs_dup_log (NlStore *store, gint64 id) G_GNUC_WARN_UNUSED_RESULT;

DexFuture *nl_jobs_cancel (NlStore *store,
                           const gint64 *ids,
                           guint n_ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_jobs_retry (NlStore *store, const gint64 *ids, guint n_ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_jobs_remove (NlStore *store,
                           const gint64 *ids,
                           guint n_ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_jobs_retry_all (NlStore *store) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_jobs_clear_finished (NlStore *store) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_jobs_set_payload (NlStore *store,
                                gint64 id,
                                JsonNode *payload) G_GNUC_WARN_UNUSED_RESULT;

/**
 * NlJobWait:
 * @NL_JOB_WAIT_NOTHING: it does not wait
 * @NL_JOB_WAIT_TURN: for its turn
 * @NL_JOB_WAIT_JOB: for the job it depends on
 * @NL_JOB_WAIT_TIME: until a time
 * @NL_JOB_WAIT_NETWORK: for a network
 * @NL_JOB_WAIT_UNMETERED: for a network that costs nothing
 * @NL_JOB_WAIT_PERSON: for somebody who decides
 *
 * What a job waits for.
 */
typedef enum {
  NL_JOB_WAIT_NOTHING,
  NL_JOB_WAIT_TURN,
  NL_JOB_WAIT_JOB,
  NL_JOB_WAIT_TIME,
  NL_JOB_WAIT_NETWORK,
  NL_JOB_WAIT_UNMETERED,
  NL_JOB_WAIT_PERSON,
} NlJobWait;

NlJobWait nl_jobs_get_wait (NlJob *job, gboolean is_online, gboolean is_metered);

G_END_DECLS
