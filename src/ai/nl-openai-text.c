/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "ai/nl-ai-json.h"
#include "ai/nl-json-schema.h"
#include "ai/nl-openai-stream.h"

/* How many fields a server may refuse before it is the request that is wrong. */
#define MAX_REPEATS 4

/* Asks for text; in a stream or in one go, which are read alike. Repeats the request without what
 * the server refuses, as long as nothing was done. The transport's error, if any, is returned: the
 * stream knows what came before it. */
static GError *
ask_await (NlOpenaiWork *work,
           NlOpenaiChat *chat,
           NlOpenaiCall *call,
           NlOpenaiStream *stream,
           char **request_id)
{
  for (guint repeat = 0;; repeat++) {
    GError *failure = NULL;
    g_autoptr (NlHttpResponse) response = NULL;

    g_clear_pointer (&call->body, g_bytes_unref);
    call->body = nl_openai_body_chat (chat);
    response = nl_openai_call_await (call, &failure);
    if (response != NULL)
      g_set_str (request_id, nl_http_response_get_header (response, "x-request-id"));
    if (call->refused_field == NULL || repeat == MAX_REPEATS
        || !nl_openai_habits_learn (&work->provider->chat_habits, chat->preset,
                                    call->refused_field)) {
      nl_openai_stream_end (stream);
      return failure;
    }
    g_error_free (failure);
  }
}

static GError *
refused (NlOpenaiWork *work, NlOpenaiStream *stream)
{
  g_autofree char *words
      = nl_openai_tidy_message (nl_openai_answer_get_refusal (stream->answer), NULL);
  g_autofree char *message = NULL;

  message
      = *words != '\0'
            ? g_strdup_printf (_ ("%s declines to do this: %s"), work->provider->name, words)
            : g_strdup_printf (_ ("%s declines to do this, because of its rules about content."),
                               work->provider->name);
  return nl_ai_error_new (NL_AI_ERROR_REFUSED, message);
}

/* Why there is no text that could be used; %NULL when there is one. Takes @transport. */
static GError *
find_fault (NlOpenaiWork *work, NlOpenaiStream *stream, GError *transport)
{
  g_autoptr (GError) error = transport;
  NlAiFinish finish = nl_openai_answer_get_finish (stream->answer);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&error);
  if (*nl_openai_answer_get_text (stream->answer) != '\0')
    return NULL;
  if (*nl_openai_answer_get_refusal (stream->answer) != '\0' || finish == NL_AI_FINISH_FILTERED)
    return refused (work, stream);
  if (stream->failure != NULL)
    return g_error_copy (stream->failure);
  if (finish == NL_AI_FINISH_LENGTH)
    return nl_ai_error_new (NL_AI_ERROR_BAD_ANSWER,
                            _ ("The limit of tokens was used up before the answer began."));
  if (error != NULL && !stream->is_done)
    return g_steal_pointer (&error);
  return nl_ai_error_new (NL_AI_ERROR_BAD_ANSWER, _ ("The answer is empty."));
}

/* A server that named a reason for the end has said everything, even when the connection was cut
 * afterwards. */
static NlAiFinish
get_finish (NlOpenaiStream *stream)
{
  if (*nl_openai_answer_get_refusal (stream->answer) != '\0')
    return NL_AI_FINISH_FILTERED;
  if (nl_openai_answer_has_finished (stream->answer))
    return nl_openai_answer_get_finish (stream->answer);
  return stream->is_done && stream->failure == NULL ? NL_AI_FINISH_UNKNOWN
                                                    : NL_AI_FINISH_INTERRUPTED;
}

static const char *
get_answering_model (NlOpenaiStream *stream, const char *asked)
{
  const char *model = nl_openai_answer_get_model (stream->answer);

  return model != NULL ? model : asked;
}

static NlAiResult *
make_text (NlOpenaiWork *work, NlOpenaiStream *stream, const char *model, const char *request_id)
{
  NlAiResult *result
      = nl_ai_result_new_text (work->provider->id, get_answering_model (stream, model),
                               nl_openai_answer_get_text (stream->answer));

  nl_ai_result_set_usage (result, nl_openai_answer_get_usage (stream->answer));
  nl_ai_result_set_finish (result, get_finish (stream));
  nl_ai_result_set_request_id (result, request_id);
  if (stream->failure != NULL)
    nl_ai_result_add_note (result, stream->failure->message);
  return result;
}

