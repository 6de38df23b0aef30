/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-image-view.h"
#include "app/widgets/nl-texture.h"
#include "nl-test.h"
#include "plot-test.h"

static GdkPixbuf *
make_pixbuf (int width, int height, guint32 color)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, width, height);

  gdk_pixbuf_fill (pixbuf, color);
  return pixbuf;
}

static GBytes *
make_png (int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = make_pixbuf (width, height, 0xff0000ff);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = nl_image_encode_png (pixbuf, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
test_texture (const char *folder)
{
  g_autoptr (GBytes) bytes = make_png (300, 200);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) whole = NULL;
  g_autoptr (GdkTexture) small = NULL;

  whole = dex_await_object (nl_texture_from_bytes (bytes, NL_IMAGE_PIXELS_ONLY, 0, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (whole), ==, 300);
  g_assert_cmpint (gdk_texture_get_height (whole), ==, 200);
  small = dex_await_object (nl_texture_from_bytes (bytes, NL_IMAGE_PIXELS_ONLY, 30, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (small), ==, 30);
  g_assert_cmpint (gdk_texture_get_height (small), ==, 20);
}

static void
test_texture_of_nonsense (const char *folder)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("no image at all", 15);
  g_autoptr (GError) error = NULL;

  g_assert_null (
      dex_await_object (nl_texture_from_bytes (bytes, NL_IMAGE_PIXELS_ONLY, 0, NULL), &error));
  g_assert_error (error, NL_IMAGE_ERROR, NL_IMAGE_ERROR_UNKNOWN_TYPE);
}

static void
test_texture_cancelled (const char *folder)
{
  g_autoptr (GBytes) bytes = make_png (30, 20);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (dex_await_object (
      nl_texture_from_bytes (bytes, NL_IMAGE_PIXELS_ONLY, 0, cancellable), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_accessible (void)
{
  GtkWidget *view = g_object_ref_sink (nl_image_view_new ("Portrait of Anna"));

  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (view)), ==,
                   GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL, "Portrait of Anna");
  nl_image_view_set_loading (NL_IMAGE_VIEW (view), TRUE);
  gtk_test_accessible_assert_state (view, GTK_ACCESSIBLE_STATE_BUSY, TRUE);
  nl_image_view_set_loading (NL_IMAGE_VIEW (view), FALSE);
  gtk_test_accessible_assert_state (view, GTK_ACCESSIBLE_STATE_BUSY, FALSE);
  g_object_unref (view);
}

static void
test_properties (void)
{
  g_autoptr (GdkPixbuf) pixbuf = make_pixbuf (4, 4, 0x00ff00ff);
  g_autoptr (GdkTexture) texture = nl_texture_from_pixbuf (pixbuf);
  GtkWidget *view = g_object_ref_sink (nl_image_view_new (NULL));
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autofree char *icon = NULL;
  NlImageShape shape;
  int size, natural;

  g_object_set (view, "shape", NL_IMAGE_SHAPE_CIRCLE, "size", 96, "icon-name",
                "avatar-default-symbolic", "paintable", texture, NULL);
  g_object_get (view, "shape", &shape, "size", &size, "icon-name", &icon, "paintable", &paintable,
                NULL);
  g_assert_cmpint (shape, ==, NL_IMAGE_SHAPE_CIRCLE);
  g_assert_cmpint (size, ==, 96);
  g_assert_cmpstr (icon, ==, "avatar-default-symbolic");
  g_assert_true (paintable == GDK_PAINTABLE (texture));
  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  g_assert_cmpint (natural, ==, 96);
  g_object_unref (view);
}

static const guint8 *
get_pixel (const Picture *picture, int x, int y)
{
  return picture->data + ((gsize) y * picture->width + x) * 4;
}

/* A wide picture, red in its middle, green at its ends: the ends are cut off, and so are corners.
 */
static void
test_covers_its_shape (void)
{
  g_autoptr (GdkPixbuf) pixbuf = make_pixbuf (300, 100, 0x00ff00ff);
  g_autoptr (GdkPixbuf) middle = gdk_pixbuf_new_subpixbuf (pixbuf, 100, 0, 100, 100);
  g_autoptr (GdkTexture) texture = NULL;
  g_auto (Picture) picture = { 0 };
  GtkWidget *view = nl_image_view_new (NULL), *window;

  gdk_pixbuf_fill (middle, 0xff0000ff);
  texture = nl_texture_from_pixbuf (pixbuf);
  nl_image_view_set_paintable (NL_IMAGE_VIEW (view), GDK_PAINTABLE (texture));
  nl_image_view_set_shape (NL_IMAGE_VIEW (view), NL_IMAGE_SHAPE_CIRCLE);
  window = plot_test_show (view, 120, 120);
  plot_test_render (view, &picture);
  for (int x = 3; x < 117; x++) {
    g_assert_cmpint (get_pixel (&picture, x, 60)[0], >, 200);
    g_assert_cmpint (get_pixel (&picture, x, 60)[1], <, 50);
  }
  g_assert_cmpint (get_pixel (&picture, 2, 2)[3], ==, 0);
  g_assert_cmpint (get_pixel (&picture, 117, 117)[3], ==, 0);

  nl_image_view_set_shape (NL_IMAGE_VIEW (view), NL_IMAGE_SHAPE_ROUNDED);
  plot_test_render (view, &picture);
  g_assert_cmpint (get_pixel (&picture, 0, 0)[3], ==, 0);
  g_assert_cmpint (get_pixel (&picture, 6, 6)[0], >, 200);
  plot_test_close (window);
}

static void
test_states_draw (void)
{
  GtkWidget *view = nl_image_view_new ("Portrait");
  GtkWidget *window = plot_test_show (view, 96, 96);
  g_auto (Picture) empty = { 0 };
  g_auto (Picture) loading = { 0 };

  plot_test_render (view, &empty);
  nl_image_view_set_loading (NL_IMAGE_VIEW (view), TRUE);
  plot_test_render (view, &loading);
  g_assert_cmpint (get_pixel (&empty, 48, 10)[3], >, 0);
  g_assert_cmpint (get_pixel (&loading, 48, 10)[3], >, 0);
  plot_test_close (window);
}

int
main (int argc, char **argv)
{
  if (!plot_test_init (&argc, &argv)) {
    g_print ("1..0 # SKIP needs a display\n");
    return 0;
  }
  nl_test_add ("/image-view/texture", test_texture);
  nl_test_add ("/image-view/texture-of-nonsense", test_texture_of_nonsense);
  nl_test_add ("/image-view/texture-cancelled", test_texture_cancelled);
  g_test_add_func ("/image-view/accessible", test_accessible);
  g_test_add_func ("/image-view/properties", test_properties);
  g_test_add_func ("/image-view/covers-its-shape", test_covers_its_shape);
  g_test_add_func ("/image-view/states-draw", test_states_draw);
  return g_test_run ();
}
