/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-order-parse.h"

#include <string.h>

#include "base/nl-random.h"
#include "nl-test.h"

/* What the rows of one order of a file say. */

typedef struct {
  NlRecord *shop;
  NlImportContext *context;
  GArray *lines;
} Fixture;

static void
set_up (Fixture *self)
{
  self->shop = g_object_new (NL_TYPE_SHOP, "name", "Atelier", "language", "fr", "currency", "EUR",
                             "timezone", "Europe/Paris", NULL);
  self->context = nl_import_context_new (self->shop);
  self->lines = g_array_new (FALSE, FALSE, sizeof (NlOrderLine));
}

static void
tear_down (Fixture *self)
{
  g_array_unref (self->lines);
  nl_import_context_free (self->context);
  g_clear_object (&self->shop);
}

static void
append (GString *text, const char *name, const char *value)
{
  if (value != NULL)
    g_string_append_printf (text, "%s%s=%s", text->len > 0 ? " " : "", name, value);
}

static void
append_number (GString *text, const char *name, gint64 number)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  append (text, name, number != 0 ? value : NULL);
}

static void
append_time (GString *text, const char *name, gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc_usec (time);
  g_autofree char *value = g_date_time_format (date, "%FT%R");

  append (text, name, time != 0 ? value : NULL);
}

/* All it says, in one line; what it is silent about is left out. */
static char *
describe (const NlOrderData *order)
{
  GString *text = g_string_new (NULL);

  append (text, "key", order->key);
  append (text, "name", order->name);
  append (text, "email", order->email_key);
  append (text, "customer", order->customer_id);
  append (text, "called", order->customer_name);
  append (text, "in", g_strcmp0 (order->currency, "EUR") != 0 ? order->currency : NULL);
  append_time (text, "at", order->ordered_at);
  append_time (text, "cancelled", order->cancelled_at);
  append_number (text, "subtotal", order->subtotal);
  append_number (text, "shipping", order->shipping);
  append_number (text, "tax", order->tax);
  append_number (text, "discount", order->discount);
  append_number (text, "total", order->total);
  append_number (text, "refunded", order->refunded);
  append (text, "payment", order->financial_status);
  append (text, "sent", order->fulfillment_status);
  append (text, "tags", order->tags);
  for (guint i = 0; i < order->lines->len; i++) {
    const NlOrderLine *line = &g_array_index (order->lines, NlOrderLine, i);

    g_string_append_printf (text, " [%" G_GINT64_FORMAT " %s", line->quantity,
                            line->title != NULL ? line->title : "");
    append_number (text, "at", line->price);
    append_number (text, "product", line->product_id);
    append (text, "sku", line->sku);
    g_string_append_c (text, ']');
  }
  return g_string_free (text, FALSE);
}

/* Reads @text as the rows of one order. */
static char *
read_order (Fixture *self, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  NlCsvOptions csv = { .delimiter = ',', .header = NL_CSV_HEADER_PRESENT };
  g_autoptr (NlCsvReader) reader = nl_csv_reader_new_for_bytes (bytes, &csv, NULL);
  g_autoptr (NlImportMapping) headers = nl_import_mapping_guess (reader);
  g_autoptr (NlImportMapping) mapping
      = nl_import_mapping_guess_kind (headers, NL_IMPORT_KIND_ORDERS);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (NlOrderRow));
  NlOrderData order = { .lines = self->lines };
  char *said = NULL;
  NlOrderLayout layout;
  NlImportArena arena;

  nl_import_arena_init (&arena);
  nl_order_layout_init (&layout, mapping);
  while (nl_csv_reader_next (reader, NULL)) {
    NlOrderRow row = { 0 };

    row.raw.fields = nl_csv_reader_get_fields (reader, &row.raw.n_fields);
    row.raw.fields = nl_import_arena_copy_fields (&arena, row.raw.fields, row.raw.n_fields);
    if (!nl_order_row_parse (&row.raw, &arena, &layout, error))
      goto out;
    g_assert_nonnull (nl_order_row_get_key (&row));
    g_array_append_val (rows, row);
  }
  if (nl_order_data_parse (&order, rows, self->context, &arena, error))
    said = describe (&order);
