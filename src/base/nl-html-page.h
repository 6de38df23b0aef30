/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void nl_html_start_page (GString *html, const char *title);
void nl_html_end_page (GString *html);

G_END_DECLS
