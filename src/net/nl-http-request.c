/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/nl-http-request.h"

#include <string.h>

#include "base/nl-redact.h"

/**
 * NlHttpRequest:
 *
 * What to ask of a server, and how patiently.
 */
struct _NlHttpRequest {
  GObject parent_instance;
  char *method;
  char *url;
  GHashTable *headers; /* names are equal in any case */
  char *media_type;
  GBytes *body;
  NlUrlPolicy policy;
  NlHttpLimits limits;
  gboolean carries_secret;
};

G_DEFINE_FINAL_TYPE (NlHttpRequest, nl_http_request, G_TYPE_OBJECT)

const NlHttpLimits nl_http_limits_default = {
  .connect = 10 * 1000,
  .first_byte = 120 * 1000,
  .idle = 60 * 1000,
  .max_bytes = 32 * 1024 * 1024,
  .max_redirects = 5,
  .max_retries = 2,
  .max_wait = 30 * 1000,
};

static void
nl_http_request_finalize (GObject *object)
{
  NlHttpRequest *self = NL_HTTP_REQUEST (object);

  g_free (self->method);
  g_free (self->url);
  g_hash_table_unref (self->headers);
  g_free (self->media_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  G_OBJECT_CLASS (nl_http_request_parent_class)->finalize (object);
}

static void
nl_http_request_class_init (NlHttpRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_http_request_finalize;
}

static guint
hash_name (gconstpointer name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_str_hash (lower);
}

static gboolean
is_equal_name (gconstpointer one, gconstpointer other)
{
  return g_ascii_strcasecmp (one, other) == 0;
}

static void
nl_http_request_init (NlHttpRequest *self)
{
  self->headers = g_hash_table_new_full (hash_name, is_equal_name, g_free, g_free);
  self->limits = nl_http_limits_default;
}

/**
 * nl_http_request_new:
 * @method: such as "GET"
 * @url: an address
 *
 * Returns: (transfer full): a request that may go to the internet only, and only encrypted
 */
NlHttpRequest *
nl_http_request_new (const char *method, const char *url)
{
  NlHttpRequest *self;

  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (url != NULL, NULL);

  self = g_object_new (NL_TYPE_HTTP_REQUEST, NULL);
  self->method = g_strdup (method);
  self->url = g_strdup (url);
  return self;
}

/**
 * nl_http_request_set_header:
 * @self: a request
 * @name: a header's name, in any case
 * @value: its value, one line
 *
 * Adds a header, in place of one of that name. A header whose name says that it is a secret keeps
 * the request from being sent on to another server.
 */
void
nl_http_request_set_header (NlHttpRequest *self, const char *name, const char *value)
{
  g_return_if_fail (NL_IS_HTTP_REQUEST (self));
  g_return_if_fail (name != NULL && value != NULL);
  g_return_if_fail (strpbrk (name, "\r\n: ") == NULL && strpbrk (value, "\r\n") == NULL);

  g_hash_table_insert (self->headers, g_strdup (name), g_strdup (value));
  self->carries_secret |= nl_redact_is_secret_name (name);
}

/**
 * nl_http_request_set_bearer:
 * @self: a request
 * @secret: a key or token, one line
 *
 * Sends a key along (RFC 6750).
 */
void
nl_http_request_set_bearer (NlHttpRequest *self, const char *secret)
{
  g_autofree char *value = g_strconcat ("Bearer ", secret, NULL);

  nl_http_request_set_header (self, "Authorization", value);
}

/**
 * nl_http_request_set_body:
 * @self: a request
 * @media_type: such as "application/json"
 * @body: what to send
 *
 * Gives the request a body.
 */
void
nl_http_request_set_body (NlHttpRequest *self, const char *media_type, GBytes *body)
{
  g_return_if_fail (NL_IS_HTTP_REQUEST (self));
  g_return_if_fail (media_type != NULL && body != NULL);

  g_free (self->media_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->media_type = g_strdup (media_type);
  self->body = g_bytes_ref (body);
}

/**
 * nl_http_request_set_policy:
 * @self: a request
 * @policy: whom it may go to
 *
 * Allows more than the internet, encrypted.
 */
void
nl_http_request_set_policy (NlHttpRequest *self, NlUrlPolicy policy)
{
  g_return_if_fail (NL_IS_HTTP_REQUEST (self));

  self->policy = policy;
}

/**
 * nl_http_request_set_limits:
 * @self: a request
 * @limits: how patient it is
 *
 * Changes the limits from %nl_http_limits_default.
 */
void
nl_http_request_set_limits (NlHttpRequest *self, const NlHttpLimits *limits)
{
  g_return_if_fail (NL_IS_HTTP_REQUEST (self));

  self->limits = *limits;
}

/**
 * nl_http_request_get_method:
 * @self: a request
 *
 * Returns: (transfer none): such as "GET"
 */
const char *
nl_http_request_get_method (NlHttpRequest *self)
{
  return self->method;
}

/**
 * nl_http_request_get_url:
 * @self: a request
 *
 * Returns: (transfer none): where it goes first
 */
const char *
nl_http_request_get_url (NlHttpRequest *self)
{
  return self->url;
}

/**
 * nl_http_request_get_headers:
 * @self: a request
 *
 * Returns: (transfer none) (element-type utf8 utf8): its headers; never log them
 */
GHashTable *
nl_http_request_get_headers (NlHttpRequest *self)
{
  return self->headers;
}

/**
 * nl_http_request_get_media_type:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): of its body
 */
const char *
nl_http_request_get_media_type (NlHttpRequest *self)
{
  return self->media_type;
}

/**
 * nl_http_request_get_body:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): its body
 */
GBytes *
nl_http_request_get_body (NlHttpRequest *self)
{
  return self->body;
}

/**
 * nl_http_request_get_policy:
 * @self: a request
 *
 * Returns: whom it may go to
 */
NlUrlPolicy
nl_http_request_get_policy (NlHttpRequest *self)
{
  return self->policy;
}

/**
 * nl_http_request_get_limits:
 * @self: a request
 *
 * Returns: (transfer none): how patient it is
 */
const NlHttpLimits *
nl_http_request_get_limits (NlHttpRequest *self)
{
  return &self->limits;
}

/**
 * nl_http_request_carries_secret:
 * @self: a request
 *
 * Returns: whether it must not be sent on to another server: it has a key or a body
 */
gboolean
nl_http_request_carries_secret (NlHttpRequest *self)
{
  return self->carries_secret || self->body != NULL;
}

/**
 * nl_http_request_is_idempotent:
 * @self: a request
 *
 * Returns: whether asking twice is like asking once (RFC 9110, section 9.2.2)
 */
gboolean
nl_http_request_is_idempotent (NlHttpRequest *self)
{
  static const char *const methods[] = { "GET", "HEAD", "PUT", "DELETE", "OPTIONS", NULL };

  return g_strv_contains (methods, self->method);
}
