/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-ai-result.h"
#include "personas/nl-persona.h"

G_BEGIN_DECLS

gboolean nl_persona_read_answer (NlPersona *persona, NlAiResult *result, GError **error);
gboolean nl_persona_is_writable (guint field);
void nl_persona_take_field (NlPersona *self, NlPersona *draft, guint field);

G_END_DECLS
