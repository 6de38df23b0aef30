/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <utime.h>

#include "base/nl-random.h"
#include "store-fixture.h"
#include "store/nl-backup.h"
#include "store/nl-store-error.h"

/* The files of backups: whole or refused, never in the way of the workspace. */

static gpointer
copy (NlConnection *connection, gpointer data, GError **error)
{
  nl_backup_copy (connection, data, NULL, error);
  return NULL;
}

static gboolean
back_up (StoreFixture *self, const char *path, GError **error)
{
  return dex_await (nl_store_read (self->store, copy, (gpointer) path, NULL, G_TYPE_NONE, NULL),
                    error);
}

static char *
back_up_somewhere (StoreFixture *self, const char *folder)
{
  char *path = g_build_filename (folder, "copy.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (back_up (self, path, &error));
  g_assert_no_error (error);
  return path;
}

/* All rows of all tables are in the copy, and it is the whole of it: one file, for its owner only.
 */
static void
test_whole (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *names = NULL;
  g_auto (GStrv) tables = NULL;
  GStatBuf status;

  store_fixture_set_up (&fixture, folder);
  for (guint i = 0; i < store_fixture_n_types; i++) {
    g_autoptr (NlRecord) record = g_object_new (store_fixture_types[i](), NULL);

    store_fixture_fill (&fixture, record);
    dex_await (nl_store_save (fixture.store, record), NULL);
  }
  path = back_up_somewhere (&fixture, folder);
  names = store_fixture_sql (&fixture, "SELECT name FROM sqlite_schema WHERE type = 'table'"
                                       " AND sql NOT LIKE 'CREATE VIRTUAL%'");
  tables = g_strsplit (names, "\n", -1);
  g_assert_cmpuint (g_strv_length (tables), >, 10);
  for (char **table = tables; *table != NULL; table++) {
    g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", *table);
    g_autofree char *original = store_fixture_sql (&fixture, sql);
    g_autofree char *copied = nl_test_sqlite3 (path, sql);

    g_assert_cmpstr (copied, ==, original);
  }
  g_assert_no_errno (g_stat (path, &status));
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_true (nl_backup_check (path, NULL, NULL));
}

/* A backup takes the place of an older one, never that of the workspace, by whatever name. */
static void
test_names (const char *folder)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = g_build_filename (folder, "copy.db", NULL);
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);
  g_autofree char *name = NULL;

  store_fixture_set_up (&fixture, folder);
  g_assert_true (g_file_set_contents (path, "last year's", -1, NULL));
  g_assert_true (g_file_set_contents (partial, "of a copy that was killed", -1, NULL));
  g_free (back_up_somewhere (&fixture, folder));
  g_assert_true (nl_backup_check (path, NULL, NULL));
  g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *own = g_strconcat (fixture.database, suffixes[i], NULL);
    g_autofree char *symbolic = g_strdup_printf ("%s/symbolic%zu", folder, i);
    g_autofree char *hard = g_strdup_printf ("%s/hard%zu", folder, i);
    const char *const paths[] = { own, symbolic, hard };

    g_assert_no_errno (symlink (own, symbolic));
    g_assert_no_errno (link (own, hard));
    for (gsize j = 0; j < G_N_ELEMENTS (paths); j++) {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", paths[j]);
      g_assert_false (back_up (&fixture, paths[j], &error));
      g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, paths[j]));
    }
    g_assert_no_errno (g_remove (hard));
  }
  name = store_fixture_sql (&fixture, "PRAGMA integrity_check");
  g_assert_cmpstr (name, ==, "ok");
}

static void
assert_refused (const char *path, NlStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (nl_backup_check (path, NULL, &error));
  g_assert_error (error, NL_STORE_ERROR, (int) code);
  /* It is the backup that is wrong, and it is named. */
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_no_backups (const char *folder)
{
  static const char *const texts[]
      = { "", "S", "SQLite format 3", "SQLite format 4\0", "a letter" };
  g_autofree char *path = g_build_filename (folder, "thing", NULL);
  g_autofree char *other = g_build_filename (folder, "other.db", NULL);

  assert_refused (path, NL_STORE_ERROR_NOT_FOUND);
  assert_refused (folder, NL_STORE_ERROR_NOT_FOUND);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
    assert_refused (path, NL_STORE_ERROR_CORRUPT);
  }
  /* Somebody else's database is not ours. */
  g_free (nl_test_sqlite3 (other, "CREATE TABLE bookmarks (url TEXT)"));
  assert_refused (other, NL_STORE_ERROR_CORRUPT);
}

static void
test_newer (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;

  store_fixture_set_up (&fixture, folder);
  path = back_up_somewhere (&fixture, folder);
  g_free (nl_test_sqlite3 (path, "PRAGMA user_version = 9999"));
  assert_refused (path, NL_STORE_ERROR_NEWER_SCHEMA);
}

/* A file that lost its end is no backup any more; one of which something else was lost may be none,
 * and says so as what it is. */
