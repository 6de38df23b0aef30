/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/nl-sample-data.h"

#include "nl-samples-resources.h"

/**
 * nl_sample_data_load:
 *
 * Returns: (transfer full): what the sample shop is made of: data/samples/sample-shop.json
 */
JsonObject *
nl_sample_data_load (void)
{
  g_autoptr (GBytes) bytes
      = g_resource_lookup_data (nl_samples_get_resource (),
                                "/ai/ninjalead/samples/sample-shop.json", 0, NULL);
  g_autoptr (JsonNode) node = json_from_string (g_bytes_get_data (bytes, NULL), NULL);

  return json_object_ref (json_node_get_object (node));
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
