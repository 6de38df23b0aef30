/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "ai/nl-ai-json.h"
#include "ai/nl-openai-body.h"
#include "nl-test.h"

/* What we send, against OpenAI's own document of what it takes (data, not code). */

static JsonObject *schemas;

static JsonNode *
load_document (void)
{
  g_autofree char *path = nl_test_shared_file ("api-contracts/openai-subset.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (path == NULL)
    return NULL;
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_parser_steal_root (parser);
}

static gboolean accepts (JsonObject *schema, JsonNode *value);

static JsonObject *
resolve (JsonObject *schema)
{
  const char *reference;

  while ((reference = nl_ai_json_get_string (schema, "$ref")) != NULL) {
    schema = json_object_get_object_member (schemas, strrchr (reference, '/') + 1);
    g_assert_nonnull (schema);
  }
  return schema;
}

static JsonObject *
find_property (JsonObject *schema, const char *name)
{
  JsonArray *parts;
  JsonObject *found;

  schema = resolve (schema);
  found = nl_ai_json_get_object (nl_ai_json_get_object (schema, "properties"), name);
  parts = nl_ai_json_get_array (schema, "allOf");
  for (guint i = 0; found == NULL && parts != NULL && i < json_array_get_length (parts); i++)
    found = find_property (json_array_get_object_element (parts, i), name);
  return found;
}

static gboolean
has_required (JsonObject *schema, JsonObject *object)
{
  JsonArray *required;
  JsonArray *parts;

  schema = resolve (schema);
  required = nl_ai_json_get_array (schema, "required");
  parts = nl_ai_json_get_array (schema, "allOf");
  for (guint i = 0; required != NULL && i < json_array_get_length (required); i++)
    if (!json_object_has_member (object, json_array_get_string_element (required, i)))
      return FALSE;
  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    if (!has_required (json_array_get_object_element (parts, i), object))
      return FALSE;
  return TRUE;
}

/* Stricter than the document: the live service refuses what it does not name. */
static gboolean
accepts_object (JsonObject *schema, JsonObject *object)
{
  g_autoptr (GList) members = json_object_get_members (object);
  gboolean is_open
      = !json_object_has_member (schema, "properties") && !json_object_has_member (schema, "allOf");

  for (GList *item = members; !is_open && item != NULL; item = item->next) {
    JsonObject *property = find_property (schema, item->data);

    if (property == NULL || !accepts (property, json_object_get_member (object, item->data))) {
      g_test_message ("%s is not taken", (const char *) item->data);
      return FALSE;
    }
  }
  return has_required (schema, object);
}

static gboolean
accepts_one_of (JsonArray *choices, JsonNode *value)
{
  for (guint i = 0; i < json_array_get_length (choices); i++)
    if (accepts (json_array_get_object_element (choices, i), value))
      return TRUE;
  return FALSE;
}

static gboolean
accepts_type (JsonObject *schema, JsonNode *value)
{
  const char *type = nl_ai_json_get_string (schema, "type");
  JsonArray *words = nl_ai_json_get_array (schema, "enum");

  if (words != NULL) {
    for (guint i = 0; i < json_array_get_length (words); i++)
      if (json_node_equal (json_array_get_element (words, i), value))
        return TRUE;
    return FALSE;
  }
  if (g_strcmp0 (type, "string") == 0)
    return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING;
  if (g_strcmp0 (type, "integer") == 0)
    return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_INT64;
  if (g_strcmp0 (type, "boolean") == 0)
    return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN;
  if (g_strcmp0 (type, "object") == 0)
    return JSON_NODE_HOLDS_OBJECT (value);
  if (g_strcmp0 (type, "array") == 0)
    return JSON_NODE_HOLDS_ARRAY (value);
  return g_strcmp0 (type, "null") != 0;
}

static gboolean
accepts (JsonObject *schema, JsonNode *value)
{
  JsonArray *choices;

  schema = resolve (schema);
  choices = nl_ai_json_get_array (schema, "anyOf");
  if (choices == NULL)
    choices = nl_ai_json_get_array (schema, "oneOf");
  if (choices != NULL)
    return accepts_one_of (choices, value);
  if (!accepts_type (schema, value))
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (value))
    return accepts_object (schema, json_node_get_object (value));
  if (JSON_NODE_HOLDS_ARRAY (value) && nl_ai_json_get_object (schema, "items") != NULL) {
    JsonArray *array = json_node_get_array (value);

    for (guint i = 0; i < json_array_get_length (array); i++)
      if (!accepts (nl_ai_json_get_object (schema, "items"), json_array_get_element (array, i)))
        return FALSE;
  }
  return TRUE;
}

