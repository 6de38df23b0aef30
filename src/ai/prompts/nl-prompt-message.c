/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "ai/offline/nl-facts.h"
#include "ai/prompts/nl-prompt-facts.h"

#define MAX_PRODUCTS 6

/* Of a persona: what it is like. Where that comes from, its numbers, stays here: customers are
 * never told their own statistics. */
static const struct {
  const char *label;
  const char *member;
} PERSONA_LINES[] = {
  { "Name", "name" },
  { "In one line", "tagline" },
  { "About", "bio" },
};

static const struct {
  const char *label;
  const char *member;
} PERSONA_LISTS[] = {
  { "Goals", "goals" },
  { "Frustrations", "frustrations" },
  { "Motivations", "motivations" },
  { "Objections", "objections" },
  { "Vocabulary", "vocabulary" },
};

/* For the model, not translated. */
static const struct {
  const char *gender;
  const char *word;
} GENDERS[] = { { "f", "a woman" }, { "m", "a man" }, { "n", "a non-binary person" } };

static void
append (GString *lines, const char *label, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (lines, "%s%s: %s", lines->len > 0 ? "\n" : "", label, text);
}

/* The entries that are guesses: those of the data carry figures. */
static char *
dup_entries (JsonArray *array)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonObject *entry = nl_facts_element (array, i);
    g_autofree char *text = nl_prompt_facts_line (nl_facts_string (entry, "text"));

    if (text != NULL && nl_facts_string (entry, "figure") == NULL)
      g_string_append_printf (list, "%s%s", list->len > 0 ? "; " : "", text);
  }
  return g_strdup (list->str);
}

static const char *
get_gender (JsonObject *persona)
{
  const char *gender = nl_facts_string (persona, "gender");

  for (guint i = 0; i < G_N_ELEMENTS (GENDERS); i++)
    if (g_strcmp0 (gender, GENDERS[i].gender) == 0)
      return GENDERS[i].word;
  return NULL;
}

static char *
dup_ages (JsonObject *persona)
{
  double from = nl_facts_number (persona, "age_min");
  double to = nl_facts_number (persona, "age_max");

  return isfinite (from) && isfinite (to) ? g_strdup_printf ("%.0f to %.0f", from, to) : NULL;
}

static void
read_persona (JsonObject *persona, NlPromptSlots *slots)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *ages = dup_ages (persona);
  const char *gender = get_gender (persona);

  for (guint i = 0; i < G_N_ELEMENTS (PERSONA_LINES); i++) {
    g_autofree char *line
        = nl_prompt_facts_line (nl_facts_string (persona, PERSONA_LINES[i].member));

    append (lines, PERSONA_LINES[i].label, line);
  }
  append (lines, "Age", ages);
  for (guint i = 0; i < G_N_ELEMENTS (PERSONA_LISTS); i++) {
    g_autofree char *entries = dup_entries (nl_facts_array (persona, PERSONA_LISTS[i].member));

    append (lines, PERSONA_LISTS[i].label, entries);
  }
  nl_prompt_slots_set (slots, "persona", lines->str);
  if (gender != NULL && ages != NULL)
    nl_prompt_slots_take (slots, "look", g_strdup_printf ("%s, %s years old", gender, ages));
  else
    nl_prompt_slots_set (slots, "look", gender);
}

/* Such as "- subject: at most 60 characters". */
static char *
dup_parts (JsonArray *parts)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++) {
    JsonObject *part = nl_facts_element (parts, i);
    g_autofree char *name = nl_prompt_facts_line (nl_facts_string (part, "name"));
    const char *unit = nl_facts_string (part, "unit");
    double max = nl_facts_number (part, "max");
    double list_max = nl_facts_number (part, "list_max");

    if (name == NULL)
      continue;
    g_string_append_printf (lines, "%s- %s", lines->len > 0 ? "\n" : "", name);
    if (isfinite (list_max))
      g_string_append_printf (lines, ": a list of up to %.0f", list_max);
    if (isfinite (max))
      g_string_append_printf (lines, "%s at most %.0f %s%s", isfinite (list_max) ? "," : ":", max,
                              unit != NULL ? unit : "characters",
                              isfinite (list_max) ? " each" : "");
  }
  return g_strdup (lines->str);
}

