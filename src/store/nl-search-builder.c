/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-search-builder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "store/nl-store-error.h"

/* How much is handed to the thread at a time. */
#define CHUNK_SIZE (512 * 1024)
/* What FTS5 gathers in memory before it writes a segment: few segments are merged less and searched
 * faster. */
#define HASH_SIZE "33554432"
#define WAIT_MICROSECONDS (20 * G_TIME_SPAN_MILLISECOND)

/* Fills a full-text table on a thread of its own, in a database of its own, while the writer goes
 * on with its transaction; at the end the pages go into the table of the same name there.
 *
 * What is to be indexed waits in a file, for the writer is faster: memory stays the same. Neither
 * file has a name, so that nothing is left of them whatever happens. */
struct _NlSearchBuilder {
  NlConnection *connection; /* the writer's */
  char *table;
  guint n_columns;
  GByteArray *chunk; /* not handed over yet */

  GThread *thread;
  sqlite3 *scratch; /* the thread's, until it ends */
  int spool;

  GMutex lock;
  GCond grown;
  goffset size; /* of what is in the spool */
  gboolean complete;
  gboolean ended;
  gint stop;     /* atomic */
  GError *error; /* of the thread, once it ended */
};

/* Of an entry in the spool: this, then the texts without anything between them. */
typedef struct {
  gint64 id;
  guint32 lengths[NL_SEARCH_BUILDER_MAX_COLUMNS]; /* G_MAXUINT32: NULL */
} Entry;

/* --- the thread --- */

static gboolean
scratch_exec (NlSearchBuilder *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->scratch, sql, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    nl_store_error_set (error, self->scratch, code, "build a search table");
  return code == SQLITE_OK;
}

static sqlite3_stmt *
prepare_insert (NlSearchBuilder *self, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autofree char *pragma = g_strdup_printf ("PRAGMA table_xinfo (\"%s\")", self->table);
  sqlite3_stmt *columns = NULL;
  sqlite3_stmt *insert = NULL;
  int code;

  g_string_printf (sql, "INSERT INTO \"%s\" (rowid", self->table);
  code = sqlite3_prepare_v2 (self->scratch, pragma, -1, &columns, NULL);
  for (guint i = 0; code == SQLITE_OK && i < self->n_columns; i++)
    if (sqlite3_step (columns) == SQLITE_ROW)
      g_string_append_printf (sql, ", \"%s\"", (const char *) sqlite3_column_text (columns, 1));
  sqlite3_finalize (columns);
  g_string_append (sql, ") VALUES (?");
  for (guint i = 0; i < self->n_columns; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  if (code == SQLITE_OK)
    code = sqlite3_prepare_v2 (self->scratch, sql->str, -1, &insert, NULL);
  if (code != SQLITE_OK)
    nl_store_error_set (error, self->scratch, code, "build a search table");
  return insert;
}

/* How many bytes of the entry at @bytes there are; 0: it is not whole. */
static gsize
index_entry (
    NlSearchBuilder *self, sqlite3_stmt *insert, const guint8 *bytes, gsize size, int *code)
{
  gsize used = sizeof (Entry);
  Entry entry;

  if (size < used)
    return 0;
  memcpy (&entry, bytes, sizeof entry);
  for (guint i = 0; i < self->n_columns; i++)
    used += entry.lengths[i] != G_MAXUINT32 ? entry.lengths[i] : 0;
  if (size < used)
    return 0;
  bytes += sizeof entry;
  sqlite3_bind_int64 (insert, 1, entry.id);
  for (guint i = 0; i < self->n_columns; i++) {
    if (entry.lengths[i] == G_MAXUINT32) {
      sqlite3_bind_null (insert, (int) i + 2);
      continue;
    }
    sqlite3_bind_text (insert, (int) i + 2, (const char *) bytes, (int) entry.lengths[i],
                       SQLITE_STATIC);
    bytes += entry.lengths[i];
  }
  *code = sqlite3_step (insert) == SQLITE_DONE ? SQLITE_OK : sqlite3_errcode (self->scratch);
  sqlite3_reset (insert);
  return used;
}

/* Waits until there is more than @position in the spool. Returns how much there is. */
static goffset
wait_for_more (NlSearchBuilder *self, goffset position)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (self->size == position && !self->complete)
    g_cond_wait (&self->grown, &self->lock);
  return self->size;
}

