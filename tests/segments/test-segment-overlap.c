/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-comparison.h"

#include "nl-test.h"
#include "segment-evaluator.h"
#include "segment-generator.h"
#include "segments/nl-segment-count.h"
#include "segments/nl-segment-history.h"

#define SEED 20261123
#define N_PAIRS nl_test_rounds (25u, 4u)

typedef struct {
  Sample *sample;
  NlConnection *connection;
} World;

/* The shop keeps its own time, as the sample does. */
static NlConnection *
open_in_paris (Sample *sample, const char *folder)
{
  NlConnection *connection = sample_open_database (sample, folder);
  g_autoptr (GError) error = NULL;

  nl_connection_exec (connection, "test", "UPDATE shops SET timezone = 'Europe/Paris'", &error);
  g_assert_no_error (error);
  return connection;
}

static JsonObject *
compare (World *self, const char *first, const char *second)
{
  g_autoptr (GError) error = NULL;
  JsonObject *comparison = nl_segment_comparison_collect (self->connection, SAMPLE_SHOP, first,
                                                          second, self->sample->now, &error);

  g_assert_no_error (error);
  return comparison;
}

static int
get (JsonObject *comparison, const char *member)
{
  return (int) json_object_get_int_member (comparison, member);
}

/* Who is in both, by looking at each customer. */
static void
count_slowly (World *self, const char *first, const char *second, int counts[3])
{
  g_autoptr (NlSegmentQuery) a = nl_segment_query_parse (first, NULL);
  g_autoptr (NlSegmentQuery) b = nl_segment_query_parse (second, NULL);

  g_assert_true (nl_segment_query_check (a, NULL) && nl_segment_query_check (b, NULL));
  memset (counts, 0, 3 * sizeof *counts);
  for (guint i = 0; i < SAMPLE_CUSTOMERS; i++) {
    const SampleCustomer *customer = &self->sample->customers[i];
    gboolean in_first = segment_evaluate (a, self->sample, customer);
    gboolean in_second = segment_evaluate (b, self->sample, customer);

    if (customer->shop_id != SAMPLE_SHOP)
      continue;
    counts[0] += in_first && in_second;
    counts[1] += in_first && !in_second;
    counts[2] += !in_first && in_second;
  }
}

static void
test_any_two (const char *folder)
{
  g_autoptr (Sample) sample = sample_new (SEED);
  g_autoptr (NlConnection) connection = open_in_paris (sample, folder);
  World self = { sample, connection };
  guint n_overlaps = 0;

  for (guint i = 0; i < N_PAIRS; i++) {
    g_autofree char *first = segment_generate_query (sample);
    g_autofree char *second = segment_generate_query (sample);
    g_autoptr (JsonObject) comparison = compare (&self, first, second);
    g_autoptr (JsonObject) swapped = compare (&self, second, first);
    int counts[3];

    count_slowly (&self, first, second, counts);
    g_test_message ("%s\n%s", first, second);
    g_assert_cmpint (get (comparison, "both"), ==, counts[0]);
    g_assert_cmpint (get (comparison, "only_first"), ==, counts[1]);
    g_assert_cmpint (get (comparison, "only_second"), ==, counts[2]);
    g_assert_cmpint (get (swapped, "both"), ==, counts[0]);
    g_assert_cmpint (get (swapped, "only_first"), ==, counts[2]);
    n_overlaps += counts[0] > 0 && counts[1] + counts[2] > 0;
  }
  g_assert_cmpuint (n_overlaps, >, 0);
}

/* A segment and itself, and what it is not. */
static void
test_oneself (const char *folder)
{
  g_autoptr (Sample) sample = sample_new (SEED);
  g_autoptr (NlConnection) connection = open_in_paris (sample, folder);
  World self = { sample, connection };

  for (guint i = 0; i < N_PAIRS / 4 + 1; i++) {
    g_autofree char *text = segment_generate_query (sample);
    g_autofree char *opposite = g_strdup_printf ("NOT (%s\n)", text);
    g_autoptr (JsonObject) same = compare (&self, text, text);
    g_autoptr (JsonObject) none = compare (&self, text, opposite);

    g_assert_cmpint (get (same, "only_first"), ==, 0);
    g_assert_cmpint (get (same, "only_second"), ==, 0);
    g_assert_cmpint (get (none, "both"), ==, 0);
    g_assert_cmpint (get (none, "only_first"), ==, get (same, "both"));
  }
}

/* The day under which a segment's size is noted is the one on the shop's calendar, also where
 * clocks are put forward at midnight. */
static void
test_days_of_the_calendar (const char *folder)
{
  static const char *const zones[]
      = { "Europe/Paris",        "America/Sao_Paulo", "Asia/Kolkata",       "Pacific/Apia",
          "Australia/Lord_Howe", "America/St_Johns",  "Pacific/Kiritimati", "Etc/UTC" };
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  g_autoptr (GDateTime) epoch = g_date_time_new_utc (1970, 1, 1, 0, 0, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++) {
    g_autoptr (NlShop) shop = g_object_new (NL_TYPE_SHOP, "timezone", zones[i], NULL);
    g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[i]);

    for (guint j = 0; j < 2000; j++) {
      gint64 seconds = G_GINT64_CONSTANT (1262304000) + g_rand_int_range (random, 0, 700000000);
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (seconds);
      g_autoptr (GDateTime) there = g_date_time_to_timezone (utc, zone);
      g_autoptr (GDateTime) midnight
          = g_date_time_new_utc (g_date_time_get_year (there), g_date_time_get_month (there),
                                 g_date_time_get_day_of_month (there), 0, 0, 0);
      gint64 day = g_date_time_difference (midnight, epoch) / G_TIME_SPAN_DAY;

      g_assert_cmpint (nl_segment_history_get_day (shop, seconds * G_USEC_PER_SEC), ==, day);
    }
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/segments/comparison/any-two", test_any_two);
  nl_test_add ("/segments/comparison/oneself", test_oneself);
  nl_test_add ("/segments/history/calendar", test_days_of_the_calendar);
  return g_test_run ();
}
