/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-query-private.h"
#include "store/nl-record-sql.h"

/* What a query finds: records, ids, and how many. */

/* Of what a search finds, so many are looked at for the best: who typed two letters goes on typing,
 * and to look at all that begins with them takes longer than a frame. */
#define MOST_RANKED 2048

/* The condition, its values bound from parameter 1 on, and the search behind it. */
static void
append_where (NlQuery *self, GString *sql)
{
  const char *where = self->where->len > 0 ? self->where->str : "TRUE";

  g_string_append_printf (sql, " WHERE %s", where);
  if (self->search != NULL)
    g_string_append_printf (sql, " AND id IN (SELECT rowid FROM %s WHERE %s MATCH ?)", self->search,
                            self->search);
}

static void
bind_where (NlQuery *self, NlStatement *statement)
{
  nl_statement_bind_values (statement, 1, self->values);
  if (self->search != NULL)
    nl_statement_bind_text (statement, (int) self->values->len + 1,
                            self->matches[g_strv_length (self->matches) - 1]);
}

static NlStatement *
prepare (NlQuery *self, const char *columns, guint limit, NlConnection *connection, GError **error)
{
  const NlRecordDescription *description = nl_record_type_get_description (self->type);
  g_autoptr (GString) sql = g_string_new (NULL);
  NlStatement *statement;

  g_string_printf (sql, "SELECT %s FROM %s", columns, description->table);
  append_where (self, sql);
  g_string_append_printf (sql, " ORDER BY %s%sid", self->order->str,
                          self->order->len > 0 ? ", " : "");
  if (limit > 0)
    g_string_append_printf (sql, " LIMIT %u", limit);

  statement = nl_connection_prepare (connection, "look records up", sql->str, error);
  if (statement != NULL)
    bind_where (self, statement);
  return statement;
}

/* Up to which id results are ranked. */
static gboolean
find_last_ranked (NlQuery *self, NlConnection *connection, gint64 *last, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT rowid FROM %s WHERE %s MATCH ? LIMIT 1 OFFSET " G_STRINGIFY (MOST_RANKED),
      self->search, self->search);
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "search for records", sql, error);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_text (statement, 1, self->matches[g_strv_length (self->matches) - 1]);
  *last = nl_statement_step (statement, &failure) ? nl_statement_get_int64 (statement, 0)
                                                  : G_MAXINT64;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* What one match finds up to an id and no earlier one did. The search comes first in the plan, so
 * that it is over as soon as there are enough. */
static gboolean
fetch_match (NlQuery *self,
             const char *match,
             gint64 last,
             guint limit,
             NlConnection *connection,
             GHashTable *known,
             GArray *ids,
             GError **error)
{
  const NlRecordDescription *description = nl_record_type_get_description (self->type);
  g_autofree char *sql = g_strdup_printf (
      "SELECT id FROM (SELECT rowid AS found FROM %s WHERE %s MATCH ? AND rowid <= ?)"
      " CROSS JOIN %s ON id = found WHERE %s",
      self->search, self->search, description->table,
      self->where->len > 0 ? self->where->str : "TRUE");
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "search for records", sql, error);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_text (statement, 1, match);
  nl_statement_bind_int64 (statement, 2, last);
  nl_statement_bind_values (statement, 3, self->values);
  while ((limit == 0 || ids->len < limit) && nl_statement_step (statement, &failure)) {
    gint64 id = nl_statement_get_int64 (statement, 0);

    if (g_hash_table_add (known, g_memdup2 (&id, sizeof id)))
      g_array_append_val (ids, id);
  }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static GArray *
fetch_best_first (NlQuery *self, guint limit, NlConnection *connection, GError **error)
{
  gint64 last = G_MAXINT64;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; self->matches[i] != NULL && (limit == 0 || ids->len < limit); i++) {
    gboolean is_last = self->matches[i + 1] == NULL;

    if (i == 1 && !find_last_ranked (self, connection, &last, error))
      return NULL;
    if (!fetch_match (self, self->matches[i], i == 0 || is_last ? G_MAXINT64 : last, limit,
                      connection, known, ids, error))
      return NULL;
  }
  return g_steal_pointer (&ids);
}

/**
 * nl_query_fetch:
 * @self: a query
 * @connection: a connection
 * @error: return location
 *
 * Returns: (transfer full) (element-type NlRecord) (nullable): the records
 */
