/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-openai-body.h"

#include <string.h>

#include "ai/nl-ai-json.h"

/* "At most 64 letters, digits, _ and -": OpenAI's document of Chat Completions. */
#define MAX_SCHEMA_NAME 64
/* Of an answer to be repaired: what was longer has other faults. */
#define MAX_REPAIRED (64 * 1024)

/**
 * nl_openai_habits_init:
 * @self: habits
 *
 * Nothing is known yet.
 */
void
nl_openai_habits_init (NlOpenaiHabits *self)
{
  self->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->structured = 0;
}

/**
 * nl_openai_habits_clear:
 * @self: habits
 *
 * Frees what is in them.
 */
void
nl_openai_habits_clear (NlOpenaiHabits *self)
{
  g_clear_pointer (&self->refused, g_hash_table_unref);
}

/**
 * nl_openai_habits_learn:
 * @self: habits
 * @preset: (nullable): whose server it is, when text or JSON was asked for; %NULL for a picture
 * @field: a field the server refused
 *
 * Notes that a request has to do without a field, or has to ask for JSON in another way.
 *
 * Returns: whether the next request is another one, so that asking again makes sense
 */
gboolean
nl_openai_habits_learn (NlOpenaiHabits *self, const NlProviderPreset *preset, const char *field)
{
  static const char *const ours[]
      = { "stream_options", "max_tokens", "max_completion_tokens", "size", "quality",
          "aspect_ratio",   "background", "response_format",       "n",    NULL };

  if (!g_strv_contains (ours, field))
    return FALSE;
  if (preset != NULL && g_str_equal (field, "response_format")
      && preset->structured[self->structured + 1] != NULL) {
    self->structured++;
    return TRUE;
  }
  return g_hash_table_add (self->refused, g_strdup (field));
}

static gboolean
takes (const NlOpenaiHabits *habits, const char *field)
{
  return !g_hash_table_contains (habits->refused, field);
}

static void
add_string (JsonBuilder *builder, const char *member, const char *value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, value);
}

static void
add_message (JsonBuilder *builder, const char *role, const char *content)
{
  json_builder_begin_object (builder);
  add_string (builder, "role", role);
  add_string (builder, "content", content);
  json_builder_end_object (builder);
}

static const char *
get_way (const NlOpenaiChat *chat)
{
  return chat->structured ? chat->preset->structured[chat->habits->structured] : NULL;
}

/* Servers that don't take a schema are told it: for the model, so not translated. */
static char *
dup_prompt (const NlOpenaiChat *chat)
{
  const char *prompt = nl_ai_request_get_prompt (chat->request);
  const char *way = get_way (chat);
  g_autofree char *schema = NULL;

  if (way == NULL || g_str_equal (way, "json_schema"))
    return g_strdup (prompt);
  schema = json_to_string (nl_ai_request_get_schema (chat->request), FALSE);
  return g_strconcat (prompt,
                      "\n\nAnswer with one JSON object that keeps this JSON Schema, and with "
                      "nothing else:\n",
                      schema, NULL);
}

static void
add_messages (JsonBuilder *builder, const NlOpenaiChat *chat)
{
  const char *instructions = nl_ai_request_get_instructions (chat->request);
  g_autofree char *prompt = dup_prompt (chat);

  json_builder_set_member_name (builder, "messages");
  json_builder_begin_array (builder);
  if (instructions != NULL && *instructions != '\0')
    add_message (builder, "system", instructions);
  add_message (builder, "user", prompt);
  if (chat->answer != NULL) {
    g_autofree char *answer
        = g_utf8_substring (chat->answer, 0, MIN (g_utf8_strlen (chat->answer, -1), MAX_REPAIRED));
    g_autofree char *complaint
        = g_strconcat ("That answer can’t be used: ", chat->complaint,
                       " Give the whole answer again, as one JSON object that keeps the schema, "
                       "and nothing else.",
                       NULL);

    add_message (builder, "assistant", answer);
    add_message (builder, "user", complaint);
  }
  json_builder_end_array (builder);
}

