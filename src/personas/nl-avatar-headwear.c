/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas/nl-avatar-look.h"

/* clang-format off */
/* What is worn on the head takes a colour of its own, not to melt into the shirt. */

static const char hijab_back[]
    = "<path fill='$R' d='M-112 420C-126 300 -126 82 0 82C126 82 126 300 112 420Z'/>";
static const char hijab[]
    = "<path fill='$r' fill-rule='evenodd' d='M0 80C76 80 110 132 108 204"
      "C108 280 122 318 150 372C162 410 120 448 40 458C-40 462 -130 440 -150 404"
      "C-150 360 -108 290 -108 204C-110 132 -76 80 0 80ZM0 136C-52 136 -76 166 -77 214"
      "C-78 262 -58 326 0 328C58 326 78 262 77 214C76 166 52 136 0 136Z'/>"
      "<path fill='$R' opacity='.55' d='M0 110C-64 112 -90 150 -90 210C-90 270 -70 330 -14 344"
      "C-62 318 -78 262 -77 214C-76 166 -52 136 0 136C52 136 76 166 77 214"
      "C77 240 71 270 58 294C84 270 92 240 90 206C88 150 64 112 0 110Z'/>"
      "<path fill='$u' d='M104 262C92 330 30 352 -60 346C-96 342 -120 334 -128 330"
      "C-142 356 -150 380 -150 404C-130 440 -40 440 30 404C84 376 112 330 104 262Z'/>"
      "<path fill='none' stroke='$R' stroke-width='4.5' stroke-linecap='round' d='M102 282"
      "C88 346 10 376 -96 370M96 320C70 372 10 402 -70 404'/>";

static const char turban[]
    = "<path fill='$r' d='M-86 196C-112 160 -112 92 -60 62C-30 42 40 40 68 66"
      "C112 96 110 164 86 196C70 172 50 156 0 128C-50 156 -70 172 -86 196Z'/>"
      "<path fill='$u' d='M0 128C-20 108 -40 90 -62 64C-24 36 34 40 62 64C40 90 20 108 0 128Z'/>"
      "<path fill='$R' d='M0 128C-9 119 -18 110 -27 102C-10 92 10 92 27 102C18 110 9 119 0 128Z'/>"
      "<path fill='none' stroke='$R' stroke-width='4.5' stroke-linecap='round' d='M-30 146"
      "C-56 126 -76 104 -84 90M-58 164C-80 148 -94 128 -98 114M30 146C56 126 76 104 84 90"
      "M58 164C80 148 94 128 98 114M-38 88C-14 68 16 68 38 88'/>";

static const char headwrap[]
    = "<path fill='$r' d='M-84 192C-112 150 -118 70 -66 44C-30 20 40 22 72 48"
      "C118 76 110 152 84 192C64 160 34 150 0 150C-34 150 -64 160 -84 192Z'/>"
      "<path fill='$u' d='M-22 76C-46 42 -14 24 18 32C50 22 72 54 44 80C24 94 -6 92 -22 76Z'/>"
      "<path fill='none' stroke='$R' stroke-width='4.5' stroke-linecap='round' d='M-6 78"
      "C-10 60 2 46 20 46M38 74C46 62 44 52 34 46M-80 170C-74 130 -44 100 -6 84M-64 158"
      "C-44 128 -10 112 30 106M82 168C86 130 76 100 52 78'/>"
      "<g fill='$c'><circle cx='-64' cy='100' r='6'/><circle cx='-44' cy='70' r='5'/><circle "
      "cx='68' cy='104' r='6'/><circle cx='20' cy='132' r='5'/><circle cx='-22' cy='136' r='5'/>"
      "</g>";

