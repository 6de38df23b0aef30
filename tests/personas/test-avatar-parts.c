/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The parts of a portrait, each on a canvas of its own. */

#include <math.h>
#include <string.h>

#include "nl-test.h"
#include "personas/nl-avatar-look.h"

typedef void (*DrawPart) (NlAvatarCanvas *canvas, const NlAvatarLook *look);

static const DrawPart PARTS[]
    = { nl_avatar_draw_backdrop, nl_avatar_draw_neck,  nl_avatar_draw_head,
        nl_avatar_draw_features, nl_avatar_draw_beard, nl_avatar_draw_glasses,
        nl_avatar_draw_earrings };

static void
choose (NlAvatarLook *look, guint64 seed, int age, NlAvatarPresentation presentation)
{
  NlAvatarTraits traits
      = { .seed = seed, .age_min = age, .age_max = age, .presentation = presentation };

  nl_avatar_look_choose (look, &traits);
}

static void
canvas_init (NlAvatarCanvas *canvas, const NlAvatarLook *look)
{
  *canvas = (NlAvatarCanvas) { .svg = g_string_new (NULL), .id = "7" };
  memcpy (canvas->colours, look->colours, sizeof canvas->colours);
}

static char *
draw (DrawPart part, const NlAvatarLook *look)
{
  NlAvatarCanvas canvas;

  canvas_init (&canvas, look);
  part (&canvas, look);
  return g_string_free_and_steal (canvas.svg);
}

static void
assert_well_formed (const char *artwork)
{
  static const GMarkupParser parser = { NULL };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_autofree char *svg = g_strdup_printf ("<g>%s</g>", artwork);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, svg, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
}

static void
test_parts_are_whole (void)
{
  for (guint64 seed = 0; seed < 300; seed++) {
    NlAvatarLook look;

    choose (&look, seed, 18 + (int) (seed % 73), NL_AVATAR_ANY);
    for (gsize i = 0; i < G_N_ELEMENTS (PARTS); i++) {
      g_autofree char *svg = draw (PARTS[i], &look);

      assert_well_formed (svg);
    }
  }
}

static void
assert_artwork (const char *artwork)
{
  NlAvatarCanvas canvas = { .svg = g_string_new (NULL), .id = "7" };

  nl_avatar_canvas_draw (&canvas, artwork);
  assert_well_formed (canvas.svg->str);
  g_assert_null (strpbrk (canvas.svg->str, "$@?{}'"));
  g_string_free (canvas.svg, TRUE);
}

/* Each style and outfit by itself: a rare one too has no mark left and no tag open. */
static void
test_all_artwork (void)
{
  const NlAvatarHair *(*const lists[]) (gsize *n)
      = { nl_avatar_hair_styles, nl_avatar_long_hair_styles, nl_avatar_headwear_styles };
  const NlAvatarOutfit *outfits;
  gsize n;

  for (gsize list = 0; list < G_N_ELEMENTS (lists); list++) {
    const NlAvatarHair *styles = lists[list](&n);

    for (gsize i = 0; i < n; i++) {
      assert_artwork (styles[i].back);
      assert_artwork (styles[i].front);
      g_assert_nonnull (styles[i].front);
    }
  }
  outfits = nl_avatar_outfits (&n);
  for (gsize i = 0; i < n; i++) {
    assert_artwork (outfits[i].back);
    assert_artwork (outfits[i].front);
    g_assert_nonnull (outfits[i].front);
  }
}

/* Ids are defined once and before they are used, and carry the drawing's own number: several
 * portraits may stand in one document. */
