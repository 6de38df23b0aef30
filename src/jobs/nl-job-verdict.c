/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/nl-job-verdict.h"

#include "net/nl-http-error.h"
#include "net/nl-secrets.h"
#include "store/nl-store-error.h"

/* How long to wait before looking again whether there is a network, when nothing says so earlier.
 */
#define OFFLINE_DELAY (30 * G_USEC_PER_SEC)
/* How long to leave a workspace alone that is locked, or on a full disk. */
#define STORE_DELAY (10 * G_USEC_PER_SEC)

static NlJobVerdict
judge_http (const GError *error)
{
  NlJobVerdict verdict = { .kind = NL_JOB_VERDICT_FAIL, .code = NL_JOB_CODE_FAILED };
  guint status = nl_http_error_get_status (error);

  if (error->code == NL_HTTP_ERROR_OFFLINE)
    return (NlJobVerdict) { NL_JOB_VERDICT_WAIT, NL_JOB_CODE_OFFLINE, OFFLINE_DELAY, FALSE };
  /* An answer says what happened; without one, nobody knows. */
  verdict.perhaps_billed = error->code != NL_HTTP_ERROR_STATUS && nl_http_error_was_sent (error);
  if (nl_http_error_is_temporary (error)) {
    verdict.kind = NL_JOB_VERDICT_RETRY;
    verdict.code = status == 429 ? "rate-limited" : status != 0 ? "server" : "unreachable";
    verdict.delay = MAX (nl_http_error_get_retry_after (error), 0);
  } else if (status == 401 || status == 403 || error->code == NL_HTTP_ERROR_TLS) {
    verdict.kind = NL_JOB_VERDICT_HOLD;
    verdict.code = status != 0 ? "unauthorized" : "unsafe";
  }
  return verdict;
}

/**
 * nl_job_verdict_default:
 * @error: what went wrong
 *
 * What becomes of a job when its handler has no opinion of its own. Without a network it waits;
 * what the server or the network may get over is tried again; a key, a certificate or a keyring is
 * for a person to look at; the rest fails.
 *
 * Returns: the verdict
 */
NlJobVerdict
nl_job_verdict_default (const GError *error)
{
  if (error->domain == NL_HTTP_ERROR)
    return judge_http (error);
  if (error->domain == NL_SECRETS_ERROR)
    return (NlJobVerdict) { .kind = NL_JOB_VERDICT_HOLD, .code = "keyring" };
  if (g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND))
    return (NlJobVerdict) { .kind = NL_JOB_VERDICT_FAIL, .code = "gone" };
  if (g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_LOCKED)
      || g_error_matches (error, NL_STORE_ERROR, NL_STORE_ERROR_DISK_FULL))
    return (NlJobVerdict) { NL_JOB_VERDICT_WAIT, "workspace", STORE_DELAY, FALSE };
  return (NlJobVerdict) { .kind = NL_JOB_VERDICT_FAIL, .code = NL_JOB_CODE_FAILED };
}
