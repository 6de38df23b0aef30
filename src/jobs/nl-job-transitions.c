/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/nl-job-queue.h"

#include <glib/gi18n-lib.h>

#include "base/nl-clock.h"
#include "base/nl-redact.h"
#include "net/nl-backoff.h"
#include "store/nl-record-sql.h"
#include "store/nl-store-error.h"

/* The arrows a runner takes. Each shows the claim it got with the job: when somebody cancelled,
 * retried or deleted the job meanwhile, the claim is another, and nothing happens. */

const NlJobPolicy nl_job_policy_default = {
  .max_attempts = 8,
  .backoff_base = 2 * G_USEC_PER_SEC,
  .backoff_cap = 30 * G_TIME_SPAN_MINUTE,
};

static gboolean
set_superseded (GError **error)
{
  g_set_error_literal (error, NL_JOB_ERROR, NL_JOB_ERROR_SUPERSEDED,
                       _ ("Somebody else decided about this job meanwhile."));
  return FALSE;
}

static gboolean
run_for_one (NlStatement *statement, NlConnection *connection, GError **error)
{
  if (!nl_statement_run (statement, error))
    return FALSE;
  return sqlite3_changes (nl_connection_get_handle (connection)) == 1 || set_superseded (error);
}

/* The first four parameters of every statement below. */
#define WHERE_CLAIMED " WHERE id = ?1 AND claim = ?2 AND state = ?3"

static NlStatement *
prepare_move (NlJob *job,
              NlJobState state,
              const char *purpose,
              const char *sql,
              NlConnection *connection,
              GError **error)
{
  NlStatement *statement;

  if (!nl_job_state_can_become (nl_job_get_state (job), state)) {
    set_superseded (error);
    return NULL;
  }
  statement = nl_connection_prepare (connection, purpose, sql, error);
  if (statement == NULL)
    return NULL;
  nl_statement_bind_int64 (statement, 1, nl_record_get_id (NL_RECORD (job)));
  nl_statement_bind_int64 (statement, 2, nl_job_get_claim (job));
  nl_statement_bind_text (statement, 3, nl_job_state_to_text (nl_job_get_state (job)));
  nl_statement_bind_int64 (statement, 4, nl_clock_now ());
  return statement;
}

static void
set_state (NlJob *job, NlJobState state)
{
  nl_record_set_text (NL_RECORD (job), NL_JOB_STATE, nl_job_state_to_text (state));
}

/**
 * nl_job_queue_mark_sent:
 * @job: a claimed job; its state follows
 * @connection: a writer, in a transaction
 * @error: return location
 *
 * Writes down that the provider will be asked, before it is: from now on nobody can know whether it
 * was, unless an answer comes.
 *
 * Returns: whether it succeeded; fails with %NL_JOB_ERROR_SUPERSEDED
 */
gboolean
nl_job_queue_mark_sent (NlJob *job, NlConnection *connection, GError **error)
{
  g_autoptr (NlStatement) statement
      = prepare_move (job, NL_JOB_STATE_SENT, "write down that a job is sent",
                      "UPDATE jobs SET state = 'sent', updated_at = ?4" WHERE_CLAIMED, connection,
                      error);

  if (statement == NULL || !run_for_one (statement, connection, error)
      || !nl_job_queue_note (nl_record_get_id (NL_RECORD (job)), "sent",
                             nl_record_get_text (NL_RECORD (job), NL_JOB_PROVIDER), connection,
                             error))
    return FALSE;
  set_state (job, NL_JOB_STATE_SENT);
  return TRUE;
}

/**
 * nl_job_queue_mark_answered:
 * @job: a sent job; its state follows
 * @answer: what came back
 * @connection: a writer, in a transaction
 * @error: return location
 *
 * Keeps an answer until it is applied: it may have cost money.
 *
 * Returns: whether it succeeded; fails with %NL_JOB_ERROR_SUPERSEDED
 */
gboolean
nl_job_queue_mark_answered (NlJob *job, GBytes *answer, NlConnection *connection, GError **error)
{
  g_autoptr (NlStatement) statement
      = prepare_move (job, NL_JOB_STATE_ANSWERED, "write down that a job is answered",
                      "UPDATE jobs SET state = 'answered', updated_at = ?4" WHERE_CLAIMED,
                      connection, error);
  g_autoptr (NlStatement) insert = NULL;

  if (statement == NULL || !run_for_one (statement, connection, error))
    return FALSE;
  insert = nl_connection_prepare (connection, "keep an answer",
                                  "INSERT OR REPLACE INTO job_answers (job_id, bytes) "
                                  "VALUES (?, ?)",
                                  error);
  if (insert == NULL)
    return FALSE;
  nl_statement_bind_int64 (insert, 1, nl_record_get_id (NL_RECORD (job)));
  nl_statement_bind_bytes (insert, 2, answer);
  if (!nl_statement_run (insert, error)
      || !nl_job_queue_note (nl_record_get_id (NL_RECORD (job)), "answered", NULL, connection,
                             error))
    return FALSE;
  set_state (job, NL_JOB_STATE_ANSWERED);
  return TRUE;
}

