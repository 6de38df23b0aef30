/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-image.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

DexFuture *nl_shop_logo_add (NlStore *store, GFile *file) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
