/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-ai-request.h"
#include "ai/prompts/nl-prompt-slots.h"

G_BEGIN_DECLS

/* From the facts of a request to what a prompt may say of them. */

NlPromptSlots *nl_prompt_facts_read (NlAiRequest *request);

/* What the tasks share. */
void nl_prompt_facts_read_shop (NlAiRequest *request, NlPromptSlots *slots);
void nl_prompt_facts_read_segment (JsonObject *facts, NlPromptSlots *slots);
void nl_prompt_facts_read_message (JsonObject *facts, NlPromptSlots *slots);

char *nl_prompt_facts_line (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *nl_prompt_facts_money (double amount, const char *currency) G_GNUC_WARN_UNUSED_RESULT;
char *nl_prompt_facts_share (double share) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
