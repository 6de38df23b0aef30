/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-clock.h"
#include "jobs/nl-job-queue.h"
#include "net/nl-http-error.h"
#include "runner-test.h"

#define EFFECTS "SELECT count (*), count (DISTINCT key) FROM workspace"

static void
test_many (const char *folder)
{
  const guint count = nl_test_rounds (1000, 200);
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  g_autofree char *effects = g_strdup_printf ("%u|%u", count, count);

  nl_job_runner_set_lane (test->runner, "p", 8, TRUE);
  runner_test_add_many (test, count);
  runner_test_start (test);
  runner_test_finish (test);
  g_assert_cmpuint (test->script->n_calls, ==, count);
  g_assert_cmpuint (test->script->most_at_once, <=, 8);
  runner_test_assert_says (test, EFFECTS, effects);
  runner_test_assert_says (test, "SELECT DISTINCT state FROM jobs", "applied");
}

/* One at a time: as they came. */
static void
test_order (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  gint64 last = 0;

  nl_job_runner_set_lane (test->runner, "p", 1, TRUE);
  runner_test_add_many (test, 50);
  runner_test_start (test);
  runner_test_finish (test);
  g_assert_cmpuint (test->script->asked->len, ==, 50);
  g_assert_cmpuint (test->script->most_at_once, ==, 1);
  for (guint i = 0; i < 50; i++) {
    g_assert_cmpint (g_array_index (test->script->asked, gint64, i), >, last);
    last = g_array_index (test->script->asked, gint64, i);
  }
}

static void
test_limit (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);

  test->script->is_closed = TRUE;
  nl_job_runner_set_lane (test->runner, "p", 3, TRUE);
  runner_test_add_many (test, 10);
  runner_test_start (test);
  nl_test_await_ok (scripted_handler_wait_calls (test->handler, 3));
  g_assert_cmpuint (nl_job_runner_get_n_running (test->runner), ==, 3);
  runner_test_assert_says (test, "SELECT count (*) FROM jobs WHERE state = 'sent'", "3");
  scripted_handler_let_go (test->handler);
  runner_test_finish (test);
  g_assert_cmpuint (test->script->most_at_once, ==, 3);
  runner_test_assert_says (test, EFFECTS, "10|10");
}

/* What is added while the runner works is found. */
static void
test_added_later (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);

  runner_test_start (test);
  runner_test_finish (test);
  runner_test_add_one (test);
  nl_test_await_ok (scripted_handler_wait_calls (test->handler, 1));
  runner_test_finish (test);
  runner_test_assert_says (test, EFFECTS, "1|1");
}

static void
test_offline (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  g_autoptr (NlJob) local = runner_test_new_job (test);
  gint64 id;

  fake_network_set (test->network, FALSE, FALSE);
  nl_job_runner_set_lane (test->runner, "here", 1, FALSE);
  nl_record_set_text (NL_RECORD (local), NL_JOB_PROVIDER, "here");
  runner_test_add (test, local);
  id = runner_test_add_one (test);
  runner_test_start (test);
  runner_test_finish (test);
  runner_test_assert (test, id, NL_JOB_STATE_WAITING, NULL);
  runner_test_assert_says (test, EFFECTS, "1|1");
  fake_network_set (test->network, TRUE, FALSE);
  nl_test_await_ok (scripted_handler_wait_calls (test->handler, 2));
  runner_test_finish (test);
  runner_test_assert (test, id, NL_JOB_STATE_APPLIED, NULL);
}

/* The system says there is a network, and there is none. */
static void
test_wrongly_online (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  gint64 id = runner_test_add_one (test);

  scripted_handler_fail (test->handler, 1,
                         nl_http_error_new (NL_HTTP_ERROR_OFFLINE, FALSE, "no network"));
  runner_test_start (test);
  runner_test_finish (test);
  runner_test_assert (test, id, NL_JOB_STATE_WAITING, NL_JOB_CODE_OFFLINE);
  runner_test_assert_says (test, "SELECT attempts, perhaps_billed FROM jobs", "0|0");
  fake_network_set (test->network, FALSE, FALSE);
  fake_network_set (test->network, TRUE, FALSE);
  nl_test_await_ok (scripted_handler_wait_calls (test->handler, 2));
  runner_test_finish (test);
  runner_test_assert (test, id, NL_JOB_STATE_APPLIED, NULL);
}

