/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shops/nl-shop-logo.h"

#include <glib/gi18n-lib.h>

typedef struct {
  NlStore *store;
  GFile *file;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *adding = data;

  g_object_unref (adding->store);
  g_object_unref (adding->file);
  g_free (adding);
}

/* A device or a pipe could be read forever. */
static gpointer
read_image (gpointer data, GCancellable *cancellable, GError **error)
{
  GFile *file = data;
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                           G_FILE_QUERY_INFO_NONE, cancellable, error);
  g_autoptr (GBytes) bytes = NULL;

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR) {
    g_set_error_literal (error, NL_IMAGE_ERROR, NL_IMAGE_ERROR_UNKNOWN_TYPE,
                         _ ("This is not a file. Choose a PNG, JPEG, WebP or SVG image."));
    return NULL;
  }
  if (g_file_info_get_size (info) > (goffset) NL_IMAGE_USUAL_BYTES) {
    g_set_error_literal (error, NL_IMAGE_ERROR, NL_IMAGE_ERROR_TOO_LARGE,
                         _ ("The image file is too large for a logo."));
    return NULL;
  }
  bytes = g_file_load_bytes (file, cancellable, NULL, error);
  return bytes != NULL ? nl_image_new (bytes, NL_IMAGE_ALLOW_SVG, error) : NULL;
}

static gpointer
store_image (NlConnection *connection, gpointer data, GError **error)
{
  g_autofree gint64 *id = g_new (gint64, 1);

  *id = nl_image_store (data, connection, error);
  return *id != 0 ? g_steal_pointer (&id) : NULL;
}

static DexFuture *
nl_shop_logo_add_fiber (gpointer data)
{
  Adding *adding = data;
  g_autoptr (NlImage) image = NULL;
  g_autoptr (GError) error = NULL;

  image = dex_await_boxed (nl_future_blocking ("read-logo", read_image, g_object_ref (adding->file),
                                               g_object_unref, NL_TYPE_IMAGE, NULL),
                           &error);
  if (image == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return nl_store_write (adding->store, store_image, nl_image_ref (image),
                         (GDestroyNotify) nl_image_unref, G_TYPE_INT64, NULL);
}

/**
 * nl_shop_logo_add:
 * @store: the workspace
 * @file: an image file of anybody's
 *
 * Reads an image within safe limits and keeps it, for #NlShop:logo-image-id.
 *
 * Returns: (transfer full): a future of its id, as an int64; rejects with %NL_IMAGE_ERROR or
 *   %G_IO_ERROR
 */
DexFuture *
nl_shop_logo_add (NlStore *store, GFile *file)
{
  Adding *adding;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (G_IS_FILE (file));

  adding = g_new0 (Adding, 1);
  adding->store = g_object_ref (store);
  adding->file = g_object_ref (file);
  return nl_fiber_spawn (nl_shop_logo_add_fiber, adding, adding_free);
}
