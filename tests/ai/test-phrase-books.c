/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads every phrase of every language and finds what would only show with an unlucky seed. */

#include <string.h>

#include "ai/offline/nl-offline-provider.h"
#include "ai/offline/nl-phrase-book.h"
#include "ai/offline/nl-phrase-format.h"
#include "facts-fixture.h"
#include "nl-test.h"

/* The lists of a persona, and how many lines each has. */
static const struct {
  const char *key;
  guint lines;
} LISTS[] = {
  { "persona.goals", 4 },      { "persona.frustrations", 4 }, { "persona.motivations", 4 },
  { "persona.objections", 3 }, { "persona.channels", 4 },     { "persona.quotes", 3 },
  { "persona.vocabulary", 8 }, { "persona.best_hours", 3 },
};

static const char *const PARTS[][2] = {
  { "email", "subject" },
  { "email", "preheader" },
  { "email", "headline" },
  { "email", "body" },
  { "email", "cta" },
  { "email", "postscript" },
  { "sms", "text" },
  { "instagram", "caption" },
  { "instagram", "hashtags" },
  { "facebook", "text" },
  { "facebook", "headline" },
  { "facebook", "description" },
  { "google-ads", "headlines" },
  { "google-ads", "descriptions" },
  { "google-ads", "paths" },
  { "blog", "title" },
  { "blog", "description" },
  { "blog", "body" },
};

typedef struct {
  NlPhraseBook *book;
  const char *key;
  const char *text;
} Place;

#define place_assert(place, condition, what)                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if (!(condition))                                                                              \
      g_error ("%s %s: %s: “%s”", nl_phrase_book_get_language ((place)->book), (place)->key, what, \
               (place)->text);                                                                     \
  }                                                                                                \
  G_STMT_END

static gboolean
resolves_in (NlPhraseBook *book, const char *channel, const char *template, const char *name)
{
  const char *scopes[][2]
      = { { channel, template }, { channel, "any" }, { "common", template }, { "common", "any" } };

  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++) {
    g_autofree char *key = g_strdup_printf ("%s.%s.%s", scopes[i][0], scopes[i][1], name);

    if (nl_phrase_book_lookup (book, key) != NULL)
      return TRUE;
  }
  return FALSE;
}

/* Whether a reference in a phrase under key finds something. */
static gboolean
resolves (NlPhraseBook *book, const char *key, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (key, ".", 3);
  const char *const *templates = nl_offline_provider_list_templates ();

  if (g_str_equal (parts[0], "persona")) {
    g_autofree char *whole = g_strconcat ("persona.", name, NULL);

    return nl_phrase_book_lookup (book, whole) != NULL;
  }
  /* A key of the common file may count on a channel's. */
  for (guint c = 0; FIXTURE_CHANNELS[c] != NULL; c++) {
    const char *channel = g_str_equal (parts[0], "common") ? FIXTURE_CHANNELS[c] : parts[0];

    if (!g_str_equal (parts[1], "any")) {
      if (resolves_in (book, channel, parts[1], name))
        return TRUE;
      continue;
    }
    for (guint t = 0; templates[t] != NULL; t++)
      if (resolves_in (book, channel, templates[t], name))
        return TRUE;
  }
  return FALSE;
}

static gboolean
check_gender (const NlNode *node, Place *place)
{
  const char *genders
      = json_object_get_string_member_with_default (nl_phrase_book_get_conventions (place->book),
                                                    "genders", "fm");

  for (const char *gender = genders; *gender != '\0'; gender++) {
    gboolean found = FALSE;

    for (guint i = 0; i < node->labels->len; i++)
      found = found || *(const char *) node->labels->pdata[i] == *gender;
    place_assert (place, found, "a gender is missing");
  }
  return TRUE;
}

