/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-changes.h"
#include "store/nl-row.h"

G_BEGIN_DECLS

typedef struct _NlRowSet NlRowSet;

NlRowSet *nl_row_set_new (void);
void nl_row_set_free (NlRowSet *self);
NlRow *nl_row_set_get (NlRowSet *self, gint64 id, guint position);
void nl_row_set_splice (
    NlRowSet *self, guint position, guint removed, const gint64 *added, guint n_added, guint n_few);
GPtrArray *nl_row_set_list_changed (NlRowSet *self, NlChanges *changes, const char *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlRowSet, nl_row_set_free)

G_END_DECLS
