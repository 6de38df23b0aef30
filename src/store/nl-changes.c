/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-changes.h"

#include <string.h>

/* Past so many rows of a table, "all of it" is the cheaper thing to say. */
#define MAX_IDS 4096

typedef struct {
  GHashTable *ids; /* NULL: all of the table */
} TableChange;

/**
 * NlChanges:
 *
 * What one transaction changed. Written by the writer's thread, then only read.
 */
struct _NlChanges {
  gatomicrefcount ref_count;
  GHashTable *tables;     /* name → TableChange */
  const char *last_table; /* a key of @tables: rows come in long runs of one table */
  TableChange *last_change;
  gboolean everything;
};

G_DEFINE_BOXED_TYPE (NlChanges, nl_changes, nl_changes_ref, nl_changes_unref)

static void
table_change_free (TableChange *change)
{
  g_clear_pointer (&change->ids, g_hash_table_unref);
  g_free (change);
}

/**
 * nl_changes_new:
 *
 * Returns: (transfer full): no changes
 */
NlChanges *
nl_changes_new (void)
{
  NlChanges *self = g_new0 (NlChanges, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->tables
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) table_change_free);
  return self;
}

/**
 * nl_changes_ref:
 * @self: changes
 *
 * Returns: (transfer full): @self
 */
NlChanges *
nl_changes_ref (NlChanges *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * nl_changes_unref:
 * @self: (transfer full): changes
 *
 * Drops a reference.
 */
void
nl_changes_unref (NlChanges *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->tables);
  g_free (self);
}

static TableChange *
find_table (NlChanges *self, const char *table)
{
  gpointer name;
  gpointer change;

  if (self->last_table != NULL && strcmp (self->last_table, table) == 0)
    return self->last_change;
  if (!g_hash_table_lookup_extended (self->tables, table, &name, &change)) {
    name = g_strdup (table);
    change = g_new0 (TableChange, 1);
    ((TableChange *) change)->ids
        = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
    g_hash_table_insert (self->tables, name, change);
  }
  self->last_table = name;
  self->last_change = change;
  return change;
}

/**
 * nl_changes_add:
 * @self: changes
 * @table: a table
 * @id: the row
 *
 * Notes a changed row.
 */
void
nl_changes_add (NlChanges *self, const char *table, gint64 id)
{
  TableChange *change = find_table (self, table);

  if (change->ids == NULL)
    return;
  g_hash_table_add (change->ids, g_memdup2 (&id, sizeof id));
  if (g_hash_table_size (change->ids) > MAX_IDS)
    g_clear_pointer (&change->ids, g_hash_table_unref);
}

/**
 * nl_changes_add_everything:
 * @self: changes
 *
 * Notes that anything may have changed, as after another program wrote.
 */
void
nl_changes_add_everything (NlChanges *self)
{
  self->everything = TRUE;
}

/**
 * nl_changes_is_empty:
 * @self: changes
 *
 * Returns: whether nothing changed
 */
gboolean
nl_changes_is_empty (NlChanges *self)
{
  return !self->everything && g_hash_table_size (self->tables) == 0;
}

/**
 * nl_changes_touches:
 * @self: changes
 * @table: a table
 *
 * Returns: whether a row of it changed
 */
gboolean
nl_changes_touches (NlChanges *self, const char *table)
{
  return self->everything || g_hash_table_contains (self->tables, table);
}

/**
 * nl_changes_contains:
 * @self: changes
 * @table: a table
 * @id: a row
 *
 * Returns: whether that row may have changed
 */
gboolean
nl_changes_contains (NlChanges *self, const char *table, gint64 id)
{
  TableChange *change = g_hash_table_lookup (self->tables, table);

  if (self->everything)
    return TRUE;
  return change != NULL && (change->ids == NULL || g_hash_table_contains (change->ids, &id));
}
