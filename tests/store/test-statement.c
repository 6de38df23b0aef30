/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "store-fixture.h"

/* Statements and connections: values in and out, failures, reuse. */

static NlConnection *
open_connection (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "test.db", NULL);
  g_autoptr (GError) error = NULL;
  NlConnection *connection = nl_connection_open (path, NL_CONNECTION_WRITER, &error);

  g_assert_no_error (error);
  g_assert_true (nl_connection_exec (connection, "test", "CREATE TABLE t (x, y)", &error));
  return connection;
}

static NlStatement *
prepare (NlConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;
  NlStatement *statement = nl_connection_prepare (connection, "test", sql, &error);

  g_assert_no_error (error);
  return statement;
}

static void
test_numbers (const char *folder)
{
  static const gint64 numbers[] = { 0, 1, -1, G_MAXINT64, G_MININT64, G_MAXUINT32 };
  static const double reals[] = { 0, -0.5, 1e300, -1e-300, 1.0 / 3, INFINITY };
  g_autoptr (NlConnection) connection = open_connection (folder);

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autoptr (NlStatement) statement = prepare (connection, "SELECT ?1, ?2");
    g_autoptr (GError) error = NULL;

    nl_statement_bind_int64 (statement, 1, numbers[i]);
    nl_statement_bind_double (statement, 2, reals[i]);
    g_assert_true (nl_statement_step (statement, &error));
    g_assert_cmpint (nl_statement_get_int64 (statement, 0), ==, numbers[i]);
    g_assert_cmpfloat (nl_statement_get_double (statement, 1), ==, reals[i]);
    g_assert_false (nl_statement_step (statement, &error));
    g_assert_no_error (error);
  }
}

static void
test_nulls (const char *folder)
{
  g_autoptr (NlConnection) connection = open_connection (folder);
  g_autoptr (NlStatement) statement = prepare (connection, "SELECT ?1, ?2, ?3, ?4, ?5");
  g_autoptr (GError) error = NULL;
  NlValue value = { .kind = NL_VALUE_NULL };

  nl_statement_bind_null (statement, 1);
  nl_statement_bind_text (statement, 2, NULL);
  nl_statement_bind_bytes (statement, 3, NULL);
  nl_statement_bind_value (statement, 4, &value);
  nl_statement_bind_text (statement, 5, "");
  g_assert_true (nl_statement_step (statement, &error));
  for (int i = 0; i < 4; i++) {
    g_assert_true (nl_statement_is_null (statement, i));
    g_assert_null (nl_statement_get_text (statement, i));
    g_assert_cmpint (nl_statement_get_int64 (statement, i), ==, 0);
  }
  g_assert_false (nl_statement_is_null (statement, 4));
  g_assert_cmpstr (nl_statement_get_text (statement, 4), ==, "");
}

static void
test_texts (const char *folder)
{
  g_autoptr (NlConnection) connection = open_connection (folder);

  for (guint i = 0; i < 200; i++) {
    g_autoptr (NlStatement) statement = prepare (connection, "SELECT ?1, ?2, length (?2)");
    g_autofree char *text = store_fixture_random_text (30);
    gsize cut = (gsize) g_test_rand_int_range (0, (int) strlen (text) + 1);
    g_autofree char *start = g_strndup (text, cut);
    g_autofree char *copy = g_strdup (text);
    g_autoptr (GError) error = NULL;

    nl_statement_bind_text (statement, 1, copy);
    nl_statement_bind_text_length (statement, 2, copy, cut);
    g_assert_true (nl_statement_step (statement, &error));
    g_assert_cmpstr (nl_statement_get_text (statement, 0), ==, text);
    g_assert_cmpstr (nl_statement_get_text (statement, 1), ==, start);
  }
}

