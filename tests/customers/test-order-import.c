/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include <sys/stat.h>

#include "customers/nl-order-import.h"

static const char shopify[]
    = "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,"
      "Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Refunded Amount,Id,Tags,"
      "Cancelled at,Billing Name\n"
      "#1001,Ada@Example.com,paid,EUR,30.00,4.90,0.00,34.90,2025-07-01 10:00:00 +0200,1,Soap,10.00,"
      "S-1,0.00,'5500000000001,\"gift, late\",,Ada Lovelace\n"
      "#1001,Ada@Example.com,,,,,,,,2,\"Oil, fine\",10.00,S-2,,,,,\n"
      "#1002,ada@example.com,partially_refunded,EUR,20.00,0,0,20.00,2025-08-01 10:00:00 "
      "+0200,2,Soap,"
      "10.00,S-1,5.00,5500000000002,,,\n"
      "#1003,ada@example.com,voided,EUR,20.00,0,0,20.00,2025-09-01 10:00:00 "
      "+0200,2,Soap,10.00,S-1,0,"
      "5500000000003,,2025-09-02 10:00:00 +0200,\n"
      "#1004,ben@example.com,paid,JPY,2000,0,0,2000,2025-08-05 10:00:00 +0900,1,Soap,2000,S-1,0,"
      "5500000000004,,,Ben\n"
      "#1005,,paid,EUR,7.00,0,0,7.00,2025-08-06 10:00:00 +0200,1,Soap,7.00,S-1,0,5500000000005,,,\n"
      "#1006,nobody,paid,EUR,7.00,0,0,7.00,2025-08-06 10:00:00 +0200,1,Soap,7.00,S-1,0,1006,,,\n"
      "#1007,ada@example.com,paid,EUR,7.00,0,0,much,2025-08-06 10:00:00 "
      "+0200,1,Soap,7.00,S-1,0,1007,,"
      ",\n"
      "#1008,ada@example.com,paid,QQQ,7.00,0,0,7.00,2025-08-06 10:00:00 "
      "+0200,1,Soap,7.00,S-1,0,1008,,"
      ",\n";

static NlImportReport *
import (ImportFixture *self, const char *path, GError **error)
{
  NlImportOptions options = { .path = path };

  return dex_await_boxed (nl_orders_import (self->store, NL_SHOP (self->shop), &options, NULL),
                          error);
}

static void
assert_import (ImportFixture *self,
               const char *text,
               guint64 inserted,
               guint64 updated,
               guint64 unchanged,
               guint64 rejected)
{
  g_autofree char *path = import_fixture_write (self, "orders.csv", text);
  g_autoptr (GError) error = NULL;
  g_autoptr (NlImportReport) report = import (self, path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->inserted, ==, inserted);
  g_assert_cmpuint (report->updated, ==, updated);
  g_assert_cmpuint (report->unchanged, ==, unchanged);
  g_assert_cmpuint (report->rejected, ==, rejected);
}

static const char sums[]
    = "SELECT email_key, number_of_orders, amount_spent, date (first_order_at / 1000000,"
      " 'unixepoch'), date (last_order_at / 1000000, 'unixepoch') FROM customers ORDER BY "
      "email_key";

static void
test_shopify (const char *folder)
{
  ImportFixture self;
  g_autofree char *rejects = g_build_filename (folder, "orders-rejects.csv", NULL);
  g_autofree char *text = NULL;

  import_fixture_set_up (&self, folder);
  assert_import (&self, shopify, 5, 0, 0, 3);
  import_fixture_assert_says (&self, sums,
                              "ada@example.com|2|4990|2025-07-01|2025-08-01\n"
                              "ben@example.com|1|0|2025-08-05|2025-08-05");
  import_fixture_assert_says (&self,
                              "SELECT first_name, last_name FROM customers ORDER BY email_key",
                              "Ada|Lovelace\n|Ben");
  import_fixture_assert_says (
      &self,
      "SELECT name, external_id, total, refunded, currency, tags, customer_id IS NULL,"
      " cancelled_at IS NOT NULL, ordered_at / 1000000 FROM orders ORDER BY name LIMIT 1",
      "#1001|5500000000001|3490|0|EUR|[\"gift\",\"late\"]|0|0|1751356800");
  import_fixture_assert_says (&self,
                              "SELECT position, title, sku, quantity, price FROM order_lines"
                              " WHERE order_id = (SELECT id FROM orders WHERE name = '#1001')"
                              " ORDER BY position",
                              "1|Soap|S-1|1|1000\n2|Oil, fine|S-2|2|1000");
  import_fixture_assert_says (&self, "SELECT total FROM orders WHERE currency = 'JPY'", "2000");
  g_assert_true (g_file_get_contents (rejects, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "“nobody” is not an email address."));
  g_assert_nonnull (strstr (text, "“much” is not an amount of money."));
  g_assert_nonnull (strstr (text, "“QQQ” is not a currency."));

  assert_import (&self, shopify, 0, 0, 5, 3);
  import_fixture_assert_says (&self, "SELECT count (*) FROM order_lines", "6");
  import_fixture_tear_down (&self);
}

