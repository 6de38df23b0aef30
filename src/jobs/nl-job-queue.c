/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/nl-job-queue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/nl-clock.h"
#include "base/nl-id.h"
#include "base/nl-redact.h"
#include "store/nl-query.h"
#include "store/nl-record-sql.h"

/* By how much clocks are corrected without anybody having set them. */
#define CLOCK_TOLERANCE G_TIME_SPAN_MINUTE

/* The rows of the index that claims read: its condition, word for word. */
#define READY "state = 'waiting' AND blocked = 0 AND not_before = 0"

/**
 * nl_job_queue_note:
 * @id: a job
 * @event: a word, such as "sent"
 * @detail: (nullable): more about it; secrets and personal data are taken out
 * @connection: a writer, in a transaction
 * @error: return location
 *
 * Adds a line to a job's log.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_job_queue_note (
    gint64 id, const char *event, const char *detail, NlConnection *connection, GError **error)
{
  g_autofree char *safe = detail != NULL ? nl_redact_text (detail) : NULL;
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "log what happened to a job",
                               "INSERT INTO job_events (job_id, id, occurred_at, event, detail) "
                               "VALUES (?, ?, ?, ?, ?)",
                               error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, id);
  nl_statement_bind_int64 (statement, 2, nl_id_new ());
  nl_statement_bind_int64 (statement, 3, nl_clock_now ());
  nl_statement_bind_text (statement, 4, event);
  nl_statement_bind_text (statement, 5, safe);
  return nl_statement_run (statement, error);
}

static gboolean
check_new (NlJob *job, NlConnection *connection, GError **error)
{
  const char *payload = nl_record_get_text (NL_RECORD (job), NL_JOB_PAYLOAD);

  if (sqlite3_get_autocommit (nl_connection_get_handle (connection))) {
    g_set_error_literal (error, NL_JOB_ERROR, NL_JOB_ERROR_NOT_IN_TRANSACTION,
                         "A job is added in the transaction of the record it is for");
    return FALSE;
  }
  if (payload != NULL && strlen (payload) > NL_JOB_MAX_PAYLOAD) {
    g_set_error_literal (error, NL_JOB_ERROR, NL_JOB_ERROR_TOO_LARGE,
                         _ ("The request is too large for the queue. Make it shorter."));
    return FALSE;
  }
  return TRUE;
}

/* Whether what a job depends on still has to be done. */
static gboolean
set_blocked (NlJob *job, NlConnection *connection, GError **error)
{
  gint64 dependency = nl_record_get_int64 (NL_RECORD (job), NL_JOB_DEPENDS_ON);
  g_autoptr (NlRecord) other = NULL;

  if (dependency == 0)
    return TRUE;
  other = nl_record_load (NL_TYPE_JOB, dependency, connection, error);
  if (other == NULL)
    return FALSE;
  nl_record_set_boolean (NL_RECORD (job), NL_JOB_BLOCKED,
                         nl_job_get_state (NL_JOB (other)) != NL_JOB_STATE_APPLIED);
  return TRUE;
}

/**
 * nl_jobs_enqueue:
 * @job: a new job with its kind, provider and payload
 * @connection: a writer, in the transaction of the record the job is for
 * @error: return location
 *
 * Adds a job to the queue. Because it is written with what it is about, there is never one without
 * the other. @job has its id afterwards, which others can depend on.
 *
 * Returns: whether it succeeded; fails with %NL_JOB_ERROR_NOT_IN_TRANSACTION or
 *   %NL_JOB_ERROR_TOO_LARGE, and like nl_record_save()
 */
gboolean
nl_jobs_enqueue (NlJob *job, NlConnection *connection, GError **error)
{
  g_return_val_if_fail (NL_IS_JOB (job), FALSE);
  g_return_val_if_fail (nl_record_get_created_at (NL_RECORD (job)) == 0, FALSE);

  return check_new (job, connection, error) && set_blocked (job, connection, error)
         && nl_record_save (NL_RECORD (job), connection, error)
         && nl_job_queue_note (nl_record_get_id (NL_RECORD (job)), "queued", NULL, connection,
                               error);
}

/**
 * nl_job_queue_list_providers:
 * @connection: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the providers that jobs which
 *   could be taken now wait for
 */
char **
nl_job_queue_list_providers (NlConnection *connection, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) failure = NULL;
  /* From one provider to the next through the index, whatever lies between them. */
  g_autoptr (NlStatement) statement = nl_connection_prepare (
      connection, "list whom jobs wait for",
      "WITH RECURSIVE lane (name) AS ("
      "  SELECT min (provider) FROM jobs INDEXED BY jobs_ready WHERE " READY "  UNION ALL"
      "  SELECT (SELECT min (provider) FROM jobs INDEXED BY jobs_ready"
      "          WHERE " READY " AND provider > lane.name)"
      "  FROM lane WHERE lane.name IS NOT NULL) "
      "SELECT name FROM lane WHERE name IS NOT NULL",
      error);

  if (statement == NULL)
    return NULL;
  while (nl_statement_step (statement, &failure))
    g_strv_builder_add (builder, nl_statement_get_text (statement, 0));
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return g_strv_builder_end (builder);
}

