/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"
#include "personas/nl-persona.h"

G_BEGIN_DECLS

#define NL_TYPE_PERSONA_CHOOSER (nl_persona_chooser_get_type ())
G_DECLARE_FINAL_TYPE (NlPersonaChooser, nl_persona_chooser, NL, PERSONA_CHOOSER, AdwDialog)

NlPersonaChooser *nl_persona_chooser_new (NlWorkspace *workspace, NlPersona *other_than);

G_END_DECLS
