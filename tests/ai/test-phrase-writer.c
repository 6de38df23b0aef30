/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the writer makes of a small book: choice, figures, grammar, formats, limits. */

#include <string.h>

#include "ai/nl-ai-error.h"
#include "ai/offline/nl-phrase-format.h"
#include "ai/offline/nl-phrase-writer.h"
#include "nl-test.h"

#define B "\u00A0"

/* Single quotes are double ones here. */
static const char *const LANGUAGE
    = "'language.json': {"
      "'quotes': ['“', '”'], 'and': ' and ', 'and_before_i': ' und ',"
      "'words': {'they': '{f:she|m:he|n:they}', 'loop': '{loop}', 'gap': '{?dormant: glad}', "
      "'mood': '{~glad|happy}'},"
      "'numbers': ['no', 'one', 'two', 'three'], 'numbers_f': ['none', 'una', 'due', 'tre'],"
      "'durations': {'plain': {'day': ['a day', '{n} days'], 'week': ['a week', '{n} weeks'],"
      " 'month': ['a month', '{nf} months'], 'year': ['a year', '{n} years']}},"
      "'countries': {'plain': {'NL': 'the Netherlands'}, 'in': {'NL': 'in the Netherlands',"
      " '*': 'in {name}'}},"
      "'languages': {'plain': {'de': 'German'}},"
      "'months': {'plain': ['January', 'February', 'March', 'April', 'May', 'June', 'July',"
      " 'August', 'September', 'October', 'November', 'December'], 'in': 'in {name}'},"
      "'weekdays': {'plain': ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday',"
      " 'Sunday'], 'on': ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']},"
      "'hours': {'time': {'0': 'midnight', 'am': '{h12} am', 'pm': '{h12} pm'},"
      " 'plain': '{from} to {to}'},"
      "'dates': {'first': '1st', 'until': 'until {date}'},"
      "'synonyms': {'cheap': 'affordable'}"
      "}";

static NlPhraseBook *
make_book (const char *language, const char *phrases)
{
  g_autofree char *json = g_strdup_printf ("{%s, 'persona.json': %s}", LANGUAGE, phrases);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (g_strdelimit (json, "'", '"'), &error);
  NlPhraseBook *book;

  g_assert_no_error (error);
  book = nl_phrase_book_new (language, json_node_get_object (node), &error);
  g_assert_no_error (error);
  return book;
}

typedef struct {
  NlPhraseBook *book;
  NlSlots *slots;
  NlBrandVoice *voice;
  NlPhraseWriter *writer;
} Desk;

static void
desk_init (Desk *desk, const char *language, const char *phrases, const char *banned, guint64 seed)
{
  const char *scopes[] = { "persona", NULL };
  g_autofree char *voice
      = g_strdup_printf ("{\"voice\":{\"emoji_policy\":\"generous\",\"banned_words\":[%s]}}",
                         banned != NULL ? banned : "");
  g_autoptr (JsonNode) node = json_from_string (voice, NULL);

  desk->book = make_book (language, phrases);
  desk->slots = nl_slots_new ();
  desk->voice = nl_brand_voice_new (json_node_get_object (node));
  desk->writer = nl_phrase_writer_new (desk->book, language, desk->slots, desk->voice, seed);
  nl_phrase_writer_set_scopes (desk->writer, scopes);
}

static void
desk_clear (Desk *desk)
{
  nl_phrase_writer_free (desk->writer);
  nl_brand_voice_free (desk->voice);
  nl_slots_free (desk->slots);
  nl_phrase_book_free (desk->book);
}

static char *
say (Desk *desk, const NlLimit *limit)
{
  static const NlLimit NONE = { 0 };
  g_autoptr (NlLine) line
      = nl_phrase_writer_write (desk->writer, "x", limit != NULL ? limit : &NONE);

  return line != NULL ? g_strdup (line->text) : NULL;
}

