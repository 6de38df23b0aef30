/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "customers/nl-timeline-entry.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

DexFuture *nl_timeline_load (NlStore *store, gint64 customer_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
