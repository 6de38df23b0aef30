/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-slug.h"

#include <string.h>

#include "nl-test.h"
#include "random-text.h"

#define ROUNDS nl_test_rounds (3000, 400)

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

/* Whatever the title, the slug is one that every server takes, and a slug is its own slug. */
static void
test_any_title (const char *folder)
{
  for (guint i = 0; i < ROUNDS; i++) {
    g_autofree char *title = random_text_new (40);
    const char *language = (const char *[]) { "de", "fr", "da-DK", "ja", NULL }[i % 5];
    guint max = i % 3 == 0 ? 0 : 1 + i % 20;
    g_autofree char *slug = nl_slug_make (title, language, max);
    g_autofree char *whole = nl_slug_make (title, language, 0);
    g_autofree char *again = nl_slug_make (slug, language, max);

    if (!g_regex_match_simple ("^([a-z0-9]+(-[a-z0-9]+)*)?$", slug, 0, 0))
      g_error ("“%s” became “%s”", title, slug);
    g_assert_cmpstr (again, ==, slug);
    g_assert_true (max == 0 || strlen (slug) <= max);
    g_assert_true (g_str_has_prefix (whole, slug));
    g_assert_true ((*whole == '\0') == (*slug == '\0'));
  }
}

/* A file's name of any campaign's name: never a path, never hidden, never too long to be made. */
static void
test_any_file_name (const char *folder)
{
  for (guint i = 0; i < ROUNDS; i++) {
    g_autofree char *text = random_text_new (40);
    gsize max = 1 + i % 60;
    g_autofree char *name = nl_slug_keep_letters (text, max);
    g_autofree char *again = nl_slug_keep_letters (name, max);

    g_assert_true (g_utf8_validate (name, -1, NULL));
    g_assert_cmpuint (strlen (name), <=, max);
    g_assert_null (strpbrk (name, "/\\.:*?\"<>| \n"));
    g_assert_false (g_str_has_prefix (name, "-") || g_str_has_suffix (name, "-"));
    g_assert_null (strstr (name, "--"));
    g_assert_cmpstr (again, ==, name);
  }
}

static void
test_file_names (const char *folder)
{
  static const struct {
    const char *text;
    gsize max;
    const char *name;
  } CASES[] = {
    { "Été 2026 — soldes !", 100, "été-2026-soldes" },
    { "../../etc/passwd", 100, "etc-passwd" },
    { ".bashrc", 100, "bashrc" },
    { "日本の夏", 100, "日本の夏" },
    { "日本の夏", 7, "日本" },
    { "été", 2, "é" },
    { "été", 1, "" },
    { "a\nb\tc", 100, "a-b-c" },
    { "\xff\xfe", 100, "" },
    { "हिन्दी", 100, "हिन्दी" },
    { "\u0301a", 100, "a" },
    { "…", 100, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *name = nl_slug_keep_letters (CASES[i].text, CASES[i].max);

    g_assert_cmpstr (name, ==, CASES[i].name);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/slug/languages", test_languages);
  nl_test_add ("/slug/limit", test_is_cut_between_words);
  nl_test_add ("/slug/any-title", test_any_title);
  nl_test_add ("/slug/file-names", test_file_names);
  nl_test_add ("/slug/any-file-name", test_any_file_name);
  return g_test_run ();
}
