/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-format.h"

#include <math.h>
#include <string.h>

#include "base/nl-language.h"
#include "nl-test.h"

/* 22 November 2026, 09:16 in Paris. */
#define MOMENT (G_GINT64_CONSTANT (1795335360) * G_USEC_PER_SEC)

static void
test_dates (void)
{
  static const struct {
    const char *language;
    NlDateStyle style;
    const char *text;
  } CASES[] = {
    { "fr", NL_DATE_SHORT, "22/11/2026" },
    { "fr", NL_DATE_MEDIUM, "22 nov. 2026" },
    { "fr", NL_DATE_LONG, "22 novembre 2026" },
    { "fr", NL_DATE_FULL, "dimanche 22 novembre 2026" },
    { "fr", NL_DATE_TIME, "09:16" },
    { "fr", NL_DATE_MONTH, "novembre 2026" },
    { "fr", NL_DATE_MONTH_SHORT, "nov. 2026" },
    { "fr", NL_DATE_DAY_MONTH, "22 novembre" },
    { "fr", NL_DATE_WEEKDAY, "dimanche" },
    { "de", NL_DATE_SHORT, "22.11.2026" },
    { "de", NL_DATE_LONG, "22. November 2026" },
    { "en-US", NL_DATE_LONG, "November 22, 2026" },
    { "en-GB", NL_DATE_LONG, "22 November 2026" },
    { "ja", NL_DATE_LONG, "2026年11月22日" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *text
        = nl_date_format (MOMENT, "Europe/Paris", CASES[i].language, CASES[i].style);

    g_assert_cmpstr (text, ==, CASES[i].text);
  }
}

/* The day is the one of the shop's zone, not that of the machine. */
static void
test_day_of_the_zone (void)
{
  const gint64 midnight = G_GINT64_CONSTANT (1795305600) * G_USEC_PER_SEC;
  g_autofree char *before = nl_date_format (midnight - 1, NULL, "fr", NL_DATE_SHORT);
  g_autofree char *after = nl_date_format (midnight, NULL, "fr", NL_DATE_SHORT);
  g_autofree char *east = nl_date_format (midnight - 1, "Asia/Tokyo", "fr", NL_DATE_SHORT);
  g_autofree char *west = nl_date_format (midnight, "America/New_York", "fr", NL_DATE_SHORT);

  g_assert_cmpstr (before, ==, "21/11/2026");
  g_assert_cmpstr (after, ==, "22/11/2026");
  g_assert_cmpstr (east, ==, "22/11/2026");
  g_assert_cmpstr (west, ==, "21/11/2026");
}

/* Every style in every language, of every time a database may hold. */
static void
test_any_date (void)
{
  static const gint64 times[] = { 0, -1, MOMENT, G_MAXINT64, G_MININT64, -62135596800000000 };
  const char *const *languages = nl_language_list ();

  for (guint i = 0; languages[i] != NULL; i++)
    for (guint style = NL_DATE_SHORT; style <= NL_DATE_WEEKDAY; style++)
      for (gsize j = 0; j < G_N_ELEMENTS (times); j++) {
        g_autofree char *text
            = nl_date_format (times[j], "Europe/Paris", languages[i], (NlDateStyle) style);

        g_assert_true (g_utf8_validate (text, -1, NULL));
        g_assert_cmpuint (strlen (text), >, 1);
      }
}

/* A language that nobody knows is no reason to show nothing. */
static void
test_unknown_languages (void)
{
  static const char *const languages[] = { "", "xx", "not a language", "fr_FR", "\xff", "x-y" };

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++) {
    g_autofree char *money = nl_money_format (123450, "EUR", languages[i]);
    g_autofree char *date = nl_date_format (MOMENT, NULL, languages[i], NL_DATE_SHORT);

    g_assert_nonnull (strstr (money, "234"));
    g_assert_nonnull (strstr (date, "22"));
  }
}

