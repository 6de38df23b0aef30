/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-store-lock.h"

#include <fcntl.h>

#include "nl-test.h"
#include "store/nl-store-error.h"
#include "store/nl-store.h"

/* Who has a workspace open, and who wants it for himself. */

static void
assert_nobody_has_it (const char *folder)
{
  g_autoptr (GError) error = NULL;
  int lock;

  g_assert_true (nl_store_lock_exclusively (folder, &lock, &error));
  g_assert_no_error (error);
  nl_store_unlock (lock);
}

static void
assert_somebody_has_it (const char *folder)
{
  g_autoptr (GError) error = NULL;
  int lock = 7;

  g_assert_false (nl_store_lock_exclusively (folder, &lock, &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_LOCKED);
  g_assert_cmpint (lock, ==, -1);
}

static void
test_shared (const char *folder)
{
  int first = nl_store_lock_shared (folder);
  int second = nl_store_lock_shared (folder);

  g_assert_cmpint (first, >=, 0);
  g_assert_cmpint (second, >=, 0);
  assert_somebody_has_it (folder);
  nl_store_unlock (first);
  assert_somebody_has_it (folder);
  nl_store_unlock (second);
  assert_nobody_has_it (folder);
  assert_nobody_has_it (folder);
}

/* Two who want it for themselves do not get it both. */
static void
test_exclusive (const char *folder)
{
  int lock;

  g_assert_true (nl_store_lock_exclusively (folder, &lock, NULL));
  g_assert_cmpint (lock, >=, 0);
  assert_somebody_has_it (folder);
  nl_store_unlock (lock);
  assert_nobody_has_it (folder);
}

/* The lock is on the folder: which file is in it, or was, means nothing. */
static void
test_other_files (const char *folder)
{
  g_autofree char *file = g_build_filename (folder, "workspace.db", NULL);
  g_autofree char *other = g_build_filename (folder, "other", NULL);
  int lock = nl_store_lock_shared (folder);

  g_assert_no_errno (g_mkdir_with_parents (other, 0700));
  g_assert_true (g_file_set_contents (file, "new", -1, NULL));
  assert_somebody_has_it (folder);
  assert_nobody_has_it (other);
  nl_store_unlock (lock);
}

/* A folder that is not there is nobody's, and a lock on it is none. */
static void
test_missing_folder (const char *folder)
{
  g_autofree char *missing = g_build_filename (folder, "missing", NULL);
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  int lock = 7;

  g_assert_cmpint (nl_store_lock_shared (missing), ==, -1);
  g_assert_true (nl_store_lock_exclusively (missing, &lock, NULL));
  g_assert_cmpint (lock, ==, -1);
  nl_store_unlock (lock);
  g_assert_true (g_file_set_contents (file, "", -1, NULL));
  g_assert_cmpint (nl_store_lock_shared (file), ==, -1);
}

/* A program that is started meanwhile does not keep the workspace open. */
static void
test_not_inherited (const char *folder)
{
  int shared = nl_store_lock_shared (folder);
  int exclusive;

  g_assert_cmpint (fcntl (shared, F_GETFD) & FD_CLOEXEC, !=, 0);
  nl_store_unlock (shared);
  g_assert_true (nl_store_lock_exclusively (folder, &exclusive, NULL));
  g_assert_cmpint (fcntl (exclusive, F_GETFD) & FD_CLOEXEC, !=, 0);
  nl_store_unlock (exclusive);
}

/* From the moment it is open to the moment it is closed a store says so, and several may. */
static void
test_stores (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlStore) first = dex_await_object (nl_store_open (folder), &error);
  g_autoptr (NlStore) second = dex_await_object (nl_store_open (folder), &error);

  g_assert_no_error (error);
  assert_somebody_has_it (folder);
  nl_test_await_ok (nl_store_close (first));
  assert_somebody_has_it (folder);
  nl_test_await_ok (nl_store_close (second));
  assert_nobody_has_it (folder);
}

typedef struct {
  const char *folder;
  gint has_it; /* atomic */
} Waiter;

static gpointer
wait_for_it (gpointer data)
{
  Waiter *self = data;
  int lock = nl_store_lock_shared (self->folder);

  g_atomic_int_set (&self->has_it, lock >= 0);
  nl_store_unlock (lock);
  return NULL;
}

/* Whoever opens a workspace while a backup is restored waits, and gets it then. */
static void
test_waits (const char *folder)
{
  Waiter waiter = { .folder = folder };
  GThread *thread;
  int lock;

  g_assert_true (nl_store_lock_exclusively (folder, &lock, NULL));
  thread = g_thread_new ("waiter", wait_for_it, &waiter);
  g_thread_yield ();
  g_assert_false (g_atomic_int_get (&waiter.has_it));
  nl_store_unlock (lock);
  g_thread_join (thread);
  g_assert_true (g_atomic_int_get (&waiter.has_it));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/store-lock/shared", test_shared);
  nl_test_add ("/store-lock/exclusive", test_exclusive);
  nl_test_add ("/store-lock/other-files", test_other_files);
  nl_test_add ("/store-lock/missing-folder", test_missing_folder);
  nl_test_add ("/store-lock/not-inherited", test_not_inherited);
  nl_test_add ("/store-lock/stores", test_stores);
  nl_test_add ("/store-lock/waits", test_waits);
  return g_test_run ();
}
