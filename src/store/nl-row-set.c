/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-row-set.h"

/* The rows of a model that somebody still holds, be it the model or a list on the screen. A list
 * doesn't ask again for a row that stays, so such a row is kept up to date wherever it is. */
struct _NlRowSet {
  GHashTable *rows; /* id → NlRow, not owned */
};

static void
row_gone_cb (gpointer data, GObject *row)
{
  NlRowSet *self = data;
  gint64 id = nl_row_get_id ((NlRow *) row);

  g_hash_table_remove (self->rows, &id);
}

/**
 * nl_row_set_new:
 *
 * Returns: (transfer full): a set without rows
 */
NlRowSet *
nl_row_set_new (void)
{
  NlRowSet *self = g_new0 (NlRowSet, 1);

  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

/**
 * nl_row_set_free:
 * @self: (transfer full): a set
 *
 * Frees @self; the rows stay with who holds them.
 */
void
nl_row_set_free (NlRowSet *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    g_object_weak_unref (row, row_gone_cb, self);
  g_hash_table_unref (self->rows);
  g_free (self);
}

/**
 * nl_row_set_get:
 * @self: a set
 * @id: a record's id
 *
 * Returns: (transfer full): the row of that record: the one somebody holds, else a new one
 */
NlRow *
nl_row_set_get (NlRowSet *self, gint64 id)
{
  NlRow *row = g_hash_table_lookup (self->rows, &id);

  if (row != NULL)
    return g_object_ref (row);
  row = nl_row_new (id);
  g_object_weak_ref (G_OBJECT (row), row_gone_cb, self);
  g_hash_table_insert (self->rows, g_memdup2 (&id, sizeof id), row);
  return row;
}

/**
 * nl_row_set_list_changed:
 * @self: a set
 * @changes: what a transaction changed
 * @table: the table of the rows
 *
 * Returns: (transfer full) (element-type NlRow): the rows that may say something else now
 */
GPtrArray *
nl_row_set_list_changed (NlRowSet *self, NlChanges *changes, const char *table)
{
  GPtrArray *changed = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (nl_changes_contains (changes, table, nl_row_get_id (row)))
      g_ptr_array_add (changed, g_object_ref (row));
  return changed;
}
