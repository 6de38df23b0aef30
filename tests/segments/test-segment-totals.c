/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nl-test.h"
#include "segment-generator.h"
#include "segment-sample.h"
#include "segments/nl-segment-statistics-private.h"

/* The totals from which statistics are made: one pass over customers, one over orders. Each is
 * checked against plain SQL over the same rows, which counts each of them for itself. */

#define N_QUERIES nl_test_rounds (25u, 6u)

typedef struct {
  Sample *sample;
  NlConnection *connection;
  NlSegmentContext context;
  NlSegmentQuery *query;
  NlSegmentSql *sql;
  NlSegmentMembers members;
} Fixture;

static void
run (Fixture *self, const char *sql)
{
  g_autoptr (GError) error = NULL;

  nl_connection_exec (self->connection, "test", sql, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, const char *folder, guint32 seed)
{
  *self = (Fixture) { .sample = sample_new (seed) };
  self->connection = sample_open_database (self->sample, folder);
  self->context = (NlSegmentContext) {
    .shop_id = SAMPLE_SHOP,
    .time_zone = g_time_zone_new_identifier ("America/New_York"),
    .now = self->sample->now,
    .minor_digits = 2,
  };
  /* Of the same article there are several lines in an order, of some nobody knows the name. */
  run (self, "UPDATE order_lines SET title = iif (order_id % 3 = 0, '', 'P' || (order_id % 4))");
  run (self, "UPDATE orders SET discount = (id % 3) * 100");
  run (self, "UPDATE customers SET city = iif (id % 5 = 1, '', 'City ' || (id % 4)) WHERE id % 7 > 0");
}

static void
tear_down (Fixture *self)
{
  g_clear_pointer (&self->sql, nl_segment_sql_unref);
  g_clear_pointer (&self->query, nl_segment_query_unref);
  g_time_zone_unref (self->context.time_zone);
  nl_connection_close (self->connection);
  sample_free (self->sample);
}

/* Members are those whom @text finds. */
static void
choose (Fixture *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->sql, nl_segment_sql_unref);
  g_clear_pointer (&self->query, nl_segment_query_unref);
  self->query = nl_segment_query_parse (text, &error);
  g_assert_no_error (error);
  self->sql = nl_segment_query_compile (self->query, &self->context, &error);
  g_assert_no_error (error);
  self->members
      = (NlSegmentMembers) { self->connection, &self->context, nl_segment_sql_get_text (self->sql),
                             nl_segment_sql_get_values (self->sql) };
}

/* What plain SQL says: one number of those of @from who are members. */
static gint64
ask (Fixture *self, const char *what, const char *from, const char *customer)
{
  g_autofree char *before
      = g_strdup_printf ("SELECT %s FROM %s WHERE %s IN (SELECT id FROM customers WHERE ", what,
                         from, customer);
  g_autoptr (GError) error = NULL;
  g_autoptr (NlStatement) statement
      = nl_segment_members_prepare (&self->members, "test", before, ")", &error);

  g_assert_no_error (error);
  g_assert_true (nl_statement_step (statement, &error));
  return nl_statement_get_int64 (statement, 0);
}

#define ASSERT_CUSTOMERS(number, what) \
  g_assert_cmpint (number, ==, ask (&self, what, "customers", "id"))

static void
check_counts (Fixture *self, GHashTable *counts, const char *column)
{
  g_autofree char *distinct = g_strdup_printf ("count (DISTINCT nullif (%s, ''))", column);
  GHashTableIter iter;
  gpointer text;
  gpointer count;

  g_assert_cmpint (g_hash_table_size (counts), ==, ask (self, distinct, "customers", "id"));
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &text, &count)) {
    g_autofree char *sum = g_strdup_printf ("sum (%s = '%s')", column, (const char *) text);

    g_assert_cmpint (*(gint64 *) count, ==, ask (self, sum, "customers", "id"));
  }
}

