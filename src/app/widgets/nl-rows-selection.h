/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/nl-rows-model.h"

G_BEGIN_DECLS

#define NL_TYPE_ROWS_SELECTION (nl_rows_selection_get_type ())
G_DECLARE_FINAL_TYPE (NlRowsSelection, nl_rows_selection, NL, ROWS_SELECTION, GObject)

NlRowsSelection *nl_rows_selection_new (NlRowsModel *model);
NlRowsModel *nl_rows_selection_get_model (NlRowsSelection *self);
guint nl_rows_selection_get_n_selected (NlRowsSelection *self);
GArray *nl_rows_selection_dup_ids (NlRowsSelection *self);
gint64 nl_rows_selection_get_id (NlRowsSelection *self, guint position);
guint nl_rows_selection_find (NlRowsSelection *self, gint64 id);

G_END_DECLS
