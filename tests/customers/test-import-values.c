/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-money.h"
#include "customers/nl-import-amount.h"
#include "customers/nl-import-date.h"
#include "nl-test.h"

/* How dates and amounts of files are read: what people and programs write, and what is none. */

static gint64
parse_time (const char *text, const char *zone, NlDateOrder order)
{
  g_autoptr (GTimeZone) timezone = g_time_zone_new_identifier (zone);
  gint64 time = -1;

  if (!nl_import_parse_time (text, timezone, order, &time))
    g_error ("“%s” is not a time", text);
  return time;
}

static void
assert_time (const char *text, const char *zone, NlDateOrder order, const char *iso)
{
  g_autoptr (GDateTime) expected = g_date_time_new_from_iso8601 (iso, NULL);

  g_assert_nonnull (expected);
  if (parse_time (text, zone, order) != g_date_time_to_unix_usec (expected))
    g_error ("“%s” is not %s", text, iso);
}

static void
test_times (const char *folder)
{
  static const struct {
    const char *text;
    NlDateOrder order;
    const char *iso; /* in Paris */
  } times[] = {
    { "2026-05-31", NL_DATE_ORDER_DETECT, "2026-05-31T00:00:00+02" },
    { "20260531", NL_DATE_ORDER_DETECT, "2026-05-31T00:00:00+02" },
    { "2026/5/3", NL_DATE_ORDER_MONTH_FIRST, "2026-05-03T00:00:00+02" },
    { "2026-05-31T10:20:30Z", NL_DATE_ORDER_DETECT, "2026-05-31T10:20:30Z" },
    { "2026-05-31t10:20Z", NL_DATE_ORDER_DETECT, "2026-05-31T10:20:00Z" },
    { "2026-05-31 10:20:30 -0300", NL_DATE_ORDER_DETECT, "2026-05-31T13:20:30Z" },
    { "2026-05-31 10:20:30+05:30", NL_DATE_ORDER_DETECT, "2026-05-31T04:50:30Z" },
    { "2026-05-31 10:20:30 UTC", NL_DATE_ORDER_DETECT, "2026-05-31T10:20:30Z" },
    { "2026-05-31 10:20:30.5", NL_DATE_ORDER_DETECT, "2026-05-31T08:20:30.5Z" },
    { "2026-05-31 10:20:30.123456789Z", NL_DATE_ORDER_DETECT, "2026-05-31T10:20:30.123456Z" },
    { "05/03/2026", NL_DATE_ORDER_DAY_FIRST, "2026-03-05T00:00:00+01" },
    { "05/03/2026", NL_DATE_ORDER_MONTH_FIRST, "2026-05-03T00:00:00+02" },
    { "05/31/2026", NL_DATE_ORDER_DAY_FIRST, "2026-05-31T00:00:00+02" },
    { "31/05/2026", NL_DATE_ORDER_MONTH_FIRST, "2026-05-31T00:00:00+02" },
    { "05.03.2026", NL_DATE_ORDER_MONTH_FIRST, "2026-03-05T00:00:00+01" },
    { "5-3-26", NL_DATE_ORDER_DAY_FIRST, "2026-03-05T00:00:00+01" },
    { "1.2.68", NL_DATE_ORDER_DETECT, "2068-02-01T00:00:00+01" },
    { "1.2.69", NL_DATE_ORDER_DETECT, "1969-02-01T00:00:00+01" },
    { "12/31/2025, 12:05 AM", NL_DATE_ORDER_MONTH_FIRST, "2025-12-31T00:05:00+01" },
    { "12/31/2025, 12:05 PM", NL_DATE_ORDER_MONTH_FIRST, "2025-12-31T12:05:00+01" },
    { "12/31/2025 1:05pm", NL_DATE_ORDER_MONTH_FIRST, "2025-12-31T13:05:00+01" },
    { "2024-02-29", NL_DATE_ORDER_DETECT, "2024-02-29T00:00:00+01" },
    { "2025-12-31 24:00", NL_DATE_ORDER_DETECT, "2026-01-01T00:00:00+01" },
    { "  2026-05-31", NL_DATE_ORDER_DETECT, "2026-05-31T00:00:00+02" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    assert_time (times[i].text, "Europe/Paris", times[i].order, times[i].iso);
}

static void
test_no_times (const char *folder)
{
  static const char *const texts[] = { "",
                                       "yesterday",
                                       "2026",
                                       "2026-05",
                                       "2026-13-01",
                                       "2026-00-10",
                                       "2026-02-30",
                                       "2025-02-29",
                                       "31/31/2026",
                                       "2026-05-31 25:00",
                                       "1/2/3",
                                       "2026-05-31 1:2",
                                       "2026-05-31 noon",
                                       "0000-01-01",
                                       "2026-05-31 10:61",
                                       "2026.05/31",
                                       "-5/3/2026",
                                       "2026-05-31 24:01",
                                       "2026-05-31T",
                                       "2026-05-31 13:00 PM",
                                       "5/3/126",
                                       "2026-05-31Z+1",
                                       "2026-05-31 10:00 +19",
                                       "99999999" };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 time;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (nl_import_parse_time (texts[i], utc, NL_DATE_ORDER_DAY_FIRST, &time))
      g_error ("“%s” was taken for a time", texts[i]);
}

/* Every moment that is written down comes back, in any zone and in each way of writing it. */
static void
test_times_come_back (const char *folder)
{
  static const char *const zones[]
      = { "UTC", "Europe/Paris", "America/New_York", "Asia/Kolkata", "Pacific/Auckland" };
  static const struct {
    const char *format;
    NlDateOrder order;
  } ways[] = { { "%Y-%m-%d %H:%M:%S %z", NL_DATE_ORDER_DETECT },
               { "%Y%m%dT%H:%M:%S%:z", NL_DATE_ORDER_MONTH_FIRST },
               { "%d/%m/%Y %H:%M:%S %z", NL_DATE_ORDER_DAY_FIRST },
               { "%m-%d-%Y %I:%M:%S %p %z", NL_DATE_ORDER_MONTH_FIRST },
               { "%d.%m.%Y, %H:%M:%S %z", NL_DATE_ORDER_DETECT } };

  for (guint i = 0; i < 2000; i++) {
    const char *zone = zones[i % G_N_ELEMENTS (zones)];
    gsize way = g_test_rand_int_range (0, G_N_ELEMENTS (ways));
    /* 1970 to 2068 */
    gint64 seconds = (gint64) (g_test_rand_double () * 98 * 365.2425 * 86400);
    g_autoptr (GTimeZone) timezone = g_time_zone_new_identifier (zone);
    g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (seconds);
    g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, timezone);
    g_autofree char *text = g_date_time_format (local, ways[way].format);

    if (parse_time (text, "Asia/Tokyo", ways[way].order) != seconds * G_USEC_PER_SEC)
      g_error ("“%s” did not come back as %" G_GINT64_FORMAT, text, seconds);
  }
}

static void
test_date_order (const char *folder)
{
  g_assert_cmpint (nl_import_guess_date_order ("31/05/2026"), ==, NL_DATE_ORDER_DAY_FIRST);
  g_assert_cmpint (nl_import_guess_date_order ("05-31-26 10:00"), ==, NL_DATE_ORDER_MONTH_FIRST);
  g_assert_cmpint (nl_import_guess_date_order ("05/06/2026"), ==, NL_DATE_ORDER_DETECT);
  g_assert_cmpint (nl_import_guess_date_order ("31.05.2026"), ==, NL_DATE_ORDER_DETECT);
  g_assert_cmpint (nl_import_guess_date_order ("2026-05-31"), ==, NL_DATE_ORDER_DETECT);
  g_assert_cmpint (nl_import_guess_date_order ("41/05/2026"), ==, NL_DATE_ORDER_DETECT);
  g_assert_cmpint (nl_import_guess_date_order ("soon"), ==, NL_DATE_ORDER_DETECT);
}

static void
test_decimal_point (const char *folder)
{
  static const struct {
    const char *text;
    char point;
  } amounts[] = {
    { "", 0 },
    { "1234", 0 },
    { "1234.5", '.' },
    { "1234,5", ',' },
    { "1,234.56", '.' },
    { "1.234,56", ',' },
    { "1.234", 0 },
    { "1,234", 0 },
    { "1.234.567", ',' },
    { "1,234,567", '.' },
    { "1.2345", '.' },
    { "1.23", '.' },
    { "0.5 €", '.' },
    { "Fr. 1'234.50", '.' },
    { "kr. 1.234,50", ',' },
    { "(12.00)", '.' },
    { "EUR", 0 },
    { "-1,234", 0 },
    { "$1,234,567.8", '.' },
    { ".5", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    if (nl_import_amount_find_point (amounts[i].text) != amounts[i].point)
      g_error ("“%s” has another decimal point", amounts[i].text);
}

static char *
write_amount (guint64 minor, char point)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *whole = g_strdup_printf ("%" G_GUINT64_FORMAT, minor / 100);
  gsize length = strlen (whole);

  for (gsize i = 0; i < length; i++) {
    if (i > 0 && (length - i) % 3 == 0)
      g_string_append_c (text, point == '.' ? ',' : '.');
    g_string_append_c (text, whole[i]);
  }
  g_string_append_printf (text, "%c%02u", point, (guint) (minor % 100));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* With its two decimals every amount is read alike, whatever the file looks like. */
static void
test_amounts_come_back (const char *folder)
{
  for (guint i = 0; i < 4000; i++) {
    char point = g_test_rand_bit () ? '.' : ',';
    guint64 minor = (guint64) g_test_rand_int_range (0, G_MAXINT32);
    g_autofree char *text = write_amount (minor >> (i % 31), point);
    NlImportContext context = { .decimal_point = i % 3 == 0   ? '.'
                                                 : i % 3 == 1 ? ','
                                                              : NL_DECIMAL_POINT_DETECT,
                                .has_mixed_amounts = i % 2 };
    g_autoptr (GError) error = NULL;
    gint64 amount;

    nl_import_amount_parse (text, "EUR", &context, &amount, &error);
    g_assert_no_error (error);
    if ((guint64) amount != minor >> (i % 31))
      g_error ("“%s” became %" G_GINT64_FORMAT, text, amount);
  }
}

static void
assert_amount (const char *text, const char *currency, char point, gboolean mixed, gint64 expected)
{
  NlImportContext context = { .decimal_point = point, .has_mixed_amounts = mixed };
  g_autoptr (GError) error = NULL;
  gint64 amount;

  nl_import_amount_parse (text, currency, &context, &amount, &error);
  g_assert_no_error (error);
  g_assert_cmpint (amount, ==, expected);
}

static void
test_three_digits (const char *folder)
{
  NlImportContext mixed = { .decimal_point = '.', .has_mixed_amounts = TRUE };
  g_autoptr (GError) error = NULL;
  gint64 amount;

  assert_amount ("1.234", "EUR", ',', FALSE, 123400);
  assert_amount ("1,234", "EUR", '.', FALSE, 123400);
  assert_amount ("1.234", "KWD", '.', FALSE, 1234);
  assert_amount ("1.234", "JPY", NL_DECIMAL_POINT_DETECT, FALSE, 1234);
  assert_amount ("1234", "EUR", '.', TRUE, 123400);
  g_assert_false (nl_import_amount_parse ("EUR 1.234", "EUR", &mixed, &amount, &error));
  g_assert_error (error, NL_IMPORT_ROW_ERROR, NL_IMPORT_ROW_ERROR_NUMBER);
  g_assert_nonnull (strstr (error->message, "“EUR 1.234” may be thousands or decimals"));
}

static void
test_no_amounts (const char *folder)
{
  static const char *const texts[]
      = { "much",        "1,2.3,4",           "1.2.3,4,5",          "--5", "12,34,56.7.8",
          "1e5",         "99999999999999.00", "-99999999999999.00", "€",   "\"",
          "5 5 x 5 cats" };
  NlImportContext context = { .decimal_point = '.' };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    gint64 amount;

    if (nl_import_amount_parse (texts[i], "EUR", &context, &amount, &error))
      g_error ("“%s” became %" G_GINT64_FORMAT, texts[i], amount);
    g_assert_error (error, NL_IMPORT_ROW_ERROR, NL_IMPORT_ROW_ERROR_NUMBER);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/import-values/times", test_times);
  nl_test_add ("/import-values/no-times", test_no_times);
  nl_test_add ("/import-values/times-come-back", test_times_come_back);
  nl_test_add ("/import-values/date-order", test_date_order);
  nl_test_add ("/import-values/decimal-point", test_decimal_point);
  nl_test_add ("/import-values/amounts-come-back", test_amounts_come_back);
  nl_test_add ("/import-values/three-digits", test_three_digits);
  nl_test_add ("/import-values/no-amounts", test_no_amounts);
  return g_test_run ();
}
