/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a reader would notice in a message, in every language: whom it speaks to, what it says
 * twice, where it leads, and what a shop's own words do to it. */

#include <string.h>

#include "ai/offline/nl-offline-provider.h"
#include "base/nl-sms.h"
#include "base/nl-text.h"
#include "facts-fixture.h"
#include "nl-test.h"

static const char *const TEMPLATES[]
    = { "win-back", "abandoned-cart", "loyalty", "review-request", "birthday", NULL };
static const char *const PUBLIC[] = { "instagram", "facebook", "google-ads", "blog", NULL };

/* What one says to somebody who bought or left a basket, and not to whoever comes along. */
static const struct {
  const char *language;
  const char *sentences[8];
} PERSONAL[] = {
  { "en",
    { "you used to", "remember us", "good to see you again", "we have missed you",
      "it has been a while", "you left something", "your basket is still" } },
  { "fr",
    { "vous aviez l'habitude", "vous souvenez de nous", "contents de vous revoir",
      "vous nous avez manqué", "cela fait longtemps.", "vous avez oublié quelque",
      "panier est toujours là" } },
  { "de",
    { "früher haben sie", "kennen sie uns noch", "schön, sie wiederzusehen",
      "sie haben uns gefehlt", "lange nicht gesehen", "da haben sie etwas",
      "warenkorb ist noch da" } },
  { "es",
    { "antes te pasabas", "te acuerdas de nosotros", "alegría verte otra", "echado de menos",
      "cuánto tiempo", "te has dejado", "tu cesta sigue" } },
  { "it",
    { "una volta ci venivi", "ti ricordi di noi", "che bello ri", "ci manchi", "è passato un po",
      "hai lasciato qualcosa", "carrello è ancora qui" } },
  { "pt",
    { "antes passava", "lembra-se de nós", "bom este reencontro", "temos saudades suas",
      "há quanto tempo", "ficou uma coisa", "o seu cesto continua" } },
  { "nl",
    { "vroeger kwam je", "ken je ons nog", "fijn je weer te zien", "we hebben je gemist",
      "dat is even geleden", "je hebt iets laten liggen", "winkelwagen staat er nog" } },
};

static void
read_member (JsonObject *object, const char *name, JsonNode *node, gpointer data)
{
  GString *text = data;

  /* A hashtag names the occasion and speaks to nobody. */
  if (g_str_equal (name, "hashtags"))
    return;
  if (!JSON_NODE_HOLDS_ARRAY (node)) {
    g_string_append_printf (text, "%s\n", json_node_get_string (node));
    return;
  }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    g_string_append_printf (text, "%s\n",
                            json_array_get_string_element (json_node_get_array (node), i));
}

/* Everything that a message says, in small letters and with straight apostrophes. */
static char *
read_message (const char *language,
              const char *facts,
              guint64 seed,
              const char *template,
              const char *channel)
{
  g_autoptr (NlAiRequest) request
      = fixture_message_request (facts, language, seed, template, channel);
  g_autoptr (JsonObject) parts = fixture_write (request);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *small = NULL;

  json_object_foreach_member (parts, read_member, text);
  g_string_replace (text, "’", "'", 0);
  small = g_utf8_strdown (text->str, -1);
  return g_steal_pointer (&small);
}

static const char *
find_personal (const char *language, const char *text)
{
  for (guint l = 0; l < G_N_ELEMENTS (PERSONAL); l++)
    for (guint s = 0;
         g_str_equal (PERSONAL[l].language, language) && s < 8 && PERSONAL[l].sentences[s] != NULL;
         s++)
      if (strstr (text, PERSONAL[l].sentences[s]) != NULL)
        return PERSONAL[l].sentences[s];
  return NULL;
}

static void
test_posts_speak_to_anyone (gconstpointer data)
{
  static const char *const FACTS[] = { "dormant-high-germany", "loyal-mid", "one-customer", NULL };

  for (guint c = 0; PUBLIC[c] != NULL; c++)
    for (guint t = 0; TEMPLATES[t] != NULL; t++)
      for (guint f = 0; FACTS[f] != NULL; f++)
        for (guint seed = 0; seed < nl_test_rounds (8u, 1u); seed++) {
          g_autofree char *text = read_message (data, FACTS[f], seed, TEMPLATES[t], PUBLIC[c]);
          const char *found = find_personal (data, text);

          if (found != NULL)
            g_error ("%s %s %s %u says “%s”: %s", (const char *) data, PUBLIC[c], TEMPLATES[t],
                     seed, found, text);
        }
}

