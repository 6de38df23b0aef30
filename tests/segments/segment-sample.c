/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment-sample.h"

#include "segments/nl-segment-vocabulary.h"
#include "store/nl-migrations.h"

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

const char *const sample_tags[] = { "VIP", "vip", "Été", "it's", "newsletter", "B2B", NULL };
const char *const sample_product_tags[] = { "red", "Red", "sale", "new", NULL };
const char *const sample_categories[] = { "Shoes", "Hats", "shoes", NULL };
const char *const sample_domains[] = { "gmail.com", "orange.fr", "example.org", NULL };
const char *const sample_languages[] = { "fr", "en", "de-CH", NULL };
const char *const sample_currencies[] = { "EUR", "JPY", "USD", NULL };
const SamplePlace sample_places[] = {
  { "FR", "FR-IDF", "FR-IDF-Paris" },
  { "US", "US-NY", "US-NY-NewYorkCity" },
  { "US", "US-CA", "US-CA-LosAngeles" },
  { "DE", NULL, "DE--Berlin" },
  { NULL, NULL, NULL },
};

guint
sample_pick (Sample *self, guint n)
{
  return (guint) g_rand_int_range (self->random, 0, (gint32) n);
}

const char *
sample_pick_text (Sample *self, const char *const *texts)
{
  return texts[sample_pick (self, g_strv_length ((char **) texts))];
}

static const char *
pick_or_null (Sample *self, const char *const *texts)
{
  return sample_pick (self, 4) == 0 ? NULL : sample_pick_text (self, texts);
}

static const char *
pick_value (Sample *self, const char *attribute, gboolean may_be_null)
{
  const NlSegmentAttribute *found = nl_segment_vocabulary_find_attribute (attribute);

  return may_be_null ? pick_or_null (self, found->values) : sample_pick_text (self, found->values);
}

/* Near the edges of days more often than not. */
static gint64
pick_time (Sample *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc_usec (self->now);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (now, self->time_zone);
  g_autoptr (GDateTime) day = g_date_time_add_days (local, (int) sample_pick (self, 120) - 90);
  g_autoptr (GDateTime) edge
      = g_date_time_new (self->time_zone, g_date_time_get_year (day), g_date_time_get_month (day),
                         g_date_time_get_day_of_month (day), sample_pick (self, 2) == 0 ? 0 : 12, 0,
                         0);
  gint64 time = g_date_time_to_unix (edge) * G_USEC_PER_SEC;

  switch (sample_pick (self, 5)) {
  case 0:
    return time;
  case 1:
    return time - 1;
  case 2:
    return time + G_USEC_PER_SEC - 1;
  case 3:
    return time + G_USEC_PER_SEC;
  default:
    return time + (gint64) (g_rand_double (self->random) * DAY);
  }
}

static gint64
pick_time_or_never (Sample *self)
{
  return sample_pick (self, 4) == 0 ? 0 : pick_time (self);
}

static void
fill_order (Sample *self, SampleOrder *order)
{
  order->date = pick_time (self);
  order->total = sample_pick (self, 12) * 500 + (sample_pick (self, 3) == 0 ? 1 : 0);
  order->is_cancelled = sample_pick (self, 6) == 0;
  order->location_id = sample_pick (self, 4);
  order->app_id = sample_pick (self, 4);
  order->n_lines = sample_pick (self, G_N_ELEMENTS (order->lines) + 1);
  for (guint i = 0; i < order->n_lines; i++) {
    SampleLine *line = &order->lines[i];

    line->product_id = sample_pick (self, 5);
    line->category = pick_or_null (self, sample_categories);
    line->quantity = 1 + sample_pick (self, 3);
    for (guint j = 0; j < G_N_ELEMENTS (line->tags); j++)
      line->tags[j]
          = sample_pick (self, 2) == 0 ? sample_pick_text (self, sample_product_tags) : NULL;
  }
}

static void
fill_rows (Sample *self, SampleCustomer *customer)
{
  const NlSegmentFunction *functions;
  guint n_functions;

  functions = nl_segment_vocabulary_get_functions (&n_functions);
  customer->n_orders = sample_pick (self, SAMPLE_MAX_ROWS + 1);
  for (guint i = 0; i < customer->n_orders; i++)
    fill_order (self, &customer->orders[i]);
  customer->n_events = sample_pick (self, SAMPLE_MAX_ROWS + 1);
  for (guint i = 0; i < customer->n_events; i++) {
    SampleEvent *event = &customer->events[i];

    do
      event->kind = functions[sample_pick (self, n_functions)].name;
    while (strchr (event->kind, '.') == NULL);
    event->object_id = sample_pick (self, 4);
    event->date = pick_time (self);
  }
  customer->n_credits = sample_pick (self, G_N_ELEMENTS (customer->credits) + 1);
  for (guint i = 0; i < customer->n_credits; i++) {
    SampleCredit *credit = &customer->credits[i];

    credit->currency = sample_pick_text (self, sample_currencies);
    credit->balance = sample_pick (self, 6) * 500;
    credit->next_expiry = pick_time_or_never (self);
    credit->last_credit = pick_time_or_never (self);
  }
}