static gboolean
check_node (const NlNode *node, gpointer data)
{
  Place *place = data;
  const NlSlotKind *kind = node->text != NULL ? nl_slot_kind_lookup (node->text) : NULL;

  if (node->kind == NL_NODE_GENDER)
    return check_gender (node, place);
  if (node->kind == NL_NODE_REFERENCE)
    place_assert (place, resolves (place->book, place->key, node->text), node->text);
  if (node->kind == NL_NODE_PLURAL)
    place_assert (place, kind != NULL && kind->type <= NL_SLOT_DAYS, "no number to count");
  if (node->kind != NL_NODE_SLOT || nl_phrase_book_get_word (place->book, node->text) != NULL)
    return TRUE;
  place_assert (place, kind != NULL, "no such slot or word");
  place_assert (place, kind->type != NL_SLOT_FLAG && kind->type != NL_SLOT_WORD,
                "a slot for conditions only");
  if (node->filter != NULL)
    place_assert (place, nl_phrase_has_filter (place->book, kind->type, node->filter),
                  "language.json has no such form");
  return TRUE;
}

static void
check_words (NlPhraseBook *book)
{
  JsonObject *conventions = nl_phrase_book_get_conventions (book);
  g_autoptr (GList) names = NULL;

  if (!json_object_has_member (conventions, "words"))
    return;
  names = json_object_get_members (json_object_get_object_member (conventions, "words"));
  for (GList *l = names; l != NULL; l = l->next) {
    Place place = { book, "words", l->data };

    place_assert (&place, nl_slot_kind_lookup (l->data) == NULL, "a word hides a slot");
    nl_template_foreach (nl_phrase_book_get_word (book, l->data), check_node, &place);
  }
}

static void
test_phrases (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlPhraseBook) book = nl_phrase_book_load (data, &error);
  g_auto (GStrv) keys = NULL;

  g_assert_no_error (error);
  check_words (book);
  keys = nl_phrase_book_list_keys (book);
  for (guint i = 0; keys[i] != NULL; i++) {
    GPtrArray *phrases = nl_phrase_book_lookup (book, keys[i]);

    g_assert_cmpuint (phrases->len, >, 0);
    for (guint j = 0; j < phrases->len; j++) {
      NlPhrase *phrase = phrases->pdata[j];

      for (guint k = 0; k < phrase->texts->len; k++) {
        Place place = { book, keys[i], phrase->texts->pdata[k] };

        place_assert (&place, *place.text != '\0', "empty");
        place_assert (&place, strstr (place.text, "  ") == NULL, "double space");
        nl_template_foreach (phrase->templates->pdata[k], check_node, &place);
      }
    }
  }
}

static gboolean
shows_figure (const NlNode *node, gpointer data)
{
  const NlSlotKind *kind = node->kind == NL_NODE_SLOT ? nl_slot_kind_lookup (node->text) : NULL;

  return kind == NULL || !kind->figure;
}

static gboolean
is_plain_text (GPtrArray *nodes)
{
  for (guint i = 0; i < nodes->len; i++) {
    NlNode *node = nodes->pdata[i];

    if (node->kind == NL_NODE_PLURAL)
      return FALSE;
    if (node->kind == NL_NODE_SLOT && nl_slot_kind_lookup (node->text) != NULL
        && !g_str_equal (node->text, "name") && !g_str_has_prefix (node->text, "age_"))
      return FALSE;
  }
  return TRUE;
}

static void
check_entry (NlPhraseBook *book, const char *key, NlPhrase *phrase, guint variant)
{
  Place place = { book, key, phrase->texts->pdata[variant] };
  gunichar first = g_utf8_get_char (place.text);

  place_assert (&place,
                phrase->figure
                    == !nl_template_foreach (phrase->templates->pdata[variant], shows_figure, NULL),
                "some variants show a figure and some do not");
  if (!g_str_equal (key, "persona.vocabulary"))
    place_assert (&place, !g_unichar_islower (first), "starts with a small letter");
  if (first == '{' && !g_str_equal (key, "persona.vocabulary"))
    place_assert (&place, strchr ("^~>?fmn", place.text[1]) != NULL || phrase->figure,
                  "starts with a slot that may be a small letter: write {^…}");
}

