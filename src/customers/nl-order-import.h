/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/nl-operation.h"
#include "customers/nl-import-options.h"
#include "customers/nl-import-report.h"
#include "shops/nl-shop.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

DexFuture *nl_orders_import (NlStore *store,
                             NlShop *shop,
                             const NlImportOptions *options,
                             NlOperation *operation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
