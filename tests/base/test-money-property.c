/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/nl-format.h"
#include "base/nl-language.h"
#include "base/nl-money.h"
#include "base/nl-place.h"
#include "nl-test.h"

/* Money, dates, languages and places with any values, against other witnesses. */

#define ROUNDS nl_test_rounds (2000, 300)

/* How languages separate decimals (CLDR). */
static const struct {
  const char *tag;
  char decimal_point;
} languages[] = {
  { "en", '.' },    { "fr", ',' },    { "de", ',' },    { "es", ',' },    { "it", ',' },
  { "pt", ',' },    { "pt-BR", ',' }, { "nl", ',' },    { "sv", ',' },    { "pl", ',' },
  { "de-CH", '.' }, { "fr-CA", ',' }, { "en-IN", '.' }, { "en-ZA", ',' }, { "ja", '.' },
  { "tr", ',' },    { "cs", ',' },
};

static gint64
random_amount (void)
{
  gint64 wide = (gint64) g_test_rand_int () * (1 << 20) + g_test_rand_int ();

  return g_test_rand_bit () ? wide >> g_test_rand_int_range (0, 45)
                            : g_test_rand_int_range (-20, 20);
}

/* What a decimal loses nothing of: every currency, every amount. */
static void
test_decimal_round_trip (void)
{
  const char *const *codes = nl_currency_list ();

  for (guint i = 0; i < ROUNDS; i++) {
    const char *code = codes[g_test_rand_int_range (0, (int) g_strv_length ((char **) codes))];
    gint64 amount = random_amount ();
    g_autofree char *text = nl_money_to_decimal (amount, code);
    g_autoptr (GError) error = NULL;
    gint64 parsed;

    g_assert_true (nl_money_parse (text, -1, code, '.', &parsed, &error));
    g_assert_no_error (error);
    g_assert_cmpint (parsed, ==, amount);
    /* And nothing but what a spreadsheet reads as a number. */
    g_assert_cmpuint (strspn (text, "-0123456789."), ==, strlen (text));
  }
}

/* What a language writes can be pasted back, in every currency. */
static void
test_format_round_trip (void)
{
  const char *const *codes = nl_currency_list ();

  for (guint i = 0; codes[i] != NULL; i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (languages); j += NL_TEST_SANITIZED ? 5 : 1) {
      gint64 amount = random_amount ();
      g_autofree char *text = nl_money_format (amount, codes[i], languages[j].tag);
      g_autoptr (GError) error = NULL;
      gint64 parsed = 0;

      g_assert_true (g_utf8_validate (text, -1, NULL));
      if (!nl_money_parse (text, -1, codes[i], languages[j].decimal_point, &parsed, &error)
          || parsed != amount)
        g_error ("%s, %s: “%s” is read as %" G_GINT64_FORMAT " instead of %" G_GINT64_FORMAT,
                 codes[i], languages[j].tag, text, parsed, amount);
    }
  }
}

/* Without being told the language, for the usual currencies. */
static void
test_detected_round_trip (void)
{
  static const char *const codes[] = { "EUR", "USD", "GBP", "JPY", "CHF", "BRL", "PLN" };

  for (guint i = 0; i < ROUNDS; i++) {
    const char *code = codes[g_test_rand_int_range (0, G_N_ELEMENTS (codes))];
    const char *tag = languages[g_test_rand_int_range (0, G_N_ELEMENTS (languages))].tag;
    gint64 amount = random_amount ();
    g_autofree char *text = nl_money_format (amount, code, tag);
    gint64 parsed = 0;

    if (!nl_money_parse (text, -1, code, NL_DECIMAL_POINT_DETECT, &parsed, NULL)
        || parsed != amount)
      g_error ("%s, %s: “%s” is read as %" G_GINT64_FORMAT, code, tag, text, parsed);
  }
}

