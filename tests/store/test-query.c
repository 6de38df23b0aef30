/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-customer.h"
#include "shops/nl-shop.h"
#include "store-fixture.h"

/* Queries against what a loop over all records finds. */

#define N_CUSTOMERS 120
#define ROUNDS nl_test_rounds (200, 40)

static const char *const cities[] = { "Lyon", "lyon", "Oslo", "O'Hara", NULL };
static const gint64 orders[] = { 0, 1, 2, 50 };

static gpointer
add_customers (NlConnection *connection, gpointer data, GError **error)
{
  GPtrArray *customers = data;

  for (guint i = 0; i < customers->len; i++)
    if (!nl_record_save (customers->pdata[i], connection, error))
      break;
  return NULL;
}

/* Random customers, in the order of their ids. */
static GPtrArray *
set_up (StoreFixture *fixture, const char *folder)
{
  GPtrArray *customers = g_ptr_array_new_with_free_func (g_object_unref);

  store_fixture_set_up (fixture, folder);
  nl_test_await_ok (nl_store_delete (fixture->store, NL_TYPE_CUSTOMER, fixture->customer_id));
  for (guint i = 0; i < N_CUSTOMERS; i++) {
    NlRecord *customer = g_object_new (NL_TYPE_CUSTOMER, "shop-id", fixture->shop_id, NULL);
    g_autofree char *name = store_fixture_random_text (3);

    nl_record_set_text (customer, NL_CUSTOMER_CITY,
                        cities[g_test_rand_int_range (0, G_N_ELEMENTS (cities))]);
    nl_record_set_int64 (customer, NL_CUSTOMER_NUMBER_OF_ORDERS,
                         orders[g_test_rand_int_range (0, G_N_ELEMENTS (orders))]);
    nl_record_set_text (customer, NL_CUSTOMER_LAST_NAME, g_test_rand_bit () ? name : NULL);
    if (g_test_rand_bit ())
      nl_record_set_int64 (customer, NL_CUSTOMER_LAST_ORDER_AT, g_test_rand_int_range (1, 20));
    g_ptr_array_add (customers, customer);
  }
  nl_test_await_ok (
      nl_store_write (fixture->store, add_customers, customers, NULL, G_TYPE_NONE, NULL));
  return customers;
}

typedef struct {
  const char *city;  /* NULL: any */
  gint64 n_orders;   /* -1: any */
  gint64 at_least;   /* last order; 0: any */
  guint order_field; /* G_MAXUINT: by id */
  gboolean descending;
  guint limit;
} Wish;

static Wish
random_wish (void)
{
  static const guint fields[] = { G_MAXUINT, NL_CUSTOMER_LAST_NAME, NL_CUSTOMER_LAST_ORDER_AT,
                                  NL_CUSTOMER_NUMBER_OF_ORDERS };

  return (Wish) {
    .city = cities[g_test_rand_int_range (0, G_N_ELEMENTS (cities))],
    .n_orders = g_test_rand_bit () ? -1 : orders[g_test_rand_int_range (0, G_N_ELEMENTS (orders))],
    .at_least = g_test_rand_bit () ? 0 : g_test_rand_int_range (1, 22),
    .order_field = fields[g_test_rand_int_range (0, G_N_ELEMENTS (fields))],
    .descending = g_test_rand_bit (),
    .limit = g_test_rand_bit () ? 0 : (guint) g_test_rand_int_range (1, 40),
  };
}

static NlQuery *
make_query (const Wish *wish)
{
  NlQuery *query = nl_query_new (NL_TYPE_CUSTOMER);

  if (wish->city != NULL)
    nl_query_where_text (query, NL_CUSTOMER_CITY, wish->city);
  if (wish->at_least != 0) {
    g_autoptr (GArray) values = nl_value_array_new ();
    NlValue real = nl_value_double ((double) wish->at_least - 0.5);
    NlValue number = nl_value_int64 (1000);

    g_array_append_val (values, real);
    g_array_append_val (values, number);
    nl_query_where_sql (query, "last_order_at > ? OR last_order_at > ?", values);
  }
  if (wish->n_orders >= 0)
    nl_query_where_int64 (query, NL_CUSTOMER_NUMBER_OF_ORDERS, wish->n_orders);
  if (wish->order_field != G_MAXUINT)
    nl_query_order_by (query, wish->order_field, wish->descending);
  nl_query_limit (query, wish->limit);
  return query;
}