static void
test_customers (const char *folder)
{
  Fixture self;

  set_up (&self, folder, 7);
  for (guint i = 0; i < N_QUERIES; i++) {
    g_autofree char *text = segment_generate_query (self.sample);
    g_autoptr (NlSegmentCustomerTotals) totals = NULL;
    g_autoptr (GError) error = NULL;

    choose (&self, text);
    totals = nl_segment_customer_totals_new (&self.members, &error);
    g_assert_no_error (error);
    ASSERT_CUSTOMERS (totals->customers, "count (*)");
    ASSERT_CUSTOMERS (totals->spent, "ifnull (sum (amount_spent), 0)");
    ASSERT_CUSTOMERS (totals->orders, "ifnull (sum (number_of_orders), 0)");
    ASSERT_CUSTOMERS (totals->with_none, "count (*) FILTER (WHERE number_of_orders = 0)");
    ASSERT_CUSTOMERS (totals->with_one, "count (*) FILTER (WHERE number_of_orders = 1)");
    ASSERT_CUSTOMERS (totals->with_more, "count (*) FILTER (WHERE number_of_orders > 1)");
    ASSERT_CUSTOMERS (totals->with_first, "count (first_order_at)");
    ASSERT_CUSTOMERS (totals->without_first,
                      "count (*) FILTER (WHERE first_order_at IS NULL AND number_of_orders > 0)");
    ASSERT_CUSTOMERS (totals->with_last, "count (last_order_at)");
    ASSERT_CUSTOMERS (totals->without_last,
                      "count (*) FILTER (WHERE last_order_at IS NULL AND number_of_orders > 0)");
    ASSERT_CUSTOMERS (totals->with_email, "count (email_subscription_status)");
    ASSERT_CUSTOMERS (totals->email_subscribed,
                      "count (*) FILTER (WHERE email_subscription_status = 'SUBSCRIBED')");
    ASSERT_CUSTOMERS (totals->with_sms, "count (sms_subscription_status)");
    ASSERT_CUSTOMERS (totals->sms_subscribed,
                      "count (*) FILTER (WHERE sms_subscription_status = 'SUBSCRIBED')");
    check_counts (&self, totals->countries, "country_code");
    check_counts (&self, totals->cities, "city");
    check_counts (&self, totals->languages, "language");
    check_counts (&self, totals->groups, "rfm_group");
    for (guint j = 1; j < totals->ids->len; j++)
      g_assert_cmpint (g_array_index (totals->ids, gint64, j - 1), <,
                       g_array_index (totals->ids, gint64, j));
    g_assert_cmpint (totals->ids->len, ==, totals->customers);
  }
  tear_down (&self);
}

/* To the second: who ordered first ninety days ago is new, who ordered last a year ago is not
 * dormant yet. */
static void
test_new_and_dormant (const char *folder)
{
  static const struct {
    gint64 days;
    gint64 microseconds;
    gint64 is_new;
    gint64 is_dormant;
  } cases[] = { { 0, 0, 1, 0 },   { 90, 0, 1, 0 },   { 90, 1, 0, 0 }, { 365, 0, 0, 0 },
                { 365, 1, 0, 1 }, { 3650, 0, 0, 1 }, { -10, 0, 1, 0 } };
  Fixture self;

  set_up (&self, folder, 7);
  run (&self, "DELETE FROM customers WHERE id <> 1");
  choose (&self, "number_of_orders >= 0");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (NlSegmentCustomerTotals) totals = NULL;
    gint64 time = self.sample->now - cases[i].days * 86400 * G_USEC_PER_SEC - cases[i].microseconds;
    g_autofree char *sql
        = g_strdup_printf ("UPDATE customers SET first_order_at = %" G_GINT64_FORMAT
                           ", last_order_at = "
                           "%" G_GINT64_FORMAT,
                           time, time);

    run (&self, sql);
    totals = nl_segment_customer_totals_new (&self.members, NULL);
    g_assert_cmpint (totals->is_new, ==, cases[i].is_new);
    g_assert_cmpint (totals->is_dormant, ==, cases[i].is_dormant);
  }
  tear_down (&self);
}

/* Those of the whole shop are read in brief: fewer numbers, and the same ones. */
static void
test_brief (const char *folder)
{
  Fixture self;

  set_up (&self, folder, 8);
  for (guint i = 0; i < 10; i++) {
    g_autofree char *text = segment_generate_query (self.sample);
    g_autoptr (NlSegmentCustomerTotals) full = NULL;
    g_autoptr (NlSegmentCustomerTotals) brief = NULL;

    choose (&self, text);
    full = nl_segment_customer_totals_new (&self.members, NULL);
    brief = nl_segment_customer_totals_new_brief (&self.members, NULL);
    g_assert_cmpint (brief->customers, ==, full->customers);
    g_assert_cmpint (brief->spent, ==, full->spent);
    g_assert_cmpint (brief->orders, ==, full->orders);
    g_assert_cmpint (brief->with_more, ==, full->with_more);
    g_assert_cmpint (brief->with_last, ==, full->with_last);
    g_assert_cmpint (brief->is_dormant, ==, full->is_dormant);
    g_assert_cmpuint (brief->last_orders->len, ==, full->last_orders->len);
    g_assert_cmpuint (brief->ids->len, ==, 0);
    g_assert_cmpuint (g_hash_table_size (brief->countries), ==, 0);
  }
  tear_down (&self);
}

