/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-backup.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "store/nl-migrations.h"
#include "store/nl-store-error.h"

#define PAGES_PER_STEP 1024

static gboolean
copy_pages (NlConnection *connection, sqlite3 *target, GCancellable *cancellable, GError **error)
{
  sqlite3_backup *backup
      = sqlite3_backup_init (target, "main", nl_connection_get_handle (connection), "main");
  int code = backup != NULL ? SQLITE_OK : sqlite3_errcode (target);

  while (code == SQLITE_OK) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error)) {
      sqlite3_backup_finish (backup);
      return FALSE;
    }
    code = sqlite3_backup_step (backup, PAGES_PER_STEP);
  }
  if (backup != NULL)
    sqlite3_backup_finish (backup);
  if (code != SQLITE_DONE)
    nl_store_error_set (error, target, code, "copy the workspace");
  return code == SQLITE_DONE;
}

/**
 * nl_backup_copy:
 * @connection: the workspace
 * @path: the copy; replaced when it exists
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Writes a consistent copy of the whole workspace, while others may go on using it. The copy
 * appears under its name only when it is complete.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_backup_copy (NlConnection *connection,
                const char *path,
                GCancellable *cancellable,
                GError **error)
{
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);
  sqlite3 *target = NULL;
  int code;
  gboolean copied;

  g_remove (partial);
  nl_connection_make_file (partial);
  code = sqlite3_open_v2 (partial, &target,
                          SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK)
    nl_store_error_set (error, target, code, "make the backup file");
  copied = code == SQLITE_OK && copy_pages (connection, target, cancellable, error);
  sqlite3_close (target);

  if (copied && g_rename (partial, path) == 0)
    return TRUE;
  if (copied)
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_READ_ONLY, _ ("“%s” can’t be written."),
                 path);
  g_remove (partial);
  return FALSE;
}

/**
 * nl_backup_check:
 * @path: a file
 * @error: return location
 *
 * Looks whether @path is a whole workspace that this program can open.
 *
 * Returns: whether it is
 */
gboolean
nl_backup_check (const char *path, GError **error)
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
  connection = nl_connection_open (path, NL_CONNECTION_READER, error);
  if (connection == NULL
      || !nl_connection_query_int64 (connection, "read whose file it is", "PRAGMA application_id",
                                     &application, error)
      || !nl_connection_query_int64 (connection, "read the schema version", "PRAGMA user_version",
                                     &version, error))
    return FALSE;
  if (application != NL_MIGRATIONS_APPLICATION_ID) {
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_CORRUPT,
                 _ ("“%s” is not a backup of a NinjaLead workspace."), path);
    return FALSE;
  }
  if (version > nl_migrations_get_latest ()) {
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NEWER_SCHEMA,
                 _ ("A newer NinjaLead wrote “%s”. Update NinjaLead to restore it."), path);
    return FALSE;
  }
  check = nl_connection_prepare (connection, "check the backup", "PRAGMA quick_check (1)", error);
  if (check == NULL || !nl_statement_step (check, error))
    return FALSE;
  if (g_strcmp0 (nl_statement_get_text (check, 0), "ok") != 0) {
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_CORRUPT, _ ("“%s” is damaged: %s"), path,
                 nl_statement_get_text (check, 0));
    return FALSE;
  }
  return TRUE;
}
