/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The marks in artwork, and the arithmetic of colours. */

#include "personas/nl-avatar-canvas.h"

#include <string.h>

#include "nl-test.h"

typedef struct {
  NlAvatarCanvas canvas;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->canvas.svg = g_string_new (NULL);
  self->canvas.colours['a'] = 0x00ff07;
  self->canvas.colours['B'] = 0x123456;
  g_strlcpy (self->canvas.id, "7f", sizeof self->canvas.id);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_string_free (self->canvas.svg, TRUE);
}

static void
test_marks (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *artwork;
    const char *svg;
  } MARKS[] = {
    { NULL, "" },
    { "", "" },
    { "<g/>", "<g/>" },
    { "<g a='b'/>", "<g a=\"b\"/>" },
    { "$a$B", "#00ff07#123456" },
    /* A letter of the palette that was never given is black rather than no colour. */
    { "$z", "#000000" },
    { "id='@f' href='#@f'", "id=\"f7f\" href=\"#f7f\"" },
    { "a{b}c", "ab<g transform=\"scale(-1 1)\">b</g>c" },
    { "{$a}{'}", "#00ff07<g transform=\"scale(-1 1)\">#00ff07</g>"
                 "\"<g transform=\"scale(-1 1)\">\"</g>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (MARKS); i++) {
    g_string_truncate (self->canvas.svg, 0);
    nl_avatar_canvas_draw (&self->canvas, MARKS[i].artwork);
    g_assert_cmpstr (self->canvas.svg->str, ==, MARKS[i].svg);
  }
}

static void
test_adds_on_top (Fixture *self, gconstpointer data)
{
  nl_avatar_canvas_draw (&self->canvas, "<first/>");
  nl_avatar_canvas_draw_numbers (&self->canvas, "<second x='?'/>", 2);
  g_assert_cmpstr (self->canvas.svg->str, ==, "<first/><second x=\"2\"/>");
}

/* What is mirrored takes the same numbers twice, and what follows goes on behind them. */
static void
test_numbers_are_taken_in_order (Fixture *self, gconstpointer data)
{
  nl_avatar_canvas_draw_numbers (&self->canvas, "?{? ?}?", 1, 2, 3, 4);
  g_assert_cmpstr (self->canvas.svg->str, ==, "12 3<g transform=\"scale(-1 1)\">2 3</g>4");
}

static void
test_numbers_are_short (Fixture *self, gconstpointer data)
{
  static const struct {
    double number;
    const char *text;
  } NUMBERS[] = {
    { 0, "0" },         { -0.0, "0" },         { 0.001, "0" },       { -0.004, "0" },
    { 1, "1" },         { -1, "-1" },          { 10, "10" },         { 100, "100" },
    { 0.5, "0.5" },     { 0.25, "0.25" },      { 1.005e2, "100.5" }, { -33.5, "-33.5" },
    { 1e6, "1000000" }, { 49.599999, "49.6" }, { 0.26, "0.26" },     { 1.999, "2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (NUMBERS); i++) {
    g_string_truncate (self->canvas.svg, 0);
    nl_avatar_canvas_draw_numbers (&self->canvas, "?", NUMBERS[i].number);
    g_assert_cmpstr (self->canvas.svg->str, ==, NUMBERS[i].text);
  }
}

/* Read back, any number is itself within half of the last decimal. */
static void
test_numbers_survive (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < nl_test_rounds (20000, 2000); i++) {
    double number = g_test_rand_double_range (-1000, 1000);
    const char *text;
    const char *point;
    char *end;

    g_string_truncate (self->canvas.svg, 0);
    nl_avatar_canvas_draw_numbers (&self->canvas, "?", number);
    text = self->canvas.svg->str;
    point = strchr (text, '.');
    g_assert_cmpfloat_with_epsilon (g_ascii_strtod (text, &end), number, 0.00501);
    g_assert_cmpstr (end, ==, "");
    g_assert_true (point == NULL || (strlen (point) <= 3 && text[strlen (text) - 1] != '0'));
    g_assert_cmpstr (text, !=, "-0");
  }
}

static guint32
random_colour (void)
{
  return (guint32) g_test_rand_int_range (0, 0x1000000);
}

static void
test_mix (void)
{
  g_assert_cmphex (nl_avatar_mix (0x000000, 0xffffff, 50), ==, 0x808080);
  g_assert_cmphex (nl_avatar_mix (0xff0000, 0x0000ff, 25), ==, 0xbf0040);
  for (guint i = 0; i < nl_test_rounds (20000, 2000); i++) {
    guint32 from = random_colour ();
    guint32 to = random_colour ();
    guint percent = (guint) g_test_rand_int_range (0, 101);
    guint32 mixed = nl_avatar_mix (from, to, percent);

    g_assert_cmphex (nl_avatar_mix (from, to, 0), ==, from);
    g_assert_cmphex (nl_avatar_mix (from, to, 100), ==, to);
    g_assert_cmphex (nl_avatar_mix (from, from, percent), ==, from);
    for (guint shift = 0; shift <= 16; shift += 8) {
      guint one = from >> shift & 255;
      guint other = to >> shift & 255;

      g_assert_cmpuint (mixed >> shift & 255, >=, MIN (one, other));
      g_assert_cmpuint (mixed >> shift & 255, <=, MAX (one, other));
    }
  }
}

static void
test_luma (void)
{
  g_assert_cmpuint (nl_avatar_luma (0x000000), ==, 0);
  g_assert_cmpuint (nl_avatar_luma (0xffffff), ==, 255);
  /* Green looks lighter than red, red lighter than blue. */
  g_assert_cmpuint (nl_avatar_luma (0x00ff00), >, nl_avatar_luma (0xff0000));
  g_assert_cmpuint (nl_avatar_luma (0xff0000), >, nl_avatar_luma (0x0000ff));
  for (guint32 grey = 0; grey < 256; grey++)
    g_assert_cmpuint (nl_avatar_luma (grey * 0x010101), ==, grey);
}

static void
test_difference (void)
{
  g_assert_cmpuint (nl_avatar_difference (0x000000, 0xffffff), ==, 765);
  /* Of two steps of equal size, the one in lightness separates more than the one in hue. */
  g_assert_cmpuint (nl_avatar_difference (0x404040, 0x808080), >,
                    nl_avatar_difference (0x804040, 0x404080));
  for (guint i = 0; i < nl_test_rounds (20000, 2000); i++) {
    guint32 one = random_colour ();
    guint32 other = random_colour ();
    guint32 third = random_colour ();
    guint difference = nl_avatar_difference (one, other);

    g_assert_cmpuint (nl_avatar_difference (one, one), ==, 0);
    g_assert_cmpuint (nl_avatar_difference (other, one), ==, difference);
    g_assert_cmpuint (difference, <=, 765);
    /* Whole numbers round away one at most. */
    g_assert_cmpuint (difference, <=,
                      nl_avatar_difference (one, third) + nl_avatar_difference (third, other) + 1);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/avatar-canvas/marks", test_marks);
  ADD ("/avatar-canvas/on-top", test_adds_on_top);
  ADD ("/avatar-canvas/numbers-in-order", test_numbers_are_taken_in_order);
  ADD ("/avatar-canvas/numbers-are-short", test_numbers_are_short);
  ADD ("/avatar-canvas/numbers-survive", test_numbers_survive);
#undef ADD
  g_test_add_func ("/avatar-canvas/mix", test_mix);
  g_test_add_func ("/avatar-canvas/luma", test_luma);
  g_test_add_func ("/avatar-canvas/difference", test_difference);
  return g_test_run ();
}
