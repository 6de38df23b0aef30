/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-ai-result.h"

#include "ai/nl-ai-attempt.h"

struct _NlAiResult {
  GObject parent_instance;

  char *provider;
  char *model;
  char *text;
  JsonNode *node;
  GBytes *image;
  char *media_type;
  gboolean draft;
  NlAiUsage usage;
  NlAiFinish finish;
  char *request_id;
  char *reason;
  GStrv notes;
  GPtrArray *attempts;
  guint n_perhaps_billed;
};

G_DEFINE_FINAL_TYPE (NlAiResult, nl_ai_result, G_TYPE_OBJECT)

static void
nl_ai_result_finalize (GObject *object)
{
  NlAiResult *self = NL_AI_RESULT (object);

  g_free (self->provider);
  g_free (self->model);
  g_free (self->text);
  g_clear_pointer (&self->node, json_node_unref);
  g_clear_pointer (&self->image, g_bytes_unref);
  g_free (self->media_type);
  g_free (self->request_id);
  g_free (self->reason);
  g_strfreev (self->notes);
  g_clear_pointer (&self->attempts, g_ptr_array_unref);
  G_OBJECT_CLASS (nl_ai_result_parent_class)->finalize (object);
}

static void
nl_ai_result_class_init (NlAiResultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_ai_result_finalize;
}

static void
nl_ai_result_init (NlAiResult *self)
{
  self->notes = g_new0 (char *, 1);
}

/**
 * nl_ai_usage_add:
 * @self: what was used
 * @other: what was used besides, in the same currency
 *
 * Adds up what several answers used.
 */
void
nl_ai_usage_add (NlAiUsage *self, const NlAiUsage *other)
{
  self->known |= other->known;
  self->input_tokens += other->input_tokens;
  self->cached_tokens += other->cached_tokens;
  self->output_tokens += other->output_tokens;
  self->reasoning_tokens += other->reasoning_tokens;
  self->images += other->images;
  self->cost_micros += other->cost_micros;
  if (*self->currency == '\0')
    g_strlcpy (self->currency, other->currency, sizeof self->currency);
}

static NlAiResult *
result_new (const char *provider, const char *model)
{
  NlAiResult *self = g_object_new (NL_TYPE_AI_RESULT, NULL);

  self->provider = g_strdup (provider);
  self->model = g_strdup (model);
  return self;
}

/**
 * nl_ai_result_new_text:
 * @provider: the id of the provider that wrote it
 * @model: the model that wrote it
 * @text: what it wrote
 *
 * Returns: (transfer full): a result that is a text
 */
NlAiResult *
nl_ai_result_new_text (const char *provider, const char *model, const char *text)
{
  NlAiResult *self;

  g_return_val_if_fail (provider != NULL && model != NULL && text != NULL, NULL);

  self = result_new (provider, model);
  self->text = g_strdup (text);
  return self;
}

/**
 * nl_ai_result_new_node:
 * @provider: the id of the provider that wrote it
 * @model: the model that wrote it
 * @node: (transfer full): the structured answer, already checked; gets sealed
 *
 * Returns: (transfer full): a result that is JSON
 */
NlAiResult *
nl_ai_result_new_node (const char *provider, const char *model, JsonNode *node)
{
  NlAiResult *self;

  g_return_val_if_fail (provider != NULL && model != NULL && node != NULL, NULL);

  self = result_new (provider, model);
  json_node_seal (node);
  self->node = node;
  return self;
}

/**
 * nl_ai_result_new_image:
 * @provider: the id of the provider that made it
 * @model: the model that made it
 * @image: (transfer none): the encoded picture
 * @media_type: what its first bytes say it is, such as "image/png"
 *
 * Returns: (transfer full): a result that is a picture
 */
NlAiResult *
nl_ai_result_new_image (const char *provider,
                        const char *model,
                        GBytes *image,
                        const char *media_type)
{
  NlAiResult *self;

  g_return_val_if_fail (provider != NULL && model != NULL, NULL);
  g_return_val_if_fail (image != NULL && media_type != NULL, NULL);

  self = result_new (provider, model);
  self->image = g_bytes_ref (image);
  self->media_type = g_strdup (media_type);
  return self;
}