static void
test_numbers (void)
{
  static const struct {
    double value;
    guint decimals;
    const char *language;
    const char *number;
    const char *percent;
  } CASES[] = {
    { 0.615, 0, "en", "1", "62%" },
    { 0.615, 1, "en", "0.6", "61.5%" },
    { 0.5, 0, "fr", "1", "50\u00a0%" },
    { 1, 2, "de", "1,00", "100,00\u00a0%" },
    { -0.25, 2, "en", "-0.25", "-25.00%" },
    { 12345.678, 1, "de", "12.345,7", "1.234.567,8\u00a0%" },
    { NAN, 0, "en", "–", "–" },
    { INFINITY, 0, "fr", "–", "–" },
    { -INFINITY, 0, "fr", "–", "–" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *number
        = nl_number_format (CASES[i].value, CASES[i].decimals, CASES[i].language);
    g_autofree char *percent
        = nl_percent_format (CASES[i].value, CASES[i].decimals, CASES[i].language);

    g_assert_cmpstr (number, ==, CASES[i].number);
    g_assert_cmpstr (percent, ==, CASES[i].percent);
  }
}

/* Amounts that no double holds are written to the last cent. */
static void
test_large_amounts (void)
{
  g_autofree char *most = nl_money_format (G_MAXINT64, "EUR", "en");
  g_autofree char *least = nl_money_format (G_MININT64, "EUR", "en");
  g_autofree char *whole = nl_money_format_whole (150, "EUR", "en");
  g_autofree char *yen = nl_money_format (150, "JPY", "en");

  g_assert_cmpstr (most, ==, "€92,233,720,368,547,758.07");
  g_assert_cmpstr (least, ==, "-€92,233,720,368,547,758.08");
  g_assert_cmpstr (whole, ==, "€2");
  g_assert_cmpstr (yen, ==, "¥150");
}

typedef struct {
  guint n;
  guint wrong;
} Worker;

static gpointer
format_often (gpointer data)
{
  static const char *const languages[] = { "fr", "en", "de", "ja", "es" };
  Worker *worker = data;

  for (guint i = 0; i < worker->n; i++) {
    g_autofree char *money = nl_money_format (100 * i + 5, "EUR", "en");
    g_autofree char *expected = g_strdup_printf ("€%u.05", i);
    g_autofree char *other = nl_money_format (i, "EUR", languages[i % G_N_ELEMENTS (languages)]);

    worker->wrong += !g_str_equal (money, expected) || *other == '\0';
  }
  return NULL;
}

/* The formatters are shared: what one thread writes never ends up in another's text. */
static void
test_threads (void)
{
  Worker workers[4];
  GThread *threads[G_N_ELEMENTS (workers)];

  for (gsize i = 0; i < G_N_ELEMENTS (workers); i++) {
    workers[i] = (Worker) { .n = nl_test_rounds (900, 200) };
    threads[i] = g_thread_new ("format", format_often, &workers[i]);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (workers); i++) {
    g_thread_join (threads[i]);
    g_assert_cmpuint (workers[i].wrong, ==, 0);
  }
}

/* More kinds than are kept: those that were dropped come back the same. */
static void
test_more_than_are_kept (void)
{
  const char *const *languages = nl_language_list ();
  g_autofree char *first = nl_number_format (1234.5, 2, "fr");

  for (guint i = 0; languages[i] != NULL; i++)
    for (guint decimals = 0; decimals <= 20; decimals++) {
      g_autofree char *number = nl_number_format (1234.5, decimals, languages[i]);
      g_autofree char *percent = nl_percent_format (0.5, decimals, languages[i]);

      g_assert_cmpuint (strlen (number), >, decimals);
      g_assert_cmpuint (strlen (percent), >, decimals);
    }
  {
    g_autofree char *again = nl_number_format (1234.5, 2, "fr");

    g_assert_cmpstr (again, ==, first);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/format/dates", test_dates);
  g_test_add_func ("/format/day-of-the-zone", test_day_of_the_zone);
  g_test_add_func ("/format/any-date", test_any_date);
  g_test_add_func ("/format/unknown-languages", test_unknown_languages);
  g_test_add_func ("/format/numbers", test_numbers);
  g_test_add_func ("/format/large-amounts", test_large_amounts);
  g_test_add_func ("/format/threads", test_threads);
  g_test_add_func ("/format/more-than-are-kept", test_more_than_are_kept);
  return g_test_run ();
}
