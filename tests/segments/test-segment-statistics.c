/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-statistics.h"

#include "base/nl-clock.h"
#include "nl-test.h"
#include "segments/nl-segment-count.h"
#include "segments/nl-segment-error.h"
#include "store/nl-migrations.h"

/* 2026-05-30 was a Saturday. */
#define NOW G_GINT64_CONSTANT (1780128000000000)

static NlConnection *
open_database (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autoptr (GError) error = NULL;
  NlConnection *connection = nl_connection_open (path, NL_CONNECTION_WRITER, &error);

  g_assert_no_error (error);
  nl_migrations_run (connection, path, &error);
  g_assert_no_error (error);
  return connection;
}

static void
run (NlConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;

  nl_connection_exec (connection, "test", sql, &error);
  g_assert_no_error (error);
}

/* Twelve customers: ten who ordered, one who never did, one whose orders have no date. */
static NlConnection *
open_example (const char *folder)
{
  NlConnection *connection = open_database (folder);

  run (connection,
       "INSERT INTO shops (id, created_at, updated_at, name, language, currency, timezone)"
       " VALUES (1, 0, 0, 'A', 'fr', 'EUR', 'Europe/Paris'), (2, 0, 0, 'B', 'fr', 'JPY', 'UTC')");
  run (connection,
       "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10)"
       " INSERT INTO customers (id, created_at, updated_at, shop_id, email, first_name,"
       " amount_spent, number_of_orders, first_order_at, last_order_at, country_code, city,"
       " language, tags, email_subscription_status, rfm_group)"
       " SELECT i, 0, 0, 1, 'secret' || i || '@example.org', 'Secret', i * 1000,"
       " iif (i <= 4, 1, 2), 1780128000000000 - i * 100 * 86400000000,"
       " 1780128000000000 - i * 50 * 86400000000, iif (i <= 7, 'FR', 'DE'),"
       " iif (i <= 5, 'Lyon', 'Nice'), iif (i = 1, 'de', 'fr'),"
       " iif (i <= 6, '[\"VIP\",\"Secret' || i || '\"]', '[]'),"
       " iif (i <= 8, 'SUBSCRIBED', 'UNSUBSCRIBED'), iif (i <= 3, 'NEW', 'LOYAL') FROM n");
  run (connection,
       "INSERT INTO customers (id, created_at, updated_at, shop_id, amount_spent, number_of_orders)"
       " VALUES (11, 0, 0, 1, 0, 0), (12, 0, 0, 1, 500, 1), (13, 0, 0, 2, 99, 3)");
  /* On Friday at 23:30 UTC it is Saturday, 01:30, in Paris. */
  run (connection,
       "INSERT INTO orders (id, created_at, updated_at, shop_id, customer_id, ordered_at, currency,"
       " discount, total, cancelled_at) VALUES"
       " (1, 0, 0, 1, 1, 1780097400000000, 'EUR', 0, 100, NULL),"
       " (2, 0, 0, 1, 2, 1780097400000000, 'EUR', 50, 100, NULL),"
       " (3, 0, 0, 1, 8, 1767268800000000, 'EUR', 50, 100, NULL),"
       " (4, 0, 0, 1, 1, 1780097400000000, 'EUR', 50, 100, 1),"
       " (5, 0, 0, 1, 9, -86400000000, 'EUR', 0, 100, NULL)");
  run (connection,
       "INSERT INTO order_lines (order_id, position, title, category, quantity, price) VALUES"
       " (1, 0, 'Cup', 'Kitchen', 2, 50), (1, 1, 'Cup', 'Kitchen', 1, 50),"
       " (2, 0, 'Cup', 'Kitchen', 1, 50), (3, 0, 'Lamp', NULL, 7, 50),"
       " (4, 0, 'Ghost', 'Ghosts', 7, 50)");
  return connection;
}

static gboolean
shorten (const GMatchInfo *match, GString *result, gpointer data)
{
  g_autofree char *number = g_match_info_fetch (match, 0);

  g_string_append_printf (result, "%.10g", g_ascii_strtod (number, NULL));
  return FALSE;
}

/* Fractions as short as they can be: a writer of JSON may give them 17 digits. */
static char *
shorten_numbers (const char *json)
{
  g_autoptr (GRegex) fraction = g_regex_new ("[0-9]+\\.[0-9]+", 0, 0, NULL);

  return g_regex_replace_eval (fraction, json, -1, 0, 0, shorten, NULL, NULL);
}

static char *
collect (NlConnection *connection, const char *name, const char *query, const char *member)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) statistics
      = nl_segment_statistics_collect (connection, 1, name, query, NOW, &error);

  g_assert_no_error (error);
  if (member == NULL) {
    g_autoptr (JsonNode) root = json_node_alloc ();

    json_node_init_object (root, statistics);
    return json_to_string (root, FALSE);
  }
  g_assert_true (json_object_has_member (statistics, member));
  return json_to_string (json_object_get_member (statistics, member), FALSE);
}

