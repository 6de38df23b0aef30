/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a provider answers comes from outside: what of it becomes a persona. */

#include "personas/nl-persona-answer.h"

#include <string.h>

#include "ai/nl-ai-error.h"
#include "nl-test.h"

static NlAiResult *
answer (const char *json)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (json, &error);

  g_assert_no_error (error);
  return nl_ai_result_new_node ("stub", "stub-1", node);
}

static NlPersona *
read_good (const char *json)
{
  g_autoptr (NlAiResult) result = answer (json);
  g_autoptr (GError) error = NULL;
  NlPersona *persona = g_object_new (NL_TYPE_PERSONA, "language", "en", NULL);

  g_assert_true (nl_persona_read_answer (persona, result, &error));
  g_assert_no_error (error);
  return persona;
}

static const char *
text_of (NlPersona *persona, guint field)
{
  return nl_record_get_text (NL_RECORD (persona), field);
}

static JsonArray *
list_of (NlPersona *persona, guint field, JsonNode **node)
{
  *node = nl_record_dup_json (NL_RECORD (persona), field);
  g_assert_nonnull (*node);
  return json_node_get_array (*node);
}

static void
test_whole (const char *folder)
{
  g_autoptr (NlPersona) persona = read_good (
      "{\"name\":\" Chloé \",\"gender\":\"f\",\"tagline\":\"T\",\"bio\":\"One.\\nTwo.\","
      "\"age_min\":30,\"age_max\":40,\"goals\":[\"Rest\"]}");

  g_assert_cmpstr (text_of (persona, NL_PERSONA_NAME), ==, "Chloé");
  g_assert_cmpstr (text_of (persona, NL_PERSONA_GENDER), ==, "f");
  g_assert_cmpstr (text_of (persona, NL_PERSONA_TAGLINE), ==, "T");
  g_assert_cmpstr (text_of (persona, NL_PERSONA_BIO), ==, "One.\nTwo.");
  g_assert_cmpstr (text_of (persona, NL_PERSONA_PROVIDER), ==, "stub");
  g_assert_cmpstr (text_of (persona, NL_PERSONA_MODEL), ==, "stub-1");
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (persona), NL_PERSONA_AGE_MIN), ==, 30);
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (persona), NL_PERSONA_AGE_MAX), ==, 40);
}

static void
test_nobody (const char *folder)
{
  static const char *const ANSWERS[] = { "{}",
                                         "[]",
                                         "\"Chloé\"",
                                         "null",
                                         "7",
                                         "{\"name\":null}",
                                         "{\"name\":\"  \"}",
                                         "{\"name\":\"\\u0001\"}",
                                         "{\"name\":\" \\u0007 \\u0085 \"}",
                                         "{\"name\":7}",
                                         "{\"name\":[\"Chloé\"]}",
                                         "{\"bio\":\"Somebody\"}" };

  for (gsize i = 0; i < G_N_ELEMENTS (ANSWERS); i++) {
    g_autoptr (NlAiResult) result = answer (ANSWERS[i]);
    g_autoptr (NlPersona) persona = g_object_new (NL_TYPE_PERSONA, NULL);
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", ANSWERS[i]);
    g_assert_false (nl_persona_read_answer (persona, result, &error));
    g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER);
    /* It says who wrote it. */
    g_assert_nonnull (strstr (error->message, "stub"));
  }
}

/* Only what shows its figure speaks from the data, whatever it says of itself. */
static void
test_sources (const char *folder)
{
  static const struct {
    const char *entry;
    const char *source;
  } ENTRIES[] = {
    { "{\"text\":\"90% came back\",\"source\":\"data\",\"figure\":\"90%\"}", "data" },
    { "{\"text\":\"Most came back\",\"source\":\"data\"}", "inferred" },
    { "{\"text\":\"Most came back\",\"source\":\"data\",\"figure\":\" \"}", "inferred" },
    { "{\"text\":\"Most came back\",\"source\":\"data\",\"figure\":90}", "inferred" },
    { "{\"text\":\"90% came back\",\"source\":\"inferred\",\"figure\":\"90%\"}", "inferred" },
    { "{\"text\":\"90% came back\",\"figure\":\"90%\"}", "inferred" },
    { "\"Just a text\"", "inferred" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ENTRIES); i++) {
    g_autofree char *json = g_strdup_printf ("{\"name\":\"A\",\"goals\":[%s]}", ENTRIES[i].entry);
    g_autoptr (NlPersona) persona = read_good (json);
    g_autoptr (JsonNode) goals = NULL;
    g_autoptr (JsonNode) facts = NULL;
    JsonObject *entry
        = json_array_get_object_element (list_of (persona, NL_PERSONA_GOALS, &goals), 0);
    gboolean is_data = g_str_equal (ENTRIES[i].source, "data");

    g_test_message ("%s", ENTRIES[i].entry);
    g_assert_cmpstr (json_object_get_string_member (entry, "source"), ==, ENTRIES[i].source);
    g_assert_cmpint (json_object_has_member (entry, "figure"), ==, is_data);
    g_assert_cmpuint (json_array_get_length (list_of (persona, NL_PERSONA_FACTS, &facts)), ==,
                      is_data ? 1 : 0);
  }
}

