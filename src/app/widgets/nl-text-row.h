/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NL_TYPE_TEXT_ROW (nl_text_row_get_type ())
G_DECLARE_FINAL_TYPE (NlTextRow, nl_text_row, NL, TEXT_ROW, AdwPreferencesRow)

char *nl_text_row_dup_text (NlTextRow *self);
void nl_text_row_set_text (NlTextRow *self, const char *text);

G_END_DECLS
