/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include "customers/nl-order-import.h"

/* A file that has no column for something, or nothing in it, says nothing about it: what is stored
 * stays. */

static void
import_orders (ImportFixture *self, const char *text, guint64 updated, guint64 unchanged)
{
  g_autofree char *path = import_fixture_write (self, "orders.csv", text);
  g_autoptr (GError) error = NULL;
  g_autoptr (NlImportReport) report
      = dex_await_boxed (nl_orders_import (self->store, NL_SHOP (self->shop),
                                           &(NlImportOptions) { .path = path }, NULL),
                         &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->rejected, ==, 0);
  g_assert_cmpuint (report->updated, ==, updated);
  g_assert_cmpuint (report->unchanged, ==, unchanged);
}

static const char full[]
    = "Id,Name,Email,Currency,Created at,Subtotal,Shipping,Taxes,Discount Amount,Total,"
      "Refunded Amount,Financial Status,Fulfillment Status,Tags,Lineitem quantity,Lineitem name,"
      "Lineitem price,Lineitem sku\n"
      "77,#1001,ada@example.com,USD,2025-07-01,30.00,4.90,5.57,1.00,34.90,4.00,"
      "partially_refunded,fulfilled,\"gift, late\",1,Soap,10.00,S-1\n"
      "77,#1001,,,,,,,,,,,,,2,Oil,10.00,S-2\n";
static const char stored[]
    = "SELECT external_id, name, currency, subtotal, shipping, tax, discount, total, refunded,"
      " financial_status, fulfillment_status, tags, customer_id IS NOT NULL FROM orders;"
      "SELECT position, quantity, title, price, sku FROM order_lines ORDER BY position;"
      "SELECT number_of_orders, amount_spent FROM customers";
#define AS_IN_FULL                                                                              \
  "77|#1001|USD|3000|490|557|100|3490|400|partially_refunded|fulfilled|[\"gift\",\"late\"]|1\n" \
  "1|1|Soap|1000|S-1\n2|2|Oil|1000|S-2\n1|0"

static void
test_orders (const char *folder)
{
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  import_orders (&self, full, 0, 0);
  import_fixture_assert_says (&self, stored, AS_IN_FULL);
  /* No columns for anything else, then columns with nothing in them. */
  import_orders (&self, "Id,Created at,Total\n77,2025-07-01,34.90\n", 0, 1);
  import_orders (&self,
                 "Id,Name,Email,Currency,Created at,Subtotal,Shipping,Taxes,Discount Amount,Total,"
                 "Refunded Amount,Financial Status,Tags,Lineitem quantity,Lineitem name,"
                 "Lineitem price\n77,,,,2025-07-01,,,,,,,,,,,\n",
                 0, 1);
  import_fixture_assert_says (&self, stored, AS_IN_FULL);
  import_orders (&self, "Id,Created at,Total,Shipping\n77,2025-07-01,40.00,10.00\n", 1, 0);
  import_fixture_assert_says (
      &self, stored,
      "77|#1001|USD|3000|1000|557|100|4000|400|partially_refunded|fulfilled|[\"gift\",\"late\"]|1\n"
      "1|1|Soap|1000|S-1\n2|2|Oil|1000|S-2\n1|0");
  import_fixture_tear_down (&self);
}

static void
test_lines (const char *folder)
{
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  import_orders (&self, full, 0, 0);
  import_orders (&self,
                 "Id,Created at,Total,Lineitem quantity,Lineitem name\n"
                 "77,2025-07-01,34.90,1,Soap\n77,,,2,Oil\n",
                 0, 1);
  import_fixture_assert_says (&self, stored, AS_IN_FULL);
  /* Another article is not the old one’s number; the price is only not told. */
  import_orders (&self,
                 "Id,Created at,Total,Lineitem quantity,Lineitem name\n"
                 "77,2025-07-01,34.90,3,Soap\n77,,,2,Cap\n77,,,1,Hat\n",
                 1, 0);
  import_fixture_assert_says (&self,
                              "SELECT position, quantity, title, price, sku FROM order_lines"
                              " ORDER BY position",
                              "1|3|Soap|1000|S-1\n2|2|Cap|1000|\n3|1|Hat|0|");
  import_orders (&self, full, 1, 0);
  import_fixture_assert_says (&self, stored, AS_IN_FULL);
  import_fixture_tear_down (&self);
}

