/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "nl-test.h"
#include "segment-evaluator.h"
#include "segment-generator.h"
#include "segments/nl-segment-data.h"
#include "segments/nl-segment-parser.h"

#define SEED 20260531
#define N_QUERIES nl_test_rounds (4000u, 400u)

static guint32
get_seed (void)
{
  const char *seed = g_getenv ("NL_TEST_SEED");

  return seed != NULL ? (guint32) g_ascii_strtoull (seed, NULL, 10) : SEED;
}

static NlSegmentQuery *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  NlSegmentQuery *query = nl_segment_query_parse (text, &error);

  g_assert_no_error (error);
  return query;
}

/* The ids of the customers a query finds, as `1,2,3`. */
static char *
find (NlConnection *connection, Sample *sample, const char *text)
{
  NlSegmentContext context = { SAMPLE_SHOP, sample->time_zone, sample->now, 2 };
  g_autoptr (NlSegmentQuery) query = parse (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (NlSegmentSql) sql = nl_segment_query_compile (query, &context, &error);
  g_autoptr (NlStatement) statement = NULL;
  g_autofree char *select = NULL;
  GString *ids = g_string_new (NULL);

  g_assert_no_error (error);
  select = g_strdup_printf ("SELECT id FROM customers WHERE %s ORDER BY id",
                            nl_segment_sql_get_text (sql));
  statement = nl_connection_prepare (connection, "test", select, &error);
  g_assert_no_error (error);
  nl_statement_bind_values (statement, 1, nl_segment_sql_get_values (sql));
  while (nl_statement_step (statement, &error))
    g_string_append_printf (ids, "%s%d", ids->len > 0 ? "," : "",
                            (int) nl_statement_get_int64 (statement, 0));
  g_assert_no_error (error);
  return g_string_free (ids, FALSE);
}

/* How many customers a query finds, when they need only be counted. */
static guint
count (NlConnection *connection, Sample *sample, const char *text)
{
  NlSegmentContext context = { SAMPLE_SHOP, sample->time_zone, sample->now, 2 };
  g_autoptr (NlSegmentQuery) query = parse (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (NlSegmentSql) sql = nl_segment_query_compile_count (query, &context, &error);
  g_autoptr (NlStatement) statement = NULL;

  g_assert_no_error (error);
  statement = nl_connection_prepare (connection, "test", nl_segment_sql_get_text (sql), &error);
  g_assert_no_error (error);
  nl_statement_bind_values (statement, 1, nl_segment_sql_get_values (sql));
  g_assert_true (nl_statement_step (statement, &error));
  return (guint) nl_statement_get_int64 (statement, 0);
}

static guint
count_ids (const char *ids)
{
  guint n = *ids != '\0';

  for (const char *p = ids; *p != '\0'; p++)
    n += *p == ',';
  return n;
}

static char *
find_slowly (Sample *sample, const char *text)
{
  g_autoptr (NlSegmentQuery) query = parse (text);
  g_autoptr (GError) error = NULL;
  GString *ids = g_string_new (NULL);

  nl_segment_query_check (query, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < SAMPLE_CUSTOMERS; i++)
    if (segment_evaluate (query, sample, &sample->customers[i]))
      g_string_append_printf (ids, "%s%d", ids->len > 0 ? "," : "", (int) sample->customers[i].id);
  return g_string_free (ids, FALSE);
}

static void
test_sql_means_what_the_query_says (const char *folder)
{
  g_autoptr (Sample) sample = sample_new (get_seed ());
  g_autoptr (NlConnection) connection = sample_open_database (sample, folder);
  guint n_some = 0;

  for (guint i = 0; i < N_QUERIES; i++) {
    g_autofree char *text = segment_generate_query (sample);
    g_autoptr (NlSegmentQuery) query = parse (text);
    g_autofree char *canonical = nl_segment_query_to_string (query);
    g_autoptr (NlSegmentQuery) again = parse (canonical);
    g_autofree char *canonical_again = nl_segment_query_to_string (again);
    g_autofree char *expected = find_slowly (sample, text);
    g_autofree char *found = find (connection, sample, canonical);

    g_assert_cmpstr (canonical_again, ==, canonical);
    if (!g_str_equal (found, expected))
      g_error ("%s\nfinds %s\ninstead of %s", canonical, found, expected);
    if (count (connection, sample, canonical) != count_ids (expected))
      g_error ("%s\ncounts %u instead of %u", canonical, count (connection, sample, canonical),
               count_ids (expected));
    n_some += *found != '\0';
  }
  /* A test of queries that find nobody would show nothing. */
  g_assert_cmpuint (n_some, >, N_QUERIES / 2);
}

static void
test_not_is_the_complement (const char *folder)
{
  g_autoptr (Sample) sample = sample_new (get_seed () + 1);
  g_autoptr (NlConnection) connection = sample_open_database (sample, folder);
  g_autofree char *everyone = find (connection, sample, "number_of_orders >= 0");
  g_auto (GStrv) ids = g_strsplit (everyone, ",", -1);

  for (guint i = 0; i < N_QUERIES / 10; i++) {
    g_autofree char *text = segment_generate_query (sample);
    g_autofree char *opposite = g_strdup_printf ("NOT (%s\n)", text);
    g_autofree char *found = find (connection, sample, text);
    g_autofree char *rest = find (connection, sample, opposite);
    g_autofree char *fenced = g_strdup_printf (",%s,%s,", found, rest);
    g_auto (GStrv) found_ids = g_strsplit (found, ",", -1);
    g_auto (GStrv) rest_ids = g_strsplit (rest, ",", -1);
    guint n = (*found ? g_strv_length (found_ids) : 0) + (*rest ? g_strv_length (rest_ids) : 0);

    g_assert_cmpuint (n, ==, g_strv_length (ids));
    for (guint j = 0; ids[j] != NULL; j++) {
      g_autofree char *id = g_strdup_printf (",%s,", ids[j]);

      g_assert_nonnull (strstr (fenced, id));
    }
  }
}

static void
test_distances (const char *folder)
{
  static const char *const middles[] = { "48.85,2.35", "0,180", "-89.5,-120" };
  g_autoptr (Sample) sample = sample_new (get_seed ());
  g_autoptr (NlConnection) connection = sample_open_database (sample, folder);

  for (guint i = 0; i < G_N_ELEMENTS (middles); i++)
    for (guint from = 500; from < 20000; from += 1700) {
      g_autofree char *ring = g_strdup_printf (
          "customer_within_distance MATCHES (coordinates = '%s', distance_km BETWEEN %u AND %u)",
          middles[i], from, from + 4000);
      g_autofree char *parts = g_strdup_printf (
          "customer_within_distance MATCHES (coordinates = '%s', distance_km >= %u) AND"
          " customer_within_distance MATCHES (coordinates = '%s', distance_km <= %u)",
          middles[i], from, middles[i], from + 4000);
      g_autofree char *found = find (connection, sample, ring);
      g_autofree char *expected = find (connection, sample, parts);

      g_assert_cmpstr (found, ==, expected);
      g_assert_cmpuint (count (connection, sample, ring), ==, count_ids (expected));
    }
}

/* No workspace holds them: whoever runs such a query all the same finds nobody, and says why. */
static void
test_anniversaries_find_nobody (const char *folder)
{
  static const char *const text = "anniversary('metafields.facts.birth_date') = today";
  g_autoptr (Sample) sample = sample_new (get_seed ());
  g_autoptr (NlConnection) connection = sample_open_database (sample, folder);
  g_autofree char *found = find (connection, sample, text);

  g_assert_cmpstr (found, ==, "");
  g_assert_cmpuint (count (connection, sample, text), ==, 0);
}

static gboolean
uses_index (NlConnection *connection, Sample *sample, const char *text, const char *index)
{
  NlSegmentContext context = { SAMPLE_SHOP, sample->time_zone, sample->now, 2 };
  g_autoptr (NlSegmentQuery) query = parse (text);
  g_autoptr (NlSegmentSql) sql = nl_segment_query_compile (query, &context, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *explain
      = g_strdup_printf ("EXPLAIN QUERY PLAN SELECT count(*) FROM customers WHERE %s",
                         nl_segment_sql_get_text (sql));
  g_autoptr (NlStatement) statement = nl_connection_prepare (connection, "test", explain, &error);

  g_assert_no_error (error);
  nl_statement_bind_values (statement, 1, nl_segment_sql_get_values (sql));
  while (nl_statement_step (statement, &error))
    if (strstr (nl_statement_get_text (statement, 3), index) != NULL)
      return TRUE;
  g_assert_no_error (error);
  return FALSE;
}

static void
test_plain_clauses_use_indices (const char *folder)
{
  g_autoptr (Sample) sample = sample_new (get_seed ());
  g_autoptr (NlConnection) connection = sample_open_database (sample, folder);
  static const char *const queries[][2] = {
    { "amount_spent > 10", "customers_amount_spent" },
    { "number_of_orders BETWEEN 2 AND 5", "customers_number_of_orders" },
    { "last_order_date > -30d", "customers_last_order" },
    { "rfm_group = 'NEW'", "customers_rfm_group" },
    { "customer_countries CONTAINS 'FR'", "customers_country" },
    { "customer_tags CONTAINS 'vip'", "customer_tags USING PRIMARY KEY" },
    { "products_purchased MATCHES (id = 5)", "order_lines_product" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    g_assert_true (uses_index (connection, sample, queries[i][0], queries[i][1]));
}

static void
test_text_never_becomes_sql (const char *folder)
{
  g_autoptr (Sample) sample = sample_new (get_seed ());
  g_autoptr (NlConnection) connection = sample_open_database (sample, folder);
  static const char *const nasty[] = {
    "customer_tags CONTAINS '\\'); DROP TABLE customers; --'",
    "customer_email_domain = '\\' OR 1=1 --'",
    "customer_language = '?1'",
    "products_purchased MATCHES (tag IN ('\"]', '\\'', ']', '\\\\x'))",
    "customer_cities CONTAINS 'US-\\'-\"x'",
    "companies CONTAINS '%s%n'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (nasty); i++) {
    g_autofree char *found = find (connection, sample, nasty[i]);

    g_assert_cmpstr (found, ==, "");
  }
}

static void
test_largest_query_runs (const char *folder)
{
  g_autoptr (Sample) sample = sample_new (get_seed ());
  g_autoptr (NlConnection) connection = sample_open_database (sample, folder);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) list = g_string_new ("products_purchased MATCHES (id IN (1");
  g_autofree char *found = NULL;
  g_autofree char *expected = NULL;

  for (guint i = 0; i < 49; i++)
    g_string_append (text, "NOT (number_of_orders > 1000 OR ");
  g_string_append (text, "orders_placed MATCHES (count > 1000)");
  for (guint i = 0; i < 400; i++)
    g_string_append (text, " OR orders_placed MATCHES (count > 1000, date > today)");
  for (guint i = 0; i < 49; i++)
    g_string_append (text, ")");
  found = find (connection, sample, text->str);
  expected = find_slowly (sample, text->str);
  g_assert_cmpstr (found, ==, expected);

  for (guint i = 0; i < 40000; i++)
    g_string_append_printf (list, ",%u", i % 9);
  g_string_append (list, "))");
  g_free (found);
  found = find (connection, sample, list->str);
  g_assert_cmpstr (found, !=, "");
}

/* A chain of as many clauses as there can be, found and counted. */
static void
test_longest_chains_run (const char *folder)
{
  static const struct {
    const char *clause;
    const char *joiner;
  } chains[] = {
    { "number_of_orders = %u", " OR " },
    { "number_of_orders > %u", " AND " },
    { "amount_spent BETWEEN 0 AND %u9999", " AND " },
    { "NOT customer_tags CONTAINS 't%u'", " AND " },
  };
  g_autoptr (Sample) sample = sample_new (get_seed ());
  g_autoptr (NlConnection) connection = sample_open_database (sample, folder);

  for (gsize i = 0; i < G_N_ELEMENTS (chains); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *negated = NULL;
    g_autofree char *found = NULL;
    g_autofree char *expected = NULL;

    for (guint n = 0; n < NL_SEGMENT_MAX_CLAUSES; n++) {
      g_autofree char *number = g_strdup_printf ("%u", n);
      g_auto (GStrv) around = g_strsplit (chains[i].clause, "%u", 2);

      g_string_append_printf (text, "%s%s%s%s", n > 0 ? chains[i].joiner : "", around[0], number,
                              around[1]);
    }
    found = find (connection, sample, text->str);
    expected = find_slowly (sample, text->str);
    g_assert_cmpstr (found, ==, expected);
    g_assert_cmpuint (count (connection, sample, text->str), ==, count_ids (expected));
    negated = g_strdup_printf ("NOT (%s)", text->str);
    g_free (expected);
    expected = find_slowly (sample, negated);
    g_assert_cmpuint (count (connection, sample, negated), ==, count_ids (expected));
  }
}

static void
test_missing_data_is_said (const char *folder)
{
  g_autoptr (Sample) sample = sample_new (get_seed ());
  g_autoptr (NlConnection) connection = sample_open_database (sample, folder);
  NlSegmentData all = (NL_SEGMENT_DATA_SNAPSHOTS << 1) - 1;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  NlSegmentData missing;

  g_assert_true (nl_segment_data_find_missing (connection, SAMPLE_SHOP, all, &missing, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (missing, ==, NL_SEGMENT_DATA_METAFIELDS);
  g_assert_true (nl_segment_data_find_missing (connection, 99, all, &missing, &error));
  g_assert_cmpuint (missing, ==, all);
  g_assert_true (nl_segment_data_find_missing (connection, 99, NL_SEGMENT_DATA_STORE_CREDIT,
                                               &missing, &error));
  g_assert_cmpuint (missing, ==, NL_SEGMENT_DATA_STORE_CREDIT);
  sentence = nl_segment_data_describe (missing);
  g_assert_nonnull (strstr (sentence, "has not imported: store credit."));
  g_assert_null (nl_segment_data_describe (NL_SEGMENT_DATA_NONE));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/segments/compiler/meaning", test_sql_means_what_the_query_says);
  nl_test_add ("/segments/compiler/complement", test_not_is_the_complement);
  nl_test_add ("/segments/compiler/distances", test_distances);
  nl_test_add ("/segments/compiler/anniversaries", test_anniversaries_find_nobody);
  nl_test_add ("/segments/compiler/indices", test_plain_clauses_use_indices);
  nl_test_add ("/segments/compiler/injection", test_text_never_becomes_sql);
  nl_test_add ("/segments/compiler/largest", test_largest_query_runs);
  nl_test_add ("/segments/compiler/longest-chains", test_longest_chains_run);
  nl_test_add ("/segments/compiler/missing-data", test_missing_data_is_said);
  return g_test_run ();
}
