/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NL_TYPE_LANGUAGES_ROW (nl_languages_row_get_type ())
G_DECLARE_FINAL_TYPE (NlLanguagesRow, nl_languages_row, NL, LANGUAGES_ROW, AdwExpanderRow)

void nl_languages_row_set_codes (NlLanguagesRow *self, const char *const *codes);
char **nl_languages_row_dup_codes (NlLanguagesRow *self);
void nl_languages_row_set_excluded (NlLanguagesRow *self, const char *code);

G_END_DECLS
