/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sentences, and the limits of channels. */

#include "ai/offline/nl-sentences.h"

#include <string.h>

#include "base/nl-sms.h"
#include "base/nl-text.h"
#include "nl-test.h"

static char *
random_text (void)
{
  static const char *const PIECES[]
      = { "One", "deux", "größer", " ",  " ",      " ",  ". ",    "! ", "? ",
          "… ",  ".",    "\n\n",   ", ", "\u00A0", "»",  "“",     "(",  ")",
          "😀",  "日本", "€",      "ê",  "3.5",    "**", "z. B. " };
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 40); n > 0; n--)
    g_string_append (text, PIECES[g_test_rand_int_range (0, G_N_ELEMENTS (PIECES))]);
  return g_string_free_and_steal (text);
}

static void
test_units (void)
{
  g_assert_cmpint (nl_unit_parse ("characters", NL_UNIT_SEPTETS), ==, NL_UNIT_CHARACTERS);
  g_assert_cmpint (nl_unit_parse ("width", NL_UNIT_SEPTETS), ==, NL_UNIT_WIDTH);
  g_assert_cmpint (nl_unit_parse ("septets", NL_UNIT_WIDTH), ==, NL_UNIT_SEPTETS);
  g_assert_cmpint (nl_unit_parse ("bytes", NL_UNIT_WIDTH), ==, NL_UNIT_WIDTH);
  g_assert_cmpint (nl_unit_parse ("", NL_UNIT_SEPTETS), ==, NL_UNIT_SEPTETS);
  g_assert_cmpint (nl_unit_parse (NULL, NL_UNIT_CHARACTERS), ==, NL_UNIT_CHARACTERS);
}

/* How copywriters of each language end their sentences; “|” where one ends. */
static void
test_splitting (void)
{
  static const char *const TEXTS[] = {
    "",
    "One",
    "One. |Two! |Three?",
    "Il dit : «\u00A0Oui.\u00A0» |Puis il part.",
    "Vraiment\u202F? |Oui\u202F!",
    "¿Qué tal? |¡Bien!",
    "„Wirklich?“ |Ja.",
    "Hij zei: ‘Ja.’",
    "3.5 and 10.000 are numbers. |So is 7.",
    "a.example.com stays whole",
    "Wait… |What?",
    "**Bold.** |More.",
    "(Aside.) |More.",
    "A line\n|Another line\n\n|A paragraph",
    "Hm... |So.",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++) {
    g_autoptr (GString) text = g_string_new (TEXTS[i]);
    g_auto (GStrv) sentences = NULL;
    g_autofree char *joined = NULL;

    g_string_replace (text, "|", "", 0);
    sentences = nl_sentences_split (text->str);
    joined = g_strjoinv ("|", sentences);
    g_assert_cmpstr (joined, ==, TEXTS[i]);
  }
}

static void
test_nothing_is_lost (void)
{
  for (guint i = 0; i < nl_test_rounds (10000, 1000); i++) {
    g_autofree char *text = random_text ();
    g_auto (GStrv) sentences = nl_sentences_split (text);
    g_autofree char *joined = g_strjoinv ("", sentences);

    g_assert_cmpstr (joined, ==, text);
    for (guint s = 0; sentences[s] != NULL; s++)
      g_assert_cmpstr (sentences[s], !=, "");
  }
}

