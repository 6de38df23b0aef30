/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-money.h"

#include "base/nl-format.h"
#include "base/nl-language.h"
#include "base/nl-place.h"
#include "nl-test.h"

#include <math.h>
#include <string.h>

static void
test_currencies (void)
{
  const char *const *codes = nl_currency_list ();

  for (gsize i = 0; codes[i] != NULL; i++) {
    g_assert_cmpuint (strlen (codes[i]), ==, 3);
    g_assert_true (nl_currency_find (codes[i]) == codes[i]);
    g_assert_true (i == 0 || strcmp (codes[i - 1], codes[i]) < 0);
  }
  g_assert_cmpstr (nl_currency_find ("eur"), ==, "EUR");
  g_assert_null (nl_currency_find ("EURO"));
  g_assert_null (nl_currency_find (NULL));
  g_assert_cmpint (nl_currency_get_digits ("EUR"), ==, 2);
  g_assert_cmpint (nl_currency_get_digits ("JPY"), ==, 0);
  g_assert_cmpint (nl_currency_get_digits ("KWD"), ==, 3);
  g_assert_cmpint (nl_currency_get_digits ("XXX"), ==, -1);
  g_assert_cmpint (nl_currency_get_scale ("KWD"), ==, 1000);
  g_assert_cmpint (nl_currency_get_scale ("XXX"), ==, 0);
}

