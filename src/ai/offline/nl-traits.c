/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-facts.h"

#include <math.h>

/* Shares and ratios from which we say that customers are of a kind. */
#define MOST 0.5
#define ONE_TIME 0.6
#define HIGH_RATIO 1.4
#define LOW_RATIO 0.75
#define LONG_AGO_DAYS 180
#define RECENT_DAYS 60

static void
fill_lifecycle (NlSlots *slots)
{
  double recency = nl_slots_get_number (slots, "recency", NAN);
  double shop_recency = nl_slots_get_number (slots, "shop_recency", LONG_AGO_DAYS);
  double dormant = nl_slots_get_number (slots, "dormant_share", NAN);
  const char *trait = NULL;

  if (nl_slots_get_number (slots, "none_share", 0) >= MOST)
    trait = "never";
  else if (dormant >= MOST || (recency >= LONG_AGO_DAYS && recency >= 1.5 * shop_recency))
    trait = "dormant";
  else if (nl_slots_get_number (slots, "new_share", 0) >= MOST
           || nl_slots_get_number (slots, "tenure", G_MAXDOUBLE) <= RECENT_DAYS)
    trait = "new";
  else if (!isnan (recency) || !isnan (dormant))
    trait = "active";
  if (trait != NULL)
    nl_slots_set_flag (slots, trait, TRUE);
}

static void
fill_value (NlSlots *slots)
{
  double ratio
      = nl_slots_get_number (slots, "spend_ratio", nl_slots_get_number (slots, "order_ratio", NAN));

  if (isnan (ratio) || nl_slots_get_flag (slots, "never"))
    return;
  nl_slots_set_flag (slots,
                     ratio >= HIGH_RATIO  ? "high"
                     : ratio <= LOW_RATIO ? "low"
                                          : "mid",
                     TRUE);
}

static void
fill_frequency (NlSlots *slots)
{
  double repeat = nl_slots_get_number (slots, "repeat_share", NAN);
  double orders = nl_slots_get_number (slots, "orders_per_customer", NAN);

  if (nl_slots_get_number (slots, "one_share", 0) >= ONE_TIME)
    nl_slots_set_flag (slots, "one_time", TRUE);
  else if (repeat >= ONE_TIME && orders >= 3 && nl_slots_get_flag (slots, "active"))
    nl_slots_set_flag (slots, "loyal", TRUE);
  else if (repeat >= 0.4 || orders >= 1.8)
    nl_slots_set_flag (slots, "repeat", TRUE);
}

/**
 * nl_facts_fill_traits:
 * @slots: from its numbers learns of what kind the customers are
 *
 * Of never, new, active and dormant at most one is set; likewise of high, mid and low; of one_time,
 * repeat and loyal; of bargain and full_price. None where nothing is known.
 */
void
nl_facts_fill_traits (NlSlots *slots)
{
  double discount = nl_slots_get_number (slots, "discount_share", NAN);

  fill_lifecycle (slots);
  fill_value (slots);
  fill_frequency (slots);
  if (discount >= 0.4)
    nl_slots_set_flag (slots, "bargain", TRUE);
  else if (discount <= 0.1)
    nl_slots_set_flag (slots, "full_price", TRUE);
}

/* Reads n shares and makes their sum 1. */
static gboolean
read_shares (JsonObject *facts, const char *member, double *shares, guint n)
{
  JsonArray *array = nl_facts_array (facts, member);
  double sum = 0;

  if (array == NULL || json_array_get_length (array) != n)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    JsonNode *node = json_array_get_element (array, i);

    shares[i] = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : 0;
    if (!(shares[i] >= 0) || !isfinite (shares[i]))
      return FALSE;
    sum += shares[i];
  }
  for (guint i = 0; i < n; i++)
    shares[i] /= sum;
  return sum > 0;
}

static guint
find_largest (const double *shares, guint n)
{
  guint largest = 0;

  for (guint i = 1; i < n; i++)
    if (shares[i] > shares[largest])
      largest = i;
  return largest;
}

static void
fill_hours (JsonObject *facts, NlSlots *slots)
{
  double hours[24];
  double pairs[24];
  double evening = 0;
  guint first;

  if (!read_shares (facts, "hours", hours, 24))
    return;
  for (guint i = 0; i < 24; i++)
    pairs[i] = hours[i] + hours[(i + 1) % 24];
  for (guint i = 18; i < 23; i++)
    evening += hours[i];
  nl_slots_set_number (slots, "evening_share", evening);

  /* Every two hours have 8 % when the clock does not matter. */
  first = find_largest (pairs, 24);
  if (pairs[first] < 0.14)
    return;
  nl_slots_set_number (slots, "hours", first);
  nl_slots_set_number (slots, "hours_share", pairs[first]);
  nl_slots_set_flag (slots,
                     first >= 5 && first < 11    ? "morning"
                     : first >= 11 && first < 17 ? "daytime"
                     : first >= 17 && first < 22 ? "evening"
                                                 : "night",
                     TRUE);
}

/**
 * nl_facts_fill_rhythm:
 * @facts: the facts of a "persona"
 * @slots: learns at what hours, on what days and in which months the customers order, where one
 *   stands out
 */
void
nl_facts_fill_rhythm (JsonObject *facts, NlSlots *slots)
{
  double weekdays[7];
  double months[12];
  guint largest;

  fill_hours (facts, slots);
  if (read_shares (facts, "weekdays", weekdays, 7)) {
    largest = find_largest (weekdays, 7);
    nl_slots_set_number (slots, "weekend_share", weekdays[5] + weekdays[6]);
    if (weekdays[5] + weekdays[6] >= 0.36)
      nl_slots_set_flag (slots, "weekend", TRUE);
    if (weekdays[largest] >= 0.18) {
      nl_slots_set_number (slots, "weekday", largest + 1);
      nl_slots_set_number (slots, "weekday_share", weekdays[largest]);
    }
  }
  /* Customers of a few weeks say nothing about a year. */
  if (!nl_slots_get_flag (slots, "new") && read_shares (facts, "months", months, 12)) {
    largest = find_largest (months, 12);
    if (months[10] + months[11] >= 0.3)
      nl_slots_set_flag (slots, "gifts", TRUE);
    if (months[largest] >= 0.13) {
      nl_slots_set_number (slots, "month", largest + 1);
      nl_slots_set_number (slots, "month_share", months[largest]);
    }
  }
}
