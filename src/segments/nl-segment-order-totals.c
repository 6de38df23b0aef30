/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-statistics-private.h"

#include <math.h>

#include "base/nl-text.h"

/* The smallest group that may be named: what fewer share could point at a person. */
#define SMALLEST_GROUP 5
#define MOST_TAGS 5
#define MOST_PRODUCTS 5

#define OF_MEMBERS                                                      \
  " FROM orders AS o WHERE o.cancelled_at IS NULL AND o.customer_id IN" \
  " (SELECT customers.id FROM customers WHERE "

static gint64
floor_divide (gint64 dividend, gint64 divisor)
{
  return dividend / divisor - (dividend % divisor < 0 ? 1 : 0);
}

/* The calendar that the shop's clocks show, without a GDateTime for each of millions of orders. */
static void
add_order (NlSegmentOrderTotals *self, GTimeZone *zone, gint64 ordered_at)
{
  gint64 utc = floor_divide (ordered_at, G_USEC_PER_SEC);
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, utc);
  gint64 local = utc + g_time_zone_get_offset (zone, MAX (interval, 0));
  gint64 day = floor_divide (local, 86400);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) CLAMP (day + 719163, 1, 3652059));
  self->orders++;
  self->hours[(local - day * 86400) / 3600]++;
  self->weekdays[g_date_get_weekday (&date) - G_DATE_MONDAY]++;
  self->months[g_date_get_month (&date) - G_DATE_JANUARY]++;
}

/**
 * nl_segment_members_prepare:
 * @members: whose numbers
 * @purpose: what the statement is for
 * @before: SQL up to the condition, without parameters
 * @after: SQL behind the condition, without parameters
 * @error: an error of the store
 *
 * Returns: (transfer full) (nullable): a statement with the values bound, or %NULL on error
 */
NlStatement *
nl_segment_members_prepare (const NlSegmentMembers *members,
                            const char *purpose,
                            const char *before,
                            const char *after,
                            GError **error)
{
  g_autofree char *sql = g_strconcat (before, "(", members->where, ")", after, NULL);
  NlStatement *statement = nl_connection_prepare (members->connection, purpose, sql, error);

  if (statement != NULL)
    nl_statement_bind_values (statement, 1, members->values);
  return statement;
}

/**
 * nl_segment_order_totals_collect:
 * @self: (out caller-allocates): the totals
 * @members: whose numbers
 * @error: an error of the store
 *
 * Reads each order of these customers once, without the cancelled ones.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_segment_order_totals_collect (NlSegmentOrderTotals *self,
                                 const NlSegmentMembers *members,
                                 GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (NlStatement) statement
      = nl_segment_members_prepare (members, "orders of a segment",
                                    "SELECT o.ordered_at, o.discount > 0" OF_MEMBERS, ")", error);

  *self = (NlSegmentOrderTotals) { 0 };
  if (statement == NULL)
    return FALSE;
  while (nl_statement_step (statement, &local_error)) {
    add_order (self, members->context->time_zone, nl_statement_get_int64 (statement, 0));
    self->discounted += nl_statement_get_int64 (statement, 1);
  }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * nl_segment_share:
 * @part: a count
 * @whole: the count it belongs to, not zero
 *
 * Returns: the share, from 0 to 1, in hundredths of a percent
 */
double
nl_segment_share (gint64 part, gint64 whole)
{
  return round ((double) part / (double) whole * 10000) / 10000;
}

/**
 * nl_segment_set_share:
 * @object: an object
 * @key: a member of it
 * @part: a count
 * @whole: the count it belongs to; of nothing there is no share
 *
 * Sets a member to a share, or to null.
 */
void
nl_segment_set_share (JsonObject *object, const char *key, gint64 part, gint64 whole)
{
  if (whole > 0)
    json_object_set_double_member (object, key, nl_segment_share (part, whole));
  else
    json_object_set_null_member (object, key);
}

/* Ends a loop over rows that fill @array. */
static JsonArray *
finish (JsonArray *array, GError *failure, GError **error)
{
  if (failure == NULL)
    return array;
  json_array_unref (array);
  g_propagate_error (error, failure);
  return NULL;
}

