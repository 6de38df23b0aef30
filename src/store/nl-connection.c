/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-connection.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>

#include "base/nl-id.h"
#include "base/nl-text.h"
#include "store/nl-store-error.h"

/* How long a write waits for another process's transaction. */
#define BUSY_MILLISECONDS 5000
/* How many instructions of SQLite's machine run between two looks at the cancellable: below a
 * millisecond. */
#define INSTRUCTIONS_PER_LOOK 20000
/* Prepared statements kept: many more than the program has, fewer than a day of typing segments
 * makes. */
#define MAX_STATEMENTS 256

/* A connection belongs to one thread. */
struct _NlConnection {
  sqlite3 *handle;
  GHashTable *statements; /* SQL → NlStatement, the ones prepared so far */
  GPtrArray *extra;       /* second copies of statements used twice at a time */
  GCancellable *cancellable;
  gint64 data_version; /* of the file when somebody last asked; 0: never */
};

static void
sql_fold (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);

  if (text != NULL)
    sqlite3_result_text (context, nl_text_fold (text), -1, g_free);
}

static void
sql_id (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  sqlite3_result_int64 (context, nl_id_new ());
}

static int
look_at_cancellable (gpointer data)
{
  NlConnection *self = data;

  return g_cancellable_is_cancelled (self->cancellable);
}

/* Every setting a connection has, in one place. */
static gboolean
set_up (NlConnection *self, NlConnectionRole role, GError **error)
{
  int code;

  sqlite3_busy_timeout (self->handle, BUSY_MILLISECONDS);
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_progress_handler (self->handle, INSTRUCTIONS_PER_LOOK, look_at_cancellable, self);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);

  code = sqlite3_create_function (self->handle, "nl_fold", 1,
                                  SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                                  sql_fold, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_create_function (self->handle, "nl_id", 0, SQLITE_UTF8 | SQLITE_INNOCUOUS, NULL,
                                    sql_id, NULL, NULL);
  if (code != SQLITE_OK) {
    nl_store_error_set (error, self->handle, code, "add SQL functions");
    return FALSE;
  }

  /* What was reported as done is still there when the power fails: hence FULL. A log that an import
   * made as large as the workspace is cut down when it begins anew. The writer sorts in
   * files that are deleted as soon as they are open: an index of any size takes the same memory,
   * and the sorter is faster so. */
  return nl_connection_exec (self, "set the connection up",
                             role == NL_CONNECTION_WRITER ? "PRAGMA synchronous = FULL;"
                                                            "PRAGMA foreign_keys = ON;"
                                                            "PRAGMA secure_delete = ON;"
                                                            "PRAGMA cache_size = -32768;"
                                                            "PRAGMA journal_size_limit = 16777216;"
                                                            "PRAGMA temp_store = FILE;"
                                                          : "PRAGMA query_only = ON;"
                                                            "PRAGMA cache_size = -8192;"
                                                            "PRAGMA temp_store = MEMORY;",
                             error);
}

/**
 * nl_connection_make_file:
 * @path: a database file
 *
 * Makes an empty file that only its owner can read, unless there is a file. SQLite would go by the
 * umask; for its log and its index it takes over the permissions of the database.
 */
void
nl_connection_make_file (const char *path)
{
  /* Never opens a file that is there: closing it would drop the locks of other connections. */
  int descriptor = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  /* A link to a file that is not there yet: SQLite would follow it. */
  if (descriptor < 0 && errno == EEXIST && !g_file_test (path, G_FILE_TEST_EXISTS))
    descriptor = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor >= 0)
    g_close (descriptor, NULL);
}

/**
 * nl_connection_open:
 * @path: the database file
 * @role: a writer makes the file when it is missing, a reader refuses every write
 * @error: return location
 *
 * Opens a database without changing anything in it.
 *
 * Returns: (transfer full): an open connection, for the calling thread alone
 */
