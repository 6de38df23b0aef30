/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <signal.h>

#include "nl-test.h"

#define KILLS nl_test_rounds (50, 5)
#define ROWS 5000
#define ORDERS 2500

static char *
write_file (const char *folder)
{
  g_autoptr (GString) text = g_string_new ("Email,First Name,Tags,Total Orders\n");
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, "customers.csv", NULL);

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (text, "person%u@example.com,Crash,\"vip, number%u\",%u\n", i, i, i % 5);
  g_file_set_contents (path, text->str, -1, &error);
  g_assert_no_error (error);
  return path;
}

/* More rows than are stored one by one, so that indices are put aside. */
static char *
write_orders (const char *folder)
{
  g_autoptr (GString) text = g_string_new ("Name,Email,Financial Status,Total,Created at,"
                                           "Lineitem quantity,Lineitem name,Lineitem price\n");
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, "orders.csv", NULL);

  for (guint i = 0; i < ORDERS; i++)
    g_string_append_printf (text,
                            "#%u,person%u@example.com,paid,3.00,2026-05-31 10:00:00 +0200,1,Soap,"
                            "1.00\n#%u,,,,,1,Oil,2.00\n",
                            i, i % (ORDERS / 2), i);
  g_file_set_contents (path, text->str, -1, &error);
  g_assert_no_error (error);
  return path;
}

/* Returns how long the import took, in microseconds; 0 when it was killed before it was done. */
static gint64
run (const char *folder, const char *file, gint64 kill_after)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) importer
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("CRASH_IMPORTER"),
                          folder, file, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *begins = NULL;
  g_autofree char *done = NULL;
  gint64 start;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (importer));
  begins = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_cmpstr (begins, ==, "begins");
  start = g_get_monotonic_time ();
  if (kill_after >= 0) {
    g_usleep ((gulong) kill_after);
    g_subprocess_send_signal (importer, SIGKILL);
  }
  done = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_subprocess_wait (importer, NULL, NULL);
  return done != NULL ? g_get_monotonic_time () - start : 0;
}

static guint
count_customers (const char *database)
{
  g_autofree char *state = nl_test_sqlite3 (
      database,
      "PRAGMA integrity_check; PRAGMA foreign_key_check; SELECT count(*) FROM customers;"
      "SELECT count(*) / 2.0 FROM customer_tags;"
      "SELECT count(*) FROM customers_search WHERE customers_search MATCH 'crash';"
      "SELECT count(*) FROM sqlite_schema WHERE name GLOB 'customers_*' AND type <> 'table'");
  g_auto (GStrv) lines = g_strsplit (state, "\n", -1);
  guint customers;

  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_cmpstr (lines[0], ==, "ok");
  customers = (guint) g_ascii_strtoull (lines[1], NULL, 10);
  g_assert_cmpfloat (g_ascii_strtod (lines[2], NULL), ==, customers);
  g_assert_cmpuint ((guint) g_ascii_strtoull (lines[3], NULL, 10), ==, customers);
  /* Indices and triggers that were put aside are there again. */
  g_assert_cmpstr (lines[4], ==, "19");
  return customers;
}

static guint
count_orders (const char *database)
{
  g_autofree char *state = nl_test_sqlite3 (
      database, "PRAGMA integrity_check; PRAGMA foreign_key_check; SELECT count(*) FROM orders;"
                "SELECT count(*) / 2.0 FROM order_lines;"
                "SELECT ifnull (sum (number_of_orders), 0) FROM customers;"
                "SELECT ifnull (sum (amount_spent), 0) / 300.0 FROM customers;"
                "SELECT count(*) * 2 FROM customers;"
                "SELECT count(*) FROM sqlite_schema WHERE name GLOB 'order*' AND type = 'index'");
  g_auto (GStrv) lines = g_strsplit (state, "\n", -1);
  guint orders;

  g_assert_cmpuint (g_strv_length (lines), ==, 7);
  g_assert_cmpstr (lines[0], ==, "ok");
  orders = (guint) g_ascii_strtoull (lines[1], NULL, 10);
  for (guint i = 2; i < 6; i++)
    g_assert_cmpfloat (g_ascii_strtod (lines[i], NULL), ==, orders);
  /* Indices that were put aside are there again. */
  g_assert_cmpstr (lines[6], ==, "5");
  return orders;
}

static void
kill_imports (const char *folder,
              const char *file,
              guint (*count) (const char *database),
              guint expected)
{
  g_autofree char *first = g_build_filename (folder, "first", NULL);
  gint64 duration = run (first, file, -1);
  guint n_all = 0;
  guint n_none = 0;

  g_assert_cmpint (duration, >, 0);
  for (guint i = 0; i < KILLS; i++) {
    g_autofree char *name = g_strdup_printf ("run-%u", i);
    g_autofree char *data = g_build_filename (folder, name, NULL);
    g_autofree char *database = g_build_filename (data, "workspace.db", NULL);
    gint64 wait = (gint64) (g_test_rand_double () * (double) duration * 1.25);
    gboolean reported = run (data, file, wait) > 0;
    guint stored = count (database);

    g_assert_true (stored == 0 || stored == expected);
    g_assert_true (stored == expected || !reported);
    n_all += stored == expected;
    n_none += stored == 0;
    /* The next import is not in the way of what was left. */
    if (i % 10 == 0) {
      g_assert_cmpint (run (data, file, -1), >, 0);
      g_assert_cmpuint (count (database), ==, expected);
    }
  }
  g_test_message ("all %u times, none %u times", n_all, n_none);
}

static void
test_customers (const char *folder)
{
  g_autofree char *file = write_file (folder);

  kill_imports (folder, file, count_customers, ROWS);
}

static void
test_orders (const char *folder)
{
  g_autofree char *file = write_orders (folder);

  kill_imports (folder, file, count_orders, ORDERS);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/import/kill-customers", test_customers);
  nl_test_add ("/import/kill-orders", test_orders);
  return g_test_run ();
}
