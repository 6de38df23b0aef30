/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-ai-verdict.h"

#include "ai/nl-ai-attempt.h"
#include "ai/nl-ai-error.h"

/* For those who have too much to do and don't say until when. */
#define LATER (G_TIME_SPAN_MINUTE)
/* How long to wait before looking again whether there is a network, when nothing says so earlier.
 */
#define OFFLINE (30 * G_TIME_SPAN_SECOND)

static NlJobVerdictKind
get_kind (NlAiError code)
{
  switch (code) {
  case NL_AI_ERROR_OFFLINE:
    return NL_JOB_VERDICT_WAIT;
  case NL_AI_ERROR_UNREACHABLE:
  case NL_AI_ERROR_RATE_LIMITED:
  case NL_AI_ERROR_BAD_ANSWER:
  case NL_AI_ERROR_SERVER:
  case NL_AI_ERROR_TIMEOUT:
  case NL_AI_ERROR_OVERLOADED:
    return NL_JOB_VERDICT_RETRY;
  case NL_AI_ERROR_UNAUTHORIZED:
  case NL_AI_ERROR_OUT_OF_CREDIT:
  case NL_AI_ERROR_MODEL_GONE:
  case NL_AI_ERROR_INSECURE:
  case NL_AI_ERROR_FORBIDDEN:
  case NL_AI_ERROR_PRIVATE:
    return NL_JOB_VERDICT_HOLD;
  case NL_AI_ERROR_UNSUPPORTED:
  case NL_AI_ERROR_BAD_REQUEST:
  case NL_AI_ERROR_REFUSED:
  case NL_AI_ERROR_TOO_LONG:
  default:
    return NL_JOB_VERDICT_FAIL;
  }
}

static const char *
get_word (NlAiError code)
{
  static const char *const words[] = {
    [NL_AI_ERROR_UNSUPPORTED] = "unsupported",
    [NL_AI_ERROR_BAD_REQUEST] = "bad-request",
    [NL_AI_ERROR_REFUSED] = "refused",
    [NL_AI_ERROR_UNREACHABLE] = "unreachable",
    [NL_AI_ERROR_UNAUTHORIZED] = "unauthorized",
    [NL_AI_ERROR_RATE_LIMITED] = "rate-limited",
    [NL_AI_ERROR_OUT_OF_CREDIT] = "out-of-credit",
    [NL_AI_ERROR_MODEL_GONE] = "model-gone",
    [NL_AI_ERROR_BAD_ANSWER] = "bad-answer",
    [NL_AI_ERROR_SERVER] = "server",
    [NL_AI_ERROR_OFFLINE] = NL_JOB_CODE_OFFLINE,
    [NL_AI_ERROR_TIMEOUT] = "timeout",
    [NL_AI_ERROR_INSECURE] = "unsafe",
    [NL_AI_ERROR_FORBIDDEN] = "forbidden",
    [NL_AI_ERROR_TOO_LONG] = "too-long",
    [NL_AI_ERROR_OVERLOADED] = "overloaded",
    [NL_AI_ERROR_PRIVATE] = "private",
  };

  return (guint) code < G_N_ELEMENTS (words) ? words[code] : NL_JOB_CODE_FAILED;
}

/* Whoever was asked before this error may have to be paid all the same. */
static gboolean
is_perhaps_billed (const GError *error)
{
  GPtrArray *attempts = nl_ai_error_get_attempts (error);

  for (guint i = 0; attempts != NULL && i < attempts->len; i++)
    if (nl_ai_attempt_is_perhaps_billed (g_ptr_array_index (attempts, i)))
      return TRUE;
  return nl_ai_error_is_perhaps_billed (error);
}

/**
 * nl_ai_verdict:
 * @error: what went wrong when a provider was asked
 *
 * What becomes of a job whose provider gave no answer: for the judge of a job handler. A job that
 * asks once is held by the queue when the answer was perhaps paid for.
 *
 * Returns: the verdict
 */
NlJobVerdict
nl_ai_verdict (const GError *error)
{
  NlJobVerdict verdict;

  if (error->domain != NL_AI_ERROR)
    return nl_job_verdict_default (error);
  verdict = (NlJobVerdict) { .kind = get_kind ((NlAiError) error->code),
                             .code = get_word ((NlAiError) error->code),
                             .perhaps_billed = is_perhaps_billed (error) };
  if (verdict.kind == NL_JOB_VERDICT_RETRY || verdict.kind == NL_JOB_VERDICT_WAIT)
    verdict.delay = MAX (nl_ai_error_get_retry_after (error), 0) * G_TIME_SPAN_SECOND;
  if (error->code == NL_AI_ERROR_OVERLOADED && verdict.delay == 0)
    verdict.delay = LATER;
  else if (error->code == NL_AI_ERROR_OFFLINE)
    verdict.delay = OFFLINE;
  return verdict;
}
