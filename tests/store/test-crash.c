/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <signal.h>

#include "nl-test.h"

#define KILLS nl_test_rounds (100, 10)

static guint
read_number (GDataInputStream *lines)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);

  g_assert_no_error (error);
  return line != NULL ? (guint) g_ascii_strtoull (line, NULL, 10) : 0;
}

/* Lets the writer report some transactions, kills it in the middle of another, and returns how many
 * it reported. */
static guint
run_and_kill (const char *folder, guint reports)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) writer = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                                     g_getenv ("CRASH_WRITER"), folder, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  guint reported = 0;
  guint number;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (writer));
  while (reported < reports) {
    number = read_number (lines);
    g_assert_cmpuint (number, ==, reported + 1);
    reported = number;
  }
  g_subprocess_send_signal (writer, SIGKILL);
  /* What it said before the signal came counts as well. */
  while ((number = read_number (lines)) != 0)
    reported = number;
  g_subprocess_wait (writer, NULL, NULL);
  return reported;
}

static void
test_kill (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "workspace.db", NULL);
  guint64 reported = 0;

  for (guint i = 0; i < KILLS; i++) {
    g_autofree char *state = NULL;
    g_auto (GStrv) lines = NULL;
    guint64 stored;

    reported += run_and_kill (folder, (guint) g_test_rand_int_range (1, 4));
    state = nl_test_sqlite3 (path, "PRAGMA integrity_check; PRAGMA foreign_key_check;"
                                   "SELECT count(*) / 20.0 FROM customers;"
                                   "SELECT count(*) / 40.0 FROM customer_tags;"
                                   "SELECT count(*) / 20.0 FROM customers_search "
                                   "WHERE customers_search MATCH 'tags : crash'");
    lines = g_strsplit (state, "\n", -1);
    g_assert_cmpuint (g_strv_length (lines), ==, 4);
    g_assert_cmpstr (lines[0], ==, "ok");
    /* Whole transactions only, in the table as in what triggers keep. */
    g_assert_true (g_str_has_suffix (lines[1], ".0"));
    g_assert_cmpstr (lines[1], ==, lines[2]);
    g_assert_cmpstr (lines[1], ==, lines[3]);
    stored = g_ascii_strtoull (lines[1], NULL, 10);
    g_assert_cmpuint (stored, >=, reported);
    /* The one under way when the signal came may be there without having been reported. */
    g_assert_cmpuint (stored, <=, reported + 1);
    reported = stored;
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/store/kill", test_kill);
  return g_test_run ();
}