out:
  nl_import_arena_clear (&arena);
  return said;
}

static void
test_orders (const char *folder)
{
  static const struct {
    const char *text;
    const char *said;
  } cases[] = {
    { "Order,Date,Total\n#1,2025-07-01,12.50", "key=#1 name=#1 at=2025-06-30T22:00 total=1250" },
    /* An ID identifies it, a name is what people call it. */
    { "Order,Order ID,Date,Total\n#1,99.0,2025-07-01 10:00 UTC,1",
      "key=99 name=#1 at=2025-07-01T10:00 total=100" },
    { "Order ID,Date,Total\n99,2025-07-01 10:00 UTC,1", "key=99 at=2025-07-01T10:00 total=100" },
    { "Order,Date,Total,Email,Customer ID,Billing Name,Currency\n"
      "1,2025-07-01 10:00 UTC,1.5,A@Example.com,'077,Ada Lovelace,usd",
      "key=1 name=1 email=a@example.com customer=077 called=Ada Lovelace in=USD"
      " at=2025-07-01T10:00 total=150" },
    /* A currency without decimals. */
    { "Order,Date,Total,Currency\n1,2025-07-01 10:00 UTC,150,JPY",
      "key=1 name=1 in=JPY at=2025-07-01T10:00 total=150" },
    { "Order,Date,Subtotal,Shipping,Taxes,Discount Amount,Total,Refunded Amount,Fulfillment "
      "Status,Tags\n1,2025-07-01 10:00 UTC,10,2,1.90,3,10.90,-4,fulfilled,\"a, b\"",
      "key=1 name=1 at=2025-07-01T10:00 subtotal=1000 shipping=200 tax=190 discount=300 total=1090"
      " refunded=400 sent=fulfilled tags=a, b" },
    /* Exports fill the cells of an order once, on whatever row. */
    { "Order,Date,Total,Email,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku\n"
      "1,,,,2,Soap,5.00,S-1\n1,2025-07-01 10:00 UTC,,a@b.fr,1,Oil,2.50,\n1,,99,,,Gift,,",
      "key=1 name=1 email=a@b.fr at=2025-07-01T10:00 total=9900 [2 Soap at=500 sku=S-1]"
      " [1 Oil at=250]" },
    /* Without a total it is the sum of the lines. */
    { "Order,Date,Quantity,Product,Lineitem price,Lineitem product id\n"
      "1,2025-07-01 10:00 UTC,3,Soap,5.00,77\n1,,-1,Oil,2.50,none",
      "key=1 name=1 at=2025-07-01T10:00 total=1250 [3 Soap at=500 product=77] [-1 Oil at=250]" },
    { "Order,Date,Total,Lineitem quantity,Lineitem sku\n1,2025-07-01 10:00 UTC,5,2.0,S-1",
      "key=1 name=1 at=2025-07-01T10:00 total=500 [2  sku=S-1]" },
    /* WooCommerce puts all products into one cell. */
    { "Order,Date,Total,Product(s)\n1,2025-07-01 10:00 UTC,5,\"2× Beanie, 1× Cap, blue, 10×  Mug\"",
      "key=1 name=1 at=2025-07-01T10:00 total=500 [2 Beanie] [1 Cap, blue] [10 Mug]" },
    { "Order,Date,Total,Product(s)\n1,2025-07-01 10:00 UTC,5,\"Cap, 3 sizes, 12345678× Mug\"",
      "key=1 name=1 at=2025-07-01T10:00 total=500 [1 Cap, 3 sizes] [1 12345678× Mug]" },
  };
  Fixture self;

  set_up (&self);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *said = read_order (&self, cases[i].text, &error);

    g_test_message ("%s", cases[i].text);
    g_assert_no_error (error);
    g_assert_cmpstr (said, ==, cases[i].said);
  }
  tear_down (&self);
}

