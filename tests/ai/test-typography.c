/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The marks of seven languages, and the laws that every text keeps, whatever is in it. */

#include "ai/offline/nl-typography.h"

#include <string.h>

#include "ai/offline/nl-elision.h"
#include "base/nl-sms.h"
#include "nl-test.h"

#define N "\u202F"
#define B "\u00A0"

static const char *const LANGUAGES[] = { "en", "fr", "es", "de", "it", "pt", "nl" };

/* Pieces that meet in texts, in all orders. */
static char *
random_text (void)
{
  static const char *const PIECES[] = { "a",      "Bon",
                                        "été",    " ",
                                        " ",      " ",
                                        ".",      ",",
                                        "!",      "?",
                                        ":",      ";",
                                        "\"",     "'",
                                        "«",      "»",
                                        "...",    "…",
                                        "%",      "15",
                                        "€",      "£",
                                        "\n",     "\n\n",
                                        B,        N,
                                        "🎉",     "(",
                                        ")",      "¡",
                                        "¿",      "„",
                                        "“",      "10 ",
                                        "-",      "l'",
                                        "](x!y)", "https://a.example/?b=1;c! " };
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 20); n > 0; n--)
    g_string_append (text, PIECES[g_test_rand_int_range (0, G_N_ELEMENTS (PIECES))]);
  return g_string_free_and_steal (text);
}

static void
test_quotes (void)
{
  static const char *const CASES[][2] = {
    { "en", "“one” and “two”" }, { "fr", "«" B "one" B "» and «" B "two" B "»" },
    { "es", "«one» and «two»" }, { "de", "„one“ and „two“" },
    { "it", "«one» and «two»" }, { "pt", "«one» and «two»" },
    { "nl", "‘one’ and ‘two’" }, { "xx", "\"one\" and \"two\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *typeset = nl_typography_apply ("\"one\" and \"two\"", CASES[i][0]);

    g_assert_cmpstr (typeset, ==, CASES[i][1]);
  }
}

static void
test_french (void)
{
  static const char *const CASES[][2] = {
    { "\" Oui \" ou « non »", "«" B "Oui" B "» ou «" B "non" B "»" },
    { "Prix :12 €", "Prix :12" B "€" },
    { "Prix : 12 €", "Prix" B ": 12" B "€" },
    { "Note:", "Note" B ":" },
    { "Quoi?!", "Quoi" N "?!" },
    { "!Quoi", "!Quoi" },
    { "Fin ;\n! Suite", "Fin" N ";\n! Suite" },
    { "C'est 20 % !", "C’est 20" B "%" N "!" },
    { "(!)", "(!)" },
    { "Voir www.boutique.example/?a!b !", "Voir www.boutique.example/?a!b" N "!" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *typeset = nl_typography_apply (CASES[i][0], "fr");

    g_assert_cmpstr (typeset, ==, CASES[i][1]);
  }
}

/* Text that was set once, by us or by whoever wrote it well, stays as it is. */
static void
test_setting_twice_is_setting_once (void)
{
  for (guint i = 0; i < nl_test_rounds (3000, 300); i++) {
    g_autofree char *text = random_text ();

    for (gsize l = 0; l < G_N_ELEMENTS (LANGUAGES); l++) {
      g_autofree char *once = nl_typography_apply (text, LANGUAGES[l]);
      g_autofree char *twice = nl_typography_apply (once, LANGUAGES[l]);

      g_test_message ("%s: “%s”", LANGUAGES[l], text);
      g_assert_true (g_utf8_validate (once, -1, NULL));
      g_assert_cmpstr (twice, ==, once);
    }
  }
}

/* Only marks and the spaces around them change, never a word. */
static void
test_words_stay (void)
{
  for (guint i = 0; i < nl_test_rounds (3000, 300); i++) {
    g_autofree char *text = random_text ();

    for (gsize l = 0; l < G_N_ELEMENTS (LANGUAGES); l++) {
      g_autofree char *typeset = nl_typography_apply (text, LANGUAGES[l]);
      g_autofree char *elided = nl_elision_apply (typeset, "de");
      g_autoptr (GString) before = g_string_new (NULL);
      g_autoptr (GString) after = g_string_new (NULL);

      for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
        if (g_unichar_isalnum (g_utf8_get_char (p)))
          g_string_append_unichar (before, g_utf8_get_char (p));
      for (const char *p = elided; *p != '\0'; p = g_utf8_next_char (p))
        if (g_unichar_isalnum (g_utf8_get_char (p)))
          g_string_append_unichar (after, g_utf8_get_char (p));
      g_assert_cmpstr (after->str, ==, before->str);
    }
  }
}

static void
test_tidy_texts (void)
{
  for (guint i = 0; i < nl_test_rounds (10000, 1000); i++) {
    g_autofree char *text = random_text ();
    g_autofree char *tidy = nl_typography_tidy (text);
    g_autofree char *twice = nl_typography_tidy (tidy);

    g_test_message ("“%s”", text);
    g_assert_cmpstr (twice, ==, tidy);
    g_assert_null (strstr (tidy, "  "));
    g_assert_null (strstr (tidy, " ,"));
    g_assert_null (strstr (tidy, " ."));
    g_assert_null (strstr (tidy, " \n"));
    g_assert_null (strstr (tidy, "\n "));
    g_assert_null (strstr (tidy, "\n\n\n"));
    g_assert_true (*tidy != ' ' && *tidy != '\n');
    g_assert_false (g_str_has_suffix (tidy, " ") || g_str_has_suffix (tidy, "\n"));
  }
}

/* What typography adds in any language, an SMS can do without: a text of the GSM alphabet comes
 * back into it. */
static void
test_plain_texts (void)
{
  static const char *const TEXTS[]
      = { "It's \"15 %\"...", "C'est \"bien\" : 15 % !", "\"¡Hola!\"...",      "\"Für 10 €\"",
          "\"L'ora\" è 10 £", "\"Não\" é 10 %",          "'s Avonds \"thuis\"" };

  for (gsize l = 0; l < G_N_ELEMENTS (LANGUAGES); l++) {
    for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++) {
      g_autofree char *typeset = nl_typography_apply (TEXTS[i], LANGUAGES[l]);
      g_autofree char *plain = nl_typography_plain (typeset);

      g_test_message ("%s", plain);
      if (nl_sms_count_septets (TEXTS[i]) > 0)
        g_assert_cmpint (nl_sms_count_septets (plain), >, 0);
    }
  }
}