/* Or else the test above would find nothing whatever was written. */
static void
test_letters_speak_to_the_reader (gconstpointer data)
{
  guint n = 0;

  for (guint seed = 0; seed < 10; seed++) {
    g_autofree char *letter
        = read_message (data, "dormant-high-germany", seed, "win-back", "email");
    g_autofree char *reminder = read_message (data, "one-customer", seed, "abandoned-cart", "sms");

    n += find_personal (data, letter) != NULL;
    n += find_personal (data, reminder) != NULL;
  }
  g_assert_cmpuint (n, >, 2);
}

static JsonObject *
get_facts (NlAiRequest *request)
{
  return json_node_get_object (nl_ai_request_get_facts (request));
}

/* The words of a text, each with a space around it. */
static char *
to_words (const char *text)
{
  g_autofree char *folded = nl_text_fold (text);
  g_autoptr (GRegex) regex = g_regex_new ("[^\\p{L}\\p{N}]+", 0, 0, NULL);
  g_autofree char *plain = g_regex_replace_literal (regex, folded, -1, 0, " ", 0, NULL);

  return g_strconcat (" ", g_strstrip (plain), " ", NULL);
}

static void
test_letters_do_not_say_their_subject_again (gconstpointer data)
{
  const char *const *templates = nl_offline_provider_list_templates ();

  for (guint t = 0; templates[t] != NULL; t++)
    for (guint seed = 0; seed < nl_test_rounds (12u, 3u); seed++) {
      g_autoptr (NlAiRequest) request
          = fixture_message_request ("one-customer", data, seed, templates[t], "email");
      g_autoptr (JsonObject) parts = NULL;
      g_autofree char *subject = NULL;
      g_autofree char *headline = NULL;
      g_autofree char *body = NULL;
      gboolean is_long;

      /* A product has one name, and a letter about it says it again. */
      json_object_remove_member (get_facts (request), "products");
      parts = fixture_write (request);
      subject = to_words (json_object_get_string_member (parts, "subject"));
      headline = to_words (json_object_get_string_member (parts, "headline"));
      body = to_words (json_object_get_string_member (parts, "body"));
      is_long = strchr (subject + 1, ' ') != strrchr (subject, ' ');
      g_assert_cmpstr (subject, !=, headline);
      if (is_long && strstr (body, subject) != NULL)
        g_error ("%s %s %u: “%s” twice: %s", (const char *) data, templates[t], seed, subject,
                 body);
    }
}

/* Writes an SMS that leads to url; NULL when none fits. */
static char *
write_sms (const char *language, const char *template, guint64 seed, const char *url)
{
  g_autoptr (NlAiRequest) request
      = fixture_message_request ("one-customer", language, seed, template, "sms");
  g_autoptr (JsonObject) parts = NULL;

  json_object_set_string_member (get_facts (request), "landing_url", url);
  parts = fixture_write (request);
  return g_strdup (json_object_get_string_member (parts, "text"));
}

static void
test_sms_has_its_whole_link (gconstpointer data)
{
  static const char URL[]
      = "https://atelier-lumen.example/?utm_source=sms&utm_campaign=we-kept-the-light-on";
  const char *const *templates = nl_offline_provider_list_templates ();

  for (guint t = 0; templates[t] != NULL; t++)
    for (guint seed = 0; seed < nl_test_rounds (6u, 2u); seed++) {
      g_autofree char *text = write_sms (data, templates[t], seed, URL);

      g_assert_cmpint (nl_sms_count_septets (text), >, 0);
      g_assert_cmpint (nl_sms_count_septets (text), <=, 160);
      g_assert_nonnull (strstr (text, "STOP"));
      if (strstr (text, URL) == NULL)
        g_error ("%s %s %u: no link: %s", (const char *) data, templates[t], seed, text);
    }
}

/* Half a link leads nowhere. */
static void
test_sms_without_room_has_no_link (gconstpointer data)
{
  g_autofree char *path = g_strnfill (200, 'a');
  g_autofree char *url = g_strconcat ("https://shop.example/", path, NULL);

  for (guint seed = 0; seed < 3; seed++) {
    g_autofree char *text = write_sms (data, "win-back", seed, url);

    g_assert_cmpint (nl_sms_count_septets (text), <=, 160);
    g_assert_null (strstr (text, "https://"));
    g_assert_nonnull (strstr (text, "STOP"));
  }
}

static char *
to_text (NlAiRequest *request)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, fixture_write (request));
  return json_to_string (node, FALSE);
}

static void
test_same_seed_same_message (gconstpointer data)
{
  const char *const *templates = nl_offline_provider_list_templates ();

  for (guint c = 0; FIXTURE_CHANNELS[c] != NULL; c++)
    for (guint t = 0; templates[t] != NULL && t < nl_test_rounds (G_MAXUINT, 2u); t++) {
      g_autoptr (NlAiRequest) one
          = fixture_message_request ("loyal-mid", data, 7, templates[t], FIXTURE_CHANNELS[c]);
      g_autoptr (NlAiRequest) two
          = fixture_message_request ("loyal-mid", data, 7, templates[t], FIXTURE_CHANNELS[c]);
      g_autofree char *first = to_text (one);
      g_autofree char *second = to_text (two);

      g_assert_cmpstr (first, ==, second);
    }
}

