/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ai/nl-provider-registry.h"
#include "base/nl-operation.h"
#include "jobs/nl-job-runner.h"
#include "shops/nl-shop.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

#define NL_TYPE_WORKSPACE (nl_workspace_get_type ())
G_DECLARE_FINAL_TYPE (NlWorkspace, nl_workspace, NL, WORKSPACE, GObject)

DexFuture *nl_workspace_open (const char *folder, GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;

NlStore *nl_workspace_get_store (NlWorkspace *self);
GSettings *nl_workspace_get_settings (NlWorkspace *self);
GListModel *nl_workspace_get_shops (NlWorkspace *self);
NlShop *nl_workspace_get_shop (NlWorkspace *self);
gint64 nl_workspace_get_shop_id (NlWorkspace *self);
void nl_workspace_set_shop (NlWorkspace *self, NlShop *shop);
DexFuture *nl_workspace_go_to_shop (NlWorkspace *self, gint64 shop_id) G_GNUC_WARN_UNUSED_RESULT;

NlJobRunner *nl_workspace_get_runner (NlWorkspace *self);
NlProviderRegistry *nl_workspace_get_providers (NlWorkspace *self);
GListModel *nl_workspace_get_operations (NlWorkspace *self);
void nl_workspace_add_operation (NlWorkspace *self, NlOperation *operation);

G_END_DECLS
