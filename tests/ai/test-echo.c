/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a reader notices twice: a greeting that says the subject again. */

#include "ai/offline/nl-echo.h"
#include "nl-test.h"

static gboolean
hears (const char *first, const char *second)
{
  g_autoptr (NlEcho) echo = nl_echo_new ();

  nl_echo_allow (echo, "Amber Light Candle 40");
  nl_echo_add (echo, first);
  return nl_echo_hears (echo, second);
}

static void
test_runs (const char *folder)
{
  g_assert_true (hears ("It has been a while", "Hello, it has been a while,\n\nHow are you?"));
  g_assert_true (hears ("Lange nicht gesehen", "Hallo, lange nicht gesehen,"));
  g_assert_true (hears ("Hello and welcome. Come in!", "Come in"));
  g_assert_true (hears ("Cela fait LONGTEMPS", "Bonjour, cela fait longtemps."));
  g_assert_false (hears ("It has been a while", "It has been raining."));
  g_assert_false (hears ("News", "News from the shop"));
  /* The words must stand next to each other, and as words. */
  g_assert_false (hears ("Come in", "Welcome inside"));
  g_assert_false (hears ("the door is open", "the door\nis open"));
}

static void
test_names (const char *folder)
{
  g_assert_false (hears ("Amber Light Candle 40 is back", "New: Amber Light Candle 40"));
  g_assert_true (hears ("We made Amber Light Candle 40 for you this year, in blue",
                        "For you this year, in red"));
}

static void
test_addresses (const char *folder)
{
  g_autoptr (NlEcho) echo = nl_echo_new ();

  g_assert_false (nl_echo_hears (echo, "- [A](https://the.example/products/new/a)\n"
                                       "- [B](https://the.example/products/new/b) and https"));
  g_assert_true (nl_echo_hears (echo, "[Come and see it](https://the.example/a) now. "
                                      "http is no address, so come and see it"));
}

static void
test_itself (const char *folder)
{
  g_autoptr (NlEcho) echo = nl_echo_new ();
  g_autofree char *article = g_strnfill (3001, 'a');

  g_assert_true (nl_echo_hears (echo, "Come and have a look. Or come and have a look tomorrow."));
  g_assert_false (nl_echo_hears (echo, "Come and have a look. Or come tomorrow."));
  g_assert_false (nl_echo_hears (echo, ""));
  /* An article may say a thing twice. */
  nl_echo_add (echo, article);
  g_assert_false (nl_echo_hears (echo, article));
}

/* What was said is heard again, in capitals, without accents, in the middle of something else; what
 * shares no two words with it is not. */
static void
test_laws (const char *folder)
{
  static const char *const WORDS[]
      = { "été",     "noël", "größe", "straße", "mañana", "niño",  "città",   "però",
          "coração", "você", "één",   "ideeën", "wool",   "light", "bonjour", "heute" };
  static const char *const OTHERS[] = { "sea", "moon", "salt", "wind", "rain", "sand" };

  for (guint i = 0; i < nl_test_rounds (2000, 200); i++) {
    g_autoptr (NlEcho) echo = nl_echo_new ();
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GString) other = g_string_new ("moon");
    guint first = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (WORDS));
    guint n = (guint) g_test_rand_int_range (2, 9);
    g_autofree char *capitals = NULL;
    g_autofree char *inside = NULL;

    for (guint w = 0; w < n; w++)
      g_string_append_printf (text, "%s%s", w > 0 ? ", " : "",
                              WORDS[(first + w) % G_N_ELEMENTS (WORDS)]);
    for (guint w = 0; w < n; w++)
      g_string_append_printf (other, " %s",
                              w % 2 == 0 ? WORDS[(first + w) % G_N_ELEMENTS (WORDS)]
                                         : OTHERS[w % G_N_ELEMENTS (OTHERS)]);
    capitals = g_utf8_strup (text->str, -1);
    inside = g_strdup_printf ("Sea! %s… Moon.", text->str);
    g_assert_false (nl_echo_hears (echo, text->str));
    nl_echo_add (echo, text->str);
    g_test_message ("%s", inside);
    g_assert_true (nl_echo_hears (echo, text->str));
    g_assert_true (nl_echo_hears (echo, capitals));
    g_assert_true (nl_echo_hears (echo, inside));
    g_assert_false (nl_echo_hears (echo, other->str));
    /* What has only one name may be named again. */
    if (n < 5) {
      g_autoptr (NlEcho) lenient = nl_echo_new ();

      nl_echo_allow (lenient, text->str);
      nl_echo_allow (lenient, "");
      nl_echo_allow (lenient, NULL);
      nl_echo_add (lenient, text->str);
      g_assert_false (nl_echo_hears (lenient, text->str));
    }
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/echo/runs", test_runs);
  nl_test_add ("/echo/names", test_names);
  nl_test_add ("/echo/addresses", test_addresses);
  nl_test_add ("/echo/itself", test_itself);
  nl_test_add ("/echo/laws", test_laws);
  return g_test_run ();
}
