/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define NL_TYPE_AI_REQUEST (nl_ai_request_get_type ())
G_DECLARE_FINAL_TYPE (NlAiRequest, nl_ai_request, NL, AI_REQUEST, GObject)

NlAiRequest *nl_ai_request_new (const char *task, const char *language, guint64 seed);

const char *nl_ai_request_get_task (NlAiRequest *self);
const char *nl_ai_request_get_language (NlAiRequest *self);
guint64 nl_ai_request_get_seed (NlAiRequest *self);

JsonNode *nl_ai_request_get_facts (NlAiRequest *self);
void nl_ai_request_set_facts (NlAiRequest *self, JsonNode *facts);
const char *nl_ai_request_get_prompt (NlAiRequest *self);
void nl_ai_request_set_prompt (NlAiRequest *self, const char *prompt);
JsonNode *nl_ai_request_get_schema (NlAiRequest *self);
void nl_ai_request_set_schema (NlAiRequest *self, JsonNode *schema);
const char *nl_ai_request_get_model (NlAiRequest *self);
void nl_ai_request_set_model (NlAiRequest *self, const char *model);

G_END_DECLS