static void
fill_all (NlSlots *slots)
{
  const char *products[] = { "Cup", "Pot, big", "Lid", NULL };

  nl_slots_set_currency (slots, "EUR");
  nl_slots_set_number (slots, "customers", 1234);
  nl_slots_set_number (slots, "orders", 1);
  nl_slots_set_number (slots, "product_quantity", 3);
  nl_slots_set_number (slots, "orders_per_customer", 1.04);
  nl_slots_set_number (slots, "spend_ratio", 2.34);
  nl_slots_set_number (slots, "share", 0.614);
  nl_slots_set_number (slots, "one_share", 0.004);
  nl_slots_set_number (slots, "average_spent", 31249);
  nl_slots_set_number (slots, "average_order", 2280);
  nl_slots_set_number (slots, "price", 12990);
  nl_slots_set_number (slots, "amount_off", 500);
  nl_slots_set_number (slots, "recency", 183);
  nl_slots_set_number (slots, "tenure", 1);
  nl_slots_set_number (slots, "shop_recency", 93);
  nl_slots_set_number (slots, "hours", 22);
  nl_slots_set_number (slots, "weekday", 7);
  nl_slots_set_number (slots, "month", 4);
  nl_slots_set_number (slots, "ends", 1764460799000000);
  nl_slots_set_text (slots, "country", "NL");
  nl_slots_set_text (slots, "second_country", "DE");
  nl_slots_set_text (slots, "language", "de");
  nl_slots_set_text (slots, "product", "Throw “Isar”");
  nl_slots_set_list (slots, "products", products);
  nl_slots_set_flag (slots, "dormant", TRUE);
}

