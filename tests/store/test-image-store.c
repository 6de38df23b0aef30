/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "customers/nl-customer.h"
#include "personas/nl-persona.h"
#include "store-fixture.h"
#include "store/nl-image.h"

/* Images of any kind, honest or not, in the workspace. */

#define ROUNDS nl_test_rounds (300, 60)

static GBytes *
make_png (int width, int height, guint32 colour)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, width, height);
  g_autoptr (GError) error = NULL;
  GBytes *png;

  gdk_pixbuf_fill (pixbuf, colour);
  png = nl_image_encode_png (pixbuf, &error);
  g_assert_no_error (error);
  return png;
}

static gpointer
store_image (NlConnection *connection, gpointer data, GError **error)
{
  gint64 id = nl_image_store (data, connection, error);

  return id != 0 ? g_memdup2 (&id, sizeof id) : NULL;
}

static gint64
put (NlStore *store, NlImage *image)
{
  g_autoptr (GError) error = NULL;
  gint64 id = dex_await_int64 (nl_store_write (store, store_image, nl_image_ref (image),
                                               (GDestroyNotify) nl_image_unref, G_TYPE_INT64, NULL),
                               &error);

  g_assert_no_error (error);
  return id;
}

static gint64
put_png (NlStore *store, int width, int height, guint32 colour)
{
  g_autoptr (GBytes) png = make_png (width, height, colour);
  g_autoptr (GError) error = NULL;
  g_autoptr (NlImage) image = nl_image_new (png, NL_IMAGE_PIXELS_ONLY, &error);

  g_assert_no_error (error);
  return put (store, image);
}

/* What it is found by is the SHA-256 of the file, as everybody computes it. */
static void
test_address_is_the_content (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };

  store_fixture_set_up (&fixture, folder);
  for (int i = 1; i < 12; i++) {
    g_autoptr (GBytes) png = make_png (i, 20 - i, 0x336699ff);
    g_autoptr (NlImage) image = nl_image_new (png, NL_IMAGE_PIXELS_ONLY, NULL);
    g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, png);
    gint64 id = put (fixture.store, image);
    g_autofree char *sql
        = g_strdup_printf ("SELECT sha256, width, height, media_type FROM images WHERE id = "
                           "%" G_GINT64_FORMAT,
                           id);
    g_autofree char *row = store_fixture_sql (&fixture, sql);
    g_autofree char *expected = g_strdup_printf ("%s|%d|%d|image/png", sum, i, 20 - i);

    g_assert_cmpstr (nl_image_get_sha256 (image), ==, sum);
    g_assert_cmpstr (row, ==, expected);
    g_assert_cmpint (put (fixture.store, image), ==, id);
  }
}

/* The thumbnail is large enough for where it is shown, if the image is, and keeps its proportions.
 */
static void
test_thumbnails_of_any_size (const char *folder)
{
  static const int sizes[][2]
      = { { 1, 1 }, { 3, 2000 }, { 2000, 3 }, { 300, 200 }, { 1000, 1000 } };
  g_auto (StoreFixture) fixture = { 0 };

  store_fixture_set_up (&fixture, folder);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    gint64 id = put_png (fixture.store, sizes[i][0], sizes[i][1], 0x00ff00ff);
    int longest = MAX (sizes[i][0], sizes[i][1]);

    for (int wanted = 1; wanted < 1200; wanted = wanted * 2 + 1) {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) png
          = dex_await_boxed (nl_store_load_thumbnail (fixture.store, id, wanted), &error);
      g_autoptr (GdkPixbuf) pixbuf = NULL;
      int width;
      int height;

      g_assert_no_error (error);
      pixbuf = nl_image_decode (png, NL_IMAGE_USUAL_PIXELS, NL_IMAGE_USUAL_BYTES, &error);
      g_assert_no_error (error);
      width = gdk_pixbuf_get_width (pixbuf);
      height = gdk_pixbuf_get_height (pixbuf);
      g_assert_cmpint (MAX (width, height), <=, MAX (longest, 512));
      g_assert_true ((width > height) == (sizes[i][0] > sizes[i][1])
                     || MAX (width, height) == MIN (width, height));
    }
  }
}

static gpointer
delete_image (NlConnection *connection, gpointer data, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("DELETE FROM images WHERE id = %" G_GINT64_FORMAT, *(gint64 *) data);

  nl_connection_exec (connection, "test", sql, error);
  return NULL;
}

