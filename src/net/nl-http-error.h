/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NL_HTTP_ERROR (nl_http_error_quark ())

/**
 * NlHttpError:
 * @NL_HTTP_ERROR_OFFLINE: no network, or nobody who could look up the name
 * @NL_HTTP_ERROR_UNKNOWN_HOST: nobody has that name
 * @NL_HTTP_ERROR_REFUSED: the machine is there, the server is not
 * @NL_HTTP_ERROR_TLS: the connection would not be safe
 * @NL_HTTP_ERROR_TIMEOUT: a phase of the request took too long
 * @NL_HTTP_ERROR_CUT: the connection ended in the middle
 * @NL_HTTP_ERROR_STATUS: the server answered that it can't or won't
 * @NL_HTTP_ERROR_TOO_LARGE: the answer is larger than allowed
 * @NL_HTTP_ERROR_FORBIDDEN: the address may not be talked to
 * @NL_HTTP_ERROR_REDIRECT: the server sent the request around in circles, or elsewhere with a key
 * @NL_HTTP_ERROR_PROTOCOL: what came is no HTTP, or not what was asked for
 *
 * Why there is no answer to a request. nl_http_error_get_status() and its neighbours say more.
 */
typedef enum {
  NL_HTTP_ERROR_OFFLINE,
  NL_HTTP_ERROR_UNKNOWN_HOST,
  NL_HTTP_ERROR_REFUSED,
  NL_HTTP_ERROR_TLS,
  NL_HTTP_ERROR_TIMEOUT,
  NL_HTTP_ERROR_CUT,
  NL_HTTP_ERROR_STATUS,
  NL_HTTP_ERROR_TOO_LARGE,
  NL_HTTP_ERROR_FORBIDDEN,
  NL_HTTP_ERROR_REDIRECT,
  NL_HTTP_ERROR_PROTOCOL,
} NlHttpError;

GQuark nl_http_error_quark (void);

GError *nl_http_error_new (NlHttpError code, gboolean was_sent, const char *format, ...)
    G_GNUC_PRINTF (3, 4) G_GNUC_WARN_UNUSED_RESULT;
GError *nl_http_error_new_status (guint status,
                                  gint64 retry_after,
                                  const char *message,
                                  GBytes *body) G_GNUC_WARN_UNUSED_RESULT;

guint nl_http_error_get_status (const GError *error);
gint64 nl_http_error_get_retry_after (const GError *error);
gboolean nl_http_error_was_sent (const GError *error);
GBytes *nl_http_error_get_body (const GError *error);
void nl_http_error_set_request_id (GError *error, const char *request_id);
const char *nl_http_error_get_request_id (const GError *error);
gboolean nl_http_error_is_temporary (const GError *error);

G_END_DECLS
