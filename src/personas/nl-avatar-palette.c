/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas/nl-avatar-look.h"

#include <string.h>

/* The letters of the palette:
 *
 *   s S t b l L   skin, its shade, its light, blush, lips, the line of the lips
 *   h H g f       hair, its shade, its light, hair so short that skin shows
 *   w             brows
 *   c C d         clothes, their shade, their light
 *   a A e         a second piece of clothing, its shade, its light
 *   r R u         what is worn on the head, its shade, its light
 *   k K q         backdrop, its far end, the shape on it
 *   i n m o       eye line, iris, metal of jewellery, frame of the glasses
 */

typedef struct {
  guint32 skin, shade, blush, lip;
} Skin;

static const Skin skins[] = {
  { 0xfde3d3, 0xf2c3ac, 0xf29e92, 0xd4706a }, { 0xfad4bd, 0xeab194, 0xec9480, 0xc9645b },
  { 0xf3c7a4, 0xdfa57e, 0xe48a70, 0xbd5d50 }, { 0xe9b58c, 0xd0926a, 0xd97b5f, 0xad5246 },
  { 0xdba77a, 0xbf8558, 0xcb6f52, 0xa04c40 }, { 0xc99062, 0xaa7048, 0xbb6145, 0x8f4038 },
  { 0xb57a4c, 0x945b36, 0xa54e36, 0x833a34 }, { 0x996240, 0x79482b, 0x8e3f2e, 0x6e2c2b },
  { 0x7c4d34, 0x5f3722, 0x7c3328, 0xa14f4c }, { 0x6a4334, 0x4d2e23, 0x772f2b, 0x9c4b46 },
};

/* Of one family each, from common to rare with every kind of skin. */
static const guint32 dark_hairs[] = { 0x26212b, 0x2d2427, 0x3a2822, 0x4b3027, 0x1f2230 };
static const guint32 hairs[] = {
  0x2b2529, 0x3f2a23, 0x54372a, 0x6b442e, 0x80502f,
  0x8f4226, 0xb9602f, 0xa87843, 0xcf9f58, 0xe3c386,
};
static const guint32 dyed_hairs[] = { 0x8a3f63, 0x2f6672, 0xd97f93, 0x5b4a8a };
static const guint32 greys[] = { 0x6c6b73, 0x8e8f98, 0xb4b6be, 0xd5d6db, 0xececef };

typedef struct {
  guint32 backdrop, far, shape;
  guint32 clothes[4];
  guint32 second[2];
} Scheme;

