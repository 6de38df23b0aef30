/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

#include "base/nl-image-decode.h"

G_BEGIN_DECLS

GdkTexture *nl_texture_from_pixbuf (GdkPixbuf *pixbuf);
DexFuture *nl_texture_from_bytes (GBytes *bytes,
                                  NlImageFlags flags,
                                  int most,
                                  GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
