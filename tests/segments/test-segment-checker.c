/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-query.h"

#include <string.h>

#define ALL_ORDERS NL_SEGMENT_DATA_ORDERS | NL_SEGMENT_DATA_ORDER_LINES

static const struct {
  const char *text;
  NlSegmentData data;
} right[] = {
  { "amount_spent > 100", 0 },
  { "amount_spent BETWEEN 1 AND 999.99", 0 },
  { "amount_spent BETWEEN 5 AND 5.00", 0 },
  { "amount_spent = 999999999999999.99", 0 },
  { "amount_spent > 0000000000000000000005", 0 },
  { "number_of_orders = 9223372036854775807", 0 },
  { "first_order_date IS NOT NULL AND last_order_date != 2024-02-29", 0 },
  { "customer_added_date BETWEEN 2024-01-01 AND today", 0 },
  { "customer_added_date BETWEEN 2024-01-01 AND 2024-01-01T00:00:00", 0 },
  { "abandoned_checkout_date >= 7_days_ago OR abandoned_checkout_date BETWEEN -2m AND -30d", 0 },
  { "abandoned_checkout_date BETWEEN -1000y AND +12000m", 0 },
  { "email_subscription_status = 'SUBSCRIBED' AND sms_subscription_status IS NULL", 0 },
  { "customer_account_status != 'DECLINED' AND product_subscription_status = 'FAILED'", 0 },
  { "predicted_spend_tier = 'HIGH' AND rfm_group = 'PREVIOUSLY_LOYAL'", 0 },
  { "customer_countries CONTAINS 'FR' AND customer_regions NOT CONTAINS 'US-NY'", 0 },
  { "customer_cities CONTAINS 'US-NY-NewYorkCity' OR customer_cities CONTAINS 'FR--Paris'", 0 },
  { "customer_tags CONTAINS 'anything ☂' AND customer_tags IS NULL", 0 },
  { "customer_email_domain = 'gmail.com' AND customer_language != 'fr'", 0 },
  { "created_by_app_id = 123 AND companies CONTAINS '77' OR companies NOT CONTAINS 77", 0 },
  { "orders_placed MATCHES ()", NL_SEGMENT_DATA_ORDERS },
  { "orders_placed MATCHES (date > -30d, amount >= 9.5, count > 3, sum_amount < 100, "
    "location_id IN (1, 2), app_id != 5)",
    NL_SEGMENT_DATA_ORDERS },
  { "products_purchased NOT MATCHES (id = 1, tag = 'red', category != 'Shoes', date = today, "
    "sum_quantity > 2, count BETWEEN 1 AND 4)",
    NL_SEGMENT_DATA_ORDER_LINES },
  { "orders_placed MATCHES () AND products_purchased MATCHES ()", ALL_ORDERS },
  { "customer_within_distance MATCHES (coordinates = '48.85, -2.35', distance_mi <= 10.5)",
    NL_SEGMENT_DATA_COORDINATES },
  { "store_credit_accounts MATCHES (currency = 'EUR', balance > 0, next_expiry_date < +30d, "
    "last_credit_date > -1y)",
    NL_SEGMENT_DATA_STORE_CREDIT },
  { "shopify_email.opened MATCHES (activity_id = 5, date > -30d, count > 1)",
    NL_SEGMENT_DATA_EMAIL_EVENTS },
  { "shopify_email.clicked MATCHES () OR shopify_email.bounced MATCHES () OR "
    "shopify_email.delivered MATCHES () OR shopify_email.marked_as_spam MATCHES () OR "
    "shopify_email.unsubscribed MATCHES ()",
    NL_SEGMENT_DATA_EMAIL_EVENTS },
  { "storefront.product_viewed MATCHES (id = 5) AND storefront_event.collection_viewed MATCHES ()",
    NL_SEGMENT_DATA_STOREFRONT_EVENTS },
  { "anniversary('metafields.facts.birth_date') BETWEEN today AND +30d",
    NL_SEGMENT_DATA_METAFIELDS },
};

