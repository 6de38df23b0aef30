/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is chosen for a portrait, and how evenly. */

#include "personas/nl-avatar-look.h"

#include <string.h>

#include "nl-test.h"

#define N_SKINS 10

static void
choose (NlAvatarLook *look, guint64 seed, int age_min, int age_max)
{
  NlAvatarTraits traits = { .seed = seed, .age_min = age_min, .age_max = age_max };

  nl_avatar_look_choose (look, &traits);
}

typedef const NlAvatarHair *(*HairList) (gsize *n_styles);

static const HairList HAIR_LISTS[]
    = { nl_avatar_hair_styles, nl_avatar_long_hair_styles, nl_avatar_headwear_styles };

static void
test_names_are_unique (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  const NlAvatarOutfit *outfits;
  gsize n;

  for (gsize list = 0; list < G_N_ELEMENTS (HAIR_LISTS); list++) {
    const NlAvatarHair *styles = HAIR_LISTS[list](&n);

    for (gsize i = 0; i < n; i++)
      g_assert_true (g_hash_table_add (names, (gpointer) styles[i].name));
  }
  g_hash_table_remove_all (names);
  outfits = nl_avatar_outfits (&n);
  for (gsize i = 0; i < n; i++)
    g_assert_true (g_hash_table_add (names, (gpointer) outfits[i].name));
}

/* Whoever is drawn, at whatever age, has several styles and outfits to choose from. */
static void
test_everyone_has_a_choice (void)
{
  for (int presentation = 0; presentation < 3; presentation++) {
    for (int age = 18; age <= 90; age++) {
      guint n_hair = 0;
      guint n_outfits = 0;
      gsize n;

      for (gsize list = 0; list < G_N_ELEMENTS (HAIR_LISTS); list++) {
        const NlAvatarHair *styles = HAIR_LISTS[list](&n);

        for (gsize i = 0; i < n; i++)
          n_hair += styles[i].chances[presentation] > 0 && age >= styles[i].age_min
                    && age <= styles[i].age_max;
      }
      const NlAvatarOutfit *outfits = nl_avatar_outfits (&n);
      for (gsize i = 0; i < n; i++)
        n_outfits += outfits[i].chances[presentation] > 0 && age >= outfits[i].age_min
                     && age <= outfits[i].age_max;
      g_assert_cmpuint (n_hair, >=, 6);
      g_assert_cmpuint (n_outfits, >=, 6);
    }
  }
}

/* What somebody wears suits the age and the presentation that were chosen. */
static void
test_choices_suit (void)
{
  for (guint64 seed = 0; seed < nl_test_rounds (5000, 1000); seed++) {
    NlAvatarLook look;

    choose (&look, seed, 18, 90);
    g_assert_cmpint (look.age, >=, MAX (look.hair->age_min, look.outfit->age_min));
    g_assert_cmpint (look.age, <=, MIN (look.hair->age_max, look.outfit->age_max));
    g_assert_cmpuint (look.hair->chances[look.presentation - NL_AVATAR_FEMININE], >, 0);
    g_assert_cmpuint (look.outfit->chances[look.presentation - NL_AVATAR_FEMININE], >, 0);
  }
}

/* Nine skins or ten are as frequent as each other: with 9000 draws, the deviation is about 28. */
static void
test_skins_are_spread_evenly (void)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer n;

  for (guint64 seed = 0; seed < 9000; seed++) {
    NlAvatarLook look;
    gpointer skin;

    choose (&look, seed, 18, 90);
    skin = GUINT_TO_POINTER (look.colours['s']);
    n = g_hash_table_lookup (counts, skin);
    g_hash_table_insert (counts, skin, GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
  }
  g_assert_cmpuint (g_hash_table_size (counts), ==, N_SKINS);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, NULL, &n)) {
    g_assert_cmpuint (GPOINTER_TO_UINT (n), >, 750);
    g_assert_cmpuint (GPOINTER_TO_UINT (n), <, 1050);
  }
}

/* A third of the dark-skinned and a third of the others wear any given kind of clothes: nothing
 * about the dress, the glasses or the presentation tells the skin. */
