/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/nl-http-response.h"

#include <string.h>

/**
 * NlHttpResponse:
 *
 * What a server answered. Everything in it is foreign.
 */
struct _NlHttpResponse {
  GObject parent_instance;
  guint status;
  char *url;
  GHashTable *headers; /* lower-case name → value */
  GBytes *body;
};

G_DEFINE_FINAL_TYPE (NlHttpResponse, nl_http_response, G_TYPE_OBJECT)

static void
nl_http_response_finalize (GObject *object)
{
  NlHttpResponse *self = NL_HTTP_RESPONSE (object);

  g_free (self->url);
  g_hash_table_unref (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);
  G_OBJECT_CLASS (nl_http_response_parent_class)->finalize (object);
}

static void
nl_http_response_class_init (NlHttpResponseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_http_response_finalize;
}

static void
nl_http_response_init (NlHttpResponse *self)
{
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * nl_http_response_new:
 * @status: the status
 * @url: where it came from
 *
 * Returns: (transfer full): a response without headers and body
 */
NlHttpResponse *
nl_http_response_new (guint status, const char *url)
{
  NlHttpResponse *self = g_object_new (NL_TYPE_HTTP_RESPONSE, NULL);

  self->status = status;
  self->url = g_strdup (url);
  return self;
}

/**
 * nl_http_response_add_header:
 * @self: a response
 * @name: a header's name
 * @value: its value
 *
 * Adds a header. Several of one name become one, with commas (RFC 9110, section 5.3).
 */
void
nl_http_response_add_header (NlHttpResponse *self, const char *name, const char *value)
{
  g_autofree char *key = g_ascii_strdown (name, -1);
  const char *before = g_hash_table_lookup (self->headers, key);
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  char *all = before != NULL ? g_strconcat (before, ", ", valid, NULL) : g_steal_pointer (&valid);

  g_hash_table_insert (self->headers, g_steal_pointer (&key), all);
}

/**
 * nl_http_response_set_body:
 * @self: a response
 * @body: the answer
 *
 * Gives @self its body.
 */
void
nl_http_response_set_body (NlHttpResponse *self, GBytes *body)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_ref (body);
}

/**
 * nl_http_response_get_status:
 * @self: a response
 *
 * Returns: such as 200
 */
guint
nl_http_response_get_status (NlHttpResponse *self)
{
  return self->status;
}

/**
 * nl_http_response_get_url:
 * @self: a response
 *
 * Returns: (transfer none): where it came from, after redirects
 */
const char *
nl_http_response_get_url (NlHttpResponse *self)
{
  return self->url;
}

/**
 * nl_http_response_get_header:
 * @self: a response
 * @name: a header's name, in any case
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
nl_http_response_get_header (NlHttpResponse *self, const char *name)
{
  g_autofree char *key = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (self->headers, key);
}

/**
 * nl_http_response_dup_media_type:
 * @self: a response
 *
 * Returns: (transfer full): what the server says the answer is, such as "text/event-stream": lower
 *   case, without parameters; empty when it does not say
 */
char *
nl_http_response_dup_media_type (NlHttpResponse *self)
{
  const char *value = nl_http_response_get_header (self, "content-type");
  g_autofree char *type = NULL;

  if (value == NULL)
    return g_strdup ("");
  type = g_strndup (value, strcspn (value, ";,"));
  return g_ascii_strdown (g_strstrip (type), -1);
}

/**
 * nl_http_response_get_body:
 * @self: a response
 *
 * Returns: (transfer none) (nullable): the answer; %NULL when it was handed over piece by piece
 */
GBytes *
nl_http_response_get_body (NlHttpResponse *self)
{
  return self->body;
}
