/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/nl-job-queue.h"
#include "jobs/nl-job-runner.h"
#include "jobs/nl-job-writer.h"

G_BEGIN_DECLS

/* How many jobs of a provider may be under way at once. */
typedef struct {
  guint limit;
  guint n_running;
  gboolean needs_network;
} NlJobLane;

/* One look at the table: what can be taken, taken. Filled in on the writer's thread. */
typedef struct {
  GHashTable *lanes;   /* provider → a copy of its NlJobLane */
  GHashTable *running; /* ids of the jobs that are under way here */
  NlJobPolicy policy;
  double random;
  gboolean is_online;
  gboolean with_heavy;
  GPtrArray *jobs;
  gint64 next;          /* when the next job is due; 0: none waits for a time */
  gboolean more_coming; /* whether one is due so soon that the queue is not idle */
} NlJobPump;

NlJobPump *nl_job_pump_new (const NlJobPolicy *policy, gboolean is_online, gboolean with_heavy);
void nl_job_pump_free (NlJobPump *self);
void nl_job_pump_add_running (NlJobPump *self, gint64 id);
void nl_job_pump_add_lane (NlJobPump *self, const char *provider, const NlJobLane *lane);
gboolean nl_job_pump_run (NlConnection *connection, gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlJobPump, nl_job_pump_free)

extern const NlJobLane nl_job_lane_default;

/* A job that is under way in this process. */
typedef struct {
  NlJob *job;
  NlJobHandler *handler; /* NULL: nobody knows how to do it */
  NlStore *store;
  NlJobWriter *writer;
  NlJobPolicy policy;
  GCancellable *cancellable;
  gboolean is_superseded; /* somebody else decided about it */
  gboolean is_stopping;   /* the runner wants to end */
} NlJobRun;

NlJobRun *nl_job_run_new (NlJob *job,
                          NlJobHandler *handler,
                          NlStore *store,
                          NlJobWriter *writer,
                          const NlJobPolicy *policy);
void nl_job_run_free (NlJobRun *self);
void nl_job_run_do (NlJobRun *self);
void nl_job_run_supersede (NlJobRun *self);

/* The runner, in three files: what it is (nl-job-runner.c), how it begins and ends
 * (nl-job-runner-life.c), and how it hears of what others decide (nl-job-runner-watch.c). */
struct _NlJobRunner {
  GObject parent_instance;
  NlStore *store;
  NlJobWriter *writer;
  NlJobPolicy policy;
  GNetworkMonitor *network;
  GHashTable *handlers;      /* kind → NlJobHandler */
  GHashTable *lanes;         /* provider → NlJobLane */
  GHashTable *runs;          /* id of a job → NlJobRun */
  GPtrArray *idle_promises;  /* resolved when there is nothing to do */
  GPtrArray *ended_promises; /* resolved when a fiber of ours ends */
  int lock;                  /* -1: another program works, or nobody does */
  guint timer;
  guint n_fibers; /* of ours that have not ended */
  gboolean is_started;
  gboolean is_pumping;
  gboolean pump_again;
  gboolean check_again;
  gboolean is_checking;
  gboolean was_online;
};

void nl_job_runner_pump (NlJobRunner *self);
void nl_job_runner_start_run (NlJobRunner *self, NlJob *job);
void nl_job_runner_watch (NlJobRunner *self);
void nl_job_runner_fiber (NlJobRunner *self, const char *name, NlFiberFunc func);
void nl_job_runner_fiber_ended (NlJobRunner *self);

int nl_job_lock_take (const char *folder, GError **error);
void nl_job_lock_give_back (int lock);

G_END_DECLS
