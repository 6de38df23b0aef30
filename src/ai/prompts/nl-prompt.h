/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/prompts/nl-prompt-slots.h"

G_BEGIN_DECLS

/* What a provider is told for one task: a text with slots that is the same for every shop until
 * somebody changes it. docs/ai.md explains how it is written. */
typedef struct _NlPrompt NlPrompt;

/* Bytes; far more than anybody writes. */
#define NL_PROMPT_MAX_SIZE (32 * 1024)

NlPrompt *nl_prompt_parse (const char *task, const char *text, GError **error);
void nl_prompt_free (NlPrompt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlPrompt, nl_prompt_free)

char *nl_prompt_fill_instructions (NlPrompt *self, NlPromptSlots *slots) G_GNUC_WARN_UNUSED_RESULT;
char *nl_prompt_fill (NlPrompt *self, NlPromptSlots *slots) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
