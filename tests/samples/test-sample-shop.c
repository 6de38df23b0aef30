/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples/nl-sample-shop.h"

#include "nl-test.h"

static NlStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  NlStore *store = dex_await_object (nl_store_open (folder), &error);

  g_assert_no_error (error);
  return store;
}

static NlShop *
create (NlStore *store)
{
  g_autoptr (GError) error = NULL;
  NlShop *shop = dex_await_object (nl_sample_shop_create (store, NULL), &error);

  g_assert_no_error (error);
  return shop;
}

static void
assert_says (const char *folder, const char *sql, const char *answer)
{
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *said = nl_test_sqlite3 (path, sql);

  g_assert_cmpstr (said, ==, answer);
}

static void
test_is_whole (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlShop) shop = create (store);

  assert_says (folder, "SELECT name, further_languages FROM shops",
               "Atelier Lumen|[\"fr\",\"de\"]");
  assert_says (folder, "SELECT count(*), count(DISTINCT email_key) FROM customers", "2000|2000");
  assert_says (folder, "SELECT count(*) FROM customers WHERE zip IS NULL OR city IS NULL", "0");
  assert_says (folder, "SELECT count(*) > 2500 FROM orders", "1");
  assert_says (folder, "PRAGMA integrity_check; PRAGMA foreign_key_check", "ok");
}

static void
test_sums_are_those_of_the_orders (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlShop) shop = create (store);

  assert_says (
      folder,
      "SELECT count(*) FROM customers c WHERE amount_spent <> (SELECT "
      "coalesce (sum (total), 0) FROM orders WHERE customer_id = c.id) OR number_of_orders "
      "<> (SELECT count(*) FROM orders WHERE customer_id = c.id)",
      "0");
  assert_says (
      folder,
      "SELECT count(*) FROM customers WHERE (rfm_group = 'PROSPECTS') <> (number_of_orders = 0)",
      "0");
  assert_says (folder,
               "SELECT count(*) FROM orders o WHERE total <> subtotal - discount + shipping OR "
               "subtotal <> (SELECT sum (price * quantity) FROM order_lines WHERE order_id = o.id)",
               "0");
}

static void
test_segments_have_members (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlShop) shop = create (store);

  assert_says (folder, "SELECT count(*), sum (customer_count BETWEEN 30 AND 1500) FROM segments",
               "5|5");
}

static void
test_has_personas_and_a_campaign (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlShop) shop = create (store);

  assert_says (folder,
               "SELECT count(*), count(DISTINCT name), count(DISTINCT avatar_image_id), "
               "sum (bio IS NULL) FROM personas",
               "4|4|4|0");
  assert_says (
      folder,
      "SELECT group_concat (language) FROM (SELECT DISTINCT language FROM messages ORDER BY 1)",
      "de,en,fr");
  assert_says (folder, "SELECT count(*) FROM messages WHERE parts LIKE '%{%{%' OR parts = '{}'",
               "0");
}

static void
test_twice (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlShop) first = create (store);
  g_autoptr (NlShop) second = create (store);

  assert_says (folder,
               "SELECT group_concat (name, '; ') FROM (SELECT name FROM shops ORDER BY name)",
               "Atelier Lumen; Atelier Lumen 2");
}

static void
test_cancelled_leaves_nothing (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlOperation) operation = nl_operation_new ("Sample");
  g_autoptr (GError) error = NULL;

  nl_operation_cancel (operation);
  g_assert_false (dex_await (nl_sample_shop_create (store, operation), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_says (folder, "SELECT (SELECT count(*) FROM shops) + (SELECT count(*) FROM customers)",
               "0");
}

static void
cancel_cb (NlStore *store, NlChanges *changes, NlOperation *operation)
{
  nl_operation_cancel (operation);
}

/* The shop is there, and its segments or texts are being written: it goes again. */
static void
test_cancelled_late_leaves_nothing (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlOperation) operation = nl_operation_new ("Sample");
  g_autoptr (GError) error = NULL;

  g_signal_connect_object (store, "changed", G_CALLBACK (cancel_cb), operation,
                           G_CONNECT_DEFAULT);
  g_assert_false (dex_await (nl_sample_shop_create (store, operation), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_says (folder,
               "SELECT (SELECT count(*) FROM shops) + (SELECT count(*) FROM customers)"
               "+ (SELECT count(*) FROM orders) + (SELECT count(*) FROM personas)"
               "+ (SELECT count(*) FROM segments) + (SELECT count(*) FROM campaigns)",
               "0");
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/sample-shop/whole", test_is_whole);
  nl_test_add ("/sample-shop/sums", test_sums_are_those_of_the_orders);
  nl_test_add ("/sample-shop/segments", test_segments_have_members);
  nl_test_add ("/sample-shop/texts", test_has_personas_and_a_campaign);
  nl_test_add ("/sample-shop/twice", test_twice);
  nl_test_add ("/sample-shop/cancelled", test_cancelled_leaves_nothing);
  nl_test_add ("/sample-shop/cancelled-late", test_cancelled_late_leaves_nothing);
  return g_test_run ();
}
