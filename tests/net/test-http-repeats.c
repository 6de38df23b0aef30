/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a client asks again by itself, how it waits, and what it keeps of a refusal. */

#include <string.h>

#include "http-fixture.h"
#include "nl-test.h"

#define REFUSAL(status) "HTTP/1.1 " status "\r\nContent-Length: 0\r\n\r\n"

static gsize
size_of (GBytes *bytes)
{
  return bytes != NULL ? g_bytes_get_size (bytes) : 0;
}

/* A status is asked again when that can neither do nor cost anything twice. */
static void
test_which_statuses (const char *folder)
{
  static const struct {
    const char *method;
    const char *answer;
    guint n_requests;
  } CASES[] = {
    { "GET", REFUSAL ("500 Internal Server Error"), 2 },
    { "PUT", REFUSAL ("502 Bad Gateway"), 2 },
    { "DELETE", REFUSAL ("504 Gateway Timeout"), 2 },
    { "GET", REFUSAL ("408 Request Timeout"), 2 },
    { "GET", REFUSAL ("404 Not Found"), 1 },
    { "GET", REFUSAL ("401 Unauthorized"), 1 },
    { "GET", REFUSAL ("501 Not Implemented"), 1 },
    { "POST", REFUSAL ("500 Internal Server Error"), 1 },
    { "PATCH", REFUSAL ("502 Bad Gateway"), 1 },
    { "POST", REFUSAL ("503 Service Unavailable"), 2 },
    { "POST", REFUSAL ("429 Too Many Requests"), 2 },
  };
  g_autoptr (Http) http = http_new ();

  http->limits.max_retries = 1;
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (NlHttpRequest) request = make_request (http, CASES[i].method, "/");
    g_autoptr (GError) error = NULL;

    g_test_message ("%s, %s", CASES[i].method, CASES[i].answer);
    nl_test_server_forget (http->server);
    nl_test_server_say (http->server, NL_TEST_SERVER_ALL, CASES[i].answer);
    error = send_fails (http, request, NL_HTTP_ERROR_STATUS);
    g_assert_cmpuint (nl_test_server_get_n_requests (http->server), ==, CASES[i].n_requests);
  }
}

