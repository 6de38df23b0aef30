/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot-test.h"

#include <libdex.h>

void
picture_clear (Picture *picture)
{
  g_clear_pointer (&picture->data, g_free);
}

/* Whether there is a display; without one, each test is skipped. */
gboolean
plot_test_init (int *argc, char ***argv)
{
  /* Not nl_test_init(), which hides the system's settings schemas that GTK needs: with-session has
   * folders of its own for us. */
  g_test_init (argc, argv, NULL);
  dex_init ();
  if (!gtk_init_check ())
    return FALSE;
  adw_init ();
  /* Each test decides itself whether it wants to see the plot grow. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  return TRUE;
}

static gboolean
count_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer frames)
{
  (*(guint *) frames)++;
  return G_SOURCE_CONTINUE;
}

/* Until styles, sizes and drawing follow what was changed: two frames later. */
void
plot_test_settle (GtkWidget *widget)
{
  guint frames = 0;
  guint id = gtk_widget_add_tick_callback (widget, count_frame, &frames, NULL);

  while (frames < 3)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (widget, id);
}

/* A window with @widget at this size exactly. */
GtkWidget *
plot_test_show (GtkWidget *widget, int width, int height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_widget_set_halign (widget, GTK_ALIGN_FILL);
  gtk_widget_set_valign (widget, GTK_ALIGN_FILL);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (widget) != width || gtk_widget_get_height (widget) != height
         || !gtk_widget_get_mapped (widget))
    g_main_context_iteration (NULL, TRUE);
  return window;
}

void
plot_test_close (GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
plot_test_render (GtkWidget *widget, Picture *picture)
{
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GdkTextureDownloader) downloader = NULL;
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));

  plot_test_settle (widget);
  paintable = gtk_widget_paintable_new (widget);
  picture->width = gtk_widget_get_width (widget);
  picture->height = gtk_widget_get_height (widget);
  gdk_paintable_snapshot (paintable, snapshot, picture->width, picture->height);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (
      renderer, node, &GRAPHENE_RECT_INIT (0, 0, (float) picture->width, (float) picture->height));
  g_assert_nonnull (texture);

  g_free (picture->data);
  picture->data = g_malloc0_n ((gsize) picture->width * 4, (gsize) picture->height);
  downloader = gdk_texture_downloader_new (texture);
  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8A8);
  gdk_texture_downloader_download_into (downloader, picture->data, (gsize) picture->width * 4);
}

/* How many pixels of the columns @from to @to have the accent colour. */
guint
plot_test_count_accent (const Picture *picture, int from, int to)
{
  g_autoptr (GdkRGBA) accent
      = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  guint count = 0;

  for (int y = 0; y < picture->height; y++) {
    for (int x = MAX (from, 0); x < MIN (to, picture->width); x++) {
      const guint8 *pixel = picture->data + ((gsize) y * picture->width + x) * 4;

      count += ABS (pixel[0] - (int) (accent->red * 255)) < 4
               && ABS (pixel[1] - (int) (accent->green * 255)) < 4
               && ABS (pixel[2] - (int) (accent->blue * 255)) < 4 && pixel[3] > 250;
    }
  }
  return count;
}

static GtkEventController *
find_controller (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
      return controller;
  }
  g_assert_not_reached ();
}

/* Whether the key did anything. */
gboolean
plot_test_press (GtkWidget *widget, guint keyval, GdkModifierType state)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed",
                         keyval, 0, state, &handled);
  return handled;
}

/* Moves the pointer; a negative @x moves it away. */
void
plot_test_point (GtkWidget *widget, double x, double y)
{
  GtkEventController *controller = find_controller (widget, GTK_TYPE_EVENT_CONTROLLER_MOTION);

  if (x < 0)
    g_signal_emit_by_name (controller, "leave");
  else
    g_signal_emit_by_name (controller, "motion", x, y);
}
