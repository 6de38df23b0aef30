/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas/nl-avatar-look.h"

/* clang-format off */
#define SHINE(path)                                                                                \
  "<path fill='none' stroke='$g' stroke-width='7' stroke-linecap='round' d='" path "'/>"
#define STRAND(path)                                                                               \
  "<path fill='none' stroke='$H' stroke-width='4.5' stroke-linecap='round' d='" path "'/>"

/* Hair pulled back tightly: what buns and tails start from. */
#define PULLED_BACK                                                                                \
  "<path fill='$h' d='M-82 226C-94 180 -92 128 -58 102C-34 86 34 86 58 102"                        \
  "C92 128 94 180 82 226L77 220"                                                                   \
  "C78 190 70 162 50 144C30 132 14 134 0 146C-14 134 -30 132 -50 144"                              \
  "C-70 162 -78 190 -77 220Z'/>"                                                                   \
  STRAND ("M0 140C-2 126 0 112 0 100M-47 138C-43 125 -35 114 -22 106M47 138C43 125 35 114 22 106")

static const char bob_back[]
    = "<path fill='$H' d='M-98 306C-116 220 -112 120 0 110C112 120 116 220 98 306"
      "C98 326 84 332 66 330H-66C-84 332 -98 326 -98 306Z'/>";
static const char bob[]
    = "<path fill='$h' d='M-102 306C-122 206 -112 84 0 84C112 84 122 206 102 306"
      "C100 330 74 332 64 318C78 280 82 230 74 194"
      "C70 180 64 170 58 164C26 162 -10 150 -28 122C-38 148 -60 162 -70 186"
      "C-80 220 -80 276 -64 318C-74 332 -100 330 -102 306Z'/>"
      STRAND ("M-28 122C-28 112 -24 104 -18 98M88 200C94 236 92 268 86 300M-88 200"
              "C-94 236 -92 268 -86 300")
      SHINE ("M-78 142C-70 122 -58 110 -44 104");

static const char fringe_bob[]
    = "<path fill='$h' d='M-102 306C-122 206 -112 84 0 84C112 84 122 206 102 306"
      "C100 330 74 332 66 318C78 280 80 230 75 186"
      "C54 176 -54 176 -75 186C-80 230 -78 280 -66 318C-74 332 -100 330 -102 306Z'/>"
      STRAND ("M-40 179C-42 160 -38 142 -28 130M2 177V138M42 179C44 160 40 142 30 130M88 200"
              "C94 236 92 268 86 300M-88 200C-94 236 -92 268 -86 300")
      SHINE ("M-70 128C-58 112 -44 104 -28 101");

static const char long_back[]
    = "<path fill='$H' d='M-112 440C-122 320 -118 110 0 104C118 110 122 320 112 440Z'/>";
static const char long_straight[]
    = "<path fill='$h' d='M-116 440C-112 380 -114 330 -108 290C-118 190 -104 84 0 84"
      "C104 84 118 190 108 290C114 330 112 380 116 440"
      "C104 452 84 454 70 448C80 380 84 300 77 214C74 176 50 150 2 116C-50 150 -74 176 -77 214"
      "C-84 300 -80 380 -70 448C-84 454 -104 452 -116 440Z'/>"
      STRAND ("M2 116V96M90 214C98 290 96 360 92 430M-90 214C-98 290 -96 360 -92 430")
      SHINE ("M-80 152C-72 128 -58 114 -40 106");

static const char fringe_long[]
    = "<path fill='$h' d='M-116 440C-112 380 -114 330 -108 290C-118 190 -104 84 0 84"
      "C104 84 118 190 108 290C114 330 112 380 116 440"
      "C104 452 84 454 70 448C80 380 82 300 76 192C60 184 40 180 22 182C14 176 6 166 2 158"
      "C-4 170 -14 178 -26 182C-44 180 -62 184 -76 192"
      "C-82 300 -80 380 -70 448C-84 454 -104 452 -116 440Z'/>"
      STRAND ("M2 158C0 140 2 120 4 104M-44 181C-46 160 -40 140 -30 128M44 181"
              "C46 160 42 140 34 128M92 214C98 290 96 360 92 430M-92 214C-98 290 -96 360 -92 430");

static const char wavy_back[]
    = "<path fill='$H' d='M-108 400C-130 380 -128 300 -116 260C-116 160 -90 110 0 106"
      "C90 110 116 160 116 260C128 300 130 380 108 400Z'/>";