/* A word of a feature, as a schema's name. */
static char *
dup_schema_name (NlAiRequest *request)
{
  char *name = g_strndup (nl_ai_request_get_task (request), MAX_SCHEMA_NAME);

  g_strcanon (name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_-", '_');
  if (*name == '\0')
    g_set_str (&name, "answer");
  return name;
}

static void
add_response_format (JsonBuilder *builder, const NlOpenaiChat *chat)
{
  const char *way = get_way (chat);
  g_autofree char *name = NULL;

  if (way == NULL || g_str_equal (way, "prompt"))
    return;
  json_builder_set_member_name (builder, "response_format");
  json_builder_begin_object (builder);
  add_string (builder, "type", way);
  if (g_str_equal (way, "json_schema")) {
    name = dup_schema_name (chat->request);
    json_builder_set_member_name (builder, "json_schema");
    json_builder_begin_object (builder);
    add_string (builder, "name", name);
    json_builder_set_member_name (builder, "strict");
    json_builder_add_boolean_value (builder, TRUE);
    json_builder_set_member_name (builder, "schema");
    json_builder_add_value (builder, json_node_copy (nl_ai_request_get_schema (chat->request)));
    json_builder_end_object (builder);
  }
  json_builder_end_object (builder);
}

/* The two names of one field: who refuses the one takes the other. */
static void
add_length (JsonBuilder *builder, const NlOpenaiChat *chat)
{
  guint tokens = nl_ai_request_get_max_output_tokens (chat->request);
  const char *field = chat->preset->length_field;

  if (!takes (chat->habits, field))
    field = g_str_equal (field, "max_tokens") ? "max_completion_tokens" : "max_tokens";
  if (tokens == 0 || !takes (chat->habits, field))
    return;
  json_builder_set_member_name (builder, field);
  json_builder_add_int_value (builder, tokens);
}

static GBytes *
to_bytes (JsonBuilder *builder)
{
  g_autoptr (JsonNode) node = json_builder_get_root (builder);
  char *text = json_to_string (node, FALSE);

  return g_bytes_new_take (text, strlen (text));
}

/**
 * nl_openai_body_chat:
 * @chat: what to ask
 *
 * Returns: (transfer full): the body of a request to `/chat/completions`: nothing but the prompt,
 *   the instructions and the schema is in it of the request, never its facts
 */
GBytes *
nl_openai_body_chat (const NlOpenaiChat *chat)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_string (builder, "model", chat->model);
  add_messages (builder, chat);
  if (chat->stream) {
    json_builder_set_member_name (builder, "stream");
    json_builder_add_boolean_value (builder, TRUE);
    if (chat->preset->streams_usage && takes (chat->habits, "stream_options")) {
      json_builder_set_member_name (builder, "stream_options");
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "include_usage");
      json_builder_add_boolean_value (builder, TRUE);
      json_builder_end_object (builder);
    }
  }
  add_length (builder, chat);
  add_response_format (builder, chat);
  json_builder_end_object (builder);
  return to_bytes (builder);
}

/**
 * nl_openai_body_image:
 * @preset: whose server it is
 * @habits: what was learned of it
 * @request: what to draw
 * @model: by which model
 *
 * Returns: (transfer full) (nullable): the body of a request to `/images/generations`; %NULL when
 *   the provider makes no pictures
 */
GBytes *
nl_openai_body_image (const NlProviderPreset *preset,
                      const NlOpenaiHabits *habits,
                      NlAiRequest *request,
                      const char *model)
{
  const NlImageFamily *family = nl_provider_preset_find_images (preset, model);
  const NlAiImageWish *wish = nl_ai_request_get_image (request);
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *size = NULL;
  const char *size_field;

  if (family == NULL)
    return NULL;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_string (builder, "model", model);
  add_string (builder, "prompt", nl_ai_request_get_prompt (request));
  if (takes (habits, "n")) {
    json_builder_set_member_name (builder, "n");
    json_builder_add_int_value (builder, 1);
  }
  size = nl_image_family_choose_size (family, wish);
  size_field = family->sizing == NL_IMAGE_SIZING_ASPECT ? "aspect_ratio" : "size";
  if (size != NULL && takes (habits, size_field))
    add_string (builder, size_field, size);
  if (family->quality[wish->quality] != NULL && takes (habits, "quality"))
    add_string (builder, "quality", family->quality[wish->quality]);
  if (wish->transparent && family->can_be_transparent && takes (habits, "background"))
    add_string (builder, "background", "transparent");
  if (family->response_format != NULL && takes (habits, "response_format"))
    add_string (builder, "response_format", family->response_format);
  json_builder_end_object (builder);
  return to_bytes (builder);
}
