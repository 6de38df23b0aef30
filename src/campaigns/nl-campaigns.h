/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-provider.h"
#include "base/nl-operation.h"
#include "campaigns/nl-campaign-bundle.h"
#include "campaigns/nl-campaign-error.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/* What can be done with campaigns. */

DexFuture *nl_campaigns_list (NlStore *store, gint64 shop_id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_campaigns_load (NlStore *store, gint64 campaign_id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_campaigns_set_status (NlStore *store,
                                    gint64 campaign_id,
                                    const char *status,
                                    gint64 scheduled_at) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_campaigns_mark_reviewed (NlStore *store,
                                       GArray *message_ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_campaigns_delete (NlStore *store, gint64 campaign_id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_campaigns_delete_message (NlStore *store,
                                        gint64 message_id) G_GNUC_WARN_UNUSED_RESULT;

/* What asks a provider. */

DexFuture *nl_campaigns_create (NlStore *store,
                                NlProvider *provider,
                                NlCampaign *campaign,
                                NlOperation *operation) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_campaigns_add_language (NlStore *store,
                                      NlProvider *provider,
                                      gint64 campaign_id,
                                      const char *language,
                                      NlOperation *operation) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_campaigns_add_channel (NlStore *store,
                                     NlProvider *provider,
                                     gint64 campaign_id,
                                     const char *channel,
                                     NlOperation *operation) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_campaigns_add_message (NlStore *store,
                                     NlProvider *provider,
                                     gint64 campaign_id,
                                     const char *channel,
                                     const char *language,
                                     const char *variant,
                                     NlOperation *operation) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_campaigns_rewrite_message (NlStore *store,
                                         NlProvider *provider,
                                         gint64 message_id,
                                         gint64 seed,
                                         GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_campaigns_add_variant (NlStore *store,
                                     NlProvider *provider,
                                     gint64 message_id,
                                     GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
