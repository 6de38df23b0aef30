/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The card that is read, printed or mailed. */

#include "personas/nl-persona-html.h"

#include <string.h>

#include "nl-test.h"

static NlPersona *
create (const char *language)
{
  return g_object_new (NL_TYPE_PERSONA, "name", "Ada", "language", language, NULL);
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (; (text = strstr (text, part)) != NULL; text += strlen (part))
    n++;
  return n;
}

static void
test_sections_in_order (void)
{
  static const struct {
    const char *property;
    const char *title;
  } SECTIONS[] = {
    { "quotes", "Quotes" },           { "goals", "Goals" },
    { "motivations", "Motivations" }, { "frustrations", "Frustrations" },
    { "objections", "Objections" },   { "channels", "Channels" },
    { "best-hours", "Best Hours" },   { "vocabulary", "Vocabulary" },
  };
  g_autoptr (NlPersona) persona = create ("en");
  g_autofree char *html = NULL;
  const char *at;

  for (gsize i = 0; i < G_N_ELEMENTS (SECTIONS); i++) {
    g_autofree char *list = g_strdup_printf ("[{\"text\":\"Text %" G_GSIZE_FORMAT "\"}]", i);

    g_object_set (persona, SECTIONS[i].property, list, NULL);
  }
  html = nl_persona_to_html (persona, NULL);
  at = html;
  for (gsize i = 0; i < G_N_ELEMENTS (SECTIONS); i++) {
    g_autofree char *section
        = g_strdup_printf ("<h2>%s</h2>\n<ul>\n<li>Text %" G_GSIZE_FORMAT "</li>\n</ul>",
                           SECTIONS[i].title, i);

    at = strstr (at, section);
    g_assert_nonnull (at);
  }
  g_assert_cmpuint (count (html, "<section>"), ==, G_N_ELEMENTS (SECTIONS));
}

/* What is empty leaves nothing behind: no heading, no tag. */
static void
test_nothing_for_nothing (void)
{
  g_autoptr (NlPersona) persona = create ("en");
  g_autofree char *html = NULL;

  g_object_set (persona, "tagline", "", NULL);
  html = nl_persona_to_html (persona, NULL);
  g_assert_null (strstr (html, "<section>"));
  g_assert_null (strstr (html, "<h2>"));
  g_assert_null (strstr (html, "<p></p>"));
  g_assert_null (strstr (html, "<img"));
  g_assert_nonnull (strstr (html, "<h1>Ada</h1>\n<p class=\"dim\">English</p>"));
}

static void
test_ages (void)
{
  g_autoptr (NlPersona) persona = create ("fr");
  g_autofree char *one = NULL;
  g_autofree char *both = NULL;

  g_object_set (persona, "age-min", G_GINT64_CONSTANT (30), NULL);
  one = nl_persona_to_html (persona, NULL);
  g_assert_null (strstr (one, "years"));
  g_object_set (persona, "age-max", G_GINT64_CONSTANT (40), NULL);
  both = nl_persona_to_html (persona, NULL);
  g_assert_nonnull (strstr (both, ">30 to 40 years · French<"));
}

