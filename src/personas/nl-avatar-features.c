/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas/nl-avatar-look.h"

typedef struct {
  double iris;
  double pupil;
  double y;
  const char *white;
  const char *lid;
} Eye;

/* clang-format off */
#define WHITE(path) "{<path fill='#fffaf5' d='" path "'/>}"
#define LINE(colour, path)                                                                         \
  "{<path fill='none' stroke='" colour "' stroke-width='4.2' stroke-linecap='round' d='" path "'/>}"

static const char *const dot_eyes[] = {
  "{<ellipse cx='33' cy='226' rx='6.5' ry='8' fill='$i'/>}"
  "<g fill='#fff'><circle cx='-30.5' cy='223' r='2.3'/><circle cx='35.5' cy='223' r='2.3'/></g>",
  "{<ellipse cx='33' cy='227' rx='6' ry='7' fill='$i'/>"
  "<path fill='none' stroke='$i' stroke-width='4' stroke-linecap='round' "
  "d='M23 221C28 215 38 215 44 221'/>}"
  "<g fill='#fff'><circle cx='-31' cy='225' r='2'/><circle cx='35' cy='225' r='2'/></g>",
};

static const Eye open_eyes[] = {
  { 8, 4.2, 226.5, WHITE ("M18 228C24 216 42 216 49 226C43 236 25 237 18 228Z"),
    LINE ("$i", "M18 228C24 216 42 216 49 226") },
  { 7, 3.8, 226, WHITE ("M19 227C24 218 42 218 48 227C42 234 25 234 19 227Z"),
    LINE ("$i", "M18 225C26 217 40 217 49 225") },
  { 7, 3.8, 227.5, WHITE ("M18 229C25 220 42 220 49 228C42 236 26 236 18 229Z"),
    LINE ("$i", "M17 227C26 219 41 219 50 227") LINE ("$S", "M22 214C29 209 40 209 47 215") },
  { 7, 3.8, 227, WHITE ("M17 230C25 221 42 219 50 225C44 234 27 236 17 230Z"),
    LINE ("$i", "M16 230C25 220 42 218 52 223") },
};

static const char *const lashes[] = {
  "{<path fill='none' stroke='$i' stroke-width='3.5' stroke-linecap='round' "
  "d='M46 222L53 217M43 218L48 212'/>}",
  "{<path fill='none' stroke='$i' stroke-width='4' stroke-linecap='round' d='M46 223L54 217'/>}",
  "{<path fill='none' stroke='$i' stroke-width='3.5' stroke-linecap='round' d='M38 221L45 216'/>}",
};
static const char laughing_eyes[]
    = "{<path fill='none' stroke='$i' stroke-width='5' stroke-linecap='round' "
      "d='M21 230C26 218 40 218 46 230'/>}";
static const char iris[]
    = "<circle cx='?' cy='?' r='?' fill='$n'/><circle cx='?' cy='?' r='?' fill='$i'/>"
      "<circle cx='?' cy='?' r='1.8' fill='#fff'/>";
/* clang-format on */

/* The two irises are not mirrored: both look the same way. */
static void
draw_open_eyes (NlAvatarCanvas *canvas, const Eye *eye, double aside)
{
  nl_avatar_canvas_draw (canvas, eye->white);
  for (int side = -1; side <= 1; side += 2) {
    double x = side * 33.5 + aside;

    nl_avatar_canvas_draw_numbers (canvas, iris, x, eye->y, eye->iris, x, eye->y, eye->pupil,
                                   x + 2.4, eye->y - 2.6);
  }
  nl_avatar_canvas_draw (canvas, eye->lid);
}

