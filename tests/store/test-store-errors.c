/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nl-test.h"
#include "shops/nl-shop.h"
#include "store/nl-store.h"

static NlStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  NlStore *store = dex_await_object (nl_store_open (folder), &error);

  g_assert_no_error (error);
  return store;
}

static void
close_store (NlStore *store)
{
  nl_test_await_ok (nl_store_close (store));
  g_object_unref (store);
}

static void
assert_open_fails (const char *folder, NlStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (nl_store_open (folder), &error));
  g_assert_error (error, NL_STORE_ERROR, (int) code);
}

static sqlite3 *
open_by_hand (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  return database;
}

static void
test_locked (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlShop) shop = g_object_new (NL_TYPE_SHOP, "name", "Late", "language", "en", NULL);
  sqlite3 *other = open_by_hand (folder);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sqlite3_exec (other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (dex_await (nl_store_save (store, NL_RECORD (shop)), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, "Another program is using the workspace."));

  /* And once the other is done, it works. */
  sqlite3_exec (other, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_close (other);
  nl_test_await_ok (nl_store_save (store, NL_RECORD (shop)));
}

static gpointer
let_nothing_grow (NlConnection *connection, gpointer data, GError **error)
{
  nl_connection_exec (connection, "test", "PRAGMA max_page_count = 1", error);
  return NULL;
}

static gpointer
add_many_shops (NlConnection *connection, gpointer data, GError **error)
{
  for (guint i = 0; i < 10000; i++) {
    g_autofree char *name = g_strdup_printf ("Shop %u", i);
    g_autoptr (NlRecord) shop = g_object_new (NL_TYPE_SHOP, "name", name, "language", "en", NULL);

    if (!nl_record_save (shop, connection, error))
      break;
  }
  return NULL;
}

static void
test_disk_full (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (NlQuery) shops = nl_query_new (NL_TYPE_SHOP);
  g_autoptr (GError) error = NULL;

  nl_test_await_ok (nl_store_write (store, let_nothing_grow, NULL, NULL, G_TYPE_NONE, NULL));
  g_assert_false (
      dex_await (nl_store_write (store, add_many_shops, NULL, NULL, G_TYPE_NONE, NULL), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_DISK_FULL);
  g_clear_error (&error);
  g_assert_cmpint (dex_await_int64 (nl_store_count (store, shops), &error), ==, 0);
  g_assert_no_error (error);
}

static void
test_corrupt (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *contents = NULL;
  gsize length;

  close_store (open_store (folder));
  g_file_get_contents (path, &contents, &length, NULL);
  /* The schema's page, but not the header that says what kind of file it is. */
  memset (contents + 100, 0xa5, 3000);
  g_file_set_contents (path, contents, (gssize) length, NULL);
  assert_open_fails (folder, NL_STORE_ERROR_CORRUPT);
}

static void
test_newer_opens_nothing (const char *folder)
{
  sqlite3 *database;
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *version = NULL;
  g_autoptr (GError) error = NULL;

  close_store (open_store (folder));
  database = open_by_hand (folder);
  sqlite3_exec (database, "PRAGMA user_version = 9999", NULL, NULL, NULL);
  sqlite3_close (database);
  g_assert_false (dex_await (nl_store_open (folder), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NEWER_SCHEMA);
  g_assert_nonnull (strstr (error->message, "schema version 9999"));
  version = nl_test_sqlite3 (path, "PRAGMA user_version");
  g_assert_cmpstr (version, ==, "9999");
}

/* What no program ever wrote is damaged, not an older schema. */
static void
test_version_below_zero (const char *folder)
{
  sqlite3 *database;

  close_store (open_store (folder));
  database = open_by_hand (folder);
  sqlite3_exec (database, "PRAGMA user_version = -1", NULL, NULL, NULL);
  sqlite3_close (database);
  assert_open_fails (folder, NL_STORE_ERROR_CORRUPT);
}

/* Only its owner can read a workspace, also when a link says where it is to be made. */
static void
test_file_behind_a_link (const char *folder)
{
  g_autofree char *elsewhere = g_build_filename (folder, "elsewhere.db", NULL);
  g_autofree char *linked = g_build_filename (folder, "linked", NULL);
  g_autofree char *link = g_build_filename (linked, "workspace.db", NULL);
  mode_t mask = umask (022);
  GStatBuf status;

  g_mkdir (linked, 0700);
  g_assert_cmpint (symlink ("../elsewhere.db", link), ==, 0);
  close_store (open_store (linked));
  close_store (open_store (linked));
  umask (mask);
  g_assert_cmpint (g_stat (elsewhere, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

static void
test_unwritable (const char *folder)
{
  g_autofree char *below_a_file = g_build_filename (folder, "file", "workspace", NULL);
  g_autofree char *file = g_build_filename (folder, "file", NULL);

  g_file_set_contents (file, "x", 1, NULL);
  assert_open_fails (below_a_file, NL_STORE_ERROR_READ_ONLY);
  /* Not even root makes folders there. */
  assert_open_fails ("/proc/ninjalead", NL_STORE_ERROR_READ_ONLY);
}

static void
test_read_only_file (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  g_autoptr (GError) error = NULL;

  close_store (open_store (folder));
  if (geteuid () == 0) {
    g_test_skip ("root writes what it likes");
    return;
  }
  g_chmod (path, 0400);
  assert_open_fails (folder, NL_STORE_ERROR_READ_ONLY);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/store-errors/locked", test_locked);
  nl_test_add ("/store-errors/disk-full", test_disk_full);
  nl_test_add ("/store-errors/corrupt", test_corrupt);
  nl_test_add ("/store-errors/newer-opens-nothing", test_newer_opens_nothing);
  nl_test_add ("/store-errors/version-below-zero", test_version_below_zero);
  nl_test_add ("/store-errors/file-behind-a-link", test_file_behind_a_link);
  nl_test_add ("/store-errors/unwritable", test_unwritable);
  nl_test_add ("/store-errors/read-only-file", test_read_only_file);
  return g_test_run ();
}
