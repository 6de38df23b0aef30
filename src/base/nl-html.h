/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void nl_html_append_text (GString *html, const char *text);
void nl_html_append_lines (GString *html, const char *text);
void nl_html_append_format (GString *html, const char *format, ...);
char *nl_html_check_link (const char *url);

G_END_DECLS
