/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "nl-test.h"
#include "openai-fixture.h"

/* Keep-alive comments, a role alone, empty choices, thoughts, characters of four bytes, odd line
 * ends, an unknown chunk, and usage in the last one. */
#define STREAM                                                                                     \
  ": OPENROUTER PROCESSING\n\n"                                                                    \
  "data: {\"model\":\"tested-1-2026\",\"choices\":[{\"index\":0,\"delta\":{\"role\":"              \
  "\"assistant\",\"content\":\"\"},\"finish_reason\":null}],\"usage\":null}\r\n\r\n"               \
  ": ping\r\n"                                                                                     \
  "data:{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"<think>Hm, \"}}]}\n\n"                 \
  "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"well.</thi\"}}]}\n\n"                 \
  "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"nk>\\n\\nGrüße 🎉\"}}]}\r\r"          \
  "data: {\"choices\":[],\"moderation\":{}}\n\n"                                                   \
  "data:\n\n"                                                                                      \
  "data: {\"choices\":[{\"index\":1,\"delta\":{\"content\":\"not this\"}}]}\n\n"                   \
  "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\" aus \"}}]}\n\n"                      \
  "data: {\"choices\":[{\"index\":0,\"delta\":null}]}\n\n"                                         \
  "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Köln\"},\"obfuscation\":\"x\"}]}\n\n" \
  "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"                \
  "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}\n\n"             \
  "data: [DONE]\n\n"

#define TEXT "Grüße 🎉 aus Köln"
#define CHUNK(text) "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" text "\"}}]}\n\n"

