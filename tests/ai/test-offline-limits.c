/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever limit a channel has, what is written for it keeps the limit, or says that it can't. */

#include <string.h>

#include "ai/nl-ai-error.h"
#include "ai/offline/nl-offline-provider.h"
#include "ai/offline/nl-sentences.h"
#include "facts-fixture.h"
#include "nl-test.h"
#include "text-checks.h"

static const char *const UNITS[] = { "characters", "width", "septets" };

/* The request of a fixture, for one part of its channel within a limit. */
static NlAiRequest *
make_request (const char *language,
              guint64 seed,
              const char *template,
              const char *channel,
              const char *part,
              guint max,
              const char *unit)
{
  g_autoptr (NlAiRequest) whole
      = fixture_message_request ("loyal-mid", language, seed, template, channel);
  g_autofree char *text = json_to_string (nl_ai_request_get_facts (whole), FALSE);
  g_autoptr (JsonNode) facts = json_from_string (text, NULL);
  g_autofree char *wanted
      = g_strdup_printf ("[{\"name\":\"%s\",\"max\":%u,\"unit\":\"%s\"}]", part, max, unit);
  NlAiRequest *request = nl_ai_request_new ("message", language, seed);

  json_object_set_member (json_node_get_object (facts), "parts", json_from_string (wanted, NULL));
  nl_ai_request_set_facts (request, facts);
  return request;
}

static void
check_one (const char *text, guint max, guint unit, const char *language)
{
  g_assert_true (nl_sentences_fit (text, max, unit));
  check_text (text, language, language);
}

static void
check_part (JsonObject *parts, const char *part, guint max, guint unit, const char *language)
{
  JsonNode *node = json_object_get_member (parts, part);

  g_assert_nonnull (node);
  if (!JSON_NODE_HOLDS_ARRAY (node)) {
    check_one (json_node_get_string (node), max, unit, language);
    return;
  }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    check_one (json_array_get_string_element (json_node_get_array (node), i), max, unit, language);
}

static void
test_any_limit (gconstpointer data)
{
  static const struct {
    const char *channel;
    const char *part;
  } PARTS[] = {
    { "email", "subject" },           { "email", "cta" },     { "sms", "text" },
    { "instagram", "caption" },       { "facebook", "text" }, { "google-ads", "headlines" },
    { "google-ads", "descriptions" }, { "blog", "title" },    { "instagram", "hashtags" },
  };
  static const char *const TEMPLATES[] = { "welcome", "launch", "win-back", "loyalty" };
  const char *language = data;
  guint n_written = 0;

  for (guint64 seed = 0; seed < nl_test_rounds (8, 2); seed++) {
    for (gsize p = 0; p < G_N_ELEMENTS (PARTS); p++) {
      guint max = (guint) g_test_rand_int_range (1, 150);
      guint unit = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (UNITS));
      g_autoptr (NlAiRequest) request
          = make_request (language, seed, TEMPLATES[seed % G_N_ELEMENTS (TEMPLATES)],
                          PARTS[p].channel, PARTS[p].part, max, UNITS[unit]);
      g_autoptr (GError) error = NULL;
      g_autoptr (NlAiResult) result = nl_offline_provider_write (request, &error);

      g_test_message ("%s.%s in %u %s", PARTS[p].channel, PARTS[p].part, max, UNITS[unit]);
      if (result == NULL) {
        g_assert_true (error->domain == NL_AI_ERROR);
        /* With room for a sentence there is one. */
        g_assert_cmpuint (max, <, 60);
        continue;
      }
      check_part (json_node_get_object (nl_ai_result_get_node (result)), PARTS[p].part, max, unit,
                  language);
      n_written++;
    }
  }
  g_assert_cmpuint (n_written, >, 0);
}

/* The sign before a hashtag counts as well, and so does the shop's name. */
static void
test_hashtags (void)
{
  for (guint max = 2; max <= 30; max++) {
    g_autoptr (NlAiRequest) request
        = make_request ("fr", max, "launch", "instagram", "hashtags", max, "characters");
    g_autoptr (GError) error = NULL;
    g_autoptr (NlAiResult) result = nl_offline_provider_write (request, &error);
    JsonArray *tags;

    if (result == NULL) {
      /* No tag is as short as that. */
      g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER);
      g_assert_cmpuint (max, <, 12);
      continue;
    }
    tags = json_object_get_array_member (json_node_get_object (nl_ai_result_get_node (result)),
                                         "hashtags");
    g_assert_true (max < 30 || json_array_get_length (tags) > 2);
    for (guint i = 0; i < json_array_get_length (tags); i++) {
      const char *tag = json_array_get_string_element (tags, i);

      g_assert_true (*tag == '#' && tag[1] != '\0');
      g_assert_cmpuint ((guint) g_utf8_strlen (tag, -1), <=, max);
    }
  }
}

int
main (int argc, char **argv)
{
  static const char *const languages[] = { "en", "fr", "es", "de", "it", "pt", "nl" };

  nl_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++) {
    g_autofree char *path = g_strconcat ("/offline-limits/", languages[i], NULL);

    g_test_add_data_func (path, languages[i], test_any_limit);
  }
  g_test_add_func ("/offline-limits/hashtags", test_hashtags);
  return g_test_run ();
}
