/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-statement.h"

#include "store/nl-store-error.h"

/* A prepared statement. It belongs to its connection, which keeps it for the next use: who got it
 * from nl_connection_prepare() gives it back with nl_statement_release(). */
struct _NlStatement {
  sqlite3 *database;
  sqlite3_stmt *handle;
  const char *purpose;
  int failure; /* of a bind, told by the next step */
  gboolean busy;
};

/**
 * nl_statement_new:
 * @database: an open database
 * @purpose: a static string: what the statement is for
 * @sql: one statement
 * @error: return location
 *
 * Returns: (transfer full): a prepared statement, for nl_statement_free()
 */
NlStatement *
nl_statement_new (sqlite3 *database, const char *purpose, const char *sql, GError **error)
{
  sqlite3_stmt *handle = NULL;
  int code = sqlite3_prepare_v3 (database, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
  NlStatement *self;

  if (code != SQLITE_OK) {
    nl_store_error_set (error, database, code, purpose);
    return NULL;
  }
  self = g_new0 (NlStatement, 1);
  self->database = database;
  self->handle = handle;
  self->purpose = purpose;
  return self;
}

/**
 * nl_statement_free:
 * @self: (transfer full): a statement
 *
 * Frees @self. Only its connection does that.
 */
void
nl_statement_free (NlStatement *self)
{
  sqlite3_finalize (self->handle);
  g_free (self);
}

/**
 * nl_statement_get_handle:
 * @self: a statement
 *
 * Returns: (transfer none): what SQLite knows it by
 */
sqlite3_stmt *
nl_statement_get_handle (NlStatement *self)
{
  return self->handle;
}

/**
 * nl_statement_is_busy:
 * @self: a statement
 *
 * Returns: whether somebody uses it
 */
gboolean
nl_statement_is_busy (NlStatement *self)
{
  return self->busy;
}

/**
 * nl_statement_acquire:
 * @self: a statement that is not busy
 * @purpose: a static string: what it is for this time
 *
 * Marks @self as used.
 */
void
nl_statement_acquire (NlStatement *self, const char *purpose)
{
  self->busy = TRUE;
  self->purpose = purpose;
}

/**
 * nl_statement_release:
 * @self: (transfer full): a statement from nl_connection_prepare()
 *
 * Gives @self back to its connection.
 */
void
nl_statement_release (NlStatement *self)
{
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  self->failure = SQLITE_OK;
  self->busy = FALSE;
}

static void
check_bind (NlStatement *self, int code)
{
  if (code != SQLITE_OK && self->failure == SQLITE_OK)
    self->failure = code;
}

/**
 * nl_statement_bind_null:
 * @self: a statement
 * @index: the parameter, from 1
 *
 * Binds NULL. Like every bind, it reports a failure at the next step.
 */
void
nl_statement_bind_null (NlStatement *self, int index)
{
  check_bind (self, sqlite3_bind_null (self->handle, index));
}

/**
 * nl_statement_bind_int64:
 * @self: a statement
 * @index: the parameter, from 1
 * @value: a number
 *
 * Binds @value.
 */
void
nl_statement_bind_int64 (NlStatement *self, int index, gint64 value)
{
  check_bind (self, sqlite3_bind_int64 (self->handle, index, value));
}

/**
 * nl_statement_bind_double:
 * @self: a statement
 * @index: the parameter, from 1
 * @value: a number
 *
 * Binds @value.
 */
void
nl_statement_bind_double (NlStatement *self, int index, double value)
{
  check_bind (self, sqlite3_bind_double (self->handle, index, value));
}

/**
 * nl_statement_bind_text:
 * @self: a statement
 * @index: the parameter, from 1
 * @value: (nullable): UTF-8, copied; %NULL binds NULL
 *
 * Binds @value.
 */
void
nl_statement_bind_text (NlStatement *self, int index, const char *value)
{
  check_bind (self, sqlite3_bind_text (self->handle, index, value, -1, SQLITE_TRANSIENT));
}

/**
 * nl_statement_bind_text_length:
 * @self: a statement
 * @index: the parameter, from 1
 * @value: (array length=length): UTF-8; not copied, so it outlives the step
 * @length: bytes
 *
 * Binds @value without a copy, for the loops of an import.
 */
void
nl_statement_bind_text_length (NlStatement *self, int index, const char *value, gsize length)
{
  check_bind (self,
              sqlite3_bind_text64 (self->handle, index, value, length, SQLITE_STATIC, SQLITE_UTF8));
}

/**
 * nl_statement_bind_bytes:
 * @self: a statement
 * @index: the parameter, from 1
 * @value: (nullable): bytes, copied; %NULL binds NULL
 *
 * Binds @value as a blob.
 */
void
nl_statement_bind_bytes (NlStatement *self, int index, GBytes *value)
{
  gsize size = 0;
  const void *data = value != NULL ? g_bytes_get_data (value, &size) : NULL;

  if (value == NULL)
    check_bind (self, sqlite3_bind_null (self->handle, index));
  else if (size == 0)
    check_bind (self, sqlite3_bind_zeroblob (self->handle, index, 0));
  else
    check_bind (self, sqlite3_bind_blob64 (self->handle, index, data, size, SQLITE_TRANSIENT));
}

/**
 * nl_statement_bind_value:
 * @self: a statement
 * @index: the parameter, from 1
 * @value: a value
 *
 * Binds @value by its kind.
 */
void
nl_statement_bind_value (NlStatement *self, int index, const NlValue *value)
{
  switch (value->kind) {
  case NL_VALUE_NULL:
    nl_statement_bind_null (self, index);
    break;
  case NL_VALUE_INT64:
    nl_statement_bind_int64 (self, index, value->int64);
    break;
  case NL_VALUE_DOUBLE:
    nl_statement_bind_double (self, index, value->real);
    break;
  case NL_VALUE_TEXT:
    nl_statement_bind_text (self, index, value->text);
    break;
  default:
    g_assert_not_reached ();
  }
}

/**
 * nl_statement_bind_values:
 * @self: a statement
 * @first_index: the parameter of the first value, from 1
 * @values: (nullable) (element-type NlValue): values
 *
 * Binds @values one after the other.
 */
void
nl_statement_bind_values (NlStatement *self, int first_index, GArray *values)
{
  for (guint i = 0; values != NULL && i < values->len; i++)
    nl_statement_bind_value (self, first_index + (int) i, &g_array_index (values, NlValue, i));
}

/**
 * nl_statement_step:
 * @self: a statement
 * @error: return location
 *
 * Goes to the next row.
 *
 * Returns: %TRUE on a row; %FALSE at the end, or with @error set
 */
gboolean
nl_statement_step (NlStatement *self, GError **error)
{
  int code = self->failure != SQLITE_OK ? self->failure : sqlite3_step (self->handle);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    nl_store_error_set (error, self->database, code, self->purpose);
  return FALSE;
}

/**
 * nl_statement_run:
 * @self: a statement
 * @error: return location
 *
 * Runs @self to its end, ignoring rows, and makes it ready to be bound and run again.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_statement_run (NlStatement *self, GError **error)
{
  g_autoptr (GError) failure = NULL;

  while (nl_statement_step (self, &failure))
    ;
  sqlite3_reset (self->handle);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * nl_statement_is_null:
 * @self: a statement on a row
 * @column: the column, from 0
 *
 * Returns: whether the column is NULL
 */
gboolean
nl_statement_is_null (NlStatement *self, int column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

/**
 * nl_statement_get_int64:
 * @self: a statement on a row
 * @column: the column, from 0
 *
 * Returns: its value; 0 for NULL
 */
gint64
nl_statement_get_int64 (NlStatement *self, int column)
{
  return sqlite3_column_int64 (self->handle, column);
}

/**
 * nl_statement_get_double:
 * @self: a statement on a row
 * @column: the column, from 0
 *
 * Returns: its value; 0 for NULL
 */
double
nl_statement_get_double (NlStatement *self, int column)
{
  return sqlite3_column_double (self->handle, column);
}

/**
 * nl_statement_get_text:
 * @self: a statement on a row
 * @column: the column, from 0
 *
 * Returns: (transfer none) (nullable): its value, valid until the next step
 */
const char *
nl_statement_get_text (NlStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

/**
 * nl_statement_dup_bytes:
 * @self: a statement on a row
 * @column: the column, from 0
 *
 * Returns: (transfer full) (nullable): a copy of the blob
 */
GBytes *
nl_statement_dup_bytes (NlStatement *self, int column)
{
  const void *data;

  if (nl_statement_is_null (self, column))
    return NULL;
  data = sqlite3_column_blob (self->handle, column);
  return g_bytes_new (data, (gsize) sqlite3_column_bytes (self->handle, column));
}
