/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-query.h"

#include <string.h>

/* A text and its canonical form; NULL when the text is canonical already. */
static const struct {
  const char *text;
  const char *canonical;
} queries[] = {
  { "amount_spent > 100", NULL },
  { "amount_spent BETWEEN 1 AND 999.99", NULL },
  { "  amount_spent\n>=\t+5  ", "amount_spent >= 5" },
  { "amount_spent = -5.50", NULL },
  { "number_of_orders != 0", NULL },
  { "first_order_date IS NULL", NULL },
  { "last_order_date is not null", "last_order_date IS NOT NULL" },
  { "last_order_date = today OR last_order_date = Yesterday",
    "last_order_date = today OR last_order_date = yesterday" },
  { "last_order_date >= 7_days_ago AND last_order_date <= 12_months_ago",
    "last_order_date >= -7d AND last_order_date <= -12m" },
  { "last_order_date > -8M", "last_order_date > -8m" },
  { "last_order_date>-8w", "last_order_date > -8w" },
  { "customer_added_date BETWEEN 2026-05-30T14:00:01 AND +2y", NULL },
  { "customer_tags CONTAINS 'VIP'", NULL },
  { "customer_tags not contains 'It\\'s \"me\"'", "customer_tags NOT CONTAINS 'It\\'s \"me\"'" },
  { "customer_tags CONTAINS 'back\\slash'", NULL },
  { "customer_tags CONTAINS 'été 🎉'", NULL },
  { "customer_tags CONTAINS ''", NULL },
  { "NOT customer_countries CONTAINS 'FR'", NULL },
  { "NOT (NOT customer_countries CONTAINS 'FR')", NULL },
  { "NOT (rfm_group = 'NEW')", "NOT rfm_group = 'NEW'" },
  { "a = 1 AND b = 2 OR c = 3 AND d = 4", NULL },
  { "(a = 1 AND b = 2) OR (c = 3)", "a = 1 AND b = 2 OR c = 3" },
  { "a = 1 AND (b = 2 OR c = 3)", NULL },
  { "a = 1 and (b = 2 and (c = 3 And d = 4))", "a = 1 AND b = 2 AND c = 3 AND d = 4" },
  { "NOT (a = 1 OR b = 2) AND NOT (c = 3 AND d = 4)", NULL },
  { "-- who\na = 1 /* and\nwhy */ AND b = 2 --", "a = 1 AND b = 2" },
  { "orders_placed MATCHES ()", NULL },
  { "orders_placed NOT MATCHES (amount >= 100, count > 3, date > -30d)", NULL },
  { "products_purchased matches (id in (1, 2,3))", "products_purchased MATCHES (id IN (1, 2, 3))" },
  { "products_purchased MATCHES (tag NOT IN ('a', 'b'), date BETWEEN -2m AND today)", NULL },
  { "shopify_email.opened MATCHES (activity_id = 1234, count >= 2)", NULL },
  { "storefront_event.product_viewed MATCHES (id = 5)", NULL },
  { "products_purchased(id: (1012132033639, 2012162031638)) = false",
    "products_purchased NOT MATCHES (id IN (1012132033639, 2012162031638))" },
  { "products_purchased(tag: 'red') != false", "products_purchased MATCHES (tag = 'red')" },
  { "orders_placed() != true", "orders_placed NOT MATCHES ()" },
  { "shopify_email.opened(activity_id: 7, count_at_least: 2, since: -30d) = TRUE",
    "shopify_email.opened MATCHES (activity_id = 7, count >= 2, date >= -30d)" },
  { "storefront.product_viewed(until: today, id: 5, since: 2026-01-01) = true",
    "storefront.product_viewed MATCHES (id = 5, date BETWEEN 2026-01-01 AND today)" },
  { "customer_within_distance(coordinates: (48.85, -2.35), distance_km: 10) = true",
    "customer_within_distance MATCHES (coordinates = '48.85,-2.35', distance_km <= 10)" },
  { "customer_within_distance(coordinates: '48.85,2.35', distance_mi: 10) = true",
    "customer_within_distance MATCHES (coordinates = '48.85,2.35', distance_mi <= 10)" },
  { "anniversary('metafields.facts.birth_date') = today", NULL },
  { "anniversary(date: 'metafields.facts.birth_date') BETWEEN today AND +30d",
    "anniversary('metafields.facts.birth_date') BETWEEN today AND +30d" },
};

#define SYNTAX NL_SEGMENT_ERROR_SYNTAX
#define CHARACTER NL_SEGMENT_ERROR_CHARACTER

