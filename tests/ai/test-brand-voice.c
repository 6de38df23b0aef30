/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a shop sounds: which words never appear, in any of their forms in seven languages. */

#include "ai/offline/nl-brand-voice.h"

#include <string.h>

#include "ai/offline/nl-sentences.h"
#include "nl-test.h"

static NlBrandVoice *
voice_of (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (json, &error);

  g_assert_no_error (error);
  return nl_brand_voice_new (json_node_get_object (node));
}

static NlBrandVoice *
voice_that_bans (const char *word)
{
  g_autoptr (JsonNode) node = json_from_string ("{\"voice\":{\"banned_words\":[]}}", NULL);
  JsonObject *voice = json_object_get_object_member (json_node_get_object (node), "voice");

  json_array_add_string_element (json_object_get_array_member (voice, "banned_words"), word);
  return nl_brand_voice_new (json_node_get_object (node));
}

/* Forms of a word that are the same word to who bans it, and words that only look like it. */
static void
test_forms (void)
{
  static const struct {
    const char *banned;
    const char *same; /* separated by bars */
    const char *different;
  } WORDS[] = {
    { "cheap", "cheap|Cheap|CHEAPER|cheapest|cheaply", "cheapskate|heap" },
    { "sale", "sale|Sales|SALE!", "salesman|wholesale" },
    { "gratuit", "gratuit|gratuite|Gratuits|gratuites|gratuitement", "gratitude" },
    { "bon marché", "bon marché|Bon Marche", "bon|marché|bon petit marché" },
    { "promo", "promo|promos", "promotion|promesse" },
    { "barato", "barato|barata|baratos|baratas|Barato", "bar|barra" },
    { "gratis", "gratis|GRATIS", "gratitud" },
    { "günstig", "günstig|gunstig|günstige|günstiger|günstigen|günstigste", "Gunst" },
    { "billig", "billig|billiger|billigeren|billigste|billigstes", "Billion" },
    { "gratuito", "gratuito|gratuita|gratuitamente", "gratidão" },
    { "unico", "unico|unici|unica|uniche", "unicorno" },
    { "hurry", "hurry|Hurried|hurries", "hurricane" },
    { "kostenlos", "kostenlos|kostenlose|kostenloses|kostenlosen", "Kosten|los" },
    { "economico", "economico|economica|economici|economiche", "economia" },
    { "grátis", "grátis|gratis", "gratidão" },
    { "goedkoop", "goedkoop", "koop|goed" },
    { "ok", "ok|OK", "oke|okay|book" },
    { "été", "été|ETE|etes", "étage|tee" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (WORDS); i++) {
    g_autoptr (NlBrandVoice) voice = voice_that_bans (WORDS[i].banned);
    g_auto (GStrv) same = g_strsplit (WORDS[i].same, "|", -1);
    g_auto (GStrv) different = g_strsplit (WORDS[i].different, "|", -1);

    for (guint j = 0; same[j] != NULL; j++) {
      g_autofree char *text = g_strdup_printf ("Ah, “%s”… 1", same[j]);

      g_test_message ("%s is %s", same[j], WORDS[i].banned);
      g_assert_true (nl_brand_voice_bans (voice, text));
    }
    for (guint j = 0; different[j] != NULL; j++) {
      g_autofree char *text = g_strdup_printf ("Ah, “%s”… 1", different[j]);

      g_test_message ("%s is not %s", different[j], WORDS[i].banned);
      g_assert_false (nl_brand_voice_bans (voice, text));
    }
  }
}

static void
test_reading (void)
{
  static const struct {
    const char *json;
    const char *tone;
    NlEmojiPolicy emoji;
    guint n_banned;
  } VOICES[] = {
    { "{}", "friendly", NL_EMOJI_NONE, 0 },
    { "{\"voice\":null}", "friendly", NL_EMOJI_NONE, 0 },
    { "{\"voice\":[]}", "friendly", NL_EMOJI_NONE, 0 },
    { "{\"voice\":{\"tone\":\"luxurious\",\"emoji_policy\":\"generous\"}}", "luxurious",
      NL_EMOJI_GENEROUS, 0 },
    { "{\"voice\":{\"tone\":\"matter-of-fact\",\"emoji_policy\":\"sparing\"}}", "matter-of-fact",
      NL_EMOJI_SPARING, 0 },
    { "{\"voice\":{\"tone\":\"LOUD\",\"emoji_policy\":\"many\"}}", "friendly", NL_EMOJI_NONE, 0 },
    { "{\"voice\":{\"tone\":{},\"emoji_policy\":[],\"banned_words\":{}}}", "friendly",
      NL_EMOJI_NONE, 0 },
    { "{\"voice\":{\"tone\":null,\"emoji_policy\":7,\"banned_words\":\"cheap\"}}", "friendly",
      NL_EMOJI_NONE, 0 },
    { "{\"voice\":{\"banned_words\":[\"a b\",null,7,{},[],\"\",\"%\",\"c\"]}}", "friendly",
      NL_EMOJI_NONE, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (VOICES); i++) {
    g_autoptr (NlBrandVoice) voice = voice_of (VOICES[i].json);

    g_test_message ("%s", VOICES[i].json);
    g_assert_cmpstr (voice->tone, ==, VOICES[i].tone);
    g_assert_cmpint (voice->emoji, ==, VOICES[i].emoji);
    g_assert_cmpuint (voice->banned->len, ==, VOICES[i].n_banned);
    g_assert_cmpuint (voice->banned_texts->len, ==, VOICES[i].n_banned);
  }
}

static void
test_tones (void)
{
  static const struct {
    const char *tone;
    const char *flag;
    gboolean is_calm;
  } TONES[] = {
    { "friendly", "friendly", FALSE },
    { "formal", "formal", TRUE },
    { "playful", "playful", FALSE },
    { "luxurious", "luxurious", TRUE },
    { "matter-of-fact", "matter_of_fact", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (TONES); i++) {
    g_autofree char *json = g_strdup_printf ("{\"voice\":{\"tone\":\"%s\"}}", TONES[i].tone);
    g_autoptr (NlBrandVoice) voice = voice_of (json);
    g_autoptr (NlSlots) slots = nl_slots_new ();

    nl_brand_voice_fill_slots (voice, slots);
    g_assert_cmpint (nl_brand_voice_is_calm (voice), ==, TONES[i].is_calm);
    for (gsize j = 0; j < G_N_ELEMENTS (TONES); j++)
      g_assert_cmpint (nl_slots_get_flag (slots, TONES[j].flag), ==, i == j);
    g_assert_cmpstr (nl_slots_get_text (slots, "emoji"), ==, "none");
  }
}

/* After the last resort no banned word is left, whatever stands around it. */
static void
test_dropped_words_are_gone (void)
{
  static const char *const PIECES[]
      = { "cheap", "CHEAP", "Cheapest", "last", "chance", "last chance", "free",   " ", " ", "-",
          ", ",    ". ",    "\n",       "wool", "é",      "🎉",          "freely", "“", "”", "x" };
  g_autoptr (NlBrandVoice) voice
      = voice_of ("{\"voice\":{\"banned_words\":[\"cheap\",\"last chance\",\"free\"]}}");
  g_autoptr (JsonObject) synonyms = json_object_new ();

  json_object_set_string_member (synonyms, "cheap", "affordable");
  /* One that is banned itself is no way out. */
  json_object_set_string_member (synonyms, "free", "cheap");
  for (guint i = 0; i < nl_test_rounds (10000, 1000); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *sentences = NULL;
    g_autofree char *words = NULL;
    g_auto (GStrv) kept = NULL;

    for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
      g_string_append (text, PIECES[g_test_rand_int_range (0, G_N_ELEMENTS (PIECES))]);
    sentences = nl_brand_voice_drop_sentences (voice, text->str);
    words = nl_brand_voice_drop_words (voice, text->str, i % 2 == 0 ? synonyms : NULL);
    g_test_message ("“%s”", text->str);
    kept = nl_sentences_split (sentences);
    for (guint s = 0; kept[s] != NULL; s++)
      g_assert_false (nl_brand_voice_bans (voice, kept[s]));
    g_assert_false (nl_brand_voice_bans (voice, words));
    g_assert_true (g_utf8_validate (words, -1, NULL));
    if (!nl_brand_voice_bans (voice, text->str)) {
      g_assert_cmpstr (sentences, ==, text->str);
      g_assert_cmpstr (words, ==, text->str);
    }
  }
}

static void
test_dropping (void)
{
  static const char *const CASES[][2] = {
    { "A cheap thing", "A affordable thing" },
    { "Cheapest.", "affordable." },
    { "cheap", "affordable" },
    { "No last chance here", "No  here" },
    { "last, chance", "" },
    { "last free chance", "" },
    { "last last chance chance", "" },
    { "Free", "" },
    { "last", "last" },
    { "", "" },
  };
  g_autoptr (NlBrandVoice) voice
      = voice_of ("{\"voice\":{\"banned_words\":[\"cheap\",\"last chance\",\"free\"]}}");
  g_autoptr (JsonObject) synonyms = json_object_new ();

  json_object_set_string_member (synonyms, "cheap", "affordable");
  json_object_set_string_member (synonyms, "free", "cheap");
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *words = nl_brand_voice_drop_words (voice, CASES[i][0], synonyms);

    g_assert_cmpstr (words, ==, CASES[i][1]);
  }
}

/* Whoever bans a dictionary does not stop the engine. */
static void
test_many_words (void)
{
  g_autoptr (GString) json = g_string_new ("{\"voice\":{\"banned_words\":[\"first\"");
  g_autoptr (NlBrandVoice) voice = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (json, ",\"word%u\"", i);
  g_string_append (json, "]}}");
  voice = voice_of (json->str);
  g_assert_cmpuint (voice->banned->len, ==, 500);
  g_assert_true (nl_brand_voice_bans (voice, "The first"));
  g_assert_true (nl_brand_voice_bans (voice, "The word498"));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/brand-voice/forms", test_forms);
  g_test_add_func ("/brand-voice/reading", test_reading);
  g_test_add_func ("/brand-voice/tones", test_tones);
  g_test_add_func ("/brand-voice/dropped-words", test_dropped_words_are_gone);
  g_test_add_func ("/brand-voice/dropping", test_dropping);
  g_test_add_func ("/brand-voice/many", test_many_words);
  return g_test_run ();
}
