/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define NL_TYPE_PART_TEXT (nl_part_text_get_type ())
G_DECLARE_FINAL_TYPE (NlPartText, nl_part_text, NL, PART_TEXT, GtkSourceView)

GtkWidget *nl_part_text_new (gboolean is_single_line, gboolean is_markdown);
char *nl_part_text_dup_text (NlPartText *self);
void nl_part_text_set_text (NlPartText *self, const char *text);
void nl_part_text_set_language (NlPartText *self, const char *language);
void nl_part_text_set_names (NlPartText *self, const char *const *names);

G_END_DECLS