/* The text, the part that is underlined, the code and what the message tells to do. */
static const struct {
  const char *text;
  const char *part;
  NlSegmentError code;
  const char *says;
} wrong[] = {
  { "customer_country CONTAINS 'FR'", "customer_country", NL_SEGMENT_ERROR_UNKNOWN_ATTRIBUTE,
    "“customer_countries”" },
  { "Amount_Spent > 5", "Amount_Spent", NL_SEGMENT_ERROR_UNKNOWN_ATTRIBUTE, "“amount_spent”" },
  { "amuont_spent > 5", "amuont_spent", NL_SEGMENT_ERROR_UNKNOWN_ATTRIBUTE, "“amount_spent”" },
  { "zodiac = 'x'", "zodiac", NL_SEGMENT_ERROR_UNKNOWN_ATTRIBUTE, "that there are" },
  { "orders_placed > 5", "orders_placed", NL_SEGMENT_ERROR_UNKNOWN_ATTRIBUTE, "MATCHES" },
  { "order_placed MATCHES ()", "order_placed", NL_SEGMENT_ERROR_UNKNOWN_FUNCTION,
    "“orders_placed”" },
  { "zodiac() = true", "zodiac", NL_SEGMENT_ERROR_UNKNOWN_FUNCTION, "that there are" },
  { "amount_spent MATCHES ()", "amount_spent", NL_SEGMENT_ERROR_UNKNOWN_FUNCTION, "an attribute" },
  { "orders_placed MATCHES (amuont > 5)", "amuont", NL_SEGMENT_ERROR_UNKNOWN_PARAMETER,
    "“amount”" },
  { "orders_placed MATCHES (zodiac > 5)", "zodiac", NL_SEGMENT_ERROR_UNKNOWN_PARAMETER,
    "date, amount" },
  { "orders_placed MATCHES (date > -3d, date < -1d)", "date", NL_SEGMENT_ERROR_DUPLICATE_PARAMETER,
    "BETWEEN" },
  { "customer_within_distance MATCHES ()", "customer_within_distance MATCHES ()",
    NL_SEGMENT_ERROR_MISSING_PARAMETER, "coordinates" },
  { "customer_within_distance MATCHES (coordinates = '1,2', distance_km < 1, distance_mi < 1)",
    "distance_mi", NL_SEGMENT_ERROR_DUPLICATE_PARAMETER, "either" },
  { "amount_spent CONTAINS 'x'", "CONTAINS", NL_SEGMENT_ERROR_OPERATOR, "=, !=, >" },
  { "amount_spent IS NULL", "IS NULL", NL_SEGMENT_ERROR_OPERATOR, "BETWEEN" },
  { "amount_spent IN (1)", "IN", NL_SEGMENT_ERROR_OPERATOR, "BETWEEN" },
  { "customer_tags = 'x'", "=", NL_SEGMENT_ERROR_OPERATOR, "CONTAINS" },
  { "customer_account_status is not null", "is not null", NL_SEGMENT_ERROR_OPERATOR, "=, !=" },
  { "rfm_group > 'NEW'", ">", NL_SEGMENT_ERROR_OPERATOR, "IS NULL" },
  { "orders_placed MATCHES (app_id > 5)", ">", NL_SEGMENT_ERROR_OPERATOR, "NOT IN" },
  { "anniversary('x') > today", ">", NL_SEGMENT_ERROR_OPERATOR, "BETWEEN" },
  { "amount_spent > '5'", "'5'", NL_SEGMENT_ERROR_TYPE, "number" },
  { "amount_spent > today", "today", NL_SEGMENT_ERROR_TYPE, "number" },
  { "number_of_orders > 2.5", "2.5", NL_SEGMENT_ERROR_TYPE, "whole number" },
  { "last_order_date > '2026-05-30'", "'2026-05-30'", NL_SEGMENT_ERROR_TYPE, "without quotes" },
  { "last_order_date > 30", "30", NL_SEGMENT_ERROR_TYPE, "-30d" },
  { "customer_tags CONTAINS 5", "5", NL_SEGMENT_ERROR_TYPE, "'5'" },
  { "rfm_group = 5", "5", NL_SEGMENT_ERROR_TYPE, "'CHAMPIONS', 'LOYAL'" },
  { "rfm_group = 'CHAMPION'", "'CHAMPION'", NL_SEGMENT_ERROR_VALUE, "'CHAMPIONS'?" },
  { "rfm_group = 'new'", "'new'", NL_SEGMENT_ERROR_VALUE, "'NEW'?" },
  { "sms_subscription_status = 'INVALID'", "'INVALID'", NL_SEGMENT_ERROR_VALUE, "'REDACTED'" },
  { "customer_countries CONTAINS 'France'", "'France'", NL_SEGMENT_ERROR_VALUE, "'FR'" },
  { "customer_countries CONTAINS 'fr'", "'fr'", NL_SEGMENT_ERROR_VALUE, "'FR'" },
  { "customer_regions CONTAINS 'NY'", "'NY'", NL_SEGMENT_ERROR_VALUE, "'US-NY'" },
  { "customer_cities CONTAINS 'US-NY-New York'", "'US-NY-New York'", NL_SEGMENT_ERROR_VALUE,
    "without spaces" },
  { "store_credit_accounts MATCHES (currency = 'euro')", "'euro'", NL_SEGMENT_ERROR_VALUE,
    "'EUR'" },
  { "customer_within_distance MATCHES (coordinates = '91,0', distance_km < 1)", "'91,0'",
    NL_SEGMENT_ERROR_VALUE, "degrees" },
  { "customer_within_distance MATCHES (coordinates = '1,2', distance_km < -1)", "-1",
    NL_SEGMENT_ERROR_NUMBER, "negative" },
  { "number_of_orders = 9223372036854775808", "9223372036854775808", NL_SEGMENT_ERROR_NUMBER,
    "too large" },
  { "amount_spent = 1000000000000000", "1000000000000000", NL_SEGMENT_ERROR_NUMBER, "too large" },
  { "last_order_date = 2026-02-30", "2026-02-30", NL_SEGMENT_ERROR_DATE, "calendar" },
  { "last_order_date = 2026-02-29", "2026-02-29", NL_SEGMENT_ERROR_DATE, "calendar" },
  { "last_order_date = 2026-13-01", "2026-13-01", NL_SEGMENT_ERROR_DATE, "calendar" },
  { "last_order_date = 0000-01-01", "0000-01-01", NL_SEGMENT_ERROR_DATE, "calendar" },
  { "last_order_date = 2026-05-30T24:00:00", "2026-05-30T24:00:00", NL_SEGMENT_ERROR_DATE, "time" },
  { "last_order_date > -1001y", "-1001y", NL_SEGMENT_ERROR_DATE, "thousand years" },
  { "amount_spent BETWEEN 10 AND 9.99", "10 AND 9.99", NL_SEGMENT_ERROR_REVERSED,
    "BETWEEN 9.99 AND 10" },
  { "last_order_date BETWEEN 2026-05-30 AND 2026-05-29", "2026-05-30 AND 2026-05-29",
    NL_SEGMENT_ERROR_REVERSED, "smaller value" },
  { "last_order_date BETWEEN today AND -7d", "today AND -7d", NL_SEGMENT_ERROR_REVERSED,
    "-7d AND today" },
  { "last_order_date BETWEEN today AND yesterday", "today AND yesterday", NL_SEGMENT_ERROR_REVERSED,
    "smaller value" },
  { "last_order_date BETWEEN +1m AND -1w", "+1m AND -1w", NL_SEGMENT_ERROR_REVERSED,
    "smaller value" },
};

