/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-row-set.h"

/* The rows of a model that somebody still holds, be it the model or a list on the screen. A list
 * doesn't ask again for a row that stays, so such a row is kept up to date wherever it is. A list
 * that takes rows in step by step shows those that are gone for a while, next to those that came:
 * one record may then have two rows, but no row is at two places. */
struct _NlRowSet {
  GHashTable *places; /* NlRow, not owned → Place */
  GHashTable *newest; /* id → NlRow, not owned: the last one of that record */
};

#define GONE G_MAXUINT

typedef struct {
  guint position; /* in the model, or GONE */
} Place;

static void
row_gone_cb (gpointer data, GObject *row)
{
  NlRowSet *self = data;
  gint64 id = nl_row_get_id ((NlRow *) row);

  g_hash_table_remove (self->places, row);
  if (g_hash_table_lookup (self->newest, &id) == row)
    g_hash_table_remove (self->newest, &id);
}

static guint
find_id (const gint64 *ids, guint n_ids, gint64 id)
{
  for (guint i = 0; i < n_ids; i++)
    if (ids[i] == id)
      return i;
  return GONE;
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

  self->places = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->newest = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
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

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    g_object_weak_unref (row, row_gone_cb, self);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->newest);
  g_free (self);
}

/**
 * nl_row_set_get:
 * @self: a set
 * @id: a record's id
 * @position: where it is in the model
 *
 * Returns: (transfer full): the row there: the one somebody holds, else a new one. If there is a
 *   row of that record at a place where the model has it no more, the new one has its record.
 */
NlRow *
nl_row_set_get (NlRowSet *self, gint64 id, guint position)
{
  NlRow *known = g_hash_table_lookup (self->newest, &id);
  Place *place = known != NULL ? g_hash_table_lookup (self->places, known) : NULL;
  NlRow *row;

  if (place != NULL && place->position != GONE)
    return g_object_ref (known);
  row = nl_row_new (id);
  if (known != NULL)
    nl_row_set_record (row, nl_row_get_record (known));
  place = g_new (Place, 1);
  place->position = position;
  g_object_weak_ref (G_OBJECT (row), row_gone_cb, self);
  g_hash_table_insert (self->places, row, place);
  g_hash_table_insert (self->newest, g_memdup2 (&id, sizeof id), row);
  return row;
}

/**
 * nl_row_set_splice:
 * @self: a set
 * @position: where the model changed
 * @removed: how many of its rows went there
 * @added: (array length=n_added): the ids of those that came
 * @n_added: how many
 * @n_few: up to how many a list exchanges at once, rather than in steps
 *
 * Follows a change of the model. Where a few are exchanged for a few, a record that is still among
 * them keeps its row, so that a list can keep the focus on it.
 */
void
nl_row_set_splice (
    NlRowSet *self, guint position, guint removed, const gint64 *added, guint n_added, guint n_few)
{
  gboolean is_few = removed <= n_few && n_added <= n_few;
  GHashTableIter iter;
  gpointer row, value;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, &row, &value)) {
    Place *place = value;
    guint found;

    if (place->position == GONE || place->position < position)
      continue;
    if (place->position - position >= removed) {
      place->position += n_added - removed;
      continue;
    }
    found = is_few ? find_id (added, n_added, nl_row_get_id (row)) : GONE;
    place->position = found != GONE ? position + found : GONE;
  }
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

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    if (nl_changes_contains (changes, table, nl_row_get_id (row)))
      g_ptr_array_add (changed, g_object_ref (row));
  return changed;
}
