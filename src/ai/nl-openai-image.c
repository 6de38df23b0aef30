/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "ai/nl-openai-picture.h"
#include "ai/nl-openai-private.h"

#define MAX_REPEATS 4

static NlHttpResponse *
ask_await (NlOpenaiWork *work, NlOpenaiCall *call, const char *model, GError **error)
{
  NlOpenaiProvider *self = work->provider;

  for (guint repeat = 0;; repeat++) {
    g_autoptr (GError) failure = NULL;
    NlHttpResponse *response;

    g_clear_pointer (&call->body, g_bytes_unref);
    call->body = nl_openai_body_image (self->preset, &self->image_habits, work->request, model);
    if (call->body == NULL) {
      g_set_error (error, NL_AI_ERROR, NL_AI_ERROR_UNSUPPORTED, _ ("%s does not make pictures."),
                   self->name);
      return NULL;
    }
    response = nl_openai_call_await (call, &failure);
    if (response != NULL)
      return response;
    if (call->refused_field == NULL || repeat == MAX_REPEATS
        || !nl_openai_habits_learn (&self->image_habits, NULL, call->refused_field)) {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  }
}

/* A picture that is elsewhere, for as long as the provider keeps it: fetched at once, and without
 * the key, which is for the provider only. */
static NlOpenaiPicture *
fetch_await (NlOpenaiWork *work, const char *url, GError **error)
{
  g_autoptr (NlHttpRequest) request = nl_http_request_new ("GET", url);
  g_autoptr (NlHttpResponse) response = NULL;
  g_autoptr (GError) failure = NULL;
  NlHttpLimits limits = work->provider->limits;

  limits.max_bytes = NL_OPENAI_MAX_PICTURE;
  limits.max_retries = 2;
  limits.max_wait = nl_http_limits_default.max_wait;
  nl_http_request_set_limits (request, &limits);
  nl_http_request_set_policy (request, work->provider->policy);
  response
      = dex_await_object (nl_http_client_send (work->provider->client, request, work->cancellable),
                          &failure);
  if (response != NULL)
    return dex_await_object (
        nl_openai_picture_check (nl_http_response_get_body (response), work->cancellable), error);
  if (failure->domain != NL_HTTP_ERROR) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  /* It was made, and paid for: asking for another one is the user's to decide. */
  g_set_error (error, NL_AI_ERROR, NL_AI_ERROR_TIMEOUT,
               _ ("%s made the picture, but it could not be fetched: %s"), work->provider->name,
               failure->message);
  return NULL;
}

static NlAiResult *
make_result (NlOpenaiWork *work, NlOpenaiPicture *picture, const char *model, NlAiUsage usage)
{
  NlAiResult *result
      = nl_ai_result_new_image (work->provider->id, model, nl_openai_picture_get_bytes (picture),
                                nl_openai_picture_get_media_type (picture));

  /* One picture is known to be made, whatever the server counts. */
  usage.known = TRUE;
  usage.images = 1;
  nl_ai_result_set_usage (result, &usage);
  nl_ai_result_set_finish (result, NL_AI_FINISH_COMPLETE);
  return result;
}

static NlOpenaiPicture *
read_await (NlOpenaiWork *work,
            NlOpenaiCall *call,
            NlHttpResponse *response,
            NlAiUsage *usage,
            GError **error)
{
  g_autoptr (NlOpenaiPicture) picture = dex_await_object (
      nl_openai_picture_read (nl_http_response_get_body (response), work->cancellable), error);

  if (picture == NULL)
    return NULL;
  if (nl_openai_picture_get_fault (picture) != NULL) {
    g_propagate_error (
        error, nl_openai_error_new_in_answer (&call->asked, nl_openai_picture_get_fault (picture)));
    return NULL;
  }
  *usage = *nl_openai_picture_get_usage (picture);
  if (nl_openai_picture_get_url (picture) != NULL)
    return fetch_await (work, nl_openai_picture_get_url (picture), error);
  return g_steal_pointer (&picture);
}

/**
 * nl_openai_image_fiber:
 * @data: an #NlOpenaiWork
 *
 * Asks for a picture.
 *
 * Returns: (transfer full): a future of an #NlAiResult
 */
DexFuture *
nl_openai_image_fiber (gpointer data)
{
  NlOpenaiWork *work = data;
  const char *prompt = nl_ai_request_get_prompt (work->request);
  g_auto (NlOpenaiCall) call = { .provider = work->provider,
                                 .path = "/images/generations",
                                 .cancellable = work->cancellable,
                                 .asked = { .is_image = TRUE } };
  g_autoptr (NlHttpResponse) response = NULL;
  g_autoptr (NlOpenaiPicture) picture = NULL;
  g_autofree char *model = NULL;
  NlAiUsage usage = { 0 };
  NlAiResult *result;
  GError *error = NULL;

  if (prompt == NULL || *prompt == '\0')
    return dex_future_new_reject (
        NL_AI_ERROR, NL_AI_ERROR_UNSUPPORTED,
        _ ("%s can’t do this: it has to be asked in words, and there are none."),
        work->provider->name);
  model = nl_openai_choose_model_await (work, TRUE, &error);
  if (model == NULL)
    return dex_future_new_for_error (error);
  call.asked.model = model;
  response = ask_await (work, &call, model, &error);
  if (response == NULL)
    return dex_future_new_for_error (error);
  picture = read_await (work, &call, response, &usage, &error);
  if (picture == NULL) {
    if (error->domain == NL_AI_ERROR && usage.known)
      nl_ai_error_set_usage (error, &usage);
    return dex_future_new_for_error (error);
  }
  result = make_result (work, picture, model, usage);
  nl_ai_result_set_request_id (result, nl_http_response_get_header (response, "x-request-id"));
  return dex_future_new_take_object (result);
}