/**
 * nl_job_queue_load_answer:
 * @job: an answered job
 * @connection: a connection
 * @error: return location for %NL_STORE_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the answer that was kept
 */
GBytes *
nl_job_queue_load_answer (NlJob *job, NlConnection *connection, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "read an answer",
                               "SELECT bytes FROM job_answers WHERE job_id = ?", error);

  if (statement == NULL)
    return NULL;
  nl_statement_bind_int64 (statement, 1, nl_record_get_id (NL_RECORD (job)));
  if (nl_statement_step (statement, &failure))
    return nl_statement_dup_bytes (statement, 0);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error_literal (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND,
                         _ ("The answer that was kept for this job is gone."));
  return NULL;
}

static gboolean
unblock_dependents (gint64 id, NlConnection *connection, GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "unblock jobs",
                               "UPDATE jobs SET blocked = 0 WHERE depends_on = ? AND blocked = 1",
                               error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, id);
  return nl_statement_run (statement, error);
}

/**
 * nl_job_queue_mark_applied:
 * @job: an answered job, with its result set; its state follows
 * @connection: a writer, in the transaction of the job's effect
 * @error: return location
 *
 * Writes down that the effect is there, and lets jobs go on that depended on it.
 *
 * Returns: whether it succeeded; fails with %NL_JOB_ERROR_SUPERSEDED, and then the effect must not
 *   be committed
 */
