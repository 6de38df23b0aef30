/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas/nl-persona-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/nl-image-decode.h"
#include "personas/nl-avatar.h"
#include "personas/nl-persona-html.h"
#include "store/nl-image.h"

/* Enough for a slide or a printed page. */
#define PORTRAIT_PIXELS 1024

#define SVG_TYPE "image/svg+xml"

static gboolean
is_drawing (GBytes *portrait)
{
  return g_strcmp0 (nl_image_sniff (portrait), SVG_TYPE) == 0;
}

static gpointer
render (gpointer data, GCancellable *cancellable, GError **error)
{
  GBytes *portrait = data;
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  if (is_drawing (portrait)) {
    g_autofree char *svg
        = g_strndup (g_bytes_get_data (portrait, NULL), g_bytes_get_size (portrait));

    pixbuf = nl_avatar_render (svg, PORTRAIT_PIXELS, error);
  } else {
    pixbuf = nl_image_decode (portrait, NL_IMAGE_USUAL_PIXELS, NL_IMAGE_USUAL_BYTES, error);
  }
  return pixbuf != NULL ? nl_image_encode_png (pixbuf, error) : NULL;
}

/**
 * nl_persona_render_portrait:
 * @portrait: a portrait, as nl_store_load_original() gives it
 *
 * Makes pixels of a portrait on a thread: a drawing gets 1024 × 1024, a picture keeps its size.
 *
 * Returns: (transfer full): a future of a #GBytes, a PNG file
 */
DexFuture *
nl_persona_render_portrait (GBytes *portrait)
{
  dex_return_error_if_fail (portrait != NULL);

  return nl_future_blocking ("portrait-pixels", render, g_bytes_ref (portrait),
                             (GDestroyNotify) g_bytes_unref, G_TYPE_BYTES, NULL);
}

typedef struct {
  NlStore *store;
  NlPersona *persona;
  NlPersonaFormat format;
  GFile *file;
} Export;

static void
export_free (gpointer data)
{
  Export *self = data;

  g_object_unref (self->store);
  g_object_unref (self->persona);
  g_object_unref (self->file);
  g_free (self);
}

/* The portrait; NULL without an error when there is none. */
static GBytes *
load_portrait_await (Export *self, GError **error)
{
  gint64 id = nl_record_get_int64 (NL_RECORD (self->persona), NL_PERSONA_AVATAR_IMAGE_ID);

  return id != 0 ? dex_await_boxed (nl_store_load_original (self->store, id), error) : NULL;
}

static GBytes *
create_contents_await (Export *self, GBytes *portrait, GError **error)
{
  if (self->format == NL_PERSONA_FORMAT_HTML) {
    char *html = nl_persona_to_html (self->persona, portrait);

    return g_bytes_new_take (html, strlen (html));
  }
  if (portrait == NULL) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                 _ ("This persona has no portrait. Redraw it first."));
    return NULL;
  }
  if (self->format == NL_PERSONA_FORMAT_PNG)
    return dex_await_boxed (nl_persona_render_portrait (portrait), error);
  if (is_drawing (portrait))
    return g_bytes_ref (portrait);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
               _ ("This portrait is made of pixels, not drawn. Save it as PNG."));
  return NULL;
}

typedef struct {
  GFile *file;
  GBytes *contents;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_object_unref (writing->file);
  g_bytes_unref (writing->contents);
  g_free (writing);
}

/* An existing file is replaced as a whole, or not at all. */
static gpointer
write_file (gpointer data, GCancellable *cancellable, GError **error)
{
  Writing *writing = data;

  if (!g_file_replace_contents (writing->file, g_bytes_get_data (writing->contents, NULL),
                                g_bytes_get_size (writing->contents), NULL, FALSE,
                                G_FILE_CREATE_REPLACE_DESTINATION, NULL, cancellable, error))
    return NULL;
  return g_bytes_ref (writing->contents);
}

static DexFuture *
export_fiber (gpointer data)
{
  Export *self = data;
  Writing *writing;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) portrait = load_portrait_await (self, &error);
  g_autoptr (GBytes) contents
      = error == NULL ? create_contents_await (self, portrait, &error) : NULL;
  g_autoptr (GBytes) written = NULL;

  if (contents == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  writing = g_new0 (Writing, 1);
  writing->file = g_object_ref (self->file);
  writing->contents = g_steal_pointer (&contents);
  written = dex_await_boxed (nl_future_blocking ("write-persona", write_file, writing, writing_free,
                                                 G_TYPE_BYTES, NULL),
                             &error);
  return written != NULL ? dex_future_new_true ()
                         : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * nl_persona_export:
 * @store: where the portrait is
 * @persona: a saved persona
 * @format: what to make of it
 * @file: where to; an existing file is replaced
 *
 * Writes a persona, or its portrait, to a file.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %G_IO_ERROR, also when there is no
 *   portrait of that kind
 */
DexFuture *
nl_persona_export (NlStore *store, NlPersona *persona, NlPersonaFormat format, GFile *file)
{
  Export *self;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (NL_IS_PERSONA (persona));
  dex_return_error_if_fail (G_IS_FILE (file));

  self = g_new0 (Export, 1);
  self->store = g_object_ref (store);
  self->persona = NL_PERSONA (nl_record_copy (NL_RECORD (persona)));
  self->format = format;
  self->file = g_object_ref (file);
  return nl_fiber_spawn (export_fiber, self, export_free);
}
