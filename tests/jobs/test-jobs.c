/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-clock.h"
#include "runner-test.h"

static NlJobSummary *
summarise (RunnerTest *test, gint64 shop_id, gint64 batch_id)
{
  g_autoptr (GError) error = NULL;
  NlJobSummary *summary
      = dex_await_boxed (nl_jobs_summarise (test->store, shop_id, batch_id), &error);

  g_assert_no_error (error);
  return summary;
}

static void
test_summary (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  g_autoptr (NlJobSummary) all = NULL;
  g_autoptr (NlJobSummary) batch = NULL;
  g_autoptr (NlJobSummary) elsewhere = NULL;
  g_autoptr (NlJob) dependent = runner_test_new_job (test);
  g_autoptr (NlJob) late = runner_test_new_job (test);
  gint64 first = runner_test_add_one (test);
  gint64 cancelled = runner_test_add_one (test);

  nl_record_set_int64 (NL_RECORD (dependent), NL_JOB_DEPENDS_ON, first);
  nl_record_set_int64 (NL_RECORD (dependent), NL_JOB_BATCH_ID, 5);
  runner_test_add (test, dependent);
  nl_record_set_int64 (NL_RECORD (late), NL_JOB_NOT_BEFORE, nl_clock_now () + G_TIME_SPAN_DAY);
  runner_test_add (test, late);
  nl_test_await_ok (nl_jobs_cancel (test->store, &cancelled, 1));

  all = summarise (test, 0, 0);
  g_assert_cmpint (all->counts[NL_JOB_STATE_WAITING], ==, 3);
  g_assert_cmpint (all->counts[NL_JOB_STATE_CANCELLED], ==, 1);
  g_assert_cmpint (all->blocked, ==, 1);
  g_assert_cmpint (all->delayed, ==, 1);
  g_assert_cmpint (nl_job_summary_get_n_open (all), ==, 3);
  batch = summarise (test, test->shop_id, 5);
  g_assert_cmpint (nl_job_summary_get_n_open (batch), ==, 1);
  elsewhere = summarise (test, 12345, 0);
  g_assert_cmpint (nl_job_summary_get_n_open (elsewhere), ==, 0);
}

static guint
count (RunnerTest *test, NlJobFilter filter)
{
  g_autoptr (NlQuery) query = nl_jobs_query_new (filter, test->shop_id, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) jobs = dex_await_object (nl_store_list (test->store, query), &error);

  g_assert_no_error (error);
  return g_list_model_get_n_items (jobs);
}

static void
test_filters (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  gint64 cancelled;

  runner_test_add_one (test);
  test->script->refuses = TRUE;
  runner_test_start (test);
  runner_test_finish (test);
  nl_test_await_ok (nl_job_runner_stop (test->runner));
  runner_test_add_one (test);
  cancelled = runner_test_add_one (test);
  nl_test_await_ok (nl_jobs_cancel (test->store, &cancelled, 1));
  g_assert_cmpuint (count (test, NL_JOB_FILTER_ALL), ==, 3);
  g_assert_cmpuint (count (test, NL_JOB_FILTER_OPEN), ==, 1);
  g_assert_cmpuint (count (test, NL_JOB_FILTER_ATTENTION), ==, 1);
  g_assert_cmpuint (count (test, NL_JOB_FILTER_FINISHED), ==, 2);
}

static void
test_log (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  gint64 id = runner_test_add_one (test);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  runner_test_start (test);
  runner_test_finish (test);
  lines = dex_await_boxed (nl_jobs_dup_log (test->store, id), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_true (g_str_has_suffix (lines[0], "Z queued"));
  g_assert_true (g_str_has_suffix (lines[2], "Z sent p"));
  g_assert_true (g_str_has_suffix (lines[4], "Z applied"));
}

/* All of them, or none. */
static void
test_decisions (const char *folder)
{
  g_autoptr (RunnerTest) test = runner_test_new (folder, SCRIPTED_TYPE_HANDLER);
  gint64 ids[] = { runner_test_add_one (test), runner_test_add_one (test) };
  g_autoptr (JsonNode) payload = json_from_string ("{\"a\":2}", NULL);
  g_autoptr (GError) error = NULL;

  nl_test_await_ok (nl_jobs_set_payload (test->store, ids[0], payload));
  runner_test_assert_says (test, "SELECT group_concat (payload) FROM jobs", "{\"a\":2},{}");
  nl_test_await_ok (nl_jobs_cancel (test->store, ids, 1));
  g_assert_false (dex_await (nl_jobs_remove (test->store, ids, 2), &error));
  g_assert_error (error, NL_JOB_ERROR, NL_JOB_ERROR_STATE);
  runner_test_assert_says (test, "SELECT count (*) FROM jobs", "2");
  nl_test_await_ok (nl_jobs_cancel (test->store, ids, 2));
  nl_test_await_ok (nl_jobs_remove (test->store, ids, 2));
  runner_test_assert_says (test, "SELECT count (*) FROM jobs", "0");
}

static void
test_wait (void)
{
  g_autoptr (NlRecord) job = g_object_new (NL_TYPE_JOB, NULL);

  g_assert_cmpuint (nl_jobs_get_wait (NL_JOB (job), TRUE, FALSE), ==, NL_JOB_WAIT_TURN);
  g_assert_cmpuint (nl_jobs_get_wait (NL_JOB (job), FALSE, FALSE), ==, NL_JOB_WAIT_NETWORK);
  nl_record_set_boolean (job, NL_JOB_HEAVY, TRUE);
  g_assert_cmpuint (nl_jobs_get_wait (NL_JOB (job), TRUE, TRUE), ==, NL_JOB_WAIT_UNMETERED);
  nl_record_set_int64 (job, NL_JOB_NOT_BEFORE, nl_clock_now () + G_TIME_SPAN_DAY);
  g_assert_cmpuint (nl_jobs_get_wait (NL_JOB (job), TRUE, TRUE), ==, NL_JOB_WAIT_TIME);
  nl_record_set_text (job, NL_JOB_ERROR_CODE, NL_JOB_CODE_OFFLINE);
  g_assert_cmpuint (nl_jobs_get_wait (NL_JOB (job), TRUE, FALSE), ==, NL_JOB_WAIT_NETWORK);
  nl_record_set_boolean (job, NL_JOB_BLOCKED, TRUE);
  g_assert_cmpuint (nl_jobs_get_wait (NL_JOB (job), FALSE, FALSE), ==, NL_JOB_WAIT_JOB);
  nl_record_set_text (job, NL_JOB_STATE, "held");
  g_assert_cmpuint (nl_jobs_get_wait (NL_JOB (job), TRUE, FALSE), ==, NL_JOB_WAIT_PERSON);
  nl_record_set_text (job, NL_JOB_STATE, "sent");
  g_assert_cmpuint (nl_jobs_get_wait (NL_JOB (job), FALSE, FALSE), ==, NL_JOB_WAIT_NOTHING);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/jobs/summary", test_summary);
  nl_test_add ("/jobs/filters", test_filters);
  nl_test_add ("/jobs/log", test_log);
  nl_test_add ("/jobs/decisions", test_decisions);
  g_test_add_func ("/jobs/wait", test_wait);
  return g_test_run ();
}