static gboolean
set_io_error (GError **error, const char *purpose)
{
  int code = SQLITE_IOERR;

  if (errno == ENOSPC || errno == EDQUOT)
    code = SQLITE_FULL;
  else if (errno == EACCES || errno == EPERM || errno == EROFS)
    code = SQLITE_READONLY;
  nl_store_error_set (error, NULL, code, purpose);
  return FALSE;
}

/* Appends what is in the spool between @position and @end to @bytes. */
static gboolean
read_spool (NlSearchBuilder *self, GByteArray *bytes, goffset position, goffset end, GError **error)
{
  while (position < end) {
    gsize wanted = (gsize) MIN (end - position, CHUNK_SIZE);
    guint old = bytes->len;
    gssize n;

    g_byte_array_set_size (bytes, old + (guint) wanted);
    n = pread (self->spool, bytes->data + old, wanted, position);
    g_byte_array_set_size (bytes, old + (guint) MAX (n, 0));
    if (n == 0)
      errno = EIO;
    if (n == 0 || (n < 0 && errno != EINTR))
      return set_io_error (error, "read what is to be indexed");
    position += MAX (n, 0);
  }
  return TRUE;
}

static gboolean
index_spool (NlSearchBuilder *self, sqlite3_stmt *insert, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  goffset position = 0;
  goffset end;

  while ((end = wait_for_more (self, position)) > position) {
    gsize used = 0;

    end = MIN (end, position + CHUNK_SIZE);
    if (!read_spool (self, bytes, position, end, error))
      return FALSE;
    position = end;
    for (gsize more = 1; more > 0; used += more) {
      int code = SQLITE_OK;

      if (g_atomic_int_get (&self->stop)) {
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
        return FALSE;
      }
      more = index_entry (self, insert, bytes->data + used, bytes->len - used, &code);
      if (code != SQLITE_OK) {
        nl_store_error_set (error, self->scratch, code, "build a search table");
        return FALSE;
      }
    }
    g_byte_array_remove_range (bytes, 0, (guint) used);
  }
  return TRUE;
}

static gpointer
build_thread (gpointer data)
{
  NlSearchBuilder *self = data;
  sqlite3_stmt *insert = prepare_insert (self, &self->error);

  if (insert != NULL && scratch_exec (self, "BEGIN", &self->error)
      && index_spool (self, insert, &self->error))
    scratch_exec (self, "COMMIT", &self->error);
  sqlite3_finalize (insert);

  g_mutex_lock (&self->lock);
  self->ended = TRUE;
  g_cond_signal (&self->grown);
  g_mutex_unlock (&self->lock);
  return NULL;
}

/* --- the writer --- */

static char *
read_schema (NlSearchBuilder *self, GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (self->connection, "look at a search table",
                               "SELECT sql FROM sqlite_schema WHERE name = ?", error);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return NULL;
  nl_statement_bind_text (statement, 1, self->table);
  if (nl_statement_step (statement, &failure))
    return g_strdup (nl_statement_get_text (statement, 0));
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    nl_store_error_set (error, nl_connection_get_handle (self->connection), SQLITE_CORRUPT,
                        "look at a search table");
  return NULL;
}

static gboolean
open_scratch (NlSearchBuilder *self, const char *schema, GError **error)
{
  g_autofree char *configure
      = g_strdup_printf ("INSERT INTO \"%s\" (\"%s\", rank) VALUES ('hashsize', " HASH_SIZE ")",
                         self->table, self->table);
  /* SQLite deletes the file of a database without a name as soon as it has opened it. */
  int code
      = sqlite3_open_v2 ("", &self->scratch,
                         SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);

  if (code != SQLITE_OK) {
    nl_store_error_set (error, self->scratch, code, "open a temporary database");
    return FALSE;
  }
  return scratch_exec (self,
                       "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                       "PRAGMA cache_size = -8192",
                       error)
         && scratch_exec (self, schema, error) && scratch_exec (self, configure, error);
}

