/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "nl-test.h"
#include "openai-fixture.h"

#define GOOD "{\"name\":\"Ada\",\"age\":36}"

static DexFuture *
ask (Fixture *fixture)
{
  g_autoptr (NlAiRequest) request = fixture_request ();

  return nl_provider_generate_structured (fixture->provider, request, NULL);
}

static void
test_good (const char *folder)
{
  static const char *const answers[] = {
    GOOD,
    "Sure!\n```json\n" GOOD "\n```\nAnything else?",
    "<think>{\"name\":1}</think>" GOOD,
    "Of {course}: " GOOD,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++) {
    g_autoptr (Fixture) fixture = fixture_new ("openai");
    g_autoptr (NlAiResult) result = NULL;
    g_autoptr (JsonObject) body = NULL;
    JsonObject *format;

    fixture_say_text (fixture, answers[i], "stop");
    result = fixture_works (ask (fixture));
    g_assert_cmpstr (json_object_get_string_member (
                         json_node_get_object (nl_ai_result_get_node (result)), "name"),
                     ==, "Ada");
    g_assert_cmpuint (fixture_get_n_requests (fixture), ==, 1);
    body = fixture_get_body (fixture, 0);
    format = json_object_get_object_member (json_object_get_object_member (body, "response_format"),
                                            "json_schema");
    g_assert_true (json_object_get_boolean_member (format, "strict"));
    g_assert_cmpstr (json_object_get_string_member (format, "name"), ==, "persona");
    g_assert_true (json_object_has_member (format, "schema"));
  }
}

/* An answer that does not do goes back once, with what is wrong. */
static void
test_repair (const char *folder)
{
  g_autoptr (Fixture) fixture = fixture_new ("openai");
  g_autoptr (NlAiResult) result = NULL;
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *messages;
  const char *complaint;

  fixture_say_text (fixture, "{\"name\":\"Ada\"}", "stop");
  fixture_say_text (fixture, GOOD, "stop");
  result = fixture_works (ask (fixture));
  g_assert_cmpint (nl_ai_result_get_usage (result)->input_tokens, ==, 20);
  body = fixture_get_body (fixture, 1);
  messages = json_object_get_array_member (body, "messages");
  g_assert_cmpuint (json_array_get_length (messages), ==, 4);
  complaint
      = json_object_get_string_member (json_array_get_object_element (messages, 3), "content");
  g_assert_nonnull (strstr (complaint, "$.age"));

  nl_test_server_forget (fixture->server);
  fixture_say_text (fixture, "I can’t do JSON.", "stop");
  fixture_say_text (fixture, "Really not.", "stop");
  error = fixture_fails (ask (fixture), NL_AI_ERROR_BAD_ANSWER);
  g_assert_cmpuint (fixture_get_n_requests (fixture), ==, 2);
  /* It had to be paid for all the same. */
  g_assert_cmpint (nl_ai_error_get_usage (error)->output_tokens, ==, 10);
}

static void
test_not_whole (const char *folder)
{
  static const struct {
    const char *finish;
    NlAiError code;
  } cases[] = { { "length", NL_AI_ERROR_BAD_ANSWER }, { "content_filter", NL_AI_ERROR_REFUSED } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Fixture) fixture = fixture_new ("openai");
    g_autoptr (GError) error = NULL;

    fixture_say_text (fixture, GOOD, cases[i].finish);
    error = fixture_fails (ask (fixture), cases[i].code);
    g_assert_cmpuint (fixture_get_n_requests (fixture), ==, 1);
    g_assert_nonnull (nl_ai_error_get_usage (error));
  }
}

static void
test_refusal (const char *folder)
{
  g_autoptr (Fixture) fixture = fixture_new ("openai");
  g_autoptr (GError) error = NULL;

  fixture_say (fixture, "200 OK",
               "{\"choices\":[{\"index\":0,\"message\":{\"content\":null,\"refusal\":\"I’m sorry, "
               "no.\"},\"finish_reason\":\"stop\"}]}");
  error = fixture_fails (ask (fixture), NL_AI_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "I’m sorry, no."));
  g_assert_false (nl_ai_error_allows_fallback (error));
}

/* From the best way to ask for JSON to the one that every server takes. */
static void
test_ways (const char *folder)
{
  static const char refusal[]
      = "{\"error\":{\"message\":\"no\",\"type\":\"invalid_request_error\",\"param\":"
        "\"response_format.type\",\"code\":\"unsupported_value\"}}";
  g_autoptr (Fixture) fixture = fixture_new ("openai");
  g_autoptr (Fixture) studio = fixture_new ("lmstudio");
  g_autoptr (NlAiResult) result = NULL;
  g_autoptr (NlAiResult) other = NULL;
  g_autoptr (JsonObject) second = NULL;
  g_autoptr (JsonObject) third = NULL;
  g_autofree char *text = NULL;

  fixture_say (fixture, "400 Bad Request", refusal);
  fixture_say (fixture, "400 Bad Request", refusal);
  fixture_say_text (fixture, GOOD, "stop");
  result = fixture_works (ask (fixture));
  second = fixture_get_body (fixture, 1);
  g_assert_cmpstr (json_object_get_string_member (
                       json_object_get_object_member (second, "response_format"), "type"),
                   ==, "json_object");
  third = fixture_get_body (fixture, 2);
  g_assert_false (json_object_has_member (third, "response_format"));
  text = nl_test_server_dup_request (fixture->server, 2);
  g_assert_nonnull (strstr (text, "additionalProperties"));

  /* LM Studio has no json_object. */
  fixture_say (studio, "400 Bad Request", refusal);
  fixture_say_text (studio, GOOD, "stop");
  other = fixture_works (ask (studio));
  g_assert_cmpuint (fixture_get_n_requests (studio), ==, 2);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/ai/openai-structured/good", test_good);
  nl_test_add ("/ai/openai-structured/repair", test_repair);
  nl_test_add ("/ai/openai-structured/not-whole", test_not_whole);
  nl_test_add ("/ai/openai-structured/refusal", test_refusal);
  nl_test_add ("/ai/openai-structured/ways", test_ways);
  return g_test_run ();
}
