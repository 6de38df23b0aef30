/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include "customers/nl-order-import.h"

/* What order files of the world hold, and what should never be in one. */

static NlImportReport *
import_with (ImportFixture *self, const char *text, const NlImportOptions *wanted)
{
  g_autofree char *path = import_fixture_write (self, "orders.csv", text);
  NlImportOptions options = wanted != NULL ? *wanted : (NlImportOptions) { 0 };
  g_autoptr (GError) error = NULL;
  NlImportReport *report;

  options.path = path;
  report = dex_await_boxed (nl_orders_import (self->store, NL_SHOP (self->shop), &options, NULL),
                            &error);
  g_assert_no_error (error);
  return report;
}

static void
assert_imported (ImportFixture *self, const char *text, guint64 inserted, guint64 rejected)
{
  g_autoptr (NlImportReport) report = import_with (self, text, NULL);

  g_assert_cmpuint (report->inserted, ==, inserted);
  g_assert_cmpuint (report->rejected, ==, rejected);
}

#define HEADER "Order,Email,Date,Total,Lineitem quantity,Lineitem name,Lineitem price\n"

/* An order of several rows is rejected as a whole, with all its rows. */
static void
test_rejected_whole (const char *folder)
{
  ImportFixture self;
  g_autoptr (NlImportReport) report = NULL;
  g_autofree char *rejects = NULL;

  import_fixture_set_up (&self, folder);
  report = import_with (&self,
                        HEADER "1,a@example.com,2025-01-05,30.00,1,Soap,10.00\n"
                               "1,a@example.com,,,many,Oil,20.00\n"
                               "2,a@example.com,2025-01-06,5.00,1,Soap,5.00\n",
                        NULL);
  g_assert_cmpuint (report->rows, ==, 3);
  g_assert_cmpuint (report->inserted, ==, 1);
  g_assert_cmpuint (report->rejected, ==, 1);
  g_assert_true (g_file_get_contents (report->rejects_path, &rejects, NULL, NULL));
  g_assert_nonnull (strstr (rejects, "Soap,10.00,2,“many” is not a quantity."));
  g_assert_nonnull (strstr (rejects, "Oil,20.00,3,“many” is not a quantity."));
  import_fixture_assert_says (&self, "SELECT name FROM orders", "2");
  import_fixture_tear_down (&self);
}

static void
test_rows_without_an_order (const char *folder)
{
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  assert_imported (&self,
                   HEADER ",a@example.com,2025-01-05,30.00,1,Soap,10.00\n"
                          "2,a@example.com,,5.00,1,Soap,5.00\n"
                          "3,a@example.com,someday,5.00,1,Soap,5.00\n"
                          "4,a@example.com,2025-01-06,5.00,1,Soap,5.00\n",
                   1, 3);
  import_fixture_tear_down (&self);
}

/* Spreadsheets write two as 2.0, and returns with a minus. */
static void
test_quantities (const char *folder)
{
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  assert_imported (&self,
                   HEADER "1,a@example.com,2025-01-05,20.00,2.0,Soap,10.00\n"
                          "2,a@example.com,2025-01-05,-10.00,-1,Soap,10.00\n"
                          "3,a@example.com,2025-01-05,10.00,1.5,Soap,10.00\n"
                          "4,a@example.com,2025-01-05,10.00,99999999,Soap,10.00\n",
                   2, 2);
  import_fixture_assert_says (
      &self,
      "SELECT group_concat (quantity) FROM (SELECT quantity FROM order_lines"
      " ORDER BY quantity)",
      "-1,2");
  import_fixture_tear_down (&self);
}

/* Without a total it is the sum of the lines, and a sum past every limit is no order. */
static void
test_totals (const char *folder)
{
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  assert_imported (&self,
                   "Order,Email,Date,Lineitem quantity,Lineitem name,Lineitem price\n"
                   "1,a@example.com,2025-01-05,3,Soap,10.50\n"
                   "1,a@example.com,2025-01-05,1,Oil,0.25\n"
                   "2,a@example.com,2025-01-05,9000000,Yacht,9000000.00\n",
                   1, 1);
  import_fixture_assert_says (&self, "SELECT name, total FROM orders", "1|3175");
  import_fixture_tear_down (&self);
}

