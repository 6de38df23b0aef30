/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-facts.h"

#include <math.h>

/**
 * nl_facts_object:
 * @object: (nullable): an object
 * @member: a name
 *
 * Returns: (transfer none) (nullable): the member, when it is an object
 */
JsonObject *
nl_facts_object (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * nl_facts_array:
 * @object: (nullable): an object
 * @member: a name
 *
 * Returns: (transfer none) (nullable): the member, when it is an array
 */
JsonArray *
nl_facts_array (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * nl_facts_string:
 * @object: (nullable): an object
 * @member: a name
 *
 * Returns: (transfer none) (nullable): the member, when it is a string
 */
const char *
nl_facts_string (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

/* Beyond this the numbers of JSON are no longer whole, and nobody's business is as large: 2^53. */
#define LARGEST 9007199254740992.0

static double
node_number (JsonNode *node)
{
  GType type;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NAN;
  type = json_node_get_value_type (node);
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return NAN;
  return json_node_get_double (node);
}

/**
 * nl_facts_number:
 * @object: (nullable): an object
 * @member: a name
 *
 * Returns: the member, when it is a number from 0 to 2^53; else not a number
 */
double
nl_facts_number (JsonObject *object, const char *member)
{
  double number = object != NULL ? node_number (json_object_get_member (object, member)) : NAN;

  return number >= 0 && number <= LARGEST ? number : NAN;
}

/**
 * nl_facts_share:
 * @object: (nullable): an object
 * @member: a name
 *
 * Returns: the member, when it is a number from 0 to 1; else not a number
 */
double
nl_facts_share (JsonObject *object, const char *member)
{
  double share = nl_facts_number (object, member);

  return share <= 1 ? share : NAN;
}

/**
 * nl_facts_element:
 * @array: an array
 * @i: less than its length
 *
 * Returns: (transfer none) (nullable): the element, when it is an object
 */
JsonObject *
nl_facts_element (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

typedef struct {
  const char *slot;
  const char *object;
  const char *member;
} Source;

static const Source NUMBERS[] = {
  { "total_spent", "money", "total_spent" },
  { "average_spent", "money", "average_spent" },
  { "median_spent", "money", "median_spent" },
  { "average_order", "money", "average_order" },
  { "shop_average_spent", "money", "shop_average_spent" },
  { "shop_average_order", "money", "shop_average_order" },
  { "orders", "orders", "total" },
  { "orders_per_customer", "orders", "per_customer" },
  { "shop_orders_per_customer", "orders", "shop_per_customer" },
  { "recency", "recency", "median_days_since_last" },
  { "shop_recency", "recency", "shop_median_days_since_last" },
  { "tenure", "recency", "median_days_since_first" },
};

static const Source SHARES[] = {
  { "repeat_share", "orders", "repeat_share" },
  { "shop_repeat_share", "orders", "shop_repeat_share" },
  { "none_share", "orders", "none_share" },
  { "one_share", "orders", "one_share" },
  { "new_share", "recency", "new_share" },
  { "dormant_share", "recency", "dormant_share" },
  { "email_share", "subscriptions", "email_share" },
  { "sms_share", "subscriptions", "sms_share" },
};

/* The largest of a list, and the one after it, when they are large enough to speak of. */
static const struct {
  const char *member;
  const char *name;
  const char *slot;
  const char *share_slot;
  const char *second_slot;
  const char *second_share_slot;
  double enough;
} RANKINGS[] = {
  { "countries", "code", "country", "country_share", "second_country", "second_country_share",
    0.3 },
  { "cities", "name", "city", "city_share", NULL, NULL, 0.05 },
  { "languages", "code", "language", "language_share", NULL, NULL, 0.3 },
  { "tags", "tag", "tag", "tag_share", NULL, NULL, 0.2 },
  { "categories", "name", "category", "category_share", "second_category", NULL, 0.15 },
  { "rfm", "group", "rfm", "rfm_share", NULL, NULL, 0.3 },
};

static void
fill_ranking (JsonObject *facts, NlSlots *slots, guint which)
{
  JsonArray *array = nl_facts_array (facts, RANKINGS[which].member);
  JsonObject *first = NULL;
  JsonObject *second = NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonObject *entry = nl_facts_element (array, i);
    double share = nl_facts_share (entry, "share");

    if (isnan (share) || nl_facts_string (entry, RANKINGS[which].name) == NULL)
      continue;
    if (first == NULL || share > nl_facts_share (first, "share")) {
      second = first;
      first = entry;
    } else if (second == NULL || share > nl_facts_share (second, "share")) {
      second = entry;
    }
  }
  if (first == NULL || nl_facts_share (first, "share") < RANKINGS[which].enough)
    return;
  nl_slots_set_text (slots, RANKINGS[which].slot, nl_facts_string (first, RANKINGS[which].name));
  nl_slots_set_number (slots, RANKINGS[which].share_slot, nl_facts_share (first, "share"));
  if (second == NULL || RANKINGS[which].second_slot == NULL
      || nl_facts_share (second, "share") < RANKINGS[which].enough / 3)
    return;
  nl_slots_set_text (slots, RANKINGS[which].second_slot,
                     nl_facts_string (second, RANKINGS[which].name));
  if (RANKINGS[which].second_share_slot != NULL)
    nl_slots_set_number (slots, RANKINGS[which].second_share_slot,
                         nl_facts_share (second, "share"));
}

static void
fill_products (JsonObject *facts, NlSlots *slots)
{
  JsonArray *array = nl_facts_array (facts, "products");
  const char *titles[4] = { NULL };
  guint n = 0;

  for (guint i = 0; array != NULL && n < 3 && i < json_array_get_length (array); i++) {
    JsonObject *product = nl_facts_element (array, i);
    const char *title = nl_facts_string (product, "title");

    if (title == NULL)
      continue;
    if (n == 0) {
      nl_slots_set_text (slots, "product", title);
      nl_slots_set_number (slots, "product_quantity", nl_facts_number (product, "quantity"));
      nl_slots_set_number (slots, "product_share", nl_facts_share (product, "share"));
    } else if (n == 1) {
      nl_slots_set_text (slots, "second_product", title);
    }
    titles[n++] = title;
  }
  nl_slots_set_list (slots, "products", titles);
}

/* How much more or less than the shop's average. From twice as much on, people count in times. */
static void
fill_comparison (NlSlots *slots,
                 const char *ours,
                 const char *shops,
                 const char *ratio_slot,
                 const char *more_slot,
                 const char *less_slot)
{
  double ratio = nl_slots_get_number (slots, ours, NAN) / nl_slots_get_number (slots, shops, NAN);

  if (!isfinite (ratio))
    return;
  nl_slots_set_number (slots, ratio_slot, ratio);
  if (ratio >= 1.1 && ratio < 2)
    nl_slots_set_number (slots, more_slot, ratio - 1);
  else if (ratio <= 0.9)
    nl_slots_set_number (slots, less_slot, 1 - ratio);
}

/* Below this many people a share says something about single ones. */
#define ENOUGH_CUSTOMERS 5

/**
 * nl_facts_fill_segment:
 * @facts: the facts of a "persona", as docs/offline.md lists them
 * @slots: learns what the facts say about the segment
 *
 * Returns: whether they say more than how many customers there are
 */
gboolean
nl_facts_fill_segment (JsonObject *facts, NlSlots *slots)
{
  JsonObject *segment = nl_facts_object (facts, "segment");
  double customers = nl_facts_number (segment, "customers");
  double discount = nl_facts_share (facts, "discount_share");
  gboolean told = FALSE;

  nl_slots_set_number (slots, "customers", customers);
  nl_slots_set_number (slots, "share", nl_facts_share (segment, "share"));
  nl_slots_set_number (slots, "shop_customers", nl_facts_number (segment, "shop_customers"));
  nl_slots_set_currency (slots, nl_facts_string (nl_facts_object (facts, "money"), "currency"));
  nl_slots_set_flag (slots, "few", customers < ENOUGH_CUSTOMERS);
  if (customers < ENOUGH_CUSTOMERS)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (NUMBERS); i++) {
    JsonObject *object = nl_facts_object (facts, NUMBERS[i].object);

    nl_slots_set_number (slots, NUMBERS[i].slot, nl_facts_number (object, NUMBERS[i].member));
    told = told || nl_slots_get (slots, NUMBERS[i].slot) != NULL;
  }
  for (guint i = 0; i < G_N_ELEMENTS (SHARES); i++) {
    JsonObject *object = nl_facts_object (facts, SHARES[i].object);

    nl_slots_set_number (slots, SHARES[i].slot, nl_facts_share (object, SHARES[i].member));
    told = told || nl_slots_get (slots, SHARES[i].slot) != NULL;
  }
  for (guint i = 0; i < G_N_ELEMENTS (RANKINGS); i++)
    fill_ranking (facts, slots, i);
  fill_products (facts, slots);
  nl_slots_set_number (slots, "discount_share", discount);
  nl_slots_set_number (slots, "full_price_share", 1 - discount);
  fill_comparison (slots, "average_spent", "shop_average_spent", "spend_ratio", "spend_more",
                   "spend_less");
  fill_comparison (slots, "average_order", "shop_average_order", "order_ratio", "order_more",
                   "order_less");
  nl_facts_fill_traits (slots);
  nl_facts_fill_rhythm (facts, slots);
  return told;
}
