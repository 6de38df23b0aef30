/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random-text.h"

static void
append_random_letter (GString *text)
{
  switch (g_test_rand_int_range (0, 6)) {
  case 0:
    g_string_append_c (text, (char) g_test_rand_int_range (0x20, 0x7f));
    break;
  case 1:
    g_string_append_unichar (text, (gunichar) g_test_rand_int_range (0xa0, 0x250));
    break;
  case 2:
    g_string_append_unichar (text, (gunichar) g_test_rand_int_range (0x300, 0x370));
    break;
  case 3:
    g_string_append_unichar (text, (gunichar) g_test_rand_int_range (0x370, 0x600));
    break;
  case 4:
    g_string_append_unichar (text, (gunichar) g_test_rand_int_range (0x1f300, 0x1f650));
    break;
  default:
    g_string_append (text, "e\u0301 ");
    break;
  }
}

char *
random_text_new (int max)
{
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, max); n > 0; n--)
    append_random_letter (text);
  return g_string_free_and_steal (text);
}
