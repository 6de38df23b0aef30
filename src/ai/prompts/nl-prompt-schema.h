/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-ai-request.h"

G_BEGIN_DECLS

JsonNode *nl_prompt_schema_new (NlAiRequest *request);

G_END_DECLS