static void
test_right (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (right); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (NlSegmentQuery) query = nl_segment_query_parse (right[i].text, &error);
    guint n_hints;

    g_assert_no_error (error);
    g_assert_true (nl_segment_query_check (query, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (nl_segment_query_get_data (query), ==, right[i].data);
    nl_segment_query_get_hints (query, &n_hints);
    g_assert_cmpuint (n_hints, ==, 0);
  }
}

static void
test_wrong (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GError) again = NULL;
    g_autoptr (NlSegmentQuery) query = nl_segment_query_parse (wrong[i].text, &error);
    g_autofree char *part = NULL;
    NlSegmentSpan span;

    g_test_message ("%s", wrong[i].text);
    g_assert_no_error (error);
    g_assert_false (nl_segment_query_check (query, &error));
    g_assert_error (error, NL_SEGMENT_ERROR, (int) wrong[i].code);
    g_assert_true (nl_segment_error_get_span (error, &span));
    part = g_strndup (wrong[i].text + span.offset, span.length);
    g_assert_cmpstr (part, ==, wrong[i].part);
    g_assert_nonnull (strstr (error->message, wrong[i].says));
    g_assert_false (nl_segment_query_check (query, &again));
    g_assert_cmpstr (again->message, ==, error->message);
  }
}

static void
test_wrong_queries_never_compile (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  NlSegmentContext context = { 1, utc, G_USEC_PER_SEC, 2 };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (NlSegmentQuery) query = nl_segment_query_parse (wrong[i].text, NULL);

    g_assert_null (nl_segment_query_compile (query, &context, &error));
    g_assert_error (error, NL_SEGMENT_ERROR, (int) wrong[i].code);
  }
}

