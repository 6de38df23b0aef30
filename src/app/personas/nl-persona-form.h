/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "personas/nl-persona.h"

G_BEGIN_DECLS

#define NL_TYPE_PERSONA_FORM (nl_persona_form_get_type ())
G_DECLARE_FINAL_TYPE (NlPersonaForm, nl_persona_form, NL, PERSONA_FORM, AdwDialog)

NlPersonaForm *nl_persona_form_new (NlPersona *persona);

G_END_DECLS
