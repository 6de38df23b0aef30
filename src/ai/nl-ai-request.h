/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * NlAiImageQuality:
 * @NL_AI_IMAGE_QUALITY_AUTO: the provider's own choice
 * @NL_AI_IMAGE_QUALITY_LOW: a sketch, cheap and quick
 * @NL_AI_IMAGE_QUALITY_MEDIUM: good for the screen
 * @NL_AI_IMAGE_QUALITY_HIGH: the best there is
 *
 * How much care a picture is worth.
 */
typedef enum {
  NL_AI_IMAGE_QUALITY_AUTO,
  NL_AI_IMAGE_QUALITY_LOW,
  NL_AI_IMAGE_QUALITY_MEDIUM,
  NL_AI_IMAGE_QUALITY_HIGH,
} NlAiImageQuality;

/**
 * NlAiImageWish:
 * @width: pixels, 0 for any. Providers make the nearest they can; who needs exact pixels scales
 * @height: pixels, 0 for any
 * @quality: how much care it is worth
 * @transparent: whether nothing should be behind what is shown, where the provider can do that
 *
 * What a picture should be like.
 */
typedef struct {
  guint width;
  guint height;
  NlAiImageQuality quality;
  gboolean transparent;
} NlAiImageWish;

#define NL_TYPE_AI_REQUEST (nl_ai_request_get_type ())
G_DECLARE_FINAL_TYPE (NlAiRequest, nl_ai_request, NL, AI_REQUEST, GObject)

NlAiRequest *nl_ai_request_new (const char *task, const char *language, guint64 seed);

NlAiRequest *nl_ai_request_copy (NlAiRequest *self);

const char *nl_ai_request_get_task (NlAiRequest *self);
const char *nl_ai_request_get_language (NlAiRequest *self);
guint64 nl_ai_request_get_seed (NlAiRequest *self);

JsonNode *nl_ai_request_get_facts (NlAiRequest *self);
void nl_ai_request_set_facts (NlAiRequest *self, JsonNode *facts);
const char *nl_ai_request_get_prompt (NlAiRequest *self);
void nl_ai_request_set_prompt (NlAiRequest *self, const char *prompt);
const char *nl_ai_request_get_instructions (NlAiRequest *self);
void nl_ai_request_set_instructions (NlAiRequest *self, const char *instructions);
guint nl_ai_request_get_max_output_tokens (NlAiRequest *self);
void nl_ai_request_set_max_output_tokens (NlAiRequest *self, guint tokens);
const NlAiImageWish *nl_ai_request_get_image (NlAiRequest *self);
void nl_ai_request_set_image (NlAiRequest *self, const NlAiImageWish *image);
JsonNode *nl_ai_request_get_schema (NlAiRequest *self);
void nl_ai_request_set_schema (NlAiRequest *self, JsonNode *schema);
const char *nl_ai_request_get_model (NlAiRequest *self);
void nl_ai_request_set_model (NlAiRequest *self, const char *model);

G_END_DECLS
