/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/nl-image-avatar.h"

#include "app/widgets/nl-thumbnail.h"

static void
show (GtkWidget *widget, GdkPaintable *paintable)
{
  adw_avatar_set_custom_image (ADW_AVATAR (widget), paintable);
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
  g_return_if_fail (ADW_IS_AVATAR (avatar));
  g_return_if_fail (NL_IS_STORE (store));

  if (nl_thumbnail_load (GTK_WIDGET (avatar), store, image_id, adw_avatar_get_size (avatar), show))
    adw_avatar_set_custom_image (avatar, NULL);
}
