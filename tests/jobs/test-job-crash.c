/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <signal.h>

#include "nl-test.h"

/* Whether the worker lived to the end. */
static gboolean
run_worker (const char *folder, int place, guint n_jobs)
{
  g_autofree char *place_word = g_strdup_printf ("%d", place);
  g_autofree char *jobs_word = g_strdup_printf ("%u", n_jobs);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) worker
      = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, g_getenv ("CRASH_WORKER"), folder,
                          place_word, jobs_word, NULL);

  g_assert_no_error (error);
  g_subprocess_wait (worker, NULL, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_if_signaled (worker)) {
    g_assert_cmpint (g_subprocess_get_term_sig (worker), ==, SIGKILL);
    return FALSE;
  }
  g_assert_cmpint (g_subprocess_get_exit_status (worker), ==, 0);
  return TRUE;
}

static void
assert_says (const char *database, const char *sql, const char *answer)
{
  g_autofree char *said = nl_test_sqlite3 (database, sql);

  g_assert_cmpstr (said, ==, answer);
}

/* What holds at every moment. */
static void
check_always (const char *folder)
{
  g_autofree char *database = g_build_filename (folder, "workspace.db", NULL);

  assert_says (database, "PRAGMA integrity_check; PRAGMA foreign_key_check", "ok");
  /* An effect is there exactly when its job says so, and once. */
  assert_says (database,
               "SELECT count (*) FROM jobs WHERE (state = 'applied') <> "
               "EXISTS (SELECT 1 FROM workspace WHERE key = 'effect-' || jobs.id)",
               "0");
  assert_says (database, "SELECT count (*) FROM workspace WHERE value <> '1'", "0");
  assert_says (database,
               "SELECT count (*) FROM jobs WHERE (state = 'answered') <> "
               "EXISTS (SELECT 1 FROM job_answers WHERE job_id = jobs.id)",
               "0");
}

/* How often the provider saw a job. */
static guint
count_calls (const char *folder, const char *id)
{
  g_autofree char *path = g_build_filename (folder, "calls", NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (!g_file_get_contents (path, &contents, NULL, NULL))
    return 0;
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    n += g_str_equal (lines[i], id);
  return n;
}

/* What holds when nothing is left to do. */
static void
check_done (const char *folder)
{
  g_autofree char *database = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *rows
      = nl_test_sqlite3 (database,
                         "SELECT id, state, ask_once, perhaps_billed FROM jobs ORDER BY id");
  g_auto (GStrv) lines = g_strsplit (rows, "\n", -1);

  check_always (folder);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) job = g_strsplit (lines[i], "|", -1);
    gboolean is_held = g_str_equal (job[1], "held");
    guint perhaps_billed = (guint) g_ascii_strtoull (job[3], NULL, 10);
    guint calls = count_calls (folder, job[0]);

    /* A picture is asked for once, and waits for a person when that came to nothing. */
    g_assert_true (is_held || g_str_equal (job[1], "applied"));
    if (g_str_equal (job[2], "1"))
      g_assert_cmpuint (calls, <=, 1);
    else
      g_assert_false (is_held);
    /* Every call is accounted for: by an effect, or as perhaps billed. */
    g_assert_cmpuint (calls, <=, perhaps_billed + !is_held);
    g_assert_cmpuint (calls, >=, !is_held);
  }
}

/* Dead at each place there is, then on from there. */
static void
test_each_place (const char *folder)
{
  gboolean lived = FALSE;
  int place;

  for (place = 1; !lived; place++) {
    g_autofree char *own = g_strdup_printf ("%s/%d", folder, place);

    lived = run_worker (own, place, 3);
    check_always (own);
    g_assert_true (run_worker (own, 0, 0));
    check_done (own);
  }
  /* Three jobs pass six places each. */
  g_assert_cmpint (place - 1, ==, 3 * 6 + 1);
}

/* Again and again, at random places, with more work each time. */
static void
test_again_and_again (const char *folder)
{
  for (int i = 0; i < nl_test_rounds (40, 8); i++) {
    run_worker (folder, g_test_rand_int_range (1, 12), 3);
    check_always (folder);
  }
  g_assert_true (run_worker (folder, 0, 0));
  check_done (folder);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/jobs/crash/each-place", test_each_place);
  nl_test_add ("/jobs/crash/again-and-again", test_again_and_again);
  return g_test_run ();
}