static void
check_lines (Fixture *self, GHashTable *lines, const char *column)
{
  const char *from
      = "orders AS o JOIN order_lines AS l ON l.order_id = o.id AND cancelled_at IS NULL";
  g_autofree char *distinct = g_strdup_printf ("count (DISTINCT nullif (%s, ''))", column);
  GHashTableIter iter;
  gpointer text;
  gpointer value;

  g_assert_cmpint (g_hash_table_size (lines), ==, ask (self, distinct, from, "customer_id"));
  g_hash_table_iter_init (&iter, lines);
  while (g_hash_table_iter_next (&iter, &text, &value)) {
    const NlSegmentLineTotals *line = value;
    g_autofree char *quantity
        = g_strdup_printf ("sum (iif (%s = '%s', quantity, 0))", column, (const char *) text);
    g_autofree char *orders = g_strdup_printf ("count (DISTINCT iif (%s = '%s', o.id, NULL))",
                                               column, (const char *) text);

    g_assert_cmpint (line->quantity, ==, ask (self, quantity, from, "customer_id"));
    g_assert_cmpint (line->orders, ==, ask (self, orders, from, "customer_id"));
  }
}

/* Each order for itself, by GLib's calendar. */
static void
check_calendar (Fixture *self, const NlSegmentOrderTotals *totals)
{
  g_autoptr (NlStatement) statement = nl_segment_members_prepare (
      &self->members, "test",
      "SELECT ordered_at FROM orders WHERE cancelled_at IS NULL AND customer_id IN"
      " (SELECT id FROM customers WHERE ",
      ")", NULL);
  gint64 hours[24] = { 0 };
  gint64 weekdays[7] = { 0 };
  gint64 months[12] = { 0 };

  while (nl_statement_step (statement, NULL)) {
    g_autoptr (GDateTime) utc
        = g_date_time_new_from_unix_utc_usec (nl_statement_get_int64 (statement, 0));
    g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, self->context.time_zone);

    hours[g_date_time_get_hour (local)]++;
    weekdays[g_date_time_get_day_of_week (local) - 1]++;
    months[g_date_time_get_month (local) - 1]++;
  }
  g_assert_cmpmem (totals->hours, sizeof totals->hours, hours, sizeof hours);
  g_assert_cmpmem (totals->weekdays, sizeof totals->weekdays, weekdays, sizeof weekdays);
  g_assert_cmpmem (totals->months, sizeof totals->months, months, sizeof months);
}

/* The orders of many are read all at once, those of few one by one: it is the same either way. */
static void
test_orders (const char *folder)
{
  const char *from = "orders";
  Fixture self;
  guint n_with_orders = 0;

  set_up (&self, folder, 9);
  for (guint i = 0; i < N_QUERIES; i++) {
    g_autofree char *text = segment_generate_query (self.sample);
    g_autoptr (NlSegmentCustomerTotals) customers = NULL;

    choose (&self, text);
    customers = nl_segment_customer_totals_new (&self.members, NULL);
    for (guint way = 0; way < 2; way++) {
      g_autoptr (GError) error = NULL;
      g_autoptr (NlSegmentOrderTotals) totals
          = nl_segment_order_totals_new (&self.members, customers->ids, way == 0 ? 0 : G_MAXINT64,
                                         &error);

      g_assert_no_error (error);
      g_assert_cmpint (totals->orders, ==,
                       ask (&self, "count (*) FILTER (WHERE cancelled_at IS NULL)", from,
                            "customer_id"));
      g_assert_cmpint (totals->discounted, ==,
                       ask (&self, "count (*) FILTER (WHERE cancelled_at IS NULL AND discount > 0)",
                            from, "customer_id"));
      check_lines (&self, totals->products, "title");
      check_lines (&self, totals->categories, "category");
      check_calendar (&self, totals);
      n_with_orders += totals->orders > 0;
    }
  }
  g_assert_cmpuint (n_with_orders, >, N_QUERIES / 2);
  tear_down (&self);
}