static void
test_ages (const char *folder)
{
  static const struct {
    const char *ages;
    gint64 min;
    gint64 max;
  } AGES[] = {
    { "\"age_min\":50,\"age_max\":40", 40, 50 },
    { "\"age_min\":1,\"age_max\":400", 13, 110 },
    { "\"age_min\":-3,\"age_max\":40", 0, 0 },
    { "\"age_min\":30", 0, 0 },
    { "\"age_min\":\"30\",\"age_max\":\"40\"", 0, 0 },
    { "\"age_min\":{},\"age_max\":[]", 0, 0 },
    { "\"age_min\":30.9,\"age_max\":31.2", 30, 31 },
    { "\"age_min\":true,\"age_max\":true", 0, 0 },
    { "\"age_min\":20,\"age_max\":1e300", 0, 0 },
    { "\"age_min\":20,\"age_max\":9223372036854775807", 20, 110 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (AGES); i++) {
    g_autofree char *json = g_strdup_printf ("{\"name\":\"A\",%s}", AGES[i].ages);
    g_autoptr (NlPersona) persona = read_good (json);

    g_test_message ("%s", AGES[i].ages);
    g_assert_cmpint (nl_record_get_int64 (NL_RECORD (persona), NL_PERSONA_AGE_MIN), ==,
                     AGES[i].min);
    g_assert_cmpint (nl_record_get_int64 (NL_RECORD (persona), NL_PERSONA_AGE_MAX), ==,
                     AGES[i].max);
  }
}

static void
test_bounds (const char *folder)
{
  g_autoptr (GString) json = g_string_new ("{\"name\":\"A\",\"bio\":\"");
  g_autofree char *long_text = g_strnfill (20000, 'x');
  g_autoptr (NlPersona) persona = NULL;
  g_autoptr (JsonNode) quotes = NULL;

  g_string_append_printf (json, "%s\",\"quotes\":[\"%s\"", long_text, long_text);
  for (guint i = 0; i < 100; i++)
    g_string_append_printf (json, ",\"Quote %u\"", i);
  g_string_append (json, "]}");
  persona = read_good (json->str);
  g_assert_cmpuint (strlen (text_of (persona, NL_PERSONA_BIO)), <=, 8 * 1024);
  g_assert_cmpuint (json_array_get_length (list_of (persona, NL_PERSONA_QUOTES, &quotes)), ==, 20);
}

/* A text that is too long ends with a whole character, at whatever place the bound falls. */
static void
test_bounds_between_characters (const char *folder)
{
  for (guint offset = 0; offset < 4; offset++) {
    g_autoptr (GString) json = g_string_new ("{\"name\":\"");
    g_autoptr (NlPersona) persona = NULL;
    const char *name;

    for (guint i = 0; i < offset; i++)
      g_string_append_c (json, 'a');
    for (guint i = 0; i < 4000; i++)
      g_string_append (json, "🦊");
    g_string_append (json, "\"}");
    persona = read_good (json->str);
    name = text_of (persona, NL_PERSONA_NAME);
    g_assert_true (g_str_has_suffix (name, "🦊"));
    g_assert_cmpuint (strlen (name), >, 8 * 1024 - 4);
    g_assert_cmpuint (strlen (name), <=, 8 * 1024);
  }
}

static void
test_odd_members (const char *folder)
{
  g_autoptr (NlPersona) persona
      = read_good ("{\"name\":\"A\\u0007b\\u001b[31m\",\"gender\":\"female\",\"tagline\":7,"
                   "\"goals\":\"one\",\"quotes\":{\"a\":1},\"channels\":[null,7,[],{},\"\",\"ok\"],"
                   "\"motivations\":null,\"shop_id\":99,\"id\":5,\"seed\":6}");
  g_autoptr (JsonNode) channels = NULL;
  g_autoptr (JsonNode) goals = NULL;
  g_autoptr (JsonNode) motivations = NULL;

  g_assert_cmpstr (text_of (persona, NL_PERSONA_NAME), ==, "Ab[31m");
  g_assert_null (text_of (persona, NL_PERSONA_TAGLINE));
  g_assert_cmpstr (text_of (persona, NL_PERSONA_GENDER), !=, "female");
  g_assert_cmpuint (json_array_get_length (list_of (persona, NL_PERSONA_CHANNELS, &channels)), ==,
                    1);
  g_assert_cmpuint (json_array_get_length (list_of (persona, NL_PERSONA_GOALS, &goals)), ==, 0);
  g_assert_cmpuint (json_array_get_length (list_of (persona, NL_PERSONA_MOTIVATIONS, &motivations)),
                    ==, 0);
  /* What is not a provider's to write stays. */
  g_assert_cmpint (nl_record_get_id (NL_RECORD (persona)), ==, 0);
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (persona), NL_PERSONA_SHOP_ID), ==, 0);
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (persona), NL_PERSONA_SEED), ==, 0);
}

