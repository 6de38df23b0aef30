/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>

#include "jobs/nl-job-runner-private.h"
#include "store/nl-store-error.h"

#define FILE_NAME "queue.lock"

/*
 * nl_job_lock_take:
 * @folder: a workspace's folder
 * @error: return location
 *
 * Makes the caller the only one who works on the queue of a workspace. The kernel gives the lock
 * back when the process dies, however it dies; so whoever has it knows that jobs under way that are
 * not his own belong to nobody.
 *
 * Returns: the lock, for nl_job_lock_give_back(); -1 with %NL_JOB_ERROR_QUEUE_TAKEN when another
 *   has it
 */
int
nl_job_lock_take (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  int lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (lock < 0) {
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_READ_ONLY,
                 _ ("“%s” can’t be opened: %s. Check the permissions of its folder."), path,
                 g_strerror (errno));
    return -1;
  }
  if (flock (lock, LOCK_EX | LOCK_NB) == 0)
    return lock;
  g_close (lock, NULL);
  g_set_error_literal (error, NL_JOB_ERROR, NL_JOB_ERROR_QUEUE_TAKEN,
                       _ ("Another NinjaLead is already working on this queue."));
  return -1;
}

/*
 * nl_job_lock_give_back:
 * @lock: from nl_job_lock_take(); or -1
 *
 * Lets others work on the queue.
 */
void
nl_job_lock_give_back (int lock)
{
  if (lock >= 0)
    g_close (lock, NULL);
}
