/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-text.h"

#include "nl-test.h"

static void
test_fold (void)
{
  static const struct {
    const char *text;
    const char *folded;
  } CASES[] = {
    { "", "" },
    { "Chloé", "chloe" },
    { "CHLOE\u0301", "chloe" },
    { "Łódź", "lodz" },
    { "Søren Ødegård", "soren odegard" },
    { "Straße", "strasse" },
    { "ẞ", "ss" },
    { "Æsir, Œuvre", "aesir, oeuvre" },
    { "İstanbul ılık", "istanbul ilik" },
    { "Đặng Thị", "dang thi" },
    { "ﬁn ＡＢＣ", "fin abc" },
    { "ΟΔΟΣ οδος οδός", "οδοσ οδοσ οδοσ" },
    { "Йошкар", "иошкар" },
    { "L’Oréal", "l'oreal" },
    { "हिन्दी", "हिन्दी" },
    { "soft\u00adhyphen", "softhyphen" },
    { "bad\xff", "bad\uFFFD" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *folded = nl_text_fold (CASES[i].text);
    g_autofree char *again = nl_text_fold (folded);

    g_assert_cmpstr (folded, ==, CASES[i].folded);
    g_assert_cmpstr (again, ==, folded);
  }
}

static void
test_fold_slice (void)
{
  g_autoptr (GString) into = g_string_new ("key:");

  nl_text_fold_append (into, "ÉTÉ, not read", 5);
  g_assert_cmpstr (into->str, ==, "key:ete");
  nl_text_fold_append (into, "é", 1);
  g_assert_cmpstr (into->str, ==, "key:ete\uFFFD");
}

static void
test_length (void)
{
  g_assert_cmpuint (nl_text_length (""), ==, 0);
  g_assert_cmpuint (nl_text_length ("plain"), ==, 5);
  g_assert_cmpuint (nl_text_length ("a\r\nb"), ==, 3);
  g_assert_cmpuint (nl_text_length ("Chloe\u0301"), ==, 5);
  g_assert_cmpuint (nl_text_length ("🇫🇷🇩🇪"), ==, 2);
  g_assert_cmpuint (nl_text_length ("👩‍👩‍👧‍👦!"), ==, 2);
  g_assert_cmpuint (nl_text_length ("👍🏽"), ==, 1);
  g_assert_cmpuint (nl_text_length ("a\r\né"), ==, 3);
}

static gpointer
count_often (gpointer data)
{
  for (int i = 0; i < 1000; i++)
    if (nl_text_length ("é👍🏽x") != 3)
      return GINT_TO_POINTER (1);
  return NULL;
}

static void
test_length_in_threads (void)
{
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("count", count_often, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_null (g_thread_join (threads[i]));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/fold-slice", test_fold_slice);
  g_test_add_func ("/text/length", test_length);
  g_test_add_func ("/text/length-threads", test_length_in_threads);
  return g_test_run ();
}
