/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-json-schema.h"

#include <glib/gi18n-lib.h>

#include "ai/nl-ai-error.h"
#include "ai/nl-ai-json.h"

static gboolean check (JsonObject *schema, JsonNode *value, const char *path, GError **error);

static gboolean
fail (GError **error, const char *path, const char *rule)
{
  /* Translators: a place in a JSON document such as “$.goals[2]”, then what is wrong there. */
  g_autofree char *message = g_strdup_printf (_ ("The answer does not have the form that was asked "
                                                 "for: %s %s."),
                                              path, rule);

  g_propagate_error (error, nl_ai_error_new (NL_AI_ERROR_BAD_ANSWER, message));
  return FALSE;
}

static gboolean
is_of_type (JsonNode *value, const char *type)
{
  GType holds = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_value_type (value) : G_TYPE_INVALID;

  if (g_str_equal (type, "object"))
    return JSON_NODE_HOLDS_OBJECT (value);
  if (g_str_equal (type, "array"))
    return JSON_NODE_HOLDS_ARRAY (value);
  if (g_str_equal (type, "null"))
    return JSON_NODE_HOLDS_NULL (value);
  if (g_str_equal (type, "string"))
    return holds == G_TYPE_STRING;
  if (g_str_equal (type, "boolean"))
    return holds == G_TYPE_BOOLEAN;
  if (g_str_equal (type, "integer"))
    return holds == G_TYPE_INT64
           || (holds == G_TYPE_DOUBLE
               && json_node_get_double (value)
                      == (double) (gint64) CLAMP (json_node_get_double (value), -1e15, 1e15));
  if (g_str_equal (type, "number"))
    return holds == G_TYPE_INT64 || holds == G_TYPE_DOUBLE;
  return TRUE;
}

static gboolean
check_type (JsonObject *schema, JsonNode *value, const char *path, GError **error)
{
  const char *type = nl_ai_json_get_string (schema, "type");
  JsonArray *types = nl_ai_json_get_array (schema, "type");

  if (type != NULL && !is_of_type (value, type))
    return fail (error, path, _ ("is of the wrong type"));
  if (types == NULL)
    return TRUE;
  for (guint i = 0; i < json_array_get_length (types); i++)
    if (is_of_type (value, json_array_get_string_element (types, i)))
      return TRUE;
  return fail (error, path, _ ("is of the wrong type"));
}

static gboolean
check_choices (JsonObject *schema, JsonNode *value, const char *path, GError **error)
{
  JsonArray *choices = nl_ai_json_get_array (schema, "enum");

  if (json_object_has_member (schema, "const")
      && !json_node_equal (json_object_get_member (schema, "const"), value))
    return fail (error, path, _ ("is not the one value it may have"));
  if (choices == NULL)
    return TRUE;
  for (guint i = 0; i < json_array_get_length (choices); i++)
    if (json_node_equal (json_array_get_element (choices, i), value))
      return TRUE;
  return fail (error, path, _ ("is none of the values it may have"));
}

static gboolean
is_within (JsonObject *schema, const char *least, const char *most, double number)
{
  return (!json_object_has_member (schema, least)
          || number >= json_object_get_double_member (schema, least))
         && (!json_object_has_member (schema, most)
             || number <= json_object_get_double_member (schema, most));
}