/* Before 1970 and in the hour that comes twice, clocks are read as people read them. */
static void
test_odd_times (const char *folder)
{
  static const char *const times[] = {
    "1969-12-31T23:59:59Z", "1960-02-29T04:59:59Z", "1970-01-01T00:00:00Z", "2026-11-01T05:30:00Z",
    "2026-11-01T06:30:00Z", "2026-03-08T06:59:59Z", "2026-03-08T07:00:00Z", "2028-02-29T12:00:00Z",
  };
  Fixture self;

  set_up (&self, folder, 9);
  choose (&self, "number_of_orders >= 0");
  run (&self, "DELETE FROM orders WHERE id NOT IN (SELECT id FROM orders WHERE customer_id IS NOT"
              " NULL AND shop_id = 1 LIMIT 1); UPDATE orders SET cancelled_at = NULL");
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++) {
    g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (times[i], NULL);
    g_autofree char *sql = g_strdup_printf ("UPDATE orders SET ordered_at = %" G_GINT64_FORMAT,
                                            g_date_time_to_unix_usec (time) + (gint64) i % 2);
    g_autoptr (NlSegmentCustomerTotals) customers = NULL;
    g_autoptr (NlSegmentOrderTotals) totals = NULL;

    run (&self, sql);
    customers = nl_segment_customer_totals_new (&self.members, NULL);
    totals = nl_segment_order_totals_new (&self.members, customers->ids, 0, NULL);
    g_assert_cmpint (totals->orders, ==, 1);
    check_calendar (&self, totals);
  }
  tear_down (&self);
}

/* Tags are named in the spelling of somebody who has them, the commonest first, and only when as
 * many share them as do not point at a person. */
static void
test_tags (const char *folder)
{
  Fixture self;
  g_autoptr (JsonArray) tags = NULL;
  g_autoptr (GString) said = g_string_new (NULL);

  set_up (&self, folder, 9);
  run (&self, "UPDATE customers SET shop_id = 2, tags = '[\"Elsewhere\"]' WHERE id > 10;"
              "UPDATE customers SET shop_id = 1, tags = '[\"x\"]' WHERE id <= 10;"
              "UPDATE customers SET tags = '[\"x\",\"Été\"]' WHERE id <= 7;"
              "UPDATE customers SET tags = '[\"x\",\"ETE\",\"few\"]' WHERE id <= 4;"
              "UPDATE customers SET tags = '[\"b\",\"a\",\"x\",\"Été\"]' WHERE id BETWEEN 5 AND 9");
  choose (&self, "number_of_orders >= 0");
  tags = nl_segment_members_get_tags (&self.members, 10, NULL);
  for (guint i = 0; i < json_array_get_length (tags); i++) {
    JsonObject *tag = json_array_get_object_element (tags, i);

    g_string_append_printf (said, "%s %.2f;", json_object_get_string_member (tag, "tag"),
                            json_object_get_double_member (tag, "share"));
  }
  g_assert_cmpstr (said->str, ==, "x 1.00;ETE 0.90;a 0.50;b 0.50;");
  tear_down (&self);
}

static void
test_arithmetic (const char *folder)
{
  gint64 sum = G_MAXINT64 - 1;
  g_autoptr (JsonObject) object = json_object_new ();

  nl_segment_add (&sum, 1);
  g_assert_cmpint (sum, ==, G_MAXINT64);
  nl_segment_add (&sum, G_MAXINT64);
  g_assert_cmpint (sum, ==, G_MAXINT64);
  sum = G_MININT64;
  nl_segment_add (&sum, -1);
  g_assert_cmpint (sum, ==, G_MININT64);
  g_assert_cmpfloat (nl_segment_share (1, 3), ==, 0.3333);
  g_assert_cmpfloat (nl_segment_share (2, 3), ==, 0.6667);
  g_assert_cmpfloat (nl_segment_share (0, 3), ==, 0.0);
  g_assert_cmpfloat (nl_segment_share (G_MAXINT64, G_MAXINT64), ==, 1.0);
  nl_segment_set_share (object, "none", 0, 0);
  nl_segment_set_share (object, "half", 1, 2);
  g_assert_true (json_object_get_null_member (object, "none"));
  g_assert_cmpfloat (json_object_get_double_member (object, "half"), ==, 0.5);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/segments/totals/customers", test_customers);
  nl_test_add ("/segments/totals/new-and-dormant", test_new_and_dormant);
  nl_test_add ("/segments/totals/brief", test_brief);
  nl_test_add ("/segments/totals/orders", test_orders);
  nl_test_add ("/segments/totals/odd-times", test_odd_times);
  nl_test_add ("/segments/totals/tags", test_tags);
  nl_test_add ("/segments/totals/arithmetic", test_arithmetic);
  return g_test_run ();
}
