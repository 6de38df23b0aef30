/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>

#include "ai/nl-ai-attempt.h"
#include "ai/nl-ai-error.h"
#include "ai/nl-ai-verdict.h"
#include "nl-test.h"

static void
test_codes (const char *folder)
{
  static const struct {
    NlAiError code;
    NlJobVerdictKind kind;
    const char *word;
    gint64 delay; /* in seconds, when the server asks for 7 */
    gboolean billed;
  } cases[] = {
    { NL_AI_ERROR_OFFLINE, NL_JOB_VERDICT_WAIT, NL_JOB_CODE_OFFLINE, 30, FALSE },
    { NL_AI_ERROR_RATE_LIMITED, NL_JOB_VERDICT_RETRY, "rate-limited", 7, FALSE },
    { NL_AI_ERROR_OVERLOADED, NL_JOB_VERDICT_RETRY, "overloaded", 7, FALSE },
    { NL_AI_ERROR_SERVER, NL_JOB_VERDICT_RETRY, "server", 7, FALSE },
    { NL_AI_ERROR_TIMEOUT, NL_JOB_VERDICT_RETRY, "timeout", 7, TRUE },
    { NL_AI_ERROR_UNAUTHORIZED, NL_JOB_VERDICT_HOLD, "unauthorized", 0, FALSE },
    { NL_AI_ERROR_OUT_OF_CREDIT, NL_JOB_VERDICT_HOLD, "out-of-credit", 0, FALSE },
    { NL_AI_ERROR_MODEL_GONE, NL_JOB_VERDICT_HOLD, "model-gone", 0, FALSE },
    { NL_AI_ERROR_PRIVATE, NL_JOB_VERDICT_HOLD, "private", 0, FALSE },
    { NL_AI_ERROR_REFUSED, NL_JOB_VERDICT_FAIL, "refused", 0, FALSE },
    { NL_AI_ERROR_UNSUPPORTED, NL_JOB_VERDICT_FAIL, "unsupported", 0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = nl_ai_error_new (cases[i].code, "It did not work.");
    NlJobVerdict verdict;

    nl_ai_error_set_retry_after (error, 7);
    verdict = nl_ai_verdict (error);
    g_assert_cmpint (verdict.kind, ==, cases[i].kind);
    g_assert_cmpstr (verdict.code, ==, cases[i].word);
    g_assert_cmpint (verdict.delay, ==, cases[i].delay * G_TIME_SPAN_SECOND);
    g_assert_true (verdict.perhaps_billed == cases[i].billed);
  }
  for (int code = NL_AI_ERROR_UNSUPPORTED; code <= NL_AI_ERROR_PRIVATE; code++) {
    g_autoptr (GError) error = nl_ai_error_new ((NlAiError) code, "x");

    g_assert_nonnull (nl_ai_verdict (error).code);
  }
}

/* Also when it was an earlier one that perhaps worked for nothing. */
static void
test_attempts (const char *folder)
{
  g_autoptr (GError) lost = nl_ai_error_new (NL_AI_ERROR_TIMEOUT, "Too late.");
  g_autoptr (GError) error = nl_ai_error_new (NL_AI_ERROR_UNAUTHORIZED, "No key.");
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");
  g_autoptr (GPtrArray) attempts = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (attempts, nl_ai_attempt_new ("a", "A", 1, TRUE, lost));
  nl_ai_error_set_attempts (error, attempts);
  g_assert_true (nl_ai_verdict (error).perhaps_billed);
  g_assert_cmpint (nl_ai_verdict (other).kind, ==, NL_JOB_VERDICT_FAIL);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/ai/verdict/codes", test_codes);
  nl_test_add ("/ai/verdict/attempts", test_attempts);
  return g_test_run ();
}