static void
assert_taken (const char *schema, GBytes *body)
{
  g_autoptr (JsonNode) node
      = nl_ai_json_parse (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), NULL);

  g_assert_nonnull (node);
  g_test_message ("%.*s", (int) g_bytes_get_size (body),
                  (const char *) g_bytes_get_data (body, NULL));
  g_assert_true (accepts (json_object_get_object_member (schemas, schema), node));
}

static NlAiRequest *
make_request (void)
{
  NlAiRequest *request = nl_ai_request_new ("a task, with signs", "fr", 7);
  g_autoptr (JsonNode) schema = json_from_string (
      "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"],"
      "\"additionalProperties\":false}",
      NULL);

  nl_ai_request_set_prompt (request, "Write.");
  nl_ai_request_set_instructions (request, "Be brief.");
  nl_ai_request_set_schema (request, schema);
  return request;
}

static gboolean
begin (JsonNode **document)
{
  *document = load_document ();
  if (*document == NULL)
    return FALSE;
  schemas = json_object_get_object_member (
      json_object_get_object_member (json_node_get_object (*document), "components"), "schemas");
  return TRUE;
}

/* The check itself can fail. */
static void
test_checker (const char *folder)
{
  g_autoptr (JsonNode) document = NULL;
  static const char *const wrong[] = {
    "{\"model\":\"m\"}",
    "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"colour\":1}",
    "{\"model\":\"m\",\"messages\":[{\"role\":\"nobody\",\"content\":\"a\"}]}",
    "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"stream\":\"yes\"}"
  };

  if (!begin (&document))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (JsonNode) node = json_from_string (wrong[i], NULL);

    g_assert_false (
        accepts (json_object_get_object_member (schemas, "CreateChatCompletionRequest"), node));
  }
}

static void
test_chat (const char *folder)
{
  g_autoptr (JsonNode) document = NULL;
  g_autoptr (NlAiRequest) request = make_request ();

  if (!begin (&document))
    return;
  for (guint i = 0; i < nl_provider_presets_get_n (); i++) {
    const NlProviderPreset *preset = nl_provider_presets_get (i);

    for (guint variant = 0; variant < 16; variant++) {
      NlOpenaiHabits habits;
      NlOpenaiChat chat = { .preset = preset,
                            .habits = &habits,
                            .request = request,
                            .model = "writer-1",
                            .stream = (variant & 1) != 0,
                            .structured = (variant & 2) != 0,
                            .answer = (variant & 8) != 0 ? "{}" : NULL,
                            .complaint = "no" };
      g_autoptr (GBytes) body = NULL;

      nl_openai_habits_init (&habits);
      habits.structured = variant % g_strv_length (preset->structured);
      nl_ai_request_set_max_output_tokens (request, (variant & 4) != 0 ? 100 : 0);
      body = nl_openai_body_chat (&chat);
      assert_taken ("CreateChatCompletionRequest", body);
      nl_openai_habits_clear (&habits);
    }
  }
}

static void
test_images (const char *folder)
{
  static const char *const models[]
      = { "dall-e-2",      "dall-e-3",    "gpt-image-1",        "gpt-image-1-mini",
          "gpt-image-1.5", "gpt-image-2", "gpt-image-2.6-flare" };
  static const NlAiImageWish wishes[] = { { 0, 0, NL_AI_IMAGE_QUALITY_AUTO, FALSE },
                                          { 512, 512, NL_AI_IMAGE_QUALITY_LOW, TRUE },
                                          { 1080, 1920, NL_AI_IMAGE_QUALITY_MEDIUM, FALSE },
                                          { 3000, 900, NL_AI_IMAGE_QUALITY_HIGH, TRUE } };
  g_autoptr (JsonNode) document = NULL;
  g_autoptr (NlAiRequest) request = make_request ();
  NlOpenaiHabits habits;

  if (!begin (&document))
    return;
  nl_openai_habits_init (&habits);
  for (gsize i = 0; i < G_N_ELEMENTS (models); i++) {
    for (gsize wish = 0; wish < G_N_ELEMENTS (wishes); wish++) {
      g_autoptr (GBytes) body = NULL;

      nl_ai_request_set_image (request, &wishes[wish]);
      body = nl_openai_body_image (nl_provider_preset_find ("openai"), &habits, request, models[i]);
      assert_taken ("CreateImageRequest", body);
    }
  }
  nl_openai_habits_clear (&habits);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/ai/openai-contract/checker", test_checker);
  nl_test_add ("/ai/openai-contract/chat", test_chat);
  nl_test_add ("/ai/openai-contract/images", test_images);
  return g_test_run ();
}
