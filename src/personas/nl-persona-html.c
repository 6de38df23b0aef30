/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas/nl-persona-html.h"

#include <glib/gi18n-lib.h>

#include "ai/nl-ai-json.h"
#include "base/nl-image-decode.h"
#include "base/nl-language.h"

/* Readable in a browser by day and night, and on two sheets of A4 at most. */
static const char STYLE[]
    = ":root { color-scheme: light dark; --page: #f6f5f4; --card: #fff; --text: #241f31;\n"
      "  --dim: #5e5c64; --line: #deddda; --accent: #1a5fb4; }\n"
      "@media screen and (prefers-color-scheme: dark) {\n"
      "  :root { --page: #242424; --card: #303030; --text: #f6f5f4; --dim: #c0bfbc;\n"
      "    --line: #5e5c64; --accent: #99c1f1; }\n"
      "}\n"
      "body { margin: 0; padding: 24px 12px; background: var(--page); color: var(--text);\n"
      "  font: 15px/1.5 system-ui, sans-serif; }\n"
      "main { max-width: 820px; margin: 0 auto; padding: 24px; background: var(--card);\n"
      "  border-radius: 12px; overflow-wrap: anywhere; }\n"
      "header { display: flex; flex-wrap: wrap; gap: 24px; align-items: center; }\n"
      "header > div { flex: 1 1 240px; }\n"
      "header img { width: 160px; height: 160px; border-radius: 50%; object-fit: cover; }\n"
      "h1 { margin: 0; font-size: 28px; }\n"
      "h2 { margin: 0 0 6px; font-size: 16px; }\n"
      "p { margin: 0 0 6px; }\n"
      ".dim { color: var(--dim); }\n"
      ".sections { display: grid; grid-template-columns: repeat(auto-fit, minmax(280px, 1fr));\n"
      "  gap: 18px; margin-top: 18px; }\n"
      "section { break-inside: avoid; padding-top: 12px; border-top: 1px solid var(--line); }\n"
      "ul { margin: 0; padding-inline-start: 20px; }\n"
      "b { color: var(--accent); }\n"
      "@media print { body { padding: 0; } main { padding: 0; } }\n";

static void
append_text (GString *html, const char *tag, const char *css_class, const char *text)
{
  g_autofree char *escaped = NULL;

  if (text == NULL || *text == '\0')
    return;
  escaped = g_markup_escape_text (text, -1);
  if (css_class != NULL)
    g_string_append_printf (html, "<%s class=\"%s\">%s</%s>\n", tag, css_class, escaped, tag);
  else
    g_string_append_printf (html, "<%s>%s</%s>\n", tag, escaped, tag);
}

/* In the file itself, so that it can be mailed. In an <img>, a drawing runs no scripts. */
static void
append_portrait (GString *html, NlPersona *persona, GBytes *portrait)
{
  const char *type = portrait != NULL ? nl_image_sniff (portrait) : NULL;
  g_autofree char *label = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *data = NULL;

  if (type == NULL)
    return;
  label = g_strdup_printf (_ ("Portrait of %s"),
                           nl_record_get_text (NL_RECORD (persona), NL_PERSONA_NAME));
  escaped = g_markup_escape_text (label, -1);
  data = g_base64_encode (g_bytes_get_data (portrait, NULL), g_bytes_get_size (portrait));
  g_string_append_printf (html, "<img src=\"data:%s;base64,%s\" alt=\"%s\">\n", type, data,
                          escaped);
}