static const char long_wavy[]
    = "<path fill='$h' d='M-88 420C-124 422 -140 388 -124 358C-140 330 -122 306 -116 284"
      "C-126 250 -108 226 -106 196C-108 126 -66 82 4 82"
      "C74 82 110 130 106 196C110 226 126 250 116 284C122 306 140 330 124 358"
      "C140 388 124 422 88 420C62 418 62 394 76 376"
      "C64 352 76 330 84 312C70 290 84 256 78 220C76 184 44 160 -22 118C-36 150 -70 168 -77 206"
      "C-84 256 -70 290 -84 312C-76 330 -64 352 -76 376"
      "C-62 394 -62 418 -88 420Z'/>"
      STRAND ("M-22 118C-22 108 -18 100 -12 94M94 214C90 244 108 266 98 296"
              "C94 324 110 340 100 370M-94 214C-90 244 -108 266 -98 296C-94 324 -110 340 -100 370")
      SHINE ("M34 102C56 110 74 126 82 146");

static const char curly_back[]
    = "<path fill='$H' d='M-90 380C-130 380 -130 240 -110 180C-90 110 90 110 110 180"
      "C130 240 130 380 90 380Z'/>";
static const char long_curly[]
    = "<path fill='$h' d='M0 80A26 26 0 0 0 -44 84A25 25 0 0 0 -80 108A25 25 0 0 0 -106 144"
      "A25 25 0 0 0 -120 186A26 26 0 0 0 -128 230"
      "A26 26 0 0 0 -134 274A26 26 0 0 0 -136 318A25 25 0 0 0 -130 360A22 22 0 0 0 -104 390"
      "A22 22 0 0 0 -68 382A24 24 0 0 0 -70 342"
      "A24 24 0 0 0 -80 302A24 24 0 0 0 -80 262A24 24 0 0 0 -80 222C-80 196 -76 180 -64 168"
      "A22 22 0 0 0 -34 152A20 20 0 0 0 -6 132"
      "A20 20 0 0 0 24 150A22 22 0 0 0 56 164C74 180 80 196 80 222A24 24 0 0 0 80 262"
      "A24 24 0 0 0 80 302A24 24 0 0 0 70 342A24 24 0 0 0 68 382"
      "A22 22 0 0 0 104 390A22 22 0 0 0 130 360A25 25 0 0 0 136 318A26 26 0 0 0 134 274"
      "A26 26 0 0 0 128 230A26 26 0 0 0 120 186"
      "A25 25 0 0 0 106 144A25 25 0 0 0 80 108A25 25 0 0 0 44 84A26 26 0 0 0 0 80Z'/>"
      STRAND ("M-66 128A18 18 0 0 1 -40 112M-14 108A16 16 0 0 1 12 104M40 122A18 18 0 0 1 66 132"
              "M-98 198A16 16 0 0 1 -96 174M96 176"
              "A16 16 0 0 1 98 200"
              "M-108 254A16 16 0 0 1 -100 230M104 232A16 16 0 0 1 108 256"
              "M-112 316A16 16 0 0 1 -102 292"
      "M104 294A16 16 0 0 1 112 318M-98 358A14 14 0 0 1 -96 338M98 340A14 14 0 0 1 98 360");

static const char side_braids_back[]
    = "<path fill='$H' d='M-90 250C-104 160 -80 110 0 108C80 110 104 160 90 250Z'/>";
static const char side_braids[]
    = "<path fill='$h' d='M-84 262C-104 200 -104 84 0 84C104 84 104 200 84 262"
      "C78 260 74 250 76 236C80 196 62 160 0 122C-62 160 -80 196 -76 236"
      "C-74 250 -78 260 -84 262Z'/>"
      STRAND ("M0 122V92") SHINE ("M-74 146C-66 124 -52 112 -36 105")
      "{<path fill='$h' d='M80 246C98 246 110 262 102 280C116 292 116 310 104 320"
      "C116 332 114 350 102 358C112 370 110 386 98 392"
      "C80 390 74 376 80 362C66 354 66 334 76 324C64 314 64 294 74 284C64 270 66 252 80 246Z'/>"
      "<path fill='none' stroke='$H' stroke-width='4.5' stroke-linecap='round' d='M72 262"
      "C84 268 96 272 102 280M74 284C84 294 96 288 102 280M70 304C82 308 96 312 104 320M76 324"
      "C86 332 96 328 104 320M74 344C84 346 94 350 102 358M80 362C88 368 96 366 102 358'/>"
      "<path fill='$a' d='M82 384H100V396C100 400 82 400 82 396Z'/>"
      "<path fill='$h' d='M82 398H100C104 414 100 428 90 436C80 428 78 414 82 398Z'/>}";

static const char box_braids_back[]
    = "<path fill='$H' d='M-108 430C-124 320 -122 110 0 104C122 110 124 320 108 430Z'/>";
