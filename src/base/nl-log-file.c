/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-log-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _NlLogFile {
  GMutex lock;
  char *path;
  gsize max_size;
  guint generations;
  int fd;
};

/**
 * nl_log_file_new:
 * @path: the file; its folder is made when it is not there
 * @max_size: the bytes after which it is rotated
 * @generations: how many older files are kept
 *
 * Nothing is opened before something is written. Only the user can read the files.
 *
 * Returns: (transfer full): a file
 */
NlLogFile *
nl_log_file_new (const char *path, gsize max_size, guint generations)
{
  NlLogFile *self;

  g_return_val_if_fail (path != NULL && max_size > 0, NULL);

  self = g_new0 (NlLogFile, 1);
  g_mutex_init (&self->lock);
  self->path = g_strdup (path);
  self->max_size = max_size;
  self->generations = generations;
  self->fd = -1;
  return self;
}

static void
close_file (NlLogFile *self)
{
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

/**
 * nl_log_file_free:
 * @self: (transfer full): a file
 */
void
nl_log_file_free (NlLogFile *self)
{
  close_file (self);
  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self);
}

static gboolean
open_file (NlLogFile *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  g_mkdir_with_parents (folder, 0700);
  self->fd = g_open (self->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
  return self->fd >= 0;
}

static void
rotate (NlLogFile *self)
{
  close_file (self);
  for (guint i = self->generations; i > 0; i--) {
    g_autofree char *to = g_strdup_printf ("%s.%u", self->path, i);
    g_autofree char *from
        = i > 1 ? g_strdup_printf ("%s.%u", self->path, i - 1) : g_strdup (self->path);

    g_rename (from, to);
  }
  if (self->generations == 0)
    g_unlink (self->path);
}

/* Another process may have rotated the file under us: then ours has another name by now. */
static gboolean
is_current (NlLogFile *self, const struct stat *open_file)
{
  struct stat named;

  return stat (self->path, &named) == 0 && named.st_ino == open_file->st_ino
         && named.st_dev == open_file->st_dev;
}

static gboolean
write_all (int fd, const char *text, gsize length)
{
  while (length > 0) {
    gssize n = write (fd, text, length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FALSE;
    text += n;
    length -= (gsize) n;
  }
  return TRUE;
}

/**
 * nl_log_file_write:
 * @self: a file
 * @text: whole lines
 *
 * Appends to the file, rotating it first when it is full. Thread-safe; other processes may write
 * to the same file.
 *
 * Returns: whether it is written. A full disk or a folder one may not write to loses the text,
 *   and the next call tries again
 */
gboolean
nl_log_file_write (NlLogFile *self, const char *text)
{
  gsize length;
  struct stat now;
  gboolean done;

  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  length = strlen (text);
  g_mutex_lock (&self->lock);
  if (self->fd >= 0 && fstat (self->fd, &now) == 0) {
    if (!is_current (self, &now))
      close_file (self);
    else if (now.st_size > 0 && (gsize) now.st_size + length > self->max_size)
      rotate (self);
  }
  if (self->fd < 0 && open_file (self) && fstat (self->fd, &now) == 0 && now.st_size > 0
      && (gsize) now.st_size + length > self->max_size)
    rotate (self);
  done = (self->fd >= 0 || open_file (self)) && write_all (self->fd, text, length);
  g_mutex_unlock (&self->lock);
  return done;
}
