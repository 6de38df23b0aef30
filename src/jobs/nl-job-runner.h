/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/nl-job-handler.h"

G_BEGIN_DECLS

#define NL_TYPE_JOB_RUNNER (nl_job_runner_get_type ())
G_DECLARE_FINAL_TYPE (NlJobRunner, nl_job_runner, NL, JOB_RUNNER, GObject)

NlJobRunner *nl_job_runner_new (NlStore *store,
                                GNetworkMonitor *network,
                                const NlJobPolicy *policy);

void nl_job_runner_add_handler (NlJobRunner *self, const char *kind, NlJobHandler *handler);
NlJobHandler *nl_job_runner_get_handler (NlJobRunner *self, const char *kind);
void nl_job_runner_set_lane (NlJobRunner *self,
                             const char *provider,
                             guint limit,
                             gboolean needs_network);

DexFuture *nl_job_runner_start (NlJobRunner *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_job_runner_stop (NlJobRunner *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_job_runner_wait_idle (NlJobRunner *self) G_GNUC_WARN_UNUSED_RESULT;

guint nl_job_runner_get_n_running (NlJobRunner *self);
gboolean nl_job_runner_is_working (NlJobRunner *self);

G_END_DECLS