static const Scheme schemes[] = {
  { 0xcfe6ee,
    0xb3d6e4,
    0x94c4d8,
    { 0xe4674f, 0x1f4e6b, 0xf3b643, 0x2f7f86 },
    { 0xfbf3e6, 0x243b53 } },
  { 0xfde2c4,
    0xf9cfa3,
    0xf4b983,
    { 0x2f6f73, 0x3a4a73, 0xb8443f, 0x6b8e5a },
    { 0xfff6ea, 0x33384f } },
  { 0xd9ead3,
    0xc0dcb8,
    0xa3ca9b,
    { 0xd8643c, 0x40597f, 0xf0b84f, 0x7a4a77 },
    { 0xfbf7ec, 0x2e4437 } },
  { 0xe5dcf3,
    0xd2c3ea,
    0xbca8de,
    { 0xeea23f, 0x37508c, 0xd9576b, 0x2e8b85 },
    { 0xfdf5ee, 0x352f55 } },
  { 0xfbd9d7,
    0xf5c0be,
    0xeda5a5,
    { 0x2c6287, 0x37776c, 0xf2c14e, 0x7c3f63 },
    { 0xfff4ec, 0x3a2f4a } },
  { 0xfbeebf,
    0xf7e09a,
    0xf0cd6c,
    { 0x30618c, 0xd2554a, 0x2d7a63, 0x6a4c93 },
    { 0xfffaf0, 0x2d3a52 } },
  { 0xcdeae2,
    0xaedccf,
    0x89c9b9,
    { 0xe5734f, 0x33528a, 0xc2486a, 0xf2b84b },
    { 0xfdf6ea, 0x27414a } },
  { 0xe8e4dc,
    0xd8d1c5,
    0xc4baab,
    { 0x3c6e8f, 0xc65d3b, 0x5f7f52, 0x8a3f4f },
    { 0xfffaf2, 0x34363f } },
  { 0xd5def5,
    0xbac9ee,
    0x9bb0e3,
    { 0xf08a4b, 0xd14d62, 0x2d8077, 0xf3c04f },
    { 0xfdf6ee, 0x2b3566 } },
  { 0x2f5d73,
    0x274c62,
    0x3f7389,
    { 0xf2b950, 0xef8062, 0x8fcbb8, 0xf4d9c2 },
    { 0xfff4e4, 0x1d3646 } },
  { 0x6a5a8c,
    0x574979,
    0x7f6ea3,
    { 0xf4bd5a, 0xf08b80, 0x9fd6c6, 0xf3dcc8 },
    { 0xfff3e6, 0x3a3058 } },
  { 0xe98b6d,
    0xdd7558,
    0xf2a488,
    { 0x27516b, 0xfbe3bd, 0x2f6a62, 0x54386b },
    { 0xfff5e6, 0x2b3550 } },
};

static const guint32 irises[] = { 0x3b2a22, 0x4a3020, 0x5a3a22, 0x4f6b4a, 0x3f6585, 0x55707d };
static const guint32 metals[] = { 0xe3b04b, 0xc9ced6, 0xd98f6c };
static const guint32 frames[]
    = { 0x2c2a35, 0x5b3a2a, 0xa03c44, 0x2f4f6b, 0xc9963f, 0x3d5a4c, 0x17151c, 0xe3c27a };

#define INK 0x2a2230
#define NIGHT 0x1d1838

static void
choose_skin (NlAvatarLook *look)
{
  guint index = nl_avatar_look_pick (look, "skin", G_N_ELEMENTS (skins));
  const Skin *skin = &skins[index];

  look->dark_skin = index >= 6;
  look->colours['s'] = skin->skin;
  look->colours['S'] = skin->shade;
  look->colours['t'] = nl_avatar_mix (skin->skin, 0xfff1dc, look->dark_skin ? 16 : 34);
  look->colours['b'] = skin->blush;
  look->colours['l'] = skin->lip;
  look->colours['L'] = nl_avatar_mix (skin->lip, look->dark_skin ? 0x1d0910 : 0x3a1420,
                                      index >= 8        ? 75
                                      : look->dark_skin ? 55
                                                        : 32);
  look->colours['i'] = look->dark_skin ? 0x17111a : INK;
  look->colours['n'] = irises[nl_avatar_look_pick (look, "iris",
                                                   index >= 5   ? 3
                                                   : index >= 3 ? 4
                                                                : 6)];
}

/* How grey hair is, from 0 (not yet) to 5 (white). Half of all people have some grey at 50, and
 * few have none at 65. */
static guint
get_greyness (const NlAvatarLook *look)
{
  int start = 42 + (int) nl_avatar_look_pick (look, "grey", 22);
  int late = look->age - start;

  return late < 0 ? 0 : MIN (5, 1 + (guint) late / 6);
}

/* The grey that greyness asks for, or the nearest one that the skin does not swallow. */
static guint32
choose_grey (const NlAvatarLook *look, guint greyness)
{
  guint wanted = greyness - 1;
  guint32 best = greys[wanted];

  for (guint away = 0; away < G_N_ELEMENTS (greys); away++) {
    guint index
        = wanted + away < G_N_ELEMENTS (greys) ? wanted + away : G_N_ELEMENTS (greys) - 1 - away;

    if (nl_avatar_difference (greys[index], look->colours['s']) > 85)
      return greys[index];
    if (nl_avatar_difference (greys[index], look->colours['s'])
        > nl_avatar_difference (best, look->colours['s']))
      best = greys[index];
  }
  return best;
}

