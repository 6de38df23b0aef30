/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-backup.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/nl-future.h"
#include "store/nl-migrations.h"
#include "store/nl-store-error.h"
#include "store/nl-store.h"

#define PAGES_PER_STEP 1024

/* In bytes, which people know. */
static void
report (NlOperation *operation, sqlite3_backup *backup, guint64 page_size)
{
  guint64 total = (guint64) sqlite3_backup_pagecount (backup);
  guint64 remaining = (guint64) sqlite3_backup_remaining (backup);

  nl_operation_report (operation, (total - remaining) * page_size, total * page_size);
}

static gboolean
copy_pages (NlConnection *connection, sqlite3 *target, NlOperation *operation, GError **error)
{
  GCancellable *cancellable = operation != NULL ? nl_operation_get_cancellable (operation) : NULL;
  sqlite3_backup *backup
      = sqlite3_backup_init (target, "main", nl_connection_get_handle (connection), "main");
  int code = backup != NULL ? SQLITE_OK : sqlite3_errcode (target);
  gint64 page_size = 0;

  if (operation != NULL)
    nl_connection_query_int64 (connection, "read the page size", "PRAGMA page_size", &page_size,
                               NULL);
  while (code == SQLITE_OK) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error)) {
      sqlite3_backup_finish (backup);
      return FALSE;
    }
    code = sqlite3_backup_step (backup, PAGES_PER_STEP);
    if (operation != NULL)
      report (operation, backup, (guint64) page_size);
  }
  if (backup != NULL)
    sqlite3_backup_finish (backup);
  /* A copy is one file, which can be read from where nothing can be written. */
  if (code == SQLITE_DONE)
    code = sqlite3_exec (target, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  if (code != SQLITE_OK)
    nl_store_error_set (error, target, code, "copy the workspace");
  return code == SQLITE_OK;
}

/* Whether a copy by that name would replace the workspace itself, or what belongs to it. */
static gboolean
is_of_workspace (NlConnection *connection, const char *path)
{
  const char *workspace = sqlite3_db_filename (nl_connection_get_handle (connection), "main");
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };
  GStatBuf target;

  if (g_stat (path, &target) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *file = g_strconcat (workspace, suffixes[i], NULL);
    GStatBuf own;

    if (g_stat (file, &own) == 0 && own.st_dev == target.st_dev && own.st_ino == target.st_ino)
      return TRUE;
  }
  return FALSE;
}

static void
set_not_writable (const char *path, GError **error)
{
  g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_READ_ONLY, _ ("“%s” can’t be written."), path);
}

/* Says which folder is in the way, before SQLite says that something is. */
static gboolean
check_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_READ_ONLY,
                 _ ("“%s” can’t be written: there is no folder “%s”."), path, folder);
    return FALSE;
  }
  if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_READ_ONLY,
                 _ ("“%s” is a folder. Give the backup a name of its own."), path);
    return FALSE;
  }
  if (g_access (folder, W_OK | X_OK) == 0)
    return TRUE;
  g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_READ_ONLY,
               _ ("“%s” can’t be written: the folder “%s” can’t be (%s)."), path, folder,
               g_strerror (errno));
  return FALSE;
}

/**
 * nl_backup_copy:
 * @connection: the workspace
 * @path: the copy; replaced when it exists
 * @operation: (nullable): told how many bytes are copied, and stops it
 * @error: return location
 *
 * Writes a consistent copy of the whole workspace, while others may go on using it. The copy
 * appears under its name only when it is complete.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_backup_copy (NlConnection *connection, const char *path, NlOperation *operation, GError **error)
{
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);
  sqlite3 *target = NULL;
  int code;
  gboolean copied;

  if (is_of_workspace (connection, path)) {
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID,
                 _ ("“%s” is the workspace itself. Choose another name for the backup."), path);
    return FALSE;
  }
  if (!check_folder (path, error))
    return FALSE;
  g_remove (partial);
  nl_connection_make_file (partial);
  code = sqlite3_open_v2 (partial, &target,
                          SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
  if (code == SQLITE_CANTOPEN)
    set_not_writable (path, error);
  else if (code != SQLITE_OK)
    nl_store_error_set (error, target, code, "make the backup file");
  copied = code == SQLITE_OK && copy_pages (connection, target, operation, error);
  sqlite3_close (target);

  if (copied && g_rename (partial, path) == 0)
    return TRUE;
  if (copied)
    set_not_writable (path, error);
  g_remove (partial);
  return FALSE;
}

static gboolean
set_no_backup (const char *path, GError **error)
{
  g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_CORRUPT,
               _ ("“%s” is not a backup of a NinjaLead workspace."), path);
  return FALSE;
}

/* The first bytes of every file of SQLite (sqlite.org, “Database File Format”). */
#define MAGIC "SQLite format 3"
#define APPLICATION_ID_OFFSET 68

/* Whether SQLite would know what to do with @path: what it says of other files is about workspaces
 * that are broken, and this is somebody's letter or picture. */
static gboolean
check_magic (const char *path, GError **error)
{
  char head[sizeof MAGIC] = { 0 };
  FILE *file = g_fopen (path, "rbe");

  if (file == NULL) {
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND, _ ("“%s” can’t be read: %s"),
                 path, g_strerror (errno));
    return FALSE;
  }
  if (fread (head, 1, sizeof head, file) == sizeof head && memcmp (head, MAGIC, sizeof head) == 0) {
    fclose (file);
    return TRUE;
  }
  fclose (file);
  return set_no_backup (path, error);
}

