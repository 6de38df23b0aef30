/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas/nl-avatar-look.h"

/* clang-format off */
#define SHINE(path)                                                                                \
  "<path fill='none' stroke='$g' stroke-width='7' stroke-linecap='round' d='" path "'/>"
#define STRAND(path)                                                                               \
  "<path fill='none' stroke='$H' stroke-width='4.5' stroke-linecap='round' d='" path "'/>"

static const char crop[]
    = "<path fill='$h' d='M-84 228C-92 190 -96 152 -78 122C-62 96 -30 84 4 85C38 86 68 98 81 124"
      "C95 150 92 190 84 228L76 226C77 206 73 188 64 172C48 160 24 154 -6 156"
      "C-32 156 -54 160 -66 174"
      "C-73 188 -77 206 -76 226Z'/>"
      STRAND ("M-66 174C-60 164 -50 156 -40 150M64 172C58 162 50 156 40 152")
      SHINE ("M-50 116C-34 104 -12 99 12 101");

static const char side_part[]
    = "<path fill='$h' d='M-84 230C-94 180 -96 132 -64 106C-40 82 14 74 54 92C90 108 98 152 84 230"
      "L76 228C78 202 74 184 66 168C40 170 -12 164 -44 136C-50 154 -62 166 -70 182"
      "C-76 198 -77 212 -76 228Z'/>"
      STRAND ("M-44 136C-48 122 -46 110 -38 100") SHINE ("M-16 104C8 96 36 98 56 112");

static const char quiff[]
    = "<path fill='$f' d='M-83 230C-92 180 -90 140 -70 118H70C90 140 92 180 83 230L76 228"
      "C77 204 74 184 66 166H-66"
      "C-74 184 -77 204 -76 228Z'/>"
      "<path fill='$h' d='M-66 170C-86 150 -86 118 -72 106C-66 74 -24 58 20 60"
      "C66 62 92 88 82 124C84 142 76 158 68 168"
      "C58 146 38 136 12 140C-20 144 -50 148 -66 170Z'/>"
      STRAND ("M-50 140C-52 112 -28 92 0 88M4 130C8 112 26 100 48 102")
      SHINE ("M-40 90C-24 76 2 72 24 76");

static const char undercut[]
    = "<path fill='$f' d='M-82 232C-92 190 -92 140 -66 116H66C92 140 92 190 82 232L76 230"
      "C76 200 70 172 56 152H-56"
      "C-70 172 -76 200 -76 230Z'/>"
      "<path fill='$h' d='M-78 142C-88 104 -48 72 8 74C62 76 92 104 80 148C72 160 66 168 62 172"
      "C60 154 48 146 30 150"
      "C-8 160 -36 150 -62 170C-72 162 -76 152 -78 142Z'/>"
      STRAND ("M-60 150C-40 128 -8 118 28 122") SHINE ("M-44 108C-24 92 4 88 30 92");

static const char textured_crop[]
    = "<path fill='$f' d='M-82 230C-92 180 -90 140 -66 118H66C90 140 92 180 82 230L76 228"
      "C76 204 72 184 64 164H-64"
      "C-72 184 -76 204 -76 228Z'/>"
      "<path fill='$h' d='M-70 168C-84 146 -84 112 -60 96C-52 80 -30 84 -20 82"
      "C-8 74 10 76 20 82C34 78 52 84 60 96"
      "C84 108 86 146 70 168L58 150 46 164 32 150 18 166 2 150 -14 166 -28 150 -44 166 -56 152Z'/>"
      STRAND ("M-40 132C-38 120 -32 112 -24 106M4 130C6 118 10 110 18 104M42 134"
              "C44 122 46 116 50 112");

static const char buzz[]
    = "<path fill='$f' d='M-81 218C-88 150 -60 101 0 101C60 101 88 150 81 218L76 216"
      "C76 192 70 174 58 160"
      "C34 150 -34 150 -58 160C-70 174 -76 192 -76 216Z'/>"
      "<path fill='none' stroke='$g' opacity='.4' stroke-width='8' stroke-linecap='round' d='"
      "M-48 128C-34 116 -14 111 8 112'/>";

static const char bald[]
    = "<path fill='none' stroke='$t' stroke-width='11' stroke-linecap='round' d='M-46 138"
      "C-38 128 -28 122 -16 119'/>";

static const char bald_with_sides[]
    = "{<path fill='$h' d='M79 240C96 216 96 172 73 148C64 156 69 186 74 237Z'/>}"
      "<path fill='none' stroke='$t' stroke-width='11' stroke-linecap='round' d='M-46 138"
      "C-38 128 -28 122 -16 119'/>";

