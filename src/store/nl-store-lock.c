/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-store-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>

#include "store/nl-store-error.h"

/* SQLite locks a file, and knows nothing of another that takes its name. So whoever has a workspace
 * open also holds a lock on its folder, which who exchanges the file wants for itself. */

static int
open_folder (const char *folder)
{
  return g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
}

/*
 * nl_store_lock_shared:
 * @folder: a workspace's folder
 *
 * Says that the workspace is in use. Waits while a backup of it is restored: for as long as the
 * copy takes.
 *
 * Returns: (transfer full): a lock for nl_store_unlock(); -1 on a file system without locks
 */
int
nl_store_lock_shared (const char *folder)
{
  int lock = open_folder (folder);

  while (lock >= 0 && flock (lock, LOCK_SH) != 0) {
    if (errno == EINTR)
      continue;
    g_close (lock, NULL);
    lock = -1;
  }
  return lock;
}

/*
 * nl_store_lock_exclusively:
 * @folder: a workspace's folder
 * @lock: (out): a lock for nl_store_unlock(); -1 on a file system without locks
 * @error: return location
 *
 * Keeps others from opening the workspace.
 *
 * Returns: whether nobody has it open
 */
gboolean
nl_store_lock_exclusively (const char *folder, int *lock, GError **error)
{
  *lock = open_folder (folder);
  if (*lock < 0 || flock (*lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  if (errno != EWOULDBLOCK) {
    nl_store_unlock (*lock);
    *lock = -1;
    return TRUE;
  }
  nl_store_unlock (*lock);
  *lock = -1;
  g_set_error_literal (error, NL_STORE_ERROR, NL_STORE_ERROR_LOCKED,
                       _ ("The workspace is open in NinjaLead. Close it and try again."));
  return FALSE;
}

/*
 * nl_store_unlock:
 * @lock: (transfer full): a lock, or -1
 *
 * Gives a lock back.
 */
void
nl_store_unlock (int lock)
{
  if (lock >= 0)
    g_close (lock, NULL);
}
