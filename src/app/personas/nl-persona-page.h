/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"
#include "personas/nl-persona.h"

G_BEGIN_DECLS

#define NL_TYPE_PERSONA_PAGE (nl_persona_page_get_type ())
G_DECLARE_FINAL_TYPE (NlPersonaPage, nl_persona_page, NL, PERSONA_PAGE, AdwNavigationPage)

AdwNavigationPage *nl_persona_page_new (NlWorkspace *workspace, NlPersona *persona);
NlPersona *nl_persona_page_get_persona (NlPersonaPage *self);

G_END_DECLS
