/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-clock.h"
#include "customers/nl-customer.h"
#include "customers/nl-order.h"
#include "nl-test.h"
#include "shops/nl-shop-overview.h"
#include "shops/nl-shops.h"

/* Everything here happens around noon UTC of 22 November 2026. */
#define NOON G_GINT64_CONSTANT (1795348800000000)
#define DAYS(n) ((n) * G_TIME_SPAN_DAY)

typedef struct {
  NlStore *store;
  gint64 shop_id;
} Fixture;

static void
fixture_clear (Fixture *fixture)
{
  g_clear_object (&fixture->store);
  nl_clock_set_for_tests (0);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static void
fixture_init (Fixture *fixture, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlShop) shop = g_object_new (NL_TYPE_SHOP, "name", "Atelier", "language", "fr",
                                          "currency", "EUR", "timezone", "Europe/Paris", NULL);

  nl_clock_set_for_tests (NOON);
  fixture->store = dex_await_object (nl_store_open (folder), &error);
  g_assert_no_error (error);
  nl_test_await_ok (nl_shops_save (fixture->store, shop));
  fixture->shop_id = nl_record_get_id (NL_RECORD (shop));
}

static NlShopOverview *
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  NlShopOverview *overview
      = dex_await_boxed (nl_shop_overview_load (fixture->store, fixture->shop_id, NULL), &error);

  g_assert_no_error (error);
  return overview;
}

static void
add_order (Fixture *fixture, gint64 when, gint64 total, const char *first_property, ...)
{
  g_autoptr (NlRecord) order = g_object_new (NL_TYPE_ORDER, "shop-id", fixture->shop_id,
                                             "ordered-at", when, "total", total, NULL);
  va_list args;

  va_start (args, first_property);
  if (first_property != NULL)
    g_object_set_valist (G_OBJECT (order), first_property, args);
  va_end (args);
  nl_test_await_ok (nl_store_save (fixture->store, order));
}

static void
add_customer (Fixture *fixture, const char *first_property, ...)
{
  g_autoptr (NlRecord) customer
      = g_object_new (NL_TYPE_CUSTOMER, "shop-id", fixture->shop_id, NULL);
  va_list args;

  va_start (args, first_property);
  g_object_set_valist (G_OBJECT (customer), first_property, args);
  va_end (args);
  nl_test_await_ok (nl_store_save (fixture->store, customer));
}

static void
test_empty (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (NlShopOverview) overview = NULL;

  fixture_init (&fixture, folder);
  overview = load (&fixture);
  g_assert_cmpint (overview->customers, ==, 0);
  g_assert_cmpint (overview->average_order, ==, 0);
  g_assert_cmpuint (overview->n_countries, ==, 0);
  /* 1 November 2026, midnight in Paris. */
  g_assert_cmpint (overview->months[11].starts_at, ==, G_GINT64_CONSTANT (1793487600000000));
  /* 1 December 2025. */
  g_assert_cmpint (overview->months[0].starts_at, ==, G_GINT64_CONSTANT (1764543600000000));
}

static void
test_money (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (NlShopOverview) overview = NULL;

  fixture_init (&fixture, folder);
  add_order (&fixture, NOON - DAYS (1), 10000, NULL);
  add_order (&fixture, NOON - DAYS (29), 5000, "refunded", (gint64) 2000, NULL);
  add_order (&fixture, NOON - DAYS (31), 4000, NULL);
  add_order (&fixture, NOON - DAYS (70), 3000, NULL);
  add_order (&fixture, NOON - DAYS (2), 99999, "cancelled-at", NOON, NULL);
  add_order (&fixture, NOON - DAYS (2), 77777, "currency", "USD", NULL);
  overview = load (&fixture);

  g_assert_cmpint (overview->orders, ==, 5);
  g_assert_cmpint (overview->revenue, ==, 13000);
  g_assert_cmpint (overview->previous_revenue, ==, 4000);
  g_assert_cmpint (overview->average_order, ==, (10000 + 3000 + 4000 + 3000) / 4);
  g_assert_cmpint (overview->months[11].revenue, ==, 10000);
  g_assert_cmpint (overview->months[11].orders, ==, 2);
  g_assert_cmpint (overview->months[10].revenue, ==, 7000);
  g_assert_cmpint (overview->months[9].revenue, ==, 3000);
}

/* Half past eleven in the evening of 31 October in London is November in Paris. */
static void
test_months_are_the_shops (const char *folder)
{
  const gint64 eve = G_GINT64_CONSTANT (1793489400000000);
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (NlShopOverview) overview = NULL;

  fixture_init (&fixture, folder);
  add_order (&fixture, eve, 100, NULL);
  add_order (&fixture, eve - G_TIME_SPAN_HOUR, 7, NULL);
  overview = load (&fixture);
  g_assert_cmpint (overview->months[11].revenue, ==, 100);
  g_assert_cmpint (overview->months[10].revenue, ==, 7);
}

/* What is imported from an old shop shows its own last year, not an empty one. */
static void
test_months_of_an_old_shop (const char *folder)
{
  const gint64 december_2011 = G_GINT64_CONSTANT (1323259200000000);
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (NlShopOverview) overview = NULL;

  fixture_init (&fixture, folder);
  add_order (&fixture, december_2011, 4200, NULL);
  overview = load (&fixture);
  g_assert_cmpint (overview->months[11].revenue, ==, 4200);
  g_assert_cmpint (overview->months[11].starts_at, <, december_2011);
  g_assert_cmpint (overview->revenue, ==, 0);
}