/* Whatever is in a file: an amount, or an error that says so, and the amount untouched. */
static void
test_any_text (void)
{
  static const char letters[] = "0123456789.,'-+()€$ EURkr\xc2\xa0\xe2\x80\xaf\xff\n";

  for (guint i = 0; i < ROUNDS * 4; i++) {
    char text[24] = { 0 };
    g_autoptr (GError) error = NULL;
    gint64 amount = 4711;
    int length = g_test_rand_int_range (0, sizeof text - 1);

    for (int j = 0; j < length; j++)
      text[j] = letters[g_test_rand_int_range (0, sizeof letters - 1)];
    if (nl_money_parse (text, -1, "EUR", NL_DECIMAL_POINT_DETECT, &amount, &error)) {
      g_autofree char *decimal = nl_money_to_decimal (amount, "EUR");
      gint64 again;

      g_assert_no_error (error);
      g_assert_true (nl_money_parse (decimal, -1, "EUR", '.', &again, NULL));
      g_assert_cmpint (again, ==, amount);
    } else {
      g_assert_true (error->domain == NL_MONEY_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpint (amount, ==, 4711);
    }
  }
}

static const struct {
  NlDateStyle style;
  const char *language;
  const char *format; /* as GDateTime writes the same in the C locale */
} dates[] = {
  { NL_DATE_SHORT, "fr", "%d/%m/%Y" },    { NL_DATE_TIME, "fr", "%H:%M" },
  { NL_DATE_LONG, "en", "%B %-d, %Y" },   { NL_DATE_FULL, "en", "%A, %B %-d, %Y" },
  { NL_DATE_MEDIUM, "en", "%b %-d, %Y" }, { NL_DATE_MONTH, "en", "%B %Y" },
  { NL_DATE_DAY_MONTH, "en", "%B %-d" },  { NL_DATE_WEEKDAY, "en", "%A" },
  { NL_DATE_MONTH_SHORT, "en", "%b %Y" }, { NL_DATE_TIME, "de", "%H:%M" },
};

/* Any moment of the past, in any zone: summer times, and days that are another one elsewhere. Of
 * the future, and of before zones were as they are, two editions of the data may tell differently.
 */
static void
test_dates (void)
{
  const char *const *zones = nl_time_zone_list ();
  int n_zones = (int) g_strv_length ((char **) zones);

  for (guint i = 0; i < ROUNDS; i++) {
    gint64 seconds = g_test_rand_int_range (946684800, 1700000000);
    const char *zone = zones[g_test_rand_int_range (0, n_zones)];
    gsize n = (gsize) g_test_rand_int_range (0, G_N_ELEMENTS (dates));
    g_autoptr (GTimeZone) time_zone = g_time_zone_new_identifier (zone);
    g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (seconds);
    g_autoptr (GDateTime) local = NULL;
    g_autofree char *text = NULL;
    g_autofree char *expected = NULL;

    if (time_zone == NULL)
      continue;
    local = g_date_time_to_timezone (utc, time_zone);
    expected = g_date_time_format (local, dates[n].format);
    text = nl_date_format (seconds * G_USEC_PER_SEC + g_test_rand_int_range (0, 1000000), zone,
                           dates[n].language, dates[n].style);
    if (g_strcmp0 (text, expected) != 0)
      g_error ("%" G_GINT64_FORMAT " in %s: “%s” instead of “%s”", seconds, zone, text, expected);
  }
}

/* Every style of every language says something of its own. */
static void
test_date_styles (void)
{
  const char *const *tags = nl_language_list ();

  for (guint i = 0; tags[i] != NULL; i++) {
    for (guint style = NL_DATE_SHORT; style <= NL_DATE_WEEKDAY; style++) {
      g_autofree char *text
          = nl_date_format (G_GINT64_CONSTANT (1795338960000000), "Europe/Paris", tags[i], style);

      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_cmpuint (strlen (text), >, 3);
      if (style != NL_DATE_TIME && style != NL_DATE_DAY_MONTH && style != NL_DATE_WEEKDAY
          && style != NL_DATE_SHORT)
        g_assert_nonnull (strstr (text, "2026"));
    }
  }
}

static void
test_numbers_are_finite (void)
{
  static const double odd[] = { NAN, INFINITY, -INFINITY };
  const char *const *tags = nl_language_list ();

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++) {
    for (guint j = 0; tags[j] != NULL; j++) {
      g_autofree char *number = nl_number_format (odd[i], 2, tags[j]);
      g_autofree char *percent = nl_percent_format (odd[i], 1, tags[j]);

      g_assert_cmpstr (number, ==, "–");
      g_assert_cmpstr (percent, ==, "–");
    }
  }
}

/* Whatever the case and the separators, a tag has one canonical form. */
static void
test_language_tags (void)
{
  static const char *const tags[]
      = { "fr", "fr-CA", "pt-BR", "zh-Hant-TW", "de-CH", "sr-Latn", "en-GB", "nds", "es-419" };

  for (guint i = 0; i < ROUNDS; i++) {
    const char *tag = tags[g_test_rand_int_range (0, G_N_ELEMENTS (tags))];
    g_autofree char *typed = g_strdup (tag);
    g_autofree char *canonical = NULL;

    for (char *c = typed; *c != '\0'; c++) {
      if (*c == '-' && g_test_rand_bit ())
        *c = '_';
      else
        *c = g_test_rand_bit () ? g_ascii_toupper (*c) : g_ascii_tolower (*c);
    }
    canonical = nl_language_canonicalise (typed);
    g_assert_cmpstr (canonical, ==, tag);
  }
}

