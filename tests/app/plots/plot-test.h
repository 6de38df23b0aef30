/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sample-plots.h"

G_BEGIN_DECLS

/* Pixels as they would be on the screen: 4 bytes each, red, green, blue, alpha. */
typedef struct {
  int width;
  int height;
  guint8 *data;
} Picture;

void picture_clear (Picture *picture);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)

gboolean plot_test_init (int *argc, char ***argv);
GtkWidget *plot_test_show (GtkWidget *widget, int width, int height);
void plot_test_settle (GtkWidget *widget);
void plot_test_close (GtkWidget *window);
void plot_test_render (GtkWidget *widget, Picture *picture);
guint plot_test_count_accent (const Picture *picture, int from, int to);
gboolean plot_test_press (GtkWidget *widget, guint keyval, GdkModifierType state);
void plot_test_point (GtkWidget *widget, double x, double y);

G_END_DECLS
