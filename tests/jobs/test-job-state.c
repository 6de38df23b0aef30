/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/nl-job-state.h"
#include "nl-test.h"

/* Every arrow of docs/jobs.svg, and no other. Rows: from; columns: to, in the order of the enum. */
static const char *const ARROWS[NL_JOB_N_STATES] = {
  [NL_JOB_STATE_WAITING] = ".x....x.",   [NL_JOB_STATE_CLAIMED] = "x.x..xxx",
  [NL_JOB_STATE_SENT] = "x..x.xxx",      [NL_JOB_STATE_ANSWERED] = "x...xxxx",
  [NL_JOB_STATE_APPLIED] = "........",   [NL_JOB_STATE_FAILED] = "x.....x.",
  [NL_JOB_STATE_CANCELLED] = "x.......", [NL_JOB_STATE_HELD] = "x.....x.",
};

static void
test_arrows (void)
{
  for (guint from = 0; from < NL_JOB_N_STATES; from++)
    for (guint to = 0; to < NL_JOB_N_STATES; to++)
      if (nl_job_state_can_become (from, to) != (ARROWS[from][to] == 'x'))
        g_error ("%s → %s", nl_job_state_to_text (from), nl_job_state_to_text (to));
}

static void
test_words (void)
{
  NlJobState state;

  for (guint i = 0; i < NL_JOB_N_STATES; i++) {
    g_assert_true (nl_job_state_from_text (nl_job_state_to_text (i), &state));
    g_assert_cmpuint (state, ==, i);
    g_assert_cmpstr (nl_job_state_get_label (i), !=, "");
  }
  g_assert_null (nl_job_state_texts[NL_JOB_N_STATES]);
  g_assert_false (nl_job_state_from_text ("sleeping", &state));
  g_assert_false (nl_job_state_from_text (NULL, &state));
}

static void
test_kinds (void)
{
  for (guint i = 0; i < NL_JOB_N_STATES; i++)
    g_assert_false (nl_job_state_is_finished (i) && nl_job_state_is_under_way (i));
  g_assert_true (nl_job_state_is_under_way (NL_JOB_STATE_ANSWERED));
  g_assert_true (nl_job_state_is_finished (NL_JOB_STATE_FAILED));
  g_assert_false (nl_job_state_is_finished (NL_JOB_STATE_HELD));
  g_assert_false (nl_job_state_is_under_way (NL_JOB_STATE_HELD));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/jobs/state/arrows", test_arrows);
  g_test_add_func ("/jobs/state/words", test_words);
  g_test_add_func ("/jobs/state/kinds", test_kinds);
  return g_test_run ();
}