static void
test_metered (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  g_autoptr (NlJob) picture = runner_test_new_job (test);
  gint64 text;

  fake_network_set (test->network, TRUE, TRUE);
  nl_record_set_boolean (NL_RECORD (picture), NL_JOB_HEAVY, TRUE);
  runner_test_add (test, picture);
  text = runner_test_add_one (test);
  runner_test_start (test);
  runner_test_finish (test);
  runner_test_assert (test, text, NL_JOB_STATE_APPLIED, NULL);
  runner_test_assert (test, nl_record_get_id (NL_RECORD (picture)), NL_JOB_STATE_WAITING, NULL);
  fake_network_set (test->network, TRUE, FALSE);
  nl_test_await_ok (scripted_handler_wait_calls (test->handler, 2));
  runner_test_finish (test);
  runner_test_assert (test, nl_record_get_id (NL_RECORD (picture)), NL_JOB_STATE_APPLIED, NULL);
}

static void
test_retry (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  gint64 id = runner_test_add_one (test);

  scripted_handler_fail (test->handler, 2,
                         nl_http_error_new_status (503, 1000, "overloaded", NULL));
  runner_test_start (test);
  runner_test_finish (test);
  runner_test_assert (test, id, NL_JOB_STATE_APPLIED, NULL);
  runner_test_assert_says (test, "SELECT attempts, perhaps_billed FROM jobs", "3|0");
}

static void
test_gives_up (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  gint64 id = runner_test_add_one (test);

  scripted_handler_fail (test->handler, 9, nl_http_error_new (NL_HTTP_ERROR_CUT, TRUE, "cut"));
  runner_test_start (test);
  runner_test_finish (test);
  runner_test_assert (test, id, NL_JOB_STATE_FAILED, "unreachable");
  runner_test_assert_says (test, "SELECT attempts, perhaps_billed FROM jobs", "3|3");
}

/* A picture whose answer was lost is not asked for again. */
static void
test_ask_once (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  g_autoptr (NlJob) picture = runner_test_new_job (test);
  gint64 id;

  nl_record_set_boolean (NL_RECORD (picture), NL_JOB_ASK_ONCE, TRUE);
  id = runner_test_add (test, picture);
  scripted_handler_fail (test->handler, 1, nl_http_error_new (NL_HTTP_ERROR_TIMEOUT, TRUE, "late"));
  runner_test_start (test);
  runner_test_finish (test);
  runner_test_assert (test, id, NL_JOB_STATE_HELD, NL_JOB_CODE_ANSWER_LOST);
  g_assert_cmpuint (test->script->n_calls, ==, 1);
  nl_test_await_ok (nl_jobs_retry (test->store, &id, 1));
  nl_test_await_ok (scripted_handler_wait_calls (test->handler, 2));
  runner_test_finish (test);
  runner_test_assert (test, id, NL_JOB_STATE_APPLIED, NULL);
}

static void
test_verdict_of_handler (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  const NlJobVerdict quota = { NL_JOB_VERDICT_WAIT, "quota", G_TIME_SPAN_HOUR, FALSE };
  gint64 id = runner_test_add_one (test);

  test->script->verdict = g_memdup2 (&quota, sizeof quota);
  scripted_handler_fail (test->handler, 1, nl_http_error_new_status (402, -1, "pay", NULL));
  runner_test_start (test);
  runner_test_finish (test);
  runner_test_assert (test, id, NL_JOB_STATE_WAITING, "quota");
}

static void
test_unprepared (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  gint64 id = runner_test_add_one (test);

  test->script->refuses = TRUE;
  runner_test_start (test);
  runner_test_finish (test);
  runner_test_assert (test, id, NL_JOB_STATE_FAILED, NL_JOB_CODE_FAILED);
  g_assert_cmpuint (test->script->n_calls, ==, 0);
}

static void
test_no_handler (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  g_autoptr (NlJob) job = runner_test_new_job (test);

  nl_record_set_text (NL_RECORD (job), NL_JOB_KIND, "of-the-future");
  runner_test_add (test, job);
  runner_test_start (test);
  runner_test_finish (test);
  runner_test_assert (test, nl_record_get_id (NL_RECORD (job)), NL_JOB_STATE_HELD,
                      NL_JOB_CODE_NO_HANDLER);
}

