/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-order-writer.h"

#include "base/nl-random.h"
#include "customers/nl-import-writer.h"
#include "customers/nl-order-effects.h"
#include "import-fixture.h"

/* How the orders of a file are stored, and what they mean for whose they are. */

#define DAY G_TIME_SPAN_DAY
#define LINES 3

/* An order, and its lines up to the first one without a title. */
typedef struct {
  NlOrderData data;
  NlOrderLine lines[LINES];
} Order;

typedef struct {
  ImportFixture *fixture;
  const Order *orders;
  guint n_orders;
  guint64 expected_rows;
} Job;

static gpointer
store_in_transaction (NlConnection *connection, gpointer data, GError **error)
{
  const Job *job = data;
  g_autoptr (NlImportContext) context = nl_import_context_new (job->fixture->shop);
  g_autoptr (NlImportReport) report = nl_import_report_new ();
  NlOrderBulk *bulk = nl_order_bulk_new (connection);
  gboolean done = nl_order_effects_begin (connection, error)
                  && nl_order_bulk_begin (bulk, job->expected_rows, error);

  for (guint i = 0; done && i < job->n_orders; i++) {
    g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (NlOrderLine));
    NlOrderData order = job->orders[i].data;

    for (guint n = 0; n < LINES && job->orders[i].lines[n].title != NULL; n++) {
      NlOrderLine line = job->orders[i].lines[n];

      line.has_quantity = line.has_price = TRUE;
      g_array_append_val (lines, line);
    }
    order.told = G_MAXUINT64;
    order.lines = lines;
    if (order.currency == NULL)
      order.currency = "EUR";
    report->rows++;
    done = nl_order_writer_store (connection, bulk, context, &order, report, error);
  }
  done = done && nl_order_bulk_begin_sums (bulk, error)
         && nl_order_effects_apply (connection, context->shop_id, "EUR", 1, error)
         && nl_order_bulk_end (bulk, error);
  nl_order_bulk_free (bulk);
  return done ? g_steal_pointer (&report) : NULL;
}

static NlImportReport *
store_orders (ImportFixture *fixture, const Order *orders, guint n_orders, guint64 expected_rows)
{
  Job job = { fixture, orders, n_orders, expected_rows };
  g_autoptr (GError) error = NULL;
  NlImportReport *report
      = dex_await_boxed (nl_store_write (fixture->store, store_in_transaction, &job, NULL,
                                         NL_TYPE_IMPORT_REPORT, NULL),
                         &error);

  g_assert_no_error (error);
  return report;
}

static void
assert_stored (ImportFixture *fixture,
               const Order *order,
               guint64 inserted,
               guint64 updated,
               guint64 unchanged)
{
  g_autoptr (NlImportReport) report = store_orders (fixture, order, 1, 0);

  import_fixture_assert_report (report, inserted, updated, unchanged, 0);
}