/* Whoever shows a deleted image goes on without it. */
static void
test_deleted_image (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (NlRecord) persona = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *rest = NULL;
  gint64 id;

  store_fixture_set_up (&fixture, folder);
  id = put_png (fixture.store, 8, 8, 0xff0000ff);
  persona
      = dex_await_object (nl_store_find (fixture.store, NL_TYPE_PERSONA, fixture.persona_id), NULL);
  nl_record_set_int64 (persona, NL_PERSONA_AVATAR_IMAGE_ID, id);
  nl_test_await_ok (nl_store_save (fixture.store, persona));
  nl_test_await_ok (nl_store_write (fixture.store, delete_image, &id, NULL, G_TYPE_NONE, NULL));

  rest = store_fixture_sql (&fixture, "SELECT count(*) FROM image_thumbnails;"
                                      "SELECT avatar_image_id IS NULL FROM personas");
  g_assert_cmpstr (rest, ==, "0\n1");
  g_assert_false (dex_await (nl_store_load_original (fixture.store, id), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
}

static gpointer
store_and_fail (NlConnection *connection, gpointer data, GError **error)
{
  if (nl_image_store (data, connection, error) != 0)
    g_set_error_literal (error, NL_STORE_ERROR, NL_STORE_ERROR_FAILED, "Told to");
  return NULL;
}

static void
test_rolled_back_with_the_rest (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GBytes) png = make_png (8, 8, 0x0000ffff);
  g_autoptr (NlImage) image = nl_image_new (png, NL_IMAGE_PIXELS_ONLY, NULL);
  g_autofree char *count = NULL;

  store_fixture_set_up (&fixture, folder);
  g_assert_false (dex_await (
      nl_store_write (fixture.store, store_and_fail, image, NULL, G_TYPE_NONE, NULL), NULL));
  count = store_fixture_sql (&fixture, "SELECT count(*) FROM images");
  g_assert_cmpstr (count, ==, "0");
  g_assert_cmpint (put (fixture.store, image), >, 0);
}

/* Bytes changed, cut off and added anywhere in an image: it is refused with a reason, or it is an
 * image of a sane size, and then it can be stored and shown. */
static void
test_damaged_images (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GBytes) png = make_png (40, 30, 0x80ff40ff);
  guint n_refused = 0;

  store_fixture_set_up (&fixture, folder);
  for (guint i = 0; i < ROUNDS; i++) {
    gsize length;
    const guint8 *original = g_bytes_get_data (png, &length);
    g_autoptr (GByteArray) array = g_byte_array_new ();
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (NlImage) image = NULL;
    g_autoptr (GError) error = NULL;

    g_byte_array_append (array, original, (guint) length);
    for (int n = g_test_rand_int_range (1, 4); n > 0; n--)
      array->data[g_test_rand_int_range (0, (int) array->len)] = (guint8) g_test_rand_int ();
    if (g_test_rand_int_range (0, 3) == 0)
      g_byte_array_set_size (array, (guint) g_test_rand_int_range (0, (int) array->len));
    if (g_test_rand_int_range (0, 3) == 0)
      g_byte_array_append (array, original, 10);
    bytes = g_byte_array_free_to_bytes (g_steal_pointer (&array));
    image = nl_image_new (bytes, NL_IMAGE_ALLOW_SVG, &error);
    if (image == NULL) {
      g_assert_true (error->domain == NL_IMAGE_ERROR);
      g_assert_cmpuint (strlen (error->message), >, 10);
      n_refused++;
    } else {
      gint64 id = put (fixture.store, image);

      nl_test_await_ok (nl_store_load_thumbnail (fixture.store, id, 48));
    }
  }
  g_assert_cmpuint (n_refused, >, ROUNDS / 2);
}

/* Random bytes behind the signature of every kind of image. */
static void
test_signatures_alone (const char *folder)
{
  static const struct {
    const char *bytes;
    gsize length;
  } signatures[] = {
    { "\x89PNG\r\n\x1a\n", 8 },
    { "\xff\xd8\xff\xe0", 4 },
    { "GIF89a", 6 },
    { "RIFF\x10\0\0\0WEBP", 12 },
    { "<svg xmlns='", 12 },
    { "<?xml version='1.0'?><svg", 25 },
    { "BM", 2 },
    { "II*\0", 4 },
    { "\0\0\1\0", 4 },
  };

  for (guint i = 0; i < ROUNDS; i++) {
    gsize n = (gsize) g_test_rand_int_range (0, G_N_ELEMENTS (signatures));
    g_autoptr (GByteArray) array = g_byte_array_new ();
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (NlImage) image = NULL;
    g_autoptr (GError) error = NULL;

    g_byte_array_append (array, (const guint8 *) signatures[n].bytes, (guint) signatures[n].length);
    for (int length = g_test_rand_int_range (0, 200); length > 0; length--) {
      guint8 byte = (guint8) g_test_rand_int ();

      g_byte_array_append (array, &byte, 1);
    }
    bytes = g_byte_array_free_to_bytes (g_steal_pointer (&array));
    image = nl_image_new (bytes, NL_IMAGE_ALLOW_SVG, &error);
    g_assert_null (image);
    g_assert_true (error->domain == NL_IMAGE_ERROR);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/image-store/address", test_address_is_the_content);
  nl_test_add ("/image-store/thumbnails", test_thumbnails_of_any_size);
  nl_test_add ("/image-store/deleted", test_deleted_image);
  nl_test_add ("/image-store/rolled-back", test_rolled_back_with_the_rest);
  nl_test_add ("/image-store/damaged", test_damaged_images);
  nl_test_add ("/image-store/signatures", test_signatures_alone);
  return g_test_run ();
}
