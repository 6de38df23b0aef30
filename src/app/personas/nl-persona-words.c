/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personas/nl-persona-words.h"

#include <glib/gi18n-lib.h>

#include "base/nl-language.h"

/**
 * nl_persona_dup_statistics:
 * @persona: a persona
 *
 * Returns: (transfer full) (nullable): the numbers it was made from
 */
JsonObject *
nl_persona_dup_statistics (NlPersona *persona)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (NL_IS_PERSONA (persona), NULL);

  node = nl_record_dup_json (NL_RECORD (persona), NL_PERSONA_STATISTICS);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

/**
 * nl_persona_dup_segment_name:
 * @persona: a persona
 *
 * Returns: (transfer full): what the segment was called whose numbers it was made from, also when
 *   that is deleted
 */
char *
nl_persona_dup_segment_name (NlPersona *persona)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *segment = NULL;
  JsonNode *name = NULL;

  g_return_val_if_fail (NL_IS_PERSONA (persona), NULL);

  node = nl_record_dup_json (NL_RECORD (persona), NL_PERSONA_STATISTICS);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node)) {
    JsonNode *part = json_object_get_member (json_node_get_object (node), "segment");

    if (part != NULL && JSON_NODE_HOLDS_OBJECT (part))
      segment = json_node_get_object (part);
  }
  if (segment != NULL)
    name = json_object_get_member (segment, "name");
  if (name == NULL || !JSON_NODE_HOLDS_VALUE (name)
      || json_node_get_value_type (name) != G_TYPE_STRING)
    return g_strdup (_ ("All customers"));
  return json_node_dup_string (name);
}

/**
 * nl_persona_dup_details:
 * @persona: a persona
 *
 * Returns: (transfer full): “34 to 45 years · German”
 */
char *
nl_persona_dup_details (NlPersona *persona)
{
  NlRecord *record;
  g_autofree char *language = NULL;

  g_return_val_if_fail (NL_IS_PERSONA (persona), NULL);

  record = NL_RECORD (persona);
  language
      = nl_language_name (nl_record_get_text (record, NL_PERSONA_LANGUAGE), nl_language_get_ui ());
  if (nl_record_is_null (record, NL_PERSONA_AGE_MIN)
      || nl_record_is_null (record, NL_PERSONA_AGE_MAX))
    return g_steal_pointer (&language);
  /* Translators: ages of a persona, and its language. */
  return g_strdup_printf (_ ("%d to %d years · %s"),
                          (int) nl_record_get_int64 (record, NL_PERSONA_AGE_MIN),
                          (int) nl_record_get_int64 (record, NL_PERSONA_AGE_MAX), language);
}

static void
append_list (GString *text, NlRecord *record, guint field)
{
  const NlField *description = &nl_record_get_description (record)->fields[field];
  g_autoptr (JsonNode) node = nl_record_dup_json (record, field);
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) == 0)
    return;
  g_string_append_printf (text, "\n%s\n", _ (description->label));
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *entry = json_array_get_element (array, i);

    if (JSON_NODE_HOLDS_OBJECT (entry))
      g_string_append_printf (
          text, "• %s\n",
          json_object_get_string_member_with_default (json_node_get_object (entry), "text", ""));
  }
}

/**
 * nl_persona_dup_text:
 * @persona: a persona
 *
 * Returns: (transfer full): all of it as plain text, to be pasted elsewhere
 */
char *
nl_persona_dup_text (NlPersona *persona)
{
  static const guint lists[]
      = { NL_PERSONA_GOALS,      NL_PERSONA_FRUSTRATIONS, NL_PERSONA_MOTIVATIONS,
          NL_PERSONA_OBJECTIONS, NL_PERSONA_CHANNELS,     NL_PERSONA_QUOTES,
          NL_PERSONA_VOCABULARY, NL_PERSONA_BEST_HOURS };
  NlRecord *record;
  GString *text;
  g_autofree char *details = NULL;

  g_return_val_if_fail (NL_IS_PERSONA (persona), NULL);

  record = NL_RECORD (persona);
  details = nl_persona_dup_details (persona);
  text = g_string_new (nl_record_get_text (record, NL_PERSONA_NAME));
  g_string_append_c (text, '\n');
  if (nl_record_get_text (record, NL_PERSONA_TAGLINE) != NULL)
    g_string_append_printf (text, "%s\n", nl_record_get_text (record, NL_PERSONA_TAGLINE));
  g_string_append_printf (text, "%s\n", details);
  if (nl_record_get_text (record, NL_PERSONA_BIO) != NULL)
    g_string_append_printf (text, "\n%s\n", nl_record_get_text (record, NL_PERSONA_BIO));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    append_list (text, record, lists[i]);
  return g_string_free (text, FALSE);
}
