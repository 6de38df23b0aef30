/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include "customers/nl-import-preset.h"
#include "customers/nl-order-import.h"
#include "customers/nl-order-preview.h"

static NlImportPreview *
load (ImportFixture *self, const char *text)
{
  g_autofree char *path = import_fixture_write (self, "file.csv", text);
  g_autoptr (GError) error = NULL;
  NlImportPreview *preview
      = dex_await_object (nl_import_preview_load (path, NULL, NL_SHOP (self->shop)), &error);

  g_assert_no_error (error);
  return preview;
}

static void
test_recognise (const char *folder)
{
  static const struct {
    const char *header;
    NlImportKind kind;
    const char *program;
  } files[] = {
    { "Name,Email,Financial Status,Total,Created at,Lineitem name", NL_IMPORT_KIND_ORDERS,
      "Shopify" },
    { "Date,Order #,Status,Customer,Product(s),Net Sales", NL_IMPORT_KIND_ORDERS, "WooCommerce" },
    { "ID,Reference,New client,Delivery,Customer,Total,Payment,Status,Date", NL_IMPORT_KIND_ORDERS,
      "PrestaShop" },
    { "id,Amount,Amount Refunded,Currency,Created (UTC),Customer Email", NL_IMPORT_KIND_ORDERS,
      "Stripe" },
    { "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
      NL_IMPORT_KIND_ORDERS, NULL },
    { "date,id", NL_IMPORT_KIND_ORDERS, NULL },
    { "Order,Date,Amount,Email", NL_IMPORT_KIND_ORDERS, NULL },
    { "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Total Spent",
      NL_IMPORT_KIND_CUSTOMERS, "Shopify" },
    { "Name,Sign Up,Email,Orders,Total Spend,AOV,Country / Region", NL_IMPORT_KIND_CUSTOMERS,
      "WooCommerce" },
    { "id,Email,Name,Created (UTC),Total Spend", NL_IMPORT_KIND_CUSTOMERS, "Stripe" },
    { "Email Address,First Name,Last Name,LEID", NL_IMPORT_KIND_CUSTOMERS, "Mailchimp" },
    { "Name,Email,Date,Amount", NL_IMPORT_KIND_CUSTOMERS, NULL },
    { "Prénom,Nom,Mail", NL_IMPORT_KIND_CUSTOMERS, NULL },
    { "email,created_at", NL_IMPORT_KIND_CUSTOMERS, NULL },
  };
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *text = g_strconcat (files[i].header, "\na,b\n", NULL);
    g_autoptr (NlImportPreview) preview = load (&self, text);
    const char *program;

    g_test_message ("%s", files[i].header);
    g_assert_cmpint (nl_import_preview_get_recognised (preview, &program), ==, files[i].kind);
    g_assert_cmpstr (program, ==, files[i].program);
    g_assert_cmpint (nl_import_preview_get_kind (preview), ==, files[i].kind);
  }
  import_fixture_tear_down (&self);
}

#define LINES                                                         \
  "InvoiceNo,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n" \
  "1,Garland,24,13/02/2011 10:24,\"1,25\",15465.0\n"                  \
  "1,Doormat,3,13/02/2011 10:24,\"7,95\",15465.0\n"                   \
  "2,Garland,1,sometime,\"1,25\",15465\n"                             \
  "3,Garland,2,14/02/2011 09:00,\"1,25\",15465\n"

/* The rows of an order are one order, read as the whole file is. */
static void
test_preview (const char *folder)
{
  ImportFixture self;
  g_autoptr (NlImportPreview) preview = NULL;
  g_autoptr (NlImportContext) context = NULL;
  g_autoptr (GPtrArray) orders = NULL;
  const NlOrderPreview *order;

  import_fixture_set_up (&self, folder);
  preview = load (&self, LINES);
  context = nl_import_preview_dup_context (preview);
  g_assert_cmpint (context->decimal_point, ==, ',');
  g_assert_cmpint (context->date_order, ==, NL_DATE_ORDER_DAY_FIRST);
  orders = nl_order_preview_list (preview);
  g_assert_cmpuint (orders->len, ==, 3);
  order = g_ptr_array_index (orders, 0);
  g_assert_cmpint (order->n_units, ==, 27);
  g_assert_cmpstr (order->customer, ==, "15465");
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (order->order), NL_ORDER_TOTAL), ==, 5385);
  order = g_ptr_array_index (orders, 1);
  g_assert_null (order->order);
  g_assert_cmpuint (order->row, ==, 2);
  g_assert_error (order->reason, NL_IMPORT_ROW_ERROR, NL_IMPORT_ROW_ERROR_DATE);

  nl_import_preview_set_style (preview, '.', NL_DATE_ORDER_MONTH_FIRST);
  g_clear_pointer (&context, nl_import_context_free);
  context = nl_import_preview_dup_context (preview);
  g_assert_cmpint (context->decimal_point, ==, '.');
  g_assert_cmpint (context->date_order, ==, NL_DATE_ORDER_MONTH_FIRST);
  import_fixture_tear_down (&self);
}

static void
import_orders (ImportFixture *self, NlImportPreview *preview, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  NlImportOptions options = { .path = path,
                              .csv = *nl_import_preview_get_format (preview),
                              .mapping = nl_import_preview_get_mapping (preview) };
  g_autoptr (GError) error = NULL;
  g_autoptr (NlImportReport) report
      = dex_await_boxed (nl_orders_import (self->store, NL_SHOP (self->shop), &options, NULL),
                         &error);

  g_assert_no_error (error);
}

/* 15465.0 and 15465 are one customer, of orders as of customers. */
static void
test_float_ids (const char *folder)
{
  ImportFixture self;
  g_autoptr (NlImportPreview) preview = NULL;
  g_autoptr (NlImportReport) report = NULL;

  import_fixture_set_up (&self, folder);
  preview = load (&self, LINES);
  import_orders (&self, preview, "file.csv");
  import_fixture_assert_says (&self, "SELECT external_id, number_of_orders FROM customers",
                              "15465|2");
  report = import_fixture_import_text (&self, "Customer ID,First Name\n15465.00,Ada\n1.5,Bob\n");
  import_fixture_assert_report (report, 1, 1, 0, 0);
  import_fixture_assert_says (&self,
                              "SELECT external_id, first_name FROM customers ORDER BY first_name",
                              "15465|Ada\n1.5|Bob");
  import_fixture_tear_down (&self);
}

/* Who bought when and nothing else: orders of nothing, but orders. */
static void
test_purchases (const char *folder)
{
  ImportFixture self;
  g_autoptr (NlImportPreview) preview = NULL;

  import_fixture_set_up (&self, folder);
  preview = load (&self, "date,id\n2014-03-08 00:00:00,7\n2014-05-21 00:00:00,7\n"
                         "2014-05-21 00:00:00,8\n");
  import_orders (&self, preview, "file.csv");
  import_orders (&self, preview, "file.csv");
  import_fixture_assert_says (
      &self,
      "SELECT external_id, number_of_orders, amount_spent FROM customers ORDER BY external_id",
      "7|2|0\n8|1|0");
  import_fixture_assert_says (&self, "SELECT count(*) FROM orders", "3");
  import_fixture_tear_down (&self);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/import-recognition/recognise", test_recognise);
  nl_test_add ("/import-recognition/preview", test_preview);
  nl_test_add ("/import-recognition/float-ids", test_float_ids);
  nl_test_add ("/import-recognition/purchases", test_purchases);
  return g_test_run ();
}
