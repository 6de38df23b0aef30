/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/**
 * NlImageError:
 * @NL_IMAGE_ERROR_UNKNOWN_TYPE: not an image, or of a kind that is not read here
 * @NL_IMAGE_ERROR_TOO_LARGE: too many bytes, or more pixels than allowed
 * @NL_IMAGE_ERROR_CORRUPT: truncated, damaged, or not what its header says
 *
 * Why an image was refused.
 */
typedef enum {
  NL_IMAGE_ERROR_UNKNOWN_TYPE,
  NL_IMAGE_ERROR_TOO_LARGE,
  NL_IMAGE_ERROR_CORRUPT,
} NlImageError;

#define NL_IMAGE_ERROR (nl_image_error_quark ())

/**
 * NlImageFlags:
 * @NL_IMAGE_PIXELS_ONLY: PNG, JPEG, WebP and GIF
 * @NL_IMAGE_ALLOW_SVG: drawings too
 *
 * What kinds of image to read.
 */
typedef enum {
  NL_IMAGE_PIXELS_ONLY = 0,
  NL_IMAGE_ALLOW_SVG = 1 << 0,
} NlImageFlags;

/* What suits a picture that a merchant drops into the window: a camera's largest. */
#define NL_IMAGE_USUAL_PIXELS (64 * 1000 * 1000)
#define NL_IMAGE_USUAL_BYTES ((gsize) 25 * 1000 * 1000)

GQuark nl_image_error_quark (void);
const char *nl_image_sniff (GBytes *bytes);
GdkPixbuf *nl_image_decode (GBytes *bytes, int max_pixels, gsize max_bytes, GError **error);
GdkPixbuf *nl_image_decode_full (
    GBytes *bytes, int max_pixels, gsize max_bytes, NlImageFlags flags, GError **error);
GdkPixbuf *nl_image_thumbnail (GdkPixbuf *pixbuf, int size);
GBytes *nl_image_encode_png (GdkPixbuf *pixbuf, GError **error);

G_END_DECLS
