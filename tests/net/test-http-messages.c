/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/nl-http-error.h"
#include "net/nl-http-request.h"
#include "net/nl-http-response.h"
#include "nl-test.h"

/* What a request and a response say about themselves, without any network. */

static void
test_request (void)
{
  g_autoptr (NlHttpRequest) request = nl_http_request_new ("PUT", "https://example.com/x");
  g_autoptr (GBytes) first = g_bytes_new_static ("one", 3);
  g_autoptr (GBytes) second = g_bytes_new_static ("two", 3);
  const NlHttpLimits limits = { .connect = 1, .max_bytes = 7 };

  g_assert_cmpstr (nl_http_request_get_method (request), ==, "PUT");
  g_assert_cmpstr (nl_http_request_get_url (request), ==, "https://example.com/x");
  g_assert_cmpuint (nl_http_request_get_policy (request), ==, 0);
  g_assert_cmpmem (nl_http_request_get_limits (request), sizeof limits, &nl_http_limits_default,
                   sizeof limits);
  g_assert_null (nl_http_request_get_body (request));
  g_assert_null (nl_http_request_get_media_type (request));
  g_assert_false (nl_http_request_carries_secret (request));

  nl_http_request_set_policy (request, NL_URL_ALLOW_LOCAL);
  nl_http_request_set_limits (request, &limits);
  nl_http_request_set_body (request, "text/plain", first);
  nl_http_request_set_body (request, "application/json", second);
  g_assert_cmpuint (nl_http_request_get_policy (request), ==, NL_URL_ALLOW_LOCAL);
  g_assert_cmpuint (nl_http_request_get_limits (request)->max_bytes, ==, 7);
  g_assert_true (nl_http_request_get_body (request) == second);
  g_assert_cmpstr (nl_http_request_get_media_type (request), ==, "application/json");
  /* A body may say as much as a key. */
  g_assert_true (nl_http_request_carries_secret (request));
}

