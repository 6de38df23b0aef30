/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every text of every channel tries to be more than a text, in every format, and other programs'
 * parsers say what came of it. */

#include <cmark.h>
#include <string.h>

#include "campaigns/nl-campaign-export.h"
#include "campaigns/nl-channel.h"
#include "nl-test.h"
#include "sample.h"
#include "shops/nl-shop.h"

/* One a variant, so that one campaign holds them all. */
static const char *const ATTACKS[] = {
  "<script>alert(1)</script>",
  "\"><img src=x onerror=alert(1)>",
  "' onmouseover='alert(1)",
  "</title></style></head><svg/onload=alert(1)>",
  "[x](javascript:alert(1)) ![y](javascript:alert(2)) <javascript:alert(3)>",
  "[x](JaVaScRiPt:alert(1)) [y]( data:text/html,x) [z](vbscript:x)",
  "[a]: javascript:alert(1)\n\n[a] <a href=\"javascript:x\">b</a>",
  "a\r\nBcc: victim@x.example\r\n\r\n<b>body</b>",
  "=cmd|' /C calc'!A0",
  "@SUM(1)",
  "\t=1+1",
  "\u202Egpj.exe\u202C \u2066inside\u2069 \u200Fmark",
  "👩‍👩‍👧‍👦 🇫🇷 e\u0301\u0323",
  "bell \a and \033[31mred\033[0m",
  "&lt;b&gt; &amp; &#x41; &nbsp; <!-- x --> <![CDATA[ y ]]>",
  "--=_nl_a_1\r\n--=_nl_r_1--\r\n.\r\nFrom me",
  "]]> --> */ ${x} %s %n {{ name }} {price}",
  "# Head\n\n> quote\n\n```\ncode</pre>\n```\n\n<div>block</div>\n\n<b>inline</b>",
};

static void
add_part (JsonObject *parts, const NlPart *part, const char *text)
{
  JsonArray *list;

  if ((part->flags & NL_PART_LIST) == 0) {
    json_object_set_string_member (parts, part->name, text);
    return;
  }
  list = json_array_new ();
  json_array_add_string_element (list, text);
  json_array_add_string_element (list, "good");
  json_object_set_array_member (parts, part->name, list);
}

static void
add_messages (Sample *sample)
{
  guint n_channels;
  const NlChannel *channels = nl_channel_list (&n_channels);

  for (gsize a = 0; a < G_N_ELEMENTS (ATTACKS); a++) {
    char variant[] = { (char) ('A' + a), '\0' };

    for (guint c = 0; c < n_channels; c++) {
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
      g_autofree char *json = NULL;

      json_node_take_object (node, json_object_new ());
      for (guint p = 0; p < channels[c].n_parts; p++)
        add_part (json_node_get_object (node), &channels[c].parts[p], ATTACKS[a]);
      json = json_to_string (node, FALSE);
      sample_add_message (sample, channels[c].id, a % 2 == 0 ? "en" : "ar", variant, json);
    }
  }
}

static char **
save (Sample *sample, NlExportFormat format, const char *folder)
{
  g_autoptr (GError) error = NULL;
  char **paths = dex_await_boxed (nl_campaign_export (sample->store, sample->campaign_id, format,
                                                      folder, "https://the.example/bye", NULL),
                                  &error);

  g_assert_no_error (error);
  return paths;
}

static void
assert_no_scheme (JsonArray *addresses, const char *where)
{
  for (guint i = 0; i < json_array_get_length (addresses); i++) {
    const char *address = json_array_get_string_element (addresses, i);
    gboolean good = g_str_has_prefix (address, "https://") || g_str_has_prefix (address, "cid:")
                    || g_str_has_suffix (address, ".html");

    if (!good)
      g_error ("%s leads to %s", where, address);
  }
}

/* What no page may have, whatever was written into it. */
static void
assert_page (JsonObject *page, const char *where)
{
  static const char *const HARMLESS[]
      = { "html", "head",  "meta",       "title", "style", "body", "main",   "div", "p",
          "h1",   "h2",    "h3",         "h4",    "h5",    "h6",   "ul",     "ol",  "li",
          "a",    "br",    "blockquote", "pre",   "code",  "em",   "strong", "hr",  "img",
          "span", "table", "tbody",      "tr",    "td",    NULL };
  JsonArray *elements = json_object_get_array_member (page, "elements");

  for (guint i = 0; i < json_array_get_length (elements); i++)
    if (!g_strv_contains (HARMLESS, json_array_get_string_element (elements, i)))
      g_error ("%s has <%s>", where, json_array_get_string_element (elements, i));
  if (json_array_get_length (json_object_get_array_member (page, "handlers")) > 0)
    g_error ("%s has an event handler", where);
  if (json_array_get_length (json_object_get_array_member (page, "unbalanced")) > 0)
    g_error ("%s: an element got out of another", where);
  assert_no_scheme (json_object_get_array_member (page, "links"), where);
  assert_no_scheme (json_object_get_array_member (page, "images"), where);
}

