/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-export-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

/* Where files are written before they move, in the same folder so that moving is a rename. */
#define STAGING_PREFIX ".ninjalead-export-"

/* What lies there longer was left by a program that was killed. */
#define STAGING_MAX_AGE (10 * 60)

typedef struct {
  char *name;
  GBytes *contents;
} File;

struct _NlExportFiles {
  GArray *files;
};

static void
clear_file (gpointer data)
{
  File *file = data;

  g_free (file->name);
  g_bytes_unref (file->contents);
}

/**
 * nl_export_files_new:
 *
 * Returns: (transfer full): no files yet
 */
NlExportFiles *
nl_export_files_new (void)
{
  NlExportFiles *self = g_new0 (NlExportFiles, 1);

  self->files = g_array_new (FALSE, FALSE, sizeof (File));
  g_array_set_clear_func (self->files, clear_file);
  return self;
}

/**
 * nl_export_files_free:
 * @self: (transfer full): files
 *
 * Frees @self; what was written stays.
 */
void
nl_export_files_free (NlExportFiles *self)
{
  g_array_unref (self->files);
  g_free (self);
}

/**
 * nl_export_files_add:
 * @self: files
 * @name: a name without folders
 * @contents: what the file holds
 *
 * Adds a file.
 */
void
nl_export_files_add (NlExportFiles *self, const char *name, GBytes *contents)
{
  File file;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL && *name != '\0' && *name != '.' && strchr (name, '/') == NULL);

  file = (File) { .name = g_strdup (name), .contents = g_bytes_ref (contents) };
  g_array_append_val (self->files, file);
}

/**
 * nl_export_files_add_text:
 * @self: files
 * @name: a name without folders
 * @text: (transfer full): what the file holds
 *
 * Adds a file of text.
 */
void
nl_export_files_add_text (NlExportFiles *self, const char *name, char *text)
{
  g_autoptr (GBytes) contents = g_bytes_new_take (text, strlen (text));

  nl_export_files_add (self, name, contents);
}

/**
 * nl_export_files_get_count:
 * @self: files
 *
 * Returns: how many there are
 */
guint
nl_export_files_get_count (NlExportFiles *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->files->len;
}

static void
set_error (GError **error, int code, const char *path)
{
  const char *format;

  switch (code) {
  case EACCES:
  case EPERM:
  case EROFS:
    format = _ ("“%s” can’t be written: you may not write there. Choose another folder.");
    break;
  case ENOSPC:
  case EDQUOT:
    format = _ ("“%s” can’t be written: the disk is full.");
    break;
  case ENOTDIR:
    format = _ ("“%s” is not a folder. Choose another one.");
    break;
  default:
    g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code),
                 _ ("“%s” can’t be written: %s."), path, g_strerror (code));
    return;
  }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code), format, path);
#pragma GCC diagnostic pop
}

static void
remove_staging (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    g_unlink (child);
  }
  g_rmdir (path);
}

static void
remove_left_over (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = NULL;
    GStatBuf info;

    if (!g_str_has_prefix (name, STAGING_PREFIX))
      continue;
    path = g_build_filename (folder, name, NULL);
    if (g_lstat (path, &info) == 0 && S_ISDIR (info.st_mode)
        && g_get_real_time () / G_USEC_PER_SEC - info.st_mtime > STAGING_MAX_AGE)
      remove_staging (path);
  }
}

static gboolean
write_file (const char *path, GBytes *contents, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (contents, &size);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  int code = 0;

  if (fd < 0) {
    set_error (error, errno, path);
    return FALSE;
  }
  while (size > 0 && code == 0) {
    gssize written = write (fd, data, size);

    if (written >= 0) {
      data += written;
      size -= (gsize) written;
    } else if (errno != EINTR) {
      code = errno;
    }
  }
  /* The name must never lead to less than the whole file, not even after a power cut. */
  if (code == 0 && fsync (fd) != 0 && errno != EINVAL)
    code = errno;
  if (close (fd) != 0 && code == 0)
    code = errno;
  if (code != 0)
    set_error (error, code, path);
  return code == 0;
}

/* Moves without replacing anything. */
static int
move (const char *from, const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return errno;
  /* Some network and FUSE file systems cannot promise it. */
  if (g_access (to, F_OK) == 0)
    return EEXIST;
  return g_rename (from, to) == 0 ? 0 : errno;
}

static gboolean
stage (NlExportFiles *self, const char *staging, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < self->files->len; i++) {
    const File *file = &g_array_index (self->files, File, i);
    g_autofree char *path = g_build_filename (staging, file->name, NULL);

    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !write_file (path, file->contents, error))
      return FALSE;
  }
  return TRUE;
}

static char **
publish (NlExportFiles *self, const char *folder, const char *staging, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_null_terminated (self->files->len, g_free, TRUE);

  for (guint i = 0; i < self->files->len; i++) {
    const File *file = &g_array_index (self->files, File, i);
    g_autofree char *from = g_build_filename (staging, file->name, NULL);
    g_autofree char *to = g_build_filename (folder, file->name, NULL);
    int code = move (from, to);

    if (code != 0) {
      for (guint j = 0; j < paths->len; j++)
        g_unlink (paths->pdata[j]);
      set_error (error, code, to);
      return NULL;
    }
    g_ptr_array_add (paths, g_steal_pointer (&to));
  }
  return (char **) g_ptr_array_steal (paths, NULL);
}

/**
 * nl_export_files_write:
 * @self: files
 * @folder: where to; made when it is not there
 * @cancellable: (nullable): stops it, with nothing written
 * @error: return location for %G_IO_ERROR
 *
 * Writes all files or none. They are written aside and then renamed, so that no name ever leads to
 * half a file, and nothing that is there is replaced: %G_IO_ERROR_EXISTS says that a name is taken.
 * Blocks: not for the main thread.
 *
 * Returns: (transfer full) (array zero-terminated=1) (nullable): the paths
 */
char **
nl_export_files_write (NlExportFiles *self,
                       const char *folder,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *staging = NULL;
  char **paths = NULL;
  gboolean is_new;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  is_new = g_access (folder, F_OK) != 0;
  if (g_mkdir_with_parents (folder, 0777) != 0) {
    set_error (error, errno, folder);
    return NULL;
  }
  remove_left_over (folder);
  staging = g_build_filename (folder, STAGING_PREFIX "XXXXXX", NULL);
  if (g_mkdtemp (staging) == NULL) {
    set_error (error, errno, folder);
    return NULL;
  }
  if (stage (self, staging, cancellable, error))
    paths = publish (self, folder, staging, error);
  remove_staging (staging);
  if (paths == NULL && is_new)
    g_rmdir (folder);
  return paths;
}
