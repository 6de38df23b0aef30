/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-clock.h"
#include "job-table.h"
#include "net/nl-backoff.h"
#include "nl-test.h"

/* Random schedules of work, failures, decisions, kills and restarts, on the real table and on a
 * model that is as plain as it can be: an array, looked through from one end to the other. */

#define SCHEDULES nl_test_rounds (30, 4)
#define STEPS 120
#define MAX_JOBS 24
#define START (G_GINT64_CONSTANT (1800000000) * G_USEC_PER_SEC)

typedef struct {
  gint64 id;
  NlJobState state;
  int dependency; /* index, or -1 */
  gboolean blocked;
  gboolean heavy;
  gboolean ask_once;
  gint64 priority;
  gint64 not_before;
  gint64 attempts;
  gint64 perhaps_billed;
  guint calls;   /* made in all */
  guint effects; /* there should never be two */
} Model;

typedef struct {
  JobTable *table;
  Model jobs[MAX_JOBS];
  NlJob *hands[MAX_JOBS]; /* what a runner holds of each, until it is killed */
  guint n_jobs;
  gint64 now;
} World;

static Model *
find_ready (World *world, gboolean with_heavy)
{
  Model *best = NULL;

  for (guint i = 0; i < world->n_jobs; i++) {
    Model *job = &world->jobs[i];

    if (job->state == NL_JOB_STATE_WAITING && !job->blocked && job->not_before == 0
        && (with_heavy || !job->heavy) && (best == NULL || job->priority > best->priority))
      best = job;
  }
  return best;
}

static void
add (World *world)
{
  g_autoptr (NlJob) job = job_table_new_job (world->table, "p");
  Model *model = &world->jobs[world->n_jobs];

  if (world->n_jobs == MAX_JOBS)
    return;
  *model = (Model) { .dependency = -1,
                     .heavy = g_test_rand_int_range (0, 4) == 0,
                     .ask_once = g_test_rand_int_range (0, 3) == 0,
                     .priority = g_test_rand_int_range (0, 3) };
  if (world->n_jobs > 0 && g_test_rand_bit ()) {
    model->dependency = g_test_rand_int_range (0, (gint32) world->n_jobs);
    model->blocked = world->jobs[model->dependency].state != NL_JOB_STATE_APPLIED;
    nl_record_set_int64 (NL_RECORD (job), NL_JOB_DEPENDS_ON, world->jobs[model->dependency].id);
  }
  if (g_test_rand_int_range (0, 4) == 0)
    model->not_before = world->now + 500;
  nl_record_set_boolean (NL_RECORD (job), NL_JOB_HEAVY, model->heavy);
  nl_record_set_boolean (NL_RECORD (job), NL_JOB_ASK_ONCE, model->ask_once);
  nl_record_set_int64 (NL_RECORD (job), NL_JOB_PRIORITY, model->priority);
  nl_record_set_int64 (NL_RECORD (job), NL_JOB_NOT_BEFORE, model->not_before);
  model->id = job_table_add (world->table, job);
  world->n_jobs++;
}

static void
claim (World *world)
{
  gboolean with_heavy = g_test_rand_bit ();
  Model *expected = find_ready (world, with_heavy);
  g_autoptr (GPtrArray) jobs = job_table_claim (world->table, "p", 1, with_heavy);

  g_assert_cmpuint (jobs->len, ==, expected != NULL);
  if (expected == NULL)
    return;
  g_assert_cmpint (nl_record_get_id (jobs->pdata[0]), ==, expected->id);
  expected->state = NL_JOB_STATE_CLAIMED;
  expected->attempts++;
  g_set_object (&world->hands[expected - world->jobs], jobs->pdata[0]);
}

/* What becomes of a job that is under way, by the rules of docs/jobs.md. */
static void
settle_model (World *world, Model *job, NlJobVerdict verdict)
{
  if (verdict.perhaps_billed)
    job->perhaps_billed++;
  job->not_before = 0;
  if (verdict.kind == NL_JOB_VERDICT_FAIL) {
    job->state = NL_JOB_STATE_FAILED;
  } else if (verdict.kind == NL_JOB_VERDICT_HOLD || (verdict.perhaps_billed && job->ask_once)) {
    job->state = NL_JOB_STATE_HELD;
  } else if (verdict.kind == NL_JOB_VERDICT_RETRY
             && job->attempts >= job_table_policy.max_attempts) {
    job->state = NL_JOB_STATE_FAILED;
  } else {
    gint64 delay = verdict.delay;

    if (verdict.kind == NL_JOB_VERDICT_RETRY)
      delay += nl_backoff_delay ((guint) job->attempts, job_table_policy.backoff_base,
                                 job_table_policy.backoff_cap, 0.5);
    else
      job->attempts--;
    job->state = NL_JOB_STATE_WAITING;
    job->not_before = delay > 0 ? world->now + delay : 0;
  }
}

