/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-ai-error.h"
#include "ai/nl-ai-json.h"
#include "ai/jobs/nl-ai-wire.h"

static void
set_text (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, member, text);
}

static JsonObject *
image_to_json (const NlAiImageWish *image)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "width", image->width);
  json_object_set_int_member (object, "height", image->height);
  json_object_set_int_member (object, "quality", image->quality);
  json_object_set_boolean_member (object, "transparent", image->transparent);
  return object;
}

/**
 * nl_ai_request_to_bytes:
 * @self: a request with a prompt
 *
 * Writes down what a provider is asked: the words that leave the machine. The facts they were made
 * from stay here.
 *
 * Returns: (transfer full): a JSON object, for nl_ai_request_from_bytes() and for people to read
 */
GBytes *
nl_ai_request_to_bytes (NlAiRequest *self)
{
  static const NlAiImageWish nothing = { 0 };
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  const NlAiImageWish *image;
  char *text;

  g_return_val_if_fail (NL_IS_AI_REQUEST (self), NULL);

  json_node_take_object (node, object);
  image = nl_ai_request_get_image (self);
  set_text (object, "task", nl_ai_request_get_task (self));
  set_text (object, "language", nl_ai_request_get_language (self));
  set_text (object, "model", nl_ai_request_get_model (self));
  set_text (object, "instructions", nl_ai_request_get_instructions (self));
  set_text (object, "prompt", nl_ai_request_get_prompt (self));
  if (nl_ai_request_get_max_output_tokens (self) > 0)
    json_object_set_int_member (object, "max_output_tokens",
                                nl_ai_request_get_max_output_tokens (self));
  if (memcmp (image, &nothing, sizeof nothing) != 0)
    json_object_set_object_member (object, "image", image_to_json (image));
  if (nl_ai_request_get_schema (self) != NULL)
    json_object_set_member (object, "schema", json_node_copy (nl_ai_request_get_schema (self)));
  text = json_to_string (node, TRUE);
  return g_bytes_new_take (text, strlen (text));
}

static void
read_image (JsonObject *object, NlAiRequest *request)
{
  NlAiImageWish image = {
    .width = (guint) CLAMP (nl_ai_json_get_int64 (object, "width"), 0, G_MAXUINT16),
    .height = (guint) CLAMP (nl_ai_json_get_int64 (object, "height"), 0, G_MAXUINT16),
    .quality = (NlAiImageQuality) CLAMP (nl_ai_json_get_int64 (object, "quality"),
                                         NL_AI_IMAGE_QUALITY_AUTO, NL_AI_IMAGE_QUALITY_HIGH),
    .transparent = nl_ai_json_get_boolean (object, "transparent"),
  };

  nl_ai_request_set_image (request, &image);
}

/**
 * nl_ai_request_from_bytes:
 * @bytes: from nl_ai_request_to_bytes()
 * @error: return location for %NL_AI_ERROR_BAD_REQUEST
 *
 * Returns: (transfer full) (nullable): the request, without facts
 */
NlAiRequest *
nl_ai_request_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  NlAiRequest *self;
  JsonObject *object;
  const char *task;
  const char *language;

  g_return_val_if_fail (bytes != NULL, NULL);

  node = nl_ai_json_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL);
  object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  task = object != NULL ? nl_ai_json_get_string (object, "task") : NULL;
  language = object != NULL ? nl_ai_json_get_string (object, "language") : NULL;
  if (task == NULL || language == NULL) {
    g_set_error_literal (error, NL_AI_ERROR, NL_AI_ERROR_BAD_REQUEST,
                         _ ("What was to be asked can’t be read."));
    return NULL;
  }
  self = nl_ai_request_new (task, language, 0);
  nl_ai_request_set_model (self, nl_ai_json_get_string (object, "model"));
  nl_ai_request_set_instructions (self, nl_ai_json_get_string (object, "instructions"));
  nl_ai_request_set_prompt (self, nl_ai_json_get_string (object, "prompt"));
  nl_ai_request_set_max_output_tokens (
      self, (guint) CLAMP (nl_ai_json_get_int64 (object, "max_output_tokens"), 0, G_MAXINT));
  if (nl_ai_json_get_object (object, "image") != NULL)
    read_image (nl_ai_json_get_object (object, "image"), self);
  if (nl_ai_json_get_object (object, "schema") != NULL)
    nl_ai_request_set_schema (self, json_object_get_member (object, "schema"));
  return self;
}
