/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a provider is told about a segment, and how the portrait follows what it answers. */

#include "personas/nl-persona-request.h"

#include "nl-test.h"
#include "personas/nl-avatar.h"
#include "personas/nl-persona-avatar.h"
#include "store/nl-image.h"

static NlShop *
create_shop (void)
{
  const char *const banned[] = { "cheap", "hurry", NULL };

  return g_object_new (NL_TYPE_SHOP, "name", "Atelier", "language", "fr", "currency", "EUR", "tone",
                       "warm", "banned-words", banned, NULL);
}

static JsonObject *
facts_of (NlAiRequest *request)
{
  return json_node_get_object (nl_ai_request_get_facts (request));
}

static void
test_request (void)
{
  g_autoptr (NlShop) shop = create_shop ();
  g_autoptr (NlPersona) persona
      = g_object_new (NL_TYPE_PERSONA, "language", "pt-BR", "statistics",
                      "{\"segment\":{\"customers\":12},\"shop\":\"replaced\"}", NULL);
  g_autoptr (NlAiRequest) request = nl_persona_to_request (persona, shop, G_MAXUINT64);
  JsonObject *facts = facts_of (request);
  JsonObject *voice = json_object_get_object_member (facts, "voice");
  g_autofree char *kept = NULL;

  g_assert_cmpstr (nl_ai_request_get_task (request), ==, "persona");
  g_assert_cmpstr (nl_ai_request_get_language (request), ==, "pt-BR");
  g_assert_cmpuint (nl_ai_request_get_seed (request), ==, G_MAXUINT64);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (facts, "segment"),
                                               "customers"),
                   ==, 12);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (facts, "shop"),
                                                  "name"),
                   ==, "Atelier");
  g_assert_cmpstr (json_object_get_string_member (voice, "tone"), ==, "warm");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (voice, "banned_words")),
                    ==, 2);
  g_assert_false (json_object_has_member (facts, "persona"));
  /* The persona keeps the numbers it was made from, without the shop's. */
  kept = g_strdup (nl_record_get_text (NL_RECORD (persona), NL_PERSONA_STATISTICS));
  g_assert_cmpstr (kept, ==, "{\"segment\":{\"customers\":12},\"shop\":\"replaced\"}");
}

static void
test_who_it_is_is_kept (void)
{
  static const struct {
    const char *name;
    const char *gender;
    const char *persona; /* JSON */
  } PERSONS[] = {
    { "Ada", "f", "{\"name\":\"Ada\",\"gender\":\"f\"}" },
    { "Ada", NULL, "{\"name\":\"Ada\"}" },
    { NULL, "f", NULL },
  };
  g_autoptr (NlShop) shop = create_shop ();

  for (gsize i = 0; i < G_N_ELEMENTS (PERSONS); i++) {
    g_autoptr (NlPersona) persona
        = g_object_new (NL_TYPE_PERSONA, "language", "en", "name", PERSONS[i].name, "gender",
                        PERSONS[i].gender, NULL);
    g_autoptr (NlAiRequest) request = nl_persona_to_request (persona, shop, 1);
    JsonNode *node = json_object_get_member (facts_of (request), "persona");
    g_autofree char *json = node != NULL ? json_to_string (node, FALSE) : NULL;

    g_assert_cmpstr (json, ==, PERSONS[i].persona);
  }
}

/* Statistics that were damaged on the disk are none. */
static void
test_odd_statistics (void)
{
  static const char *const STATISTICS[] = { "", "null", "[]", "7", "{\"segment\":", "\"x\"" };
  g_autoptr (NlShop) shop = create_shop ();

  for (gsize i = 0; i < G_N_ELEMENTS (STATISTICS); i++) {
    g_autoptr (NlPersona) persona
        = g_object_new (NL_TYPE_PERSONA, "language", "en", "statistics", STATISTICS[i], NULL);
    g_autoptr (NlAiRequest) request = nl_persona_to_request (persona, shop, 1);

    g_assert_cmpuint (json_object_get_size (facts_of (request)), ==, 2);
    g_assert_true (json_object_has_member (facts_of (request), "shop"));
  }
}

