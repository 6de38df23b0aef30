/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/nl-http-exchange.h"

#include <glib/gi18n-lib.h>

#include "base/nl-future.h"

#define CHUNK_SIZE (16 * 1024)
/* As much of the answer to a failed request as anybody reads. */
#define MAX_ERROR_BODY (64 * 1024)
/* Behind whatever libsoup has to do in the same turn of the main loop: before 3.6.6 it frees a
 * request twice when that is cancelled by a source that runs before its own (CVE-2025-12105). */
#define CANCEL_PRIORITY G_PRIORITY_DEFAULT_IDLE

typedef enum {
  PHASE_CONNECT,
  PHASE_FIRST_BYTE,
  PHASE_BODY,
} Phase;

/* What the callbacks of an exchange see of it. The cancellable is its own: whatever ends the
 * exchange ends it through this one, and libsoup then closes the connection. */
typedef struct {
  const NlHttpLimits *limits;
  NlUrlPolicy policy;
  GCancellable *cancellable;
  guint timer;
  Phase phase;
  gboolean was_sent;
  gboolean is_late;
  gboolean is_forbidden;
} Progress;

static gboolean
late_cb (gpointer data)
{
  Progress *progress = data;

  progress->timer = 0;
  progress->is_late = TRUE;
  g_cancellable_cancel (progress->cancellable);
  return G_SOURCE_REMOVE;
}

static void
enter_phase (Progress *progress, Phase phase)
{
  const guint limits[]
      = { progress->limits->connect, progress->limits->first_byte, progress->limits->idle };

  g_clear_handle_id (&progress->timer, g_source_remove);
  progress->phase = phase;
  progress->timer = g_timeout_add_full (CANCEL_PRIORITY, limits[phase], late_cb, progress, NULL);
}

static void
starting_cb (SoupMessage *message, Progress *progress)
{
  progress->was_sent = TRUE;
  enter_phase (progress, PHASE_FIRST_BYTE);
}

/* The name has been looked up by now: what counts is where it really leads. */
static void
network_event_cb (SoupMessage *message,
                  GSocketClientEvent event,
                  GIOStream *connection,
                  Progress *progress)
{
  g_autoptr (GSocketAddress) address = NULL;

  if ((event != G_SOCKET_CLIENT_CONNECTING && event != G_SOCKET_CLIENT_CONNECTED)
      || (progress->policy & NL_URL_ALLOW_LOCAL) != 0 || !G_IS_SOCKET_CONNECTION (connection))
    return;
  address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL);
  /* Where a proxy leads is for the proxy to know. */
  if (G_IS_PROXY_ADDRESS (address))
    return;
  if (G_IS_INET_SOCKET_ADDRESS (address)
      && nl_url_is_public_address (
          g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address))))
    return;
  /* At once: nothing must be sent there. A request that is still connecting ends well so. */
  progress->is_forbidden = TRUE;
  g_cancellable_cancel (progress->cancellable);
}

static gboolean
cancel_cb (gpointer inner)
{
  g_cancellable_cancel (inner);
  return G_SOURCE_REMOVE;
}

/* The cancellable may be cancelled by any source, or by a thread. */
static void
cancelled_cb (GCancellable *outer, GCancellable *inner)
{
  g_idle_add_full (CANCEL_PRIORITY, cancel_cb, g_object_ref (inner), g_object_unref);
}

static void
sent_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  DexPromise *promise = data;
  GError *error = NULL;
  GInputStream *stream = soup_session_send_finish (SOUP_SESSION (session), result, &error);

  if (stream != NULL)
    dex_promise_resolve_object (promise, stream);
  else
    dex_promise_reject (promise, error);
  dex_unref (promise);
}

static GInputStream *
send_message (SoupSession *session, SoupMessage *message, Progress *progress, GError **error)
{
  DexPromise *promise = dex_promise_new ();

  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, progress->cancellable, sent_cb,
                           dex_ref (promise));
  return dex_await_object (DEX_FUTURE (promise), error);
}

