/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/nl-sample-shop.h"

#include "ai/nl-provider-registry.h"
#include "campaigns/nl-campaigns.h"
#include "customers/nl-rfm.h"
#include "personas/nl-persona.h"
#include "personas/nl-personas.h"
#include "samples/nl-sample-data.h"
#include "samples/nl-sample-orders.h"
#include "segments/nl-segments.h"
#include "shops/nl-shops.h"

#define N_CUSTOMERS 2000
#define SEED 20261122
/* The first segments get one each. */
#define N_PERSONAS 4
/* Customers between two reports of progress. */
#define CUSTOMERS_PER_REPORT 50

typedef struct {
  NlStore *store;
  NlOperation *operation;
  JsonObject *data;
} Sample;

static void
sample_free (gpointer data)
{
  Sample *self = data;

  g_object_unref (self->store);
  g_clear_object (&self->operation);
  json_object_unref (self->data);
  g_free (self);
}

/* --- the transaction with shop, customers and orders --- */

static gboolean
is_name_taken (NlConnection *connection, const char *name, gboolean *taken, GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "look for a shop's name",
                               "SELECT EXISTS (SELECT 1 FROM shops WHERE name = ?)", error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_text (statement, 1, name);
  if (!nl_statement_step (statement, error))
    return FALSE;
  *taken = nl_statement_get_int64 (statement, 0) != 0;
  return TRUE;
}

static char *
find_free_name (NlConnection *connection, JsonObject *data, GError **error)
{
  const char *name
      = json_object_get_string_member (json_object_get_object_member (data, "shop"), "name");
  g_autofree char *candidate = g_strdup (name);
  gboolean taken = TRUE;

  for (guint i = 2; is_name_taken (connection, candidate, &taken, error) && taken; i++) {
    g_free (candidate);
    candidate = g_strdup_printf ("%s %u", name, i);
  }
  return taken ? NULL : g_steal_pointer (&candidate);
}

