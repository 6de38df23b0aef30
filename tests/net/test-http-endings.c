/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Requests that end before they are answered. */

#include "http-fixture.h"
#include "nl-test.h"

/* The connection ends after each of the bytes of an answer: never anything but an error that says
 * so, and that it was sent. */
static void
test_cut_anywhere (const char *folder)
{
  static const char whole[] = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                              "Transfer-Encoding: chunked\r\n\r\n"
                              "e\r\ndata: hello\r\n\r\n\r\n0\r\n\r\n";
  g_autoptr (Http) http = http_new ();
  g_autoptr (NlHttpRequest) request = make_request (http, "POST", "/");

  for (gsize length = 0; length < sizeof whole - 1; length++) {
    g_autofree char *part = g_strndup (whole, length);
    g_autoptr (GError) error = NULL;

    nl_test_server_forget (http->server);
    nl_test_server_say (http->server, length % 2 == 0 ? NL_TEST_SERVER_ALL : NL_TEST_SERVER_RESET,
                        part);
    if (dex_await (nl_http_client_send (http->client, request, NULL), &error)) {
      /* All of the answer was there; only the last line end of its wrapping was not. */
      g_assert_cmpuint (length, >=, sizeof whole - 1 - 5);
      continue;
    }
    g_assert_true (error->domain == NL_HTTP_ERROR);
    g_assert_true (nl_http_error_was_sent (error));
    g_assert_cmpuint (nl_test_server_get_n_requests (http->server), ==, 1);
  }
}

/* Each phase has a limit of its own. */
static void
test_timeouts (const char *folder)
{
  static const char *const answers[]
      = { "", "HTTP/1.1 200 OK\r\n", OK "Content-Length: 9\r\n\r\nhello" };
  g_autoptr (Http) http = http_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++) {
    DexFuture *hangup = nl_test_server_wait_hangup (http->server);

    /* Only of the phase that is to be too long: a busy machine may take its time for the others. */
    http->limits = nl_http_limits_default;
    http->limits.max_retries = 0;
    *(i < 2 ? &http->limits.first_byte : &http->limits.idle) = 50;
    nl_test_server_forget (http->server);
    nl_test_server_say (http->server, NL_TEST_SERVER_HANG, answers[i]);
    assert_get_fails (http, NL_HTTP_ERROR_TIMEOUT);
    nl_test_await_ok (hangup);
  }
}

/* An answer that says how long it is has ended then, though the server stays. */
static void
test_server_stays (const char *folder)
{
  g_autoptr (Http) http = http_new ();
  g_autoptr (NlHttpRequest) request = make_request (http, "GET", "/");
  g_autoptr (NlHttpResponse) response = NULL;

  nl_test_server_say (http->server, NL_TEST_SERVER_HANG, HELLO);
  response = send_ok (http, request);
  assert_body (response, "hello");
}

/* A limit that is over at once, in the turn of the main loop in which the request goes out. */
static void
test_late_at_once (const char *folder)
{
  g_autoptr (Http) http = http_new ();

  http->limits.first_byte = 0;
  nl_test_server_say (http->server, NL_TEST_SERVER_HANG, "");
  for (guint i = 0; i < 20; i++)
    assert_get_fails (http, NL_HTTP_ERROR_TIMEOUT);
}

/* Cancelling closes the connection, whatever it waits for. */
static void
test_cancel (const char *folder)
{
  static const char *const answers[]
      = { "", "HTTP/1.1 200 OK\r\n", OK "Content-Length: 9\r\n\r\nhel" };
  g_autoptr (Http) http = http_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++) {
    g_autoptr (NlHttpRequest) request = make_request (http, "POST", "/");
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;
    DexFuture *arrived = nl_test_server_wait_request (http->server);
    DexFuture *hangup = nl_test_server_wait_hangup (http->server);
    DexFuture *answer;

    nl_test_server_forget (http->server);
    nl_test_server_say (http->server, NL_TEST_SERVER_HANG, answers[i]);
    answer = nl_http_client_send (http->client, request, cancellable);
    nl_test_await_ok (arrived);
    g_cancellable_cancel (cancellable);
    g_assert_false (dex_await (answer, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    nl_test_await_ok (hangup);
  }
}

/* What is cancelled before it is sent is not sent: it might cost something. */
static void
test_cancelled_before (const char *folder)
{
  g_autoptr (Http) http = http_new ();
  g_autoptr (NlHttpRequest) request = make_request (http, "POST", "/");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  nl_test_server_say (http->server, NL_TEST_SERVER_ALL, HELLO);
  g_cancellable_cancel (cancellable);
  g_assert_false (dex_await (nl_http_client_send (http->client, request, cancellable), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (nl_test_server_get_n_requests (http->server), ==, 0);
}

/* Cancelled between two attempts, a request is cancelled, not failed. */
static void
test_cancelled_between_attempts (const char *folder)
{
  g_autoptr (Http) http = http_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (NlHttpRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *hangup = nl_test_server_wait_hangup (http->server);
  DexFuture *answer;

  http->limits.max_retries = 5;
  http->limits.max_wait = 3600 * 1000;
  request = make_request (http, "GET", "/");
  nl_test_server_say (http->server, NL_TEST_SERVER_HANG,
                      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 3000\r\n"
                      "Connection: close\r\nContent-Length: 0\r\n\r\n");
  answer = nl_http_client_send (http->client, request, cancellable);
  /* The answer is read, and the wait for the next attempt begun. */
  nl_test_await_ok (hangup);
  g_cancellable_cancel (cancellable);
  g_assert_false (dex_await (answer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (nl_test_server_get_n_requests (http->server), ==, 1);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/net/http/cut-anywhere", test_cut_anywhere);
  nl_test_add ("/net/http/timeouts", test_timeouts);
  nl_test_add ("/net/http/server-stays", test_server_stays);
  nl_test_add ("/net/http/late-at-once", test_late_at_once);
  nl_test_add ("/net/http/cancel", test_cancel);
  nl_test_add ("/net/http/cancelled-before", test_cancelled_before);
  nl_test_add ("/net/http/cancelled-between-attempts", test_cancelled_between_attempts);
  return g_test_run ();
}
