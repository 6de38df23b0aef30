/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shops/nl-shop-overview.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/nl-clock.h"

#define PERIOD (30 * G_TIME_SPAN_DAY)

G_DEFINE_BOXED_TYPE (NlShopOverview, nl_shop_overview, nl_shop_overview_copy, nl_shop_overview_free)

/* What counts as sold, and for how much. */
#define SOLD "FROM orders WHERE shop_id = ?1 AND cancelled_at IS NULL"
#define VALUE "coalesce (sum (iif (currency = ?2, total - refunded, 0)), 0)"

typedef struct {
  NlConnection *connection;
  gint64 shop_id;
  char *currency;
  GTimeZone *zone;
} Reading;

static void
reading_clear (Reading *reading)
{
  g_free (reading->currency);
  g_clear_pointer (&reading->zone, g_time_zone_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
read_shop (Reading *reading, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (reading->connection, "read a shop for its overview",
                               "SELECT currency, timezone FROM shops WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, reading->shop_id);
  if (!nl_statement_step (statement, &failure)) {
    if (failure == NULL)
      g_set_error_literal (&failure, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND,
                           _ ("The shop no longer exists."));
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  reading->currency = g_strdup (nl_statement_get_text (statement, 0));
  reading->zone = g_time_zone_new_identifier (nl_statement_get_text (statement, 1));
  if (reading->zone == NULL)
    reading->zone = g_time_zone_new_utc ();
  return TRUE;
}

static gboolean
read_counts (Reading *reading, NlShopOverview *self, GError **error)
{
  g_autoptr (NlStatement) statement = nl_connection_prepare (
      reading->connection, "count for a shop's overview",
      "SELECT (SELECT count (*) FROM customers WHERE shop_id = ?1),"
      " (SELECT count (*) FROM customers WHERE shop_id = ?1 AND email IS NOT NULL),"
      " (SELECT count (*) FROM customers WHERE shop_id = ?1 AND email IS NOT NULL"
      "   AND email_subscription_status = 'SUBSCRIBED'),"
      " (SELECT count (*) FROM segments WHERE shop_id = ?1),"
      " (SELECT count (*) FROM personas WHERE shop_id = ?1),"
      " (SELECT count (*) FROM campaigns WHERE shop_id = ?1),"
      " (SELECT count (*) FROM customers WHERE shop_id = ?1 AND number_of_orders > 0),"
      " (SELECT count (*) FROM customers WHERE shop_id = ?1 AND number_of_orders > 1),"
      " (SELECT coalesce (sum (number_of_orders), 0) FROM customers WHERE shop_id = ?1),"
      " (SELECT coalesce (sum (amount_spent), 0) FROM customers WHERE shop_id = ?1)",
      error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, reading->shop_id);
  if (!nl_statement_step (statement, error))
    return FALSE;
  self->customers = nl_statement_get_int64 (statement, 0);
  self->reachable = nl_statement_get_int64 (statement, 1);
  self->subscribed = nl_statement_get_int64 (statement, 2);
  self->segments = nl_statement_get_int64 (statement, 3);
  self->personas = nl_statement_get_int64 (statement, 4);
  self->campaigns = nl_statement_get_int64 (statement, 5);
  self->buyers = nl_statement_get_int64 (statement, 6);
  self->returning = nl_statement_get_int64 (statement, 7);
  self->orders = nl_statement_get_int64 (statement, 8);
  self->total_spent = nl_statement_get_int64 (statement, 9);
  if (self->orders > 0)
    self->average_order = self->total_spent / self->orders;
  return TRUE;
}

/* The latest order is what the months end with when there was none for a year. */
static gboolean
read_orders (Reading *reading, NlShopOverview *self, gint64 *latest, GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (reading->connection, "read orders for a shop's overview",
                               "SELECT count (*), coalesce (max (ordered_at), 0),"
                               " coalesce (sum (currency = ?2), 0), " VALUE " " SOLD,
                               error);
  gint64 counted;

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, reading->shop_id);
  nl_statement_bind_text (statement, 2, reading->currency);
  if (!nl_statement_step (statement, error))
    return FALSE;
  *latest = nl_statement_get_int64 (statement, 1);
  self->is_dated = nl_statement_get_int64 (statement, 0) > 0;
  if (!self->is_dated)
    return TRUE;
  self->orders = nl_statement_get_int64 (statement, 0);
  counted = nl_statement_get_int64 (statement, 2);
  self->average_order = counted > 0 ? nl_statement_get_int64 (statement, 3) / counted : 0;
  return TRUE;
}

static gboolean
read_period (
    Reading *reading, gint64 from, gint64 to, gint64 *revenue, gint64 *orders, GError **error)
{
  g_autoptr (NlStatement) statement = nl_connection_prepare (
      reading->connection, "read the orders of a period",
      "SELECT " VALUE ", count (*) " SOLD " AND ordered_at >= ?3 AND ordered_at < ?4", error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, reading->shop_id);
  nl_statement_bind_text (statement, 2, reading->currency);
  nl_statement_bind_int64 (statement, 3, from);
  nl_statement_bind_int64 (statement, 4, to);
  if (!nl_statement_step (statement, error))
    return FALSE;
  *revenue = nl_statement_get_int64 (statement, 0);
  *orders = nl_statement_get_int64 (statement, 1);
  return TRUE;
}

static gint64
get_start_of_month (GTimeZone *zone, int year, int month)
{
  g_autoptr (GDateTime) date = g_date_time_new (zone, year, month, 1, 0, 0, 0);

  return date != NULL ? g_date_time_to_unix_usec (date) : 0;
}

static gboolean
read_months (Reading *reading, NlShopOverview *self, gint64 latest, gint64 now, GError **error)
{
  gint64 last = latest != 0 && latest < now - 365 * G_TIME_SPAN_DAY ? latest : now;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (last);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, reading->zone);
  int index = g_date_time_get_year (local) * 12 + g_date_time_get_month (local) - 1;

  for (int i = 0; i < NL_SHOP_OVERVIEW_MONTHS; i++) {
    int month = index - NL_SHOP_OVERVIEW_MONTHS + 1 + i;
    gint64 end = get_start_of_month (reading->zone, (month + 1) / 12, (month + 1) % 12 + 1);
    NlShopMonth *entry = &self->months[i];

    entry->starts_at = get_start_of_month (reading->zone, month / 12, month % 12 + 1);
    if (!read_period (reading, entry->starts_at, end, &entry->revenue, &entry->orders, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_countries (Reading *reading, NlShopOverview *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (reading->connection, "count customers by country",
                               "SELECT coalesce (country_code, ''), count (*) AS n FROM customers"
                               " WHERE shop_id = ?1 GROUP BY 1 ORDER BY n DESC, 1",
                               error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, reading->shop_id);
  while (nl_statement_step (statement, &failure)) {
    gint64 n = nl_statement_get_int64 (statement, 1);

    if (self->n_countries < NL_SHOP_OVERVIEW_COUNTRIES) {
      NlShopCountry *country = &self->countries[self->n_countries++];

      g_strlcpy (country->code, nl_statement_get_text (statement, 0), sizeof country->code);
      country->customers = n;
    } else
      self->other_countries += n;
  }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Frequency and monetary value count as their average, rounded up at the half, as
 * nl_rfm_get_group() has it. */
static gboolean
read_rfm (Reading *reading, NlShopOverview *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (NlStatement) statement = nl_connection_prepare (
      reading->connection, "count customers by RFM scores",
      "SELECT rfm_recency, (rfm_frequency + rfm_monetary + 1) / 2, count (*) FROM customers"
      " WHERE shop_id = ?1 AND rfm_recency BETWEEN 1 AND 5 AND rfm_frequency BETWEEN 1 AND 5"
      " AND rfm_monetary BETWEEN 1 AND 5 GROUP BY 1, 2",
      error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, reading->shop_id);
  while (nl_statement_step (statement, &failure)) {
    gint64 recency = nl_statement_get_int64 (statement, 0);
    gint64 fm = nl_statement_get_int64 (statement, 1);

    self->rfm[recency - 1][fm - 1] = nl_statement_get_int64 (statement, 2);
  }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gpointer
load (NlConnection *connection, gpointer data, GError **error)
{
  g_autoptr (NlShopOverview) self = g_new0 (NlShopOverview, 1);
  g_auto (Reading) reading = { .connection = connection, .shop_id = *(const gint64 *) data };
  gint64 now = nl_clock_now ();
  gint64 latest;
  gint64 orders;

  if (!read_shop (&reading, error) || !read_counts (&reading, self, error)
      || !read_orders (&reading, self, &latest, error)
      || !read_period (&reading, now - PERIOD, now, &self->revenue, &orders, error)
      || !read_period (&reading, now - 2 * PERIOD, now - PERIOD, &self->previous_revenue, &orders,
                       error)
      || !read_months (&reading, self, latest, now, error)
      || !read_countries (&reading, self, error) || !read_rfm (&reading, self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * nl_shop_overview_load:
 * @store: the workspace
 * @shop_id: which shop
 * @cancellable: (nullable): stops reading
 *
 * Reads how a shop is doing, all at one moment.
 *
 * Returns: (transfer full): a future of an #NlShopOverview; rejects with %NL_STORE_ERROR_NOT_FOUND
 *   when there is no such shop
 */
DexFuture *
nl_shop_overview_load (NlStore *store, gint64 shop_id, GCancellable *cancellable)
{
  gint64 *id;

  dex_return_error_if_fail (NL_IS_STORE (store));

  id = g_new (gint64, 1);
  *id = shop_id;
  return nl_store_read (store, load, id, g_free, NL_TYPE_SHOP_OVERVIEW, cancellable);
}

/**
 * nl_shop_overview_copy:
 * @self: an overview
 *
 * Returns: (transfer full): the same again
 */
NlShopOverview *
nl_shop_overview_copy (const NlShopOverview *self)
{
  return g_memdup2 (self, sizeof *self);
}

/**
 * nl_shop_overview_free:
 * @self: an overview
 *
 * Frees it.
 */
void
nl_shop_overview_free (NlShopOverview *self)
{
  g_free (self);
}