static void
test_numbers (const char *folder)
{
  g_autoptr (NlConnection) connection = open_example (folder);
  static const struct {
    const char *query;
    const char *member;
    const char *json;
  } expected[] = {
    { "customer_countries CONTAINS 'FR'", "segment",
      "{\"name\":\"S\",\"customers\":7,\"share\":0.5833,\"shop_customers\":12}" },
    { NULL, "segment", "{\"name\":\"S\",\"customers\":12,\"share\":1.0,\"shop_customers\":12}" },
    { "customer_countries CONTAINS 'FR'", "money",
      "{\"currency\":\"EUR\",\"total_spent\":28000,\"average_spent\":4000,\"median_spent\":4000,"
      "\"average_order\":2800,\"shop_average_spent\":4625,\"shop_average_order\":3265}" },
    { NULL, "orders",
      "{\"total\":17,\"per_customer\":1.42,\"shop_per_customer\":1.42,\"repeat_share\":0.5,"
      "\"shop_repeat_share\":0.5,\"none_share\":0.0833,\"one_share\":0.4167}" },
    { NULL, "recency",
      "{\"median_days_since_last\":300,\"shop_median_days_since_last\":300,"
      "\"median_days_since_first\":600,\"new_share\":0.0,\"dormant_share\":0.2727}" },
    { "number_of_orders = 0", "recency",
      "{\"median_days_since_last\":null,\"shop_median_days_since_last\":300,"
      "\"median_days_since_first\":null,\"new_share\":null,\"dormant_share\":null}" },
    { NULL, "countries",
      "[{\"code\":\"FR\",\"customers\":7,\"share\":0.5833},"
      "{\"code\":\"DE\",\"customers\":3,\"share\":0.25}]" },
    { NULL, "cities",
      "[{\"name\":\"Lyon\",\"share\":0.4167},{\"name\":\"Nice\",\"share\":0.4167}]" },
    { "customer_countries CONTAINS 'FR'", "cities", "[{\"name\":\"Lyon\",\"share\":0.7143}]" },
    { NULL, "languages", "[{\"code\":\"fr\",\"share\":0.75},{\"code\":\"de\",\"share\":0.0833}]" },
    { NULL, "subscriptions", "{\"email_share\":0.6667,\"sms_share\":null}" },
    { NULL, "tags", "[{\"tag\":\"VIP\",\"share\":0.5}]" },
    { "customer_countries CONTAINS 'DE'", "tags", "[]" },
    { NULL, "products",
      "[{\"title\":\"Cup\",\"quantity\":4,\"share\":0.5},"
      "{\"title\":\"Lamp\",\"quantity\":7,\"share\":0.25}]" },
    { NULL, "categories", "[{\"name\":\"Kitchen\",\"share\":0.5}]" },
    { NULL, "hours",
      "[0.0,0.75,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.25,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,"
      "0.0,0.0]" },
    { NULL, "weekdays", "[0.0,0.0,0.25,0.25,0.0,0.5,0.0]" },
    { NULL, "months", "[0.25,0.0,0.0,0.0,0.5,0.0,0.0,0.0,0.0,0.0,0.0,0.25]" },
    { NULL, "rfm", "[{\"group\":\"LOYAL\",\"share\":0.5833},{\"group\":\"NEW\",\"share\":0.25}]" },
    { NULL, "discount_share", "0.5" },
    { "number_of_orders = 0", "hours", "[]" },
    { "number_of_orders = 0", "discount_share", "null" },
    { "amount_spent > 99999", "segment",
      "{\"name\":\"S\",\"customers\":0,\"share\":0.0,\"shop_customers\":12}" },
    { "amount_spent > 99999", "money",
      "{\"currency\":\"EUR\",\"total_spent\":0,\"average_spent\":null,\"median_spent\":null,"
      "\"average_order\":null,\"shop_average_spent\":4625,\"shop_average_order\":3265}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_autofree char *json = collect (connection, "S", expected[i].query, expected[i].member);
    g_autofree char *found = shorten_numbers (json);
    g_autofree char *wanted = shorten_numbers (expected[i].json);

    g_assert_cmpstr (found, ==, wanted);
  }
}

/* The orders of few are looked up, those of many are read past all others: both find the same. */
static void
test_few_among_many (const char *folder)
{
  static const char *const members[]
      = { "products", "categories", "hours", "weekdays", "months", "discount_share" };
  const char *query = "amount_spent >= 5 AND amount_spent <= 80";
  g_autoptr (NlConnection) connection = open_example (folder);
  char *among_few[G_N_ELEMENTS (members)];

  /* Lines of an order need not lie next to each other, and an order needs no lines. */
  run (connection, "INSERT INTO order_lines (order_id, position, title, category, quantity, price)"
                   " VALUES (1, 2, 'Lamp', 'Light', 3, 50), (2, 1, 'Cup', 'Kitchen', 1, 50)");
  run (connection, "DELETE FROM order_lines WHERE order_id = 3");
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    among_few[i] = collect (connection, NULL, query, members[i]);
  g_assert_nonnull (strstr (among_few[0], "\"quantity\":5"));
  run (connection,
       "WITH RECURSIVE n (i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
       " INSERT INTO customers (id, created_at, updated_at, shop_id, amount_spent)"
       " SELECT i, 0, 0, 1, 9999999 FROM n");
  run (connection,
       "INSERT INTO orders (id, created_at, updated_at, shop_id, customer_id, ordered_at, currency,"
       " discount, total) SELECT id, 0, 0, 1, id, 0, 'EUR', 5, 100 FROM customers WHERE id >= 100");
  run (connection, "INSERT INTO order_lines (order_id, position, title, category, quantity, price)"
                   " SELECT id, 0, 'Ghost', 'Ghosts', 1, 1 FROM orders WHERE id >= 100");
  for (guint i = 0; i < G_N_ELEMENTS (members); i++) {
    g_autofree char *among_many = collect (connection, NULL, query, members[i]);

    g_assert_cmpstr (among_many, ==, among_few[i]);
    g_free (among_few[i]);
  }
}

static void
test_nothing_personal (const char *folder)
{
  g_autoptr (NlConnection) connection = open_example (folder);
  g_autofree char *json = collect (connection, NULL, NULL, NULL);

  g_assert_null (strstr (json, "ecret"));
  g_assert_nonnull (strstr (json, "\"name\":null"));
}

static void
test_keys_of_an_empty_shop (const char *folder)
{
  static const char *const keys[]
      = { "segment",   "money",         "orders", "recency",       "countries",  "cities",
          "languages", "subscriptions", "tags",   "products",      "categories", "hours",
          "weekdays",  "months",        "rfm",    "discount_share" };
  g_autoptr (NlConnection) connection = open_database (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) statistics = NULL;

  run (connection, "INSERT INTO shops (id, created_at, updated_at, name, language)"
                   " VALUES (1, 0, 0, 'A', 'fr')");
  statistics = nl_segment_statistics_collect (connection, 1, NULL, NULL, NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_object_get_size (statistics), ==, G_N_ELEMENTS (keys));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_true (json_object_has_member (statistics, keys[i]));
}

static void
test_errors (const char *folder)
{
  static const struct {
    gint64 shop_id;
    const char *query;
    int code;
  } mistakes[] = {
    { 1, "amount_spent >", NL_SEGMENT_ERROR_SYNTAX },
    { 1, "zodiac = 'x'", NL_SEGMENT_ERROR_UNKNOWN_ATTRIBUTE },
    { 1, "shopify_email.opened MATCHES ()", NL_SEGMENT_ERROR_MISSING_DATA },
    { 9, "amount_spent > 5", -1 },
  };
  g_autoptr (NlConnection) connection = open_example (folder);

  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GError) count_error = NULL;
    gint64 shop_id = mistakes[i].shop_id;
    gint64 count = -1;

    g_assert_null (
        nl_segment_statistics_collect (connection, shop_id, NULL, mistakes[i].query, NOW, &error));
    g_assert_false (nl_segment_count_customers (connection, shop_id, mistakes[i].query, NOW, &count,
                                                &count_error));
    g_assert_cmpint (count, ==, -1);
    g_assert_error (count_error, error->domain, error->code);
    if (mistakes[i].code >= 0)
      g_assert_error (error, NL_SEGMENT_ERROR, mistakes[i].code);
    else
      g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
  }
}

