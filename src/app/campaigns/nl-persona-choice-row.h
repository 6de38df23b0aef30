/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/nl-store.h"

G_BEGIN_DECLS

#define NL_TYPE_PERSONA_CHOICE_ROW (nl_persona_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (
    NlPersonaChoiceRow, nl_persona_choice_row, NL, PERSONA_CHOICE_ROW, AdwExpanderRow)

void nl_persona_choice_row_load (NlPersonaChoiceRow *self,
                                 NlStore *store,
                                 gint64 shop_id,
                                 gint64 persona_id);
gint64 nl_persona_choice_row_get_persona_id (NlPersonaChoiceRow *self);

G_END_DECLS
