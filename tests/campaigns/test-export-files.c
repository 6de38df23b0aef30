/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#include "campaigns/nl-export-files.h"
#include "nl-test.h"

#define KILLED_FILE_SIZE (256 * 1024)
#define KILLS 10

static char **
write_two (const char *folder, GError **error)
{
  g_autoptr (NlExportFiles) files = nl_export_files_new ();

  nl_export_files_add_text (files, "one.txt", g_strdup ("1"));
  nl_export_files_add_text (files, "two.txt", g_strdup (""));
  g_assert_cmpuint (nl_export_files_get_count (files), ==, 2);
  return nl_export_files_write (files, folder, NULL, error);
}

static guint
count_entries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static char *program;

static void
test_write (const char *folder)
{
  g_autofree char *deep = g_build_filename (folder, "a", "b", NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) paths = write_two (deep, &error);
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (paths), ==, 2);
  g_assert_true (g_file_get_contents (paths[0], &contents, &length, NULL));
  g_assert_cmpmem (contents, length, "1", 1);
  g_assert_cmpuint (count_entries (deep), ==, 2);
}

static void
test_taken (const char *folder)
{
  g_autofree char *two = g_build_filename (folder, "two.txt", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (two, "mine", -1, NULL);
  g_assert_null (write_two (folder, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_file_get_contents (two, &contents, NULL, NULL);
  g_assert_cmpstr (contents, ==, "mine");
  g_assert_cmpuint (count_entries (folder), ==, 1);
}

static void
test_left_overs (const char *folder)
{
  g_autofree char *old = g_build_filename (folder, ".ninjalead-export-old000", NULL);
  g_autofree char *inside = g_build_filename (old, "half.txt", NULL);
  g_autofree char *fresh = g_build_filename (folder, ".ninjalead-export-new000", NULL);
  g_autofree char *foreign = g_build_filename (folder, ".other", NULL);
  const struct utimbuf long_ago = { .actime = 1, .modtime = 1 };
  g_auto (GStrv) paths = NULL;

  g_mkdir (old, 0700);
  g_file_set_contents (inside, "ha", -1, NULL);
  g_mkdir (fresh, 0700);
  g_mkdir (foreign, 0700);
  utime (old, &long_ago);
  utime (foreign, &long_ago);
  paths = write_two (folder, NULL);
  g_assert_nonnull (paths);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (fresh, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
}

static void
test_read_only (const char *folder)
{
  g_autoptr (NlExportFiles) files = nl_export_files_new ();
  g_autoptr (GError) error = NULL;

  /* Not even root may make files there. */
  nl_export_files_add_text (files, "x", g_strdup ("x"));
  g_assert_null (nl_export_files_write (files, "/proc/self", NULL, &error));
  g_assert_true (error->domain == G_IO_ERROR);
  g_assert_nonnull (strstr (error->message, "/proc/self"));
}

static gboolean
put (const char *path, const char *text)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  gboolean is_done = fd >= 0 && write (fd, text, strlen (text)) > 0;

  return fd >= 0 && g_close (fd, NULL) && is_done;
}

/* What the process with the small disk does: 2 without the right to have one. */
static int
write_too_much (const char *folder)
{
  g_autoptr (NlExportFiles) files = nl_export_files_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autofree char *users = g_strdup_printf ("%u %u 1", geteuid (), geteuid ());
  g_autofree char *groups = g_strdup_printf ("%u %u 1", getegid (), getegid ());

  if (unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0 || !put ("/proc/self/uid_map", users)
      || !put ("/proc/self/setgroups", "deny") || !put ("/proc/self/gid_map", groups)
      || mount ("none", folder, "tmpfs", 0, "size=64k") != 0)
    return 2;
  nl_export_files_add_text (files, "small", g_strdup ("x"));
  nl_export_files_add_text (files, "large", g_strnfill (1024 * 1024, 'x'));
  g_assert_null (nl_export_files_write (files, folder, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_nonnull (strstr (error->message, "the disk is full"));
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
  return 0;
}

/* What the process that is killed does: files, without end. */
static int
write_for_ever (const char *folder)
{
  for (guint round = 0;; round++) {
    g_autoptr (NlExportFiles) files = nl_export_files_new ();
    g_auto (GStrv) paths = NULL;

    for (guint i = 0; i < 4; i++) {
      g_autofree char *name = g_strdup_printf ("%u-%u.txt", round, i);

      nl_export_files_add_text (files, name, g_strnfill (KILLED_FILE_SIZE, 'x'));
    }
    paths = nl_export_files_write (files, folder, NULL, NULL);
    if (paths == NULL)
      return 1;
    if (write (STDOUT_FILENO, "\n", 1) != 1)
      return 0;
  }
}

static void
assert_files_are_whole (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    GStatBuf info;

    if (*name == '.')
      continue;
    g_assert_cmpint (g_stat (path, &info), ==, 0);
    g_assert_cmpint (info.st_size, ==, KILLED_FILE_SIZE);
  }
}

static void
test_disk_full (const char *folder)
{
  const char *argv[] = { program, "--fill", folder, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 2)
    g_test_skip ("Small disks may not be mounted here");
  else
    g_assert_true (g_spawn_check_wait_status (status, NULL));
}

static void
test_kill (const char *folder)
{
  for (guint i = 0; i < KILLS; i++) {
    g_autofree char *out = g_strdup_printf ("%s/%u", folder, i);
    const char *argv[] = { program, "--write", out, NULL };
    g_autoptr (GError) error = NULL;
    char byte;
    GPid pid;
    int output;

    g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                              &pid, NULL, &output, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpint (read (output, &byte, 1), ==, 1);
    kill (pid, SIGKILL);
    waitpid (pid, NULL, 0);
    g_close (output, NULL);
    assert_files_are_whole (out);
  }
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--write"))
    return write_for_ever (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--fill"))
    return write_too_much (argv[2]);
  program = argv[0];
  nl_test_init (&argc, &argv);
  nl_test_add ("/export-files/write", test_write);
  nl_test_add ("/export-files/taken", test_taken);
  nl_test_add ("/export-files/left-overs", test_left_overs);
  nl_test_add ("/export-files/read-only", test_read_only);
  nl_test_add ("/export-files/disk-full", test_disk_full);
  nl_test_add ("/export-files/kill", test_kill);
  return g_test_run ();
}
