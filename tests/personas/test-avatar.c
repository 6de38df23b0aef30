/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "nl-test.h"
#include "personas/nl-avatar-look.h"
#include "personas/nl-avatar.h"

static char *
draw (guint64 seed)
{
  NlAvatarTraits traits = { .seed = seed, .age_min = 18, .age_max = 80, .mood = seed % 4 };

  return nl_avatar_draw_svg (&traits);
}

static void
test_same_seed_same_bytes (void)
{
  for (guint64 seed = 0; seed < 50; seed++) {
    g_autofree char *one = draw (seed);
    g_autofree char *other = draw (seed);

    g_assert_cmpstr (one, ==, other);
  }
}

/* Personas keep their faces from one release to the next. Whoever changes the artwork on purpose
 * writes the new sum here. */
#define FACES "6b14c5f254bc801109221f9014336f6d87d3e018f0ebfbae8f5cabcb4711ee7c"

static void
test_faces_are_kept (void)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint64 seed = 0; seed < 200; seed++) {
    g_autofree char *svg = draw (seed);

    g_checksum_update (checksum, (const guchar *) svg, -1);
  }
  g_assert_cmpstr (g_checksum_get_string (checksum), ==, FACES);
}

static void
test_seeds_differ (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint64 seed = 0; seed < 500; seed++) {
    g_autofree char *own = draw (seed);
    g_autofree char *id = g_strdup_printf ("%" G_GINT64_MODIFIER "x\"", seed);
    g_autoptr (GString) without_ids = g_string_new (own);

    g_string_replace (without_ids, id, "\"", 0);
    g_hash_table_add (seen, g_string_free_and_steal (g_steal_pointer (&without_ids)));
  }
  g_assert_cmpuint (g_hash_table_size (seen), >=, 498);
}

static void
test_every_style_is_used (void)
{
  g_autoptr (GHashTable) hair = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) outfits = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) skins = g_hash_table_new (NULL, NULL);
  gsize n[4];

  nl_avatar_hair_styles (&n[0]);
  nl_avatar_long_hair_styles (&n[1]);
  nl_avatar_headwear_styles (&n[2]);
  nl_avatar_outfits (&n[3]);
  for (guint64 seed = 0; seed < 5000; seed++) {
    NlAvatarTraits traits = { .seed = seed, .age_min = 18, .age_max = 90 };
    NlAvatarLook look;

    nl_avatar_look_choose (&look, &traits);
    g_hash_table_add (hair, (gpointer) look.hair->name);
    g_hash_table_add (outfits, (gpointer) look.outfit->name);
    g_hash_table_add (skins, GUINT_TO_POINTER (look.colours['s']));
  }
  g_assert_cmpuint (g_hash_table_size (hair), ==, n[0] + n[1] + n[2]);
  g_assert_cmpuint (g_hash_table_size (outfits), ==, n[3]);
  g_assert_cmpuint (g_hash_table_size (skins), >=, 8);
}

static void
refuse_outside_things (GMarkupParseContext *context,
                       const char *element,
                       const char **names,
                       const char **values,
                       gpointer data,
                       GError **error)
{
  g_assert_cmpstr (element, !=, "image");
  g_assert_cmpstr (element, !=, "text");
  g_assert_cmpstr (element, !=, "filter");
  g_assert_cmpstr (element, !=, "script");
  for (guint i = 0; names[i] != NULL; i++) {
    if (g_str_equal (names[i], "href"))
      g_assert_true (g_str_has_prefix (values[i], "#"));
    if (g_str_equal (names[i], "d") || g_str_equal (names[i], "transform"))
      g_assert_null (strpbrk (values[i], ",$@?{}"));
  }
}

static void
assert_well_formed (const char *svg)
{
  static const GMarkupParser parser = { .start_element = refuse_outside_things };
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (strlen (svg), <, 30 * 1024);
  context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, NULL, NULL);
  g_markup_parse_context_parse (context, svg, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
}

static void
test_well_formed (void)
{
  for (guint64 seed = 0; seed < 500; seed++) {
    g_autofree char *svg = draw (seed * 7919);

    assert_well_formed (svg);
  }
}