static gboolean
check_limits (JsonObject *schema, JsonNode *value, const char *path, GError **error)
{
  GType type;

  if (!JSON_NODE_HOLDS_VALUE (value))
    return TRUE;
  type = json_node_get_value_type (value);
  if (type == G_TYPE_STRING
      && !is_within (schema, "minLength", "maxLength",
                     (double) g_utf8_strlen (json_node_get_string (value), -1)))
    return fail (error, path, _ ("is too short or too long"));
  if ((type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
      && !is_within (schema, "minimum", "maximum", json_node_get_double (value)))
    return fail (error, path, _ ("is too small or too large"));
  return TRUE;
}

static gboolean
check_array (JsonObject *schema, JsonNode *value, const char *path, GError **error)
{
  JsonArray *array = json_node_get_array (value);
  JsonObject *items = nl_ai_json_get_object (schema, "items");
  guint length = json_array_get_length (array);

  if (!is_within (schema, "minItems", "maxItems", length))
    return fail (error, path, _ ("has too few or too many elements"));
  for (guint i = 0; items != NULL && i < length; i++) {
    g_autofree char *inner = g_strdup_printf ("%s[%u]", path, i);

    if (!check (items, json_array_get_element (array, i), inner, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_member (
    JsonObject *schema, const char *name, JsonNode *value, const char *path, GError **error)
{
  JsonObject *properties = nl_ai_json_get_object (schema, "properties");
  JsonObject *rule = nl_ai_json_get_object (properties, name);
  /* A name that a model made up is not repeated. */
  g_autofree char *inner = rule != NULL ? g_strdup_printf ("%s.%s", path, name) : g_strdup (path);

  if (rule == NULL)
    rule = nl_ai_json_get_object (schema, "additionalProperties");
  if (rule != NULL)
    return check (rule, value, inner, error);
  if (json_object_has_member (schema, "additionalProperties")
      && !nl_ai_json_get_boolean (schema, "additionalProperties"))
    return fail (error, path, _ ("has a member that was not asked for"));
  return TRUE;
}

static gboolean
check_object (JsonObject *schema, JsonNode *value, const char *path, GError **error)
{
  JsonObject *object = json_node_get_object (value);
  JsonArray *required = nl_ai_json_get_array (schema, "required");
  g_autoptr (GList) members = json_object_get_members (object);

  for (guint i = 0; required != NULL && i < json_array_get_length (required); i++) {
    const char *name = json_array_get_string_element (required, i);
    g_autofree char *inner = g_strdup_printf ("%s.%s", path, name);

    if (!json_object_has_member (object, name))
      return fail (error, inner, _ ("is missing"));
  }
  for (GList *item = members; item != NULL; item = item->next)
    if (!check_member (schema, item->data, json_object_get_member (object, item->data), path,
                       error))
      return FALSE;
  return TRUE;
}

static gboolean
check_any (JsonObject *schema, JsonNode *value, const char *path, GError **error)
{
  JsonArray *any = nl_ai_json_get_array (schema, "anyOf");

  if (any == NULL)
    return TRUE;
  for (guint i = 0; i < json_array_get_length (any); i++) {
    JsonObject *rule = nl_ai_json_get_element (any, i);

    if (rule != NULL && check (rule, value, path, NULL))
      return TRUE;
  }
  return fail (error, path, _ ("is none of the things it may be"));
}

static gboolean
check (JsonObject *schema, JsonNode *value, const char *path, GError **error)
{
  if (!check_type (schema, value, path, error) || !check_choices (schema, value, path, error)
      || !check_limits (schema, value, path, error) || !check_any (schema, value, path, error))
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY (value))
    return check_array (schema, value, path, error);
  return !JSON_NODE_HOLDS_OBJECT (value) || check_object (schema, value, path, error);
}

/**
 * nl_json_schema_check:
 * @schema: a schema of our own
 * @value: what a model answered, at most %NL_AI_JSON_MAX_DEPTH levels deep
 * @error: return location for %NL_AI_ERROR_BAD_ANSWER
 *
 * Checks an answer against the part of JSON Schema (draft 2020-12) that providers promise to keep,
 * and the limits that few of them do: type, enum, const, properties, required,
 * additionalProperties, items, anyOf, minItems and maxItems, minLength and maxLength, minimum and
 * maximum. Other words of a schema are not looked at.
 *
 * Returns: whether @value keeps @schema; else the error says where it does not
 */
gboolean
nl_json_schema_check (JsonNode *schema, JsonNode *value, GError **error)
{
  g_return_val_if_fail (schema != NULL && JSON_NODE_HOLDS_OBJECT (schema), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  return check (json_node_get_object (schema), value, "$", error);
}
