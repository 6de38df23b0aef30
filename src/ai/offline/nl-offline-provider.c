/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-offline-provider.h"

#include <glib/gi18n-lib.h>

#include "ai/offline/nl-offline-message.h"
#include "ai/offline/nl-offline-persona.h"
#include "ai/offline/nl-offline-prose.h"
#include "ai/offline/nl-phrase-book.h"
#include "ai/offline/nl-sentences.h"
#include "base/nl-future.h"

struct _NlOfflineProvider {
  GObject parent_instance;
};

static void provider_init (NlProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NlOfflineProvider,
                               nl_offline_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NL_TYPE_PROVIDER, provider_init))

static const char *
get_id (NlProvider *provider)
{
  return NL_OFFLINE_PROVIDER_ID;
}

static const char *
get_name (NlProvider *provider)
{
  return _ ("Offline Drafts");
}

static NlProviderCapabilities
get_capabilities (NlProvider *provider)
{
  return NL_PROVIDER_TEXT | NL_PROVIDER_STREAMING | NL_PROVIDER_STRUCTURED | NL_PROVIDER_MODELS;
}

static gboolean
is_metered (NlProvider *provider)
{
  return FALSE;
}

static DexFuture *
list_models (NlProvider *provider, GCancellable *cancellable)
{
  g_autoptr (GListStore) models = g_list_store_new (NL_TYPE_MODEL);
  g_autoptr (NlModel) phrases = nl_model_new (NL_OFFLINE_MODEL, _ ("Phrase books"), NULL);

  g_list_store_append (models, phrases);
  return dex_future_new_take_object (g_steal_pointer (&models));
}

static gpointer
write_blocking (gpointer data, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return nl_offline_provider_write (data, error);
}

static DexFuture *
generate_structured (NlProvider *provider, NlAiRequest *request, GCancellable *cancellable)
{
  return nl_future_blocking ("offline-draft", write_blocking, g_object_ref (request),
                             g_object_unref, NL_TYPE_AI_RESULT, cancellable);
}

typedef struct {
  NlAiRequest *request;
  NlAiDeltaFunc delta;
  gpointer delta_data;
  GDestroyNotify delta_destroy;
  GCancellable *cancellable;
} Stream;

static void
stream_free (gpointer data)
{
  Stream *stream = data;

  if (stream->delta_destroy != NULL)
    stream->delta_destroy (stream->delta_data);
  g_object_unref (stream->request);
  g_clear_object (&stream->cancellable);
  g_free (stream);
}

static DexFuture *
generate_text_fiber (gpointer data)
{
  Stream *stream = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NlAiResult) result = NULL;
  g_autoptr (NlAiResult) text_result = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) sentences = NULL;

  result = dex_await_object (nl_future_blocking ("offline-draft", write_blocking,
                                                 g_object_ref (stream->request), g_object_unref,
                                                 NL_TYPE_AI_RESULT, stream->cancellable),
                             &error);
  if (result == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  text = nl_offline_prose (nl_ai_result_get_node (result));
  sentences = nl_sentences_split (text);
  for (guint i = 0; stream->delta != NULL && sentences[i] != NULL; i++) {
    if (g_cancellable_set_error_if_cancelled (stream->cancellable, &error))
      return dex_future_new_for_error (g_steal_pointer (&error));
    stream->delta (sentences[i], stream->delta_data);
  }
  text_result = nl_ai_result_new_text (NL_OFFLINE_PROVIDER_ID, NL_OFFLINE_MODEL, text);
  nl_ai_result_set_draft (text_result, TRUE);
  for (guint i = 0; nl_ai_result_get_notes (result)[i] != NULL; i++)
    nl_ai_result_add_note (text_result, nl_ai_result_get_notes (result)[i]);
  return dex_future_new_take_object (g_steal_pointer (&text_result));
}

static DexFuture *
generate_text (NlProvider *provider,
               NlAiRequest *request,
               NlAiDeltaFunc delta,
               gpointer delta_data,
               GDestroyNotify delta_destroy,
               GCancellable *cancellable)
{
  Stream *stream = g_new0 (Stream, 1);

  stream->request = g_object_ref (request);
  stream->delta = delta;
  stream->delta_data = delta_data;
  stream->delta_destroy = delta_destroy;
  g_set_object (&stream->cancellable, cancellable);
  return nl_fiber_spawn (generate_text_fiber, stream, stream_free);
}

static void
provider_init (NlProviderInterface *iface)
{
  iface->get_id = get_id;
  iface->get_name = get_name;
  iface->get_capabilities = get_capabilities;
  iface->is_metered = is_metered;
  iface->list_models = list_models;
  iface->generate_text = generate_text;
  iface->generate_structured = generate_structured;
}

static void
nl_offline_provider_class_init (NlOfflineProviderClass *klass)
{}

static void
nl_offline_provider_init (NlOfflineProvider *self)
{}

/**
 * nl_offline_provider_new:
 *
 * The provider that needs neither a network nor a key: it writes from phrase books, the same for
 * the same seed. Its tasks are "persona" and "message"; docs/offline.md says what facts they take.
 *
 * Returns: (transfer full): a provider
 */
NlProvider *
nl_offline_provider_new (void)
{
  return g_object_new (NL_TYPE_OFFLINE_PROVIDER, NULL);
}

/**
 * nl_offline_provider_list_languages:
 *
 * Returns: (transfer none) (array zero-terminated=1): tags of the languages it writes
 */
const char *const *
nl_offline_provider_list_languages (void)
{
  return nl_phrase_book_list_languages ();
}

/**
 * nl_offline_provider_list_templates:
 *
 * Returns: (transfer none) (array zero-terminated=1): the words a message's "template" may be
 */
const char *const *
nl_offline_provider_list_templates (void)
{
  return nl_offline_message_list_templates ();
}

/**
 * nl_offline_provider_write:
 * @request: what to write
 * @error: return location for %NL_AI_ERROR
 *
 * What the provider does, at once and on the calling thread. It takes some milliseconds: the app
 * calls nl_provider_generate_structured() instead.
 *
 * Returns: (transfer full) (nullable): the draft
 */
NlAiResult *
nl_offline_provider_write (NlAiRequest *request, GError **error)
{
  const char *task;
  JsonNode *facts;

  g_return_val_if_fail (NL_IS_AI_REQUEST (request), NULL);

  task = nl_ai_request_get_task (request);
  facts = nl_ai_request_get_facts (request);
  if (facts == NULL || !JSON_NODE_HOLDS_OBJECT (facts)) {
    g_set_error_literal (error, NL_AI_ERROR, NL_AI_ERROR_BAD_REQUEST,
                         _ ("A draft needs facts to start from, and there are none."));
    return NULL;
  }
  if (g_str_equal (task, "persona"))
    return nl_offline_persona_write (request, error);
  if (g_str_equal (task, "message"))
    return nl_offline_message_write (request, error);
  g_set_error (
      error, NL_AI_ERROR, NL_AI_ERROR_UNSUPPORTED,
      _ ("“%s” needs a provider with a network: offline drafts are personas and messages."), task);
  return NULL;
}
