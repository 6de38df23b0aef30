/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/nl-http-error.h"

typedef struct {
  guint status;
  gint64 retry_after;
  gboolean was_sent;
  GBytes *body;
  char *request_id;
} NlHttpErrorPrivate;

static void
nl_http_error_private_init (NlHttpErrorPrivate *priv)
{
  priv->retry_after = -1;
}

static void
nl_http_error_private_copy (const NlHttpErrorPrivate *from, NlHttpErrorPrivate *to)
{
  *to = *from;
  if (to->body != NULL)
    g_bytes_ref (to->body);
  to->request_id = g_strdup (from->request_id);
}

static void
nl_http_error_private_clear (NlHttpErrorPrivate *priv)
{
  g_clear_pointer (&priv->body, g_bytes_unref);
  g_clear_pointer (&priv->request_id, g_free);
}

G_DEFINE_EXTENDED_ERROR (NlHttpError, nl_http_error)

/**
 * nl_http_error_new:
 * @code: what happened
 * @was_sent: whether the server may have got the request, and acted on it
 * @format: a printf() format: what happened and what a person can do, translated
 * @...: its parameters
 *
 * Returns: (transfer full): an error of the domain %NL_HTTP_ERROR
 */
GError *
nl_http_error_new (NlHttpError code, gboolean was_sent, const char *format, ...)
{
  GError *error;
  va_list parameters;

  va_start (parameters, format);
  error = g_error_new_valist (NL_HTTP_ERROR, (int) code, format, parameters);
  va_end (parameters);
  nl_http_error_get_private (error)->was_sent = was_sent;
  return error;
}

/**
 * nl_http_error_new_status:
 * @status: the status of the answer, such as 429
 * @retry_after: microseconds after which the server wants to be asked again; -1 when it did not say
 * @message: what happened and what a person can do, translated
 * @body: (nullable): the beginning of the answer
 *
 * Returns: (transfer full): an %NL_HTTP_ERROR_STATUS
 */
GError *
nl_http_error_new_status (guint status, gint64 retry_after, const char *message, GBytes *body)
{
  GError *error = nl_http_error_new (NL_HTTP_ERROR_STATUS, TRUE, "%s", message);
  NlHttpErrorPrivate *priv = nl_http_error_get_private (error);

  priv->status = status;
  priv->retry_after = retry_after;
  priv->body = body != NULL ? g_bytes_ref (body) : NULL;
  return error;
}

static const NlHttpErrorPrivate *
peek (const GError *error)
{
  static const NlHttpErrorPrivate none = { .retry_after = -1 };

  if (error == NULL || error->domain != NL_HTTP_ERROR)
    return &none;
  return nl_http_error_get_private (error);
}

/**
 * nl_http_error_get_status:
 * @error: (nullable): any error
 *
 * Returns: the HTTP status it stands for; 0 when it stands for none
 */
guint
nl_http_error_get_status (const GError *error)
{
  return peek (error)->status;
}

/**
 * nl_http_error_get_retry_after:
 * @error: (nullable): any error
 *
 * Returns: after how many microseconds the server wants to be asked again; -1 when it did not say
 */
gint64
nl_http_error_get_retry_after (const GError *error)
{
  return peek (error)->retry_after;
}

/**
 * nl_http_error_was_sent:
 * @error: (nullable): any error
 *
 * Returns: whether the server may have got the request, and acted on it
 */
gboolean
nl_http_error_was_sent (const GError *error)
{
  return peek (error)->was_sent;
}

/**
 * nl_http_error_get_body:
 * @error: (nullable): any error
 *
 * Returns: (transfer none) (nullable): the beginning of what the server answered
 */
GBytes *
nl_http_error_get_body (const GError *error)
{
  return peek (error)->body;
}

/**
 * nl_http_error_set_request_id:
 * @error: an %NL_HTTP_ERROR
 * @request_id: (nullable): how the server calls the request: its X-Request-Id
 *
 * Keeps what the server's people want to know when they are asked.
 */
void
nl_http_error_set_request_id (GError *error, const char *request_id)
{
  g_return_if_fail (error != NULL && error->domain == NL_HTTP_ERROR);

  g_set_str (&nl_http_error_get_private (error)->request_id, request_id);
}

/**
 * nl_http_error_get_request_id:
 * @error: (nullable): any error
 *
 * Returns: (transfer none) (nullable): how the server calls the request
 */
const char *
nl_http_error_get_request_id (const GError *error)
{
  return peek (error)->request_id;
}

/* RFC 9110, sections 15.5 and 15.6; RFC 6585 for 429; RFC 8470 for 425. */
static gboolean
is_temporary_status (guint status)
{
  switch (status) {
  case 408:
  case 425:
  case 429:
  case 500:
  case 502:
  case 503:
  case 504:
    return TRUE;
  default:
    return FALSE;
  }
}

/**
 * nl_http_error_is_temporary:
 * @error: (nullable): any error
 *
 * Returns: whether the same request may succeed later
 */
gboolean
nl_http_error_is_temporary (const GError *error)
{
  if (error == NULL || error->domain != NL_HTTP_ERROR)
    return FALSE;
  switch ((NlHttpError) error->code) {
  case NL_HTTP_ERROR_OFFLINE:
  case NL_HTTP_ERROR_UNKNOWN_HOST:
  case NL_HTTP_ERROR_REFUSED:
  case NL_HTTP_ERROR_TIMEOUT:
  case NL_HTTP_ERROR_CUT:
    return TRUE;
  case NL_HTTP_ERROR_STATUS:
    return is_temporary_status (nl_http_error_get_status (error));
  case NL_HTTP_ERROR_TLS:
  case NL_HTTP_ERROR_TOO_LARGE:
  case NL_HTTP_ERROR_FORBIDDEN:
  case NL_HTTP_ERROR_REDIRECT:
  case NL_HTTP_ERROR_PROTOCOL:
  default:
    return FALSE;
  }
}
