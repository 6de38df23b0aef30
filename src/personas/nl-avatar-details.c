/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas/nl-avatar-look.h"

/* clang-format off */
/* Where a beard grows: everything below this line, cut from the shape of the head. */
#define BEARD_LINE                                                                                 \
  "M-100 196H-81L-73 236C-72 256 -66 269 -52 272C-38 276 -34 270 -22 269C-10 268 -6 272 0 272"     \
  "C6 272 10 268 22 269C34 270 38 276 52 272C66 269 72 256 73 236L81 196H100V400H-100Z"

static const char stubble[]
    = "<clipPath id='@e'><path d='" BEARD_LINE "'/></clipPath>"
      "<g clip-path='url(#@e)'><use href='#@f' fill='$h' opacity='.22'/></g>";
static const char short_beard[]
    = "<clipPath id='@e'><path d='" BEARD_LINE "'/></clipPath><g clip-path='url(#@e)'>"
      "<use href='#@f' fill='$h' transform='translate(0 -8.5) scale(1.015 1.04)'/></g>";
static const char full_beard[]
    = "<clipPath id='@e'><path d='" BEARD_LINE "'/></clipPath><g clip-path='url(#@e)'>"
      "<use href='#@f' fill='$h' transform='translate(0 -22) scale(1.03 1.12)'/></g>"
      "<path fill='none' stroke='$H' stroke-width='4.5' stroke-linecap='round' d='M-30 318"
      "C-26 326 -20 332 -12 336M30 318C26 326 20 332 12 336M0 322V336'/>";
static const char long_beard[]
    = "<path fill='$h' d='M-81 196L-73 236C-72 256 -66 269 -52 272C-38 276 -34 270 -22 269"
      "C-10 268 -6 272 0 272C6 272 10 268 22 269C34 270 38 276 52 272C66 269 72 256 73 236L81 196"
      "C87 270 84 330 56 362C36 386 -36 386 -56 362C-84 330 -87 270 -81 196Z'/>"
      "<path fill='none' stroke='$H' stroke-width='4.5' stroke-linecap='round' d='M-44 322"
      "C-40 340 -34 352 -24 360M44 322C40 340 34 352 24 360M0 328V362'/>";
static const char moustache[]
    = "<path fill='$h' d='M0 273C6 267 18 268 26 274C32 278 36 278 38 276C36 286 26 288 16 285"
      "C8 284 4 281 0 279C-4 281 -8 284 -16 285C-26 288 -36 286 -38 276C-36 278 -32 278 -26 274"
      "C-18 268 -6 267 0 273Z'/>";
static const char goatee[]
    = "<path fill='$h' d='M-26 276C-16 268 -6 270 0 273C6 270 16 268 26 276C34 296 30 326 0 330"
      "C-30 326 -34 296 -26 276ZM-19 281C-24 300 24 300 19 281C8 276 -8 276 -19 281Z' "
      "fill-rule='evenodd'/>";
static const char chin_beard[]
    = "<path fill='$h' d='M-16 307C-6 302 6 302 16 307"
      "C20 320 14 332 0 334C-14 332 -20 320 -16 307Z'/>";

static const char *const beards[]
    = { stubble,    stubble,    short_beard, short_beard, full_beard,
        full_beard, long_beard, moustache,   goatee,      chin_beard };
/* clang-format on */

/**
 * nl_avatar_draw_beard:
 * @canvas: a canvas on which the head is drawn
 * @look: what to draw
 *
 * Draws a beard when the person has one.
 */
void
nl_avatar_draw_beard (NlAvatarCanvas *canvas, const NlAvatarLook *look)
{
  const char *beard = beards[nl_avatar_look_pick (look, "beard kind", G_N_ELEMENTS (beards))];
  guint percent = look->age < 24 ? 25 : 58;

  if (look->presentation != NL_AVATAR_MASCULINE)
    return;
  if (look->hair->flags & NL_AVATAR_BEARDED) {
    beard = nl_avatar_look_chance (look, "beard", 50) ? long_beard : full_beard;
    percent = 100;
  }
  if (!nl_avatar_look_chance (look, "beard", percent))
    return;
  nl_avatar_canvas_draw (canvas, beard);
  /* Lips are seen against hair now. */
  if (beard != stubble && beard != chin_beard && beard != moustache)
    canvas->colours['L'] = nl_avatar_mix (look->colours['l'], look->colours['s'], 25);
}

