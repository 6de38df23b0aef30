/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-random.h"
#include "nl-test.h"
#include "segments/nl-segment-query-private.h"
#include "segments/nl-segment-range.h"

/* What the dates of a query cover, in zones where days have 23, 24 or 25 hours, begin at one in the
 * morning, or are left out altogether. */

static const char *const zones[] = {
  "UTC",
  "Europe/Paris",
  "America/New_York",
  "America/Sao_Paulo",   /* midnight was left out in spring */
  "Australia/Lord_Howe", /* clocks change by half an hour */
  "Asia/Kathmandu",
  "Pacific/Apia", /* had no 30th of December 2011 */
  "Africa/Casablanca",
};

static void
get_instants (const char *date, GTimeZone *zone, gint64 now, gint64 *first, gint64 *last)
{
  g_autofree char *text = g_strdup_printf ("last_order_date = %s", date);
  g_autoptr (GError) error = NULL;
  g_autoptr (NlSegmentQuery) query = nl_segment_query_parse (text, &error);
  NlSegmentContext context = { .time_zone = zone, .now = now };

  g_assert_no_error (error);
  g_assert_true (nl_segment_query_check (query, &error));
  g_assert_no_error (error);
  nl_segment_value_get_instants (&query->root->test.values[0], &context, first, last);
}

static char *
to_local_day (gint64 instant, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (instant);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, "%Y-%m-%d");
}

/* Every instant is on exactly one day: the one that the clocks of the zone show. */
static void
test_days_follow_each_other (const char *folder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++) {
    g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[i]);
    GDate date;
    gint64 end = 0;

    g_assert_nonnull (zone);
    g_date_clear (&date, 1);
    g_date_set_dmy (&date, 1, G_DATE_SEPTEMBER, 2011);
    for (guint day = 0; day < 800; day++) {
      char text[16];
      gint64 first;
      gint64 last;

      g_date_strftime (text, sizeof text, "%Y-%m-%d", &date);
      g_date_add_days (&date, 1);
      get_instants (text, zone, 0, &first, &last);
      g_test_message ("%s in %s", text, zones[i]);
      if (end != 0)
        g_assert_cmpint (first, ==, end);
      end = last + 1;
      /* The day that Apia left out covers nothing. */
      g_assert_cmpint (first, <=, end);
      if (first == end)
        continue;
      {
        g_autofree char *begins = to_local_day (first, zone);
        g_autofree char *ends = to_local_day (last, zone);

        g_assert_cmpstr (begins, ==, text);
        g_assert_cmpstr (ends, ==, text);
      }
    }
  }
}

/* A date and how it is said from today are the same day. */
static void
test_days_from_today (const char *folder)
{
  NlRandom random;

  nl_random_init (&random, 4, "today");
  for (guint round = 0; round < 300; round++) {
    g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[round % G_N_ELEMENTS (zones)]);
    gint64 now = G_GINT64_CONSTANT (1500000000000000)
                 + (gint64) nl_random_below (&random, 300000000) * G_USEC_PER_SEC;
    g_autofree char *today = to_local_day (now, zone);
    int days = (int) nl_random_below (&random, 1000) - 500;
    g_autofree char *offset = g_strdup_printf ("%+dd", days);
    g_autofree char *weeks = g_strdup_printf ("%+dw", days);
    g_autofree char *as_days = g_strdup_printf ("%+dd", days * 7);
    gint64 instants[4];

    get_instants ("today", zone, now, &instants[0], &instants[1]);
    get_instants (today, zone, now, &instants[2], &instants[3]);
    g_assert_cmpint (instants[0], ==, instants[2]);
    g_assert_cmpint (instants[1], ==, instants[3]);
    g_assert_cmpint (instants[0], <=, now);
    g_assert_cmpint (instants[1], >=, now);
    get_instants (weeks, zone, now, &instants[0], &instants[1]);
    get_instants (as_days, zone, now, &instants[2], &instants[3]);
    g_assert_cmpint (instants[0], ==, instants[2]);
    get_instants (offset, zone, now, &instants[0], &instants[1]);
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (now);
      g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
      GDate date;
      char text[16];

      g_date_clear (&date, 1);
      g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (local),
                      (GDateMonth) g_date_time_get_month (local),
                      (GDateYear) g_date_time_get_year (local));
      g_date_set_julian (&date, (guint32) ((int) g_date_get_julian (&date) + days));
      g_date_strftime (text, sizeof text, "%Y-%m-%d", &date);
      get_instants (text, zone, now, &instants[2], &instants[3]);
      g_assert_cmpint (instants[0], ==, instants[2]);
      g_assert_cmpint (instants[1], ==, instants[3]);
    }
  }
}

