/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nl-test-server.h"

#include <gio/gio.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

typedef struct {
  NlTestServerManner manner;
  GBytes *bytes;
} Line;

/* Connections are served on threads of GIO's, so that a test can't hold its own server up. */
struct _NlTestServer {
  GSocketService *service;
  guint16 port;
  GMutex lock;
  GPtrArray *script;
  guint next;
  GPtrArray *requests;
  DexPromise *request; /* resolved with the next request */
  DexPromise *hangup;  /* resolved when the next client leaves a server that hangs */
};

static void
line_free (gpointer data)
{
  Line *line = data;

  g_bytes_unref (line->bytes);
  g_free (line);
}

static gsize
get_body_length (const char *head)
{
  const char *field = strcasestr (head, "\r\nContent-Length:");

  return field != NULL ? (gsize) g_ascii_strtoull (field + 17, NULL, 10) : 0;
}

static char *
read_request (GInputStream *input)
{
  g_autoptr (GString) request = g_string_new (NULL);
  gsize wanted = G_MAXSIZE;

  while (request->len < wanted) {
    char buffer[4096];
    gssize length = g_input_stream_read (input, buffer, sizeof buffer, NULL, NULL);
    const char *end;

    if (length <= 0)
      break;
    g_string_append_len (request, buffer, length);
    end = strstr (request->str, "\r\n\r\n");
    if (end != NULL && wanted == G_MAXSIZE)
      wanted = (gsize) (end + 4 - request->str) + get_body_length (request->str);
  }
  return g_string_free_and_steal (g_steal_pointer (&request));
}

static void
resolve (DexPromise **promise)
{
  if (*promise != NULL)
    dex_promise_resolve_boolean (*promise, TRUE);
  dex_clear (promise);
}

static Line
note_request (NlTestServer *self, char *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Line line = { NL_TEST_SERVER_ALL, NULL };

  g_ptr_array_add (self->requests, request);
  if (self->script->len > 0) {
    Line *scripted = g_ptr_array_index (self->script, MIN (self->next, self->script->len - 1));

    line = (Line) { scripted->manner, g_bytes_ref (scripted->bytes) };
    self->next++;
  }
  resolve (&self->request);
  return line;
}

static void
say (GOutputStream *output, const Line *line)
{
  gsize size;
  const char *bytes = g_bytes_get_data (line->bytes, &size);
  gsize step = line->manner == NL_TEST_SERVER_BYTE_BY_BYTE ? 1 : MAX (size, 1);

  for (gsize i = 0; i < size; i += step)
    if (!g_output_stream_write_all (output, bytes + i, MIN (step, size - i), NULL, NULL, NULL))
      break;
}

static void
wait_for_client (GInputStream *input)
{
  char rest[256];

  while (g_input_stream_read (input, rest, sizeof rest, NULL, NULL) > 0)
    ;
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        NlTestServer *self)
{
  GSocket *socket = g_socket_connection_get_socket (connection);
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  char *request = read_request (input);
  Line line;

  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  if (*request == '\0') {
    g_free (request);
    return TRUE;
  }
  line = note_request (self, request);
  if (line.bytes != NULL)
    say (g_io_stream_get_output_stream (G_IO_STREAM (connection)), &line);
  if (line.manner == NL_TEST_SERVER_RESET) {
    struct linger linger = { .l_onoff = 1 };

    setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  } else if (line.manner == NL_TEST_SERVER_HANG) {
    wait_for_client (input);
    g_mutex_lock (&self->lock);
    resolve (&self->hangup);
    g_mutex_unlock (&self->lock);
  } else {
    g_socket_shutdown (socket, FALSE, TRUE, NULL);
    wait_for_client (input);
  }
  g_clear_pointer (&line.bytes, g_bytes_unref);
  return TRUE;
}

/**
 * nl_test_server_new:
 *
 * Returns: (transfer full): a server that listens, and has nothing to say yet
 */
