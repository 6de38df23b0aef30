/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NL_TYPE_CHOICE_ROW (nl_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (NlChoiceRow, nl_choice_row, NL, CHOICE_ROW, AdwComboRow)

/* The name a code is shown by. */
typedef char *(*NlChoiceNameFunc) (const char *code);

void nl_choice_row_set_choices (NlChoiceRow *self,
                                const char *const *codes,
                                NlChoiceNameFunc name,
                                gboolean by_name);
const char *nl_choice_row_get_code (NlChoiceRow *self);
void nl_choice_row_set_code (NlChoiceRow *self, const char *code);

G_END_DECLS
