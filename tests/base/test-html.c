/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-html.h"

#include <string.h>

#include "base/nl-html-page.h"
#include "base/nl-random.h"
#include "nl-test.h"

/* Texts of strangers in HTML of ours: whatever they hold, they stay text. */

static char *
unescape (const char *html)
{
  static const char *const entities[][2] = {
    { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&#39;", "'" }
  };
  GString *text = g_string_new (NULL);

  while (*html != '\0') {
    gsize i = 0;

    while (*html == '&' && i < G_N_ELEMENTS (entities) && !g_str_has_prefix (html, entities[i][0]))
      i++;
    if (*html != '&') {
      g_string_append_c (text, *html++);
      continue;
    }
    /* No ampersand stands for itself. */
    g_assert_cmpuint (i, <, G_N_ELEMENTS (entities));
    g_string_append (text, entities[i][1]);
    html += strlen (entities[i][0]);
  }
  return g_string_free (text, FALSE);
}

static void
test_texts_come_back (const char *folder)
{
  static const char *const pieces[]
      = { "&", "<", ">", "\"", "'", "&amp;", "<script>", "é", "a", "&#39;", ";", "\n", "-->" };
  NlRandom random;

  nl_random_init (&random, 3, "html");
  for (guint round = 0; round < 2000; round++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GString) html = g_string_new (NULL);
    g_autofree char *back = NULL;

    for (guint n = nl_random_below (&random, 6); n > 0; n--)
      g_string_append (text, pieces[nl_random_below (&random, G_N_ELEMENTS (pieces))]);
    nl_html_append_text (html, text->str);
    g_assert_null (strpbrk (html->str, "<>\"'"));
    back = unescape (html->str);
    g_assert_cmpstr (back, ==, text->str);
  }
}

static void
test_lines (const char *folder)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "one", "one" },
    { "one\ntwo", "one<br>\ntwo" },
    { "\n", "<br>\n" },
    { "<br>\n&", "&lt;br&gt;<br>\n&amp;" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) html = g_string_new (NULL);

    nl_html_append_lines (html, cases[i][0]);
    g_assert_cmpstr (html->str, ==, cases[i][1]);
  }
}

static void
test_format (const char *folder)
{
  g_autoptr (GString) html = g_string_new ("<p>");

  nl_html_append_format (html, "<a title=\"%s\">%s</a> 100%% %s", "\"><script>", "%s & %n", NULL);
  g_assert_cmpstr (html->str, ==, "<p><a title=\"&quot;&gt;&lt;script&gt;\">%s &amp; %n</a> 100% ");
}

/* Only what means the same everywhere, and runs nothing, is a link. */
static void
test_links (const char *folder)
{
  static const char *const cases[][2] = {
    { "https://example.com/a?b=c#d", "https://example.com/a?b=c#d" },
    { "HTTP://Example.com", "http://example.com/" },
    { "mailto:ada@example.com", "mailto:ada@example.com" },
    { "MailTo:ada@example.com?subject=Hi", "mailto:ada@example.com?subject=Hi" },
    { "mailto:", NULL },
    { "mailto:a@b.fr\nBcc:c@d.fr", NULL },
    { "mailto:a@b.fr\"onclick=x", NULL },
    { "javascript:alert(1)", NULL },
    { " javascript:alert(1)", NULL },
    { "java\nscript:alert(1)", NULL },
    { "data:text/html,<script>", NULL },
    { "file:///etc/passwd", NULL },
    { "//example.com", NULL },
    { "/relative", NULL },
    { "#", NULL },
    { "", NULL },
    { "https://", NULL },
    { "https:/example.com", NULL },
    { "vbscript:x", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *link = nl_html_check_link (cases[i][0]);

    g_test_message ("%s", cases[i][0]);
    g_assert_cmpstr (link, ==, cases[i][1]);
  }
}

static void
test_page (const char *folder)
{
  g_autoptr (GString) html = g_string_new (NULL);

  nl_html_start_page (html, "</title><script>alert(1)</script> 100%");
  nl_html_end_page (html);
  g_assert_true (g_str_has_prefix (html->str, "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n"));
  g_assert_nonnull (strstr (html->str, "<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
                                       " 100%</title>"));
  g_assert_nonnull (strstr (html->str, "{ max-width: 100%; height: auto; }"));
  g_assert_null (strstr (html->str, "%%"));
  g_assert_null (strstr (html->str, "<script"));
  /* It is read where there is no network, and asks for nothing. */
  g_assert_null (strstr (html->str, "http"));
  g_assert_true (g_str_has_suffix (html->str, "</body>\n</html>\n"));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/html/texts-come-back", test_texts_come_back);
  nl_test_add ("/html/lines", test_lines);
  nl_test_add ("/html/format", test_format);
  nl_test_add ("/html/links", test_links);
  nl_test_add ("/html/page", test_page);
  return g_test_run ();
}
