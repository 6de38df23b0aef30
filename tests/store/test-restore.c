/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>

#include "base/nl-clock.h"
#include "shops/nl-shop.h"
#include "store-fixture.h"
#include "store/nl-backup.h"
#include "store/nl-restore.h"

/* The library's side of backups; tests/cli/test-backup.py has the rest. */

typedef struct {
  const char *path;
  NlOperation *operation;
} Copy;

static gpointer
copy (NlConnection *connection, gpointer data, GError **error)
{
  Copy *self = data;

  nl_backup_copy (connection, self->path, self->operation, error);
  return NULL;
}

static gboolean
back_up (NlStore *store, const char *path, NlOperation *operation, GError **error)
{
  Copy data = { path, operation };

  return dex_await (nl_store_read (store, copy, &data, NULL, G_TYPE_NONE, NULL), error);
}

static void
rename_shop (StoreFixture *fixture, const char *name)
{
  g_autoptr (NlRecord) shop
      = dex_await_object (nl_store_find (fixture->store, NL_TYPE_SHOP, fixture->shop_id), NULL);

  nl_record_set_text (shop, NL_SHOP_NAME, name);
  nl_test_await_ok (nl_store_save (fixture->store, shop));
}

static void
assert_name (StoreFixture *fixture, const char *name)
{
  g_autofree char *stored = store_fixture_sql (fixture, "SELECT name FROM shops");

  g_assert_cmpstr (stored, ==, name);
}

static void
test_copy_of_a_busy_workspace (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = g_build_filename (folder, "copy.db", NULL);
  g_autofree char *copied = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *writes[20];

  store_fixture_set_up (&fixture, folder);
  for (gsize i = 0; i < G_N_ELEMENTS (writes); i++) {
    g_autofree char *name = g_strdup_printf ("Shop %zu", i);
    g_autoptr (NlRecord) shop = g_object_new (NL_TYPE_SHOP, "name", name, "language", "en", NULL);

    writes[i] = nl_store_save (fixture.store, shop);
  }
  g_assert_true (back_up (fixture.store, path, NULL, &error));
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (writes); i++)
    nl_test_await_ok (writes[i]);
  g_assert_true (nl_backup_check (path, NULL, &error));
  copied = nl_test_sqlite3 (path, "PRAGMA integrity_check; PRAGMA journal_mode");
  g_assert_cmpstr (copied, ==, "ok\ndelete");
}

static void
test_cancelled_copy (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = g_build_filename (folder, "copy.db", NULL);
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);
  g_autoptr (NlOperation) operation = nl_operation_new ("Copying");
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  store_fixture_set_up (&fixture, folder);
  g_assert_true (g_file_set_contents (path, "What was there", -1, NULL));
  nl_operation_cancel (operation);
  g_assert_false (back_up (fixture.store, path, operation, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "What was there");
}

static void
test_copy_to_where_nothing_can_be (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *below = g_build_filename (folder, "missing", "copy.db", NULL);
  g_autofree char *directory = g_build_filename (folder, "directory", NULL);
  g_autofree char *full = g_build_filename (directory, "in-the-way", NULL);
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture, folder);
  g_assert_false (back_up (fixture.store, below, NULL, &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, below));
  g_clear_error (&error);
  g_mkdir_with_parents (full, 0700);
  g_assert_false (back_up (fixture.store, directory, NULL, &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, directory));
}

