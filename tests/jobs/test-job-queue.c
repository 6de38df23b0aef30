/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-clock.h"
#include "job-table.h"
#include "nl-test.h"
#include "store/nl-store.h"

#define NOON (G_GINT64_CONSTANT (1800000000) * G_USEC_PER_SEC)

static void
assert_none_ready (JobTable *table)
{
  g_autoptr (NlJob) job = job_table_claim_one (table, "p");

  g_assert_null (job);
}

/* Takes the next job as far as being sent. */
static NlJob *
send_next (JobTable *table)
{
  NlJob *job = job_table_claim_one (table, "p");

  g_assert_nonnull (job);
  g_assert_true (job_table_send (table, job));
  return job;
}

static void
do_next (JobTable *table, gint64 id)
{
  g_autoptr (NlJob) job = send_next (table);

  g_assert_cmpint (nl_record_get_id (NL_RECORD (job)), ==, id);
  g_assert_true (job_table_answer (table, job, "{}"));
  nl_job_set_result (job, "personas", 7);
  g_assert_true (job_table_apply (table, job));
}

static void
test_outside_transaction (const char *folder)
{
  g_autoptr (JobTable) table = job_table_open (folder);
  g_autoptr (NlJob) job = job_table_new_job (table, "p");
  g_autoptr (GError) error = NULL;

  g_assert_false (nl_jobs_enqueue (job, table->connection, &error));
  g_assert_error (error, NL_JOB_ERROR, NL_JOB_ERROR_NOT_IN_TRANSACTION);
}

