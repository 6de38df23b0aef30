/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done to a text once it is written: typography, tone, emoji, limits, banned words. */

#include <string.h>

#include "ai/offline/nl-brand-voice.h"
#include "ai/offline/nl-elision.h"
#include "ai/offline/nl-sentences.h"
#include "ai/offline/nl-typography.h"
#include "base/nl-sms.h"
#include "nl-test.h"

#define N "\u202F"
#define B "\u00A0"

static void
test_typography (void)
{
  static const struct {
    const char *language;
    const char *from;
    const char *to;
  } CASES[] = {
    { "en", "It's \"good\"...", "It’s “good”…" },
    { "de", "\"Gut\", 15 % und 10 €", "„Gut“, 15" B "% und 10" B "€" },
    { "en", "15% and €10 off", "15% and €10 off" },
    { "fr", "Bonjour!", "Bonjour" N "!" },
    { "fr", "Bonjour !", "Bonjour" N "!" },
    { "fr", "Vraiment ?! Oui ; non", "Vraiment" N "?! Oui" N "; non" },
    { "fr", "Voici: a, b", "Voici" B ": a, b" },
    { "fr", "à 10:30", "à 10:30" },
    { "fr", "« Oui »", "«" B "Oui" B "»" },
    { "fr", "«Oui»", "«" B "Oui" B "»" },
    { "fr", "\"Oui\"", "«" B "Oui" B "»" },
    { "fr", "l'été, c'est", "l’été, c’est" },
    { "fr", "Voir https://a.example/?x=1;y!", "Voir https://a.example/?x=1;y!" },
    { "fr", "[Voir](https://a.example/?a=1) ici!", "[Voir](https://a.example/?a=1) ici" N "!" },
    { "es", "\"Hola\"", "«Hola»" },
    { "it", "l'ora", "l’ora" },
    { "nl", "\"ja\"", "‘ja’" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *typeset = nl_typography_apply (CASES[i].from, CASES[i].language);
    g_autofree char *twice = nl_typography_apply (typeset, CASES[i].language);

    g_assert_cmpstr (typeset, ==, CASES[i].to);
    g_assert_cmpstr (twice, ==, CASES[i].to);
  }
}

static void
test_elision (void)
{
  static const char *const CASES[][2] = {
    { "il 8 % e il 18 %", "l'8 % e il 18 %" },
    { "Il 80 %", "L'80 %" },
    { "fino al 8 marzo", "fino all'8 marzo" },
    { "del 11 % e del 110 %", "dell'11 % e del 110 %" },
    { "nel 0,5 % dei casi", "nello 0,5 % dei casi" },
    { "contro i 85 €, dei 11.000 €", "contro gli 85 €, degli 11.000 €" },
    { "tra i 18 e i 25 anni", "tra i 18 e i 25 anni" },
    { "mai 8, April 8", "mai 8, April 8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *elided = nl_elision_apply (CASES[i][0], "it");
    g_autofree char *twice = nl_elision_apply (elided, "it");
    g_autofree char *other = nl_elision_apply (CASES[i][0], "es");

    g_assert_cmpstr (elided, ==, CASES[i][1]);
    g_assert_cmpstr (twice, ==, CASES[i][1]);
    g_assert_cmpstr (other, ==, CASES[i][0]);
  }
}

static void
test_tidy (void)
{
  static const char *const CASES[][2] = {
    { " a  b ", "a b" }, { "a\n\n\n\nb", "a\n\nb" }, { "a \n b", "a\nb" }, { "a , b .", "a, b." },
    { "\n\na", "a" },    { "a\n\n\n", "a" },         { "", "" },           { "a" N "b", "a" N "b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *tidy = nl_typography_tidy (CASES[i][0]);

    g_assert_cmpstr (tidy, ==, CASES[i][1]);
  }
}

static void
test_calm (void)
{
  g_autofree char *sentence = nl_typography_calm ("Thank you! See you soon!", FALSE);
  g_autofree char *title = nl_typography_calm ("¡Hola!", TRUE);
  g_autofree char *question = nl_typography_calm ("Really?!", TRUE);

  g_assert_cmpstr (sentence, ==, "Thank you. See you soon.");
  g_assert_cmpstr (title, ==, "Hola");
  g_assert_cmpstr (question, ==, "Really?");
}

static void
test_emoji (void)
{
  static const struct {
    const char *from;
    guint keep;
    const char *to;
  } CASES[] = {
    { "Hi 👋 you 🎉", 0, "Hi you" },
    { "Hi 👋 you 🎉", 1, "Hi 👋 you" },
    { "Hi 👋 you 🎉", 9, "Hi 👋 you 🎉" },
    { "Hi 👩‍🎤!", 0, "Hi!" },
    { "Red ❤️.", 0, "Red." },
    { "© ™ → … – ✓", 0, "© ™ → … – ✓" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *kept = nl_typography_limit_emoji (CASES[i].from, CASES[i].keep);

    g_assert_cmpstr (kept, ==, CASES[i].to);
  }
}

static void
test_septets (void)
{
  g_autofree char *plain = nl_typography_plain ("«" B "C’est 15" N "%…" B "» – oui");

  g_assert_cmpint (nl_sms_count_septets ("abc"), ==, 3);
  g_assert_cmpint (nl_sms_count_septets ("10 €"), ==, 5);
  g_assert_cmpint (nl_sms_count_septets ("àéèùìòñüöäß¿¡"), ==, 13);
  g_assert_cmpint (nl_sms_count_septets ("ê"), ==, -1);
  g_assert_cmpint (nl_sms_count_septets ("it’s"), ==, -1);
  g_assert_cmpstr (plain, ==, "\"C'est 15 %...\" - oui");
  g_assert_cmpint (nl_sms_count_septets (plain), >, 0);
}

static void
test_sentences (void)
{
  g_auto (GStrv) sentences = nl_sentences_split ("One. Two! “Three?” Four 3.5 five.\n\nSix…  End");
  g_autofree char *joined = g_strjoinv ("", sentences);

  g_assert_cmpuint (g_strv_length (sentences), ==, 6);
  g_assert_cmpstr (joined, ==, "One. Two! “Three?” Four 3.5 five.\n\nSix…  End");
  g_assert_cmpstr (sentences[2], ==, "“Three?” ");
}

static void
test_shorten (void)
{
  static const struct {
    const char *from;
    guint max;
    NlUnit unit;
    const char *to;
  } CASES[] = {
    { "One two. Three four.", 100, NL_UNIT_CHARACTERS, "One two. Three four." },
    { "One two. Three four.", 12, NL_UNIT_CHARACTERS, "One two." },
    { "One two three four", 9, NL_UNIT_CHARACTERS, "One two" },
    { "One, two three", 5, NL_UNIT_CHARACTERS, "One" },
    { "Du nouveau\u00a0: des lampes", 13, NL_UNIT_CHARACTERS, "Du nouveau" },
    { "Nouveau\u202f; lisez «\u00a0Lampes\u00a0»", 18, NL_UNIT_CHARACTERS, "Nouveau\u202f; lisez" },
    { "Title – and more", 8, NL_UNIT_CHARACTERS, "Title" },
    { "„Neu“ im Laden", 6, NL_UNIT_CHARACTERS, "„Neu“" },
    { "Unbreakable", 5, NL_UNIT_CHARACTERS, "" },
    { "10 € € €", 6, NL_UNIT_SEPTETS, "10 €" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *cut = nl_sentences_shorten (CASES[i].from, CASES[i].max, CASES[i].unit);

    g_assert_cmpstr (cut, ==, CASES[i].to);
    g_assert_true (nl_sentences_fit (cut, CASES[i].max, CASES[i].unit));
  }
  /* One letter outside the alphabet, and an SMS has 70 characters. */
  g_assert_false (
      nl_sentences_fit ("êêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêêê",
                        160, NL_UNIT_SEPTETS));
}

static NlBrandVoice *
voice_that_bans (const char *words)
{
  g_autofree char *json = g_strdup_printf (
      "{\"voice\":{\"tone\":\"formal\",\"banned_words\":[%s],\"emoji_policy\":\"sparing\"}}",
      words);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (json, &error);

  g_assert_no_error (error);
  return nl_brand_voice_new (json_node_get_object (node));
}

static void
test_banned (void)
{
  g_autoptr (NlBrandVoice) voice
      = voice_that_bans ("\"cheap\", \"barato\", \"günstig\", \"last chance\", \"%\", \"\", 7");

  g_assert_cmpint (voice->emoji, ==, NL_EMOJI_SPARING);
  g_assert_true (nl_brand_voice_is_calm (voice));
  g_assert_true (nl_brand_voice_bans (voice, "So CHEAP!"));
  g_assert_true (nl_brand_voice_bans (voice, "the cheapest"));
  g_assert_true (nl_brand_voice_bans (voice, "muy baratas"));
  g_assert_true (nl_brand_voice_bans (voice, "ein günstiges Angebot"));
  g_assert_true (nl_brand_voice_bans (voice, "gunstig"));
  g_assert_true (nl_brand_voice_bans (voice, "your last, last chances"));
  g_assert_false (nl_brand_voice_bans (voice, "your last good chance"));
  g_assert_false (nl_brand_voice_bans (voice, "cheapskate"));
  g_assert_false (nl_brand_voice_bans (voice, "dirt-free"));
}

static void
test_banned_words_are_dropped (void)
{
  g_autoptr (NlBrandVoice) voice = voice_that_bans ("\"cheap\"");
  g_autoptr (JsonObject) synonyms = json_object_new ();
  g_autofree char *sentences = NULL;
  g_autofree char *with_synonym = NULL;
  g_autofree char *without = NULL;

  json_object_set_string_member (synonyms, "cheap", "affordable");
  sentences = nl_brand_voice_drop_sentences (voice, "Good. Cheap too. Nice.");
  with_synonym = nl_brand_voice_drop_words (voice, "A cheap thing", synonyms);
  without = nl_brand_voice_drop_words (voice, "A cheap thing", NULL);
  g_assert_cmpstr (sentences, ==, "Good. Nice.");
  g_assert_cmpstr (with_synonym, ==, "A affordable thing");
  g_assert_cmpstr (without, ==, "A  thing");
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/finish/typography", test_typography);
  g_test_add_func ("/finish/elision", test_elision);
  g_test_add_func ("/finish/tidy", test_tidy);
  g_test_add_func ("/finish/calm", test_calm);
  g_test_add_func ("/finish/emoji", test_emoji);
  g_test_add_func ("/finish/septets", test_septets);
  g_test_add_func ("/finish/sentences", test_sentences);
  g_test_add_func ("/finish/shorten", test_shorten);
  g_test_add_func ("/finish/banned", test_banned);
  g_test_add_func ("/finish/banned-dropped", test_banned_words_are_dropped);
  return g_test_run ();
}
