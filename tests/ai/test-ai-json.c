/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON that nobody vouches for. */

#include "ai/nl-ai-json.h"

#include <string.h>

#include "ai/nl-ai-error.h"
#include "nl-test.h"

static char *
parse (const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = nl_ai_json_parse (text, length, &error);

  g_assert_true ((node == NULL) == (error != NULL));
  if (error != NULL)
    g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER);
  if (node != NULL)
    g_assert_true (json_node_is_immutable (node));
  return node != NULL ? json_to_string (node, FALSE) : NULL;
}

static void
test_parsing (void)
{
  static const struct {
    const char *text;
    gssize length;
    const char *json;
  } TEXTS[] = {
    { "{\"a\":1}", -1, "{\"a\":1}" },
    { " [1, 2]\n", -1, "[1,2]" },
    { "\"x\"", -1, "\"x\"" },
    { "7", -1, "7" },
    { "{\"a\":1}tail", 7, "{\"a\":1}" },
    { "{\"a\":\"\xff\"}", -1, "{\"a\":\"\xef\xbf\xbd\"}" },
    { "{\"a\":\"b\0c\"}", 11,
      "{\"a\":\"b\xef\xbf\xbd"
      "c\"}" },
    { "", -1, NULL },
    { "", 0, NULL },
    { NULL, 0, NULL },
    { "   ", -1, NULL },
    { "{", -1, NULL },
    { "{\"a\":}", -1, NULL },
    { "{\"a\":1}}", -1, NULL },
    { "nonsense", -1, NULL },
    { "\xff\xfe", -1, NULL },
    { "<html></html>", -1, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++) {
    g_autofree char *json = parse (TEXTS[i].text, TEXTS[i].length);

    g_test_message ("%s", TEXTS[i].text);
    g_assert_cmpstr (json, ==, TEXTS[i].json);
  }
}

/* As deep as makes sense and no deeper, whatever the braces, and not counting those in texts. */
static void
test_depth (void)
{
  static const char *const BRACES[][2] = { { "[", "]" }, { "{\"a\":", "}" }, { "[{\"a\":", "}]" } };

  for (gsize b = 0; b < G_N_ELEMENTS (BRACES); b++) {
    for (guint n = 1; n < 100000; n = n < 70 ? n + 1 : n * 7) {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *json = NULL;
      guint depth = b == 2 ? 2 * n : n;

      for (guint i = 0; i < n; i++)
        g_string_append (text, BRACES[b][0]);
      g_string_append_c (text, '1');
      for (guint i = 0; i < n; i++)
        g_string_append (text, BRACES[b][1]);
      json = parse (text->str, -1);
      g_assert_true ((json != NULL) == (depth <= NL_AI_JSON_MAX_DEPTH));
    }
  }
  {
    g_autoptr (GString) text = g_string_new ("{\"a\":\"\\\"");
    g_autofree char *json = NULL;

    for (guint i = 0; i < 1000; i++)
      g_string_append (text, "[{");
    g_string_append (text, "\"}");
    json = parse (text->str, -1);
    g_assert_cmpstr (json, ==, text->str);
  }
}

static void
test_extracting (void)
{
  static const char *const TEXTS[][2] = {
    { "{\"a\":1}", "{\"a\":1}" },
    { "```json\n{\"a\":1}\n```", "{\"a\":1}" },
    { "Here you are: {\"a\":1} – anything else?", "{\"a\":1}" },
    { "Use {name} as in {\"a\":\"{name}\"}.", "{\"a\":\"{name}\"}" },
    { "{\"a\":{\"b\":{}}}{\"c\":2}", "{\"a\":{\"b\":{}}}" },
    { "{\"a\":\"\\\"}\"} x", "{\"a\":\"\\\"}\"}" },
    { "[{\"a\":1},{\"b\":2}]", "{\"a\":1}" },
    { "{\"a\":1", NULL },
    { "No braces at all", NULL },
    { "", NULL },
    { "{{{{{{{{{{{{", NULL },
    { "}{", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) node = nl_ai_json_extract (TEXTS[i][0], &error);
    g_autofree char *json = node != NULL ? json_to_string (node, FALSE) : NULL;

    g_test_message ("%s", TEXTS[i][0]);
    g_assert_cmpstr (json, ==, TEXTS[i][1]);
    if (node == NULL)
      g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER);
  }
}

/* Whatever a model puts around its object, the object comes out; whatever it writes, it is an
 * object or an error. */
static void
test_extracting_anything (void)
{
  static const char *const PIECES[] = { "{", "}", "[", "]", "\"", "\\",        ":",  ",",
                                        "a", "1", "é", " ", "\n", "{\"a\":1}", "``", "null" };

  for (guint i = 0; i < nl_test_rounds (10000, 1000); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) node = NULL;

    for (int n = g_test_rand_int_range (0, 20); n > 0; n--)
      g_string_append (text, PIECES[g_test_rand_int_range (0, G_N_ELEMENTS (PIECES))]);
    node = nl_ai_json_extract (text->str, &error);
    g_assert_true ((node == NULL) == (error != NULL));
    g_assert_true (node == NULL || JSON_NODE_HOLDS_OBJECT (node));
  }
}

/* Members of any type are read as what they are asked to be, or not at all. */
static void
test_members (void)
{
  static const char *const MEMBERS[] = { "text", "int", "neg", "double", "huge",   "true",
                                         "null", "obj", "arr", "number", "missing" };
  g_autoptr (JsonNode) node = json_from_string (
      "{\"text\":\"7\",\"int\":7,\"neg\":-7,\"double\":7.9,\"huge\":1e300,\"true\":true,"
      "\"null\":null,\"obj\":{},\"arr\":[{},7],\"number\":\"\"}",
      NULL);
  JsonObject *object = json_node_get_object (node);
  JsonArray *array = nl_ai_json_get_array (object, "arr");

  for (gsize i = 0; i < G_N_ELEMENTS (MEMBERS); i++) {
    const char *member = MEMBERS[i];

    g_test_message ("%s", member);
    g_assert_true ((nl_ai_json_get_string (object, member) != NULL) == (i == 0 || i == 9));
    g_assert_cmpint (nl_ai_json_get_int64 (object, member), ==, i == 1 || i == 3 ? 7 : 0);
    g_assert_cmpint (nl_ai_json_get_boolean (object, member), ==, i == 5);
    g_assert_true ((nl_ai_json_get_object (object, member) != NULL) == (i == 7));
    g_assert_true ((nl_ai_json_get_array (object, member) != NULL) == (i == 8));
    g_assert_null (nl_ai_json_get_string (NULL, member));
    g_assert_cmpint (nl_ai_json_get_int64 (NULL, member), ==, 0);
  }
  g_assert_nonnull (nl_ai_json_get_element (array, 0));
  g_assert_null (nl_ai_json_get_element (array, 1));
  g_assert_null (nl_ai_json_get_element (array, 2));
  g_assert_null (nl_ai_json_get_element (NULL, 0));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/ai-json/parsing", test_parsing);
  g_test_add_func ("/ai-json/depth", test_depth);
  g_test_add_func ("/ai-json/extracting", test_extracting);
  g_test_add_func ("/ai-json/extracting-anything", test_extracting_anything);
  g_test_add_func ("/ai-json/members", test_members);
  return g_test_run ();
}
