/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nl-test.h"
#include "store/nl-image.h"

static const char drawing[] = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100'>"
                              "<rect width='200' height='100' fill='#336699'/></svg>";

static NlStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  NlStore *store = dex_await_object (nl_store_open (folder), &error);

  g_assert_no_error (error);
  return store;
}

static NlImage *
make_image (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (drawing, sizeof drawing - 1);
  g_autoptr (GError) error = NULL;
  NlImage *image = nl_image_new (bytes, NL_IMAGE_ALLOW_SVG, &error);

  g_assert_no_error (error);
  return image;
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

static void
assert_thumbnail (NlStore *store, gint64 id, int wanted, int expected_width)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = dex_await_boxed (nl_store_load_thumbnail (store, id, wanted), &error);
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  g_assert_no_error (error);
  pixbuf = nl_image_decode (png, NL_IMAGE_USUAL_PIXELS, NL_IMAGE_USUAL_BYTES, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, expected_width);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, expected_width / 2);
}

static void
test_round_trip (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlImage) image = make_image ();
  gint64 id = put (store, image);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) original = dex_await_boxed (nl_store_load_original (store, id), &error);
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *row
      = nl_test_sqlite3 (path, "SELECT media_type, width, height, length(sha256) FROM images");

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (original, NULL), g_bytes_get_size (original), drawing,
                   sizeof drawing - 1);
  g_assert_cmpstr (row, ==, "image/svg+xml|200|100|64");
  assert_thumbnail (store, id, 48, 96);
  assert_thumbnail (store, id, 96, 96);
}

static void
test_same_content_once (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlImage) image = make_image ();
  g_autoptr (NlImage) same = make_image ();
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *count = NULL;

  g_assert_cmpint (put (store, image), ==, put (store, same));
  count = nl_test_sqlite3 (path, "SELECT count(*) FROM images");
  g_assert_cmpstr (count, ==, "1");
}

static void
test_refused (const char *folder)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (drawing, sizeof drawing - 1);
  g_autoptr (GBytes) text = g_bytes_new_static ("hello", 5);
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (GError) error = NULL;

  g_assert_null (nl_image_new (bytes, NL_IMAGE_PIXELS_ONLY, &error));
  g_assert_error (error, NL_IMAGE_ERROR, NL_IMAGE_ERROR_UNKNOWN_TYPE);
  g_clear_error (&error);
  g_assert_null (nl_image_new (text, NL_IMAGE_ALLOW_SVG, &error));
  g_assert_error (error, NL_IMAGE_ERROR, NL_IMAGE_ERROR_UNKNOWN_TYPE);
  g_clear_error (&error);
  g_assert_false (dex_await (nl_store_load_thumbnail (store, 1, 64), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/image/round-trip", test_round_trip);
  nl_test_add ("/image/same-content-once", test_same_content_once);
  nl_test_add ("/image/refused", test_refused);
  return g_test_run ();
}