static gboolean
check_prompt (NlOpenaiWork *work, gboolean structured, GError **error)
{
  const char *prompt = nl_ai_request_get_prompt (work->request);

  if (prompt != NULL && *prompt != '\0'
      && (!structured || nl_ai_request_get_schema (work->request) != NULL))
    return TRUE;
  g_set_error (error, NL_AI_ERROR, NL_AI_ERROR_UNSUPPORTED,
               _ ("%s can’t do this: it has to be asked in words, and there are none."),
               work->provider->name);
  return FALSE;
}

static void
keep_usage (GError *error, const NlAiUsage *usage)
{
  if (error->domain == NL_AI_ERROR && usage->known)
    nl_ai_error_set_usage (error, usage);
}

/**
 * nl_openai_text_fiber:
 * @data: an #NlOpenaiWork
 *
 * Asks for a text; in a stream when somebody wants to see it being written.
 *
 * Returns: (transfer full): a future of an #NlAiResult
 */
DexFuture *
nl_openai_text_fiber (gpointer data)
{
  NlOpenaiWork *work = data;
  g_auto (NlOpenaiCall) call = { .provider = work->provider,
                                 .path = "/chat/completions",
                                 .cancellable = work->cancellable };
  g_auto (NlOpenaiStream) stream = { 0 };
  g_autofree char *model = NULL;
  g_autofree char *request_id = NULL;
  GError *error = NULL;

  nl_openai_stream_init (&stream, &call.asked, work->delta, work->delta_data);
  if (!check_prompt (work, FALSE, &error)
      || (model = nl_openai_choose_model_await (work, FALSE, &error)) == NULL)
    return dex_future_new_for_error (error);
  call.asked.model = model;
  call.chunk = nl_openai_stream_take;
  call.chunk_data = &stream;
  error = ask_await (work,
                     &(NlOpenaiChat) { .preset = work->provider->preset,
                                       .habits = &work->provider->chat_habits,
                                       .request = work->request,
                                       .model = model,
                                       .stream = work->delta != NULL },
                     &call, &stream, &request_id);
  error = find_fault (work, &stream, error);
  if (error != NULL) {
    keep_usage (error, nl_openai_answer_get_usage (stream.answer));
    return dex_future_new_for_error (error);
  }
  return dex_future_new_take_object (make_text (work, &stream, model, request_id));
}

/* One question for JSON. Returns the answer's text, which may be no JSON at all. */
static char *
ask_structured_await (
    NlOpenaiWork *work, NlOpenaiChat *chat, NlAiUsage *usage, NlAiResult **frame, GError **error)
{
  g_auto (NlOpenaiCall) call = { .provider = work->provider,
                                 .path = "/chat/completions",
                                 .cancellable = work->cancellable };
  g_auto (NlOpenaiStream) stream = { 0 };
  g_autofree char *request_id = NULL;
  GError *failure;

  nl_openai_stream_init (&stream, &call.asked, NULL, NULL);
  call.asked.model = chat->model;
  call.chunk = nl_openai_stream_take;
  call.chunk_data = &stream;
  failure = ask_await (work, chat, &call, &stream, &request_id);
  failure = find_fault (work, &stream, failure);
  nl_ai_usage_add (usage, nl_openai_answer_get_usage (stream.answer));
  if (failure == NULL && get_finish (&stream) == NL_AI_FINISH_FILTERED)
    failure = refused (work, &stream);
  else if (failure == NULL && get_finish (&stream) == NL_AI_FINISH_LENGTH)
    failure = nl_ai_error_new (NL_AI_ERROR_BAD_ANSWER,
                               _ ("The answer was cut at the limit of tokens."));
  else if (failure == NULL && get_finish (&stream) == NL_AI_FINISH_INTERRUPTED)
    failure = nl_ai_error_new (NL_AI_ERROR_BAD_ANSWER, _ ("The answer was cut off."));
  if (failure != NULL) {
    g_propagate_error (error, failure);
    return NULL;
  }
  g_clear_object (frame);
  *frame = make_text (work, &stream, chat->model, request_id);
  return g_strdup (nl_openai_answer_get_text (stream.answer));
}