static void
test_dark_skin_tells_nothing_else (void)
{
  guint n[2] = { 0 };
  guint feminine[2] = { 0 };
  guint blazers[2] = { 0 };
  guint worn[2] = { 0 };

  for (guint64 seed = 0; seed < 12000; seed++) {
    NlAvatarLook look;

    choose (&look, seed, 30, 45);
    n[look.dark_skin]++;
    feminine[look.dark_skin] += look.presentation == NL_AVATAR_FEMININE;
    blazers[look.dark_skin] += g_str_has_prefix (look.outfit->name, "blazer");
    worn[look.dark_skin] += (look.hair->flags & NL_AVATAR_HAIR_HIDDEN) != 0;
  }
  for (int dark = 0; dark < 2; dark++) {
    g_assert_cmpfloat_with_epsilon ((double) feminine[dark] / n[dark],
                                    (double) (feminine[0] + feminine[1]) / (n[0] + n[1]), 0.03);
    g_assert_cmpfloat_with_epsilon ((double) blazers[dark] / n[dark],
                                    (double) (blazers[0] + blazers[1]) / (n[0] + n[1]), 0.03);
    g_assert_cmpfloat_with_epsilon ((double) worn[dark] / n[dark],
                                    (double) (worn[0] + worn[1]) / (n[0] + n[1]), 0.03);
  }
}

static void
test_ages_are_spread (void)
{
  guint seen[91] = { 0 };

  for (guint64 seed = 0; seed < 3000; seed++) {
    NlAvatarLook look;

    choose (&look, seed, 30, 39);
    seen[look.age]++;
  }
  for (int age = 30; age < 40; age++) {
    g_assert_cmpuint (seen[age], >, 200);
    g_assert_cmpuint (seen[age], <, 400);
  }
}

/* Each part has a sequence of its own, so that one more choice later leaves old faces alone. */
static void
test_parts_are_independent (void)
{
  guint same = 0;

  for (guint64 seed = 0; seed < 4000; seed++) {
    NlAvatarLook look = { .seed = seed };

    same += nl_avatar_look_pick (&look, "nose", 4) == nl_avatar_look_pick (&look, "brow", 4);
    g_assert_cmpuint (nl_avatar_look_pick (&look, "nose", 1), ==, 0);
    g_assert_cmpuint (nl_avatar_look_pick (&look, "nose", 7), <, 7);
    g_assert_cmpuint (nl_avatar_look_pick (&look, "nose", 7), ==,
                      nl_avatar_look_pick (&look, "nose", 7));
  }
  g_assert_cmpuint (same, >, 850);
  g_assert_cmpuint (same, <, 1150);
}

static void
test_chances (void)
{
  for (guint percent = 0; percent <= 100; percent += 20) {
    guint n = 0;

    for (guint64 seed = 0; seed < 5000; seed++) {
      NlAvatarLook look = { .seed = seed };

      n += (guint) nl_avatar_look_chance (&look, "glasses", percent);
    }
    g_assert_cmpfloat_with_epsilon (n / 50.0, percent, percent % 100 == 0 ? 0.001 : 3);
  }
}

/* Neighbouring and extreme seeds are as good as any. */
static void
test_seeds_of_any_size (void)
{
  static const guint64 SEEDS[] = { 0, 1, G_MAXUINT64, G_MAXINT64, (guint64) 1 << 63, G_MAXUINT32 };
  g_autoptr (GHashTable) looks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (SEEDS); i++) {
    NlAvatarLook look;

    choose (&look, SEEDS[i], 18, 90);
    g_hash_table_add (looks, g_strdup_printf ("%d %s %s %x", look.age, look.hair->name,
                                              look.outfit->name, look.colours['s']));
  }
  g_assert_cmpuint (g_hash_table_size (looks), ==, G_N_ELEMENTS (SEEDS));
}

/* A mood or presentation from a newer release, or from nowhere, still gives a face. */
static void
test_values_out_of_range (void)
{
  NlAvatarTraits traits = { .seed = 3, .age_min = 30, .age_max = 40 };
  g_autofree char *usual = nl_avatar_draw_svg (&traits);
  g_autofree char *odd = NULL;

  traits.mood = (NlAvatarMood) 99;
  traits.presentation = (NlAvatarPresentation) 99;
  odd = nl_avatar_draw_svg (&traits);
  g_assert_cmpstr (odd, ==, usual);
}