static void
test_customers (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (NlShopOverview) overview = NULL;

  fixture_init (&fixture, folder);
  add_customer (&fixture, "email", "a@example.com", "email-subscription-status", "SUBSCRIBED",
                "country-code", "FR", NULL);
  add_customer (&fixture, "email", "b@example.com", "email-subscription-status", "UNSUBSCRIBED",
                "country-code", "FR", NULL);
  add_customer (&fixture, "email-subscription-status", "SUBSCRIBED", "country-code", "DE", NULL);
  add_customer (&fixture, "first-name", "Ada", NULL);
  overview = load (&fixture);

  g_assert_cmpint (overview->customers, ==, 4);
  g_assert_cmpint (overview->reachable, ==, 2);
  g_assert_cmpint (overview->subscribed, ==, 1);
  g_assert_cmpuint (overview->n_countries, ==, 3);
  g_assert_cmpstr (overview->countries[0].code, ==, "FR");
  g_assert_cmpint (overview->countries[0].customers, ==, 2);
  g_assert_cmpstr (overview->countries[1].code, ==, "");
  g_assert_cmpstr (overview->countries[2].code, ==, "DE");
  g_assert_cmpint (overview->other_countries, ==, 0);
}

/* A customer export of a platform says how often each has ordered, and comes without orders. */
static void
test_customers_without_orders (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (NlShopOverview) overview = NULL;

  fixture_init (&fixture, folder);
  add_customer (&fixture, "number-of-orders", (gint64) 3, "amount-spent", (gint64) 9000, NULL);
  add_customer (&fixture, "number-of-orders", (gint64) 1, "amount-spent", (gint64) 1000, NULL);
  add_customer (&fixture, "first-name", "Ada", NULL);
  overview = load (&fixture);
  g_assert_false (overview->is_dated);
  g_assert_cmpint (overview->orders, ==, 4);
  g_assert_cmpint (overview->total_spent, ==, 10000);
  g_assert_cmpint (overview->average_order, ==, 2500);
  g_assert_cmpint (overview->buyers, ==, 2);
  g_assert_cmpint (overview->returning, ==, 1);
  g_clear_pointer (&overview, nl_shop_overview_free);

  add_order (&fixture, NOON - DAYS (1), 700, NULL);
  overview = load (&fixture);
  g_assert_true (overview->is_dated);
  g_assert_cmpint (overview->orders, ==, 1);
  g_assert_cmpint (overview->average_order, ==, 700);
}

static void
test_many_countries (const char *folder)
{
  static const char *const codes[]
      = { "AT", "BE", "CH", "DE", "ES", "FR", "GB", "IE", "IT", "NL", "PT" };
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (NlShopOverview) overview = NULL;

  fixture_init (&fixture, folder);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    add_customer (&fixture, "country-code", codes[i], NULL);
  add_customer (&fixture, "country-code", "PT", NULL);
  overview = load (&fixture);

  g_assert_cmpuint (overview->n_countries, ==, NL_SHOP_OVERVIEW_COUNTRIES);
  g_assert_cmpstr (overview->countries[0].code, ==, "PT");
  g_assert_cmpint (overview->other_countries, ==, 3);
}

static void
test_rfm (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (NlShopOverview) overview = NULL;

  fixture_init (&fixture, folder);
  add_customer (&fixture, "rfm-recency", (gint64) 5, "rfm-frequency", (gint64) 5, "rfm-monetary",
                (gint64) 4, NULL);
  add_customer (&fixture, "rfm-recency", (gint64) 1, "rfm-frequency", (gint64) 1, "rfm-monetary",
                (gint64) 1, NULL);
  add_customer (&fixture, "rfm-recency", (gint64) 9, "rfm-frequency", (gint64) 1, "rfm-monetary",
                (gint64) 1, NULL);
  add_customer (&fixture, "first-name", "Ada", NULL);
  overview = load (&fixture);
  g_assert_cmpint (overview->rfm[4][4], ==, 1);
  g_assert_cmpint (overview->rfm[0][0], ==, 1);
  for (int r = 0; r < NL_SHOP_OVERVIEW_SCORES; r++)
    for (int fm = 0; fm < NL_SHOP_OVERVIEW_SCORES; fm++)
      g_assert_cmpint (overview->rfm[r][fm], ==, (r == 4 && fm == 4) || (r == 0 && fm == 0));
}

static void
test_no_such_shop (const char *folder)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;

  fixture_init (&fixture, folder);
  g_assert_false (
      dex_await (nl_shop_overview_load (fixture.store, fixture.shop_id + 1, NULL), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/shop-overview/empty", test_empty);
  nl_test_add ("/shop-overview/money", test_money);
  nl_test_add ("/shop-overview/months-are-the-shops", test_months_are_the_shops);
  nl_test_add ("/shop-overview/months-of-an-old-shop", test_months_of_an_old_shop);
  nl_test_add ("/shop-overview/customers", test_customers);
  nl_test_add ("/shop-overview/customers-without-orders", test_customers_without_orders);
  nl_test_add ("/shop-overview/many-countries", test_many_countries);
  nl_test_add ("/shop-overview/rfm", test_rfm);
  nl_test_add ("/shop-overview/no-such-shop", test_no_such_shop);
  return g_test_run ();
}