static void
append_header (GString *html, NlPersona *persona, GBytes *portrait)
{
  NlRecord *record = NL_RECORD (persona);
  g_autofree char *language
      = nl_language_name (nl_record_get_text (record, NL_PERSONA_LANGUAGE), nl_language_get_ui ());
  g_autofree char *ages = NULL;

  if (!nl_record_is_null (record, NL_PERSONA_AGE_MIN)
      && !nl_record_is_null (record, NL_PERSONA_AGE_MAX))
    ages = g_strdup_printf (_ ("%d to %d years · %s"),
                            (int) nl_record_get_int64 (record, NL_PERSONA_AGE_MIN),
                            (int) nl_record_get_int64 (record, NL_PERSONA_AGE_MAX), language);
  g_string_append (html, "<header>\n");
  append_portrait (html, persona, portrait);
  g_string_append (html, "<div>\n");
  append_text (html, "h1", NULL, nl_record_get_text (record, NL_PERSONA_NAME));
  append_text (html, "p", NULL, nl_record_get_text (record, NL_PERSONA_TAGLINE));
  append_text (html, "p", "dim", ages != NULL ? ages : language);
  g_string_append (html, "</div>\n</header>\n");
  append_text (html, "p", NULL, nl_record_get_text (record, NL_PERSONA_BIO));
}

static void
append_entry (GString *html, JsonObject *entry)
{
  const char *text = nl_ai_json_get_string (entry, "text");
  const char *figure = nl_ai_json_get_string (entry, "figure");
  g_autofree char *escaped = text != NULL ? g_markup_escape_text (text, -1) : NULL;
  g_autofree char *number = figure != NULL ? g_markup_escape_text (figure, -1) : NULL;

  if (escaped == NULL)
    return;
  if (number != NULL)
    g_string_append_printf (html, "<li>%s <b>%s</b></li>\n", escaped, number);
  else
    g_string_append_printf (html, "<li>%s</li>\n", escaped);
}

static void
append_section (GString *html, NlRecord *record, guint field)
{
  const char *title = nl_record_get_description (record)->fields[field].label;
  g_autoptr (JsonNode) node = nl_record_dup_json (record, field);
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) == 0)
    return;
  g_string_append (html, "<section>\n");
  append_text (html, "h2", NULL, _ (title));
  g_string_append (html, "<ul>\n");
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *entry = json_array_get_element (array, i);

    if (JSON_NODE_HOLDS_OBJECT (entry))
      append_entry (html, json_node_get_object (entry));
  }
  g_string_append (html, "</ul>\n</section>\n");
}

/**
 * nl_persona_to_html:
 * @persona: a persona
 * @portrait: (nullable): its portrait, an image file
 *
 * Writes a card to be read, printed or mailed: one file that needs no other. Headings are in the
 * language of the interface, what the persona says in its own.
 *
 * Returns: (transfer full): an HTML document
 */
char *
nl_persona_to_html (NlPersona *persona, GBytes *portrait)
{
  static const guint sections[]
      = { NL_PERSONA_QUOTES,       NL_PERSONA_GOALS,      NL_PERSONA_MOTIVATIONS,
          NL_PERSONA_FRUSTRATIONS, NL_PERSONA_OBJECTIONS, NL_PERSONA_CHANNELS,
          NL_PERSONA_BEST_HOURS,   NL_PERSONA_VOCABULARY };
  NlRecord *record = NL_RECORD (persona);
  const char *language;
  GString *html;
  g_autofree char *title = NULL;

  g_return_val_if_fail (NL_IS_PERSONA (persona), NULL);

  language = nl_record_get_text (record, NL_PERSONA_LANGUAGE);
  title = g_markup_escape_text (nl_record_get_text (record, NL_PERSONA_NAME), -1);
  html = g_string_new ("<!DOCTYPE html>\n");
  g_string_append_printf (html,
                          "<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width, "
                          "initial-scale=1\">\n<title>%s</title>\n<style>\n%s</style>\n</head>\n"
                          "<body>\n<main>\n",
                          language, nl_language_is_rtl (language) ? "rtl" : "ltr", title, STYLE);
  append_header (html, persona, portrait);
  g_string_append (html, "<div class=\"sections\">\n");
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    append_section (html, record, sections[i]);
  g_string_append (html, "</div>\n</main>\n</body>\n</html>\n");
  return g_string_free (html, FALSE);
}