NlTestServer *
nl_test_server_new (void)
{
  NlTestServer *self = g_new0 (NlTestServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  /* No proxy: the settings that would name one are out of a test's sight. */
  if (g_getenv ("GIO_USE_PROXY_RESOLVER") == NULL)
    g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_mutex_init (&self->lock);
  self->script = g_ptr_array_new_with_free_func (line_free);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->service = g_threaded_socket_service_new (64);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_service_start (self->service);
  return self;
}

/**
 * nl_test_server_free:
 * @self: (transfer full): a server whose clients have left
 *
 * Stops listening.
 */
void
nl_test_server_free (NlTestServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  /* The threads hold the service while they serve. */
  while (G_OBJECT (self->service)->ref_count > 1)
    g_main_context_iteration (NULL, FALSE);
  g_object_unref (self->service);
  g_ptr_array_unref (self->script);
  g_ptr_array_unref (self->requests);
  dex_clear (&self->request);
  dex_clear (&self->hangup);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * nl_test_server_dup_url:
 * @self: a server
 * @path: such as "/v1"
 *
 * Returns: (transfer full): an address of the server
 */
char *
nl_test_server_dup_url (NlTestServer *self, const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
}

/**
 * nl_test_server_say_bytes:
 * @self: a server
 * @manner: how
 * @bytes: what
 *
 * Adds to the script.
 */
void
nl_test_server_say_bytes (NlTestServer *self, NlTestServerManner manner, GBytes *bytes)
{
  Line *line = g_new0 (Line, 1);

  line->manner = manner;
  line->bytes = g_bytes_ref (bytes);
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->script, line);
  g_mutex_unlock (&self->lock);
}

/**
 * nl_test_server_say:
 * @self: a server
 * @manner: how
 * @bytes: what
 *
 * Adds to the script.
 */
void
nl_test_server_say (NlTestServer *self, NlTestServerManner manner, const char *bytes)
{
  g_autoptr (GBytes) copy = g_bytes_new (bytes, strlen (bytes));

  nl_test_server_say_bytes (self, manner, copy);
}

/**
 * nl_test_server_forget:
 * @self: a server
 *
 * Begins a new script, and forgets the requests.
 */
void
nl_test_server_forget (NlTestServer *self)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_set_size (self->script, 0);
  g_ptr_array_set_size (self->requests, 0);
  self->next = 0;
  g_mutex_unlock (&self->lock);
}

/**
 * nl_test_server_get_n_requests:
 * @self: a server
 *
 * Returns: how many requests came
 */
guint
nl_test_server_get_n_requests (NlTestServer *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->requests->len;
  g_mutex_unlock (&self->lock);
  return n;
}

/**
 * nl_test_server_dup_request:
 * @self: a server
 * @index: which request, from 0
 *
 * Returns: (transfer full): all of it
 */
char *
nl_test_server_dup_request (NlTestServer *self, guint index)
{
  char *request;

  g_mutex_lock (&self->lock);
  g_assert_cmpuint (index, <, self->requests->len);
  request = g_strdup (g_ptr_array_index (self->requests, index));
  g_mutex_unlock (&self->lock);
  return request;
}

static DexFuture *
wait_for (NlTestServer *self, DexPromise **promise)
{
  DexFuture *future;

  g_mutex_lock (&self->lock);
  if (*promise == NULL)
    *promise = dex_promise_new ();
  future = dex_ref (DEX_FUTURE (*promise));
  g_mutex_unlock (&self->lock);
  return future;
}

/**
 * nl_test_server_wait_request:
 * @self: a server
 *
 * Returns: (transfer full): a future that resolves with the next request
 */
DexFuture *
nl_test_server_wait_request (NlTestServer *self)
{
  return wait_for (self, &self->request);
}

/**
 * nl_test_server_wait_hangup:
 * @self: a server
 *
 * Returns: (transfer full): a future that resolves when a client leaves while the server hangs
 */
DexFuture *
nl_test_server_wait_hangup (NlTestServer *self)
{
  return wait_for (self, &self->hangup);
}