static const char box_braids[]
    = "<path fill='$h' d='M-80 222C-108 180 -104 84 0 82C104 84 108 180 80 222"
      "C80 190 66 164 40 148C20 138 8 134 0 132C-8 134 -20 138 -40 148C-66 164 -80 190 -80 222Z'/>"
      STRAND ("M0 126V90M-25 133C-27 118 -22 106 -14 94M25 133C27 118 22 106 14 94"
              "M-50 147C-55 132 -50 114 -38 102M50 147C55 132 50 114 38 102"
              "M-70 172C-78 154 -74 134 -62 120M70 172C78 154 74 134 62 120")
      "{<g fill='none' stroke-width='15' stroke-linecap='round'>"
      "<path stroke='$h' d='M84 150C96 190 120 300 116 420M82 140C104 180 106 340 100 432"
      "M78 170C92 230 84 350 82 428'/>"
      "<path stroke='$H' stroke-dasharray='2.5 13' stroke-linecap='butt' d='M84 150"
      "C96 190 120 300 116 420M82 140C104 180 106 340 100 432M78 170C92 230 84 350 82 428'/></g>"
      "<path fill='$m' d='M74 400H90V408H74ZM93 384H109V392H93ZM109 398H124V406H109Z'/>}";

static const char locs_back[]
    = "<path fill='$H' d='M-100 316C-118 240 -112 110 0 104C112 110 118 240 100 316Z'/>";
static const char locs[]
    = "<path fill='$h' d='M-80 214C-106 170 -102 88 0 84C102 88 106 170 80 214"
      "C78 186 64 164 48 150C16 142 -16 142 -48 150C-64 164 -78 186 -80 214Z'/>"
      "{<g fill='none' stroke='$h' stroke-linecap='round' stroke-width='18'>"
      "<path d='M80 150C98 190 90 270 88 324M80 140C112 190 110 260 106 312M78 136"
      "C126 180 124 240 122 286'/></g>"
      "<g fill='none' stroke='$H' stroke-linecap='round' stroke-width='4'>"
      "<path d='M88 170C102 220 98 270 97 308M96 164C116 214 115 250 114 288'/></g>}"
      STRAND ("M-9 136C-12 120 -10 108 -4 98M23 137C24 122 22 110 14 100M50 142"
              "C54 130 48 114 38 104M-40 140C-44 126 -40 112 -32 102"
              "M-66 158C-72 144 -68 130 -58 118"
              "M70 162C76 148 72 134 64 120");

static const char top_bun_back[]
    = "<path fill='$h' d='M-42 72C-46 42 -22 28 2 28C28 28 48 44 42 72C38 94 -38 96 -42 72Z'/>"
      "<path fill='none' stroke='$H' stroke-width='4.5' stroke-linecap='round' d='M-26 76"
      "C-32 58 -16 44 4 44C20 44 28 57 22 66C16 74 2 72 2 63'/>";
static const char top_bun[]
    = PULLED_BACK "<path fill='$a' d='M-34 84C-16 94 16 94 34 84L36 92C18 104 -18 104 -36 92Z'/>";

static const char puff_back[]
    = "<g transform='translate(0 24)'>"
      "<path fill='$h' d='M-40 104A30 30 0 0 1 -76 76A28 28 0 0 1 -70 36"
      "A28 28 0 0 1 -36 12A28 28 0 0 1 4 4A28 28 0 0 1 42 14A28 28 0 0 1 72 40A28 28 0 0 1 76 78"
      "A30 30 0 0 1 40 104Z'/>"
      "<path fill='none' stroke='$H' stroke-width='4.5' stroke-linecap='round' d='M-48 64"
      "A18 18 0 0 1 -30 40M-6 48A16 16 0 0 1 18 38M40 56A14 14 0 0 1 54 74'/></g>";
static const char puff[]
    = PULLED_BACK "<path fill='$a' d='M-42 94C-18 82 18 82 42 94L40 104C16 94 -16 94 -40 104Z'/>";

static const char low_bun_back[]
    = "<path fill='$h' d='M40 260C76 236 122 254 120 292C118 330 66 338 44 314Z'/>"
      "<path fill='none' stroke='$H' stroke-width='4.5' stroke-linecap='round' d='M84 268"
      "C106 270 108 300 90 308'/>";
static const char low_bun[]
    = "<path fill='$h' d='M-82 238C-98 186 -96 84 4 84C102 84 98 186 82 238L77 232"
      "C80 200 76 180 66 168C30 166 -8 152 -26 124C-36 150 -62 162 -72 190"
      "C-77 206 -78 220 -77 232Z'/>"
      STRAND ("M-26 124C-24 112 -18 102 -10 96M30 156C52 158 66 164 76 190")
      SHINE ("M-68 138C-60 120 -48 110 -36 105");

static const char ponytail_back[]
    = "<path fill='$h' d='M30 110C84 66 150 110 144 200C140 260 150 300 124 350"
      "C108 330 106 290 104 250C100 200 70 150 30 150Z'/>"
      "<path fill='none' stroke='$H' stroke-width='4.5' stroke-linecap='round' d='M96 124"
      "C124 150 124 200 122 250C122 280 124 300 122 318'/>";