NlConnection *
nl_connection_open (const char *path, NlConnectionRole role, GError **error)
{
  g_autoptr (NlConnection) self = g_new0 (NlConnection, 1);
  /* A reader opens for writing as well: only so can it take part in the write-ahead log. */
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  int code;

  if (role == NL_CONNECTION_WRITER) {
    nl_connection_make_file (path);
    flags |= SQLITE_OPEN_CREATE;
  }

  self->statements
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) nl_statement_free);
  self->extra = g_ptr_array_new_with_free_func ((GDestroyNotify) nl_statement_free);
  code = sqlite3_open_v2 (path, &self->handle, flags, NULL);
  if (code != SQLITE_OK) {
    nl_store_error_set (error, self->handle, code, "open the workspace");
    return NULL;
  }
  if (!set_up (self, role, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * nl_connection_close:
 * @self: (transfer full): a connection
 *
 * Closes @self and frees its statements.
 */
void
nl_connection_close (NlConnection *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->extra, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  sqlite3_close (self->handle);
  g_free (self);
}

/**
 * nl_connection_get_handle:
 * @self: a connection
 *
 * Returns: (transfer none): SQLite's own handle, for backup, hooks and sessions
 */
sqlite3 *
nl_connection_get_handle (NlConnection *self)
{
  return self->handle;
}

/**
 * nl_connection_set_cancellable:
 * @self: a connection
 * @cancellable: (nullable): interrupts statements while they run
 *
 * Statements end with %G_IO_ERROR_CANCELLED soon after @cancellable was cancelled.
 */
void
nl_connection_set_cancellable (NlConnection *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
}

/**
 * nl_connection_is_cancelled:
 * @self: a connection
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * For work between statements that takes long.
 *
 * Returns: whether what it is used for was cancelled
 */
gboolean
nl_connection_is_cancelled (NlConnection *self, GError **error)
{
  return g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/**
 * nl_connection_exec:
 * @self: a connection
 * @purpose: a static string: what is being done
 * @sql: statements without parameters
 * @error: return location
 *
 * Returns: whether all of them succeeded
 */
gboolean
nl_connection_exec (NlConnection *self, const char *purpose, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    nl_store_error_set (error, self->handle, code, purpose);
  return code == SQLITE_OK;
}

static gboolean
is_idle (gpointer sql, gpointer statement, gpointer data)
{
  return !nl_statement_is_busy (statement);
}

/* Keeps a statement that was prepared just now. */
static void
keep_statement (NlConnection *self, const char *sql, NlStatement *statement)
{
  if (g_hash_table_contains (self->statements, sql)) {
    for (guint i = self->extra->len; i-- > 0;)
      if (!nl_statement_is_busy (g_ptr_array_index (self->extra, i)))
        g_ptr_array_remove_index_fast (self->extra, i);
    g_ptr_array_add (self->extra, statement);
    return;
  }
  if (g_hash_table_size (self->statements) >= MAX_STATEMENTS)
    g_hash_table_foreach_remove (self->statements, is_idle, NULL);
  g_hash_table_insert (self->statements, g_strdup (sql), statement);
}

/**
 * nl_connection_prepare:
 * @self: a connection
 * @purpose: a static string: what the statement is for; part of every error it reports
 * @sql: one statement with `?` for values
 * @error: return location
 *
 * Prepares @sql, or takes the statement that was prepared for it before.
 *
 * Returns: (transfer full): a statement, for nl_statement_release(): `g_autoptr (NlStatement)`
 */
NlStatement *
nl_connection_prepare (NlConnection *self, const char *purpose, const char *sql, GError **error)
{
  NlStatement *statement = g_hash_table_lookup (self->statements, sql);

  if (statement == NULL || nl_statement_is_busy (statement)) {
    statement = nl_statement_new (self->handle, purpose, sql, error);
    if (statement == NULL)
      return NULL;
    keep_statement (self, sql, statement);
  }
  nl_statement_acquire (statement, purpose);
  return statement;
}

/**
 * nl_connection_query_int64:
 * @self: a connection
 * @purpose: a static string: what is being asked
 * @sql: a query of one row and column
 * @result: (out): the number; 0 without a row
 * @error: return location
 *
 * Returns: whether it succeeded
 */
gboolean
nl_connection_query_int64 (
    NlConnection *self, const char *purpose, const char *sql, gint64 *result, GError **error)
{
  g_autoptr (NlStatement) statement = nl_connection_prepare (self, purpose, sql, error);
  g_autoptr (GError) failure = NULL;

  *result = 0;
  if (statement == NULL)
    return FALSE;
  if (nl_statement_step (statement, &failure))
    *result = nl_statement_get_int64 (statement, 0);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * nl_connection_begin:
 * @self: a writer
 * @error: return location
 *
 * Begins a transaction that holds the write lock from its start.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_connection_begin (NlConnection *self, GError **error)
{
  return nl_connection_exec (self, "begin a transaction", "BEGIN IMMEDIATE", error);
}

/**
 * nl_connection_commit:
 * @self: a writer in a transaction
 * @error: return location
 *
 * Commits, or rolls back and says why.
 *
 * Returns: whether everything is on the disk
 */
gboolean
nl_connection_commit (NlConnection *self, GError **error)
{
  if (nl_connection_exec (self, "commit a transaction", "COMMIT", error))
    return TRUE;
  nl_connection_rollback (self);
  return FALSE;
}

/**
 * nl_connection_look_for_others:
 * @self: a connection, in no transaction
 * @changed: (out): whether another connection, of this program or not, wrote since the last look;
 *   %FALSE at the first one
 * @error: return location
 *
 * Returns: whether it succeeded
 */
gboolean
nl_connection_look_for_others (NlConnection *self, gboolean *changed, GError **error)
{
  gint64 version;

  if (!nl_connection_query_int64 (self, "look for changes of others", "PRAGMA data_version",
                                  &version, error))
    return FALSE;
  *changed = self->data_version != 0 && self->data_version != version;
  self->data_version = version;
  return TRUE;
}

/**
 * nl_connection_analyse:
 * @self: a writer in a transaction, with no statement on a row
 * @error: return location
 *
 * Looks at the tables anew, so that queries are planned for what is in them: for after a large
 * change. The table of statistics is made again because other connections look at it only when the
 * schema changes (SQLite, “ANALYZE”).
 *
 * Returns: whether it succeeded
 */
gboolean
nl_connection_analyse (NlConnection *self, GError **error)
{
  return nl_connection_exec (self, "look at the tables for the planner",
                             "DROP TABLE IF EXISTS sqlite_stat1;"
                             "PRAGMA analysis_limit = 1000;"
                             "ANALYZE",
                             error);
}

/**
 * nl_connection_optimise:
 * @self: a writer that will be closed
 *
 * Lets SQLite look at the tables it thinks have changed much, unless somebody else is writing.
 */
void
nl_connection_optimise (NlConnection *self)
{
  sqlite3_busy_timeout (self->handle, 0);
  sqlite3_exec (self->handle, "PRAGMA analysis_limit = 400; PRAGMA optimize", NULL, NULL, NULL);
}

/**
 * nl_connection_empty_log:
 * @self: a writer, outside of transactions
 * @error: %NL_STORE_ERROR_LOCKED: somebody reads what is in the log
 *
 * Copies the write-ahead log into the file and empties it. What was deleted is then in neither.
 *
 * Returns: whether it is empty
 */
gboolean
nl_connection_empty_log (NlConnection *self, GError **error)
{
  int code = sqlite3_wal_checkpoint_v2 (self->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  nl_store_error_set (error, self->handle, code, "empty the write-ahead log");
  return FALSE;
}

/**
 * nl_connection_rollback:
 * @self: a writer
 *
 * Undoes the open transaction, if SQLite has not done that by itself.
 */
void
nl_connection_rollback (NlConnection *self)
{
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}
