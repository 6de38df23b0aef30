/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * NlAiUsage:
 * @known: whether the provider said what it used; servers may say nothing, and a stream that breaks
 *   never gets there
 * @input_tokens: tokens read, cached ones included
 * @cached_tokens: of these, the ones read from a cache, which cost less
 * @output_tokens: tokens written, reasoning included
 * @reasoning_tokens: of these, the ones nobody sees
 * @images: pictures made, for those that are paid by the picture
 * @cost_micros: millionths of @currency: an estimate from a price list, never a promise
 * @currency: ISO 4217 code, or empty when nothing was paid or the price is unknown
 *
 * What an answer cost. All zero for the offline provider.
 */
typedef struct {
  gboolean known;
  gint64 input_tokens;
  gint64 cached_tokens;
  gint64 output_tokens;
  gint64 reasoning_tokens;
  gint64 images;
  gint64 cost_micros;
  char currency[4];
} NlAiUsage;

void nl_ai_usage_add (NlAiUsage *self, const NlAiUsage *other);

/**
 * NlAiFinish:
 * @NL_AI_FINISH_COMPLETE: it said all it wanted to say
 * @NL_AI_FINISH_LENGTH: cut at the limit of tokens
 * @NL_AI_FINISH_FILTERED: the provider's filter stopped it; what came before is there
 * @NL_AI_FINISH_INTERRUPTED: the connection ended first; what came before is there
 * @NL_AI_FINISH_UNKNOWN: it ended, and nothing we know says why: perhaps incomplete
 *
 * Why an answer ends where it ends. A text that is not complete is still a result; a structured
 * answer that is not complete is %NL_AI_ERROR_BAD_ANSWER.
 */
typedef enum {
  NL_AI_FINISH_COMPLETE,
  NL_AI_FINISH_LENGTH,
  NL_AI_FINISH_FILTERED,
  NL_AI_FINISH_INTERRUPTED,
  NL_AI_FINISH_UNKNOWN,
} NlAiFinish;

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
NlAiFinish nl_ai_result_get_finish (NlAiResult *self);
void nl_ai_result_set_finish (NlAiResult *self, NlAiFinish finish);
const char *nl_ai_result_get_request_id (NlAiResult *self);
void nl_ai_result_set_request_id (NlAiResult *self, const char *request_id);
const char *nl_ai_result_get_reason (NlAiResult *self);
void nl_ai_result_set_reason (NlAiResult *self, const char *reason);
GPtrArray *nl_ai_result_get_attempts (NlAiResult *self);
void nl_ai_result_set_attempts (NlAiResult *self, GPtrArray *attempts);
guint nl_ai_result_get_n_perhaps_billed (NlAiResult *self);
void nl_ai_result_set_n_perhaps_billed (NlAiResult *self, guint n);
const char *const *nl_ai_result_get_notes (NlAiResult *self);
void nl_ai_result_add_note (NlAiResult *self, const char *note);

G_END_DECLS