static void
test_sums_follow (const char *folder)
{
  ImportFixture self;
  const char *header = "Order,Email,Date,Total,Refunded amount,Status\n";
  g_autofree char *first = g_strconcat (header, "1,a@example.com,2025-01-05,10.00,,paid\n",
                                        "2,a@example.com,2025-03-05,20.00,,paid\n", NULL);
  g_autofree char *more = g_strconcat (header, "3,a@example.com,2024-12-05,5.00,,paid\n", NULL);
  g_autofree char *changed
      = g_strconcat (header, "2,a@example.com,2025-03-05,20.00,8.00,partially_refunded\n",
                     "3,a@example.com,2024-12-05,5.00,,cancelled\n", NULL);

  import_fixture_set_up (&self, folder);
  /* What a customer file says counts until there are orders. */
  nl_import_report_free (import_fixture_import_text (
      &self, "Email,Total Spent,Total Orders\na@example.com,900.00,70\n"));
  assert_import (&self, first, 2, 0, 0, 0);
  import_fixture_assert_says (&self, sums, "a@example.com|2|3000|2025-01-04|2025-03-04");
  assert_import (&self, more, 1, 0, 0, 0);
  import_fixture_assert_says (&self, sums, "a@example.com|3|3500|2024-12-04|2025-03-04");
  assert_import (&self, changed, 0, 2, 0, 0);
  import_fixture_assert_says (&self, sums, "a@example.com|2|2200|2025-01-04|2025-03-04");
  import_fixture_tear_down (&self);
}

#define MANY 6000

static void
append_orders (GString *text, guint first, guint n)
{
  for (guint i = first; i < first + n; i++)
    g_string_append_printf (text, "%u,person%u@example.com,2025-01-%02u,10.00,,paid,Soap\n", i,
                            i % 2000, 1 + i % 28);
}

/* A file so large that indices are made at its end. */
static void
test_many (const char *folder)
{
  ImportFixture self;
  const char *header = "Order,Email,Date,Total,Refunded amount,Status,Product(s)\n";
  const char *list = "SELECT group_concat (name || sql, ';') FROM (SELECT name, sql FROM"
                     " sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name)";
  const char *wrong
      = "SELECT count (*) FROM customers AS c, (SELECT customer_id, count (*) AS n,"
        " sum (total - refunded) AS spent, min (ordered_at) AS first, max (ordered_at) AS last"
        " FROM orders WHERE cancelled_at IS NULL GROUP BY 1) AS s WHERE s.customer_id = c.id"
        " AND (number_of_orders <> s.n OR amount_spent <> s.spent OR first_order_at <> s.first"
        " OR last_order_at <> s.last OR rfm_group IS NULL)";
  g_autoptr (GString) text = g_string_new (header);
  g_autoptr (GString) more = g_string_new (header);
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *schema = NULL;

  import_fixture_set_up (&self, folder);
  schema = nl_test_sqlite3 (path, list);
  nl_import_report_free (import_fixture_import_text (
      &self, "Email,Total Spent,Total Orders\nperson7@example.com,900.00,70\n"));
  append_orders (text, 1, MANY);
  /* An order that came before, with another line, and one that is cancelled now. */
  g_string_append (text, "5,person5@example.com,2025-01-06,10.00,4.00,paid,Oil\n"
                         "9,person9@example.com,2025-01-10,10.00,,cancelled,Soap\n");
  assert_import (&self, text->str, MANY, 2, 0, 0);
  import_fixture_assert_says (&self, list, schema);
  import_fixture_assert_says (&self, wrong, "0");
  import_fixture_assert_says (&self,
                              "SELECT number_of_orders, amount_spent FROM customers WHERE"
                              " email_key IN ('person5@example.com', 'person7@example.com',"
                              " 'person9@example.com') ORDER BY email_key",
                              "3|2600\n3|3000\n2|2000");
  import_fixture_assert_says (&self,
                              "SELECT title FROM order_lines JOIN orders ON orders.id = order_id"
                              " WHERE external_id = '5'",
                              "Oil");
  import_fixture_assert_says (&self, "PRAGMA integrity_check", "ok");

  /* Somebody has ordered before now. */
  append_orders (more, MANY + 1, 3 * MANY);
  assert_import (&self, more->str, 3 * MANY, 0, 0, 0);
  import_fixture_assert_says (&self, list, schema);
  import_fixture_assert_says (&self, wrong, "0");
  import_fixture_assert_says (&self, "PRAGMA integrity_check", "ok");
  import_fixture_tear_down (&self);
}

