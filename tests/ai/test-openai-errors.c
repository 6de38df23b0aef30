/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "nl-test.h"
#include "openai-fixture.h"

typedef struct {
  const char *preset;
  const char *status;
  const char *body;
  NlAiError code;
} Case;

#define OPENAI(code, type) \
  "{\"error\":{\"message\":\"Said.\",\"type\":\"" type "\",\"param\":null,\"code\":\"" code "\"}}"

static const Case cases[] = {
  { "openai", "401 Unauthorized",
    "{\"error\":{\"message\":\"Incorrect API key provided: " FIXTURE_KEY
    "\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_api_key\"}}",
    NL_AI_ERROR_UNAUTHORIZED },
  { "openai", "402 Payment Required", "", NL_AI_ERROR_OUT_OF_CREDIT },
  { "openai", "429 Too Many Requests", OPENAI ("insufficient_quota", "insufficient_quota"),
    NL_AI_ERROR_OUT_OF_CREDIT },
  { "openai", "429 Too Many Requests", OPENAI ("credit_balance_exhausted", "x"),
    NL_AI_ERROR_OUT_OF_CREDIT },
  { "openai", "404 Not Found", OPENAI ("model_not_found", "invalid_request_error"),
    NL_AI_ERROR_MODEL_GONE },
  { "openai", "403 Forbidden", OPENAI ("model_not_found", "invalid_request_error"),
    NL_AI_ERROR_MODEL_GONE },
  { "openai", "403 Forbidden",
    "{\"error\":{\"message\":\"Your organization must be verified\",\"type\":"
    "\"invalid_request_error\",\"param\":null,\"code\":null}}",
    NL_AI_ERROR_FORBIDDEN },
  { "openai", "429 Too Many Requests\r\nRetry-After: 7.2",
    OPENAI ("rate_limit_exceeded", "requests"), NL_AI_ERROR_RATE_LIMITED },
  { "openai", "500 Internal Server Error", OPENAI ("", "server_error"), NL_AI_ERROR_SERVER },
  { "openai", "502 Bad Gateway", "<html>Bad gateway</html>", NL_AI_ERROR_SERVER },
  { "openai", "504 Gateway Timeout", "", NL_AI_ERROR_SERVER },
  { "openai", "503 Service Unavailable",
    OPENAI ("server_is_overloaded", "service_unavailable_error"), NL_AI_ERROR_OVERLOADED },
  { "openai", "529 Overloaded", OPENAI ("", "overloaded_error"), NL_AI_ERROR_OVERLOADED },
  { "openai", "400 Bad Request", OPENAI ("context_length_exceeded", "invalid_request_error"),
    NL_AI_ERROR_TOO_LONG },
  { "openai", "413 Content Too Large", "", NL_AI_ERROR_TOO_LONG },
  { "openai", "400 Bad Request", OPENAI ("content_policy_violation", "x"), NL_AI_ERROR_REFUSED },
  { "openai", "400 Bad Request", OPENAI ("moderation_blocked", "image_generation_user_error"),
    NL_AI_ERROR_REFUSED },
  { "openai", "400 Bad Request", OPENAI ("", "invalid_request_error"), NL_AI_ERROR_BAD_REQUEST },
  { "xai", "400 Bad Request",
    "{\"code\":\"Client specified an invalid argument\",\"error\":\"Incorrect%20API%20key "
    "provided: " FIXTURE_KEY "\"}",
    NL_AI_ERROR_UNAUTHORIZED },
  { "xai", "400 Bad Request",
    "{\"code\":\"Client specified an invalid argument\",\"error\":\"Argument not supported: "
    "size\"}",
    NL_AI_ERROR_BAD_REQUEST },
  { "mistral", "400 Bad Request",
    "{\"object\":\"error\",\"message\":\"Invalid model: x\",\"type\":\"invalid_model\",\"code\":"
    "\"1500\"}",
    NL_AI_ERROR_MODEL_GONE },
  { "mistral", "422 Unprocessable Entity",
    "{\"object\":\"error\",\"message\":{\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\","
    "\"messages\"],\"msg\":\"Field required\"}]}}",
    NL_AI_ERROR_BAD_REQUEST },
  { "llamacpp", "503 Service Unavailable",
    "{\"error\":{\"code\":503,\"message\":\"Loading model\",\"type\":\"unavailable_error\"}}",
    NL_AI_ERROR_OVERLOADED },
  { "lmstudio", "400 Bad Request", "{\"error\":\"No models loaded.\"}", NL_AI_ERROR_BAD_REQUEST },
  { "ollama", "404 Not Found",
    "{\"error\":{\"message\":\"model 'x' not found\",\"type\":\"not_found_error\",\"param\":null,"
    "\"code\":null}}",
    NL_AI_ERROR_MODEL_GONE },
  { "vllm", "404 Not Found", "{\"detail\":\"Not Found\"}", NL_AI_ERROR_BAD_REQUEST },
  { "vllm", "404 Not Found",
    "{\"object\":\"error\",\"message\":\"The model `x` does not exist.\",\"type\":"
    "\"NotFoundError\",\"param\":null,\"code\":404}",
    NL_AI_ERROR_MODEL_GONE },
  { "other", "404 Not Found", "<html>nothing here</html>", NL_AI_ERROR_BAD_REQUEST },
  { "other", "429 Too Many Requests",
    "[{\"error\":{\"code\":429,\"message\":\"Slow.\",\"status\":\"RESOURCE_EXHAUSTED\"}}]",
    NL_AI_ERROR_RATE_LIMITED },
};

