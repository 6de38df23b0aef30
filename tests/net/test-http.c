/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "http-fixture.h"
#include "nl-test.h"

static void
test_get_and_post (const char *folder)
{
  g_autoptr (Http) http = http_new ();
  g_autoptr (NlHttpRequest) get = make_request (http, "GET", "/x?y=1");
  g_autoptr (NlHttpRequest) post = make_request (http, "POST", "/v1");
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"a\":1}", 7);
  g_autoptr (NlHttpResponse) got = NULL;
  g_autoptr (NlHttpResponse) posted = NULL;
  g_autofree char *type = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  nl_test_server_say (http->server, NL_TEST_SERVER_ALL, HELLO);
  got = send_ok (http, get);
  assert_body (got, "hello");
  type = nl_http_response_dup_media_type (got);
  g_assert_cmpstr (type, ==, "text/plain");
  first = nl_test_server_dup_request (http->server, 0);
  g_assert_true (g_str_has_prefix (first, "GET /x?y=1 HTTP/1.1\r\n"));

  nl_http_request_set_bearer (post, "sk-1");
  nl_http_request_set_body (post, "application/json", body);
  posted = send_ok (http, post);
  second = nl_test_server_dup_request (http->server, 1);
  g_assert_nonnull (strstr (second, "\r\nAuthorization: Bearer sk-1\r\n"));
  g_assert_nonnull (strstr (second, "\r\nContent-Type: application/json\r\n"));
  g_assert_true (g_str_has_suffix (second, "\r\n\r\n{\"a\":1}"));
}

static void
test_byte_by_byte (const char *folder)
{
  g_autoptr (Http) http = http_new ();
  g_autoptr (NlHttpRequest) request = make_request (http, "GET", "/");
  g_autoptr (NlHttpResponse) plain = NULL;
  g_autoptr (NlHttpResponse) chunked = NULL;

  nl_test_server_say (http->server, NL_TEST_SERVER_BYTE_BY_BYTE, HELLO);
  nl_test_server_say (http->server, NL_TEST_SERVER_BYTE_BY_BYTE,
                      OK "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n");
  plain = send_ok (http, request);
  assert_body (plain, "hello");
  chunked = send_ok (http, request);
  assert_body (chunked, "hello");
}

static void
test_status (const char *folder)
{
  g_autoptr (Http) http = http_new ();
  g_autoptr (NlHttpRequest) request = make_request (http, "POST", "/");
  g_autoptr (GError) error = NULL;
  GBytes *body;

  nl_test_server_say (http->server, NL_TEST_SERVER_ALL,
                      "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 4000\r\n"
                      "Content-Length: 4\r\n\r\nbusy");
  error = send_fails (http, request, NL_HTTP_ERROR_STATUS);
  g_assert_cmpuint (nl_http_error_get_status (error), ==, 429);
  g_assert_cmpint (nl_http_error_get_retry_after (error), ==, 4000 * G_TIME_SPAN_SECOND);
  g_assert_true (nl_http_error_is_temporary (error));
  body = nl_http_error_get_body (error);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), "busy", 4);
  g_clear_error (&error);
  /* What the server said holds for the next request too: it does not even leave. */
  error = send_fails (http, request, NL_HTTP_ERROR_STATUS);
  g_assert_cmpint (nl_http_error_get_retry_after (error), >, 1000 * G_TIME_SPAN_SECOND);
  g_assert_cmpuint (nl_test_server_get_n_requests (http->server), ==, 1);
}