static gboolean
matches (const Wish *wish, NlRecord *customer)
{
  return (wish->city == NULL
          || g_strcmp0 (nl_record_get_text (customer, NL_CUSTOMER_CITY), wish->city) == 0)
         && (wish->n_orders < 0
             || nl_record_get_int64 (customer, NL_CUSTOMER_NUMBER_OF_ORDERS) == wish->n_orders)
         && (wish->at_least == 0
             || nl_record_get_int64 (customer, NL_CUSTOMER_LAST_ORDER_AT) >= wish->at_least);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const Wish *wish = data;
  NlRecord *left = (NlRecord *) a;
  NlRecord *right = (NlRecord *) b;
  int order = 0;

  if (wish->order_field != G_MAXUINT) {
    gboolean left_null = nl_record_is_null (left, wish->order_field);
    gboolean right_null = nl_record_is_null (right, wish->order_field);

    /* Whatever the direction, what is not known comes last. */
    if (left_null != right_null)
      return left_null ? 1 : -1;
    if (left_null)
      order = 0;
    else if (wish->order_field == NL_CUSTOMER_LAST_NAME)
      order = g_ascii_strcasecmp (nl_record_get_text (left, wish->order_field),
                                  nl_record_get_text (right, wish->order_field));
    else
      order = (nl_record_get_int64 (left, wish->order_field)
               > nl_record_get_int64 (right, wish->order_field))
              - (nl_record_get_int64 (left, wish->order_field)
                 < nl_record_get_int64 (right, wish->order_field));
    if (wish->descending)
      order = -order;
  }
  if (order != 0)
    return order;
  return nl_record_get_id (left) > nl_record_get_id (right) ? 1 : -1;
}

static GPtrArray *
evaluate (const Wish *wish, GPtrArray *customers)
{
  GPtrArray *expected = g_ptr_array_new ();

  for (guint i = 0; i < customers->len; i++)
    if (matches (wish, customers->pdata[i]))
      g_ptr_array_add (expected, customers->pdata[i]);
  g_ptr_array_sort_values_with_data (expected, compare, (gpointer) wish);
  return expected;
}

static gpointer
fetch_ids (NlConnection *connection, gpointer data, GError **error)
{
  return nl_query_fetch_ids (data, connection, error);
}

static void
assert_finds (NlStore *store, NlQuery *query, GPtrArray *expected, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) found = dex_await_object (nl_store_list (store, query), &error);
  g_autoptr (GArray) ids = NULL;
  guint n = limit > 0 ? MIN (limit, expected->len) : expected->len;

  g_assert_no_error (error);
  ids = dex_await_boxed (nl_store_read (store, fetch_ids, nl_query_ref (query),
                                        (GDestroyNotify) nl_query_unref, G_TYPE_ARRAY, NULL),
                         &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, n);
  g_assert_cmpuint (ids->len, ==, n);
  for (guint i = 0; i < n; i++) {
    g_autoptr (NlRecord) record = g_list_model_get_item (found, i);

    g_assert_cmpint (nl_record_get_id (record), ==, nl_record_get_id (expected->pdata[i]));
    g_assert_cmpint (g_array_index (ids, gint64, i), ==, nl_record_get_id (record));
    store_fixture_assert_same (record, expected->pdata[i]);
  }
}

static void
test_random_queries (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) customers = set_up (&fixture, folder);

  for (guint i = 0; i < ROUNDS; i++) {
    Wish wish = random_wish ();
    g_autoptr (NlQuery) query = make_query (&wish);
    g_autoptr (GPtrArray) expected = evaluate (&wish, customers);
    g_autoptr (GError) error = NULL;

    assert_finds (fixture.store, query, expected, wish.limit);
    /* How many there are, whatever the limit. */
    g_assert_cmpint (dex_await_int64 (nl_store_count (fixture.store, query), &error), ==,
                     expected->len);
    g_assert_no_error (error);
  }
}