static void
append_anything (GString *json, int depth)
{
  static const char *const scalars[] = { "null",         "true",
                                         "-1",           "1e300",
                                         "30.5",         "9223372036854775807",
                                         "\"\"",         "\" \"",
                                         "\"a\\u0000\"", "\"\\ud83d\\ude00\"",
                                         "\"data\"",     "\"90%\"",
                                         "\"\\n\"",      "\"f\"",
                                         "\"\\u202ex\"", "\"<b>x</b>\"",
                                         "\"inferred\"", "[]" };
  static const char *const members[]
      = { "text",    "source",  "figure", "name",     "goals",  "bio",
          "age_min", "age_max", "facts",  "channels", "gender", "id" };
  int n = g_test_rand_int_range (0, 4);

  switch (depth > 3 ? 2 : g_test_rand_int_range (0, 4)) {
  case 0:
    g_string_append (json, "{");
    for (int i = 0; i < n; i++) {
      g_string_append_printf (json, "%s\"%s\":", i > 0 ? "," : "",
                              members[g_test_rand_int_range (0, G_N_ELEMENTS (members))]);
      append_anything (json, depth + 1);
    }
    g_string_append (json, "}");
    break;
  case 1:
    g_string_append (json, "[");
    for (int i = 0; i < n; i++) {
      g_string_append (json, i > 0 ? "," : "");
      append_anything (json, depth + 1);
    }
    g_string_append (json, "]");
    break;
  default:
    g_string_append (json, scalars[g_test_rand_int_range (0, G_N_ELEMENTS (scalars))]);
  }
}

static void
assert_entries (NlPersona *persona, guint field)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *entries = list_of (persona, field, &node);

  for (guint i = 0; i < json_array_get_length (entries); i++) {
    JsonObject *entry = json_array_get_object_element (entries, i);
    gboolean is_data = g_str_equal (json_object_get_string_member (entry, "source"), "data");

    g_assert_cmpstr (json_object_get_string_member (entry, "text"), !=, "");
    g_assert_true (is_data == json_object_has_member (entry, "figure"));
    g_assert_true (!is_data || *json_object_get_string_member (entry, "figure") != '\0');
  }
}

/* Whatever a server writes where a persona was asked for, what is taken of it can be shown. */
static void
test_anything (const char *folder)
{
  static const char *const lists[] = { "goals", "channels", "quotes", "best_hours" };
  static const guint fields[]
      = { NL_PERSONA_GOALS, NL_PERSONA_CHANNELS, NL_PERSONA_QUOTES, NL_PERSONA_BEST_HOURS };

  for (guint i = 0; i < nl_test_rounds (1500, 200); i++) {
    g_autoptr (GString) json = g_string_new ("{\"name\":\"Ada\"");
    g_autoptr (NlPersona) persona = NULL;
    gint64 youngest;
    gint64 oldest;

    for (gsize j = 0; j < G_N_ELEMENTS (lists); j++) {
      g_string_append_printf (json, ",\"%s\":[", lists[j]);
      append_anything (json, 0);
      g_string_append (json, "]");
    }
    g_string_append (json, ",\"age_min\":");
    append_anything (json, 3);
    g_string_append (json, ",\"age_max\":");
    append_anything (json, 3);
    g_string_append (json, ",\"bio\":");
    append_anything (json, 2);
    g_string_append (json, "}");
    g_test_message ("%s", json->str);
    persona = read_good (json->str);
    for (gsize j = 0; j < G_N_ELEMENTS (fields); j++)
      assert_entries (persona, fields[j]);
    youngest = nl_record_get_int64 (NL_RECORD (persona), NL_PERSONA_AGE_MIN);
    oldest = nl_record_get_int64 (NL_RECORD (persona), NL_PERSONA_AGE_MAX);
    g_assert_true ((youngest == 0 && oldest == 0)
                   || (youngest >= 13 && oldest <= 110 && youngest <= oldest));
    g_assert_true (text_of (persona, NL_PERSONA_BIO) == NULL
                   || *text_of (persona, NL_PERSONA_BIO) != '\0');
  }
}

