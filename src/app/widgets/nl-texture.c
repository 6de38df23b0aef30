/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-texture.h"

#include "base/nl-future.h"

typedef struct {
  GBytes *bytes;
  NlImageFlags flags;
  int most;
} Decoding;

static void
decoding_free (gpointer data)
{
  Decoding *decoding = data;

  g_bytes_unref (decoding->bytes);
  g_free (decoding);
}

static gpointer
decode (gpointer data, GCancellable *cancellable, GError **error)
{
  Decoding *decoding = data;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GdkPixbuf) small = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  pixbuf = nl_image_decode_full (decoding->bytes, NL_IMAGE_USUAL_PIXELS, NL_IMAGE_USUAL_BYTES,
                                 decoding->flags, error);
  if (pixbuf == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (decoding->most <= 0)
    return nl_texture_from_pixbuf (pixbuf);
  small = nl_image_thumbnail (pixbuf, decoding->most);
  return nl_texture_from_pixbuf (small);
}

/**
 * nl_texture_from_pixbuf:
 * @pixbuf: a picture
 *
 * Can be called on any thread.
 *
 * Returns: (transfer full): the same picture for the screen
 */
GdkTexture *
nl_texture_from_pixbuf (GdkPixbuf *pixbuf)
{
  g_autoptr (GBytes) pixels = NULL;

  g_return_val_if_fail (GDK_IS_PIXBUF (pixbuf), NULL);

  pixels = gdk_pixbuf_read_pixel_bytes (pixbuf);
  return gdk_memory_texture_new (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf),
                                 gdk_pixbuf_get_has_alpha (pixbuf) ? GDK_MEMORY_R8G8B8A8
                                                                   : GDK_MEMORY_R8G8B8,
                                 pixels, (gsize) gdk_pixbuf_get_rowstride (pixbuf));
}

/**
 * nl_texture_from_bytes:
 * @bytes: an image file
 * @flags: which kinds of image to take
 * @most: the longer side of the result at most, in pixels; 0 for the image's own size
 * @cancellable: (nullable): stops it before it begins, or before it is scaled
 *
 * Decodes and scales an image on a thread of its own. Its sizes are checked as nobody vouches for
 * the file.
 *
 * Returns: (transfer full): a future of a #GdkTexture; rejects with #NlImageError
 */
DexFuture *
nl_texture_from_bytes (GBytes *bytes, NlImageFlags flags, int most, GCancellable *cancellable)
{
  Decoding *decoding;

  dex_return_error_if_fail (bytes != NULL);

  decoding = g_new0 (Decoding, 1);
  decoding->bytes = g_bytes_ref (bytes);
  decoding->flags = flags;
  decoding->most = most;
  return nl_future_blocking ("texture", decode, decoding, decoding_free, GDK_TYPE_TEXTURE,
                             cancellable);
}
