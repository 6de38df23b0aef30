/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * NlAiUsage:
 * @input_tokens: tokens read, cached ones included
 * @output_tokens: tokens written, reasoning included
 * @cost_micros: millionths of @currency
 * @currency: ISO 4217 code, or empty when nothing was paid
 *
 * What an answer cost. All zero for a provider that runs on this machine.
 */
typedef struct {
  gint64 input_tokens;
  gint64 output_tokens;
  gint64 cost_micros;
  char currency[4];
} NlAiUsage;

#define NL_TYPE_AI_RESULT (nl_ai_result_get_type ())
G_DECLARE_FINAL_TYPE (NlAiResult, nl_ai_result, NL, AI_RESULT, GObject)

NlAiResult *nl_ai_result_new_text (const char *provider, const char *model, const char *text);
NlAiResult *nl_ai_result_new_node (const char *provider, const char *model, JsonNode *node);
NlAiResult *nl_ai_result_new_image (const char *provider,
                                    const char *model,
                                    GBytes *image,
                                    const char *media_type);

const char *nl_ai_result_get_provider (NlAiResult *self);
const char *nl_ai_result_get_model (NlAiResult *self);
const char *nl_ai_result_get_text (NlAiResult *self);
JsonNode *nl_ai_result_get_node (NlAiResult *self);
GBytes *nl_ai_result_get_image (NlAiResult *self);
const char *nl_ai_result_get_media_type (NlAiResult *self);
gboolean nl_ai_result_is_draft (NlAiResult *self);
void nl_ai_result_set_draft (NlAiResult *self, gboolean draft);
const NlAiUsage *nl_ai_result_get_usage (NlAiResult *self);
void nl_ai_result_set_usage (NlAiResult *self, const NlAiUsage *usage);
const char *const *nl_ai_result_get_notes (NlAiResult *self);
void nl_ai_result_add_note (NlAiResult *self, const char *note);

G_END_DECLS
