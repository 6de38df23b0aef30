/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/nl-random.h"
#include "campaigns/nl-markdown.h"
#include "campaigns/nl-utm.h"
#include "nl-test.h"

/* Whatever somebody or a model writes into a message: what leaves as HTML is whole, holds no more
 * than we write ourselves, and its links lead to the web or to a mailbox. */

static const char *const elements[]
    = { "p",          "h1", "h2",  "h3",   "h4",     "ul", "ol",  "li", "em",
        "blockquote", "hr", "pre", "code", "strong", "a",  "img", "br" };

static gboolean
is_void (const char *element)
{
  return g_str_equal (element, "hr") || g_str_equal (element, "img") || g_str_equal (element, "br");
}

static gboolean
is_ours (const char *element)
{
  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    if (g_str_equal (elements[i], element))
      return TRUE;
  return FALSE;
}

static void
check_attributes (const char *attributes)
{
  static const char *const names[] = { "href", "src", "alt", "start", "style", "class", NULL };

  while (*attributes != '\0') {
    gsize length = strcspn (attributes, "=");
    g_autofree char *name = g_strstrip (g_strndup (attributes, length));
    const char *value = attributes + length + 2;
    gsize size = strcspn (value, "\"");

    g_assert_true (g_strv_contains (names, name));
    g_assert_true (attributes[length + 1] == '"' && value[size] == '"');
    if (g_str_equal (name, "href") || g_str_equal (name, "src"))
      g_assert_true (g_str_has_prefix (value, "https://") || g_str_has_prefix (value, "http://")
                     || (g_str_equal (name, "href") && g_str_has_prefix (value, "mailto:")));
    attributes = value + size + 1;
  }
}

/* Reads HTML as nobody forgives: each element that begins ends, in its order. */
static void
check_html (const char *html)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  const char *c = html;

  g_assert_true (g_utf8_validate (html, -1, NULL));
  while (*(c += strcspn (c, "<>")) != '\0') {
    gboolean is_end = c[1] == '/';
    const char *start = c + 1 + is_end;
    gsize length = strcspn (start, " >");
    g_autofree char *element = g_strndup (start, length);
    const char *end = strchr (start, '>');
    g_autofree char *attributes = NULL;

    g_assert_true (*c == '<' && end != NULL);
    g_assert_true (is_ours (element));
    attributes = g_strndup (start + length, (gsize) (end - start) - length);
    check_attributes (attributes);
    if (is_end) {
      g_assert_cmpuint (open->len, >, 0);
      g_assert_cmpstr (open->pdata[open->len - 1], ==, element);
      g_ptr_array_set_size (open, (int) open->len - 1);
    } else if (!is_void (element)) {
      g_ptr_array_add (open, g_steal_pointer (&element));
    }
    c = end + 1;
  }
  g_assert_cmpuint (open->len, ==, 0);
}

static char *
tag_link (const char *url, gpointer data)
{
  guint *n = data;

  (*n)++;
  g_assert_true (g_str_has_prefix (url, "http") || g_str_has_prefix (url, "mailto:"));
  return g_strconcat (url, "?tagged", NULL);
}

static void
test_anything (const char *folder)
{
  static const char *const pieces[] = { "# ",
                                        "- ",
                                        "1. ",
                                        "> ",
                                        "*",
                                        "**",
                                        "_",
                                        "`",
                                        "```\n",
                                        "\n",
                                        "\n\n",
                                        "[",
                                        "](",
                                        ")",
                                        "![",
                                        "<",
                                        ">",
                                        "</p>",
                                        "\"",
                                        "'",
                                        "&amp;",
                                        "&",
                                        "\\",
                                        "    ",
                                        "é",
                                        "word ",
                                        "---\n",
                                        "<b onclick=x>",
                                        "<script>",
                                        "https://shop.example/a",
                                        "javascript:alert(1)",
                                        "mailto:a@b.fr",
                                        "data:text/html,<b>",
                                        "\xff",
                                        "\x01",
                                        "<!-- ",
                                        "]]>",
                                        "<https://x.example>",
                                        "🙂" };
  NlRandom random;
  guint n_links = 0;

  nl_random_init (&random, 5, "markdown");
  for (guint round = 0; round < nl_test_rounds (6000, 600); round++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *bare = NULL;
    g_autofree char *email = NULL;
    g_autofree char *plain = NULL;

    for (guint n = nl_random_below (&random, 25); n > 0; n--)
      g_string_append (text, pieces[nl_random_below (&random, G_N_ELEMENTS (pieces))]);
    bare = nl_markdown_to_html (text->str, NL_MARKDOWN_BARE, NULL, NULL);
    check_html (bare);
    email = nl_markdown_to_html (text->str, NL_MARKDOWN_EMAIL, tag_link, &n_links);
    check_html (email);
    plain = nl_markdown_to_text (text->str, tag_link, &n_links);
    g_assert_true (g_utf8_validate (plain, -1, NULL));
  }
  g_assert_cmpuint (n_links, >, 0);
}

