/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "ai/nl-openai-private.h"
#include "net/nl-secrets.h"

/* Pictures are made in one go, and take minutes. */
#define IMAGE_FIRST_BYTE (300 * 1000)
#define IMAGE_MAX_BYTES ((guint64) 48 * 1024 * 1024)

/**
 * nl_openai_work_new:
 * @provider: who does it
 * @request: (nullable): what is asked for
 * @cancellable: (nullable): stops it
 *
 * Returns: (transfer full): what a fiber works on
 */
NlOpenaiWork *
nl_openai_work_new (NlOpenaiProvider *provider, NlAiRequest *request, GCancellable *cancellable)
{
  NlOpenaiWork *work = g_new0 (NlOpenaiWork, 1);

  work->provider = g_object_ref (provider);
  g_set_object (&work->request, request);
  g_set_object (&work->cancellable, cancellable);
  return work;
}

/**
 * nl_openai_work_free:
 * @data: (transfer full): what a fiber worked on
 *
 * Frees it.
 */
void
nl_openai_work_free (gpointer data)
{
  NlOpenaiWork *work = data;

  if (work->delta_destroy != NULL)
    work->delta_destroy (work->delta_data);
  g_object_unref (work->provider);
  g_clear_object (&work->request);
  g_clear_object (&work->cancellable);
  g_free (work);
}

/**
 * nl_openai_call_clear:
 * @self: a call
 *
 * Forgets the key, and frees what @self holds.
 */
void
nl_openai_call_clear (NlOpenaiCall *self)
{
  if (self->key != NULL)
    explicit_bzero (self->key, strlen (self->key));
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->refused_field, g_free);
}

static void
set_unauthorized (GError **error, const char *code, const char *message)
{
  GError *failure = nl_ai_error_new (NL_AI_ERROR_UNAUTHORIZED, message);

  nl_ai_error_set_response (failure, 0, code, NULL);
  g_propagate_error (error, failure);
}

/* A keyring that is locked or missing is for the user to mend, as a wrong key is. */
static gboolean
find_key_await (NlOpenaiCall *self, GError **error)
{
  NlOpenaiProvider *provider = self->provider;
  g_autoptr (GError) failure = NULL;
  g_autofree char *message = NULL;

  if (self->key == NULL && provider->key != NULL)
    self->key = dex_await_string (provider->key (provider->key_data, self->cancellable), &failure);
  if (failure != NULL && failure->domain != NL_SECRETS_ERROR) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (self->key != NULL && *self->key != '\0' && strpbrk (self->key, "\r\n") == NULL)
    return TRUE;
  /* Where there is no keyring there is no key, and a server of one's own seldom wants one. */
  if (failure != NULL && failure->code != NL_SECRETS_ERROR_NOT_FOUND
      && (provider->preset->needs_key || failure->code != NL_SECRETS_ERROR_UNAVAILABLE)) {
    set_unauthorized (error, NL_AI_CAUSE_KEYRING, failure->message);
    return FALSE;
  }
  if (!provider->preset->needs_key)
    return TRUE;
  message = g_strdup_printf (_ ("%s has no key yet. Add one."), provider->name);
  set_unauthorized (error, NL_AI_CAUSE_NO_KEY, message);
  return FALSE;
}

static NlHttpRequest *
make_request (NlOpenaiCall *self)
{
  NlOpenaiProvider *provider = self->provider;
  NlHttpRequest *request = nl_http_request_new (self->body != NULL ? "POST" : "GET", self->url);
  NlHttpLimits limits = provider->limits;

  if (self->asked.is_image) {
    limits.first_byte = MAX (limits.first_byte, IMAGE_FIRST_BYTE);
    limits.max_bytes = MAX (limits.max_bytes, IMAGE_MAX_BYTES);
  }
  nl_http_request_set_limits (request, &limits);
  nl_http_request_set_policy (request, provider->policy);
  if (self->key != NULL && *self->key != '\0')
    nl_http_request_set_bearer (request, self->key);
  if (self->body != NULL)
    nl_http_request_set_body (request, "application/json", self->body);
  return request;
}

/**
 * nl_openai_call_await:
 * @self: a call, with provider, path and perhaps a body; nl_openai_call_clear() ends it
 * @error: return location for %NL_AI_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Asks the server once, in a fiber.
 *
 * Returns: (transfer full) (nullable): what it answered, a success
 */
NlHttpResponse *
nl_openai_call_await (NlOpenaiCall *self, GError **error)
{
  g_autoptr (NlHttpRequest) request = NULL;
  g_autoptr (GError) failure = NULL;
  NlHttpResponse *response;

  g_free (self->url);
  self->url = g_strconcat (self->provider->base_url, self->path, NULL);
  self->asked.preset = self->provider->preset;
  self->asked.name = self->provider->name;
  self->asked.url = self->url;
  g_clear_pointer (&self->refused_field, g_free);
  if (!find_key_await (self, error))
    return NULL;
  self->asked.key = self->key;
  request = make_request (self);
  response = dex_await_object (nl_http_client_stream (self->provider->client, request, self->chunk,
                                                      self->chunk_data, NULL, self->cancellable),
                               &failure);
  if (response != NULL)
    return response;
  self->refused_field = nl_openai_error_dup_refused_field (failure);
  g_propagate_error (error, nl_openai_error_new (&self->asked, failure));
  return NULL;
}
