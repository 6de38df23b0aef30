/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "net/nl-http-client.h"

G_BEGIN_DECLS

/* One message to one address, and its answer: no redirects, no retries. Lives in a fiber. */
typedef struct {
  SoupSession *session;
  NlHttpRequest *request;
  GUri *uri;
  const char *method;
  gboolean with_body;
  NlHttpChunkFunc chunk; /* NULL: the body is kept */
  gpointer chunk_data;
  GCancellable *cancellable; /* the caller's, or NULL */
} NlHttpExchange;

NlHttpResponse *nl_http_exchange_run (const NlHttpExchange *self, GError **error);
GError *nl_http_explain (const GError *error, const char *host, gboolean was_sent);

G_END_DECLS