static guint32
choose_natural_hair (const NlAvatarLook *look)
{
  if (look->age < 38 && nl_avatar_look_chance (look, "dyed", 5))
    return dyed_hairs[nl_avatar_look_pick (look, "hair colour", G_N_ELEMENTS (dyed_hairs))];
  if (look->dark_skin || nl_avatar_look_chance (look, "dark hair", 32))
    return dark_hairs[nl_avatar_look_pick (look, "hair colour", G_N_ELEMENTS (dark_hairs))];
  return hairs[nl_avatar_look_pick (look, "hair colour", G_N_ELEMENTS (hairs))];
}

static void
choose_hair_colour (NlAvatarLook *look)
{
  guint32 skin = look->colours['s'];
  guint greyness = get_greyness (look);
  guint32 hair = choose_natural_hair (look);
  gboolean light;

  if (nl_avatar_difference (hair, skin) < 85)
    hair = nl_avatar_luma (skin) < 110 ? 0x1d171c : nl_avatar_mix (hair, 0x2d1c16, 60);
  if (greyness > 0)
    hair = choose_grey (look, greyness);
  light = nl_avatar_luma (hair) > 150;
  look->colours['h'] = hair;
  look->colours['H'] = nl_avatar_mix (hair, NIGHT, light ? 17 : 34);
  look->colours['g'] = nl_avatar_mix (hair, 0xffe9d0, light ? 45 : 15);
  look->colours['f'] = nl_avatar_mix (hair, skin, 42);
  look->colours['w'] = nl_avatar_mix (hair, light ? 0x5b4a44 : look->colours['i'], light ? 38 : 50);
  if (nl_avatar_difference (look->colours['w'], skin) < 75)
    look->colours['w'] = nl_avatar_mix (look->colours['w'], look->colours['i'], 60);
}

static void
set_clothes (NlAvatarLook *look, char letter, char shade, char light, guint32 colour)
{
  look->colours[(guchar) letter] = colour;
  look->colours[(guchar) shade] = nl_avatar_mix (colour, NIGHT, 20);
  look->colours[(guchar) light] = nl_avatar_mix (colour, 0xffffff, 20);
}

/* Whether hair and skin alike stand out from a backdrop. */
static gboolean
suits (const NlAvatarLook *look, const Scheme *scheme)
{
  guint hair = nl_avatar_difference (scheme->shape, look->colours['h']);
  guint skin = nl_avatar_difference (scheme->shape, look->colours['s']);

  return skin > 60 && (hair > 70 || look->hair->flags & NL_AVATAR_HAIR_HIDDEN);
}

static const Scheme *
choose_scheme (const NlAvatarLook *look)
{
  guint n_suited = 0;
  guint ticket;

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    n_suited += suits (look, &schemes[i]);
  ticket = nl_avatar_look_pick (look, "scheme", MAX (n_suited, 1));
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++) {
    if (suits (look, &schemes[i]) && ticket-- == 0)
      return &schemes[i];
  }
  return &schemes[0];
}

/* The first of some colours, from a place that the seed chooses, which differs enough from all that
 * it touches. */
static guint32
choose_apart (const NlAvatarLook *look,
              const char *part,
              const guint32 *colours,
              guint n_colours,
              const guint32 *neighbours,
              guint n_neighbours)
{
  guint first = nl_avatar_look_pick (look, part, n_colours);
  guint32 best = colours[first];
  guint best_distance = 0;

  for (guint i = 0; i < n_colours; i++) {
    guint32 colour = colours[(first + i) % n_colours];
    guint distance = G_MAXUINT;

    for (guint n = 0; n < n_neighbours; n++)
      distance = MIN (distance, nl_avatar_difference (colour, neighbours[n]));
    if (distance > 80)
      return colour;
    if (distance > best_distance) {
      best_distance = distance;
      best = colour;
    }
  }
  return best;
}

