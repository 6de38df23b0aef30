/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas/nl-avatar-look.h"

#include <string.h>

/* SplitMix64, by Sebastiano Vigna, in the public domain: https://prng.di.unimi.it/splitmix64.c */
static guint64
split_mix (guint64 x)
{
  x += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return x ^ (x >> 31);
}

/**
 * nl_avatar_look_pick:
 * @look: a look that knows its seed
 * @part: what is being chosen; each part has a sequence of its own, so that a change of mood or age
 *   leaves the rest of the face alone
 * @n: how many choices there are, at least 1
 *
 * Returns: 0 to @n - 1
 */
guint
nl_avatar_look_pick (const NlAvatarLook *look, const char *part, guint n)
{
  guint64 state = split_mix (look->seed);

  for (; *part != '\0'; part++)
    state = split_mix (state ^ (guchar) *part);
  return (guint) ((state >> 32) % n);
}

/**
 * nl_avatar_look_chance:
 * @look: a look that knows its seed
 * @part: what is being chosen
 * @percent: how likely
 *
 * Returns: whether it comes true for this seed
 */
gboolean
nl_avatar_look_chance (const NlAvatarLook *look, const char *part, guint percent)
{
  return nl_avatar_look_pick (look, part, 100) < percent;
}

static guint
get_weight (const guint8 *chances, guint8 age_min, guint8 age_max, const NlAvatarLook *look)
{
  if (look->age < age_min || look->age > age_max)
    return 0;
  return chances[look->presentation - NL_AVATAR_FEMININE];
}

static const NlAvatarHair *
choose_hair (const NlAvatarLook *look)
{
  const NlAvatarHair *styles[3];
  gsize n_styles[3];
  guint total = 0;
  guint ticket;

  styles[0] = nl_avatar_hair_styles (&n_styles[0]);
  styles[1] = nl_avatar_long_hair_styles (&n_styles[1]);
  styles[2] = nl_avatar_headwear_styles (&n_styles[2]);
  for (guint round = 0; round < 2; round++) {
    ticket = round == 0 ? 0 : nl_avatar_look_pick (look, "hair", total);
    for (guint list = 0; list < G_N_ELEMENTS (styles); list++) {
      for (gsize i = 0; i < n_styles[list]; i++) {
        const NlAvatarHair *style = &styles[list][i];
        guint weight = get_weight (style->chances, style->age_min, style->age_max, look);

        if (round == 0)
          total += weight;
        else if (ticket < weight)
          return style;
        else
          ticket -= weight;
      }
    }
  }
  g_return_val_if_reached (styles[0]);
}

static const NlAvatarOutfit *
choose_outfit (const NlAvatarLook *look)
{
  gsize n_outfits;
  const NlAvatarOutfit *outfits = nl_avatar_outfits (&n_outfits);
  guint total = 0;
  guint ticket;

  for (gsize i = 0; i < n_outfits; i++)
    total += get_weight (outfits[i].chances, outfits[i].age_min, outfits[i].age_max, look);
  ticket = nl_avatar_look_pick (look, "outfit", total);
  for (gsize i = 0; i < n_outfits; i++) {
    guint weight = get_weight (outfits[i].chances, outfits[i].age_min, outfits[i].age_max, look);

    if (ticket < weight)
      return &outfits[i];
    ticket -= weight;
  }
  g_return_val_if_reached (outfits);
}

/**
 * nl_avatar_look_choose:
 * @look: (out caller-allocates): where to put the choices
 * @traits: what the portrait must show
 *
 * Makes every choice for a portrait. The presentation, the skin and the dress are chosen
 * independently of each other.
 */
void
nl_avatar_look_choose (NlAvatarLook *look, const NlAvatarTraits *traits)
{
  int youngest = CLAMP (traits->age_min, 18, 90);
  int oldest = CLAMP (traits->age_max, youngest, 90);

  memset (look, 0, sizeof *look);
  look->seed = traits->seed;
  look->age = youngest + (int) nl_avatar_look_pick (look, "age", (guint) (oldest - youngest + 1));
  look->mood = traits->mood;
  look->presentation = traits->presentation;
  if (look->presentation < NL_AVATAR_FEMININE || look->presentation > NL_AVATAR_ANDROGYNOUS) {
    guint ticket = nl_avatar_look_pick (look, "presentation", 100);

    look->presentation = ticket < 46   ? NL_AVATAR_FEMININE
                         : ticket < 92 ? NL_AVATAR_MASCULINE
                                       : NL_AVATAR_ANDROGYNOUS;
  }
  look->hair = choose_hair (look);
  look->outfit = choose_outfit (look);
  nl_avatar_look_choose_colours (look, traits->brand_colour);
}
