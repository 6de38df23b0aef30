/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NlMarkdownStyle:
 * @NL_MARKDOWN_BARE: elements without attributes, for a page with a style sheet
 * @NL_MARKDOWN_EMAIL: every element with its style, because mail programs drop style sheets
 *
 * How the HTML of a text looks.
 */
typedef enum {
  NL_MARKDOWN_BARE,
  NL_MARKDOWN_EMAIL,
} NlMarkdownStyle;

/* Gives an address (already checked) the form it shall have in a link. */
typedef char *(*NlMarkdownLinkFunc) (const char *url, gpointer data);

char *nl_markdown_to_html (const char *markdown,
                           NlMarkdownStyle style,
                           NlMarkdownLinkFunc link_func,
                           gpointer data) G_GNUC_WARN_UNUSED_RESULT;
char *nl_markdown_to_text (const char *markdown,
                           NlMarkdownLinkFunc link_func,
                           gpointer data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
