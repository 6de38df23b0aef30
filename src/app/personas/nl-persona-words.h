/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "personas/nl-persona.h"

G_BEGIN_DECLS

JsonObject *nl_persona_dup_statistics (NlPersona *persona);
char *nl_persona_dup_segment_name (NlPersona *persona);
char *nl_persona_dup_details (NlPersona *persona);
char *nl_persona_dup_text (NlPersona *persona);

G_END_DECLS
