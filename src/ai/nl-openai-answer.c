/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-openai-answer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-ai-json.h"

#define THINK_BEGIN "<think>"
#define THINK_END "</think>"

/* Local servers put what a model thinks before what it says, in tags. */
typedef enum {
  THOUGHTS_PERHAPS, /* nothing has come yet that is no blank and no tag */
  THOUGHTS_COMING,
  THOUGHTS_OVER, /* blanks between them and the text are still to be skipped */
  THOUGHTS_NONE,
} Thoughts;

struct _NlOpenaiAnswer {
  GString *text;
  GString *held; /* of the text's beginning: perhaps thoughts */
  GString *refusal;
  Thoughts thoughts;
  char *model;
  char *finish;
  gsize taken;  /* characters that came, thoughts included */
  gsize handed; /* how much of the text was returned */
  NlAiUsage usage;
};

/**
 * nl_openai_answer_new:
 *
 * Returns: (transfer full): an answer of which nothing has come
 */
NlOpenaiAnswer *
nl_openai_answer_new (void)
{
  NlOpenaiAnswer *self = g_new0 (NlOpenaiAnswer, 1);

  self->text = g_string_new (NULL);
  self->held = g_string_new (NULL);
  self->refusal = g_string_new (NULL);
  return self;
}

/**
 * nl_openai_answer_free:
 * @self: (transfer full): an answer
 *
 * Frees @self.
 */
void
nl_openai_answer_free (NlOpenaiAnswer *self)
{
  g_string_free (self->text, TRUE);
  g_string_free (self->held, TRUE);
  g_string_free (self->refusal, TRUE);
  g_free (self->model);
  g_free (self->finish);
  g_free (self);
}

static void
skip_blanks (GString *string)
{
  gsize n = strspn (string->str, " \t\r\n");

  g_string_erase (string, 0, (gssize) n);
}

/* Moves from what is held to the text what surely is text. */
static void
release (NlOpenaiAnswer *self)
{
  const char *end;

  if (self->thoughts == THOUGHTS_PERHAPS) {
    gsize blanks = strspn (self->held->str, " \t\r\n");
    const char *begin = self->held->str + blanks;

    if (g_str_has_prefix (begin, THINK_BEGIN))
      self->thoughts = THOUGHTS_COMING;
    else if (!g_str_has_prefix (THINK_BEGIN, begin))
      self->thoughts = THOUGHTS_NONE;
  }
  if (self->thoughts == THOUGHTS_COMING) {
    end = strstr (self->held->str, THINK_END);
    if (end == NULL) {
      /* Of what is thought only that is kept with which its end may have begun. */
      g_string_erase (self->held, 0,
                      (gssize) (self->held->len - MIN (self->held->len, strlen (THINK_END) - 1)));
      return;
    }
    g_string_erase (self->held, 0, end + strlen (THINK_END) - self->held->str);
    self->thoughts = THOUGHTS_OVER;
  }
  if (self->thoughts == THOUGHTS_OVER) {
    skip_blanks (self->held);
    if (self->held->len > 0)
      self->thoughts = THOUGHTS_NONE;
  }
  if (self->thoughts == THOUGHTS_NONE) {
    g_string_append_len (self->text, self->held->str, (gssize) self->held->len);
    g_string_truncate (self->held, 0);
  }
}

static gboolean
take_text (NlOpenaiAnswer *self, GString *into, const char *text, GError **error)
{
  if (text == NULL)
    return TRUE;
  self->taken += strlen (text);
  if (self->taken > NL_OPENAI_MAX_TEXT) {
    g_set_error_literal (error, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER,
                         _ ("The answer is longer than makes sense."));
    return FALSE;
  }
  g_string_append (into, text);
  return TRUE;
}

/* A text, or an array of parts of which some are text. */
static gboolean
take_content (NlOpenaiAnswer *self, JsonObject *message, GError **error)
{
  JsonArray *parts = nl_ai_json_get_array (message, "content");

  if (!take_text (self, self->held, nl_ai_json_get_string (message, "content"), error)
      || !take_text (self, self->refusal, nl_ai_json_get_string (message, "refusal"), error))
    return FALSE;
  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    if (!take_text (self, self->held,
                    nl_ai_json_get_string (nl_ai_json_get_element (parts, i), "text"), error))
      return FALSE;
  return TRUE;
}

/**
 * nl_openai_read_usage:
 * @answer: (nullable): what a server answered
 * @usage: (out caller-allocates): what it says it used; not known when it says nothing
 *
 * Reads the `usage` of an answer, of text or of pictures.
 */
