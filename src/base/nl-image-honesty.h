/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean nl_image_png_is_whole (const guint8 *data, gsize length);
gboolean nl_image_jpeg_is_whole (const guint8 *data, gsize length);

G_END_DECLS
