/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever word a text has used, ban it, and it does not come back: neither it nor a form of it. */

#include <string.h>

#include "ai/offline/nl-offline-provider.h"
#include "base/nl-text.h"
#include "facts-fixture.h"
#include "nl-test.h"
#include "text-checks.h"

/* The endings with which the languages we write make other forms of a word, as a reader would look
 * for them. The engine has its own list. */
#define FORMS "(s|es|n|en|e|er|em|a|as|o|os|i)?"

static void
collect_texts (JsonNode *node, GString *all)
{
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    g_autoptr (GList) members = json_object_get_members (json_node_get_object (node));

    for (GList *m = members; m != NULL; m = m->next)
      if (!g_str_equal (m->data, "figure") && !g_str_equal (m->data, "source")
          && !g_str_equal (m->data, "name") && !g_str_equal (m->data, "gender")
          && !g_str_equal (m->data, "slug") && !g_str_equal (m->data, "hashtags"))
        collect_texts (json_object_get_member (json_node_get_object (node), m->data), all);
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      collect_texts (json_array_get_element (json_node_get_array (node), i), all);
  } else if (json_node_get_value_type (node) == G_TYPE_STRING) {
    g_string_append_printf (all, "%s\n", json_node_get_string (node));
  }
}

static char *
write_all (NlAiRequest *request)
{
  g_autoptr (JsonObject) object = fixture_write (request);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  GString *all = g_string_new (NULL);

  json_node_set_object (node, object);
  collect_texts (node, all);
  return g_string_free_and_steal (all);
}

/* Words of five letters and more that are the language's own: lower case, outside addresses. */
static GPtrArray *
pick_words (const char *text, guint n)
{
  g_autoptr (GRegex) address
      = g_regex_new ("\\(?https?://[^ )\\n]+\\)?|\\[[^]]*\\]|[“«„‘][^”»“’]*", 0, 0, NULL);
  g_autofree char *prose = g_regex_replace_literal (address, text, -1, 0, " ", 0, NULL);
  g_autoptr (GRegex) word = g_regex_new ("(?<![\\p{L}’-])\\p{Ll}{5,}(?![\\p{L}’-])", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  guint step = 0;

  g_regex_match (word, prose, 0, &match);
  /* Every fourth, so that they come from all over the text. */
  for (; g_match_info_matches (match) && words->len < n; g_match_info_next (match, NULL)) {
    g_autofree char *found = g_match_info_fetch (match, 0);

    if (step++ % 4 == 0 && !g_ptr_array_find_with_equal_func (words, found, g_str_equal, NULL))
      g_ptr_array_add (words, g_steal_pointer (&found));
  }
  return words;
}

static NlAiRequest *
ban (NlAiRequest *request, GPtrArray *words)
{
  g_autofree char *text = json_to_string (nl_ai_request_get_facts (request), FALSE);
  g_autoptr (JsonNode) facts = json_from_string (text, NULL);
  JsonObject *voice = json_object_new ();
  JsonArray *banned = json_array_new ();
  NlAiRequest *other
      = nl_ai_request_new (nl_ai_request_get_task (request), nl_ai_request_get_language (request),
                           nl_ai_request_get_seed (request));

  for (guint i = 0; i < words->len; i++)
    json_array_add_string_element (banned, words->pdata[i]);
  json_object_set_array_member (voice, "banned_words", banned);
  json_object_set_object_member (json_node_get_object (facts), "voice", voice);
  nl_ai_request_set_facts (other, facts);
  return other;
}

static void
check_gone (NlAiRequest *request, guint n_words)
{
  g_autofree char *before = write_all (request);
  g_autoptr (GPtrArray) words = pick_words (before, n_words);
  g_autoptr (NlAiRequest) sterner = ban (request, words);
  g_autofree char *after = write_all (sterner);
  g_autofree char *folded = nl_text_fold (after);

  g_assert_cmpuint (words->len, >, 0);
  for (guint i = 0; i < words->len; i++) {
    g_autofree char *word = nl_text_fold (words->pdata[i]);
    g_autofree char *pattern
        = g_strdup_printf ("(?<![\\p{L}\\p{N}])%s" FORMS "(?![\\p{L}\\p{N}])", word);

    if (g_regex_match_simple (pattern, folded, 0, 0))
      g_error ("%s: “%s” was banned: %s", nl_ai_request_get_language (request),
               (char *) words->pdata[i], after);
  }
  g_assert_null (strpbrk (after, "{}"));
  g_assert_null (strstr (after, "  "));
}

static void
test_messages (gconstpointer language)
{
  static const char *const TEMPLATES[] = { "welcome", "win-back", "seasonal", "newsletter" };

  for (guint c = 0; FIXTURE_CHANNELS[c] != NULL; c++) {
    for (guint t = 0; t < G_N_ELEMENTS (TEMPLATES); t++) {
      g_autoptr (NlAiRequest) request
          = fixture_message_request ("dormant-high-germany", language, t + 7, TEMPLATES[t],
                                     FIXTURE_CHANNELS[c]);

      /* A post of five sections cannot do without a dozen of its words. */
      check_gone (request, g_str_equal (FIXTURE_CHANNELS[c], "blog") ? 2 : 5);
    }
  }
}

static void
test_personas (gconstpointer language)
{
  for (guint f = 0; FIXTURE_FACTS[f] != NULL; f++) {
    g_autoptr (NlAiRequest) request = fixture_persona_request (FIXTURE_FACTS[f], language, f);

    check_gone (request, 6);
  }
}

int
main (int argc, char **argv)
{
  const char *const *languages;

  nl_test_init (&argc, &argv);
  languages = nl_offline_provider_list_languages ();
  for (guint i = 0; languages[i] != NULL; i++) {
    g_autofree char *messages = g_strconcat ("/banned/messages/", languages[i], NULL);
    g_autofree char *personas = g_strconcat ("/banned/personas/", languages[i], NULL);

    g_test_add_data_func (messages, languages[i], test_messages);
    g_test_add_data_func (personas, languages[i], test_personas);
  }
  return g_test_run ();
}
