/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-message-parts.h"

#include <string.h>

/* More than any channel takes: what a file or a server sends beyond is not ours to keep. */
#define MAX_BYTES (256 * 1024)
#define MAX_ITEMS 100

/* The order of the names is kept, so that a message written twice is the same text. */
struct _NlMessageParts {
  GPtrArray *names;
  GHashTable *texts; /* name → text */
  GHashTable *lists; /* name → strv */
};

static char *
clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) strnlen (text, MAX_BYTES));
  GString *clean = g_string_sized_new (strlen (valid));

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar letter = g_utf8_get_char (c);

    if (letter == '\r')
      g_string_append (clean, c[1] == '\n' ? "" : "\n");
    else if (letter == '\n' || letter == '\t' || !g_unichar_iscntrl (letter))
      g_string_append_unichar (clean, letter);
  }
  return g_string_free_and_steal (clean);
}

static void
note_name (NlMessageParts *self, const char *name)
{
  if (!g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, NULL))
    g_ptr_array_add (self->names, g_strdup (name));
}

static void
read_member (JsonObject *object, const char *name, JsonNode *node, gpointer data)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING) {
    nl_message_parts_set_text (data, name, json_node_get_string (node));
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
    g_auto (GStrv) list = NULL;
    JsonArray *array = json_node_get_array (node);

    for (guint i = 0; i < MIN (json_array_get_length (array), MAX_ITEMS); i++) {
      JsonNode *item = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (item) && json_node_get_value_type (item) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (item));
    }
    list = g_strv_builder_end (builder);
    nl_message_parts_set_list (data, name, (const char *const *) list);
  }
}

/**
 * nl_message_parts_new:
 * @node: (nullable): an object of texts and lists of texts; anything else in it is left out
 *
 * Returns: (transfer full): the parts
 */
NlMessageParts *
nl_message_parts_new (JsonNode *node)
{
  NlMessageParts *self = g_new0 (NlMessageParts, 1);

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->lists
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    json_object_foreach_member (json_node_get_object (node), read_member, self);
  return self;
}

/**
 * nl_message_parts_new_from_message:
 * @message: a message
 *
 * Returns: (transfer full): its parts; changes go back with nl_message_parts_apply()
 */
NlMessageParts *
nl_message_parts_new_from_message (NlMessage *message)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (NL_IS_MESSAGE (message), NULL);

  node = nl_record_dup_json (NL_RECORD (message), NL_MESSAGE_PARTS);
  return nl_message_parts_new (node);
}

/**
 * nl_message_parts_free:
 * @self: (transfer full): parts
 *
 * Frees @self.
 */
void
nl_message_parts_free (NlMessageParts *self)
{
  g_ptr_array_unref (self->names);
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->lists);
  g_free (self);
}

/**
 * nl_message_parts_get_text:
 * @self: parts
 * @part: a part's name
 *
 * Returns: (transfer none): its text; an empty one when there is none
 */
const char *
nl_message_parts_get_text (NlMessageParts *self, const char *part)
{
  const char *text;

  g_return_val_if_fail (self != NULL, "");
  g_return_val_if_fail (part != NULL, "");

  text = g_hash_table_lookup (self->texts, part);
  return text != NULL ? text : "";
}

/**
 * nl_message_parts_set_text:
 * @self: parts
 * @part: a part's name
 * @text: (nullable): its text. Control characters are dropped, line ends become “\n”
 *
 * Sets a text.
 */
void
nl_message_parts_set_text (NlMessageParts *self, const char *part, const char *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (part != NULL);

  note_name (self, part);
  g_hash_table_remove (self->lists, part);
  g_hash_table_replace (self->texts, g_strdup (part), clean (text != NULL ? text : ""));
}

/**
 * nl_message_parts_get_list:
 * @self: parts
 * @part: a part's name
 *
 * Returns: (transfer none) (array zero-terminated=1): its texts, never %NULL
 */
const char *const *
nl_message_parts_get_list (NlMessageParts *self, const char *part)
{
  static const char *const nothing[] = { NULL };
  const char *const *list;

  g_return_val_if_fail (self != NULL, nothing);
  g_return_val_if_fail (part != NULL, nothing);

  list = g_hash_table_lookup (self->lists, part);
  return list != NULL ? list : nothing;
}

/**
 * nl_message_parts_set_list:
 * @self: parts
 * @part: a part's name
 * @list: (nullable) (array zero-terminated=1): its texts; blank ones are left out
 *
 * Sets a list of texts.
 */
void
nl_message_parts_set_list (NlMessageParts *self, const char *part, const char *const *list)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_if_fail (self != NULL);
  g_return_if_fail (part != NULL);

  for (gsize i = 0; list != NULL && list[i] != NULL && i < MAX_ITEMS; i++) {
    g_autofree char *text = g_strstrip (clean (list[i]));

    if (*text != '\0')
      g_strv_builder_take (builder, g_steal_pointer (&text));
  }
  note_name (self, part);
  g_hash_table_remove (self->texts, part);
  g_hash_table_replace (self->lists, g_strdup (part), g_strv_builder_end (builder));
}

/**
 * nl_message_parts_to_json:
 * @self: parts
 *
 * Returns: (transfer full): an object of them
 */
JsonNode *
nl_message_parts_to_json (NlMessageParts *self)
{
  JsonObject *object;
  JsonNode *node;

  g_return_val_if_fail (self != NULL, NULL);

  object = json_object_new ();
  for (guint i = 0; i < self->names->len; i++) {
    const char *name = self->names->pdata[i];
    const char *const *list = g_hash_table_lookup (self->lists, name);

    if (list == NULL) {
      json_object_set_string_member (object, name, nl_message_parts_get_text (self, name));
    } else {
      JsonArray *array = json_array_new ();

      for (; *list != NULL; list++)
        json_array_add_string_element (array, *list);
      json_object_set_array_member (object, name, array);
    }
  }
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return node;
}

/**
 * nl_message_parts_apply:
 * @self: parts
 * @message: a message
 *
 * Makes them the parts of @message.
 */
void
nl_message_parts_apply (NlMessageParts *self, NlMessage *message)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (NL_IS_MESSAGE (message));

  node = nl_message_parts_to_json (self);
  nl_record_set_json (NL_RECORD (message), NL_MESSAGE_PARTS, node);
}
