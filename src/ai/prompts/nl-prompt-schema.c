/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/prompts/nl-prompt-schema.h"

#include <gio/gio.h>

#include "ai/offline/nl-facts.h"

#define PERSONA_PATH "/ai/ninjalead/schemas/persona.json"

static JsonNode *
load (const char *path)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);

  g_return_val_if_fail (bytes != NULL, NULL);
  return json_from_string (g_bytes_get_data (bytes, NULL), NULL);
}

/* As strict as providers want it: each member required, no others allowed. */
static JsonNode *
wrap (JsonObject *properties)
{
  g_autoptr (GList) names = json_object_get_members (properties);
  JsonObject *schema = json_object_new ();
  JsonArray *required = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (GList *item = names; item != NULL; item = item->next)
    json_array_add_string_element (required, item->data);
  json_object_set_string_member (schema, "type", "object");
  json_object_set_object_member (schema, "properties", properties);
  json_object_set_array_member (schema, "required", required);
  json_object_set_boolean_member (schema, "additionalProperties", FALSE);
  json_node_take_object (node, schema);
  return node;
}

static JsonNode *
new_for_field (const char *field)
{
  g_autoptr (JsonNode) persona = load (PERSONA_PATH);
  JsonObject *all = nl_facts_object (json_node_get_object (persona), "properties");
  JsonObject *properties;

  if (field == NULL || !json_object_has_member (all, field))
    return NULL;
  properties = json_object_new ();
  json_object_set_member (properties, field, json_object_dup_member (all, field));
  return wrap (properties);
}

static JsonObject *
new_type (const char *type)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "type", type);
  return object;
}

static JsonNode *
new_for_parts (JsonArray *parts)
{
  JsonObject *properties = json_object_new ();

  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++) {
    JsonObject *part = nl_facts_element (parts, i);
    const char *name = nl_facts_string (part, "name");
    gboolean is_list = part != NULL && json_object_has_member (part, "list_max");
    JsonObject *type = new_type (is_list ? "array" : "string");

    if (is_list)
      json_object_set_object_member (type, "items", new_type ("string"));
    if (name != NULL)
      json_object_set_object_member (properties, name, type);
    else
      json_object_unref (type);
  }
  return wrap (properties);
}

/**
 * nl_prompt_schema_new:
 * @request: what is asked for
 *
 * Returns: (transfer full) (nullable): the JSON Schema of its answer; %NULL when that is plain text
 *   or a picture
 */
JsonNode *
nl_prompt_schema_new (NlAiRequest *request)
{
  const char *task = nl_ai_request_get_task (request);
  JsonNode *node = nl_ai_request_get_facts (request);
  JsonObject *facts
      = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (g_str_equal (task, "persona"))
    return load (PERSONA_PATH);
  if (g_str_equal (task, "persona-field"))
    return new_for_field (nl_facts_string (facts, "field"));
  if (g_str_equal (task, "message"))
    return new_for_parts (nl_facts_array (facts, "parts"));
  return NULL;
}
