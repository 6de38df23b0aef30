/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-statistics.h"

#include <math.h>
#include <string.h>

#include "base/nl-clock.h"
#include "segments/nl-segment-context.h"
#include "segments/nl-segment-data.h"
#include "segments/nl-segment-statistics-private.h"

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

#define MOST_PRODUCTS 5

typedef struct {
  gint64 shop_id;
  char *name;
  char *query;
} Request;

typedef struct {
  const char *text;
  gint64 count;
  gint64 quantity;
} Counted;

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static int
compare_counted (gconstpointer a, gconstpointer b)
{
  const Counted *x = a;
  const Counted *y = b;

  if (x->count != y->count)
    return (x->count < y->count) - (x->count > y->count);
  if (x->quantity != y->quantity)
    return (x->quantity < y->quantity) - (x->quantity > y->quantity);
  return strcmp (x->text, y->text);
}

/* The middle one; of an even number the lower of the two in the middle, which someone has. */
static gboolean
find_median (GArray *numbers, gint64 *median)
{
  if (numbers->len == 0)
    return FALSE;
  g_array_sort (numbers, compare_numbers);
  *median = g_array_index (numbers, gint64, (numbers->len - 1) / 2);
  return TRUE;
}

/* Rounded half away from zero, without a number that is larger than the sum. */
static void
set_average (JsonObject *object, const char *key, gint64 sum, gint64 n)
{
  guint64 size = sum < 0 ? 0 - (guint64) sum : (guint64) sum;
  guint64 count = (guint64) n;
  guint64 average;

  if (n <= 0) {
    json_object_set_null_member (object, key);
    return;
  }
  average = size / count + (size % count >= count - size % count ? 1 : 0);
  json_object_set_int_member (object, key, (gint64) (sum < 0 ? 0 - average : average));
}

static void
set_ratio (JsonObject *object, const char *key, gint64 part, gint64 whole)
{
  if (whole > 0)
    json_object_set_double_member (object, key,
                                   floor ((double) part / (double) whole * 100 + 0.5) / 100);
  else
    json_object_set_null_member (object, key);
}

static void
set_text (JsonObject *object, const char *key, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, key, text);
  else
    json_object_set_null_member (object, key);
}

static void
set_median_days (JsonObject *object, const char *key, GArray *times, gint64 now)
{
  gint64 median;

  if (find_median (times, &median))
    json_object_set_int_member (object, key, MAX (now - median, 0) / DAY);
  else
    json_object_set_null_member (object, key);
}

static JsonObject *
build_segment (const char *name,
               const NlSegmentCustomerTotals *segment,
               const NlSegmentCustomerTotals *shop)
{
  JsonObject *object = json_object_new ();

  set_text (object, "name", name);
  json_object_set_int_member (object, "customers", segment->customers);
  nl_segment_set_share (object, "share", segment->customers, shop->customers);
  json_object_set_int_member (object, "shop_customers", shop->customers);
  return object;
}

static JsonObject *
build_money (const char *currency,
             const NlSegmentCustomerTotals *segment,
             const NlSegmentCustomerTotals *shop)
{
  JsonObject *object = json_object_new ();
  gint64 median;

  set_text (object, "currency", currency);
  json_object_set_int_member (object, "total_spent", segment->spent);
  set_average (object, "average_spent", segment->spent, segment->customers);
  if (find_median (segment->amounts, &median))
    json_object_set_int_member (object, "median_spent", median);
  else
    json_object_set_null_member (object, "median_spent");
  set_average (object, "average_order", segment->spent, segment->orders);
  set_average (object, "shop_average_spent", shop->spent, shop->customers);
  set_average (object, "shop_average_order", shop->spent, shop->orders);
  return object;
}

static JsonObject *
build_orders (const NlSegmentCustomerTotals *segment, const NlSegmentCustomerTotals *shop)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "total", segment->orders);
  set_ratio (object, "per_customer", segment->orders, segment->customers);
  set_ratio (object, "shop_per_customer", shop->orders, shop->customers);
  nl_segment_set_share (object, "repeat_share", segment->with_more, segment->customers);
  nl_segment_set_share (object, "shop_repeat_share", shop->with_more, shop->customers);
  nl_segment_set_share (object, "none_share", segment->with_none, segment->customers);
  nl_segment_set_share (object, "one_share", segment->with_one, segment->customers);
  return object;
}

/* Shares are of those of whom it is known: people who ordered on an unknown day are left out, and
 * where no day is known there is no share. */
static JsonObject *
build_recency (const NlSegmentCustomerTotals *segment,
               const NlSegmentCustomerTotals *shop,
               gint64 now)
{
  JsonObject *object = json_object_new ();

  set_median_days (object, "median_days_since_last", segment->last_orders, now);
  set_median_days (object, "shop_median_days_since_last", shop->last_orders, now);
  set_median_days (object, "median_days_since_first", segment->first_orders, now);
  nl_segment_set_share (object, "new_share", segment->is_new,
                        segment->with_first > 0 ? segment->customers - segment->without_first : 0);
  nl_segment_set_share (object, "dormant_share", segment->is_dormant,
                        segment->with_last > 0 ? segment->customers - segment->without_last : 0);
  return object;
}

