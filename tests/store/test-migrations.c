/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "shops/nl-shop.h"
#include "store-fixture.h"
#include "store/nl-migrations.h"

/* A workspace of every older version becomes one of today, with everything that was in it. */

static const char schema_sql[] = "SELECT type, name, tbl_name, sql FROM sqlite_schema "
                                 "WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name";

static void
run_script (const char *database, const char *sql)
{
  sqlite3 *handle;
  char *complaint = NULL;

  g_assert_cmpint (sqlite3_open (database, &handle), ==, SQLITE_OK);
  /* The search folds what triggers give it. */
  sqlite3_exec (handle, sql, NULL, NULL, &complaint);
  g_assert_cmpstr (complaint, ==, NULL);
  sqlite3_close (handle);
}

/* Makes a file as the program of that time did: by its steps, which never change. */
static char *
make_version (const char *folder, guint version)
{
  char *path = g_build_filename (folder, NL_STORE_FILE_NAME, NULL);
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %u; PRAGMA application_id = %d",
                                            version, NL_MIGRATIONS_APPLICATION_ID);

  for (guint step = 1; step <= version; step++) {
    g_autofree char *name = g_strdup_printf ("%04u.sql", step);
    g_autofree char *file
        = g_test_build_filename (G_TEST_DIST, "..", "src", "store", "migrations", name, NULL);
    g_autofree char *script = NULL;

    g_assert_true (g_file_get_contents (file, &script, NULL, NULL));
    run_script (path, script);
  }
  run_script (path, stamp);
  return path;
}

static void
close_store (NlStore *store)
{
  nl_test_await_ok (nl_store_close (store));
  g_object_unref (store);
}

static char *
fresh_schema (const char *folder)
{
  g_autofree char *fresh = g_build_filename (folder, "fresh", NULL);
  g_autofree char *path = g_build_filename (fresh, NL_STORE_FILE_NAME, NULL);

  close_store (store_fixture_open (fresh));
  return nl_test_sqlite3 (path, schema_sql);
}

static void
test_every_older_version (const char *folder)
{
  g_autofree char *expected = fresh_schema (folder);
  guint latest = nl_migrations_get_latest ();

  for (guint version = 1; version <= latest; version++) {
    g_autofree char *name = g_strdup_printf ("v%u", version);
    g_autofree char *old = g_build_filename (folder, name, NULL);
    g_autofree char *path = NULL;
    g_autofree char *backup = NULL;
    g_autofree char *schema = NULL;
    g_autofree char *state = NULL;
    g_autofree char *stamp = g_strdup_printf ("%u\n%u", latest, NL_MIGRATIONS_APPLICATION_ID);

    g_mkdir (old, 0700);
    path = make_version (old, version);
    run_script (path, "INSERT INTO shops (id, created_at, updated_at, name, language) "
                      "VALUES (42, 1, 1, 'From long ago', 'fr')");
    close_store (store_fixture_open (old));

    schema = nl_test_sqlite3 (path, schema_sql);
    g_assert_cmpstr (schema, ==, expected);
    state = nl_test_sqlite3 (path, "PRAGMA user_version; PRAGMA application_id");
    g_assert_cmpstr (state, ==, stamp);
    g_free (state);
    state = nl_test_sqlite3 (path, "SELECT name FROM shops; PRAGMA integrity_check;"
                                   "PRAGMA foreign_key_check");
    g_assert_cmpstr (state, ==, "From long ago\nok");

    /* What was there before is kept, as it was; of today's there is nothing to keep. */
    backup = g_strdup_printf ("%s.before-v%u", path, latest);
    g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS) == (version < latest));
    if (version < latest) {
      g_autofree char *kept
          = nl_test_sqlite3 (backup, "PRAGMA user_version; SELECT name FROM shops");
      g_autofree char *was = g_strdup_printf ("%u\nFrom long ago", version);

      g_assert_cmpstr (kept, ==, was);
    }
  }
}

static void
test_empty_file (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, NL_STORE_FILE_NAME, NULL);
  g_autofree char *expected = fresh_schema (folder);
  g_autofree char *schema = NULL;

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  close_store (store_fixture_open (folder));
  schema = nl_test_sqlite3 (path, schema_sql);
  g_assert_cmpstr (schema, ==, expected);
}

/* A step that fails leaves the file as it was, to the last table. */
static void
test_failure_changes_nothing (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, NL_STORE_FILE_NAME, NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *version = NULL;
  g_autofree char *stamp
      = g_strdup_printf ("CREATE TABLE messages (in_the_way); PRAGMA user_version = 0;"
                         "PRAGMA application_id = %d",
                         NL_MIGRATIONS_APPLICATION_ID);
  g_autoptr (GError) error = NULL;

  run_script (path, stamp);
  before = nl_test_sqlite3 (path, schema_sql);
  g_assert_false (dex_await (nl_store_open (folder), &error));
  g_assert_true (error->domain == NL_STORE_ERROR);
  after = nl_test_sqlite3 (path, schema_sql);
  g_assert_cmpstr (after, ==, before);
  version = nl_test_sqlite3 (path, "PRAGMA user_version");
  g_assert_cmpstr (version, ==, "0");
}

static void
test_newer_version_is_left_alone (const char *folder)
{
  g_autofree char *path = make_version (folder, nl_migrations_get_latest ());
  g_autofree char *newer
      = g_strdup_printf ("PRAGMA user_version = %u; CREATE TABLE of_tomorrow (x)",
                         nl_migrations_get_latest () + 1);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before;
  gsize n_after;
  g_autoptr (GError) error = NULL;

  run_script (path, newer);
  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  g_assert_false (dex_await (nl_store_open (folder), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NEWER_SCHEMA);
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  /* Not even a setting of the file. */
  g_assert_cmpmem (before, n_before, after, n_after);
}

static void
test_reopening_changes_nothing (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, NL_STORE_FILE_NAME, NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  close_store (store_fixture_open (folder));
  before = nl_test_sqlite3 (path, schema_sql);
  close_store (store_fixture_open (folder));
  after = nl_test_sqlite3 (path, schema_sql);
  g_assert_cmpstr (after, ==, before);
  g_free (after);
  after = nl_test_sqlite3 (path, "PRAGMA journal_mode");
  g_assert_cmpstr (after, ==, "wal");
}

/* Two programs that start at once: one migrates, both work. */
static void
test_two_at_once (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, NL_STORE_FILE_NAME, NULL);
  DexFuture *futures[4];
  g_autofree char *state = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (futures); i++)
    futures[i] = nl_store_open (folder);
  for (gsize i = 0; i < G_N_ELEMENTS (futures); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *name = g_strdup_printf ("Shop %zu", i);
    g_autoptr (NlRecord) shop = g_object_new (NL_TYPE_SHOP, "name", name, "language", "en", NULL);
    NlStore *store = dex_await_object (futures[i], &error);

    g_assert_no_error (error);
    nl_test_await_ok (nl_store_save (store, shop));
    close_store (store);
  }
  state = nl_test_sqlite3 (path, "SELECT count(*) FROM shops; PRAGMA integrity_check");
  g_assert_cmpstr (state, ==, "4\nok");
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/migrations/older", test_every_older_version);
  nl_test_add ("/migrations/empty", test_empty_file);
  nl_test_add ("/migrations/failure", test_failure_changes_nothing);
  nl_test_add ("/migrations/newer", test_newer_version_is_left_alone);
  nl_test_add ("/migrations/reopen", test_reopening_changes_nothing);
  nl_test_add ("/migrations/two-at-once", test_two_at_once);
  return g_test_run ();
}