static gboolean
has_pixels_other_than (GdkPixbuf *pixbuf, const guchar *first)
{
  const guchar *pixels = gdk_pixbuf_read_pixels (pixbuf);
  gsize length = gdk_pixbuf_get_byte_length (pixbuf);
  guint different = 0;

  for (gsize i = 0; i + 2 < length; i += (gsize) gdk_pixbuf_get_n_channels (pixbuf))
    different += memcmp (pixels + i, first, 3) != 0;
  return different > length / 16;
}

static void
assert_renders (const char *svg, int size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = nl_avatar_render (svg, size, &error);

  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, size);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, size);
  g_assert_true (has_pixels_other_than (pixbuf, gdk_pixbuf_read_pixels (pixbuf)));
}

static void
test_every_seed_renders (void)
{
  for (guint64 seed = 0; seed < 500; seed++) {
    g_autofree char *svg = draw (seed);

    assert_renders (svg, 64);
    if (seed % 100 == 0)
      assert_renders (svg, 512);
  }
}

static void
test_not_svg_is_an_error (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (nl_avatar_render ("<svg", 64, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (nl_avatar_render ("", 64, &error));
  g_assert_nonnull (error);
}

static gboolean
is_grey (guint32 colour)
{
  guint red = colour >> 16 & 255;
  guint blue = colour & 255;

  return nl_avatar_luma (colour) > 95 && ABS ((int) red - (int) blue) < 16;
}

static guint
count_grey (int age_min, int age_max)
{
  guint grey = 0;

  for (guint64 seed = 0; seed < 1000; seed++) {
    NlAvatarTraits traits = { .seed = seed, .age_min = age_min, .age_max = age_max };
    NlAvatarLook look;

    nl_avatar_look_choose (&look, &traits);
    g_assert_cmpint (look.age, >=, age_min);
    g_assert_cmpint (look.age, <=, age_max);
    grey += is_grey (look.colours['h']);
  }
  return grey;
}

static void
test_hair_greys_with_age (void)
{
  g_assert_cmpuint (count_grey (18, 35), ==, 0);
  g_assert_cmpuint (count_grey (50, 55), >, 200);
  g_assert_cmpuint (count_grey (50, 55), <, 800);
  g_assert_cmpuint (count_grey (70, 90), >, 950);
}

static void
test_ages_are_bounded (void)
{
  const int ages[][2] = { { -5, -1 }, { 0, 12 }, { 200, 300 }, { 60, 20 }, { G_MININT, G_MAXINT } };

  for (guint i = 0; i < G_N_ELEMENTS (ages); i++) {
    NlAvatarTraits traits = { .seed = i, .age_min = ages[i][0], .age_max = ages[i][1] };
    g_autofree char *svg = nl_avatar_draw_svg (&traits);
    NlAvatarLook look;

    assert_well_formed (svg);
    nl_avatar_look_choose (&look, &traits);
    g_assert_cmpint (look.age, >=, 18);
    g_assert_cmpint (look.age, <=, 90);
  }
}

static void
test_presentation_is_kept (void)
{
  guint chosen[4] = { 0 };

  for (guint64 seed = 0; seed < 900; seed++) {
    NlAvatarTraits traits
        = { .seed = seed, .age_min = 18, .age_max = 80, .presentation = 1 + seed % 3 };
    NlAvatarLook look;

    nl_avatar_look_choose (&look, &traits);
    g_assert_cmpint (look.presentation, ==, traits.presentation);
    g_assert_cmpuint (look.hair->chances[look.presentation - 1], >, 0);
    traits.presentation = NL_AVATAR_ANY;
    nl_avatar_look_choose (&look, &traits);
    chosen[look.presentation]++;
  }
  g_assert_cmpuint (chosen[NL_AVATAR_ANY], ==, 0);
  g_assert_cmpuint (chosen[NL_AVATAR_FEMININE], >, 250);
  g_assert_cmpuint (chosen[NL_AVATAR_MASCULINE], >, 250);
  g_assert_cmpuint (chosen[NL_AVATAR_ANDROGYNOUS], >, 20);
}

/* Skin must not follow from presentation, dress or headwear. */
static void
test_skin_is_independent (void)
{
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize n_headwear;

  nl_avatar_headwear_styles (&n_headwear);
  for (guint64 seed = 0; seed < 20000; seed++) {
    NlAvatarTraits traits = { .seed = seed, .age_min = 18, .age_max = 45 };
    NlAvatarLook look;

    nl_avatar_look_choose (&look, &traits);
    if (g_str_equal (look.hair->name, "hijab") || g_str_equal (look.hair->name, "turban")
        || g_str_equal (look.hair->name, "headwrap"))
      g_hash_table_add (pairs, g_strdup_printf ("%s %06x", look.hair->name, look.colours['s']));
  }
  g_assert_cmpuint (g_hash_table_size (pairs), ==, 3 * 10);
}

static void
test_mood_changes_only_the_expression (void)
{
  NlAvatarTraits traits = { .seed = 77, .age_min = 30, .age_max = 50 };
  NlAvatarLook content;
  NlAvatarLook cheerful;
  g_autofree char *one = nl_avatar_draw_svg (&traits);
  g_autofree char *other = NULL;

  nl_avatar_look_choose (&content, &traits);
  traits.mood = NL_AVATAR_CHEERFUL;
  nl_avatar_look_choose (&cheerful, &traits);
  other = nl_avatar_draw_svg (&traits);
  g_assert_cmpstr (one, !=, other);
  g_assert_true (content.hair == cheerful.hair);
  g_assert_true (content.outfit == cheerful.outfit);
  g_assert_cmpmem (content.colours, sizeof content.colours, cheerful.colours,
                   sizeof cheerful.colours);
}

static void
test_colours_stand_out (void)
{
  for (guint64 seed = 0; seed < 2000; seed++) {
    NlAvatarTraits traits = { .seed = seed, .age_min = 18, .age_max = 90 };
    NlAvatarLook look;

    nl_avatar_look_choose (&look, &traits);
    if (!(look.hair->flags & NL_AVATAR_HAIR_HIDDEN))
      g_assert_cmpuint (nl_avatar_difference (look.colours['h'], look.colours['s']), >, 45);
    g_assert_cmpuint (nl_avatar_difference (look.colours['q'], look.colours['s']), >, 45);
    g_assert_cmpuint (nl_avatar_difference (look.colours['c'], look.colours['s']), >, 45);
  }
}

static void
test_brand_colour (void)
{
  const char *const bad[] = { "", "#12345", "red", "#12345g", "#1234567", "\"/><script>" };
  NlAvatarTraits traits = { .seed = 9, .age_min = 30, .age_max = 30 };
  g_autofree char *plain = nl_avatar_draw_svg (&traits);
  g_autofree char *branded = NULL;

  traits.brand_colour = "#0b6e4f";
  branded = nl_avatar_draw_svg (&traits);
  g_assert_cmpstr (plain, !=, branded);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autofree char *svg = NULL;

    traits.brand_colour = bad[i];
    svg = nl_avatar_draw_svg (&traits);
    g_assert_cmpstr (svg, ==, plain);
  }
}

static void
test_numbers_have_points_in_every_locale (void)
{
  g_autofree char *before = g_strdup (setlocale (LC_ALL, NULL));
  g_autofree char *english = draw (4);
  g_autofree char *german = NULL;

  if (setlocale (LC_ALL, "de_DE.UTF-8") == NULL) {
    g_test_skip ("this machine has no German locale");
    return;
  }
  german = draw (4);
  setlocale (LC_ALL, before);
  g_assert_cmpstr (english, ==, german);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/avatar/same-seed-same-bytes", test_same_seed_same_bytes);
  g_test_add_func ("/avatar/faces-are-kept", test_faces_are_kept);
  g_test_add_func ("/avatar/seeds-differ", test_seeds_differ);
  g_test_add_func ("/avatar/every-style", test_every_style_is_used);
  g_test_add_func ("/avatar/well-formed", test_well_formed);
  g_test_add_func ("/avatar/renders", test_every_seed_renders);
  g_test_add_func ("/avatar/not-svg", test_not_svg_is_an_error);
  g_test_add_func ("/avatar/grey", test_hair_greys_with_age);
  g_test_add_func ("/avatar/ages", test_ages_are_bounded);
  g_test_add_func ("/avatar/presentation", test_presentation_is_kept);
  g_test_add_func ("/avatar/skin-independent", test_skin_is_independent);
  g_test_add_func ("/avatar/mood", test_mood_changes_only_the_expression);
  g_test_add_func ("/avatar/contrast", test_colours_stand_out);
  g_test_add_func ("/avatar/brand-colour", test_brand_colour);
  g_test_add_func ("/avatar/locale", test_numbers_have_points_in_every_locale);
  return g_test_run ();
}
