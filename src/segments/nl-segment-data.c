/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-data.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "segments/nl-segment-error.h"

/* How to see whether a shop (?1) has some of it. Nothing stores metafields yet. */
static const struct {
  NlSegmentData data;
  const char *sql;
  const char *name;
} kinds[] = {
  { NL_SEGMENT_DATA_ORDERS, "SELECT EXISTS (SELECT 1 FROM orders WHERE shop_id = ?1)",
    N_ ("orders") },
  { NL_SEGMENT_DATA_ORDER_LINES,
    "SELECT EXISTS (SELECT 1 FROM orders AS o JOIN order_lines AS l ON l.order_id = o.id"
    " WHERE o.shop_id = ?1)",
    N_ ("the products of orders") },
  { NL_SEGMENT_DATA_EMAIL_EVENTS,
    "SELECT EXISTS (SELECT 1 FROM customer_events"
    " WHERE shop_id = ?1 AND kind BETWEEN 'shopify_email.' AND 'shopify_email/')",
    N_ ("what customers do with emails") },
  { NL_SEGMENT_DATA_STOREFRONT_EVENTS,
    "SELECT EXISTS (SELECT 1 FROM customer_events"
    " WHERE shop_id = ?1 AND kind BETWEEN 'storefront.' AND 'storefront/')",
    N_ ("what customers look at in the shop") },
  { NL_SEGMENT_DATA_STORE_CREDIT,
    "SELECT EXISTS (SELECT 1 FROM store_credit_accounts WHERE shop_id = ?1)", N_ ("store credit") },
  { NL_SEGMENT_DATA_COORDINATES,
    "SELECT EXISTS (SELECT 1 FROM customers WHERE shop_id = ?1 AND latitude IS NOT NULL)",
    N_ ("the coordinates of addresses") },
  { NL_SEGMENT_DATA_METAFIELDS, "SELECT FALSE", N_ ("metafields") },
  { NL_SEGMENT_DATA_SNAPSHOTS,
    "SELECT EXISTS (SELECT 1 FROM segments AS s JOIN segment_members AS m ON m.segment_id = s.id"
    " WHERE s.shop_id = ?1)",
    N_ ("snapshots") },
};

static gboolean
has_kind (NlConnection *connection, gint64 shop_id, const char *sql, gboolean *has, GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "segment data", sql, error);

  if (statement == NULL)
    return FALSE;
  if (strstr (sql, "?1") != NULL)
    nl_statement_bind_int64 (statement, 1, shop_id);
  if (!nl_statement_step (statement, error))
    return FALSE;
  *has = nl_statement_get_int64 (statement, 0) != 0;
  return TRUE;
}

/**
 * nl_segment_data_find_missing:
 * @connection: a connection, on one of the store's threads
 * @shop_id: a shop
 * @wanted: what nl_segment_query_get_data() says
 * @missing: (out): the part of @wanted that the shop holds nothing of
 * @error: an error of the store
 *
 * Looks whether a query can be answered. Where something is missing, a count is not an answer but
 * nl_segment_data_describe() is.
 *
 * Returns: whether it could be found out
 */
gboolean
nl_segment_data_find_missing (NlConnection *connection,
                              gint64 shop_id,
                              NlSegmentData wanted,
                              NlSegmentData *missing,
                              GError **error)
{
  g_return_val_if_fail (connection != NULL, FALSE);
  g_return_val_if_fail (missing != NULL, FALSE);

  *missing = NL_SEGMENT_DATA_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    gboolean has = TRUE;

    if ((wanted & kinds[i].data) != 0 && !has_kind (connection, shop_id, kinds[i].sql, &has, error))
      return FALSE;
    if (!has)
      *missing |= kinds[i].data;
  }
  return TRUE;
}

/**
 * nl_segment_data_describe:
 * @missing: bits of what a query needs and a shop lacks
 *
 * Returns: (transfer full) (nullable): a sentence for the person who asked; %NULL when nothing is
 *   missing
 */
char *
nl_segment_data_describe (NlSegmentData missing)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if ((missing & kinds[i].data) != 0)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", _ (kinds[i].name));
  if (names->len == 0)
    return NULL;
  return g_strdup_printf (_ ("This query needs data this shop has not imported: %s."), names->str);
}

/**
 * nl_segment_data_require:
 * @connection: a connection, on one of the store's threads
 * @shop_id: a shop
 * @wanted: what nl_segment_query_get_data() says
 * @error: `NL_SEGMENT_ERROR_MISSING_DATA` with the sentence of nl_segment_data_describe(), or an
 *   error of the store
 *
 * Fails where a query would give an empty result that looks like an answer.
 *
 * Returns: whether the shop holds something of each kind
 */
gboolean
nl_segment_data_require (NlConnection *connection,
                         gint64 shop_id,
                         NlSegmentData wanted,
                         GError **error)
{
  g_autofree char *sentence = NULL;
  NlSegmentData missing;

  if (!nl_segment_data_find_missing (connection, shop_id, wanted, &missing, error))
    return FALSE;
  sentence = nl_segment_data_describe (missing);
  if (sentence == NULL)
    return TRUE;
  g_set_error_literal (error, NL_SEGMENT_ERROR, NL_SEGMENT_ERROR_MISSING_DATA, sentence);
  return FALSE;
}
