/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"
#include "personas/nl-persona.h"

G_BEGIN_DECLS

#define NL_TYPE_PERSONA_COMPARISON (nl_persona_comparison_get_type ())
G_DECLARE_FINAL_TYPE (
    NlPersonaComparison, nl_persona_comparison, NL, PERSONA_COMPARISON, AdwNavigationPage)

AdwNavigationPage *nl_persona_comparison_new (NlWorkspace *workspace,
                                              NlPersona *first,
                                              NlPersona *second);
void nl_persona_compare (AdwNavigationView *view, NlWorkspace *workspace, NlPersona *persona);

G_END_DECLS
