/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/activity/nl-job-words.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "base/nl-format.h"
#include "jobs/nl-jobs.h"

static char *
dup_time (gint64 time, const char *time_zone)
{
  return nl_date_format (time, time_zone, NULL, NL_DATE_MEDIUM_TIME);
}

static char *
dup_wait (NlJob *job, const char *time_zone)
{
  GNetworkMonitor *network = g_network_monitor_get_default ();
  g_autofree char *time = NULL;

  switch (nl_jobs_get_wait (job, g_network_monitor_get_network_available (network),
                            g_network_monitor_get_network_metered (network))) {
  case NL_JOB_WAIT_JOB:
    return g_strdup (_ ("Waits for another job"));
  case NL_JOB_WAIT_TIME:
    time = dup_time (nl_record_get_int64 (NL_RECORD (job), NL_JOB_NOT_BEFORE), time_zone);
    /* Translators: a day and a time. */
    return g_strdup_printf (_ ("Waits until %s"), time);
  case NL_JOB_WAIT_NETWORK:
    return g_strdup (_ ("Waits for a network"));
  case NL_JOB_WAIT_UNMETERED:
    return g_strdup (_ ("Waits for a network that costs nothing"));
  case NL_JOB_WAIT_NOTHING:
  case NL_JOB_WAIT_TURN:
  case NL_JOB_WAIT_PERSON:
  default:
    return g_strdup (_ ("Waits for its turn"));
  }
}

/**
 * nl_job_dup_status:
 * @job: a job
 * @time_zone: (nullable): the shop's
 *
 * Returns: (transfer full): what it waits for, what is wrong, or when it was done
 */
char *
nl_job_dup_status (NlJob *job, const char *time_zone)
{
  NlJobState state = nl_job_get_state (job);
  const char *problem = nl_record_get_text (NL_RECORD (job), NL_JOB_ERROR_TEXT);
  g_autofree char *time = NULL;

  if ((state == NL_JOB_STATE_FAILED || state == NL_JOB_STATE_HELD) && problem != NULL)
    return g_strdup (problem);
  if (state == NL_JOB_STATE_WAITING && problem != NULL) {
    g_autofree char *wait = dup_wait (job, time_zone);

    /* Translators: what a job waits for, and what went wrong the last time. */
    return g_strdup_printf (_ ("%s. %s"), wait, problem);
  }
  if (state == NL_JOB_STATE_WAITING)
    return dup_wait (job, time_zone);
  if (state != NL_JOB_STATE_APPLIED)
    return g_strdup (nl_job_state_get_label (state));
  time = dup_time (nl_record_get_int64 (NL_RECORD (job), NL_JOB_FINISHED_AT), time_zone);
  /* Translators: a day and a time. */
  return g_strdup_printf (_ ("Done on %s"), time);
}

/**
 * nl_job_get_icon_name:
 * @job: a job
 *
 * Returns: the icon of its state
 */
const char *
nl_job_get_icon_name (NlJob *job)
{
  static const char *const ICONS[NL_JOB_N_STATES] = {
    [NL_JOB_STATE_WAITING] = "nl-activity-symbolic",
    [NL_JOB_STATE_CLAIMED] = "emblem-synchronizing-symbolic",
    [NL_JOB_STATE_SENT] = "emblem-synchronizing-symbolic",
    [NL_JOB_STATE_ANSWERED] = "emblem-synchronizing-symbolic",
    [NL_JOB_STATE_APPLIED] = "object-select-symbolic",
    [NL_JOB_STATE_FAILED] = "dialog-error-symbolic",
    [NL_JOB_STATE_CANCELLED] = "process-stop-symbolic",
    [NL_JOB_STATE_HELD] = "dialog-warning-symbolic",
  };

  return ICONS[nl_job_get_state (job)];
}

/**
 * nl_job_get_style:
 * @job: a job
 *
 * Returns: (nullable): the style class of its state
 */
const char *
nl_job_get_style (NlJob *job)
{
  switch (nl_job_get_state (job)) {
  case NL_JOB_STATE_FAILED:
    return "error";
  case NL_JOB_STATE_HELD:
    return "warning";
  case NL_JOB_STATE_APPLIED:
    return "success";
  case NL_JOB_STATE_CLAIMED:
  case NL_JOB_STATE_SENT:
  case NL_JOB_STATE_ANSWERED:
    return "accent";
  case NL_JOB_STATE_WAITING:
  case NL_JOB_STATE_CANCELLED:
  default:
    return "dimmed";
  }
}

/**
 * nl_job_can_retry:
 * @job: a job
 *
 * Returns: whether a person can have it done now
 */
gboolean
nl_job_can_retry (NlJob *job)
{
  NlJobState state = nl_job_get_state (job);

  return state == NL_JOB_STATE_FAILED || state == NL_JOB_STATE_HELD
         || state == NL_JOB_STATE_CANCELLED;
}

/**
 * nl_job_can_cancel:
 * @job: a job
 *
 * Returns: whether a person can stop it
 */
gboolean
nl_job_can_cancel (NlJob *job)
{
  return !nl_job_state_is_finished (nl_job_get_state (job));
}

/**
 * nl_job_can_send_anyway:
 * @job: a job
 *
 * Returns: whether it is held since personal data was found in it, so that a person decides
 */
gboolean
nl_job_can_send_anyway (NlJob *job)
{
  return nl_job_get_state (job) == NL_JOB_STATE_HELD
         && g_strcmp0 (nl_record_get_text (NL_RECORD (job), NL_JOB_ERROR_CODE), "private") == 0;
}