void
nl_openai_read_usage (JsonObject *answer, NlAiUsage *usage)
{
  JsonObject *object = nl_ai_json_get_object (answer, "usage");
  JsonObject *input;
  JsonObject *output;

  *usage = (NlAiUsage) { 0 };
  if (object == NULL)
    return;
  input = nl_ai_json_get_object (object, "prompt_tokens_details");
  output = nl_ai_json_get_object (object, "completion_tokens_details");
  usage->known = TRUE;
  usage->input_tokens = nl_ai_json_get_int64 (object, "prompt_tokens")
                        + nl_ai_json_get_int64 (object, "input_tokens");
  usage->output_tokens = nl_ai_json_get_int64 (object, "completion_tokens")
                         + nl_ai_json_get_int64 (object, "output_tokens");
  usage->cached_tokens = nl_ai_json_get_int64 (input, "cached_tokens");
  usage->reasoning_tokens = nl_ai_json_get_int64 (output, "reasoning_tokens");
}

static void
take_frame (NlOpenaiAnswer *self, JsonObject *object)
{
  const char *model = nl_ai_json_get_string (object, "model");
  NlAiUsage usage;

  if (model != NULL && *model != '\0' && self->model == NULL)
    self->model = g_strdup (model);
  nl_openai_read_usage (object, &usage);
  if (usage.known)
    self->usage = usage;
}

/* The choice to read: the first, by its index. Keep-alive and usage chunks have none. */
static JsonObject *
find_choice (JsonObject *object)
{
  JsonArray *choices = nl_ai_json_get_array (object, "choices");

  for (guint i = 0; choices != NULL && i < json_array_get_length (choices); i++) {
    JsonObject *choice = nl_ai_json_get_element (choices, i);

    if (choice != NULL && nl_ai_json_get_int64 (choice, "index") == 0)
      return choice;
  }
  return NULL;
}

/**
 * nl_openai_answer_take:
 * @self: an answer
 * @node: a whole answer, or the next chunk of a stream
 * @error: return location for %NL_AI_ERROR_BAD_ANSWER
 *
 * Takes in what is known of @node, and skips the rest.
 *
 * Returns: (transfer none) (nullable): what is new of the text, perhaps empty; %NULL when it is too
 *   long
 */
const char *
nl_openai_answer_take (NlOpenaiAnswer *self, JsonNode *node, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *choice = find_choice (object);
  const char *finish = nl_ai_json_get_string (choice, "finish_reason");

  if (object == NULL)
    return "";
  take_frame (self, object);
  if (choice != NULL
      && (!take_content (self, nl_ai_json_get_object (choice, "message"), error)
          || !take_content (self, nl_ai_json_get_object (choice, "delta"), error)))
    return NULL;
  if (finish != NULL)
    g_set_str (&self->finish, finish);
  release (self);
  finish = self->text->str + self->handed;
  self->handed = self->text->len;
  return finish;
}

/**
 * nl_openai_answer_end:
 * @self: an answer of which nothing more comes
 *
 * Gives out what was held back because thoughts might have begun with it.
 *
 * Returns: (transfer none): what is new of the text, perhaps empty
 */
const char *
nl_openai_answer_end (NlOpenaiAnswer *self)
{
  const char *rest;

  if (self->thoughts == THOUGHTS_PERHAPS && self->held->len > 0)
    self->thoughts = THOUGHTS_NONE;
  release (self);
  rest = self->text->str + self->handed;
  self->handed = self->text->len;
  return rest;
}

/**
 * nl_openai_answer_get_text:
 * @self: an answer
 *
 * Returns: (transfer none): the text so far, without thoughts
 */
const char *
nl_openai_answer_get_text (NlOpenaiAnswer *self)
{
  return self->text->str;
}

/**
 * nl_openai_answer_get_refusal:
 * @self: an answer
 *
 * Returns: (transfer none): in which words the model refuses; empty when it does not
 */
const char *
nl_openai_answer_get_refusal (NlOpenaiAnswer *self)
{
  return self->refusal->str;
}

/**
 * nl_openai_answer_get_model:
 * @self: an answer
 *
 * Returns: (transfer none) (nullable): the model that wrote it, as the server says
 */
const char *
nl_openai_answer_get_model (NlOpenaiAnswer *self)
{
  return self->model;
}

/**
 * nl_openai_answer_get_usage:
 * @self: an answer
 *
 * Returns: (transfer none): what it used, as far as the server said
 */
const NlAiUsage *
nl_openai_answer_get_usage (NlOpenaiAnswer *self)
{
  return &self->usage;
}

/**
 * nl_openai_answer_has_finished:
 * @self: an answer
 *
 * Returns: whether the server said why it ends
 */
gboolean
nl_openai_answer_has_finished (NlOpenaiAnswer *self)
{
  return self->finish != NULL;
}

/**
 * nl_openai_answer_get_finish:
 * @self: an answer that has come to its end
 *
 * Returns: why it ends where it ends, as the server says
 */
NlAiFinish
nl_openai_answer_get_finish (NlOpenaiAnswer *self)
{
  if (g_strcmp0 (self->finish, "stop") == 0)
    return NL_AI_FINISH_COMPLETE;
  if (g_strcmp0 (self->finish, "length") == 0)
    return NL_AI_FINISH_LENGTH;
  if (g_strcmp0 (self->finish, "content_filter") == 0)
    return NL_AI_FINISH_FILTERED;
  return NL_AI_FINISH_UNKNOWN;
}
