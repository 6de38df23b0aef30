/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-offline-prose.h"

static void
append_value (GString *prose, JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);

    for (guint i = 0; i < json_array_get_length (array); i++) {
      g_string_append (prose, "- ");
      append_value (prose, json_array_get_element (array, i));
      g_string_append_c (prose, '\n');
    }
  } else if (JSON_NODE_HOLDS_OBJECT (node)) {
    g_string_append (prose, json_object_get_string_member_with_default (json_node_get_object (node),
                                                                        "text", ""));
  } else if (json_node_get_value_type (node) == G_TYPE_STRING) {
    g_string_append (prose, json_node_get_string (node));
  }
}

/**
 * nl_offline_prose:
 * @node: a persona or the parts of a message
 *
 * Returns: (transfer full): the same as Markdown: a paragraph or list for each member that is text
 */
char *
nl_offline_prose (JsonNode *node)
{
  g_autoptr (GString) prose = g_string_new (NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &member)) {
    gsize length = prose->len;

    append_value (prose, member);
    if (prose->len == length)
      continue;
    g_string_append (prose, g_str_has_suffix (prose->str, "\n") ? "\n" : "\n\n");
  }
  return g_strchomp (g_string_free (g_steal_pointer (&prose), FALSE));
}