/* What of a text must come back: records drop controls and put blanks in order. */
static char *
dup_visible (const char *text)
{
  GString *visible = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_iscntrl (*c) && *c != ' ')
      g_string_append_c (visible, *c);
  return g_string_free_and_steal (visible);
}

static void
test_html (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autofree char *out = g_build_filename (folder, "out", NULL);
  g_auto (GStrv) paths = NULL;
  g_autoptr (JsonObject) pages = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *page;
  guint n = 0;

  sample_open (&sample, folder);
  sample_add_campaign (&sample, ATTACKS[3]);
  add_messages (&sample);
  paths = save (&sample, NL_EXPORT_HTML, out);
  pages = sample_witness ("folder", out);
  json_object_iter_init (&iter, pages);
  while (json_object_iter_next (&iter, &name, &page)) {
    assert_page (json_node_get_object (page), name);
    n++;
  }
  g_assert_cmpuint (n, ==, g_strv_length (paths));
}

static void
test_eml (const char *folder)
{
  static const char *const HEADERS[] = { "From",
                                         "To",
                                         "Subject",
                                         "Date",
                                         "Message-ID",
                                         "X-Unsent",
                                         "Content-Language",
                                         "List-Unsubscribe",
                                         "MIME-Version",
                                         "Content-Type",
                                         NULL };
  g_auto (Sample) sample = { NULL };
  g_autofree char *out = g_build_filename (folder, "out", NULL);
  g_auto (GStrv) paths = NULL;
  g_autoptr (JsonObject) emails = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  sample_open (&sample, folder);
  sample_add_campaign (&sample, ATTACKS[7]);
  add_messages (&sample);
  paths = save (&sample, NL_EXPORT_EML, out);
  g_assert_cmpuint (g_strv_length (paths), ==, G_N_ELEMENTS (ATTACKS));
  emails = sample_witness ("folder", out);
  g_assert_cmpuint (json_object_get_size (emails), ==, G_N_ELEMENTS (ATTACKS));
  json_object_iter_init (&iter, emails);
  while (json_object_iter_next (&iter, &name, &node)) {
    JsonObject *email = json_node_get_object (node);
    g_autoptr (GList) headers
        = json_object_get_members (json_object_get_object_member (email, "headers"));

    for (GList *h = headers; h != NULL; h = h->next)
      if (!g_strv_contains (HEADERS, h->data))
        g_error ("%s has a header %s", name, (char *) h->data);
    g_assert_cmpint (json_object_get_int_member (email, "header_count"), ==, 10);
    g_assert_cmpstr (json_object_get_string_member (email, "defects"), ==, "");
    g_assert_true (json_object_get_boolean_member (email, "ascii"));
    g_assert_cmpint (json_object_get_int_member (email, "bare_line_ends"), ==, 0);
    g_assert_cmpint (json_object_get_int_member (email, "longest"), <=, 78);
    g_assert_cmpuint (json_array_get_length (json_object_get_array_member (email, "types")), ==, 3);
    assert_page (json_object_get_object_member (email, "html"), name);
  }
}

static void
test_json_gives_every_text_back (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_auto (GStrv) paths = NULL;
  g_autofree char *file = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *messages;
  guint n_channels;

  nl_channel_list (&n_channels);
  sample_open (&sample, folder);
  sample_add_campaign (&sample, ATTACKS[16]);
  add_messages (&sample);
  paths = save (&sample, NL_EXPORT_JSON, folder);
  g_file_get_contents (paths[0], &file, NULL, NULL);
  node = json_from_string (file, NULL);
  messages = json_object_get_array_member (json_node_get_object (node), "messages");
  g_assert_cmpuint (json_array_get_length (messages), ==, n_channels * G_N_ELEMENTS (ATTACKS));
  for (guint i = 0; i < json_array_get_length (messages); i++) {
    JsonObject *message = json_array_get_object_element (messages, i);
    JsonObject *parts = json_object_get_object_member (message, "parts");
    g_autofree char *attack
        = dup_visible (ATTACKS[*json_object_get_string_member (message, "variant") - 'A']);
    JsonObjectIter iter;
    const char *name;
    JsonNode *part;

    json_object_iter_init (&iter, parts);
    while (json_object_iter_next (&iter, &name, &part)) {
      g_autofree char *text
          = dup_visible (JSON_NODE_HOLDS_ARRAY (part)
                             ? json_array_get_string_element (json_node_get_array (part), 0)
                             : json_node_get_string (part));

      g_assert_cmpstr (text, ==, attack);
    }
  }
}