static void
test_ids (void)
{
  g_autoptr (GRegex) definition = g_regex_new (" id=\"([^\"]+)\"", 0, 0, NULL);
  g_autoptr (GRegex) use = g_regex_new ("(?:href=\"#|url\\(#)([^\")]+)", 0, 0, NULL);

  for (guint64 seed = 1; seed < 300; seed++) {
    NlAvatarTraits traits = { .seed = seed << 20, .age_min = 18, .age_max = 90 };
    g_autofree char *svg = nl_avatar_draw_svg (&traits);
    g_autofree char *suffix = g_strdup_printf ("%" G_GINT64_MODIFIER "x", traits.seed);
    g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GMatchInfo) defined = NULL;
    g_autoptr (GMatchInfo) used = NULL;

    for (g_regex_match (definition, svg, 0, &defined); g_match_info_matches (defined);
         g_match_info_next (defined, NULL)) {
      char *id = g_match_info_fetch (defined, 1);

      g_assert_true (g_str_has_suffix (id, suffix));
      g_assert_true (g_hash_table_add (ids, id));
    }
    for (g_regex_match (use, svg, 0, &used); g_match_info_matches (used);
         g_match_info_next (used, NULL)) {
      g_autofree char *id = g_match_info_fetch (used, 1);

      g_assert_true (g_hash_table_contains (ids, id));
    }
  }
}

/* Portraits are shown in a circle: no head is cut by it. The head's outline is moved by (256, -22)
 * and 1.12 times as large on the picture of 512. */
static void
test_heads_fit_the_circle (void)
{
  g_autoptr (GRegex) number = g_regex_new ("(-?[0-9.]+) (-?[0-9.]+)", 0, 0, NULL);

  for (guint64 seed = 0; seed < 300; seed++) {
    g_autofree char *svg = NULL;
    g_autofree char *outline = NULL;
    g_autoptr (GMatchInfo) match = NULL;
    NlAvatarLook look;
    guint n_points = 0;

    choose (&look, seed, 18 + (int) (seed % 73), NL_AVATAR_ANY);
    svg = draw (nl_avatar_draw_head, &look);
    outline = g_strndup (strstr (svg, " d=\"") + 4, strcspn (strstr (svg, " d=\"") + 4, "\""));
    for (g_regex_match (number, outline, 0, &match); g_match_info_matches (match);
         g_match_info_next (match, NULL)) {
      g_autofree char *x = g_match_info_fetch (match, 1);
      g_autofree char *y = g_match_info_fetch (match, 2);
      double dx = g_ascii_strtod (x, NULL) * 1.12;
      double dy = g_ascii_strtod (y, NULL) * 1.12 - 22 - 256;

      g_assert_cmpfloat (sqrt (dx * dx + dy * dy), <, 256);
      n_points++;
    }
    g_assert_cmpuint (n_points, >, 15);
    g_assert_cmpfloat (nl_avatar_head_width (&look), >=, 76);
    g_assert_cmpfloat (nl_avatar_head_width (&look), <=, 82);
  }
}

/* One face gets more lines from year to year, never fewer. */
static void
test_lines_come_with_age (void)
{
  for (guint64 seed = 0; seed < 60; seed++) {
    guint n_before = 0;

    for (int age = 62; age <= 90; age++) {
      NlAvatarLook look;
      g_autofree char *svg = NULL;
      guint n = 0;

      choose (&look, seed, age, NL_AVATAR_MASCULINE);
      look.hair = nl_avatar_hair_styles (&(gsize) { 0 });
      svg = draw (nl_avatar_draw_head, &look);
      for (const char *c = svg; (c = strstr (c, "<path")) != NULL; c++)
        n++;
      g_assert_cmpuint (n, >=, n_before);
      n_before = n;
    }
  }
}

static gboolean
has (DrawPart part, const NlAvatarLook *look)
{
  g_autofree char *svg = draw (part, look);

  return *svg != '\0';
}

static void
test_beards (void)
{
  guint young = 0;
  guint grown = 0;

  for (guint64 seed = 0; seed < 1000; seed++) {
    NlAvatarLook look;

    choose (&look, seed, 40, NL_AVATAR_FEMININE);
    g_assert_false (has (nl_avatar_draw_beard, &look));
    choose (&look, seed, 40, NL_AVATAR_ANDROGYNOUS);
    g_assert_false (has (nl_avatar_draw_beard, &look));
    choose (&look, seed, 20, NL_AVATAR_MASCULINE);
    young += (guint) has (nl_avatar_draw_beard, &look);
    choose (&look, seed, 40, NL_AVATAR_MASCULINE);
    grown += (guint) has (nl_avatar_draw_beard, &look);
    if (look.hair->flags & NL_AVATAR_BEARDED)
      g_assert_true (has (nl_avatar_draw_beard, &look));
  }
  g_assert_cmpuint (young, >, 200);
  g_assert_cmpuint (young, <, grown);
  g_assert_cmpuint (grown, <, 700);
}