static void
test_shapes (const char *folder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Fixture) fixture = fixture_new (cases[i].preset);
    g_autoptr (GError) error = NULL;
    gboolean slow = strstr (cases[i].status, "Retry-After") != NULL;

    fixture_say (fixture, cases[i].status, cases[i].body);
    error = fixture_fails (fixture_ask_text (fixture, NULL), cases[i].code);
    g_assert_cmpuint (nl_ai_error_get_status (error), ==,
                      (guint) g_ascii_strtoull (cases[i].status, NULL, 10));
    g_assert_cmpstr (nl_ai_error_get_request_id (error), ==, "req_1");
    /* Rather too long than too short. */
    g_assert_cmpint (nl_ai_error_get_retry_after (error), ==, slow ? 8 : -1);
    g_assert_nonnull (strstr (error->message, "Tested"));
  }
}

/* What was learned from one answer holds for the next request: it does not even leave. */
static void
test_kept_below_limits (const char *folder)
{
  g_autoptr (Fixture) fixture = fixture_new ("openai");
  g_autoptr (NlAiResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = fixture_text_json ("ok", "stop");

  fixture_say (fixture,
               "200 OK\r\nx-ratelimit-limit-requests: 2\r\nx-ratelimit-remaining-requests: "
               "0\r\nx-ratelimit-reset-requests: 1m0s",
               json);
  result = fixture_works (fixture_ask_text (fixture, NULL));
  error = fixture_fails (fixture_ask_text (fixture, NULL), NL_AI_ERROR_RATE_LIMITED);
  g_assert_cmpint (nl_ai_error_get_retry_after (error), >=, 20);
  g_assert_cmpint (nl_ai_error_get_retry_after (error), <=, 30);
  g_assert_cmpuint (fixture_get_n_requests (fixture), ==, 1);
}

static void
test_network (const char *folder)
{
  g_autoptr (Fixture) fixture = fixture_new ("local");
  g_autoptr (GError) lost = NULL;
  g_autoptr (GError) refused = NULL;

  nl_test_server_say (fixture->server, NL_TEST_SERVER_RESET, "HTTP/1.1 2");
  lost = fixture_fails (fixture_ask_text (fixture, NULL), NL_AI_ERROR_UNREACHABLE);
  g_assert_true (nl_ai_error_is_perhaps_billed (lost));
  nl_test_server_forget (fixture->server);
  nl_test_server_say (fixture->server, NL_TEST_SERVER_ALL, "SSH-2.0-OpenSSH_9.9\r\n\r\n");
  g_error_free (fixture_fails (fixture_ask_text (fixture, NULL), NL_AI_ERROR_BAD_ANSWER));
  /* The key does not go to another host. */
  nl_test_server_forget (fixture->server);
  nl_test_server_say (fixture->server, NL_TEST_SERVER_ALL,
                      "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://localhost:1/v1\r\n"
                      "Content-Length: 0\r\n\r\n");
  g_error_free (fixture_fails (fixture_ask_text (fixture, NULL), NL_AI_ERROR_INSECURE));
  g_assert_cmpuint (fixture_get_n_requests (fixture), ==, 1);
  g_clear_pointer (&fixture->server, nl_test_server_free);
  refused = fixture_fails (fixture_ask_text (fixture, NULL), NL_AI_ERROR_UNREACHABLE);
  g_assert_false (nl_ai_error_is_perhaps_billed (refused));
  fixture->server = nl_test_server_new ();
}

/* Marks the words of servers as what they are: foreign. */
static void
test_foreign_words (const char *folder)
{
  g_autoptr (Fixture) fixture = fixture_new ("openai");
  g_autofree char *much = g_strnfill (9000, 'y');
  g_autofree char *body
      = g_strdup_printf ("{\"error\":{\"message\":\"a\\u001b[31m\\u202eb %s\"}}", much);
  g_autoptr (GError) error = NULL;

  fixture_say (fixture, "500 Oops", body);
  error = fixture_fails (fixture_ask_text (fixture, NULL), NL_AI_ERROR_SERVER);
  g_assert_null (strchr (error->message, '\033'));
  g_assert_null (strstr (error->message, "\342\200\256"));
  g_assert_cmpuint (strlen (error->message), <, 500);
}

typedef struct {
  const char *models;
  const char *chat;
  int code; /* -1: all is well */
} Check;

static void
test_check (const char *folder)
{
  static const Check checks[] = {
    { "200 OK", "200 OK", -1 },
    { "401 Unauthorized", NULL, NL_AI_ERROR_UNAUTHORIZED },
    { "404 Not Found", "200 OK", -1 },
    { "403 Forbidden", "200 OK", -1 },
    { "200 OK", "429 Too Many Requests", NL_AI_ERROR_OUT_OF_CREDIT },
    { "200 OK", "404 Not Found", NL_AI_ERROR_MODEL_GONE },
    { "500 Oops", NULL, NL_AI_ERROR_SERVER },
  };
  static const char *const faults[]
      = { OPENAI ("invalid_api_key", "x"), OPENAI ("insufficient_quota", "x"),
          OPENAI ("model_not_found", "x"), "" };

  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++) {
    g_autoptr (Fixture) fixture = fixture_new ("openai");
    const char *fault = checks[i].code == NL_AI_ERROR_OUT_OF_CREDIT ? faults[1]
                        : checks[i].code == NL_AI_ERROR_MODEL_GONE  ? faults[2]
                        : checks[i].code == NL_AI_ERROR_SERVER      ? faults[3]
                                                                    : faults[0];

    fixture_say (fixture, checks[i].models,
                 *checks[i].models == '2'
                     ? "{\"data\":[{\"id\":\"gpt-6.1-terra\"},{\"id\":\"gpt-image-2.6-flare\"}]}"
                     : fault);
    if (checks[i].chat != NULL && *checks[i].chat == '2')
      fixture_say_text (fixture, "", "length");
    else if (checks[i].chat != NULL)
      fixture_say (fixture, checks[i].chat, fault);
    if (checks[i].code < 0)
      nl_test_await_ok (nl_provider_check (fixture->provider, NULL));
    else
      g_error_free (
          fixture_fails (nl_provider_check (fixture->provider, NULL), (NlAiError) checks[i].code));
    g_assert_cmpuint (fixture_get_n_requests (fixture), ==, checks[i].chat != NULL ? 2 : 1);
  }
}

