/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "personas/nl-persona.h"
#include "store/nl-image.h"

G_BEGIN_DECLS

DexFuture *nl_persona_draw_avatar (NlPersona *persona,
                                   guint64 seed,
                                   GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