static JsonObject *
build_subscriptions (const NlSegmentCustomerTotals *segment)
{
  JsonObject *object = json_object_new ();

  nl_segment_set_share (object, "email_share", segment->email_subscribed,
                        segment->with_email > 0 ? segment->customers : 0);
  nl_segment_set_share (object, "sms_share", segment->sms_subscribed,
                        segment->with_sms > 0 ? segment->customers : 0);
  return object;
}

/* The commonest texts, those that @smallest or more share. */
static JsonArray *
build_top (GHashTable *counts,
           const char *key,
           guint most,
           gint64 smallest,
           gint64 whole,
           gboolean with_customers)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (Counted));
  JsonArray *array = json_array_new ();
  GHashTableIter iter;
  gpointer text;
  gpointer count;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &text, &count)) {
    Counted counted = { text, *(gint64 *) count, 0 };

    if (counted.count >= smallest)
      g_array_append_val (sorted, counted);
  }
  g_array_sort (sorted, compare_counted);
  for (guint i = 0; i < MIN (sorted->len, most); i++) {
    const Counted *counted = &g_array_index (sorted, Counted, i);
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, key, counted->text);
    if (with_customers)
      json_object_set_int_member (object, "customers", counted->count);
    nl_segment_set_share (object, "share", counted->count, whole);
    json_array_add_object_element (array, object);
  }
  return array;
}

static JsonArray *
build_shares (const gint64 *counts, guint n, gint64 whole)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; whole > 0 && i < n; i++)
    json_array_add_double_element (array, nl_segment_share (counts[i], whole));
  return array;
}

/* The titles or categories that most orders hold. */
static JsonArray *
build_lines (GHashTable *lines, const char *key, gboolean with_quantity, gint64 n_orders)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (Counted));
  JsonArray *array = json_array_new ();
  GHashTableIter iter;
  gpointer text;
  gpointer line;

  g_hash_table_iter_init (&iter, lines);
  while (g_hash_table_iter_next (&iter, &text, &line)) {
    const NlSegmentLineTotals *totals = line;
    Counted counted = { text, totals->orders, totals->quantity };

    g_array_append_val (sorted, counted);
  }
  g_array_sort (sorted, compare_counted);
  for (guint i = 0; i < MIN (sorted->len, MOST_PRODUCTS); i++) {
    const Counted *counted = &g_array_index (sorted, Counted, i);
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, key, counted->text);
    if (with_quantity)
      json_object_set_int_member (object, "quantity", counted->quantity);
    nl_segment_set_share (object, "share", counted->count, n_orders);
    json_array_add_object_element (array, object);
  }
  return array;
}

static gboolean
add_orders (JsonObject *root,
            const NlSegmentMembers *members,
            GArray *ids,
            gint64 n_customers,
            GError **error)
{
  g_autoptr (NlSegmentOrderTotals) totals
      = nl_segment_order_totals_new (members, ids, n_customers, error);

  if (totals == NULL)
    return FALSE;
  json_object_set_array_member (root, "products",
                                build_lines (totals->products, "title", TRUE, totals->orders));
  json_object_set_array_member (root, "categories",
                                build_lines (totals->categories, "name", FALSE, totals->orders));
  json_object_set_array_member (root, "hours", build_shares (totals->hours, 24, totals->orders));
  json_object_set_array_member (root, "weekdays",
                                build_shares (totals->weekdays, 7, totals->orders));
  json_object_set_array_member (root, "months", build_shares (totals->months, 12, totals->orders));
  nl_segment_set_share (root, "discount_share", totals->discounted, totals->orders);
  return TRUE;
}

static char *
find_currency (NlConnection *connection, gint64 shop_id, GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "currency of a shop",
                               "SELECT currency FROM shops WHERE id = ?", error);

  if (statement == NULL)
    return NULL;
  nl_statement_bind_int64 (statement, 1, shop_id);
  return nl_statement_step (statement, error) ? g_strdup (nl_statement_get_text (statement, 0))
                                              : NULL;
}

