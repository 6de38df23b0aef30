/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The last steps of every text: finished as the brand and the language want it, or mended, or not
 * shown at all. */

#include "ai/offline/nl-phrase-check.h"

#include <string.h>

#include "ai/offline/nl-typography.h"
#include "nl-test.h"

static const char *const LANGUAGES[] = { "en", "fr", "es", "de", "it", "pt", "nl" };
static const char *const TONES[]
    = { "friendly", "formal", "playful", "luxurious", "matter-of-fact" };
static const char *const POLICIES[] = { "none", "sparing", "generous" };

static NlPhraseBook *
get_book (const char *language)
{
  g_autoptr (GError) error = NULL;
  NlPhraseBook *book = nl_phrase_book_get (language, &error);

  g_assert_no_error (error);
  return book;
}

static NlBrandVoice *
voice_of (const char *tone, const char *policy, const char *banned)
{
  g_autofree char *json = g_strdup_printf ("{\"voice\":{\"tone\":\"%s\",\"emoji_policy\":\"%s\","
                                           "\"banned_words\":[%s]}}",
                                           tone, policy, banned);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (json, &error);

  g_assert_no_error (error);
  return nl_brand_voice_new (json_node_get_object (node));
}

static char *
random_text (void)
{
  static const char *const PIECES[]
      = { "Wool", "warm", "cheap", "Cheap",  "last",    "chance",   "free",   " ",
          " ",    " ",    ". ",    "! ",     "!",       "? ",       ", ",     " 15 % ",
          "\n",   "\n\n", "🎉",    "👍🏽",   "\"yes\"", "it's",     "...",    "è",
          "il 8", "–",    "10 €",  "¡Hola!", "gratis",  "pas cher", "acheter" };
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (1, 30); n > 0; n--)
    g_string_append (text, PIECES[g_test_rand_int_range (0, G_N_ELEMENTS (PIECES))]);
  return g_string_free_and_steal (text);
}

static void
test_finishing (void)
{
  static const struct {
    const char *language;
    const char *tone;
    const char *policy;
    NlLimit limit;
    const char *from;
    const char *to;
  } CASES[] = {
    { "en", "friendly", "none", { 0 }, "It's  here 🎉 !", "It’s here !" },
    { "en", "formal", "generous", { .title = TRUE }, "New in 🎉!", "New in 🎉" },
    { "en", "formal", "generous", { 0 }, "New in!", "New in." },
    { "en", "playful", "sparing", { 0 }, "Hi 👋 you 🎉!", "Hi 👋 you!" },
    { "en", "playful", "generous", { .plain = TRUE }, "It’s “on” 🎉…", "It's \"on\"..." },
    { "fr", "friendly", "none", { 0 }, "C'est \"bon\" !", "C’est «\u00A0bon\u00A0»\u202F!" },
    { "fr", "friendly", "none", { .plain = TRUE }, "C'est \"bon\" !", "C'est \"bon\" !" },
    { "it", "friendly", "none", { 0 }, "Fino al 8 marzo", "Fino all’8 marzo" },
    { "it", "friendly", "none", { .plain = TRUE }, "Fino al 8 marzo", "Fino all'8 marzo" },
    { "es", "luxurious", "none", { 0 }, "¡Hola! ¿Qué tal?", "Hola. ¿Qué tal?" },
    { "de", "friendly", "none", { 0 }, "\"Ja\", 15 %", "„Ja“, 15\u00A0%" },
    { "nl", "friendly", "none", { 0 }, " \"Ja\" ", "‘Ja’" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (NlBrandVoice) voice = voice_of (CASES[i].tone, CASES[i].policy, "");
    g_autofree char *text
        = nl_phrase_finish (CASES[i].from, get_book (CASES[i].language), voice, &CASES[i].limit);

    g_assert_cmpstr (text, ==, CASES[i].to);
  }
}

static guint
count_emoji (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    n += (guint) nl_typography_is_emoji (g_utf8_get_char (p));
  return n;
}

/* What a brand asks for holds of every text in every language. */
static void
test_finished_texts (void)
{
  for (guint i = 0; i < nl_test_rounds (4000, 400); i++) {
    const char *language = LANGUAGES[i % G_N_ELEMENTS (LANGUAGES)];
    const char *policy = POLICIES[i % G_N_ELEMENTS (POLICIES)];
    const NlLimit limit = { .plain = i % 4 == 0 };
    g_autoptr (NlBrandVoice) voice = voice_of (TONES[i % G_N_ELEMENTS (TONES)], policy, "");
    g_autofree char *from = random_text ();
    g_autofree char *text = nl_phrase_finish (from, get_book (language), voice, &limit);
    g_autofree char *with_one = nl_typography_limit_emoji (text, 1);

    g_test_message ("%s, %s: “%s”", language, voice->tone, from);
    g_assert_null (strstr (text, "  "));
    g_assert_false (g_str_has_prefix (text, " ") || g_str_has_suffix (text, " "));
    if (nl_brand_voice_is_calm (voice))
      g_assert_null (strchr (text, '!'));
    if (limit.plain || g_str_equal (policy, "none"))
      g_assert_cmpuint (count_emoji (text), ==, 0);
    else if (g_str_equal (policy, "sparing"))
      g_assert_cmpstr (with_one, ==, text);
    if (limit.plain)
      g_assert_null (strstr (text, "’"));
    else
      g_assert_null (strpbrk (text, "'\""));
  }
}

static void
test_checking (void)
{
  static const struct {
    const char *text;
    NlLimit limit;
    gboolean passes;
  } CASES[] = {
    { "Good", { 0 }, TRUE },
    { "Good", { .max = 4 }, TRUE },
    { "Good", { .max = 3 }, FALSE },
    { "", { 0 }, FALSE },
    { "A {name}", { 0 }, FALSE },
    { "A }", { 0 }, FALSE },
    { "A  b", { 0 }, FALSE },
    { "A cheap thing", { 0 }, FALSE },
    { "A cheapskate", { 0 }, TRUE },
    { "10 €", { .max = 5, .unit = NL_UNIT_SEPTETS }, TRUE },
    { "10 €", { .max = 4, .unit = NL_UNIT_SEPTETS }, FALSE },
    { "日本", { .max = 3, .unit = NL_UNIT_WIDTH }, FALSE },
  };
  g_autoptr (NlBrandVoice) voice = voice_of ("friendly", "none", "\"cheap\"");

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_test_message ("“%s”", CASES[i].text);
    g_assert_cmpint (nl_phrase_check (CASES[i].text, voice, &CASES[i].limit), ==, CASES[i].passes);
  }
}

