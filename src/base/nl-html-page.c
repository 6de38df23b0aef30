/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-html-page.h"

#include "base/nl-html.h"
#include "base/nl-language.h"

static const char PAGE_START[]
    = "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>%s</title>\n<style>\n"
      ":root { color-scheme: light dark; --page: #f6f5f4; --card: #fff; --text: #241f31;\n"
      "  --dim: #5e5c64; --line: #deddda; --link: #1a5fb4; }\n"
      "@media (prefers-color-scheme: dark) {\n"
      "  :root { --page: #242424; --card: #303030; --text: #f6f5f4; --dim: #c0bfbc;\n"
      "    --line: #5e5c64; --link: #99c1f1; }\n"
      "}\n"
      "body { margin: 0; padding: 24px 12px; background: var(--page); color: var(--text);\n"
      "  font: 16px/1.5 system-ui, sans-serif; }\n"
      "main { max-width: 600px; margin: 0 auto; padding: 24px; background: var(--card);\n"
      "  border-radius: 12px; overflow-wrap: anywhere; }\n"
      "h1 { margin: 0 0 4px; font-size: 20px; }\n"
      "h2 { margin: 24px 0 4px; color: var(--dim); font-size: 13px; font-weight: bold; }\n"
      "p { margin: 0 0 12px; }\n"
      ".dim { color: var(--dim); font-size: 14px; }\n"
      ".part { padding-bottom: 4px; border-bottom: 1px solid var(--line); }\n"
      ".part h2, .part h3 { color: inherit; font-size: 18px; }\n"
      ".part img { max-width: 100%%; height: auto; }\n"
      "a { color: var(--link); }\n"
      "table { width: 100%%; margin: 0 0 12px; border-collapse: collapse; }\n"
      "th, td { padding: 4px 8px 4px 0; border-bottom: 1px solid var(--line); text-align: start;\n"
      "  vertical-align: top; }\n"
      "th { color: var(--dim); font-size: 14px; font-weight: normal; }\n"
      ".number { text-align: end; font-variant-numeric: tabular-nums; }\n"
      "</style>\n</head>\n<body>\n<main>\n";

/**
 * nl_html_start_page:
 * @html: what is being written
 * @title: the page's title
 *
 * Begins a page in the user's language that is read on a screen, light or dark, or printed.
 */
void
nl_html_start_page (GString *html, const char *title)
{
  const char *language = nl_language_get_ui ();

  nl_html_append_format (html, PAGE_START, language, nl_language_is_rtl (language) ? "rtl" : "ltr",
                         title);
}

/**
 * nl_html_end_page:
 * @html: what nl_html_start_page() began
 */
void
nl_html_end_page (GString *html)
{
  g_string_append (html, "</main>\n</body>\n</html>\n");
}