static JsonNode *
read_structured (NlOpenaiWork *work, const char *text, GError **error)
{
  g_autoptr (JsonNode) node = nl_ai_json_extract (text, error);

  if (node == NULL || !nl_json_schema_check (nl_ai_request_get_schema (work->request), node, error))
    return NULL;
  return g_steal_pointer (&node);
}

/* Asks; an answer that does not do goes back once, with what is wrong. */
static JsonNode *
ask_and_repair_await (
    NlOpenaiWork *work, const char *model, NlAiUsage *usage, NlAiResult **frame, GError **error)
{
  NlOpenaiChat chat = { .preset = work->provider->preset,
                        .habits = &work->provider->chat_habits,
                        .request = work->request,
                        .model = model,
                        .structured = TRUE };
  g_autofree char *first = ask_structured_await (work, &chat, usage, frame, error);
  g_autofree char *second = NULL;
  g_autoptr (GError) complaint = NULL;
  JsonNode *node;

  if (first == NULL)
    return NULL;
  node = read_structured (work, first, &complaint);
  if (node != NULL)
    return node;
  chat.answer = first;
  chat.complaint = complaint->message;
  second = ask_structured_await (work, &chat, usage, frame, error);
  return second != NULL ? read_structured (work, second, error) : NULL;
}

/**
 * nl_openai_structured_fiber:
 * @data: an #NlOpenaiWork
 *
 * Asks for JSON that keeps the request's schema.
 *
 * Returns: (transfer full): a future of an #NlAiResult
 */
DexFuture *
nl_openai_structured_fiber (gpointer data)
{
  NlOpenaiWork *work = data;
  g_autoptr (NlAiResult) frame = NULL;
  g_autofree char *model = NULL;
  NlAiUsage usage = { 0 };
  GError *error = NULL;
  NlAiResult *result;
  JsonNode *node;

  if (!check_prompt (work, TRUE, &error)
      || (model = nl_openai_choose_model_await (work, FALSE, &error)) == NULL)
    return dex_future_new_for_error (error);
  node = ask_and_repair_await (work, model, &usage, &frame, &error);
  if (node == NULL) {
    keep_usage (error, &usage);
    return dex_future_new_for_error (error);
  }
  result = nl_ai_result_new_node (work->provider->id, nl_ai_result_get_model (frame), node);
  nl_ai_result_set_usage (result, &usage);
  nl_ai_result_set_finish (result, NL_AI_FINISH_COMPLETE);
  nl_ai_result_set_request_id (result, nl_ai_result_get_request_id (frame));
  return dex_future_new_take_object (result);
}

/**
 * nl_openai_reach_await:
 * @work: with a provider
 * @error: return location for %NL_AI_ERROR
 *
 * Has the model say a word, to see whether it would: what it says does not matter.
 *
 * Returns: whether it answered
 */
gboolean
nl_openai_reach_await (NlOpenaiWork *work, GError **error)
{
  g_autoptr (NlAiRequest) request = nl_ai_request_new ("check", "en", 0);
  g_autofree char *model = nl_openai_choose_model_await (work, FALSE, error);
  g_auto (NlOpenaiCall) call = { .provider = work->provider,
                                 .path = "/chat/completions",
                                 .cancellable = work->cancellable };
  g_auto (NlOpenaiStream) stream = { 0 };
  g_autofree char *request_id = NULL;
  GError *failure;

  nl_openai_stream_init (&stream, &call.asked, NULL, NULL);
  if (model == NULL)
    return FALSE;
  nl_ai_request_set_prompt (request, "Answer with the word yes.");
  nl_ai_request_set_max_output_tokens (request, 16);
  call.asked.model = model;
  call.chunk = nl_openai_stream_take;
  call.chunk_data = &stream;
  failure = ask_await (work,
                       &(NlOpenaiChat) { .preset = work->provider->preset,
                                         .habits = &work->provider->chat_habits,
                                         .request = request,
                                         .model = model },
                       &call, &stream, &request_id);
  if (stream.is_done)
    g_clear_error (&failure);
  if (stream.failure != NULL) {
    g_clear_error (&failure);
    failure = g_error_copy (stream.failure);
  }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}
