/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "net/nl-http-error.h"
#include "net/nl-http-request.h"
#include "net/nl-http-response.h"

G_BEGIN_DECLS

#define NL_TYPE_HTTP_CLIENT (nl_http_client_get_type ())
G_DECLARE_FINAL_TYPE (NlHttpClient, nl_http_client, NL, HTTP_CLIENT, GObject)

/**
 * NlHttpChunkFunc:
 * @response: status and headers
 * @bytes: the next piece of the answer, cut anywhere
 * @data: the caller's
 * @error: return location
 *
 * Called on the main thread for each piece of an answer.
 *
 * Returns: %FALSE with @error to end the request
 */
typedef gboolean (*NlHttpChunkFunc) (NlHttpResponse *response,
                                     GBytes *bytes,
                                     gpointer data,
                                     GError **error);

NlHttpClient *nl_http_client_new (void);
DexFuture *nl_http_client_send (NlHttpClient *self,
                                NlHttpRequest *request,
                                GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_http_client_stream (NlHttpClient *self,
                                  NlHttpRequest *request,
                                  NlHttpChunkFunc chunk,
                                  gpointer data,
                                  GDestroyNotify data_destroy,
                                  GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