/* A tag as someone wrote it, from its key and one who has it. */
static char *
find_spelling (const NlSegmentMembers *members, const char *key, gint64 customer_id, GError **error)
{
  g_autoptr (NlStatement) statement = nl_connection_prepare (
      members->connection, "spelling of a tag",
      "SELECT value FROM customers, json_each (customers.tags) WHERE customers.id = ?", error);

  if (statement == NULL)
    return NULL;
  nl_statement_bind_int64 (statement, 1, customer_id);
  while (nl_statement_step (statement, error)) {
    const char *tag = nl_statement_get_text (statement, 0);
    g_autofree char *folded = nl_text_fold (tag);

    if (g_str_equal (folded, key))
      return g_strdup (tag);
  }
  return g_strdup (key);
}

/**
 * nl_segment_members_get_tags:
 * @members: whose numbers
 * @n_customers: how many they are
 * @error: an error of the store
 *
 * Returns: (transfer full) (nullable): the commonest tags of at least five customers, or %NULL on
 *   error
 */
JsonArray *
nl_segment_members_get_tags (const NlSegmentMembers *members, gint64 n_customers, GError **error)
{
  g_autofree char *after
      = g_strdup_printf (") GROUP BY tag_key HAVING n >= %d ORDER BY n DESC, tag_key LIMIT %d",
                         SMALLEST_GROUP, MOST_TAGS);
  g_autoptr (NlStatement) statement = nl_segment_members_prepare (
      members, "tags of a segment",
      "SELECT tag_key, count (*) AS n, min (customer_id) FROM customer_tags WHERE customer_id IN"
      " (SELECT customers.id FROM customers WHERE ",
      after, error);
  JsonArray *tags;
  GError *failure = NULL;

  if (statement == NULL)
    return NULL;
  tags = json_array_new ();
  while (nl_statement_step (statement, &failure)) {
    g_autofree char *tag = find_spelling (members, nl_statement_get_text (statement, 0),
                                          nl_statement_get_int64 (statement, 2), &failure);
    JsonObject *object;

    if (failure != NULL)
      break;
    object = json_object_new ();
    json_object_set_string_member (object, "tag", tag);
    nl_segment_set_share (object, "share", nl_statement_get_int64 (statement, 1), n_customers);
    json_array_add_object_element (tags, object);
  }
  return finish (tags, failure, error);
}

/* Lines of these customers by @column, the commonest first. */
static JsonArray *
get_lines (const NlSegmentMembers *members,
           const char *column,
           const char *key,
           gboolean with_quantity,
           gint64 n_orders,
           GError **error)
{
  g_autofree char *before = g_strdup_printf (
      "SELECT l.%s, sum (l.quantity), count (DISTINCT o.id) AS n FROM orders AS o"
      " JOIN order_lines AS l ON l.order_id = o.id WHERE o.cancelled_at IS NULL"
      " AND l.%s <> '' AND o.customer_id IN (SELECT customers.id FROM customers WHERE ",
      column, column);
  g_autofree char *after = g_strdup_printf (") GROUP BY l.%s ORDER BY n DESC, 2 DESC, 1 LIMIT %d",
                                            column, MOST_PRODUCTS);
  g_autoptr (NlStatement) statement
      = nl_segment_members_prepare (members, "products of a segment", before, after, error);
  JsonArray *lines;
  GError *failure = NULL;

  if (statement == NULL)
    return NULL;
  lines = json_array_new ();
  while (nl_statement_step (statement, &failure)) {
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, key, nl_statement_get_text (statement, 0));
    if (with_quantity)
      json_object_set_int_member (object, "quantity", nl_statement_get_int64 (statement, 1));
    nl_segment_set_share (object, "share", nl_statement_get_int64 (statement, 2), n_orders);
    json_array_add_object_element (lines, object);
  }
  return finish (lines, failure, error);
}

/**
 * nl_segment_members_get_products:
 * @members: whose numbers
 * @n_orders: how many orders they have
 * @error: an error of the store
 *
 * Returns: (transfer full) (nullable): the products that most orders hold, or %NULL on error
 */
JsonArray *
nl_segment_members_get_products (const NlSegmentMembers *members, gint64 n_orders, GError **error)
{
  return get_lines (members, "title", "title", TRUE, n_orders, error);
}

/**
 * nl_segment_members_get_categories:
 * @members: whose numbers
 * @n_orders: how many orders they have
 * @error: an error of the store
 *
 * Returns: (transfer full) (nullable): the categories that most orders hold, or %NULL on error
 */
JsonArray *
nl_segment_members_get_categories (const NlSegmentMembers *members, gint64 n_orders, GError **error)
{
  return get_lines (members, "category", "name", FALSE, n_orders, error);
}