/* An effect that fails leaves nothing behind. */
static void
test_spoiled_effect (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  gint64 id = runner_test_add_one (test);

  test->script->spoils = TRUE;
  runner_test_start (test);
  runner_test_finish (test);
  runner_test_assert (test, id, NL_JOB_STATE_FAILED, NL_JOB_CODE_FAILED);
  runner_test_assert_says (test, EFFECTS, "0|0");
  runner_test_assert_says (test, "SELECT count (*) FROM job_answers", "0");
}

static void
test_digest (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_DIGESTER);
  gint64 id = runner_test_add_one (test);

  runner_test_start (test);
  runner_test_finish (test);
  runner_test_assert (test, id, NL_JOB_STATE_APPLIED, NULL);
  runner_test_assert_says (test, "SELECT value FROM workspace", "digested");
  test->script->spoils = TRUE;
  id = runner_test_add_one (test);
  runner_test_finish (test);
  runner_test_assert (test, id, NL_JOB_STATE_FAILED, NL_JOB_CODE_FAILED);
}

static void
test_cancel_under_way (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  gint64 id = runner_test_add_one (test);

  test->script->is_closed = TRUE;
  runner_test_start (test);
  nl_test_await_ok (scripted_handler_wait_calls (test->handler, 1));
  nl_test_await_ok (nl_jobs_cancel (test->store, &id, 1));
  runner_test_finish (test);
  g_assert_cmpuint (test->script->n_at_once, ==, 0);
  runner_test_assert (test, id, NL_JOB_STATE_CANCELLED, NULL);
  runner_test_assert_says (test, "SELECT perhaps_billed FROM jobs", "1");
  runner_test_assert_says (test, EFFECTS, "0|0");
}

/* Cancelled and wanted again while the first call still is under way: one effect. */
static void
test_cancel_and_retry (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  gint64 id = runner_test_add_one (test);

  test->script->is_closed = TRUE;
  runner_test_start (test);
  nl_test_await_ok (scripted_handler_wait_calls (test->handler, 1));
  nl_test_await_ok (nl_jobs_cancel (test->store, &id, 1));
  nl_test_await_ok (nl_jobs_retry (test->store, &id, 1));
  nl_test_await_ok (scripted_handler_wait_calls (test->handler, 2));
  scripted_handler_let_go (test->handler);
  runner_test_finish (test);
  runner_test_assert (test, id, NL_JOB_STATE_APPLIED, NULL);
  runner_test_assert_says (test, EFFECTS, "1|1");
}

static gpointer
cancel_and_retry (NlConnection *connection, gpointer data, GError **error)
{
  gint64 id = *(gint64 *) data;

  if (nl_job_queue_cancel (id, connection, error))
    nl_job_queue_retry (id, connection, error);
  return NULL;
}

/* The same within one transaction: nobody sees the job cancelled, and still the first call ends. */
static void
test_cancel_and_retry_at_once (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  gint64 id = runner_test_add_one (test);

  test->script->is_closed = TRUE;
  runner_test_start (test);
  nl_test_await_ok (scripted_handler_wait_calls (test->handler, 1));
  nl_test_await_ok (nl_store_write (test->store, cancel_and_retry, &id, NULL, G_TYPE_NONE, NULL));
  nl_test_await_ok (scripted_handler_wait_calls (test->handler, 2));
  scripted_handler_let_go (test->handler);
  runner_test_finish (test);
  g_assert_cmpuint (test->script->most_at_once, ==, 1);
  g_assert_cmpuint (test->script->n_calls, ==, 2);
  runner_test_assert (test, id, NL_JOB_STATE_APPLIED, NULL);
  runner_test_assert_says (test, EFFECTS, "1|1");
}

static gpointer
lose_answer (NlConnection *connection, gpointer data, GError **error)
{
  nl_connection_exec (connection, "test", "UPDATE jobs SET state = 'answered', claim = 1", error);
  return NULL;
}

/* A workspace that was damaged and mended may hold such a job: it fails, once. */
static void
test_answer_that_is_gone (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  gint64 id = runner_test_add_one (test);

  nl_test_await_ok (nl_store_write (test->store, lose_answer, NULL, NULL, G_TYPE_NONE, NULL));
  runner_test_start (test);
  runner_test_finish (test);
  runner_test_assert (test, id, NL_JOB_STATE_FAILED, "gone");
  g_assert_cmpuint (test->script->n_calls, ==, 0);
}

