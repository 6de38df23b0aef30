/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/nl-job-state.h"

#include <glib/gi18n-lib.h>

#define TO(state) (1u << NL_JOB_STATE_##state)

/* The words are what the database holds, so they never change. */
static const struct {
  const char *label;
  guint next; /* the states that can follow, as bits */
} STATES[NL_JOB_N_STATES] = {
  [NL_JOB_STATE_WAITING] = { N_ ("Waiting"), TO (CLAIMED) | TO (CANCELLED) },
  [NL_JOB_STATE_CLAIMED]
  = { N_ ("Being prepared"), TO (SENT) | TO (WAITING) | TO (FAILED) | TO (HELD) | TO (CANCELLED) },
  [NL_JOB_STATE_SENT]
  = { N_ ("Under way"), TO (ANSWERED) | TO (WAITING) | TO (FAILED) | TO (HELD) | TO (CANCELLED) },
  [NL_JOB_STATE_ANSWERED] = { N_ ("Being applied"), TO (APPLIED) | TO (WAITING) | TO (FAILED)
                                                        | TO (HELD) | TO (CANCELLED) },
  [NL_JOB_STATE_APPLIED] = { N_ ("Done"), 0 },
  [NL_JOB_STATE_FAILED] = { N_ ("Failed"), TO (WAITING) | TO (CANCELLED) },
  [NL_JOB_STATE_CANCELLED] = { N_ ("Cancelled"), TO (WAITING) },
  [NL_JOB_STATE_HELD] = { N_ ("Held"), TO (WAITING) | TO (CANCELLED) },
};

const char *const nl_job_state_texts[NL_JOB_N_STATES + 1] = {
  "waiting", "claimed", "sent", "answered", "applied", "failed", "cancelled", "held", NULL,
};

/**
 * nl_job_state_to_text:
 * @state: a state
 *
 * Returns: (transfer none): its word in the database and in JSON, such as "waiting"
 */
const char *
nl_job_state_to_text (NlJobState state)
{
  g_return_val_if_fail (state < NL_JOB_N_STATES, NULL);

  return nl_job_state_texts[state];
}

/**
 * nl_job_state_from_text:
 * @text: (nullable): a word of nl_job_state_to_text()
 * @state: (out): the state
 *
 * Returns: whether there is such a state
 */
gboolean
nl_job_state_from_text (const char *text, NlJobState *state)
{
  for (guint i = 0; i < NL_JOB_N_STATES; i++) {
    if (g_strcmp0 (text, nl_job_state_texts[i]) != 0)
      continue;
    *state = i;
    return TRUE;
  }
  return FALSE;
}

/**
 * nl_job_state_get_label:
 * @state: a state
 *
 * Returns: (transfer none): what people call it, translated
 */
const char *
nl_job_state_get_label (NlJobState state)
{
  g_return_val_if_fail (state < NL_JOB_N_STATES, NULL);

  return _ (STATES[state].label);
}

/**
 * nl_job_state_can_become:
 * @from: a state
 * @to: another
 *
 * Returns: whether a job can go from one to the other in one transaction
 */
gboolean
nl_job_state_can_become (NlJobState from, NlJobState to)
{
  g_return_val_if_fail (from < NL_JOB_N_STATES && to < NL_JOB_N_STATES, FALSE);

  return (STATES[from].next >> to & 1) != 0;
}

/**
 * nl_job_state_is_under_way:
 * @state: a state
 *
 * Returns: whether a runner works on such a job
 */
gboolean
nl_job_state_is_under_way (NlJobState state)
{
  return state == NL_JOB_STATE_CLAIMED || state == NL_JOB_STATE_SENT
         || state == NL_JOB_STATE_ANSWERED;
}

/**
 * nl_job_state_is_finished:
 * @state: a state
 *
 * Returns: whether nothing more happens to such a job unless a person wants it to
 */
gboolean
nl_job_state_is_finished (NlJobState state)
{
  return state == NL_JOB_STATE_APPLIED || state == NL_JOB_STATE_FAILED
         || state == NL_JOB_STATE_CANCELLED;
}
