/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/shell/nl-workspace.h"
#include "personas/nl-persona.h"

G_BEGIN_DECLS

#define NL_TYPE_PERSONA_DIALOG (nl_persona_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NlPersonaDialog, nl_persona_dialog, NL, PERSONA_DIALOG, AdwDialog)

NlPersonaDialog *nl_persona_dialog_new (NlWorkspace *workspace, gint64 segment_id);
NlPersonaDialog *nl_persona_dialog_new_duplicate (NlWorkspace *workspace, NlPersona *persona);

G_END_DECLS
