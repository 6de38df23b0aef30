/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-record-sql.h"

#include <glib/gi18n-lib.h>

#include "base/nl-clock.h"
#include "base/nl-id.h"
#include "store/nl-record-private.h"
#include "store/nl-store-error.h"

/* Columns every table of records begins with. */
#define COMMON_COLUMNS "id, created_at, updated_at"
#define N_COMMON_COLUMNS 3

/* The SQL of a record type, put together once. */
typedef struct {
  char *columns;
  char *insert;
} Sql;

static char *
make_columns (const NlRecordDescription *description)
{
  GString *columns = g_string_new (COMMON_COLUMNS);

  for (guint i = 0; i < description->n_fields; i++) {
    g_autofree char *column = nl_field_dup_column (&description->fields[i]);

    g_string_append_printf (columns, ", %s", column);
  }
  return g_string_free_and_steal (columns);
}

static char *
make_insert (const NlRecordDescription *description, const char *columns)
{
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "INSERT INTO %s (%s) VALUES (?, ?, ?", description->table, columns);
  for (guint i = 0; i < description->n_fields; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  return g_string_free_and_steal (sql);
}

static const Sql *
get_sql (const NlRecordDescription *description)
{
  static GMutex lock;
  static GHashTable *known;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  Sql *sql;

  if (known == NULL)
    known = g_hash_table_new (NULL, NULL);
  sql = g_hash_table_lookup (known, description);
  if (sql == NULL) {
    sql = g_new0 (Sql, 1);
    sql->columns = make_columns (description);
    sql->insert = make_insert (description, sql->columns);
    g_hash_table_insert (known, (gpointer) description, sql);
  }
  return sql;
}

/**
 * nl_record_columns:
 * @description: a record type
 *
 * Returns: (transfer none): the columns nl_record_read() wants, for a SELECT
 */
const char *
nl_record_columns (const NlRecordDescription *description)
{
  return get_sql (description)->columns;
}

/**
 * nl_record_read:
 * @type: a record type
 * @statement: on a row of the columns of nl_record_columns()
 *
 * Returns: (transfer full): the record in that row
 */
NlRecord *
nl_record_read (GType type, NlStatement *statement)
{
  NlRecord *self = g_object_new (type, NULL);
  const NlRecordDescription *description = nl_record_get_description (self);

  nl_record_set_identity (self, nl_statement_get_int64 (statement, 0),
                          nl_statement_get_int64 (statement, 1),
                          nl_statement_get_int64 (statement, 2));
  for (guint i = 0; i < description->n_fields; i++)
    nl_record_read_field (self, i, statement, N_COMMON_COLUMNS + (int) i);
  return self;
}

static gboolean
insert (NlRecord *self, NlConnection *connection, GError **error)
{
  const NlRecordDescription *description = nl_record_get_description (self);
  g_autoptr (NlStatement) statement = NULL;
  gint64 now = nl_clock_now ();

  statement
      = nl_connection_prepare (connection, "add a record", get_sql (description)->insert, error);
  if (statement == NULL)
    return FALSE;
  if (nl_record_get_id (self) == 0)
    nl_record_set_identity (self, nl_id_new (), now, now);
  nl_statement_bind_int64 (statement, 1, nl_record_get_id (self));
  nl_statement_bind_int64 (statement, 2, nl_record_get_created_at (self));
  nl_statement_bind_int64 (statement, 3, nl_record_get_updated_at (self));
  for (guint i = 0; i < description->n_fields; i++)
    nl_record_bind_field (self, i, statement, N_COMMON_COLUMNS + 1 + (int) i);
  return nl_statement_run (statement, error);
}

static gboolean
update (NlRecord *self, NlConnection *connection, GError **error)
{
  const NlRecordDescription *description = nl_record_get_description (self);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (NlStatement) statement = NULL;
  gint64 now = nl_clock_now ();
  int index = 3;

  g_string_printf (sql, "UPDATE %s SET updated_at = ?2", description->table);
  for (guint i = 0; i < description->n_fields; i++) {
    g_autofree char *column = nl_field_dup_column (&description->fields[i]);

    if (nl_record_is_field_dirty (self, i))
      g_string_append_printf (sql, ", %s = ?%d", column, index++);
  }
  g_string_append (sql, " WHERE id = ?1");

  statement = nl_connection_prepare (connection, "change a record", sql->str, error);
  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, nl_record_get_id (self));
  nl_statement_bind_int64 (statement, 2, now);
  index = 3;
  for (guint i = 0; i < description->n_fields; i++)
    if (nl_record_is_field_dirty (self, i))
      nl_record_bind_field (self, i, statement, index++);
  if (!nl_statement_run (statement, error))
    return FALSE;
  if (sqlite3_changes (nl_connection_get_handle (connection)) == 0) {
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND,
                 /* Translators: a kind of record such as “shop”. */
                 _ ("This %s doesn’t exist any more."), _ (description->noun));
    return FALSE;
  }
  nl_record_set_identity (self, nl_record_get_id (self), nl_record_get_created_at (self), now);
  return TRUE;
}

/**
 * nl_record_save:
 * @self: a record
 * @connection: a writer, in a transaction
 * @error: return location
 *
 * Adds @self when it is new and gives it its id; otherwise writes the fields that changed.
 *
 * Returns: whether it succeeded; an invalid record is not written
 */
gboolean
nl_record_save (NlRecord *self, NlConnection *connection, GError **error)
{
  gboolean is_new = nl_record_get_created_at (self) == 0;

  if (!nl_record_check (self, error))
    return FALSE;
  if (is_new ? !insert (self, connection, error)
             : nl_record_is_dirty (self) && !update (self, connection, error))
    return FALSE;
  nl_record_set_clean (self);
  return TRUE;
}

/**
 * nl_record_delete:
 * @type: a record type
 * @id: which one
 * @connection: a writer, in a transaction
 * @error: return location
 *
 * Deletes a record, and what belongs to it as the schema says.
 *
 * Returns: whether it was there
 */
gboolean
nl_record_delete (GType type, gint64 id, NlConnection *connection, GError **error)
{
  const NlRecordDescription *description = nl_record_type_get_description (type);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE id = ?", description->table);
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "delete a record", sql, error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_int64 (statement, 1, id);
  if (!nl_statement_run (statement, error))
    return FALSE;
  if (sqlite3_changes (nl_connection_get_handle (connection)) == 0) {
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND,
                 _ ("This %s doesn’t exist any more."), _ (description->noun));
    return FALSE;
  }
  return TRUE;
}

/**
 * nl_record_load:
 * @type: a record type
 * @id: which one
 * @connection: a connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the record; %NULL with %NL_STORE_ERROR_NOT_FOUND when there
 *   is none
 */
NlRecord *
nl_record_load (GType type, gint64 id, NlConnection *connection, GError **error)
{
  const NlRecordDescription *description = nl_record_type_get_description (type);
  const char *columns = nl_record_columns (description);
  g_autofree char *sql
      = g_strdup_printf ("SELECT %s FROM %s WHERE id = ?", columns, description->table);
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "read a record", sql, error);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return NULL;
  nl_statement_bind_int64 (statement, 1, id);
  if (nl_statement_step (statement, &failure))
    return nl_record_read (type, statement);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND,
                 _ ("This %s doesn’t exist any more."), _ (description->noun));
  return NULL;
}
