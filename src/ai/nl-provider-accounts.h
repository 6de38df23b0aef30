/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-provider-account.h"
#include "ai/nl-provider-registry.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

char *nl_provider_accounts_dup_profile (NlStore *store) G_GNUC_WARN_UNUSED_RESULT;

DexFuture *nl_provider_accounts_list (NlStore *store) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_provider_accounts_save (NlStore *store,
                                      NlProviderAccount *account) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_provider_accounts_order (NlStore *store, GArray *ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_provider_accounts_remove (NlStore *store,
                                        NlProviderAccount *account,
                                        GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

DexFuture *nl_provider_accounts_set_key (NlStore *store,
                                         NlProviderAccount *account,
                                         const char *key,
                                         GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_provider_accounts_clear_key (NlStore *store,
                                           NlProviderAccount *account,
                                           GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_provider_accounts_has_key (NlStore *store,
                                         NlProviderAccount *account,
                                         GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

DexFuture *nl_provider_accounts_load (NlStore *store,
                                      NlProviderRegistry *registry) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
