/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "net/nl-url-safety.h"

G_BEGIN_DECLS

#define NL_TYPE_HTTP_REQUEST (nl_http_request_get_type ())
G_DECLARE_FINAL_TYPE (NlHttpRequest, nl_http_request, NL, HTTP_REQUEST, GObject)

/**
 * NlHttpLimits:
 * @connect: how long until the connection stands, in milliseconds
 * @first_byte: how long from then until the answer begins
 * @idle: how long between two pieces of the answer
 * @max_bytes: how large the answer may be, unpacked
 * @max_redirects: how often the server may send the request elsewhere
 * @max_retries: how often to try again by itself, when that is safe
 * @max_wait: how long to wait for a next try, or for the server's limits, at most; beyond that it
 * is the caller's to wait
 *
 * How patient a request is.
 */
typedef struct {
  guint connect;
  guint first_byte;
  guint idle;
  guint64 max_bytes;
  guint max_redirects;
  guint max_retries;
  guint max_wait;
} NlHttpLimits;

extern const NlHttpLimits nl_http_limits_default;

NlHttpRequest *nl_http_request_new (const char *method, const char *url);
void nl_http_request_set_header (NlHttpRequest *self, const char *name, const char *value);
void nl_http_request_set_bearer (NlHttpRequest *self, const char *secret);
void nl_http_request_set_body (NlHttpRequest *self, const char *media_type, GBytes *body);
void nl_http_request_set_policy (NlHttpRequest *self, NlUrlPolicy policy);
void nl_http_request_set_limits (NlHttpRequest *self, const NlHttpLimits *limits);

const char *nl_http_request_get_method (NlHttpRequest *self);
const char *nl_http_request_get_url (NlHttpRequest *self);
GHashTable *nl_http_request_get_headers (NlHttpRequest *self);
const char *nl_http_request_get_media_type (NlHttpRequest *self);
GBytes *nl_http_request_get_body (NlHttpRequest *self);
NlUrlPolicy nl_http_request_get_policy (NlHttpRequest *self);
const NlHttpLimits *nl_http_request_get_limits (NlHttpRequest *self);
gboolean nl_http_request_carries_secret (NlHttpRequest *self);
gboolean nl_http_request_is_idempotent (NlHttpRequest *self);

G_END_DECLS
