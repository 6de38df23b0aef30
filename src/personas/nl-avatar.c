/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas/nl-avatar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "personas/nl-avatar-look.h"

#define MAX_SIZE 4096

static double
get_shoulder_scale (const NlAvatarLook *look)
{
  double build = (double) nl_avatar_look_pick (look, "build", 3) * 0.04;

  switch (look->presentation) {
  case NL_AVATAR_MASCULINE:
    return 1.02 + build;
  case NL_AVATAR_ANDROGYNOUS:
    return 0.93 + build;
  case NL_AVATAR_FEMININE:
  case NL_AVATAR_ANY:
  default:
    return 0.88 + build;
  }
}

static void
draw_part (NlAvatarCanvas *canvas, const char *artwork, double scale)
{
  if (artwork == NULL)
    return;
  nl_avatar_canvas_draw_numbers (canvas, "<g transform='scale(? 1)'>", scale);
  nl_avatar_canvas_draw (canvas, artwork);
  nl_avatar_canvas_draw (canvas, "</g>");
}

static void
draw_person (NlAvatarCanvas *canvas, const NlAvatarLook *look)
{
  double hair_scale = nl_avatar_head_width (look) / 80;
  double shoulder_scale = get_shoulder_scale (look);

  draw_part (canvas, look->hair->back, hair_scale);
  nl_avatar_canvas_draw (canvas, "<g transform='translate(0 -12)'>");
  draw_part (canvas, look->outfit->back, shoulder_scale);
  nl_avatar_draw_neck (canvas, look);
  draw_part (canvas, look->outfit->front, shoulder_scale);
  nl_avatar_canvas_draw (canvas, "</g>");
  nl_avatar_draw_head (canvas, look);
  nl_avatar_draw_beard (canvas, look);
  nl_avatar_draw_features (canvas, look);
  nl_avatar_draw_earrings (canvas, look);
  nl_avatar_draw_glasses (canvas, look);
  draw_part (canvas, look->hair->front, hair_scale);
}

/**
 * nl_avatar_draw_svg:
 * @traits: what the portrait must show
 *
 * Draws an illustrated portrait: head and shoulders, square, 512 × 512, with the head inside the
 * circle that the sides touch. Equal traits give equal bytes on every machine. Nobody in
 * particular is shown, and nothing outside is needed to show it: no font, no other file.
 *
 * Returns: (transfer full): SVG, less than 30 KB
 */
char *
nl_avatar_draw_svg (const NlAvatarTraits *traits)
{
  NlAvatarCanvas canvas = { 0 };
  NlAvatarLook look;

  g_return_val_if_fail (traits != NULL, NULL);

  nl_avatar_look_choose (&look, traits);
  canvas.svg = g_string_sized_new (12 * 1024);
  g_snprintf (canvas.id, sizeof canvas.id, "%" G_GINT64_MODIFIER "x", look.seed);
  memcpy (canvas.colours, look.colours, sizeof canvas.colours);
  nl_avatar_canvas_draw (
      &canvas,
      "<svg xmlns='http://www.w3.org/2000/svg' width='512' height='512' viewBox='0 0 512 512'>");
  nl_avatar_draw_backdrop (&canvas, &look);
  nl_avatar_canvas_draw (&canvas, "<g transform='translate(256 -22) scale(1.12)'>");
  draw_person (&canvas, &look);
  nl_avatar_canvas_draw (&canvas, "</g></svg>\n");
  return g_string_free_and_steal (canvas.svg);
}

/**
 * nl_avatar_render:
 * @svg: what nl_avatar_draw_svg() gave
 * @size: width and height in pixels, 1 to 4096
 * @error: return location for a #GError
 *
 * Makes pixels of a portrait. Thread-safe; takes some milliseconds, more for large sizes.
 *
 * Returns: (transfer full) (nullable): the picture, or %NULL with @error set
 */
GdkPixbuf *
nl_avatar_render (const char *svg, int size, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = NULL;
  GdkPixbuf *pixbuf;
  gboolean written;

  g_return_val_if_fail (svg != NULL, NULL);
  g_return_val_if_fail (size > 0 && size <= MAX_SIZE, NULL);

  loader = gdk_pixbuf_loader_new_with_mime_type ("image/svg+xml", error);
  if (loader == NULL)
    return NULL;
  gdk_pixbuf_loader_set_size (loader, size, size);
  written = gdk_pixbuf_loader_write (loader, (const guchar *) svg, strlen (svg), error);
  if (!gdk_pixbuf_loader_close (loader, written ? error : NULL) || !written)
    return NULL;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL) {
    g_set_error_literal (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_FAILED,
                         _ ("The portrait cannot be drawn."));
    return NULL;
  }
  return g_object_ref (pixbuf);
}
