/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-message-facts.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "ai/nl-ai-error.h"
#include "ai/offline/nl-facts.h"
#include "ai/offline/nl-goal.h"
#include "ai/offline/nl-template-fit.h"
#include "base/nl-format.h"
#include "base/nl-money.h"

#define PRODUCTS_MAX 6
#define URL_MAX 2000

static gboolean
is_good_url (const char *url)
{
  return url != NULL && strlen (url) <= URL_MAX
         && (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://"))
         && strpbrk (url, " \t\r\n\"<>()[]{}|\\^`") == NULL
         && g_uri_is_valid (url, G_URI_FLAGS_NONE, NULL);
}

/* Customers are never told their own statistics: of a persona's numbers only what they make of it
 * stays. */
static void
fill_traits (JsonObject *facts, NlSlots *slots)
{
  JsonObject *persona = nl_facts_object (facts, "persona");
  JsonObject *statistics = nl_facts_object (persona, "statistics");
  guint n_kinds;
  const NlSlotKind *kinds = nl_slot_kind_get_all (&n_kinds);

  if (statistics != NULL)
    nl_facts_fill_segment (statistics, slots);
  for (guint i = 0; i < n_kinds; i++)
    if (kinds[i].type != NL_SLOT_FLAG)
      nl_slots_unset (slots, kinds[i].name);
  nl_template_fit_apply (nl_facts_string (facts, "template"), slots);
}

static void
append_product_line (GString *lines,
                     JsonObject *product,
                     const char *title,
                     const char *currency,
                     const char *locale)
{
  const char *url = nl_facts_string (product, "url");
  double price = nl_facts_number (product, "price");

  g_string_append (lines, lines->len > 0 ? "\n- " : "- ");
  if (is_good_url (url))
    g_string_append_printf (lines, "[%s](%s)", title, url);
  else
    g_string_append_printf (lines, "**%s**", title);
  if (isfinite (price) && price > 0 && currency != NULL) {
    gint64 minor = llround (price);
    g_autofree char *formatted = minor % nl_currency_get_scale (currency) == 0
                                     ? nl_money_format_whole (minor, currency, locale)
                                     : nl_money_format (minor, currency, locale);

    g_string_append_printf (lines, " – %s", formatted);
  }
}

/* Of a product without a price nobody knows whether it is the cheapest: 0 then. */
static double
get_price (JsonObject *product)
{
  double price = nl_facts_number (product, "price");

  return isfinite (price) ? price : 0;
}

static void
fill_products (JsonObject *facts,
               const char *currency,
               const char *locale,
               NlBrandVoice *voice,
               NlSlots *slots)
{
  JsonArray *products = nl_facts_array (facts, "products");
  g_autoptr (GString) lines = g_string_new (NULL);
  const char *titles[4] = { NULL };
  double lowest = INFINITY;
  guint n = 0;

  for (guint i = 0; products != NULL && n < PRODUCTS_MAX && i < json_array_get_length (products);
       i++) {
    JsonObject *product = nl_facts_element (products, i);
    const char *title = nl_facts_string (product, "title");
    g_autofree char *clean = title != NULL ? nl_slots_clean (title, 70) : NULL;

    /* The merchant's own banned words win over the merchant's own product titles. */
    if (clean == NULL || *clean == '\0' || nl_brand_voice_bans (voice, clean))
      continue;
    append_product_line (lines, product, clean, currency, locale);
    lowest = MIN (lowest, get_price (product));
    if (n < 2)
      nl_slots_set_text (slots, n == 0 ? "product" : "second_product", clean);
    if (n < 3)
      titles[n] = title;
    n++;
  }
  if (n == 0)
    return;
  if (lowest > 0)
    nl_slots_set_number (slots, "price", lowest);
  nl_slots_set_list (slots, "products", titles);
  nl_slots_set_markup (slots, "product_lines", lines->str);
  nl_slots_set_flag (slots, n == 1 ? "one_product" : "several_products", TRUE);
}

static void
fill_offer (JsonObject *facts, NlSlots *slots)
{
  JsonObject *offer = nl_facts_object (facts, "offer");
  const char *kind = nl_facts_string (offer, "kind");
  double value = nl_facts_number (offer, "value");

  if (g_strcmp0 (kind, "percent") == 0 && value > 0 && value < 100)
    nl_slots_set_number (slots, "percent_off", value / 100);
  else if (g_strcmp0 (kind, "amount") == 0 && value > 0 && nl_slots_get_currency (slots) != NULL)
    nl_slots_set_number (slots, "amount_off", value);
  else if (g_strcmp0 (kind, "shipping") == 0)
    nl_slots_set_flag (slots, "free_shipping", TRUE);
  else
    return;
  nl_slots_set_flag (slots, "has_offer", TRUE);
  nl_slots_set_text (slots, "code", nl_facts_string (offer, "code"));
  if (nl_facts_number (offer, "ends") > 0)
    nl_slots_set_number (slots, "ends", nl_facts_number (offer, "ends"));
}

/* The season of the day it goes out, as the northern half of the world has it. */
static void
fill_season (JsonObject *facts, NlSlots *slots)
{
  static const char *const SEASONS[] = {
    "winter", "winter", "spring", "spring", "spring",   "summer",
    "summer", "summer", "autumn", "autumn", "holidays", "holidays",
  };
  const char *season = nl_facts_string (facts, "season");
  double date = nl_facts_number (facts, "date");
  g_autoptr (GDateTime) day = NULL;

  if (season == NULL && date > 0 && date < 1e17) {
    day = g_date_time_new_from_unix_utc_usec ((gint64) date);
    season = SEASONS[g_date_time_get_month (day) - 1];
  }
  nl_slots_set_text (slots, "season", season);
}

/**
 * nl_message_facts_fill:
 * @facts: the facts of a "message", as docs/offline.md lists them
 * @locale: BCP 47 tag that decides how prices look
 * @voice: products with a banned word in their title are left out
 * @slots: learns what the facts say
 * @error: return location for %NL_AI_ERROR_BAD_REQUEST
 *
 * Returns: whether what every message needs is there: a shop with a name
 */
gboolean
nl_message_facts_fill (
    JsonObject *facts, const char *locale, NlBrandVoice *voice, NlSlots *slots, GError **error)
{
  JsonObject *shop = nl_facts_object (facts, "shop");
  const char *currency = nl_facts_string (shop, "currency");
  const char *url = nl_facts_string (facts, "landing_url");

  fill_traits (facts, slots);
  nl_slots_set_currency (slots, currency);
  nl_slots_set_text (slots, "shop", nl_facts_string (shop, "name"));
  if (nl_slots_get_text (slots, "shop") == NULL) {
    g_set_error_literal (error, NL_AI_ERROR, NL_AI_ERROR_BAD_REQUEST,
                         _ ("A message needs the shop’s name."));
    return FALSE;
  }
  if (!is_good_url (url))
    url = nl_facts_string (shop, "url");
  if (is_good_url (url))
    nl_slots_set_markup (slots, "url", url);
  nl_slots_set_text (slots, "template", nl_facts_string (facts, "template"));
  nl_slots_set_text (slots, "channel", nl_facts_string (facts, "channel"));
  nl_slots_set_text (slots, "variant", nl_facts_string (facts, "variant"));
  nl_slots_set_text (slots, "goal", nl_goal_read (facts));
  fill_products (facts, currency, locale, voice, slots);
  fill_offer (facts, slots);
  fill_season (facts, slots);
  nl_brand_voice_fill_slots (voice, slots);
  return TRUE;
}
