/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customer-query.h"

#include <string.h>

#include "base/nl-text.h"

static const struct {
  const char *terms;
  const char *reversed;
} orders[] = {
  [NL_CUSTOMER_ORDER_NAME]
  = { "last_name COLLATE NOCASE NULLS LAST, first_name COLLATE NOCASE NULLS LAST",
      "last_name COLLATE NOCASE DESC, first_name COLLATE NOCASE DESC" },
  [NL_CUSTOMER_ORDER_AMOUNT_SPENT] = { "amount_spent DESC", "amount_spent" },
  [NL_CUSTOMER_ORDER_NUMBER_OF_ORDERS] = { "number_of_orders DESC", "number_of_orders" },
  [NL_CUSTOMER_ORDER_LAST_ORDER] = { "last_order_at DESC", "last_order_at NULLS LAST" },
  [NL_CUSTOMER_ORDER_ADDED] = { "customer_added_at DESC", "customer_added_at NULLS LAST" },
  [NL_CUSTOMER_ORDER_COUNTRY] = { "country_code NULLS LAST", "country_code DESC" },
  [NL_CUSTOMER_ORDER_EMAIL_STATUS]
  = { "email_subscription_status DESC", "email_subscription_status NULLS LAST" },
  /* No tags are nothing, not the smallest list of them. */
  [NL_CUSTOMER_ORDER_TAGS]
  = { "nullif (tags, '[]') COLLATE NOCASE NULLS LAST", "nullif (tags, '[]') COLLATE NOCASE DESC" },
};

/**
 * nl_customer_search_to_match:
 * @search: what somebody typed
 *
 * Makes a full-text query of it: every word is the beginning of a word of the customer. Nothing
 * that was typed acts as an operator.
 *
 * Returns: (transfer full) (nullable): for MATCH; %NULL when there is no word in @search
 */
char *
nl_customer_search_to_match (const char *search)
{
  g_autofree char *folded = nl_text_fold (search);
  GString *match = g_string_new (NULL);
  gboolean in_word = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_isalnum (c)) {
      if (!in_word)
        g_string_append (match, match->len > 0 ? " \"" : "\"");
      g_string_append_unichar (match, c);
    } else if (in_word) {
      g_string_append (match, "\"*");
    }
    in_word = g_unichar_isalnum (c);
  }
  if (in_word)
    g_string_append (match, "\"*");
  return g_string_free (match, match->len == 0);
}

static char *
without_stars (const char *match)
{
  g_auto (GStrv) parts = g_strsplit (match, "*", -1);

  return g_strjoinv ("", parts);
}

/**
 * nl_customer_query_new:
 * @shop_id: whose customers
 * @search: (nullable): words typed into the search entry; without one, as in “"”, it finds nobody,
 *   when it is blank everybody
 * @order: in which order; a search in the usual order, by name, has the best match first
 * @reversed: whether the other way round
 *
 * Returns: (transfer full): the query of a customer list; more conditions may be added
 */
NlQuery *
nl_customer_query_new (gint64 shop_id, const char *search, NlCustomerOrder order, gboolean reversed)
{
  NlQuery *query = nl_query_new (NL_TYPE_CUSTOMER);
  g_autofree char *match = search != NULL ? nl_customer_search_to_match (search) : NULL;

  nl_query_where_int64 (query, NL_CUSTOMER_SHOP_ID, shop_id);
  if (match != NULL) {
    /* Best is whose name is what was typed, then whose name begins so, then an email or company. */
    g_autofree char *whole = without_stars (match);
    g_autofree char *by_whole_name = g_strdup_printf ("name : (%s)", whole);
    g_autofree char *by_name = g_strdup_printf ("name : (%s)", match);
    g_autofree char *by_contact = g_strdup_printf ("{name email company} : (%s)", match);
    const char *const matches[] = { by_whole_name, by_name, by_contact, match, NULL };

    nl_query_search (query, "customers_search", matches,
                     order == NL_CUSTOMER_ORDER_NAME && !reversed);
  } else if (search != NULL && search[strspn (search, " ")] != '\0') {
    nl_query_where_sql (query, "FALSE", NULL);
  }
  nl_query_order_by_sql (query, reversed ? orders[order].reversed : orders[order].terms);
  return query;
}
