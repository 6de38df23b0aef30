/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/nl-row.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/* Rows read at a time. */
#define NL_ROW_PAGE_SIZE 64

typedef struct _NlRowPages NlRowPages;

NlRowPages *nl_row_pages_new (NlStore *store, GObject *model);
void nl_row_pages_free (NlRowPages *self);
void nl_row_pages_set_record_type (NlRowPages *self, GType type);
NlRow *nl_row_pages_get_row (NlRowPages *self, GArray *ids, guint position);
void nl_row_pages_splice (
    NlRowPages *self, GArray *ids, guint position, guint removed, guint added, guint n_few);
void nl_row_pages_reload (NlRowPages *self, NlChanges *changes);
void nl_row_pages_cancel (NlRowPages *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NlRowPages, nl_row_pages_free)

G_END_DECLS
