/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "http-fixture.h"

#include <string.h>

#include "nl-test.h"

Http *
http_new (void)
{
  Http *http = g_new0 (Http, 1);

  http->server = nl_test_server_new ();
  http->client = nl_http_client_new ();
  http->limits = nl_http_limits_default;
  http->limits.max_retries = 0;
  return http;
}

void
http_free (Http *http)
{
  g_object_unref (http->client);
  nl_test_server_free (http->server);
  g_free (http);
}

NlHttpRequest *
make_request (Http *http, const char *method, const char *path)
{
  g_autofree char *url = nl_test_server_dup_url (http->server, path);
  NlHttpRequest *request = nl_http_request_new (method, url);

  nl_http_request_set_policy (request, NL_URL_ALLOW_LOCAL);
  nl_http_request_set_limits (request, &http->limits);
  return request;
}

NlHttpResponse *
send_ok (Http *http, NlHttpRequest *request)
{
  g_autoptr (GError) error = NULL;
  NlHttpResponse *response
      = dex_await_object (nl_http_client_send (http->client, request, NULL), &error);

  g_assert_no_error (error);
  return response;
}

GError *
send_fails (Http *http, NlHttpRequest *request, NlHttpError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (nl_http_client_send (http->client, request, NULL), &error));
  g_assert_error (error, NL_HTTP_ERROR, (int) code);
  return g_steal_pointer (&error);
}

void
assert_get_fails (Http *http, NlHttpError code)
{
  g_autoptr (NlHttpRequest) request = make_request (http, "GET", "/");
  g_autoptr (GError) error = send_fails (http, request, code);

  g_assert_cmpstr (error->message, !=, "");
}

void
assert_body (NlHttpResponse *response, const char *text)
{
  GBytes *body = nl_http_response_get_body (response);

  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), text, strlen (text));
}
