/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-image-decode.h"

#include "base/nl-image-honesty.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Deflate, the tightest of the codings read here, makes at most 1,032 bytes of one, and a byte
 * holds at most 8 pixels. See zlib's "Maximum Compression Factor", https://zlib.net/zlib_tech.html
 */
#define MOST_PIXELS_IN_A_BYTE (1032 * 8)
#define STEP_BYTES 65536
#define SVG_SEARCH_BYTES 1024

/* clang-format off */
G_DEFINE_QUARK (nl-image-error-quark, nl_image_error)
/* clang-format on */

typedef struct {
  gsize length;
  int max_pixels;
  gboolean drawing;
  int width;
  int height;
  gboolean too_large;
  gboolean impossible;
} Claim;

static gboolean
starts_with (const guint8 *data, gsize length, gsize offset, const char *magic, gsize magic_length)
{
  return length >= offset + magic_length && memcmp (data + offset, magic, magic_length) == 0;
}

static gboolean
looks_like_svg (const guint8 *data, gsize length)
{
  gsize at = starts_with (data, length, 0, "\xef\xbb\xbf", 3) ? 3 : 0;
  gsize searched = MIN (length, SVG_SEARCH_BYTES);

  while (at < searched && g_ascii_isspace (data[at]))
    at++;
  return at < searched && data[at] == '<' && memmem (data + at, searched - at, "<svg", 4) != NULL;
}

/**
 * nl_image_sniff:
 * @bytes: a file
 *
 * Tells what kind of image a file is from how it begins, as in
 * https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern. Its name and what a server
 * said do not count.
 *
 * Returns: (transfer none) (nullable): a media type, or %NULL when it is none that is known here
 */
const char *
nl_image_sniff (GBytes *bytes)
{
  gsize length;
  const guint8 *data;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  if (starts_with (data, length, 0, "\x89PNG\r\n\x1a\n", 8))
    return "image/png";
  if (starts_with (data, length, 0, "\xff\xd8\xff", 3))
    return "image/jpeg";
  if (starts_with (data, length, 0, "GIF87a", 6) || starts_with (data, length, 0, "GIF89a", 6))
    return "image/gif";
  if (starts_with (data, length, 0, "RIFF", 4) && starts_with (data, length, 8, "WEBPVP", 6))
    return "image/webp";
  if (looks_like_svg (data, length))
    return "image/svg+xml";
  return NULL;
}

static void
on_size_prepared (GdkPixbufLoader *loader, int width, int height, Claim *claim)
{
  guint64 pixels = (guint64) MAX (width, 0) * (guint64) MAX (height, 0);

  claim->width = width;
  claim->height = height;
  claim->too_large = pixels > (guint64) claim->max_pixels;
  claim->impossible
      = pixels == 0 || (!claim->drawing && pixels / MOST_PIXELS_IN_A_BYTE > claim->length);
  /* A size of nothing makes every loader give up before it reserves memory. */
  if (claim->too_large || claim->impossible)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
}

static void
set_corrupt (GError **error)
{
  g_set_error_literal (error, NL_IMAGE_ERROR, NL_IMAGE_ERROR_CORRUPT,
                       _ ("The image file is damaged or incomplete. Export it again, or choose "
                          "another one."));
}

static void
set_too_many_pixels (const Claim *claim, GError **error)
{
  g_set_error (error, NL_IMAGE_ERROR, NL_IMAGE_ERROR_TOO_LARGE,
               _ ("The image has %d × %d pixels, which is too many. Scale it down to %d megapixels "
                  "or fewer."),
               claim->width, claim->height, MAX (claim->max_pixels / 1000000, 1));
}

static GdkPixbufLoader *
create_loader (const char *media_type, GError **error)
{
  GdkPixbufLoader *loader = gdk_pixbuf_loader_new_with_mime_type (media_type, NULL);

  if (loader == NULL)
    g_set_error (error, NL_IMAGE_ERROR, NL_IMAGE_ERROR_UNKNOWN_TYPE,
                 /* Translators: %s is a media type, such as image/webp. */
                 _ ("This computer cannot read images of the type %s. Convert it to PNG or JPEG."),
                 media_type);
  return loader;
}

static gboolean
feed (GdkPixbufLoader *loader, GBytes *bytes, const Claim *claim)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  gboolean fine = TRUE;

  for (gsize at = 0; fine && at < length; at += STEP_BYTES) {
    fine = gdk_pixbuf_loader_write (loader, data + at, MIN (STEP_BYTES, length - at), NULL)
           && !claim->too_large && !claim->impossible;
  }
  /* A loader must be closed also after it failed. */
  return gdk_pixbuf_loader_close (loader, NULL) && fine;
}

static gboolean
is_whole (GBytes *bytes, const char *media_type)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (g_str_equal (media_type, "image/png"))
    return nl_image_png_is_whole (data, length);
  if (g_str_equal (media_type, "image/jpeg"))
    return nl_image_jpeg_is_whole (data, length);
  return TRUE;
}

