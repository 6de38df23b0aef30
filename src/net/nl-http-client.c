/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/nl-http-client.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "base/nl-clock.h"
#include "base/nl-future.h"
#include "base/nl-url.h"
#include "net/nl-backoff.h"
#include "net/nl-http-exchange.h"
#include "net/nl-rate-limit.h"

#define RETRY_BASE (G_USEC_PER_SEC / 2)
#define RETRY_CAP (8 * G_USEC_PER_SEC)

/**
 * NlHttpClient:
 *
 * Asks servers. Remembers what each said about how often it wants to be asked. Nothing of a request
 * is ever logged.
 */
struct _NlHttpClient {
  GObject parent_instance;
  SoupSession *session;
  SoupSession *local_session; /* for requests that may stay on the local network */
  GHashTable *rate_limits;    /* host and port → NlRateLimit */
};

G_DEFINE_FINAL_TYPE (NlHttpClient, nl_http_client, G_TYPE_OBJECT)

static gboolean
drop_later (gpointer session)
{
  return G_SOURCE_REMOVE;
}

/* libsoup finishes what was cancelled in later turns of the main loop, and trips over a session
 * that is gone by then (3.6). */
static void
drop_session (SoupSession *session)
{
  g_idle_add_full (G_PRIORITY_LOW, drop_later, session, g_object_unref);
}

static void
nl_http_client_finalize (GObject *object)
{
  NlHttpClient *self = NL_HTTP_CLIENT (object);

  drop_session (self->session);
  drop_session (self->local_session);
  g_hash_table_unref (self->rate_limits);
  G_OBJECT_CLASS (nl_http_client_parent_class)->finalize (object);
}

static void
nl_http_client_class_init (NlHttpClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_http_client_finalize;
}

static SoupSession *
make_session (void)
{
  /* The phases have time limits of their own. */
  return soup_session_new_with_options ("timeout", 0, "max-conns", 32, "max-conns-per-host", 16,
                                        "user-agent", "NinjaLead", NULL);
}

static void
nl_http_client_init (NlHttpClient *self)
{
  /* Two, so that a connection to the local network is never there for a request that must not use
   * one. */
  self->session = make_session ();
  self->local_session = make_session ();
  self->rate_limits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * nl_http_client_new:
 *
 * Returns: (transfer full): a client, with connections of its own
 */
NlHttpClient *
nl_http_client_new (void)
{
  return g_object_new (NL_TYPE_HTTP_CLIENT, NULL);
}

typedef struct {
  NlHttpClient *client;
  NlHttpRequest *request;
  NlHttpChunkFunc chunk;
  gpointer data;
  GDestroyNotify data_destroy;
  GCancellable *cancellable;
  gboolean has_handed_over; /* pieces of an answer: it can't be asked for again */
} Sending;

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  if (sending->data_destroy != NULL)
    sending->data_destroy (sending->data);
  g_object_unref (sending->client);
  g_object_unref (sending->request);
  g_clear_object (&sending->cancellable);
  g_free (sending);
}

static NlRateLimit *
get_rate_limit (NlHttpClient *self, GUri *uri)
{
  g_autofree char *key = g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
  NlRateLimit *limit = g_hash_table_lookup (self->rate_limits, key);

  if (limit == NULL) {
    limit = g_new (NlRateLimit, 1);
    nl_rate_limit_init (limit);
    g_hash_table_insert (self->rate_limits, g_steal_pointer (&key), limit);
  }
  return limit;
}

static const char *
get_header (gpointer response, const char *name)
{
  return nl_http_response_get_header (response, name);
}

static gboolean
hand_over (NlHttpResponse *response, GBytes *bytes, gpointer data, GError **error)
{
  Sending *sending = data;

  sending->has_handed_over = TRUE;
  return sending->chunk (response, bytes, sending->data, error);
}

/* Waits until the server wants to be asked again; not for longer than the request has patience. */
static gboolean
wait_for_turn (Sending *sending, GUri *uri, GError **error)
{
  NlRateLimit *limit = get_rate_limit (sending->client, uri);
  gint64 delay = nl_rate_limit_get_delay (limit, nl_clock_now ());
  gint64 patience
      = (gint64) nl_http_request_get_limits (sending->request)->max_wait * G_TIME_SPAN_MILLISECOND;

  if (delay > patience) {
    GError *failure
        = nl_http_error_new_status (429, delay, _ ("The server wants to be asked less often."),
                                    NULL);

    g_propagate_error (error, failure);
    return FALSE;
  }
  if (delay > 0
      && !dex_await (nl_future_sleep ((guint) (delay / 1000) + 1, sending->cancellable), error))
    return FALSE;
  nl_rate_limit_note_sent (limit, nl_clock_now ());
  return TRUE;
}

