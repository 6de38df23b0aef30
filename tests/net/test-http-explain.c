/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a failed connection means to a person. */

#include <string.h>

#include "net/nl-http-exchange.h"
#include "nl-test.h"

static void
test_kinds (void)
{
  const struct {
    GQuark domain;
    int code;
    NlHttpError means;
    gboolean is_temporary;
    gboolean keeps_words; /* of the system, for who asks for help */
  } CASES[] = {
    { G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, NL_HTTP_ERROR_OFFLINE, TRUE, TRUE },
    { G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, NL_HTTP_ERROR_OFFLINE, TRUE, TRUE },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, NL_HTTP_ERROR_REFUSED, TRUE, TRUE },
    { G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND, NL_HTTP_ERROR_UNKNOWN_HOST, TRUE, FALSE },
    { G_IO_ERROR, G_IO_ERROR_TIMED_OUT, NL_HTTP_ERROR_TIMEOUT, TRUE, FALSE },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, NL_HTTP_ERROR_CUT, TRUE, TRUE },
    { G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, NL_HTTP_ERROR_CUT, TRUE, TRUE },
    { G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, NL_HTTP_ERROR_CUT, TRUE, TRUE },
    { G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, NL_HTTP_ERROR_TLS, FALSE, TRUE },
    { G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE, NL_HTTP_ERROR_TLS, FALSE, TRUE },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE, NL_HTTP_ERROR_OFFLINE, TRUE, TRUE },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_INTERNAL, NL_HTTP_ERROR_OFFLINE, TRUE, TRUE },
    { SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING, NL_HTTP_ERROR_PROTOCOL, FALSE, TRUE },
    { G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED, NL_HTTP_ERROR_PROTOCOL, FALSE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    for (int was_sent = 0; was_sent < 2; was_sent++) {
      g_autoptr (GError) given
          = g_error_new_literal (CASES[i].domain, CASES[i].code, "100% of the words");
      g_autoptr (GError) error = nl_http_explain (given, "shop.example", was_sent);

      g_test_message ("%s %d", g_quark_to_string (CASES[i].domain), CASES[i].code);
      g_assert_error (error, NL_HTTP_ERROR, (int) CASES[i].means);
      g_assert_cmpint (nl_http_error_was_sent (error), ==, was_sent);
      g_assert_cmpint (nl_http_error_is_temporary (error), ==, CASES[i].is_temporary);
      g_assert_nonnull (strstr (error->message, "shop.example"));
      g_assert_cmpint (strstr (error->message, "100% of the words") != NULL, ==,
                       CASES[i].keeps_words);
    }
  }
}

/* What we said ourselves is said once, with all that it knows; who cancels is not told of errors.
 */
static void
test_ours (void)
{
  g_autoptr (GError) status = nl_http_error_new_status (429, 5, "busy", NULL);
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");
  g_autoptr (GError) same = nl_http_explain (status, "shop.example", FALSE);
  g_autoptr (GError) still = nl_http_explain (cancelled, "shop.example", TRUE);

  g_assert_cmpstr (same->message, ==, "busy");
  g_assert_cmpuint (nl_http_error_get_status (same), ==, 429);
  g_assert_cmpint (nl_http_error_get_retry_after (same), ==, 5);
  g_assert_error (still, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/net/http-explain/kinds", test_kinds);
  g_test_add_func ("/net/http-explain/ours", test_ours);
  return g_test_run ();
}
