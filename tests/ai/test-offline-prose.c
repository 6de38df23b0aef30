/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Personas and messages as Markdown, for who asks for text. */

#include "ai/offline/nl-offline-prose.h"

#include <string.h>

#include "facts-fixture.h"
#include "nl-test.h"
#include "text-checks.h"

static void
test_shapes (void)
{
  static const char *const CASES[][2] = {
    { "{}", "" },
    { "{'title':'T'}", "T" },
    { "{'title':'T','body':'B'}", "T\n\nB" },
    { "{'title':'T','tags':['a','b'],'body':'B'}", "T\n\n- a\n- b\n\nB" },
    { "{'goals':[{'text':'A','source':'data','figure':'1'},{'text':'B'}]}", "- A\n- B" },
    { "{'age':30,'draft':true,'none':null,'title':'T'}", "T" },
    { "{'empty':'','none':[],'title':'T'}", "T" },
    { "{'body':'B\\n','title':'T'}", "B\n\nT" },
    { "{'body':'B','list':['a']}", "B\n\n- a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *json = g_strdelimit (g_strdup (CASES[i][0]), "'", '"');
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) node = json_from_string (json, &error);
    g_autofree char *prose = NULL;

    g_assert_no_error (error);
    prose = nl_offline_prose (node);
    g_assert_cmpstr (prose, ==, CASES[i][1]);
  }
}

/* Everything that a draft says is in its prose, in every language. */
static void
test_whole_drafts (void)
{
  static const char *const LANGUAGES[] = { "en", "fr", "es", "de", "it", "pt", "nl" };

  for (gsize l = 0; l < G_N_ELEMENTS (LANGUAGES); l++) {
    g_autoptr (NlAiRequest) asked
        = fixture_persona_request ("dormant-high-germany", LANGUAGES[l], 7);
    g_autoptr (JsonObject) persona = fixture_write (asked);
    g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
    g_autoptr (GList) members = json_object_get_members (persona);
    g_autofree char *prose = NULL;
    guint n_texts = 0;

    json_node_set_object (node, persona);
    prose = nl_offline_prose (node);
    check_text (prose, LANGUAGES[l], LANGUAGES[l]);
    for (GList *item = members; item != NULL; item = item->next) {
      JsonNode *member = json_object_get_member (persona, item->data);
      JsonArray *list = JSON_NODE_HOLDS_ARRAY (member) ? json_node_get_array (member) : NULL;

      for (guint i = 0; list != NULL && i < json_array_get_length (list); i++) {
        JsonNode *element = json_array_get_element (list, i);
        const char *text
            = JSON_NODE_HOLDS_OBJECT (element)
                  ? json_object_get_string_member (json_node_get_object (element), "text")
                  : NULL;

        if (text == NULL)
          continue;
        g_assert_nonnull (strstr (prose, text));
        n_texts++;
      }
    }
    g_assert_cmpuint (n_texts, >, 15);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/offline-prose/shapes", test_shapes);
  g_test_add_func ("/offline-prose/whole", test_whole_drafts);
  return g_test_run ();
}