/* Numbers and IDs name the same orders. */
static void
test_ids_and_numbers (const char *folder)
{
  static const char ids[] = "SELECT external_id, name, currency, total FROM orders ORDER BY name";
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  import_orders (&self,
                 "Id,Name,Created at,Currency,Total\n"
                 "77,#1001,2025-07-01 10:00:00,EUR,10.00\n78,#1002,2025-07-02,JPY,500\n",
                 0, 0);
  import_orders (&self,
                 "Name,Created at,Total\n#1001,2025-07-01 10:00:00,12.00\n"
                 "#1002,2025-07-02,7\n",
                 1, 1);
  import_fixture_assert_says (&self, ids, "77|#1001|EUR|1200\n78|#1002|JPY|500");
  /* Another order of the same number, as after a new beginning. */
  import_orders (&self, "Name,Created at,Total\n#1001,2026-07-01,3.00\n", 0, 0);
  /* Now the other way round: the IDs come later. Different IDs are different orders. */
  import_orders (&self, "Id,Name,Created at,Total\n79,#1001,2026-07-01,3.00\n", 1, 0);
  import_orders (&self, "Id,Name,Created at,Total\n80,#1001,2026-07-01,4.00\n", 0, 0);
  import_fixture_assert_says (&self, "SELECT external_id, total FROM orders ORDER BY 1",
                              "77|1200\n78|500\n79|300\n80|400");
  import_fixture_tear_down (&self);
}

/* 500 in a file without a currency are yen of an order in yen, not 50000 cents. */
static void
test_currency (const char *folder)
{
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  import_orders (&self, "Id,Created at,Currency,Total\n1,2025-07-01,JPY,500\n", 0, 0);
  import_orders (&self, "Id,Created at,Total\n1,2025-07-01,500\n", 0, 1);
  import_orders (&self, "Id,Created at,Total\n1,2025-07-01,700\n2,2025-07-01,7.00\n", 1, 0);
  import_fixture_assert_says (&self, "SELECT currency, total FROM orders ORDER BY external_id",
                              "JPY|700\nEUR|700");
  import_fixture_tear_down (&self);
}

static void
test_customers (const char *folder)
{
  static const char full_customer[]
      = "Email,First Name,Last Name,Phone,Address1,City,Zip,Country,Tags,Note,Total Spent,"
        "Total Orders,Tax Exempt,Accepts Email Marketing,Customer ID\n"
        "ada@example.com,Ada,Lovelace,+33612345678,Rue A,Lyon,69001,FR,vip,tea,12.00,3,yes,yes,9\n";
  static const char all[]
      = "SELECT email, first_name, last_name, phone, address1, city, zip, country_code, tags,"
        " note, amount_spent, number_of_orders, tax_exempt, email_subscription_status,"
        " external_id FROM customers";
#define AS_IN_FULL_CUSTOMER                                                      \
  "ada@example.com|Ada|Lovelace|+33612345678|Rue A|Lyon|69001|FR|[\"vip\"]|tea|" \
  "1200|3|1|SUBSCRIBED|9"
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  nl_import_report_free (import_fixture_import_text (&self, full_customer));
  import_fixture_assert_says (&self, all, AS_IN_FULL_CUSTOMER);
  nl_import_report_free (
      import_fixture_import_text (&self, "Email,First Name\nada@example.com,Ada\n"));
  nl_import_report_free (import_fixture_import_text (
      &self, "Email,First Name,Last Name,Phone,Address1,City,Zip,Country,Tags,Note,Total Spent,"
             "Total Orders,Tax Exempt,Accepts Email Marketing,Customer ID\n"
             "ada@example.com,,,,,,,,,,,,,,\n"));
  import_fixture_assert_says (&self, all, AS_IN_FULL_CUSTOMER);
  import_fixture_tear_down (&self);
}

int
main (int argc, char *argv[])
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/import-missing-columns/orders", test_orders);
  nl_test_add ("/import-missing-columns/lines", test_lines);
  nl_test_add ("/import-missing-columns/ids-and-numbers", test_ids_and_numbers);
  nl_test_add ("/import-missing-columns/currency", test_currency);
  nl_test_add ("/import-missing-columns/customers", test_customers);
  return g_test_run ();
}