static void
test_restore (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = g_build_filename (folder, "copy.db", NULL);
  g_autofree char *kept = NULL;
  g_autofree char *old = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture, folder);
  g_assert_true (back_up (fixture.store, path, NULL, NULL));
  rename_shop (&fixture, "Away");

  /* While it is open, nobody takes its file away. */
  g_assert_false (dex_await (nl_restore_workspace (folder, path, NULL), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  rename_shop (&fixture, "Later");
  nl_test_await_ok (nl_store_close (fixture.store));

  kept = dex_await_string (nl_restore_workspace (folder, path, NULL), &error);
  g_assert_no_error (error);
  assert_name (&fixture, "Home");
  old = nl_test_sqlite3 (kept, "SELECT name FROM shops; PRAGMA integrity_check");
  g_assert_cmpstr (old, ==, "Later\nok");
  g_clear_object (&fixture.store);
  fixture.store = store_fixture_open (folder);
  rename_shop (&fixture, "Again");
  assert_name (&fixture, "Again");
}

/* A file that is no backup is not a damaged workspace, and nothing happens to the one there is. */
static void
test_restore_from_anything (const char *folder)
{
  static const char *const contents[] = { "First Name,Email\nA,a@example.com\n", "", "SQLite" };
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = g_build_filename (folder, "customers.csv", NULL);

  store_fixture_set_up (&fixture, folder);
  rename_shop (&fixture, "Mine");
  nl_test_await_ok (nl_store_close (fixture.store));
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++) {
    g_autoptr (GError) error = NULL;

    g_file_set_contents (path, contents[i], -1, NULL);
    g_assert_false (dex_await (nl_restore_workspace (folder, path, NULL), &error));
    g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_CORRUPT);
    g_assert_nonnull (strstr (error->message, "customers.csv"));
  }
  assert_name (&fixture, "Mine");
}

/* Two within one second are kept by two names. */
static void
test_nothing_kept_is_lost (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = g_build_filename (folder, "copy.db", NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture, folder);
  g_assert_true (back_up (fixture.store, path, NULL, NULL));
  nl_test_await_ok (nl_store_close (fixture.store));
  nl_clock_set_for_tests (G_GINT64_CONSTANT (1795350701000000));
  for (guint i = 0; i < 3; i++) {
    char *kept = dex_await_string (nl_restore_workspace (folder, path, NULL), &error);

    g_assert_no_error (error);
    g_assert_true (g_hash_table_add (names, kept));
    g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  }
  nl_clock_set_for_tests (0);
  backups = dex_await_boxed (nl_backup_list (folder), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (backups->len, ==, 3);
  for (guint i = 0; i < backups->len; i++) {
    NlBackup *backup = backups->pdata[i];

    g_assert_true (g_hash_table_contains (names, backup->path));
    g_assert_cmpuint (backup->size, >, 0);
  }
}

static void
test_cancelled_restore (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = g_build_filename (folder, "copy.db", NULL);
  g_autofree char *incoming = g_build_filename (folder, "workspace.db.restoring", NULL);
  g_autoptr (NlOperation) operation = nl_operation_new ("Copying");
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture, folder);
  g_assert_true (back_up (fixture.store, path, NULL, NULL));
  rename_shop (&fixture, "Away");
  nl_test_await_ok (nl_store_close (fixture.store));
  nl_operation_cancel (operation);
  g_assert_false (dex_await (nl_restore_workspace (folder, path, operation), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_name (&fixture, "Away");
  g_assert_false (g_file_test (incoming, G_FILE_TEST_EXISTS));
  backups = dex_await_boxed (nl_backup_list (folder), NULL);
  g_assert_cmpuint (backups->len, ==, 0);
}

static void
test_restore_to_where_nothing_can_be (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = g_build_filename (folder, "copy.db", NULL);
  g_autofree char *below_a_file = g_build_filename (path, "data", NULL);
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture, folder);
  g_assert_true (back_up (fixture.store, path, NULL, NULL));
  g_assert_false (dex_await (nl_restore_workspace (below_a_file, path, NULL), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, "Nothing was changed"));
}

/* The workspace itself is a whole workspace, but no backup of it. */
static void
test_restore_from_itself (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture, folder);
  nl_test_await_ok (nl_store_close (fixture.store));
  kept = dex_await_string (nl_restore_workspace (folder, fixture.database, NULL), &error);
  g_assert_no_error (error);
  assert_name (&fixture, "Home");
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/backup/busy", test_copy_of_a_busy_workspace);
  nl_test_add ("/backup/cancelled", test_cancelled_copy);
  nl_test_add ("/backup/unwritable", test_copy_to_where_nothing_can_be);
  nl_test_add ("/restore/works", test_restore);
  nl_test_add ("/restore/from-anything", test_restore_from_anything);
  nl_test_add ("/restore/kept", test_nothing_kept_is_lost);
  nl_test_add ("/restore/cancelled", test_cancelled_restore);
  nl_test_add ("/restore/unwritable", test_restore_to_where_nothing_can_be);
  nl_test_add ("/restore/itself", test_restore_from_itself);
  return g_test_run ();
}
