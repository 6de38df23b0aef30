/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/nl-image-view.h"
#include "personas/nl-persona.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

#define NL_TYPE_PERSONA_PORTRAIT (nl_persona_portrait_get_type ())
G_DECLARE_FINAL_TYPE (NlPersonaPortrait, nl_persona_portrait, NL, PERSONA_PORTRAIT, GObject)

NlPersonaPortrait *nl_persona_portrait_new (NlImageView *view, NlStore *store);
void nl_persona_portrait_set_persona (NlPersonaPortrait *self, NlPersona *persona);
GdkContentProvider *nl_persona_portrait_dup_content (NlPersonaPortrait *self);
gboolean nl_persona_portrait_copy (NlPersonaPortrait *self);

G_END_DECLS
