/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Messages in every language there is: templates × channels × facts × seeds. */

#include <string.h>

#include "ai/offline/nl-offline-provider.h"
#include "ai/offline/nl-phrase-book.h"
#include "base/nl-sms.h"
#include "facts-fixture.h"
#include "nl-test.h"
#include "text-checks.h"

/* What each part may be at most, as the channel has it; "list" is how many there may be. */
static const struct {
  const char *channel;
  const char *part;
  guint max;
  guint least;
  guint most;
} PARTS[] = {
  { "email", "subject", 60, 0, 0 },
  { "email", "preheader", 110, 0, 0 },
  { "email", "headline", 70, 0, 0 },
  { "email", "body", 4000, 0, 0 },
  { "email", "cta", 28, 0, 0 },
  { "email", "postscript", 240, 0, 0 },
  { "sms", "text", 160, 0, 0 },
  { "instagram", "caption", 2200, 0, 0 },
  { "instagram", "hashtags", 30, 4, 5 },
  { "facebook", "text", 600, 0, 0 },
  { "facebook", "headline", 40, 0, 0 },
  { "facebook", "description", 60, 0, 0 },
  { "google-ads", "headlines", 30, 8, 15 },
  { "google-ads", "descriptions", 90, 3, 4 },
  { "google-ads", "paths", 15, 2, 2 },
  { "blog", "title", 65, 0, 0 },
  { "blog", "slug", 75, 0, 0 },
  { "blog", "description", 155, 0, 0 },
  { "blog", "body", 12000, 0, 0 },
};

typedef struct {
  const char *language;
  const char *channel;
  const char *part;
  JsonObject *facts;
  const char *where;
} Context;

static gboolean
has_channel (const char *language, const char *channel)
{
  g_autoptr (GError) error = NULL;
  NlPhraseBook *book = nl_phrase_book_get (language, &error);
  g_auto (GStrv) keys = NULL;
  g_autofree char *prefix = g_strconcat (channel, ".", NULL);

  g_assert_no_error (error);
  keys = nl_phrase_book_list_keys (book);
  for (guint i = 0; keys[i] != NULL; i++)
    if (g_str_has_prefix (keys[i], prefix))
      return TRUE;
  return FALSE;
}

static const char *
voice_member (JsonObject *facts, const char *member)
{
  JsonNode *voice = json_object_get_member (facts, "voice");

  if (voice == NULL || !JSON_NODE_HOLDS_OBJECT (voice))
    return "";
  return json_object_get_string_member_with_default (json_node_get_object (voice), member, "");
}

static void
check_voice (const Context *context, const char *text)
{
  const char *emoji = voice_member (context->facts, "emoji_policy");
  const char *tone = voice_member (context->facts, "tone");
  guint n = count_emoji (text);

  check_banned (text, context->facts, context->where);
  if (!g_str_equal (emoji, "generous"))
    g_assert_cmpuint (n, <=, g_str_equal (emoji, "sparing") ? 1 : 0);
  if (g_str_equal (tone, "formal") || g_str_equal (tone, "luxurious")
      || g_str_equal (tone, "matter-of-fact"))
    if (strchr (text, '!') != NULL)
      g_error ("%s: an exclamation mark in a calm voice: “%s”", context->where, text);
}

static void
check_sms (const Context *context, const char *text)
{
  JsonObject *shop = json_object_get_object_member (context->facts, "shop");

  if (nl_sms_count_septets (text) < 0)
    g_error ("%s: not in the GSM alphabet: “%s”", context->where, text);
  g_assert_cmpint (nl_sms_count_septets (text), <=, 160);
  if (strstr (text, json_object_get_string_member (shop, "name")) == NULL)
    g_error ("%s: no shop name: “%s”", context->where, text);
  if (strstr (text, "STOP") == NULL)
    g_error ("%s: no way to opt out: “%s”", context->where, text);
}

/* Greetings end in a comma or colon, and lists have no full stop: so each paragraph by itself. */
static void
check_paragraphs (const char *text, const char *where)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++) {
    gsize length = strlen (paragraphs[i]);
    gboolean greeting = length > 0 && strchr (",:", paragraphs[i][length - 1]) != NULL;
    gboolean after_greeting
        = i == 1 && strlen (paragraphs[0]) > 0 && g_str_has_suffix (paragraphs[0], ",");

    if (!greeting && !after_greeting && strchr (paragraphs[i], '\n') == NULL)
      check_sentences (paragraphs[i], where);
  }
}

