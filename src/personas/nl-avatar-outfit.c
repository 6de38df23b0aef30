/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas/nl-avatar-look.h"

/* clang-format off */
#define TORSO "M-182 520C-182 452 -172 420 -132 402C-102 390 -74 386 -56 374"
#define TORSO_END "C74 386 102 390 132 402C172 420 182 452 182 520Z"
/* Arms part from the body here, in every outfit. */
#define SLEEVES                                                                                    \
  "{<path fill='none' stroke='$C' stroke-width='4' stroke-linecap='round' "                        \
  "d='M128 520C128 492 124 474 116 458'/>}"
#define FOLD                                                                                       \
  "<path fill='$C' opacity='.55' d='M182 520C182 452 172 420 132 402C150 430 150 470 146 520Z'/>"

#define BODY(neckline) "<path fill='$c' d='" TORSO neckline TORSO_END "'/>" FOLD SLEEVES

static const char tee[]
    = BODY ("C-44 418 44 418 56 374")
    "<path fill='none' stroke='$C' stroke-width='9' d='M-58 376C-46 422 46 422 58 376'/>";

static const char v_neck[]
    = BODY ("L0 440 56 374")
    "<path fill='none' stroke='$C' stroke-width='8' stroke-linejoin='round' d='M-58 376"
      "L0 440 58 376'/>";

static const char striped[]
    = BODY ("C-60 408 60 408 56 374")
    "<g fill='none' stroke='$a' stroke-width='13'><path d='M-166 438C-90 452 90 452 166 438'/>"
    "<path d='M-177 472C-90 486 90 486 177 472'/><path d='M-181 506C-90 520 90 520 181 506'/></g>"
    SLEEVES
    "<path fill='none' stroke='$a' stroke-width='7' d='M-58 375C-62 412 62 412 58 375'/>";

static const char sweater[]
    = BODY ("C-44 404 44 404 56 374")
    "<path fill='$d' d='M-47 362C-58 366 -64 374 -61 390C-34 424 34 424 61 390"
    "C64 374 58 366 47 362C42 400 -42 400 -47 362Z'/>"
    "<g stroke='$C' stroke-width='3' stroke-linecap='round'>"
    "<path d='M-55 390L-47 380M-34 407L-29 397M-11 414L-10 403M11 414L10 403M34 407L29 397"
    "M55 390L47 380'/></g>";

static const char turtleneck[]
    = "<path fill='$c' d='M-182 520C-182 452 -172 420 -132 402C-102 390 -74 386 -54 378L-50 336"
      "C-30 350 30 350 50 336L54 378" TORSO_END "'/>" FOLD SLEEVES
      "<path fill='$C' d='M-50 336C-30 350 30 350 50 336L52 356C30 369 -30 369 -52 356Z' "
      "opacity='.45'/>"
      "<path fill='none' stroke='$C' stroke-width='4' stroke-linecap='round' d='M-54 380"
      "C-30 396 30 396 54 380'/>";

static const char shirt[]
    = BODY ("L0 428 56 374")
    "<path fill='none' stroke='$C' stroke-width='4' d='M0 428V520'/>"
    "<g fill='$C'><circle cx='11' cy='456' r='5'/><circle cx='11' cy='492' r='5'/></g>"
    "{<path fill='$d' d='M56 362C66 370 74 380 80 392L40 434 0 428 44 384Z'/>"
    "<path fill='none' stroke='$C' stroke-width='3.5' stroke-linejoin='round' d='M80 392"
      "L40 434 0 428'/>}";

static const char open_shirt[]
    = "<path fill='$a' d='" TORSO "C-44 418 44 418 56 374" TORSO_END "'/>"
      "<path fill='none' stroke='$A' stroke-width='7' d='M-58 376C-46 422 46 422 58 376'/>"
      "{<path fill='$c' d='M58 370C74 386 102 390 132 402C172 420 182 452 182 520H64"
      "C58 470 50 430 44 402Z'/>"
      "<path fill='$d' d='M56 362C70 372 80 384 88 398L58 440C50 426 46 412 44 396Z'/>"
      "<path fill='none' stroke='$C' stroke-width='3.5' stroke-linejoin='round' d='M88 398"
      "L58 440C60 460 62 490 64 520'/>}"
      FOLD SLEEVES;

