/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/personas/nl-persona-portrait.h"

#include "app/personas/nl-persona-avatar-view.h"
#include "base/nl-image-decode.h"
#include "personas/nl-persona-export.h"
#include "store/nl-image.h"

/* How far the picture that is dragged stands from the pointer. */
#define DRAG_OFFSET 24

/**
 * NlPersonaPortrait:
 *
 * The portrait of a persona, to be dragged or copied into other programs: as pixels, and as the
 * drawing it was made from where there is one.
 */
struct _NlPersonaPortrait {
  GObject parent_instance;
  NlImageView *view; /* owns what owns this */
  NlStore *store;
  gint64 image_id;
  GBytes *original;
  GBytes *png;
};

G_DEFINE_FINAL_TYPE (NlPersonaPortrait, nl_persona_portrait, G_TYPE_OBJECT)

typedef struct {
  GWeakRef self;
  NlStore *store;
  gint64 image_id;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_weak_ref_clear (&loading->self);
  g_object_unref (loading->store);
  g_free (loading);
}

/* Read beforehand: a drag can't wait for it. */
static DexFuture *
load_fiber (gpointer data)
{
  Loading *loading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = NULL;
  g_autoptr (NlPersonaPortrait) self = NULL;
  g_autoptr (GBytes) original
      = dex_await_boxed (nl_store_load_original (loading->store, loading->image_id), &error);

  if (original != NULL)
    png = dex_await_boxed (nl_persona_render_portrait (original), &error);
  self = g_weak_ref_get (&loading->self);
  if (self == NULL || self->image_id != loading->image_id)
    return dex_future_new_true ();
  if (png == NULL) {
    g_debug ("A portrait can’t be copied: %s", error->message);
    return dex_future_new_true ();
  }
  self->original = g_steal_pointer (&original);
  self->png = g_steal_pointer (&png);
  return dex_future_new_true ();
}

static GdkContentProvider *
prepare_cb (NlPersonaPortrait *self, double x, double y, GtkDragSource *source)
{
  GdkPaintable *paintable = nl_image_view_get_paintable (self->view);

  if (paintable != NULL)
    gtk_drag_source_set_icon (source, paintable, DRAG_OFFSET, DRAG_OFFSET);
  return nl_persona_portrait_dup_content (self);
}

static void
nl_persona_portrait_finalize (GObject *object)
{
  NlPersonaPortrait *self = NL_PERSONA_PORTRAIT (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->original, g_bytes_unref);
  g_clear_pointer (&self->png, g_bytes_unref);
  G_OBJECT_CLASS (nl_persona_portrait_parent_class)->finalize (object);
}

static void
nl_persona_portrait_class_init (NlPersonaPortraitClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_persona_portrait_finalize;
}

static void
nl_persona_portrait_init (NlPersonaPortrait *self)
{}

/**
 * nl_persona_portrait_new:
 * @view: where it is shown, which outlives it
 * @store: where it is
 *
 * Lets the portrait be dragged out of @view.
 *
 * Returns: (transfer full): a portrait of nobody yet
 */
NlPersonaPortrait *
nl_persona_portrait_new (NlImageView *view, NlStore *store)
{
  NlPersonaPortrait *self;
  GtkDragSource *source;

  g_return_val_if_fail (NL_IS_IMAGE_VIEW (view), NULL);
  g_return_val_if_fail (NL_IS_STORE (store), NULL);

  self = g_object_new (NL_TYPE_PERSONA_PORTRAIT, NULL);
  self->view = view;
  self->store = g_object_ref (store);
  source = gtk_drag_source_new ();
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (source));
  return self;
}

/**
 * nl_persona_portrait_set_persona:
 * @self: a portrait
 * @persona: whose
 *
 * Shows the portrait of @persona.
 */
void
nl_persona_portrait_set_persona (NlPersonaPortrait *self, NlPersona *persona)
{
  gint64 image_id;
  Loading *loading;

  g_return_if_fail (NL_IS_PERSONA_PORTRAIT (self));
  g_return_if_fail (NL_IS_PERSONA (persona));

  nl_persona_avatar_view_load (self->view, self->store, persona);
  image_id = nl_record_get_int64 (NL_RECORD (persona), NL_PERSONA_AVATAR_IMAGE_ID);
  if (self->image_id == image_id)
    return;
  self->image_id = image_id;
  g_clear_pointer (&self->original, g_bytes_unref);
  g_clear_pointer (&self->png, g_bytes_unref);
  if (image_id == 0)
    return;
  loading = g_new0 (Loading, 1);
  g_weak_ref_init (&loading->self, self);
  loading->store = g_object_ref (self->store);
  loading->image_id = image_id;
  nl_fiber_start ("portrait-files", load_fiber, loading, loading_free);
}

/**
 * nl_persona_portrait_dup_content:
 * @self: a portrait
 *
 * Returns: (transfer full) (nullable): the portrait for other programs; %NULL until it is read
 */
GdkContentProvider *
nl_persona_portrait_dup_content (NlPersonaPortrait *self)
{
  GdkContentProvider *contents[2];
  const char *type;
  gsize n = 0;

  g_return_val_if_fail (NL_IS_PERSONA_PORTRAIT (self), NULL);

  if (self->png == NULL)
    return NULL;
  contents[n++] = gdk_content_provider_new_for_bytes ("image/png", self->png);
  type = nl_image_sniff (self->original);
  if (type != NULL && !g_str_equal (type, "image/png"))
    contents[n++] = gdk_content_provider_new_for_bytes (type, self->original);
  return gdk_content_provider_new_union (contents, n);
}

/**
 * nl_persona_portrait_copy:
 * @self: a portrait
 *
 * Copies the portrait.
 *
 * Returns: whether there was one to copy
 */
gboolean
nl_persona_portrait_copy (NlPersonaPortrait *self)
{
  g_autoptr (GdkContentProvider) content = NULL;

  g_return_val_if_fail (NL_IS_PERSONA_PORTRAIT (self), FALSE);

  content = nl_persona_portrait_dup_content (self);
  return content != NULL
         && gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self->view)), content);
}
