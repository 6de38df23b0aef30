/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-json.h"

#include <string.h>

/* What a double needs at most to be read back as itself (IEEE 754, binary64). */
#define MAX_DIGITS 17

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

/* As few digits as read back as the same number. */
static void
append_real (GString *text, const char *number)
{
  double value = g_ascii_strtod (number, NULL);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (int digits = 1; digits <= MAX_DIGITS; digits++) {
    char format[] = "%.00g";

    format[2] = (char) ('0' + digits / 10);
    format[3] = (char) ('0' + digits % 10);
    g_ascii_formatd (buffer, sizeof buffer, format, value);
    if (g_ascii_strtod (buffer, NULL) == value)
      break;
  }
  g_string_append (text, buffer);
  if (strpbrk (buffer, ".e") == NULL)
    g_string_append (text, ".0");
}

/* Returns: what comes after the string that begins at @text. */
static const char *
skip_string (const char *text)
{
  for (text++; *text != '"' && *text != '\0'; text++) {
    if (*text == '\\' && text[1] != '\0')
      text++;
  }
  return *text == '"' ? text + 1 : text;
}

/**
 * nl_json_to_text:
 * @node: a JSON value
 *
 * Writes @node on one line. Unlike json_to_string(), which writes every number with 17 digits, it
 * writes 0.1563 as that and not as 0.15629999999999999; the value stays the same.
 *
 * Returns: (transfer full): JSON
 */
char *
nl_json_to_text (JsonNode *node)
{
  g_autofree char *json = json_to_string (node, FALSE);
  GString *text = g_string_sized_new (strlen (json));
  const char *next = json;

  while (*next != '\0') {
    const char *start = next;
    gsize length = strspn (next, "+-.0123456789eE");

    if (*start == '"') {
      next = skip_string (start);
    } else if (length > 0 && (*start == '-' || g_ascii_isdigit (*start))) {
      g_autofree char *number = g_strndup (start, length);

      next = start + length;
      if (strpbrk (number, ".eE") != NULL) {
        append_real (text, number);
        continue;
      }
    } else {
      next++;
    }
    g_string_append_len (text, start, next - start);
  }
  return g_string_free_and_steal (text);
}
