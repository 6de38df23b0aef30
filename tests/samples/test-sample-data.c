/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the sample shop is told in, before anything is stored. */

#include "samples/nl-sample-data.h"

#include <string.h>

#include "nl-test.h"

static const char *const LANGUAGES[] = { "en", "fr", "de", "es", "it", "pt", "nl", NULL };

static void
collect_texts (JsonNode *node, GPtrArray *texts)
{
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));

    for (GList *v = values; v != NULL; v = v->next)
      collect_texts (v->data, texts);
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      collect_texts (json_array_get_element (json_node_get_array (node), i), texts);
  } else if (json_node_get_value_type (node) == G_TYPE_STRING) {
    g_ptr_array_add (texts, g_strdup (json_node_get_string (node)));
  }
}

static GPtrArray *
list_texts (const char *language, const char *const *members)
{
  g_autoptr (JsonObject) data = nl_sample_data_load (language);
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (; *members != NULL; members++)
    collect_texts (json_object_get_member (data, *members), texts);
  return texts;
}

/* Every name there is in English is another one elsewhere, but for addresses and codes. */
static void
test_everything_is_translated (const char *folder)
{
  static const char *const MEMBERS[] = { "products", "segments", "campaign", NULL };
  static const char *const KEPT[] = { "win-back", "percent", "LUMEN15", "Textiles", NULL };
  g_autoptr (GPtrArray) english = list_texts ("en", MEMBERS);

  for (guint l = 1; LANGUAGES[l] != NULL; l++) {
    g_autoptr (GPtrArray) texts = list_texts (LANGUAGES[l], MEMBERS);

    g_assert_cmpuint (texts->len, ==, english->len);
    for (guint i = 0; i < texts->len; i++) {
      const char *text = texts->pdata[i];
      gboolean is_code = g_str_has_prefix (text, "https://") || strstr (text, " >= ") != NULL
                         || strstr (text, " = ") != NULL || g_strv_contains (KEPT, text);

      if (!is_code && g_str_equal (text, english->pdata[i]))
        g_error ("%s: “%s” is not translated", LANGUAGES[l], text);
    }
  }
}

static void
test_queries_name_the_categories (const char *folder)
{
  for (guint l = 0; LANGUAGES[l] != NULL; l++) {
    g_autoptr (JsonObject) data = nl_sample_data_load (LANGUAGES[l]);
    g_autoptr (GPtrArray) segments = nl_sample_data_make_segments (data);
    JsonArray *products = json_object_get_array_member (data, "products");
    gboolean found = FALSE;

    g_assert_cmpuint (segments->len, ==, 5);
    for (guint i = 0; i < segments->len; i++) {
      g_autofree char *query = NULL;

      g_object_get (segments->pdata[i], "query", &query, NULL);
      for (guint p = 0; p < json_array_get_length (products); p++) {
        g_autofree char *quoted = g_strdup_printf (
            "'%s'", json_object_get_string_member (json_array_get_object_element (products, p),
                                                   "category"));

        found |= strstr (query, quoted) != NULL;
      }
    }
    g_assert_true (found);
  }
}

static void
test_shop_speaks_the_language_first (const char *folder)
{
  for (guint l = 0; LANGUAGES[l] != NULL; l++) {
    g_autoptr (JsonObject) data = nl_sample_data_load (LANGUAGES[l]);
    g_autoptr (NlShop) shop = nl_sample_data_make_shop (data, "Mine");
    g_autofree char *language = NULL;
    g_auto (GStrv) further = NULL;

    g_object_get (shop, "language", &language, "further-languages", &further, NULL);
    g_assert_cmpstr (language, ==, LANGUAGES[l]);
    g_assert_cmpuint (g_strv_length (further), ==, 2);
    g_assert_false (g_strv_contains ((const char *const *) further, language));
  }
}

static void
test_others_get_english (const char *folder)
{
  g_autoptr (JsonObject) japanese = nl_sample_data_load ("ja-JP");
  g_autoptr (JsonObject) canadian = nl_sample_data_load ("fr-CA");
  g_autoptr (JsonObject) mine = nl_sample_data_load (NULL);
  JsonObject *first
      = json_array_get_object_element (json_object_get_array_member (canadian, "segments"), 3);

  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (japanese, "shop"),
                                                  "language"),
                   ==, "en");
  g_assert_cmpstr (json_object_get_string_member (first, "name"), ==, "Amateurs de bougies");
  g_assert_false (json_object_has_member (mine, "translations"));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/sample-data/translated", test_everything_is_translated);
  nl_test_add ("/sample-data/queries", test_queries_name_the_categories);
  nl_test_add ("/sample-data/languages", test_shop_speaks_the_language_first);
  nl_test_add ("/sample-data/english", test_others_get_english);
  return g_test_run ();
}
