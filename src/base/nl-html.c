/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-html.h"

#include <string.h>

#include "base/nl-url.h"

/**
 * nl_html_append_text:
 * @html: what is being written
 * @text: (nullable): any text
 *
 * Appends @text so that it is text in HTML: between tags, and in attributes with either quotes.
 * Outlook does not know “&apos;”, hence the number.
 */
void
nl_html_append_text (GString *html, const char *text)
{
  g_return_if_fail (html != NULL);

  for (const char *c = text != NULL ? text : ""; *c != '\0'; c++) {
    switch (*c) {
    case '&':
      g_string_append (html, "&amp;");
      break;
    case '<':
      g_string_append (html, "&lt;");
      break;
    case '>':
      g_string_append (html, "&gt;");
      break;
    case '"':
      g_string_append (html, "&quot;");
      break;
    case '\'':
      g_string_append (html, "&#39;");
      break;
    default:
      g_string_append_c (html, *c);
    }
  }
}

/**
 * nl_html_append_lines:
 * @html: what is being written
 * @text: any text
 *
 * Like nl_html_append_text(), with a `<br>` for each line end.
 */
void
nl_html_append_lines (GString *html, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++) {
    if (line != lines)
      g_string_append (html, "<br>\n");
    nl_html_append_text (html, *line);
  }
}

/**
 * nl_html_append_format:
 * @html: what is being written
 * @format: HTML from our own code, with a `%s` for each text and `%%` for a per cent sign
 * @...: (nullable): the texts; they are escaped
 *
 * Appends HTML with texts in it. No other conversions: what is not ours is always escaped.
 */
void
nl_html_append_format (GString *html, const char *format, ...)
{
  va_list args;

  g_return_if_fail (html != NULL);
  g_return_if_fail (format != NULL);

  va_start (args, format);
  for (const char *c = format; *c != '\0'; c++) {
    if (*c != '%') {
      g_string_append_c (html, *c);
    } else if (*++c == 's') {
      nl_html_append_text (html, va_arg (args, const char *));
    } else {
      g_assert (*c == '%');
      g_string_append_c (html, '%');
    }
  }
  va_end (args);
}

/**
 * nl_html_check_link:
 * @url: what stands as the target of a link in a text
 *
 * Decides which links may leave in a file: http:, https: and mailto:. Everything else (javascript:,
 * data:, what means something only on one machine) is dropped.
 *
 * Returns: (transfer full) (nullable): the address, normalised
 */
char *
nl_html_check_link (const char *url)
{
  g_return_val_if_fail (url != NULL, NULL);

  if (g_ascii_strncasecmp (url, "http://", 7) == 0 || g_ascii_strncasecmp (url, "https://", 8) == 0)
    return nl_url_check (url, NULL);
  if (g_ascii_strncasecmp (url, "mailto:", 7) == 0 && url[7] != '\0'
      && strcspn (url, " \t\r\n\"'<>\\`") == strlen (url))
    return g_strconcat ("mailto:", url + 7, NULL);
  return NULL;
}