static void
test_months_and_years (const char *folder)
{
  static const struct {
    const char *today;
    const char *said;
    const char *day;
  } cases[] = {
    { "2026-03-31", "-1m", "2026-02-28" },        { "2024-03-31", "-1m", "2024-02-29" },
    { "2026-01-31", "+1m", "2026-02-28" },        { "2026-05-31", "+13m", "2027-06-30" },
    { "2026-01-15", "-1m", "2025-12-15" },        { "2024-02-29", "+1y", "2025-02-28" },
    { "2024-02-29", "-4y", "2020-02-29" },        { "2024-02-29", "-100y", "1924-02-29" },
    { "2026-03-01", "yesterday", "2026-02-28" },  { "2026-01-01", "-1d", "2025-12-31" },
    { "2026-12-31", "+1w", "2027-01-07" },        { "2026-03-31", "-0m", "2026-03-31" },
    { "2026-03-31", "7_days_ago", "2026-03-24" }, { "2026-03-31", "12_months_ago", "2025-03-31" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gint64 today;
    gint64 first;
    gint64 last;
    gint64 wanted_first;
    gint64 wanted_last;

    g_test_message ("%s from %s", cases[i].said, cases[i].today);
    get_instants (cases[i].today, zone, 0, &today, &last);
    get_instants (cases[i].said, zone, last, &first, &last);
    get_instants (cases[i].day, zone, today, &wanted_first, &wanted_last);
    g_assert_cmpint (first, ==, wanted_first);
    g_assert_cmpint (last, ==, wanted_last);
  }
}

/* The largest offsets are days of four-digit years, larger ones are mistakes and nothing worse. */
static void
test_bounds (const char *folder)
{
  static const char *const largest[]
      = { "-365250d", "+365250d", "-52178w", "+52178w", "-12000m", "+12000m", "-1000y", "+1000y" };
  static const char *const too_large[]
      = { "-365251d", "+365251d",     "-52179w",      "+12001m",
          "-1001y",   "-2147483648d", "+2147483647y", "-99999999999999999999m" };
  static const char *const outermost[] = { "0001-01-01", "9999-12-31", "9999-12-31T23:59:59" };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++) {
    g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[i]);
    gint64 now = G_GINT64_CONSTANT (1790000000000000);
    gint64 first;
    gint64 last;

    for (gsize j = 0; j < G_N_ELEMENTS (largest); j++) {
      get_instants (largest[j], zone, now, &first, &last);
      g_assert_cmpint (first, <, last);
      g_assert_true ((first < now) == (largest[j][0] == '-'));
    }
    for (gsize j = 0; j < G_N_ELEMENTS (outermost); j++) {
      get_instants (outermost[j], zone, now, &first, &last);
      g_assert_cmpint (first, <, last);
    }
  }
  for (gsize i = 0; i < G_N_ELEMENTS (too_large); i++) {
    g_autofree char *text = g_strdup_printf ("last_order_date > %s", too_large[i]);
    g_autoptr (GError) error = NULL;
    g_autoptr (NlSegmentQuery) query = nl_segment_query_parse (text, &error);

    g_test_message ("%s", too_large[i]);
    if (query != NULL)
      g_assert_false (nl_segment_query_check (query, &error));
    g_assert_true (g_error_matches (error, NL_SEGMENT_ERROR, NL_SEGMENT_ERROR_DATE)
                   || g_error_matches (error, NL_SEGMENT_ERROR, NL_SEGMENT_ERROR_NUMBER));
  }
}

/* A date with a time is a second; of an hour that comes twice it is the first one, also where
 * the clocks of winter are those that are not normal. */
static void
test_seconds (const char *folder)
{
  static const struct {
    const char *zone;
    const char *time;
    const char *utc;
  } cases[] = {
    { "Europe/Paris", "2026-07-01T12:00:00", "2026-07-01T10:00:00Z" },
    { "Europe/Paris", "2026-01-01T00:00:00", "2025-12-31T23:00:00Z" },
    { "Europe/Paris", "2026-10-25T02:30:00", "2026-10-25T00:30:00Z" },
    { "Europe/Paris", "2026-10-25T03:00:00", "2026-10-25T02:00:00Z" },
    { "Europe/Paris", "2026-03-29T01:59:59", "2026-03-29T00:59:59Z" },
    { "Europe/Paris", "2026-03-29T03:00:00", "2026-03-29T01:00:00Z" },
    { "Europe/Dublin", "2026-10-25T01:30:00", "2026-10-25T00:30:00Z" },
    { "America/New_York", "2026-11-01T01:30:00", "2026-11-01T05:30:00Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (cases[i].zone);
    g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (cases[i].utc, NULL);
    gint64 first;
    gint64 last;

    g_test_message ("%s", cases[i].time);
    get_instants (cases[i].time, zone, 0, &first, &last);
    g_assert_cmpint (first, ==, g_date_time_to_unix_usec (utc));
    g_assert_cmpint (last, ==, first + G_USEC_PER_SEC - 1);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/segments/date/days-follow-each-other", test_days_follow_each_other);
  nl_test_add ("/segments/date/days-from-today", test_days_from_today);
  nl_test_add ("/segments/date/months-and-years", test_months_and_years);
  nl_test_add ("/segments/date/bounds", test_bounds);
  nl_test_add ("/segments/date/seconds", test_seconds);
  return g_test_run ();
}