static void
test_any_language_tag (void)
{
  static const char letters[] = "abefrxz0129-_ .@\xc3\xa9";

  for (guint i = 0; i < ROUNDS * 2; i++) {
    char text[12] = { 0 };
    g_autofree char *canonical = NULL;
    g_autofree char *again = NULL;
    g_autofree char *name = NULL;
    int length = g_test_rand_int_range (0, sizeof text - 1);

    for (int j = 0; j < length; j++)
      text[j] = letters[g_test_rand_int_range (0, sizeof letters - 1)];
    canonical = nl_language_canonicalise (text);
    if (canonical == NULL)
      continue;
    again = nl_language_canonicalise (canonical);
    g_assert_cmpstr (again, ==, canonical);
    g_assert_true (g_ascii_isalpha (canonical[0]));
    g_assert_null (strpbrk (canonical, " _.@"));
    name = nl_language_name (canonical, "en");
    g_assert_true (*name != '\0' && g_utf8_validate (name, -1, NULL));
  }
}

/* A country is found by its name in every language we write. */
static void
test_countries_by_name (void)
{
  const char *const *codes = nl_country_list ();
  const char *const *tags = nl_language_list ();

  for (guint i = 0; codes[i] != NULL; i++) {
    g_autofree char *lower = g_ascii_strdown (codes[i], -1);

    g_assert_true (i == 0 || strcmp (codes[i - 1], codes[i]) < 0);
    g_assert_cmpstr (nl_country_find (codes[i]), ==, codes[i]);
    g_assert_cmpstr (nl_country_find (lower), ==, codes[i]);
    for (guint j = 0; tags[j] != NULL; j++) {
      g_autofree char *name = nl_country_name (codes[i], tags[j]);
      g_autofree char *upper = g_utf8_strup (name, -1);

      if (g_strcmp0 (nl_country_find (name), codes[i]) != 0)
        g_error ("“%s” (%s) is found as %s instead of %s", name, tags[j], nl_country_find (name),
                 codes[i]);
      g_assert_cmpstr (nl_country_find (upper), ==, codes[i]);
    }
  }
}

static void
test_time_zones (void)
{
  static const char *const older[] = { "Asia/Calcutta", "Europe/Kiev", "US/Pacific", "GB" };
  const char *const *zones = nl_time_zone_list ();

  for (guint i = 0; zones[i] != NULL; i++) {
    g_assert_true (i == 0 || strcmp (zones[i - 1], zones[i]) < 0);
    g_assert_true (nl_time_zone_is_known (zones[i]));
  }
  g_assert_true (nl_time_zone_is_known ("UTC"));
  /* Older names, which the system may not have, become ones it has. */
  for (gsize i = 0; i < G_N_ELEMENTS (older); i++) {
    g_autofree char *name = nl_time_zone_canonicalise (older[i]);
    g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (name);

    g_assert_nonnull (zone);
  }
  g_assert_false (nl_time_zone_is_known (NULL));
  g_assert_false (nl_time_zone_is_known (""));
  g_assert_false (nl_time_zone_is_known ("\xff"));
  g_assert_false (nl_time_zone_is_known ("+05:30"));
  g_assert_false (nl_time_zone_is_known ("GMT+05:30"));
  g_assert_false (nl_time_zone_is_known ("Europe/Atlantis"));
  g_assert_false (nl_time_zone_is_known ("../../etc/passwd"));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/money-property/decimal", test_decimal_round_trip);
  g_test_add_func ("/money-property/format", test_format_round_trip);
  g_test_add_func ("/money-property/detected", test_detected_round_trip);
  g_test_add_func ("/money-property/any", test_any_text);
  g_test_add_func ("/format-property/dates", test_dates);
  g_test_add_func ("/format-property/styles", test_date_styles);
  g_test_add_func ("/format-property/finite", test_numbers_are_finite);
  g_test_add_func ("/language-property/tags", test_language_tags);
  g_test_add_func ("/language-property/any", test_any_language_tag);
  g_test_add_func ("/place-property/countries", test_countries_by_name);
  g_test_add_func ("/place-property/zones", test_time_zones);
  return g_test_run ();
}