static void
test_whose_it_is (const char *folder)
{
  static const struct {
    NlOrderData data;
    const char *owner; /* external ID, first and last name */
    guint n_customers; /* after it */
  } cases[] = {
    { { .email = "ADA@example.com", .email_key = "ada@example.com" }, "7|Ada|Lovelace", 1 },
    { { .customer_id = "7" }, "7|Ada|Lovelace", 1 },
    /* The email says more than the ID. */
    { { .email = "ada@example.com", .email_key = "ada@example.com", .customer_id = "8" },
      "7|Ada|Lovelace",
      1 },
    { { .email = "new@example.com", .email_key = "new@example.com", .customer_id = "7" },
      "7|Ada|Lovelace",
      1 },
    /* Who is not there yet is added, with what the order knows. */
    { { .email = "ben@example.com", .email_key = "ben@example.com", .customer_name = "Ben" },
      "||Ben",
      2 },
    { { .customer_id = "9", .customer_name = "Grace  Brewster Hopper" },
      "9|Grace|Brewster Hopper",
      3 },
    { { .customer_id = "10" }, "10||", 4 },
    /* A name alone may be of many. */
    { { .customer_name = "Ada Lovelace" }, "", 4 },
    { { .key = NULL }, "", 4 },
  };
  ImportFixture fixture;

  import_fixture_set_up (&fixture, folder);
  nl_import_report_free (import_fixture_import_text (
      &fixture, "Customer ID,Email,First Name,Last Name\n7,ada@example.com,Ada,Lovelace\n"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *key = g_strdup_printf ("#%u", i);
    g_autofree char *n_customers = g_strdup_printf ("%u", cases[i].n_customers);
    g_autofree char *question = g_strdup_printf (
        "SELECT customers.external_id, first_name, last_name FROM orders JOIN customers"
        " ON customers.id = customer_id WHERE orders.name = '%s'",
        key);
    Order order = { .data = cases[i].data };
    /* The numbers of the cases are the numbers of the orders. */
    NlOrderData *data = &order.data;

    data->key = key;
    data->ordered_at = DAY;
    assert_stored (&fixture, &order, 1, 0, 0);
    g_test_message ("%s", key);
    import_fixture_assert_says (&fixture, "SELECT count (*) FROM customers", n_customers);
    if (cases[i].owner[0] == '\0')
      import_fixture_assert_says (&fixture,
                                  "SELECT customer_id FROM orders ORDER BY id DESC LIMIT 1", "");
    else
      import_fixture_assert_says (&fixture, question, cases[i].owner);
  }
  import_fixture_tear_down (&fixture);
}

static const char order_as_stored[]
    = "SELECT o.id, o.external_id, o.name, customer_id, ordered_at, subtotal, shipping, total,"
      " refunded, financial_status, fulfillment_status, o.tags, cancelled_at, o.updated_at,"
      " group_concat (position || title || ifnull (sku, '') || l.id)"
      " FROM orders AS o LEFT JOIN order_lines AS l ON order_id = o.id GROUP BY o.id;"
      "SELECT number_of_orders, amount_spent FROM customers";

/* What an order that comes again changes, one thing at a time; the same again changes nothing. */
static void
test_again (const char *folder)
{
  const Order first = {
    .data = { .key = "1",
              .name = "#1",
              .email = "a@b.fr",
              .email_key = "a@b.fr",
              .ordered_at = 5 * DAY,
              .subtotal = 900,
              .shipping = 100,
              .total = 1000,
              .financial_status = "paid",
              .fulfillment_status = "fulfilled",
              .tags = " a ,, b" },
    .lines = { { "Soap", "S-1", 77, 2, 300 }, { "Oil", "O-2", 0, 1, 300 } },
  };
  const Order silent = { .data = { .key = "1",
                                   .name = "#1",
                                   .ordered_at = 5 * DAY,
                                   .subtotal = 900,
                                   .shipping = 100,
                                   .total = 1000 },
                         .lines = { { "Soap", "S-1", 77, 2, 300 }, { "Oil", "O-2", 0, 1, 300 } } };
  g_autofree char *database = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *before = NULL;
  ImportFixture fixture;

  import_fixture_set_up (&fixture, folder);
  assert_stored (&fixture, &first, 1, 0, 0);
  import_fixture_assert_says (&fixture, "SELECT tags FROM orders", "[\"a\",\"b\"]");
  import_fixture_assert_says (&fixture,
                              "SELECT position, title, sku, product_external_id, quantity, price"
                              " FROM order_lines ORDER BY 1",
                              "1|Soap|S-1|77|2|300\n2|Oil|O-2||1|300");
  before = nl_test_sqlite3 (database, order_as_stored);
  assert_stored (&fixture, &first, 0, 0, 1);
  /* What a file is silent about stays: whose it is, its states, its tags. */
  assert_stored (&fixture, &silent, 0, 0, 1);
  import_fixture_assert_says (&fixture, order_as_stored, before);
  for (guint what = 0; what < 8; what++) {
    Order other = first;

    switch (what) {
    case 0:
      other.data.total = 1001;
      break;
    case 1:
      other.data.financial_status = "pending";
      break;
    case 2:
      other.lines[0].quantity = 3;
      break;
    case 3:
      other.lines[1].sku = "O-1";
      break;
    case 4:
      other.lines[1] = first.lines[0], other.lines[0] = first.lines[1];
      break;
    case 5:
      other.lines[1].title = NULL;
      break;
    case 6:
      other.lines[2] = (NlOrderLine) { .title = "Gift", .quantity = 1 };
      break;
    default:
      other.lines[0].product_id = 78;
    }
    g_test_message ("%u", what);
    assert_stored (&fixture, &other, 0, 1, 0);
    assert_stored (&fixture, &other, 0, 0, 1);
    assert_stored (&fixture, &first, 0, 1, 0);
    import_fixture_assert_says (&fixture, "SELECT count (*), sum (position) FROM order_lines",
                                "2|3");
  }
  import_fixture_tear_down (&fixture);
}

/* An order that was cancelled stands again once a file says so, not while it is silent. */
static void
test_cancelled (const char *folder)
{
  static const struct {
    gint64 cancelled_at;
    const char *status;
    const char *stored; /* whether it is cancelled, and what its customer has */
  } steps[] = {
    { 0, "paid", "0|1|500" },       { 3 * DAY, "voided", "1|0|0" }, { 0, NULL, "1|0|0" },
    { 0, "paid", "0|1|500" },       { 4 * DAY, NULL, "1|0|0" },     { 0, "pending", "1|0|0" },
    { 3 * DAY, "voided", "1|0|0" }, { 0, "pending", "0|1|500" },
  };
  ImportFixture fixture;

  import_fixture_set_up (&fixture, folder);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    const Order order = { .data = { .key = "1",
                                    .email = "a@b.fr",
                                    .email_key = "a@b.fr",
                                    .ordered_at = DAY,
                                    .total = 500,
                                    .cancelled_at = steps[i].cancelled_at,
                                    .financial_status = steps[i].status } };
    g_autoptr (NlImportReport) report = store_orders (&fixture, &order, 1, 0);

    g_test_message ("step %u", i);
    import_fixture_assert_says (&fixture,
                                "SELECT cancelled_at IS NOT NULL, number_of_orders, amount_spent"
                                " FROM orders JOIN customers ON customers.id = customer_id",
                                steps[i].stored);
  }
  import_fixture_tear_down (&fixture);
}

