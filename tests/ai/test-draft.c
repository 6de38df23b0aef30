/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a phrase becomes a text: plurals of seven languages, genders, capitals, choices. */

#include "ai/offline/nl-draft.h"

#include <string.h>

#include "nl-test.h"

typedef struct {
  NlPhraseBook *book;
  NlSlots *slots;
  NlBrandVoice *voice;
  NlDesk desk;
} Table;

/* Single quotes are double ones here. */
static void
table_init (Table *self, const char *language, const char *phrases)
{
  g_autofree char *json = g_strdup_printf (
      "{'language.json': {'quotes': ['“', '”'], 'words': {'she': '{f:she|m:he}', 'me': '{me}'}},"
      " 'special.json': {'y': ['special']}, 'persona.json': %s}",
      phrases);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (g_strdelimit (json, "'", '"'), &error);
  g_autoptr (JsonNode) facts
      = json_from_string ("{\"voice\":{\"banned_words\":[\"cheap\"]}}", NULL);
  UErrorCode status = U_ZERO_ERROR;

  g_assert_no_error (error);
  self->book = nl_phrase_book_new (language, json_node_get_object (node), &error);
  g_assert_no_error (error);
  self->slots = nl_slots_new ();
  self->voice = nl_brand_voice_new (json_node_get_object (facts));
  self->desk = (NlDesk) { .book = self->book,
                          .locale = g_strdup (language),
                          .slots = self->slots,
                          .voice = self->voice,
                          .gender = 'f',
                          .scopes = g_strsplit ("special,persona", ",", -1),
                          .plurals = uplrules_open (language, &status),
                          .used = g_hash_table_new (g_str_hash, g_str_equal) };
  g_assert_true (U_SUCCESS (status));
}

