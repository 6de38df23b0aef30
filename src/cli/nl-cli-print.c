/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/nl-cli-print.h"

#include <stdio.h>
#include <string.h>

/* What a terminal obeys instead of showing it, and what makes a text look like another one: the
 * control characters, and those that turn the direction of writing (Unicode Standard Annex 9,
 * table “Explicit directional formatting”). Line ends and tabs separate what is printed. */
static gboolean
is_dangerous (gunichar c)
{
  if (c < 0x20)
    return c != '\n' && c != '\t';
  return (c >= 0x7f && c < 0xa0) || c == 0x061c || c == 0x200e || c == 0x200f
         || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/**
 * nl_cli_escape:
 * @text: a text for a terminal
 *
 * Writes what a terminal would obey as JSON writes it: `\u001b`. So JSON stays the value it is.
 * What is not UTF-8 becomes replacement characters.
 *
 * Returns: (transfer full): what can be printed
 */
char *
nl_cli_escape (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *escaped = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (is_dangerous (c))
      g_string_append_printf (escaped, "\\u%04x", c);
    else
      g_string_append_len (escaped, p, g_utf8_next_char (p) - p);
  }
  return g_string_free_and_steal (escaped);
}

static void
print_to (FILE *file, const char *text)
{
  g_autofree char *escaped = nl_cli_escape (text);
  const char *charset;

  if (g_get_charset (&charset)) {
    fputs (escaped, file);
  } else {
    g_autofree char *converted
        = g_convert_with_fallback (escaped, -1, charset, "UTF-8", "?", NULL, NULL, NULL);

    fputs (converted != NULL ? converted : escaped, file);
  }
}

static void
print (const char *text)
{
  print_to (stdout, text);
}

static void
print_error (const char *text)
{
  print_to (stderr, text);
  fflush (stderr);
}

/**
 * nl_cli_print_start:
 *
 * From here on whatever g_print() and g_printerr() are given reaches the terminal escaped: names,
 * cells of files and messages of servers are written by others.
 */
void
nl_cli_print_start (void)
{
  g_set_print_handler (print);
  g_set_printerr_handler (print_error);
}
