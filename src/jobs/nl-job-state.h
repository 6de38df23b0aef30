/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * NlJobState:
 * @NL_JOB_STATE_WAITING: nobody works on it; docs/jobs.md says for what it can wait
 * @NL_JOB_STATE_CLAIMED: a runner prepares it; nothing has left the machine
 * @NL_JOB_STATE_SENT: the provider may have seen it
 * @NL_JOB_STATE_ANSWERED: the answer is stored, its effect is not there yet
 * @NL_JOB_STATE_APPLIED: the effect is there
 * @NL_JOB_STATE_FAILED: given up; a person can retry it
 * @NL_JOB_STATE_CANCELLED: a person did not want it any more
 * @NL_JOB_STATE_HELD: goes on when a person says so
 *
 * Where a job is on its way.
 */
typedef enum {
  NL_JOB_STATE_WAITING,
  NL_JOB_STATE_CLAIMED,
  NL_JOB_STATE_SENT,
  NL_JOB_STATE_ANSWERED,
  NL_JOB_STATE_APPLIED,
  NL_JOB_STATE_FAILED,
  NL_JOB_STATE_CANCELLED,
  NL_JOB_STATE_HELD,
} NlJobState;

#define NL_JOB_N_STATES (NL_JOB_STATE_HELD + 1)

/* The words of the states, in their order, ended by NULL. */
extern const char *const nl_job_state_texts[NL_JOB_N_STATES + 1];

const char *nl_job_state_to_text (NlJobState state);
gboolean nl_job_state_from_text (const char *text, NlJobState *state);
const char *nl_job_state_get_label (NlJobState state);

gboolean nl_job_state_can_become (NlJobState from, NlJobState to);
gboolean nl_job_state_is_under_way (NlJobState state);
gboolean nl_job_state_is_finished (NlJobState state);

G_END_DECLS