static const struct {
  const char *text;
  NlSegmentError code;
  guint line, column, offset, length;
  const char *says;
} mistakes[] = {
  { "", NL_SEGMENT_ERROR_EMPTY, 1, 1, 0, 0, "empty" },
  { " -- nothing\n ", NL_SEGMENT_ERROR_EMPTY, 2, 2, 13, 0, "empty" },
  { "a = '\xff'", NL_SEGMENT_ERROR_ENCODING, 1, 1, 0, 0, "UTF-8" },
  { "a = 'é' AND\n  b = 'x", NL_SEGMENT_ERROR_UNTERMINATED_STRING, 2, 7, 19, 2, "no end" },
  { "a = 'x\\'", NL_SEGMENT_ERROR_UNTERMINATED_STRING, 1, 5, 4, 4, "no end" },
  { "a = 1 /* b", NL_SEGMENT_ERROR_UNTERMINATED_COMMENT, 1, 7, 6, 4, "*/" },
  { "a = 'é' ; b", CHARACTER, 1, 9, 9, 1, "“;”" },
  { "a <> 1", CHARACTER, 1, 3, 2, 2, "Use != instead" },
  { "a == 1", CHARACTER, 1, 3, 2, 2, "Use = instead" },
  { "a = 1 && b = 2", CHARACTER, 1, 7, 6, 2, "Use AND instead" },
  { "a = \"x\"", CHARACTER, 1, 5, 4, 1, "single quotes" },
  { "a = ‘x’", CHARACTER, 1, 5, 4, 3, "single quotes" },
  { "a > -30days", CHARACTER, 1, 5, 4, 7, "-30days" },
  { "a", SYNTAX, 1, 2, 1, 0, "too early" },
  { "a = ", SYNTAX, 1, 5, 4, 0, "a value" },
  { "= 1", SYNTAX, 1, 1, 0, 1, "an attribute" },
  { "a = 1 b = 2", SYNTAX, 1, 7, 6, 1, "AND, OR" },
  { "a = 1 AND", SYNTAX, 1, 10, 9, 0, "too early" },
  { "a = 1 AND OR b = 2", SYNTAX, 1, 11, 10, 2, "“OR”" },
  { "NOT NOT a = 1", SYNTAX, 1, 5, 4, 3, "“NOT”" },
  { "(a = 1", SYNTAX, 1, 7, 6, 0, "“)”" },
  { "a = 1)", SYNTAX, 1, 6, 5, 1, "the end" },
  { "a = 1,000", SYNTAX, 1, 6, 5, 1, "thousands" },
  { "f MATCHES (amount > 1,000)", SYNTAX, 1, 23, 22, 3, "thousands" },
  { "a = SUBSCRIBED", SYNTAX, 1, 5, 4, 10, "'SUBSCRIBED'" },
  { "a = 1e5", SYNTAX, 1, 5, 4, 3, "1e5" },
  { "a BETWEEN 1, 2", SYNTAX, 1, 12, 11, 1, "AND" },
  { "a IS 5", SYNTAX, 1, 6, 5, 1, "NULL" },
  { "a NOT = 5", SYNTAX, 1, 7, 6, 1, "operator" },
  { "f MATCHES 5", SYNTAX, 1, 11, 10, 1, "(" },
  { "f MATCHES (a = 1,)", SYNTAX, 1, 18, 17, 1, "parameter" },
  { "f MATCHES (a = 1", SYNTAX, 1, 17, 16, 0, "“)”" },
  { "f MATCHES (a IN 1)", SYNTAX, 1, 17, 16, 1, "(" },
  { "f MATCHES (a IN ())", SYNTAX, 1, 18, 17, 1, "a value" },
  { "f()", SYNTAX, 1, 4, 3, 0, "= true" },
  { "f() > true", SYNTAX, 1, 5, 4, 1, "= true" },
  { "f() = 1", SYNTAX, 1, 7, 6, 1, "true, false" },
  { "f(a = 1) = true", SYNTAX, 1, 5, 4, 1, ":" },
  { "anniversary(birthday) = today", SYNTAX, 1, 13, 12, 8, "metafields" },
  { "WHERE a = 1", SYNTAX, 1, 1, 0, 5, "leave out" },
  { "FROM customers SHOW note WHERE a = 1", SYNTAX, 1, 1, 0, 4, "leave out" },
  { "a = 2026-5-3", NL_SEGMENT_ERROR_DATE, 1, 5, 4, 8, "2026-05-30" },
  { "a = 2026-05-30T14:00", NL_SEGMENT_ERROR_DATE, 1, 5, 4, 16, "2026-05-30" },
  { "a = -9999999d", NL_SEGMENT_ERROR_DATE, 1, 5, 4, 9, "too far" },
};

