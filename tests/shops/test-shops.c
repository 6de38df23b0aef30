/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/nl-url.h"
#include "customers/nl-customer.h"
#include "nl-test.h"
#include "shops/nl-shops.h"

static NlShop *
make_shop (const char *name)
{
  return g_object_new (NL_TYPE_SHOP, "name", name, "language", "fr", NULL);
}

static NlStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  NlStore *store = dex_await_object (nl_store_open (folder), &error);

  g_assert_no_error (error);
  return store;
}

/* What is wrong with a shop whose one property has that value. */
static void
assert_wrong (const char *property, const char *value, NlShopField expected, GQuark domain)
{
  g_autoptr (NlShop) shop = make_shop ("Atelier");
  g_autoptr (GError) error = NULL;
  NlShopField field = NL_SHOP_N_FIELDS;

  g_object_set (shop, property, value, NULL);
  g_assert_false (nl_shop_check (shop, &field, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == domain);
  g_assert_cmpint (field, ==, expected);
  g_assert_cmpuint (strlen (error->message), >, 10);
}

static void
test_check (void)
{
  g_autoptr (NlShop) shop = make_shop ("Atelier");
  g_autoptr (GError) error = NULL;
  g_autofree char *long_name = g_strnfill (121, 'x');
  g_autofree char *full_name = g_strnfill (120, 'x');
  g_autofree char *novel = g_strnfill (4001, 'x');

  g_assert_true (nl_shop_check (shop, NULL, &error));
  g_assert_no_error (error);
  g_object_set (shop, "name", full_name, "url", "atelier.example", NULL);
  g_assert_true (nl_shop_check (shop, NULL, &error));
  g_assert_no_error (error);

  assert_wrong ("name", NULL, NL_SHOP_NAME, NL_STORE_ERROR);
  assert_wrong ("name", " \t ", NL_SHOP_NAME, NL_STORE_ERROR);
  assert_wrong ("name", long_name, NL_SHOP_NAME, NL_STORE_ERROR);
  assert_wrong ("url", "javascript:alert(1)", NL_SHOP_URL, NL_URL_ERROR);
  assert_wrong ("url", "https://me:secret@shop.example", NL_SHOP_URL, NL_URL_ERROR);
  assert_wrong ("url", "not an address", NL_SHOP_URL, NL_URL_ERROR);
  assert_wrong ("currency", "EURO", NL_SHOP_CURRENCY, NL_STORE_ERROR);
  assert_wrong ("timezone", "Mars/Olympus", NL_SHOP_TIMEZONE, NL_STORE_ERROR);
  assert_wrong ("language", NULL, NL_SHOP_LANGUAGE, NL_STORE_ERROR);
  assert_wrong ("language", "klingonese", NL_SHOP_LANGUAGE, NL_STORE_ERROR);
  assert_wrong ("dos", novel, NL_SHOP_DOS, NL_STORE_ERROR);
  assert_wrong ("donts", novel, NL_SHOP_DONTS, NL_STORE_ERROR);
}

static void
test_check_lists (void)
{
  const char *const languages[] = { "de", "xx-nowhere-at-all", NULL };
  g_autoptr (NlShop) shop = make_shop ("Atelier");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  NlShopField field;

  g_object_set (shop, "further-languages", languages, NULL);
  g_assert_false (nl_shop_check (shop, &field, &error));
  g_assert_cmpint (field, ==, NL_SHOP_FURTHER_LANGUAGES);
  g_assert_nonnull (strstr (error->message, "xx-nowhere-at-all"));
  g_clear_error (&error);

  for (int i = 0; i < 501; i++)
    g_strv_builder_add (builder, "cheap");
  words = g_strv_builder_end (builder);
  g_object_set (shop, "further-languages", NULL, "banned-words", words, NULL);
  g_assert_false (nl_shop_check (shop, &field, &error));
  g_assert_cmpint (field, ==, NL_SHOP_BANNED_WORDS);
}

static void
test_languages (void)
{
  const char *const further[] = { "en", "FR", "pt_br", "en", NULL };
  const char *const expected[] = { "fr", "en", "pt-BR", NULL };
  g_autoptr (NlShop) shop = make_shop ("Atelier");
  g_autoptr (NlShop) empty = g_object_new (NL_TYPE_SHOP, NULL);
  g_auto (GStrv) languages = NULL;
  g_auto (GStrv) none = nl_shop_dup_languages (empty);

  g_object_set (shop, "further-languages", further, NULL);
  languages = nl_shop_dup_languages (shop);
  g_assert_cmpstrv (languages, expected);
  g_assert_null (none[0]);
}

static void
test_save_normalises (const char *folder)
{
  const char *const further[] = { "en", "FR", "en", NULL };
  const char *const expected[] = { "en", NULL };
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlShop) shop = make_shop ("  Atelier ");
  g_autoptr (NlRecord) saved = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (shop, "url", "ATELIER.example", "currency", "chf", "further-languages", further,
                NULL);
  nl_test_await_ok (nl_shops_save (store, shop));
  saved
      = dex_await_object (nl_store_find (store, NL_TYPE_SHOP, nl_record_get_id (NL_RECORD (shop))),
                          &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nl_record_get_text (saved, NL_SHOP_NAME), ==, "Atelier");
  g_assert_cmpstr (nl_record_get_text (saved, NL_SHOP_URL), ==, "https://atelier.example/");
  g_assert_cmpstr (nl_record_get_text (saved, NL_SHOP_CURRENCY), ==, "CHF");
  g_assert_cmpstrv (nl_record_get_strv (saved, NL_SHOP_FURTHER_LANGUAGES), expected);
}