static NlHttpResponse *
ask (Sending *sending, GUri *uri, const char *method, GError **error)
{
  NlHttpExchange exchange = {
    .session = (nl_http_request_get_policy (sending->request) & NL_URL_ALLOW_LOCAL) != 0
                   ? sending->client->local_session
                   : sending->client->session,
    .request = sending->request,
    .uri = uri,
    .method = method,
    .with_body = g_str_equal (method, nl_http_request_get_method (sending->request)),
    .chunk = sending->chunk != NULL ? hand_over : NULL,
    .chunk_data = sending,
    .cancellable = sending->cancellable,
  };
  NlHttpResponse *response;

  if (!wait_for_turn (sending, uri, error)
      || g_cancellable_set_error_if_cancelled (sending->cancellable, error))
    return NULL;
  response = nl_http_exchange_run (&exchange, error);
  if (response != NULL)
    nl_rate_limit_learn (get_rate_limit (sending->client, uri),
                         nl_http_response_get_status (response), get_header, response,
                         nl_clock_now ());
  return response;
}

static gboolean
is_redirect (NlHttpResponse *response)
{
  guint status = nl_http_response_get_status (response);

  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* RFC 9110, section 15.4: 307 and 308 repeat the request; the others ask for a page, except that
 * nothing changes for one that only reads. */
static const char *
method_after (const char *method, guint status)
{
  if (status == 307 || status == 308 || g_str_equal (method, "HEAD"))
    return method;
  return "GET";
}

static NlHttpResponse *
follow (Sending *sending, GUri *first, GError **error)
{
  const NlHttpLimits *limits = nl_http_request_get_limits (sending->request);
  const char *method = nl_http_request_get_method (sending->request);
  g_autoptr (GUri) uri = g_uri_ref (first);

  for (guint hops = 0;; hops++) {
    g_autoptr (NlHttpResponse) response = ask (sending, uri, method, error);
    g_autoptr (GUri) next = NULL;

    if (response == NULL || !is_redirect (response))
      return g_steal_pointer (&response);
    if (hops >= limits->max_redirects) {
      g_propagate_error (
          error, nl_http_error_new (NL_HTTP_ERROR_REDIRECT, TRUE,
                                    _ ("%s sends the request on and on. Check the address."),
                                    g_uri_get_host (uri)));
      return NULL;
    }
    next = nl_url_resolve_redirect (uri, nl_http_response_get_header (response, "location"),
                                    nl_http_request_get_policy (sending->request),
                                    nl_http_request_carries_secret (sending->request), error);
    if (next == NULL)
      return NULL;
    method = method_after (method, nl_http_response_get_status (response));
    g_uri_unref (uri);
    uri = g_steal_pointer (&next);
  }
}

/* A status that says no, as an error. */
static NlHttpResponse *
follow_to_success (Sending *sending, GUri *uri, GError **error)
{
  g_autoptr (NlHttpResponse) response = follow (sending, uri, error);
  g_autofree char *message = NULL;
  GError *failure;
  guint status;

  if (response == NULL)
    return NULL;
  status = nl_http_response_get_status (response);
  if (status / 100 == 2)
    return g_steal_pointer (&response);
  message = g_strdup_printf (
      /* Translators: a host, an HTTP status such as 404, and its English name. */
      _ ("%s answered with status %u (%s)."), g_uri_get_host (uri), status,
      soup_status_get_phrase (status));
  failure = nl_http_error_new_status (
      status,
      nl_retry_after_parse (nl_http_response_get_header (response, "retry-after"), nl_clock_now ()),
      message, nl_http_response_get_body (response));
  nl_http_error_set_request_id (failure, nl_http_response_get_header (response, "x-request-id"));
  g_propagate_error (error, failure);
  return NULL;
}

/* Whether asking again by itself can neither do nor cost anything twice. */
static gboolean
is_safe_to_repeat (Sending *sending, const GError *error)
{
  guint status = nl_http_error_get_status (error);

  if (!nl_http_error_is_temporary (error) || sending->has_handed_over
      || error->code == NL_HTTP_ERROR_OFFLINE)
    return FALSE;
  return nl_http_request_is_idempotent (sending->request) || !nl_http_error_was_sent (error)
         || status == 429 || status == 503;
}

static gboolean
wait_to_repeat (Sending *sending, guint attempt, const GError *error)
{
  const NlHttpLimits *limits = nl_http_request_get_limits (sending->request);
  gint64 delay = nl_backoff_delay (attempt, RETRY_BASE, RETRY_CAP, g_random_double ())
                 + MAX (nl_http_error_get_retry_after (error), 0);

  return attempt <= limits->max_retries && is_safe_to_repeat (sending, error)
         && delay <= (gint64) limits->max_wait * G_TIME_SPAN_MILLISECOND
         && dex_await (nl_future_sleep ((guint) (delay / 1000), sending->cancellable), NULL);
}

static DexFuture *
send_fiber (gpointer data)
{
  Sending *sending = data;
  g_autofree char *url = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) error = NULL;

  url = nl_url_check (nl_http_request_get_url (sending->request), &error);
  if (url == NULL)
    return dex_future_new_for_error (
        nl_http_error_new (NL_HTTP_ERROR_FORBIDDEN, FALSE, "%s", error->message));
  uri = g_uri_parse (url, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  if (!nl_url_check_policy (uri, nl_http_request_get_policy (sending->request), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  for (guint attempt = 1;; attempt++) {
    NlHttpResponse *response = follow_to_success (sending, uri, &error);

    if (response != NULL)
      return dex_future_new_take_object (response);
    if (!wait_to_repeat (sending, attempt, error)) {
      g_autoptr (GError) cancelled = NULL;

      /* Who no longer wants an answer is not told that there was none. */
      if (g_cancellable_set_error_if_cancelled (sending->cancellable, &cancelled))
        return dex_future_new_for_error (g_steal_pointer (&cancelled));
      return dex_future_new_for_error (g_steal_pointer (&error));
    }
    g_clear_error (&error);
  }
}

/**
 * nl_http_client_send:
 * @self: a client
 * @request: what to ask
 * @cancellable: (nullable): ends it, and closes the connection
 *
 * Asks, follows redirects as far as they are safe, and asks again what can be asked again without
 * doing or costing anything twice. Call it on the main thread.
 *
 * Returns: (transfer full): a future of an #NlHttpResponse with its body; rejects with
 *   %NL_HTTP_ERROR, also when the status is not one of success, and with %G_IO_ERROR_CANCELLED
 */
DexFuture *
nl_http_client_send (NlHttpClient *self, NlHttpRequest *request, GCancellable *cancellable)
{
  return nl_http_client_stream (self, request, NULL, NULL, NULL, cancellable);
}

/**
 * nl_http_client_stream:
 * @self: a client
 * @request: what to ask
 * @chunk: (nullable): gets the answer piece by piece, as it comes
 * @data: (transfer full): passed to @chunk
 * @data_destroy: (nullable): frees @data
 * @cancellable: (nullable): ends it, and closes the connection
 *
 * Like nl_http_client_send(), for answers that are worth seeing before they are complete. Once a
 * piece was handed over, the request is not repeated.
 *
 * Returns: (transfer full): a future of an #NlHttpResponse without a body
 */
DexFuture *
nl_http_client_stream (NlHttpClient *self,
                       NlHttpRequest *request,
                       NlHttpChunkFunc chunk,
                       gpointer data,
                       GDestroyNotify data_destroy,
                       GCancellable *cancellable)
{
  Sending *sending;

  dex_return_error_if_fail (NL_IS_HTTP_CLIENT (self));
  dex_return_error_if_fail (NL_IS_HTTP_REQUEST (request));

  sending = g_new0 (Sending, 1);
  sending->client = g_object_ref (self);
  sending->request = g_object_ref (request);
  sending->chunk = chunk;
  sending->data = data;
  sending->data_destroy = data_destroy;
  g_set_object (&sending->cancellable, cancellable);
  return nl_fiber_spawn (send_fiber, sending, sending_free);
}
