/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-markdown.h"

#include <cmark.h>
#include <string.h>

#include "base/nl-html.h"

/* cmark reads, we write: its own HTML knows neither the styles that mail programs need nor which
 * addresses may leave. HTML in a text is shown, never interpreted. */

typedef struct {
  GString *out;
  NlMarkdownStyle style;
  NlMarkdownLinkFunc link_func;
  gpointer link_data;
} Writer;

static const struct {
  const char *element;
  const char *style;
} EMAIL_STYLES[] = {
  { "p", "margin:0 0 16px 0" },
  { "h1", "margin:24px 0 12px 0;font-size:26px;line-height:1.25;font-weight:bold" },
  { "h2", "margin:24px 0 12px 0;font-size:22px;line-height:1.3;font-weight:bold" },
  { "h3", "margin:20px 0 8px 0;font-size:18px;line-height:1.35;font-weight:bold" },
  { "h4", "margin:16px 0 8px 0;font-size:16px;line-height:1.4;font-weight:bold" },
  { "ul", "margin:0 0 16px 0;padding:0 24px" },
  { "ol", "margin:0 0 16px 0;padding:0 24px" },
  { "li", "margin:0 0 8px 0" },
  { "blockquote", "margin:0 0 16px 0;padding:0 16px;border-left:3px solid #c0bfbc" },
  { "hr", "margin:24px 0;border:0;border-top:1px solid #deddda" },
  { "pre", "margin:0 0 16px 0;font-family:monospace;font-size:14px;white-space:pre-wrap" },
  { "code", "font-family:monospace;font-size:14px" },
  { "a", "color:#1a5fb4;text-decoration:underline" },
  { "img", "max-width:100%;height:auto;border:0" },
};

/* Appends "<element" with its style, and leaves the tag open. */
static void
open_tag (Writer *self, const char *element)
{
  g_string_append_printf (self->out, "<%s", element);
  if (self->style != NL_MARKDOWN_EMAIL)
    return;
  if (g_str_equal (element, "a"))
    g_string_append (self->out, " class=\"link\"");
  for (gsize i = 0; i < G_N_ELEMENTS (EMAIL_STYLES); i++)
    if (g_str_equal (EMAIL_STYLES[i].element, element))
      g_string_append_printf (self->out, " style=\"%s\"", EMAIL_STYLES[i].style);
}

static void
write_element (Writer *self, const char *element, gboolean entering, const char *after)
{
  if (entering) {
    open_tag (self, element);
    g_string_append_c (self->out, '>');
  } else {
    g_string_append_printf (self->out, "</%s>%s", element, after);
  }
}

static char *
dup_link (Writer *self, cmark_node *node)
{
  const char *url = cmark_node_get_url (node);
  g_autofree char *checked = url != NULL ? nl_html_check_link (url) : NULL;

  if (checked == NULL || self->link_func == NULL)
    return g_steal_pointer (&checked);
  return self->link_func (checked, self->link_data);
}

/* The text of a node and all in it, as an image's replacement. */
static char *
dup_plain (cmark_node *node)
{
  GString *text = g_string_new (NULL);
  cmark_iter *iter = cmark_iter_new (node);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE) {
    cmark_node *inner = cmark_iter_get_node (iter);
    const char *literal = cmark_node_get_literal (inner);

    if (event == CMARK_EVENT_ENTER && literal != NULL)
      g_string_append (text, literal);
    else if (cmark_node_get_type (inner) == CMARK_NODE_SOFTBREAK
             || cmark_node_get_type (inner) == CMARK_NODE_LINEBREAK)
      g_string_append_c (text, ' ');
  }
  cmark_iter_free (iter);
  return g_string_free_and_steal (text);
}

static void
write_image (Writer *self, cmark_node *node)
{
  const char *url = cmark_node_get_url (node);
  g_autofree char *source = url != NULL ? nl_html_check_link (url) : NULL;
  g_autofree char *alt = dup_plain (node);

  if (source == NULL || !g_str_has_prefix (source, "http")) {
    nl_html_append_text (self->out, alt);
    return;
  }
  open_tag (self, "img");
  nl_html_append_format (self->out, " src=\"%s\" alt=\"%s\">", source, alt);
}

static void
write_link (Writer *self, cmark_node *node, gboolean entering)
{
  g_autofree char *link = dup_link (self, node);

  if (link == NULL)
    return;
  if (!entering) {
    g_string_append (self->out, "</a>");
    return;
  }
  open_tag (self, "a");
  nl_html_append_format (self->out, " href=\"%s\">", link);
}

