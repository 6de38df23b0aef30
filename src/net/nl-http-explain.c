/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "net/nl-http-exchange.h"

static NlHttpError
classify_io (int code)
{
  switch (code) {
  case G_IO_ERROR_NETWORK_UNREACHABLE:
  case G_IO_ERROR_HOST_UNREACHABLE:
    return NL_HTTP_ERROR_OFFLINE;
  case G_IO_ERROR_CONNECTION_REFUSED:
    return NL_HTTP_ERROR_REFUSED;
  case G_IO_ERROR_HOST_NOT_FOUND:
    return NL_HTTP_ERROR_UNKNOWN_HOST;
  case G_IO_ERROR_TIMED_OUT:
    return NL_HTTP_ERROR_TIMEOUT;
  default:
    return NL_HTTP_ERROR_CUT;
  }
}

static NlHttpError
classify (const GError *error)
{
  if (error->domain == G_RESOLVER_ERROR)
    /* A name nobody knows is wrong; when nobody can be asked, there is no network. */
    return error->code == G_RESOLVER_ERROR_NOT_FOUND
                   && g_network_monitor_get_network_available (g_network_monitor_get_default ())
               ? NL_HTTP_ERROR_UNKNOWN_HOST
               : NL_HTTP_ERROR_OFFLINE;
  if (error->domain == G_TLS_ERROR)
    return NL_HTTP_ERROR_TLS;
  if (error->domain == G_IO_ERROR)
    return classify_io (error->code);
  return NL_HTTP_ERROR_PROTOCOL;
}

/*
 * nl_http_explain:
 * @error: what GIO or libsoup said
 * @host: who was asked
 * @was_sent: whether the server may have got the request
 *
 * Says what happened and what a person can do.
 *
 * Returns: (transfer full): an %NL_HTTP_ERROR; a copy of @error when it is one of ours, or says
 * that somebody cancelled
 */
GError *
nl_http_explain (const GError *error, const char *host, gboolean was_sent)
{
  NlHttpError code;

  if (error->domain == NL_HTTP_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  code = classify (error);
  switch (code) {
  case NL_HTTP_ERROR_OFFLINE:
    return nl_http_error_new (code, was_sent,
                              _ ("There is no network, so %s can’t be reached (%s)."), host,
                              error->message);
  case NL_HTTP_ERROR_UNKNOWN_HOST:
    return nl_http_error_new (code, was_sent,
                              _ ("There is no server named %s. Check the address for a typing "
                                 "mistake."),
                              host);
  case NL_HTTP_ERROR_REFUSED:
    return nl_http_error_new (code, was_sent,
                              _ ("There is no server at %s. Check the address, and that the server "
                                 "runs (%s)."),
                              host, error->message);
  case NL_HTTP_ERROR_TLS:
    return nl_http_error_new (code, was_sent,
                              _ ("The connection to %s would not be safe: %s. Check the address, "
                                 "and the date of this computer."),
                              host, error->message);
  case NL_HTTP_ERROR_TIMEOUT:
    return nl_http_error_new (code, was_sent, _ ("%s takes too long to answer."), host);
  case NL_HTTP_ERROR_PROTOCOL:
    return nl_http_error_new (code, was_sent, _ ("What %s answers makes no sense (%s)."), host,
                              error->message);
  case NL_HTTP_ERROR_CUT:
  case NL_HTTP_ERROR_STATUS:
  case NL_HTTP_ERROR_TOO_LARGE:
  case NL_HTTP_ERROR_FORBIDDEN:
  case NL_HTTP_ERROR_REDIRECT:
  default:
    return nl_http_error_new (NL_HTTP_ERROR_CUT, was_sent, _ ("The connection to %s was cut (%s)."),
                              host, error->message);
  }
}