static void
test_bytes (const char *folder)
{
  g_autoptr (NlConnection) connection = open_connection (folder);

  for (gsize size = 0; size < 5000; size = size * 3 + 1) {
    g_autofree guint8 *data = g_malloc (size + 1);
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GBytes) read = NULL;
    g_autoptr (NlStatement) statement = prepare (connection, "SELECT ?1, typeof (?1)");
    g_autoptr (GError) error = NULL;

    for (gsize i = 0; i < size; i++)
      data[i] = (guint8) g_test_rand_int ();
    bytes = g_bytes_new (data, size);
    nl_statement_bind_bytes (statement, 1, bytes);
    g_assert_true (nl_statement_step (statement, &error));
    read = nl_statement_dup_bytes (statement, 0);
    g_assert_true (g_bytes_equal (read, bytes));
    g_assert_cmpstr (nl_statement_get_text (statement, 1), ==, "blob");
  }
}

/* Each kind of value, through the array that queries use. */
static void
test_values (const char *folder)
{
  g_autoptr (NlConnection) connection = open_connection (folder);
  g_autoptr (NlStatement) statement
      = prepare (connection, "SELECT ?1, typeof (?2), ?3, ?4, typeof (?5)");
  g_autoptr (GArray) values = nl_value_array_new ();
  NlValue kinds[4] = {
    nl_value_int64 (-7), { .kind = NL_VALUE_NULL }, nl_value_double (0.25), nl_value_text ("O'Hara")
  };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    NlValue value = nl_value_copy (&kinds[i]);

    g_array_append_val (values, value);
    nl_value_clear (&kinds[i]);
  }
  nl_statement_bind_values (statement, 1, values);
  g_assert_true (nl_statement_step (statement, &error));
  g_assert_cmpint (nl_statement_get_int64 (statement, 0), ==, -7);
  g_assert_cmpstr (nl_statement_get_text (statement, 1), ==, "null");
  g_assert_cmpfloat (nl_statement_get_double (statement, 2), ==, 0.25);
  g_assert_cmpstr (nl_statement_get_text (statement, 3), ==, "O'Hara");
}

static void
test_wrong_sql (const char *folder)
{
  g_autoptr (NlConnection) connection = open_connection (folder);
  g_autoptr (GError) error = NULL;
  gint64 number = 7;

  g_assert_null (nl_connection_prepare (connection, "look at nothing", "SELECT FROM", &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "look at nothing"));
  g_clear_error (&error);
  g_assert_false (
      nl_connection_query_int64 (connection, "test", "SELECT no_column", &number, &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_FAILED);
  g_assert_cmpint (number, ==, 0);
  g_clear_error (&error);
  g_assert_false (nl_connection_exec (connection, "test", "INSERT INTO t VALUES (1)", &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_FAILED);
}

/* A parameter that is not there is found out when the statement runs. */
static void
test_wrong_parameter (const char *folder)
{
  g_autoptr (NlConnection) connection = open_connection (folder);
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (NlStatement) statement = prepare (connection, "INSERT INTO t VALUES (?, 1)");

    nl_statement_bind_int64 (statement, 1, 1);
    nl_statement_bind_text (statement, 2, "too many");
    g_assert_false (nl_statement_run (statement, &error));
    g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_FAILED);
    g_clear_error (&error);
  }
  {
    /* The next one who uses it starts afresh. */
    g_autoptr (NlStatement) statement = prepare (connection, "INSERT INTO t VALUES (?, 1)");
    gint64 count;

    nl_statement_bind_int64 (statement, 1, 1);
    g_assert_true (nl_statement_run (statement, &error));
    g_assert_no_error (error);
    g_assert_true (
        nl_connection_query_int64 (connection, "test", "SELECT count(*) FROM t", &count, &error));
    g_assert_cmpint (count, ==, 1);
  }
}

/* Values of the one before are not seen by the next. */
static void
test_reuse_clears_values (const char *folder)
{
  g_autoptr (NlConnection) connection = open_connection (folder);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++) {
    g_autoptr (NlStatement) statement = prepare (connection, "SELECT ?1, ?2");

    if (i == 0)
      nl_statement_bind_text (statement, 1, "left behind");
    g_assert_true (nl_statement_step (statement, &error));
    g_assert_true (nl_statement_is_null (statement, 0) == (i > 0));
  }
}

