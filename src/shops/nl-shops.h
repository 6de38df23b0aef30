/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shops/nl-shop.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

DexFuture *nl_shops_list (NlStore *store) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
