/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-rfm.h"

#include <glib/gi18n-lib.h>

#define SCORES 5
#define PROSPECTS "PROSPECTS"

/* The group of every customer with an order: recency down, frequency and monetary value across.
 *
 *             F and M 1     2                3                4        5
 *   R 5       NEW           ACTIVE           ACTIVE           LOYAL    CHAMPIONS
 *   R 4       PROMISING     ACTIVE           ACTIVE           LOYAL    LOYAL
 *   R 3       PROMISING     NEEDS_ATTENTION  NEEDS_ATTENTION  LOYAL    LOYAL
 *   R 2       ALMOST_LOST   ALMOST_LOST      AT_RISK          AT_RISK  PREVIOUSLY_LOYAL
 *   R 1       DORMANT       DORMANT          AT_RISK          AT_RISK  PREVIOUSLY_LOYAL
 *
 * The names are Shopify's, as are their meanings: previously loyal and at risk have not bought for
 * long but have a very strong or a strong history, almost lost and dormant have a weak one. */
static const char *const groups[SCORES][SCORES] = {
  { "DORMANT", "DORMANT", "AT_RISK", "AT_RISK", "PREVIOUSLY_LOYAL" },
  { "ALMOST_LOST", "ALMOST_LOST", "AT_RISK", "AT_RISK", "PREVIOUSLY_LOYAL" },
  { "PROMISING", "NEEDS_ATTENTION", "NEEDS_ATTENTION", "LOYAL", "LOYAL" },
  { "PROMISING", "ACTIVE", "ACTIVE", "LOYAL", "LOYAL" },
  { "NEW", "ACTIVE", "ACTIVE", "LOYAL", "CHAMPIONS" },
};

/* A score is the fifth of the customers with an order that someone's rank falls in. Equal values
 * have one rank, so one score. Who has ordered on an unknown day has no recency and no group. */
static const char *const beginning
    = "UPDATE customers SET rfm_recency = s.r, rfm_frequency = s.f, rfm_monetary = s.m,"
      " rfm_group = s.g FROM ("
      "WITH scores AS (SELECT id,"
      " (rank () OVER (ORDER BY last_order_at) - 1) * 5 / count (*) OVER () + 1 AS r,"
      " (rank () OVER (ORDER BY number_of_orders) - 1) * 5 / count (*) OVER () + 1 AS f,"
      " (rank () OVER (ORDER BY amount_spent) - 1) * 5 / count (*) OVER () + 1 AS m"
      " FROM customers"
      " WHERE shop_id = ?1 AND number_of_orders > 0 AND last_order_at IS NOT NULL)"
      " SELECT id, r, f, m, CASE r * 10 + (f + m + 1) / 2";
static const char *const end
    = " END AS g FROM scores"
      " UNION ALL SELECT id, NULL, NULL, NULL, iif (number_of_orders > 0, NULL, '" PROSPECTS "')"
      " FROM customers"
      " WHERE shop_id = ?1 AND (number_of_orders <= 0 OR last_order_at IS NULL)) AS s"
      " WHERE customers.id = s.id AND (rfm_recency IS NOT s.r OR rfm_frequency IS NOT s.f"
      " OR rfm_monetary IS NOT s.m OR rfm_group IS NOT s.g)";

/**
 * nl_rfm_get_group:
 * @recency: 1 to 5, or 0 for a customer without an order
 * @frequency: 1 to 5
 * @monetary: 1 to 5
 *
 * Looks up the group of three scores. Frequency and monetary value count as their average, rounded
 * up at the half.
 *
 * Returns: (transfer none): one of the values of `rfm_group`
 */
const char *
nl_rfm_get_group (guint recency, guint frequency, guint monetary)
{
  if (recency == 0)
    return PROSPECTS;
  g_return_val_if_fail (recency <= SCORES, NULL);
  g_return_val_if_fail (frequency >= 1 && frequency <= SCORES, NULL);
  g_return_val_if_fail (monetary >= 1 && monetary <= SCORES, NULL);

  return groups[recency - 1][(frequency + monetary + 1) / 2 - 1];
}

/**
 * nl_rfm_get_group_name:
 * @group: (nullable): a value of `rfm_group`
 *
 * Returns: (transfer none) (nullable): what it is called, translated; @group itself when it is
 *   unknown
 */
const char *
nl_rfm_get_group_name (const char *group)
{
  static const struct {
    const char *group;
    const char *name;
  } names[] = {
    { "CHAMPIONS", N_ ("Champions") },
    { "LOYAL", N_ ("Loyal") },
    { "ACTIVE", N_ ("Active") },
    { "NEW", N_ ("New") },
    { "PROMISING", N_ ("Promising") },
    { "NEEDS_ATTENTION", N_ ("Needs Attention") },
    { "PREVIOUSLY_LOYAL", N_ ("Previously Loyal") },
    { "ALMOST_LOST", N_ ("Almost Lost") },
    { "AT_RISK", N_ ("At Risk") },
    { "DORMANT", N_ ("Dormant") },
    { PROSPECTS, N_ ("Prospects") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (group, names[i].group) == 0)
      return _ (names[i].name);
  return group;
}

/**
 * nl_rfm_get_sql:
 *
 * Gets the statement that scores all customers of one shop, its parameter ?1, and writes only the
 * rows that change.
 *
 * Returns: (transfer none): an `UPDATE`
 */
const char *
nl_rfm_get_sql (void)
{
  static const char *sql;

  if (g_once_init_enter_pointer (&sql)) {
    GString *text = g_string_new (beginning);

    for (guint r = 1; r <= SCORES; r++)
      for (guint fm = 1; fm <= SCORES; fm++)
        g_string_append_printf (text, " WHEN %u THEN '%s'", r * 10 + fm, groups[r - 1][fm - 1]);
    g_string_append (text, end);
    g_once_init_leave_pointer (&sql, g_string_free (text, FALSE));
  }
  return sql;
}