static void
test_invalid (const char *folder)
{
  g_autoptr (JobTable) table = job_table_open (folder);
  g_autoptr (NlJob) large = job_table_new_job (table, "p");
  g_autoptr (NlJob) nameless = job_table_new_job (table, NULL);
  g_autoptr (NlJob) orphan = job_table_new_job (table, "p");
  g_autofree char *blanks = g_strnfill (NL_JOB_MAX_PAYLOAD, ' ');
  g_autofree char *payload = g_strconcat (blanks, "{}", NULL);
  g_autoptr (GError) error = NULL;

  job_table_begin (table);
  nl_record_set_text (NL_RECORD (large), NL_JOB_PAYLOAD, payload);
  g_assert_false (nl_jobs_enqueue (large, table->connection, &error));
  g_assert_error (error, NL_JOB_ERROR, NL_JOB_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_false (nl_jobs_enqueue (nameless, table->connection, &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  nl_record_set_int64 (NL_RECORD (orphan), NL_JOB_DEPENDS_ON, 12345);
  g_assert_false (nl_jobs_enqueue (orphan, table->connection, &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
  nl_connection_rollback (table->connection);
}

static void
test_whole_way (const char *folder)
{
  g_autoptr (JobTable) table = job_table_open (folder);
  gint64 id = job_table_add_waiting (table, "p", 0);
  g_autoptr (NlJob) job = send_next (table);
  g_autoptr (GBytes) answer = NULL;
  g_autofree char *row = NULL;
  g_autofree char *events = NULL;

  g_assert_true (job_table_answer (table, job, "{\"a\":1}"));
  answer = nl_job_queue_load_answer (job, table->connection, NULL);
  g_assert_cmpmem (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer), "{\"a\":1}", 7);
  nl_job_set_result (job, "personas", 7);
  g_assert_true (job_table_apply (table, job));
  job_table_assert (table, id, NL_JOB_STATE_APPLIED, NULL);
  row = job_table_ask (table, "SELECT attempts, perhaps_billed, result_table, result_id, "
                              "finished_at >= started_at, started_at >= created_at, "
                              "(SELECT count (*) FROM job_answers) FROM jobs");
  g_assert_cmpstr (row, ==, "1|0|personas|7|1|1|0");
  events = job_table_ask (table, "SELECT group_concat (event) FROM job_events");
  g_assert_cmpstr (events, ==, "queued,claimed,sent,answered,applied");
}

static void
test_order (const char *folder)
{
  g_autoptr (JobTable) table = job_table_open (folder);
  gint64 old = job_table_add_waiting (table, "p", 0);
  gint64 young = job_table_add_waiting (table, "p", 0);
  gint64 urgent = job_table_add_waiting (table, "p", 5);
  gint64 other = job_table_add_waiting (table, "q", 9);
  g_autoptr (GPtrArray) jobs = job_table_claim (table, "p", 10, TRUE);
  const gint64 order[] = { urgent, old, young };

  g_assert_cmpuint (jobs->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (nl_record_get_id (jobs->pdata[i]), ==, order[i]);
  assert_none_ready (table);
  job_table_assert (table, other, NL_JOB_STATE_WAITING, NULL);
}

static void
test_providers (const char *folder)
{
  g_autoptr (JobTable) table = job_table_open (folder);
  g_auto (GStrv) none = nl_job_queue_list_providers (table->connection, NULL);
  g_auto (GStrv) some = NULL;

  g_assert_cmpuint (g_strv_length (none), ==, 0);
  for (guint i = 0; i < 3; i++) {
    job_table_add_waiting (table, "xai", 0);
    job_table_add_waiting (table, "openai", i);
  }
  job_table_add_waiting (table, "done", 0);
  g_clear_object (&(NlJob *) { job_table_claim_one (table, "done") });
  some = nl_job_queue_list_providers (table->connection, NULL);
  g_assert_cmpstrv (some, ((const char *const[]) { "openai", "xai", NULL }));
}

static void
test_heavy (const char *folder)
{
  g_autoptr (JobTable) table = job_table_open (folder);
  g_autoptr (NlJob) heavy = job_table_new_job (table, "p");
  g_autoptr (GPtrArray) metered = NULL;
  g_autoptr (GPtrArray) unmetered = NULL;
  gint64 light;

  nl_record_set_boolean (NL_RECORD (heavy), NL_JOB_HEAVY, TRUE);
  job_table_add (table, heavy);
  light = job_table_add_waiting (table, "p", 0);
  metered = job_table_claim (table, "p", 10, FALSE);
  g_assert_cmpuint (metered->len, ==, 1);
  g_assert_cmpint (nl_record_get_id (metered->pdata[0]), ==, light);
  unmetered = job_table_claim (table, "p", 10, TRUE);
  g_assert_cmpuint (unmetered->len, ==, 1);
}

static void
test_dependency (const char *folder)
{
  g_autoptr (JobTable) table = job_table_open (folder);
  gint64 persona = job_table_add_waiting (table, "p", 0);
  g_autoptr (NlJob) avatar = job_table_new_job (table, "p");
  g_autoptr (NlJob) late = job_table_new_job (table, "p");
  gint64 id;

  nl_record_set_int64 (NL_RECORD (avatar), NL_JOB_DEPENDS_ON, persona);
  nl_record_set_int64 (NL_RECORD (avatar), NL_JOB_PRIORITY, 100);
  id = job_table_add (table, avatar);
  do_next (table, persona);
  do_next (table, id);
  /* What it depends on is done already. */
  nl_record_set_int64 (NL_RECORD (late), NL_JOB_DEPENDS_ON, persona);
  id = job_table_add (table, late);
  do_next (table, id);
}

static void
test_not_before (const char *folder)
{
  g_autoptr (JobTable) table = job_table_open (folder);
  g_autoptr (NlJob) job = job_table_new_job (table, "p");
  gint64 id;

  nl_clock_set_for_tests (NOON);
  nl_record_set_int64 (NL_RECORD (job), NL_JOB_NOT_BEFORE, NOON + 10);
  id = job_table_add (table, job);
  g_assert_cmpint (job_table_wake (table), ==, NOON + 10);
  assert_none_ready (table);
  nl_clock_set_for_tests (NOON + 10);
  assert_none_ready (table);
  g_assert_cmpint (job_table_wake (table), ==, 0);
  do_next (table, id);
  nl_clock_set_for_tests (0);
}

static void
test_retry_until_it_fails (const char *folder)
{
  /* The backoff of the policy at half its range. */
  static const gint64 delays[] = { 500, 1000 };
  g_autoptr (JobTable) table = job_table_open (folder);
  gint64 id = job_table_add_waiting (table, "p", 0);
  gint64 now = NOON;

  for (guint attempt = 1; attempt <= 3; attempt++) {
    g_autoptr (NlJob) job = NULL;

    nl_clock_set_for_tests (now);
    job_table_wake (table);
    job = send_next (table);
    g_assert_true (job_table_settle (table, job,
                                     (NlJobVerdict) { NL_JOB_VERDICT_RETRY, "server", 10, FALSE }));
    job_table_assert (table, id, attempt < 3 ? NL_JOB_STATE_WAITING : NL_JOB_STATE_FAILED,
                      "server");
    assert_none_ready (table);
    if (attempt < 3) {
      g_assert_cmpint (job_table_wake (table), ==, now + delays[attempt - 1] + 10);
      now += delays[attempt - 1] + 10;
    }
  }
  g_assert_cmpint (job_table_wake (table), ==, 0);
  g_assert_cmpint (job_table_decide (table, nl_job_queue_retry, id), ==, -1);
  do_next (table, id);
  nl_clock_set_for_tests (0);
}

/* A job failed while the clock was years ahead. Set right, it is tried again; what somebody planned
 * for then stays planned, and so does what waits by a clock that was only corrected. */
static void
test_clock_goes_back (const char *folder)
{
  g_autoptr (JobTable) table = job_table_open (folder);
  gint64 failed = job_table_add_waiting (table, "p", 0);
  g_autoptr (NlJob) planned = job_table_new_job (table, "later");
  g_autoptr (NlJob) job = NULL;
  const gint64 later = NOON + 4 * 365 * G_TIME_SPAN_DAY;

  nl_clock_set_for_tests (later);
  nl_record_set_int64 (NL_RECORD (planned), NL_JOB_NOT_BEFORE, later + 5);
  job_table_add (table, planned);
  job = send_next (table);
  g_assert_true (job_table_settle (
      table, job, (NlJobVerdict) { NL_JOB_VERDICT_WAIT, "server", G_TIME_SPAN_DAY, FALSE }));
  nl_clock_set_for_tests (later - G_USEC_PER_SEC);
  g_assert_cmpint (job_table_wake (table), ==, later + 5);
  assert_none_ready (table);
  nl_clock_set_for_tests (NOON);
  g_assert_cmpint (job_table_wake (table), ==, later + 5);
  do_next (table, failed);
  assert_none_ready (table);
  nl_clock_set_for_tests (0);
}

static void
test_waiting_is_no_attempt (const char *folder)
{
  g_autoptr (JobTable) table = job_table_open (folder);
  gint64 id = job_table_add_waiting (table, "p", 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *attempts = NULL;

  for (guint i = 0; i < 10; i++) {
    g_autoptr (NlJob) job = send_next (table);

    g_assert_true (job_table_settle (table, job,
                                     (NlJobVerdict) { NL_JOB_VERDICT_WAIT, NL_JOB_CODE_OFFLINE,
                                                      G_USEC_PER_SEC, FALSE }));
    assert_none_ready (table);
    job_table_begin (table);
    nl_job_queue_wake_offline (table->connection, &error);
    g_assert_no_error (error);
    job_table_commit (table);
  }
  job_table_assert (table, id, NL_JOB_STATE_WAITING, NL_JOB_CODE_OFFLINE);
  attempts = job_table_ask (table, "SELECT attempts FROM jobs");
  g_assert_cmpstr (attempts, ==, "0");
}

static void
test_hold_and_fail (const char *folder)
{
  g_autoptr (JobTable) table = job_table_open (folder);
  gint64 held = job_table_add_waiting (table, "p", 1);
  gint64 failed = job_table_add_waiting (table, "p", 0);
  g_autoptr (NlJob) first = send_next (table);
  g_autoptr (NlJob) second = send_next (table);

  g_assert_true (
      job_table_settle (table, first, (NlJobVerdict) { NL_JOB_VERDICT_HOLD, "key", 0, FALSE }));
  g_assert_true (job_table_settle (table, second,
                                   (NlJobVerdict) { NL_JOB_VERDICT_FAIL, "refused", 0, FALSE }));
  job_table_assert (table, held, NL_JOB_STATE_HELD, "key");
  job_table_assert (table, failed, NL_JOB_STATE_FAILED, "refused");
  g_assert_cmpint (job_table_decide (table, nl_job_queue_retry, held), ==, -1);
  do_next (table, held);
}

/* A dead runner: a text is asked for again, a picture waits for a person. */
static void
test_recover (const char *folder)
{
  g_autoptr (JobTable) table = job_table_open (folder);
  gint64 claimed = job_table_add_waiting (table, "a", 0);
  gint64 text = job_table_add_waiting (table, "b", 0);
  g_autoptr (NlJob) picture = job_table_new_job (table, "c");
  gint64 answered = job_table_add_waiting (table, "d", 0);
  g_autoptr (GPtrArray) left = NULL;
  g_autofree char *billed = NULL;

  nl_record_set_boolean (NL_RECORD (picture), NL_JOB_ASK_ONCE, TRUE);
  job_table_add (table, picture);
  for (const char *provider = "abcd"; *provider != '\0'; provider++) {
    char name[2] = { *provider, '\0' };
    g_autoptr (NlJob) job = job_table_claim_one (table, name);

    if (*provider != 'a')
      g_assert_true (job_table_send (table, job));
    if (*provider == 'd')
      g_assert_true (job_table_answer (table, job, "kept"));
  }
  left = job_table_recover (table);
  job_table_assert (table, claimed, NL_JOB_STATE_WAITING, NL_JOB_CODE_GAVE_UP);
  job_table_assert (table, text, NL_JOB_STATE_WAITING, NL_JOB_CODE_ANSWER_LOST);
  job_table_assert (table, nl_record_get_id (NL_RECORD (picture)), NL_JOB_STATE_HELD,
                    NL_JOB_CODE_ANSWER_LOST);
  job_table_assert (table, answered, NL_JOB_STATE_ANSWERED, NULL);
  billed = job_table_ask (table, "SELECT group_concat (perhaps_billed) FROM "
                                 "(SELECT perhaps_billed FROM jobs ORDER BY provider)");
  g_assert_cmpstr (billed, ==, "0,1,1,0");
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_true (job_table_apply (table, left->pdata[0]));
}

/* A job that kills its runner each time does not do so for ever. */
static void
test_recover_gives_up (const char *folder)
{
  g_autoptr (JobTable) table = job_table_open (folder);
  gint64 id = job_table_add_waiting (table, "p", 0);

  for (guint i = 0; i < 3; i++) {
    g_autoptr (NlJob) job = NULL;

    nl_clock_set_for_tests (NOON + i * G_USEC_PER_SEC);
    job_table_wake (table);
    job = job_table_claim_one (table, "p");
    g_assert_nonnull (job);
    g_ptr_array_unref (job_table_recover (table));
  }
  job_table_assert (table, id, NL_JOB_STATE_FAILED, NL_JOB_CODE_GAVE_UP);
  nl_clock_set_for_tests (0);
}

/* Whoever holds an old claim changes nothing any more. */
static void
test_superseded (const char *folder)
{
  g_autoptr (JobTable) table = job_table_open (folder);
  gint64 id = job_table_add_waiting (table, "p", 0);
  g_autoptr (NlJob) old = send_next (table);
  g_autoptr (NlJob) young = NULL;
  g_autofree char *answers = NULL;

  g_assert_cmpint (job_table_decide (table, nl_job_queue_cancel, id), ==, -1);
  g_assert_false (job_table_answer (table, old, "late"));
  g_assert_cmpint (job_table_decide (table, nl_job_queue_retry, id), ==, -1);
  young = send_next (table);
  g_assert_false (job_table_answer (table, old, "late"));
  g_assert_false (job_table_settle (table, old, (NlJobVerdict) { NL_JOB_VERDICT_FAIL, "x" }));
  g_assert_true (job_table_answer (table, young, "young"));
  g_assert_false (job_table_apply (table, old));
  g_assert_true (job_table_apply (table, young));
  g_assert_false (job_table_apply (table, young));
  answers = job_table_ask (table, "SELECT count (*), (SELECT perhaps_billed FROM jobs) "
                                  "FROM job_answers");
  g_assert_cmpstr (answers, ==, "0|1");
}

static void
test_cancel (const char *folder)
{
  g_autoptr (JobTable) table = job_table_open (folder);
  gint64 first = job_table_add_waiting (table, "p", 0);
  g_autoptr (NlJob) second = job_table_new_job (table, "p");
  g_autoptr (NlJob) third = job_table_new_job (table, "p");
  g_autoptr (GError) error = NULL;
  gint64 bystander = job_table_add_waiting (table, "p", 0);
  gint64 ids[2];

  nl_record_set_int64 (NL_RECORD (second), NL_JOB_DEPENDS_ON, first);
  ids[0] = job_table_add (table, second);
  nl_record_set_int64 (NL_RECORD (third), NL_JOB_DEPENDS_ON, ids[0]);
  nl_job_set_subject (third, "messages", 4);
  ids[1] = job_table_add (table, third);
  g_assert_cmpint (job_table_decide (table, nl_job_queue_cancel, first), ==, -1);
  job_table_assert (table, first, NL_JOB_STATE_CANCELLED, NULL);
  job_table_assert (table, ids[0], NL_JOB_STATE_CANCELLED, NULL);
  job_table_assert (table, ids[1], NL_JOB_STATE_CANCELLED, NULL);
  job_table_assert (table, bystander, NL_JOB_STATE_WAITING, NULL);
  /* Back again: it still waits for what it depended on. */
  g_assert_cmpint (job_table_decide (table, nl_job_queue_retry, ids[1]), ==, -1);
  do_next (table, bystander);
  assert_none_ready (table);
  job_table_begin (table);
  g_assert_true (nl_job_queue_cancel_subject ("messages", 4, table->connection, &error));
  job_table_commit (table);
  job_table_assert (table, ids[1], NL_JOB_STATE_CANCELLED, NULL);
  g_assert_cmpint (job_table_decide (table, nl_job_queue_cancel, bystander), ==, -1);
  job_table_assert (table, bystander, NL_JOB_STATE_APPLIED, NULL);
}

static gboolean
edit (gint64 id, NlConnection *connection, GError **error)
{
  return nl_job_queue_set_payload (id, "{\"tone\":\"formal\"}", connection, error);
}

static void
test_edit_and_remove (const char *folder)
{
  g_autoptr (JobTable) table = job_table_open (folder);
  gint64 id = job_table_add_waiting (table, "p", 0);
  g_autoptr (NlJob) job = NULL;
  g_autofree char *rest = NULL;

  g_assert_cmpint (job_table_decide (table, edit, id), ==, -1);
  g_assert_cmpint (job_table_decide (table, nl_job_queue_remove, id), ==, NL_JOB_ERROR_STATE);
  job = send_next (table);
  g_assert_cmpstr (nl_record_get_text (NL_RECORD (job), NL_JOB_PAYLOAD), ==,
                   "{\"tone\":\"formal\"}");
  g_assert_cmpint (job_table_decide (table, edit, id), ==, NL_JOB_ERROR_STATE);
  g_assert_cmpint (job_table_decide (table, nl_job_queue_retry, id), ==, NL_JOB_ERROR_STATE);
  g_assert_cmpint (job_table_decide (table, nl_job_queue_remove, id), ==, NL_JOB_ERROR_STATE);
  g_assert_cmpint (job_table_decide (table, nl_job_queue_cancel, id), ==, -1);
  g_assert_cmpint (job_table_decide (table, nl_job_queue_remove, id), ==, -1);
  rest = job_table_ask (table, "SELECT (SELECT count (*) FROM jobs), count (*) FROM job_events");
  g_assert_cmpstr (rest, ==, "0|0");
}

/* A key in an error's text never reaches the disk. */
static void
test_redacted (const char *folder)
{
  g_autoptr (JobTable) table = job_table_open (folder);
  gint64 id = job_table_add_waiting (table, "p", 0);
  g_autoptr (NlJob) job = send_next (table);
  const NlJobVerdict verdict = { NL_JOB_VERDICT_FAIL, "key", 0, FALSE };
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = NULL;

  job_table_begin (table);
  nl_job_queue_settle (job, &verdict, "Incorrect API key sk-abcdef123456 of ada@example.com",
                       &job_table_policy, 0, table->connection, &error);
  g_assert_no_error (error);
  job_table_commit (table);
  job_table_assert (table, id, NL_JOB_STATE_FAILED, "key");
  dump = job_table_ask (table, "SELECT error_text FROM jobs; SELECT detail FROM job_events");
  g_assert_null (strstr (dump, "abcdef"));
  g_assert_null (strstr (dump, "ada@"));
  g_assert_nonnull (strstr (dump, "Incorrect API key"));
}

/* Ten thousand jobs: each claim reads the index and nothing else, and their order is kept. */
static void
test_many (const char *folder)
{
  const gint64 count = nl_test_rounds (10000, 2000);
  g_autoptr (JobTable) table = job_table_open (folder);
  g_autoptr (GError) error = NULL;
  g_autofree char *plan = NULL;
  gint64 last_priority = G_MAXINT64;
  gint64 last_id = 0;
  gint64 n_claimed = 0;

  job_table_begin (table);
  for (gint64 i = 0; i < count; i++) {
    g_autoptr (NlJob) job = job_table_new_job (table, i % 2 == 0 ? "p" : "q");

    nl_record_set_int64 (NL_RECORD (job), NL_JOB_PRIORITY, i % 7);
    nl_jobs_enqueue (job, table->connection, &error);
    g_assert_no_error (error);
  }
  job_table_commit (table);
  for (;;) {
    g_autoptr (GPtrArray) jobs = job_table_claim (table, "p", 100, TRUE);

    for (guint i = 0; i < jobs->len; i++) {
      gint64 priority = nl_record_get_int64 (jobs->pdata[i], NL_JOB_PRIORITY);
      gint64 id = nl_record_get_id (jobs->pdata[i]);

      g_assert_true (priority < last_priority || (priority == last_priority && id > last_id));
      last_priority = priority;
      last_id = id;
    }
    n_claimed += jobs->len;
    if (jobs->len == 0)
      break;
  }
  g_assert_cmpint (n_claimed, ==, count / 2);
  plan = job_table_ask (table, "EXPLAIN QUERY PLAN SELECT id FROM jobs INDEXED BY jobs_ready "
                               "WHERE state = 'waiting' AND blocked = 0 AND not_before = 0 "
                               "AND provider = 'p' AND heavy <= 1 "
                               "ORDER BY priority DESC, id LIMIT 4");
  g_assert_nonnull (strstr (plan, "INDEX jobs_ready (provider=?)"));
  g_assert_null (strstr (plan, "TEMP B-TREE"));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/jobs/queue/outside-transaction", test_outside_transaction);
  nl_test_add ("/jobs/queue/invalid", test_invalid);
  nl_test_add ("/jobs/queue/whole-way", test_whole_way);
  nl_test_add ("/jobs/queue/order", test_order);
  nl_test_add ("/jobs/queue/providers", test_providers);
  nl_test_add ("/jobs/queue/heavy", test_heavy);
  nl_test_add ("/jobs/queue/dependency", test_dependency);
  nl_test_add ("/jobs/queue/not-before", test_not_before);
  nl_test_add ("/jobs/queue/retry-until-it-fails", test_retry_until_it_fails);
  nl_test_add ("/jobs/queue/clock-goes-back", test_clock_goes_back);
  nl_test_add ("/jobs/queue/waiting-is-no-attempt", test_waiting_is_no_attempt);
  nl_test_add ("/jobs/queue/hold-and-fail", test_hold_and_fail);
  nl_test_add ("/jobs/queue/recover", test_recover);
  nl_test_add ("/jobs/queue/recover-gives-up", test_recover_gives_up);
  nl_test_add ("/jobs/queue/superseded", test_superseded);
  nl_test_add ("/jobs/queue/cancel", test_cancel);
  nl_test_add ("/jobs/queue/edit-and-remove", test_edit_and_remove);
  nl_test_add ("/jobs/queue/redacted", test_redacted);
  nl_test_add ("/jobs/queue/many", test_many);
  return g_test_run ();
}
