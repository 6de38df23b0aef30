/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void check_text (const char *text, const char *language, const char *where);
void check_sentences (const char *text, const char *where);
void check_typography (const char *text, const char *language, const char *where);
void check_banned (const char *text, JsonObject *facts, const char *where);
guint count_emoji (const char *text);

G_END_DECLS
