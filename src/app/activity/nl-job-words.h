/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/nl-job.h"

G_BEGIN_DECLS

/* What the window says of a job. */

char *nl_job_dup_status (NlJob *job, const char *time_zone) G_GNUC_WARN_UNUSED_RESULT;
const char *nl_job_get_icon_name (NlJob *job);
const char *nl_job_get_style (NlJob *job);
gboolean nl_job_can_retry (NlJob *job);
gboolean nl_job_can_cancel (NlJob *job);
gboolean nl_job_can_send_anyway (NlJob *job);

G_END_DECLS
