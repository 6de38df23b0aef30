/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

#include "ai/nl-ai-error.h"
#include "ai/nl-ai-request.h"
#include "ai/nl-ai-result.h"
#include "ai/nl-model.h"

G_BEGIN_DECLS

/**
 * NlProviderCapabilities:
 * @NL_PROVIDER_TEXT: writes text
 * @NL_PROVIDER_STREAMING: hands the text over while it is being written
 * @NL_PROVIDER_STRUCTURED: answers with JSON of a given shape
 * @NL_PROVIDER_IMAGES: makes pictures
 * @NL_PROVIDER_MODELS: can list its models
 *
 * What a provider can do.
 */
typedef enum {
  NL_PROVIDER_TEXT = 1 << 0,
  NL_PROVIDER_STREAMING = 1 << 1,
  NL_PROVIDER_STRUCTURED = 1 << 2,
  NL_PROVIDER_IMAGES = 1 << 3,
  NL_PROVIDER_MODELS = 1 << 4,
} NlProviderCapabilities;

/**
 * NlAiDeltaFunc:
 * @delta: the next piece of the text, whole characters only
 * @data: the caller's
 *
 * Called on the main context, in order, as a text is being written. Once a piece was handed over
 * the provider does not begin again: what follows is the rest, or the future's end.
 */
typedef void (*NlAiDeltaFunc) (const char *delta, gpointer data);

#define NL_TYPE_PROVIDER (nl_provider_get_type ())
G_DECLARE_INTERFACE (NlProvider, nl_provider, NL, PROVIDER, GObject)

/**
 * NlProviderInterface:
 * @get_id: a stable word, such as "offline"
 * @get_name: what people call it, translated
 * @get_capabilities: what it can do
 * @is_metered: whether an answer costs money
 * @is_remote: (nullable): whether requests leave this machine, so that they wait for a network;
 *   left %NULL they do not
 * @is_queued: (nullable): whether it is asked through the queue, since an answer takes a network,
 *   time or money; left %NULL it is asked at once
 * @check: (nullable): resolves to %TRUE when a request would be answered: address, key, rights,
 *   credit and model are good, at the price of a word. Left %NULL, the list of models is asked for
 * @list_models: resolves to a #GListModel of #NlModel
 * @generate_text: resolves to a #NlAiResult with a text
 * @generate_structured: resolves to a #NlAiResult with JSON that keeps the request's schema
 * @generate_image: resolves to a #NlAiResult with a picture
 *
 * A vfunc left %NULL rejects with %NL_AI_ERROR_UNSUPPORTED. Each is called on the main thread,
 * takes its own references, ends early when its cancellable says so, and rejects with %NL_AI_ERROR
 * or %G_IO_ERROR_CANCELLED.
 */
struct _NlProviderInterface {
  GTypeInterface parent_iface;

  const char *(*get_id) (NlProvider *self);
  const char *(*get_name) (NlProvider *self);
  NlProviderCapabilities (*get_capabilities) (NlProvider *self);
  gboolean (*is_metered) (NlProvider *self);
  gboolean (*is_remote) (NlProvider *self);
  gboolean (*is_queued) (NlProvider *self);

  DexFuture *(*check) (NlProvider *self, GCancellable *cancellable);
  DexFuture *(*list_models) (NlProvider *self, GCancellable *cancellable);
  DexFuture *(*generate_text) (NlProvider *self,
                               NlAiRequest *request,
                               NlAiDeltaFunc delta,
                               gpointer delta_data,
                               GDestroyNotify delta_destroy,
                               GCancellable *cancellable);
  DexFuture *(*generate_structured) (NlProvider *self,
                                     NlAiRequest *request,
                                     GCancellable *cancellable);
  DexFuture *(*generate_image) (NlProvider *self, NlAiRequest *request, GCancellable *cancellable);
};

const char *nl_provider_get_id (NlProvider *self);
const char *nl_provider_get_name (NlProvider *self);
NlProviderCapabilities nl_provider_get_capabilities (NlProvider *self);
gboolean nl_provider_is_metered (NlProvider *self);
gboolean nl_provider_is_remote (NlProvider *self);
gboolean nl_provider_is_queued (NlProvider *self);

DexFuture *nl_provider_check (NlProvider *self,
                              GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_provider_list_models (NlProvider *self,
                                    GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_provider_generate_text (NlProvider *self,
                                      NlAiRequest *request,
                                      NlAiDeltaFunc delta,
                                      gpointer delta_data,
                                      GDestroyNotify delta_destroy,
                                      GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_provider_generate_structured (NlProvider *self,
                                            NlAiRequest *request,
                                            GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_provider_generate_image (NlProvider *self,
                                       NlAiRequest *request,
                                       GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