/* What the orders say about their customers, and the scores that follow from it. */
static gboolean
sum_up (NlConnection *connection, gint64 shop_id, GError **error)
{
  static const char sums[]
      = "UPDATE customers SET amount_spent = o.total, number_of_orders = o.n, first_order_at = "
        "o.first, "
        "last_order_at = o.last, customer_added_at = min (customer_added_at, o.first) "
        "FROM (SELECT customer_id, sum (total - refunded) AS total, count(*) AS n, "
        "      min (ordered_at) AS first, max (ordered_at) AS last FROM orders "
        "      WHERE shop_id = ?1 AND cancelled_at IS NULL GROUP BY customer_id) AS o "
        "WHERE customers.id = o.customer_id";
  const char *const all[] = { sums, nl_rfm_get_sql () };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++) {
    g_autoptr (NlStatement) statement
        = nl_connection_prepare (connection, "sum the sample up", all[i], error);

    if (statement == NULL)
      return FALSE;
    nl_statement_bind_int64 (statement, 1, shop_id);
    if (!nl_statement_run (statement, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_customers (Sample *self, gint64 shop_id, NlConnection *connection, GError **error)
{
  NlRandom random;

  nl_random_init (&random, SEED, "sample-shop");
  for (guint i = 0; i < N_CUSTOMERS; i++) {
    NlSampleHabit habit;
    g_autoptr (NlCustomer) customer
        = nl_sample_customer_new (self->data, &random, i, shop_id, &habit);

    if (!nl_record_save (NL_RECORD (customer), connection, error)
        || !nl_sample_orders_add (self->data, &random, customer, habit, connection, error))
      return FALSE;
    if (i % CUSTOMERS_PER_REPORT == 0 && self->operation != NULL) {
      nl_operation_report (self->operation, i, N_CUSTOMERS);
      if (g_cancellable_set_error_if_cancelled (nl_operation_get_cancellable (self->operation),
                                                error))
        return FALSE;
    }
  }
  return sum_up (connection, shop_id, error);
}

static gpointer
add_shop (NlConnection *connection, gpointer data, GError **error)
{
  Sample *self = data;
  g_autofree char *name = find_free_name (connection, self->data, error);
  g_autoptr (NlShop) shop = NULL;

  if (name == NULL)
    return NULL;
  shop = nl_sample_data_make_shop (self->data, name);
  if (!nl_record_save (NL_RECORD (shop), connection, error)
      || !add_customers (self, nl_record_get_id (NL_RECORD (shop)), connection, error))
    return NULL;
  return g_steal_pointer (&shop);
}

/* --- what stands on it --- */

static gboolean
may_go_on (Sample *self, GError **error)
{
  return self->operation == NULL
         || !g_cancellable_set_error_if_cancelled (nl_operation_get_cancellable (self->operation),
                                                   error);
}

static gboolean
add_segments (Sample *self, NlShop *shop, GPtrArray *segments, GError **error)
{
  for (guint i = 0; i < segments->len; i++)
    if (!may_go_on (self, error)
        || !dex_await (nl_segments_save (self->store, shop, g_ptr_array_index (segments, i)),
                       error))
      return FALSE;
  return TRUE;
}

static gboolean
add_personas (Sample *self,
              NlShop *shop,
              GPtrArray *segments,
              NlProvider *provider,
              gint64 *first_id,
              GError **error)
{
  for (guint i = 0; i < N_PERSONAS; i++) {
    NlPersonaWish wish = { .shop_id = nl_record_get_id (NL_RECORD (shop)),
                           .segment_id = nl_record_get_id (g_ptr_array_index (segments, i)),
                           .seed = SEED + i,
                           .wants_avatar = TRUE };
    g_autoptr (NlRecord) persona = NULL;

    if (may_go_on (self, error))
      persona = dex_await_object (nl_personas_create (self->store, provider, &wish, NULL), error);
    if (persona == NULL)
      return FALSE;
    if (i == 0)
      *first_id = nl_record_get_id (persona);
  }
  return TRUE;
}

static gboolean
add_campaign (Sample *self, NlShop *shop, NlProvider *provider, gint64 persona_id, GError **error)
{
  JsonObject *wanted = json_object_get_object_member (self->data, "campaign");
  g_autoptr (NlCampaign) campaign = g_object_new (
      NL_TYPE_CAMPAIGN, "shop-id", nl_record_get_id (NL_RECORD (shop)), "persona-id", persona_id,
      "name", json_object_get_string_member (wanted, "name"), "template",
      json_object_get_string_member (wanted, "template"), "seed", (gint64) SEED, NULL);

  nl_record_set_json (NL_RECORD (campaign), NL_CAMPAIGN_OFFER,
                      json_object_get_member (wanted, "offer"));
  nl_record_set_json (NL_RECORD (campaign), NL_CAMPAIGN_PRODUCTS,
                      json_object_get_member (wanted, "products"));
  return dex_await (nl_campaigns_create (self->store, provider, campaign, NULL), error);
}

static gboolean
add_texts (Sample *self, NlShop *shop, GPtrArray *segments, GError **error)
{
  g_autoptr (NlProviderRegistry) providers = nl_provider_registry_new ();
  NlProvider *provider = nl_provider_registry_get_default (providers);
  gint64 persona_id;

  return add_personas (self, shop, segments, provider, &persona_id, error)
         && may_go_on (self, error) && add_campaign (self, shop, provider, persona_id, error);
}

static DexFuture *
create_fiber (gpointer data)
{
  Sample *self = data;
  g_autoptr (NlShop) shop = NULL;
  g_autoptr (GPtrArray) segments = nl_sample_data_make_segments (self->data);
  g_autoptr (GError) error = NULL;

  shop = dex_await_object (nl_store_write (self->store, add_shop, self, NULL, NL_TYPE_SHOP, NULL),
                           &error);
  if (shop != NULL && add_segments (self, shop, segments, &error))
    add_texts (self, shop, segments, &error);
  /* Half a sample is worse than none. */
  if (shop != NULL && error != NULL)
    dex_await (nl_shops_delete_for_good (self->store, nl_record_get_id (NL_RECORD (shop))), NULL);
  if (self->operation != NULL)
    nl_operation_finish (self->operation, error);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_object (g_steal_pointer (&shop));
}

/**
 * nl_sample_shop_list:
 * @store: the workspace
 *
 * Looks for the sample shop by its address, which is in a domain that nobody can have (RFC 2606).
 *
 * Returns: (transfer full): a future of a #GListStore of #NlShop, the oldest first
 */
DexFuture *
nl_sample_shop_list (NlStore *store)
{
  g_autoptr (NlQuery) query = NULL;
  g_autoptr (JsonObject) data = NULL;

  dex_return_error_if_fail (NL_IS_STORE (store));

  query = nl_query_new (NL_TYPE_SHOP);
  data = nl_sample_data_load (NULL);
  nl_query_where_text (query, NL_SHOP_URL,
                       json_object_get_string_member (json_object_get_object_member (data, "shop"),
                                                      "url"));
  nl_query_order_by_sql (query, "id");
  return nl_store_list (store, query);
}

/**
 * nl_sample_shop_create:
 * @store: the workspace
 * @operation: (nullable): told of the progress, and ended; its cancellable stops
 *   the work, with nothing added
 *
 * Adds the sample shop: 2,000 customers, their orders, segments, personas with avatars and a
 * campaign in three languages, told in the language of the user interface. The same on every
 * machine, but for the dates, which follow today.
 *
 * Returns: (transfer full): a future of the #NlShop
 */
DexFuture *
nl_sample_shop_create (NlStore *store, NlOperation *operation)
{
  Sample *self;

  dex_return_error_if_fail (NL_IS_STORE (store));

  self = g_new0 (Sample, 1);
  self->store = g_object_ref (store);
  self->operation = operation != NULL ? g_object_ref (operation) : NULL;
  self->data = nl_sample_data_load (NULL);
  return nl_fiber_spawn (create_fiber, self, sample_free);
}