static const char receding[]
    = "<path fill='$h' d='M-81 236C-100 190 -96 138 -66 110C-38 88 38 88 66 110"
      "C96 138 100 190 81 236L75 234"
      "C77 204 76 184 70 168C66 150 58 134 44 128C26 132 12 142 0 142C-12 142 -26 132 -44 128"
      "C-58 134 -66 150 -70 168"
      "C-76 184 -77 204 -75 234Z'/>" SHINE ("M-40 112C-26 104 -10 101 8 101");

static const char slick_back[]
    = "<path fill='$h' d='M-82 234C-98 184 -94 130 -60 104C-36 86 36 86 60 104"
      "C94 130 98 184 82 234L76 232"
      "C78 200 74 172 60 150C40 134 -40 134 -60 150C-74 172 -78 200 -76 232Z'/>"
      STRAND ("M-38 133C-36 120 -29 111 -18 104M0 130V106M38 133C36 120 29 111 18 104"
              "M-69 154C-73 142 -70 134 -63 126M69 154C73 142 70 134 63 126");

static const char curly_top[]
    = "<path fill='$f' d='M-82 230C-92 180 -90 140 -66 118H66C90 140 92 180 82 230L76 228"
      "C76 204 72 184 64 160H-64"
      "C-72 184 -76 204 -76 228Z'/>"
      "<path fill='$h' d='M-74 164A16 16 0 0 1 -86 142A18 18 0 0 1 -80 114A20 20 0 0 1 -58 88"
      "A22 22 0 0 1 -22 74"
      "A22 22 0 0 1 18 72A22 22 0 0 1 54 86A20 20 0 0 1 78 112A18 18 0 0 1 86 142"
      "A16 16 0 0 1 74 164"
      "A17 17 0 0 1 48 158A17 17 0 0 1 18 160A17 17 0 0 1 -12 158A17 17 0 0 1 -42 160"
      "A17 17 0 0 1 -74 164Z'/>"
      STRAND ("M-52 132A16 16 0 0 1 -26 120M-6 126A16 16 0 0 1 20 118M36 138A14 14 0 0 1 58 126"
              "M-22 102A14 14 0 0 1 2 96M34 104A12 12 0 0 1 52 106");

static const char waves_top[]
    = "<path fill='$h' d='M-83 234C-96 200 -100 168 -88 146C-98 118 -70 88 -44 88"
      "C-30 68 14 68 26 80C58 72 88 98 84 124"
      "C100 148 96 196 83 234L76 230C78 204 74 186 66 170C54 166 46 154 42 142"
      "C30 160 6 164 -10 150C-22 164 -44 166 -54 158"
      "C-62 166 -70 180 -72 192C-76 206 -77 218 -76 230Z'/>"
      STRAND ("M42 142C36 126 38 112 46 104M-10 150C-18 132 -16 114 -4 106M-54 158"
              "C-62 146 -62 130 -54 120")
      SHINE ("M-44 108C-36 100 -28 96 -20 96");

static const char afro_back[]
    = "<path fill='$h' d='M-96 268A28 28 0 0 1 -124 236A28 28 0 0 1 -134 198"
      "A26 26 0 0 1 -134 160A26 26 0 0 1 -122 122"
      "A27 27 0 0 1 -98 88A28 28 0 0 1 -62 62A28 28 0 0 1 -22 50A28 28 0 0 1 22 50"
      "A28 28 0 0 1 62 62A28 28 0 0 1 98 88"
      "A27 27 0 0 1 122 122A26 26 0 0 1 134 160A26 26 0 0 1 134 198A28 28 0 0 1 124 236"
      "A28 28 0 0 1 96 268Z'/>";
static const char afro[]
    = "<path fill='$h' d='M-80 226C-112 200 -112 120 -60 92C-30 76 30 76 60 92"
      "C112 120 112 200 80 226"
      "C84 208 78 196 73 190A16 16 0 0 0 58 168A16 16 0 0 0 32 154A17 17 0 0 0 0 150"
      "A17 17 0 0 0 -32 154A16 16 0 0 0 -58 168"
      "A16 16 0 0 0 -73 190C-78 196 -84 208 -80 226Z'/>"
      STRAND ("M-92 130A18 18 0 0 1 -70 108M-38 92A18 18 0 0 1 -8 84M40 92A18 18 0 0 1 66 108"
              "M-104 182A16 16 0 0 1 -98 158M86 148A16 16 0 0 1 104 168M10 116"
              "A16 16 0 0 1 36 118M-56 132A16 16 0 0 1 -30 120");