static void
test_save_refuses (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlShop) first = make_shop ("Atelier");
  g_autoptr (NlShop) second = make_shop ("ATELIER");
  g_autoptr (NlShop) speechless = g_object_new (NL_TYPE_SHOP, "name", "Muet", NULL);
  g_autoptr (GListModel) shops = NULL;
  g_autoptr (GError) error = NULL;

  nl_test_await_ok (nl_shops_save (store, first));
  g_assert_false (dex_await (nl_shops_save (store, second), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_CONSTRAINT);
  g_assert_nonnull (strstr (error->message, "ATELIER"));
  g_clear_error (&error);
  g_assert_false (dex_await (nl_shops_save (store, speechless), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "language"));
  g_clear_error (&error);

  shops = dex_await_object (nl_shops_list (store), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (shops), ==, 1);
}

static void
test_list_by_name (const char *folder)
{
  static const char *const names[] = { "zoo", "Atelier", "mill" };
  static const char *const sorted[] = { "Atelier", "mill", "zoo" };
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (GListModel) shops = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (NlShop) shop = make_shop (names[i]);

    nl_test_await_ok (nl_shops_save (store, shop));
  }
  shops = dex_await_object (nl_shops_list (store), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++) {
    g_autoptr (NlRecord) shop = g_list_model_get_item (shops, i);

    g_assert_cmpstr (nl_record_get_text (shop, NL_SHOP_NAME), ==, sorted[i]);
  }
}

static void
add_customer (NlStore *store, gint64 shop_id, const char *email)
{
  g_autoptr (NlRecord) customer
      = g_object_new (NL_TYPE_CUSTOMER, "shop-id", shop_id, "email", email, NULL);

  nl_test_await_ok (nl_store_save (store, customer));
}

static gint64
count_customers (NlStore *store, gint64 shop_id)
{
  g_autoptr (GError) error = NULL;
  gint64 count = dex_await_int64 (nl_shops_count_customers (store, shop_id), &error);

  g_assert_no_error (error);
  return count;
}

static void
test_delete (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlShop) shop = make_shop ("Atelier");
  g_autoptr (NlShop) other = make_shop ("Other");
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;
  gint64 other_id;

  nl_test_await_ok (nl_shops_save (store, shop));
  nl_test_await_ok (nl_shops_save (store, other));
  id = nl_record_get_id (NL_RECORD (shop));
  other_id = nl_record_get_id (NL_RECORD (other));
  add_customer (store, id, "a@example.com");
  add_customer (store, id, "b@example.com");
  add_customer (store, other_id, "c@example.com");
  g_assert_cmpint (count_customers (store, id), ==, 2);

  changeset = dex_await_boxed (nl_shops_delete (store, id), &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_customers (store, id), ==, 0);
  g_assert_cmpint (count_customers (store, other_id), ==, 1);
  nl_test_await_ok (nl_store_undo (store, changeset));
  g_assert_cmpint (count_customers (store, id), ==, 2);

  nl_test_await_ok (nl_shops_delete_for_good (store, id));
  g_assert_cmpint (count_customers (store, id), ==, 0);
  g_assert_cmpint (count_customers (store, other_id), ==, 1);
  g_assert_false (dex_await (nl_shops_delete_for_good (store, id), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
}

static gboolean
is_in_file (const char *folder, const char *word)
{
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  return memmem (contents, length, word, strlen (word)) != NULL;
}

static void
test_delete_for_good_forgets_names (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlStore) again = NULL;
  g_autoptr (NlShop) shop = make_shop ("Atelier");
  g_autoptr (NlShop) other = make_shop ("Other");

  nl_test_await_ok (nl_shops_save (store, shop));
  nl_test_await_ok (nl_shops_save (store, other));
  add_customer (store, nl_record_get_id (NL_RECORD (shop)), "qwertyuiopas@example.com");
  add_customer (store, nl_record_get_id (NL_RECORD (other)), "kept@example.com");
  nl_test_await_ok (nl_store_close (store));
  g_assert_true (is_in_file (folder, "qwertyuiopas"));

  again = open_store (folder);
  nl_test_await_ok (nl_shops_delete_for_good (again, nl_record_get_id (NL_RECORD (shop))));
  nl_test_await_ok (nl_store_close (again));
  g_assert_false (is_in_file (folder, "qwertyuiopas"));
  g_assert_true (is_in_file (folder, "kept"));
}

/* A browser still says Asia/Calcutta, which not every system knows. */
static void
test_older_time_zone (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlShop) shop = make_shop ("Atelier");
  g_autoptr (GTimeZone) zone = NULL;
  int interval;

  g_object_set (shop, "timezone", "Asia/Calcutta", NULL);
  nl_test_await_ok (nl_shops_save (store, shop));
  zone = g_time_zone_new_identifier (nl_record_get_text (NL_RECORD (shop), NL_SHOP_TIMEZONE));
  g_assert_nonnull (zone);
  interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, 1700000000);
  g_assert_cmpint (g_time_zone_get_offset (zone, interval), ==, 5 * 3600 + 1800);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/shops/check", test_check);
  g_test_add_func ("/shops/check-lists", test_check_lists);
  g_test_add_func ("/shops/languages", test_languages);
  nl_test_add ("/shops/save-normalises", test_save_normalises);
  nl_test_add ("/shops/save-refuses", test_save_refuses);
  nl_test_add ("/shops/list-by-name", test_list_by_name);
  nl_test_add ("/shops/delete", test_delete);
  nl_test_add ("/shops/delete-for-good", test_delete_for_good_forgets_names);
  nl_test_add ("/shops/older-time-zone", test_older_time_zone);
  return g_test_run ();
}