static void
test_deleted_under_way (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  g_autoptr (GBytes) undo = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = runner_test_add_one (test);

  test->script->is_closed = TRUE;
  runner_test_start (test);
  nl_test_await_ok (scripted_handler_wait_calls (test->handler, 1));
  undo = dex_await_boxed (nl_store_delete (test->store, NL_TYPE_JOB, id), &error);
  g_assert_no_error (error);
  runner_test_finish (test);
  scripted_handler_let_go (test->handler);
  runner_test_assert_says (test, EFFECTS, "0|0");
  /* Brought back as it was, with nobody who works on it. */
  nl_test_await_ok (nl_store_undo (test->store, undo));
  nl_test_await_ok (scripted_handler_wait_calls (test->handler, 2));
  runner_test_finish (test);
  runner_test_assert (test, id, NL_JOB_STATE_APPLIED, NULL);
  runner_test_assert_says (test, EFFECTS, "1|1");
}

static void
test_stop_and_resume (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  g_autoptr (NlJob) picture = runner_test_new_job (test);
  gint64 text = runner_test_add_one (test);

  nl_record_set_boolean (NL_RECORD (picture), NL_JOB_ASK_ONCE, TRUE);
  runner_test_add (test, picture);
  test->script->is_closed = TRUE;
  runner_test_start (test);
  nl_test_await_ok (scripted_handler_wait_calls (test->handler, 2));
  nl_test_await_ok (nl_job_runner_stop (test->runner));
  g_assert_false (nl_job_runner_is_working (test->runner));
  runner_test_assert (test, text, NL_JOB_STATE_WAITING, "interrupted");
  runner_test_assert (test, nl_record_get_id (NL_RECORD (picture)), NL_JOB_STATE_HELD,
                      NL_JOB_CODE_ANSWER_LOST);
  runner_test_assert_says (test, "SELECT total (perhaps_billed) FROM jobs", "2.0");
  scripted_handler_let_go (test->handler);
  runner_test_restart (test);
  runner_test_finish (test);
  runner_test_assert (test, text, NL_JOB_STATE_APPLIED, NULL);
  g_assert_cmpuint (test->script->n_calls, ==, 3);
}

/* What a runner left that died: here written by hand. */
static void
test_take_over (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_DIGESTER);
  gint64 claimed = runner_test_add_one (test);
  gint64 sent = runner_test_add_one (test);
  gint64 answered = runner_test_add_one (test);
  g_autofree char *sql = g_strdup_printf (
      "UPDATE jobs SET claim = id, attempts = 1, state = CASE id WHEN %" G_GINT64_FORMAT
      " THEN 'claimed' WHEN %" G_GINT64_FORMAT " THEN 'sent' ELSE 'answered' END;"
      "INSERT INTO job_answers VALUES (%" G_GINT64_FORMAT ", x'6f6c64')",
      claimed, sent, answered);

  runner_test_assert_says (test, sql, "");
  runner_test_start (test);
  runner_test_finish (test);
  g_assert_cmpuint (test->script->n_calls, ==, 2);
  runner_test_assert_says (test, EFFECTS, "3|3");
  runner_test_assert_says (test, "SELECT group_concat (perhaps_billed) FROM jobs", "0,1,0");
}

static void
test_one_runner (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  g_autoptr (NlJobRunner) second = nl_job_runner_new (test->store, test->network, NULL);
  g_autoptr (GError) error = NULL;

  runner_test_start (test);
  g_assert_false (dex_await_boolean (nl_job_runner_start (second), &error));
  g_assert_no_error (error);
  g_assert_false (nl_job_runner_is_working (second));
  nl_test_await_ok (nl_job_runner_stop (second));
  nl_test_await_ok (nl_job_runner_stop (test->runner));
  g_assert_true (dex_await_boolean (nl_job_runner_start (second), &error));
  nl_test_await_ok (nl_job_runner_stop (second));
}

