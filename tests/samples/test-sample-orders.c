/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The orders of the sample shop: plausible whenever somebody looks. */

#include "base/nl-clock.h"
#include "nl-test.h"
#include "samples/nl-sample-shop.h"

/* Creates the shop as it is at a moment. */
static void
create_at (const char *folder, gint64 now)
{
  g_autoptr (NlStore) store = NULL;
  g_autoptr (NlShop) shop = NULL;
  g_autoptr (GError) error = NULL;

  nl_clock_set_for_tests (now);
  store = dex_await_object (nl_store_open (folder), &error);
  g_assert_no_error (error);
  shop = dex_await_object (nl_sample_shop_create (store, NULL), &error);
  g_assert_no_error (error);
}

static void
assert_says (const char *folder, const char *sql, const char *answer)
{
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *said = nl_test_sqlite3 (path, sql);

  g_assert_cmpstr (said, ==, answer);
}

/* Nobody orders tomorrow, nor this evening when it is morning. */
static void
test_no_order_is_of_the_future (const char *folder)
{
  g_autoptr (GDateTime) midnight = g_date_time_new_utc (2026, 6, 15, 0, 0, 1);
  gint64 now = g_date_time_to_unix_usec (midnight);
  g_autofree char *sql = g_strdup_printf ("SELECT sum (ordered_at > %" G_GINT64_FORMAT
                                          "), min (ordered_at) > %" G_GINT64_FORMAT " FROM orders",
                                          now, now - 1100 * G_TIME_SPAN_DAY);

  create_at (folder, now);
  assert_says (folder, sql, "0|1");
}

static void
test_orders_are_plausible (const char *folder)
{
  create_at (folder, G_GINT64_CONSTANT (1795340047000000));
  /* Sums that a merchant can follow: shipping is free from 80 €, a discount is a tenth. */
  assert_says (folder,
               "SELECT sum (shipping <> CASE WHEN subtotal >= 8000 THEN 0 ELSE 590 END), "
               "sum (discount NOT IN (0, subtotal / 10)), "
               "sum (discount > 0) * 100 / count(*) BETWEEN 17 AND 27, sum (total <= 0), "
               "sum (currency <> 'EUR'), count(DISTINCT name) > 2500 FROM orders",
               "0|0|1|0|0|1");
  /* What people buy is in the shop: each line has a product with its price, numbered from one. */
  assert_says (folder,
               "SELECT sum (title IS NULL OR category IS NULL), sum (price <= 0), "
               "sum (quantity NOT IN (1, 2)), sum (position NOT IN (1, 2)), "
               "count(DISTINCT title) = count(DISTINCT product_external_id) FROM order_lines",
               "0|0|0|0|1");
  assert_says (folder,
               "SELECT count(*) FROM orders WHERE id NOT IN (SELECT order_id FROM order_lines)",
               "0");
  /* People give light in winter: two months before Christmas sell more than two of summer. */
  assert_says (folder,
               "WITH m AS (SELECT strftime ('%m', ordered_at / 1000000, 'unixepoch') AS month "
               "FROM orders) SELECT sum (month IN ('11', '12')) > sum (month IN ('06', '07')) "
               "FROM m",
               "1");
  /* An eighth of all never ordered, nobody orders more than a dozen times, and many come back. */
  assert_says (folder,
               "SELECT sum (number_of_orders = 0) * 100 / count(*) BETWEEN 9 AND 15, "
               "max (number_of_orders) <= 12, sum (number_of_orders >= 4) > 200, "
               "sum (amount_spent < 0) FROM customers",
               "1|1|1|0");
  /* Who buys dear things does it again: the dormant ones spent more per order than the new. */
  assert_says (folder,
               "SELECT (SELECT avg (amount_spent / number_of_orders) FROM customers WHERE "
               "number_of_orders > 1 AND last_order_at < 1795340047000000 - 285 * 86400000000) > "
               "(SELECT avg (amount_spent / number_of_orders) FROM customers WHERE "
               "number_of_orders > 0 AND first_order_at > 1795340047000000 - 60 * 86400000000)",
               "1");
  /* The overview has something to show of the last weeks, whatever the season. */
  assert_says (folder,
               "SELECT count(*) > 100 FROM orders WHERE ordered_at > 1795340047000000 - 30 * "
               "86400000000",
               "1");
  /* A customer is known since the first order at the latest, and by no order before that. */
  assert_says (folder,
               "SELECT sum (customer_added_at > first_order_at), "
               "sum (first_order_at <> (SELECT min (ordered_at) FROM orders WHERE customer_id = "
               "customers.id)) FROM customers WHERE number_of_orders > 0",
               "0|0");
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/sample-orders/future", test_no_order_is_of_the_future);
  nl_test_add ("/sample-orders/plausible", test_orders_are_plausible);
  return g_test_run ();
}
