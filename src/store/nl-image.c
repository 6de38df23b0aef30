/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-image.h"

#include <glib/gi18n-lib.h>

#include "base/nl-clock.h"
#include "base/nl-id.h"

/* Edges of the thumbnails in pixels: a list's face, a gallery's card, a page's portrait, each at
 * twice the size it is shown at. */
static const int thumbnail_sizes[] = { 96, 256, 512 };
#define N_THUMBNAILS G_N_ELEMENTS (thumbnail_sizes)

/**
 * NlImage:
 *
 * A picture made ready for the database: checked, measured and scaled. Made on any thread but the
 * main one, then only read. The database keeps each content once.
 */
struct _NlImage {
  gatomicrefcount ref_count;
  GBytes *bytes;
  char *sha256;
  const char *media_type;
  int width;
  int height;
  GBytes *thumbnails[N_THUMBNAILS];
};

G_DEFINE_BOXED_TYPE (NlImage, nl_image, nl_image_ref, nl_image_unref)

/**
 * nl_image_new:
 * @bytes: an image file of anybody's
 * @flags: what kinds are allowed
 * @error: return location for an #NlImageError
 *
 * Decodes @bytes within safe limits and makes the thumbnails. Takes long enough to be kept off the
 * main thread.
 *
 * Returns: (transfer full): an image for nl_image_store()
 */
