/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-ai-request.h"
#include "ai/nl-ai-result.h"

G_BEGIN_DECLS

/* What is asked, and what came back, as bytes that can be shown and kept. */

GBytes *nl_ai_request_to_bytes (NlAiRequest *self);
NlAiRequest *nl_ai_request_from_bytes (GBytes *bytes, GError **error);

GBytes *nl_ai_result_to_bytes (NlAiResult *self);
NlAiResult *nl_ai_result_from_bytes (GBytes *bytes, GError **error);

G_END_DECLS
