/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas/nl-avatar-look.h"

typedef struct {
  double width, jaw_x, jaw_y, chin_width, chin;
} HeadShape;

static const HeadShape soft_heads[] = {
  { 78, 60, 282, 20, 322 },
  { 81, 66, 278, 28, 317 },
  { 79, 54, 282, 14, 322 },
  { 76, 58, 284, 20, 326 },
};
static const HeadShape strong_heads[] = {
  { 80, 66, 286, 32, 325 },
  { 82, 70, 280, 34, 320 },
  { 77, 64, 290, 28, 331 },
  { 79, 60, 286, 22, 327 },
};

static const HeadShape *
get_shape (const NlAvatarLook *look)
{
  guint index = nl_avatar_look_pick (look, "head", G_N_ELEMENTS (soft_heads));
  gboolean strong = look->presentation == NL_AVATAR_MASCULINE
                    || (look->presentation == NL_AVATAR_ANDROGYNOUS && index % 2 == 1);

  return strong ? &strong_heads[index] : &soft_heads[index];
}

/**
 * nl_avatar_head_width:
 * @look: what to draw
 *
 * Returns: from the middle of the head to its side
 */
double
nl_avatar_head_width (const NlAvatarLook *look)
{
  return get_shape (look)->width;
}

static void
define_head (NlAvatarCanvas *canvas, const NlAvatarLook *look)
{
  const HeadShape *head = get_shape (look);
  double w = head->width;
  double out = (w - head->jaw_x) * 0.5;
  /* The jaw gets heavier with age. */
  double jaw = head->jaw_x + (look->age > 55 ? 3 : 0);

  nl_avatar_canvas_draw_numbers (
      canvas,
      "<defs><path id='@f' d='M0 108C? 108 ? 146 ? 200C? 234 ? ? ? ?C? ? ? ? 0 ?C? ? ? ? ? ?C? ? ? "
      "234 ? 200"
      "C? 146 ? 108 0 108Z'/><clipPath id='@c'><use href='#@f'/></clipPath></defs>",
      w * 0.62, w, w, w, jaw + out, head->jaw_y - 20, jaw, head->jaw_y, jaw - out, head->jaw_y + 20,
      head->chin_width, head->chin, head->chin, -head->chin_width, head->chin, out - jaw,
      head->jaw_y + 20, -jaw, head->jaw_y, -jaw - out, head->jaw_y - 20, -w, -w, -w, -w * 0.62);
}

static void
draw_ears (NlAvatarCanvas *canvas, const NlAvatarLook *look)
{
  double x = get_shape (look)->width + 1;

  if (look->hair->flags & NL_AVATAR_EARS_HIDDEN)
    return;
  nl_avatar_canvas_draw_numbers (canvas,
                                 "{<ellipse cx='?' cy='234' rx='14' ry='22' fill='$s'/>"
                                 "<path fill='none' stroke='$S' stroke-width='4' "
                                 "stroke-linecap='round' d='M? 226C? 220 ? 228 ? 240'/>}",
                                 x, x + 7, x + 1, x - 2, x + 2);
}

/* clang-format off */
static const char neck_soft[]
    = "<path fill='$s' d='M-40 290H40V350C40 374 56 385 84 393L104 470H-104L-84 393"
      "C-56 385 -40 374 -40 350Z'/>"
      "<path fill='$S' d='M-40 300H40V344C24 366 -24 366 -40 344Z'/>";
static const char neck_strong[]
    = "<path fill='$s' d='M-50 290H50V354C52 378 76 391 110 400L120 470H-120L-110 400"
      "C-76 391 -52 378 -50 354Z'/>"
      "<path fill='$S' d='M-50 300H50V348C30 370 -30 370 -50 348Z'/>";
static const char collar_bones[]
    = "{<path fill='none' stroke='$S' stroke-width='4' stroke-linecap='round' d='M16 402"
      "C34 396 50 396 64 400'/>}";
static const char freckles[]
    = "{<g fill='$S'><circle cx='40' cy='254' r='2.4'/><circle cx='50' cy='250' r='2'/>"
      "<circle cx='58' cy='256' r='2.3'/><circle cx='46' cy='262' r='2'/>"
      "<circle cx='30' cy='258' r='1.8'/></g>}<circle cx='-4' cy='250' r='1.8' fill='$S'/>";
/* clang-format on */

/**
 * nl_avatar_draw_neck:
 * @canvas: a canvas
 * @look: what to draw
 *
 * Draws neck and chest, on which the clothes come.
 */
void
nl_avatar_draw_neck (NlAvatarCanvas *canvas, const NlAvatarLook *look)
{
  nl_avatar_canvas_draw (canvas,
                         look->presentation == NL_AVATAR_MASCULINE ? neck_strong : neck_soft);
  nl_avatar_canvas_draw (canvas, collar_bones);
}

static void
draw_age_lines (NlAvatarCanvas *canvas, const NlAvatarLook *look)
{
  if (look->age < 40)
    return;
  nl_avatar_canvas_draw (canvas,
                         "<g fill='none' stroke='$S' stroke-linecap='round' stroke-width='3.5'>");
  nl_avatar_canvas_draw (canvas, look->age < 55 ? "{<path d='M29 266C34 272 36 278 35 284'/>}"
                                                : "{<path d='M26 262C35 270 40 282 37 294'/>}");
  if (look->age >= 47)
    nl_avatar_canvas_draw (canvas, "{<path d='M58 220L67 216M59 227L68 228'/>}");
  if (look->age >= 52)
    nl_avatar_canvas_draw (canvas, "{<path d='M24 244C32 249 42 248 48 243'/>}");
  if (look->age >= 58)
    nl_avatar_canvas_draw (canvas, "<path d='M-30 172C-12 167 12 167 30 172'/>");
  if (look->age >= 66)
    nl_avatar_canvas_draw (
        canvas, "<path d='M-24 160C-10 156 10 156 24 160'/>"
                "{<path d='M58 256C60 266 58 274 54 280M40 300C42 304 42 308 40 312'/>}");
  nl_avatar_canvas_draw (canvas, "</g>");
}

/**
 * nl_avatar_draw_head:
 * @canvas: a canvas
 * @look: what to draw
 *
 * Draws head and ears without features.
 */
void
nl_avatar_draw_head (NlAvatarCanvas *canvas, const NlAvatarLook *look)
{
  define_head (canvas, look);
  draw_ears (canvas, look);
  nl_avatar_canvas_draw (canvas, "<use href='#@f' fill='$s'/><g clip-path='url(#@c)'>"
                                 "<path fill='$S' opacity='.45' d='M100 100V340H-10C50 326 74 280 "
                                 "68 220C64 170 52 130 20 100Z'/>");
  nl_avatar_canvas_draw_numbers (
      canvas, "{<ellipse cx='49' cy='262' rx='17' ry='12' fill='$b' opacity='?'/>}",
      look->presentation == NL_AVATAR_MASCULINE ? 0.26 : 0.4);
  nl_avatar_canvas_draw (canvas, "</g>");
  if (!look->dark_skin && look->age < 60 && nl_avatar_look_chance (look, "freckles", 16))
    nl_avatar_canvas_draw (canvas, freckles);
  draw_age_lines (canvas, look);
}
