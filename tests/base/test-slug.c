/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-slug.h"
#include "base/nl-sms.h"
#include "nl-test.h"

static void
test_languages (const char *folder)
{
  static const struct {
    const char *text;
    const char *language;
    const char *slug;
  } CASES[] = {
    { "Grüße aus München: Öfen & Äpfel", "de", "gruesse-aus-muenchen-oefen-aepfel" },
    { "Für Übermorgen", "de-AT", "fuer-uebermorgen" },
    { "Fu\u0308r alle", "de", "fuer-alle" },
    { "Für alle", "es", "fur-alle" },
    { "Pingüino en la Montaña", "es", "pinguino-en-la-montana" },
    { "L’été à la plage, c’est l’œuvre", "fr", "l-ete-a-la-plage-c-est-l-oeuvre" },
    { "Perché no? Già fatto!", "it", "perche-no-gia-fatto" },
    { "Coração de São João", "pt", "coracao-de-sao-joao" },
    { "Blåbær og smørrebrød", "da", "blaabaer-og-smoerrebroed" },
    { "Blåbär", "sv", "blabar" },
    { "desk", "dessert", "desk" },
    { "Ünlü", "dessert", "unlu" },
    { "  -- 100 % --  ", NULL, "100" },
    { "日本", "ja", "" },
    { "", "de", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *slug = nl_slug_make (CASES[i].text, CASES[i].language, 0);

    g_assert_cmpstr (slug, ==, CASES[i].slug);
  }
}

static void
test_is_cut_between_words (const char *folder)
{
  g_autofree char *cut = nl_slug_make ("Eins zwei drei", "de", 10);
  g_autofree char *exact = nl_slug_make ("Eins zwei drei", "de", 9);
  g_autofree char *one = nl_slug_make ("Donaudampfschifffahrt", "de", 5);
  g_autofree char *broken = nl_slug_make ("Gr\xff nner", "de", 0);

  g_assert_cmpstr (cut, ==, "eins-zwei");
  g_assert_cmpstr (exact, ==, "eins-zwei");
  g_assert_cmpstr (one, ==, "donau");
  g_assert_true (g_regex_match_simple ("^[a-z0-9]+(-[a-z0-9]+)*$", broken, 0, 0));
}

static void
test_septets (const char *folder)
{
  NlSmsSize size;

  g_assert_cmpint (nl_sms_count_septets (""), ==, 0);
  g_assert_cmpint (nl_sms_count_septets ("[€]"), ==, 6);
  g_assert_cmpint (nl_sms_count_septets ("ã"), ==, -1);
  g_assert_cmpint (nl_sms_count_septets ("😀"), ==, -1);
  /* Two surrogates count as two, as on the telephone. */
  nl_sms_measure ("😀", &size);
  g_assert_cmpuint (size.units, ==, 2);
  g_assert_cmpuint (size.culprit, ==, 0x1F600);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/slug/languages", test_languages);
  nl_test_add ("/slug/limit", test_is_cut_between_words);
  nl_test_add ("/sms/septets", test_septets);
  return g_test_run ();
}
