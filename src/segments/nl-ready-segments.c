/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-ready-segments.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/nl-language.h"
#include "base/nl-money.h"
#include "base/nl-place.h"

/* What stands in a query for a value of the shop. */
#define COUNTRY "{country}"
#define AMOUNT "{amount}"

/* How many times the average of the shop a high spender has spent. */
#define HIGH_SPENDING 2

/* The likeliest first. Most are among the templates in Shopify's admin ("Segment templates", as of
 * 2026-05). */
static const NlReadySegment segments[] = {
  { "repeat", N_ ("Bought More Than Once"), N_ ("They came back: the core of the shop"),
    "number_of_orders > 1" },
  { "first", N_ ("First-Time Buyers"), N_ ("One order so far: make them come back"),
    "number_of_orders = 1" },
  { "subscribed", N_ ("Email Subscribers"), N_ ("Everybody who agreed to get email"),
    "email_subscription_status = 'SUBSCRIBED'" },
  { "abandoned", N_ ("Abandoned Checkouts in the Last 30 Days"),
    N_ ("They almost bought: a reminder may be enough"), "abandoned_checkout_date >= -30d" },
  { "never", N_ ("Have Not Bought Yet"), N_ ("Known to the shop, but without an order"),
    "number_of_orders = 0" },
  { "welcome", N_ ("Subscribers without an Order"), N_ ("They want to hear from you: welcome them"),
    "email_subscription_status = 'SUBSCRIBED' AND number_of_orders = 0" },
  { "new", N_ ("New in the Last 30 Days"), N_ ("Customers the shop has just met"),
    "customer_added_date >= -30d" },
  { "recent", N_ ("Ordered in the Last 90 Days"), N_ ("They know the shop and what it sells now"),
    "last_order_date >= -90d" },
  { "dormant", N_ ("No Order for 12 Months"), N_ ("Customers to win back"),
    "last_order_date < -12m" },
  { "high", N_ ("High Spenders"), N_ ("They spent at least twice the shop’s average"),
    "amount_spent >= " AMOUNT },
  { "lapsed-high", N_ ("High Spenders Who Stay Away"),
    N_ ("They spent much, but nothing in the last 90 days"),
    "amount_spent >= " AMOUNT " AND last_order_date < -90d" },
  { "champions", N_ ("Champions and Loyal Customers"), N_ ("They buy often and much: reward them"),
    "rfm_group = 'CHAMPIONS' OR rfm_group = 'LOYAL'" },
  { "promising", N_ ("Promising Customers"), N_ ("They began well: a next order makes them loyal"),
    "rfm_group = 'PROMISING' OR rfm_group = 'NEW'" },
  { "at-risk", N_ ("At Risk"), N_ ("They bought often, but not lately"),
    "rfm_group = 'AT_RISK' OR rfm_group = 'ALMOST_LOST' OR rfm_group = 'NEEDS_ATTENTION'" },
  { "big-order", N_ ("A Large Order in the Last 90 Days"),
    N_ ("One order alone of twice the average spending"),
    "orders_placed MATCHES (date >= -90d, amount >= " AMOUNT ")" },
  { "text", N_ ("Text Message Subscribers"), N_ ("Everybody who agreed to get text messages"),
    "sms_subscription_status = 'SUBSCRIBED'" },
  { "unreachable", N_ ("Customers without Consent"),
    N_ ("They bought, but may not be sent email: ask at the next order"),
    "number_of_orders > 0 AND (email_subscription_status != 'SUBSCRIBED' OR "
    "email_subscription_status IS NULL)" },
  { "country", N_ ("Country: %s"), N_ ("Where most customers live"),
    "customer_countries CONTAINS '" COUNTRY "'" },
};

/* Where the customers live, most of them first; NULL when that is unknown. */
static JsonArray *
find_countries (JsonObject *statistics)
{
  JsonArray *countries = NULL;

  if (statistics != NULL && json_object_has_member (statistics, "countries"))
    countries = json_object_get_array_member (statistics, "countries");
  return countries != NULL && json_array_get_length (countries) > 0 ? countries : NULL;
}

/* The country most customers live in. */
static const char *
find_country (JsonObject *statistics)
{
  JsonArray *countries = find_countries (statistics);

  if (countries == NULL)
    return "US";
  return json_object_get_string_member_with_default (json_array_get_object_element (countries, 0),
                                                     "code", "US");
}

/* Twice the average, in a round number with two digits that mean something. */
static gint64
find_high_amount (NlShop *shop, JsonObject *statistics)
{
  gint64 scale = nl_currency_get_scale (nl_record_get_text (NL_RECORD (shop), NL_SHOP_CURRENCY));
  JsonObject *money = NULL;
  gint64 amount = 0;
  gint64 step = 1;

  if (statistics != NULL && json_object_has_member (statistics, "money"))
    money = json_object_get_object_member (statistics, "money");
  if (money != NULL)
    amount = json_object_get_int_member_with_default (money, "shop_average_spent", 0)
             * HIGH_SPENDING / scale;
  if (amount <= 0)
    return 200;
  while (amount / step >= 100)
    step *= 10;
  return amount / step * step;
}

/**
 * nl_ready_segments_list:
 * @n_segments: (out): how many
 *
 * Returns: (transfer none) (array length=n_segments): segments that need only be taken, the
 *   likeliest first
 */
const NlReadySegment *
nl_ready_segments_list (guint *n_segments)
{
  *n_segments = G_N_ELEMENTS (segments);
  return segments;
}

/**
 * nl_ready_segment_suits:
 * @self: a ready segment
 * @statistics: (nullable): of the whole shop, from nl_segment_statistics_load()
 *
 * Returns: whether it says something about the shop: without customers there is no country where
 *   most of them live
 */
gboolean
nl_ready_segment_suits (const NlReadySegment *self, JsonObject *statistics)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return strstr (self->query, COUNTRY) == NULL || find_countries (statistics) != NULL;
}

/**
 * nl_ready_segment_dup_name:
 * @self: a ready segment
 * @statistics: (nullable): of the whole shop, from nl_segment_statistics_load()
 *
 * Returns: (transfer full): its name, with the shop’s values filled in
 */
char *
nl_ready_segment_dup_name (const NlReadySegment *self, JsonObject *statistics)
{
  g_autofree char *country = NULL;
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  country = nl_country_name (find_country (statistics), nl_language_get_ui ());
  parts = g_strsplit (_ (self->name), "%s", 2);
  return g_strjoinv (country, parts);
}

/**
 * nl_ready_segment_dup_query:
 * @self: a ready segment
 * @shop: the shop it is for
 * @statistics: (nullable): of the whole shop, from nl_segment_statistics_load()
 *
 * Returns: (transfer full): its query, with the shop’s values filled in
 */
char *
nl_ready_segment_dup_query (const NlReadySegment *self, NlShop *shop, JsonObject *statistics)
{
  g_autoptr (GString) query = NULL;
  g_autofree char *amount = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (NL_IS_SHOP (shop), NULL);

  query = g_string_new (self->query);
  amount = g_strdup_printf ("%" G_GINT64_FORMAT, find_high_amount (shop, statistics));
  g_string_replace (query, AMOUNT, amount, 0);
  g_string_replace (query, COUNTRY, find_country (statistics), 0);
  return g_string_free (g_steal_pointer (&query), FALSE);
}