static void
test_damaged (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *damaged = g_build_filename (folder, "damaged.db", NULL);
  g_autofree char *whole = NULL;
  NlRandom random;
  gsize size;
  guint n_refused = 0;

  store_fixture_set_up (&fixture, folder);
  path = back_up_somewhere (&fixture, folder);
  g_assert_true (g_file_get_contents (path, &whole, &size, NULL));
  nl_random_init (&random, 4, "damage");
  for (guint round = 0; round < nl_test_rounds (40, 10); round++) {
    gsize length = 16 + nl_random_below (&random, (guint) size - 16);

    g_assert_true (g_file_set_contents (damaged, whole, (gssize) length, NULL));
    assert_refused (damaged, NL_STORE_ERROR_CORRUPT);
  }
  for (guint round = 0; round < nl_test_rounds (100, 20); round++) {
    g_autofree char *broken = g_memdup2 (whole, size);
    g_autoptr (GError) error = NULL;

    for (guint i = 0; i < 20; i++) {
      guint at = nl_random_below (&random, (guint) size - 600);

      for (guint n = 0; n < 500; n++)
        broken[at + n] = (char) nl_random_below (&random, 256);
    }
    g_assert_true (g_file_set_contents (damaged, broken, (gssize) size, NULL));
    if (nl_backup_check (damaged, NULL, &error))
      continue;
    n_refused++;
    g_assert_true (error->domain == NL_STORE_ERROR);
    g_assert_nonnull (strstr (error->message, damaged));
  }
  g_assert_cmpuint (n_refused, >, 0);
}

/* A page in the middle is looked at as well, though nothing of it is needed to open the file. */
static void
test_damaged_pages (const char *folder)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *damaged = g_build_filename (folder, "damaged.db", NULL);
  g_autofree char *page_size = NULL;
  g_autofree char *whole = NULL;
  gsize size, step;
  guint n_refused = 0;
  guint n = 0;

  store_fixture_set_up (&fixture, folder);
  path = back_up_somewhere (&fixture, folder);
  page_size = nl_test_sqlite3 (path, "VACUUM; PRAGMA page_size");
  step = g_ascii_strtoull (page_size, NULL, 10);
  g_assert_true (g_file_get_contents (path, &whole, &size, NULL));
  for (gsize at = size / step / 2 * step; at < size; at += 3 * step, n++) {
    g_autofree char *broken = g_memdup2 (whole, size);

    memset (broken + at, 0xaa, 100);
    g_assert_true (g_file_set_contents (damaged, broken, (gssize) size, NULL));
    n_refused += !nl_backup_check (damaged, NULL, NULL);
  }
  g_assert_cmpuint (n, >, 10);
  g_assert_cmpuint (n_refused, ==, n);
}

/* The newest first, and nothing that only looks like one. */
static void
test_list (const char *folder)
{
  static const struct {
    const char *name;
    guint age; /* 0: not a backup */
  } files[] = {
    { "workspace.db.before-0007-20260101", 30 },
    { "workspace.db.before-restore-20260301", 10 },
    { "workspace.db.before-0008-20260201", 20 },
    { "workspace.db.before-x-wal", 0 },
    { "workspace.db.before-x-shm", 0 },
    { "workspace.db.before-x-journal", 0 },
    { "workspace.db.before-x.partial", 0 },
    { "workspace.db", 0 },
    { "workspace.db-wal", 0 },
    { "before-0007", 0 },
    { "other.db.before-0007", 0 },
  };
  static const char *const sorted[] = { "restore-20260301", "0008-20260201", "0007-20260101" };
  g_autofree char *missing = g_build_filename (folder, "missing", NULL);
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GPtrArray) none = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = g_build_filename (folder, files[i].name, NULL);
    time_t time = 1800000000 - (time_t) files[i].age * 86400;
    struct utimbuf times = { time, time };

    g_assert_true (g_file_set_contents (path, "1234567", (gssize) (i % 7), NULL));
    g_assert_no_errno (utime (path, &times));
  }
  backups = dex_await_boxed (nl_backup_list (folder), NULL);
  g_assert_cmpuint (backups->len, ==, G_N_ELEMENTS (sorted));
  for (guint i = 0; i < backups->len; i++) {
    const NlBackup *backup = backups->pdata[i];

    g_assert_true (g_str_has_suffix (backup->path, sorted[i]));
    g_assert_cmpuint (backup->size, <, 7);
    g_assert_cmpint (backup->made_at, ==,
                     (1800000000 - (gint64) (i + 1) * 10 * 86400) * G_USEC_PER_SEC);
  }
  none = dex_await_boxed (nl_backup_list (missing), NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/backup-file/whole", test_whole);
  nl_test_add ("/backup-file/names", test_names);
  nl_test_add ("/backup-file/no-backups", test_no_backups);
  nl_test_add ("/backup-file/newer", test_newer);
  nl_test_add ("/backup-file/damaged", test_damaged);
  nl_test_add ("/backup-file/damaged-pages", test_damaged_pages);
  nl_test_add ("/backup-file/list", test_list);
  return g_test_run ();
}
