/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/nl-job-queue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/nl-clock.h"
#include "store/nl-query.h"
#include "store/nl-record-sql.h"

/* What a person decides about a job, whatever a runner does with it just now: a new claim takes it
 * out of the runner's hands. */

static NlJob *
load (gint64 id, NlConnection *connection, GError **error)
{
  return (NlJob *) nl_record_load (NL_TYPE_JOB, id, connection, error);
}

static gboolean
check_state (NlJob *job, guint allowed, const char *message, GError **error)
{
  if ((allowed >> nl_job_get_state (job) & 1) != 0)
    return TRUE;
  g_set_error_literal (error, NL_JOB_ERROR, NL_JOB_ERROR_STATE, message);
  return FALSE;
}

static gboolean
run_with_id (
    NlConnection *connection, const char *purpose, const char *sql, gint64 id, GError **error)
{
  g_autoptr (NlStatement) statement = nl_connection_prepare (connection, purpose, sql, error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, id);
  nl_statement_bind_int64 (statement, 2, nl_clock_now ());
  return nl_statement_run (statement, error);
}

static gboolean
cancel_one (NlJob *job, NlConnection *connection, GError **error)
{
  gint64 id = nl_record_get_id (NL_RECORD (job));

  if (!nl_job_state_can_become (nl_job_get_state (job), NL_JOB_STATE_CANCELLED))
    return TRUE;
  return run_with_id (connection, "cancel a job",
                      "UPDATE jobs SET perhaps_billed = perhaps_billed + (state = 'sent'), "
                      "state = 'cancelled', claim = 0, updated_at = ?2, finished_at = ?2 "
                      "WHERE id = ?1",
                      id, error)
         && nl_job_queue_note (id, "cancelled", NULL, connection, error);
}

static GPtrArray *
fetch (NlConnection *connection, const char *condition, GArray *values, GError **error)
{
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_JOB);

  nl_query_where_sql (query, condition, values);
  return nl_query_fetch (query, connection, error);
}

static gboolean
cancel_all (GPtrArray *jobs, NlConnection *connection, GError **error)
{
  for (guint i = 0; jobs != NULL && i < jobs->len; i++)
    if (!nl_job_queue_cancel (nl_record_get_id (g_ptr_array_index (jobs, i)), connection, error))
      return FALSE;
  return jobs != NULL;
}

static gboolean
cancel_dependents (gint64 id, NlConnection *connection, GError **error)
{
  g_autoptr (GArray) values = nl_value_array_new ();
  NlValue value = nl_value_int64 (id);
  g_autoptr (GPtrArray) jobs = NULL;

  g_array_append_val (values, value);
  jobs = fetch (connection,
                "depends_on = ? AND blocked = 1 AND state NOT IN ('applied', 'cancelled')", values,
                error);
  return cancel_all (jobs, connection, error);
}

/**
 * nl_job_queue_cancel:
 * @id: a job
 * @connection: a writer, in a transaction
 * @error: return location
 *
 * Cancels a job, and those that wait for it. Nothing happens to one that is done.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_job_queue_cancel (gint64 id, NlConnection *connection, GError **error)
{
  g_autoptr (NlJob) job = load (id, connection, error);

  return job != NULL && cancel_one (job, connection, error)
         && cancel_dependents (id, connection, error);
}

/**
 * nl_job_queue_cancel_subject:
 * @table: the table of a record that is being deleted
 * @id: which one
 * @connection: a writer, in the transaction that deletes it
 * @error: return location
 *
 * Cancels what was to be done for a record.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_job_queue_cancel_subject (const char *table, gint64 id, NlConnection *connection, GError **error)
{
  g_autoptr (GArray) values = nl_value_array_new ();
  NlValue name = nl_value_text (table);
  NlValue number = nl_value_int64 (id);
  g_autoptr (GPtrArray) jobs = NULL;

  g_array_append_val (values, name);
  g_array_append_val (values, number);
  jobs = fetch (connection,
                "subject_table = ? AND subject_id = ? AND state NOT IN ('applied', 'cancelled')",
                values, error);
  return cancel_all (jobs, connection, error);
}

/**
 * nl_job_queue_retry:
 * @id: a job that failed, was cancelled or is held; or one that waits for its next attempt
 * @connection: a writer, in a transaction
 * @error: return location
 *
 * Lets a job begin anew, as soon as what it depends on is done.
 *
 * Returns: whether it succeeded; fails with %NL_JOB_ERROR_STATE
 */