/* In plain text an address stands behind what is shown of a link, unless that is the address. */
static void
test_addresses (const char *folder)
{
  static const char *const cases[][2] = {
    { "[Sale](https://shop.example/sale)", "Sale (https://shop.example/sale)" },
    { "[sale](https://shop.example/sale)", "sale (https://shop.example/sale)" },
    { "[e](https://shop.example/e)", "e (https://shop.example/e)" },
    { "a [](https://shop.example/e)", "a  (https://shop.example/e)" },
    { "[shop.example/sale](https://shop.example/sale)", "shop.example/sale" },
    { "[shop.example](https://shop.example)", "shop.example" },
    { "<https://shop.example>", "https://shop.example" },
    { "<a@b.example>", "a@b.example" },
    { "[write](mailto:a@b.example)", "write (mailto:a@b.example)" },
    { "[other.example](https://shop.example)", "other.example (https://shop.example/)" },
    { "[bad](javascript:alert(1))", "bad" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = nl_markdown_to_text (cases[i][0], NULL, NULL);

    g_test_message ("%s", cases[i][0]);
    g_assert_cmpstr (g_strchomp (text), ==, cases[i][1]);
  }
}

/* What stands for a picture is one line of words. */
static void
test_pictures (const char *folder)
{
  static const char *const cases[][2] = {
    { "![two\nwords](https://x.example/a.png)",
      "<p><img src=\"https://x.example/a.png\" alt=\"two words\"></p>\n" },
    { "![*very* `blue`](https://x.example/a.png)",
      "<p><img src=\"https://x.example/a.png\" alt=\"very blue\"></p>\n" },
    { "![\"><b>](https://x.example/a.png)",
      "<p><img src=\"https://x.example/a.png\" alt=\"&quot;&gt;&lt;b&gt;\"></p>\n" },
    { "![a cup](data:image/png;base64,xx)", "<p>a cup</p>\n" },
    { "![a cup](mailto:a@b.fr)", "<p>a cup</p>\n" },
    { "[![a cup](https://x.example/a.png)](https://x.example/b)",
      "<p><a href=\"https://x.example/b\"><img src=\"https://x.example/a.png\" alt=\"a cup\"></a>"
      "</p>\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *html = nl_markdown_to_html (cases[i][0], NL_MARKDOWN_BARE, NULL, NULL);

    g_test_message ("%s", cases[i][0]);
    g_assert_cmpstr (html, ==, cases[i][1]);
  }
}

/* A link says where people come from in the words that it was given, and says all else as before.
 */
static void
test_tagged_links (const char *folder)
{
  static const char *const texts[]
      = { "newsletter", "Été & hiver", "a=b", "100 %", "#1", "?", "日本", "+", "\"'<>", "a/b" };
  static const char *const urls[]
      = { "https://shop.example/", "https://shop.example/a?b=c", "https://shop.example/a#top",
          "https://shop.example/%C3%A9?x=%26&y=", "http://shop.example:8080/a?b=c#d" };
  NlRandom random;

  nl_random_init (&random, 7, "utm");
  for (guint round = 0; round < 500; round++) {
    const char *url = urls[nl_random_below (&random, G_N_ELEMENTS (urls))];
    const char *campaign = texts[nl_random_below (&random, G_N_ELEMENTS (texts))];
    const char *content = texts[nl_random_below (&random, G_N_ELEMENTS (texts))];
    g_autofree char *link = nl_utm_link (url, "us", "email", campaign, content, NULL);
    g_autofree char *again = nl_utm_link (link, "them", "sms", "other", "other", NULL);
    g_autoptr (GUri) before = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
    g_autoptr (GUri) after = g_uri_parse (link, G_URI_FLAGS_ENCODED, NULL);
    g_autoptr (GHashTable) parameters = NULL;

    g_assert_nonnull (after);
    parameters = g_uri_parse_params (g_uri_get_query (after), -1, "&", G_URI_PARAMS_NONE, NULL);
    g_assert_cmpstr (g_hash_table_lookup (parameters, "utm_campaign"), ==, campaign);
    g_assert_cmpstr (g_hash_table_lookup (parameters, "utm_content"), ==, content);
    g_assert_cmpstr (g_uri_get_path (after), ==, g_uri_get_path (before));
    g_assert_cmpstr (g_uri_get_fragment (after), ==, g_uri_get_fragment (before));
    g_assert_cmpint (g_uri_get_port (after), ==, g_uri_get_port (before));
    if (g_uri_get_query (before) != NULL)
      g_assert_true (g_str_has_prefix (g_uri_get_query (after), g_uri_get_query (before)));
    /* Who tagged it first has tagged it. */
    g_assert_cmpstr (again, ==, link);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/markdown-property/anything", test_anything);
  nl_test_add ("/markdown-property/addresses", test_addresses);
  nl_test_add ("/markdown-property/pictures", test_pictures);
  nl_test_add ("/markdown-property/tagged-links", test_tagged_links);
  return g_test_run ();
}
