/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void nl_mime_append_header (GString *mime, const char *name, const char *text);
void nl_mime_append_phrase (GString *mime, const char *name, const char *phrase, const char *rest);
void nl_mime_append_quoted_printable (GString *mime, const char *text);
void nl_mime_append_base64 (GString *mime, GBytes *bytes);
char *nl_mime_date (gint64 unix_us) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
