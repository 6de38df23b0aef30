/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/nl-row.h"
#include "store/nl-store.h"

G_BEGIN_DECLS

/* Where at most so many rows are exchanged for as many, a record that stays keeps its row. */
#define NL_ROWS_MODEL_FEW 8

#define NL_TYPE_ROWS_MODEL (nl_rows_model_get_type ())
G_DECLARE_FINAL_TYPE (NlRowsModel, nl_rows_model, NL, ROWS_MODEL, GObject)

NlRowsModel *nl_rows_model_new (NlStore *store, NlQuery *query);
void nl_rows_model_set_query (NlRowsModel *self, NlQuery *query);
NlQuery *nl_rows_model_get_query (NlRowsModel *self);
gboolean nl_rows_model_get_loading (NlRowsModel *self);
gint64 nl_rows_model_get_id (NlRowsModel *self, guint position);
GArray *nl_rows_model_ref_ids (NlRowsModel *self);
guint nl_rows_model_find (NlRowsModel *self, gint64 id);

G_END_DECLS