gboolean
nl_job_queue_retry (gint64 id, NlConnection *connection, GError **error)
{
  g_autoptr (NlJob) job = load (id, connection, error);

  return job != NULL
         && check_state (
             job,
             1u << NL_JOB_STATE_FAILED | 1u << NL_JOB_STATE_CANCELLED | 1u << NL_JOB_STATE_HELD
                 | 1u << NL_JOB_STATE_WAITING,
             _ ("Only a job that is held, failed, cancelled or waiting can be retried."), error)
         && run_with_id (connection, "retry a job",
                         "UPDATE jobs SET state = 'waiting', claim = 0, attempts = 0, "
                         "not_before = 0, error_code = NULL, error_text = NULL, "
                         "finished_at = NULL, updated_at = ?2, blocked = coalesce ("
                         "(SELECT other.state <> 'applied' FROM jobs AS other "
                         "WHERE other.id = jobs.depends_on), 0) WHERE id = ?1",
                         id, error)
         && nl_job_queue_note (id, "retried", NULL, connection, error);
}

/**
 * nl_job_queue_set_payload:
 * @id: a job that is waiting, held or failed
 * @payload: a JSON object of at most %NL_JOB_MAX_PAYLOAD bytes
 * @connection: a writer, in a transaction
 * @error: return location
 *
 * Changes what will be asked.
 *
 * Returns: whether it succeeded; fails with %NL_JOB_ERROR_STATE or %NL_JOB_ERROR_TOO_LARGE
 */
gboolean
nl_job_queue_set_payload (gint64 id, const char *payload, NlConnection *connection, GError **error)
{
  g_autoptr (NlJob) job = load (id, connection, error);

  if (job == NULL
      || !check_state (
          job, 1u << NL_JOB_STATE_WAITING | 1u << NL_JOB_STATE_HELD | 1u << NL_JOB_STATE_FAILED,
          _ ("This job is already under way or done, so it can’t be edited. Cancel "
             "it first."),
          error))
    return FALSE;
  if (strlen (payload) > NL_JOB_MAX_PAYLOAD) {
    g_set_error_literal (error, NL_JOB_ERROR, NL_JOB_ERROR_TOO_LARGE,
                         _ ("The request is too large for the queue. Make it shorter."));
    return FALSE;
  }
  nl_record_set_text (NL_RECORD (job), NL_JOB_PAYLOAD, payload);
  return nl_record_save (NL_RECORD (job), connection, error)
         && nl_job_queue_note (id, "edited", NULL, connection, error);
}

/**
 * nl_job_queue_remove:
 * @id: a job that is done, failed or cancelled
 * @connection: a writer, in a transaction
 * @error: return location
 *
 * Forgets a job and its log. What waits for it is cancelled.
 *
 * Returns: whether it succeeded; fails with %NL_JOB_ERROR_STATE
 */
gboolean
nl_job_queue_remove (gint64 id, NlConnection *connection, GError **error)
{
  g_autoptr (NlJob) job = load (id, connection, error);

  return job != NULL
         && check_state (job,
                         1u << NL_JOB_STATE_APPLIED | 1u << NL_JOB_STATE_FAILED
                             | 1u << NL_JOB_STATE_CANCELLED,
                         _ ("This job is not finished. Cancel it first."), error)
         && cancel_dependents (id, connection, error)
         && nl_record_delete (NL_TYPE_JOB, id, connection, error);
}
