/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is sent to a server: everything it needs, nothing it refused, and never the facts. */

#include "ai/nl-openai-body.h"

#include <string.h>

#include "ai/nl-ai-json.h"
#include "nl-test.h"

static char *ways[] = { (char *) "json_schema", (char *) "json_object", (char *) "prompt", NULL };

static NlProviderPreset
make_preset (const char *length_field)
{
  return (NlProviderPreset) { .id = (char *) "test",
                              .length_field = (char *) length_field,
                              .structured = ways,
                              .streams_usage = TRUE };
}

static NlAiRequest *
make_request (void)
{
  NlAiRequest *request = nl_ai_request_new ("persona", "en", 1);
  g_autoptr (JsonNode) facts = json_from_string ("{\"private\":\"of the shop\"}", NULL);
  g_autoptr (JsonNode) schema = json_from_string ("{\"type\":\"object\"}", NULL);

  nl_ai_request_set_facts (request, facts);
  nl_ai_request_set_schema (request, schema);
  nl_ai_request_set_prompt (request, "Write “it”.\nNow.");
  return request;
}

static JsonNode *
send_chat (const NlOpenaiChat *chat)
{
  g_autoptr (GBytes) bytes = nl_openai_body_chat (chat);
  g_autoptr (GError) error = NULL;
  JsonNode *node = nl_ai_json_parse (g_bytes_get_data (bytes, NULL),
                                     (gssize) g_bytes_get_size (bytes), &error);

  g_assert_no_error (error);
  g_assert_null (g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                               "of the shop"));
  return node;
}

static const char *
get_message (JsonNode *body, guint index, const char *member)
{
  JsonArray *messages = nl_ai_json_get_array (json_node_get_object (body), "messages");

  return nl_ai_json_get_string (nl_ai_json_get_element (messages, index), member);
}

static guint
count_messages (JsonNode *body)
{
  return json_array_get_length (nl_ai_json_get_array (json_node_get_object (body), "messages"));
}

static void
test_messages (void)
{
  NlProviderPreset preset = make_preset ("max_tokens");
  g_autoptr (NlAiRequest) request = make_request ();
  g_auto (GStrv) none = NULL;
  NlOpenaiHabits habits;
  NlOpenaiChat chat = { .preset = &preset, .habits = &habits, .request = request, .model = "m" };
  g_autoptr (JsonNode) plain = NULL;
  g_autoptr (JsonNode) instructed = NULL;
  g_autoptr (JsonNode) repaired = NULL;

  nl_openai_habits_init (&habits);
  plain = send_chat (&chat);
  g_assert_cmpstr (nl_ai_json_get_string (json_node_get_object (plain), "model"), ==, "m");
  g_assert_cmpuint (count_messages (plain), ==, 1);
  g_assert_cmpstr (get_message (plain, 0, "role"), ==, "user");
  g_assert_cmpstr (get_message (plain, 0, "content"), ==, "Write “it”.\nNow.");
  g_assert_false (json_object_has_member (json_node_get_object (plain), "stream"));
  g_assert_false (json_object_has_member (json_node_get_object (plain), "response_format"));

  nl_ai_request_set_instructions (request, "Be kind.");
  instructed = send_chat (&chat);
  g_assert_cmpuint (count_messages (instructed), ==, 2);
  g_assert_cmpstr (get_message (instructed, 0, "role"), ==, "system");
  g_assert_cmpstr (get_message (instructed, 0, "content"), ==, "Be kind.");

  chat.answer = "{\"wrong\":1}";
  chat.complaint = "$.name is missing.";
  repaired = send_chat (&chat);
  g_assert_cmpuint (count_messages (repaired), ==, 4);
  g_assert_cmpstr (get_message (repaired, 2, "role"), ==, "assistant");
  g_assert_cmpstr (get_message (repaired, 2, "content"), ==, "{\"wrong\":1}");
  g_assert_nonnull (strstr (get_message (repaired, 3, "content"), "$.name is missing."));
  nl_openai_habits_clear (&habits);
}

/* An answer to be repaired is sent back in part only, cut between characters. */
static void
test_long_answers_are_cut (void)
{
  NlProviderPreset preset = make_preset ("max_tokens");
  g_autoptr (NlAiRequest) request = make_request ();
  g_autoptr (GString) answer = g_string_new (NULL);
  NlOpenaiHabits habits;
  NlOpenaiChat chat = { .preset = &preset, .habits = &habits, .request = request, .model = "m" };
  g_autoptr (JsonNode) body = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (answer, "é");
  nl_openai_habits_init (&habits);
  chat.answer = answer->str;
  chat.complaint = "Too long.";
  body = send_chat (&chat);
  g_assert_cmpint ((int) g_utf8_strlen (get_message (body, 1, "content"), -1), ==, 64 * 1024);
  nl_openai_habits_clear (&habits);
}

