/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-ai-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-ai-error.h"

static gboolean
set_bad_answer (GError **error, const char *message)
{
  g_propagate_error (error, nl_ai_error_new (NL_AI_ERROR_BAD_ANSWER, message));
  return FALSE;
}

/* A parser that calls itself for each level must not be given more levels than its stack has. */
static gboolean
is_too_deep (const char *text, gsize length)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++) {
    char c = text[i];

    if (in_string && c == '\\')
      i++;
    else if (c == '"')
      in_string = !in_string;
    else if (!in_string && (c == '{' || c == '['))
      depth++;
    else if (!in_string && (c == '}' || c == ']') && depth > 0)
      depth--;
    if (depth > NL_AI_JSON_MAX_DEPTH)
      return TRUE;
  }
  return FALSE;
}

/**
 * nl_ai_json_parse:
 * @text: what a server sent
 * @length: its length in bytes; -1 when it ends with a zero
 * @error: return location for %NL_AI_ERROR_BAD_ANSWER
 *
 * Parses JSON that nobody vouches for.
 *
 * Returns: (transfer full) (nullable): the value, sealed
 */
JsonNode *
nl_ai_json_parse (const char *text, gssize length, GError **error)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *valid = NULL;
  JsonNode *root;

  /* Of no bytes at all there is perhaps not even an address. */
  if (size == 0) {
    set_bad_answer (error, _ ("The answer is not valid JSON."));
    return NULL;
  }
  /* The parser counts in characters of UTF-8, and stops at a zero. */
  if (!g_utf8_validate_len (text, size, NULL)) {
    valid = g_utf8_make_valid (text, (gssize) size);
    text = valid;
    size = strlen (valid);
  }
  if (is_too_deep (text, size)) {
    set_bad_answer (error, _ ("The answer is nested too deeply to make sense."));
    return NULL;
  }
  if (!json_parser_load_from_data (parser, text, (gssize) size, NULL)
      || (root = json_parser_steal_root (parser)) == NULL) {
    set_bad_answer (error, _ ("The answer is not valid JSON."));
    return NULL;
  }
  return root;
}

/* The end of the value that begins at @start; %NULL when it does not end. */
static const char *
find_end (const char *start)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (const char *c = start; *c != '\0'; c++) {
    if (in_string && *c == '\\' && c[1] != '\0')
      c++;
    else if (*c == '"')
      in_string = !in_string;
    else if (!in_string && (*c == '{' || *c == '['))
      depth++;
    else if (!in_string && (*c == '}' || *c == ']') && --depth == 0)
      return c + 1;
  }
  return NULL;
}

/**
 * nl_ai_json_extract:
 * @text: what a model wrote
 * @error: return location for %NL_AI_ERROR_BAD_ANSWER
 *
 * Finds the JSON object in a text: models put it into a Markdown fence, or words before and after
 * it, also when they were told not to.
 *
 * Returns: (transfer full) (nullable): the object, sealed
 */
JsonNode *
nl_ai_json_extract (const char *text, GError **error)
{
  const char *start = text;

  g_return_val_if_fail (text != NULL, NULL);

  /* A few beginnings only: each is searched to its end. */
  for (guint tries = 0; tries < 8 && (start = strchr (start, '{')) != NULL; tries++) {
    const char *end = find_end (start);
    g_autoptr (JsonNode) node = NULL;

    if (end != NULL)
      node = nl_ai_json_parse (start, end - start, NULL);
    if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
      return g_steal_pointer (&node);
    start++;
  }
  set_bad_answer (error, _ ("The answer is not valid JSON."));
  return NULL;
}

static JsonNode *
get_node (JsonObject *object, const char *member)
{
  return object != NULL ? json_object_get_member (object, member) : NULL;
}

/**
 * nl_ai_json_get_string:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the text, when there is one
 */
const char *
nl_ai_json_get_string (JsonObject *object, const char *member)
{
  JsonNode *node = get_node (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/**
 * nl_ai_json_get_int64:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: the number, when there is one that is not negative; else 0
 */
gint64
nl_ai_json_get_int64 (JsonObject *object, const char *member)
{
  JsonNode *node = get_node (object, member);
  double number;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return 0;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return MAX (json_node_get_int (node), 0);
  if (json_node_get_value_type (node) != G_TYPE_DOUBLE)
    return 0;
  number = json_node_get_double (node);
  return number >= 0 && number < 1e15 ? (gint64) number : 0;
}

/**
 * nl_ai_json_get_boolean:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: %TRUE only when it says so
 */
gboolean
nl_ai_json_get_boolean (JsonObject *object, const char *member)
{
  JsonNode *node = get_node (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

/**
 * nl_ai_json_get_object:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the object inside, when there is one
 */
JsonObject *
nl_ai_json_get_object (JsonObject *object, const char *member)
{
  JsonNode *node = get_node (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * nl_ai_json_get_array:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the array, when there is one
 */
JsonArray *
nl_ai_json_get_array (JsonObject *object, const char *member)
{
  JsonNode *node = get_node (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * nl_ai_json_get_element:
 * @array: (nullable): an array
 * @index: which element
 *
 * Returns: (transfer none) (nullable): the object there, when there is one
 */
JsonObject *
nl_ai_json_get_element (JsonArray *array, guint index)
{
  JsonNode *node = array != NULL && index < json_array_get_length (array)
                       ? json_array_get_element (array, index)
                       : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}