static const char hoodie_back[]
    = "<path fill='$C' d='M-96 400C-104 352 -80 330 -58 326H58C80 330 104 352 96 400Z'/>";

static const char hoodie[]
    = BODY ("C-50 430 50 430 56 374")
    "{<path fill='$d' d='M56 352C86 352 104 374 96 402C80 430 40 452 4 456C-4 448 0 440 4 436"
      "C34 424 56 400 56 352Z'/>"
    "<path fill='none' stroke='$C' stroke-width='3.5' stroke-linecap='round' d='M96 402"
      "C80 430 40 452 6 456'/>"
    "<path fill='none' stroke='$a' stroke-width='6' stroke-linecap='round' d='M26 446"
      "C28 466 26 480 28 498'/>}";

static const char blazer[]
    = "<path fill='$a' d='" TORSO "L0 450 56 374" TORSO_END "'/>"
      "{<path fill='$a' d='M56 360L66 374 40 412 0 450 44 384Z'/><path fill='none' stroke='$"
      "A' stroke-width='3.5' "
      "stroke-linejoin='round' d='M60 372L42 412 2 448'/>}"
      "<path fill='$A' d='M-2 450H2V520H-2Z'/>"
      "{<path fill='$c' d='M62 366C76 386 102 390 132 402C172 420 182 452 182 520H6"
      "C40 480 62 430 62 366Z'/>"
      "<path fill='$d' d='M62 364C72 374 82 382 92 388L100 420 82 424 88 438 18 514"
      "C46 470 62 424 62 364Z'/>"
      "<path fill='none' stroke='$C' stroke-width='3.5' stroke-linejoin='round' d='M92 388"
      "L100 420 82 424 88 438 18 514'/>}"
      FOLD SLEEVES;

static const char blazer_over_tee[]
    = "<path fill='$a' d='" TORSO "C-44 414 44 414 56 374" TORSO_END "'/>"
      "<path fill='none' stroke='$A' stroke-width='6' d='M-57 376C-45 418 45 418 57 376'/>"
      "{<path fill='$c' d='M62 366C76 386 102 390 132 402C172 420 182 452 182 520H24"
      "C52 480 66 430 62 366Z'/>"
      "<path fill='$d' d='M62 364C76 376 86 384 96 390L108 426 88 430 94 444 34 516"
      "C54 470 64 424 62 364Z'/>"
      "<path fill='none' stroke='$C' stroke-width='3.5' stroke-linejoin='round' d='M96 390"
      "L108 426 88 430 94 444 34 516'/>}"
      FOLD SLEEVES;

static const char scoop[]
    = "<path fill='$c' d='M-182 520C-182 452 -172 420 -132 402C-120 397 -106 393 -94 390"
      "C-84 462 84 462 94 390C106 393 120 397 132 402C172 420 182 452 182 520Z'/>" FOLD SLEEVES
      "<path fill='none' stroke='$C' stroke-width='6' d='M-95 390C-85 465 85 465 95 390'/>";

static const char necklace[]
    = "<path fill='$c' d='M-182 520C-182 452 -172 420 -132 402C-114 394 -98 390 -84 388"
      "L0 474 84 388"
      "C98 390 114 394 132 402C172 420 182 452 182 520Z'/>" FOLD SLEEVES
      "<path fill='none' stroke='$C' stroke-width='5' stroke-linejoin='round' d='M-85 388"
      "L0 475 85 388'/>"
      "<path fill='none' stroke='$m' stroke-width='3.5' d='M-52 378C-44 424 44 424 52 378'/>"
      "<circle cx='0' cy='416' r='7' fill='$m'/>";

static const char dungarees[]
    = "<path fill='$a' d='" TORSO "C-44 418 44 418 56 374" TORSO_END "'/>"
      "<path fill='none' stroke='$A' stroke-width='7' d='M-58 376C-46 422 46 422 58 376'/>"
      "{<path fill='none' stroke='$A' stroke-width='4' stroke-linecap='round' d='M130 520"
      "C130 492 126 474 118 458'/>"
      "<path fill='$c' d='M74 386L104 391 92 468H62Z'/>}"
      "<path fill='$c' d='M-92 462C-60 468 60 468 92 462L100 520H-100Z'/>"
      "<path fill='none' stroke='$C' stroke-width='3.5' stroke-dasharray='8 6' d='M-84 474"
      "C-60 479 60 479 84 474'/>"
      "{<circle cx='77' cy='466' r='9' fill='$m'/>}";