static const char cap[]
    = "{<path fill='$h' d='M77 158C92 182 92 210 83 238L75 236C77 214 77 190 70 164Z'/>}"
      "<path fill='$r' d='M-88 172C-96 112 -60 74 2 74C64 74 96 112 88 172"
      "C50 156 -50 156 -88 172Z'/>"
      "<path fill='$R' d='M-90 168C-50 146 50 146 90 168C104 176 108 190 98 192"
      "C60 168 -60 168 -98 192C-108 190 -104 176 -90 168Z'/>"
      "<path fill='none' stroke='$R' stroke-width='4' stroke-linecap='round' d='M-34 152"
      "C-36 120 -28 94 -12 78M34 152C36 120 28 94 12 78'/><circle cx='0' cy='74' r='8' fill='$R'/>";

static const char long_under_back[]
    = "<path fill='$H' d='M-100 400C-118 300 -110 160 0 150C110 160 118 300 100 400Z'/>";
static const char beanie_long[]
    = "{<path fill='$h' d='M74 168C104 196 104 280 108 330C112 370 112 396 104 416"
      "C92 422 80 420 72 414C80 340 84 250 74 190Z'/>"
      "<path fill='none' stroke='$H' stroke-width='4.5' stroke-linecap='round' d='M88 220"
      "C96 290 96 340 92 396'/>}"
      "<path fill='$r' d='M-92 158C-96 96 -60 62 0 62C60 62 96 96 92 158Z'/>"
      "<path fill='$u' d='M-96 146C-60 132 60 132 96 146C102 150 102 176 96 180"
      "C60 166 -60 166 -96 180C-102 176 -102 150 -96 146Z'/>"
      "<path fill='none' stroke='$R' stroke-width='4' stroke-linecap='round' d='M-68 146V164"
      "M-40 141V159M-12 140V157M16 140V157M44 142V159M70 146V164M-30 124C-30 100 -22 80 -10 70"
      "M30 124C30 100 22 80 10 70M-66 124C-66 106 -58 92 -48 84M66 124C66 106 58 92 48 84'/>";

static const char beanie[]
    = "{<path fill='$h' d='M78 160C92 184 92 212 84 236L76 234C78 214 78 192 70 168Z'/>}"
      "<path fill='$r' d='M-92 158C-96 96 -60 62 0 62C60 62 96 96 92 158Z'/>"
      "<path fill='$u' d='M-96 146C-60 132 60 132 96 146C102 150 102 176 96 180"
      "C60 166 -60 166 -96 180C-102 176 -102 150 -96 146Z'/>"
      "<path fill='none' stroke='$R' stroke-width='4' stroke-linecap='round' d='M-68 146V164"
      "M-40 141V159M-12 140V157M16 140V157M44 142V159M70 146V164M-30 124C-30 100 -22 80 -10 70"
      "M30 124C30 100 22 80 10 70M-66 124C-66 106 -58 92 -48 84M66 124C66 106 58 92 48 84'/>";

/* clang-format on */

static const NlAvatarHair styles[] = {
  { "hijab",
    { 9, 0, 0 },
    18,
    90,
    NL_AVATAR_EARS_HIDDEN | NL_AVATAR_HAIR_HIDDEN,
    hijab_back,
    hijab },
  { "turban", { 0, 7, 1 }, 18, 90, NL_AVATAR_HAIR_HIDDEN | NL_AVATAR_BEARDED, NULL, turban },
  { "headwrap", { 6, 0, 1 }, 18, 90, NL_AVATAR_HAIR_HIDDEN, NULL, headwrap },
  { "cap", { 1, 5, 6 }, 18, 55, 0, NULL, cap },
  { "beanie over long hair",
    { 4, 0, 3 },
    18,
    45,
    NL_AVATAR_EARS_HIDDEN | NL_AVATAR_LONG,
    long_under_back,
    beanie_long },
  { "beanie", { 0, 5, 5 }, 18, 55, 0, NULL, beanie },
};

/**
 * nl_avatar_headwear_styles:
 * @n_styles: (out): how many
 *
 * Returns: (transfer none) (array length=n_styles): everything that is worn on the head
 */
const NlAvatarHair *
nl_avatar_headwear_styles (gsize *n_styles)
{
  *n_styles = G_N_ELEMENTS (styles);
  return styles;
}