/* A server that refuses one way of asking for JSON is asked in the next, down to plain words. */
static void
test_ways_of_asking_for_json (void)
{
  NlProviderPreset preset = make_preset ("max_tokens");
  g_autoptr (NlAiRequest) request = make_request ();
  NlOpenaiHabits habits;
  NlOpenaiChat chat = {
    .preset = &preset, .habits = &habits, .request = request, .model = "m", .structured = TRUE
  };

  nl_openai_habits_init (&habits);
  for (guint way = 0; ways[way] != NULL; way++) {
    g_autoptr (JsonNode) body = send_chat (&chat);
    JsonObject *form = nl_ai_json_get_object (json_node_get_object (body), "response_format");
    JsonObject *schema = nl_ai_json_get_object (form, "json_schema");
    gboolean told = strstr (get_message (body, 0, "content"), "{\"type\":\"object\"}") != NULL;

    g_assert_cmpstr (nl_ai_json_get_string (form, "type"), ==, way < 2 ? ways[way] : NULL);
    g_assert_true ((schema != NULL) == (way == 0));
    /* Who is not given the schema is told it. */
    g_assert_cmpint (told, ==, way > 0);
    if (schema != NULL)
      g_assert_cmpstr (nl_ai_json_get_string (schema, "name"), ==, "persona");
    g_assert_true (nl_openai_habits_learn (&habits, &preset, "response_format"));
  }
  /* There is no further way. */
  g_assert_cmpuint (habits.structured, ==, 2);
  g_assert_false (nl_openai_habits_learn (&habits, &preset, "response_format"));
  nl_openai_habits_clear (&habits);
}

static void
test_schema_names (void)
{
  static const char *const NAMES[][2] = {
    { "persona", "persona" },
    { "message v2/é", "message_v2___" },
    { "", "answer" },
    { "0123456789012345678901234567890123456789012345678901234567890123456789",
      "0123456789012345678901234567890123456789012345678901234567890123" },
  };
  NlProviderPreset preset = make_preset ("max_tokens");
  g_autoptr (JsonNode) schema = json_from_string ("{}", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++) {
    g_autoptr (NlAiRequest) request = nl_ai_request_new (NAMES[i][0], "en", 1);
    NlOpenaiHabits habits;
    NlOpenaiChat chat = {
      .preset = &preset, .habits = &habits, .request = request, .model = "m", .structured = TRUE
    };
    g_autoptr (JsonNode) body = NULL;
    JsonObject *form;

    nl_ai_request_set_prompt (request, "x");
    nl_ai_request_set_schema (request, schema);
    nl_openai_habits_init (&habits);
    body = send_chat (&chat);
    form = nl_ai_json_get_object (json_node_get_object (body), "response_format");
    g_assert_cmpstr (nl_ai_json_get_string (nl_ai_json_get_object (form, "json_schema"), "name"),
                     ==, NAMES[i][1]);
    nl_openai_habits_clear (&habits);
  }
}

/* The two names of one field: who refuses the one is given the other, who refuses both neither. */
static void
test_lengths (void)
{
  static const char *const FIELDS[] = { "max_tokens", "max_completion_tokens" };

  for (guint first = 0; first < 2; first++) {
    NlProviderPreset preset = make_preset (FIELDS[first]);
    g_autoptr (NlAiRequest) request = make_request ();
    NlOpenaiHabits habits;
    NlOpenaiChat chat = { .preset = &preset, .habits = &habits, .request = request, .model = "m" };

    nl_ai_request_set_max_output_tokens (request, 900);
    nl_openai_habits_init (&habits);
    for (guint refused = 0; refused < 3; refused++) {
      g_autoptr (JsonNode) body = send_chat (&chat);
      JsonObject *object = json_node_get_object (body);

      g_assert_cmpint (nl_ai_json_get_int64 (object, FIELDS[first]), ==, refused == 0 ? 900 : 0);
      g_assert_cmpint (nl_ai_json_get_int64 (object, FIELDS[1 - first]), ==,
                       refused == 1 ? 900 : 0);
      if (refused < 2)
        g_assert_true (
            nl_openai_habits_learn (&habits, &preset, FIELDS[refused == 0 ? first : 1 - first]));
    }
    nl_openai_habits_clear (&habits);
  }
}

static void
test_habits (void)
{
  static const char *const OURS[] = { "stream_options", "size", "quality", "background", "n" };
  static const char *const NOT_OURS[] = { "messages", "model", "prompt", "", "temperature" };
  NlProviderPreset preset = make_preset ("max_tokens");
  g_autoptr (NlAiRequest) request = make_request ();
  NlOpenaiHabits habits;
  NlOpenaiChat chat
      = { .preset = &preset, .habits = &habits, .request = request, .model = "m", .stream = TRUE };
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) after = NULL;

  nl_openai_habits_init (&habits);
  before = send_chat (&chat);
  g_assert_true (nl_ai_json_get_boolean (json_node_get_object (before), "stream"));
  g_assert_true (json_object_has_member (json_node_get_object (before), "stream_options"));
  for (gsize i = 0; i < G_N_ELEMENTS (OURS); i++) {
    g_assert_true (nl_openai_habits_learn (&habits, &preset, OURS[i]));
    /* The same refusal again: asking once more would be asking the same. */
    g_assert_false (nl_openai_habits_learn (&habits, &preset, OURS[i]));
  }
  /* Without these there is no request, whatever a server says of them. */
  for (gsize i = 0; i < G_N_ELEMENTS (NOT_OURS); i++)
    g_assert_false (nl_openai_habits_learn (&habits, &preset, NOT_OURS[i]));
  after = send_chat (&chat);
  g_assert_true (nl_ai_json_get_boolean (json_node_get_object (after), "stream"));
  g_assert_false (json_object_has_member (json_node_get_object (after), "stream_options"));
  nl_openai_habits_clear (&habits);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/openai-body/messages", test_messages);
  g_test_add_func ("/openai-body/long-answers", test_long_answers_are_cut);
  g_test_add_func ("/openai-body/ways", test_ways_of_asking_for_json);
  g_test_add_func ("/openai-body/schema-names", test_schema_names);
  g_test_add_func ("/openai-body/lengths", test_lengths);
  g_test_add_func ("/openai-body/habits", test_habits);
  return g_test_run ();
}