static const char short_afro[]
    = "<path fill='$h' d='M-83 226A20 20 0 0 1 -98 194A22 22 0 0 1 -102 158A22 22 0 0 1 -92 122"
      "A22 22 0 0 1 -66 94A22 22 0 0 1 -34 76"
      "A24 24 0 0 1 4 70A24 24 0 0 1 42 78A22 22 0 0 1 72 98A22 22 0 0 1 95 126"
      "A22 22 0 0 1 102 162A22 22 0 0 1 97 196A20 20 0 0 1 83 226"
      "L76 222C78 204 72 188 64 170C44 156 -44 156 -64 170C-72 188 -78 204 -76 222Z'/>"
      STRAND ("M-66 140A16 16 0 0 1 -46 122M-20 110A16 16 0 0 1 8 102M36 116A16 16 0 0 1 60 128"
              "M-84 176A14 14 0 0 1 -80 156M80 160A14 14 0 0 1 86 180");

static const char pixie[]
    = "<path fill='$h' d='M-82 244C-98 206 -98 140 -66 108C-36 80 34 76 64 102"
      "C98 132 98 204 82 244C76 238 74 228 74 216"
      "C76 196 70 182 62 170C30 176 -8 166 -32 142C-40 162 -60 172 -70 190"
      "C-76 206 -74 232 -82 244Z'/>"
      STRAND ("M-32 142C-34 126 -26 112 -12 106M6 156C26 160 46 160 62 170")
      SHINE ("M-58 128C-46 112 -30 104 -12 102");

static const char short_curls[]
    = "<path fill='$h' d='M-70 246A25 25 0 0 1 -94 216A24 24 0 0 1 -104 178A24 24 0 0 1 -98 140"
      "A24 24 0 0 1 -78 106A25 25 0 0 1 -42 84"
      "A25 25 0 0 1 0 76A25 25 0 0 1 42 84A25 25 0 0 1 78 106A24 24 0 0 1 98 140"
      "A24 24 0 0 1 104 178A24 24 0 0 1 94 216A25 25 0 0 1 70 246"
      "C78 226 78 206 72 192A22 22 0 0 1 50 164A24 24 0 0 1 16 156A24 24 0 0 1 -20 156"
      "A24 24 0 0 1 -52 166A22 22 0 0 1 -72 192"
      "C-78 206 -78 226 -70 246Z'/>"
      STRAND ("M-72 146A18 18 0 0 1 -46 124M-20 122A18 18 0 0 1 12 112M38 124"
              "A18 18 0 0 1 66 140M-90 196A14 14 0 0 1 -82 176M82 178A14 14 0 0 1 90 198");

/* clang-format on */

static const NlAvatarHair styles[] = {
  { "crop", { 0, 9, 5 }, 18, 90, 0, NULL, crop },
  { "side part", { 0, 9, 4 }, 18, 90, 0, NULL, side_part },
  { "quiff", { 0, 7, 4 }, 18, 58, 0, NULL, quiff },
  { "undercut", { 1, 6, 9 }, 18, 48, 0, NULL, undercut },
  { "textured crop", { 0, 7, 6 }, 18, 52, 0, NULL, textured_crop },
  { "buzz", { 1, 6, 6 }, 18, 80, NL_AVATAR_SCALP, NULL, buzz },
  { "bald", { 0, 5, 1 }, 28, 90, NL_AVATAR_HAIR_HIDDEN | NL_AVATAR_SCALP, NULL, bald },
  { "bald with sides", { 0, 12, 0 }, 48, 90, NL_AVATAR_SCALP, NULL, bald_with_sides },
  { "receding", { 0, 12, 1 }, 42, 90, 0, NULL, receding },
  { "slick back", { 0, 5, 3 }, 25, 90, 0, NULL, slick_back },
  { "curly top", { 0, 7, 6 }, 18, 58, NL_AVATAR_HAIR_TEXTURED, NULL, curly_top },
  { "waves", { 1, 6, 8 }, 18, 65, 0, NULL, waves_top },
  { "afro", { 6, 2, 5 }, 18, 75, NL_AVATAR_HAIR_TEXTURED | NL_AVATAR_EARS_HIDDEN, afro_back, afro },
  { "short afro", { 5, 5, 6 }, 18, 90, NL_AVATAR_HAIR_TEXTURED, NULL, short_afro },
  { "pixie", { 6, 0, 8 }, 18, 90, 0, NULL, pixie },
  { "short curls", { 7, 0, 4 }, 25, 90, NL_AVATAR_EARS_HIDDEN, NULL, short_curls },
};

/**
 * nl_avatar_hair_styles:
 * @n_styles: (out): how many
 *
 * Returns: (transfer none) (array length=n_styles): every style of short hair
 */
const NlAvatarHair *
nl_avatar_hair_styles (gsize *n_styles)
{
  *n_styles = G_N_ELEMENTS (styles);
  return styles;
}
