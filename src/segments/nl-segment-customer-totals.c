/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-statistics-private.h"

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define NEW_DAYS 90
#define DORMANT_DAYS 365

enum {
  COLUMN_ID,
  COLUMN_AMOUNT_SPENT,
  COLUMN_NUMBER_OF_ORDERS,
  COLUMN_FIRST_ORDER_AT,
  COLUMN_LAST_ORDER_AT,
  COLUMN_EMAIL,
  COLUMN_SMS,
  COLUMN_COUNTRY,
  COLUMN_CITY,
  COLUMN_LANGUAGE,
  COLUMN_GROUP,
};

static GHashTable *
new_counts (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
count_text (GHashTable *counts, NlStatement *statement, int column)
{
  const char *text = nl_statement_get_text (statement, column);
  gint64 *count;

  if (text == NULL || *text == '\0')
    return;
  count = g_hash_table_lookup (counts, text);
  if (count == NULL) {
    count = g_new0 (gint64, 1);
    g_hash_table_insert (counts, g_strdup (text), count);
  }
  ++*count;
}

static void
count_subscription (NlStatement *statement, int column, gint64 *known, gint64 *subscribed)
{
  const char *status = nl_statement_get_text (statement, column);

  *known += status != NULL;
  *subscribed += g_strcmp0 (status, "SUBSCRIBED") == 0;
}

static void
add_dates (NlSegmentCustomerTotals *self, NlStatement *statement, gint64 orders, gint64 now)
{
  if (!nl_statement_is_null (statement, COLUMN_FIRST_ORDER_AT)) {
    gint64 first = nl_statement_get_int64 (statement, COLUMN_FIRST_ORDER_AT);

    g_array_append_val (self->first_orders, first);
    self->with_first++;
    self->is_new += now - first <= NEW_DAYS * DAY;
  } else {
    self->without_first += orders > 0;
  }
  if (!nl_statement_is_null (statement, COLUMN_LAST_ORDER_AT)) {
    gint64 last = nl_statement_get_int64 (statement, COLUMN_LAST_ORDER_AT);

    g_array_append_val (self->last_orders, last);
    self->with_last++;
    self->is_dormant += now - last > DORMANT_DAYS * DAY;
  } else {
    self->without_last += orders > 0;
  }
}

static void
add_customer (NlSegmentCustomerTotals *self, NlStatement *statement, gint64 now)
{
  gint64 spent = nl_statement_get_int64 (statement, COLUMN_AMOUNT_SPENT);
  gint64 orders = nl_statement_get_int64 (statement, COLUMN_NUMBER_OF_ORDERS);
  gint64 id = nl_statement_get_int64 (statement, COLUMN_ID);

  self->customers++;
  if (id != 0)
    g_array_append_val (self->ids, id);
  nl_segment_add (&self->spent, spent);
  g_array_append_val (self->amounts, spent);
  nl_segment_add (&self->orders, orders);
  self->with_none += orders <= 0;
  self->with_one += orders == 1;
  self->with_more += orders > 1;
  add_dates (self, statement, orders, now);
  count_subscription (statement, COLUMN_EMAIL, &self->with_email, &self->email_subscribed);
  count_subscription (statement, COLUMN_SMS, &self->with_sms, &self->sms_subscribed);
  count_text (self->countries, statement, COLUMN_COUNTRY);
  count_text (self->cities, statement, COLUMN_CITY);
  count_text (self->languages, statement, COLUMN_LANGUAGE);
  count_text (self->groups, statement, COLUMN_GROUP);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static NlSegmentCustomerTotals *
read_totals (const NlSegmentMembers *members, const char *sql, GError **error)
{
  g_autoptr (NlSegmentCustomerTotals) self = g_new0 (NlSegmentCustomerTotals, 1);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (NlStatement) statement
      = nl_segment_members_prepare (members, "customers of a segment", sql, "", error);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->amounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->last_orders = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->first_orders = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->countries = new_counts ();
  self->cities = new_counts ();
  self->languages = new_counts ();
  self->groups = new_counts ();
  if (statement == NULL)
    return NULL;
  while (nl_statement_step (statement, &local_error))
    add_customer (self, statement, members->context->now);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }
  g_array_sort (self->ids, compare_ids);
  return g_steal_pointer (&self);
}

/**
 * nl_segment_customer_totals_new:
 * @members: whose numbers
 * @error: an error of the store
 *
 * Reads each customer once.
 *
 * Returns: (transfer full) (nullable): the totals, or %NULL on error
 */
NlSegmentCustomerTotals *
nl_segment_customer_totals_new (const NlSegmentMembers *members, GError **error)
{
  return read_totals (members,
                      "SELECT id, amount_spent, number_of_orders, first_order_at, last_order_at,"
                      " email_subscription_status, sms_subscription_status, country_code, city,"
                      " language, rfm_group FROM customers WHERE ",
                      error);
}

/**
 * nl_segment_customer_totals_new_brief:
 * @members: whose numbers
 * @error: an error of the store
 *
 * Reads only how many they are, what they spent, how often they ordered and when last, which an
 * index knows: that takes a quarter of the time.
 *
 * Returns: (transfer full) (nullable): the totals, or %NULL on error
 */
NlSegmentCustomerTotals *
nl_segment_customer_totals_new_brief (const NlSegmentMembers *members, GError **error)
{
  return read_totals (members,
                      "SELECT 0, amount_spent, number_of_orders, NULL, last_order_at, NULL, NULL,"
                      " NULL, NULL, NULL, NULL FROM customers WHERE ",
                      error);
}

/**
 * nl_segment_customer_totals_free:
 * @self: (transfer full): totals
 *
 * Frees @self.
 */
void
nl_segment_customer_totals_free (NlSegmentCustomerTotals *self)
{
  g_array_unref (self->ids);
  g_array_unref (self->amounts);
  g_array_unref (self->last_orders);
  g_array_unref (self->first_orders);
  g_hash_table_unref (self->countries);
  g_hash_table_unref (self->cities);
  g_hash_table_unref (self->languages);
  g_hash_table_unref (self->groups);
  g_free (self);
}