static gboolean
open_spool (NlSearchBuilder *self, GError **error)
{
  const char *database = sqlite3_db_filename (nl_connection_get_handle (self->connection), "main");
  g_autofree char *path = g_strconcat (database, "-words-XXXXXX", NULL);

  self->spool = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (self->spool < 0)
    return set_io_error (error, "make a temporary file");
  g_unlink (path);
  return TRUE;
}

/**
 * nl_search_builder_new:
 * @connection: a writer, in a transaction; outlives the builder
 * @table: a contentless FTS5 table, which nobody reads or writes until the builder is finished
 * @n_columns: how many columns it has
 * @error: return location
 *
 * Begins to build @table anew.
 *
 * Returns: (transfer full) (nullable): a builder
 */
NlSearchBuilder *
nl_search_builder_new (NlConnection *connection, const char *table, guint n_columns, GError **error)
{
  g_autoptr (NlSearchBuilder) self = g_new0 (NlSearchBuilder, 1);
  g_autofree char *schema = NULL;

  g_return_val_if_fail (n_columns <= NL_SEARCH_BUILDER_MAX_COLUMNS, NULL);
  self->connection = connection;
  self->table = g_strdup (table);
  self->n_columns = n_columns;
  self->chunk = g_byte_array_sized_new (CHUNK_SIZE + 4096);
  self->spool = -1;
  g_mutex_init (&self->lock);
  g_cond_init (&self->grown);
  schema = read_schema (self, error);
  if (schema == NULL || !open_scratch (self, schema, error) || !open_spool (self, error))
    return NULL;
  self->thread = g_thread_new ("search-builder", build_thread, self);
  return g_steal_pointer (&self);
}

static void
end_thread (NlSearchBuilder *self)
{
  if (self->thread == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->complete = TRUE;
  g_cond_signal (&self->grown);
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&self->thread, g_thread_join);
}

/**
 * nl_search_builder_free:
 * @self: (transfer full): a builder
 *
 * Frees @self; when it was not finished the table is as before.
 */
void
nl_search_builder_free (NlSearchBuilder *self)
{
  g_atomic_int_set (&self->stop, TRUE);
  end_thread (self);
  sqlite3_close (self->scratch);
  if (self->spool >= 0)
    g_close (self->spool, NULL);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->grown);
  g_clear_error (&self->error);
  g_byte_array_unref (self->chunk);
  g_free (self->table);
  g_free (self);
}