static void
test_refunds (const char *folder)
{
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  assert_imported (&self,
                   "Order,Email,Date,Total,Refunded amount,Status\n"
                   "1,a@example.com,2025-01-05,20.00,-5.00,partially_refunded\n"
                   "2,a@example.com,2025-01-05,20.00,,refunded\n"
                   "3,a@example.com,2025-01-05,20.00,,Canceled\n"
                   "4,a@example.com,2025-01-05,20.00,,on-hold\n",
                   4, 0);
  import_fixture_assert_says (
      &self,
      "SELECT name, refunded, financial_status, cancelled_at IS NOT NULL FROM orders ORDER BY name",
      "1|500|partially_refunded|0\n2|2000|refunded|0\n3|0|voided|1\n4|0|pending|0");
  import_fixture_tear_down (&self);
}

/* An order that was cancelled by mistake counts again once its status says so; a file that is
 * silent about the status says nothing. */
static void
test_a_cancelled_order_comes_back (const char *folder)
{
  static const char *const files[] = {
    "Order,Email,Date,Total,Status\n1,a@example.com,2025-01-05,20.00,cancelled\n",
    "Order,Email,Date,Total\n1,a@example.com,2025-01-05,20.00\n",
    "Order,Email,Date,Total,Status\n1,a@example.com,2025-01-05,20.00,processing\n",
  };
  static const char *const found[] = { "voided|1|0|0", "voided|1|0|0", "paid|0|1|2000" };
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    nl_import_report_free (import_with (&self, files[i], NULL));
    import_fixture_assert_says (&self,
                                "SELECT financial_status, cancelled_at IS NOT NULL,"
                                " number_of_orders, amount_spent FROM orders"
                                " JOIN customers ON customers.id = customer_id",
                                found[i]);
  }
  import_fixture_tear_down (&self);
}

/* What a customer file said of the orders counts until an order is known, be it a cancelled one. */
static void
test_cancelled_first (const char *folder)
{
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  nl_import_report_free (import_fixture_import_text (
      &self, "Email,Total Spent,Total Orders\na@example.com,900.00,70\n"));
  assert_imported (&self,
                   "Order,Email,Date,Total,Status\n1,a@example.com,2025-01-05,20.00,cancelled\n"
                   "2,a@example.com,2025-01-06,5.00,paid\n",
                   2, 0);
  import_fixture_assert_says (&self, "SELECT number_of_orders, amount_spent FROM customers",
                              "1|500");
  import_fixture_tear_down (&self);
}

static void
test_amounts_in_both_ways (const char *folder)
{
  ImportFixture self;
  g_autoptr (NlImportReport) report = NULL;

  import_fixture_set_up (&self, folder);
  report = import_with (&self,
                        "Order;Email;Date;Total\n1;a@example.com;2025-01-05;1.234,50\n"
                        "2;a@example.com;2025-01-05;1,234.50\n3;a@example.com;2025-01-05;1.234\n",
                        NULL);
  g_assert_cmpuint (report->inserted, ==, 2);
  g_assert_cmpuint (report->rejected, ==, 1);
  g_assert_nonnull (strstr (report->first_rejection, "line 4: “1.234” may be thousands"));
  import_fixture_assert_says (&self, "SELECT DISTINCT total FROM orders", "123450");
  import_fixture_tear_down (&self);
}

/* What the user says counts more than a header, and takes the field from the one that had it. */
static void
test_maps (const char *folder)
{
  static const char text[] = "Order,Total,Brutto,Date\n1,10.00,11.90,2025-01-05\n";
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  nl_import_report_free (import_with (
      &self, text, &(NlImportOptions) { .maps = (const char *const[]) { "Brutto=total", NULL } }));
  import_fixture_assert_says (&self, "SELECT total FROM orders", "1190");
  nl_import_report_free (import_with (&self, text, NULL));
  import_fixture_assert_says (&self, "SELECT total FROM orders", "1000");
  import_fixture_tear_down (&self);
}

