/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-place.h"

#include <string.h>

#include "base/nl-format.h"
#include "base/nl-language.h"
#include "nl-test.h"

/* Noon on a day of winter and on one of summer, in UTC; of 2019, of which all tables know alike
 * what has been decided since. */
static const gint64 noons[] = { G_GINT64_CONSTANT (1547640000), G_GINT64_CONSTANT (1563192000) };

/* A list with names in it is found again by each of them, and by its codes in any case. */
static void
test_countries_by_name (void)
{
  const char *const *codes = nl_country_list ();
  const char *const *languages = nl_language_list ();

  for (guint i = 0; codes[i] != NULL; i++) {
    g_autofree char *lower = g_ascii_strdown (codes[i], -1);

    g_assert_cmpuint (strlen (codes[i]), ==, 2);
    g_assert_true (i == 0 || strcmp (codes[i - 1], codes[i]) < 0);
    g_assert_cmpstr (nl_country_find (lower), ==, codes[i]);
    for (guint j = 0; languages[j] != NULL; j++) {
      g_autofree char *name = nl_country_name (codes[i], languages[j]);
      g_autofree char *shout = g_utf8_strup (name, -1);
      g_autofree char *padded = g_strdup_printf ("  %s\t", shout);

      g_assert_cmpstr (nl_country_find (name), ==, codes[i]);
      g_assert_cmpstr (nl_country_find (padded), ==, codes[i]);
    }
  }
}

static void
test_countries_as_people_write_them (void)
{
  static const char *const known[][2] = {
    { "UK", "GB" },         { "England", "GB" },       { "U.S.A.", "US" },
    { "Holland", "NL" },    { "Deutschland", "DE" },   { "Allemagne", "DE" },
    { "ESPAGNE", "ES" },    { "cote d'ivoire", "CI" }, { "Czech Republic", "CZ" },
    { "Österreich", "AT" },
  };
  static const char *const unknown[]
      = { "", " ", "Atlantis", "FRA1", "F", "France; DROP TABLE customers", "\xff\xfe", "1", "ZZ" };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    g_assert_cmpstr (nl_country_find (known[i][0]), ==, known[i][1]);
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_null (nl_country_find (unknown[i]));
}

static void
test_names_of_no_country (void)
{
  static const char *const codes[] = { "ZZZ", "", "x", "1", "??" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++) {
    g_autofree char *name = nl_country_name (codes[i], "fr");
    g_autofree char *upper = g_ascii_strup (codes[i], -1);

    g_assert_cmpstr (name, ==, upper);
  }
}

/* What a clock in the zone shows, to the one who sees the dates and to the one who counts days. */
static void
assert_one_clock (const char *zone)
{
  g_autoptr (GTimeZone) counted = g_time_zone_new_identifier (zone);

  g_assert_nonnull (counted);
  for (gsize i = 0; i < G_N_ELEMENTS (noons); i++) {
    g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (noons[i]);
    g_autoptr (GDateTime) there = g_date_time_to_timezone (utc, counted);
    g_autofree char *expected = g_date_time_format (there, "%d/%m/%Y");
    g_autofree char *expected_time = g_date_time_format (there, "%H:%M");
    g_autofree char *day = nl_date_format (noons[i] * G_USEC_PER_SEC, zone, "en-GB", NL_DATE_SHORT);
    g_autofree char *time = nl_date_format (noons[i] * G_USEC_PER_SEC, zone, "en-GB", NL_DATE_TIME);

    if (!g_str_equal (day, expected) || !g_str_equal (time, expected_time))
      g_error ("In %s it is %s %s, but shown is %s %s", zone, expected, expected_time, day, time);
  }
}

static void
test_every_zone (void)
{
  const char *const *zones = nl_time_zone_list ();
  guint n = 0;

  for (; zones[n] != NULL; n++) {
    g_autofree char *canonical = nl_time_zone_canonicalise (zones[n]);

    g_assert_true (n == 0 || strcmp (zones[n - 1], zones[n]) < 0);
    g_assert_cmpstr (canonical, ==, zones[n]);
    assert_one_clock (zones[n]);
  }
  g_assert_cmpuint (n, >, 300);
  g_assert_true (g_strv_contains (zones, "Etc/UTC"));
  g_assert_true (g_strv_contains (zones, "Europe/Paris"));
}

/* A zone is taken only when dates can be counted and shown in it, and both the same way. */
static void
test_zones_of_files (void)
{
  static const char *const zones[] = {
    "Europe/Paris",
    "europe/paris",
    "Asia/Calcutta",
    "US/Eastern",
    "GMT",
    "UTC",
    "EST",
    "Z",
    "CET",
    "+02:00",
    "-0330",
    "02:00",
    "UTC+2",
    "GMT+1",
    "Etc/GMT-14",
    "Mars/Base",
    "",
    " ",
    "/etc/localtime",
    "../zoneinfo/Europe/Paris",
    "Europe/../Asia/Tokyo",
    "Europe",
    "posix/Europe/Paris",
    "right/Europe/Paris",
    "posixrules",
    "localtime",
    "zone.tab",
    ":Europe/Paris",
    "EST5EDT",
    "CET-1CEST,M3.5.0,M10.5.0/3",
    "<+03>-3",
    "Europe/Paris\n",
    "Europe/Paris ",
    "\xff",
    "tzdata.zi",
    "Factory",
    "leap-seconds.list",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++) {
    g_autofree char *zone = nl_time_zone_canonicalise (zones[i]);

    g_assert_true (nl_time_zone_is_known (zones[i]) == (zone != NULL));
    if (zone != NULL)
      assert_one_clock (zone);
  }
  g_assert_null (nl_time_zone_canonicalise (NULL));
  g_assert_false (nl_time_zone_is_known ("Mars/Base"));
  g_assert_false (nl_time_zone_is_known ("+02:00"));
  g_assert_true (nl_time_zone_is_known ("Asia/Calcutta"));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/place/countries-by-name", test_countries_by_name);
  g_test_add_func ("/place/countries-as-written", test_countries_as_people_write_them);
  g_test_add_func ("/place/no-country", test_names_of_no_country);
  g_test_add_func ("/place/every-zone", test_every_zone);
  g_test_add_func ("/place/zones-of-files", test_zones_of_files);
  return g_test_run ();
}