static void
test_retries (const char *folder)
{
  g_autoptr (Http) http = http_new ();
  g_autoptr (NlHttpRequest) get = NULL;
  g_autoptr (NlHttpRequest) post = NULL;
  g_autoptr (NlHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  http->limits.max_retries = 2;
  get = make_request (http, "GET", "/");
  post = make_request (http, "POST", "/");
  nl_test_server_say (http->server, NL_TEST_SERVER_RESET, "HTTP/1.1 2");
  nl_test_server_say (http->server, NL_TEST_SERVER_ALL,
                      "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
  nl_test_server_say (http->server, NL_TEST_SERVER_ALL, HELLO);
  response = send_ok (http, get);
  g_assert_cmpuint (nl_test_server_get_n_requests (http->server), ==, 3);

  /* A post that may have been acted on is not repeated; one that was turned away is. */
  nl_test_server_forget (http->server);
  nl_test_server_say (http->server, NL_TEST_SERVER_RESET, "HTTP/1.1 2");
  error = send_fails (http, post, NL_HTTP_ERROR_CUT);
  g_assert_cmpuint (nl_test_server_get_n_requests (http->server), ==, 1);
  nl_test_server_forget (http->server);
  nl_test_server_say (http->server, NL_TEST_SERVER_ALL,
                      "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 0.01\r\n"
                      "Content-Length: 0\r\n\r\n");
  nl_test_server_say (http->server, NL_TEST_SERVER_ALL, HELLO);
  g_object_unref (response);
  response = send_ok (http, post);
  g_assert_cmpuint (nl_test_server_get_n_requests (http->server), ==, 2);
}

static void
test_redirects (const char *folder)
{
  g_autoptr (Http) http = http_new ();
  g_autoptr (NlHttpRequest) request = make_request (http, "GET", "/a");
  g_autoptr (NlHttpRequest) keyed = make_request (http, "GET", "/a");
  g_autoptr (NlHttpResponse) response = NULL;
  g_autofree char *url = nl_test_server_dup_url (http->server, "/b");
  g_autofree char *second = NULL;

  nl_test_server_say (http->server, NL_TEST_SERVER_ALL,
                      "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n");
  nl_test_server_say (http->server, NL_TEST_SERVER_ALL, HELLO);
  response = send_ok (http, request);
  g_assert_cmpstr (nl_http_response_get_url (response), ==, url);
  second = nl_test_server_dup_request (http->server, 1);
  g_assert_true (g_str_has_prefix (second, "GET /b "));

  nl_test_server_forget (http->server);
  nl_test_server_say (http->server, NL_TEST_SERVER_ALL,
                      "HTTP/1.1 302 Found\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n");
  assert_get_fails (http, NL_HTTP_ERROR_REDIRECT);
  g_assert_cmpuint (nl_test_server_get_n_requests (http->server), ==,
                    http->limits.max_redirects + 1);

  /* The key stays where it belongs. */
  nl_test_server_forget (http->server);
  nl_test_server_say (http->server, NL_TEST_SERVER_ALL,
                      "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://localhost:1/\r\n"
                      "Content-Length: 0\r\n\r\n");
  nl_http_request_set_bearer (keyed, "sk-1");
  g_error_free (send_fails (http, keyed, NL_HTTP_ERROR_REDIRECT));
  nl_test_server_forget (http->server);
  nl_test_server_say (http->server, NL_TEST_SERVER_ALL,
                      "HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n\r\n");
  assert_get_fails (http, NL_HTTP_ERROR_REDIRECT);
}

static void
test_method_after_redirect (const char *folder)
{
  static const struct {
    const char *status;
    const char *request;
  } cases[] = { { "303 See Other", "GET /b " },
                { "302 Found", "GET /b " },
                { "307 Temporary Redirect", "POST /b " },
                { "308 Permanent Redirect", "POST /b " } };
  g_autoptr (Http) http = http_new ();
  g_autoptr (NlHttpRequest) request = make_request (http, "POST", "/a");
  g_autoptr (GBytes) body = g_bytes_new_static ("x=1", 3);

  nl_http_request_set_body (request, "application/x-www-form-urlencoded", body);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *answer
        = g_strdup_printf ("HTTP/1.1 %s\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n",
                           cases[i].status);
    g_autoptr (NlHttpResponse) response = NULL;
    g_autofree char *second = NULL;

    nl_test_server_forget (http->server);
    nl_test_server_say (http->server, NL_TEST_SERVER_ALL, answer);
    nl_test_server_say (http->server, NL_TEST_SERVER_ALL, HELLO);
    response = send_ok (http, request);
    second = nl_test_server_dup_request (http->server, 1);
    g_assert_true (g_str_has_prefix (second, cases[i].request));
    g_assert_cmpint (g_str_has_suffix (second, "\r\n\r\nx=1"), ==, *cases[i].request == 'P');
  }
}

static void
test_too_large (const char *folder)
{
  g_autoptr (Http) http = http_new ();
  g_autofree char *much = g_strnfill (5000, 'x');
  g_autofree char *answer = g_strconcat (OK "Connection: close\r\n\r\n", much, NULL);

  http->limits.max_bytes = 4999;
  nl_test_server_say (http->server, NL_TEST_SERVER_ALL, answer);
  assert_get_fails (http, NL_HTTP_ERROR_TOO_LARGE);
  http->limits.max_bytes = 5000;
  {
    g_autoptr (NlHttpRequest) request = make_request (http, "GET", "/");
    g_autoptr (NlHttpResponse) response = send_ok (http, request);

    assert_body (response, much);
  }
}

/* Whatever a key's header is called, in whatever case, it makes a request that stays with its
 * server: a redirect to another must not take the key there. */
static void
test_keys_stay (const char *folder)
{
  static const char *const names[] = { "x-api-key",
                                       "X-Api-Key",
                                       "xi-api-key",
                                       "api_key",
                                       "Authorization",
                                       "Cookie",
                                       "X-Shopify-Access-Token" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (Http) http = http_new ();
    g_autoptr (Http) other = http_new ();
    g_autoptr (NlHttpRequest) request = make_request (http, "GET", "/");
    g_autofree char *elsewhere = nl_test_server_dup_url (other->server, "/");
    g_autofree char *answer
        = g_strdup_printf ("HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n",
                           elsewhere);
    g_autoptr (GError) error = NULL;

    nl_test_server_say (http->server, NL_TEST_SERVER_ALL, answer);
    nl_test_server_say (other->server, NL_TEST_SERVER_ALL, HELLO);
    nl_http_request_set_header (request, names[i], "secret");
    g_assert_true (nl_http_request_carries_secret (request));
    error = send_fails (http, request, NL_HTTP_ERROR_REDIRECT);
    g_assert_cmpuint (nl_test_server_get_n_requests (other->server), ==, 0);
  }
}

static void
test_forbidden (const char *folder)
{
  g_autoptr (Http) http = http_new ();
  static const char *const urls[]
      = { "http://127.0.0.1:1/",      "https://localhost/", "http://example.com/",
          "https://user@example.com", "file:///etc/passwd", "javascript:alert(1)" };

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++) {
    g_autoptr (NlHttpRequest) request = nl_http_request_new ("GET", urls[i]);
    g_autoptr (GError) error = send_fails (http, request, NL_HTTP_ERROR_FORBIDDEN);

    g_assert_false (nl_http_error_was_sent (error));
  }
}