/* clang-format off */
/* The last, a cat eye, is kept from masculine faces. */
static const char *const glasses[] = {
  "{<circle cx='34' cy='228' r='25'/><path d='M59 222L82 218'/>}<path d='M-10 224"
      "C-5 218 5 218 10 224'/>",
  "{<rect x='9' y='208' width='50' height='40' rx='13'/><path d='M59 220L82 217'/>}<path "
      "d='M-9 222C-4 218 4 218 9 222'/>",
  "{<path d='M9 214C22 206 52 206 62 210C62 232 54 250 36 250C18 250 10 236 9 214Z'/><path "
      "d='M62 213L82 214'/>}<path d='M-9 218C-4 214 4 214 9 218'/>",
  "{<path d='M10 236C12 246 22 250 34 250C46 250 56 246 58 236' stroke-width='3'/>"
      "<path stroke-width='6.5' d='M9 217C24 211 46 211 60 216L82 218'/>}<path d='M-9 216"
      "C-4 213 4 213 9 216'/>",
  "{<path d='M10 218C16 208 44 206 62 202C66 214 62 246 38 247C18 248 10 236 10 218Z'/>"
      "<path d='M62 210L82 214'/>}<path d='M-10 221C-5 216 5 216 10 221'/>",
};
/* clang-format on */

/**
 * nl_avatar_draw_glasses:
 * @canvas: a canvas on which the features are drawn
 * @look: what to draw
 *
 * Draws glasses when the person wears some.
 */
void
nl_avatar_draw_glasses (NlAvatarCanvas *canvas, const NlAvatarLook *look)
{
  guint percent = look->age < 45 ? 22 : look->age < 60 ? 36 : 48;
  guint n_kinds = G_N_ELEMENTS (glasses) - (look->presentation == NL_AVATAR_MASCULINE ? 1 : 0);

  if (!nl_avatar_look_chance (look, "glasses", percent))
    return;
  nl_avatar_canvas_draw (canvas, "<g fill='#fff' fill-opacity='.1' stroke='$o' stroke-width='5' "
                                 "stroke-linecap='round' stroke-linejoin='round'>");
  nl_avatar_canvas_draw (canvas, glasses[nl_avatar_look_pick (look, "glasses kind", n_kinds)]);
  nl_avatar_canvas_draw (canvas, "</g>");
}

/* clang-format off */
static const char *const earrings[] = {
  "{<circle cx='?' cy='257' r='5' fill='$m'/>}",
  "{<circle cx='?' cy='270' r='13' fill='none' stroke='$m' stroke-width='4.5'/>}",
  "{<g transform='translate(? 258)'><path fill='none' stroke='$m' stroke-width='3' d='"
      "M0 0V14'/><path fill='$a' d='M0 12L8 26 0 36 -8 26Z'/></g>}",
  "{<g transform='translate(? 258)'><circle r='3.5' fill='$m'/><circle cy='14' r='8' "
      "fill='$m'/></g>}",
};
/* clang-format on */

/**
 * nl_avatar_draw_earrings:
 * @canvas: a canvas on which the head is drawn
 * @look: what to draw
 *
 * Draws earrings when the person wears some and the ears are seen.
 */
void
nl_avatar_draw_earrings (NlAvatarCanvas *canvas, const NlAvatarLook *look)
{
  gboolean feminine = look->presentation == NL_AVATAR_FEMININE;
  guint percent = feminine ? 60 : look->presentation == NL_AVATAR_ANDROGYNOUS ? 40 : 8;
  guint kind = nl_avatar_look_pick (look, "earring kind", G_N_ELEMENTS (earrings));

  if (look->hair->flags & NL_AVATAR_EARS_HIDDEN
      || !nl_avatar_look_chance (look, "earrings", percent))
    return;
  nl_avatar_canvas_draw_numbers (canvas, earrings[feminine ? kind : 0],
                                 nl_avatar_head_width (look) + 6);
}

/* clang-format off */
static const char *const backdrops[] = {
  "<circle cx='256' cy='262' r='204' fill='$q'/>",
  "<path fill='$q' d='M70 512C20 400 40 250 110 160C190 60 340 50 410 150"
      "C480 250 480 420 440 512Z'/>",
  "<circle cx='110' cy='140' r='190' fill='$q' opacity='.75'/><circle cx='470' cy='420' "
      "r='130' fill='$q' opacity='.55'/>",
  "<path fill='$q' d='M0 330C90 270 150 350 256 300C350 256 420 300 512 240V512H0Z'/>"
      "<circle cx='404' cy='118' r='46' fill='$q' opacity='.8'/>",
  "<path fill='$q' d='M96 512V246C96 60 416 60 416 246V512Z'/>",
  "",
};
/* clang-format on */

/**
 * nl_avatar_draw_backdrop:
 * @canvas: an empty canvas
 * @look: what to draw
 *
 * Fills the picture behind the person.
 */
void
nl_avatar_draw_backdrop (NlAvatarCanvas *canvas, const NlAvatarLook *look)
{
  nl_avatar_canvas_draw (
      canvas,
      "<defs><linearGradient id='@g' x1='0' y1='0' x2='0' y2='1'><stop offset='0' stop-color='$k'/>"
      "<stop offset='1' stop-color='$K'/></linearGradient></defs><path fill='url(#@g)' d='M0 "
      "0H512V512H0Z'/>");
  nl_avatar_canvas_draw (
      canvas, backdrops[nl_avatar_look_pick (look, "backdrop", G_N_ELEMENTS (backdrops))]);
}
