/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/nl-store.h"

G_BEGIN_DECLS

/* Shows what was read; NULL when there is nothing to show. */
typedef void (*NlThumbnailFunc) (GtkWidget *widget, GdkPaintable *paintable);

gboolean nl_thumbnail_load (
    GtkWidget *widget, NlStore *store, gint64 image_id, int size, NlThumbnailFunc show);

G_END_DECLS
