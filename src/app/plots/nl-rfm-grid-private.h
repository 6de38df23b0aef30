/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plots/nl-plot-shapes.h"
#include "app/plots/nl-rfm-grid.h"

G_BEGIN_DECLS

struct _NlRfmGrid {
  GtkWidget parent_instance;

  char *title;
  char *empty_text;
  char *description;
  gboolean has_data;
  GtkWidget *cells[NL_RFM_SCORES][NL_RFM_SCORES];
  GtkWidget *last_focus;
};

void nl_rfm_grid_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline);
void nl_rfm_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline);
void nl_rfm_grid_draw_axes (NlRfmGrid *self, GtkSnapshot *snapshot, const NlPlotStyle *style);

G_END_DECLS