static NlJobVerdict
random_verdict (gboolean was_sent)
{
  return (NlJobVerdict) { .kind = (NlJobVerdictKind) g_test_rand_int_range (0, 4),
                          .code = "random",
                          .delay = g_test_rand_bit () ? 700 : 0,
                          .perhaps_billed = was_sent && g_test_rand_bit () };
}

static void
apply_model (World *world, Model *job)
{
  job->state = NL_JOB_STATE_APPLIED;
  job->effects++;
  for (guint i = 0; i < world->n_jobs; i++)
    if (world->jobs[i].dependency == (int) (job - world->jobs))
      world->jobs[i].blocked = FALSE;
}

/* The runner goes one step on with one of the jobs in its hands, also with one that was taken out
 * of them without its knowing. */
static void
go_on (World *world)
{
  guint index = (guint) g_test_rand_int_range (0, (gint32) world->n_jobs);
  Model *job = &world->jobs[index];
  NlJob *hand = world->hands[index];
  gboolean still_ours;
  gboolean done = FALSE;
  NlJobState before;

  if (hand == NULL)
    return;
  before = nl_job_get_state (hand);
  still_ours = job->state == before && nl_job_state_is_under_way (before);
  if (g_test_rand_int_range (0, 4) == 0) {
    NlJobVerdict verdict = random_verdict (before == NL_JOB_STATE_SENT);

    done = job_table_settle (world->table, hand, verdict);
    if (done)
      settle_model (world, job, verdict);
  } else if (before == NL_JOB_STATE_CLAIMED) {
    done = job_table_send (world->table, hand);
    if (done) {
      job->state = NL_JOB_STATE_SENT;
      job->calls++;
    }
  } else if (before == NL_JOB_STATE_SENT) {
    done = job_table_answer (world->table, hand, "{}");
    if (done)
      job->state = NL_JOB_STATE_ANSWERED;
  } else if (before == NL_JOB_STATE_ANSWERED) {
    done = job_table_apply (world->table, hand);
    if (done)
      apply_model (world, job);
  }
  g_assert_cmpint (done, ==, still_ours);
  if (!done || !nl_job_state_is_under_way (nl_job_get_state (hand)))
    g_clear_object (&world->hands[index]);
}

/* The process dies, and another begins. */
static void
die_and_recover (World *world)
{
  g_autoptr (GPtrArray) answered = NULL;

  for (guint i = 0; i < world->n_jobs; i++) {
    Model *job = &world->jobs[i];
    NlJobVerdict lost
        = { .kind = NL_JOB_VERDICT_RETRY, .perhaps_billed = job->state == NL_JOB_STATE_SENT };

    g_clear_object (&world->hands[i]);
    if (job->state == NL_JOB_STATE_CLAIMED || job->state == NL_JOB_STATE_SENT)
      settle_model (world, job, lost);
  }
  answered = job_table_recover (world->table);
  for (guint i = 0; i < answered->len; i++)
    for (guint j = 0; j < world->n_jobs; j++)
      if (world->jobs[j].id == nl_record_get_id (answered->pdata[i]))
        g_set_object (&world->hands[j], answered->pdata[i]);
}

static void
cancel_model (World *world, Model *job)
{
  if (nl_job_state_can_become (job->state, NL_JOB_STATE_CANCELLED)) {
    job->perhaps_billed += job->state == NL_JOB_STATE_SENT;
    job->state = NL_JOB_STATE_CANCELLED;
  }
  for (guint i = 0; i < world->n_jobs; i++) {
    Model *other = &world->jobs[i];

    if (other->dependency == (int) (job - world->jobs) && other->blocked
        && other->state != NL_JOB_STATE_CANCELLED && other->state != NL_JOB_STATE_APPLIED)
      cancel_model (world, other);
  }
}