static void
test_models (const char *folder)
{
  g_autoptr (Fixture) fixture = fixture_new ("openai");
  g_autoptr (GListModel) models = NULL;
  g_autoptr (GError) error = NULL;
  const char *const dates[] = { "2026-12-11", NULL, "2027-02-03" };

  fixture_say (fixture, "200 OK",
               "{\"object\":\"list\",\"data\":[{\"id\":\"z\",\"shutdown_date\":\"2027-02-03\"},"
               "{\"id\":\"gpt-5\",\"shutdown_date\":null},{\"id\":\"m\",\"shutdown_date\":\"soon\"}"
               ",7,{\"id\":\"\"}]}");
  fixture_say (fixture, "200 OK", "{\"data\":{}}");
  models = dex_await_object (nl_provider_list_models (fixture->provider, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (models), ==, 3);
  for (guint i = 0; i < 3; i++) {
    g_autoptr (NlModel) model = g_list_model_get_item (models, i);

    g_assert_cmpstr (nl_model_get_shutdown_date (model), ==, dates[i]);
  }
  g_error_free (
      fixture_fails (nl_provider_list_models (fixture->provider, NULL), NL_AI_ERROR_BAD_ANSWER));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/ai/openai-errors/shapes", test_shapes);
  nl_test_add ("/ai/openai-errors/kept-below-limits", test_kept_below_limits);
  nl_test_add ("/ai/openai-errors/network", test_network);
  nl_test_add ("/ai/openai-errors/foreign-words", test_foreign_words);
  nl_test_add ("/ai/openai-errors/check", test_check);
  nl_test_add ("/ai/openai-errors/models", test_models);
  return g_test_run ();
}
