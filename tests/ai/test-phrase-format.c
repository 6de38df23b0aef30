/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a value stands in a sentence of each language: numbers, money, times, places, lists. */

#include "ai/offline/nl-phrase-format.h"

#include <string.h>

#include "nl-test.h"

#define B "\u00A0"
#define N "\u202F"

static NlPhraseBook *
get_book (const char *language)
{
  g_autoptr (GError) error = NULL;
  NlPhraseBook *book = nl_phrase_book_get (language, &error);

  g_assert_no_error (error);
  return book;
}

static char *
format (const char *language, NlSlots *slots, const char *name, const char *filter)
{
  NlPhraseBook *book = get_book (language);
  const NlSlot *slot = nl_slots_get (slots, name);

  g_assert_nonnull (slot);
  return nl_phrase_format_slot (book, nl_phrase_book_choose_locale (book, language), slots, slot,
                                filter);
}

static char *
format_number (const char *language, const char *name, double number, const char *filter)
{
  g_autoptr (NlSlots) slots = nl_slots_new ();

  nl_slots_set_currency (slots, "EUR");
  nl_slots_set_number (slots, name, number);
  return format (language, slots, name, filter);
}

static void
test_numbers (void)
{
  static const struct {
    const char *slot;
    const char *filter;
    double number;
    const char *en, *fr, *es, *de, *it, *pt, *nl;
  } NUMBERS[] = {
    { "customers", NULL, 12345, "12,345", "12" N "345", "12.345", "12.345", "12.345", "12" B "345",
      "12.345" },
    { "customers", "words", 2, "two", "deux", "dos", "zwei", "due", "dois", "twee" },
    { "customers", "words", 12, "twelve", "douze", "doce", "zwölf", "dodici", "doze", "twaalf" },
    { "customers", "words", 13, "13", "13", "13", "13", "13", "13", "13" },
    { "spend_ratio", NULL, 2.34, "2.3", "2,3", "2,3", "2,3", "2,3", "2,3", "2,3" },
    { "spend_ratio", NULL, 2.04, "2", "2", "2", "2", "2", "2", "2" },
    { "share", NULL, 0.614, "61%", "61" B "%", "61" B "%", "61" B "%", "61%", "61%", "61%" },
    { "share", NULL, 0.004, "0.4%", "0,4" B "%", "0,4" B "%", "0,4" B "%", "0,4%", "0,4%", "0,4%" },
    { "share", NULL, 0.9999, "99.9%", "99,9" B "%", "99,9" B "%", "99,9" B "%", "99,9%", "99,9%",
      "99,9%" },
    { "average_spent", NULL, 31249, "€312", "312" B "€", "312" B "€", "312" B "€", "312" B "€",
      "312" B "€", "€" B "312" },
    { "average_order", NULL, 2280, "€22.80", "22,80" B "€", "22,80" B "€", "22,80" B "€",
      "22,80" B "€", "22,80" B "€", "€" B "22,80" },
    { "average_order", NULL, 2000, "€20", "20" B "€", "20" B "€", "20" B "€", "20" B "€",
      "20" B "€", "€" B "20" },
    { "price", NULL, 12990, "€129.90", "129,90" B "€", "129,90" B "€", "129,90" B "€",
      "129,90" B "€", "129,90" B "€", "€" B "129,90" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (NUMBERS); i++) {
    const char *const expected[][2] = {
      { "en", NUMBERS[i].en }, { "fr", NUMBERS[i].fr }, { "es", NUMBERS[i].es },
      { "de", NUMBERS[i].de }, { "it", NUMBERS[i].it }, { "pt", NUMBERS[i].pt },
      { "nl", NUMBERS[i].nl },
    };

    for (gsize l = 0; l < G_N_ELEMENTS (expected); l++) {
      g_autofree char *text
          = format_number (expected[l][0], NUMBERS[i].slot, NUMBERS[i].number, NUMBERS[i].filter);

      g_test_message ("%s: %s %g", expected[l][0], NUMBERS[i].slot, NUMBERS[i].number);
      g_assert_cmpstr (text, ==, expected[l][1]);
    }
  }
}

static void
test_times (void)
{
  static const struct {
    const char *language;
    const char *slot;
    const char *filter;
    double number;
    const char *text;
  } TIMES[] = {
    { "en", "recency", "ago", 1, "yesterday" },
    { "en", "recency", "ago", 13, "13 days ago" },
    { "en", "recency", "ago", 14, "two weeks ago" },
    { "en", "tenure", NULL, 59, "eight weeks" },
    { "en", "tenure", NULL, 60, "two months" },
    { "en", "tenure", NULL, 365, "twelve months" },
    { "en", "tenure", NULL, 730, "two years" },
    { "en", "tenure", NULL, 0, "one day" },
    { "fr", "recency", "ago", 21, "il y a trois semaines" },
    { "fr", "tenure", "of", 7, "de sept jours" },
    { "fr", "recency", "for", 800, "depuis deux ans" },
    { "es", "recency", "ago", 14, "hace dos semanas" },
    { "es", "recency", "ago", 31, "hace cuatro semanas" },
    { "de", "recency", "ago", 1, "gestern" },
    { "de", "recency", "ago", 70, "vor zwei Monaten" },
    { "de", "tenure", "dative", 2, "zwei Tagen" },
    { "de", "tenure", "accusative", 1, "einen Tag" },
    { "it", "recency", "ago", 14, "due settimane fa" },
    { "it", "tenure", NULL, 1000, "tre anni" },
    { "pt", "recency", "ago", 14, "há duas semanas" },
    { "pt", "recency", "ago", 61, "há dois meses" },
    { "nl", "recency", "ago", 1500, "vier jaar geleden" },
    { "nl", "recency", "for", 1, "sinds gisteren" },
    { "en", "hours", NULL, 11, "11 am to 1 pm" },
    { "en", "hours", "between", 22, "between 10 pm and midnight" },
    { "en", "hours", NULL, 12, "noon to 2 pm" },
    { "fr", "hours", NULL, 10, "de 10" B "h à midi" },
    { "fr", "hours", "between", 23, "entre 23" B "h et 1" B "h" },
    { "es", "hours", NULL, 22, "de las 22:00 a la medianoche" },
    { "es", "hours", "between", 23, "entre las 23:00 y la 1:00" },
    { "de", "hours", NULL, 18, "18 bis 20 Uhr" },
    { "it", "hours", NULL, 22, "tra le 22 e mezzanotte" },
    { "pt", "hours", "between", 22, "entre as 22h e a meia-noite" },
    { "nl", "hours", NULL, 18, "18 tot 20 uur" },
    { "en", "month", "in", 5, "in May" },
    { "fr", "month", "of", 8, "d’août" },
    { "fr", "month", "in", 12, "en décembre" },
    { "es", "month", NULL, 9, "septiembre" },
    { "de", "month", "in", 3, "im März" },
    { "it", "month", "in", 4, "ad aprile" },
    { "pt", "month", "in", 1, "em janeiro" },
    { "nl", "month", "in", 8, "in augustus" },
    { "en", "weekday", "on", 7, "on Sundays" },
    { "fr", "weekday", "on", 1, "le lundi" },
    { "es", "weekday", "on", 6, "los sábados" },
    { "de", "weekday", "plural", 2, "dienstags" },
    { "it", "weekday", "on", 7, "la domenica" },
    { "pt", "weekday", "on", 6, "ao sábado" },
    { "nl", "weekday", "on", 3, "op woensdag" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (TIMES); i++) {
    g_autofree char *text
        = format_number (TIMES[i].language, TIMES[i].slot, TIMES[i].number, TIMES[i].filter);

    g_test_message ("%s: %s %g", TIMES[i].language, TIMES[i].slot, TIMES[i].number);
    g_assert_cmpstr (text, ==, TIMES[i].text);
  }
}

/* 1767225600 is the first of January 2026. */
static void
test_dates (void)
{
  static const struct {
    const char *language;
    const char *filter;
    const char *first;
    const char *second;
  } DATES[] = {
    { "en", NULL, "January 1", "January 2" },
    { "en", "until", "until January 1", "until January 2" },
    { "fr", "until", "jusqu’au 1er janvier", "jusqu’au 2 janvier" },
    { "es", "until", "hasta el 1 de enero", "hasta el 2 de enero" },
    { "de", "until", "bis zum 1. Januar", "bis zum 2. Januar" },
    { "it", "by", "entro il 1 gennaio", "entro il 2 gennaio" },
    { "pt", "until", "até 1 de janeiro", "até 2 de janeiro" },
    { "nl", "short", "t/m 1 januari", "t/m 2 januari" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (DATES); i++) {
    g_autofree char *first
        = format_number (DATES[i].language, "ends", 1767225600e6 + 43200e6, DATES[i].filter);
    g_autofree char *second
        = format_number (DATES[i].language, "ends", 1767225600e6 + 129600e6, DATES[i].filter);

    g_assert_cmpstr (first, ==, DATES[i].first);
    g_assert_cmpstr (second, ==, DATES[i].second);
  }
}

static void
test_places_and_lists (void)
{
  static const struct {
    const char *language;
    const char *slot;
    const char *text; /* a list with bars */
    const char *filter;
    const char *formatted;
  } CASES[] = {
    { "en", "country", "US", "in", "in the US" },
    { "en", "country", "FR", NULL, "France" },
    { "fr", "country", "US", "in", "aux États-Unis" },
    { "fr", "country", "DE", "in", "en Allemagne" },
    { "fr", "country", "CA", "in", "au Canada" },
    { "es", "country", "DE", "in", "en Alemania" },
    { "de", "country", "CH", "from", "aus der Schweiz" },
    { "de", "country", "FR", "in", "in Frankreich" },
    { "it", "country", "US", "in", "negli Stati Uniti" },
    { "it", "country", "DE", "in", "in Germania" },
    { "pt", "country", "DE", "in", "na Alemanha" },
    { "pt", "country", "PT", "in", "em Portugal" },
    { "nl", "country", "BE", "from", "uit België" },
    { "de", "language", "fr", NULL, "Französisch" },
    { "es", "language", "de", NULL, "alemán" },
    /* A language that the book does not know by name is not spoken of. */
    { "en", "language", "tlh", NULL, NULL },
    { "en", "country", "DE", "under", NULL },
    { "en", "product", "Cup “Isar”", "quoted", "“Cup Isar”" },
    { "fr", "product", "Tasse", "quoted", "«" B "Tasse" B "»" },
    { "de", "product", "Tasse", "quoted", "„Tasse“" },
    { "nl", "product", "Kop", "quoted", "‘Kop’" },
    { "en", "product", "Cup “Isar”", NULL, "Cup “Isar”" },
    { "en", "products", "Cup", NULL, "Cup" },
    { "en", "products", "Cup|Pot|Lid", NULL, "Cup, Pot and Lid" },
    { "fr", "products", "Tasse|Pot", NULL, "Tasse et Pot" },
    { "es", "products", "Taza|Olla", NULL, "Taza y Olla" },
    { "es", "products", "Taza|Imán", NULL, "Taza e Imán" },
    { "es", "products", "Taza|Hilo", NULL, "Taza e Hilo" },
    { "es", "products", "Taza|Hielo", NULL, "Taza y Hielo" },
    { "es", "products", "Imán|Taza", NULL, "Imán y Taza" },
    { "de", "products", "Tasse|Topf", "quoted", "„Tasse“ und „Topf“" },
    { "it", "products", "Tazza|Imbuto", NULL, "Tazza e Imbuto" },
    { "pt", "products", "Chávena|Pote", NULL, "Chávena e Pote" },
    { "nl", "products", "Kop|Pot|Deksel", NULL, "Kop, Pot en Deksel" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (NlSlots) slots = nl_slots_new ();
    g_autofree char *text = NULL;

    if (g_str_equal (CASES[i].slot, "products")) {
      g_auto (GStrv) list = g_strsplit (CASES[i].text, "|", -1);

      nl_slots_set_list (slots, "products", (const char *const *) list);
    } else {
      nl_slots_set_text (slots, CASES[i].slot, CASES[i].text);
    }
    text = format (CASES[i].language, slots, CASES[i].slot, CASES[i].filter);
    g_test_message ("%s: %s", CASES[i].language, CASES[i].text);
    g_assert_cmpstr (text, ==, CASES[i].formatted);
  }
}

/* All and none are said in words; money without a currency, and flags, in none. */
static void
test_what_has_no_form (void)
{
  static const struct {
    const char *slot;
    const char *filter;
    double number;
  } NONE[] = {
    { "share", NULL, 1 },      { "share", NULL, 0 },    { "share", NULL, 1.2 },
    { "month", "under", 3 },   { "month", NULL, 13 },   { "month", NULL, 0 },
    { "weekday", NULL, 8 },    { "hours", "never", 3 }, { "recency", "never", 3 },
    { "ends", "never", 1e15 },
  };
  static const char *const LANGUAGES[] = { "en", "fr", "es", "de", "it", "pt", "nl" };
  g_autoptr (NlSlots) poor = nl_slots_new ();

  nl_slots_set_number (poor, "price", 100);
  nl_slots_set_flag (poor, "new", TRUE);
  for (gsize l = 0; l < G_N_ELEMENTS (LANGUAGES); l++) {
    for (gsize i = 0; i < G_N_ELEMENTS (NONE); i++)
      g_assert_null (format_number (LANGUAGES[l], NONE[i].slot, NONE[i].number, NONE[i].filter));
    g_assert_null (format (LANGUAGES[l], poor, "price", NULL));
    g_assert_null (format (LANGUAGES[l], poor, "new", NULL));
  }
}

/* Whatever the number, the text is a text: no placeholder, nothing empty. */
static void
test_any_number (void)
{
  static const char *const LANGUAGES[] = { "en", "fr", "es", "de", "it", "pt", "nl" };
  static const char *const SLOTS[]
      = { "customers", "spend_ratio", "share", "average_spent", "price", "recency", "ends" };

  for (guint i = 0; i < nl_test_rounds (1500, 150); i++) {
    double number = g_test_rand_double () * (double) ((guint64) 1 << g_test_rand_int_range (0, 53));
    const char *language = LANGUAGES[i % G_N_ELEMENTS (LANGUAGES)];

    for (gsize s = 0; s < G_N_ELEMENTS (SLOTS); s++) {
      g_autofree char *text = format_number (language, SLOTS[s], number, NULL);

      if (text == NULL) {
        g_assert_true (s == 2 && (number >= 1 || number <= 0));
        continue;
      }
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_cmpstr (text, !=, "");
      g_assert_null (strpbrk (text, "{}"));
    }
  }
}

/* What a checker of books lets pass can be written. */
static void
test_filters (void)
{
  static const char *const LANGUAGES[] = { "en", "fr", "es", "de", "it", "pt", "nl" };
  static const char *const FILTERS[]
      = { "in",      "of",     "on",     "from",  "ago",    "for",        "until", "by",    "short",
          "between", "plural", "quoted", "words", "dative", "accusative", "time",  "plain", "" };
  static const struct {
    const char *slot;
    double number;
  } SLOTS[] = { { "customers", 3 }, { "recency", 9 }, { "ends", 1767225600e6 },
                { "hours", 9 },     { "month", 5 },   { "weekday", 5 },
                { "share", 0.5 },   { "price", 900 }, { "spend_ratio", 2 } };

  for (gsize l = 0; l < G_N_ELEMENTS (LANGUAGES); l++) {
    for (gsize s = 0; s < G_N_ELEMENTS (SLOTS); s++) {
      for (gsize f = 0; f < G_N_ELEMENTS (FILTERS); f++) {
        NlSlotType type = nl_slot_kind_lookup (SLOTS[s].slot)->type;
        g_autofree char *text = NULL;

        if (!nl_phrase_has_filter (get_book (LANGUAGES[l]), type, FILTERS[f]))
          continue;
        text = format_number (LANGUAGES[l], SLOTS[s].slot, SLOTS[s].number, FILTERS[f]);
        g_test_message ("%s: %s|%s", LANGUAGES[l], SLOTS[s].slot, FILTERS[f]);
        g_assert_nonnull (text);
      }
    }
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/phrase-format/numbers", test_numbers);
  g_test_add_func ("/phrase-format/times", test_times);
  g_test_add_func ("/phrase-format/dates", test_dates);
  g_test_add_func ("/phrase-format/places", test_places_and_lists);
  g_test_add_func ("/phrase-format/none", test_what_has_no_form);
  g_test_add_func ("/phrase-format/any-number", test_any_number);
  g_test_add_func ("/phrase-format/filters", test_filters);
  return g_test_run ();
}
