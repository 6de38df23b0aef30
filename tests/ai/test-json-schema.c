/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "ai/nl-ai-error.h"
#include "ai/nl-ai-json.h"
#include "ai/nl-json-schema.h"
#include "nl-test.h"

typedef struct {
  const char *schema;
  const char *value;
  const char *place; /* where it is wrong; NULL: nowhere */
} Case;

static const Case cases[] = {
  { "{\"type\":\"string\"}", "\"a\"", NULL },
  { "{\"type\":\"string\"}", "1", "$" },
  { "{\"type\":\"integer\"}", "1", NULL },
  { "{\"type\":\"integer\"}", "1.0", NULL },
  { "{\"type\":\"integer\"}", "1.5", "$" },
  { "{\"type\":\"integer\"}", "1e300", "$" },
  { "{\"type\":\"number\"}", "1.5", NULL },
  { "{\"type\":\"number\"}", "\"1\"", "$" },
  { "{\"type\":\"boolean\"}", "true", NULL },
  { "{\"type\":\"boolean\"}", "0", "$" },
  { "{\"type\":\"null\"}", "null", NULL },
  { "{\"type\":\"null\"}", "{}", "$" },
  { "{\"type\":[\"string\",\"null\"]}", "null", NULL },
  { "{\"type\":[\"string\",\"null\"]}", "[]", "$" },
  { "{\"type\":\"object\"}", "[]", "$" },
  { "{\"type\":\"array\"}", "[]", NULL },
  { "{\"enum\":[\"a\",2]}", "2", NULL },
  { "{\"enum\":[\"a\",2]}", "\"b\"", "$" },
  { "{\"const\":\"a\"}", "\"a\"", NULL },
  { "{\"const\":\"a\"}", "\"b\"", "$" },
  { "{\"minLength\":2,\"maxLength\":3}", "\"éé\"", NULL },
  { "{\"minLength\":2}", "\"é\"", "$" },
  { "{\"maxLength\":3}", "\"éééé\"", "$" },
  { "{\"minimum\":1,\"maximum\":2}", "2", NULL },
  { "{\"minimum\":1}", "0.5", "$" },
  { "{\"maximum\":2}", "3", "$" },
  { "{\"minItems\":1}", "[]", "$" },
  { "{\"maxItems\":1}", "[1,2]", "$" },
  { "{\"items\":{\"type\":\"string\"}}", "[\"a\",1]", "$[1]" },
  { "{\"properties\":{\"a\":{\"type\":\"string\"}}}", "{\"b\":1}", NULL },
  { "{\"properties\":{\"a\":{\"type\":\"string\"}}}", "{\"a\":1}", "$.a" },
  { "{\"required\":[\"a\"]}", "{}", "$.a" },
  { "{\"properties\":{\"a\":{}},\"additionalProperties\":false}", "{\"a\":1}", NULL },
  { "{\"properties\":{\"a\":{}},\"additionalProperties\":false}", "{\"b\":1}", "$" },
  { "{\"additionalProperties\":{\"type\":\"string\"}}", "{\"b\":1}", "$" },
  { "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}", "null", NULL },
  { "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}", "1", "$" },
  { "{\"properties\":{\"a\":{\"items\":{\"required\":[\"b\"]}}}}", "{\"a\":[{\"b\":1},{}]}",
    "$.a[1].b" },
};

static void
test_rules (const char *folder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (JsonNode) schema = json_from_string (cases[i].schema, NULL);
    g_autoptr (JsonNode) value = json_from_string (cases[i].value, NULL);
    g_autoptr (GError) error = NULL;
    g_autofree char *place
        = cases[i].place != NULL ? g_strdup_printf (" %s ", cases[i].place) : NULL;

    g_assert_true (nl_json_schema_check (schema, value, &error) == (cases[i].place == NULL));
    if (place == NULL)
      continue;
    g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER);
    g_assert_nonnull (strstr (error->message, place));
  }
}

static void
test_parse (const char *folder)
{
  static const char *const bad[] = { "", "{", "nope", "{\"a\":}" };
  g_autofree char *deep = g_strnfill (NL_AI_JSON_MAX_DEPTH + 1, '[');
  g_autofree char *ends = g_strnfill (NL_AI_JSON_MAX_DEPTH + 1, ']');
  g_autofree char *nested = g_strconcat (deep, ends, NULL);
  g_autoptr (JsonNode) brackets = nl_ai_json_parse ("{\"a\":\"[[[\\\"{\"}", -1, NULL);
  g_autoptr (JsonNode) invalid = nl_ai_json_parse ("{\"a\":\"\xff\"}", -1, NULL);
  g_autoptr (JsonNode) fits = nl_ai_json_parse (nested + 1, (gssize) strlen (nested) - 2, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (nl_ai_json_parse (bad[i], -1, NULL));
  g_assert_null (nl_ai_json_parse (nested, -1, NULL));
  g_assert_nonnull (fits);
  g_assert_nonnull (brackets);
  g_assert_nonnull (invalid);
}

static void
test_extract (const char *folder)
{
  static const struct {
    const char *text;
    const char *json;
  } texts[] = {
    { "{\"a\":1}", "{\"a\":1}" },
    { "```json\n{\"a\":\"}\"}\n```", "{\"a\":\"}\"}" },
    { "Use {this}: {\"a\":{\"b\":[1]}} or {\"c\":2}", "{\"a\":{\"b\":[1]}}" },
    { "[1]", NULL },
    { "{\"a\":1", NULL },
    { "{{{{{{{{{{{{", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (JsonNode) node = nl_ai_json_extract (texts[i].text, NULL);
    g_autofree char *json = node != NULL ? json_to_string (node, FALSE) : NULL;

    g_assert_cmpstr (json, ==, texts[i].json);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/ai/json-schema/rules", test_rules);
  nl_test_add ("/ai/json-schema/parse", test_parse);
  nl_test_add ("/ai/json-schema/extract", test_extract);
  return g_test_run ();
}
