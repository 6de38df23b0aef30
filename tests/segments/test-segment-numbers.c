/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nl-test.h"
#include "segment-evaluator.h"
#include "segment-generator.h"
#include "segments/nl-segment-comparison.h"
#include "segments/nl-segment-statistics.h"

/* What is said about random segments is what one gets who counts on the fingers. */

#define SEED 20261123
#define N_QUERIES nl_test_rounds (300u, 40u)
#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

typedef struct {
  guint n;
  const SampleCustomer *customers[SAMPLE_CUSTOMERS];
} Found;

static void
find (Sample *sample, const char *text, Found *found)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlSegmentQuery) query = nl_segment_query_parse (text, &error);

  g_assert_no_error (error);
  g_assert_true (nl_segment_query_check (query, &error));
  found->n = 0;
  for (guint i = 0; i < SAMPLE_CUSTOMERS; i++)
    if (segment_evaluate (query, sample, &sample->customers[i]))
      found->customers[found->n++] = &sample->customers[i];
}

static NlConnection *
open_database (Sample *sample, const char *folder)
{
  NlConnection *connection = sample_open_database (sample, folder);
  g_autoptr (GError) error = NULL;

  nl_connection_exec (connection, "test", "UPDATE shops SET timezone = 'Europe/Paris'", &error);
  g_assert_no_error (error);
  return connection;
}

static JsonObject *
get_object (JsonObject *statistics, const char *name)
{
  return json_object_get_object_member (statistics, name);
}

static void
assert_share (JsonObject *object, const char *key, guint part, guint whole)
{
  if (whole == 0)
    g_assert_true (json_object_get_null_member (object, key));
  else
    g_assert_cmpfloat_with_epsilon (json_object_get_double_member (object, key),
                                    (double) part / whole, 0.00005001);
}

static void
assert_average (JsonObject *object, const char *key, gint64 sum, gint64 n)
{
  if (n == 0)
    g_assert_true (json_object_get_null_member (object, key));
  else
    g_assert_cmpfloat_with_epsilon ((double) json_object_get_int_member (object, key),
                                    (double) sum / (double) n, 0.5001);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static void
check_money (JsonObject *statistics, const Found *found)
{
  JsonObject *money = get_object (statistics, "money");
  JsonObject *orders = get_object (statistics, "orders");
  gint64 amounts[SAMPLE_CUSTOMERS];
  gint64 spent = 0;
  gint64 n_orders = 0;
  guint n_by_orders[3] = { 0, 0, 0 };

  for (guint i = 0; i < found->n; i++) {
    const SampleCustomer *customer = found->customers[i];

    amounts[i] = customer->amount_spent;
    spent += customer->amount_spent;
    n_orders += customer->number_of_orders;
    n_by_orders[MIN (customer->number_of_orders, 2)]++;
  }
  g_assert_cmpint (json_object_get_int_member (get_object (statistics, "segment"), "customers"), ==,
                   found->n);
  g_assert_cmpint (json_object_get_int_member (money, "total_spent"), ==, spent);
  assert_average (money, "average_spent", spent, found->n);
  assert_average (money, "average_order", spent, n_orders);
  g_assert_cmpint (json_object_get_int_member (orders, "total"), ==, n_orders);
  assert_share (orders, "none_share", n_by_orders[0], found->n);
  assert_share (orders, "one_share", n_by_orders[1], found->n);
  assert_share (orders, "repeat_share", n_by_orders[2], found->n);
  if (found->n == 0)
    return;
  qsort (amounts, found->n, sizeof *amounts, compare_numbers);
  g_assert_cmpint (json_object_get_int_member (money, "median_spent"), ==,
                   amounts[(found->n - 1) / 2]);
}

static void
check_recency (JsonObject *statistics, const Found *found, gint64 now)
{
  JsonObject *recency = get_object (statistics, "recency");
  guint n_new = 0;
  guint n_dormant = 0;
  guint n_first = 0;
  guint n_last = 0;
  guint known_first = 0;
  guint known_last = 0;

  for (guint i = 0; i < found->n; i++) {
    const SampleCustomer *customer = found->customers[i];
    gboolean has_ordered = customer->number_of_orders > 0;

    n_first += customer->first_order != 0;
    n_last += customer->last_order != 0;
    known_first += customer->first_order != 0 || !has_ordered;
    known_last += customer->last_order != 0 || !has_ordered;
    n_new += customer->first_order != 0 && now - customer->first_order <= 90 * DAY;
    n_dormant += customer->last_order != 0 && now - customer->last_order > 365 * DAY;
  }
  assert_share (recency, "new_share", n_new, n_first > 0 ? known_first : 0);
  assert_share (recency, "dormant_share", n_dormant, n_last > 0 ? known_last : 0);
}

static void
check_countries (JsonObject *statistics, const Found *found)
{
  JsonArray *countries = json_object_get_array_member (statistics, "countries");
  gint64 last = G_MAXINT64;

  for (guint i = 0; i < json_array_get_length (countries); i++) {
    JsonObject *country = json_array_get_object_element (countries, i);
    const char *code = json_object_get_string_member (country, "code");
    gint64 count = json_object_get_int_member (country, "customers");
    gint64 n = 0;

    for (guint j = 0; j < found->n; j++)
      n += g_strcmp0 (found->customers[j]->places[0].country, code) == 0;
    g_assert_cmpint (count, ==, n);
    g_assert_cmpint (count, <=, last);
    assert_share (country, "share", (guint) n, found->n);
    last = count;
  }
}

static void
check_orders (JsonObject *statistics, const Found *found, GTimeZone *zone)
{
  JsonArray *hours = json_object_get_array_member (statistics, "hours");
  JsonArray *weekdays = json_object_get_array_member (statistics, "weekdays");
  guint n = 0;
  guint by_hour[24] = { 0 };
  guint by_weekday[7] = { 0 };

  for (guint i = 0; i < found->n; i++)
    for (guint j = 0; j < found->customers[i]->n_orders; j++) {
      const SampleOrder *order = &found->customers[i]->orders[j];
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (order->date);
      g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

      if (order->is_cancelled)
        continue;
      n++;
      by_hour[g_date_time_get_hour (local)]++;
      by_weekday[g_date_time_get_day_of_week (local) - 1]++;
    }
  g_assert_cmpuint (json_array_get_length (hours), ==, n > 0 ? 24 : 0);
  for (guint i = 0; i < json_array_get_length (hours); i++)
    g_assert_cmpfloat_with_epsilon (json_array_get_double_element (hours, i),
                                    (double) by_hour[i] / n, 0.00005001);
  for (guint i = 0; i < json_array_get_length (weekdays); i++)
    g_assert_cmpfloat_with_epsilon (json_array_get_double_element (weekdays, i),
                                    (double) by_weekday[i] / n, 0.00005001);
}

static void
test_random_segments (const char *folder)
{
  g_autoptr (Sample) sample = sample_new (SEED);
  g_autoptr (NlConnection) connection = open_database (sample, folder);
  guint n_some = 0;

  for (guint i = 0; i < N_QUERIES; i++) {
    g_autofree char *text = segment_generate_query (sample);
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonObject) statistics
        = nl_segment_statistics_collect (connection, SAMPLE_SHOP, "Random", text, sample->now,
                                         &error);
    Found found;

    g_assert_no_error (error);
    find (sample, text, &found);
    check_money (statistics, &found);
    check_recency (statistics, &found, sample->now);
    check_countries (statistics, &found);
    check_orders (statistics, &found, sample->time_zone);
    n_some += found.n > 0;
  }
  g_assert_cmpuint (n_some, >, N_QUERIES / 2);
}