static void
test_futures (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlStore) store = NULL;
  g_autoptr (JsonObject) statistics = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 count;

  nl_connection_close (open_example (folder));
  nl_clock_set_for_tests (NOW);
  store = dex_await_object (nl_store_open (folder), &error);
  g_assert_no_error (error);
  count = dex_await_int64 (nl_segment_count (store, 1, "last_order_date > -101d", NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpint (count, ==, 2);
  statistics = dex_await_boxed (
      nl_segment_statistics_load (store, 1, "S", "last_order_date > -101d", NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpint (json_object_get_int_member (
                       json_object_get_object_member (statistics, "segment"), "customers"),
                   ==, 2);
  g_cancellable_cancel (cancellable);
  dex_await_int64 (nl_segment_count (store, 1, "amount_spent > 5", cancellable), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  nl_test_await_ok (nl_store_close (store));
  nl_clock_set_for_tests (0);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/segments/statistics/numbers", test_numbers);
  nl_test_add ("/segments/statistics/few-among-many", test_few_among_many);
  nl_test_add ("/segments/statistics/nothing-personal", test_nothing_personal);
  nl_test_add ("/segments/statistics/empty-shop", test_keys_of_an_empty_shop);
  nl_test_add ("/segments/statistics/errors", test_errors);
  nl_test_add ("/segments/statistics/futures", test_futures);
  return g_test_run ();
}