static gboolean
hand_over (NlSearchBuilder *self, GError **error)
{
  gsize written = 0;

  while (written < self->chunk->len) {
    gssize n = write (self->spool, self->chunk->data + written, self->chunk->len - written);

    if (n < 0 && errno != EINTR)
      return set_io_error (error, "write what is to be indexed");
    written += (gsize) MAX (n, 0);
  }
  g_byte_array_set_size (self->chunk, 0);
  g_mutex_lock (&self->lock);
  self->size += (goffset) written;
  g_cond_signal (&self->grown);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

/**
 * nl_search_builder_add:
 * @self: a builder
 * @id: the rowid in the table
 * @texts: (array): a text for each column
 * @error: return location
 *
 * Adds a row. Nothing is added twice with the same @id.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_search_builder_add (NlSearchBuilder *self, gint64 id, const NlSearchText *texts, GError **error)
{
  Entry entry = { .id = id };

  for (guint i = 0; i < self->n_columns; i++)
    entry.lengths[i] = texts[i].text != NULL ? (guint32) texts[i].length : G_MAXUINT32;
  g_byte_array_append (self->chunk, (const guint8 *) &entry, sizeof entry);
  for (guint i = 0; i < self->n_columns; i++)
    if (texts[i].text != NULL)
      g_byte_array_append (self->chunk, (const guint8 *) texts[i].text, (guint) texts[i].length);
  return self->chunk->len < CHUNK_SIZE || hand_over (self, error);
}

/**
 * nl_search_builder_add_stored:
 * @self: a builder
 * @sql: a query for an id and a text for each column
 * @error: return location
 *
 * Adds rows that are in the database.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_search_builder_add_stored (NlSearchBuilder *self, const char *sql, GError **error)
{
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (self->connection, "read what is to be indexed", sql, error);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return FALSE;
  while (nl_statement_step (statement, &failure)) {
    NlSearchText texts[NL_SEARCH_BUILDER_MAX_COLUMNS] = { 0 };

    for (guint i = 0; i < self->n_columns; i++) {
      texts[i].text = nl_statement_get_text (statement, (int) i + 1);
      texts[i].length = texts[i].text != NULL ? strlen (texts[i].text) : 0;
    }
    if (!nl_search_builder_add (self, nl_statement_get_int64 (statement, 0), texts, error))
      return FALSE;
  }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
copy_shadow (NlSearchBuilder *self, const char *part, guint n_columns, GError **error)
{
  sqlite3 *target = nl_connection_get_handle (self->connection);
  g_autofree char *clear = g_strdup_printf ("DELETE FROM \"%s_%s\"", self->table, part);
  g_autofree char *read
      = g_strdup_printf ("SELECT * FROM \"%s_%s\" ORDER BY 1, 2", self->table, part);
  g_autofree char *write = g_strdup_printf ("INSERT INTO \"%s_%s\" VALUES (?, ?%s)", self->table,
                                            part, n_columns == 3 ? ", ?" : "");
  sqlite3_stmt *from = NULL;
  sqlite3_stmt *to = NULL;
  int code = sqlite3_exec (target, clear, NULL, NULL, NULL);
  int reading;

  if (code == SQLITE_OK)
    code = sqlite3_prepare_v2 (target, write, -1, &to, NULL);
  reading = sqlite3_prepare_v2 (self->scratch, read, -1, &from, NULL);
  if (code == SQLITE_OK && reading == SQLITE_OK)
    while ((reading = sqlite3_step (from)) == SQLITE_ROW && code == SQLITE_OK) {
      for (int i = 0; i < (int) n_columns; i++)
        sqlite3_bind_value (to, i + 1, sqlite3_column_value (from, i));
      sqlite3_step (to);
      code = sqlite3_reset (to);
    }
  sqlite3_finalize (from);
  sqlite3_finalize (to);
  if (code != SQLITE_OK)
    nl_store_error_set (error, target, code, "put a search table in its place");
  else if (reading != SQLITE_DONE)
    nl_store_error_set (error, self->scratch, reading, "put a search table in its place");
  return code == SQLITE_OK && reading == SQLITE_DONE;
}

/* What stands in the tables behind a full-text table may be written only without the defence
 * against that. Then FTS5 forgets what it has in memory of them: it does so when a savepoint is
 * rolled back to, be it an empty one. */
static gboolean
replace_table (NlSearchBuilder *self, GError **error)
{
  sqlite3 *target = nl_connection_get_handle (self->connection);
  g_autofree char *clear = g_strdup_printf ("INSERT INTO \"%s\" (\"%s\") VALUES ('delete-all')",
                                            self->table, self->table);
  gboolean done;

  if (!nl_connection_exec (self->connection, "empty a search table", clear, error))
    return FALSE;
  sqlite3_db_config (target, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  done = copy_shadow (self, "data", 2, error) && copy_shadow (self, "idx", 3, error);
  sqlite3_db_config (target, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  return done
         && nl_connection_exec (self->connection, "read a search table anew",
                                "SAVEPOINT built; ROLLBACK TO built; RELEASE built", error);
}

/* As long as the thread works, the writer can be cancelled. */
static gboolean
wait_for_thread (NlSearchBuilder *self, GError **error)
{
  gboolean ended = FALSE;

  g_mutex_lock (&self->lock);
  self->complete = TRUE;
  g_cond_signal (&self->grown);
  g_mutex_unlock (&self->lock);
  while (!ended) {
    if (nl_connection_is_cancelled (self->connection, error))
      return FALSE;
    g_mutex_lock (&self->lock);
    if (!self->ended)
      g_cond_wait_until (&self->grown, &self->lock, g_get_monotonic_time () + WAIT_MICROSECONDS);
    ended = self->ended;
    g_mutex_unlock (&self->lock);
  }
  g_clear_pointer (&self->thread, g_thread_join);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

/**
 * nl_search_builder_finish:
 * @self: a builder
 * @error: return location
 *
 * Waits until all is indexed, and puts it into the table instead of what was there.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_search_builder_finish (NlSearchBuilder *self, GError **error)
{
  return hand_over (self, error) && wait_for_thread (self, error) && replace_table (self, error);
}