/* One field written anew brings its own facts, and takes only its own away. */
static void
test_take_field (const char *folder)
{
  g_autoptr (NlPersona) persona = read_good (
      "{\"name\":\"Old\",\"goals\":[{\"text\":\"1 a\",\"source\":\"data\",\"figure\":\"1\"}],"
      "\"channels\":[{\"text\":\"2 b\",\"source\":\"data\",\"figure\":\"2\"}]}");
  g_autoptr (NlPersona) draft = read_good (
      "{\"name\":\"New\",\"goals\":[{\"text\":\"3 c\",\"source\":\"data\",\"figure\":\"3\"}],"
      "\"channels\":[{\"text\":\"4 d\",\"source\":\"data\",\"figure\":\"4\"}]}");
  g_autoptr (JsonNode) facts = NULL;
  JsonArray *array;

  nl_persona_take_field (persona, draft, NL_PERSONA_GOALS);
  g_assert_cmpstr (text_of (persona, NL_PERSONA_NAME), ==, "Old");
  g_assert_nonnull (strstr (text_of (persona, NL_PERSONA_GOALS), "3 c"));
  g_assert_nonnull (strstr (text_of (persona, NL_PERSONA_CHANNELS), "2 b"));
  array = list_of (persona, NL_PERSONA_FACTS, &facts);
  g_assert_cmpuint (json_array_get_length (array), ==, 2);
  for (guint i = 0; i < 2; i++) {
    const char *figure
        = json_object_get_string_member (json_array_get_object_element (array, i), "figure");

    g_assert_true (g_str_equal (figure, "2") || g_str_equal (figure, "3"));
  }
}

/* Facts that were damaged on the disk are kept when another field is written, and never in the way.
 */
static void
test_take_field_with_damaged_facts (const char *folder)
{
  static const char *const FACTS[] = { "{}",          "null",
                                       "7",           "\"goals\"",
                                       "[7,null,[]]", "[{\"section\":null},{\"section\":{}},{}]" };
  g_autoptr (NlPersona) draft = read_good (
      "{\"name\":\"New\",\"goals\":[{\"text\":\"3 c\",\"source\":\"data\",\"figure\":\"3\"}]}");

  for (gsize i = 0; i < G_N_ELEMENTS (FACTS); i++) {
    g_autoptr (NlPersona) persona = read_good ("{\"name\":\"Old\"}");
    g_autoptr (JsonNode) given = json_from_string (FACTS[i], NULL);
    g_autoptr (JsonNode) facts = NULL;
    JsonArray *array;

    nl_record_set_text (NL_RECORD (persona), NL_PERSONA_FACTS, FACTS[i]);
    nl_persona_take_field (persona, draft, NL_PERSONA_GOALS);
    array = list_of (persona, NL_PERSONA_FACTS, &facts);
    g_assert_cmpuint (json_array_get_length (array), ==,
                      JSON_NODE_HOLDS_ARRAY (given)
                          ? json_array_get_length (json_node_get_array (given)) + 1
                          : 1);
  }
}

static void
test_writable (const char *folder)
{
  static const guint WRITABLE[]
      = { NL_PERSONA_TAGLINE,      NL_PERSONA_BIO,         NL_PERSONA_GOALS,
          NL_PERSONA_FRUSTRATIONS, NL_PERSONA_MOTIVATIONS, NL_PERSONA_OBJECTIONS,
          NL_PERSONA_CHANNELS,     NL_PERSONA_QUOTES,      NL_PERSONA_VOCABULARY,
          NL_PERSONA_BEST_HOURS };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (WRITABLE); i++)
    g_assert_true (nl_persona_is_writable (WRITABLE[i]));
  for (guint field = 0; field < NL_PERSONA_N_FIELDS; field++)
    n += nl_persona_is_writable (field);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (WRITABLE));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/persona-answer/whole", test_whole);
  nl_test_add ("/persona-answer/nobody", test_nobody);
  nl_test_add ("/persona-answer/sources", test_sources);
  nl_test_add ("/persona-answer/ages", test_ages);
  nl_test_add ("/persona-answer/bounds", test_bounds);
  nl_test_add ("/persona-answer/whole-characters", test_bounds_between_characters);
  nl_test_add ("/persona-answer/odd-members", test_odd_members);
  nl_test_add ("/persona-answer/anything", test_anything);
  nl_test_add ("/persona-answer/take-field", test_take_field);
  nl_test_add ("/persona-answer/damaged-facts", test_take_field_with_damaged_facts);
  nl_test_add ("/persona-answer/writable", test_writable);
  return g_test_run ();
}
