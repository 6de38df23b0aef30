/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-drafting.h"

#include "ai/offline/nl-offline-provider.h"

/**
 * nl_drafting_init:
 * @self: to be filled in
 * @store: where the drafts go
 * @provider: who is asked
 * @operation: (nullable): what the user sees of the work, whose cancellable stops it
 *
 * Takes references on all of them.
 */
void
nl_drafting_init (NlDrafting *self, NlStore *store, NlProvider *provider, NlOperation *operation)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (NL_IS_STORE (store));
  g_return_if_fail (NL_IS_PROVIDER (provider));

  *self = (NlDrafting) { .store = g_object_ref (store) };
  if (nl_provider_is_queued (provider)) {
    self->provider = nl_offline_provider_new ();
    self->queued = g_strdup (nl_provider_get_id (provider));
  } else {
    self->provider = g_object_ref (provider);
  }
  if (operation != NULL) {
    self->operation = g_object_ref (operation);
    self->cancellable = g_object_ref (nl_operation_get_cancellable (operation));
  }
}

/**
 * nl_drafting_clear:
 * @self: what nl_drafting_init() filled in
 *
 * Drops the references.
 */
void
nl_drafting_clear (NlDrafting *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->store);
  g_clear_object (&self->provider);
  g_clear_object (&self->operation);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->queued, g_free);
}

/* Why this provider, and what it wants people to know, where they see it. */
static void
tell_notes (NlDrafting *self, NlAiResult *result)
{
  const char *reason = nl_ai_result_get_reason (result);
  g_autofree char *notes = g_strjoinv (" ", (char **) nl_ai_result_get_notes (result));
  g_autofree char *detail
      = reason != NULL ? g_strchomp (g_strconcat (reason, " ", notes, NULL)) : g_strdup (notes);

  if (self->operation != NULL && *detail != '\0')
    nl_operation_set_detail (self->operation, detail);
}

/**
 * nl_drafting_ask_await:
 * @self: a drafting
 * @request: what is to be written
 * @error: return location
 *
 * Asks for a structured answer and waits for it, in a fiber only. Why this provider answered and
 * what it notes become the detail of the operation.
 *
 * Returns: (transfer full) (nullable): the answer
 */
NlAiResult *
nl_drafting_ask_await (NlDrafting *self, NlAiRequest *request, GError **error)
{
  NlAiResult *result;

  g_return_val_if_fail (self != NULL, NULL);

  result = dex_await_object (
      nl_provider_generate_structured (self->provider, request, self->cancellable), error);
  if (result != NULL)
    tell_notes (self, result);
  return result;
}

/**
 * nl_drafting_finish:
 * @self: a drafting
 * @record: (transfer full) (nullable): what came of it
 * @error: (transfer full) (nullable): why nothing did
 *
 * Ends the operation.
 *
 * Returns: (transfer full): what the fiber returns: a future of @record, or one that rejects with
 *   @error
 */
DexFuture *
nl_drafting_finish (NlDrafting *self, gpointer record, GError *error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->operation != NULL)
    nl_operation_finish (self->operation, error);
  return record != NULL ? dex_future_new_take_object (record) : dex_future_new_for_error (error);
}
