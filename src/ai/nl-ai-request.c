/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-ai-request.h"

struct _NlAiRequest {
  GObject parent_instance;

  char *task;
  char *language;
  guint64 seed;
  JsonNode *facts;
  char *prompt;
  JsonNode *schema;
  char *model;
  char *instructions;
  guint max_output_tokens;
  NlAiImageWish image;
};

G_DEFINE_FINAL_TYPE (NlAiRequest, nl_ai_request, G_TYPE_OBJECT)

static void
nl_ai_request_finalize (GObject *object)
{
  NlAiRequest *self = NL_AI_REQUEST (object);

  g_free (self->task);
  g_free (self->language);
  g_clear_pointer (&self->facts, json_node_unref);
  g_free (self->prompt);
  g_clear_pointer (&self->schema, json_node_unref);
  g_free (self->model);
  g_free (self->instructions);
  G_OBJECT_CLASS (nl_ai_request_parent_class)->finalize (object);
}

static void
nl_ai_request_class_init (NlAiRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_ai_request_finalize;
}

static void
nl_ai_request_init (NlAiRequest *self)
{}

/* A sealed copy that shares nothing with @node: providers read it on other threads. */
static JsonNode *
copy_sealed (JsonNode *node)
{
  g_autofree char *text = NULL;
  JsonNode *copy;

  if (node == NULL)
    return NULL;
  text = json_to_string (node, FALSE);
  copy = json_from_string (text, NULL);
  if (copy != NULL)
    json_node_seal (copy);
  return copy;
}

/**
 * nl_ai_request_new:
 * @task: what is wanted: "persona", "message" or another word of a feature
 * @language: the BCP 47 tag of the language to write in
 * @seed: the same seed and facts give the same draft, where the provider can promise that
 *
 * Returns: (transfer full): a request without facts, prompt or schema
 */
NlAiRequest *
nl_ai_request_new (const char *task, const char *language, guint64 seed)
{
  NlAiRequest *self;

  g_return_val_if_fail (task != NULL, NULL);
  g_return_val_if_fail (language != NULL, NULL);

  self = g_object_new (NL_TYPE_AI_REQUEST, NULL);
  self->task = g_strdup (task);
  self->language = g_strdup (language);
  self->seed = seed;
  return self;
}

static JsonNode *
ref_node (JsonNode *node)
{
  return node != NULL ? json_node_ref (node) : NULL;
}

/**
 * nl_ai_request_copy:
 * @self: a request
 *
 * Returns: (transfer full): the same request, to be changed
 */
NlAiRequest *
nl_ai_request_copy (NlAiRequest *self)
{
  NlAiRequest *copy;

  g_return_val_if_fail (NL_IS_AI_REQUEST (self), NULL);

  copy = nl_ai_request_new (self->task, self->language, self->seed);
  copy->facts = ref_node (self->facts);
  copy->schema = ref_node (self->schema);
  copy->prompt = g_strdup (self->prompt);
  copy->model = g_strdup (self->model);
  copy->instructions = g_strdup (self->instructions);
  copy->max_output_tokens = self->max_output_tokens;
  copy->image = self->image;
  return copy;
}

/**
 * nl_ai_request_get_task:
 * @self: a request
 *
 * Returns: the word for what is wanted
 */
const char *
nl_ai_request_get_task (NlAiRequest *self)
{
  g_return_val_if_fail (NL_IS_AI_REQUEST (self), NULL);

  return self->task;
}

/**
 * nl_ai_request_get_language:
 * @self: a request
 *
 * Returns: the BCP 47 tag of the language to write in
 */
const char *
nl_ai_request_get_language (NlAiRequest *self)
{
  g_return_val_if_fail (NL_IS_AI_REQUEST (self), NULL);

  return self->language;
}

/**
 * nl_ai_request_get_seed:
 * @self: a request
 *
 * Returns: the number every choice depends on
 */
guint64
nl_ai_request_get_seed (NlAiRequest *self)
{
  g_return_val_if_fail (NL_IS_AI_REQUEST (self), 0);

  return self->seed;
}

/**
 * nl_ai_request_get_facts:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): what the offline provider writes from; sealed
 */
JsonNode *
nl_ai_request_get_facts (NlAiRequest *self)
{
  g_return_val_if_fail (NL_IS_AI_REQUEST (self), NULL);

  return self->facts;
}

/**
 * nl_ai_request_set_facts:
 * @self: a request
 * @facts: (transfer none) (nullable): an object; docs/offline.md lists the members of each task
 *
 * Sets what is known: sums, shares and the shop's own words, never anything about one person.
 */