static void
draw_eyes (NlAvatarCanvas *canvas, const NlAvatarLook *look)
{
  /* Dark eyes without white would drown in dark skin. */
  guint n_dots = look->dark_skin ? 0 : G_N_ELEMENTS (dot_eyes);
  guint kind = nl_avatar_look_pick (look, "eyes", n_dots + G_N_ELEMENTS (open_eyes));
  double aside = look->mood == NL_AVATAR_THOUGHTFUL ? 4 : 0;

  if (look->mood == NL_AVATAR_CHEERFUL && nl_avatar_look_chance (look, "laughing", 40)) {
    nl_avatar_canvas_draw (canvas, laughing_eyes);
    return;
  }
  /* Eyes look larger in a younger face. */
  nl_avatar_canvas_draw (canvas, look->age < 27
                                     ? "<g transform='translate(0 -18) scale(1.04 1.08)'>"
                                     : "<g>");
  if (kind < n_dots) {
    nl_avatar_canvas_draw_numbers (canvas, "<g transform='translate(? 0)'>", aside);
    nl_avatar_canvas_draw (canvas, dot_eyes[kind]);
    nl_avatar_canvas_draw (canvas, "</g>");
  } else {
    draw_open_eyes (canvas, &open_eyes[kind - n_dots], aside);
  }
  if (look->presentation == NL_AVATAR_FEMININE && nl_avatar_look_chance (look, "lashes", 75))
    nl_avatar_canvas_draw (canvas,
                           lashes[kind < n_dots ? 2 : nl_avatar_look_pick (look, "lash kind", 2)]);
  nl_avatar_canvas_draw (canvas, "</g>");
}

/* clang-format off */
static const char *const fine_brows[] = {
  "<path d='M20 202C28 195 41 195 50 204'/>",
  "<path d='M20 203C30 197 40 198 50 205'/>",
  "<path d='M19 203C28 196 42 194 51 202'/>",
};
/* clang-format on */

static void
draw_brows (NlAvatarCanvas *canvas, const NlAvatarLook *look)
{
  const char *brow = fine_brows[nl_avatar_look_pick (look, "brows", G_N_ELEMENTS (fine_brows))];
  double thickness = look->presentation == NL_AVATAR_MASCULINE ? 7.5 : 5;
  double raised = look->mood == NL_AVATAR_CHEERFUL ? -4 : 0;
  double left = look->mood == NL_AVATAR_CONFIDENT || look->mood == NL_AVATAR_THOUGHTFUL ? -5 : 0;

  nl_avatar_canvas_draw_numbers (
      canvas,
      "<g fill='none' stroke='$w' stroke-linecap='round' stroke-width='?'>"
      "<g transform='translate(0 ?)'>",
      thickness + (nl_avatar_look_chance (look, "bushy", 25) ? 1.5 : 0), raised);
  nl_avatar_canvas_draw (canvas, brow);
  nl_avatar_canvas_draw_numbers (canvas, "</g><g transform='translate(0 ?) scale(-1 1)'>",
                                 raised + left);
  nl_avatar_canvas_draw (canvas, brow);
  nl_avatar_canvas_draw (canvas, "</g></g>");
}

/* clang-format off */
static const char *const noses[] = {
  "<path d='M-9 260C-4 267 5 267 10 260'/>",
  "<path d='M4 236C6 246 13 254 12 260C10 266 0 267 -5 264'/>",
  "<path d='M-12 258C-14 265 -6 268 0 266C6 268 14 265 12 258'/>",
  "<path d='M2 232C8 244 14 252 13 259C11 265 3 266 -3 264'/>",
  "<path d='M-11 262C-5 270 6 270 12 262'/>",
  "<path d='M-15 257C-17 265 -8 268 0 266C8 268 17 265 15 257'/>",
  "<path d='M-3 230C-6 246 -14 254 -13 260C-11 266 -3 267 3 265'/>",
  "<path d='M2 238L11 257C12 264 2 265 -4 263'/>",
};