/* An order that turns out to be somebody else's is taken from one and given to the other. */
static void
test_other_owner (const char *folder)
{
  Order orders[] = {
    { .data
      = { .key = "1", .email = "a@b.fr", .email_key = "a@b.fr", .ordered_at = DAY, .total = 500 } },
    { .data = { .key = "2",
                .email = "a@b.fr",
                .email_key = "a@b.fr",
                .ordered_at = 2 * DAY,
                .total = 700,
                .refunded = 100 } },
    { .data = { .key = "3",
                .email = "b@b.fr",
                .email_key = "b@b.fr",
                .ordered_at = 3 * DAY,
                .total = 10,
                .currency = "USD" } },
  };
  const char *sums
      = "SELECT email_key, number_of_orders, amount_spent, first_order_at / 86400000000,"
        " last_order_at / 86400000000 FROM customers ORDER BY 1";
  g_autoptr (NlImportReport) first = NULL;
  ImportFixture fixture;

  import_fixture_set_up (&fixture, folder);
  first = store_orders (&fixture, orders, 3, 0);
  import_fixture_assert_says (&fixture, sums, "a@b.fr|2|1100|1|2\nb@b.fr|1|0|3|3");
  orders[1].data.email = orders[1].data.email_key = "b@b.fr";
  assert_stored (&fixture, &orders[1], 0, 1, 0);
  import_fixture_assert_says (&fixture, sums, "a@b.fr|1|500|1|1\nb@b.fr|2|600|2|3");
  orders[0].data.email = orders[0].data.email_key = "b@b.fr";
  assert_stored (&fixture, &orders[0], 0, 1, 0);
  import_fixture_assert_says (&fixture, sums, "a@b.fr|0|0||\nb@b.fr|3|1100|1|3");
  import_fixture_tear_down (&fixture);
}