static void
read_cb (GObject *stream, GAsyncResult *result, gpointer data)
{
  DexPromise *promise = data;
  GError *error = NULL;
  GBytes *bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (stream), result, &error);

  if (bytes != NULL)
    dex_promise_resolve_boxed (promise, G_TYPE_BYTES, bytes);
  else
    dex_promise_reject (promise, error);
  dex_unref (promise);
}

static GBytes *
read_chunk (GInputStream *stream, Progress *progress, GError **error)
{
  DexPromise *promise = dex_promise_new ();

  enter_phase (progress, PHASE_BODY);
  g_input_stream_read_bytes_async (stream, CHUNK_SIZE, G_PRIORITY_DEFAULT, progress->cancellable,
                                   read_cb, dex_ref (promise));
  return dex_await_boxed (DEX_FUTURE (promise), error);
}

static void
closed_cb (GObject *stream, GAsyncResult *result, gpointer data)
{
  DexPromise *promise = data;

  g_input_stream_close_finish (G_INPUT_STREAM (stream), result, NULL);
  dex_promise_resolve_boolean (promise, TRUE);
  dex_unref (promise);
}

/* Without a cancellable: one that was cancelled leaves libsoup 3.6 with half a message. */
static void
close_stream (GInputStream *stream)
{
  DexPromise *promise = dex_promise_new ();

  g_input_stream_close_async (stream, G_PRIORITY_DEFAULT, NULL, closed_cb, dex_ref (promise));
  dex_await (DEX_FUTURE (promise), NULL);
}

static gboolean
is_success (NlHttpResponse *response)
{
  return nl_http_response_get_status (response) / 100 == 2;
}

static gboolean
set_too_large (const NlHttpExchange *self, guint64 limit, GError **error)
{
  g_autofree char *size = g_format_size (limit);

  g_propagate_error (error, nl_http_error_new (NL_HTTP_ERROR_TOO_LARGE, TRUE,
                                               /* Translators: a host, then a size. */
                                               _ ("What %s sends is larger than %s."),
                                               g_uri_get_host (self->uri), size));
  return FALSE;
}

/* The answer, piece by piece. Of a failed request only the beginning is read. */
static gboolean
read_body (const NlHttpExchange *self,
           GInputStream *stream,
           NlHttpResponse *response,
           Progress *progress,
           GError **error)
{
  guint64 limit = is_success (response) ? progress->limits->max_bytes : MAX_ERROR_BODY;
  gboolean hand_over = self->chunk != NULL && is_success (response);
  g_autoptr (GByteArray) body = g_byte_array_new ();
  guint64 total = 0;

  for (;;) {
    g_autoptr (GBytes) bytes = read_chunk (stream, progress, error);
    gsize size;

    if (bytes == NULL)
      return FALSE;
    size = g_bytes_get_size (bytes);
    total += size;
    if (size == 0 || (total > limit && !is_success (response)))
      break;
    if (total > limit)
      return set_too_large (self, limit, error);
    if (!hand_over)
      g_byte_array_append (body, g_bytes_get_data (bytes, NULL), (guint) size);
    else if (!self->chunk (response, bytes, self->chunk_data, error))
      return FALSE;
  }
  if (!hand_over) {
    g_autoptr (GBytes) all = g_byte_array_free_to_bytes (g_steal_pointer (&body));

    nl_http_response_set_body (response, all);
  }
  return TRUE;
}

/* A connection that ends among the headers looks like an empty answer that says nothing of its
 * length. */
static gboolean
is_cut_in_headers (const NlHttpExchange *self, SoupMessage *message, NlHttpResponse *response)
{
  GBytes *body = nl_http_response_get_body (response);

  return body != NULL && g_bytes_get_size (body) == 0 && is_success (response)
         && nl_http_response_get_status (response) != SOUP_STATUS_NO_CONTENT
         && !g_str_equal (self->method, "HEAD")
         && soup_message_headers_get_encoding (soup_message_get_response_headers (message))
                == SOUP_ENCODING_EOF;
}

static void
add_header (const char *name, const char *value, gpointer response)
{
  nl_http_response_add_header (response, name, value);
}