GPtrArray *
nl_query_fetch (NlQuery *self, NlConnection *connection, GError **error)
{
  const char *columns = nl_record_columns (nl_record_type_get_description (self->type));
  g_autoptr (NlStatement) statement = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failure = NULL;

  if (self->best_first) {
    g_autoptr (GArray) ids = fetch_best_first (self, self->limit, connection, error);

    return ids != NULL ? nl_query_fetch_by_ids (self->type, (const gint64 *) (void *) ids->data,
                                                ids->len, connection, error)
                       : NULL;
  }
  statement = prepare (self, columns, self->limit, connection, error);
  if (statement == NULL)
    return NULL;
  while (nl_statement_step (statement, &failure))
    g_ptr_array_add (records, nl_record_read (self->type, statement));
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return g_steal_pointer (&records);
}

/**
 * nl_query_fetch_first_ids:
 * @self: a query
 * @limit: how many at most; 0: all that the query wants
 * @connection: a connection
 * @error: return location
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the ids of the first records, in order
 */
GArray *
nl_query_fetch_first_ids (NlQuery *self, guint limit, NlConnection *connection, GError **error)
{
  g_autoptr (NlStatement) statement = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;

  if (limit == 0 || (self->limit > 0 && self->limit < limit))
    limit = self->limit;
  if (self->best_first)
    return fetch_best_first (self, limit, connection, error);
  statement = prepare (self, "id", limit, connection, error);
  if (statement == NULL)
    return NULL;
  while (nl_statement_step (statement, &failure)) {
    gint64 id = nl_statement_get_int64 (statement, 0);

    g_array_append_val (ids, id);
  }
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return g_steal_pointer (&ids);
}

/**
 * nl_query_fetch_ids:
 * @self: a query
 * @connection: a connection
 * @error: return location
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the ids of the records, in order
 */
GArray *
nl_query_fetch_ids (NlQuery *self, NlConnection *connection, GError **error)
{
  return nl_query_fetch_first_ids (self, 0, connection, error);
}

/**
 * nl_query_count:
 * @self: a query without a limit
 * @connection: a connection
 * @count: (out): how many records it finds
 * @error: return location
 *
 * Returns: whether it succeeded
 */
gboolean
nl_query_count (NlQuery *self, NlConnection *connection, gint64 *count, GError **error)
{
  const NlRecordDescription *description = nl_record_type_get_description (self->type);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (NlStatement) statement = NULL;

  g_string_printf (sql, "SELECT count(*) FROM %s", description->table);
  append_where (self, sql);
  statement = nl_connection_prepare (connection, "count records", sql->str, error);
  if (statement == NULL)
    return FALSE;
  bind_where (self, statement);
  if (!nl_statement_step (statement, error))
    return FALSE;
  *count = nl_statement_get_int64 (statement, 0);
  return TRUE;
}

static void
unref_if_there (gpointer record)
{
  if (record != NULL)
    g_object_unref (record);
}

/**
 * nl_query_fetch_by_ids:
 * @type: a record type
 * @ids: (array length=n_ids): which ones
 * @n_ids: how many
 * @connection: a connection
 * @error: return location
 *
 * Returns: (transfer full) (element-type NlRecord) (nullable): as many records as @ids, in their
 *   order; %NULL stands for one that is gone
 */
GPtrArray *
nl_query_fetch_by_ids (
    GType type, const gint64 *ids, guint n_ids, NlConnection *connection, GError **error)
{
  const NlRecordDescription *description = nl_record_type_get_description (type);
  const char *columns = nl_record_columns (description);
  g_autofree char *sql
      = g_strdup_printf ("SELECT %s FROM %s WHERE id = ?", columns, description->table);
  g_autoptr (GPtrArray) records = g_ptr_array_new_full (n_ids, unref_if_there);

  for (guint i = 0; i < n_ids; i++) {
    g_autoptr (NlStatement) statement
        = nl_connection_prepare (connection, "read a page of records", sql, error);
    g_autoptr (GError) failure = NULL;

    if (statement == NULL)
      return NULL;
    nl_statement_bind_int64 (statement, 1, ids[i]);
    g_ptr_array_add (records, nl_statement_step (statement, &failure)
                                  ? nl_record_read (type, statement)
                                  : NULL);
    if (failure != NULL) {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  }
  return g_steal_pointer (&records);
}