static void
test_calm_texts (void)
{
  static const struct {
    const char *from;
    gboolean title;
    const char *to;
  } CASES[] = {
    { "¡Hola! ¿Qué tal?", FALSE, "Hola. ¿Qué tal?" },
    { "Merci !", FALSE, "Merci." },
    { "Merci !", TRUE, "Merci" },
    { "Wow!!! Nice!!", FALSE, "Wow. Nice." },
    { "Really!? Yes?!", FALSE, "Really? Yes?" },
    { "Why?!!", TRUE, "Why?" },
    { "A title.", TRUE, "A title." },
    { "!", TRUE, "" },
    { "", TRUE, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *calm = nl_typography_calm (CASES[i].from, CASES[i].title);

    g_assert_cmpstr (calm, ==, CASES[i].to);
  }
  for (guint i = 0; i < nl_test_rounds (3000, 300); i++) {
    g_autofree char *text = random_text ();
    g_autofree char *calm = nl_typography_calm (text, i % 2 == 0);

    g_assert_null (strchr (calm, '!'));
    g_assert_null (strstr (calm, "¡"));
  }
}

/* Each emoji is one, however many characters it has, and two beside each other are two. */
static void
test_emoji_are_counted (void)
{
  static const struct {
    const char *from;
    guint keep;
    const char *to;
  } CASES[] = {
    { "🎉🎉🎉", 1, "🎉" },
    { "🎉🎁 yes", 1, "🎉 yes" },
    { "👩‍👧 and 👍🏽🎉", 2, "👩‍👧 and 👍🏽" },
    { "👍🏽👍🏿", 1, "👍🏽" },
    { "🇫🇷🇩🇪🇮🇹", 2, "🇫🇷🇩🇪" },
    { "🇫🇷 🇩🇪", 1, "🇫🇷" },
    { "❤️🎉", 1, "❤️" },
    { "🎉 a", 0, " a" },
    { "", 3, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *kept = nl_typography_limit_emoji (CASES[i].from, CASES[i].keep);

    g_assert_cmpstr (kept, ==, CASES[i].to);
  }
}

/* Fewer are never more, and enough are all. */
static void
test_emoji_are_limited (void)
{
  static const char *const PIECES[]
      = { "a", " ", "🎉", "👍🏽", "👩‍👧", "🇫🇷", "❤️", "é", "." };

  for (guint i = 0; i < nl_test_rounds (2000, 200); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    guint n_emoji = 0;

    for (int n = g_test_rand_int_range (0, 12); n > 0; n--) {
      guint piece = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (PIECES));

      g_string_append (text, PIECES[piece]);
      n_emoji += piece >= 2 && piece <= 6;
    }
    for (guint keep = 0; keep <= n_emoji; keep++) {
      g_autofree char *kept = nl_typography_limit_emoji (text->str, keep);
      g_autofree char *again = nl_typography_limit_emoji (kept, keep);

      g_test_message ("“%s” with %u", text->str, keep);
      g_assert_cmpstr (again, ==, kept);
      g_assert_cmpint (g_str_equal (kept, text->str), ==, keep >= n_emoji);
    }
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/typography/quotes", test_quotes);
  g_test_add_func ("/typography/french", test_french);
  g_test_add_func ("/typography/twice", test_setting_twice_is_setting_once);
  g_test_add_func ("/typography/words-stay", test_words_stay);
  g_test_add_func ("/typography/tidy", test_tidy_texts);
  g_test_add_func ("/typography/plain", test_plain_texts);
  g_test_add_func ("/typography/calm", test_calm_texts);
  g_test_add_func ("/typography/emoji-counted", test_emoji_are_counted);
  g_test_add_func ("/typography/emoji-limited", test_emoji_are_limited);
  return g_test_run ();
}
