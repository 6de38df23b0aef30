/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-statistics-private.h"

/* From this share of all customers on, reading every order beats looking up those of each. */
#define SCAN_FROM 10

/* Of an order, in a statement of its own or in front of those of its lines. */
enum {
  COLUMN_ORDER,
  COLUMN_ORDERED_AT,
  COLUMN_IS_DISCOUNTED,
  COLUMN_CUSTOMER,
  N_ORDER_COLUMNS,
};

/* Of a line, from its first column on. */
enum {
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
add_line (GHashTable *lines, const char *text, gint64 quantity, gint64 order)
{
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
  nl_segment_add (&line->quantity, quantity);
}

static void
add_lines (NlSegmentOrderTotals *self, NlStatement *statement, int first, gint64 order)
{
  gint64 quantity = nl_statement_get_int64 (statement, first + COLUMN_QUANTITY);

  add_line (self->products, nl_statement_get_text (statement, first + COLUMN_TITLE), quantity,
            order);
  add_line (self->categories, nl_statement_get_text (statement, first + COLUMN_CATEGORY), quantity,
            order);
}

static void
add_order (NlSegmentOrderTotals *self, const NlSegmentMembers *members, NlStatement *statement)
{
  self->orders++;
  self->discounted += nl_statement_get_int64 (statement, COLUMN_IS_DISCOUNTED);
  add_time (self, members->context->time_zone,
            nl_statement_get_int64 (statement, COLUMN_ORDERED_AT));
}

/* Looks up the orders of each, and the lines of each of those. */
static gboolean
look_up (NlSegmentOrderTotals *self, const NlSegmentMembers *members, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (NlStatement) statement = nl_segment_members_prepare (
      members, "orders of a segment",
      "SELECT o.id, o.ordered_at, o.discount > 0, o.customer_id, l.title, l.category, l.quantity"
      " FROM orders AS o LEFT JOIN order_lines AS l ON l.order_id = o.id"
      " WHERE o.cancelled_at IS NULL AND o.customer_id IN"
      " (SELECT customers.id FROM customers WHERE ",
      ")", error);
  gint64 last_order = 0;

  if (statement == NULL)
    return FALSE;
  while (nl_statement_step (statement, &local_error)) {
    gint64 order = nl_statement_get_int64 (statement, COLUMN_ORDER);

    if (self->orders == 0 || order != last_order)
      add_order (self, members, statement);
    last_order = order;
    add_lines (self, statement, N_ORDER_COLUMNS, order);
  }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
contains (GArray *ids, gint64 id)
{
  const gint64 *numbers = (const gint64 *) (void *) ids->data;
  gsize start = 0;
  gsize end = ids->len;

  while (start < end) {
    gsize middle = start + (end - start) / 2;

    if (numbers[middle] == id)
      return TRUE;
    if (numbers[middle] < id)
      start = middle + 1;
    else
      end = middle;
  }
  return FALSE;
}

/* Goes on to the first order of @ids that is @order or a later one; 0: there is none. */
static gint64
find_order (NlSegmentOrderTotals *self,
            const NlSegmentMembers *members,
            NlStatement *orders,
            GArray *ids,
            gint64 found,
            gint64 order,
            GError **error)
{
  while (found < order) {
    if (!nl_statement_step (orders, error))
      return 0;
    if (!contains (ids, nl_statement_get_int64 (orders, COLUMN_CUSTOMER)))
      continue;
    add_order (self, members, orders);
    found = nl_statement_get_int64 (orders, COLUMN_ORDER);
  }
  return found;
}

/* Reads all orders and all lines side by side, both in the order of the orders' ids. */
static gboolean
read_all (NlSegmentOrderTotals *self, const NlSegmentMembers *members, GArray *ids, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (NlStatement) orders
      = nl_connection_prepare (members->connection, "orders of many",
                               "SELECT id, ordered_at, discount > 0, customer_id FROM orders"
                               " WHERE cancelled_at IS NULL AND customer_id IS NOT NULL"
                               " ORDER BY id",
                               error);
  g_autoptr (NlStatement) lines
      = orders == NULL
            ? NULL
            : nl_connection_prepare (members->connection, "lines of many",
                                     "SELECT order_id, title, category, quantity FROM order_lines"
                                     " ORDER BY order_id",
                                     error);
  gint64 found = G_MININT64;

  if (lines == NULL)
    return FALSE;
  while (found != 0 && nl_statement_step (lines, &local_error)) {
    gint64 order = nl_statement_get_int64 (lines, COLUMN_ORDER);

    found = find_order (self, members, orders, ids, found, order, &local_error);
    if (found == order)
      add_lines (self, lines, COLUMN_ORDER + 1, order);
  }
  /* Those without lines. */
  if (local_error == NULL && found != 0)
    find_order (self, members, orders, ids, found, G_MAXINT64, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * nl_segment_order_totals_new:
 * @members: whose numbers
 * @ids: (element-type gint64): who they are, in order
 * @n_customers: how many customers there are
 * @error: an error of the store
 *
 * Reads each order of these customers and its lines once, without the cancelled ones.
 *
 * Returns: (transfer full) (nullable): the totals, or %NULL on error
 */
NlSegmentOrderTotals *
nl_segment_order_totals_new (const NlSegmentMembers *members,
                             GArray *ids,
                             gint64 n_customers,
                             GError **error)
{
  g_autoptr (NlSegmentOrderTotals) self = g_new0 (NlSegmentOrderTotals, 1);
  gboolean is_read;

  self->products = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->categories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  is_read = ids->len >= n_customers / SCAN_FROM ? read_all (self, members, ids, error)
                                                : look_up (self, members, error);
  return is_read ? g_steal_pointer (&self) : NULL;
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
