/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"
#include "personas/nl-persona.h"
#include "store/nl-row.h"

G_BEGIN_DECLS

#define NL_TYPE_PERSONA_CARD (nl_persona_card_get_type ())
G_DECLARE_FINAL_TYPE (NlPersonaCard, nl_persona_card, NL, PERSONA_CARD, AdwBin)

GtkWidget *nl_persona_card_new (NlStore *store);
void nl_persona_card_set_row (NlPersonaCard *self, NlRow *row, GHashTable *segment_names);
void nl_persona_card_update (NlPersonaCard *self);
NlPersona *nl_persona_card_get_persona (NlPersonaCard *self);

G_END_DECLS