static void
fill_customer (Sample *self, SampleCustomer *customer, gint64 id)
{
  customer->id = id;
  customer->shop_id = SAMPLE_SHOP + (id % 5 == 0 ? 1 : 0);
  customer->amount_spent = sample_pick (self, 15) * 1000 + sample_pick (self, 3);
  customer->number_of_orders = sample_pick (self, 5);
  customer->first_order = pick_time_or_never (self);
  customer->last_order = pick_time_or_never (self);
  customer->added = pick_time_or_never (self);
  customer->abandoned = pick_time_or_never (self);
  customer->email = pick_value (self, "email_subscription_status", TRUE);
  customer->sms = pick_value (self, "sms_subscription_status", TRUE);
  customer->account = pick_value (self, "customer_account_status", FALSE);
  customer->product = pick_value (self, "product_subscription_status", TRUE);
  customer->tier = pick_value (self, "predicted_spend_tier", TRUE);
  customer->rfm = pick_value (self, "rfm_group", TRUE);
  customer->domain = pick_or_null (self, sample_domains);
  customer->language = pick_or_null (self, sample_languages);
  customer->app_id = sample_pick (self, 4);
  for (guint i = 0; i < G_N_ELEMENTS (customer->tags); i++)
    customer->tags[i] = sample_pick (self, 3) == 0 ? sample_pick_text (self, sample_tags) : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (customer->companies); i++)
    customer->companies[i] = sample_pick (self, 3);
  customer->has_coordinates = sample_pick (self, 4) > 0;
  customer->latitude = g_rand_double_range (self->random, -90, 90);
  customer->longitude = g_rand_double_range (self->random, -180, 180);
  for (guint i = 0; i < G_N_ELEMENTS (customer->places); i++)
    customer->places[i] = sample_places[sample_pick (self, 5)];
  fill_rows (self, customer);
}

Sample *
sample_new (guint32 seed)
{
  Sample *self = g_new0 (Sample, 1);
  g_autoptr (GDateTime) now = NULL;

  self->random = g_rand_new_with_seed (seed);
  self->time_zone = g_time_zone_new_identifier ("Europe/Paris");
  g_assert_nonnull (self->time_zone);
  /* Two days after clocks changed, and a month after a shorter one. */
  now = g_date_time_new (self->time_zone, 2026, 3, 31, 15, 30, 0);
  self->now = g_date_time_to_unix (now) * G_USEC_PER_SEC;
  for (guint i = 0; i < SAMPLE_CUSTOMERS; i++)
    fill_customer (self, &self->customers[i], i + 1);
  return self;
}

void
sample_free (Sample *self)
{
  g_rand_free (self->random);
  g_time_zone_unref (self->time_zone);
  g_free (self);
}

static void
run (NlConnection *connection, const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  va_list arguments;
  char *sql;

  va_start (arguments, format);
  sql = sqlite3_vmprintf (format, arguments);
  va_end (arguments);
  nl_connection_exec (connection, "sample", sql, &error);
  g_assert_no_error (error);
  sqlite3_free (sql);
}

static char *
to_json (const char *const *texts, guint n)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    if (texts[i] != NULL)
      g_string_append_printf (json, "%s\"%s\"", json->len > 1 ? "," : "", texts[i]);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static void
insert_order (NlConnection *connection, const SampleCustomer *customer, guint index)
{
  const SampleOrder *order = &customer->orders[index];
  gint64 id = customer->id * 100 + index;

  run (connection,
       "INSERT INTO orders (id, created_at, updated_at, shop_id, customer_id, ordered_at, currency,"
       " total, cancelled_at, location_id, app_id) VALUES (%lld, 0, 0, %lld, nullif (%lld, 7),"
       " %lld, 'EUR', %lld, nullif (%d, 0), nullif (%lld, 0), nullif (%lld, 0))",
       id, customer->shop_id, customer->id, order->date, order->total, order->is_cancelled,
       order->location_id, order->app_id);
  for (guint i = 0; i < order->n_lines; i++) {
    const SampleLine *line = &order->lines[i];
    g_autofree char *tags = to_json (line->tags, G_N_ELEMENTS (line->tags));

    run (connection,
         "INSERT INTO order_lines (order_id, position, product_external_id, title, category, tags,"
         " quantity, price) VALUES (%lld, %u, nullif (%lld, 0), 'A', %Q, %Q, %lld, 100)",
         id, i, line->product_id, line->category, tags, line->quantity);
  }
}

