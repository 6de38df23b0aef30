/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-openai-fault.h"

#include "ai/nl-ai-json.h"

/* A code is a word, or with llama.cpp, vLLM and Mistral a number. */
static char *
dup_word (JsonObject *object, const char *member)
{
  const char *text = nl_ai_json_get_string (object, member);
  gint64 number = nl_ai_json_get_int64 (object, member);

  if (text != NULL)
    return g_strdup (text);
  return number > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;
}

/* [{"type": …, "loc": ["body", "field"], "msg": …}], of servers that check bodies with Pydantic. */
static void
read_detail (NlOpenaiFault *self, JsonArray *detail)
{
  JsonObject *first = nl_ai_json_get_element (detail, 0);
  JsonArray *place = nl_ai_json_get_array (first, "loc");
  JsonNode *field = place != NULL && json_array_get_length (place) >= 2
                        ? json_array_get_element (place, 1)
                        : NULL;

  if (first == NULL)
    return;
  g_set_str (&self->type, nl_ai_json_get_string (first, "type"));
  g_set_str (&self->message, nl_ai_json_get_string (first, "msg"));
  if (field != NULL && JSON_NODE_HOLDS_VALUE (field)
      && json_node_get_value_type (field) == G_TYPE_STRING)
    g_set_str (&self->param, json_node_get_string (field));
}

static void
read_members (NlOpenaiFault *self, JsonObject *object)
{
  JsonObject *message = nl_ai_json_get_object (object, "message");

  self->code = dup_word (object, "code");
  self->type = g_strdup (nl_ai_json_get_string (object, "type"));
  self->param = g_strdup (nl_ai_json_get_string (object, "param"));
  self->message = g_strdup (nl_ai_json_get_string (object, "message"));
  read_detail (self, nl_ai_json_get_array (object, "detail"));
  read_detail (self, nl_ai_json_get_array (message, "detail"));
  if (self->message == NULL)
    self->message = g_strdup (nl_ai_json_get_string (object, "detail"));
}

/**
 * nl_openai_fault_new_from_node:
 * @body: what a server answered
 *
 * Reads an error in all the shapes that servers give it: `error` as an object or a text, at the top
 * level, in an array, with a `detail`.
 *
 * Returns: (transfer full): what it says; empty when it has none of those shapes
 */
NlOpenaiFault *
nl_openai_fault_new_from_node (JsonNode *body)
{
  NlOpenaiFault *self = g_new0 (NlOpenaiFault, 1);
  JsonObject *object = NULL;
  JsonObject *inner;

  if (JSON_NODE_HOLDS_ARRAY (body))
    object = nl_ai_json_get_element (json_node_get_array (body), 0);
  else if (JSON_NODE_HOLDS_OBJECT (body))
    object = json_node_get_object (body);
  if (object == NULL) {
    self->is_bare = TRUE;
    return self;
  }
  inner = nl_ai_json_get_object (object, "error");
  read_members (self, inner != NULL ? inner : object);
  if (nl_ai_json_get_string (object, "error") != NULL) {
    g_autofree char *decoded
        = g_uri_unescape_string (nl_ai_json_get_string (object, "error"), NULL);

    g_set_str (&self->message, decoded != NULL ? decoded : nl_ai_json_get_string (object, "error"));
  }
  self->is_bare = self->code == NULL && self->type == NULL && inner == NULL;
  return self;
}

/**
 * nl_openai_fault_new_from_bytes:
 * @body: (nullable): the beginning of what a server answered: JSON, HTML of a proxy, or nothing
 *
 * Returns: (transfer full): what it says
 */
NlOpenaiFault *
nl_openai_fault_new_from_bytes (GBytes *body)
{
  g_autoptr (JsonNode) node = NULL;
  NlOpenaiFault *self;

  if (body != NULL && g_bytes_get_size (body) > 0)
    node = nl_ai_json_parse (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), NULL);
  if (node != NULL)
    return nl_openai_fault_new_from_node (node);
  self = g_new0 (NlOpenaiFault, 1);
  self->is_bare = TRUE;
  return self;
}

/**
 * nl_openai_fault_free:
 * @self: (transfer full): a fault
 *
 * Frees @self.
 */
void
nl_openai_fault_free (NlOpenaiFault *self)
{
  g_free (self->code);
  g_free (self->type);
  g_free (self->param);
  g_free (self->message);
  g_free (self);
}

/**
 * nl_openai_fault_is:
 * @self: a fault
 * @words: (array zero-terminated=1): codes and types
 *
 * Returns: whether its code or its type is one of @words
 */
gboolean
nl_openai_fault_is (const NlOpenaiFault *self, const char *const *words)
{
  return (self->code != NULL && g_strv_contains (words, self->code))
         || (self->type != NULL && g_strv_contains (words, self->type));
}
