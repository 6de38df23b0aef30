/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-query-private.h"
#include "segments/nl-segment-range.h"

static const struct {
  const char *zone;
  const char *now; /* local */
  const char *date;
  const char *first; /* UTC */
  const char *last;  /* UTC, the second that the last microsecond belongs to */
} dates[] = {
  { "UTC", "2026-05-30T10:00:00", "2026-05-30", "2026-05-30T00:00:00", "2026-05-30T23:59:59" },
  { "UTC", "2026-05-30T00:00:00", "today", "2026-05-30T00:00:00", "2026-05-30T23:59:59" },
  { "UTC", "2026-03-01T23:59:59", "yesterday", "2026-02-28T00:00:00", "2026-02-28T23:59:59" },
  { "UTC", "2024-03-01T12:00:00", "yesterday", "2024-02-29T00:00:00", "2024-02-29T23:59:59" },
  { "Europe/Paris", "2026-05-30T00:30:00", "today", "2026-05-29T22:00:00", "2026-05-30T21:59:59" },
  { "America/New_York", "2026-01-05T23:30:00", "today", "2026-01-05T05:00:00",
    "2026-01-06T04:59:59" },
  /* Days of 23 and 25 hours. */
  { "Europe/Paris", "2026-05-30T10:00:00", "2026-03-29", "2026-03-28T23:00:00",
    "2026-03-29T21:59:59" },
  { "Europe/Paris", "2026-05-30T10:00:00", "2026-10-25", "2026-10-24T22:00:00",
    "2026-10-25T22:59:59" },
  /* Clocks that leave out midnight, and clocks that show it twice. */
  { "America/Santiago", "2026-05-30T10:00:00", "2026-09-06", "2026-09-06T04:00:00",
    "2026-09-07T02:59:59" },
  { "Atlantic/Azores", "2026-05-30T10:00:00", "2026-10-25", "2026-10-25T00:00:00",
    "2026-10-26T00:59:59" },
  { "America/Havana", "2026-05-30T10:00:00", "2026-11-01", "2026-11-01T04:00:00",
    "2026-11-02T04:59:59" },
  { "Asia/Kathmandu", "2026-05-30T10:00:00", "2026-05-30T14:00:00", "2026-05-30T08:15:00",
    "2026-05-30T08:15:00" },
  /* Months that are shorter. */
  { "UTC", "2026-03-31T10:00:00", "-1m", "2026-02-28T00:00:00", "2026-02-28T23:59:59" },
  { "UTC", "2024-03-31T10:00:00", "-1m", "2024-02-29T00:00:00", "2024-02-29T23:59:59" },
  { "UTC", "2026-08-31T10:00:00", "+1m", "2026-09-30T00:00:00", "2026-09-30T23:59:59" },
  { "UTC", "2026-01-31T10:00:00", "+13m", "2027-02-28T00:00:00", "2027-02-28T23:59:59" },
  { "UTC", "2024-02-29T10:00:00", "-1y", "2023-02-28T00:00:00", "2023-02-28T23:59:59" },
  { "UTC", "2024-02-29T10:00:00", "+4y", "2028-02-29T00:00:00", "2028-02-29T23:59:59" },
  { "UTC", "2026-03-31T10:00:00", "12_months_ago", "2025-03-31T00:00:00", "2025-03-31T23:59:59" },
  { "UTC", "2026-01-03T10:00:00", "7_days_ago", "2025-12-27T00:00:00", "2025-12-27T23:59:59" },
  { "UTC", "2026-01-03T10:00:00", "-2w", "2025-12-20T00:00:00", "2025-12-20T23:59:59" },
  { "UTC", "2026-01-03T10:00:00", "0001-01-01", "0001-01-01T00:00:00", "0001-01-01T23:59:59" },
  { "UTC", "2026-01-03T10:00:00", "9999-12-31", "9999-12-31T00:00:00", "9999-12-31T23:59:59" },
};