/* Every letter that artwork may ask for has its colour, whoever is drawn. */
static void
test_the_palette_is_whole (void)
{
  static const char LETTERS[] = "sStblLhHgfwcCdaAerRukKqinmo";
  NlAvatarLook look;

  for (guint64 seed = 0; seed < 1000; seed++) {
    choose (&look, seed, 18, 90);
    for (const char *c = LETTERS; *c != '\0'; c++) {
      g_assert_cmphex (look.colours[(guchar) *c], >, 0);
      g_assert_cmphex (look.colours[(guchar) *c], <=, 0xffffff);
    }
  }
}

/* Shades are darker than what they shade, but for what is as dark as the night they are mixed with;
 * lights are lighter. */
static void
test_shades_and_lights (void)
{
  static const struct {
    char shade, colour, light;
  } TRIPLES[] = { { 'C', 'c', 'd' }, { 'A', 'a', 'e' }, { 'R', 'r', 'u' }, { 'H', 'h', 'g' } };

  for (guint64 seed = 0; seed < 1000; seed++) {
    NlAvatarLook look;

    choose (&look, seed, 18, 90);
    g_assert_cmpuint (nl_avatar_luma (look.colours['S']), <, nl_avatar_luma (look.colours['s']));
    g_assert_cmpuint (nl_avatar_luma (look.colours['t']), >, nl_avatar_luma (look.colours['s']));
    for (gsize i = 0; i < G_N_ELEMENTS (TRIPLES); i++) {
      guint luma = nl_avatar_luma (look.colours[(guchar) TRIPLES[i].colour]);

      g_assert_cmpuint (nl_avatar_luma (look.colours[(guchar) TRIPLES[i].shade]), <=,
                        MAX (luma, 40));
      g_assert_cmpuint (nl_avatar_luma (look.colours[(guchar) TRIPLES[i].light]), >=, luma);
    }
  }
}

static void
test_a_brand_tints (void)
{
  static const struct {
    const char *colour;
    guint32 value;
  } BRANDS[] = { { "#0b6e4f", 0x0b6e4f }, { "#C0392B", 0xc0392b }, { "#1f3a93", 0x1f3a93 } };

  for (gsize i = 0; i < G_N_ELEMENTS (BRANDS); i++) {
    guint dressed = 0;

    for (guint64 seed = 0; seed < 500; seed++) {
      NlAvatarTraits traits
          = { .seed = seed, .age_min = 20, .age_max = 60, .brand_colour = BRANDS[i].colour };
      NlAvatarLook look;

      nl_avatar_look_choose (&look, &traits);
      g_assert_cmphex (look.colours['k'], ==, nl_avatar_mix (BRANDS[i].value, 0xffffff, 78));
      dressed += look.colours['c'] == BRANDS[i].value;
    }
    /* Not where it would melt into the skin. */
    g_assert_cmpuint (dressed, >, 200);
  }
}

/* Against a white brand nothing would stand out: the backdrop is toned down. */
static void
test_a_white_brand_is_toned_down (void)
{
  for (guint64 seed = 0; seed < 200; seed++) {
    NlAvatarTraits traits
        = { .seed = seed, .age_min = 20, .age_max = 60, .brand_colour = "#ffffff" };
    NlAvatarLook look;

    nl_avatar_look_choose (&look, &traits);
    g_assert_cmpuint (nl_avatar_luma (look.colours['q']), <, 242);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/avatar-look/unique-names", test_names_are_unique);
  g_test_add_func ("/avatar-look/everyone-has-a-choice", test_everyone_has_a_choice);
  g_test_add_func ("/avatar-look/choices-suit", test_choices_suit);
  g_test_add_func ("/avatar-look/skins", test_skins_are_spread_evenly);
  g_test_add_func ("/avatar-look/dark-skin", test_dark_skin_tells_nothing_else);
  g_test_add_func ("/avatar-look/ages", test_ages_are_spread);
  g_test_add_func ("/avatar-look/parts", test_parts_are_independent);
  g_test_add_func ("/avatar-look/chances", test_chances);
  g_test_add_func ("/avatar-look/seeds", test_seeds_of_any_size);
  g_test_add_func ("/avatar-look/out-of-range", test_values_out_of_range);
  g_test_add_func ("/avatar-look/palette", test_the_palette_is_whole);
  g_test_add_func ("/avatar-look/shades", test_shades_and_lights);
  g_test_add_func ("/avatar-look/brand", test_a_brand_tints);
  g_test_add_func ("/avatar-look/white-brand", test_a_white_brand_is_toned_down);
  return g_test_run ();
}
