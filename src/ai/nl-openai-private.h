/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-openai-answer.h"
#include "ai/nl-openai-body.h"
#include "ai/nl-openai-error.h"
#include "ai/nl-openai-provider.h"
#include "net/nl-http-client.h"

G_BEGIN_DECLS

struct _NlOpenaiProvider {
  GObject parent_instance;
  const NlProviderPreset *preset;
  char *id;
  char *name;
  char *base_url;
  NlUrlPolicy policy;
  char *text_model;
  char *image_model;
  char *found_model; /* of a local server, when nobody chose one */
  NlOpenaiKeyFunc key;
  gpointer key_data;
  GDestroyNotify key_data_destroy;
  NlHttpClient *client;
  NlHttpLimits limits;
  NlOpenaiHabits chat_habits;
  NlOpenaiHabits image_habits;
};

/* One request to the server, in a fiber. */
typedef struct {
  NlOpenaiProvider *provider;
  const char *path;
  GBytes *body; /* or NULL, to read */
  NlHttpChunkFunc chunk;
  gpointer chunk_data;
  GCancellable *cancellable;
  NlOpenaiAsked asked;
  char *url;
  char *key;
  char *refused_field; /* after a failure */
} NlOpenaiCall;

NlHttpResponse *nl_openai_call_await (NlOpenaiCall *self, GError **error);
void nl_openai_call_clear (NlOpenaiCall *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NlOpenaiCall, nl_openai_call_clear)

/* What a fiber of a provider works on. */
typedef struct {
  NlOpenaiProvider *provider;
  NlAiRequest *request;
  NlAiDeltaFunc delta;
  gpointer delta_data;
  GDestroyNotify delta_destroy;
  GCancellable *cancellable;
} NlOpenaiWork;

NlOpenaiWork *nl_openai_work_new (NlOpenaiProvider *provider,
                                  NlAiRequest *request,
                                  GCancellable *cancellable);
void nl_openai_work_free (gpointer data);

char *nl_openai_choose_model_await (NlOpenaiWork *work, gboolean is_image, GError **error);
gboolean nl_openai_reach_await (NlOpenaiWork *work, GError **error);
DexFuture *nl_openai_text_fiber (gpointer data);
DexFuture *nl_openai_structured_fiber (gpointer data);
DexFuture *nl_openai_image_fiber (gpointer data);
DexFuture *nl_openai_models_fiber (gpointer data);
DexFuture *nl_openai_check_fiber (gpointer data);

G_END_DECLS
