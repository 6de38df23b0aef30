/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-provider.h"
#include "base/nl-operation.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/**
 * NlDrafting:
 * @store: where the drafts go
 * @provider: who is asked
 * @operation: (nullable): what the user sees of the work
 * @cancellable: (nullable): what stops it
 * @queued: (nullable): the id of who is asked afterwards, through the queue, to write it better
 *
 * What every fiber that has something written holds. Who is asked through the queue does not write
 * the draft: the offline provider does, at once, and a job for @queued goes with it. Put it first into the fiber's own data.
 */
typedef struct {
  NlStore *store;
  NlProvider *provider;
  NlOperation *operation;
  GCancellable *cancellable;
  char *queued;
} NlDrafting;

void nl_drafting_init (NlDrafting *self,
                       NlStore *store,
                       NlProvider *provider,
                       NlOperation *operation);
void nl_drafting_clear (NlDrafting *self);
NlAiResult *nl_drafting_ask_await (NlDrafting *self, NlAiRequest *request, GError **error);
DexFuture *nl_drafting_finish (NlDrafting *self,
                               gpointer record,
                               GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
