/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nl-test.h"
#include "samples/nl-sample-shop.h"

static void
assert_says (const char *folder, const char *sql, const char *answer)
{
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *said = nl_test_sqlite3 (path, sql);

  g_assert_cmpstr (said, ==, answer);
}

static void
test_speaks_french (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlStore) store = dex_await_object (nl_store_open (folder), &error);
  g_autoptr (NlShop) shop = NULL;

  g_assert_no_error (error);
  shop = dex_await_object (nl_sample_shop_create (store, NULL), &error);
  g_assert_no_error (error);
  assert_says (folder, "SELECT language, further_languages FROM shops", "fr|[\"en\",\"de\"]");
  assert_says (folder, "SELECT count(*), sum (customer_count BETWEEN 30 AND 1500) FROM segments",
               "5|5");
  assert_says (folder, "SELECT count(*) FROM segments WHERE name = 'Amateurs de bougies'", "1");
  assert_says (folder, "SELECT group_concat (DISTINCT language) FROM personas", "fr");
  assert_says (folder, "SELECT name FROM campaigns", "La lumière est restée allumée");
  assert_says (folder,
               "SELECT group_concat (language) FROM (SELECT DISTINCT language FROM messages "
               "ORDER BY 1)",
               "de,en,fr");
  assert_says (folder, "SELECT count(*) FROM order_lines WHERE category = 'Candles'", "0");
  assert_says (folder, "SELECT count(*) > 100 FROM order_lines WHERE category = 'Bougies'", "1");
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "fr", TRUE);
  nl_test_init (&argc, &argv);
  nl_test_add ("/sample-shop/french", test_speaks_french);
  return g_test_run ();
}
