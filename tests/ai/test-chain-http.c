/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "ai/nl-provider-chain.h"
#include "nl-test.h"
#include "openai-fixture.h"

/* The chain and real servers, from the request to the bytes on the wire. */

static DexFuture *
no_sleep (guint milliseconds, GCancellable *cancellable, gpointer data)
{
  return dex_future_new_true ();
}

static double
no_chance (gpointer data)
{
  return 0;
}

static NlProviderChain *
make_chain (Fixture *first, Fixture *second)
{
  NlProviderChain *chain = nl_provider_chain_new ();
  NlProviderChainTiming timing = { no_sleep, no_chance, NULL };

  nl_provider_chain_set_timing_for_tests (chain, &timing);
  nl_provider_chain_add (chain, first->provider, FALSE);
  nl_provider_chain_add (chain, second->provider, FALSE);
  return chain;
}

static DexFuture *
ask (NlProviderChain *chain, GCancellable *cancellable)
{
  g_autoptr (NlAiRequest) request = fixture_request ();

  return nl_provider_generate_structured (NL_PROVIDER (chain), request, cancellable);
}

#define GOOD "{\"name\":\"Ada\",\"age\":36}"

/* Repaired once, asked once more, and then it is the next one's turn. */
static void
test_bad_answers (const char *folder)
{
  g_autoptr (Fixture) first = fixture_new ("openai");
  g_autoptr (Fixture) second = fixture_new ("mistral");
  g_autoptr (NlProviderChain) chain = make_chain (first, second);
  g_autoptr (NlAiResult) result = NULL;
  NlAiAttempt *attempt;

  fixture_say_text (first, "I’d rather write a poem.", "stop");
  fixture_say_text (second, GOOD, "stop");
  result = fixture_works (ask (chain, NULL));
  g_assert_cmpuint (fixture_get_n_requests (first), ==, 4);
  g_assert_cmpuint (fixture_get_n_requests (second), ==, 1);
  attempt = g_ptr_array_index (nl_ai_result_get_attempts (result), 0);
  /* It was paid for. */
  g_assert_true (nl_ai_attempt_is_perhaps_billed (attempt));
  g_assert_cmpint (nl_ai_error_get_usage (nl_ai_attempt_get_error (attempt))->output_tokens, ==,
                   10);
}

static void
test_broken_then_next (const char *folder)
{
  g_autoptr (Fixture) first = fixture_new ("openai");
  g_autoptr (Fixture) second = fixture_new ("mistral");
  g_autoptr (NlProviderChain) chain = make_chain (first, second);
  g_autoptr (NlAiResult) result = NULL;

  fixture_say (first, "502 Bad Gateway", "<html>");
  fixture_say_text (second, GOOD, "stop");
  result = fixture_works (ask (chain, NULL));
  g_assert_cmpuint (fixture_get_n_requests (first), ==, 3);
  g_assert_nonnull (strstr (nl_ai_result_get_reason (result), "Something is broken at Tested"));
}

static void
test_refused_stays (const char *folder)
{
  g_autoptr (Fixture) first = fixture_new ("openai");
  g_autoptr (Fixture) second = fixture_new ("mistral");
  g_autoptr (NlProviderChain) chain = make_chain (first, second);

  fixture_say (first, "400 Bad Request", "{\"error\":{\"code\":\"content_policy_violation\"}}");
  g_error_free (fixture_fails (ask (chain, NULL), NL_AI_ERROR_REFUSED));
  g_assert_cmpuint (fixture_get_n_requests (first), ==, 1);
  g_assert_cmpuint (fixture_get_n_requests (second), ==, 0);
}

static void
test_cancel (const char *folder)
{
  g_autoptr (Fixture) first = fixture_new ("openai");
  g_autoptr (Fixture) second = fixture_new ("mistral");
  g_autoptr (NlProviderChain) chain = make_chain (first, second);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  DexFuture *arrived = nl_test_server_wait_request (first->server);
  DexFuture *hangup = nl_test_server_wait_hangup (first->server);
  DexFuture *answer;

  nl_test_server_say (first->server, NL_TEST_SERVER_HANG, "");
  answer = ask (chain, cancellable);
  nl_test_await_ok (arrived);
  g_cancellable_cancel (cancellable);
  g_assert_false (dex_await (answer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  nl_test_await_ok (hangup);
  g_assert_cmpuint (fixture_get_n_requests (second), ==, 0);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/ai/chain-http/bad-answers", test_bad_answers);
  nl_test_add ("/ai/chain-http/broken-then-next", test_broken_then_next);
  nl_test_add ("/ai/chain-http/refused-stays", test_refused_stays);
  nl_test_add ("/ai/chain-http/cancel", test_cancel);
  return g_test_run ();
}