static void
test_headers_of_requests (void)
{
  static const struct {
    const char *name;
    gboolean is_secret;
  } cases[] = {
    { "Accept", FALSE },       { "User-Agent", FALSE },         { "Content-Language", FALSE },
    { "Authorization", TRUE }, { "x-api-key", TRUE },           { "X-Goog-Api-Key", TRUE },
    { "Cookie", TRUE },        { "Proxy-Authorization", TRUE }, { "X-Shopify-Access-Token", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (NlHttpRequest) request = nl_http_request_new ("GET", "https://example.com");

    g_test_message ("%s", cases[i].name);
    nl_http_request_set_header (request, cases[i].name, "one");
    nl_http_request_set_header (request, cases[i].name, "two");
    g_assert_cmpint (nl_http_request_carries_secret (request), ==, cases[i].is_secret);
    g_assert_cmpuint (g_hash_table_size (nl_http_request_get_headers (request)), ==, 1);
    g_assert_cmpstr (g_hash_table_lookup (nl_http_request_get_headers (request), cases[i].name), ==,
                     "two");
    /* One header more does not make a secret public. */
    nl_http_request_set_header (request, "Accept-Language", "fr");
    g_assert_cmpint (nl_http_request_carries_secret (request), ==, cases[i].is_secret);
  }
}

/* RFC 9110, section 5.1: the case of a header's name means nothing. */
static void
test_headers_in_any_case (void)
{
  g_autoptr (NlHttpRequest) request = nl_http_request_new ("GET", "https://example.com");
  GHashTable *headers = nl_http_request_get_headers (request);

  nl_http_request_set_header (request, "X-Api-Key", "old");
  nl_http_request_set_header (request, "x-api-key", "new");
  g_assert_cmpuint (g_hash_table_size (headers), ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (headers, "X-API-KEY"), ==, "new");
  nl_http_request_set_header (request, "x-api-keys", "other");
  g_assert_cmpuint (g_hash_table_size (headers), ==, 2);
}

/* RFC 9110, section 9.2.2. */
static void
test_idempotent (void)
{
  static const struct {
    const char *method;
    gboolean is_idempotent;
  } cases[] = { { "GET", TRUE },     { "HEAD", TRUE },  { "PUT", TRUE },    { "DELETE", TRUE },
                { "OPTIONS", TRUE }, { "POST", FALSE }, { "PATCH", FALSE }, { "get", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (NlHttpRequest) request
        = nl_http_request_new (cases[i].method, "https://example.com");

    g_assert_cmpint (nl_http_request_is_idempotent (request), ==, cases[i].is_idempotent);
  }
}

/* A line break in a header would begin another one, or another request. */
static void
test_header_of_two_lines (void)
{
  g_autoptr (NlHttpRequest) request = NULL;

  if (g_test_subprocess ()) {
    request = nl_http_request_new ("GET", "https://example.com");
    nl_http_request_set_header (request, "X-Note", "a\r\nHost: evil.example");
    return;
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*CRITICAL*set_header*");
}

static void
test_headers_of_responses (void)
{
  g_autoptr (NlHttpResponse) response = nl_http_response_new (200, "https://example.com/x");
  g_autoptr (GBytes) body = g_bytes_new_static ("x", 1);

  g_assert_cmpuint (nl_http_response_get_status (response), ==, 200);
  g_assert_cmpstr (nl_http_response_get_url (response), ==, "https://example.com/x");
  g_assert_null (nl_http_response_get_header (response, "vary"));
  nl_http_response_add_header (response, "Vary", "Accept");
  nl_http_response_add_header (response, "VARY", "Cookie");
  nl_http_response_add_header (response, "X-Name", "Zo\xe9");
  nl_http_response_add_header (response, "X-Empty", "");
  g_assert_cmpstr (nl_http_response_get_header (response, "vary"), ==, "Accept, Cookie");
  g_assert_cmpstr (nl_http_response_get_header (response, "Vary"), ==, "Accept, Cookie");
  g_assert_cmpstr (nl_http_response_get_header (response, "x-name"), ==, "Zo\uFFFD");
  g_assert_cmpstr (nl_http_response_get_header (response, "x-empty"), ==, "");
  g_assert_null (nl_http_response_get_body (response));
  nl_http_response_set_body (response, body);
  nl_http_response_set_body (response, body);
  g_assert_true (nl_http_response_get_body (response) == body);
}

static void
test_media_types (void)
{
  static const struct {
    const char *header;
    const char *type;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { ";charset=utf-8", "" },
    { "text/html", "text/html" },
    { "Text/HTML; Charset=UTF-8", "text/html" },
    { "  application/json  ;x", "application/json" },
    { "text/html, text/plain", "text/html" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (NlHttpResponse) response = nl_http_response_new (200, "https://example.com");
    g_autofree char *type = NULL;

    if (cases[i].header != NULL)
      nl_http_response_add_header (response, "Content-Type", cases[i].header);
    type = nl_http_response_dup_media_type (response);
    g_assert_cmpstr (type, ==, cases[i].type);
  }
}

static void
test_errors (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (GError) status = nl_http_error_new_status (503, 7, "busy: 100%", body);
  g_autoptr (GError) copy = g_error_copy (status);
  g_autoptr (GError) cut = nl_http_error_new (NL_HTTP_ERROR_CUT, TRUE, "%s ended", "It");
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "other");

  g_assert_cmpstr (status->message, ==, "busy: 100%");
  g_clear_error (&status);
  g_assert_cmpuint (nl_http_error_get_status (copy), ==, 503);
  g_assert_cmpint (nl_http_error_get_retry_after (copy), ==, 7);
  g_assert_true (nl_http_error_get_body (copy) == body);
  g_assert_true (nl_http_error_was_sent (copy));
  g_assert_true (nl_http_error_is_temporary (copy));

  g_assert_cmpstr (cut->message, ==, "It ended");
  g_assert_true (nl_http_error_was_sent (cut));
  g_assert_true (nl_http_error_is_temporary (cut));
  g_assert_cmpint (nl_http_error_get_retry_after (cut), ==, -1);
  g_assert_null (nl_http_error_get_body (cut));

  for (guint i = 0; i < 2; i++) {
    const GError *none = i == 0 ? other : NULL;

    g_assert_cmpuint (nl_http_error_get_status (none), ==, 0);
    g_assert_cmpint (nl_http_error_get_retry_after (none), ==, -1);
    g_assert_false (nl_http_error_was_sent (none));
    g_assert_false (nl_http_error_is_temporary (none));
    g_assert_null (nl_http_error_get_body (none));
  }
}

/* RFC 9110, sections 15.5 and 15.6; RFC 6585; RFC 8470. */
static void
test_temporary (void)
{
  for (guint code = 400; code < 600; code++) {
    g_autoptr (GError) error = nl_http_error_new_status (code, -1, "x", NULL);
    gboolean expected
        = code == 408 || code == 425 || code == 429 || code == 500 || (code >= 502 && code <= 504);

    g_assert_cmpint (nl_http_error_is_temporary (error), ==, expected);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/net/messages/request", test_request);
  g_test_add_func ("/net/messages/headers-of-requests", test_headers_of_requests);
  g_test_add_func ("/net/messages/headers-in-any-case", test_headers_in_any_case);
  g_test_add_func ("/net/messages/idempotent", test_idempotent);
  g_test_add_func ("/net/messages/header-of-two-lines", test_header_of_two_lines);
  g_test_add_func ("/net/messages/headers-of-responses", test_headers_of_responses);
  g_test_add_func ("/net/messages/media-types", test_media_types);
  g_test_add_func ("/net/messages/errors", test_errors);
  g_test_add_func ("/net/messages/temporary", test_temporary);
  return g_test_run ();
}
