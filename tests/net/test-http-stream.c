/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers that are worth seeing before they are complete. */

#include <string.h>

#include "http-fixture.h"
#include "net/nl-sse.h"
#include "nl-test.h"

static void
note_event (const char *type, const char *text, gpointer data)
{
  g_string_append_printf (data, "[%s]", text);
}

static gboolean
feed (NlHttpResponse *response, GBytes *bytes, gpointer data, GError **error)
{
  g_assert_cmpuint (nl_http_response_get_status (response), ==, 200);
  return nl_sse_parser_feed (data, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

static void
test_stream (const char *folder)
{
  static const char answer[]
      = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
        ": ping\r\n\r\ndata: Grü\r\n\r\ndata: ße 🎉\r\n\r\ndata: [DONE]\r\n\r\n";
  g_autoptr (Http) http = http_new ();
  g_autoptr (NlHttpRequest) request = make_request (http, "POST", "/");
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (NlSseParser) parser = nl_sse_parser_new (note_event, events);
  g_autoptr (NlHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *asked = NULL;

  nl_test_server_say (http->server, NL_TEST_SERVER_BYTE_BY_BYTE, answer);
  response
      = dex_await_object (nl_http_client_stream (http->client, request, feed, parser, NULL, NULL),
                          &error);
  g_assert_no_error (error);
  g_assert_cmpstr (events->str, ==, "[Grü][ße 🎉][[DONE]]");
  g_assert_null (nl_http_response_get_body (response));
  asked = nl_test_server_dup_request (http->server, 0);
  g_assert_nonnull (strstr (asked, "Accept-Encoding: identity"));
}

static gboolean
enough (NlHttpResponse *response, GBytes *bytes, gpointer data, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "enough");
  return FALSE;
}

static void
test_stream_ended_by_reader (const char *folder)
{
  g_autoptr (Http) http = http_new ();
  g_autoptr (NlHttpRequest) request = make_request (http, "GET", "/");
  DexFuture *hangup = nl_test_server_wait_hangup (http->server);
  g_autoptr (GError) error = NULL;

  nl_test_server_say (http->server, NL_TEST_SERVER_HANG, OK "Content-Length: 9\r\n\r\nhel");
  g_assert_false (
      dex_await (nl_http_client_stream (http->client, request, enough, NULL, NULL, NULL), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  nl_test_await_ok (hangup);
}

static gboolean
collect (NlHttpResponse *response, GBytes *bytes, gpointer data, GError **error)
{
  g_string_append_len (data, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  return TRUE;
}

/* What a server says in place of an answer is not handed over as one: it comes with the error. */
static void
test_refusal_is_not_handed_over (const char *folder)
{
  g_autoptr (Http) http = http_new ();
  g_autoptr (NlHttpRequest) request = make_request (http, "POST", "/");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GBytes *body;

  nl_test_server_say (http->server, NL_TEST_SERVER_ALL,
                      "HTTP/1.1 400 Bad Request\r\nContent-Length: 3\r\n\r\nbad");
  g_assert_false (
      dex_await (nl_http_client_stream (http->client, request, collect, text, NULL, NULL), &error));
  g_assert_error (error, NL_HTTP_ERROR, NL_HTTP_ERROR_STATUS);
  g_assert_cmpstr (text->str, ==, "");
  body = nl_http_error_get_body (error);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), "bad", 3);
}

/* Before the first piece, a stream is repeated like any request; after it never, or the reader
 * would get the beginning twice. */
static void
test_repeats_only_before_the_first_piece (const char *folder)
{
  static const char cut[] = OK "Content-Length: 9\r\n\r\nhel";
  g_autoptr (Http) http = http_new ();
  g_autoptr (NlHttpRequest) request = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  http->limits.max_retries = 3;
  request = make_request (http, "GET", "/");
  nl_test_server_say (http->server, NL_TEST_SERVER_RESET, "HTTP/1.1 2");
  nl_test_server_say (http->server, NL_TEST_SERVER_ALL, cut);
  g_assert_false (
      dex_await (nl_http_client_stream (http->client, request, collect, text, NULL, NULL), &error));
  g_assert_error (error, NL_HTTP_ERROR, NL_HTTP_ERROR_CUT);
  g_assert_cmpstr (text->str, ==, "hel");
  g_assert_cmpuint (nl_test_server_get_n_requests (http->server), ==, 2);
}

static void
test_streams_have_a_limit (const char *folder)
{
  g_autoptr (Http) http = http_new ();
  g_autofree char *much = g_strnfill (100000, 'x');
  g_autofree char *answer = g_strconcat (OK "Connection: close\r\n\r\n", much, NULL);
  g_autoptr (NlHttpRequest) request = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  http->limits.max_bytes = 40000;
  request = make_request (http, "GET", "/");
  nl_test_server_say (http->server, NL_TEST_SERVER_ALL, answer);
  g_assert_false (
      dex_await (nl_http_client_stream (http->client, request, collect, text, NULL, NULL), &error));
  g_assert_error (error, NL_HTTP_ERROR, NL_HTTP_ERROR_TOO_LARGE);
  g_assert_cmpuint (text->len, <=, 40000);
}

static void
count_call (gpointer data)
{
  (*(guint *) data)++;
}

/* What the reader needs is freed once, however it ends. */
static void
test_data_is_freed_once (const char *folder)
{
  static const struct {
    const char *url; /* NULL: the server */
    const char *answer;
  } ENDS[] = { { NULL, HELLO },
               { NULL, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n" },
               { "javascript:alert(1)", NULL },
               { "http://127.0.0.1:1/", NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (ENDS); i++) {
    g_autoptr (Http) http = http_new ();
    g_autoptr (NlHttpRequest) request = ENDS[i].url != NULL
                                            ? nl_http_request_new ("GET", ENDS[i].url)
                                            : make_request (http, "GET", "/");
    guint n_freed = 0;

    if (ENDS[i].answer != NULL)
      nl_test_server_say (http->server, NL_TEST_SERVER_ALL, ENDS[i].answer);
    dex_await (nl_http_client_stream (http->client, request, NULL, &n_freed, count_call, NULL),
               NULL);
    g_assert_cmpuint (n_freed, ==, 1);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/net/http/stream", test_stream);
  nl_test_add ("/net/http/stream-ended-by-reader", test_stream_ended_by_reader);
  nl_test_add ("/net/http/stream-refused", test_refusal_is_not_handed_over);
  nl_test_add ("/net/http/stream-repeats", test_repeats_only_before_the_first_piece);
  nl_test_add ("/net/http/stream-limit", test_streams_have_a_limit);
  nl_test_add ("/net/http/stream-data", test_data_is_freed_once);
  return g_test_run ();
}