static void
test_nobody_there (const char *folder)
{
  g_autoptr (Http) http = http_new ();
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (NlHttpRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  /* A port that is taken, so that nobody else takes it, and where nobody listens. */
  socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_assert_true (g_socket_bind (socket, any, FALSE, NULL));
  address = g_socket_get_local_address (socket, NULL);
  url = g_strdup_printf ("http://127.0.0.1:%u/",
                         g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
  request = nl_http_request_new ("POST", url);
  nl_http_request_set_policy (request, NL_URL_ALLOW_LOCAL);
  nl_http_request_set_limits (request, &http->limits);
  error = send_fails (http, request, NL_HTTP_ERROR_REFUSED);
  g_assert_false (nl_http_error_was_sent (error));
}

static void
test_no_http (const char *folder)
{
  g_autoptr (Http) http = http_new ();

  nl_test_server_say (http->server, NL_TEST_SERVER_ALL, "SSH-2.0-OpenSSH_9.9\r\n\r\n");
  assert_get_fails (http, NL_HTTP_ERROR_PROTOCOL);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/net/http/get-and-post", test_get_and_post);
  nl_test_add ("/net/http/byte-by-byte", test_byte_by_byte);
  nl_test_add ("/net/http/status", test_status);
  nl_test_add ("/net/http/retries", test_retries);
  nl_test_add ("/net/http/redirects", test_redirects);
  nl_test_add ("/net/http/method-after-redirect", test_method_after_redirect);
  nl_test_add ("/net/http/too-large", test_too_large);
  nl_test_add ("/net/http/keys-stay", test_keys_stay);
  nl_test_add ("/net/http/forbidden", test_forbidden);
  nl_test_add ("/net/http/nobody-there", test_nobody_there);
  nl_test_add ("/net/http/no-http", test_no_http);
  return g_test_run ();
}