NlImage *
nl_image_new (GBytes *bytes, NlImageFlags flags, GError **error)
{
  g_autoptr (NlImage) self = NULL;
  g_autoptr (GdkPixbuf) pixbuf
      = nl_image_decode_full (bytes, NL_IMAGE_USUAL_PIXELS, NL_IMAGE_USUAL_BYTES, flags, error);

  if (pixbuf == NULL)
    return NULL;
  self = g_new0 (NlImage, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->bytes = g_bytes_ref (bytes);
  self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  self->media_type = nl_image_sniff (bytes);
  self->width = gdk_pixbuf_get_width (pixbuf);
  self->height = gdk_pixbuf_get_height (pixbuf);
  for (gsize i = 0; i < N_THUMBNAILS; i++) {
    g_autoptr (GdkPixbuf) small = nl_image_thumbnail (pixbuf, thumbnail_sizes[i]);

    self->thumbnails[i] = nl_image_encode_png (small, error);
    if (self->thumbnails[i] == NULL)
      return NULL;
  }
  return g_steal_pointer (&self);
}

/**
 * nl_image_ref:
 * @self: an image
 *
 * Returns: (transfer full): @self
 */
NlImage *
nl_image_ref (NlImage *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * nl_image_unref:
 * @self: (transfer full): an image
 *
 * Drops a reference.
 */
void
nl_image_unref (NlImage *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->sha256);
  for (gsize i = 0; i < N_THUMBNAILS; i++)
    g_clear_pointer (&self->thumbnails[i], g_bytes_unref);
  g_free (self);
}

/**
 * nl_image_get_sha256:
 * @self: an image
 *
 * Returns: (transfer none): the SHA-256 of the file, in hexadecimal
 */
const char *
nl_image_get_sha256 (NlImage *self)
{
  return self->sha256;
}

static gboolean
find_same (NlImage *self, NlConnection *connection, gint64 *id, GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "look for the same image",
                               "SELECT id FROM images WHERE sha256 = ?", error);
  g_autoptr (GError) failure = NULL;

  *id = 0;
  if (statement == NULL)
    return FALSE;
  nl_statement_bind_text (statement, 1, self->sha256);
  if (nl_statement_step (statement, &failure))
    *id = nl_statement_get_int64 (statement, 0);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
insert_thumbnails (NlImage *self, gint64 id, NlConnection *connection, GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "add a thumbnail",
                               "INSERT INTO image_thumbnails (image_id, size, bytes) "
                               "VALUES (?, ?, ?)",
                               error);

  if (statement == NULL)
    return FALSE;
  for (gsize i = 0; i < N_THUMBNAILS; i++) {
    nl_statement_bind_int64 (statement, 1, id);
    nl_statement_bind_int64 (statement, 2, thumbnail_sizes[i]);
    nl_statement_bind_bytes (statement, 3, self->thumbnails[i]);
    if (!nl_statement_run (statement, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * nl_image_store:
 * @self: an image
 * @connection: a writer, in a transaction
 * @error: return location
 *
 * Adds @self to the database, unless the same file is there already.
 *
 * Returns: its id; 0 with @error
 */
gint64
nl_image_store (NlImage *self, NlConnection *connection, GError **error)
{
  g_autoptr (NlStatement) statement = NULL;
  gint64 id;

  if (!find_same (self, connection, &id, error))
    return 0;
  if (id != 0)
    return id;

  statement = nl_connection_prepare (connection, "add an image",
                                     "INSERT INTO images (id, created_at, sha256, media_type, "
                                     "width, height, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)",
                                     error);
  if (statement == NULL)
    return 0;
  id = nl_id_new ();
  nl_statement_bind_int64 (statement, 1, id);
  nl_statement_bind_int64 (statement, 2, nl_clock_now ());
  nl_statement_bind_text (statement, 3, self->sha256);
  nl_statement_bind_text (statement, 4, self->media_type);
  nl_statement_bind_int64 (statement, 5, self->width);
  nl_statement_bind_int64 (statement, 6, self->height);
  nl_statement_bind_bytes (statement, 7, self->bytes);
  if (!nl_statement_run (statement, error) || !insert_thumbnails (self, id, connection, error))
    return 0;
  return id;
}

static gboolean
step_to_image (NlStatement *statement, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (nl_statement_step (statement, &failure))
    return TRUE;
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error_literal (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND,
                         _ ("This image doesn’t exist any more."));
  return FALSE;
}

/**
 * nl_image_load_thumbnail:
 * @id: an image
 * @size: the edge it will be shown at, in device pixels
 * @connection: a connection
 * @error: return location
 *
 * Returns: (transfer full): the PNG of the smallest thumbnail that is large enough, else of the
 *   largest
 */
GBytes *
nl_image_load_thumbnail (gint64 id, int size, NlConnection *connection, GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "read a thumbnail",
                               "SELECT bytes FROM image_thumbnails WHERE image_id = ?1 "
                               "ORDER BY size < ?2, abs(size - ?2) LIMIT 1",
                               error);

  if (statement == NULL)
    return NULL;
  nl_statement_bind_int64 (statement, 1, id);
  nl_statement_bind_int64 (statement, 2, size);
  return step_to_image (statement, error) ? nl_statement_dup_bytes (statement, 0) : NULL;
}

/**
 * nl_image_load_original:
 * @id: an image
 * @media_type: (out) (optional) (transfer full): what kind of file it is
 * @connection: a connection
 * @error: return location
 *
 * Returns: (transfer full): the file as it was stored
 */
GBytes *
nl_image_load_original (gint64 id, char **media_type, NlConnection *connection, GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "read an image",
                               "SELECT bytes, media_type FROM images WHERE id = ?", error);

  if (statement == NULL)
    return NULL;
  nl_statement_bind_int64 (statement, 1, id);
  if (!step_to_image (statement, error))
    return NULL;
  if (media_type != NULL)
    *media_type = g_strdup (nl_statement_get_text (statement, 1));
  return nl_statement_dup_bytes (statement, 0);
}

typedef struct {
  gint64 id;
  int size; /* 0: the original */
} Wanted;

static gpointer
load (NlConnection *connection, gpointer data, GError **error)
{
  Wanted *wanted = data;

  if (wanted->size == 0)
    return nl_image_load_original (wanted->id, NULL, connection, error);
  return nl_image_load_thumbnail (wanted->id, wanted->size, connection, error);
}

static DexFuture *
load_later (NlStore *store, gint64 id, int size)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->id = id;
  wanted->size = size;
  return nl_store_read (store, load, wanted, g_free, G_TYPE_BYTES, NULL);
}

/**
 * nl_store_load_thumbnail:
 * @self: a store
 * @id: an image
 * @size: the edge it will be shown at, in device pixels
 *
 * Returns: (transfer full): a future of a #GBytes, as of nl_image_load_thumbnail()
 */
DexFuture *
nl_store_load_thumbnail (NlStore *self, gint64 id, int size)
{
  dex_return_error_if_fail (size > 0);

  return load_later (self, id, size);
}

/**
 * nl_store_load_original:
 * @self: a store
 * @id: an image
 *
 * Returns: (transfer full): a future of a #GBytes: the file as it was stored
 */
DexFuture *
nl_store_load_original (NlStore *self, gint64 id)
{
  return load_later (self, id, 0);
}