static void
test_whole (const char *folder)
{
  g_autoptr (Fixture) fixture = fixture_new ("openai");
  g_autoptr (NlAiRequest) request = fixture_request ();
  g_autoptr (NlAiResult) result = NULL;
  g_autoptr (JsonObject) body = NULL;
  g_autofree char *head = NULL;
  const NlAiUsage *usage;
  JsonArray *messages;

  nl_ai_request_set_max_output_tokens (request, 99);
  fixture_say_text (fixture, TEXT, "stop");
  result = fixture_works (
      nl_provider_generate_text (fixture->provider, request, NULL, NULL, NULL, NULL));
  g_assert_cmpstr (nl_ai_result_get_text (result), ==, TEXT);
  g_assert_cmpstr (nl_ai_result_get_provider (result), ==, "openai");
  g_assert_cmpstr (nl_ai_result_get_model (result), ==, "tested-1-2026");
  g_assert_cmpstr (nl_ai_result_get_request_id (result), ==, "req_1");
  g_assert_cmpint (nl_ai_result_get_finish (result), ==, NL_AI_FINISH_COMPLETE);
  usage = nl_ai_result_get_usage (result);
  g_assert_true (usage->known);
  g_assert_cmpint (usage->input_tokens, ==, 10);
  g_assert_cmpint (usage->cached_tokens, ==, 4);
  g_assert_cmpint (usage->output_tokens, ==, 5);
  g_assert_cmpint (usage->reasoning_tokens, ==, 2);

  body = fixture_get_body (fixture, 0);
  g_assert_cmpstr (json_object_get_string_member (body, "model"), ==, "tested-1");
  g_assert_cmpint (json_object_get_int_member (body, "max_completion_tokens"), ==, 99);
  g_assert_false (json_object_has_member (body, "max_tokens"));
  g_assert_false (json_object_has_member (body, "temperature"));
  g_assert_false (json_object_has_member (body, "stream"));
  messages = json_object_get_array_member (body, "messages");
  g_assert_cmpuint (json_array_get_length (messages), ==, 2);
  head = nl_test_server_dup_request (fixture->server, 0);
  g_assert_true (g_str_has_prefix (head, "POST /v1/chat/completions HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (head, "\r\nAuthorization: Bearer " FIXTURE_KEY "\r\n"));
}

static void
test_stream (const char *folder)
{
  static const NlTestServerManner manners[]
      = { NL_TEST_SERVER_ALL, NL_TEST_SERVER_BYTE_BY_BYTE, NL_TEST_SERVER_HANG };

  /* A server that keeps the connection open after [DONE] is not waited for. */
  for (gsize i = 0; i < G_N_ELEMENTS (manners); i++) {
    g_autoptr (Fixture) fixture = fixture_new ("openai");
    g_autoptr (NlAiResult) result = NULL;
    g_autoptr (JsonObject) body = NULL;

    fixture_say_stream (fixture, manners[i], STREAM);
    result = fixture_works (fixture_ask_text (fixture, NULL));
    g_assert_cmpstr (nl_ai_result_get_text (result), ==, TEXT);
    g_assert_cmpstr (fixture->deltas->str, ==, TEXT);
    g_assert_cmpint (nl_ai_result_get_finish (result), ==, NL_AI_FINISH_COMPLETE);
    g_assert_cmpint (nl_ai_result_get_usage (result)->input_tokens, ==, 9);
    g_assert_cmpstr (nl_ai_result_get_model (result), ==, "tested-1-2026");
    body = fixture_get_body (fixture, 0);
    g_assert_true (json_object_get_boolean_member (body, "stream"));
    g_assert_true (json_object_get_boolean_member (
        json_object_get_object_member (body, "stream_options"), "include_usage"));
  }
}

/* Cut after each byte: what was handed over is the beginning of the text, and a text that is not
 * whole says so. */
static void
test_cut_anywhere (const char *folder)
{
  g_autoptr (Fixture) fixture = fixture_new ("openai");
  gsize end = strstr (STREAM, "\"stop\"") - STREAM;
  guint step = nl_test_rounds (1, 7);

  for (gsize length = 0; length < sizeof STREAM - 1; length += step) {
    g_autofree char *part = g_strndup (STREAM, length);
    g_autoptr (GError) error = NULL;
    g_autoptr (NlAiResult) result = NULL;

    g_string_truncate (fixture->deltas, 0);
    nl_test_server_forget (fixture->server);
    fixture_say_stream (fixture, length % 2 == 0 ? NL_TEST_SERVER_ALL : NL_TEST_SERVER_RESET, part);
    result = dex_await_object (fixture_ask_text (fixture, NULL), &error);
    g_assert_true (g_str_has_prefix (TEXT, fixture->deltas->str));
    if (result == NULL) {
      g_assert_true (error->domain == NL_AI_ERROR);
      g_assert_cmpint (nl_ai_error_get_retry (error), ==, NL_AI_RETRY_SOON);
      g_assert_cmpstr (fixture->deltas->str, ==, "");
      continue;
    }
    g_assert_cmpstr (nl_ai_result_get_text (result), ==, fixture->deltas->str);
    if (length < end)
      g_assert_cmpint (nl_ai_result_get_finish (result), ==, NL_AI_FINISH_INTERRUPTED);
    if (nl_ai_result_get_finish (result) == NL_AI_FINISH_COMPLETE)
      g_assert_cmpstr (nl_ai_result_get_text (result), ==, TEXT);
  }
}

static void
test_ends (const char *folder)
{
  static const struct {
    const char *events;
    NlAiFinish finish;
  } cases[] = {
    { CHUNK ("Hi") "data: {\"choices\":[{\"index\":0,\"finish_reason\":\"length\"}]}\n\n",
      NL_AI_FINISH_LENGTH },
    { CHUNK ("Hi") "data: {\"choices\":[{\"index\":0,\"finish_reason\":\"content_filter\"}]}\n\n",
      NL_AI_FINISH_FILTERED },
    { CHUNK ("Hi") "data: {\"choices\":[{\"index\":0,\"finish_reason\":\"odd\"}]}\n\n",
      NL_AI_FINISH_UNKNOWN },
    { CHUNK ("Hi") "data: [DONE]\n\ndata: [DONE]\n\n", NL_AI_FINISH_UNKNOWN },
    { CHUNK ("Hi") "data: {\"choices\":[{\"index\":0,\"finish_reason\":\"stop\"}]}",
      NL_AI_FINISH_COMPLETE },
    { CHUNK ("Hi") "data: {\"error\":{\"message\":\"gone\",\"type\":\"server_error\"}}\n\n",
      NL_AI_FINISH_INTERRUPTED },
    { CHUNK ("Hi") "data: {\"choices\":[{\"index\":0,\"delta\":{\"refusal\":\"No.\"}}]}\n\n",
      NL_AI_FINISH_FILTERED },
    { "data: {broken\n\n" CHUNK ("Hi") "data: [DONE]\n\n", NL_AI_FINISH_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Fixture) fixture = fixture_new ("openai");
    g_autoptr (NlAiResult) result = NULL;

    fixture_say_stream (fixture, NL_TEST_SERVER_ALL, cases[i].events);
    result = fixture_works (fixture_ask_text (fixture, NULL));
    g_assert_cmpstr (nl_ai_result_get_text (result), ==, "Hi");
    g_assert_cmpint (nl_ai_result_get_finish (result), ==, cases[i].finish);
  }
}

static void
test_nothing_said (const char *folder)
{
  static const struct {
    const char *events;
    NlAiError code;
  } cases[] = {
    { "data: {\"choices\":[{\"index\":0,\"delta\":{\"refusal\":\"I won’t.\"}}]}\n\ndata: "
      "[DONE]\n\n",
      NL_AI_ERROR_REFUSED },
    { "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"content_filter\"}]}\n\n",
      NL_AI_ERROR_REFUSED },
    { "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}]}\n\n",
      NL_AI_ERROR_BAD_ANSWER },
    { "data: {\"error\":{\"message\":\"x\",\"code\":\"insufficient_quota\"}}\n\n",
      NL_AI_ERROR_OUT_OF_CREDIT },
    { "data: {\"error\":{\"message\":\"x\",\"code\":503}}\n\n", NL_AI_ERROR_OVERLOADED },
    { "data: {\"error\":\"plain words\"}\n\n", NL_AI_ERROR_SERVER },
    { "data: [DONE]\n\n", NL_AI_ERROR_BAD_ANSWER },
    { "data: x\n\ndata: x\n\ndata: x\n\ndata: x\n\ndata: x\n\ndata: x\n\n" CHUNK ("late"),
      NL_AI_ERROR_BAD_ANSWER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Fixture) fixture = fixture_new ("openai");

    fixture_say_stream (fixture, NL_TEST_SERVER_ALL, cases[i].events);
    g_error_free (fixture_fails (fixture_ask_text (fixture, NULL), cases[i].code));
    g_assert_cmpstr (fixture->deltas->str, ==, "");
  }
}

/* A server that can't stream answers with JSON all the same. */
static void
test_stream_that_is_none (const char *folder)
{
  g_autoptr (Fixture) fixture = fixture_new ("local");
  g_autoptr (NlAiResult) result = NULL;

  fixture_say_text (fixture, "Bonjour", "stop");
  result = fixture_works (fixture_ask_text (fixture, NULL));
  g_assert_cmpstr (fixture->deltas->str, ==, "Bonjour");
  g_assert_cmpint (nl_ai_result_get_finish (result), ==, NL_AI_FINISH_COMPLETE);
}

static void
test_hang (const char *folder)
{
  g_autoptr (Fixture) fixture = fixture_new ("openai");
  g_autoptr (NlAiResult) result = NULL;
  DexFuture *hangup;

  fixture_set_patience (fixture, 50, nl_http_limits_default.idle);
  hangup = nl_test_server_wait_hangup (fixture->server);
  nl_test_server_say (fixture->server, NL_TEST_SERVER_HANG, "");
  g_error_free (fixture_fails (fixture_ask_text (fixture, NULL), NL_AI_ERROR_TIMEOUT));
  nl_test_await_ok (hangup);

  hangup = nl_test_server_wait_hangup (fixture->server);
  nl_test_server_forget (fixture->server);
  fixture_set_patience (fixture, nl_http_limits_default.first_byte, 50);
  fixture_say_stream (fixture, NL_TEST_SERVER_HANG, CHUNK ("Hi"));
  result = fixture_works (fixture_ask_text (fixture, NULL));
  g_assert_cmpint (nl_ai_result_get_finish (result), ==, NL_AI_FINISH_INTERRUPTED);
  nl_test_await_ok (hangup);
}

/* Cancelling frees the connection, before the answer and in the middle of it. */
static void
test_cancel (const char *folder)
{
  static const char *const events[] = { ": ping\n\n", CHUNK ("Hi") };

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++) {
    g_autoptr (Fixture) fixture = fixture_new ("openai");
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;
    DexFuture *arrived = nl_test_server_wait_request (fixture->server);
    DexFuture *hangup = nl_test_server_wait_hangup (fixture->server);
    DexFuture *answer;

    fixture_say_stream (fixture, NL_TEST_SERVER_HANG, events[i]);
    answer = fixture_ask_text (fixture, cancellable);
    nl_test_await_ok (arrived);
    if (i == 1)
      nl_test_await_ok (dex_ref (DEX_FUTURE (fixture->written)));
    g_cancellable_cancel (cancellable);
    g_assert_false (dex_await (answer, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    nl_test_await_ok (hangup);
  }
}

static void
test_too_much (const char *folder)
{
  g_autoptr (Fixture) fixture = fixture_new ("openai");
  g_autofree char *much = g_strnfill (9 * 1024 * 1024, 'x');
  g_autofree char *deep = g_strnfill (5000, '[');
  g_autoptr (GError) error = NULL;

  fixture_say (fixture, "200 OK", much);
  fixture_say (fixture, "200 OK", deep);
  g_error_free (fixture_fails (fixture_ask_text (fixture, NULL), NL_AI_ERROR_BAD_ANSWER));
  g_error_free (fixture_fails (fixture_ask_text (fixture, NULL), NL_AI_ERROR_BAD_ANSWER));
}

/* What a server does not know is left out, once, and not sent again. */
static void
test_refused_fields (const char *folder)
{
  g_autoptr (Fixture) fixture = fixture_new ("openai");
  g_autoptr (NlAiRequest) request = fixture_request ();
  g_autoptr (NlAiResult) result = NULL;
  g_autoptr (NlAiResult) again = NULL;
  g_autoptr (JsonObject) last = NULL;

  nl_ai_request_set_max_output_tokens (request, 99);
  fixture_say (fixture, "422 Unprocessable Entity",
               "{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\","
               "\"max_completion_tokens\"],\"msg\":\"Extra inputs are not permitted\"}]}");
  fixture_say_text (fixture, "one", "stop");
  fixture_say_text (fixture, "two", "stop");
  result = fixture_works (
      nl_provider_generate_text (fixture->provider, request, NULL, NULL, NULL, NULL));
  again = fixture_works (
      nl_provider_generate_text (fixture->provider, request, NULL, NULL, NULL, NULL));
  g_assert_cmpstr (nl_ai_result_get_text (again), ==, "two");
  g_assert_cmpuint (fixture_get_n_requests (fixture), ==, 3);
  last = fixture_get_body (fixture, 2);
  g_assert_false (json_object_has_member (last, "max_completion_tokens"));
  g_assert_cmpint (json_object_get_int_member (last, "max_tokens"), ==, 99);
}

static void
test_local_model (const char *folder)
{
  g_autoptr (Fixture) fixture = fixture_new ("ollama");
  g_autoptr (NlAiRequest) request = fixture_request ();
  g_autoptr (NlAiResult) result = NULL;
  g_autoptr (JsonObject) body = NULL;

  nl_ai_request_set_model (request, NULL);
  fixture_say (fixture, "200 OK",
               "{\"object\":\"list\",\"data\":[{\"id\":\"qwen\"},{\"id\":\"bge-embed\"},{}]}");
  fixture_say_text (fixture, "ok", "stop");
  result = fixture_works (
      nl_provider_generate_text (fixture->provider, request, NULL, NULL, NULL, NULL));
  body = fixture_get_body (fixture, 1);
  g_assert_cmpstr (json_object_get_string_member (body, "model"), ==, "qwen");
  nl_ai_request_set_prompt (request, NULL);
  g_error_free (
      fixture_fails (nl_provider_generate_text (fixture->provider, request, NULL, NULL, NULL, NULL),
                     NL_AI_ERROR_UNSUPPORTED));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/ai/openai-text/whole", test_whole);
  nl_test_add ("/ai/openai-text/stream", test_stream);
  nl_test_add ("/ai/openai-text/cut-anywhere", test_cut_anywhere);
  nl_test_add ("/ai/openai-text/ends", test_ends);
  nl_test_add ("/ai/openai-text/nothing-said", test_nothing_said);
  nl_test_add ("/ai/openai-text/stream-that-is-none", test_stream_that_is_none);
  nl_test_add ("/ai/openai-text/hang", test_hang);
  nl_test_add ("/ai/openai-text/cancel", test_cancel);
  nl_test_add ("/ai/openai-text/too-much", test_too_much);
  nl_test_add ("/ai/openai-text/refused-fields", test_refused_fields);
  nl_test_add ("/ai/openai-text/local-model", test_local_model);
  return g_test_run ();
}
