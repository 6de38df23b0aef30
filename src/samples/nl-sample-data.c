/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/nl-sample-data.h"

#include <string.h>

#include "base/nl-language.h"
#include "nl-samples-resources.h"

static char *
dup_primary (const char *language)
{
  return g_strndup (language, strcspn (language, "-_"));
}

static void translate_node (JsonNode *node, JsonObject *words);

static void
translate_member (JsonObject *object, const char *member, JsonNode *node, gpointer words)
{
  translate_node (node, words);
}

static void
translate_element (JsonArray *array, guint i, JsonNode *node, gpointer words)
{
  translate_node (node, words);
}

/* A query names a category between single quotes. */
static char *
translate_query (const char *text, JsonObject *words)
{
  g_auto (GStrv) pieces = g_strsplit (text, "'", -1);

  for (guint i = 1; pieces[0] != NULL && pieces[i] != NULL; i += 2) {
    const char *word = json_object_get_string_member_with_default (words, pieces[i], NULL);

    if (word != NULL)
      g_set_str (&pieces[i], word);
    if (pieces[i + 1] == NULL)
      break;
  }
  return g_strjoinv ("'", pieces);
}

static void
translate_node (JsonNode *node, JsonObject *words)
{
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    json_object_foreach_member (json_node_get_object (node), translate_member, words);
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    json_array_foreach_element (json_node_get_array (node), translate_element, words);
  } else if (json_node_get_value_type (node) == G_TYPE_STRING) {
    const char *text = json_node_get_string (node);
    const char *whole = json_object_get_string_member_with_default (words, text, NULL);
    g_autofree char *query = translate_query (text, words);

    json_node_set_string (node, whole != NULL ? whole : query);
  }
}

/* The shop speaks the user's language first, and still three of them. */
static void
set_languages (JsonObject *shop, const char *language)
{
  static const char *const OTHERS[] = { "en", "fr", "de" };
  JsonArray *further = json_array_new ();

  json_object_set_string_member (shop, "language", language);
  for (guint i = 0; i < G_N_ELEMENTS (OTHERS) && json_array_get_length (further) < 2; i++)
    if (!g_str_equal (OTHERS[i], language))
      json_array_add_string_element (further, OTHERS[i]);
  json_object_set_array_member (shop, "further_languages", further);
}

/**
 * nl_sample_data_load:
 * @language: (nullable): BCP 47 tag of the language to tell it in; %NULL for that of the user
 *   interface. English when the sample is not written in it
 *
 * Returns: (transfer full): what the sample shop is made of: data/samples/sample-shop.json
 */
JsonObject *
nl_sample_data_load (const char *language)
{
  g_autofree char *primary = dup_primary (language != NULL ? language : nl_language_get_ui ());
  g_autoptr (GBytes) bytes
      = g_resource_lookup_data (nl_samples_get_resource (),
                                "/ai/ninjalead/samples/sample-shop.json", 0, NULL);
  g_autoptr (JsonNode) node = json_from_string (g_bytes_get_data (bytes, NULL), NULL);
  JsonObject *data = json_node_get_object (node);
  g_autoptr (JsonObject) translations
      = json_object_ref (json_object_get_object_member (data, "translations"));
  JsonObject *words = NULL;

  json_object_remove_member (data, "translations");
  if (json_object_has_member (translations, primary))
    words = json_object_get_object_member (translations, primary);
  if (words != NULL) {
    translate_node (node, words);
    set_languages (json_object_get_object_member (data, "shop"), primary);
  }
  return json_object_ref (data);
}

static char **
dup_strings (JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));
  return g_strv_builder_end (builder);
}

/**
 * nl_sample_data_make_shop:
 * @data: from nl_sample_data_load()
 * @name: what to call the shop
 *
 * Returns: (transfer full): the sample shop, not stored yet
 */
NlShop *
nl_sample_data_make_shop (JsonObject *data, const char *name)
{
  static const char *const texts[]
      = { "url", "currency", "timezone", "language", "tone", "dos", "donts", "emoji_policy" };
  JsonObject *shop = json_object_get_object_member (data, "shop");
  NlShop *record = g_object_new (NL_TYPE_SHOP, "name", name, NULL);
  g_auto (GStrv) languages = dup_strings (json_object_get_array_member (shop, "further_languages"));
  g_auto (GStrv) banned = dup_strings (json_object_get_array_member (shop, "banned_words"));

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *property = g_strdelimit (g_strdup (texts[i]), "_", '-');

    g_object_set (record, property, json_object_get_string_member (shop, texts[i]), NULL);
  }
  g_object_set (record, "further-languages", languages, "banned-words", banned, NULL);
  return record;
}

/**
 * nl_sample_data_make_segments:
 * @data: from nl_sample_data_load()
 *
 * Returns: (transfer full) (element-type NlSegment): the sample's segments, not stored yet
 */
GPtrArray *
nl_sample_data_make_segments (JsonObject *data)
{
  JsonArray *array = json_object_get_array_member (data, "segments");
  GPtrArray *segments = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonObject *segment = json_array_get_object_element (array, i);

    g_ptr_array_add (segments,
                     g_object_new (NL_TYPE_SEGMENT, "name",
                                   json_object_get_string_member (segment, "name"), "query",
                                   json_object_get_string_member (segment, "query"), NULL));
  }
  return segments;
}