static void
test_what_fits (void)
{
  static const struct {
    const char *text;
    NlUnit unit;
    guint size; /* the least limit that it keeps */
  } CASES[] = {
    { "abc", NL_UNIT_CHARACTERS, 3 },
    { "été", NL_UNIT_CHARACTERS, 3 },
    { "日本語", NL_UNIT_CHARACTERS, 3 },
    /* Networks count code points where a reader sees one character. */
    { "👩‍👧", NL_UNIT_CHARACTERS, 3 },
    { "abc", NL_UNIT_WIDTH, 3 },
    { "日本語", NL_UNIT_WIDTH, 6 },
    { "a日", NL_UNIT_WIDTH, 3 },
    { "abc", NL_UNIT_SEPTETS, 3 },
    { "10 €", NL_UNIT_SEPTETS, 5 },
    { "[x]", NL_UNIT_SEPTETS, 5 },
    { "ê", NL_UNIT_SEPTETS, 1 },
    { "😀", NL_UNIT_SEPTETS, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_test_message ("%s", CASES[i].text);
    g_assert_true (nl_sentences_fit (CASES[i].text, CASES[i].size, CASES[i].unit));
    if (CASES[i].size > 1)
      g_assert_false (nl_sentences_fit (CASES[i].text, CASES[i].size - 1, CASES[i].unit));
    /* 0 is no limit at all. */
    g_assert_true (nl_sentences_fit (CASES[i].text, 0, CASES[i].unit));
  }
}

/* A limit of several messages gives a text outside the alphabet one message, not several. */
static void
test_ucs2_has_one_message (void)
{
  g_autofree char *seventy = g_strnfill (69, 'a');
  g_autofree char *fits = g_strconcat (seventy, "ê", NULL);
  g_autofree char *too_long = g_strconcat (seventy, "êa", NULL);

  g_assert_true (nl_sentences_fit (fits, 160, NL_UNIT_SEPTETS));
  g_assert_false (nl_sentences_fit (too_long, 160, NL_UNIT_SEPTETS));
  g_assert_false (nl_sentences_fit (too_long, 1000, NL_UNIT_SEPTETS));
  g_assert_false (nl_sentences_fit (fits, 60, NL_UNIT_SEPTETS));
}

/* Whatever is cut keeps its limit, is the beginning of the text, and is not longer than needed. */
static void
test_shortening (void)
{
  for (guint i = 0; i < nl_test_rounds (2000, 200); i++) {
    g_autofree char *text = random_text ();
    guint max = (guint) g_test_rand_int_range (1, 60);

    for (int unit = NL_UNIT_CHARACTERS; unit <= NL_UNIT_SEPTETS; unit++) {
      g_autofree char *cut = nl_sentences_shorten (text, max, unit);
      g_autofree char *again = nl_sentences_shorten (cut, max, unit);

      g_test_message ("“%s” to %u", text, max);
      g_assert_true (nl_sentences_fit (cut, max, unit));
      g_assert_true (g_str_has_prefix (text, cut));
      g_assert_true (g_utf8_validate (cut, -1, NULL));
      g_assert_cmpstr (again, ==, cut);
      if (*cut != '\0')
        g_assert_null (strchr (" \n,;:-", cut[strlen (cut) - 1]));
    }
  }
}

/* More room never gives less text. */
static void
test_more_room_more_text (void)
{
  for (guint i = 0; i < nl_test_rounds (500, 50); i++) {
    g_autofree char *text = random_text ();
    g_auto (GStrv) sentences = nl_sentences_split (text);
    gsize before = 0;

    /* Among texts whose first sentence fits, or else they are cut between words. */
    for (guint max = (guint) nl_text_length (sentences[0] != NULL ? sentences[0] : "") + 3;
         max < 80; max++) {
      g_autofree char *cut = nl_sentences_shorten (text, max, NL_UNIT_CHARACTERS);

      g_assert_cmpuint (strlen (cut), >=, before);
      before = strlen (cut);
    }
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/sentences/units", test_units);
  g_test_add_func ("/sentences/splitting", test_splitting);
  g_test_add_func ("/sentences/nothing-is-lost", test_nothing_is_lost);
  g_test_add_func ("/sentences/what-fits", test_what_fits);
  g_test_add_func ("/sentences/ucs2", test_ucs2_has_one_message);
  g_test_add_func ("/sentences/shortening", test_shortening);
  g_test_add_func ("/sentences/more-room", test_more_room_more_text);
  return g_test_run ();
}