static char *
dup_products (JsonArray *products, const char *currency)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; products != NULL && i < MIN (MAX_PRODUCTS, json_array_get_length (products));
       i++) {
    JsonObject *product = nl_facts_element (products, i);
    g_autofree char *title = nl_prompt_facts_line (nl_facts_string (product, "title"));
    g_autofree char *price = nl_prompt_facts_money (nl_facts_number (product, "price"), currency);
    g_autofree char *url = nl_prompt_facts_line (nl_facts_string (product, "url"));

    if (title == NULL)
      continue;
    g_string_append_printf (lines, "%s- %s", lines->len > 0 ? "\n" : "", title);
    if (price != NULL)
      g_string_append_printf (lines, ", %s", price);
    if (url != NULL)
      g_string_append_printf (lines, ", %s", url);
  }
  return g_strdup (lines->str);
}

static char *
dup_date (double microseconds)
{
  g_autoptr (GDateTime) date
      = isfinite (microseconds)
            ? g_date_time_new_from_unix_utc ((gint64) microseconds / G_USEC_PER_SEC)
            : NULL;

  return date != NULL ? g_date_time_format (date, "%Y-%m-%d") : NULL;
}

static char *
dup_offer (JsonObject *offer, const char *currency)
{
  const char *kind = nl_facts_string (offer, "kind");
  double value = nl_facts_number (offer, "value");
  g_autofree char *code = nl_prompt_facts_line (nl_facts_string (offer, "code"));
  g_autofree char *ends = dup_date (nl_facts_number (offer, "ends"));
  g_autofree char *amount = nl_prompt_facts_money (value, currency);
  g_autoptr (GString) line = g_string_new (NULL);

  if (g_strcmp0 (kind, "percent") == 0 && isfinite (value))
    g_string_append_printf (line, "%.4g %% off", value);
  else if (g_strcmp0 (kind, "amount") == 0 && amount != NULL)
    g_string_append_printf (line, "%s off", amount);
  else if (g_strcmp0 (kind, "shipping") == 0)
    g_string_append (line, "free shipping");
  else
    return NULL;
  if (code != NULL)
    g_string_append_printf (line, " with the code %s", code);
  if (ends != NULL)
    g_string_append_printf (line, ", until %s", ends);
  return g_strdup (line->str);
}

/**
 * nl_prompt_facts_read_message:
 * @facts: the facts of a "message", as docs/offline.md lists them, or any with a persona
 * @slots: learns to whom it speaks, of what, and where
 */
void
nl_prompt_facts_read_message (JsonObject *facts, NlPromptSlots *slots)
{
  static const struct {
    const char *slot;
    const char *member;
  } LINES[] = {
    { "channel", "channel" }, { "template", "template" }, { "goal", "goal" },
    { "variant", "variant" }, { "link", "landing_url" },
  };
  JsonObject *persona = nl_facts_object (facts, "persona");
  const char *currency = nl_facts_string (nl_facts_object (facts, "shop"), "currency");

  if (persona != NULL)
    read_persona (persona, slots);
  for (guint i = 0; i < G_N_ELEMENTS (LINES); i++)
    nl_prompt_slots_take (slots, LINES[i].slot,
                          nl_prompt_facts_line (nl_facts_string (facts, LINES[i].member)));
  nl_prompt_slots_take (slots, "date", dup_date (nl_facts_number (facts, "date")));
  nl_prompt_slots_take (slots, "parts", dup_parts (nl_facts_array (facts, "parts")));
  nl_prompt_slots_take (slots, "products",
                        dup_products (nl_facts_array (facts, "products"), currency));
  nl_prompt_slots_take (slots, "offer", dup_offer (nl_facts_object (facts, "offer"), currency));
}
