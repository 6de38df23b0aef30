/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "nl-test.h"
#include "store/nl-search-builder.h"
#include "store/nl-store-error.h"

/* A full-text table built on another thread is what SQLite itself would have made of the rows. */

#define ROWS 20000
#define SCHEMA                                                             \
  "USING fts5 (name, note, content = '', columnsize = 0, detail = column," \
  " tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2');"

static NlConnection *
open_connection (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "test.db", NULL);
  g_autoptr (GError) error = NULL;
  NlConnection *connection = nl_connection_open (path, NL_CONNECTION_WRITER, &error);

  g_assert_no_error (error);
  nl_connection_exec (connection, "test",
                      "PRAGMA journal_mode = WAL;"
                      "CREATE TABLE people (id INTEGER PRIMARY KEY, name, note);"
                      "CREATE VIRTUAL TABLE built " SCHEMA "CREATE VIRTUAL TABLE plain " SCHEMA,
                      &error);
  g_assert_no_error (error);
  return connection;
}

static void
run (NlConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;

  nl_connection_exec (connection, "test", sql, &error);
  g_assert_no_error (error);
}

static gint64
ask (NlConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 number;

  nl_connection_query_int64 (connection, "test", sql, &number, &error);
  g_assert_no_error (error);
  return number;
}

static void
add (NlSearchBuilder *builder, gint64 id, const char *name, const char *note)
{
  NlSearchText texts[] = { { .text = name, .length = name != NULL ? strlen (name) : 0 },
                           { .text = note, .length = note != NULL ? strlen (note) : 0 } };
  g_autoptr (GError) error = NULL;

  nl_search_builder_add (builder, id, texts, &error);
  g_assert_no_error (error);
}

static NlSearchBuilder *
begin (NlConnection *connection)
{
  g_autoptr (GError) error = NULL;
  NlSearchBuilder *builder;

  run (connection, "BEGIN IMMEDIATE");
  builder = nl_search_builder_new (connection, "built", 2, &error);
  g_assert_no_error (error);
  return builder;
}

static void
assert_same (NlConnection *connection, const char *match)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT (SELECT count(*) FROM (SELECT rowid FROM built ('%1$s')"
                         " EXCEPT SELECT rowid FROM plain ('%1$s')))"
                         " + (SELECT count(*) FROM (SELECT rowid FROM plain ('%1$s')"
                         " EXCEPT SELECT rowid FROM built ('%1$s')))",
                         match);
  g_test_message ("%s", match);
  g_assert_cmpint (ask (connection, sql), ==, 0);
}

static void
test_same_as_sqlite (const char *folder)
{
  g_autoptr (NlConnection) connection = open_connection (folder);
  g_autoptr (NlSearchBuilder) builder = NULL;
  g_autofree char *long_note = g_strnfill (2 * 1024 * 1024, 'x');
  g_autoptr (GError) error = NULL;

  run (connection,
       "INSERT INTO people WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n"
       " WHERE i < 20000) SELECT i, 'Chloé number' || (i % 97), iif (i % 3, NULL, 'note ' || i)"
       " FROM n");
  run (connection, "INSERT INTO plain (rowid, name, note) SELECT id, name, note FROM people");
  builder = begin (connection);
  nl_search_builder_add_stored (builder, "SELECT id, name, note FROM people", &error);
  g_assert_no_error (error);
  add (builder, ROWS + 1, NULL, long_note);
  add (builder, ROWS + 2, "", NULL);
  add (builder, ROWS + 3, "Last", "of all");
  nl_search_builder_finish (builder, &error);
  g_assert_no_error (error);
  run (connection, "INSERT INTO plain (rowid, name, note) VALUES (20003, 'Last', 'of all')");

  assert_same (connection, "chloe");
  assert_same (connection, "num*");
  assert_same (connection, "n*");
  assert_same (connection, "note : 1*");
  assert_same (connection, "last");
  g_assert_cmpint (ask (connection, "SELECT count(*) FROM built ('chloe')"), ==, ROWS);
  g_assert_cmpint (ask (connection, "SELECT count(*) FROM built ('xxx*')"), ==, 1);
  run (connection, "INSERT INTO built (built) VALUES ('integrity-check'); COMMIT");

  /* And it goes on as a table of SQLite’s. */
  run (connection, "INSERT INTO built (rowid, name) VALUES (30000, 'Newcomer');"
                   "INSERT INTO built (built, rowid, name, note)"
                   " VALUES ('delete', 20003, 'Last', 'of all')");
  g_assert_cmpint (ask (connection, "SELECT rowid FROM built ('newcom*')"), ==, 30000);
  g_assert_cmpint (ask (connection, "SELECT count(*) FROM built ('last')"), ==, 0);
  g_assert_cmpint (ask (connection, "SELECT count(*) FROM built ('number5')"), ==,
                   ask (connection, "SELECT count(*) FROM plain ('number5')"));
}

