/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-thumbnail.h"

#include "app/widgets/nl-texture.h"
#include "store/nl-image.h"

#define IMAGE_KEY "nl-image-id"

typedef struct {
  GWeakRef widget;
  NlStore *store;
  gint64 image_id;
  int size;
  NlThumbnailFunc show;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_weak_ref_clear (&loading->widget);
  g_object_unref (loading->store);
  g_free (loading);
}

/* What the widget was last asked to show. */
static gint64
get_wanted (GtkWidget *widget)
{
  const gint64 *id = g_object_get_data (G_OBJECT (widget), IMAGE_KEY);

  return id != NULL ? *id : 0;
}

static DexFuture *
load_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GtkWidget) widget = NULL;
  g_autoptr (GBytes) png
      = dex_await_boxed (nl_store_load_thumbnail (loading->store, loading->image_id, loading->size),
                         &error);

  if (png != NULL)
    texture
        = dex_await_object (nl_texture_from_bytes (png, NL_IMAGE_PIXELS_ONLY, loading->size, NULL),
                            &error);
  if (texture == NULL)
    g_debug ("An image is not shown: %s", error->message);
  widget = g_weak_ref_get (&loading->widget);
  if (widget != NULL && get_wanted (widget) == loading->image_id)
    loading->show (widget, GDK_PAINTABLE (texture));
  return dex_future_new_true ();
}

/**
 * nl_thumbnail_load:
 * @widget: what shows it
 * @store: where the image is
 * @image_id: the image, or 0 for none
 * @size: how large it is shown, in application pixels
 * @show: shows it
 *
 * Has @widget show a stored image as soon as it is read, unless it was asked for another meanwhile.
 *
 * Returns: whether it was not this image that @widget was asked for before
 */
gboolean
nl_thumbnail_load (
    GtkWidget *widget, NlStore *store, gint64 image_id, int size, NlThumbnailFunc show)
{
  gint64 *id;
  Loading *loading;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);
  g_return_val_if_fail (NL_IS_STORE (store), FALSE);
  g_return_val_if_fail (show != NULL, FALSE);

  if (get_wanted (widget) == image_id)
    return FALSE;
  id = g_new (gint64, 1);
  *id = image_id;
  g_object_set_data_full (G_OBJECT (widget), IMAGE_KEY, id, g_free);
  if (image_id == 0) {
    show (widget, NULL);
    return TRUE;
  }
  loading = g_new0 (Loading, 1);
  g_weak_ref_init (&loading->widget, widget);
  loading->store = g_object_ref (store);
  loading->image_id = image_id;
  loading->size = size * gtk_widget_get_scale_factor (widget);
  loading->show = show;
  nl_fiber_start ("thumbnail", load_fiber, loading, loading_free);
  return TRUE;
}
