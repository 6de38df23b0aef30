/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-data.h"

#include <string.h>

#include "nl-test.h"
#include "segments/nl-segment-count.h"
#include "segments/nl-segment-query.h"
#include "store/nl-migrations.h"

/* Whether a shop has what a query is about: where it has not, the answer is a sentence, not zero.
 */

static NlConnection *
open_database (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autoptr (GError) error = NULL;
  NlConnection *connection = nl_connection_open (path, NL_CONNECTION_WRITER, &error);

  g_assert_no_error (error);
  g_assert_true (nl_migrations_run (connection, path, &error));
  g_assert_true (
      nl_connection_exec (connection, "test",
                          "INSERT INTO shops (id, created_at, updated_at, name, language)"
                          " VALUES (1, 0, 0, 'A', 'fr'), (2, 0, 0, 'B', 'fr');"
                          "INSERT INTO customers (id, created_at, updated_at, shop_id) VALUES (1, "
                          "0, 0, 1), (2, 0, 0, 2)",
                          &error));
  return connection;
}

/* What makes the shop %d, whose only customer has the same number, answer a query. */
static const struct {
  NlSegmentData data;
  const char *query;
  const char *sentence;
  const char *sql;
} kinds[] = {
  { NL_SEGMENT_DATA_ORDERS, "orders_placed NOT MATCHES ()", "orders",
    "INSERT INTO orders (id, created_at, updated_at, shop_id, ordered_at, currency, total)"
    " VALUES (%d, 0, 0, %d, 0, 'EUR', 1)" },
  { NL_SEGMENT_DATA_ORDER_LINES, "products_purchased NOT MATCHES ()", "the products of orders",
    "INSERT INTO orders (id, created_at, updated_at, shop_id, ordered_at, currency, total)"
    " VALUES (10 + %d, 0, 0, %d, 0, 'EUR', 1);"
    "INSERT INTO order_lines (order_id, position, title, quantity, price)"
    " VALUES (10 + %d, 1, 'Soap', 1, 1)" },
  { NL_SEGMENT_DATA_EMAIL_EVENTS, "shopify_email.opened NOT MATCHES ()",
    "what customers do with emails",
    "INSERT INTO customer_events (shop_id, customer_id, kind, occurred_at)"
    " VALUES (%d, %d, 'shopify_email.clicked', 0)" },
  { NL_SEGMENT_DATA_STOREFRONT_EVENTS, "storefront.product_viewed NOT MATCHES ()",
    "what customers look at in the shop",
    "INSERT INTO customer_events (shop_id, customer_id, kind, occurred_at)"
    " VALUES (%d, %d, 'storefront.collection_viewed', 0)" },
  { NL_SEGMENT_DATA_STORE_CREDIT, "store_credit_accounts MATCHES ()", "store credit",
    "INSERT INTO store_credit_accounts (shop_id, customer_id, currency, balance)"
    " VALUES (%d, %d, 'EUR', 0)" },
  { NL_SEGMENT_DATA_COORDINATES,
    "customer_within_distance NOT MATCHES (coordinates = '0,0', distance_km < 1)",
    "the coordinates of addresses",
    "UPDATE customers SET latitude = 45, longitude = %d WHERE shop_id = %d" },
};

static NlSegmentData
find_missing (NlConnection *connection, gint64 shop_id, NlSegmentData wanted)
{
  g_autoptr (GError) error = NULL;
  NlSegmentData missing = 0;

  g_assert_true (nl_segment_data_find_missing (connection, shop_id, wanted, &missing, &error));
  g_assert_no_error (error);
  return missing;
}