static void
test_canonical_text (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++) {
    const char *canonical = queries[i].canonical != NULL ? queries[i].canonical : queries[i].text;
    g_autoptr (GError) error = NULL;
    g_autoptr (NlSegmentQuery) query = nl_segment_query_parse (queries[i].text, &error);
    g_autoptr (NlSegmentQuery) again = NULL;
    g_autofree char *printed = NULL;
    g_autofree char *printed_again = NULL;

    g_assert_no_error (error);
    g_assert_cmpstr (nl_segment_query_get_text (query), ==, queries[i].text);
    printed = nl_segment_query_to_string (query);
    g_assert_cmpstr (printed, ==, canonical);
    again = nl_segment_query_parse (printed, &error);
    g_assert_no_error (error);
    printed_again = nl_segment_query_to_string (again);
    g_assert_cmpstr (printed_again, ==, printed);
  }
}

static void
test_mistakes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *place = NULL;
    NlSegmentSpan span;

    g_test_message ("%s", g_utf8_validate (mistakes[i].text, -1, NULL) ? mistakes[i].text : "?");
    g_assert_null (nl_segment_query_parse (mistakes[i].text, &error));
    g_assert_error (error, NL_SEGMENT_ERROR, (int) mistakes[i].code);
    g_assert_true (nl_segment_error_get_span (error, &span));
    g_assert_cmpuint (span.line, ==, mistakes[i].line);
    g_assert_cmpuint (span.column, ==, mistakes[i].column);
    g_assert_cmpuint (span.offset, ==, mistakes[i].offset);
    g_assert_cmpuint (span.length, ==, mistakes[i].length);
    g_assert_nonnull (strstr (error->message, mistakes[i].says));
    place = g_strdup_printf ("Line %u, column %u: ", span.line, span.column);
    g_assert_true (g_str_has_prefix (error->message, place));
  }
}

static void
test_depth_is_bounded (void)
{
  for (guint depth = 50; depth <= 51; depth++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (NlSegmentQuery) query = NULL;

    for (guint i = 0; i < depth; i++)
      g_string_append (text, "NOT (");
    g_string_append (text, "a = 1");
    for (guint i = 0; i < depth; i++)
      g_string_append (text, ")");
    query = nl_segment_query_parse (text->str, &error);
    if (depth == 50)
      g_assert_no_error (error);
    else
      g_assert_error (error, NL_SEGMENT_ERROR, NL_SEGMENT_ERROR_TOO_DEEP);
  }
}

static void
test_groups_side_by_side_are_not_depth (void)
{
  g_autoptr (GString) text = g_string_new ("(a = 1)");
  g_autoptr (GError) error = NULL;
  g_autoptr (NlSegmentQuery) query = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (text, " AND (b = 1 OR c = 1)");
  query = nl_segment_query_parse (text->str, &error);
  g_assert_no_error (error);
}

static void
test_length_is_bounded (void)
{
  g_autoptr (GString) text = g_string_new ("a = 1");
  g_autofree char *space = g_strnfill (300 * 1024, ' ');
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 500; i++)
    g_string_append (text, " OR a = 1");
  g_assert_null (nl_segment_query_parse (text->str, &error));
  g_assert_error (error, NL_SEGMENT_ERROR, NL_SEGMENT_ERROR_TOO_LONG);
  g_clear_error (&error);
  g_assert_null (nl_segment_query_parse (space, &error));
  g_assert_error (error, NL_SEGMENT_ERROR, NL_SEGMENT_ERROR_TOO_LONG);
}

static void
test_errors_keep_their_place_when_copied (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;
  g_autoptr (GError) other = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_IO, "other");
  NlSegmentSpan span = { 9, 9, 9, 9 };

  g_assert_null (nl_segment_query_parse ("a = 1 b", &error));
  copy = g_error_copy (error);
  g_assert_false (nl_segment_error_get_span (other, &span));
  g_assert_cmpuint (span.offset, ==, 9);
  g_assert_true (nl_segment_error_get_span (copy, &span));
  g_assert_cmpuint (span.offset, ==, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/segments/parser/canonical-text", test_canonical_text);
  g_test_add_func ("/segments/parser/mistakes", test_mistakes);
  g_test_add_func ("/segments/parser/depth", test_depth_is_bounded);
  g_test_add_func ("/segments/parser/width", test_groups_side_by_side_are_not_depth);
  g_test_add_func ("/segments/parser/length", test_length_is_bounded);
  g_test_add_func ("/segments/parser/error-copy", test_errors_keep_their_place_when_copied);
  return g_test_run ();
}
