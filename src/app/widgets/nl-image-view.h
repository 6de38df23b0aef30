/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NlImageShape:
 * @NL_IMAGE_SHAPE_ROUNDED: with rounded corners, for products and logos
 * @NL_IMAGE_SHAPE_CIRCLE: round, for faces
 *
 * What an image is cut to.
 */
typedef enum { NL_IMAGE_SHAPE_ROUNDED, NL_IMAGE_SHAPE_CIRCLE } NlImageShape;

#define NL_TYPE_IMAGE_SHAPE (nl_image_shape_get_type ())
GType nl_image_shape_get_type (void);

#define NL_TYPE_IMAGE_VIEW (nl_image_view_get_type ())
G_DECLARE_FINAL_TYPE (NlImageView, nl_image_view, NL, IMAGE_VIEW, GtkWidget)

GtkWidget *nl_image_view_new (const char *label);
void nl_image_view_set_label (NlImageView *self, const char *label);
const char *nl_image_view_get_label (NlImageView *self);
void nl_image_view_set_paintable (NlImageView *self, GdkPaintable *paintable);
GdkPaintable *nl_image_view_get_paintable (NlImageView *self);
void nl_image_view_set_loading (NlImageView *self, gboolean loading);
gboolean nl_image_view_get_loading (NlImageView *self);
void nl_image_view_set_shape (NlImageView *self, NlImageShape shape);
NlImageShape nl_image_view_get_shape (NlImageView *self);
void nl_image_view_set_size (NlImageView *self, int size);
int nl_image_view_get_size (NlImageView *self);
void nl_image_view_set_icon_name (NlImageView *self, const char *icon_name);
const char *nl_image_view_get_icon_name (NlImageView *self);

G_END_DECLS
