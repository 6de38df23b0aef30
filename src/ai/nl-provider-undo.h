/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-provider-account.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/* What was removed and can be brought back for a moment: a provider with its key, or the key alone.
 */
#define NL_TYPE_PROVIDER_UNDO (nl_provider_undo_get_type ())
G_DECLARE_FINAL_TYPE (NlProviderUndo, nl_provider_undo, NL, PROVIDER_UNDO, GObject)

DexFuture *nl_provider_undo_remove (NlStore *store,
                                    NlProviderAccount *account,
                                    GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_provider_undo_clear_key (NlStore *store,
                                       NlProviderAccount *account,
                                       GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_provider_undo_run (NlProviderUndo *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
