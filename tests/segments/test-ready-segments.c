/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-ready-segments.h"

#include "nl-test.h"
#include "segments/nl-segment-builder.h"
#include "segments/nl-segment-query.h"

static JsonObject *
parse_statistics (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}

static const NlReadySegment *
find (const char *id)
{
  guint n;
  const NlReadySegment *segments = nl_ready_segments_list (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (segments[i].id, id))
      return &segments[i];
  g_assert_not_reached ();
}

/* Each can be counted, shown as rows, and pasted into Shopify. */
static void
test_every_one_is_right (const char *folder)
{
  g_autoptr (NlShop) shop = g_object_new (NL_TYPE_SHOP, "currency", "EUR", NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  guint n;
  const NlReadySegment *segments = nl_ready_segments_list (&n);

  g_assert_cmpuint (n, >=, 15);
  for (guint i = 0; i < n; i++) {
    g_autofree char *text = nl_ready_segment_dup_query (&segments[i], shop, NULL);
    g_autoptr (NlSegmentBuilder) builder = nl_segment_builder_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (NlSegmentQuery) query = nl_segment_query_parse (text, &error);
    g_autofree char *canonical = NULL;
    guint n_hints;

    g_assert_no_error (error);
    nl_segment_query_check (query, &error);
    g_assert_no_error (error);
    nl_segment_query_get_hints (query, &n_hints);
    g_assert_cmpuint (n_hints, ==, 0);
    canonical = nl_segment_query_to_string (query);
    g_assert_cmpstr (canonical, ==, text);
    nl_segment_builder_set_text (builder, text, &error);
    g_assert_no_error (error);
    g_assert_true (g_hash_table_add (ids, (gpointer) segments[i].id));
    g_assert_true (g_hash_table_add (names, nl_ready_segment_dup_name (&segments[i], NULL)));
    g_assert_cmpstr (segments[i].description, !=, "");
  }
}

static void
test_the_shop_s_values (const char *folder)
{
  static const struct {
    const char *currency;
    const char *statistics;
    const char *query;
  } cases[] = {
    { "EUR", "{}", "amount_spent >= 200" },
    { "EUR", "{\"money\":{\"shop_average_spent\":0}}", "amount_spent >= 200" },
    { "EUR", "{\"money\":{\"shop_average_spent\":6172}}", "amount_spent >= 120" },
    { "EUR", "{\"money\":{\"shop_average_spent\":2400}}", "amount_spent >= 48" },
    { "JPY", "{\"money\":{\"shop_average_spent\":61728}}", "amount_spent >= 120000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (NlShop) shop = g_object_new (NL_TYPE_SHOP, "currency", cases[i].currency, NULL);
    g_autoptr (JsonObject) statistics = parse_statistics (cases[i].statistics);
    g_autofree char *query = nl_ready_segment_dup_query (find ("high"), shop, statistics);

    g_assert_cmpstr (query, ==, cases[i].query);
  }
}

static void
test_country_needs_customers (const char *folder)
{
  g_autoptr (NlShop) shop = g_object_new (NL_TYPE_SHOP, NULL);
  g_autoptr (JsonObject) nowhere = parse_statistics ("{\"countries\":[]}");
  g_autoptr (JsonObject) somewhere
      = parse_statistics ("{\"countries\":[{\"code\":\"DE\"},{\"code\":\"FR\"}]}");
  const NlReadySegment *country = find ("country");
  g_autofree char *query = nl_ready_segment_dup_query (country, shop, somewhere);
  g_autofree char *name = nl_ready_segment_dup_name (country, somewhere);

  g_assert_false (nl_ready_segment_suits (country, NULL));
  g_assert_false (nl_ready_segment_suits (country, nowhere));
  g_assert_true (nl_ready_segment_suits (country, somewhere));
  g_assert_true (nl_ready_segment_suits (find ("repeat"), NULL));
  g_assert_cmpstr (query, ==, "customer_countries CONTAINS 'DE'");
  g_assert_nonnull (strstr (name, "Germany"));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/segments/ready/right", test_every_one_is_right);
  nl_test_add ("/segments/ready/values", test_the_shop_s_values);
  nl_test_add ("/segments/ready/country", test_country_needs_customers);
  return g_test_run ();
}