/* What SQLite says of a damaged file would be about the workspace, which is well. */
static gboolean
blame_backup (const char *path, GError **error)
{
  if (error == NULL || !g_error_matches (*error, NL_STORE_ERROR, NL_STORE_ERROR_CORRUPT))
    return FALSE;
  g_clear_error (error);
  g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_CORRUPT,
               _ ("“%s” is damaged. Restore another backup."), path);
  return FALSE;
}

/**
 * nl_backup_check:
 * @path: a file
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Looks whether @path is a whole workspace that this program can open.
 *
 * Returns: whether it is
 */
gboolean
nl_backup_check (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (NlConnection) connection = NULL;
  g_autoptr (NlStatement) check = NULL;
  gint64 application = 0;
  gint64 version = 0;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR)) {
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND, _ ("There is no file “%s”."),
                 path);
    return FALSE;
  }
  if (!check_magic (path, error))
    return FALSE;
  connection = nl_connection_open (path, NL_CONNECTION_READER, error);
  if (connection == NULL
      || !nl_connection_query_int64 (connection, "read whose file it is", "PRAGMA application_id",
                                     &application, error)
      || !nl_connection_query_int64 (connection, "read the schema version", "PRAGMA user_version",
                                     &version, error))
    return blame_backup (path, error);
  if (application != NL_MIGRATIONS_APPLICATION_ID)
    return set_no_backup (path, error);
  if (version > nl_migrations_get_latest ()) {
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NEWER_SCHEMA,
                 _ ("A newer NinjaLead wrote “%s”. Update NinjaLead to restore it."), path);
    return FALSE;
  }
  nl_connection_set_cancellable (connection, cancellable);
  check = nl_connection_prepare (connection, "check the backup", "PRAGMA quick_check (1)", error);
  if (check == NULL || !nl_statement_step (check, error))
    return blame_backup (path, error);
  if (g_strcmp0 (nl_statement_get_text (check, 0), "ok") == 0)
    return TRUE;
  g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_CORRUPT, _ ("“%s” is damaged: %s"), path,
               nl_statement_get_text (check, 0));
  return FALSE;
}

/**
 * nl_backup_free:
 * @self: (transfer full): a backup
 *
 * Frees the description, not the file.
 */
void
nl_backup_free (NlBackup *self)
{
  g_free (self->path);
  g_free (self);
}

/* Whether the file has the application id of ours where SQLite keeps it: four bytes, the highest
 * first (sqlite.org, “Database File Format”, section 1.3). */
static gboolean
is_workspace (const char *path)
{
  guint8 head[72];
  FILE *file = g_fopen (path, "rbe");
  gsize n_read = file != NULL ? fread (head, 1, sizeof head, file) : 0;
  guint32 id;

  if (file != NULL)
    fclose (file);
  if (n_read < sizeof head || memcmp (head, MAGIC, sizeof MAGIC) != 0)
    return FALSE;
  memcpy (&id, head + APPLICATION_ID_OFFSET, sizeof id);
  return GUINT32_FROM_BE (id) == NL_MIGRATIONS_APPLICATION_ID;
}

static int
compare_backups (gconstpointer a, gconstpointer b)
{
  const NlBackup *left = a;
  const NlBackup *right = b;

  if (left->made_at != right->made_at)
    return left->made_at < right->made_at ? 1 : -1;
  return strcmp (left->path, right->path);
}

static gpointer
list_blocking (gpointer data, GCancellable *cancellable, GError **error)
{
  const char *folder = data;
  g_autoptr (GPtrArray) backups = g_ptr_array_new_with_free_func ((GDestroyNotify) nl_backup_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    GStatBuf status;
    NlBackup *backup;

    /* Not the log of a damaged workspace, which is kept beside it, nor a copy that was not
     * finished. */
    if (!g_str_has_prefix (name, NL_STORE_FILE_NAME NL_BACKUP_KEPT)
        || g_str_has_suffix (name, "-wal") || g_str_has_suffix (name, "-shm")
        || g_str_has_suffix (name, "-journal") || g_str_has_suffix (name, ".partial")
        || g_stat (path, &status) != 0 || !S_ISREG (status.st_mode))
      continue;
    backup = g_new0 (NlBackup, 1);
    backup->path = g_steal_pointer (&path);
    backup->size = (guint64) status.st_size;
    backup->is_workspace = is_workspace (backup->path);
    backup->made_at
        = (gint64) status.st_mtim.tv_sec * G_USEC_PER_SEC + status.st_mtim.tv_nsec / 1000;
    g_ptr_array_add (backups, backup);
  }
  g_ptr_array_sort_values (backups, compare_backups);
  return g_steal_pointer (&backups);
}

/**
 * nl_backup_list:
 * @folder: where the workspace is
 *
 * Returns: (transfer full): a future of a #GPtrArray of #NlBackup, the newest first: those that
 *   were made before the schema changed or the workspace was replaced
 */
DexFuture *
nl_backup_list (const char *folder)
{
  dex_return_error_if_fail (folder != NULL);

  return nl_future_blocking ("backup-list", list_blocking, g_strdup (folder), g_free,
                             G_TYPE_PTR_ARRAY, NULL);
}