static void
test_random_comparisons (const char *folder)
{
  g_autoptr (Sample) sample = sample_new (SEED + 1);
  g_autoptr (NlConnection) connection = open_database (sample, folder);

  for (guint i = 0; i < N_QUERIES / 5; i++) {
    g_autofree char *first = segment_generate_query (sample);
    g_autofree char *second = segment_generate_query (sample);
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonObject) comparison
        = nl_segment_comparison_collect (connection, SAMPLE_SHOP, first, second, sample->now,
                                         &error);
    Found a;
    Found b;
    guint n_both = 0;

    g_assert_no_error (error);
    find (sample, first, &a);
    find (sample, second, &b);
    for (guint j = 0; j < a.n; j++)
      for (guint k = 0; k < b.n; k++)
        n_both += a.customers[j] == b.customers[k];
    g_assert_cmpint (json_object_get_int_member (comparison, "both"), ==, n_both);
    g_assert_cmpint (json_object_get_int_member (comparison, "only_first"), ==, a.n - n_both);
    g_assert_cmpint (json_object_get_int_member (comparison, "only_second"), ==, b.n - n_both);
    check_money (get_object (comparison, "first"), &a);
    check_money (get_object (comparison, "second"), &b);
  }
}

/* Sums that no shop has, but a file may say so. */
static void
test_sums_beyond_bounds (const char *folder)
{
  g_autoptr (Sample) sample = sample_new (SEED);
  g_autoptr (NlConnection) connection = open_database (sample, folder);
  static const char *const amounts[] = { "9223372036854775807", "-9223372036854775808" };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++) {
    g_autofree char *sql = g_strdup_printf ("UPDATE customers SET amount_spent = %1$s,"
                                            " number_of_orders = %1$s;"
                                            "UPDATE order_lines SET quantity = %1$s",
                                            amounts[i]);
    g_autoptr (JsonObject) statistics = NULL;
    g_autoptr (GError) error = NULL;
    JsonObject *money;
    gint64 average;

    nl_connection_exec (connection, "test", sql, &error);
    g_assert_no_error (error);
    statistics
        = nl_segment_statistics_collect (connection, SAMPLE_SHOP, NULL, NULL, sample->now, &error);
    g_assert_no_error (error);
    money = get_object (statistics, "money");
    g_assert_cmpint (json_object_get_int_member (money, "total_spent"), ==,
                     i == 0 ? G_MAXINT64 : G_MININT64);
    g_assert_cmpint (json_object_get_int_member (get_object (statistics, "orders"), "total"), ==,
                     i == 0 ? G_MAXINT64 : G_MININT64);
    average = json_object_get_int_member (money, "average_spent");
    g_assert_true (i == 0 ? average > G_MAXINT64 / SAMPLE_CUSTOMERS
                          : average < G_MININT64 / SAMPLE_CUSTOMERS);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/segments/numbers/statistics", test_random_segments);
  nl_test_add ("/segments/numbers/comparison", test_random_comparisons);
  nl_test_add ("/segments/numbers/bounds", test_sums_beyond_bounds);
  return g_test_run ();
}