/* A shop calls itself what it likes. */
static void
check_hostile (const char *language, const char *name, const char *channel)
{
  g_autoptr (NlAiRequest) request
      = fixture_message_request ("new-under-30", language, 3, "launch", channel);
  JsonObject *shop = json_object_get_object_member (get_facts (request), "shop");
  g_autoptr (GError) error = NULL;
  g_autoptr (NlAiResult) result = NULL;
  g_autofree char *text = NULL;

  json_object_set_string_member (shop, "name", name);
  result = nl_offline_provider_write (request, &error);
  if (result == NULL) {
    /* To say why is fine; to say nothing is not. */
    g_assert_nonnull (error);
    g_assert_cmpuint (strlen (error->message), >, 10);
    return;
  }
  text = json_to_string (nl_ai_result_get_node (result), FALSE);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strstr (text, "{shop"));
  g_assert_null (strstr (text, "{product"));
  g_assert_null (strstr (text, "{>"));
  g_assert_null (strstr (text, "<script"));
  g_assert_null (strstr (text, "](javascript:"));
}

static void
test_hostile_shops (gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (5000, 'W');
  const char *const names[] = { "{shop}",
                                "{>offer_line}",
                                "%s%n%d",
                                "a\n\nSubject: b",
                                "<script>x",
                                "[x](javascript:alert(1))",
                                "**_`|\\",
                                "\xE2\x80\xAE"
                                "gnp.exe",
                                "STOP",
                                "Überschön & Söhne GmbH",
                                "茶",
                                long_name,
                                "{?url: {url}}",
                                NULL };

  for (guint c = 0; FIXTURE_CHANNELS[c] != NULL; c++)
    for (guint n = 0; names[n] != NULL; n++)
      if ((c + n) % nl_test_rounds (1, 4) == 0)
        check_hostile (data, names[n], FIXTURE_CHANNELS[c]);
}

/* Titles come from other people's shops. */
static void
test_hostile_products (gconstpointer data)
{
  static const char *const TITLES[]
      = { "{product}", "A\r\nBcc: all@x.example", "<img src=x onerror=y>", "\" onload=\"", "" };

  for (guint c = 0; FIXTURE_CHANNELS[c] != NULL; c++)
    for (guint i = 0; i < G_N_ELEMENTS (TITLES); i++) {
      g_autoptr (NlAiRequest) request
          = fixture_message_request ("one-customer", data, i, "launch", FIXTURE_CHANNELS[c]);
      JsonArray *products = json_array_new ();
      JsonObject *product = json_object_new ();
      g_autoptr (JsonObject) parts = NULL;
      const char *subject;
      g_autoptr (GString) text = g_string_new (NULL);

      json_object_set_string_member (product, "title", TITLES[i]);
      json_object_set_int_member (product, "price", -5);
      json_object_set_string_member (product, "url", "javascript:alert(1)");
      json_array_add_object_element (products, product);
      json_object_set_array_member (get_facts (request), "products", products);
      parts = fixture_write (request);
      json_object_foreach_member (parts, read_member, text);
      subject = json_object_get_string_member_with_default (parts, "subject", "");
      g_assert_null (strchr (subject, '\n'));
      g_assert_null (strpbrk (text->str, "{}<>"));
      g_assert_null (strstr (text->str, "javascript:"));
      g_assert_null (strstr (text->str, "-5"));
    }
}

typedef struct {
  const char *name;
  void (*test) (gconstpointer language);
} Test;

static const Test TESTS[] = {
  { "posts-speak-to-anyone", test_posts_speak_to_anyone },
  { "letters-speak-to-the-reader", test_letters_speak_to_the_reader },
  { "no-echo", test_letters_do_not_say_their_subject_again },
  { "sms-link", test_sms_has_its_whole_link },
  { "sms-without-room", test_sms_without_room_has_no_link },
  { "same-seed", test_same_seed_same_message },
  { "hostile-shops", test_hostile_shops },
  { "hostile-products", test_hostile_products },
};

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  for (guint l = 0; l < G_N_ELEMENTS (PERSONAL); l++)
    for (guint t = 0; t < G_N_ELEMENTS (TESTS); t++) {
      g_autofree char *path
          = g_strdup_printf ("/offline-copy/%s/%s", TESTS[t].name, PERSONAL[l].language);

      g_test_add_data_func (path, PERSONAL[l].language, TESTS[t].test);
    }
  return g_test_run ();
}