static void
test_csv_gives_every_text_back (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_auto (GStrv) paths = NULL;
  g_autoptr (JsonObject) table = NULL;
  JsonArray *rows;
  guint n_attacks = 0;

  sample_open (&sample, folder);
  sample_add_campaign (&sample, ATTACKS[8]);
  add_messages (&sample);
  paths = save (&sample, NL_EXPORT_CSV, folder);
  table = sample_witness ("csv", paths[0]);
  rows = json_object_get_array_member (table, "rows");
  for (guint i = 0; i < json_array_get_length (rows); i++) {
    JsonObject *row = json_array_get_object_element (rows, i);
    const char *text = json_object_get_string_member (row, "text");
    g_autofree char *attack
        = dup_visible (ATTACKS[*json_object_get_string_member (row, "variant") - 'A']);
    const char *campaign = json_object_get_string_member (row, "campaign");

    g_assert_cmpuint (json_object_get_size (row), ==, 11);
    g_assert_null (strchr ("=+@\t", *campaign));
    g_assert_null (strchr ("=+@\t", *text));
    if (!g_str_equal (text, "good")) {
      g_autofree char *visible = dup_visible (text);

      g_assert_cmpstr (*visible == '\'' && *attack != '\'' ? visible + 1 : visible, ==, attack);
      n_attacks++;
    }
  }
  g_assert_cmpuint (n_attacks, >, 10 * G_N_ELEMENTS (ATTACKS));
}

/* What another program makes of the Markdown when it lets everything through. */
static void
test_markdown (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autofree char *out = g_build_filename (folder, "out", NULL);
  g_auto (GStrv) paths = NULL;

  sample_open (&sample, folder);
  sample_add_campaign (&sample, ATTACKS[0]);
  add_messages (&sample);
  paths = save (&sample, NL_EXPORT_MARKDOWN, out);
  g_assert_cmpuint (g_strv_length (paths), ==, 2);
  for (char **path = paths; *path != NULL; path++) {
    g_autofree char *text = NULL;
    g_autofree char *page = g_strconcat (*path, ".html", NULL);
    g_autoptr (JsonObject) said = NULL;
    gsize length;
    char *html;

    g_assert_true (g_file_get_contents (*path, &text, &length, NULL));
    g_assert_true (g_utf8_validate (text, (gssize) length, NULL));
    html = cmark_markdown_to_html (text, length, CMARK_OPT_UNSAFE);
    g_assert_true (g_file_set_contents (page, html, -1, NULL));
    free (html);
    said = sample_witness ("html", page);
    assert_page (said, *path);
    for (gsize a = 0; a < 3; a++)
      if (strcmp (strrchr (*path, '-'), a % 2 == 0 ? "-en.md" : "-ar.md") == 0)
        g_assert_nonnull (strstr (json_object_get_string_member (said, "text"), ATTACKS[a]));
  }
}

/* A name leads to files that are where and what they seem. */
static void
test_file_names (const char *folder)
{
  static const char *const NAMES[] = { "../../etc/passwd",
                                       "\u202Egpj.exe",
                                       "C:\\x|y?*<>\"",
                                       "CON",
                                       "...",
                                       "a\nb",
                                       "\u2066x",
                                       "😀",
                                       "-rf",
                                       "aux.html",
                                       "\u202E\u202E" };

  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++) {
    g_auto (Sample) sample = { NULL };
    g_autofree char *own = g_strdup_printf ("%s/%" G_GSIZE_FORMAT, folder, i);
    g_autofree char *out = g_build_filename (own, "out", NULL);
    g_auto (GStrv) paths = NULL;

    sample_open (&sample, own);
    sample_add_campaign (&sample, NAMES[i]);
    sample_add_message (&sample, "sms", "en", "A", "{\"text\":\"x\"}");
    paths = save (&sample, NL_EXPORT_JSON, out);
    for (char **path = paths; *path != NULL; path++) {
      g_autofree char *parent = g_path_get_dirname (*path);
      g_autofree char *name = g_path_get_basename (*path);

      g_assert_cmpstr (parent, ==, out);
      g_assert_true (g_utf8_validate (name, -1, NULL));
      g_assert_false (g_str_has_prefix (name, ".") || g_str_has_prefix (name, "-"));
      g_assert_null (strpbrk (name, "\\|?*<>\":\n\r\t"));
      g_assert_false (g_regex_match_simple (
          "[\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]", name, 0, 0));
      /* Names that Windows keeps for itself, with any ending. */
      g_assert_false (g_regex_match_simple ("^(con|aux|nul|prn|com[0-9]|lpt[0-9])(\\.|$)", name,
                                            G_REGEX_CASELESS, 0));
      g_assert_cmpuint (strlen (name), <=, 255);
    }
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/hostile-export/html", test_html);
  nl_test_add ("/hostile-export/eml", test_eml);
  nl_test_add ("/hostile-export/json", test_json_gives_every_text_back);
  nl_test_add ("/hostile-export/csv", test_csv_gives_every_text_back);
  nl_test_add ("/hostile-export/markdown", test_markdown);
  nl_test_add ("/hostile-export/file-names", test_file_names);
  return g_test_run ();
}