/* Started again at once, before it had ended: it works on. */
static void
test_started_while_stopping (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  DexFuture *stopped;
  gint64 id = runner_test_add_one (test);

  test->script->is_closed = TRUE;
  runner_test_start (test);
  nl_test_await_ok (scripted_handler_wait_calls (test->handler, 1));
  stopped = nl_job_runner_stop (test->runner);
  runner_test_start (test);
  nl_test_await_ok (stopped);
  g_assert_true (nl_job_runner_is_working (test->runner));
  scripted_handler_let_go (test->handler);
  runner_test_finish (test);
  runner_test_assert (test, id, NL_JOB_STATE_APPLIED, NULL);
  runner_test_assert_says (test, EFFECTS, "1|1");
}

static void
test_stopped_while_waiting (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  g_autoptr (GError) error = NULL;
  DexFuture *idle;

  test->script->is_closed = TRUE;
  runner_test_add_one (test);
  runner_test_start (test);
  idle = nl_job_runner_wait_idle (test->runner);
  nl_test_await_ok (scripted_handler_wait_calls (test->handler, 1));
  nl_test_await_ok (nl_job_runner_stop (test->runner));
  g_assert_false (dex_await (idle, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_timer (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  g_autoptr (NlJob) job = runner_test_new_job (test);

  nl_record_set_int64 (NL_RECORD (job), NL_JOB_NOT_BEFORE, nl_clock_now () + 30000);
  runner_test_add (test, job);
  runner_test_start (test);
  runner_test_finish (test);
  runner_test_assert (test, nl_record_get_id (NL_RECORD (job)), NL_JOB_STATE_APPLIED, NULL);
}

static void
test_chain (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  gint64 ids[20];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_autoptr (NlJob) job = runner_test_new_job (test);

    if (i > 0)
      nl_record_set_int64 (NL_RECORD (job), NL_JOB_DEPENDS_ON, ids[i - 1]);
    nl_record_set_int64 (NL_RECORD (job), NL_JOB_PRIORITY, i);
    ids[i] = runner_test_add (test, job);
  }
  nl_job_runner_set_lane (test->runner, "p", 5, TRUE);
  runner_test_start (test);
  runner_test_finish (test);
  g_assert_cmpmem (test->script->asked->data, test->script->asked->len * sizeof (gint64), ids,
                   sizeof ids);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/jobs/runner/many", test_many);
  nl_test_add ("/jobs/runner/order", test_order);
  nl_test_add ("/jobs/runner/limit", test_limit);
  nl_test_add ("/jobs/runner/added-later", test_added_later);
  nl_test_add ("/jobs/runner/offline", test_offline);
  nl_test_add ("/jobs/runner/wrongly-online", test_wrongly_online);
  nl_test_add ("/jobs/runner/metered", test_metered);
  nl_test_add ("/jobs/runner/retry", test_retry);
  nl_test_add ("/jobs/runner/gives-up", test_gives_up);
  nl_test_add ("/jobs/runner/ask-once", test_ask_once);
  nl_test_add ("/jobs/runner/verdict-of-handler", test_verdict_of_handler);
  nl_test_add ("/jobs/runner/unprepared", test_unprepared);
  nl_test_add ("/jobs/runner/no-handler", test_no_handler);
  nl_test_add ("/jobs/runner/spoiled-effect", test_spoiled_effect);
  nl_test_add ("/jobs/runner/digest", test_digest);
  nl_test_add ("/jobs/runner/cancel-under-way", test_cancel_under_way);
  nl_test_add ("/jobs/runner/cancel-and-retry", test_cancel_and_retry);
  nl_test_add ("/jobs/runner/cancel-and-retry-at-once", test_cancel_and_retry_at_once);
  nl_test_add ("/jobs/runner/answer-that-is-gone", test_answer_that_is_gone);
  nl_test_add ("/jobs/runner/deleted-under-way", test_deleted_under_way);
  nl_test_add ("/jobs/runner/stop-and-resume", test_stop_and_resume);
  nl_test_add ("/jobs/runner/take-over", test_take_over);
  nl_test_add ("/jobs/runner/one-runner", test_one_runner);
  nl_test_add ("/jobs/runner/started-while-stopping", test_started_while_stopping);
  nl_test_add ("/jobs/runner/stopped-while-waiting", test_stopped_while_waiting);
  nl_test_add ("/jobs/runner/timer", test_timer);
  nl_test_add ("/jobs/runner/chain", test_chain);
  return g_test_run ();
}
