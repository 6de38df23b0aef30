/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *nl_typography_apply (const char *text, const char *language);
char *nl_typography_tidy (const char *text);
char *nl_typography_plain (const char *text);
char *nl_typography_calm (const char *text, gboolean title);
char *nl_typography_limit_emoji (const char *text, guint keep);
gboolean nl_typography_is_emoji (gunichar c);

G_END_DECLS
