/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-restore.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/nl-clock.h"
#include "base/nl-future.h"
#include "store/nl-backup.h"
#include "store/nl-store-error.h"
#include "store/nl-store-lock.h"
#include "store/nl-store.h"

/* How long to wait for a program that is about to close the workspace. */
#define BUSY_MILLISECONDS 500

typedef struct {
  char *folder;
  char *backup;
  char *workspace;
  char *incoming; /* the copy of the backup, before it gets the workspace's name */
  char *kept;     /* the name the old workspace is kept by */
  NlOperation *operation;
} Restore;

static void
restore_free (gpointer data)
{
  Restore *self = data;

  g_free (self->folder);
  g_free (self->backup);
  g_free (self->workspace);
  g_free (self->incoming);
  g_free (self->kept);
  g_clear_object (&self->operation);
  g_free (self);
}

static char *
dup_free_name (const char *workspace)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc_usec (nl_clock_now ());
  g_autofree char *moment = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  char *name = g_strdup_printf ("%s" NL_BACKUP_KEPT "restore-%s", workspace, moment);

  for (guint i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++) {
    g_free (name);
    name = g_strdup_printf ("%s" NL_BACKUP_KEPT "restore-%s-%u", workspace, moment, i);
  }
  return name;
}

static gboolean
fail (const char *path, GError **error)
{
  int number = errno;

  g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_READ_ONLY,
               _ ("“%s” can’t be written: %s. Nothing was changed."), path, g_strerror (number));
  return FALSE;
}

/* Brings all of the workspace into its one file, and keeps programs that know nothing of our lock
 * out of it for as long as @connection is open. */
static gboolean
close_to_others (NlConnection *connection, GError **error)
{
  sqlite3_busy_timeout (nl_connection_get_handle (connection), BUSY_MILLISECONDS);
  return nl_connection_exec (connection, "close the workspace to others",
                             "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE;"
                             "BEGIN EXCLUSIVE",
                             error);
}

/* A damaged workspace can't be asked to tidy up, so what it consists of is kept as it is. Its log
 * must not stay: SQLite would take it for the log of the file that comes. */
static gboolean
move_log_away (Restore *self, GError **error)
{
  static const char *const suffixes[] = { "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *from = g_strconcat (self->workspace, suffixes[i], NULL);
    g_autofree char *to = g_strconcat (self->kept, suffixes[i], NULL);

    if (g_rename (from, to) != 0 && errno != ENOENT)
      return fail (from, error);
  }
  return TRUE;
}

/* Gives the workspace a second name, so that there never is a moment without a workspace. */
static gboolean
keep_old (Restore *self, GError **error)
{
  g_autoptr (GFile) from = g_file_new_for_path (self->workspace);
  g_autoptr (GFile) to = g_file_new_for_path (self->kept);

  /* Some file systems know no second names. */
  return link (self->workspace, self->kept) == 0
         || g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, error);
}

static void
sync_folder (const char *folder)
{
  int descriptor = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (descriptor < 0)
    return;
  fsync (descriptor);
  g_close (descriptor, NULL);
}

static gboolean
is_empty (NlConnection *connection)
{
  gint64 tables = -1;

  return connection != NULL
         && nl_connection_query_int64 (connection, "count the tables",
                                       "SELECT count(*) FROM sqlite_schema", &tables, NULL)
         && tables == 0;
}

static gboolean
exchange (Restore *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (NlConnection) old
      = nl_connection_open (self->workspace, NL_CONNECTION_WRITER, &failure);
  gboolean is_damaged = FALSE;

  if (old == NULL || !close_to_others (old, &failure))
    is_damaged = g_error_matches (failure, NL_STORE_ERROR, NL_STORE_ERROR_CORRUPT);
  if (failure != NULL && !is_damaged) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (is_damaged) {
    g_clear_pointer (&old, nl_connection_close);
    if (!move_log_away (self, error))
      return FALSE;
  }
  if (is_empty (old))
    g_clear_pointer (&self->kept, g_free);
  else if (!keep_old (self, error))
    return FALSE;
  if (g_rename (self->incoming, self->workspace) != 0) {
    fail (self->workspace, error);
    if (self->kept != NULL && !is_damaged)
      g_remove (self->kept);
    return FALSE;
  }
  sync_folder (self->folder);
  return TRUE;
}

static gboolean
copy_backup (Restore *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (NlConnection) connection = NULL;

  if (!nl_backup_check (self->backup, cancellable, error))
    return FALSE;
  connection = nl_connection_open (self->backup, NL_CONNECTION_READER, error);
  return connection != NULL && nl_backup_copy (connection, self->incoming, self->operation, error);
}

static gpointer
restore_blocking (gpointer data, GCancellable *cancellable, GError **error)
{
  Restore *self = data;
  int lock;
  gboolean exchanged;

  if (g_mkdir_with_parents (self->folder, 0700) != 0) {
    fail (self->folder, error);
    return NULL;
  }
  /* Early, for a clear answer before a long copy; and until the end, for the exchange. */
  if (!nl_store_lock_exclusively (self->folder, &lock, error))
    return NULL;
  exchanged = copy_backup (self, cancellable, error)
              && !g_cancellable_set_error_if_cancelled (cancellable, error)
              && exchange (self, error);
  nl_store_unlock (lock);
  g_remove (self->incoming);
  if (!exchanged)
    return NULL;
  return self->kept != NULL ? g_steal_pointer (&self->kept) : g_strdup ("");
}

/**
 * nl_restore_workspace:
 * @folder: where the workspace is; made when it is missing
 * @backup: a backup, which stays
 * @operation: (nullable): told how many bytes are copied, and stops it, with nothing changed; the
 *   caller finishes it
 *
 * Puts a copy of @backup in the place of the workspace, which is kept beside it under another name.
 * Whatever happens meanwhile, the workspace is either the old one or the new one.
 *
 * Returns: (transfer full): a future of the path the old workspace is kept by, empty when there was
 *   none; rejects as nl_backup_check() does, and with %NL_STORE_ERROR_LOCKED while the workspace is
 *   open
 */
DexFuture *
nl_restore_workspace (const char *folder, const char *backup, NlOperation *operation)
{
  Restore *self;

  dex_return_error_if_fail (folder != NULL);
  dex_return_error_if_fail (backup != NULL);
  dex_return_error_if_fail (operation == NULL || NL_IS_OPERATION (operation));

  self = g_new0 (Restore, 1);
  self->folder = g_strdup (folder);
  self->backup = g_strdup (backup);
  self->workspace = g_build_filename (folder, NL_STORE_FILE_NAME, NULL);
  self->incoming = g_strconcat (self->workspace, ".restoring", NULL);
  self->kept = dup_free_name (self->workspace);
  g_set_object (&self->operation, operation);
  return nl_future_blocking ("restore", restore_blocking, self, restore_free, G_TYPE_STRING,
                             operation != NULL ? nl_operation_get_cancellable (operation) : NULL);
}