static void
test_parse (void)
{
  static const struct {
    const char *text;
    const char *currency;
    char point;
    gint64 amount;
  } CASES[] = {
    { "7790.44", "EUR", '.', 779044 },
    { " 7790.44 ", "EUR", '.', 779044 },
    { "0", "EUR", '.', 0 },
    { ".5", "EUR", '.', 50 },
    { "12.", "EUR", '.', 1200 },
    { "163056", "CLP", '.', 163056 },
    { "1.234", "KWD", '.', 1234 },
    { "12.5", "KWD", '.', 12500 },
    { "8.505", "EUR", '.', 851 },
    { "8.504", "EUR", '.', 850 },
    { "-8.505", "EUR", '.', -851 },
    { "1,234,567.89", "USD", '.', 123456789 },
    { "1.234.567,89", "EUR", ',', 123456789 },
    { "1.234", "EUR", ',', 123400 },
    { "1,5", "EUR", ',', 150 },
    { "1 234,50 €", "EUR", ',', 123450 },
    { "1\u202f234,50\u00a0€", "EUR", 0, 123450 },
    { "€1,234.50", "EUR", 0, 123450 },
    { "1,234", "USD", 0, 123400 },
    { "1,23", "EUR", 0, 123 },
    { "1.234.567", "EUR", 0, 123456700 },
    { "1.000", "JPY", 0, 1000 },
    { "1.234", "EUR", 0, 123 },
    { "CHF 1'200.05", "CHF", 0, 120005 },
    { "1’200", "CHF", 0, 120000 },
    { "US$-5.00", "USD", 0, -500 },
    { "(12.00)", "USD", '.', -1200 },
    { "12.00-", "USD", '.', -1200 },
    { "−12.00", "USD", '.', -1200 },
    { "+12.00", "USD", '.', 1200 },
    { "Fr. 12.50", "CHF", '.', 1250 },
    { "12,50 kr.", "DKK", ',', 1250 },
    { "92233720368547758.07", "EUR", '.', G_MAXINT64 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (GError) error = NULL;
    gint64 amount = -1;

    g_test_message ("%s", CASES[i].text);
    nl_money_parse (CASES[i].text, -1, CASES[i].currency, CASES[i].point, &amount, &error);
    g_assert_no_error (error);
    g_assert_cmpint (amount, ==, CASES[i].amount);
  }
}

static void
test_parse_refused (void)
{
  static const struct {
    const char *text;
    const char *currency;
    NlMoneyError code;
  } CASES[] = {
    { "", "EUR", NL_MONEY_ERROR_EMPTY },
    { "  ", "EUR", NL_MONEY_ERROR_EMPTY },
    { "EUR", "EUR", NL_MONEY_ERROR_MALFORMED },
    { "-", "EUR", NL_MONEY_ERROR_MALFORMED },
    { "1.2.3", "EUR", NL_MONEY_ERROR_MALFORMED },
    { "1e5", "EUR", NL_MONEY_ERROR_MALFORMED },
    { "12:30", "EUR", NL_MONEY_ERROR_MALFORMED },
    { "12 pieces", "EUR", NL_MONEY_ERROR_MALFORMED },
    { "5 EUR 3", "EUR", NL_MONEY_ERROR_MALFORMED },
    { "--5", "EUR", NL_MONEY_ERROR_MALFORMED },
    { "(5", "EUR", NL_MONEY_ERROR_MALFORMED },
    { "5\xff", "EUR", NL_MONEY_ERROR_MALFORMED },
    { "2026-11-22", "EUR", NL_MONEY_ERROR_MALFORMED },
    { "92233720368547758.08", "EUR", NL_MONEY_ERROR_OVERFLOW },
    { "99999999999999999999999", "JPY", NL_MONEY_ERROR_OVERFLOW },
    { "1", "ABC", NL_MONEY_ERROR_CURRENCY },
    { "1", "", NL_MONEY_ERROR_CURRENCY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (GError) error = NULL;
    gint64 amount = 42;

    g_test_message ("%s", CASES[i].text);
    g_assert_false (nl_money_parse (CASES[i].text, -1, CASES[i].currency, '.', &amount, &error));
    g_assert_error (error, NL_MONEY_ERROR, (gint) CASES[i].code);
    g_assert_cmpint (amount, ==, 42);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  }
}

static void
test_decimal_round_trip (void)
{
  static const char *const CURRENCIES[] = { "EUR", "JPY", "KWD" };
  static const gint64 AMOUNTS[] = { 0, 1, -1, 99, -100, 123456789, G_MAXINT64, -G_MAXINT64 };

  for (gsize i = 0; i < G_N_ELEMENTS (CURRENCIES); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (AMOUNTS); j++) {
      g_autofree char *text = nl_money_to_decimal (AMOUNTS[j], CURRENCIES[i]);
      gint64 amount;

      g_assert_true (nl_money_parse (text, -1, CURRENCIES[i], '.', &amount, NULL));
      g_assert_cmpint (amount, ==, AMOUNTS[j]);
    }
  }
}

/* Which of its two no-break spaces a language has differs between versions of the CLDR. */
static char *
with_one_blank (const char *text)
{
  g_autoptr (GString) string = g_string_new (text);

  g_string_replace (string, "\u202f", "\u00a0", 0);
  return g_string_free_and_steal (g_steal_pointer (&string));
}

static void
assert_text (char *text, const char *expected)
{
  g_autofree char *left = with_one_blank (text);
  g_autofree char *right = with_one_blank (expected);

  g_assert_cmpstr (left, ==, right);
  g_free (text);
}

static void
test_format (void)
{
  assert_text (nl_money_format (123450, "EUR", "fr"), "1\u202f234,50\u00a0€");
  assert_text (nl_money_format (123450, "EUR", "de"), "1.234,50\u00a0€");
  assert_text (nl_money_format (123450, "EUR", "en"), "€1,234.50");
  assert_text (nl_money_format (-123450, "USD", "en"), "-$1,234.50");
  assert_text (nl_money_format (1234, "JPY", "en"), "¥1,234");
  assert_text (nl_money_format (1234567, "KWD", "en"), "KWD\u00a01,234.567");
  assert_text (nl_money_format (123450, "EUR", "nl"), "€\u00a01.234,50");
  assert_text (nl_money_format (G_MAXINT64, "EUR", "en"), "€92,233,720,368,547,758.07");
  assert_text (nl_money_format_whole (123450, "EUR", "fr"), "1\u202f235\u00a0€");
  assert_text (nl_number_format (1234567.5, 1, "fr"), "1\u202f234\u202f567,5");
  assert_text (nl_number_format (2.5, 0, "en"), "3");
  assert_text (nl_number_format (NAN, 0, "en"), "–");
  assert_text (nl_percent_format (0.61, 0, "fr"), "61\u202f%");
  assert_text (nl_percent_format (0.615, 1, "de"), "61,5\u00a0%");
  assert_text (nl_percent_format (0.61, 0, "en"), "61%");
}

static void
test_format_dates (void)
{
  gint64 at = G_GINT64_CONSTANT (1795339020) * G_USEC_PER_SEC; /* 2026-11-22 09:17 UTC */

  assert_text (nl_date_format (at, NULL, "fr", NL_DATE_SHORT), "22/11/2026");
  assert_text (nl_date_format (at, NULL, "fr", NL_DATE_LONG), "22 novembre 2026");
  assert_text (nl_date_format (at, NULL, "fr", NL_DATE_FULL), "dimanche 22 novembre 2026");
  assert_text (nl_date_format (at, NULL, "en-GB", NL_DATE_MEDIUM), "22 Nov 2026");
  assert_text (nl_date_format (at, NULL, "de", NL_DATE_MONTH), "November 2026");
  assert_text (nl_date_format (at, NULL, "es", NL_DATE_DAY_MONTH), "22 de noviembre");
  assert_text (nl_date_format (at, NULL, "it", NL_DATE_WEEKDAY), "domenica");
  assert_text (nl_date_format (at, "Europe/Paris", "fr", NL_DATE_TIME), "10:17");
  assert_text (nl_date_format (at, "Asia/Tokyo", "de", NL_DATE_TIME), "18:17");
  assert_text (nl_date_format (at, "Nowhere/Land", "de", NL_DATE_TIME), "09:17");
  assert_text (nl_date_format (at, "America/Los_Angeles", "fr", NL_DATE_SHORT), "22/11/2026");
  assert_text (nl_date_format (at, "Pacific/Auckland", "pt", NL_DATE_MONTH_SHORT), "nov. de 2026");
}

static gpointer
format_often (gpointer data)
{
  static const char *const TAGS[] = { "fr", "de", "en", "es", "it", "pt", "nl" };

  for (int i = 0; i < 700; i++) {
    g_autofree char *money = nl_money_format (i, "EUR", TAGS[i % 7]);
    g_autofree char *date = nl_date_format (i, "Europe/Paris", TAGS[i % 7], i % 10);

    if (strstr (money, "€") == NULL || *date == '\0')
      return GINT_TO_POINTER (1);
  }
  return NULL;
}

static void
test_format_in_threads (void)
{
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("format", format_often, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_null (g_thread_join (threads[i]));
}

static void
test_format_cache_is_bounded (void)
{
  const char *const *codes = nl_currency_list ();

  for (gsize i = 0; i < 1000; i++) {
    g_autofree char *text = nl_money_format (100, codes[i % 150], nl_language_list ()[i / 150]);

    g_assert_cmpuint (strlen (text), >, 1);
  }
}

static void
test_languages (void)
{
  assert_text (nl_language_canonicalise ("FR"), "fr");
  assert_text (nl_language_canonicalise ("pt_br"), "pt-BR");
  assert_text (nl_language_canonicalise ("zh-hant-tw"), "zh-Hant-TW");
  assert_text (nl_language_canonicalise ("iw"), "he");
  g_assert_null (nl_language_canonicalise (""));
  g_assert_null (nl_language_canonicalise (NULL));
  g_assert_null (nl_language_canonicalise ("C"));
  g_assert_null (nl_language_canonicalise ("french"));
  g_assert_null (nl_language_canonicalise ("zz"));
  g_assert_null (nl_language_canonicalise ("fr-"));
  g_assert_null (nl_language_canonicalise ("fr fr"));
  assert_text (nl_language_name ("fr", "fr"), "Français");
  assert_text (nl_language_name ("fr-CA", "en"), "Canadian French");
  assert_text (nl_language_name ("de", "es"), "Alemán");
  g_assert_true (nl_language_is_rtl ("ar"));
  g_assert_true (nl_language_is_rtl ("he-IL"));
  g_assert_false (nl_language_is_rtl ("fr"));
  g_assert_cmpuint (g_strv_length ((char **) nl_language_list ()), ==, 7);
  for (const char *const *tag = nl_language_list (); *tag != NULL; tag++)
    assert_text (nl_language_canonicalise (*tag), *tag);
}

static void
test_places (void)
{
  const char *const *zones = nl_time_zone_list ();

  assert_text (nl_country_name ("DE", "fr"), "Allemagne");
  assert_text (nl_country_name ("fr", "en"), "France");
  assert_text (nl_country_name ("??", "en"), "??");
  assert_text (nl_currency_name ("chf", "en"), "Swiss Franc");
  g_assert_cmpstr (nl_country_find ("de"), ==, "DE");
  g_assert_cmpstr (nl_country_find (" Germany "), ==, "DE");
  g_assert_cmpstr (nl_country_find ("ALLEMAGNE"), ==, "DE");
  g_assert_cmpstr (nl_country_find ("Cote d’Ivoire"), ==, "CI");
  g_assert_cmpstr (nl_country_find ("Países Bajos"), ==, "NL");
  g_assert_null (nl_country_find ("Atlantis"));
  g_assert_null (nl_country_find (""));
  g_assert_cmpuint (g_strv_length ((char **) nl_country_list ()), >, 240);
  g_assert_true (g_strv_contains (nl_country_list (), "FR"));
  g_assert_true (g_strv_contains (zones, "Europe/Paris"));
  g_assert_true (g_strv_contains (zones, "Asia/Kolkata"));
  g_assert_true (g_strv_contains (zones, "Etc/UTC"));
  for (gsize i = 1; zones[i] != NULL; i++)
    g_assert_cmpstr (zones[i - 1], <, zones[i]);
  for (gsize i = 0; zones[i] != NULL; i++)
    g_assert_true (nl_time_zone_is_known (zones[i]));
  g_assert_true (nl_time_zone_is_known ("UTC"));
  g_assert_false (nl_time_zone_is_known ("Nowhere/Land"));
  g_assert_false (nl_time_zone_is_known (""));
  g_assert_false (nl_time_zone_is_known (NULL));
  g_assert_false (nl_time_zone_is_known ("/etc/passwd"));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/money/currencies", test_currencies);
  g_test_add_func ("/money/parse", test_parse);
  g_test_add_func ("/money/parse-refused", test_parse_refused);
  g_test_add_func ("/money/decimal-round-trip", test_decimal_round_trip);
  g_test_add_func ("/format/numbers", test_format);
  g_test_add_func ("/format/dates", test_format_dates);
  g_test_add_func ("/format/threads", test_format_in_threads);
  g_test_add_func ("/format/cache", test_format_cache_is_bounded);
  g_test_add_func ("/language/tags", test_languages);
  g_test_add_func ("/language/places", test_places);
  return g_test_run ();
}
