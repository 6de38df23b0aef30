/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-provider-retry.h"

#include "ai/nl-ai-error.h"
#include "net/nl-backoff.h"

#define MAX_TRIES 3
/* Of those that have too much to do, or whose answers can't be used. */
#define MAX_LATE_TRIES 2
#define BACKOFF_BASE G_TIME_SPAN_SECOND
#define LATE_BACKOFF_BASE (5 * G_TIME_SPAN_SECOND)
#define BACKOFF_CAP (15 * G_TIME_SPAN_SECOND)
/* Who asks for more patience is left to the queue; meanwhile the next one is asked. */
#define MAX_WAIT (20 * G_TIME_SPAN_SECOND)

/**
 * nl_provider_retry_get_delay:
 * @error: why a provider gave no answer
 * @flags: what was asked for
 * @tries: how often it was asked
 * @random: from 0 up to, not including, 1
 *
 * Decides whether the same provider is asked again. For a picture it is only when that surely was
 * not made.
 *
 * Returns: how many microseconds to wait before; -1: it is not asked
 */
gint64
nl_provider_retry_get_delay (const GError *error,
                             NlProviderRetryFlags flags,
                             guint tries,
                             double random)
{
  NlAiRetry retry = nl_ai_error_get_retry (error);
  gboolean is_late = retry == NL_AI_RETRY_LATER;
  gboolean is_bad = g_error_matches (error, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER);
  gint64 delay;

  if (retry != NL_AI_RETRY_SOON && !is_late)
    return -1;
  if (tries >= (is_late || is_bad ? MAX_LATE_TRIES : MAX_TRIES)
      || (flags & NL_PROVIDER_RETRY_HANDED_OVER) != 0)
    return -1;
  if ((flags & NL_PROVIDER_RETRY_IMAGE) != 0
      && (is_bad || g_error_matches (error, NL_AI_ERROR, NL_AI_ERROR_SERVER)))
    return -1;
  if (is_bad)
    return 0;
  delay = nl_backoff_delay (tries, is_late ? LATE_BACKOFF_BASE : BACKOFF_BASE, BACKOFF_CAP, random)
          + MAX (nl_ai_error_get_retry_after (error), 0) * G_TIME_SPAN_SECOND;
  return delay <= MAX_WAIT ? delay : -1;
}

/**
 * nl_provider_retry_allows_next:
 * @error: why a provider gave no answer
 * @flags: what was asked for
 * @credit_fallback: whether the next one may be asked when the account is out of credit
 *
 * Decides whether the next provider is asked. What the user has to mend, and what was refused, goes
 * no further. A text that was perhaps written and lost may be asked for again, a picture may not.
 *
 * Returns: whether it is
 */
gboolean
nl_provider_retry_allows_next (const GError *error,
                               NlProviderRetryFlags flags,
                               gboolean credit_fallback)
{
  if (error->domain != NL_AI_ERROR || (flags & NL_PROVIDER_RETRY_HANDED_OVER) != 0)
    return FALSE;
  if (error->code == NL_AI_ERROR_OUT_OF_CREDIT)
    return credit_fallback;
  if (error->code == NL_AI_ERROR_TIMEOUT)
    return (flags & NL_PROVIDER_RETRY_IMAGE) == 0;
  return nl_ai_error_allows_fallback (error);
}

/**
 * nl_provider_retry_keep_better:
 * @best: (inout) (nullable): what is kept
 * @error: (transfer full): another failure
 *
 * Keeps of several failures the one that tells best what to do: the first after which trying again
 * helps, else the first.
 */
void
nl_provider_retry_keep_better (GError **best, GError *error)
{
  if (*best == NULL
      || (nl_ai_error_get_retry (*best) == NL_AI_RETRY_NEVER
          && nl_ai_error_get_retry (error) != NL_AI_RETRY_NEVER)) {
    g_clear_error (best);
    *best = error;
  } else {
    g_error_free (error);
  }
}
