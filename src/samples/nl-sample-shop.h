/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/nl-operation.h"
#include "shops/nl-shop.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

DexFuture *nl_sample_shop_list (NlStore *store) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_sample_shop_create (NlStore *store, NlOperation *operation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
