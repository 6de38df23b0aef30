/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NL_TYPE_WORDS_ROW (nl_words_row_get_type ())
G_DECLARE_FINAL_TYPE (NlWordsRow, nl_words_row, NL, WORDS_ROW, AdwPreferencesRow)

char **nl_words_row_dup_words (NlWordsRow *self);
void nl_words_row_set_words (NlWordsRow *self, const char *const *words);

G_END_DECLS