static void
make_orders (NlRandom *random, Order *orders, guint n)
{
  static const char *const emails[] = { "a@b.fr", "c@d.fr", "e@f.fr", "g@h.fr" };
  static const char keys[]
      = "a\0b\0c\0d\0e\0f\0g\0h\0i\0j\0k\0l\0m\0n\0o\0p\0q\0r\0s\0t\0u\0v\0w\0x\0y\0z\0"
        "A\0B\0C\0D\0E\0F\0G\0H\0I\0J\0K\0L\0M\0N\0O\0P";
  static const char *const titles[] = { "Soap", "Oil", NULL };

  for (guint i = 0; i < n; i++) {
    const char *email = emails[nl_random_below (random, 4)];

    orders[i] = (Order) { .data = { .key = &keys[2 * nl_random_below (random, sizeof keys / 2)],
                                    .ordered_at = DAY * (1 + nl_random_below (random, 300)),
                                    .total = nl_random_below (random, 90) * 100,
                                    .refunded = nl_random_below (random, 3) * 50 } };
    if (nl_random_below (random, 6) != 0)
      orders[i].data.email = orders[i].data.email_key = email;
    if (nl_random_below (random, 5) == 0)
      orders[i].data.currency = "USD";
    if (nl_random_below (random, 12) == 0)
      orders[i].data.cancelled_at = DAY;
    if (nl_random_below (random, 2) == 0)
      orders[i].data.financial_status = "paid";
    for (guint line = 0; line < LINES; line++)
      orders[i].lines[line] = (NlOrderLine) {
        .title = titles[nl_random_below (random, G_N_ELEMENTS (titles))],
        .quantity = 1 + nl_random_below (random, 2),
        .price = 100,
      };
  }
}

/* A large file is stored otherwise than a small one, and nobody can tell afterwards. */
static void
test_both_ways_alike (const char *folder)
{
  const char *everything
      = "SELECT o.external_id, email_key, o.currency, total, refunded, cancelled_at IS NULL,"
        " financial_status, (SELECT group_concat (title || quantity) FROM order_lines"
        "  WHERE order_id = o.id ORDER BY position)"
        " FROM orders AS o LEFT JOIN customers ON customers.id = customer_id ORDER BY 1;"
        "SELECT email_key, number_of_orders, amount_spent, first_order_at, last_order_at"
        " FROM customers ORDER BY 1;"
        "PRAGMA integrity_check; SELECT name, sql FROM sqlite_schema ORDER BY 1";
  /* The sums that counting all orders again does not give. */
  const char *wrong_sums
      = "SELECT c.email_key FROM customers AS c LEFT JOIN (SELECT customer_id, count (*) AS orders,"
        "  sum (iif (currency = 'EUR', total - refunded, 0)) AS amount, min (ordered_at) AS first,"
        "  max (ordered_at) AS last FROM orders WHERE cancelled_at IS NULL GROUP BY 1) AS o"
        " ON customer_id = c.id WHERE number_of_orders <> ifnull (orders, 0)"
        " OR amount_spent <> ifnull (amount, 0) OR first_order_at IS NOT first"
        " OR last_order_at IS NOT last";

  for (guint64 seed = 1; seed <= nl_test_rounds (5, 2); seed++) {
    g_auto (GStrv) results = g_new0 (char *, 3);

    for (guint way = 0; way < 2; way++) {
      g_autofree char *place = g_strdup_printf ("%s/%u-%u", folder, (guint) seed, way);
      g_autofree char *database = g_build_filename (place, "workspace.db", NULL);
      ImportFixture fixture;
      NlRandom random;

      g_assert_no_errno (g_mkdir_with_parents (place, 0700));
      import_fixture_set_up (&fixture, place);
      nl_random_init (&random, seed, "orders");
      for (guint file = 0; file < 6; file++) {
        Order orders[7];
        g_autoptr (NlImportReport) report = NULL;

        make_orders (&random, orders, G_N_ELEMENTS (orders));
        report = store_orders (&fixture, orders, G_N_ELEMENTS (orders), way * NL_IMPORT_BULK_ROWS);
        g_assert_cmpuint (report->inserted + report->updated + report->unchanged, ==,
                          G_N_ELEMENTS (orders));
        import_fixture_assert_says (&fixture, wrong_sums, "");
      }
      results[way] = nl_test_sqlite3 (database, everything);
      import_fixture_tear_down (&fixture);
    }
    g_assert_cmpstr (results[0], ==, results[1]);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/order-writer/whose-it-is", test_whose_it_is);
  nl_test_add ("/order-writer/again", test_again);
  nl_test_add ("/order-writer/cancelled", test_cancelled);
  nl_test_add ("/order-writer/other-owner", test_other_owner);
  nl_test_add ("/order-writer/both-ways-alike", test_both_ways_alike);
  return g_test_run ();
}
