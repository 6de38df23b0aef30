/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define NL_TYPE_HTTP_RESPONSE (nl_http_response_get_type ())
G_DECLARE_FINAL_TYPE (NlHttpResponse, nl_http_response, NL, HTTP_RESPONSE, GObject)

NlHttpResponse *nl_http_response_new (guint status, const char *url);
void nl_http_response_add_header (NlHttpResponse *self, const char *name, const char *value);
void nl_http_response_set_body (NlHttpResponse *self, GBytes *body);

guint nl_http_response_get_status (NlHttpResponse *self);
const char *nl_http_response_get_url (NlHttpResponse *self);
const char *nl_http_response_get_header (NlHttpResponse *self, const char *name);
char *nl_http_response_dup_media_type (NlHttpResponse *self);
GBytes *nl_http_response_get_body (NlHttpResponse *self);

G_END_DECLS
