/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The size of a picture that a provider is asked for, whatever size somebody wants. */

#include <stdio.h>
#include <string.h>

#include "ai/nl-provider-preset.h"
#include "nl-test.h"

typedef void (*FamilyFunc) (const NlImageFamily *family);

static void
foreach_family (NlImageSizing sizing, FamilyFunc func)
{
  guint n = 0;

  for (guint i = 0; i < nl_provider_presets_get_n (); i++) {
    const NlProviderPreset *preset = nl_provider_presets_get (i);

    for (guint f = 0; f < preset->image_families->len; f++) {
      const NlImageFamily *family = g_ptr_array_index (preset->image_families, f);

      if (family->sizing != sizing)
        continue;
      g_test_message ("%s: %s", preset->id, family->models);
      func (family);
      n++;
    }
  }
  g_assert_cmpuint (n, >, 0);
}

static NlAiImageWish
random_wish (void)
{
  int most = g_test_rand_int_range (0, 2) == 0 ? 5000 : 40;

  return (NlAiImageWish) { .width = (guint) g_test_rand_int_range (1, most),
                           .height = (guint) g_test_rand_int_range (1, most) };
}

/* Only what the server offers, and what it offers exactly when that is wanted. */
static void
check_listed (const NlImageFamily *family)
{
  for (guint i = 0; i < nl_test_rounds (1000, 100); i++) {
    NlAiImageWish wish = random_wish ();
    g_autofree char *size = nl_image_family_choose_size (family, &wish);

    g_assert_nonnull (size);
    g_assert_true (g_strv_contains ((const char *const *) family->sizes, size));
  }
  for (guint i = 0; family->sizes[i] != NULL; i++) {
    NlAiImageWish wish = { 0 };
    g_autofree char *size = NULL;

    if (sscanf (family->sizes[i], "%u%*c%u", &wish.width, &wish.height) != 2)
      continue;
    size = nl_image_family_choose_size (family, &wish);
    g_assert_cmpstr (size, ==, family->sizes[i]);
  }
}

static void
test_listed (void)
{
  foreach_family (NL_IMAGE_SIZING_LIST, check_listed);
}

/* A shape has no size: the same wish a hundred times as large gets the same. */
static void
check_aspects (const NlImageFamily *family)
{
  check_listed (family);
  for (guint i = 0; i < nl_test_rounds (1000, 100); i++) {
    NlAiImageWish wish = { .width = (guint) g_test_rand_int_range (1, 40),
                           .height = (guint) g_test_rand_int_range (1, 40) };
    NlAiImageWish large = { .width = wish.width * 100, .height = wish.height * 100 };
    g_autofree char *one = nl_image_family_choose_size (family, &wish);
    g_autofree char *other = nl_image_family_choose_size (family, &large);

    g_assert_cmpstr (one, ==, other);
  }
}

static void
test_aspects (void)
{
  foreach_family (NL_IMAGE_SIZING_ASPECT, check_aspects);
}

/* In steps of 16, within what the server makes, and never narrower than one to three. */
static void
check_multiples (const NlImageFamily *family)
{
  guint least;
  guint most;
  guint most_of_other;

  g_assert_cmpint (sscanf (family->sizes[0], "%u", &least), ==, 1);
  g_assert_cmpint (sscanf (family->sizes[1], "%u%*c%u", &most, &most_of_other), ==, 2);
  for (guint i = 0; i < nl_test_rounds (20000, 2000); i++) {
    NlAiImageWish wish = random_wish ();
    NlAiImageWish turned = { .width = wish.height, .height = wish.width };
    g_autofree char *size = nl_image_family_choose_size (family, &wish);
    g_autofree char *turned_size = nl_image_family_choose_size (family, &turned);
    guint width;
    guint height;
    g_autofree char *mirrored = NULL;

    g_test_message ("%ux%u: %s", wish.width, wish.height, size);
    g_assert_cmpint (sscanf (size, "%ux%u", &width, &height), ==, 2);
    g_assert_cmpuint (width % 16, ==, 0);
    g_assert_cmpuint (height % 16, ==, 0);
    g_assert_cmpuint (MAX (width, height), <=, most);
    g_assert_cmpuint (MAX (width, height), >=, least);
    g_assert_cmpuint (MIN (width, height), <=, most_of_other);
    g_assert_cmpuint (MAX (width, height), <=, 3 * MIN (width, height));
    /* What lies across is what stands, turned. */
    mirrored = g_strdup_printf ("%ux%u", height, width);
    g_assert_cmpstr (turned_size, ==, mirrored);
  }
}

static void
test_multiples (void)
{
  foreach_family (NL_IMAGE_SIZING_MULTIPLE, check_multiples);
}

static void
check_any (const NlImageFamily *family)
{
  static const NlAiImageWish WISHES[] = { { 0, 0 }, { 512, 0 }, { 0, 512 } };

  for (gsize i = 0; i < G_N_ELEMENTS (WISHES); i++)
    g_assert_null (nl_image_family_choose_size (family, &WISHES[i]));
}

/* Who wants no size in particular asks for none. */
static void
test_any (void)
{
  foreach_family (NL_IMAGE_SIZING_LIST, check_any);
  foreach_family (NL_IMAGE_SIZING_MULTIPLE, check_any);
  foreach_family (NL_IMAGE_SIZING_ASPECT, check_any);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/image-sizes/listed", test_listed);
  g_test_add_func ("/image-sizes/aspects", test_aspects);
  g_test_add_func ("/image-sizes/multiples", test_multiples);
  g_test_add_func ("/image-sizes/any", test_any);
  return g_test_run ();
}
