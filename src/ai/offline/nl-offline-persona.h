/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-ai-request.h"
#include "ai/nl-ai-result.h"

G_BEGIN_DECLS

#define NL_OFFLINE_PROVIDER_ID "offline"
#define NL_OFFLINE_MODEL "phrases-1"

NlAiResult *nl_offline_persona_write (NlAiRequest *request, GError **error);

G_END_DECLS
