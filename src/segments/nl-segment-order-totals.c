/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-statistics-private.h"

/* From this share of all customers on, reading every order beats looking up those of each. */
#define SCAN_FROM 10

enum {
  COLUMN_ORDER,
  COLUMN_ORDERED_AT,
  COLUMN_IS_DISCOUNTED,
  COLUMN_TITLE,
  COLUMN_CATEGORY,
  COLUMN_QUANTITY,
};

static gint64
floor_divide (gint64 dividend, gint64 divisor)
{
  return dividend / divisor - (dividend % divisor < 0 ? 1 : 0);
}

/* The calendar that the shop's clocks show, without a GDateTime for each of millions of orders. */
static void
add_time (NlSegmentOrderTotals *self, GTimeZone *zone, gint64 ordered_at)
{
  gint64 utc = floor_divide (ordered_at, G_USEC_PER_SEC);
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, utc);
  gint64 local = utc + g_time_zone_get_offset (zone, MAX (interval, 0));
  gint64 day = floor_divide (local, 86400);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) CLAMP (day + 719163, 1, 3652059));
  self->hours[(local - day * 86400) / 3600]++;
  self->weekdays[g_date_get_weekday (&date) - G_DATE_MONDAY]++;
  self->months[g_date_get_month (&date) - G_DATE_JANUARY]++;
}

/* Adds a line to what it is called. The lines of an order follow each other. */
static void
add_line (GHashTable *lines, NlStatement *statement, int column, gint64 order)
{
  const char *text = nl_statement_get_text (statement, column);
  NlSegmentLineTotals *line;

  if (text == NULL || *text == '\0')
    return;
  line = g_hash_table_lookup (lines, text);
  if (line == NULL) {
    line = g_new0 (NlSegmentLineTotals, 1);
    g_hash_table_insert (lines, g_strdup (text), line);
  }
  if (line->orders == 0 || line->last_order != order)
    line->orders++;
  line->last_order = order;
  nl_segment_add (&line->quantity, nl_statement_get_int64 (statement, COLUMN_QUANTITY));
}

/**
 * nl_segment_order_totals_new:
 * @members: whose numbers
 * @n_members: how many they are
 * @n_customers: how many customers there are
 * @error: an error of the store
 *
 * Reads each order of these customers and its lines once, without the cancelled ones.
 *
 * Returns: (transfer full) (nullable): the totals, or %NULL on error
 */
NlSegmentOrderTotals *
nl_segment_order_totals_new (const NlSegmentMembers *members,
                             gint64 n_members,
                             gint64 n_customers,
                             GError **error)
{
  g_autoptr (NlSegmentOrderTotals) self = g_new0 (NlSegmentOrderTotals, 1);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *before = g_strdup_printf (
      "SELECT o.id, o.ordered_at, o.discount > 0, l.title, l.category, l.quantity"
      " FROM orders AS o LEFT JOIN order_lines AS l ON l.order_id = o.id"
      " WHERE o.cancelled_at IS NULL AND %so.customer_id IN"
      " (SELECT customers.id FROM customers WHERE ",
      n_members >= n_customers / SCAN_FROM ? "+" : "");
  g_autoptr (NlStatement) statement
      = nl_segment_members_prepare (members, "orders of a segment", before, ")", error);
  gint64 last_order = 0;

  self->products = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->categories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (statement == NULL)
    return NULL;
  while (nl_statement_step (statement, &local_error)) {
    gint64 order = nl_statement_get_int64 (statement, COLUMN_ORDER);

    if (self->orders == 0 || order != last_order) {
      self->orders++;
      self->discounted += nl_statement_get_int64 (statement, COLUMN_IS_DISCOUNTED);
      add_time (self, members->context->time_zone,
                nl_statement_get_int64 (statement, COLUMN_ORDERED_AT));
      last_order = order;
    }
    add_line (self->products, statement, COLUMN_TITLE, order);
    add_line (self->categories, statement, COLUMN_CATEGORY, order);
  }
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }
  return g_steal_pointer (&self);
}

/**
 * nl_segment_order_totals_free:
 * @self: (transfer full): totals
 *
 * Frees @self.
 */
void
nl_segment_order_totals_free (NlSegmentOrderTotals *self)
{
  g_hash_table_unref (self->products);
  g_hash_table_unref (self->categories);
  g_free (self);
}