void
nl_ai_request_set_facts (NlAiRequest *self, JsonNode *facts)
{
  g_return_if_fail (NL_IS_AI_REQUEST (self));

  g_clear_pointer (&self->facts, json_node_unref);
  self->facts = copy_sealed (facts);
}

/**
 * nl_ai_request_get_prompt:
 * @self: a request
 *
 * Returns: (nullable): what a provider that reads prose is told
 */
const char *
nl_ai_request_get_prompt (NlAiRequest *self)
{
  g_return_val_if_fail (NL_IS_AI_REQUEST (self), NULL);

  return self->prompt;
}

/**
 * nl_ai_request_set_prompt:
 * @self: a request
 * @prompt: (nullable): what a provider that reads prose is told; the offline one does not look
 */
void
nl_ai_request_set_prompt (NlAiRequest *self, const char *prompt)
{
  g_return_if_fail (NL_IS_AI_REQUEST (self));

  g_set_str (&self->prompt, prompt);
}

/**
 * nl_ai_request_get_schema:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the JSON schema of a structured answer; sealed
 */
JsonNode *
nl_ai_request_get_schema (NlAiRequest *self)
{
  g_return_val_if_fail (NL_IS_AI_REQUEST (self), NULL);

  return self->schema;
}

/**
 * nl_ai_request_set_schema:
 * @self: a request
 * @schema: (transfer none) (nullable): the JSON schema that a structured answer must keep
 */
void
nl_ai_request_set_schema (NlAiRequest *self, JsonNode *schema)
{
  g_return_if_fail (NL_IS_AI_REQUEST (self));

  g_clear_pointer (&self->schema, json_node_unref);
  self->schema = copy_sealed (schema);
}

/**
 * nl_ai_request_get_model:
 * @self: a request
 *
 * Returns: (nullable): the model to ask; the provider's own choice when %NULL
 */
const char *
nl_ai_request_get_model (NlAiRequest *self)
{
  g_return_val_if_fail (NL_IS_AI_REQUEST (self), NULL);

  return self->model;
}

/**
 * nl_ai_request_set_model:
 * @self: a request
 * @model: (nullable): the id of one of the provider's models
 */
void
nl_ai_request_set_model (NlAiRequest *self, const char *model)
{
  g_return_if_fail (NL_IS_AI_REQUEST (self));

  g_set_str (&self->model, model);
}

/**
 * nl_ai_request_get_instructions:
 * @self: a request
 *
 * Returns: (nullable): who the model should be and what rules hold, apart from what is asked
 */
const char *
nl_ai_request_get_instructions (NlAiRequest *self)
{
  g_return_val_if_fail (NL_IS_AI_REQUEST (self), NULL);

  return self->instructions;
}

/**
 * nl_ai_request_set_instructions:
 * @self: a request
 * @instructions: (nullable): the brand voice and the rules, which chat servers take as the system's
 *   message. What comes from outside belongs into the prompt
 */
void
nl_ai_request_set_instructions (NlAiRequest *self, const char *instructions)
{
  g_return_if_fail (NL_IS_AI_REQUEST (self));

  g_set_str (&self->instructions, instructions);
}

/**
 * nl_ai_request_get_max_output_tokens:
 * @self: a request
 *
 * Returns: the tokens an answer may cost, 0 for the provider's own limit
 */
guint
nl_ai_request_get_max_output_tokens (NlAiRequest *self)
{
  g_return_val_if_fail (NL_IS_AI_REQUEST (self), 0);

  return self->max_output_tokens;
}

/**
 * nl_ai_request_set_max_output_tokens:
 * @self: a request
 * @tokens: the tokens an answer may cost, those of its reasoning included; 0 for the provider's own
 *   limit. An answer that reaches it has %NL_AI_FINISH_LENGTH
 */
void
nl_ai_request_set_max_output_tokens (NlAiRequest *self, guint tokens)
{
  g_return_if_fail (NL_IS_AI_REQUEST (self));

  self->max_output_tokens = tokens;
}

/**
 * nl_ai_request_get_image:
 * @self: a request
 *
 * Returns: (transfer none): what a picture should be like; all zero when nothing was said
 */
const NlAiImageWish *
nl_ai_request_get_image (NlAiRequest *self)
{
  g_return_val_if_fail (NL_IS_AI_REQUEST (self), NULL);

  return &self->image;
}

/**
 * nl_ai_request_set_image:
 * @self: a request
 * @image: what a picture should be like
 */
void
nl_ai_request_set_image (NlAiRequest *self, const NlAiImageWish *image)
{
  g_return_if_fail (NL_IS_AI_REQUEST (self));
  g_return_if_fail (image != NULL);

  self->image = *image;
}
