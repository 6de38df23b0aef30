/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nl-test.h"
#include "store/nl-bulk-load.h"

/* Indices and triggers go and come back as they were. */

static NlConnection *
open_connection (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "test.db", NULL);
  g_autoptr (GError) error = NULL;
  NlConnection *connection = nl_connection_open (path, NL_CONNECTION_WRITER, &error);

  g_assert_no_error (error);
  nl_connection_exec (connection, "test",
                      "CREATE TABLE a (x UNIQUE, y); CREATE TABLE b (x);"
                      "CREATE INDEX a_one ON a (y); CREATE INDEX a_two ON a (x, y);"
                      "CREATE INDEX b_one ON b (x);"
                      "CREATE TRIGGER a_one_insert AFTER INSERT ON a"
                      " BEGIN INSERT INTO b VALUES (NEW.x); END;"
                      "BEGIN IMMEDIATE",
                      &error);
  g_assert_no_error (error);
  return connection;
}

static char *
list (NlConnection *connection)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlStatement) statement = nl_connection_prepare (
      connection, "test",
      "SELECT group_concat (name, ' ') FROM (SELECT name FROM sqlite_schema"
      " WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY name)",
      &error);

  g_assert_no_error (error);
  g_assert_true (nl_statement_step (statement, &error));
  return g_strdup (nl_statement_get_text (statement, 0));
}

static void
assert_has (NlConnection *connection, const char *expected)
{
  g_autofree char *names = list (connection);

  g_assert_cmpstr (names, ==, expected);
}

static void
test_all_of_a_table (const char *folder)
{
  g_autoptr (NlConnection) connection = open_connection (folder);
  g_autoptr (NlBulkLoad) bulk = nl_bulk_load_new (connection);

  g_assert_true (nl_bulk_load_drop (bulk, "trigger", "a_*", NULL));
  assert_has (connection, "a_one a_two b_one");
  g_assert_true (nl_bulk_load_drop (bulk, "index", "a_*", NULL));
  assert_has (connection, "b_one");
  g_assert_true (nl_bulk_load_restore_kind (bulk, "index", NULL));
  assert_has (connection, "a_one a_two b_one");
  g_assert_true (nl_bulk_load_restore (bulk, "*", NULL));
  assert_has (connection, "a_one a_one_insert a_two b_one");
}

static void
test_one_first (const char *folder)
{
  g_autoptr (NlConnection) connection = open_connection (folder);
  g_autoptr (NlBulkLoad) bulk = nl_bulk_load_new (connection);

  g_assert_true (nl_bulk_load_drop (bulk, "index", "*", NULL));
  g_assert_true (nl_bulk_load_restore (bulk, "a_two", NULL));
  assert_has (connection, "a_one_insert a_two");
  g_assert_true (nl_bulk_load_restore (bulk, "*", NULL));
  assert_has (connection, "a_one a_one_insert a_two b_one");
}

static void
test_rolled_back (const char *folder)
{
  g_autoptr (NlConnection) connection = open_connection (folder);
  g_autoptr (NlBulkLoad) bulk = nl_bulk_load_new (connection);

  g_assert_true (nl_bulk_load_drop (bulk, "index", "*", NULL));
  nl_connection_rollback (connection);
  assert_has (connection, "a_one a_one_insert a_two b_one");
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/bulk-load/all-of-a-table", test_all_of_a_table);
  nl_test_add ("/bulk-load/one-first", test_one_first);
  nl_test_add ("/bulk-load/rolled-back", test_rolled_back);
  return g_test_run ();
}