/* The same SQL several times at once: each has its own place in its own result. */
static void
test_nested (const char *folder)
{
  static const char sql[] = "SELECT x FROM t ORDER BY x";
  g_autoptr (NlConnection) connection = open_connection (folder);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (nl_connection_exec (connection, "test",
                                     "INSERT INTO t (x) VALUES (1), (2), (3), (4)", &error));
  for (guint round = 0; round < 3; round++) {
    g_autoptr (NlStatement) outer = prepare (connection, sql);

    while (nl_statement_step (outer, &error)) {
      gint64 here = nl_statement_get_int64 (outer, 0);
      g_autoptr (NlStatement) inner = prepare (connection, sql);

      g_assert_true (inner != outer);
      while (nl_statement_step (inner, &error)) {
        g_autoptr (NlStatement) third = prepare (connection, sql);

        g_assert_true (nl_statement_step (third, &error));
        g_assert_cmpint (nl_statement_get_int64 (third, 0), ==, 1);
        n++;
      }
      g_assert_cmpint (nl_statement_get_int64 (outer, 0), ==, here);
    }
    g_assert_no_error (error);
  }
  g_assert_cmpuint (n, ==, 3 * 4 * 4);
}

static void
test_transactions (const char *folder)
{
  g_autoptr (NlConnection) connection = open_connection (folder);
  g_autoptr (GError) error = NULL;
  gint64 count;

  for (guint i = 0; i < 4; i++) {
    g_assert_true (nl_connection_begin (connection, &error));
    g_assert_true (nl_connection_exec (connection, "test", "INSERT INTO t VALUES (1, 2)", &error));
    if (i % 2 == 0)
      g_assert_true (nl_connection_commit (connection, &error));
    else
      nl_connection_rollback (connection);
  }
  g_assert_true (
      nl_connection_query_int64 (connection, "test", "SELECT count(*) FROM t", &count, &error));
  g_assert_cmpint (count, ==, 2);
  /* One within another is a mistake, and said so. */
  g_assert_true (nl_connection_begin (connection, &error));
  g_assert_false (nl_connection_begin (connection, &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_FAILED);
  nl_connection_rollback (connection);
  nl_connection_rollback (connection);
}

/* A constraint that is looked at in the end fails the commit, which takes everything back. */
static void
test_failed_commit (const char *folder)
{
  g_autoptr (NlConnection) connection = open_connection (folder);
  g_autoptr (GError) error = NULL;
  gint64 count;

  g_assert_true (nl_connection_exec (
      connection, "test",
      "CREATE TABLE parent (id INTEGER PRIMARY KEY);"
      "CREATE TABLE child (p INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)",
      &error));
  g_assert_true (nl_connection_begin (connection, &error));
  g_assert_true (nl_connection_exec (connection, "test", "INSERT INTO child VALUES (9)", &error));
  g_assert_false (nl_connection_commit (connection, &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_true (
      nl_connection_query_int64 (connection, "test", "SELECT count(*) FROM child", &count, &error));
  g_assert_cmpint (count, ==, 0);
  g_assert_true (nl_connection_begin (connection, &error));
  g_assert_true (nl_connection_commit (connection, &error));
}

static void
test_open_failures (const char *folder)
{
  g_autofree char *missing = g_build_filename (folder, "missing.db", NULL);
  g_autofree char *below = g_build_filename (folder, "no", "such", "folder.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (nl_connection_open (missing, NL_CONNECTION_READER, &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_READ_ONLY);
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_null (nl_connection_open (below, NL_CONNECTION_WRITER, &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_null (nl_connection_open (folder, NL_CONNECTION_WRITER, &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_READ_ONLY);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/statement/numbers", test_numbers);
  nl_test_add ("/statement/nulls", test_nulls);
  nl_test_add ("/statement/texts", test_texts);
  nl_test_add ("/statement/bytes", test_bytes);
  nl_test_add ("/statement/values", test_values);
  nl_test_add ("/statement/wrong-sql", test_wrong_sql);
  nl_test_add ("/statement/wrong-parameter", test_wrong_parameter);
  nl_test_add ("/statement/reuse", test_reuse_clears_values);
  nl_test_add ("/statement/nested", test_nested);
  nl_test_add ("/connection/transactions", test_transactions);
  nl_test_add ("/connection/failed-commit", test_failed_commit);
  nl_test_add ("/connection/open", test_open_failures);
  return g_test_run ();
}