static GdkPixbuf *
load (GBytes *bytes, const char *media_type, Claim *claim, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = create_loader (media_type, error);
  GdkPixbuf *pixbuf;
  gboolean fed;

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), claim);
  fed = feed (loader, bytes, claim);
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (claim->too_large) {
    set_too_many_pixels (claim, error);
    return NULL;
  }
  if (!fed || claim->impossible || pixbuf == NULL || gdk_pixbuf_get_width (pixbuf) != claim->width
      || gdk_pixbuf_get_height (pixbuf) != claim->height || !is_whole (bytes, media_type)) {
    set_corrupt (error);
    return NULL;
  }
  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

/**
 * nl_image_decode_full:
 * @bytes: a file that nobody vouches for
 * @max_pixels: width × height that is still accepted
 * @max_bytes: length of the file that is still accepted
 * @flags: what kinds to read
 * @error: return location for a #GError
 *
 * Decodes an image without trusting it: the kind comes from the file's first bytes, sizes are
 * checked before memory is reserved for them, and a file that holds more or less than its header
 * says is refused. Of an animation the first frame is taken. A camera's orientation is applied.
 *
 * Blocks for as long as decoding takes: call it on a thread. Fails with the codes of
 * %NL_IMAGE_ERROR only.
 *
 * Returns: (transfer full) (nullable): the picture, or %NULL with @error set
 */
GdkPixbuf *
nl_image_decode_full (
    GBytes *bytes, int max_pixels, gsize max_bytes, NlImageFlags flags, GError **error)
{
  const char *media_type;
  Claim claim = { .max_pixels = max_pixels };

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (max_pixels > 0, NULL);

  claim.length = g_bytes_get_size (bytes);
  if (claim.length > max_bytes) {
    g_autofree char *limit = g_format_size (max_bytes);

    g_set_error (error, NL_IMAGE_ERROR, NL_IMAGE_ERROR_TOO_LARGE,
                 _ ("The image file is larger than %s. Choose a smaller one."), limit);
    return NULL;
  }
  media_type = nl_image_sniff (bytes);
  claim.drawing = media_type != NULL && g_str_equal (media_type, "image/svg+xml");
  if (media_type == NULL || (claim.drawing && !(flags & NL_IMAGE_ALLOW_SVG))) {
    g_set_error_literal (error, NL_IMAGE_ERROR, NL_IMAGE_ERROR_UNKNOWN_TYPE,
                         _ ("This file is not a PNG, JPEG, WebP or GIF image."));
    return NULL;
  }
  return load (bytes, media_type, &claim, error);
}

/**
 * nl_image_decode:
 * @bytes: a file that nobody vouches for
 * @max_pixels: width × height that is still accepted
 * @max_bytes: length of the file that is still accepted
 * @error: return location for a #GError
 *
 * nl_image_decode_full() for PNG, JPEG, WebP and GIF.
 *
 * Returns: (transfer full) (nullable): the picture, or %NULL with @error set
 */
GdkPixbuf *
nl_image_decode (GBytes *bytes, int max_pixels, gsize max_bytes, GError **error)
{
  return nl_image_decode_full (bytes, max_pixels, max_bytes, NL_IMAGE_PIXELS_ONLY, error);
}

/**
 * nl_image_thumbnail:
 * @pixbuf: a picture
 * @size: the longer side of the result at most, in pixels
 *
 * Scales a picture down, keeping its proportions. A small picture stays as it is.
 *
 * Returns: (transfer full): the thumbnail; @pixbuf itself when it is small enough
 */
GdkPixbuf *
nl_image_thumbnail (GdkPixbuf *pixbuf, int size)
{
  gint64 width;
  gint64 height;
  gint64 longer;

  g_return_val_if_fail (GDK_IS_PIXBUF (pixbuf), NULL);
  g_return_val_if_fail (size > 0, NULL);

  width = gdk_pixbuf_get_width (pixbuf);
  height = gdk_pixbuf_get_height (pixbuf);
  longer = MAX (width, height);
  if (longer <= size)
    return g_object_ref (pixbuf);
  return gdk_pixbuf_scale_simple (pixbuf, (int) MAX ((width * size + longer / 2) / longer, 1),
                                  (int) MAX ((height * size + longer / 2) / longer, 1),
                                  GDK_INTERP_BILINEAR);
}

/**
 * nl_image_encode_png:
 * @pixbuf: a picture
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): a PNG file, or %NULL with @error set, a %GDK_PIXBUF_ERROR
 */
GBytes *
nl_image_encode_png (GdkPixbuf *pixbuf, GError **error)
{
  g_autofree char *data = NULL;
  gsize length;

  g_return_val_if_fail (GDK_IS_PIXBUF (pixbuf), NULL);

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", error, NULL))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), length);
}