static NlHttpResponse *
make_response (const NlHttpExchange *self, SoupMessage *message)
{
  g_autofree char *url = g_uri_to_string_partial (self->uri, G_URI_HIDE_USERINFO);
  NlHttpResponse *response = nl_http_response_new (soup_message_get_status (message), url);

  soup_message_headers_foreach (soup_message_get_response_headers (message), add_header, response);
  return response;
}

static SoupMessage *
make_message (const NlHttpExchange *self)
{
  SoupMessage *message = soup_message_new_from_uri (self->method, self->uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (self->chunk != NULL)
    /* What is packed comes in larger pieces, later. */
    soup_message_headers_replace (headers, "Accept-Encoding", "identity");
  g_hash_table_iter_init (&iter, nl_http_request_get_headers (self->request));
  while (g_hash_table_iter_next (&iter, &name, &value))
    soup_message_headers_replace (headers, name, value);
  if (self->with_body && nl_http_request_get_body (self->request) != NULL)
    soup_message_set_request_body_from_bytes (message,
                                              nl_http_request_get_media_type (self->request),
                                              nl_http_request_get_body (self->request));
  return message;
}

/* What really happened, when we ended the exchange ourselves. */
static GError *
translate (const NlHttpExchange *self, const Progress *progress, const GError *error)
{
  const char *host = g_uri_get_host (self->uri);

  if (g_cancellable_is_cancelled (self->cancellable))
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
  if (progress->is_forbidden)
    return nl_http_error_new (NL_HTTP_ERROR_FORBIDDEN, FALSE,
                              _ ("%s leads to this computer or the local network, which is not "
                                 "allowed here."),
                              host);
  if (progress->is_late)
    return nl_http_error_new (NL_HTTP_ERROR_TIMEOUT, progress->was_sent,
                              progress->phase == PHASE_CONNECT
                                  ? _ ("%s can’t be reached: it takes too long to connect.")
                              : progress->phase == PHASE_FIRST_BYTE
                                  ? _ ("%s takes too long to answer.")
                                  : _ ("%s stopped in the middle of its answer."),
                              host);
  return nl_http_explain (error, host, progress->was_sent);
}

static NlHttpResponse *
exchange (const NlHttpExchange *self, Progress *progress, GError **error)
{
  g_autoptr (SoupMessage) message = make_message (self);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (NlHttpResponse) response = NULL;
  gulong ids[2];
  gboolean done;

  ids[0] = g_signal_connect (message, "starting", G_CALLBACK (starting_cb), progress);
  ids[1] = g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), progress);
  enter_phase (progress, PHASE_CONNECT);
  stream = send_message (self->session, message, progress, error);
  if (stream != NULL)
    response = make_response (self, message);
  done = stream != NULL && read_body (self, stream, response, progress, error);
  if (done && is_cut_in_headers (self, message, response)) {
    done = FALSE;
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "no end of the headers");
  }
  /* An answer that was not read to its end takes its connection along. */
  if (stream != NULL && !done)
    g_cancellable_cancel (progress->cancellable);
  if (stream != NULL)
    close_stream (stream);
  g_signal_handler_disconnect (message, ids[0]);
  g_signal_handler_disconnect (message, ids[1]);
  return done ? g_steal_pointer (&response) : NULL;
}

/*
 * nl_http_exchange_run:
 * @self: what to send where
 * @error: return location for %NL_HTTP_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Sends a message and reads the answer, whatever its status. For a fiber.
 *
 * Returns: (transfer full) (nullable): the answer
 */
NlHttpResponse *
nl_http_exchange_run (const NlHttpExchange *self, GError **error)
{
  Progress progress = { .limits = nl_http_request_get_limits (self->request),
                        .policy = nl_http_request_get_policy (self->request) };
  g_autoptr (GCancellable) inner = g_cancellable_new ();
  g_autoptr (GError) failure = NULL;
  NlHttpResponse *response;
  gulong id = 0;

  progress.cancellable = inner;
  if (self->cancellable != NULL)
    id = g_cancellable_connect (self->cancellable, G_CALLBACK (cancelled_cb), inner, NULL);
  response = exchange (self, &progress, &failure);
  g_clear_handle_id (&progress.timer, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_disconnect (self->cancellable, id);
  if (response == NULL)
    g_propagate_error (error, translate (self, &progress, failure));
  return response;
}
