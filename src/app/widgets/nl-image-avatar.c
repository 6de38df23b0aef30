/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-image-avatar.h"

#include "app/widgets/nl-texture.h"
#include "store/nl-image.h"

#define IMAGE_KEY "nl-image-id"

typedef struct {
  GWeakRef avatar;
  NlStore *store;
  gint64 image_id;
  int size;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_weak_ref_clear (&loading->avatar);
  g_object_unref (loading->store);
  g_free (loading);
}

/* What the avatar was last asked to show. */
static gint64
get_wanted (AdwAvatar *avatar)
{
  const gint64 *id = g_object_get_data (G_OBJECT (avatar), IMAGE_KEY);

  return id != NULL ? *id : 0;
}

static DexFuture *
load_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (AdwAvatar) avatar = NULL;
  g_autoptr (GError) error = NULL;

  png = dex_await_boxed (nl_store_load_thumbnail (loading->store, loading->image_id, loading->size),
                         &error);
  if (png != NULL)
    texture
        = dex_await_object (nl_texture_from_bytes (png, NL_IMAGE_PIXELS_ONLY, loading->size, NULL),
                            &error);
  if (texture == NULL)
    g_debug ("An image is not shown: %s", error->message);
  avatar = g_weak_ref_get (&loading->avatar);
  if (avatar != NULL && get_wanted (avatar) == loading->image_id)
    adw_avatar_set_custom_image (avatar, GDK_PAINTABLE (texture));
  return dex_future_new_true ();
}

/**
 * nl_image_avatar_load:
 * @avatar: an avatar whose size is set
 * @store: where the image is
 * @image_id: the image, or 0 for none
 *
 * Shows a stored image in an avatar as soon as it is read; until then, and without one, the avatar
 * shows its initials.
 */
void
nl_image_avatar_load (AdwAvatar *avatar, NlStore *store, gint64 image_id)
{
  gint64 *id;
  Loading *loading;

  g_return_if_fail (ADW_IS_AVATAR (avatar));
  g_return_if_fail (NL_IS_STORE (store));

  if (get_wanted (avatar) == image_id)
    return;
  id = g_new (gint64, 1);
  *id = image_id;
  g_object_set_data_full (G_OBJECT (avatar), IMAGE_KEY, id, g_free);
  adw_avatar_set_custom_image (avatar, NULL);
  if (image_id == 0)
    return;
  loading = g_new0 (Loading, 1);
  g_weak_ref_init (&loading->avatar, avatar);
  loading->store = g_object_ref (store);
  loading->image_id = image_id;
  loading->size = adw_avatar_get_size (avatar) * gtk_widget_get_scale_factor (GTK_WIDGET (avatar));
  nl_fiber_start ("avatar", load_fiber, loading, loading_free);
}
