/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-openai-private.h"

#include "base/nl-future.h"

/* A text of tens of thousands of words, each character escaped. */
#define MAX_TEXT_BODY (8 * 1024 * 1024)
/* A local server reads a model of many gigabytes before its first word. */
#define LOCAL_FIRST_BYTE (600 * 1000)

/**
 * NlOpenaiProvider:
 *
 * A server that speaks OpenAI's Chat Completions, wherever it is: one configured provider. It asks
 * once: retries and other providers are #NlProviderChain's.
 */

static const char *
get_id (NlProvider *provider)
{
  return NL_OPENAI_PROVIDER (provider)->id;
}

static const char *
get_name (NlProvider *provider)
{
  return NL_OPENAI_PROVIDER (provider)->name;
}

static NlProviderCapabilities
get_capabilities (NlProvider *provider)
{
  NlOpenaiProvider *self = NL_OPENAI_PROVIDER (provider);
  NlProviderCapabilities capabilities
      = NL_PROVIDER_TEXT | NL_PROVIDER_STREAMING | NL_PROVIDER_STRUCTURED | NL_PROVIDER_MODELS;
  const char *image_model = nl_openai_provider_get_model (self, TRUE);

  if (image_model != NULL && nl_provider_preset_find_images (self->preset, image_model) != NULL)
    capabilities |= NL_PROVIDER_IMAGES;
  return capabilities;
}

static gboolean
is_metered (NlProvider *provider)
{
  return NL_OPENAI_PROVIDER (provider)->preset->is_metered;
}

static gboolean
is_remote (NlProvider *provider)
{
  return !NL_OPENAI_PROVIDER (provider)->preset->is_local;
}

static DexFuture *
spawn (NlProvider *provider, NlFiberFunc fiber, NlAiRequest *request, GCancellable *cancellable)
{
  return nl_fiber_spawn (fiber,
                         nl_openai_work_new (NL_OPENAI_PROVIDER (provider), request, cancellable),
                         nl_openai_work_free);
}

static DexFuture *
check (NlProvider *provider, GCancellable *cancellable)
{
  return spawn (provider, nl_openai_check_fiber, NULL, cancellable);
}

static DexFuture *
list_models (NlProvider *provider, GCancellable *cancellable)
{
  return spawn (provider, nl_openai_models_fiber, NULL, cancellable);
}

static DexFuture *
generate_text (NlProvider *provider,
               NlAiRequest *request,
               NlAiDeltaFunc delta,
               gpointer delta_data,
               GDestroyNotify delta_destroy,
               GCancellable *cancellable)
{
  NlOpenaiWork *work = nl_openai_work_new (NL_OPENAI_PROVIDER (provider), request, cancellable);

  work->delta = delta;
  work->delta_data = delta_data;
  work->delta_destroy = delta_destroy;
  return nl_fiber_spawn (nl_openai_text_fiber, work, nl_openai_work_free);
}

static DexFuture *
generate_structured (NlProvider *provider, NlAiRequest *request, GCancellable *cancellable)
{
  return spawn (provider, nl_openai_structured_fiber, request, cancellable);
}

static DexFuture *
generate_image (NlProvider *provider, NlAiRequest *request, GCancellable *cancellable)
{
  return spawn (provider, nl_openai_image_fiber, request, cancellable);
}

static gboolean
is_queued (NlProvider *provider)
{
  return TRUE;
}

static void
provider_init (NlProviderInterface *iface)
{
  iface->get_id = get_id;
  iface->get_name = get_name;
  iface->get_capabilities = get_capabilities;
  iface->is_metered = is_metered;
  iface->is_remote = is_remote;
  iface->is_queued = is_queued;
  iface->check = check;
  iface->list_models = list_models;
  iface->generate_text = generate_text;
  iface->generate_structured = generate_structured;
  iface->generate_image = generate_image;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (NlOpenaiProvider,
                               nl_openai_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NL_TYPE_PROVIDER, provider_init))

static void
nl_openai_provider_finalize (GObject *object)
{
  NlOpenaiProvider *self = NL_OPENAI_PROVIDER (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->base_url);
  g_free (self->text_model);
  g_free (self->image_model);
  g_free (self->found_model);
  if (self->key_data_destroy != NULL)
    self->key_data_destroy (self->key_data);
  g_clear_object (&self->client);
  nl_openai_habits_clear (&self->chat_habits);
  nl_openai_habits_clear (&self->image_habits);
  G_OBJECT_CLASS (nl_openai_provider_parent_class)->finalize (object);
}

static void
nl_openai_provider_class_init (NlOpenaiProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_openai_provider_finalize;
}

static void
nl_openai_provider_init (NlOpenaiProvider *self)
{
  self->client = nl_http_client_new ();
  nl_openai_habits_init (&self->chat_habits);
  nl_openai_habits_init (&self->image_habits);
  self->limits = nl_http_limits_default;
  self->limits.max_bytes = MAX_TEXT_BODY;
  /* Who retries has to know of each try. */
  self->limits.max_retries = 0;
  self->limits.max_wait = 0;
}

/**
 * nl_openai_provider_new:
 * @settings: which server, and what it is asked for
 * @key: (nullable) (scope notified): gives the key; %NULL when there is none
 * @key_data: passed to @key
 * @key_data_destroy: (nullable): frees @key_data
 *
 * Returns: (transfer full): a provider
 */
NlProvider *
nl_openai_provider_new (const NlOpenaiSettings *settings,
                        NlOpenaiKeyFunc key,
                        gpointer key_data,
                        GDestroyNotify key_data_destroy)
{
  NlOpenaiProvider *self;

  g_return_val_if_fail (settings != NULL && settings->preset != NULL, NULL);
  g_return_val_if_fail (settings->id != NULL && settings->base_url != NULL, NULL);

  self = g_object_new (NL_TYPE_OPENAI_PROVIDER, NULL);
  self->preset = settings->preset;
  self->id = g_strdup (settings->id);
  self->name = g_strdup (settings->name != NULL ? settings->name
                                                : nl_provider_preset_get_name (settings->preset));
  self->base_url = g_strdup (settings->base_url);
  self->policy = settings->policy;
  self->text_model = g_strdup (settings->text_model);
  self->image_model = g_strdup (settings->image_model);
  self->key = key;
  self->key_data = key_data;
  self->key_data_destroy = key_data_destroy;
  if (self->preset->is_local)
    self->limits.first_byte = LOCAL_FIRST_BYTE;
  return NL_PROVIDER (self);
}

/**
 * nl_openai_provider_set_limits:
 * @self: a provider
 * @limits: how patient it is; for pictures, the first byte may take longer and the answer may be
 *   larger
 *
 * Changes the limits of each request.
 */
void
nl_openai_provider_set_limits (NlOpenaiProvider *self, const NlHttpLimits *limits)
{
  g_return_if_fail (NL_IS_OPENAI_PROVIDER (self));

  self->limits = *limits;
}

/**
 * nl_openai_provider_get_model:
 * @self: a provider
 * @is_image: for pictures
 *
 * Returns: (transfer none) (nullable): the model that is asked when a request names none; %NULL
 *   when nobody chose one and the preset knows none
 */
const char *
nl_openai_provider_get_model (NlOpenaiProvider *self, gboolean is_image)
{
  const char *chosen = is_image ? self->image_model : self->text_model;

  if (chosen != NULL && *chosen != '\0')
    return chosen;
  return is_image ? self->preset->image_model : self->preset->text_model;
}
