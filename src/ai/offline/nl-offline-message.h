/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-ai-request.h"
#include "ai/nl-ai-result.h"

G_BEGIN_DECLS

NlAiResult *nl_offline_message_write (NlAiRequest *request, GError **error);
const char *const *nl_offline_message_list_templates (void);

G_END_DECLS
