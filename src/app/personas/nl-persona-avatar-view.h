/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/widgets/nl-image-view.h"
#include "personas/nl-persona.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

void nl_persona_avatar_view_load (NlImageView *view, NlStore *store, NlPersona *persona);

G_END_DECLS
