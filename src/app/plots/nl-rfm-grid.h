/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NL_RFM_SCORES 5

/* How many customers have a pair of scores, and what the group they are in is called. */
typedef struct {
  guint64 count;
  const char *count_text;
  const char *group;
} NlRfmCount;

#define NL_TYPE_RFM_GRID (nl_rfm_grid_get_type ())
G_DECLARE_FINAL_TYPE (NlRfmGrid, nl_rfm_grid, NL, RFM_GRID, GtkWidget)

GtkWidget *nl_rfm_grid_new (const char *title, const char *empty_text);
void nl_rfm_grid_set_title (NlRfmGrid *self, const char *title);
const char *nl_rfm_grid_get_title (NlRfmGrid *self);
void nl_rfm_grid_set_empty_text (NlRfmGrid *self, const char *empty_text);
const char *nl_rfm_grid_get_empty_text (NlRfmGrid *self);
void nl_rfm_grid_set_counts (NlRfmGrid *self,
                             const NlRfmCount counts[NL_RFM_SCORES][NL_RFM_SCORES]);
gboolean nl_rfm_grid_has_data (NlRfmGrid *self);
GtkWidget *nl_rfm_grid_get_cell (NlRfmGrid *self, guint recency, guint fm);
char *nl_rfm_grid_dup_description (NlRfmGrid *self);

G_END_DECLS
