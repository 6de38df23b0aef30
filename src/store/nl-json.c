/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-json.h"

/**
 * nl_json_from_strv:
 * @strv: (nullable) (array zero-terminated=1): texts
 *
 * Returns: (transfer full): a JSON array of them
 */
char *
nl_json_from_strv (const char *const *strv)
{
  g_autoptr (JsonArray) array = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (strv == NULL || strv[0] == NULL)
    return g_strdup ("[]");
  array = json_array_new ();
  for (gsize i = 0; strv[i] != NULL; i++)
    json_array_add_string_element (array, strv[i]);
  node = json_node_init_array (json_node_alloc (), array);
  return json_to_string (node, FALSE);
}

/**
 * nl_json_to_strv:
 * @json: (nullable): a JSON array
 *
 * Returns: (transfer full) (array zero-terminated=1): its texts; other elements are left out
 */
char **
nl_json_to_strv (const char *json)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  if (json != NULL && !g_str_equal (json, "[]"))
    node = json_from_string (json, NULL);
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);

    for (guint i = 0; i < json_array_get_length (array); i++) {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (element));
    }
  }
  return g_strv_builder_end (builder);
}
