/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "ai/offline/nl-facts.h"
#include "ai/prompts/nl-prompt-facts.h"

/* Below this many people a share or an average says something about single ones. */
#define ENOUGH_CUSTOMERS 5
/* Of a ranking; what comes after is of no use to a writer. */
#define MAX_RANKS 5
#define MIN_RANK_SHARE 0.03

typedef struct {
  const char *slot;
  const char *object;
  const char *member;
} Source;

static const Source MONEY[] = {
  { "total_spent", "money", "total_spent" },
  { "average_spent", "money", "average_spent" },
  { "median_spent", "money", "median_spent" },
  { "average_order", "money", "average_order" },
  { "shop_average_spent", "money", "shop_average_spent" },
  { "shop_average_order", "money", "shop_average_order" },
};

static const Source NUMBERS[] = {
  { "orders", "orders", "total" },
  { "orders_per_customer", "orders", "per_customer" },
  { "shop_orders_per_customer", "orders", "shop_per_customer" },
  { "days_since_last", "recency", "median_days_since_last" },
  { "shop_days_since_last", "recency", "shop_median_days_since_last" },
  { "days_since_first", "recency", "median_days_since_first" },
};

static const Source SHARES[] = {
  { "repeat_share", "orders", "repeat_share" },
  { "shop_repeat_share", "orders", "shop_repeat_share" },
  { "none_share", "orders", "none_share" },
  { "new_share", "recency", "new_share" },
  { "dormant_share", "recency", "dormant_share" },
  { "email_share", "subscriptions", "email_share" },
  { "sms_share", "subscriptions", "sms_share" },
};

static const Source RANKINGS[] = {
  { "countries", "countries", "code" },
  { "cities", "cities", "name" },
  { "languages", "languages", "code" },
  { "rfm", "rfm", "group" },
  { "categories", "categories", "name" },
  { "bestsellers", "products", "title" },
  { "tags", "tags", "tag" },
};

/* For the model, not translated. */
static const char *const WEEKDAYS[]
    = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };
static const char *const MONTHS[]
    = { "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December" };

static char *
dup_number (double number)
{
  return isfinite (number) ? g_strdup_printf ("%.4g", number) : NULL;
}

static char *
dup_count (double number)
{
  return isfinite (number) ? g_strdup_printf ("%.0f", number) : NULL;
}

static char *
dup_ranking (JsonArray *array, const char *member, double customers)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0, n = 0; array != NULL && n < MAX_RANKS && i < json_array_get_length (array);
       i++) {
    JsonObject *entry = nl_facts_element (array, i);
    double share = nl_facts_share (entry, "share");
    g_autofree char *name = nl_prompt_facts_line (nl_facts_string (entry, member));
    g_autofree char *percent = nl_prompt_facts_share (share);

    if (name == NULL || !(share >= MIN_RANK_SHARE) || share * customers < ENOUGH_CUSTOMERS)
      continue;
    g_string_append_printf (list, "%s%s (%s)", n++ > 0 ? ", " : "", name, percent);
  }
  return g_strdup (list->str);
}

static double
get_share (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : 0;
}

/* Those that stand out: half as many again as if all were equal. */
static char *
dup_peaks (JsonArray *array, guint n, const char *const *names)
{
  g_autoptr (GString) list = g_string_new (NULL);

  if (array == NULL || json_array_get_length (array) != n)
    return NULL;
  for (guint i = 0; i < n; i++) {
    double share = get_share (array, i);
    g_autofree char *percent = nl_prompt_facts_share (share);
    g_autofree char *hour = names == NULL ? g_strdup_printf ("%u:00 to %u:00", i, i + 1) : NULL;

    if (share * n < 1.5)
      continue;
    g_string_append_printf (list, "%s%s (%s)", list->len > 0 ? ", " : "",
                            names != NULL ? names[i] : hour, percent);
  }
  return g_strdup (list->str);
}

static void
read_figures (JsonObject *facts, NlPromptSlots *slots)
{
  g_autofree char *currency
      = nl_prompt_facts_line (nl_facts_string (nl_facts_object (facts, "money"), "currency"));

  for (guint i = 0; i < G_N_ELEMENTS (MONEY); i++)
    nl_prompt_slots_take (
        slots, MONEY[i].slot,
        nl_prompt_facts_money (
            nl_facts_number (nl_facts_object (facts, MONEY[i].object), MONEY[i].member), currency));
  for (guint i = 0; i < G_N_ELEMENTS (NUMBERS); i++)
    nl_prompt_slots_take (slots, NUMBERS[i].slot,
                          dup_number (nl_facts_number (nl_facts_object (facts, NUMBERS[i].object),
                                                       NUMBERS[i].member)));
  for (guint i = 0; i < G_N_ELEMENTS (SHARES); i++)
    nl_prompt_slots_take (slots, SHARES[i].slot,
                          nl_prompt_facts_share (nl_facts_share (
                              nl_facts_object (facts, SHARES[i].object), SHARES[i].member)));
  nl_prompt_slots_take (slots, "discount_share",
                        nl_prompt_facts_share (nl_facts_share (facts, "discount_share")));
}

/**
 * nl_prompt_facts_read_segment:
 * @facts: the facts of a "persona", as docs/offline.md lists them
 * @slots: learns what may be said of a segment: sums, shares and rankings of at least five people
 */
void
nl_prompt_facts_read_segment (JsonObject *facts, NlPromptSlots *slots)
{
  JsonObject *segment = nl_facts_object (facts, "segment");
  JsonObject *keep = nl_facts_object (facts, "persona");
  double customers = nl_facts_number (segment, "customers");

  if (segment == NULL)
    return;
  nl_prompt_slots_take (slots, "segment", nl_prompt_facts_line (nl_facts_string (segment, "name")));
  nl_prompt_slots_take (slots, "shop_customers",
                        dup_count (nl_facts_number (segment, "shop_customers")));
  nl_prompt_slots_take (slots, "keep_name", nl_prompt_facts_line (nl_facts_string (keep, "name")));
  nl_prompt_slots_take (slots, "keep_gender",
                        nl_prompt_facts_line (nl_facts_string (keep, "gender")));
  if (!(customers >= ENOUGH_CUSTOMERS)) {
    nl_prompt_slots_set (slots, "customers", "fewer than five");
    return;
  }
  nl_prompt_slots_take (slots, "customers", dup_count (customers));
  nl_prompt_slots_take (slots, "share", nl_prompt_facts_share (nl_facts_share (segment, "share")));
  read_figures (facts, slots);
  for (guint i = 0; i < G_N_ELEMENTS (RANKINGS); i++)
    nl_prompt_slots_take (slots, RANKINGS[i].slot,
                          dup_ranking (nl_facts_array (facts, RANKINGS[i].object),
                                       RANKINGS[i].member, customers));
  nl_prompt_slots_take (slots, "hours", dup_peaks (nl_facts_array (facts, "hours"), 24, NULL));
  nl_prompt_slots_take (slots, "weekdays",
                        dup_peaks (nl_facts_array (facts, "weekdays"), 7, WEEKDAYS));
  nl_prompt_slots_take (slots, "months", dup_peaks (nl_facts_array (facts, "months"), 12, MONTHS));
}
