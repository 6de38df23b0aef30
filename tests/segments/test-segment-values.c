/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segments/nl-segment-values.h"

#include "customers/nl-customers.h"
#include "nl-test.h"
#include "shops/nl-shop.h"

static NlStore *store;
static gint64 shop_id;

static gint64
add_customer (gint64 of_shop, const char *country, const char *domain, const char *const *tags)
{
  g_autoptr (NlCustomer) customer = g_object_new (NL_TYPE_CUSTOMER, "shop-id", of_shop, NULL);
  g_autofree char *email = g_strdup_printf ("%u@%s", g_random_int (), domain);

  nl_record_set_text (NL_RECORD (customer), NL_CUSTOMER_EMAIL, email);
  nl_record_set_text (NL_RECORD (customer), NL_CUSTOMER_COUNTRY_CODE, country);
  nl_record_set_text (NL_RECORD (customer), NL_CUSTOMER_LANGUAGE, "fr");
  g_object_set (customer, "tags", tags, NULL);
  nl_test_await_ok (nl_customers_save (store, customer));
  return nl_record_get_id (NL_RECORD (customer));
}

static gpointer
run_sql (NlConnection *connection, gpointer data, GError **error)
{
  nl_connection_exec (connection, "test", data, error);
  return NULL;
}

static gint64
add_shop (const char *name)
{
  g_autoptr (NlShop) shop = g_object_new (NL_TYPE_SHOP, "name", name, "language", "fr", NULL);

  nl_test_await_ok (nl_store_save (store, NL_RECORD (shop)));
  return nl_record_get_id (NL_RECORD (shop));
}

static void
set_up (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL;
  gint64 ana;
  gint64 ben;

  store = dex_await_object (nl_store_open (folder), &error);
  g_assert_no_error (error);
  shop_id = add_shop ("Atelier");
  ana = add_customer (shop_id, "FR", "gmail.com", (const char *[]) { "VIP", "press", NULL });
  ben = add_customer (shop_id, "FR", "web.de", (const char *[]) { "vip", NULL });
  add_customer (shop_id, "DE", "gmail.com", (const char *[]) { "It's me", NULL });
  add_customer (add_shop ("Elsewhere"), "IT", "libero.it", (const char *[]) { "theirs", NULL });
  sql = g_strdup_printf (
      "INSERT INTO customer_addresses (id, created_at, updated_at, customer_id, country_code)"
      " VALUES (1, 0, 0, %1$" G_GINT64_FORMAT ", 'CH'), (2, 0, 0, %1$" G_GINT64_FORMAT ", 'FR'),"
      " (3, 0, 0, %2$" G_GINT64_FORMAT ", 'CH');"
      "INSERT INTO orders (id, created_at, updated_at, shop_id, customer_id, ordered_at, currency,"
      " total, cancelled_at, location_id)"
      " VALUES (1, 0, 0, %3$" G_GINT64_FORMAT ", %1$" G_GINT64_FORMAT ", 0, 'EUR', 5, NULL, 77),"
      " (2, 0, 0, %3$" G_GINT64_FORMAT ", %1$" G_GINT64_FORMAT ", 0, 'EUR', 5, NULL, 77),"
      " (3, 0, 0, %3$" G_GINT64_FORMAT ", %2$" G_GINT64_FORMAT ", 0, 'EUR', 5, 9, 88);"
      "INSERT INTO order_lines (id, order_id, position, product_external_id, title, category, tags,"
      " quantity, price) VALUES (1, 1, 0, 900, 'Candle', 'Light', '[\"warm\",\"gift\"]', 1, 5),"
      " (2, 2, 0, 900, 'Candle', 'Light', '[\"warm\"]', 1, 5),"
      " (3, 3, 0, 901, 'Cancelled', 'Gone', '[\"gone\"]', 1, 5);",
      ana, ben, shop_id);
  dex_await (nl_store_write (store, run_sql, sql, NULL, G_TYPE_NONE, NULL), &error);
  g_assert_no_error (error);
}

static GPtrArray *
load (const NlSegmentAttribute *attribute)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *values
      = dex_await_boxed (nl_segment_values_load (store, shop_id, attribute, NULL), &error);

  g_assert_no_error (error);
  g_assert_nonnull (values);
  return values;
}

/* “FR 2, CH 2” */
static char *
describe (const char *function, const char *name)
{
  const NlSegmentAttribute *attribute
      = function == NULL
            ? nl_segment_vocabulary_find_attribute (name)
            : nl_segment_function_find_parameter (nl_segment_vocabulary_find_function (function),
                                                  name);
  g_autoptr (GPtrArray) values = load (attribute);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < values->len; i++) {
    const NlSegmentValueCount *value = g_ptr_array_index (values, i);

    g_string_append_printf (text, "%s%s %" G_GINT64_FORMAT, i > 0 ? ", " : "", value->text,
                            value->customer_count);
    if (value->name != NULL)
      g_string_append_printf (text, " (%s)", value->name);
  }
  return g_string_free (text, FALSE);
}

static void
test_of_customers (const char *folder)
{
  static const struct {
    const char *function;
    const char *name;
    const char *values;
  } cases[] = {
    /* Whoever has two addresses in one country is one customer there. */
    { NULL, "customer_countries", "CH 2, FR 2, DE 1" },
    { NULL, "customer_tags", "VIP 2, It's me 1, press 1" },
    { NULL, "customer_email_domain", "gmail.com 2, web.de 1" },
    { NULL, "customer_language", "fr 3" },
    { NULL, "customer_account_status", "DISABLED 3" },
    { NULL, "amount_spent", "" },
    /* What was cancelled was not bought, as in the query itself. */
    { "orders_placed", "location_id", "77 1" },
    { "products_purchased", "id", "900 1 (Candle)" },
    { "products_purchased", "category", "Light 1" },
    { "products_purchased", "tag", "gift 1, warm 1" },
    { "store_credit_accounts", "currency", "" },
  };

  set_up (folder);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *values = describe (cases[i].function, cases[i].name);

    g_assert_cmpstr (values, ==, cases[i].values);
  }
  g_clear_object (&store);
}

/* Every name there is, also one that is added later: none may make a statement SQLite refuses. */
static void
test_of_everything (const char *folder)
{
  guint n_attributes;
  guint n_functions;
  const NlSegmentAttribute *attributes = nl_segment_vocabulary_get_attributes (&n_attributes);
  const NlSegmentFunction *functions = nl_segment_vocabulary_get_functions (&n_functions);

  set_up (folder);
  for (guint i = 0; i < n_attributes; i++)
    g_ptr_array_unref (load (&attributes[i]));
  for (guint i = 0; i < n_functions; i++)
    for (guint j = 0; j < functions[i].n_parameters; j++)
      g_ptr_array_unref (load (&functions[i].parameters[j]));
  g_clear_object (&store);
}

static void
test_cancelled (const char *folder)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  set_up (folder);
  g_cancellable_cancel (cancellable);
  g_assert_null (dex_await_boxed (
      nl_segment_values_load (store, shop_id,
                              nl_segment_vocabulary_find_attribute ("customer_tags"), cancellable),
      &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&store);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/segment-values/of-customers", test_of_customers);
  nl_test_add ("/segment-values/of-everything", test_of_everything);
  nl_test_add ("/segment-values/cancelled", test_cancelled);
  return g_test_run ();
}
