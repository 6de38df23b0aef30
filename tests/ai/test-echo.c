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

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/echo/runs", test_runs);
  nl_test_add ("/echo/names", test_names);
  nl_test_add ("/echo/addresses", test_addresses);
  nl_test_add ("/echo/itself", test_itself);
  return g_test_run ();
}
