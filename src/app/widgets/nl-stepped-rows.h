/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/nl-rows-model.h"

G_BEGIN_DECLS

#define NL_TYPE_STEPPED_ROWS (nl_stepped_rows_get_type ())
G_DECLARE_FINAL_TYPE (NlSteppedRows, nl_stepped_rows, NL, STEPPED_ROWS, GObject)

/* GtkListView makes widgets for so many rows at once, most of them below the screen. */
#define NL_STEPPED_ROWS_LIST_VIEW 200

NlSteppedRows *nl_stepped_rows_new (NlRowsModel *model, guint n_widgets);
NlRowsModel *nl_stepped_rows_get_model (NlSteppedRows *self);
void nl_stepped_rows_get_exchange (NlSteppedRows *self,
                                   guint *position,
                                   guint *n_gone,
                                   guint *n_coming);
void nl_stepped_rows_finish (NlSteppedRows *self);

G_END_DECLS