static gboolean
is_in_tight_list (cmark_node *paragraph)
{
  cmark_node *item = cmark_node_parent (paragraph);
  cmark_node *list = item != NULL ? cmark_node_parent (item) : NULL;

  return list != NULL && cmark_node_get_type (list) == CMARK_NODE_LIST
         && cmark_node_get_list_tight (list);
}

static void
write_list (Writer *self, cmark_node *node, gboolean entering)
{
  gboolean ordered = cmark_node_get_list_type (node) == CMARK_ORDERED_LIST;

  if (entering && ordered && cmark_node_get_list_start (node) != 1) {
    open_tag (self, "ol");
    g_string_append_printf (self->out, " start=\"%d\">", cmark_node_get_list_start (node));
    return;
  }
  write_element (self, ordered ? "ol" : "ul", entering, "\n");
}

static void
write_leaf (Writer *self, cmark_node *node)
{
  const char *literal = cmark_node_get_literal (node);

  switch ((int) cmark_node_get_type (node)) {
  case CMARK_NODE_HTML_BLOCK:
    write_element (self, "p", TRUE, "");
    nl_html_append_text (self->out, literal);
    write_element (self, "p", FALSE, "\n");
    break;
  case CMARK_NODE_CODE_BLOCK:
    write_element (self, "pre", TRUE, "");
    nl_html_append_text (self->out, literal);
    write_element (self, "pre", FALSE, "\n");
    break;
  case CMARK_NODE_CODE:
    write_element (self, "code", TRUE, "");
    nl_html_append_text (self->out, literal);
    write_element (self, "code", FALSE, "");
    break;
  case CMARK_NODE_THEMATIC_BREAK:
    write_element (self, "hr", TRUE, "");
    break;
  /* Who writes a message and not a document means the line to end there. */
  case CMARK_NODE_SOFTBREAK:
  case CMARK_NODE_LINEBREAK:
    g_string_append (self->out, "<br>\n");
    break;
  default:
    nl_html_append_text (self->out, literal);
  }
}

static void
write_node (Writer *self, cmark_node *node, gboolean entering)
{
  static const char *const HEADINGS[] = { "h1", "h2", "h3", "h4", "h4", "h4" };

  switch ((int) cmark_node_get_type (node)) {
  case CMARK_NODE_DOCUMENT:
    break;
  case CMARK_NODE_PARAGRAPH:
    if (!is_in_tight_list (node))
      write_element (self, "p", entering, "\n");
    break;
  case CMARK_NODE_HEADING:
    write_element (self, HEADINGS[CLAMP (cmark_node_get_heading_level (node), 1, 6) - 1], entering,
                   "\n");
    break;
  case CMARK_NODE_BLOCK_QUOTE:
    write_element (self, "blockquote", entering, "\n");
    break;
  case CMARK_NODE_LIST:
    write_list (self, node, entering);
    break;
  case CMARK_NODE_ITEM:
    write_element (self, "li", entering, "\n");
    break;
  case CMARK_NODE_EMPH:
    write_element (self, "em", entering, "");
    break;
  case CMARK_NODE_STRONG:
    write_element (self, "strong", entering, "");
    break;
  case CMARK_NODE_LINK:
    write_link (self, node, entering);
    break;
  default:
    write_leaf (self, node);
  }
}

static cmark_node *
parse (const char *markdown)
{
  return cmark_parse_document (markdown, strlen (markdown),
                               CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8);
}

/**
 * nl_markdown_to_html:
 * @markdown: a text in CommonMark
 * @style: how it shall look
 * @link_func: (nullable) (scope call): gives links their final form
 * @data: for @link_func
 *
 * Turns a text into HTML. Links lead to http:, https: and mailto: only; HTML in the text is
 * escaped.
 *
 * Returns: (transfer full): the HTML
 */
char *
nl_markdown_to_html (const char *markdown,
                     NlMarkdownStyle style,
                     NlMarkdownLinkFunc link_func,
                     gpointer data)
{
  Writer self = { .style = style, .link_func = link_func, .link_data = data };
  cmark_node *document;
  cmark_iter *iter;
  cmark_event_type event;

  g_return_val_if_fail (markdown != NULL, NULL);

  self.out = g_string_new (NULL);
  document = parse (markdown);
  iter = cmark_iter_new (document);
  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node (iter);

    if (cmark_node_get_type (node) == CMARK_NODE_IMAGE) {
      write_image (&self, node);
      cmark_iter_reset (iter, node, CMARK_EVENT_EXIT);
    } else {
      write_node (&self, node, event == CMARK_EVENT_ENTER);
    }
  }
  cmark_iter_free (iter);
  cmark_node_free (document);
  return g_string_free_and_steal (self.out);
}

