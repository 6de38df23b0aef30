/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "personas/nl-persona.h"

G_BEGIN_DECLS

char *nl_persona_to_html (NlPersona *persona, GBytes *portrait) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