/* The sentence goes first, then the word gets another in its place, or none. */
static void
test_mending (void)
{
  static const struct {
    const char *language;
    const char *banned;
    guint max;
    const char *from;
    const char *to;
  } CASES[] = {
    { "en", "\"cheap\"", 0, "Good. Cheap too. Nice.", "Good. Nice." },
    { "en", "\"cheap\"", 5, "Good. Cheap too. Nice.", "Good." },
    { "en", "\"cheap\"", 3, "Cheap", "" },
    { "en", "\"zzz\"", 8, "Good things come", "Good" },
    { "fr", "\"pas cher\"", 0, "Pas cher", "abordable" },
    { "fr", "\"gratuit\"", 0, "Un envoi gratuit", "Un envoi offert" },
    { "fr", "\"gratuit\", \"offert\"", 0, "Un envoi gratuit", "Un envoi" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (NlBrandVoice) voice = voice_of ("friendly", "none", CASES[i].banned);
    const NlLimit limit = { .max = CASES[i].max };
    g_autofree char *text
        = nl_phrase_mend (CASES[i].from, get_book (CASES[i].language), voice, &limit);

    g_test_message ("“%s”", CASES[i].from);
    g_assert_cmpstr (text, ==, CASES[i].to);
  }
}

/* Whatever was written, what is mended may be shown, or there is nothing to show. */
static void
test_mended_texts_pass (void)
{
  g_autoptr (NlBrandVoice) voice
      = voice_of ("friendly", "generous",
                  "\"cheap\", \"last chance\", \"free\", \"pas cher\", \"gratis\", \"acheter\"");

  for (guint i = 0; i < nl_test_rounds (4000, 400); i++) {
    NlPhraseBook *book = get_book (LANGUAGES[i % G_N_ELEMENTS (LANGUAGES)]);
    const NlLimit limit = { .max = (guint) g_test_rand_int_range (0, 120),
                            .unit = (NlUnit) g_test_rand_int_range (0, 3),
                            .plain = i % 3 == 0 };
    g_autofree char *from = random_text ();
    g_autofree char *finished = nl_phrase_finish (from, book, voice, &limit);
    g_autofree char *mended = nl_phrase_mend (finished, book, voice, &limit);

    g_test_message ("%s: “%s” to %u", nl_phrase_book_get_language (book), finished, limit.max);
    g_assert_true (*mended == '\0' || nl_phrase_check (mended, voice, &limit));
    /* Nothing is mended that passes. */
    if (nl_phrase_check (finished, voice, &limit))
      g_assert_cmpstr (mended, ==, finished);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/phrase-check/finishing", test_finishing);
  g_test_add_func ("/phrase-check/finished", test_finished_texts);
  g_test_add_func ("/phrase-check/checking", test_checking);
  g_test_add_func ("/phrase-check/mending", test_mending);
  g_test_add_func ("/phrase-check/mended", test_mended_texts_pass);
  return g_test_run ();
}