static void
test_directions (void)
{
  static const struct {
    const char *language;
    const char *start;
  } LANGUAGES[] = {
    { "ar", "<html lang=\"ar\" dir=\"rtl\">" },
    { "he", "<html lang=\"he\" dir=\"rtl\">" },
    { "pt-BR", "<html lang=\"pt-BR\" dir=\"ltr\">" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (LANGUAGES); i++) {
    g_autoptr (NlPersona) persona = create (LANGUAGES[i].language);
    g_autofree char *html = nl_persona_to_html (persona, NULL);

    g_assert_nonnull (strstr (html, LANGUAGES[i].start));
  }
}

static void
test_portraits (void)
{
  static const struct {
    const char *bytes;
    gsize length;
    const char *type; /* NULL: no picture at all */
  } PORTRAITS[] = {
    { "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", 42, "image/svg+xml" },
    { "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16, "image/png" },
    { "\xff\xd8\xff\xe0\0\x10JFIF", 10, "image/jpeg" },
    { "<html><script>alert(1)</script>", 31, NULL },
    { "", 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (PORTRAITS); i++) {
    g_autoptr (NlPersona) persona = create ("en");
    g_autoptr (GBytes) portrait = g_bytes_new_static (PORTRAITS[i].bytes, PORTRAITS[i].length);
    g_autofree char *encoded
        = g_base64_encode ((const guchar *) PORTRAITS[i].bytes, PORTRAITS[i].length);
    g_autofree char *html = nl_persona_to_html (persona, portrait);
    g_autofree char *image = g_strdup_printf ("<img src=\"data:%s;base64,%s\" alt=\"Portrait of "
                                              "Ada\">",
                                              PORTRAITS[i].type, encoded);

    g_assert_cmpuint (count (html, "<img"), ==, PORTRAITS[i].type != NULL);
    g_assert_true (PORTRAITS[i].type == NULL || strstr (html, image) != NULL);
  }
}

/* Lists that were damaged on the disk, or come from a newer release. */
static void
test_odd_lists (void)
{
  static const char *const LISTS[] = {
    "null",
    "7",
    "{}",
    "\"text\"",
    "[null,7,[],\"x\"]",
    "[{},{\"text\":null},{\"text\":{}},{\"text\":7},{\"figure\":\"9\"}]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (LISTS); i++) {
    g_autoptr (NlPersona) persona = create ("en");
    g_autofree char *html = NULL;

    g_object_set (persona, "goals", LISTS[i], "quotes",
                  "[{\"text\":\"Good\",\"figure\":{}},{\"text\":\"90\",\"figure\":\"90 %\"}]",
                  NULL);
    html = nl_persona_to_html (persona, NULL);
    g_assert_cmpuint (count (html, "<li>"), ==, 2);
    g_assert_nonnull (strstr (html, "<li>Good</li>\n<li>90 <b>90 %</b></li>"));
  }
}

static void
note_element (GMarkupParseContext *context,
              const char *element,
              const char **names,
              const char **values,
              gpointer data,
              GError **error)
{
  static const char *const ALLOWED[]
      = { "html", "head", "title", "body", "main", "header",  "div", "h1",
          "h2",   "p",    "ul",    "li",   "b",    "section", NULL };

  g_assert_true (g_strv_contains (ALLOWED, element));
  for (guint i = 0; names[i] != NULL; i++)
    g_assert_true (g_str_equal (names[i], "class") || g_str_equal (names[i], "lang")
                   || g_str_equal (names[i], "dir"));
}

static void
collect_text (
    GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  g_string_append_len (data, text, (gssize) length);
}

/* What a browser would show of it: our markup is also XML but for three tags. */
static char *
read_shown (const char *html)
{
  static const GMarkupParser parser = { .start_element = note_element, .text = collect_text };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, text, NULL);
  g_autoptr (GString) xml = g_string_new (strstr (html, "<html"));
  g_autoptr (GError) error = NULL;
  const char *style = strstr (xml->str, "<style>");
  const char *style_end = strstr (xml->str, "</style>");

  g_string_erase (xml, style - xml->str, style_end + strlen ("</style>") - style);
  g_string_replace (xml, "<meta charset=\"utf-8\">", "", 0);
  g_string_replace (xml, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
                    "", 0);
  g_markup_parse_context_parse (context, xml->str, (gssize) xml->len, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
random_text (void)
{
  static const char *const PARTS[] = { "<",     ">",        "&",   "\"",  "'",
                                       "</li>", "<script>", "-->", "]]>", "&amp;",
                                       "é",     "🦊",       "a",   " ",   "<img src=x onerror=1>",
                                       "{}",    "%s",       "\\" };
  GString *text = g_string_new ("x");

  for (int i = g_test_rand_int_range (0, 8); i > 0; i--)
    g_string_append (text, PARTS[g_test_rand_int_range (0, G_N_ELEMENTS (PARTS))]);
  return g_string_free_and_steal (text);
}

/* Whatever a text holds, it is shown as it is and adds no element. */
static void
test_texts_are_only_texts (void)
{
  for (guint i = 0; i < nl_test_rounds (400, 60); i++) {
    g_autofree char *text = random_text ();
    g_autoptr (NlPersona) persona = create ("en");
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonNode) list = NULL;
    g_autofree char *html = NULL;
    g_autofree char *shown = NULL;

    json_builder_begin_array (builder);
    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "text");
    json_builder_add_string_value (builder, text);
    json_builder_set_member_name (builder, "figure");
    json_builder_add_string_value (builder, text);
    json_builder_end_object (builder);
    json_builder_end_array (builder);
    list = json_builder_get_root (builder);
    nl_record_set_json (NL_RECORD (persona), NL_PERSONA_GOALS, list);
    g_object_set (persona, "name", text, "tagline", text, "bio", text, NULL);
    html = nl_persona_to_html (persona, NULL);
    shown = read_shown (html);
    /* In the title, the heading, the tagline, the biography, and twice in the list. */
    g_assert_cmpuint (count (shown, text), >=, 6);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/persona-html/sections", test_sections_in_order);
  g_test_add_func ("/persona-html/nothing", test_nothing_for_nothing);
  g_test_add_func ("/persona-html/ages", test_ages);
  g_test_add_func ("/persona-html/directions", test_directions);
  g_test_add_func ("/persona-html/portraits", test_portraits);
  g_test_add_func ("/persona-html/odd-lists", test_odd_lists);
  g_test_add_func ("/persona-html/texts", test_texts_are_only_texts);
  return g_test_run ();
}
