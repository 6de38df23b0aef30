/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What became of each provider that was asked, what it used, and whether it may have to be paid. */

#include "ai/nl-ai-attempt.h"

#include <string.h>

#include "ai/nl-ai-error.h"
#include "base/nl-clock.h"
#include "nl-test.h"

static void
test_describing (void)
{
  g_autoptr (GError) error = nl_ai_error_new (NL_AI_ERROR_SERVER, "It broke: 100%s.");
  g_autoptr (NlAiAttempt) answered = nl_ai_attempt_new ("a", "A", 1, TRUE, NULL);
  g_autoptr (NlAiAttempt) failed = nl_ai_attempt_new ("a", "A %d", 1, TRUE, error);
  g_autoptr (NlAiAttempt) skipped = nl_ai_attempt_new ("a", "A", 1, FALSE, error);
  g_autofree char *said_answered = nl_ai_attempt_describe (answered);
  g_autofree char *said_failed = nl_ai_attempt_describe (failed);
  g_autofree char *said_skipped = nl_ai_attempt_describe (skipped);

  g_assert_cmpstr (said_answered, ==, "A answered.");
  g_assert_cmpstr (said_failed, ==, "A %d: It broke: 100%s.");
  g_assert_cmpstr (said_skipped, ==, "A was not asked: It broke: 100%s.");
}

/* It keeps an error of its own: the one it was given goes on, and may change. */
static void
test_keeping (void)
{
  g_autoptr (GError) error = nl_ai_error_new (NL_AI_ERROR_RATE_LIMITED, "Slow down.");
  g_autoptr (NlAiAttempt) attempt = NULL;

  nl_clock_set_for_tests (G_GINT64_CONSTANT (1795340047000000));
  attempt = nl_ai_attempt_new ("a", "A", 7, TRUE, error);
  g_clear_error (&error);
  g_assert_error (nl_ai_attempt_get_error (attempt), NL_AI_ERROR, NL_AI_ERROR_RATE_LIMITED);
  g_assert_cmpint (nl_ai_attempt_get_began_at (attempt), ==, 7);
  g_assert_cmpint (nl_ai_attempt_get_ended_at (attempt), ==, G_GINT64_CONSTANT (1795340047000000));
  nl_clock_set_for_tests (0);
}

/* Who was asked and lost patience with may have done the work; so may who said what it used. */
static void
test_billing (void)
{
  for (int code = NL_AI_ERROR_UNSUPPORTED; code <= NL_AI_ERROR_OVERLOADED; code++) {
    const NlAiUsage known = { .known = TRUE, .input_tokens = 5 };
    const NlAiUsage unknown = { 0 };
    g_autoptr (GError) plain = nl_ai_error_new (code, "x");
    g_autoptr (GError) used = nl_ai_error_new (code, "x");
    g_autoptr (GError) unused = nl_ai_error_new (code, "x");
    g_autoptr (GError) marked = nl_ai_error_new (code, "x");
    g_autoptr (GError) copy = NULL;

    nl_ai_error_set_usage (used, &known);
    nl_ai_error_set_usage (unused, &unknown);
    nl_ai_error_set_perhaps_billed (marked);
    copy = g_error_copy (marked);
    g_assert_cmpint (nl_ai_error_is_perhaps_billed (plain), ==, code == NL_AI_ERROR_TIMEOUT);
    g_assert_cmpint (nl_ai_error_is_perhaps_billed (unused), ==, code == NL_AI_ERROR_TIMEOUT);
    g_assert_true (nl_ai_error_is_perhaps_billed (used));
    g_assert_true (nl_ai_error_is_perhaps_billed (copy));
    g_assert_null (nl_ai_error_get_usage (unused));
    g_assert_cmpint (nl_ai_error_get_usage (used)->input_tokens, ==, 5);
    {
      g_autoptr (NlAiAttempt) attempt = nl_ai_attempt_new ("a", "A", 1, TRUE, used);

      g_assert_true (nl_ai_attempt_is_perhaps_billed (attempt));
    }
  }
  {
    g_autoptr (NlAiAttempt) answered = nl_ai_attempt_new ("a", "A", 1, TRUE, NULL);
    g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "x");

    g_assert_false (nl_ai_attempt_is_perhaps_billed (answered));
    g_assert_false (nl_ai_error_is_perhaps_billed (other));
    g_assert_null (nl_ai_error_get_usage (other));
    g_assert_null (nl_ai_error_get_attempts (other));
  }
}

/* What several requests used is the sum, in the first currency that one of them named. */
static void
test_usage_adds_up (void)
{
  NlAiUsage total = { 0 };
  const NlAiUsage silent = { 0 };
  const NlAiUsage text = { .known = TRUE,
                           .input_tokens = 10,
                           .cached_tokens = 4,
                           .output_tokens = 7,
                           .reasoning_tokens = 5,
                           .cost_micros = 100,
                           .currency = "USD" };
  const NlAiUsage picture = { .known = TRUE, .images = 1, .cost_micros = 40, .currency = "EUR" };

  nl_ai_usage_add (&total, &silent);
  g_assert_false (total.known);
  g_assert_cmpstr (total.currency, ==, "");
  nl_ai_usage_add (&total, &text);
  nl_ai_usage_add (&total, &picture);
  nl_ai_usage_add (&total, &silent);
  g_assert_true (total.known);
  g_assert_cmpint (total.input_tokens, ==, 10);
  g_assert_cmpint (total.cached_tokens, ==, 4);
  g_assert_cmpint (total.output_tokens, ==, 7);
  g_assert_cmpint (total.reasoning_tokens, ==, 5);
  g_assert_cmpint (total.images, ==, 1);
  g_assert_cmpstr (total.currency, ==, "USD");
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/ai-attempt/describing", test_describing);
  g_test_add_func ("/ai-attempt/keeping", test_keeping);
  g_test_add_func ("/ai-attempt/billing", test_billing);
  g_test_add_func ("/ai-attempt/usage", test_usage_adds_up);
  return g_test_run ();
}