static void
check_part (const Context *context, const char *text, guint max)
{
  gboolean plain = g_str_equal (context->channel, "sms") || g_str_equal (context->part, "hashtags")
                   || g_str_equal (context->part, "paths") || g_str_equal (context->part, "slug");

  check_text (text, context->language, context->where);
  if (!g_str_equal (context->part, "slug") && !g_str_equal (context->part, "hashtags"))
    check_voice (context, text);
  if (!plain) {
    check_typography (text, context->language, context->where);
    check_paragraphs (text, context->where);
  }
  if (g_str_equal (context->channel, "sms"))
    check_sms (context, text);
  else if (g_utf8_strlen (text, -1) > max)
    g_error ("%s: %ld characters: “%s”", context->where, g_utf8_strlen (text, -1), text);
  if (g_str_equal (context->part, "slug"))
    g_assert_true (g_regex_match_simple ("^[a-z0-9]+(-[a-z0-9]+)*$", text, 0, 0));
  if (g_str_equal (context->part, "hashtags"))
    g_assert_true (g_regex_match_simple ("^#[\\p{L}\\p{M}\\p{N}]+$", text, 0, 0));
}

static void
check_list (const Context *context, JsonArray *array, guint which)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (json_array_get_length (array) < PARTS[which].least
      || json_array_get_length (array) > PARTS[which].most)
    g_error ("%s: %u of them", context->where, json_array_get_length (array));
  for (guint i = 0; i < json_array_get_length (array); i++) {
    const char *text = json_array_get_string_element (array, i);

    check_part (context, text, PARTS[which].max);
    if (!g_hash_table_add (seen, (gpointer) text))
      g_error ("%s: twice: “%s”", context->where, text);
  }
}

static guint
count_words (const char *text)
{
  g_auto (GStrv) words = g_regex_split_simple ("\\s+", text, 0, 0);

  return g_strv_length (words);
}

static void
check_body (const Context *context, const char *text)
{
  if (g_str_equal (context->channel, "blog")) {
    if (count_words (text) < 350)
      g_error ("%s: %u words", context->where, count_words (text));
    g_assert_nonnull (strstr (text, "\n\n## "));
  } else {
    g_assert_nonnull (strstr (text, "\n\n"));
    g_assert_cmpuint (count_words (text), >=, 25);
  }
  g_assert_null (strstr (text, "javascript:"));
}

static void
check_message (const char *language,
               const char *facts_name,
               const char *template,
               const char *channel,
               guint seed)
{
  g_autoptr (NlAiRequest) request
      = fixture_message_request (facts_name, language, seed, template, channel);
  g_autoptr (JsonObject) facts = fixture_get_facts (facts_name);
  g_autoptr (JsonObject) parts = fixture_write (request);
  guint n_parts = 0;

  for (guint i = 0; i < G_N_ELEMENTS (PARTS); i++) {
    g_autofree char *where = g_strdup_printf ("%s %s %s %s %u, %s", language, facts_name, template,
                                              channel, seed, PARTS[i].part);
    Context context = { language, channel, PARTS[i].part, facts, where };
    JsonNode *node;

    if (!g_str_equal (PARTS[i].channel, channel))
      continue;
    n_parts++;
    node = json_object_get_member (parts, PARTS[i].part);
    if (node == NULL)
      g_error ("%s is missing", where);
    if (PARTS[i].most > 0) {
      check_list (&context, json_node_get_array (node), i);
      continue;
    }
    check_part (&context, json_node_get_string (node), PARTS[i].max);
    if (g_str_equal (PARTS[i].part, "body"))
      check_body (&context, json_node_get_string (node));
  }
  g_assert_cmpuint (json_object_get_size (parts), ==, n_parts);
}

static void
test_texts (gconstpointer data)
{
  const char *const *templates = nl_offline_provider_list_templates ();

  for (guint c = 0; FIXTURE_CHANNELS[c] != NULL; c++) {
    if (!has_channel (data, FIXTURE_CHANNELS[c])) {
      g_test_message ("%s has no %s yet", (const char *) data, FIXTURE_CHANNELS[c]);
      continue;
    }
    for (guint t = 0; templates[t] != NULL; t++)
      for (guint f = 0; FIXTURE_FACTS[f] != NULL; f++)
        if ((t + f) % nl_test_rounds (1, 3) == 0)
          check_message (data, FIXTURE_FACTS[f], templates[t], FIXTURE_CHANNELS[c], t + 3 * f);
  }
}

