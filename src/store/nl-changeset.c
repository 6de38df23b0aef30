/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Debian's sqlite3.h declares the session extension only when asked. */
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1

#include "store/nl-changeset.h"

#include <glib/gi18n-lib.h>

#include "store/nl-customer-undo.h"
#include "store/nl-search-index.h"
#include "store/nl-store-error.h"

/* From here on, taking each row's old words out of the search at once costs more than all together.
 */
#define LARGE_BYTES (256 * 1024)

struct _NlChangesetRecorder {
  sqlite3 *database;
  sqlite3_session *session;
};

/* Triggers keep these tables: recording them as well would do their work twice. */
static int
is_recorded (void *data, const char *table)
{
  return !g_str_has_prefix (table, "customers_search") && !g_str_equal (table, "customer_tags");
}

/**
 * nl_changeset_recorder_new:
 * @connection: a writer, in a transaction
 * @error: return location
 *
 * Begins to write down what happens to the tables.
 *
 * Returns: (transfer full): the recorder
 */
NlChangesetRecorder *
nl_changeset_recorder_new (NlConnection *connection, GError **error)
{
  g_autoptr (NlChangesetRecorder) self = g_new0 (NlChangesetRecorder, 1);
  int code;

  self->database = nl_connection_get_handle (connection);
  code = sqlite3session_create (self->database, "main", &self->session);
  if (code == SQLITE_OK) {
    sqlite3session_table_filter (self->session, is_recorded, NULL);
    code = sqlite3session_attach (self->session, NULL);
  }
  if (code == SQLITE_OK)
    return g_steal_pointer (&self);
  nl_store_error_set (error, self->database, code, "record changes for undo");
  return NULL;
}

/**
 * nl_changeset_recorder_free:
 * @self: (transfer full): a recorder
 *
 * Stops recording.
 */
void
nl_changeset_recorder_free (NlChangesetRecorder *self)
{
  g_clear_pointer (&self->session, sqlite3session_delete);
  g_free (self);
}

/**
 * nl_changeset_recorder_end:
 * @self: a recorder
 * @error: return location
 *
 * Returns: (transfer full): all that changed since the recorder was made, for
 *   nl_changeset_apply_inverse()
 */
GBytes *
nl_changeset_recorder_end (NlChangesetRecorder *self, GError **error)
{
  void *data = NULL;
  int size = 0;
  int code = sqlite3session_changeset (self->session, &size, &data);

  if (code != SQLITE_OK) {
    nl_store_error_set (error, self->database, code, "keep changes for undo");
    return NULL;
  }
  return g_bytes_new_with_free_func (data, (gsize) size, sqlite3_free, data);
}

/* What others changed meanwhile stays as they left it; a reference to what is gone can't come
 * back. */
static int
decide (void *customers, int conflict, sqlite3_changeset_iter *change)
{
  const char *table;
  int n_columns, operation;

  if (conflict == SQLITE_CHANGESET_FOREIGN_KEY)
    return SQLITE_CHANGESET_ABORT;
  if ((conflict == SQLITE_CHANGESET_DATA || conflict == SQLITE_CHANGESET_CONSTRAINT)
      && sqlite3changeset_op (change, &table, &n_columns, &operation, NULL) == SQLITE_OK
      && operation == SQLITE_UPDATE && g_str_equal (table, "customers"))
    nl_customer_undo_join (customers, change, conflict == SQLITE_CHANGESET_CONSTRAINT);
  return SQLITE_CHANGESET_OMIT;
}

static gboolean
apply (NlConnection *connection, int size, void *inverse, GError **error)
{
  sqlite3 *database = nl_connection_get_handle (connection);
  g_autoptr (NlCustomerUndo) customers = nl_customer_undo_new (connection, size, inverse, error);
  int code;

  if (customers == NULL)
    return FALSE;
  code = sqlite3changeset_apply (database, size, inverse, NULL, decide, customers);
  if (code == SQLITE_OK)
    return nl_customer_undo_end (customers, error);
  if (code == SQLITE_ABORT)
    g_set_error_literal (error, NL_STORE_ERROR, NL_STORE_ERROR_CONSTRAINT,
                         _ ("This can’t be undone any more: what it belonged to is gone."));
  else
    nl_store_error_set (error, database, code, "undo");
  return FALSE;
}

/**
 * nl_changeset_apply_inverse:
 * @connection: a writer, in a transaction
 * @changeset: from nl_changeset_recorder_end()
 * @error: return location
 *
 * Undoes @changeset. What others changed since stays, of customers field by field, and the sums of
 * customers are made true.
 *
 * Returns: whether it could
 */
gboolean
nl_changeset_apply_inverse (NlConnection *connection, GBytes *changeset, GError **error)
{
  gsize size;
  const void *data = g_bytes_get_data (changeset, &size);
  void *inverse = NULL;
  int inverse_size = 0;
  gboolean is_large = size > LARGE_BYTES;
  gboolean done = FALSE;
  int code;

  if (is_large && !nl_search_index_begin_bulk (connection, error))
    return FALSE;
  code = sqlite3changeset_invert ((int) size, data, &inverse_size, &inverse);
  if (code == SQLITE_OK)
    done = apply (connection, inverse_size, inverse, error);
  else
    nl_store_error_set (error, nl_connection_get_handle (connection), code, "undo");
  sqlite3_free (inverse);
  return done && (!is_large || nl_search_index_end_bulk (connection, error));
}