static void
test_persona_lists (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlPhraseBook) book = nl_phrase_book_load (data, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++) {
    GPtrArray *phrases = nl_phrase_book_lookup (book, LISTS[i].key);
    g_autoptr (GHashTable) topics = g_hash_table_new (g_str_hash, g_str_equal);
    guint always = 0;

    g_assert_nonnull (phrases);
    for (guint j = 0; j < phrases->len; j++) {
      NlPhrase *phrase = phrases->pdata[j];

      for (guint k = 0; k < phrase->texts->len; k++)
        check_entry (book, LISTS[i].key, phrase, k);
      if (phrase->condition == NULL && is_plain_text (phrase->templates->pdata[0])
          && (phrase->topic == NULL || g_hash_table_add (topics, phrase->topic)))
        always++;
    }
    if (always < LISTS[i].lines)
      g_error ("%s %s: only %u phrases need no data, %u are shown", (const char *) data,
               LISTS[i].key, always, LISTS[i].lines);
  }
}

static gboolean
has_channel (NlPhraseBook *book, const char *channel)
{
  g_auto (GStrv) keys = nl_phrase_book_list_keys (book);
  g_autofree char *prefix = g_strconcat (channel, ".", NULL);

  for (guint i = 0; keys[i] != NULL; i++)
    if (g_str_has_prefix (keys[i], prefix))
      return TRUE;
  return FALSE;
}

static void
test_message_parts (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlPhraseBook) book = nl_phrase_book_load (data, &error);
  const char *const *templates = nl_offline_provider_list_templates ();

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (PARTS); i++) {
    if (!has_channel (book, PARTS[i][0]))
      continue;
    for (guint t = 0; templates[t] != NULL; t++)
      if (!resolves_in (book, PARTS[i][0], templates[t], PARTS[i][1]))
        g_error ("%s: nothing for the %s of %s in the template %s", (const char *) data,
                 PARTS[i][1], PARTS[i][0], templates[t]);
  }
}

/* What lies in the source folder but is not listed would be missing without a word. */
static void
test_every_file_is_built_in (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "data", "phrases", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) languages = g_dir_open (folder, 0, &error);
  guint n_languages = 0;

  g_assert_no_error (error);
  for (const char *language; (language = g_dir_read_name (languages)) != NULL;) {
    g_autofree char *path = g_build_filename (folder, language, NULL);
    g_autoptr (GDir) files = g_dir_open (path, 0, NULL);

    if (files == NULL)
      continue;
    n_languages++;
    for (const char *name; (name = g_dir_read_name (files)) != NULL;) {
      g_autofree char *resource = g_strconcat (language, "/", name, NULL);
      g_autoptr (JsonNode) node = NULL;

      if (!g_str_has_suffix (name, ".json"))
        continue;
      node = nl_phrase_load_json (resource, &error);
      if (node == NULL)
        g_error ("%s is not in phrases.gresource.xml: %s", resource, error->message);
    }
  }
  g_assert_cmpuint (n_languages, ==, g_strv_length ((char **) nl_phrase_book_list_languages ()));
}

static void
test_unknown_language (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (nl_phrase_book_get ("xx", &error));
  g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_UNSUPPORTED);
}

static void
test_region_takes_the_language (void)
{
  g_autoptr (GError) error = NULL;
  NlPhraseBook *book = nl_phrase_book_get ("en-GB", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (nl_phrase_book_get_language (book), ==, "en");
  g_assert_cmpstr (nl_phrase_book_choose_locale (book, "en-GB"), ==, "en-GB");
}

int
main (int argc, char **argv)
{
  const char *const *languages;

  nl_test_init (&argc, &argv);
  languages = nl_offline_provider_list_languages ();
  g_assert_true (g_strv_contains (languages, "en"));
  for (guint i = 0; languages[i] != NULL; i++) {
    g_autofree char *phrases = g_strconcat ("/phrase-books/phrases/", languages[i], NULL);
    g_autofree char *lists = g_strconcat ("/phrase-books/persona-lists/", languages[i], NULL);
    g_autofree char *parts = g_strconcat ("/phrase-books/message-parts/", languages[i], NULL);

    g_test_add_data_func (phrases, languages[i], test_phrases);
    g_test_add_data_func (lists, languages[i], test_persona_lists);
    g_test_add_data_func (parts, languages[i], test_message_parts);
  }
  g_test_add_func ("/phrase-books/built-in", test_every_file_is_built_in);
  g_test_add_func ("/phrase-books/unknown-language", test_unknown_language);
  g_test_add_func ("/phrase-books/region", test_region_takes_the_language);
  return g_test_run ();
}