/* Lips in a beard are drawn against hair, in a colour between lip and skin. */
static void
test_lips_in_a_beard (void)
{
  guint n_changed = 0;

  for (guint64 seed = 0; seed < 500; seed++) {
    NlAvatarCanvas canvas;
    NlAvatarLook look;

    choose (&look, seed, 40, NL_AVATAR_MASCULINE);
    canvas_init (&canvas, &look);
    nl_avatar_draw_beard (&canvas, &look);
    if (canvas.colours['L'] != look.colours['L']) {
      g_assert_cmpuint (canvas.svg->len, >, 0);
      g_assert_cmphex (canvas.colours['L'], ==,
                       nl_avatar_mix (look.colours['l'], look.colours['s'], 25));
      n_changed++;
    }
    g_string_free (canvas.svg, TRUE);
  }
  g_assert_cmpuint (n_changed, >, 100);
}

static void
test_earrings (void)
{
  guint n[4] = { 0 };

  for (guint64 seed = 0; seed < 1000; seed++) {
    for (int presentation = NL_AVATAR_FEMININE; presentation <= NL_AVATAR_ANDROGYNOUS;
         presentation++) {
      NlAvatarLook look;

      choose (&look, seed, 40, presentation);
      if (look.hair->flags & NL_AVATAR_EARS_HIDDEN)
        g_assert_false (has (nl_avatar_draw_earrings, &look));
      n[presentation] += (guint) has (nl_avatar_draw_earrings, &look);
    }
  }
  g_assert_cmpuint (n[NL_AVATAR_FEMININE], >, n[NL_AVATAR_MASCULINE]);
  g_assert_cmpuint (n[NL_AVATAR_MASCULINE], >, 0);
}

/* More of the old wear glasses than of the young, and nobody takes them off with the years. */
static void
test_glasses (void)
{
  guint n_before = 0;

  for (int age = 30; age <= 90; age += 20) {
    guint n = 0;

    for (guint64 seed = 0; seed < 1000; seed++) {
      NlAvatarLook look;

      choose (&look, seed, age, NL_AVATAR_ANY);
      n += (guint) has (nl_avatar_draw_glasses, &look);
    }
    g_assert_cmpuint (n, >=, n_before);
    n_before = n;
  }
  g_assert_cmpuint (n_before, >, 400);
  g_assert_cmpuint (n_before, <, 560);
}

/* Each mood is seen: the same person has four different mouths, which are drawn last. */
static void
test_moods (void)
{
  for (guint64 seed = 0; seed < 200; seed++) {
    g_autoptr (GHashTable) faces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    NlAvatarLook look;

    choose (&look, seed, 35, NL_AVATAR_ANY);
    for (int mood = NL_AVATAR_CONTENT; mood <= NL_AVATAR_CONFIDENT; mood++) {
      g_autofree char *svg = NULL;

      look.mood = mood;
      svg = draw (nl_avatar_draw_features, &look);
      g_hash_table_add (faces, g_strdup (svg + strlen (svg) - 60));
    }
    g_assert_cmpuint (g_hash_table_size (faces), ==, 4);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/avatar-parts/whole", test_parts_are_whole);
  g_test_add_func ("/avatar-parts/all-artwork", test_all_artwork);
  g_test_add_func ("/avatar-parts/ids", test_ids);
  g_test_add_func ("/avatar-parts/heads", test_heads_fit_the_circle);
  g_test_add_func ("/avatar-parts/lines", test_lines_come_with_age);
  g_test_add_func ("/avatar-parts/beards", test_beards);
  g_test_add_func ("/avatar-parts/lips", test_lips_in_a_beard);
  g_test_add_func ("/avatar-parts/earrings", test_earrings);
  g_test_add_func ("/avatar-parts/glasses", test_glasses);
  g_test_add_func ("/avatar-parts/moods", test_moods);
  return g_test_run ();
}
