/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>

#include "store/nl-record-private.h"
#include "store/nl-store.h"

/* The calls most features need: find, list, count, save and delete records. */

typedef struct {
  GType type;
  gint64 id;
} Key;

static Key *
key_new (GType type, gint64 id)
{
  Key *key = g_new0 (Key, 1);

  key->type = type;
  key->id = id;
  return key;
}

static gpointer
find (NlConnection *connection, gpointer data, GError **error)
{
  Key *key = data;

  return nl_record_load (key->type, key->id, connection, error);
}

/**
 * nl_store_find:
 * @self: a store
 * @type: a record type
 * @id: which one
 *
 * Returns: (transfer full): a future of the record; rejects with %NL_STORE_ERROR_NOT_FOUND when
 *   there is none
 */
DexFuture *
nl_store_find (NlStore *self, GType type, gint64 id)
{
  return nl_store_read (self, find, key_new (type, id), g_free, type, NULL);
}

static gpointer
list (NlConnection *connection, gpointer data, GError **error)
{
  NlQuery *query = data;
  g_autoptr (GPtrArray) records = nl_query_fetch (query, connection, error);
  GListStore *model;

  if (records == NULL)
    return NULL;
  model = g_list_store_new (nl_query_get_record_type (query));
  g_list_store_splice (model, 0, 0, records->pdata, records->len);
  return model;
}

/**
 * nl_store_list:
 * @self: a store
 * @query: which records: not more than a person would read; else use #NlRowsModel
 *
 * Returns: (transfer full): a future of a #GListStore of them
 */
DexFuture *
nl_store_list (NlStore *self, NlQuery *query)
{
  return nl_store_read (self, list, nl_query_ref (query), (GDestroyNotify) nl_query_unref,
                        G_TYPE_LIST_STORE, NULL);
}

static gpointer
count (NlConnection *connection, gpointer data, GError **error)
{
  g_autofree gint64 *result = g_new0 (gint64, 1);

  if (!nl_query_count (data, connection, result, error))
    return NULL;
  return g_steal_pointer (&result);
}

/**
 * nl_store_count:
 * @self: a store
 * @query: which records
 *
 * Returns: (transfer full): a future of how many there are, as an int64
 */
DexFuture *
nl_store_count (NlStore *self, NlQuery *query)
{
  return nl_store_read (self, count, nl_query_ref (query), (GDestroyNotify) nl_query_unref,
                        G_TYPE_INT64, NULL);
}

static gpointer
save (NlConnection *connection, gpointer data, GError **error)
{
  NlRecord *record = data;

  return nl_record_save (record, connection, error) ? g_object_ref (record) : NULL;
}

static DexFuture *
save_fiber (gpointer data)
{
  gpointer *pair = data;
  NlRecord *record = pair[1];
  g_autoptr (NlRecord) saved = NULL;
  g_autoptr (NlRecord) copy = nl_record_copy (record);
  g_autoptr (GError) error = NULL;

  /* The writer gets a copy: the record may be edited on while it is written. */
  saved = dex_await_object (nl_store_write (pair[0], save, g_object_ref (copy), g_object_unref,
                                            G_OBJECT_TYPE (copy), NULL),
                            &error);
  if (saved == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  nl_record_set_identity (record, nl_record_get_id (saved), nl_record_get_created_at (saved),
                          nl_record_get_updated_at (saved));
  nl_record_settle (record, saved);
  return dex_future_new_true ();
}

static void
pair_free (gpointer data)
{
  gpointer *pair = data;

  g_object_unref (pair[0]);
  g_object_unref (pair[1]);
  g_free (pair);
}

/**
 * nl_store_save:
 * @self: a store
 * @record: a record
 *
 * Adds or updates @record. A new one has its id when the future resolves; don't save it again
 * before.
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
nl_store_save (NlStore *self, NlRecord *record)
{
  gpointer *pair;

  dex_return_error_if_fail (NL_IS_STORE (self));
  dex_return_error_if_fail (NL_IS_RECORD (record));

  pair = g_new0 (gpointer, 2);
  pair[0] = g_object_ref (self);
  pair[1] = g_object_ref (record);
  return nl_fiber_spawn (save_fiber, pair, pair_free);
}

static gpointer
save_for_undo (NlConnection *connection, gpointer data, GError **error)
{
  nl_record_save (data, connection, error);
  return NULL;
}

/**
 * nl_store_save_undoable:
 * @self: a store
 * @record: a record, which does not change itself
 *
 * Adds or updates what @record says, and remembers what changed.
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo()
 */
DexFuture *
nl_store_save_undoable (NlStore *self, NlRecord *record)
{
  dex_return_error_if_fail (NL_IS_STORE (self));
  dex_return_error_if_fail (NL_IS_RECORD (record));

  return nl_store_write_undoable (self, save_for_undo, nl_record_copy (record), g_object_unref);
}

static gpointer delete (NlConnection *connection, gpointer data, GError **error)
{
  Key *key = data;

  nl_record_delete (key->type, key->id, connection, error);
  return NULL;
}

/**
 * nl_store_delete:
 * @self: a store
 * @type: a record type
 * @id: which one
 *
 * Deletes a record and what belongs to it.
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo()
 */
DexFuture *
nl_store_delete (NlStore *self, GType type, gint64 id)
{
  return nl_store_write_undoable (self, delete, key_new (type, id), g_free);
}
