/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas/nl-persona-answer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-ai-error.h"
#include "ai/nl-ai-json.h"

/* What a server sends beyond is not ours to keep. */
#define MAX_ENTRIES 20
#define MAX_TEXT (8 * 1024)

/* Nobody outside is the persona of a shop. */
#define MIN_AGE 13
#define MAX_AGE 110

/* The fields that are lists, in the order of the page. */
static const guint LISTS[] = {
  NL_PERSONA_GOALS,    NL_PERSONA_FRUSTRATIONS, NL_PERSONA_MOTIVATIONS, NL_PERSONA_OBJECTIONS,
  NL_PERSONA_CHANNELS, NL_PERSONA_QUOTES,       NL_PERSONA_VOCABULARY,  NL_PERSONA_BEST_HOURS,
};

static const guint TEXTS[] = { NL_PERSONA_NAME, NL_PERSONA_TAGLINE, NL_PERSONA_BIO };

static char *
column_of (NlPersona *persona, guint field)
{
  return nl_field_dup_column (&nl_record_get_description (NL_RECORD (persona))->fields[field]);
}

/* One text, without controls and within bounds; NULL when there is none. */
static char *
dup_text (JsonNode *node)
{
  g_autofree char *valid = NULL;
  const char *given;
  gsize length;
  GString *text;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  given = json_node_get_string (node);
  length = strnlen (given, MAX_TEXT);
  /* A bound never cuts through a character. */
  while (length > 0 && (given[length] & 0xc0) == 0x80)
    length--;
  valid = g_utf8_make_valid (given, (gssize) length);
  text = g_string_sized_new (strlen (valid));
  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    if (*c == '\n' || !g_unichar_iscntrl (g_utf8_get_char (c)))
      g_string_append_unichar (text, g_utf8_get_char (c));
  /* What is left of controls alone is nothing. */
  g_strstrip (text->str);
  return g_string_free (text, *text->str == '\0');
}

/* An entry says where it comes from. What gives no figure is a guess, whatever it claims. */
static JsonObject *
read_entry (JsonNode *node)
{
  JsonObject *given = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autofree char *text = dup_text (given != NULL ? json_object_get_member (given, "text") : node);
  g_autofree char *source
      = given != NULL ? dup_text (json_object_get_member (given, "source")) : NULL;
  g_autofree char *figure
      = given != NULL ? dup_text (json_object_get_member (given, "figure")) : NULL;
  gboolean is_data = g_strcmp0 (source, "data") == 0 && figure != NULL;
  JsonObject *entry;

  if (text == NULL)
    return NULL;
  entry = json_object_new ();
  json_object_set_string_member (entry, "text", text);
  json_object_set_string_member (entry, "source", is_data ? "data" : "inferred");
  if (is_data)
    json_object_set_string_member (entry, "figure", figure);
  return entry;
}

static void
add_fact (JsonArray *facts, const char *section, JsonObject *entry)
{
  JsonObject *fact;

  if (!json_object_has_member (entry, "figure"))
    return;
  fact = json_object_new ();
  json_object_set_string_member (fact, "section", section);
  json_object_set_string_member (fact, "text", json_object_get_string_member (entry, "text"));
  json_object_set_string_member (fact, "figure", json_object_get_string_member (entry, "figure"));
  json_array_add_object_element (facts, fact);
}

static void
read_list (NlPersona *persona, guint field, JsonObject *answer, JsonArray *facts)
{
  g_autofree char *column = column_of (persona, field);
  JsonNode *node = json_object_get_member (answer, column);
  g_autoptr (JsonNode) list = json_node_new (JSON_NODE_ARRAY);
  JsonArray *given
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonArray *entries = json_array_new ();

  json_node_take_array (list, entries);
  for (guint i = 0; given != NULL && i < MIN (json_array_get_length (given), MAX_ENTRIES); i++) {
    JsonObject *entry = read_entry (json_array_get_element (given, i));

    if (entry == NULL)
      continue;
    add_fact (facts, column, entry);
    json_array_add_object_element (entries, entry);
  }
  nl_record_set_json (NL_RECORD (persona), field, list);
}