static void
test_other_layouts (const char *folder)
{
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  assert_import (&self,
                 "Date;Order #;N. Revenue;Status;Customer;Product(s);Items sold\n"
                 "2025-01-05 10:00:00;17;\"1.234,50\";completed;Ada Lovelace;"
                 "\"2× Beanie, blue, 10× Cap\";12\n",
                 1, 0, 0, 0);
  import_fixture_assert_says (
      &self,
      "SELECT total, financial_status, group_concat (quantity || title, ';')"
      " FROM orders JOIN order_lines ON order_id = orders.id",
      "123450|paid|2Beanie, blue;10Cap");
  assert_import (
      &self,
      "id,Description,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer Email\n"
      "ch_1,Soap,2025-01-05 10:00:00,12.50,0.00,eur,succeeded,c@example.com\n",
      1, 0, 0, 0);
  import_fixture_assert_says (&self,
                              "SELECT total, financial_status FROM orders WHERE"
                              " external_id = 'ch_1'",
                              "1250|paid");
  assert_import (
      &self,
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
      "543797,22241,GARLAND,24,2011-02-13 10:24:00,1.25,15465.0,United Kingdom\n"
      "543797,48185,DOORMAT,3,2011-02-13 10:24:00,7.95,15465.0,United Kingdom\n"
      "C543800,48185,DOORMAT,-3,2011-02-13 10:25:00,7.95,15465.0,United Kingdom\n",
      2, 0, 0, 0);
  import_fixture_assert_says (&self,
                              "SELECT total FROM orders WHERE name LIKE '%5437%' OR name LIKE"
                              " '%5438%' ORDER BY name",
                              "5385\n-2385");
  import_fixture_tear_down (&self);
}

static void
test_no_orders (const char *folder)
{
  ImportFixture self;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  import_fixture_set_up (&self, folder);
  path = import_fixture_write (&self, "orders.csv", "Email,City\na@example.com,Paris\n");
  g_assert_null (import (&self, path, &error));
  g_assert_error (error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_NOTHING_MAPPED);
  import_fixture_assert_says (&self, "SELECT count (*) FROM customers", "0");
  import_fixture_tear_down (&self);
}

static void
assert_refused (ImportFixture *self, const char *path, const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (import (self, path, &error));
  g_assert_error (error, NL_CSV_ERROR, NL_CSV_ERROR_READ);
  g_assert_nonnull (strstr (error->message, says));
}

/* What nobody writes to would be waited for for ever, on the thread that writes. */
static void
test_no_files (const char *folder)
{
  ImportFixture self;
  g_autofree char *pipe = g_build_filename (folder, "orders.fifo", NULL);

  import_fixture_set_up (&self, folder);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_refused (&self, pipe, "is a pipe or a device");
  assert_refused (&self, "/dev/zero", "is a pipe or a device");
  assert_refused (&self, folder, "Is a directory");
  assert_refused (&self, "/nowhere/orders.csv", "No such file");
  import_fixture_tear_down (&self);
}

static void
test_no_rows (const char *folder)
{
  ImportFixture self;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  import_fixture_set_up (&self, folder);
  path = import_fixture_write (&self, "orders.csv", "Order,Email,Date,Total\n");
  g_assert_null (import (&self, path, &error));
  g_assert_error (error, NL_CSV_ERROR, NL_CSV_ERROR_EMPTY);
  g_assert_nonnull (strstr (error->message, "“orders.csv” names its columns but has no rows"));
  import_fixture_tear_down (&self);
}

/* The file's own amounts and dates say how the others are to be read. */
static void
test_style_of_the_file (const char *folder)
{
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  assert_import (&self,
                 "Order;Email;Date;Total\n"
                 "1;a@example.com;05/03/2025 12:00:00;1.234\n"
                 "2;a@example.com;31/03/2025 12:00:00;12,50\n",
                 2, 0, 0, 0);
  import_fixture_assert_says (&self,
                              "SELECT total, date (ordered_at / 1000000, 'unixepoch') FROM orders"
                              " ORDER BY external_id",
                              "123400|2025-03-05\n1250|2025-03-31");
  import_fixture_tear_down (&self);
}

static void
test_real_invoices (const char *folder)
{
  ImportFixture self;
  g_autofree char *path = nl_test_shared_file ("data/online-retail-2011/2011-02-13.csv");
  g_autofree char *copy = g_build_filename (folder, "invoices.csv", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (NlImportReport) first = NULL;
  g_autoptr (NlImportReport) again = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_test_skip ("the real invoices are not there");
    return;
  }
  import_fixture_set_up (&self, folder);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_file_set_contents (copy, contents, -1, NULL));
  first = import (&self, copy, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->inserted, >, 10);
  g_assert_cmpuint (first->rejected, ==, 0);
  again = import (&self, copy, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->unchanged, ==, first->inserted);
  import_fixture_tear_down (&self);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/order-import/shopify", test_shopify);
  nl_test_add ("/order-import/sums-follow", test_sums_follow);
  nl_test_add ("/order-import/many", test_many);
  nl_test_add ("/order-import/other-layouts", test_other_layouts);
  nl_test_add ("/order-import/no-orders", test_no_orders);
  nl_test_add ("/order-import/no-files", test_no_files);
  nl_test_add ("/order-import/no-rows", test_no_rows);
  nl_test_add ("/order-import/style-of-the-file", test_style_of_the_file);
  nl_test_add ("/order-import/real-invoices", test_real_invoices);
  return g_test_run ();
}