static char *
write_part (const char *language,
            const char *facts,
            guint64 seed,
            const char *template,
            const char *channel,
            const char *part)
{
  g_autoptr (NlAiRequest) request
      = fixture_message_request (facts, language, seed, template, channel);
  g_autoptr (JsonObject) parts = fixture_write (request);

  return g_strdup (json_object_get_string_member (parts, part));
}

/* Ten seeds, ten different letters. */
static void
test_seeds_differ (gconstpointer data)
{
  const char *const *templates = nl_offline_provider_list_templates ();

  if (!has_channel (data, "email")) {
    g_test_fail_printf ("%s has no email", (const char *) data);
    return;
  }
  for (guint t = 0; templates[t] != NULL && t < nl_test_rounds (G_MAXUINT, 1u); t++) {
    g_autoptr (GHashTable) bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GHashTable) subjects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint seed = 0; seed < 10; seed++) {
      g_hash_table_add (bodies, write_part (data, "dormant-high-germany", seed, templates[t],
                                            "email", "body"));
      g_hash_table_add (subjects, write_part (data, "dormant-high-germany", seed, templates[t],
                                              "email", "subject"));
    }
    g_assert_cmpuint (g_hash_table_size (bodies), >=, 9);
    g_assert_cmpuint (g_hash_table_size (subjects), >=, 3);
  }
}

static void
test_templates_and_personas_differ (gconstpointer data)
{
  const char *const *templates = nl_offline_provider_list_templates ();
  g_autoptr (GHashTable) bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!has_channel (data, "email")) {
    g_test_fail_printf ("%s has no email", (const char *) data);
    return;
  }
  for (guint t = 0; templates[t] != NULL; t++) {
    g_hash_table_add (bodies,
                      write_part (data, "dormant-high-germany", 1, templates[t], "email", "body"));
    g_hash_table_add (bodies, write_part (data, "new-under-30", 1, templates[t], "email", "body"));
    g_assert_cmpuint (g_hash_table_size (bodies), ==, 2 * (t + 1));
  }
}

/* The numbers of the segment are the merchant's, not the reader's. */
static void
test_statistics_stay_untold (gconstpointer data)
{
  if (!has_channel (data, "email")) {
    g_test_fail_printf ("%s has no email", (const char *) data);
    return;
  }
  for (guint seed = 0; seed < nl_test_rounds (20u, 3u); seed++) {
    g_autofree char *body
        = write_part (data, "dormant-high-germany", seed, "win-back", "email", "body");

    g_assert_null (strstr (body, "620"));
    g_assert_null (strstr (body, "91"));
    g_assert_null (strstr (body, "Hamburg"));
  }
}

/* The offer that was given is the one that is made. */
static void
test_offer_is_made (gconstpointer data)
{
  if (!has_channel (data, "email")) {
    g_test_fail_printf ("%s has no email", (const char *) data);
    return;
  }
  for (guint seed = 0; seed < nl_test_rounds (20u, 3u); seed++) {
    g_autofree char *with
        = write_part (data, "dormant-high-germany", seed, "win-back", "email", "body");
    g_autofree char *without = write_part (data, "one-customer", seed, "win-back", "email", "body");

    g_assert_nonnull (strstr (with, "WIEDER15"));
    g_assert_nonnull (strstr (with, "15"));
    g_assert_null (strstr (without, "WIEDER15"));
    g_assert_null (strchr (without, '%'));
  }
}

typedef struct {
  const char *name;
  void (*test) (gconstpointer language);
} Test;

static const Test TESTS[] = {
  { "texts", test_texts },
  { "seeds-differ", test_seeds_differ },
  { "templates-and-personas-differ", test_templates_and_personas_differ },
  { "statistics-stay-untold", test_statistics_stay_untold },
  { "offer", test_offer_is_made },
};

int
main (int argc, char **argv)
{
  const char *const *languages;

  nl_test_init (&argc, &argv);
  languages = nl_offline_provider_list_languages ();
  for (guint i = 0; languages[i] != NULL; i++) {
    for (guint t = 0; t < G_N_ELEMENTS (TESTS); t++) {
      g_autofree char *path
          = g_strdup_printf ("/offline-message/%s/%s", TESTS[t].name, languages[i]);

      g_test_add_data_func (path, languages[i], TESTS[t].test);
    }
  }
  return g_test_run ();
}
