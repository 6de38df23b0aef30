/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-ai-attempt.h"
#include "ai/nl-ai-error.h"
#include "ai/nl-ai-json.h"
#include "ai/jobs/nl-ai-wire.h"

/* More than anybody asks for one answer. */
#define MAX_ATTEMPTS 1000

/* In the order of NlAiFinish. */
static const char *const FINISHES[]
    = { "complete", "length", "filtered", "interrupted", "unknown", NULL };

static JsonObject *
usage_to_json (const NlAiUsage *usage)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "input_tokens", usage->input_tokens);
  json_object_set_int_member (object, "cached_tokens", usage->cached_tokens);
  json_object_set_int_member (object, "output_tokens", usage->output_tokens);
  json_object_set_int_member (object, "reasoning_tokens", usage->reasoning_tokens);
  json_object_set_int_member (object, "images", usage->images);
  json_object_set_int_member (object, "cost_micros", usage->cost_micros);
  json_object_set_string_member (object, "currency", usage->currency);
  return object;
}

static JsonArray *
strv_to_json (const char *const *texts)
{
  JsonArray *array = json_array_new ();

  for (; *texts != NULL; texts++)
    json_array_add_string_element (array, *texts);
  return array;
}

static void
set_text (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
}

/**
 * nl_ai_result_to_bytes:
 * @self: a result
 *
 * Writes down what came back. A picture follows the JSON, behind a zero byte, as it is.
 *
 * Returns: (transfer full): bytes for nl_ai_result_from_bytes()
 */
GBytes *
nl_ai_result_to_bytes (NlAiResult *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *text = NULL;
  GByteArray *bytes = g_byte_array_new ();
  GBytes *image;

  g_return_val_if_fail (NL_IS_AI_RESULT (self), NULL);

  json_node_take_object (node, object);
  set_text (object, "provider", nl_ai_result_get_provider (self));
  set_text (object, "model", nl_ai_result_get_model (self));
  set_text (object, "text", nl_ai_result_get_text (self));
  if (nl_ai_result_get_node (self) != NULL)
    json_object_set_member (object, "node", json_node_copy (nl_ai_result_get_node (self)));
  set_text (object, "media_type", nl_ai_result_get_media_type (self));
  json_object_set_boolean_member (object, "draft", nl_ai_result_is_draft (self));
  set_text (object, "finish", FINISHES[nl_ai_result_get_finish (self)]);
  set_text (object, "request_id", nl_ai_result_get_request_id (self));
  set_text (object, "reason", nl_ai_result_get_reason (self));
  json_object_set_array_member (object, "notes", strv_to_json (nl_ai_result_get_notes (self)));
  if (nl_ai_result_get_n_perhaps_billed (self) > 0)
    json_object_set_int_member (object, "perhaps_billed", nl_ai_result_get_n_perhaps_billed (self));
  if (nl_ai_result_get_usage (self)->known)
    json_object_set_object_member (object, "usage", usage_to_json (nl_ai_result_get_usage (self)));
  text = json_to_string (node, FALSE);
  g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
  image = nl_ai_result_get_image (self);
  if (image != NULL) {
    g_byte_array_append (bytes, (const guint8 *) "", 1);
    g_byte_array_append (bytes, g_bytes_get_data (image, NULL), (guint) g_bytes_get_size (image));
  }
  return g_byte_array_free_to_bytes (bytes);
}

static void
read_usage (JsonObject *object, NlAiResult *result)
{
  NlAiUsage usage = {
    .known = TRUE,
    .input_tokens = nl_ai_json_get_int64 (object, "input_tokens"),
    .cached_tokens = nl_ai_json_get_int64 (object, "cached_tokens"),
    .output_tokens = nl_ai_json_get_int64 (object, "output_tokens"),
    .reasoning_tokens = nl_ai_json_get_int64 (object, "reasoning_tokens"),
    .images = nl_ai_json_get_int64 (object, "images"),
    .cost_micros = nl_ai_json_get_int64 (object, "cost_micros"),
  };
  const char *currency = nl_ai_json_get_string (object, "currency");

  if (currency != NULL)
    g_strlcpy (usage.currency, currency, sizeof usage.currency);
  nl_ai_result_set_usage (result, &usage);
}

static void
read_rest (JsonObject *object, NlAiResult *result)
{
  const char *finish = nl_ai_json_get_string (object, "finish");
  JsonArray *notes = nl_ai_json_get_array (object, "notes");

  nl_ai_result_set_finish (result, NL_AI_FINISH_UNKNOWN);
  for (guint i = 0; FINISHES[i] != NULL; i++)
    if (g_strcmp0 (FINISHES[i], finish) == 0)
      nl_ai_result_set_finish (result, (NlAiFinish) i);
  nl_ai_result_set_draft (result, nl_ai_json_get_boolean (object, "draft"));
  nl_ai_result_set_request_id (result, nl_ai_json_get_string (object, "request_id"));
  nl_ai_result_set_reason (result, nl_ai_json_get_string (object, "reason"));
  for (guint i = 0; notes != NULL && i < json_array_get_length (notes); i++)
    nl_ai_result_add_note (result, json_array_get_string_element (notes, i));
  nl_ai_result_set_n_perhaps_billed (
      result, (guint) CLAMP (nl_ai_json_get_int64 (object, "perhaps_billed"), 0, MAX_ATTEMPTS));
  if (nl_ai_json_get_object (object, "usage") != NULL)
    read_usage (nl_ai_json_get_object (object, "usage"), result);
}

static NlAiResult *
new_result (JsonObject *object, GBytes *image)
{
  const char *provider = nl_ai_json_get_string (object, "provider");
  const char *model = nl_ai_json_get_string (object, "model");
  const char *text = nl_ai_json_get_string (object, "text");
  const char *media_type = nl_ai_json_get_string (object, "media_type");

  if (provider == NULL || model == NULL)
    return NULL;
  if (image != NULL && media_type != NULL)
    return nl_ai_result_new_image (provider, model, image, media_type);
  if (json_object_has_member (object, "node"))
    return nl_ai_result_new_node (provider, model, json_object_dup_member (object, "node"));
  return text != NULL ? nl_ai_result_new_text (provider, model, text) : NULL;
}

/**
 * nl_ai_result_from_bytes:
 * @bytes: from nl_ai_result_to_bytes()
 * @error: return location for %NL_AI_ERROR_BAD_ANSWER
 *
 * Returns: (transfer full) (nullable): the result, without the list of who was asked but with how
 *   many of them perhaps charged for nothing
 */
NlAiResult *
nl_ai_result_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GBytes) image = NULL;
  NlAiResult *self = NULL;
  const char *data;
  const char *end;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  end = length > 0 ? memchr (data, '\0', length) : NULL;
  if (end != NULL)
    image = g_bytes_new_from_bytes (bytes, (gsize) (end - data) + 1,
                                    length - (gsize) (end - data) - 1);
  if (length > 0)
    node = nl_ai_json_parse (data, end != NULL ? end - data : (gssize) length, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    self = new_result (json_node_get_object (node), image);
  if (self == NULL) {
    g_set_error_literal (error, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER,
                         _ ("The answer that was kept can’t be read."));
    return NULL;
  }
  read_rest (json_node_get_object (node), self);
  return self;
}