static void
assert_map_fails (ImportFixture *self, const char *map, const char *preset, const char *says)
{
  g_autofree char *path
      = import_fixture_write (self, "orders.csv", "Order,Total,Date\n1,10.00,2025-01-05\n");
  NlImportOptions options
      = { .path = path, .preset = preset, .maps = (const char *const[]) { map, NULL } };
  g_autoptr (GError) error = NULL;

  g_assert_null (dex_await_boxed (
      nl_orders_import (self->store, NL_SHOP (self->shop), &options, NULL), &error));
  g_assert_nonnull (error);
  if (strstr (error->message, says) == NULL)
    g_error ("%s", error->message);
}

static void
test_maps_that_make_no_sense (const char *folder)
{
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  assert_map_fails (&self, "Total", NULL, "“Total” is not of the form COLUMN=field.");
  assert_map_fails (&self, "Netto=total", NULL, "The file has no column “Netto”.");
  assert_map_fails (&self, "Total=sum", NULL, "There is no field “sum”.");
  assert_map_fails (&self, "Date=ignore", NULL, "These are not orders");
  assert_map_fails (&self, "Date=date", "stripe", "not what Stripe exports");
  import_fixture_assert_says (&self, "SELECT count (*) FROM orders", "0");
  import_fixture_tear_down (&self);
}

/* A rehearsal counts, and leaves neither orders nor customers nor a file. */
static void
test_dry_run (const char *folder)
{
  ImportFixture self;
  g_autoptr (NlImportReport) report = NULL;
  g_autofree char *rejects = g_build_filename (folder, "orders-rejects.csv", NULL);

  import_fixture_set_up (&self, folder);
  report = import_with (&self,
                        HEADER "1,a@example.com,2025-01-05,30.00,1,Soap,10.00\n"
                               "2,nobody,2025-01-06,5.00,1,Soap,5.00\n",
                        &(NlImportOptions) { .dry_run = TRUE });
  g_assert_cmpuint (report->inserted, ==, 1);
  g_assert_cmpuint (report->rejected, ==, 1);
  g_assert_null (report->rejects_path);
  g_assert_false (g_file_test (rejects, G_FILE_TEST_EXISTS));
  import_fixture_assert_says (&self,
                              "SELECT (SELECT count (*) FROM orders), (SELECT count (*) FROM"
                              " customers)",
                              "0|0");
  import_fixture_tear_down (&self);
}

static void
test_cancelled (const char *folder)
{
  ImportFixture self;
  g_autofree char *path = NULL;
  g_autoptr (NlOperation) operation = nl_operation_new ("Importing");
  g_autoptr (GError) error = NULL;
  NlImportOptions options = { 0 };

  import_fixture_set_up (&self, folder);
  path = import_fixture_write (&self, "orders.csv",
                               HEADER "1,a@example.com,2025-01-05,30.00,1,Soap,10.00\n");
  options.path = path;
  nl_operation_cancel (operation);
  g_assert_null (dex_await_boxed (
      nl_orders_import (self.store, NL_SHOP (self.shop), &options, operation), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  import_fixture_assert_says (&self, "SELECT count (*) FROM orders", "0");
  import_fixture_tear_down (&self);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/order-oddities/rejected-whole", test_rejected_whole);
  nl_test_add ("/order-oddities/rows-without-an-order", test_rows_without_an_order);
  nl_test_add ("/order-oddities/quantities", test_quantities);
  nl_test_add ("/order-oddities/totals", test_totals);
  nl_test_add ("/order-oddities/refunds", test_refunds);
  nl_test_add ("/order-oddities/cancelled-order-comes-back", test_a_cancelled_order_comes_back);
  nl_test_add ("/order-oddities/cancelled-first", test_cancelled_first);
  nl_test_add ("/order-oddities/amounts-in-both-ways", test_amounts_in_both_ways);
  nl_test_add ("/order-oddities/maps", test_maps);
  nl_test_add ("/order-oddities/maps-that-make-no-sense", test_maps_that_make_no_sense);
  nl_test_add ("/order-oddities/dry-run", test_dry_run);
  nl_test_add ("/order-oddities/cancelled", test_cancelled);
  return g_test_run ();
}
