/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-provider.h"

#include <glib/gi18n-lib.h>

G_DEFINE_INTERFACE (NlProvider, nl_provider, G_TYPE_OBJECT)

static void
nl_provider_default_init (NlProviderInterface *iface)
{}

/**
 * nl_provider_get_id:
 * @self: a provider
 *
 * Returns: the stable word for it, kept in records
 */
const char *
nl_provider_get_id (NlProvider *self)
{
  g_return_val_if_fail (NL_IS_PROVIDER (self), NULL);

  return NL_PROVIDER_GET_IFACE (self)->get_id (self);
}

/**
 * nl_provider_get_name:
 * @self: a provider
 *
 * Returns: what people call it, translated
 */
const char *
nl_provider_get_name (NlProvider *self)
{
  g_return_val_if_fail (NL_IS_PROVIDER (self), NULL);

  return NL_PROVIDER_GET_IFACE (self)->get_name (self);
}

/**
 * nl_provider_get_capabilities:
 * @self: a provider
 *
 * Returns: what it can do
 */
NlProviderCapabilities
nl_provider_get_capabilities (NlProvider *self)
{
  g_return_val_if_fail (NL_IS_PROVIDER (self), 0);

  return NL_PROVIDER_GET_IFACE (self)->get_capabilities (self);
}

/**
 * nl_provider_is_metered:
 * @self: a provider
 *
 * Returns: whether an answer costs money, so that budgets apply
 */
gboolean
nl_provider_is_metered (NlProvider *self)
{
  g_return_val_if_fail (NL_IS_PROVIDER (self), FALSE);

  return NL_PROVIDER_GET_IFACE (self)->is_metered (self);
}

/**
 * nl_provider_is_remote:
 * @self: a provider
 *
 * Returns: whether requests leave this machine, so that they are put off while there is no network
 */
gboolean
nl_provider_is_remote (NlProvider *self)
{
  NlProviderInterface *iface;

  g_return_val_if_fail (NL_IS_PROVIDER (self), FALSE);

  iface = NL_PROVIDER_GET_IFACE (self);
  return iface->is_remote != NULL && iface->is_remote (self);
}

/**
 * nl_provider_is_queued:
 * @self: a provider
 *
 * Returns: whether it is asked through the queue, so that nothing waits for it and nothing is lost
 *   when it does not answer
 */
gboolean
nl_provider_is_queued (NlProvider *self)
{
  NlProviderInterface *iface;

  g_return_val_if_fail (NL_IS_PROVIDER (self), FALSE);

  iface = NL_PROVIDER_GET_IFACE (self);
  return iface->is_queued != NULL && iface->is_queued (self);
}

static DexFuture *
models_to_true (DexFuture *models, gpointer data)
{
  return dex_future_new_true ();
}

/**
 * nl_provider_check:
 * @self: a provider
 * @cancellable: (nullable): stops it
 *
 * Finds out whether the provider would answer, at the price of a word.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %NL_AI_ERROR, whose message says what
 *   to mend
 */
DexFuture *
nl_provider_check (NlProvider *self, GCancellable *cancellable)
{
  NlProviderInterface *iface;

  dex_return_error_if_fail (NL_IS_PROVIDER (self));

  iface = NL_PROVIDER_GET_IFACE (self);
  if (iface->check != NULL)
    return iface->check (self, cancellable);
  if (iface->list_models == NULL)
    return dex_future_new_true ();
  return dex_future_then (iface->list_models (self, cancellable), models_to_true, NULL, NULL);
}

/**
 * nl_provider_list_models:
 * @self: a provider
 * @cancellable: (nullable): stops it
 *
 * Asks for the models that the user may choose from.
 *
 * Returns: (transfer full): a future of a #GListModel of #NlModel; rejects with %NL_AI_ERROR
 */
