/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "personas/nl-avatar-canvas.h"
#include "personas/nl-avatar.h"

G_BEGIN_DECLS

typedef enum {
  NL_AVATAR_EARS_HIDDEN = 1 << 0,
  NL_AVATAR_HAIR_HIDDEN = 1 << 1,
  NL_AVATAR_BEARDED = 1 << 2,
  NL_AVATAR_LONG = 1 << 3,
} NlAvatarHairFlags;

/* Artwork is for a head 160 wide, from y = 108 to about 322, in the middle at x = 0. The chances
 * are weights for a feminine, a masculine and an androgynous person. */
typedef struct {
  const char *name;
  guint8 chances[3];
  guint8 age_min;
  guint8 age_max;
  NlAvatarHairFlags flags;
  const char *back;
  const char *front;
} NlAvatarHair;

/* Artwork is for shoulders 356 wide. */
typedef struct {
  const char *name;
  guint8 chances[3];
  guint8 age_min;
  guint8 age_max;
  const char *back;
  const char *front;
} NlAvatarOutfit;

/* Everything that was chosen for one portrait. */
typedef struct {
  guint64 seed;
  int age;
  NlAvatarPresentation presentation;
  NlAvatarMood mood;
  const NlAvatarHair *hair;
  const NlAvatarOutfit *outfit;
  gboolean dark_skin;
  guint32 colours[128];
} NlAvatarLook;

void nl_avatar_look_choose (NlAvatarLook *look, const NlAvatarTraits *traits);
guint nl_avatar_look_pick (const NlAvatarLook *look, const char *part, guint n);
gboolean nl_avatar_look_chance (const NlAvatarLook *look, const char *part, guint percent);

void nl_avatar_look_choose_colours (NlAvatarLook *look, const char *brand_colour);

const NlAvatarHair *nl_avatar_hair_styles (gsize *n_styles);
const NlAvatarHair *nl_avatar_headwear_styles (gsize *n_styles);
const NlAvatarHair *nl_avatar_long_hair_styles (gsize *n_styles);
const NlAvatarOutfit *nl_avatar_outfits (gsize *n_outfits);

void nl_avatar_draw_backdrop (NlAvatarCanvas *canvas, const NlAvatarLook *look);
void nl_avatar_draw_neck (NlAvatarCanvas *canvas, const NlAvatarLook *look);
void nl_avatar_draw_head (NlAvatarCanvas *canvas, const NlAvatarLook *look);
void nl_avatar_draw_features (NlAvatarCanvas *canvas, const NlAvatarLook *look);
void nl_avatar_draw_beard (NlAvatarCanvas *canvas, const NlAvatarLook *look);
void nl_avatar_draw_glasses (NlAvatarCanvas *canvas, const NlAvatarLook *look);
void nl_avatar_draw_earrings (NlAvatarCanvas *canvas, const NlAvatarLook *look);
double nl_avatar_head_width (const NlAvatarLook *look);

G_END_DECLS