/* The states of other programs, in Shopify's words. */
static void
test_states (const char *folder)
{
  static const struct {
    const char *state;
    const char *said;
  } cases[] = {
    { "paid", "payment=paid" },
    { "Partially_Refunded", "payment=partially_refunded" },
    { "Completed", "payment=paid" },
    { "PROCESSING", "payment=paid" },
    { "Succeeded", "payment=paid" },
    { "Payment accepted", "payment=paid" },
    { "on-hold", "payment=pending" },
    { "Canceled", "cancelled=2025-07-01T10:00 payment=voided" },
    { "cancelled", "cancelled=2025-07-01T10:00 payment=voided" },
    { "Failed", "cancelled=2025-07-01T10:00 payment=voided" },
    { "voided", "cancelled=2025-07-01T10:00 payment=voided" },
    { "Refunded", "refunded=2000 payment=refunded" },
    { "refund", "refunded=2000 payment=refunded" },
    { "", "" },
  };
  Fixture self;

  set_up (&self);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text
        = g_strdup_printf ("Order,Date,Total,Status\n1,2025-07-01 10:00 UTC,20,%s", cases[i].state);
    g_autofree char *said = read_order (&self, text, NULL);
    g_autoptr (GString) expected = g_string_new ("key=1 name=1 at=2025-07-01T10:00");

    if (g_str_has_prefix (cases[i].said, "cancelled"))
      g_string_append (expected, " cancelled=2025-07-01T10:00");
    g_string_append (expected, " total=2000");
    if (g_str_has_prefix (cases[i].said, "refunded"))
      g_string_append (expected, " refunded=2000");
    if (strstr (cases[i].said, "payment=") != NULL)
      g_string_append_printf (expected, " %s", strstr (cases[i].said, "payment="));
    g_test_message ("%s", cases[i].state);
    g_assert_cmpstr (said, ==, expected->str);
  }
  {
    /* A date of its own and a sum of its own say more than a state. */
    g_autofree char *said = read_order (&self,
                                        "Order,Date,Total,Status,Cancelled at,Refunded amount\n"
                                        "1,2025-07-01 10:00 UTC,20,voided,2025-07-02 10:00 UTC,\n",
                                        NULL);
    g_autofree char *partly = read_order (
        &self, "Order,Date,Total,Status,Refunded amount\n1,2025-07-01 10:00 UTC,20,refunded,5\n",
        NULL);

    g_assert_nonnull (strstr (said, "cancelled=2025-07-02T10:00"));
    g_assert_nonnull (strstr (partly, "refunded=500 "));
  }
  tear_down (&self);
}

/* Who bought when, and nothing else: the two make a number. */
static void
test_purchases_without_a_number (const char *folder)
{
  static const struct {
    const char *text;
    const char *said;
  } cases[] = {
    { "Email,Date\na@b.fr,2025-07-01 10:00 UTC",
      "key=a@b.fr 2025-07-01 10:00 UTC name=a@b.fr 2025-07-01 10:00 UTC email=a@b.fr"
      " at=2025-07-01T10:00" },
    { "ID,Date\n15.0,2025-07-01 10:00 UTC",
      "key=15 2025-07-01 10:00 UTC name=15 2025-07-01 10:00 UTC customer=15 at=2025-07-01T10:00" },
    { "Email,Date\n,2025-07-01 10:00 UTC", NULL },
    { "Email,Date\na@b.fr,", NULL },
  };
  Fixture self;

  set_up (&self);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *said = read_order (&self, cases[i].text, &error);

    g_test_message ("%s", cases[i].text);
    g_assert_cmpstr (said, ==, cases[i].said);
    if (said == NULL)
      g_assert_error (error, NL_IMPORT_ROW_ERROR, NL_IMPORT_ROW_ERROR_EMPTY);
  }
  tear_down (&self);
}