static const char ponytail[] = PULLED_BACK SHINE ("M-66 136C-58 120 -46 110 -34 106")
    "<path fill='$a' d='M62 100C70 96 78 104 80 114L70 124C66 116 62 110 54 106Z'/>";

static const char shoulder_back[]
    = "<path fill='$H' d='M-96 350C-112 240 -110 112 0 106C110 112 112 240 96 350"
      "C60 362 -60 362 -96 350Z'/>";
static const char shoulder[]
    = "<path fill='$h' d='M-72 344C-100 352 -116 330 -106 300C-112 250 -112 200 -102 170"
      "C-96 112 -56 84 0 84C56 84 96 112 102 170C112 200 112 250 106 300"
      "C116 330 100 352 72 344C82 310 84 262 80 222C78 184 64 164 16 124"
      "C-20 150 -70 170 -78 214C-84 262 -82 310 -72 344Z'/>"
      STRAND ("M16 124C14 112 10 102 4 96M92 210C98 250 96 290 92 326M-92 210"
              "C-98 250 -96 290 -92 326")
      SHINE ("M-76 148C-68 126 -56 114 -40 106");

static const char man_bun_back[]
    = "<path fill='$h' d='M-30 72C-32 46 -14 38 2 38C20 38 34 48 30 72C26 92 -26 92 -30 72Z'/>"
      "<path fill='none' stroke='$H' stroke-width='4' stroke-linecap='round' d='M-14 72"
      "C-16 58 -4 52 6 54C14 56 16 64 10 68'/>";
static const char man_bun[]
    = "<path fill='$h' d='M-82 232C-96 184 -94 128 -58 100C-34 84 34 84 58 100"
      "C94 128 96 184 82 232L76 228C78 196 72 168 56 150C36 138 -36 138 -56 150"
      "C-72 168 -78 196 -76 228Z'/>"
      STRAND ("M-37 133C-33 120 -24 110 -12 100M37 133C33 120 24 110 12 100M0 132V100M-66 168"
              "C-70 148 -62 130 -52 118M66 168C70 148 62 130 52 118");

/* clang-format on */

static const NlAvatarHair styles[] = {
  { "bob", { 9, 0, 4 }, 18, 90, NL_AVATAR_EARS_HIDDEN, bob_back, bob },
  { "bob with fringe", { 7, 0, 3 }, 18, 75, NL_AVATAR_EARS_HIDDEN, bob_back, fringe_bob },
  { "long straight",
    { 8, 0, 2 },
    18,
    62,
    NL_AVATAR_EARS_HIDDEN | NL_AVATAR_LONG,
    long_back,
    long_straight },
  { "long with fringe",
    { 6, 0, 1 },
    18,
    50,
    NL_AVATAR_EARS_HIDDEN | NL_AVATAR_LONG,
    long_back,
    fringe_long },
  { "long wavy",
    { 9, 0, 2 },
    18,
    66,
    NL_AVATAR_EARS_HIDDEN | NL_AVATAR_LONG,
    wavy_back,
    long_wavy },
  { "long curly",
    { 8, 0, 3 },
    18,
    70,
    NL_AVATAR_EARS_HIDDEN | NL_AVATAR_LONG,
    curly_back,
    long_curly },
  { "side braids",
    { 4, 0, 1 },
    18,
    45,
    NL_AVATAR_EARS_HIDDEN | NL_AVATAR_LONG,
    side_braids_back,
    side_braids },
  { "box braids",
    { 6, 0, 2 },
    18,
    60,
    NL_AVATAR_EARS_HIDDEN | NL_AVATAR_LONG,
    box_braids_back,
    box_braids },
  { "locs", { 2, 5, 5 }, 18, 65, NL_AVATAR_EARS_HIDDEN, locs_back, locs },
  { "top bun", { 7, 0, 3 }, 18, 80, 0, top_bun_back, top_bun },
  { "puff", { 5, 0, 2 }, 18, 60, 0, puff_back, puff },
  { "low bun", { 7, 0, 2 }, 24, 90, 0, low_bun_back, low_bun },
  { "ponytail", { 7, 0, 2 }, 18, 65, 0, ponytail_back, ponytail },
  { "shoulder length", { 7, 2, 6 }, 18, 75, NL_AVATAR_EARS_HIDDEN, shoulder_back, shoulder },
  { "man bun", { 0, 5, 5 }, 20, 55, 0, man_bun_back, man_bun },
};

/**
 * nl_avatar_long_hair_styles:
 * @n_styles: (out): how many
 *
 * Returns: (transfer none) (array length=n_styles): every style of long or tied hair
 */
const NlAvatarHair *
nl_avatar_long_hair_styles (gsize *n_styles)
{
  *n_styles = G_N_ELEMENTS (styles);
  return styles;
}
