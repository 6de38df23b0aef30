/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-ai-request.h"
#include "personas/nl-persona.h"
#include "shops/nl-shop.h"

G_BEGIN_DECLS

NlAiRequest *nl_persona_to_request (NlPersona *persona, NlShop *shop, guint64 seed);

G_END_DECLS
