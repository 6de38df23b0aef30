/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/**
 * NlAvatarPresentation:
 * @NL_AVATAR_ANY: the seed chooses
 * @NL_AVATAR_FEMININE: feminine
 * @NL_AVATAR_MASCULINE: masculine
 * @NL_AVATAR_ANDROGYNOUS: neither reads first
 *
 * How the drawn person presents.
 */
typedef enum {
  NL_AVATAR_ANY,
  NL_AVATAR_FEMININE,
  NL_AVATAR_MASCULINE,
  NL_AVATAR_ANDROGYNOUS,
} NlAvatarPresentation;

/**
 * NlAvatarMood:
 * @NL_AVATAR_CONTENT: a soft, closed smile
 * @NL_AVATAR_THOUGHTFUL: looks aside
 * @NL_AVATAR_CHEERFUL: laughs
 * @NL_AVATAR_CONFIDENT: a half smile, a raised brow
 *
 * What the drawn face expresses.
 */
typedef enum {
  NL_AVATAR_CONTENT,
  NL_AVATAR_THOUGHTFUL,
  NL_AVATAR_CHEERFUL,
  NL_AVATAR_CONFIDENT,
} NlAvatarMood;

/**
 * NlAvatarTraits:
 * @seed: chooses everything that the other fields leave open
 * @age_min: in years; drawn ages are from 18 to 90
 * @age_max: in years; below @age_min counts as @age_min
 * @presentation: how the person presents
 * @mood: what the face expresses
 * @brand_colour: (nullable): `#rrggbb`, which tints the backdrop and the clothes
 *
 * What a persona's portrait must show.
 */
typedef struct {
  guint64 seed;
  int age_min;
  int age_max;
  NlAvatarPresentation presentation;
  NlAvatarMood mood;
  const char *brand_colour;
} NlAvatarTraits;

char *nl_avatar_draw_svg (const NlAvatarTraits *traits);
GdkPixbuf *nl_avatar_render (const char *svg, int size, GError **error);

G_END_DECLS
