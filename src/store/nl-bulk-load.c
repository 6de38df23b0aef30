/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-bulk-load.h"

/* What is kept row by row costs a bulk load most of its time: indices and triggers are dropped in
 * its transaction and made again at its end, from what is there. Readers see neither, and when the
 * transaction ends badly nothing happened. */

typedef struct {
  char *kind;
  char *name;
  char *sql;
} Dropped;

struct _NlBulkLoad {
  NlConnection *connection;
  GPtrArray *dropped; /* of Dropped */
};

static void
dropped_free (gpointer data)
{
  Dropped *dropped = data;

  g_free (dropped->kind);
  g_free (dropped->name);
  g_free (dropped->sql);
  g_free (dropped);
}

/**
 * nl_bulk_load_new:
 * @connection: (transfer none): a writer, in a transaction
 *
 * Returns: (transfer full): a bulk load that dropped nothing yet
 */
NlBulkLoad *
nl_bulk_load_new (NlConnection *connection)
{
  NlBulkLoad *self = g_new0 (NlBulkLoad, 1);

  self->connection = connection;
  self->dropped = g_ptr_array_new_with_free_func (dropped_free);
  return self;
}

/**
 * nl_bulk_load_free:
 * @self: (transfer full): a bulk load
 *
 * Frees @self. What it did not restore stays dropped when the transaction is committed.
 */
void
nl_bulk_load_free (NlBulkLoad *self)
{
  g_ptr_array_unref (self->dropped);
  g_free (self);
}

static GPtrArray *
list (NlBulkLoad *self, const char *kind, const char *pattern, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (dropped_free);
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (self->connection, "list what is kept row by row",
                               "SELECT name, sql FROM sqlite_schema"
                               " WHERE type = ? AND name GLOB ? AND sql IS NOT NULL ORDER BY rowid",
                               error);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return NULL;
  nl_statement_bind_text (statement, 1, kind);
  nl_statement_bind_text (statement, 2, pattern);
  while (nl_statement_step (statement, &failure)) {
    Dropped *dropped = g_new0 (Dropped, 1);

    dropped->kind = g_strdup (kind);
    dropped->name = g_strdup (nl_statement_get_text (statement, 0));
    dropped->sql = g_strdup (nl_statement_get_text (statement, 1));
    g_ptr_array_add (found, dropped);
  }
  if (failure == NULL)
    return g_steal_pointer (&found);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * nl_bulk_load_drop:
 * @self: a bulk load
 * @kind: `index` or `trigger`
 * @pattern: whose names match this, as of GLOB; only what was made by a statement
 * @error: return location
 *
 * Drops indices or triggers for now.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_bulk_load_drop (NlBulkLoad *self, const char *kind, const char *pattern, GError **error)
{
  g_autoptr (GPtrArray) found = list (self, kind, pattern, error);

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++) {
    Dropped *dropped = g_ptr_array_index (found, i);
    g_autofree char *sql = g_strdup_printf ("DROP %s \"%s\"", kind, dropped->name);

    if (!nl_connection_exec (self->connection, "put an index aside", sql, error))
      return FALSE;
  }
  g_ptr_array_extend_and_steal (self->dropped, g_steal_pointer (&found));
  return TRUE;
}

static gboolean
restore (NlBulkLoad *self, const char *kind, const char *pattern, GError **error)
{
  for (guint i = 0; i < self->dropped->len;) {
    Dropped *dropped = g_ptr_array_index (self->dropped, i);

    if ((kind != NULL && !g_str_equal (kind, dropped->kind))
        || !g_pattern_match_simple (pattern, dropped->name)) {
      i++;
      continue;
    }
    if (!nl_connection_exec (self->connection, "make an index again", dropped->sql, error))
      return FALSE;
    g_ptr_array_remove_index (self->dropped, i);
  }
  return TRUE;
}

/**
 * nl_bulk_load_restore:
 * @self: a bulk load
 * @pattern: whose names match this, as of g_pattern_match_simple()
 * @error: return location
 *
 * Makes what was dropped again, in the order of the schema.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_bulk_load_restore (NlBulkLoad *self, const char *pattern, GError **error)
{
  return restore (self, NULL, pattern, error);
}

/**
 * nl_bulk_load_restore_kind:
 * @self: a bulk load
 * @kind: `index` or `trigger`
 * @error: return location
 *
 * Makes everything of a kind again that was dropped, in the order of the schema.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_bulk_load_restore_kind (NlBulkLoad *self, const char *kind, GError **error)
{
  return restore (self, kind, "*", error);
}