static void
read_ages (NlPersona *persona, JsonObject *answer)
{
  gint64 a = nl_ai_json_get_int64 (answer, "age_min");
  gint64 b = nl_ai_json_get_int64 (answer, "age_max");

  if (a <= 0 || b <= 0)
    return;
  nl_record_set_int64 (NL_RECORD (persona), NL_PERSONA_AGE_MIN,
                       CLAMP (MIN (a, b), MIN_AGE, MAX_AGE));
  nl_record_set_int64 (NL_RECORD (persona), NL_PERSONA_AGE_MAX,
                       CLAMP (MAX (a, b), MIN_AGE, MAX_AGE));
}

/**
 * nl_persona_read_answer:
 * @persona: a persona
 * @result: what a provider wrote: the answer to a "persona" in docs/offline.md
 * @error: return location for %NL_AI_ERROR_BAD_ANSWER
 *
 * Takes an answer over. It comes from outside, so nothing in it is believed: texts are bounded and
 * cleaned, ages are put right, and an entry counts as one of the data only with its figure.
 *
 * Returns: whether there is a persona in it, with a name at least
 */
gboolean
nl_persona_read_answer (NlPersona *persona, NlAiResult *result, GError **error)
{
  NlRecord *record = NL_RECORD (persona);
  JsonNode *node = nl_ai_result_get_node (result);
  JsonObject *answer
      = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autofree char *name
      = answer != NULL ? dup_text (json_object_get_member (answer, "name")) : NULL;
  g_autofree char *gender
      = answer != NULL ? dup_text (json_object_get_member (answer, "gender")) : NULL;
  g_autoptr (JsonNode) facts = json_node_new (JSON_NODE_ARRAY);

  if (name == NULL) {
    g_set_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER,
                 _ ("%s wrote a persona without a name. Try again."),
                 nl_ai_result_get_provider (result));
    return FALSE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++) {
    g_autofree char *column = column_of (persona, TEXTS[i]);
    g_autofree char *text = dup_text (json_object_get_member (answer, column));

    nl_record_set_text (record, TEXTS[i], text);
  }
  if (gender != NULL && strchr ("fmn", gender[0]) != NULL && gender[1] == '\0')
    nl_record_set_text (record, NL_PERSONA_GENDER, gender);
  read_ages (persona, answer);
  json_node_take_array (facts, json_array_new ());
  for (gsize i = 0; i < G_N_ELEMENTS (LISTS); i++)
    read_list (persona, LISTS[i], answer, json_node_get_array (facts));
  nl_record_set_json (record, NL_PERSONA_FACTS, facts);
  nl_record_set_text (record, NL_PERSONA_PROVIDER, nl_ai_result_get_provider (result));
  nl_record_set_text (record, NL_PERSONA_MODEL, nl_ai_result_get_model (result));
  nl_record_set_boolean (record, NL_PERSONA_DRAFT, nl_ai_result_is_draft (result));
  return TRUE;
}

/**
 * nl_persona_is_writable:
 * @field: a field of a persona
 *
 * Returns: whether a provider writes it, so that it can be written anew alone
 */
gboolean
nl_persona_is_writable (guint field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (LISTS); i++)
    if (LISTS[i] == field)
      return TRUE;
  return field == NL_PERSONA_TAGLINE || field == NL_PERSONA_BIO;
}

static void
copy_facts (JsonArray *into, NlPersona *from, const char *section, gboolean of_section)
{
  g_autoptr (JsonNode) node = nl_record_dup_json (NL_RECORD (from), NL_PERSONA_FACTS);
  JsonArray *facts
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; facts != NULL && i < json_array_get_length (facts); i++) {
    JsonNode *fact = json_array_get_element (facts, i);
    const char *of = nl_ai_json_get_string (nl_ai_json_get_element (facts, i), "section");

    if (g_str_equal (of != NULL ? of : "", section) == of_section)
      json_array_add_element (into, json_node_copy (fact));
  }
}

/**
 * nl_persona_take_field:
 * @self: a persona
 * @draft: what was written anew
 * @field: for which nl_persona_is_writable() holds
 *
 * Takes one field over, and the facts that stand in it.
 */
void
nl_persona_take_field (NlPersona *self, NlPersona *draft, guint field)
{
  g_autofree char *section = column_of (self, field);
  g_autoptr (JsonNode) facts = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  g_return_if_fail (nl_persona_is_writable (field));

  json_node_take_array (facts, array);
  copy_facts (array, self, section, FALSE);
  copy_facts (array, draft, section, TRUE);
  nl_record_set_json (NL_RECORD (self), NL_PERSONA_FACTS, facts);
  nl_record_set_text (NL_RECORD (self), field, nl_record_get_text (NL_RECORD (draft), field));
}