static void
start_block (GString *text, gboolean close)
{
  while (text->len > 0 && text->str[text->len - 1] == '\n')
    g_string_truncate (text, text->len - 1);
  if (text->len > 0)
    g_string_append (text, close ? "\n" : "\n\n");
}

static void
write_item_mark (GString *text, cmark_node *item)
{
  cmark_node *list = cmark_node_parent (item);
  gboolean is_nested = cmark_node_get_type (cmark_node_parent (list)) == CMARK_NODE_ITEM;
  int number = cmark_node_get_list_start (list);

  start_block (text, cmark_node_get_list_tight (list)
                         && (is_nested || cmark_node_previous (item) != NULL));
  if (cmark_node_get_list_type (list) != CMARK_ORDERED_LIST) {
    g_string_append (text, "• ");
    return;
  }
  for (cmark_node *n = item; (n = cmark_node_previous (n)) != NULL;)
    number++;
  g_string_append_printf (text, "%d. ", number);
}

static gboolean
is_first_in_item (cmark_node *node)
{
  cmark_node *parent = cmark_node_parent (node);

  return parent != NULL && cmark_node_get_type (parent) == CMARK_NODE_ITEM
         && cmark_node_previous (node) == NULL;
}

/* Whether who reads @shown knows the address, be it without its scheme or the stroke at its end. */
static gboolean
shows_address (const char *shown, const char *link)
{
  const char *colon = strchr (link, ':');
  const char *rest = colon == NULL ? link : colon + (g_str_has_prefix (colon, "://") ? 3 : 1);
  gsize length = strlen (shown);
  const char *const forms[] = { link, rest };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_has_prefix (forms[i], shown)
        && (forms[i][length] == '\0' || g_str_equal (forms[i] + length, "/")))
      return TRUE;
  return FALSE;
}

static void
write_text_node (Writer *self, cmark_node *node, gboolean entering)
{
  const char *literal = cmark_node_get_literal (node);

  switch ((int) cmark_node_get_type (node)) {
  case CMARK_NODE_ITEM:
    if (entering)
      write_item_mark (self->out, node);
    break;
  case CMARK_NODE_PARAGRAPH:
  case CMARK_NODE_HEADING:
  case CMARK_NODE_CODE_BLOCK:
  case CMARK_NODE_HTML_BLOCK:
    if (entering && !is_first_in_item (node))
      start_block (self->out, is_in_tight_list (node));
    break;
  case CMARK_NODE_THEMATIC_BREAK:
    start_block (self->out, FALSE);
    g_string_append (self->out, "* * *");
    break;
  case CMARK_NODE_SOFTBREAK:
  case CMARK_NODE_LINEBREAK:
    g_string_append_c (self->out, '\n');
    break;
  case CMARK_NODE_LINK:
    if (!entering) {
      g_autofree char *link = dup_link (self, node);
      g_autofree char *shown = dup_plain (node);

      if (link != NULL && !shows_address (shown, link))
        g_string_append_printf (self->out, " (%s)", link);
    }
    break;
  default:
    break;
  }
  if (entering && literal != NULL)
    g_string_append (self->out, literal);
}

/**
 * nl_markdown_to_text:
 * @markdown: a text in CommonMark
 * @link_func: (nullable) (scope call): gives links their final form
 * @data: for @link_func
 *
 * Turns a text into plain text, as it stands beside the HTML of an email: with the address behind
 * each link.
 *
 * Returns: (transfer full): the text
 */
char *
nl_markdown_to_text (const char *markdown, NlMarkdownLinkFunc link_func, gpointer data)
{
  Writer self = { .link_func = link_func, .link_data = data };
  cmark_node *document;
  cmark_iter *iter;
  cmark_event_type event;

  g_return_val_if_fail (markdown != NULL, NULL);

  self.out = g_string_new (NULL);
  document = parse (markdown);
  iter = cmark_iter_new (document);
  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    write_text_node (&self, cmark_iter_get_node (iter), event == CMARK_EVENT_ENTER);
  cmark_iter_free (iter);
  cmark_node_free (document);
  return g_strchomp (g_string_free_and_steal (self.out));
}
