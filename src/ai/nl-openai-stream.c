/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-openai-stream.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-ai-json.h"

/* One event that is no JSON is a fault of the network's or the server's; more are no answer. */
#define MAX_BROKEN 5

static void
hand_over (NlOpenaiStream *self, const char *text)
{
  if (*text == '\0')
    return;
  self->has_handed_over = TRUE;
  if (self->delta != NULL)
    self->delta (text, self->delta_data);
}

static void
take_node (NlOpenaiStream *self, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *fault = object != NULL ? json_object_get_member (object, "error") : NULL;
  const char *text;

  if (fault != NULL && !JSON_NODE_HOLDS_NULL (fault)) {
    self->failure = nl_openai_error_new_in_answer (self->asked, node);
    return;
  }
  text = nl_openai_answer_take (self->answer, node, &self->failure);
  if (text != NULL)
    hand_over (self, text);
}

static void
event_cb (const char *type, const char *text, gpointer data)
{
  NlOpenaiStream *self = data;
  g_autoptr (JsonNode) node = NULL;

  if (self->failure != NULL || self->is_done)
    return;
  text += strspn (text, " \t\r\n");
  if (*text == '\0')
    return;
  if (g_str_has_prefix (text, "[DONE]")) {
    self->is_done = TRUE;
    return;
  }
  node = nl_ai_json_parse (text, -1, NULL);
  if (node != NULL)
    take_node (self, node);
  else if (++self->n_broken > MAX_BROKEN)
    self->failure = nl_ai_error_new (NL_AI_ERROR_BAD_ANSWER, _ ("The answer is not valid JSON."));
}

/**
 * nl_openai_stream_init:
 * @self: a stream
 * @asked: who was asked; lives as long as @self
 * @delta: (nullable): gets each piece of the text
 * @delta_data: passed to @delta
 *
 * Begins to read.
 */
void
nl_openai_stream_init (NlOpenaiStream *self,
                       const NlOpenaiAsked *asked,
                       NlAiDeltaFunc delta,
                       gpointer delta_data)
{
  *self = (NlOpenaiStream) { .asked = asked, .delta = delta, .delta_data = delta_data };
  self->answer = nl_openai_answer_new ();
}

/**
 * nl_openai_stream_clear:
 * @self: a stream
 *
 * Frees what it holds.
 */
void
nl_openai_stream_clear (NlOpenaiStream *self)
{
  g_clear_pointer (&self->answer, nl_openai_answer_free);
  g_clear_pointer (&self->parser, nl_sse_parser_free);
  g_clear_pointer (&self->plain, g_byte_array_unref);
  g_clear_error (&self->failure);
}

/**
 * nl_openai_stream_take:
 * @response: status and headers
 * @bytes: the next piece, cut anywhere
 * @data: an #NlOpenaiStream
 * @error: return location
 *
 * An #NlHttpChunkFunc. Ends the request after an error, and after the server said that it is done:
 * not every server closes the connection then.
 *
 * Returns: whether to go on
 */
gboolean
nl_openai_stream_take (NlHttpResponse *response, GBytes *bytes, gpointer data, GError **error)
{
  NlOpenaiStream *self = data;
  gsize size;
  const char *begin = g_bytes_get_data (bytes, &size);

  if (self->parser == NULL && self->plain == NULL) {
    g_autofree char *type = nl_http_response_dup_media_type (response);

    if (g_str_equal (type, "application/json"))
      self->plain = g_byte_array_new ();
    else
      self->parser = nl_sse_parser_new (event_cb, self);
  }
  if (self->plain != NULL) {
    g_byte_array_append (self->plain, (const guint8 *) begin, (guint) size);
    return TRUE;
  }
  if (!nl_sse_parser_feed (self->parser, begin, size, error))
    return FALSE;
  if (self->failure == NULL && !self->is_done)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "enough");
  return FALSE;
}

/**
 * nl_openai_stream_end:
 * @self: a stream of which nothing more comes
 *
 * Takes in what is left: the last event of a server that leaves out the blank line after it, an
 * answer that was no stream, and what may have been a thought.
 */
void
nl_openai_stream_end (NlOpenaiStream *self)
{
  if (self->parser != NULL && self->failure == NULL)
    nl_sse_parser_feed (self->parser, "\n\n", 2, NULL);
  if (self->plain != NULL && self->failure == NULL) {
    g_autoptr (JsonNode) node = nl_ai_json_parse ((const char *) self->plain->data,
                                                  (gssize) self->plain->len, &self->failure);

    if (node != NULL)
      take_node (self, node);
    self->is_done = self->failure == NULL;
  }
  hand_over (self, nl_openai_answer_end (self->answer));
}
