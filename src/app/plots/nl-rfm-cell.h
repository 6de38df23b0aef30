/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One cell of NlRfmGrid; of no use elsewhere. */
#define NL_TYPE_RFM_CELL (nl_rfm_cell_get_type ())
G_DECLARE_FINAL_TYPE (NlRfmCell, nl_rfm_cell, NL, RFM_CELL, GtkWidget)

GtkWidget *nl_rfm_cell_new (guint recency, guint fm);
guint nl_rfm_cell_get_recency (NlRfmCell *self);
guint nl_rfm_cell_get_fm (NlRfmCell *self);
void nl_rfm_cell_set_content (
    NlRfmCell *self, guint64 count, const char *count_text, const char *group, double share);

G_END_DECLS
