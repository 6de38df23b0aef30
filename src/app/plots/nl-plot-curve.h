/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lines through points; a point whose y is NAN is a gap. */
void nl_plot_curve_stroke (GtkSnapshot *snapshot,
                           const graphene_point_t *points,
                           guint n_points,
                           double width,
                           gboolean dashed,
                           const GdkRGBA *color);
void nl_plot_curve_fill (GtkSnapshot *snapshot,
                         const graphene_point_t *points,
                         guint n_points,
                         const graphene_rect_t *area,
                         const GdkRGBA *color);
void nl_plot_curve_dot (GtkSnapshot *snapshot,
                        const graphene_point_t *center,
                        double radius,
                        const GdkRGBA *color);

G_END_DECLS