/* A comparison of an amount, the currency's digits, and the minor units it wants. */
static const struct {
  const char *comparison;
  guint digits;
  gint64 low, high;
  gboolean is_negated;
} amounts[] = {
  { "= 10", 2, 1000, 1000, FALSE },
  { "= 10.05", 2, 1005, 1005, FALSE },
  { "= 10.050000", 2, 1005, 1005, FALSE },
  { "= 10.5", 0, 11, 10, FALSE },
  { "= 0.1", 1, 1, 1, FALSE },
  { "= 1.2345", 4, 12345, 12345, FALSE },
  { "= 10.005", 2, 1001, 1000, FALSE },
  { "!= 10.005", 2, 1001, 1000, TRUE },
  { "!= 10", 2, 1000, 1000, TRUE },
  { "> 10.005", 2, 1001, G_MAXINT64, FALSE },
  { ">= 10.005", 2, 1001, G_MAXINT64, FALSE },
  { "> 10", 2, 1001, G_MAXINT64, FALSE },
  { ">= 10", 2, 1000, G_MAXINT64, FALSE },
  { "< 10.005", 2, G_MININT64, 1000, FALSE },
  { "<= 10.005", 2, G_MININT64, 1000, FALSE },
  { "< 10", 2, G_MININT64, 999, FALSE },
  { "<= 10", 2, G_MININT64, 1000, FALSE },
  { "= -10.005", 2, -1000, -1001, FALSE },
  { "> -10.005", 2, -1000, G_MAXINT64, FALSE },
  { "< -10.005", 2, G_MININT64, -1001, FALSE },
  { "< -10", 2, G_MININT64, -1001, FALSE },
  { "BETWEEN 9.999 AND 10.001", 2, 1000, 1000, FALSE },
  { "BETWEEN 9.991 AND 9.999", 2, 1000, 999, FALSE },
  { "= 0.29", 2, 29, 29, FALSE },
  { "= 1.15", 2, 115, 115, FALSE },
  { "= 999999999999999.99", 2, G_GINT64_CONSTANT (99999999999999999),
    G_GINT64_CONSTANT (99999999999999999), FALSE },
  { "> 999999999999999", 4, G_MAXINT64, G_MAXINT64, FALSE },
};

static NlSegmentQuery *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  NlSegmentQuery *query = nl_segment_query_parse (text, &error);

  g_assert_no_error (error);
  nl_segment_query_check (query, &error);
  g_assert_no_error (error);
  return query;
}

static gint64
to_unix (const char *text, GTimeZone *zone)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, zone);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time);
}

static void
test_dates (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++) {
    g_autofree char *text = g_strdup_printf ("last_order_date = %s", dates[i].date);
    g_autoptr (NlSegmentQuery) query = parse (text);
    g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (dates[i].zone);
    NlSegmentContext context = { .time_zone = zone };
    gint64 first;
    gint64 last;

    g_test_message ("%s in %s at %s", dates[i].date, dates[i].zone, dates[i].now);
    g_assert_nonnull (zone);
    context.now = to_unix (dates[i].now, zone) * G_USEC_PER_SEC;
    nl_segment_value_get_instants (&query->root->test.values[0], &context, &first, &last);
    g_assert_cmpint (first, ==, to_unix (dates[i].first, utc) * G_USEC_PER_SEC);
    g_assert_cmpint (last, ==, (to_unix (dates[i].last, utc) + 1) * G_USEC_PER_SEC - 1);
  }
}

static void
test_amounts (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  NlSegmentContext context = { .time_zone = utc };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++) {
    g_autofree char *text = g_strdup_printf ("amount_spent %s", amounts[i].comparison);
    g_autoptr (NlSegmentQuery) query = parse (text);
    NlSegmentRange range
        = nl_segment_test_get_range (&query->root->test, &context, amounts[i].digits);

    g_test_message ("%s", text);
    g_assert_cmpint (range.low, ==, amounts[i].low);
    g_assert_cmpint (range.high, ==, amounts[i].high);
    g_assert_cmpint (range.is_negated, ==, amounts[i].is_negated);
  }
}

static void
test_contains (void)
{
  NlSegmentRange some = { 5, 7, FALSE };
  NlSegmentRange others = { 5, 7, TRUE };
  NlSegmentRange none = { 1, 0, FALSE };
  NlSegmentRange all = { 1, 0, TRUE };

  for (gint64 i = -10; i < 10; i++) {
    g_assert_cmpint (nl_segment_range_contains (&some, i), ==, i >= 5 && i <= 7);
    g_assert_cmpint (nl_segment_range_contains (&others, i), ==, i < 5 || i > 7);
    g_assert_false (nl_segment_range_contains (&none, i));
    g_assert_true (nl_segment_range_contains (&all, i));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/segments/range/dates", test_dates);
  g_test_add_func ("/segments/range/amounts", test_amounts);
  g_test_add_func ("/segments/range/contains", test_contains);
  return g_test_run ();
}
