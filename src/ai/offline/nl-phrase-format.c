/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-phrase-format.h"

#include <math.h>
#include <string.h>

#include "base/nl-format.h"
#include "base/nl-money.h"
#include "base/nl-place.h"
#include "base/nl-text.h"

/* In any unit; longer than any customer is one. */
#define LONGEST 999

typedef struct {
  NlPhraseBook *book;
  const char *locale;
  const char *currency;
} Context;

static JsonNode *
get_form (NlPhraseBook *book, const char *table, const char *filter)
{
  JsonObject *conventions = nl_phrase_book_get_conventions (book);
  JsonObject *forms;

  if (!json_object_has_member (conventions, table))
    return NULL;
  forms = json_object_get_object_member (conventions, table);
  return json_object_get_member (forms, filter != NULL ? filter : "plain");
}

static char *
replace (const char *pattern, const char *name, const char *value)
{
  g_autoptr (GString) text = g_string_new (pattern);

  g_string_replace (text, name, value, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
number_word (const Context *context, const char *table, int number)
{
  JsonObject *conventions = nl_phrase_book_get_conventions (context->book);
  JsonArray *words = NULL;

  if (json_object_has_member (conventions, table))
    words = json_object_get_array_member (conventions, table);
  if (words != NULL && number >= 0 && (guint) number < json_array_get_length (words))
    return g_strdup (json_array_get_string_element (words, (guint) number));
  return nl_number_format (number, 0, context->locale);
}

static char *
format_days (const Context *context, double days, const char *filter)
{
  static const struct {
    const char *unit;
    double days;
    double below;
  } UNITS[] = {
    { "day", 1, 14 },
    { "week", 7, 60 },
    { "month", 30.44, 700 },
    { "year", 365.25, G_MAXDOUBLE },
  };
  JsonNode *form = get_form (context->book, "durations", filter);
  guint u = 0;
  int number;
  JsonArray *units;
  g_autofree char *word = NULL;
  g_autofree char *feminine = NULL;
  g_autofree char *half = NULL;

  if (form == NULL)
    return NULL;
  while (days >= UNITS[u].below)
    u++;
  number = (int) CLAMP (round (days / UNITS[u].days), 1, LONGEST);
  units = json_object_get_array_member (json_node_get_object (form), UNITS[u].unit);
  word = number_word (context, "numbers", number);
  feminine = number_word (context, "numbers_f", number);
  half = replace (json_array_get_string_element (units, number == 1 ? 0 : 1), "{nf}", feminine);
  return replace (half, "{n}", word);
}

static char *
format_hour (const Context *context, int hour)
{
  JsonNode *form = get_form (context->book, "hours", "time");
  g_autofree char *exact = g_strdup_printf ("%d", hour);
  g_autofree char *twelve = g_strdup_printf ("%d", (hour + 11) % 12 + 1);
  g_autofree char *half = NULL;
  JsonObject *times;
  const char *pattern;

  if (form == NULL)
    return NULL;
  times = json_node_get_object (form);
  pattern = json_object_get_string_member_with_default (times, exact, NULL);
  if (pattern == NULL)
    pattern = json_object_get_string_member_with_default (times, hour < 12 ? "am" : "pm", NULL);
  if (pattern == NULL)
    pattern = json_object_get_string_member_with_default (times, "any", "{h}");
  half = replace (pattern, "{h12}", twelve);
  return replace (half, "{h}", exact);
}

static char *
format_hours (const Context *context, int hour, const char *filter)
{
  JsonNode *form = get_form (context->book, "hours", filter);
  g_autofree char *from = format_hour (context, hour);
  g_autofree char *to = format_hour (context, (hour + 2) % 24);
  g_autofree char *half = NULL;

  if (form == NULL || from == NULL || to == NULL)
    return NULL;
  half = replace (json_node_get_string (form), "{from}", from);
  return replace (half, "{to}", to);
}

/* A form is an array with one entry a value, or a pattern around the plain name. */
static char *
format_name (const Context *context, const char *table, int index, const char *filter)
{
  JsonNode *form = get_form (context->book, table, filter);
  JsonNode *plain = get_form (context->book, table, NULL);
  const char *name;

  if (form == NULL || plain == NULL || index < 0
      || (guint) index >= json_array_get_length (json_node_get_array (plain)))
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (form))
    return g_strdup (json_array_get_string_element (json_node_get_array (form), (guint) index));
  name = json_array_get_string_element (json_node_get_array (plain), (guint) index);
  return replace (json_node_get_string (form), "{name}", name);
}

/* A form is an object: a text for each code, and for "*" a pattern around the name. */
static char *
format_code (const Context *context, const char *table, const char *code, const char *filter)
{
  JsonNode *form = get_form (context->book, table, filter);
  g_autofree char *name = NULL;
  const char *pattern = NULL;

  if (form != NULL)
    pattern = json_object_get_string_member_with_default (json_node_get_object (form), code, NULL);
  if (pattern != NULL)
    return g_strdup (pattern);
  if (form != NULL)
    pattern = json_object_get_string_member_with_default (json_node_get_object (form), "*", NULL);
  if (g_str_equal (table, "languages") || (pattern == NULL && filter != NULL))
    return NULL;
  name = nl_country_name (code, context->locale);
  return replace (pattern != NULL ? pattern : "{name}", "{name}", name);
}

static char *
format_money (const Context *context, double amount, gboolean exact)
{
  gint64 minor = llround (amount);
  gint64 scale;

  if (context->currency == NULL)
    return NULL;
  scale = nl_currency_get_scale (context->currency);
  if (minor % scale == 0 || (!exact && ABS (minor) >= 100 * scale))
    return nl_money_format_whole (minor, context->currency, context->locale);
  return nl_money_format (minor, context->currency, context->locale);
}

static char *
format_ratio (const Context *context, double ratio)
{
  double rounded = round (ratio * 10) / 10;

  return nl_number_format (rounded, rounded == floor (rounded) ? 0 : 1, context->locale);
}

/* All and none have no figure: phrases say “all 48 of them”, and ask for a share of 1. What is
 * nearly all must not be rounded to all. */
static char *
format_percent (const Context *context, double share)
{
  if (share <= 0 || share >= 1)
    return NULL;
  if (share < 0.01 || share >= 0.995)
    return nl_percent_format (CLAMP (share, 0.001, 0.999), 1, context->locale);
  return nl_percent_format (share, 0, context->locale);
}

static char *
format_date (const Context *context, double date, const char *filter)
{
  g_autofree char *day = nl_date_format ((gint64) date, NULL, context->locale, NL_DATE_DAY_MONTH);
  JsonNode *first = get_form (context->book, "dates", "first");
  JsonNode *form;

  if (first != NULL && g_str_has_prefix (day, "1 ")) {
    g_autofree char *ordinal = g_strconcat (json_node_get_string (first), day + 1, NULL);

    g_set_str (&day, ordinal);
  }
  if (filter == NULL)
    return g_steal_pointer (&day);
  form = get_form (context->book, "dates", filter);
  return form != NULL ? replace (json_node_get_string (form), "{date}", day) : NULL;
}

static char *
format_text (const Context *context, const char *text, const char *filter)
{
  static const char *const INNER[] = { "\"", "“", "”", "„", "«", "»" };
  g_autoptr (GString) bare = g_string_new (text);
  JsonArray *quotes;

  if (filter == NULL)
    return g_strdup (text);
  for (guint i = 0; i < G_N_ELEMENTS (INNER); i++)
    g_string_replace (bare, INNER[i], "", 0);
  quotes = json_object_get_array_member (nl_phrase_book_get_conventions (context->book), "quotes");
  return g_strconcat (json_array_get_string_element (quotes, 0), bare->str,
                      json_array_get_string_element (quotes, 1), NULL);
}

/* Spanish says “e” for “y” before the sound of i: Ortografía de la lengua española. */
static const char *
get_conjunction (const Context *context, const char *next)
{
  JsonObject *conventions = nl_phrase_book_get_conventions (context->book);
  const char *usual = json_object_get_string_member_with_default (conventions, "and", ", ");
  g_autofree char *folded = nl_text_fold (next);

  if (folded[0] == 'i' || (g_str_has_prefix (folded, "hi") && folded[2] != 'e'))
    return json_object_get_string_member_with_default (conventions, "and_before_i", usual);
  return usual;
}

static char *
format_list (const Context *context, const char *const *list, const char *filter)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; list[i] != NULL; i++) {
    g_autofree char *item = format_text (context, list[i], filter);

    if (i > 0)
      g_string_append (text, list[i + 1] != NULL ? ", " : get_conjunction (context, list[i]));
    g_string_append (text, item);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * nl_phrase_format_slot:
 * @book: the book of the language
 * @locale: BCP 47 tag that decides how numbers look
 * @slots: where @slot is from
 * @slot: what to write
 * @filter: (nullable): the form that language.json gives for this type; the plain one when %NULL
 *
 * Returns: (transfer full) (nullable): the value as it stands in a sentence; %NULL when the
 * language has no such form
 */
char *
nl_phrase_format_slot (
    NlPhraseBook *book, const char *locale, NlSlots *slots, const NlSlot *slot, const char *filter)
{
  Context context = { book, locale, nl_slots_get_currency (slots) };

  switch (slot->kind->type) {
  case NL_SLOT_COUNT:
    return filter != NULL ? number_word (&context, "numbers", (int) slot->number)
                          : nl_number_format (slot->number, 0, locale);
  case NL_SLOT_RATIO:
    return format_ratio (&context, slot->number);
  case NL_SLOT_PERCENT:
    return format_percent (&context, slot->number);
  case NL_SLOT_MONEY:
  case NL_SLOT_PRICE:
    return format_money (&context, slot->number, slot->kind->type == NL_SLOT_PRICE);
  case NL_SLOT_DAYS:
    return format_days (&context, slot->number, filter);
  case NL_SLOT_DATE:
    return format_date (&context, slot->number, filter);
  case NL_SLOT_HOURS:
    return format_hours (&context, (int) slot->number, filter);
  case NL_SLOT_MONTH:
    return format_name (&context, "months", (int) slot->number - 1, filter);
  case NL_SLOT_WEEKDAY:
    return format_name (&context, "weekdays", (int) slot->number - 1, filter);
  case NL_SLOT_COUNTRY:
    return format_code (&context, "countries", slot->text, filter);
  case NL_SLOT_LANGUAGE:
    return format_code (&context, "languages", slot->text, filter);
  case NL_SLOT_TEXT:
    return format_text (&context, slot->text, filter);
  case NL_SLOT_LIST:
    return format_list (&context, (const char *const *) slot->list, filter);
  case NL_SLOT_FLAG:
  case NL_SLOT_WORD:
  default:
    return NULL;
  }
}

/**
 * nl_phrase_has_filter:
 * @book: the book of a language
 * @type: a slot's type
 * @filter: what stands behind the "|"
 *
 * For checking a book.
 *
 * Returns: whether @filter can be written there
 */
gboolean
nl_phrase_has_filter (NlPhraseBook *book, NlSlotType type, const char *filter)
{
  switch (type) {
  case NL_SLOT_COUNT:
    return g_str_equal (filter, "words");
  case NL_SLOT_TEXT:
  case NL_SLOT_LIST:
    return g_str_equal (filter, "quoted");
  case NL_SLOT_DAYS:
    return get_form (book, "durations", filter) != NULL;
  case NL_SLOT_DATE:
    return get_form (book, "dates", filter) != NULL;
  case NL_SLOT_HOURS:
    return get_form (book, "hours", filter) != NULL && !g_str_equal (filter, "time");
  case NL_SLOT_MONTH:
    return get_form (book, "months", filter) != NULL;
  case NL_SLOT_WEEKDAY:
    return get_form (book, "weekdays", filter) != NULL;
  case NL_SLOT_COUNTRY:
    return get_form (book, "countries", filter) != NULL;
  case NL_SLOT_LANGUAGE:
    return get_form (book, "languages", filter) != NULL;
  case NL_SLOT_RATIO:
  case NL_SLOT_PERCENT:
  case NL_SLOT_MONEY:
  case NL_SLOT_PRICE:
  case NL_SLOT_FLAG:
  case NL_SLOT_WORD:
  default:
    return FALSE;
  }
}
