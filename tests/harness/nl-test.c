/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nl-test.h"

#include <glib/gstdio.h>
#include <locale.h>

#include "base/nl-future.h"

/**
 * nl_test_init:
 * @argc: (inout): from main()
 * @argv: (inout): from main()
 *
 * What every test's main() calls first.
 */
void
nl_test_init (int *argc, char ***argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (argc, argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
}

typedef struct {
  NlTestFunc func;
  char *folder;
} Body;

static DexFuture *
body_fiber (gpointer data)
{
  Body *body = data;

  body->func (body->folder);
  return dex_future_new_true ();
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && (dir = g_dir_open (path, 0, NULL)) != NULL) {
    while ((name = g_dir_read_name (dir)) != NULL) {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  }
  g_remove (path);
}

static gboolean
run_out_of_patience (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

/**
 * nl_test_settle:
 *
 * Runs the main loop until every fiber has ended, as those do that a test left behind: to
 * LeakSanitizer, which does not look at their stacks, what only they hold is lost.
 */
void
nl_test_settle (void)
{
  gboolean impatient = FALSE;
  guint timeout
      = g_timeout_add ((guint) (NL_TEST_PATIENCE / 1000), run_out_of_patience, &impatient);

  while (nl_fiber_get_n_running () > 0 && !impatient)
    g_main_context_iteration (NULL, TRUE);
  if (impatient)
    g_test_message ("%u fibers do not end", nl_fiber_get_n_running ());
  g_source_remove (timeout);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
run_body (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Body body = { .func = (NlTestFunc) data };

  body.folder = g_dir_make_tmp ("ninjalead-test-XXXXXX", &error);
  g_assert_no_error (error);
  nl_future_wait (nl_fiber_spawn_named ("test", 8 * 1024 * 1024, body_fiber, &body, NULL), &error);
  g_assert_no_error (error);
  nl_test_settle ();
  remove_tree (body.folder);
  g_free (body.folder);
}

/**
 * nl_test_add:
 * @path: the test's path, as for g_test_add_func()
 * @func: its body
 *
 * Adds a test that runs in a fiber with a stack of 8 MiB.
 */
void
nl_test_add (const char *path, NlTestFunc func)
{
  g_test_add_data_func (path, (gconstpointer) func, run_body);
}

/**
 * nl_test_fixture:
 * @relative_path: below tests/fixtures
 *
 * Returns: (transfer full): the file's path
 */
char *
nl_test_fixture (const char *relative_path)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", relative_path, NULL);
}

/**
 * nl_test_shared_file:
 * @relative_path: below the folder of real files that developers may have beside the checkout
 *
 * Skips the running test when the file is not there.
 *
 * Returns: (transfer full) (nullable): the file's path
 */
char *
nl_test_shared_file (const char *relative_path)
{
  const char *shared = g_getenv ("NL_SHARED");
  g_autofree char *beside = g_test_build_filename (G_TEST_DIST, "..", "..", "shared", NULL);
  g_autofree char *path = g_build_filename (shared != NULL ? shared : beside, relative_path, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip_printf ("needs %s of the shared data, which is not on this machine", relative_path);
  return NULL;
}

/**
 * nl_test_sqlite3:
 * @database: a database file
 * @sql: what to ask it
 *
 * Asks the sqlite3 shell, so that the code under test is not its own witness. It waits for who has
 * the database to itself.
 *
 * Returns: (transfer full): what it printed, without the last newline
 */
char *
nl_test_sqlite3 (const char *database, const char *sql)
{
  const char *argv[] = { "sqlite3", "-batch", "-cmd", ".timeout 600000", database, sql, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  g_autofree char *complaint = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &complaint,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (complaint, ==, "");
  g_assert_cmpint (status, ==, 0);
  return g_strchomp (g_steal_pointer (&output));
}