/* A wait that is longer than the request has patience for is the caller's. */
static void
test_patience (const char *folder)
{
  g_autoptr (Http) http = http_new ();
  g_autoptr (NlHttpRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  http->limits.max_retries = 5;
  http->limits.max_wait = 100;
  request = make_request (http, "GET", "/");
  nl_test_server_say (http->server, NL_TEST_SERVER_ALL,
                      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 3600\r\n"
                      "Content-Length: 0\r\n\r\n");
  error = send_fails (http, request, NL_HTTP_ERROR_STATUS);
  g_assert_cmpuint (nl_http_error_get_status (error), ==, 503);
  g_assert_cmpint (nl_http_error_get_retry_after (error), ==, G_TIME_SPAN_HOUR);
  g_assert_cmpuint (nl_test_server_get_n_requests (http->server), ==, 1);
}

/* What one server says about its limits is not held against another. */
static void
test_limits_are_of_one_server (const char *folder)
{
  g_autoptr (Http) busy = http_new ();
  g_autoptr (Http) idle = http_new ();
  g_autoptr (NlHttpRequest) to_busy = make_request (busy, "GET", "/");
  g_autoptr (NlHttpRequest) to_idle = make_request (idle, "GET", "/");
  g_autoptr (NlHttpResponse) response = NULL;

  nl_test_server_say (busy->server, NL_TEST_SERVER_ALL,
                      "HTTP/1.1 200 OK\r\nx-ratelimit-limit-requests: 1\r\n"
                      "x-ratelimit-remaining-requests: 0\r\nx-ratelimit-reset-requests: 1h\r\n"
                      "Content-Length: 5\r\n\r\nhello");
  nl_test_server_say (idle->server, NL_TEST_SERVER_ALL, HELLO);
  response = send_ok (busy, to_busy);
  g_error_free (send_fails (busy, to_busy, NL_HTTP_ERROR_STATUS));
  g_assert_cmpuint (nl_test_server_get_n_requests (busy->server), ==, 1);
  g_clear_object (&response);
  response = send_ok (busy, to_idle);
  g_assert_cmpuint (nl_test_server_get_n_requests (idle->server), ==, 1);
}

static void
test_request_id (const char *folder)
{
  g_autoptr (Http) http = http_new ();
  g_autoptr (NlHttpRequest) request = make_request (http, "POST", "/");
  g_autoptr (GError) named = NULL;
  g_autoptr (GError) copy = NULL;
  g_autoptr (GError) nameless = NULL;

  nl_test_server_say (http->server, NL_TEST_SERVER_ALL,
                      "HTTP/1.1 400 Bad Request\r\nX-Request-ID: req_7\r\n"
                      "Content-Length: 0\r\n\r\n");
  nl_test_server_say (http->server, NL_TEST_SERVER_ALL, REFUSAL ("400 Bad Request"));
  named = send_fails (http, request, NL_HTTP_ERROR_STATUS);
  copy = g_error_copy (named);
  g_assert_cmpstr (nl_http_error_get_request_id (copy), ==, "req_7");
  nl_http_error_set_request_id (copy, "req_8");
  g_assert_cmpstr (nl_http_error_get_request_id (named), ==, "req_7");
  nameless = send_fails (http, request, NL_HTTP_ERROR_STATUS);
  g_assert_null (nl_http_error_get_request_id (nameless));
  g_assert_null (nl_http_error_get_request_id (NULL));
}

/* Of a refusal only the beginning is read, and nobody waits for the rest. */
static void
test_endless_refusal (const char *folder)
{
  g_autoptr (Http) http = http_new ();
  g_autoptr (NlHttpRequest) request = make_request (http, "POST", "/");
  g_autofree char *much = g_strnfill (300000, 'x');
  g_autofree char *answer
      = g_strconcat ("HTTP/1.1 400 Bad Request\r\nContent-Length: 9000000\r\n\r\n", much, NULL);
  g_autoptr (GError) error = NULL;
  DexFuture *hangup = nl_test_server_wait_hangup (http->server);

  nl_test_server_say (http->server, NL_TEST_SERVER_HANG, answer);
  error = send_fails (http, request, NL_HTTP_ERROR_STATUS);
  g_assert_cmpuint (size_of (nl_http_error_get_body (error)), >, 1000);
  g_assert_cmpuint (size_of (nl_http_error_get_body (error)), <=, 64 * 1024);
  nl_test_await_ok (hangup);
}

/* Answers without a body are answers. */
static void
test_no_body (const char *folder)
{
  static const struct {
    const char *method;
    const char *answer;
  } CASES[] = {
    { "HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" },
    { "GET", "HTTP/1.1 204 No Content\r\n\r\n" },
    { "DELETE", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" },
    { "GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
  };
  g_autoptr (Http) http = http_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (NlHttpRequest) request = make_request (http, CASES[i].method, "/");
    g_autoptr (NlHttpResponse) response = NULL;

    nl_test_server_forget (http->server);
    nl_test_server_say (http->server, NL_TEST_SERVER_ALL, CASES[i].answer);
    response = send_ok (http, request);
    g_assert_cmpuint (size_of (nl_http_response_get_body (response)), ==, 0);
  }
}

/* Where a redirect must not lead, nobody goes. */
static void
test_redirects_that_are_not_followed (const char *folder)
{
  static const struct {
    const char *location;
    NlHttpError code;
  } CASES[] = {
    { "file:///etc/passwd", NL_HTTP_ERROR_REDIRECT },
    { "javascript:alert(1)", NL_HTTP_ERROR_REDIRECT },
    { "http://user:secret@example.com/", NL_HTTP_ERROR_REDIRECT },
    { "http://example.com/", NL_HTTP_ERROR_FORBIDDEN },
    { "", NL_HTTP_ERROR_REDIRECT },
  };
  g_autoptr (Http) http = http_new ();

  http->limits.max_redirects = 1;
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *answer
        = g_strdup_printf ("HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n",
                           CASES[i].location);

    nl_test_server_forget (http->server);
    nl_test_server_say (http->server, NL_TEST_SERVER_ALL, answer);
    g_test_message ("%s", CASES[i].location);
    assert_get_fails (http, CASES[i].code);
    /* An empty one means the same page, which is asked once more. */
    g_assert_cmpuint (nl_test_server_get_n_requests (http->server), ==,
                      *CASES[i].location == '\0' ? 2 : 1);
  }
  http->limits.max_redirects = 0;
  nl_test_server_forget (http->server);
  nl_test_server_say (http->server, NL_TEST_SERVER_ALL,
                      "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n");
  assert_get_fails (http, NL_HTTP_ERROR_REDIRECT);
  g_assert_cmpuint (nl_test_server_get_n_requests (http->server), ==, 1);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/net/http-repeats/statuses", test_which_statuses);
  nl_test_add ("/net/http-repeats/patience", test_patience);
  nl_test_add ("/net/http-repeats/limits-of-one-server", test_limits_are_of_one_server);
  nl_test_add ("/net/http-repeats/request-id", test_request_id);
  nl_test_add ("/net/http-repeats/endless-refusal", test_endless_refusal);
  nl_test_add ("/net/http-repeats/no-body", test_no_body);
  nl_test_add ("/net/http-repeats/redirects", test_redirects_that_are_not_followed);
  return g_test_run ();
}