gboolean
nl_job_queue_mark_applied (NlJob *job, NlConnection *connection, GError **error)
{
  NlRecord *record = NL_RECORD (job);
  gint64 id = nl_record_get_id (record);
  g_autoptr (NlStatement) statement
      = prepare_move (job, NL_JOB_STATE_APPLIED, "write down that a job is applied",
                      "UPDATE jobs SET state = 'applied', updated_at = ?4, finished_at = ?4, "
                      "error_code = NULL, error_text = NULL, result_table = ?5, "
                      "result_id = ?6" WHERE_CLAIMED,
                      connection, error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_text (statement, 5, nl_record_get_text (record, NL_JOB_RESULT_TABLE));
  if (!nl_record_is_null (record, NL_JOB_RESULT_ID))
    nl_statement_bind_int64 (statement, 6, nl_record_get_int64 (record, NL_JOB_RESULT_ID));
  if (!run_for_one (statement, connection, error) || !unblock_dependents (id, connection, error)
      || !nl_job_queue_note (id, "applied", NULL, connection, error))
    return FALSE;
  set_state (job, NL_JOB_STATE_APPLIED);
  return TRUE;
}

/* What a verdict comes to for a job that was tried so often. */
static NlJobVerdict
weigh (NlJob *job, const NlJobVerdict *verdict, const NlJobPolicy *policy)
{
  NlRecord *record = NL_RECORD (job);
  NlJobVerdict result = *verdict;

  if (result.kind == NL_JOB_VERDICT_FAIL || result.kind == NL_JOB_VERDICT_HOLD)
    return result;
  /* What costs money each time is not asked for again without a person. */
  if (result.perhaps_billed && nl_record_get_boolean (record, NL_JOB_ASK_ONCE)) {
    result.kind = NL_JOB_VERDICT_HOLD;
    result.code = NL_JOB_CODE_ANSWER_LOST;
  } else if (result.kind == NL_JOB_VERDICT_RETRY
             && nl_record_get_int64 (record, NL_JOB_ATTEMPTS) >= policy->max_attempts) {
    result.kind = NL_JOB_VERDICT_FAIL;
  }
  return result;
}

static NlJobState
verdict_to_state (NlJobVerdictKind kind)
{
  switch (kind) {
  case NL_JOB_VERDICT_RETRY:
  case NL_JOB_VERDICT_WAIT:
    return NL_JOB_STATE_WAITING;
  case NL_JOB_VERDICT_HOLD:
    return NL_JOB_STATE_HELD;
  case NL_JOB_VERDICT_FAIL:
    return NL_JOB_STATE_FAILED;
  default:
    g_assert_not_reached ();
  }
}

static gint64
get_not_before (NlJob *job, const NlJobVerdict *verdict, const NlJobPolicy *policy, double random)
{
  gint64 delay = MAX (verdict->delay, 0);
  gint64 attempts = nl_record_get_int64 (NL_RECORD (job), NL_JOB_ATTEMPTS);

  if (verdict->kind == NL_JOB_VERDICT_RETRY)
    delay += nl_backoff_delay ((guint) CLAMP (attempts, 1, 64), policy->backoff_base,
                               policy->backoff_cap, random);
  return delay > 0 ? nl_clock_now () + delay : 0;
}

/**
 * nl_job_queue_settle:
 * @job: a job that is under way; its state follows
 * @verdict: what becomes of it
 * @message: (nullable): why, for a person; secrets and personal data are taken out
 * @policy: how patient to be
 * @random: from 0 up to, not including, 1: where in the range of the backoff the next attempt is
 * @connection: a writer, in a transaction
 * @error: return location
 *
 * Writes down what went wrong. The job waits again, is held, or failed.
 *
 * Returns: whether it succeeded; fails with %NL_JOB_ERROR_SUPERSEDED
 */
gboolean
nl_job_queue_settle (NlJob *job,
                     const NlJobVerdict *verdict,
                     const char *message,
                     const NlJobPolicy *policy,
                     double random,
                     NlConnection *connection,
                     GError **error)
{
  NlJobVerdict result = weigh (job, verdict, policy);
  NlJobState state = verdict_to_state (result.kind);
  gboolean waits = state == NL_JOB_STATE_WAITING;
  gint64 not_before = waits ? get_not_before (job, &result, policy, random) : 0;
  gint64 id = nl_record_get_id (NL_RECORD (job));
  g_autofree char *safe = message != NULL ? nl_redact_text (message) : NULL;
  g_autofree char *detail = g_strdup_printf ("%s: %s", result.code, safe != NULL ? safe : "");
  g_autoptr (NlStatement) statement = prepare_move (
      job, state, "write down what became of a job",
      "UPDATE jobs SET state = ?5, updated_at = ?4, not_before = ?6, attempts = attempts - ?7, "
      "perhaps_billed = perhaps_billed + ?8, error_code = ?9, error_text = ?10, "
      "finished_at = ?11" WHERE_CLAIMED,
      connection, error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_text (statement, 5, nl_job_state_to_text (state));
  nl_statement_bind_int64 (statement, 6, not_before);
  nl_statement_bind_int64 (statement, 7, result.kind == NL_JOB_VERDICT_WAIT ? 1 : 0);
  nl_statement_bind_int64 (statement, 8, result.perhaps_billed ? 1 : 0);
  nl_statement_bind_text (statement, 9, result.code);
  nl_statement_bind_text (statement, 10, safe);
  if (state == NL_JOB_STATE_FAILED)
    nl_statement_bind_int64 (statement, 11, nl_clock_now ());
  if (!run_for_one (statement, connection, error)
      || !nl_job_queue_note (id, nl_job_state_to_text (state), detail, connection, error))
    return FALSE;
  set_state (job, state);
  return TRUE;
}

static gboolean
recover_one (
    NlJob *job, const NlJobPolicy *policy, double random, NlConnection *connection, GError **error)
{
  gboolean was_sent = nl_job_get_state (job) == NL_JOB_STATE_SENT;
  NlJobVerdict verdict = {
    .kind = NL_JOB_VERDICT_RETRY,
    .code = was_sent ? NL_JOB_CODE_ANSWER_LOST : NL_JOB_CODE_GAVE_UP,
    .perhaps_billed = was_sent,
  };

  return nl_job_queue_settle (job, &verdict,
                              was_sent ? _ ("NinjaLead ended before the answer came. The provider "
                                            "may have charged for it.")
                                       : _ ("NinjaLead ended while it prepared this."),
                              policy, random, connection, error);
}

static gboolean
is_running (GHashTable *running, gint64 id)
{
  return running != NULL && g_hash_table_contains (running, &id);
}

static GArray *
list_under_way (NlConnection *connection, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "find jobs nobody works on any more",
                               "SELECT id FROM jobs INDEXED BY jobs_under_way "
                               "WHERE state IN ('claimed', 'sent', 'answered') ORDER BY id",
                               error);

  if (statement == NULL)
    return NULL;
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

/**
 * nl_job_queue_recover:
 * @connection: a writer, in a transaction, of the only runner there is
 * @running: (nullable) (element-type gint64): the jobs it works on
 * @policy: how patient to be
 * @random: as for nl_job_queue_settle()
 * @answered: (element-type NlJob): gets the jobs whose answer is there and was not applied
 * @error: return location
 *
 * Takes over jobs under way that nobody works on: those of a runner that died, and those an undo
 * brought back. What was prepared waits again. What was sent is perhaps billed; it is asked for
 * again, or held when it must be asked for only once.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_job_queue_recover (NlConnection *connection,
                      GHashTable *running,
                      const NlJobPolicy *policy,
                      double random,
                      GPtrArray *answered,
                      GError **error)
{
  g_autoptr (GArray) ids = list_under_way (connection, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++) {
    gint64 id = g_array_index (ids, gint64, i);
    g_autoptr (NlRecord) job = NULL;

    if (is_running (running, id))
      continue;
    job = nl_record_load (NL_TYPE_JOB, id, connection, error);
    if (job == NULL)
      return FALSE;
    if (nl_job_get_state (NL_JOB (job)) == NL_JOB_STATE_ANSWERED)
      g_ptr_array_add (answered, g_steal_pointer (&job));
    else if (!recover_one (NL_JOB (job), policy, random, connection, error))
      return FALSE;
  }
  return TRUE;
}
