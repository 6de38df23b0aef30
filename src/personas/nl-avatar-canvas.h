/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A drawing in progress. Artwork is SVG text with a few marks:
 *
 *   $x      the colour that the palette has for the letter x
 *   @x      the id x, made unique to this drawing
 *   ?       the next number
 *   {...}   drawn twice: as it is, and mirrored at x = 0
 */
typedef struct {
  GString *svg;
  guint32 colours[128];
  char id[20];
} NlAvatarCanvas;

void nl_avatar_canvas_draw (NlAvatarCanvas *self, const char *artwork);
void nl_avatar_canvas_draw_with (NlAvatarCanvas *self,
                                 const char *artwork,
                                 const double *numbers,
                                 gsize n_numbers);

#define nl_avatar_canvas_draw_numbers(self, artwork, ...)                      \
  nl_avatar_canvas_draw_with (self, artwork, (const double[]) { __VA_ARGS__ }, \
                              sizeof ((const double[]) { __VA_ARGS__ }) / sizeof (double))

guint32 nl_avatar_mix (guint32 from, guint32 to, guint percent);
guint nl_avatar_difference (guint32 one, guint32 other);
guint nl_avatar_luma (guint32 colour);

G_END_DECLS