static void
test_replaces (const char *folder)
{
  g_autoptr (NlConnection) connection = open_connection (folder);
  g_autoptr (NlSearchBuilder) builder = NULL;
  g_autoptr (GError) error = NULL;

  run (connection, "INSERT INTO built (rowid, name) VALUES (1, 'Before')");
  g_assert_cmpint (ask (connection, "SELECT count(*) FROM built ('before')"), ==, 1);
  builder = begin (connection);
  add (builder, 2, "After", NULL);
  nl_search_builder_finish (builder, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (connection, "SELECT count(*) FROM built ('before')"), ==, 0);
  g_assert_cmpint (ask (connection, "SELECT rowid FROM built ('after')"), ==, 2);
  run (connection, "ROLLBACK");
  g_assert_cmpint (ask (connection, "SELECT count(*) FROM built ('before')"), ==, 1);
  g_assert_cmpint (ask (connection, "SELECT count(*) FROM built ('after')"), ==, 0);
}

static void
test_given_up (const char *folder)
{
  g_autoptr (NlConnection) connection = open_connection (folder);
  g_autoptr (NlSearchBuilder) builder = begin (connection);
  g_autoptr (GDir) left = NULL;

  for (guint i = 1; i <= ROWS; i++)
    add (builder, i, "Somebody", "who is not wanted after all");
  g_clear_pointer (&builder, nl_search_builder_free);
  g_assert_cmpint (ask (connection, "SELECT count(*) FROM built ('somebody')"), ==, 0);
  run (connection, "COMMIT");
  left = g_dir_open (folder, 0, NULL);
  for (const char *name = g_dir_read_name (left); name != NULL; name = g_dir_read_name (left))
    g_assert_true (g_str_has_prefix (name, "test.db") && strstr (name, "words") == NULL);
}

static void
test_cancelled (const char *folder)
{
  g_autoptr (NlConnection) connection = open_connection (folder);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (NlSearchBuilder) builder = begin (connection);
  g_autoptr (GError) error = NULL;

  add (builder, 1, "Somebody", NULL);
  nl_connection_set_cancellable (connection, cancellable);
  g_cancellable_cancel (cancellable);
  g_assert_false (nl_search_builder_finish (builder, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  nl_connection_set_cancellable (connection, NULL);
}

/* No file may grow past a megabyte: it is told as a failure of the workspace is. */
static void
test_no_room (const char *folder)
{
  g_autoptr (NlConnection) connection = open_connection (folder);
  g_autoptr (NlSearchBuilder) builder = begin (connection);
  g_autofree char *note = g_strnfill (100000, 'x');
  NlSearchText texts[]
      = { { .text = "Somebody", .length = 8 }, { .text = note, .length = 100000 } };
  g_autoptr (GError) error = NULL;
  struct rlimit before;
  struct rlimit limit;
  gboolean done = TRUE;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 1024 * 1024;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  for (guint i = 1; done && i <= 100; i++)
    done = nl_search_builder_add (builder, i, texts, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  signal (SIGXFSZ, SIG_DFL);
  g_assert_false (done);
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_FAILED);
}

static void
test_no_such_table (const char *folder)
{
  g_autoptr (NlConnection) connection = open_connection (folder);
  g_autoptr (GError) error = NULL;

  g_assert_null (nl_search_builder_new (connection, "nothing", 2, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/search-builder/same-as-sqlite", test_same_as_sqlite);
  nl_test_add ("/search-builder/replaces", test_replaces);
  nl_test_add ("/search-builder/given-up", test_given_up);
  nl_test_add ("/search-builder/cancelled", test_cancelled);
  nl_test_add ("/search-builder/no-room", test_no_room);
  nl_test_add ("/search-builder/no-such-table", test_no_such_table);
  return g_test_run ();
}