static void
choose_clothes (NlAvatarLook *look, const Scheme *scheme)
{
  const guint32 *skin = &look->colours['s'];
  guint32 wear[] = { scheme->clothes[0], scheme->clothes[1], scheme->clothes[2],
                     scheme->clothes[3], scheme->second[0],  scheme->second[1] };
  guint n_main = G_N_ELEMENTS (scheme->clothes);

  set_clothes (look, 'c', 'C', 'd',
               choose_apart (look, "clothes", wear, n_main,
                             (const guint32[]) { *skin, look->colours['h'] },
                             look->hair->flags & NL_AVATAR_LONG ? 2 : 1));
  set_clothes (look, 'a', 'A', 'e',
               choose_apart (look, "second", scheme->second, G_N_ELEMENTS (scheme->second),
                             (const guint32[]) { look->colours['c'], *skin }, 2));
  set_clothes (look, 'r', 'R', 'u',
               choose_apart (look, "wear", wear, G_N_ELEMENTS (wear),
                             (const guint32[]) { *skin, scheme->shape, scheme->backdrop,
                                                 look->colours['c'] },
                             4));
}

static gboolean
parse_colour (const char *text, guint32 *colour)
{
  guint64 value;

  if (text == NULL || strlen (text) != 7 || text[0] != '#'
      || !g_ascii_string_to_unsigned (text + 1, 16, 0, 0xffffff, &value, NULL))
    return FALSE;
  *colour = (guint32) value;
  return TRUE;
}

/* A scheme around a brand's colour; a very light one is toned down, or nothing would stand out. */
static Scheme
create_brand_scheme (const Scheme *usual, guint32 brand)
{
  Scheme scheme = *usual;
  guint32 base = nl_avatar_luma (brand) > 200 ? nl_avatar_mix (brand, 0x7d879c, 40) : brand;

  scheme.backdrop = nl_avatar_mix (base, 0xffffff, 78);
  scheme.far = nl_avatar_mix (base, 0xffffff, 66);
  scheme.shape = nl_avatar_mix (base, 0xffffff, 52);
  return scheme;
}

static gboolean
can_wear (const NlAvatarLook *look, guint32 colour, const Scheme *scheme)
{
  return nl_avatar_difference (colour, look->colours['s']) > 85
         && nl_avatar_difference (colour, scheme->shape) > 60;
}

/**
 * nl_avatar_look_choose_colours:
 * @look: a look that has its age and its hair
 * @brand_colour: (nullable): `#rrggbb`; anything else is ignored
 *
 * Fills the palette with colours that go together and stand out from each other.
 */
void
nl_avatar_look_choose_colours (NlAvatarLook *look, const char *brand_colour)
{
  Scheme scheme;
  guint32 brand;
  gboolean branded = parse_colour (brand_colour, &brand);

  choose_skin (look);
  choose_hair_colour (look);
  scheme = *choose_scheme (look);
  if (branded)
    scheme = create_brand_scheme (&scheme, brand);
  if (branded && can_wear (look, brand, &scheme)) {
    for (guint i = 0; i < G_N_ELEMENTS (scheme.clothes); i++)
      scheme.clothes[i] = brand;
  }
  look->colours['k'] = scheme.backdrop;
  look->colours['K'] = scheme.far;
  look->colours['q'] = scheme.shape;
  choose_clothes (look, &scheme);
  look->colours['m'] = metals[nl_avatar_look_pick (look, "metal", G_N_ELEMENTS (metals))];
  look->colours['o']
      = choose_apart (look, "frame", frames, G_N_ELEMENTS (frames), &look->colours['s'], 1);
}
