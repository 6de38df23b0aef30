/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a merchant says beside the template: a goal of one's own, a persona it was not made for. */

#include <string.h>

#include "ai/offline/nl-goal.h"
#include "ai/offline/nl-offline-provider.h"
#include "ai/offline/nl-template-fit.h"
#include "facts-fixture.h"
#include "nl-test.h"
#include "text-checks.h"

static JsonObject *
make_facts (const char *goal, const char *source)
{
  JsonObject *facts = json_object_new ();

  if (goal != NULL)
    json_object_set_string_member (facts, "goal", goal);
  if (source != NULL)
    json_object_set_string_member (facts, "goal_source", source);
  return facts;
}

static void
test_goals_are_read (const char *folder)
{
  static const struct {
    const char *goal;
    const char *read;
  } CASES[] = {
    { "Collect 50 reviews before Christmas", "review" },
    { "Plus d’avis sur nos lampes", "review" },
    { "Mehr Bewertungen sammeln", "review" },
    { "Conseguir reseñas", "review" },
    { "Écouler le surstock de l’été", "clear" },
    { "RÄUMUNG des Lagers", "clear" },
    { "Svuotare il magazzino", "clear" },
    { "More subscribers", "subscribe" },
    { "Meer inschrijvingen voor de nieuwsbrief", "subscribe" },
    { "Deuxième commande en 30 jours", "reorder" },
    { "Een tweede bestelling", "reorder" },
    { "Primera compra", "first" },
    { "Eine erste Bestellung", "first" },
    { "Ideias de presentes para o Natal", "gift" },
    { "Vender packs", "bundle" },
    { "Dire merci", "thank" },
    { "Sell 40 lamps", NULL },
    { "Erstellen wir etwas", NULL },
    { "   ", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (JsonObject) facts = make_facts (CASES[i].goal, "merchant");
    g_autoptr (JsonObject) template = make_facts (CASES[i].goal, "template");

    if (g_strcmp0 (nl_goal_read (facts), CASES[i].read) != 0)
      g_error ("“%s” was read as %s", CASES[i].goal, nl_goal_read (facts));
    g_assert_null (nl_goal_read (template));
    g_assert_null (nl_goal_explain (template));
  }
}

static void
test_goals_are_explained (const char *folder)
{
  g_autoptr (JsonObject) understood = make_facts ("Get reviews", NULL);
  g_autoptr (JsonObject) other = make_facts ("Sell 40 lamps", NULL);
  g_autofree char *long_goal = g_strnfill (5000, 'x');
  g_autoptr (JsonObject) endless = make_facts (long_goal, NULL);
  g_autoptr (JsonObject) broken = make_facts ("a\xff%s", NULL);
  g_autofree char *yes = nl_goal_explain (understood);
  g_autofree char *no = nl_goal_explain (other);
  g_autofree char *cut = nl_goal_explain (endless);
  g_autofree char *valid = nl_goal_explain (broken);

  g_assert_nonnull (strstr (yes, "“Get reviews” was read as: reviews"));
  g_assert_nonnull (strstr (no, "“Sell 40 lamps”"));
  g_assert_cmpuint (strlen (cut), <, 1000);
  g_assert_true (g_utf8_validate (valid, -1, NULL));
}

/* A request like the fixture's, with a goal. */
static JsonObject *
write_with_goal (const char *language,
                 const char *channel,
                 const char *goal,
                 NlAiResult **result_out)
{
  g_autoptr (NlAiRequest) plain
      = fixture_message_request ("loyal-mid", language, 4, "newsletter", channel);
  g_autoptr (NlAiRequest) request = nl_ai_request_new ("message", language, 4);
  g_autofree char *text = json_to_string (nl_ai_request_get_facts (plain), FALSE);
  g_autoptr (JsonNode) open = json_from_string (text, NULL);
  g_autoptr (NlAiResult) result = NULL;
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (json_node_get_object (open), "goal", goal);
  nl_ai_request_set_facts (request, open);
  result = nl_offline_provider_write (request, &error);
  g_assert_no_error (error);
  if (result_out != NULL)
    *result_out = g_object_ref (result);
  return json_object_ref (json_node_get_object (nl_ai_result_get_node (result)));
}

/* In every language, each goal makes another text, and none of them quotes the merchant. */
static void
test_goals_are_written_for (const char *folder)
{
  static const char *const GOALS[]
      = { "Sell 40 lamps", "reviews",        "subscribers", "clearance", "bundles",
          "gifts",         "a second order", "first order", "thank them" };
  static const char *const CHANNELS[][2] = {
    { "email", "body" }, { "facebook", "text" }, { "instagram", "caption" }, { "blog", "body" }
  };
  const char *const *languages = nl_offline_provider_list_languages ();

  for (; *languages != NULL; languages++) {
    for (gsize c = 0; c < G_N_ELEMENTS (CHANNELS); c++) {
      g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (gsize g = 0; g < G_N_ELEMENTS (GOALS); g++) {
        g_autoptr (JsonObject) parts = write_with_goal (*languages, CHANNELS[c][0], GOALS[g], NULL);
        const char *text = json_object_get_string_member (parts, CHANNELS[c][1]);

        check_text (text, *languages, GOALS[g]);
        check_typography (text, *languages, GOALS[g]);
        g_assert_null (strstr (text, "40"));
        g_hash_table_add (texts, g_strdup (text));
      }
      g_assert_cmpuint (g_hash_table_size (texts), ==, G_N_ELEMENTS (GOALS));
    }
  }
}

static void
test_notes_say_so (const char *folder)
{
  g_autoptr (NlAiResult) result = NULL;
  g_autoptr (JsonObject) parts = write_with_goal ("en", "email", "More reviews", &result);
  const char *const *notes = nl_ai_result_get_notes (result);

  g_assert_cmpuint (g_strv_length ((char **) notes), ==, 1);
  g_assert_nonnull (strstr (notes[0], "reviews"));
}

static NlAiResult *
write_for (const char *facts, const char *template)
{
  g_autoptr (NlAiRequest) request = fixture_message_request (facts, "en", 1, template, "email");
  g_autoptr (GError) error = NULL;
  NlAiResult *result = nl_offline_provider_write (request, &error);

  g_assert_no_error (error);
  return result;
}

static void
test_misfits_are_told (const char *folder)
{
  static const struct {
    const char *facts;
    const char *template;
    gboolean fits;
  } CASES[] = {
    { "dormant-high-germany", "welcome", FALSE }, { "new-under-30", "welcome", TRUE },
    { "never-bought", "welcome", TRUE },          { "dormant-high-germany", "win-back", TRUE },
    { "new-under-30", "win-back", FALSE },        { "loyal-mid", "loyalty", TRUE },
    { "never-bought", "loyalty", FALSE },         { "never-bought", "review-request", FALSE },
    { "dormant-high-germany", "birthday", TRUE }, { "empty", "welcome", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (NlAiResult) result = write_for (CASES[i].facts, CASES[i].template);
    gboolean fits = nl_ai_result_get_notes (result)[0] == NULL;

    if (fits != CASES[i].fits)
      g_error ("%s, %s: %s", CASES[i].facts, CASES[i].template, fits ? "fits" : "does not fit");
  }
}

static gboolean
says (const char *language, const char *facts, const char *template, guint64 seed, const char *what)
{
  g_autoptr (NlAiRequest) request
      = fixture_message_request (facts, language, seed, template, "email");
  g_autoptr (JsonObject) parts = fixture_write (request);

  return g_regex_match_simple (what, json_object_get_string_member (parts, "body"),
                               G_REGEX_CASELESS, 0);
}

/* Nobody is welcomed as an old acquaintance, or missed before having come. */
static void
test_greetings_fit_the_template (const char *folder)
{
  static const struct {
    const char *language;
    const char *old;
    const char *fresh;
  } WORDS[] = {
    { "en", "hello again|been a while|good to write to you again",
      "hello and welcome|nice to meet" },
    { "fr", "cela fait longtemps|rebonjour|ça fait un moment", "bonjour et bienvenue" },
    { "de", "nach längerer zeit|lange nicht", "hallo und willkommen" },
    { "es", "cuánto tiempo|hace tiempo que no", "gracias por estar aquí" },
    { "it", "è passato un po", "ti diamo il benvenuto" },
    { "pt", "há quanto tempo", "olá e boas-vindas" },
    { "nl", "dat is even geleden", "hallo en welkom" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (WORDS); i++) {
    for (guint64 seed = 0; seed < 12; seed++) {
      g_assert_false (
          says (WORDS[i].language, "dormant-high-germany", "welcome", seed, WORDS[i].old));
      g_assert_false (says (WORDS[i].language, "new-under-30", "win-back", seed, WORDS[i].fresh));
    }
  }
}

/* “From” is said of the cheapest. */
static void
test_ads_name_the_lowest_price (const char *folder)
{
  const char *const *languages = nl_offline_provider_list_languages ();

  for (; *languages != NULL; languages++) {
    gboolean named = FALSE;

    for (guint64 seed = 0; seed < 6; seed++) {
      g_autoptr (NlAiRequest) request = fixture_message_request ("dormant-high-germany", *languages,
                                                                 seed, "launch", "google-ads");
      g_autoptr (JsonObject) parts = fixture_write (request);
      JsonArray *headlines = json_object_get_array_member (parts, "headlines");

      for (guint h = 0; h < json_array_get_length (headlines); h++) {
        const char *text = json_array_get_string_element (headlines, h);

        g_assert_null (strstr (text, "129"));
        g_assert_null (strstr (text, "54"));
        if (g_regex_match_simple ("\\b29\\b", text, 0, 0) && strstr (text, "€") != NULL)
          named = TRUE;
      }
    }
    g_assert_true (named);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/goal/read", test_goals_are_read);
  nl_test_add ("/goal/explained", test_goals_are_explained);
  nl_test_add ("/goal/written-for", test_goals_are_written_for);
  nl_test_add ("/goal/notes", test_notes_say_so);
  nl_test_add ("/template-fit/notes", test_misfits_are_told);
  nl_test_add ("/template-fit/greetings", test_greetings_fit_the_template);
  nl_test_add ("/offer/lowest-price", test_ads_name_the_lowest_price);
  return g_test_run ();
}