static GArray *
find_ready (NlConnection *connection,
            const char *provider,
            guint limit,
            gboolean with_heavy,
            GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "find jobs to do",
                               "SELECT id FROM jobs INDEXED BY jobs_ready "
                               "WHERE " READY " AND provider = ? AND heavy <= ? "
                               "ORDER BY priority DESC, id LIMIT ?",
                               error);

  if (statement == NULL)
    return NULL;
  nl_statement_bind_text (statement, 1, provider);
  nl_statement_bind_int64 (statement, 2, with_heavy ? 1 : 0);
  nl_statement_bind_int64 (statement, 3, limit);
  while (nl_statement_step (statement, &failure)) {
    gint64 id = nl_statement_get_int64 (statement, 0);

    g_array_append_val (ids, id);
  }
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return g_steal_pointer (&ids);
}

static NlJob *
claim_one (NlConnection *connection, gint64 id, GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "take a job",
                               "UPDATE jobs SET state = 'claimed', claim = ?1, updated_at = ?2, "
                               "attempts = attempts + 1, error_code = NULL, error_text = NULL, "
                               "started_at = coalesce (started_at, ?2) WHERE id = ?3",
                               error);

  if (statement == NULL)
    return NULL;
  nl_statement_bind_int64 (statement, 1, nl_id_new ());
  nl_statement_bind_int64 (statement, 2, nl_clock_now ());
  nl_statement_bind_int64 (statement, 3, id);
  if (!nl_statement_run (statement, error)
      || !nl_job_queue_note (id, "claimed", NULL, connection, error))
    return NULL;
  return (NlJob *) nl_record_load (NL_TYPE_JOB, id, connection, error);
}

/**
 * nl_job_queue_claim:
 * @connection: a writer, in a transaction
 * @provider: whom the jobs wait for
 * @limit: how many at most
 * @with_heavy: whether also those that wait for a network that costs nothing
 * @error: return location
 *
 * Takes jobs: the highest priority first, then the oldest. Each gets a new claim, without which
 * nobody can change its state until it waits again.
 *
 * Returns: (transfer full) (nullable) (element-type NlJob): the jobs, in that order
 */
GPtrArray *
nl_job_queue_claim (NlConnection *connection,
                    const char *provider,
                    guint limit,
                    gboolean with_heavy,
                    GError **error)
{
  g_autoptr (GArray) ids = find_ready (connection, provider, limit, with_heavy, error);
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);

  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++) {
    NlJob *job = claim_one (connection, g_array_index (ids, gint64, i), error);

    if (job == NULL)
      return NULL;
    g_ptr_array_add (jobs, job);
  }
  return g_steal_pointer (&jobs);
}

/* What failed at a time that has not come yet, for the clock was set back since: it might wait for
 * years. */
static gboolean
wake_after_clock (NlConnection *connection, gint64 now, GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "wake jobs of another time",
                               "UPDATE jobs INDEXED BY jobs_delayed SET not_before = 0 "
                               "WHERE state = 'waiting' AND not_before > 0 AND not_before > ?1 "
                               "AND updated_at > ?1 AND error_code IS NOT NULL",
                               error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, now + CLOCK_TOLERANCE);
  return nl_statement_run (statement, error);
}

/**
 * nl_job_queue_wake:
 * @connection: a writer, in a transaction
 * @next: (out): when the next job may be taken that may not yet; 0 when there is none
 * @error: return location
 *
 * Makes jobs ready whose time has come.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_job_queue_wake (NlConnection *connection, gint64 *next, GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "wake jobs",
                               "UPDATE jobs INDEXED BY jobs_delayed SET not_before = 0 "
                               "WHERE state = 'waiting' AND not_before > 0 AND not_before <= ?",
                               error);
  gint64 now = nl_clock_now ();

  *next = 0;
  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, now);
  return nl_statement_run (statement, error) && wake_after_clock (connection, now, error)
         && nl_connection_query_int64 (connection, "find when the next job is due",
                                       "SELECT coalesce (min (not_before), 0) FROM jobs "
                                       "INDEXED BY jobs_delayed "
                                       "WHERE state = 'waiting' AND not_before > 0",
                                       next, error);
}

/**
 * nl_job_queue_wake_offline:
 * @connection: a writer, in a transaction
 * @error: return location
 *
 * Makes jobs ready that found no network: it may be back.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_job_queue_wake_offline (NlConnection *connection, GError **error)
{
  return nl_connection_exec (connection, "wake jobs that wait for a network",
                             "UPDATE jobs INDEXED BY jobs_delayed SET not_before = 0 "
                             "WHERE state = 'waiting' AND not_before > 0 "
                             "AND error_code = '" NL_JOB_CODE_OFFLINE "'",
                             error);
}