static void
retry_model (World *world, Model *job)
{
  job->state = NL_JOB_STATE_WAITING;
  job->attempts = 0;
  job->not_before = 0;
  job->blocked = job->dependency >= 0 && world->jobs[job->dependency].state != NL_JOB_STATE_APPLIED;
}

static void
decide (World *world)
{
  Model *job = &world->jobs[g_test_rand_int_range (0, (gint32) world->n_jobs)];

  if (g_test_rand_bit ()) {
    g_assert_cmpint (job_table_decide (world->table, nl_job_queue_cancel, job->id), ==, -1);
    cancel_model (world, job);
  } else if (nl_job_state_is_under_way (job->state) || job->state == NL_JOB_STATE_APPLIED) {
    g_assert_cmpint (job_table_decide (world->table, nl_job_queue_retry, job->id), ==,
                     NL_JOB_ERROR_STATE);
  } else {
    g_assert_cmpint (job_table_decide (world->table, nl_job_queue_retry, job->id), ==, -1);
    retry_model (world, job);
  }
}

static void
let_time_pass (World *world)
{
  gint64 next = 0;

  world->now += g_test_rand_int_range (0, 3000);
  nl_clock_set_for_tests (world->now);
  for (guint i = 0; i < world->n_jobs; i++) {
    Model *job = &world->jobs[i];

    if (job->state != NL_JOB_STATE_WAITING || job->not_before == 0)
      continue;
    if (job->not_before <= world->now)
      job->not_before = 0;
    else if (next == 0 || job->not_before < next)
      next = job->not_before;
  }
  g_assert_cmpint (job_table_wake (world->table), ==, next);
}

static void
compare (World *world)
{
  for (guint i = 0; i < world->n_jobs; i++) {
    Model *job = &world->jobs[i];
    g_autoptr (NlJob) real = job_table_load (world->table, job->id);
    NlRecord *record = NL_RECORD (real);

    g_assert_cmpstr (nl_job_state_to_text (nl_job_get_state (real)), ==,
                     nl_job_state_to_text (job->state));
    g_assert_cmpint (nl_record_get_boolean (record, NL_JOB_BLOCKED), ==, job->blocked);
    g_assert_cmpint (nl_record_get_int64 (record, NL_JOB_ATTEMPTS), ==, job->attempts);
    g_assert_cmpint (nl_record_get_int64 (record, NL_JOB_PERHAPS_BILLED), ==, job->perhaps_billed);
    if (job->state == NL_JOB_STATE_WAITING)
      g_assert_cmpint (nl_record_get_int64 (record, NL_JOB_NOT_BEFORE), ==, job->not_before);
    /* The promises: an effect is there once at most, never before what it depends on. */
    g_assert_cmpuint (job->effects, <=, 1);
    g_assert_cmpuint (job->effects, ==, job->state == NL_JOB_STATE_APPLIED);
    if (job->effects == 1 && job->dependency >= 0)
      g_assert_cmpuint (world->jobs[job->dependency].effects, ==, 1);
  }
}

static void
run_schedule (const char *folder)
{
  g_autoptr (JobTable) table = job_table_open (folder);
  World world = { .table = table, .now = START };
  g_autofree char *answers = NULL;

  nl_clock_set_for_tests (world.now);
  add (&world);
  for (guint i = 0; i < STEPS; i++) {
    int dice = g_test_rand_int_range (0, 20);

    if (dice < 3)
      add (&world);
    else if (dice < 7)
      claim (&world);
    else if (dice < 14)
      go_on (&world);
    else if (dice < 16)
      let_time_pass (&world);
    else if (dice < 19)
      decide (&world);
    else
      die_and_recover (&world);
    compare (&world);
  }
  nl_clock_set_for_tests (0);
  for (guint i = 0; i < MAX_JOBS; i++)
    g_clear_object (&world.hands[i]);
  /* An answer is kept exactly as long as it is needed. */
  answers = job_table_ask (table, "SELECT count (*) FROM job_answers AS a FULL JOIN "
                                  "(SELECT id FROM jobs WHERE state = 'answered') AS j "
                                  "ON a.job_id = j.id WHERE a.job_id IS NULL OR j.id IS NULL");
  g_assert_cmpstr (answers, ==, "0");
}

static void
test_schedules (const char *folder)
{
  for (int i = 0; i < SCHEDULES; i++) {
    g_autofree char *own = g_strdup_printf ("%s/%d", folder, i);

    run_schedule (own);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/jobs/property/schedules", test_schedules);
  return g_test_run ();
}