static void
insert_rows (NlConnection *connection, const SampleCustomer *customer)
{
  for (guint i = 0; i < customer->n_orders; i++)
    insert_order (connection, customer, i);
  for (guint i = 0; i < customer->n_events; i++)
    run (connection,
         "INSERT INTO customer_events (shop_id, customer_id, kind, object_id, occurred_at)"
         " VALUES (%lld, %lld, %Q, nullif (%lld, 0), %lld)",
         customer->shop_id, customer->id, customer->events[i].kind, customer->events[i].object_id,
         customer->events[i].date);
  for (guint i = 0; i < customer->n_credits; i++)
    run (connection,
         "INSERT INTO store_credit_accounts (shop_id, customer_id, currency, balance,"
         " next_expiry_at, last_credit_at)"
         " VALUES (%lld, %lld, %Q, %lld, nullif (%lld, 0), nullif (%lld, 0))",
         customer->shop_id, customer->id, customer->credits[i].currency,
         customer->credits[i].balance, customer->credits[i].next_expiry,
         customer->credits[i].last_credit);
}

static void
insert_customer (NlConnection *connection, const SampleCustomer *customer)
{
  const SamplePlace *places = customer->places;
  g_autofree char *tags = to_json (customer->tags, G_N_ELEMENTS (customer->tags));

  run (connection,
       "INSERT INTO customers (id, created_at, updated_at, shop_id, amount_spent, number_of_orders,"
       " first_order_at, last_order_at, customer_added_at, abandoned_checkout_at,"
       " email_subscription_status, sms_subscription_status, customer_account_status,"
       " product_subscription_status, predicted_spend_tier, rfm_group, email_domain, language,"
       " created_by_app_id, companies, tags, country_code, region_key, city_key)"
       " VALUES (%lld, 0, 0, %lld, %lld, %lld, nullif (%lld, 0), nullif (%lld, 0),"
       " nullif (%lld, 0), nullif (%lld, 0), %Q, %Q, %Q, %Q, %Q, %Q, %Q, %Q, nullif (%lld, 0),"
       " (SELECT json_group_array (value) FROM json_each ('[%lld, %lld]') WHERE value > 0),"
       " %Q, %Q, %Q, %Q)",
       customer->id, customer->shop_id, customer->amount_spent, customer->number_of_orders,
       customer->first_order, customer->last_order, customer->added, customer->abandoned,
       customer->email, customer->sms, customer->account, customer->product, customer->tier,
       customer->rfm, customer->domain, customer->language, customer->app_id,
       customer->companies[0], customer->companies[1], tags, places[0].country, places[0].region,
       places[0].city);
  if (customer->has_coordinates)
    run (connection, "UPDATE customers SET latitude = %!.17g, longitude = %!.17g WHERE id = %lld",
         customer->latitude, customer->longitude, customer->id);
  if (places[1].country != NULL)
    run (connection,
         "INSERT INTO customer_addresses (created_at, updated_at, customer_id, country_code,"
         " region_key, city_key) VALUES (0, 0, %lld, %Q, %Q, %Q)",
         customer->id, places[1].country, places[1].region, places[1].city);
  insert_rows (connection, customer);
}

/* Makes a workspace as the application does, and puts the sample into it. Customer 7 gives their
 * orders away: those of nobody must not count for anyone. */
NlConnection *
sample_open_database (Sample *self, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autoptr (GError) error = NULL;
  NlConnection *connection = nl_connection_open (path, NL_CONNECTION_WRITER, &error);

  g_assert_no_error (error);
  g_assert_true (nl_migrations_run (connection, path, &error));
  g_assert_no_error (error);
  g_assert_true (nl_connection_begin (connection, &error));
  for (guint i = 0; i < 2; i++)
    run (connection,
         "INSERT INTO shops (id, created_at, updated_at, name, language)"
         " VALUES (%u, 0, 0, 'Shop %u', 'fr')",
         SAMPLE_SHOP + i, i);
  for (guint i = 0; i < SAMPLE_CUSTOMERS; i++)
    insert_customer (connection, &self->customers[i]);
  for (guint i = 1; i <= SAMPLE_SNAPSHOTS; i++) {
    run (connection,
         "INSERT INTO segments (id, created_at, updated_at, shop_id, name, query)"
         " VALUES (%u, 0, 0, %u, 'Snapshot %u', 'snapshot MATCHES (id = %u)')",
         i, SAMPLE_SHOP, i, i);
    run (connection,
         "INSERT INTO segment_members (segment_id, customer_id)"
         " SELECT %u, id FROM customers WHERE shop_id = %u AND id %% %u = 0",
         i, SAMPLE_SHOP, i + 1);
  }
  g_assert_true (nl_connection_commit (connection, &error));
  self->customers[6].n_orders = 0;
  return connection;
}