static void
table_clear (Table *self)
{
  uplrules_close (self->desk.plurals);
  g_hash_table_unref (self->desk.used);
  g_strfreev (self->desk.scopes);
  g_free (self->desk.locale);
  nl_brand_voice_free (self->voice);
  nl_slots_free (self->slots);
  nl_phrase_book_free (self->book);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

/* What is said for “x”; NULL when nothing can be. Whatever failed leaves nothing behind. */
static char *
say (Table *self, guint64 seed)
{
  g_auto (NlDraft) draft = { 0 };

  nl_draft_init (&draft, &self->desk, seed, "test");
  if (nl_draft_say (&draft, "x"))
    return g_strdup (draft.text->str);
  g_assert_cmpstr (draft.text->str, ==, "");
  g_assert_null (draft.figure);
  g_assert_cmpuint (draft.said->len, ==, 0);
  return NULL;
}

static void
test_plurals (void)
{
  static const struct {
    const char *language;
    const char *slot;
    double number;
    const char *form;
  } NUMBERS[] = {
    { "en", "customers", 0, "many" },       { "en", "customers", 1, "one" },
    { "en", "customers", 2, "many" },       { "en", "customers", 1000000, "many" },
    { "en", "spend_ratio", 1.5, "many" },   { "en", "spend_ratio", 1.04, "one" },
    { "fr", "customers", 0, "one" },        { "fr", "customers", 1, "one" },
    { "fr", "customers", 2, "many" },       { "fr", "customers", 1000000, "many" },
    { "fr", "spend_ratio", 1.5, "one" },    { "fr", "spend_ratio", 2, "many" },
    { "es", "customers", 0, "many" },       { "es", "customers", 1, "one" },
    { "es", "customers", 1000000, "many" }, { "de", "customers", 0, "many" },
    { "de", "customers", 1, "one" },        { "de", "spend_ratio", 1.5, "many" },
    { "it", "customers", 1, "one" },        { "it", "customers", 8, "many" },
    { "it", "customers", 0, "many" },       { "pt-PT", "customers", 1, "one" },
    { "pt-PT", "customers", 2, "many" },    { "nl", "customers", 1, "one" },
    { "nl", "customers", 0, "many" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (NUMBERS); i++) {
    g_autofree char *bare = g_strdup_printf ("{'x': ['{%s#one|many}']}", NUMBERS[i].slot);
    g_autofree char *labelled
        = g_strdup_printf ("{'x': ['{%s#one=one|other=many}']}", NUMBERS[i].slot);
    const char *const phrases[] = { bare, labelled };

    for (gsize p = 0; p < G_N_ELEMENTS (phrases); p++) {
      g_auto (Table) table = { 0 };
      g_autofree char *text = NULL;

      table_init (&table, NUMBERS[i].language, phrases[p]);
      nl_slots_set_number (table.slots, NUMBERS[i].slot, NUMBERS[i].number);
      text = say (&table, 1);
      g_test_message ("%s: %g", NUMBERS[i].language, NUMBERS[i].number);
      g_assert_cmpstr (text, ==, NUMBERS[i].form);
    }
  }
}

static void
test_capitals (void)
{
  static const char *const CASES[][2] = {
    { "{^city}", "Émile" },
    { "{^city}!", "Émile!" },
    { "So {^city}", "So Émile" },
    { "{^customers} of them", "12 of them" },
    { "{^?new:{~ a}}b", " Ab" },
    { "{^?loyal:x}b", "b" },
    { "{^she} and {she}", "She and she" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *phrases = g_strdup_printf ("{'x': ['%s']}", CASES[i][0]);
    g_auto (Table) table = { 0 };
    g_autofree char *text = NULL;

    table_init (&table, "fr", phrases);
    nl_slots_set_text (table.slots, "city", "émile");
    nl_slots_set_number (table.slots, "customers", 12);
    nl_slots_set_flag (table.slots, "new", TRUE);
    text = say (&table, 1);
    g_assert_cmpstr (text, ==, CASES[i][1]);
  }
}

static void
test_genders (void)
{
  static const char GENDERS[] = { 'f', 'm', 'n' };
  static const char *const TEXTS[] = { "she", "he", "they" };

  for (gsize i = 0; i < G_N_ELEMENTS (GENDERS); i++) {
    g_auto (Table) table = { 0 };
    g_autofree char *text = NULL;

    table_init (&table, "en", "{'x': ['{f:she|m:he|n:they}']}");
    table.desk.gender = GENDERS[i];
    text = say (&table, 1);
    g_assert_cmpstr (text, ==, TEXTS[i]);
  }
  {
    g_auto (Table) table = { 0 };
    g_autofree char *text = NULL;

    /* Who is of neither is not spoken of in words for the two. */
    table_init (&table, "en", "{'x': ['start {f:she|m:he}', 'the person']}");
    table.desk.gender = 'n';
    text = say (&table, 1);
    g_assert_cmpstr (text, ==, "the person");
  }
}

/* A part that cannot be said takes what it began back, and only that. */
static void
test_taking_back (void)
{
  static const char *const CASES[][2] = {
    { "a{?new: b {city} c}d", "ad" },
    { "a{?new: b {city} c| e}d", "a ed" },
    { "{customers}{?new: {share} {city}}", "12" },
    { "a {>gap?}b", "a b" },
    { "a {>gap}b", NULL },
    { "a {city}", NULL },
    { "{me}", NULL },
    { "a {>x?}", NULL },
    { "{>y}", "special" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *phrases
        = g_strdup_printf ("{'x': ['%s'], 'gap': ['g {city}'], 'y': ['usual']}", CASES[i][0]);
    g_auto (Table) table = { 0 };
    g_autofree char *text = NULL;

    table_init (&table, "en", phrases);
    nl_slots_set_number (table.slots, "customers", 12);
    nl_slots_set_number (table.slots, "share", 0.5);
    nl_slots_set_flag (table.slots, "new", TRUE);
    text = say (&table, 1);
    g_test_message ("%s", CASES[i][0]);
    if (strstr (CASES[i][0], "{>x?}") != NULL)
      g_assert_true (g_str_has_prefix (text, "a a"));
    else
      g_assert_cmpstr (text, ==, CASES[i][1]);
  }
}

/* Each choice comes up, as often as the others. */
static void
test_choices (void)
{
  g_auto (Table) table = { 0 };
  guint n[3] = { 0 };

  table_init (&table, "en", "{'x': ['{~a|b|c}']}");
  for (guint64 seed = 0; seed < 3000; seed++) {
    g_autofree char *text = say (&table, seed);
    g_autofree char *again = say (&table, seed);

    g_assert_cmpstr (text, ==, again);
    n[*text - 'a']++;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (n); i++) {
    g_assert_cmpuint (n[i], >, 880);
    g_assert_cmpuint (n[i], <, 1120);
  }
}

/* What was said already comes last, and what is banned not at all where there is something else. */
static void
test_used_and_banned (void)
{
  for (guint64 seed = 0; seed < 50; seed++) {
    g_auto (Table) table = { 0 };
    g_auto (NlDraft) strict = { 0 };
    g_autofree char *text = NULL;

    table_init (&table, "en", "{'x': [{'say': ['old', 'new']}, 'cheap']}");
    g_hash_table_add (table.desk.used, (gpointer) "old");
    g_hash_table_add (table.desk.used, (gpointer) "cheap");
    text = say (&table, seed);
    g_assert_cmpstr (text, ==, "new");
    g_hash_table_add (table.desk.used, (gpointer) "new");
    nl_draft_init (&strict, &table.desk, seed, "test");
    strict.strict = TRUE;
    g_assert_true (nl_draft_say (&strict, "x"));
    g_assert_cmpstr (strict.text->str, !=, "cheap");
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/draft/plurals", test_plurals);
  g_test_add_func ("/draft/capitals", test_capitals);
  g_test_add_func ("/draft/genders", test_genders);
  g_test_add_func ("/draft/taking-back", test_taking_back);
  g_test_add_func ("/draft/choices", test_choices);
  g_test_add_func ("/draft/used", test_used_and_banned);
  return g_test_run ();
}
