/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net/nl-http-client.h"
#include "nl-test-server.h"

G_BEGIN_DECLS

#define OK "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n"
#define HELLO OK "Content-Length: 5\r\n\r\nhello"

/* A client that never repeats by itself, and whom it asks. */
typedef struct {
  NlTestServer *server;
  NlHttpClient *client;
  NlHttpLimits limits;
} Http;

Http *http_new (void);
void http_free (Http *http);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Http, http_free)

NlHttpRequest *make_request (Http *http, const char *method, const char *path);
NlHttpResponse *send_ok (Http *http, NlHttpRequest *request);
GError *send_fails (Http *http, NlHttpRequest *request, NlHttpError code);
void assert_get_fails (Http *http, NlHttpError code);
void assert_body (NlHttpResponse *response, const char *text);

G_END_DECLS