DexFuture *
nl_provider_list_models (NlProvider *self, GCancellable *cancellable)
{
  dex_return_error_if_fail (NL_IS_PROVIDER (self));

  if (NL_PROVIDER_GET_IFACE (self)->list_models == NULL)
    return dex_future_new_reject (NL_AI_ERROR, NL_AI_ERROR_UNSUPPORTED,
                                  _ ("%s has no models to choose from."),
                                  nl_provider_get_name (self));
  return NL_PROVIDER_GET_IFACE (self)->list_models (self, cancellable);
}

/**
 * nl_provider_generate_text:
 * @self: a provider
 * @request: what to write
 * @delta: (nullable) (scope notified) (closure delta_data) (destroy delta_destroy): called on the
 *   main context with each piece as it is written, before the future resolves. What was handed
 *   over so far is the caller's to keep when the future rejects, as it does when it is cancelled
 * @delta_data: passed to @delta
 * @delta_destroy: (nullable): frees @delta_data, on the main context, when no piece comes any more
 * @cancellable: (nullable): stops it
 *
 * Asks for a text.
 *
 * Returns: (transfer full): a future of a #NlAiResult whose text is all that was handed over, and
 *   whose #NlAiFinish says whether it is whole; rejects with %NL_AI_ERROR when nothing came
 */
DexFuture *
nl_provider_generate_text (NlProvider *self,
                           NlAiRequest *request,
                           NlAiDeltaFunc delta,
                           gpointer delta_data,
                           GDestroyNotify delta_destroy,
                           GCancellable *cancellable)
{
  dex_return_error_if_fail (NL_IS_PROVIDER (self));
  dex_return_error_if_fail (NL_IS_AI_REQUEST (request));

  if (NL_PROVIDER_GET_IFACE (self)->generate_text == NULL) {
    if (delta_destroy != NULL)
      delta_destroy (delta_data);
    return dex_future_new_reject (NL_AI_ERROR, NL_AI_ERROR_UNSUPPORTED,
                                  _ ("%s does not write text."), nl_provider_get_name (self));
  }
  return NL_PROVIDER_GET_IFACE (self)->generate_text (self, request, delta, delta_data,
                                                      delta_destroy, cancellable);
}

/**
 * nl_provider_generate_structured:
 * @self: a provider
 * @request: what to write
 * @cancellable: (nullable): stops it
 *
 * Asks for JSON of the request's shape.
 *
 * Returns: (transfer full): a future of a #NlAiResult with a checked node; rejects with
 * %NL_AI_ERROR
 */
DexFuture *
nl_provider_generate_structured (NlProvider *self, NlAiRequest *request, GCancellable *cancellable)
{
  dex_return_error_if_fail (NL_IS_PROVIDER (self));
  dex_return_error_if_fail (NL_IS_AI_REQUEST (request));

  if (NL_PROVIDER_GET_IFACE (self)->generate_structured == NULL)
    return dex_future_new_reject (NL_AI_ERROR, NL_AI_ERROR_UNSUPPORTED,
                                  _ ("%s does not give structured answers."),
                                  nl_provider_get_name (self));
  return NL_PROVIDER_GET_IFACE (self)->generate_structured (self, request, cancellable);
}

/**
 * nl_provider_generate_image:
 * @self: a provider
 * @request: what to draw
 * @cancellable: (nullable): stops it
 *
 * Asks for a picture.
 *
 * Returns: (transfer full): a future of a #NlAiResult with a picture; rejects with %NL_AI_ERROR
 */
DexFuture *
nl_provider_generate_image (NlProvider *self, NlAiRequest *request, GCancellable *cancellable)
{
  dex_return_error_if_fail (NL_IS_PROVIDER (self));
  dex_return_error_if_fail (NL_IS_AI_REQUEST (request));

  if (NL_PROVIDER_GET_IFACE (self)->generate_image == NULL)
    return dex_future_new_reject (NL_AI_ERROR, NL_AI_ERROR_UNSUPPORTED,
                                  _ ("%s does not make pictures."), nl_provider_get_name (self));
  return NL_PROVIDER_GET_IFACE (self)->generate_image (self, request, cancellable);
}
