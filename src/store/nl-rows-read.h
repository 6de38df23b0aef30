/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-store.h"

G_BEGIN_DECLS

DexFuture *nl_rows_read_ids (NlStore *store, NlQuery *query, guint limit, GCancellable *cancellable)
    G_GNUC_WARN_UNUSED_RESULT;
DexFuture *nl_rows_read_records (NlStore *store, GType type, GArray *ids, GCancellable *cancellable)
    G_GNUC_WARN_UNUSED_RESULT;
void nl_rows_fill (GPtrArray *rows, GPtrArray *records);

G_END_DECLS
