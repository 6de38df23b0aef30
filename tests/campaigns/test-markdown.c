/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-html.h"
#include "campaigns/nl-markdown.h"
#include "nl-test.h"

static const struct {
  const char *markdown;
  const char *html;
  const char *text;
} TEXTS[] = {
  { "", "", "" },
  { "a & b < c", "<p>a &amp; b &lt; c</p>\n", "a & b < c" },
  { "*a* **b** `c<d`", "<p><em>a</em> <strong>b</strong> <code>c&lt;d</code></p>\n", "a b c<d" },
  { "# T\n\ntext\n\nmore", "<h1>T</h1>\n<p>text</p>\n<p>more</p>\n", "T\n\ntext\n\nmore" },
  { "a\nb  \nc", "<p>a<br>\nb<br>\nc</p>\n", "a\nb\nc" },
  { "x\n\n- a\n- b\n\ny", "<p>x</p>\n<ul><li>a</li>\n<li>b</li>\n</ul>\n<p>y</p>\n",
    "x\n\n• a\n• b\n\ny" },
  { "3. a\n4. b", "<ol start=\"3\"><li>a</li>\n<li>b</li>\n</ol>\n", "3. a\n4. b" },
  { "- a\n  - b\n- c", "<ul><li>a<ul><li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>\n",
    "• a\n• b\n• c" },
  { "- a\n\n- b", "<ul><li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>\n", "• a\n\n• b" },
  { "> q", "<blockquote><p>q</p>\n</blockquote>\n", "q" },
  { "a\n\n---\n\nb", "<p>a</p>\n<hr><p>b</p>\n", "a\n\n* * *\n\nb" },
  { "[t](https://a.example/?x=1&y=2)", "<p><a href=\"https://a.example/?x=1&amp;y=2\">t</a></p>\n",
    "t (https://a.example/?x=1&y=2)" },
  { "<https://a.example/>", "<p><a href=\"https://a.example/\">https://a.example/</a></p>\n",
    "https://a.example/" },
  { "<a@b.example>", "<p><a href=\"mailto:a@b.example\">a@b.example</a></p>\n", "a@b.example" },
  { "[t](javascript:alert(1))", "<p>t</p>\n", "t" },
  { "[t](JaVaScRiPt:alert(1))", "<p>t</p>\n", "t" },
  { "[t](java&#x0A;script:alert(1))", "<p>t</p>\n", "t" },
  { "[t](data:text/html,x)", "<p>t</p>\n", "t" },
  { "[t](/relative)", "<p>t</p>\n", "t" },
  { "[t](<https://a.example/\" onclick=\"x>)", "<p>t</p>\n", "t" },
  { "![a\"b](https://a.example/i.png \"title\")",
    "<p><img src=\"https://a.example/i.png\" alt=\"a&quot;b\"></p>\n", "a\"b" },
  { "![alt](javascript:x)", "<p>alt</p>\n", "alt" },
  { "![alt *e*](mailto:a@b.example)", "<p>alt e</p>\n", "alt e" },
  { "<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;\n</p>\n",
    "<script>alert(1)</script>" },
  { "a <b onclick='x'>c</b>", "<p>a &lt;b onclick=&#39;x&#39;&gt;c&lt;/b&gt;</p>\n",
    "a <b onclick='x'>c</b>" },
  { "```\n<x>\n```", "<pre>&lt;x&gt;\n</pre>\n", "<x>" },
  { "&lt;script&gt;", "<p>&lt;script&gt;</p>\n", "<script>" },
};

static void
test_texts (const char *folder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++) {
    g_autofree char *html = nl_markdown_to_html (TEXTS[i].markdown, NL_MARKDOWN_BARE, NULL, NULL);
    g_autofree char *text = nl_markdown_to_text (TEXTS[i].markdown, NULL, NULL);

    g_assert_cmpstr (html, ==, TEXTS[i].html);
    g_assert_cmpstr (text, ==, TEXTS[i].text);
  }
}

static char *
add_tag (const char *url, gpointer data)
{
  return g_strconcat (url, data, NULL);
}

static void
test_links_are_tagged (const char *folder)
{
  const char *markdown = "[a](https://a.example/) [b](javascript:b)";
  g_autofree char *html
      = nl_markdown_to_html (markdown, NL_MARKDOWN_BARE, add_tag, (gpointer) "?t");
  g_autofree char *text = nl_markdown_to_text (markdown, add_tag, (gpointer) "?t");

  g_assert_cmpstr (html, ==, "<p><a href=\"https://a.example/?t\">a</a> b</p>\n");
  g_assert_cmpstr (text, ==, "a (https://a.example/?t) b");
}

static void
test_email_styles (const char *folder)
{
  g_autofree char *html
      = nl_markdown_to_html ("# H\n\n[a](https://a.example/)", NL_MARKDOWN_EMAIL, NULL, NULL);

  g_assert_true (g_str_has_prefix (html, "<h1 style=\"margin:"));
  g_assert_nonnull (strstr (html, "<a class=\"link\" style=\"color:"));
}

static void
test_deep_nesting (const char *folder)
{
  g_autofree char *quotes = g_strnfill (5000, '>');
  g_autofree char *html = nl_markdown_to_html (quotes, NL_MARKDOWN_EMAIL, NULL, NULL);
  g_autofree char *text = nl_markdown_to_text (quotes, NULL, NULL);

  g_assert_nonnull (html);
  g_assert_cmpstr (text, ==, "");
}

static void
test_check_link (const char *folder)
{
  static const struct {
    const char *url;
    const char *link;
  } LINKS[] = {
    { "https://A.example/x", "https://a.example/x" },
    { "HTTP://a.example", "http://a.example/" },
    { "mailto:a@b.example", "mailto:a@b.example" },
    { "MAILTO:a@b.example?subject=Hi%20there", "mailto:a@b.example?subject=Hi%20there" },
    { "mailto:", NULL },
    { "mailto:a@b.example\r\nBcc:c", NULL },
    { "mailto:a\"onclick=x", NULL },
    { "javascript:alert(1)", NULL },
    { "vbscript:x", NULL },
    { "data:text/html,x", NULL },
    { "file:///etc/passwd", NULL },
    { "//a.example", NULL },
    { "https://user:pw@a.example", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (LINKS); i++) {
    g_autofree char *link = nl_html_check_link (LINKS[i].url);

    g_assert_cmpstr (link, ==, LINKS[i].link);
  }
}

static void
test_format_escapes (const char *folder)
{
  g_autoptr (GString) html = g_string_new (NULL);

  nl_html_append_format (html, "<a title=\"%s\" x='%s'>100%%%s</a>", "\"'<>&", "a'b", NULL);
  g_assert_cmpstr (html->str, ==, "<a title=\"&quot;&#39;&lt;&gt;&amp;\" x='a&#39;b'>100%</a>");
  g_string_truncate (html, 0);
  nl_html_append_lines (html, "a<\nb");
  g_assert_cmpstr (html->str, ==, "a&lt;<br>\nb");
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/markdown/texts", test_texts);
  nl_test_add ("/markdown/links", test_links_are_tagged);
  nl_test_add ("/markdown/email-styles", test_email_styles);
  nl_test_add ("/markdown/deep-nesting", test_deep_nesting);
  nl_test_add ("/html/check-link", test_check_link);
  nl_test_add ("/html/format", test_format_escapes);
  return g_test_run ();
}