static const char scarf[]
    = BODY ("C-44 418 44 418 56 374")
    "<path fill='$a' d='M-74 356C-92 372 -90 398 -66 410C-30 432 30 432 66 410"
      "C90 398 92 372 74 356C40 384 -40 384 -74 356Z'/>"
    "<path fill='$A' d='M26 408C50 404 72 398 84 384C90 396 80 406 66 412C54 420 40 424 28 424Z'/>"
    "<path fill='$a' d='M22 414L66 408C74 446 76 484 74 540H26C30 484 30 446 22 414Z'/>"
    "<path fill='none' stroke='$A' stroke-width='4' d='M23 418C30 450 30 484 27 536'/>"
    "<path fill='none' stroke='$A' stroke-width='4' stroke-linecap='round' d='M-70 374"
      "C-36 402 24 402 60 384M-62 392C-40 406 -14 410 8 410'/>";

static const char cardigan[]
    = "<path fill='$a' d='" TORSO "C-48 424 48 424 56 374" TORSO_END "'/>"
      "{<path fill='$c' d='M55 372C74 386 102 390 132 402C172 420 182 452 182 520H8"
      "C46 470 60 430 55 372Z'/>"
      "<path fill='none' stroke='$d' stroke-width='13' d='M61 376C61 432 47 474 14 524'/>}"
      FOLD SLEEVES "<g fill='$m'><circle cx='24' cy='500' r='5'/></g>";

static const char kurta[]
    = BODY ("L-34 364 0 384 34 364 56 374")
    "<path fill='$d' d='M-14 382C-6 388 6 388 14 382L14 500 0 512 -14 500Z'/>"
    "<g fill='$m'><circle cx='0' cy='408' r='4.5'/><circle cx='0' cy='436' r='4.5'/><circle "
      "cx='0' cy='464' r='4.5'/></g>"
    "{<path fill='$d' d='M46 352C56 362 60 370 58 378L4 400 0 388C22 382 40 370 46 352Z'/>"
    "<path fill='none' stroke='$C' stroke-width='3' d='M58 378L8 399'/>}";

/* clang-format on */

static const NlAvatarOutfit outfits[] = {
  { "tee", { 5, 8, 8 }, 18, 60, NULL, tee },
  { "v-neck", { 7, 6, 6 }, 18, 75, NULL, v_neck },
  { "striped sweater", { 7, 6, 8 }, 18, 80, NULL, striped },
  { "sweater", { 6, 8, 8 }, 18, 90, NULL, sweater },
  { "turtleneck", { 8, 7, 8 }, 18, 90, NULL, turtleneck },
  { "shirt", { 7, 10, 8 }, 18, 90, NULL, shirt },
  { "open shirt", { 5, 8, 8 }, 18, 60, NULL, open_shirt },
  { "hoodie", { 5, 8, 9 }, 18, 48, hoodie_back, hoodie },
  { "blazer", { 7, 9, 6 }, 24, 90, NULL, blazer },
  { "blazer over tee", { 6, 8, 7 }, 22, 75, NULL, blazer_over_tee },
  { "scoop-neck dress", { 8, 0, 0 }, 18, 70, NULL, scoop },
  { "necklace", { 8, 0, 1 }, 18, 90, NULL, necklace },
  { "dungarees", { 5, 3, 7 }, 18, 55, NULL, dungarees },
  { "scarf", { 6, 5, 5 }, 18, 90, NULL, scarf },
  { "cardigan", { 8, 6, 6 }, 25, 90, NULL, cardigan },
  { "kurta", { 4, 4, 3 }, 18, 90, NULL, kurta },
};

/**
 * nl_avatar_outfits:
 * @n_outfits: (out): how many
 *
 * Returns: (transfer none) (array length=n_outfits): every outfit
 */
const NlAvatarOutfit *
nl_avatar_outfits (gsize *n_outfits)
{
  *n_outfits = G_N_ELEMENTS (outfits);
  return outfits;
}
