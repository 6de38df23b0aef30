/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-sms.h"

#include "nl-test.h"
#include "random-text.h"

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

/* What fits and what the next letter costs, on both sides of each border. */
static void
test_borders (const char *folder)
{
  static const struct {
    const char *letter;
    guint n;
    const char *tail;
    guint units;
    guint segments;
  } CASES[] = {
    { "a", 0, "", 0, 0 },
    { "a", 1, "", 1, 1 },
    { "a", 160, "", 160, 1 },
    { "a", 161, "", 161, 2 },
    { "a", 306, "", 306, 2 },
    { "a", 307, "", 307, 3 },
    { "a", 158, "€", 160, 1 },
    { "a", 159, "€", 161, 2 },
    /* “€” may not be torn: one septet stays empty. */
    { "a", 152,
      "€aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      306, 3 },
    { "é", 160, "", 160, 1 },
    { "ê", 70, "", 70, 1 },
    { "ê", 71, "", 71, 2 },
    { "ê", 134, "", 134, 2 },
    { "ê", 135, "", 135, 3 },
    { "😀", 35, "", 70, 1 },
    { "😀", 36, "", 72, 2 },
    /* Of 67 units only 33 pairs can be used. */
    { "😀", 66, "", 132, 2 },
    { "😀", 67, "", 134, 3 },
    { "a", 69, "…", 70, 1 },
    { "a", 160, "…", 161, 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    NlSmsSize size;

    for (guint j = 0; j < CASES[i].n; j++)
      g_string_append (text, CASES[i].letter);
    g_string_append (text, CASES[i].tail);
    nl_sms_measure (text->str, &size);
    g_test_message ("case %" G_GSIZE_FORMAT, i);
    g_assert_cmpuint (size.units, ==, CASES[i].units);
    g_assert_cmpuint (size.segments, ==, CASES[i].segments);
  }
}

/* Typing never makes a text cheaper, all of it fits into what is paid for, and the culprit is what
 * makes it dear. */
static void
test_any_text (const char *folder)
{
  for (guint i = 0; i < nl_test_rounds (600, 60); i++) {
    g_autofree char *text = random_text_new (i % 4 == 0 ? 300 : 90);
    g_autoptr (GString) typed = g_string_new (NULL);
    guint last = 0;
    NlSmsSize size;

    for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
      g_string_append_len (typed, c, g_utf8_next_char (c) - c);
      nl_sms_measure (typed->str, &size);
      g_assert_cmpuint (size.segments, >=, last);
      last = size.segments;
    }
    nl_sms_measure (text, &size);
    g_assert_true (size.segments <= 1 || size.units > size.single);
    g_assert_true (size.segments > 1 || size.units <= size.single);
    if (size.segments > 1) {
      g_assert_cmpuint (size.units, <=, size.segments * size.segment);
      /* Each but the last has at most one unit to spare. */
      g_assert_cmpuint (size.units, >, (size.segments - 1) * (size.segment - 1));
    }
    g_assert_true (size.is_ucs2 == (nl_sms_count_septets (text) == -1));
    g_assert_true (size.is_ucs2 == (size.culprit != 0));
    g_assert_true (!size.is_ucs2 || g_utf8_strchr (text, -1, size.culprit) != NULL);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/sms/septets", test_septets);
  nl_test_add ("/sms/borders", test_borders);
  nl_test_add ("/sms/any-text", test_any_text);
  return g_test_run ();
}