static char *
draw (gint64 age_min, gint64 age_max, const char *gender, guint64 seed)
{
  g_autoptr (NlPersona) persona = g_object_new (NL_TYPE_PERSONA, "gender", gender, NULL);
  g_autoptr (NlImage) image = NULL;
  g_autoptr (GError) error = NULL;

  if (age_min != 0)
    nl_record_set_int64 (NL_RECORD (persona), NL_PERSONA_AGE_MIN, age_min);
  if (age_max != 0)
    nl_record_set_int64 (NL_RECORD (persona), NL_PERSONA_AGE_MAX, age_max);
  image = dex_await_boxed (nl_persona_draw_avatar (persona, seed, NULL), &error);
  g_assert_no_error (error);
  return g_strdup (nl_image_get_sha256 (image));
}

static char *
draw_traits (NlAvatarTraits traits)
{
  g_autofree char *svg = nl_avatar_draw_svg (&traits);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, svg, -1);
}

/* Moods change with the seed, so that a gallery is not one smile. */
static void
test_portrait (const char *folder)
{
  static const struct {
    const char *gender;
    NlAvatarPresentation presentation;
  } GENDERS[] = { { "f", NL_AVATAR_FEMININE },
                  { "m", NL_AVATAR_MASCULINE },
                  { "n", NL_AVATAR_ANDROGYNOUS },
                  { NULL, NL_AVATAR_ANY } };

  for (gsize i = 0; i < G_N_ELEMENTS (GENDERS); i++) {
    for (guint64 seed = 40; seed < 44; seed++) {
      g_autofree char *drawn = draw (30, 40, GENDERS[i].gender, seed);
      g_autofree char *expected
          = draw_traits ((NlAvatarTraits) { .seed = seed,
                                            .age_min = 30,
                                            .age_max = 40,
                                            .mood = seed - 40,
                                            .presentation = GENDERS[i].presentation });

      g_assert_cmpstr (drawn, ==, expected);
    }
  }
}

/* Who gives no age is not always eighteen: the seed chooses among grown-ups. */
static void
test_portrait_without_ages (const char *folder)
{
  static const struct {
    gint64 age_min, age_max;
    int drawn_min, drawn_max;
  } AGES[] = {
    { 0, 0, 18, 80 },  { 50, 0, 50, 80 },    { 0, 25, 18, 25 },
    { 85, 0, 85, 85 }, { 400, 0, 400, 400 }, { G_MAXINT64, G_MAXINT64, 90, 90 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (AGES); i++) {
    for (guint64 seed = 1; seed < 4; seed++) {
      g_autofree char *drawn = draw (AGES[i].age_min, AGES[i].age_max, "f", seed);
      g_autofree char *expected
          = draw_traits ((NlAvatarTraits) { .seed = seed,
                                            .age_min = AGES[i].drawn_min,
                                            .age_max = AGES[i].drawn_max,
                                            .mood = seed % 4,
                                            .presentation = NL_AVATAR_FEMININE });

      g_assert_cmpstr (drawn, ==, expected);
    }
  }
}

static void
test_cancelled_portrait (const char *folder)
{
  g_autoptr (NlPersona) persona = g_object_new (NL_TYPE_PERSONA, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (dex_await (nl_persona_draw_avatar (persona, 1, cancellable), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/persona-request/facts", test_request);
  g_test_add_func ("/persona-request/who-it-is", test_who_it_is_is_kept);
  g_test_add_func ("/persona-request/odd-statistics", test_odd_statistics);
  nl_test_add ("/persona-request/portrait", test_portrait);
  nl_test_add ("/persona-request/no-ages", test_portrait_without_ages);
  nl_test_add ("/persona-request/cancelled", test_cancelled_portrait);
  return g_test_run ();
}
