/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NlJobVerdictKind:
 * @NL_JOB_VERDICT_RETRY: asking again may help: later, and not for ever
 * @NL_JOB_VERDICT_WAIT: it was not the job's turn, as without a network: no attempt is counted
 * @NL_JOB_VERDICT_HOLD: a person has to do something first
 * @NL_JOB_VERDICT_FAIL: asking again would not help
 *
 * What becomes of a job after something went wrong.
 */
typedef enum {
  NL_JOB_VERDICT_RETRY,
  NL_JOB_VERDICT_WAIT,
  NL_JOB_VERDICT_HOLD,
  NL_JOB_VERDICT_FAIL,
} NlJobVerdictKind;

/* Codes of the queue's own; handlers have theirs. */
#define NL_JOB_CODE_ANSWER_LOST "answer-lost"
#define NL_JOB_CODE_GAVE_UP "gave-up"
#define NL_JOB_CODE_NO_HANDLER "no-handler"
#define NL_JOB_CODE_OFFLINE "offline"
#define NL_JOB_CODE_FAILED "failed"

/**
 * NlJobVerdict:
 * @kind: what becomes of the job
 * @code: (not nullable): a static word for the reason, such as "offline"
 * @delay: how many microseconds it waits at least
 * @perhaps_billed: whether the provider may have done, and charged for, what was asked
 *
 * What a handler says about an error.
 */
typedef struct {
  NlJobVerdictKind kind;
  const char *code;
  gint64 delay;
  gboolean perhaps_billed;
} NlJobVerdict;

/**
 * NlJobPolicy:
 * @max_attempts: after how many a job fails
 * @backoff_base: the longest wait after the first attempt, in microseconds
 * @backoff_cap: the longest wait after any
 *
 * How patient the queue is.
 */
typedef struct {
  guint max_attempts;
  gint64 backoff_base;
  gint64 backoff_cap;
} NlJobPolicy;

extern const NlJobPolicy nl_job_policy_default;

NlJobVerdict nl_job_verdict_default (const GError *error);

G_END_DECLS