static const char *const content_mouths[] = {
  "<path fill='none' stroke='$L' stroke-width='5' stroke-linecap='round' d='M-20 284"
      "C-10 297 10 297 20 284'/>",
  "<path fill='none' stroke='$L' stroke-width='5' stroke-linecap='round' d='M-24 282"
      "C-12 299 12 299 24 282'/>",
  "<path fill='none' stroke='$L' stroke-width='4.5' stroke-linecap='round' d='M-17 284"
      "C-8 295 8 295 17 284'/>"
      "<path fill='none' stroke='$S' stroke-width='4' stroke-linecap='round' opacity='.7' "
      "d='M-6 304C-2 306 2 306 6 304'/>",
};
static const char *const content_lips[] = {
  "<path fill='$l' d='M-23 284C-13 279 -5 278 0 281C5 278 13 279 23 284"
      "C15 302 -15 302 -23 284Z'/><path fill='none' stroke='$L' stroke-width='3' "
      "stroke-linecap='round' d='M-25 282C-11 292 11 292 25 282'/>",
  "<path fill='$l' d='M-20 285C-11 279 -4 279 0 282C4 279 11 279 20 285"
      "C13 300 -13 300 -20 285Z'/><path fill='none' stroke='$L' stroke-width='3' "
      "stroke-linecap='round' d='M-22 283C-10 293 10 293 22 283'/>",
};
static const char *const cheerful_mouths[] = {
  "<path fill='#7a2b38' d='M-27 279C-12 284 12 284 27 279C26 307 -26 307 -27 279Z'/>"
      "<path fill='#fff' d='M-24 281C-10 285 10 285 24 281C23 288 20 291 0 291"
      "C-20 291 -23 288 -24 281Z'/>"
  "<path fill='#d9636b' d='M-13 297C-6 291 6 291 13 297C8 301 -8 301 -13 297Z'/>",
  "<path fill='#fff' stroke='$L' stroke-width='4' stroke-linejoin='round' d='M-24 281"
      "C-10 286 10 286 24 281C20 302 -20 302 -24 281Z'/>",
  "<path fill='#7a2b38' d='M-23 281C-10 284 10 284 23 281C21 303 -21 303 -23 281Z'/>"
      "<path fill='#fff' d='M-20 282.5C-8 285 8 285 20 282.5C19 289 17 291 0 291"
      "C-17 291 -19 289 -20 282.5Z'/>",
};
static const char *const thoughtful_mouths[] = {
  "<path fill='none' stroke='$L' stroke-width='5' stroke-linecap='round' d='M-15 288"
      "C-4 293 9 291 18 282'/>",
  "<path fill='none' stroke='$L' stroke-width='5' stroke-linecap='round' d='M-16 286"
      "C-6 293 6 293 16 286'/>",
};
static const char *const confident_mouths[] = {
  "<path fill='none' stroke='$L' stroke-width='5' stroke-linecap='round' d='M-17 289"
      "C-4 295 12 293 22 281'/>",
  "<path fill='#fff' stroke='$L' stroke-width='4' stroke-linejoin='round' d='M-19 285"
      "C-6 288 10 286 23 280C20 298 -10 300 -19 285Z'/>",
};
/* clang-format on */

#define PICK(list) list[nl_avatar_look_pick (look, "mouth", G_N_ELEMENTS (list))]

static const char *
choose_mouth (const NlAvatarLook *look)
{
  gboolean lips
      = look->presentation == NL_AVATAR_FEMININE && nl_avatar_look_chance (look, "lips", 65);

  switch (look->mood) {
  case NL_AVATAR_THOUGHTFUL:
    return PICK (thoughtful_mouths);
  case NL_AVATAR_CHEERFUL:
    return PICK (cheerful_mouths);
  case NL_AVATAR_CONFIDENT:
    return PICK (confident_mouths);
  case NL_AVATAR_CONTENT:
  default:
    return lips ? PICK (content_lips) : PICK (content_mouths);
  }
}

/**
 * nl_avatar_draw_features:
 * @canvas: a canvas
 * @look: what to draw
 *
 * Draws eyes, brows, nose and mouth.
 */
void
nl_avatar_draw_features (NlAvatarCanvas *canvas, const NlAvatarLook *look)
{
  draw_eyes (canvas, look);
  draw_brows (canvas, look);
  nl_avatar_canvas_draw (canvas,
                         "<g fill='none' stroke='$S' stroke-width='5' stroke-linecap='round'>");
  nl_avatar_canvas_draw (canvas, noses[nl_avatar_look_pick (look, "nose", G_N_ELEMENTS (noses))]);
  nl_avatar_canvas_draw (canvas, "</g>");
  nl_avatar_canvas_draw (canvas, choose_mouth (look));
}
