/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personas/nl-persona-avatar-view.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/nl-texture.h"
#include "store/nl-image.h"

#define IMAGE_KEY "nl-image-id"

typedef struct {
  GWeakRef view;
  NlStore *store;
  gint64 image_id;
  int size;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_weak_ref_clear (&loading->view);
  g_object_unref (loading->store);
  g_free (loading);
}

/* What the view was last asked to show. */
static gint64
get_wanted (NlImageView *view)
{
  const gint64 *id = g_object_get_data (G_OBJECT (view), IMAGE_KEY);

  return id != NULL ? *id : 0;
}

static DexFuture *
load_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (NlImageView) view = NULL;
  g_autoptr (GBytes) png
      = dex_await_boxed (nl_store_load_thumbnail (loading->store, loading->image_id, loading->size),
                         &error);

  if (png != NULL)
    texture = dex_await_object (nl_texture_from_bytes (png, NL_IMAGE_PIXELS_ONLY, 0, NULL), &error);
  view = g_weak_ref_get (&loading->view);
  if (view == NULL || get_wanted (view) != loading->image_id)
    return dex_future_new_true ();
  if (texture == NULL)
    g_debug ("A portrait is not shown: %s", error->message);
  nl_image_view_set_loading (view, FALSE);
  nl_image_view_set_paintable (view, GDK_PAINTABLE (texture));
  return dex_future_new_true ();
}

/**
 * nl_persona_avatar_view_load:
 * @view: a view whose size is set
 * @store: where the portrait is
 * @persona: whose portrait
 *
 * Shows a persona's portrait as soon as it is read; the one before stays until then.
 */
void
nl_persona_avatar_view_load (NlImageView *view, NlStore *store, NlPersona *persona)
{
  gint64 image_id;
  g_autofree char *label = NULL;
  gint64 *id;
  Loading *loading;

  g_return_if_fail (NL_IS_IMAGE_VIEW (view));
  g_return_if_fail (NL_IS_PERSONA (persona));

  label = g_strdup_printf (_ ("Portrait of %s"),
                           nl_record_get_text (NL_RECORD (persona), NL_PERSONA_NAME));
  nl_image_view_set_label (view, label);
  image_id = nl_record_get_int64 (NL_RECORD (persona), NL_PERSONA_AVATAR_IMAGE_ID);
  if (get_wanted (view) == image_id)
    return;
  id = g_new (gint64, 1);
  *id = image_id;
  g_object_set_data_full (G_OBJECT (view), IMAGE_KEY, id, g_free);
  if (image_id == 0) {
    nl_image_view_set_paintable (view, NULL);
    return;
  }
  loading = g_new0 (Loading, 1);
  g_weak_ref_init (&loading->view, view);
  loading->store = g_object_ref (store);
  loading->image_id = image_id;
  loading->size = nl_image_view_get_size (view) * gtk_widget_get_scale_factor (GTK_WIDGET (view));
  nl_fiber_start ("portrait", load_fiber, loading, loading_free);
}