static void
test_copies_are_independent (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) customers = set_up (&fixture, folder);

  for (guint i = 0; i < ROUNDS / 10; i++) {
    Wish wish = random_wish ();
    g_autoptr (NlQuery) query = make_query (&wish);
    g_autoptr (NlQuery) copy = nl_query_copy (query);
    g_autoptr (GPtrArray) expected = evaluate (&wish, customers);

    g_assert_true (nl_query_get_record_type (copy) == NL_TYPE_CUSTOMER);
    nl_query_where_int64 (query, NL_CUSTOMER_SHOP_ID, 0);
    nl_query_limit (query, 1);
    assert_finds (fixture.store, copy, expected, wish.limit);
    g_ptr_array_set_size (expected, 0);
    assert_finds (fixture.store, query, expected, 0);
  }
}

typedef struct {
  GArray *ids;
} Wanted;

static gpointer
fetch_by_ids (NlConnection *connection, gpointer data, GError **error)
{
  Wanted *wanted = data;

  return nl_query_fetch_by_ids (NL_TYPE_CUSTOMER, (const gint64 *) wanted->ids->data,
                                wanted->ids->len, connection, error);
}

/* In the order asked for, with gaps where there is nobody. */
static void
test_fetch_by_ids (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) customers = set_up (&fixture, folder);

  for (guint i = 0; i < ROUNDS / 10; i++) {
    g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
    Wanted wanted = { ids };
    g_autoptr (GPtrArray) found = NULL;
    g_autoptr (GError) error = NULL;

    for (int n = g_test_rand_int_range (0, 80); n > 0; n--) {
      guint position = (guint) g_test_rand_int_range (0, N_CUSTOMERS + 10);
      gint64 id = position < N_CUSTOMERS ? nl_record_get_id (customers->pdata[position]) : position;

      g_array_append_val (ids, id);
    }
    found = dex_await_boxed (
        nl_store_read (fixture.store, fetch_by_ids, &wanted, NULL, G_TYPE_PTR_ARRAY, NULL), &error);
    g_assert_no_error (error);
    g_assert_cmpuint (found->len, ==, ids->len);
    for (guint j = 0; j < ids->len; j++) {
      gint64 id = g_array_index (ids, gint64, j);

      if (id < N_CUSTOMERS + 10)
        g_assert_null (found->pdata[j]);
      else
        g_assert_cmpint (nl_record_get_id (found->pdata[j]), ==, id);
    }
  }
}

/* A text is a value, never a part of the statement. */
static void
test_values_are_bound (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };

  store_fixture_set_up (&fixture, folder);
  for (guint i = 0; i < ROUNDS / 4; i++) {
    g_autofree char *name = store_fixture_random_text (30);
    g_autoptr (NlRecord) customer
        = g_object_new (NL_TYPE_CUSTOMER, "shop-id", fixture.shop_id, "company", name, NULL);
    g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_CUSTOMER);
    g_autoptr (GListModel) found = NULL;
    g_autoptr (NlRecord) first = NULL;
    g_autoptr (GError) error = NULL;

    nl_test_await_ok (nl_store_save (fixture.store, customer));
    nl_query_where_text (query, NL_CUSTOMER_COMPANY, name);
    nl_query_order_by (query, NL_CUSTOMER_CUSTOMER_ADDED_AT, TRUE);
    nl_query_order_by_sql (query, "id DESC");
    found = dex_await_object (nl_store_list (fixture.store, query), &error);
    g_assert_no_error (error);
    first = g_list_model_get_item (found, 0);
    g_assert_cmpint (nl_record_get_id (first), ==, nl_record_get_id (customer));
    g_assert_cmpstr (nl_record_get_text (first, NL_CUSTOMER_COMPANY), ==, name);
  }
}

static void
test_errors (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_SHOP);
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture, folder);
  nl_query_where_sql (query, "no_such_column = 1", NULL);
  g_assert_false (dex_await (nl_store_list (fixture.store, query), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (dex_await (nl_store_count (fixture.store, query), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/query/random", test_random_queries);
  nl_test_add ("/query/copies", test_copies_are_independent);
  nl_test_add ("/query/by-ids", test_fetch_by_ids);
  nl_test_add ("/query/values", test_values_are_bound);
  nl_test_add ("/query/errors", test_errors);
  return g_test_run ();
}
