/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ai/nl-ai-error.h"

G_BEGIN_DECLS

/* Longer than anything that is written here. */
#define NL_OPENAI_MAX_TEXT (2 * 1024 * 1024)

/* An answer of `/chat/completions`, whole or as it comes in. */
typedef struct _NlOpenaiAnswer NlOpenaiAnswer;

NlOpenaiAnswer *nl_openai_answer_new (void);
void nl_openai_answer_free (NlOpenaiAnswer *self);
const char *nl_openai_answer_take (NlOpenaiAnswer *self, JsonNode *node, GError **error);
const char *nl_openai_answer_end (NlOpenaiAnswer *self);

const char *nl_openai_answer_get_text (NlOpenaiAnswer *self);
const char *nl_openai_answer_get_refusal (NlOpenaiAnswer *self);
const char *nl_openai_answer_get_model (NlOpenaiAnswer *self);
const NlAiUsage *nl_openai_answer_get_usage (NlOpenaiAnswer *self);
gboolean nl_openai_answer_has_finished (NlOpenaiAnswer *self);
NlAiFinish nl_openai_answer_get_finish (NlOpenaiAnswer *self);

void nl_openai_read_usage (JsonObject *answer, NlAiUsage *usage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlOpenaiAnswer, nl_openai_answer_free)

G_END_DECLS