static void
test_each_kind (const char *folder)
{
  g_autoptr (NlConnection) connection = open_database (folder);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (NlSegmentQuery) query = nl_segment_query_parse (kinds[i].query, NULL);
    g_autofree char *wanted
        = g_strdup_printf ("This query needs data this shop has not imported: %s.",
                           kinds[i].sentence);
    gint64 count = -1;

    g_test_message ("%s", kinds[i].query);
    g_assert_true (nl_segment_query_check (query, NULL));
    g_assert_cmpuint (nl_segment_query_get_data (query), ==, kinds[i].data);
    /* Another shop's data is not this one's. */
    for (int shop = 2; shop >= 1; shop--) {
      g_auto (GStrv) parts = g_strsplit (kinds[i].sql, "%d", -1);
      g_autofree char *number = g_strdup_printf ("%d", shop);
      g_autofree char *sql = g_strjoinv (number, parts);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (find_missing (connection, 1, kinds[i].data), ==, kinds[i].data);
      g_assert_false (
          nl_segment_count_customers (connection, 1, kinds[i].query, 0, &count, &error));
      g_assert_error (error, NL_SEGMENT_ERROR, NL_SEGMENT_ERROR_MISSING_DATA);
      g_assert_cmpstr (error->message, ==, wanted);
      g_clear_error (&error);
      nl_connection_exec (connection, "test", sql, &error);
      g_assert_no_error (error);
    }
    g_assert_cmpuint (find_missing (connection, 1, kinds[i].data), ==, 0);
    g_assert_true (nl_segment_count_customers (connection, 1, kinds[i].query, 0, &count, NULL));
    g_assert_cmpint (count, ==, 1);
  }
}

/* Several kinds are named in one sentence, each once, and only those that are not there. */
static void
test_sentence (const char *folder)
{
  g_autoptr (NlConnection) connection = open_database (folder);
  const char *text = "shopify_email.opened MATCHES () OR shopify_email.clicked MATCHES ()"
                     " OR (store_credit_accounts MATCHES () AND orders_placed MATCHES ())";
  g_autoptr (NlSegmentQuery) query = nl_segment_query_parse (text, NULL);
  g_autofree char *nothing = nl_segment_data_describe (NL_SEGMENT_DATA_NONE);
  g_autofree char *three = NULL;
  g_autofree char *two = NULL;

  g_assert_null (nothing);
  g_assert_true (nl_segment_query_check (query, NULL));
  three
      = nl_segment_data_describe (find_missing (connection, 1, nl_segment_query_get_data (query)));
  g_assert_cmpstr (three, ==,
                   "This query needs data this shop has not imported: orders, what customers do"
                   " with emails, store credit.");
  g_assert_true (nl_connection_exec (connection, "test",
                                     "INSERT INTO orders (id, created_at, updated_at, shop_id,"
                                     " ordered_at, currency, total)"
                                     " VALUES (1, 0, 0, 1, 0, 'EUR', 1)",
                                     NULL));
  two = nl_segment_data_describe (find_missing (connection, 1, nl_segment_query_get_data (query)));
  g_assert_cmpstr (two, ==,
                   "This query needs data this shop has not imported: what customers do with"
                   " emails, store credit.");
  g_assert_cmpuint (find_missing (connection, 1, NL_SEGMENT_DATA_NONE), ==, 0);
  /* Nothing stores these yet. */
  g_assert_cmpuint (find_missing (connection, 1, NL_SEGMENT_DATA_METAFIELDS), ==,
                    NL_SEGMENT_DATA_METAFIELDS);
}

/* A database that cannot be read is an error, not a shop without data. */
static void
test_broken (const char *folder)
{
  g_autoptr (NlConnection) connection = open_database (folder);
  g_autoptr (GError) error = NULL;
  NlSegmentData missing;

  g_assert_true (nl_connection_exec (
      connection, "test", "ALTER TABLE store_credit_accounts RENAME TO elsewhere", NULL));
  g_assert_false (
      nl_segment_data_find_missing (connection, 1, NL_SEGMENT_DATA_STORE_CREDIT, &missing, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (nl_segment_data_require (connection, 1, NL_SEGMENT_DATA_STORE_CREDIT, &error));
  g_assert_false (g_error_matches (error, NL_SEGMENT_ERROR, NL_SEGMENT_ERROR_MISSING_DATA));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/segments/data/each-kind", test_each_kind);
  nl_test_add ("/segments/data/sentence", test_sentence);
  nl_test_add ("/segments/data/broken", test_broken);
  return g_test_run ();
}
