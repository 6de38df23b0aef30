/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "personas/nl-persona.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/**
 * NlPersonaFormat:
 * @NL_PERSONA_FORMAT_HTML: a card with everything about the persona
 * @NL_PERSONA_FORMAT_PNG: the portrait in pixels
 * @NL_PERSONA_FORMAT_SVG: the portrait as it was drawn
 *
 * What to make of a persona.
 */
typedef enum {
  NL_PERSONA_FORMAT_HTML,
  NL_PERSONA_FORMAT_PNG,
  NL_PERSONA_FORMAT_SVG,
} NlPersonaFormat;

DexFuture *nl_persona_export (NlStore *store,
                              NlPersona *persona,
                              NlPersonaFormat format,
                              GFile *file) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_persona_render_portrait (GBytes *portrait) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