static void
test_shopify_would_refuse_many_clauses (void)
{
  g_autoptr (GString) text = g_string_new ("amount_spent > 0");

  for (guint n_clauses = 2; n_clauses <= 12; n_clauses++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (NlSegmentQuery) query = NULL;
    const NlSegmentHint *hints;
    guint n_hints;

    g_string_append_printf (text, " OR NOT (number_of_orders = %u)", n_clauses);
    query = nl_segment_query_parse (text->str, &error);
    g_assert_true (nl_segment_query_check (query, &error));
    hints = nl_segment_query_get_hints (query, &n_hints);
    g_assert_cmpuint (n_hints, ==, n_clauses > 10 ? 1 : 0);
    if (n_hints == 1) {
      g_assert_cmpint (hints[0].kind, ==, NL_SEGMENT_HINT_SHOPIFY_CLAUSES);
      g_assert_true (g_str_has_prefix (text->str + hints[0].span.offset, "number_of_orders = 11"));
    }
  }
}

static void
test_shopify_would_refuse_long_lists (void)
{
  g_autoptr (GString) text = g_string_new ("products_purchased MATCHES (id IN (0");

  for (guint i = 1; i < 500; i++)
    g_string_append_printf (text, ", %u", i);
  for (guint more = 0; more < 2; more++) {
    g_autofree char *whole = g_strconcat (text->str, more ? ", 500))" : "))", NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (NlSegmentQuery) query = nl_segment_query_parse (whole, &error);
    const NlSegmentHint *hints;
    guint n_hints;

    g_assert_true (nl_segment_query_check (query, &error));
    hints = nl_segment_query_get_hints (query, &n_hints);
    g_assert_cmpuint (n_hints, ==, more);
    if (n_hints == 1)
      g_assert_nonnull (strstr (hints[0].message, "501"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/segments/checker/right", test_right);
  g_test_add_func ("/segments/checker/wrong", test_wrong);
  g_test_add_func ("/segments/checker/wrong-never-compiles", test_wrong_queries_never_compile);
  g_test_add_func ("/segments/checker/clauses-hint", test_shopify_would_refuse_many_clauses);
  g_test_add_func ("/segments/checker/list-hint", test_shopify_would_refuse_long_lists);
  return g_test_run ();
}