/**
 * nl_ai_result_get_provider:
 * @self: a result
 *
 * Returns: the id of the provider that answered, which may not be the one asked first
 */
const char *
nl_ai_result_get_provider (NlAiResult *self)
{
  g_return_val_if_fail (NL_IS_AI_RESULT (self), NULL);

  return self->provider;
}

/**
 * nl_ai_result_get_model:
 * @self: a result
 *
 * Returns: the model that answered
 */
const char *
nl_ai_result_get_model (NlAiResult *self)
{
  g_return_val_if_fail (NL_IS_AI_RESULT (self), NULL);

  return self->model;
}

/**
 * nl_ai_result_get_text:
 * @self: a result
 *
 * Returns: (nullable): the text, when a text was asked for
 */
const char *
nl_ai_result_get_text (NlAiResult *self)
{
  g_return_val_if_fail (NL_IS_AI_RESULT (self), NULL);

  return self->text;
}

/**
 * nl_ai_result_get_node:
 * @self: a result
 *
 * Returns: (transfer none) (nullable): the sealed JSON, when a structured answer was asked for
 */
JsonNode *
nl_ai_result_get_node (NlAiResult *self)
{
  g_return_val_if_fail (NL_IS_AI_RESULT (self), NULL);

  return self->node;
}

/**
 * nl_ai_result_get_image:
 * @self: a result
 *
 * Returns: (transfer none) (nullable): the encoded picture, when one was asked for
 */
GBytes *
nl_ai_result_get_image (NlAiResult *self)
{
  g_return_val_if_fail (NL_IS_AI_RESULT (self), NULL);

  return self->image;
}

/**
 * nl_ai_result_get_media_type:
 * @self: a result
 *
 * Returns: (nullable): what the picture's first bytes say it is
 */
const char *
nl_ai_result_get_media_type (NlAiResult *self)
{
  g_return_val_if_fail (NL_IS_AI_RESULT (self), NULL);

  return self->media_type;
}

/**
 * nl_ai_result_is_draft:
 * @self: a result
 *
 * Returns: whether it should be shown as a first draft that wants a person's eye
 */
gboolean
nl_ai_result_is_draft (NlAiResult *self)
{
  g_return_val_if_fail (NL_IS_AI_RESULT (self), FALSE);

  return self->draft;
}

/**
 * nl_ai_result_set_draft:
 * @self: a result
 * @draft: whether it is a first draft
 */
void
nl_ai_result_set_draft (NlAiResult *self, gboolean draft)
{
  g_return_if_fail (NL_IS_AI_RESULT (self));

  self->draft = draft;
}

/**
 * nl_ai_result_get_usage:
 * @self: a result
 *
 * Returns: (transfer none): what it cost
 */
const NlAiUsage *
nl_ai_result_get_usage (NlAiResult *self)
{
  g_return_val_if_fail (NL_IS_AI_RESULT (self), NULL);

  return &self->usage;
}

/**
 * nl_ai_result_set_usage:
 * @self: a result
 * @usage: what it cost
 */
void
nl_ai_result_set_usage (NlAiResult *self, const NlAiUsage *usage)
{
  g_return_if_fail (NL_IS_AI_RESULT (self));
  g_return_if_fail (usage != NULL);

  self->usage = *usage;
}

/**
 * nl_ai_result_get_finish:
 * @self: a result
 *
 * Returns: why it ends where it ends
 */
NlAiFinish
nl_ai_result_get_finish (NlAiResult *self)
{
  g_return_val_if_fail (NL_IS_AI_RESULT (self), NL_AI_FINISH_UNKNOWN);

  return self->finish;
}

/**
 * nl_ai_result_set_finish:
 * @self: a result
 * @finish: why it ends where it ends; it is complete when nothing else is said
 */
void
nl_ai_result_set_finish (NlAiResult *self, NlAiFinish finish)
{
  g_return_if_fail (NL_IS_AI_RESULT (self));

  self->finish = finish;
}

/**
 * nl_ai_result_get_request_id:
 * @self: a result
 *
 * Returns: (nullable): how the server calls the request, for those who ask its owner about it
 */