static JsonObject *
build (const char *name,
       const NlSegmentMembers *members,
       NlSegmentCustomerTotals *segment,
       const NlSegmentCustomerTotals *shop,
       GError **error)
{
  g_autofree char *currency = find_currency (members->connection, members->context->shop_id, error);
  g_autoptr (JsonObject) root = json_object_new ();
  gint64 n = segment->customers;
  JsonArray *tags;

  if (currency == NULL)
    return NULL;
  tags = nl_segment_members_get_tags (members, n, error);
  if (tags == NULL)
    return NULL;
  json_object_set_array_member (root, "tags", tags);
  json_object_set_object_member (root, "segment", build_segment (name, segment, shop));
  json_object_set_object_member (root, "money", build_money (currency, segment, shop));
  json_object_set_object_member (root, "orders", build_orders (segment, shop));
  json_object_set_object_member (root, "recency",
                                 build_recency (segment, shop, members->context->now));
  json_object_set_array_member (root, "countries",
                                build_top (segment->countries, "code", 5, 1, n, TRUE));
  json_object_set_array_member (
      root, "cities", build_top (segment->cities, "name", 3, NL_SEGMENT_SMALLEST_GROUP, n, FALSE));
  json_object_set_array_member (root, "languages",
                                build_top (segment->languages, "code", 5, 1, n, FALSE));
  json_object_set_object_member (root, "subscriptions", build_subscriptions (segment));
  json_object_set_array_member (root, "rfm", build_top (segment->groups, "group", 11, 1, n, FALSE));
  if (!add_orders (root, members, segment->ids, shop->customers, error))
    return NULL;
  return g_steal_pointer (&root);
}

/**
 * nl_segment_statistics_collect:
 * @connection: a connection, on one of the store's threads
 * @shop_id: a shop
 * @name: (nullable): what the segment is called
 * @query: (nullable): whose numbers; %NULL for the whole shop
 * @now: the moment that is now, in microseconds since 1970 UTC
 * @error: an error of the store, or of the domain `NL_SEGMENT_ERROR`
 *
 * Computes what is said about a segment, to people and to whoever writes personas: totals and
 * shares, never a person. Money is in minor units of the shop's currency, shares are from 0 to 1,
 * hours, weekdays (Monday first) and months are the shop's. Cities and tags appear when at least
 * five customers share them. What is not known is null or an empty array.
 *
 * Returns: (transfer full) (nullable): the statistics, or %NULL on error
 */
JsonObject *
nl_segment_statistics_collect (NlConnection *connection,
                               gint64 shop_id,
                               const char *name,
                               const char *query,
                               gint64 now,
                               GError **error)
{
  g_auto (NlSegmentContext) context = { 0 };
  g_autoptr (NlSegmentQuery) parsed = NULL;
  g_autoptr (NlSegmentSql) sql = NULL;
  g_autoptr (GArray) shop_values = nl_value_array_new ();
  g_autoptr (NlSegmentCustomerTotals) segment = NULL;
  g_autoptr (NlSegmentCustomerTotals) shop = NULL;
  /* Most customers are of one shop: reading them in their order beats an index (hence the +). */
  NlSegmentMembers everyone = { connection, &context, "+customers.shop_id = ?", shop_values };
  NlSegmentMembers members = everyone;
  NlValue shop_value = nl_value_int64 (shop_id);

  g_return_val_if_fail (connection != NULL, NULL);

  g_array_append_val (shop_values, shop_value);
  if (!nl_segment_context_load (connection, shop_id, now, &context, error))
    return NULL;
  shop = query == NULL ? nl_segment_customer_totals_new (&everyone, error)
                       : nl_segment_customer_totals_new_brief (&everyone, error);
  if (shop == NULL)
    return NULL;
  if (query == NULL)
    return build (name, &everyone, shop, shop, error);
  parsed = nl_segment_query_parse (query, error);
  sql = parsed == NULL ? NULL : nl_segment_query_compile (parsed, &context, error);
  if (sql == NULL
      || !nl_segment_data_require (connection, shop_id, nl_segment_query_get_data (parsed), error))
    return NULL;
  members.where = nl_segment_sql_get_text (sql);
  members.values = nl_segment_sql_get_values (sql);
  segment = nl_segment_customer_totals_new (&members, error);
  return segment == NULL ? NULL : build (name, &members, segment, shop, error);
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->name);
  g_free (request->query);
  g_free (request);
}

static gpointer
collect_request (NlConnection *connection, gpointer data, GError **error)
{
  Request *request = data;

  return nl_segment_statistics_collect (connection, request->shop_id, request->name, request->query,
                                        nl_clock_now (), error);
}

/**
 * nl_segment_statistics_load:
 * @store: a store
 * @shop_id: a shop
 * @name: (nullable): what the segment is called
 * @query: (nullable): whose numbers; %NULL for the whole shop
 * @cancellable: (nullable): stops it
 *
 * Like nl_segment_statistics_collect(), on a reader's thread.
 *
 * Returns: (transfer full): a future of a JsonObject
 */
DexFuture *
nl_segment_statistics_load (
    NlStore *store, gint64 shop_id, const char *name, const char *query, GCancellable *cancellable)
{
  Request *request;

  dex_return_error_if_fail (NL_IS_STORE (store));

  request = g_new0 (Request, 1);
  request->shop_id = shop_id;
  request->name = g_strdup (name);
  request->query = g_strdup (query);
  return nl_store_read (store, collect_request, request, request_free, JSON_TYPE_OBJECT,
                        cancellable);
}
