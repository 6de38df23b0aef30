/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a plot looks like on this widget, this display and right now. */
typedef struct {
  GtkWidget *widget;
  GdkRGBA text;
  GdkRGBA dim;
  GdkRGBA grid;
  GdkRGBA axis;
  GdkRGBA highlight;
  GdkRGBA accent;
  GdkRGBA line;
  GdkRGBA second_line;
  GdkRGBA muted;
  gboolean high_contrast;
  gboolean dark;
  gboolean rtl;
  double em;
  double scale;
  graphene_point_t origin;
} NlPlotStyle;

typedef enum {
  NL_PLOT_TEXT_BODY,
  NL_PLOT_TEXT_STRONG,
  NL_PLOT_TEXT_CAPTION,

} NlPlotTextKind;

void nl_plot_style_init (NlPlotStyle *style, GtkWidget *widget);
double nl_plot_style_snap_x (const NlPlotStyle *style, double x);
double nl_plot_style_snap_y (const NlPlotStyle *style, double y);
double nl_plot_style_get_stroke (const NlPlotStyle *style);
double nl_plot_style_mirror (const NlPlotStyle *style, double x, double width);

double nl_plot_get_em (GtkWidget *widget);
PangoLayout *nl_plot_create_layout (GtkWidget *widget, const char *text, NlPlotTextKind kind);
void nl_plot_follow_style (GtkWidget *widget);

G_END_DECLS