const char *
nl_ai_result_get_request_id (NlAiResult *self)
{
  g_return_val_if_fail (NL_IS_AI_RESULT (self), NULL);

  return self->request_id;
}

/**
 * nl_ai_result_set_request_id:
 * @self: a result
 * @request_id: (nullable): how the server calls the request
 */
void
nl_ai_result_set_request_id (NlAiResult *self, const char *request_id)
{
  g_return_if_fail (NL_IS_AI_RESULT (self));

  g_set_str (&self->request_id, request_id);
}

/**
 * nl_ai_result_get_reason:
 * @self: a result
 *
 * Returns: (nullable): a translated sentence about why this provider wrote it and not the one asked
 *   first; %NULL when that one did
 */
const char *
nl_ai_result_get_reason (NlAiResult *self)
{
  g_return_val_if_fail (NL_IS_AI_RESULT (self), NULL);

  return self->reason;
}

/**
 * nl_ai_result_set_reason:
 * @self: a result
 * @reason: (nullable): a translated sentence about why this provider wrote it: whoever falls back
 *   from one provider to the next says so
 */
void
nl_ai_result_set_reason (NlAiResult *self, const char *reason)
{
  g_return_if_fail (NL_IS_AI_RESULT (self));

  g_set_str (&self->reason, reason);
}

/**
 * nl_ai_result_get_attempts:
 * @self: a result
 *
 * Returns: (transfer none) (nullable) (element-type NlAiAttempt): who was asked, in order, the last
 *   being the one that answered; %NULL when one provider alone was asked
 */
GPtrArray *
nl_ai_result_get_attempts (NlAiResult *self)
{
  g_return_val_if_fail (NL_IS_AI_RESULT (self), NULL);

  return self->attempts;
}

/**
 * nl_ai_result_set_attempts:
 * @self: a result
 * @attempts: (transfer none) (element-type NlAiAttempt): who was asked
 */
void
nl_ai_result_set_attempts (NlAiResult *self, GPtrArray *attempts)
{
  g_return_if_fail (NL_IS_AI_RESULT (self));
  g_return_if_fail (attempts != NULL);

  g_clear_pointer (&self->attempts, g_ptr_array_unref);
  self->attempts = g_ptr_array_ref (attempts);
}

/**
 * nl_ai_result_get_n_perhaps_billed:
 * @self: a result
 *
 * Returns: how many of the calls before it may have been charged without an answer, as when a
 *   provider took too long and the next one was asked
 */
guint
nl_ai_result_get_n_perhaps_billed (NlAiResult *self)
{
  guint n;

  g_return_val_if_fail (NL_IS_AI_RESULT (self), 0);

  n = self->n_perhaps_billed;
  for (guint i = 0; self->attempts != NULL && i < self->attempts->len; i++)
    if (nl_ai_attempt_is_perhaps_billed (self->attempts->pdata[i]))
      n++;
  return n;
}

/**
 * nl_ai_result_set_n_perhaps_billed:
 * @self: a result without a list of who was asked
 * @n: how many calls before it may have been charged without an answer
 */
void
nl_ai_result_set_n_perhaps_billed (NlAiResult *self, guint n)
{
  g_return_if_fail (NL_IS_AI_RESULT (self));

  self->n_perhaps_billed = n;
}

/**
 * nl_ai_result_get_notes:
 * @self: a result
 *
 * Returns: (transfer none) (array zero-terminated=1): translated sentences the user should read
 *   beside the result, such as which data was missing
 */
const char *const *
nl_ai_result_get_notes (NlAiResult *self)
{
  g_return_val_if_fail (NL_IS_AI_RESULT (self), NULL);

  return (const char *const *) self->notes;
}

/**
 * nl_ai_result_add_note:
 * @self: a result
 * @note: a translated sentence the user should read beside the result
 */
void
nl_ai_result_add_note (NlAiResult *self, const char *note)
{
  guint n;

  g_return_if_fail (NL_IS_AI_RESULT (self));
  g_return_if_fail (note != NULL);

  n = g_strv_length (self->notes);
  self->notes = g_renew (char *, self->notes, n + 2);
  self->notes[n] = g_strdup (note);
  self->notes[n + 1] = NULL;
}
