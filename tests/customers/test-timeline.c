/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-clock.h"
#include "customers/nl-customers.h"
#include "customers/nl-purchase.h"
#include "customers/nl-timeline.h"
#include "people.h"

#define DAY G_GINT64_CONSTANT (86400000000)

static gpointer
add_orders (NlConnection *connection, gpointer data, GError **error)
{
  static const char sql[]
      = "INSERT INTO orders (id, created_at, updated_at, shop_id, customer_id, name, ordered_at,"
        " cancelled_at, currency, total, refunded) SELECT 1, 0, 0, shop_id, id, '#1', 86400000000,"
        " NULL, 'EUR', 4500, 500 FROM customers WHERE email = 'a@example.com';"
        "INSERT INTO orders (id, created_at, updated_at, shop_id, customer_id, name, ordered_at,"
        " cancelled_at, currency, total, refunded) SELECT 2, 0, 0, shop_id, id, NULL, 172800000000,"
        " 259200000000, 'EUR', 100, 0 FROM customers WHERE email = 'a@example.com';"
        "INSERT INTO orders (id, created_at, updated_at, shop_id, customer_id, name, ordered_at,"
        " currency, total) SELECT 3, 0, 0, shop_id, id, '#3', 345600000000, 'EUR', 3000"
        " FROM customers WHERE email = 'a@example.com';"
        "INSERT INTO order_lines (id, order_id, position, product_external_id, title, quantity,"
        " price) VALUES (1, 1, 0, 77, 'Tea Pot', 2, 1500), (2, 1, 1, NULL, 'Cup', 1, 1500),"
        " (3, 2, 0, NULL, 'Lost', 9, 1), (4, 3, 0, 77, 'Teapot', 1, 1500),"
        " (5, 3, 1, NULL, 'CUP', 1, 1500)";

  nl_connection_exec (connection, "add orders", sql, error);
  return NULL;
}

static gint64
set_up (People *people, const char *folder)
{
  gint64 id;

  people_set_up (people, folder);
  nl_clock_set_for_tests (5 * DAY);
  id = people_add (people, "a@example.com", "customer-added-at", G_GINT64_CONSTANT (1000),
                   "abandoned-checkout-at", 6 * DAY, "email-subscription-status", "SUBSCRIBED",
                   NULL);
  people_add (people, "b@example.com", "customer-added-at", G_GINT64_CONSTANT (1000), NULL);
  nl_clock_set_for_tests (0);
  nl_test_await_ok (nl_store_write (people->store, add_orders, NULL, NULL, G_TYPE_NONE, NULL));
  return id;
}

static void
test_timeline (const char *folder)
{
  static const char *const expected[] = {
    "Checkout Abandoned: ",       "Email: Subscribed: Entered by hand",
    "Order #3: 2 items · €30.00", "Order Cancelled: ",
    "Order: 9 items · €1.00",     "Order #1: 3 items · €45.00 · €5.00 refunded",
    "Became a Customer: ",
  };
  People people;
  gint64 id = set_up (&people, folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) timeline = dex_await_object (nl_timeline_load (people.store, id), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (timeline); i++) {
    g_autoptr (NlTimelineEntry) entry = g_list_model_get_item (timeline, i);
    const char *detail = nl_timeline_entry_get_detail (entry);
    g_autofree char *text = g_strdup_printf ("%s: %s", nl_timeline_entry_get_title (entry),
                                             detail != NULL ? detail : "");

    g_assert_cmpuint (i, <, G_N_ELEMENTS (expected));
    g_assert_cmpstr (text, ==, expected[i]);
  }
  g_assert_cmpuint (g_list_model_get_n_items (timeline), ==, G_N_ELEMENTS (expected));
  people_tear_down (&people);
}

/* One product keeps its id when it is renamed; what has no id goes by its title. */
static void
test_purchases (const char *folder)
{
  static const struct {
    const char *title;
    gint64 quantity;
    gint64 amount;
  } expected[] = { { "Teapot", 3, 4500 }, { "CUP", 2, 3000 } };
  People people;
  gint64 id = set_up (&people, folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) purchases
      = dex_await_object (nl_purchases_list (people.store, id), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (purchases), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_autoptr (NlPurchase) purchase = g_list_model_get_item (purchases, i);

    g_assert_cmpstr (nl_purchase_get_title (purchase), ==, expected[i].title);
    g_assert_cmpint (nl_purchase_get_quantity (purchase), ==, expected[i].quantity);
    g_assert_cmpint (nl_purchase_get_amount (purchase), ==, expected[i].amount);
    g_assert_cmpstr (nl_purchase_get_currency (purchase), ==, "EUR");
    g_assert_cmpint (nl_purchase_get_last_at (purchase), ==, 4 * DAY);
  }
  people_tear_down (&people);
}

static void
test_nobody (const char *folder)
{
  People people;
  g_autoptr (GError) error = NULL;

  set_up (&people, folder);
  g_assert_null (dex_await_object (nl_timeline_load (people.store, 4711), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
  people_tear_down (&people);
}

int
main (int argc, char *argv[])
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/timeline/timeline", test_timeline);
  nl_test_add ("/timeline/purchases", test_purchases);
  nl_test_add ("/timeline/nobody", test_nobody);
  return g_test_run ();
}
