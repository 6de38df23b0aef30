/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/nl-sample-orders.h"

#include "base/nl-clock.h"
#include "base/nl-id.h"
#include "customers/nl-order.h"
#include "store/nl-record-sql.h"

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
/* In cents: what somebody who buys dear things begins with. */
#define DEAR_PRICE 6900
#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

typedef enum {
  TASTE_ANY,
  TASTE_DEAR,
  TASTE_SMALL,
} Taste;

/* How many orders a habit means, how old the newest is, and over how many days they spread. */
static const struct {
  guint min_orders;
  guint max_orders;
  guint newest_min;
  guint newest_max;
  guint spread;
  Taste taste;
} habits[] = {
  [NL_SAMPLE_PROSPECT] = { 0, 0, 0, 0, 0, TASTE_ANY },
  [NL_SAMPLE_ONE_TIME] = { 1, 1, 95, 700, 0, TASTE_ANY },
  [NL_SAMPLE_NEW] = { 1, 2, 1, 70, 20, TASTE_SMALL },
  [NL_SAMPLE_OCCASIONAL] = { 2, 4, 20, 300, 420, TASTE_ANY },
  [NL_SAMPLE_LOYAL] = { 4, 12, 1, 60, 600, TASTE_ANY },
  [NL_SAMPLE_DORMANT_SPENDER] = { 2, 5, 290, 600, 200, TASTE_DEAR },
};

static gint64
pick_time (NlRandom *random, guint days_ago)
{
  /* Evenings and Sundays are for lamps; lunch breaks for candles. */
  static const guint8 hours[] = { 8,  9,  10, 11, 12, 12, 13, 14, 15, 16, 17, 18,
                                  18, 19, 19, 20, 20, 20, 21, 21, 21, 22, 22, 23 };
  gint64 day = nl_clock_now () / DAY - days_ago;

  return day * DAY + hours[nl_random_below (random, G_N_ELEMENTS (hours))] * HOUR
         + (gint64) nl_random_below (random, 3600) * G_USEC_PER_SEC;
}

/* People give light in winter: an order of summer is often one of November or December instead. */
static guint
move_to_season (NlRandom *random, guint days_ago)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (nl_clock_now () / G_USEC_PER_SEC
                                                                - (gint64) days_ago * 86400);
  int month = g_date_time_get_month (moment);

  if (month >= 4 && month <= 8 && days_ago > 150 && nl_random_below (random, 100) < 45)
    return days_ago + 120 + nl_random_below (random, 40);
  /* And the last weeks go well, whatever the season is when somebody looks: up to yesterday, as
   * today may have only begun. */
  if (days_ago > 25 && days_ago < 75 && nl_random_below (random, 100) < 22)
    return 1 + nl_random_below (random, 24);
  return days_ago;
}

static JsonObject *
pick_product (NlRandom *random, JsonArray *products, Taste taste)
{
  for (;;) {
    JsonObject *product = json_array_get_object_element (
        products, nl_random_below (random, json_array_get_length (products)));

    if (nl_random_below (random, 26) >= json_object_get_int_member (product, "weight"))
      continue;
    if (taste == TASTE_ANY
        || (taste == TASTE_DEAR) == (json_object_get_int_member (product, "price") >= DEAR_PRICE))
      return product;
  }
}