/* What stands between the braces, and what it gives. */
static void
test_formats (void)
{
  static const struct {
    const char *language;
    const char *phrase;
    const char *text;
  } CASES[] = {
    { "en", "{customers} {customers#one|many}", "1,234 many" },
    { "en", "{orders} {orders#order|orders}", "1 order" },
    { "en", "{product_quantity|words} times", "three times" },
    { "en", "{orders_per_customer} {orders_per_customer#a|b}", "1 a" },
    { "en", "{spend_ratio} times", "2.3 times" },
    { "de", "{spend_ratio}", "2,3" },
    { "en", "{share}", "61%" },
    { "de", "{share}", "61" B "%" },
    { "fr", "{share}", "61" B "%" },
    { "en", "{one_share}", "0.4%" },
    { "en", "{average_spent}", "€312" },
    { "de", "{average_order}", "22,80" B "€" },
    { "en", "{price} and {amount_off}", "€129.90 and €5" },
    { "en", "{recency}, {tenure}, {shop_recency}", "6 months, a day, tre months" },
    { "en", "{hours}", "10 pm to midnight" },
    { "en", "{weekday} {weekday|on} {month} {month|in}", "Sunday sun April in April" },
    { "en", "{ends|until}", "until November 29" },
    { "en", "{^country} {country|in} {second_country} {second_country|in}",
      "The Netherlands in the Netherlands Germany in Germany" },
    { "en", "{language}", "German" },
    { "en", "{product|quoted}", "“Throw Isar”" },
    { "en", "{products}", "Cup, Pot, big and Lid" },
    { "en", "{products|quoted}", "“Cup”, “Pot, big” and “Lid”" },
    { "en", "{^they} {f:a|m:b|n:c}", "She a" },
    { "en", "So:{^gap}", "So: Glad" },
    { "en", "{?dormant: yes|no}, {?new: yes|no}{?loyal:!}", "yes, no" },
    { "en", "{?city: in {city}}{?dormant:.}", "." },
    { "en", "{~same|same} {>more} {>missing?}{^>more}", "same more to say More to say" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autofree char *json
        = g_strdup_printf ("{'x': ['%s'], 'more': ['more to say']}", CASES[i].phrase);
    g_autofree char *text = NULL;
    Desk desk;

    desk_init (&desk, CASES[i].language, json, NULL, 1);
    fill_all (desk.slots);
    nl_phrase_writer_set_gender (desk.writer, 'f');
    text = say (&desk, NULL);
    g_assert_cmpstr (text, ==, CASES[i].text);
    desk_clear (&desk);
  }
}

static void
test_list_and_date (void)
{
  static const char *const CASES[][2] = {
    { "Iris", "Cup und Iris" },     { "Ícaro", "Cup und Ícaro" }, { "Hilo", "Cup und Hilo" },
    { "Hierro", "Cup and Hierro" }, { "Lid", "Cup and Lid" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++) {
    const char *products[] = { "Cup", CASES[i][0], NULL };
    g_autofree char *expected = g_strconcat (CASES[i][1], ", until 1st décembre", NULL);
    g_autofree char *text = NULL;
    Desk desk;

    desk_init (&desk, "fr", "{'x': ['{products}, {ends|until}']}", NULL, 1);
    nl_slots_set_list (desk.slots, "products", products);
    nl_slots_set_number (desk.slots, "ends", 1764590000000000);
    text = say (&desk, NULL);
    g_assert_cmpstr (text, ==, expected);
    desk_clear (&desk);
  }
}

/* A phrase with a hole in it is not chosen; where there is no other, nothing is said. */
static void
test_unknown_slots (void)
{
  static const char *const PHRASES[] = { "{city}", "{country|no_such}", "{loop}", "{>missing}",
                                         "{>x}",   "{no_such_slot}",    "{new}" };

  for (guint i = 0; i < G_N_ELEMENTS (PHRASES); i++) {
    g_autofree char *alone = g_strdup_printf ("{'x': ['%s']}", PHRASES[i]);
    g_autofree char *beside
        = g_strdup_printf ("{'x': [{'priority': 9, 'say': '%s'}, 'fine']}", PHRASES[i]);
    g_autofree char *nothing = NULL;
    g_autofree char *something = NULL;
    Desk desk;

    desk_init (&desk, "en", alone, NULL, 1);
    nl_slots_set_text (desk.slots, "country", "DE");
    nothing = say (&desk, NULL);
    g_assert_null (nothing);
    desk_clear (&desk);

    desk_init (&desk, "en", beside, NULL, 1);
    something = say (&desk, NULL);
    g_assert_cmpstr (something, ==, "fine");
    desk_clear (&desk);
  }
}

static void
test_priority_and_condition (void)
{
  for (guint64 seed = 0; seed < 30; seed++) {
    g_autofree char *text = NULL;
    Desk desk;

    desk_init (&desk, "en",
               "{'x': ['plain', {'if': 'new', 'priority': 5, 'say': 'wrong'},"
               " {'if': 'dormant', 'say': ['one', 'two']}, {'priority': 1, 'say': 'three'}]}",
               NULL, seed);
    nl_slots_set_flag (desk.slots, "dormant", TRUE);
    text = say (&desk, NULL);
    g_assert_nonnull (strstr ("one two three", text));
    desk_clear (&desk);
  }
}

/* Heavier phrases come more often, and each comes at times. */
static void
test_weight (void)
{
  guint heavy = 0;

  for (guint64 seed = 0; seed < 400; seed++) {
    g_autofree char *text = NULL;
    Desk desk;

    desk_init (&desk, "en", "{'x': [{'weight': 3, 'say': 'heavy'}, 'light']}", NULL, seed);
    text = say (&desk, NULL);
    heavy += g_str_equal (text, "heavy");
    desk_clear (&desk);
  }
  g_assert_cmpuint (heavy, >, 260);
  g_assert_cmpuint (heavy, <, 340);
}

static void
test_limits (void)
{
  static const NlLimit TEN = { .max = 10 };
  g_autofree char *chosen = NULL;
  g_autofree char *cut = NULL;
  Desk desk;

  /* What fits is taken, though something else is preferred. */
  desk_init (&desk, "en", "{'x': [{'priority': 9, 'say': 'Much too long for that'}, 'Short']}",
             NULL, 1);
  chosen = say (&desk, &TEN);
  g_assert_cmpstr (chosen, ==, "Short");
  desk_clear (&desk);

  desk_init (&desk, "en", "{'x': ['Long. Much too long for that']}", NULL, 1);
  cut = say (&desk, &TEN);
  g_assert_cmpstr (cut, ==, "Long.");
  desk_clear (&desk);
}

static void
test_banned_words (void)
{
  g_autofree char *other = NULL;
  g_autofree char *shorter = NULL;
  g_autofree char *synonym = NULL;
  g_autofree char *from_slot = NULL;
  Desk desk;

  desk_init (&desk, "en", "{'x': [{'weight': 9, 'say': 'So cheap'}, 'Good']}", "\"Cheap\"", 1);
  other = say (&desk, NULL);
  g_assert_cmpstr (other, ==, "Good");
  desk_clear (&desk);

  desk_init (&desk, "en", "{'x': ['Nice. Cheap, too.']}", "\"cheap\"", 1);
  shorter = say (&desk, NULL);
  g_assert_cmpstr (shorter, ==, "Nice.");
  desk_clear (&desk);

  desk_init (&desk, "en", "{'x': ['Very cheap.']}", "\"cheap\"", 1);
  synonym = say (&desk, NULL);
  g_assert_cmpstr (synonym, ==, "Very affordable.");
  desk_clear (&desk);

  /* The word may come in with the shop's own words. */
  desk_init (&desk, "en", "{'x': [{'priority': 3, 'say': '{product}'}, 'Fine']}", "\"cheap\"", 1);
  nl_slots_set_text (desk.slots, "product", "Cheap cup");
  from_slot = say (&desk, NULL);
  g_assert_cmpstr (from_slot, ==, "Fine");
  desk_clear (&desk);
}

static void
test_lists (void)
{
  static const NlLimit NONE = { 0 };

  for (guint64 seed = 0; seed < 50; seed++) {
    g_autoptr (GPtrArray) lines = NULL;
    guint figures = 0;
    guint topic = 0;
    Desk desk;

    desk_init (&desk, "en",
               "{'x': [{'priority': 3, 'say': 'A {share}'}, {'priority': 3, 'say': 'B {share}'},"
               " {'priority': 3, 'say': 'C {orders}'}, {'topic': 't', 'say': ['D', 'E']},"
               " {'topic': 't', 'say': 'F'}, 'G', 'H', 'I {city}']}",
               NULL, seed);
    nl_slots_set_number (desk.slots, "share", 0.5);
    nl_slots_set_number (desk.slots, "orders", 12);
    lines = nl_phrase_writer_write_list (desk.writer, "x", 9, 2, &NONE);
    g_assert_cmpuint (lines->len, ==, 5);
    for (guint i = 0; i < lines->len; i++) {
      NlLine *line = lines->pdata[i];

      figures += line->figure != NULL;
      topic += strchr ("DEF", line->text[0]) != NULL;
      if (line->figure != NULL)
        g_assert_nonnull (strstr (line->text, line->figure));
      g_assert_cmpint (line->text[0], !=, 'I');
    }
    /* What is from the data comes first, as it has the higher priority. */
    g_assert_nonnull (((NlLine *) lines->pdata[0])->figure);
    g_assert_cmpuint (figures, ==, 2);
    g_assert_cmpuint (topic, ==, 1);
    desk_clear (&desk);
  }
}

static void
test_nothing_twice (void)
{
  g_auto (GStrv) texts = g_new0 (char *, 4);
  Desk desk;

  desk_init (&desk, "en", "{'x': ['one', 'two', 'three']}", NULL, 4);
  texts[0] = say (&desk, NULL);
  for (guint i = 1; i < 3; i++) {
    texts[i] = say (&desk, NULL);
    for (guint j = 0; j < i; j++)
      g_assert_cmpstr (texts[i], !=, texts[j]);
  }
  desk_clear (&desk);
}

static void
test_bad_books (void)
{
  static const char *const FILES[] = {
    "{}",
    "{\"language.json\": []}",
    "{\"language.json\": {\"words\": {\"w\": \"{\"}}}",
    "{\"language.json\": {}, \"persona.json\": {\"x\": \"text\"}}",
    "{\"language.json\": {}, \"persona.json\": {\"x\": [7]}}",
    "{\"language.json\": {}, \"persona.json\": {\"x\": [{\"if\": \"new\"}]}}",
    "{\"language.json\": {}, \"persona.json\": {\"x\": [{\"say\": []}]}}",
    "{\"language.json\": {}, \"persona.json\": {\"x\": [{\"if\": \"what\", \"say\": \"a\"}]}}",
    "{\"language.json\": {}, \"persona.json\": {\"x\": [\"{>}\"]}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (FILES); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) node = json_from_string (FILES[i], NULL);
    g_autoptr (NlPhraseBook) book = nl_phrase_book_new ("en", json_node_get_object (node), &error);

    g_assert_null (book);
    g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_REQUEST);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/phrase-writer/formats", test_formats);
  g_test_add_func ("/phrase-writer/list-and-date", test_list_and_date);
  g_test_add_func ("/phrase-writer/unknown-slots", test_unknown_slots);
  g_test_add_func ("/phrase-writer/priority", test_priority_and_condition);
  g_test_add_func ("/phrase-writer/weight", test_weight);
  g_test_add_func ("/phrase-writer/limits", test_limits);
  g_test_add_func ("/phrase-writer/banned-words", test_banned_words);
  g_test_add_func ("/phrase-writer/lists", test_lists);
  g_test_add_func ("/phrase-writer/nothing-twice", test_nothing_twice);
  g_test_add_func ("/phrase-writer/bad-books", test_bad_books);
  return g_test_run ();
}
