/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-markdown-markup.h"

#include <pango/pango.h>
#include <string.h>

#include "campaigns/nl-markdown.h"

/* What an element of the HTML becomes in Pango markup. Those that are not here vanish. */
static const struct {
  const char *element;
  const char *open;
  const char *close;
} replacements[] = {
  { "p", "", "\n\n" },
  { "br", "\n", "" },
  { "hr", "――――\n\n", "" },
  { "strong", "<b>", "</b>" },
  { "em", "<i>", "</i>" },
  { "code", "<tt>", "</tt>" },
  { "a", "<span underline=\"single\">", "</span>" },
  { "h1", "<span size=\"x-large\" weight=\"bold\">", "</span>\n\n" },
  { "h2", "<span size=\"large\" weight=\"bold\">", "</span>\n\n" },
  { "h3", "<b>", "</b>\n\n" },
  { "h4", "<b>", "</b>\n\n" },
  { "li", "• ", "\n" },
  { "ul", "", "\n" },
  { "ol", "", "\n" },
  { "blockquote", "<i>", "</i>" },
};

static void
append_element (GString *markup, const char *tag, gsize length)
{
  gboolean is_end = length > 0 && *tag == '/';
  gsize name_length;

  if (is_end) {
    tag++;
    length--;
  }
  name_length = strcspn (tag, " />");
  for (guint i = 0; i < G_N_ELEMENTS (replacements); i++)
    if (strlen (replacements[i].element) == MIN (name_length, length)
        && strncmp (replacements[i].element, tag, MIN (name_length, length)) == 0)
      g_string_append (markup, is_end ? replacements[i].close : replacements[i].open);
}

/**
 * nl_markdown_to_markup:
 * @markdown: a text in Markdown
 *
 * Returns: (transfer full): the text as Pango markup, to show it in a label
 */
char *
nl_markdown_to_markup (const char *markdown)
{
  g_autofree char *html = nl_markdown_to_html (markdown, NL_MARKDOWN_BARE, NULL, NULL);
  g_autoptr (GString) markup = g_string_new (NULL);

  for (const char *c = html; *c != '\0';) {
    const char *end = *c == '<' ? strchr (c, '>') : NULL;

    if (end != NULL) {
      append_element (markup, c + 1, (gsize) (end - c - 1));
      c = end + 1;
    } else {
      if (*c != '\n')
        g_string_append_c (markup, *c);
      c++;
    }
  }
  while (g_str_has_suffix (markup->str, "\n"))
    g_string_truncate (markup, markup->len - 1);
  if (!pango_parse_markup (markup->str, -1, 0, NULL, NULL, NULL, NULL))
    return g_markup_escape_text (markdown, -1);
  return g_string_free_and_steal (g_steal_pointer (&markup));
}