static gboolean
add_line (NlConnection *connection,
          gint64 order_id,
          guint position,
          JsonObject *product,
          guint index,
          guint quantity,
          GError **error)
{
  g_autoptr (NlStatement) statement = nl_connection_prepare (
      connection, "add a sample order line",
      "INSERT INTO order_lines (id, order_id, position, product_external_id, title, category, "
      "quantity, price) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, nl_id_new ());
  nl_statement_bind_int64 (statement, 2, order_id);
  nl_statement_bind_int64 (statement, 3, position);
  nl_statement_bind_int64 (statement, 4, 9000 + index);
  nl_statement_bind_text (statement, 5, json_object_get_string_member (product, "title"));
  nl_statement_bind_text (statement, 6, json_object_get_string_member (product, "category"));
  nl_statement_bind_int64 (statement, 7, quantity);
  nl_statement_bind_int64 (statement, 8, json_object_get_int_member (product, "price"));
  return nl_statement_run (statement, error);
}

static guint
index_of (JsonArray *products, JsonObject *product)
{
  guint i = 0;

  while (json_array_get_object_element (products, i) != product)
    i++;
  return i;
}

static gboolean
add_order (JsonArray *products,
           NlRandom *random,
           NlCustomer *customer,
           gint64 ordered_at,
           Taste taste,
           NlConnection *connection,
           GError **error)
{
  gint64 shop_id = nl_record_get_int64 (NL_RECORD (customer), NL_CUSTOMER_SHOP_ID);
  guint n_lines = 1 + (taste != TASTE_SMALL && nl_random_below (random, 100) < 35);
  JsonObject *lines[2];
  guint quantities[2];
  gint64 subtotal = 0;
  gint64 discount;
  g_autoptr (NlOrder) order = NULL;
  g_autofree char *name = NULL;

  for (guint i = 0; i < n_lines; i++) {
    lines[i] = pick_product (random, products, i == 0 ? taste : TASTE_ANY);
    quantities[i] = 1 + (nl_random_below (random, 100) < 15);
    subtotal += quantities[i] * json_object_get_int_member (lines[i], "price");
  }
  discount = nl_random_below (random, 100) < 22 ? subtotal / 10 : 0;
  name = g_strdup_printf ("#%u", 1000 + nl_random_below (random, 900000));
  order = g_object_new (NL_TYPE_ORDER, "shop-id", shop_id, "customer-id",
                        nl_record_get_id (NL_RECORD (customer)), "name", name, "ordered-at",
                        ordered_at, "currency", "EUR", "subtotal", subtotal, "discount", discount,
                        "shipping",
                        subtotal >= 8000 ? G_GINT64_CONSTANT (0) : G_GINT64_CONSTANT (590), "total",
                        subtotal - discount + (subtotal >= 8000 ? 0 : 590), "fulfillment-status",
                        "fulfilled", NULL);
  if (!nl_record_save (NL_RECORD (order), connection, error))
    return FALSE;
  for (guint i = 0; i < n_lines; i++)
    if (!add_line (connection, nl_record_get_id (NL_RECORD (order)), i + 1, lines[i],
                   index_of (products, lines[i]), quantities[i], error))
      return FALSE;
  return TRUE;
}

/**
 * nl_sample_orders_add:
 * @data: from nl_sample_data_load()
 * @random: where the choices come from
 * @customer: a stored sample customer
 * @habit: how the customer buys
 * @connection: a writer, in a transaction
 * @error: return location
 *
 * Adds what @customer ordered.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_sample_orders_add (JsonObject *data,
                      NlRandom *random,
                      NlCustomer *customer,
                      NlSampleHabit habit,
                      NlConnection *connection,
                      GError **error)
{
  JsonArray *products = json_object_get_array_member (data, "products");
  guint n_orders
      = habits[habit].min_orders
        + nl_random_below (random, habits[habit].max_orders - habits[habit].min_orders + 1);
  guint span = habits[habit].newest_max - habits[habit].newest_min + 1;
  /* The smaller of two draws: the shop is growing. */
  guint newest = habits[habit].newest_min
                 + MIN (nl_random_below (random, span), nl_random_below (random, span));

  for (guint i = 0; i < n_orders; i++) {
    guint older = i == 0 ? 0 : nl_random_below (random, habits[habit].spread + 1);
    guint days_ago = move_to_season (random, newest + older);

    if (!add_order (products, random, customer, pick_time (random, days_ago), habits[habit].taste,
                    connection, error))
      return FALSE;
  }
  return TRUE;
}