static void
test_rejections (const char *folder)
{
  static const struct {
    const char *text;
    NlImportRowError code;
    const char *message;
  } cases[] = {
    { "Order,Date,Total\n,2025-07-01,1", NL_IMPORT_ROW_ERROR_EMPTY,
      "The row does not say which order it belongs to." },
    { "Order,Date,Total\n   ,2025-07-01,1", NL_IMPORT_ROW_ERROR_EMPTY,
      "The row does not say which order it belongs to." },
    { "Order,Date,Total\n#1,,1", NL_IMPORT_ROW_ERROR_DATE, "“#1” is an order without a date." },
    { "Order,Date,Total\n#1,soon,1", NL_IMPORT_ROW_ERROR_DATE,
      "“soon” is not a date. Write dates as year-month-day, like 2026-05-31." },
    { "Order,Date,Total,Cancelled at\n#1,2025-07-01,1,never", NL_IMPORT_ROW_ERROR_DATE,
      "“never” is not a date. Write dates as year-month-day, like 2026-05-31." },
    { "Order,Date,Total,Email\n#1,2025-07-01,1,nobody", NL_IMPORT_ROW_ERROR_EMAIL,
      "“nobody” is not an email address." },
    { "Order,Date,Total,Currency\n#1,2025-07-01,1,Taler", NL_IMPORT_ROW_ERROR_CURRENCY,
      "“Taler” is not a currency." },
    { "Order,Date,Total\n#1,2025-07-01,much", NL_IMPORT_ROW_ERROR_NUMBER,
      "“much” is not an amount of money." },
    { "Order,Date,Total,Refunded amount\n#1,2025-07-01,1,all", NL_IMPORT_ROW_ERROR_NUMBER,
      "“all” is not an amount of money." },
    { "Order,Date,Quantity,Lineitem price\n#1,2025-07-01,10000001,1", NL_IMPORT_ROW_ERROR_NUMBER,
      "“10000001” is not a quantity." },
    { "Order,Date,Quantity,Lineitem price\n#1,2025-07-01,1.5,1", NL_IMPORT_ROW_ERROR_NUMBER,
      "“1.5” is not a quantity." },
    { "Order,Date,Quantity,Lineitem price\n#1,2025-07-01,10000000,9999999999.00",
      NL_IMPORT_ROW_ERROR_NUMBER, "“#1” is too large an order." },
    { "Order,Date,Quantity,Lineitem price\n#1,2025-07-01,-10000000,9999999999.00",
      NL_IMPORT_ROW_ERROR_NUMBER, "“#1” is too large an order." },
  };
  Fixture self;

  set_up (&self);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", cases[i].text);
    g_assert_null (read_order (&self, cases[i].text, &error));
    g_assert_error (error, NL_IMPORT_ROW_ERROR, (int) cases[i].code);
    g_assert_cmpstr (error->message, ==, cases[i].message);
  }
  tear_down (&self);
}

/* The list of products is the lines again that it was written from, whatever they are called. */
static void
test_products_come_back (const char *folder)
{
  static const char *const titles[]
      = { "Beanie", "Cap, blue", "3 sizes", "2 × 4 m", "Été, XL", "100 %", "×", "A, B, C" };
  Fixture self;
  NlRandom random;

  set_up (&self);
  nl_random_init (&random, 8, "products");
  for (guint round = 0; round < 300; round++) {
    g_autoptr (GString) cell = g_string_new (NULL);
    g_autoptr (GString) expected = g_string_new ("key=1 name=1 at=2025-07-01T10:00 total=100");
    g_autofree char *text = NULL;
    g_autofree char *said = NULL;

    for (guint i = 0, n = 1 + nl_random_below (&random, 5); i < n; i++) {
      guint quantity = 1 + nl_random_below (&random, 20);
      const char *title = titles[nl_random_below (&random, G_N_ELEMENTS (titles))];

      g_string_append_printf (cell, "%s%u× %s", i > 0 ? ", " : "", quantity, title);
      g_string_append_printf (expected, " [%u %s]", quantity, title);
    }
    text = g_strdup_printf ("Order,Date,Total,Product(s)\n1,2025-07-01 10:00 UTC,1,\"%s\"",
                            cell->str);
    said = read_order (&self, text, NULL);
    g_assert_cmpstr (said, ==, expected->str);
  }
  tear_down (&self);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/order-parse/orders", test_orders);
  nl_test_add ("/order-parse/states", test_states);
  nl_test_add ("/order-parse/purchases-without-a-number", test_purchases_without_a_number);
  nl_test_add ("/order-parse/rejections", test_rejections);
  nl_test_add ("/order-parse/products-come-back", test_products_come_back);
  return g_test_run ();
}
