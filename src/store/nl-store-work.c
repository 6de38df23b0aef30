/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-store-work.h"

#include "store/nl-changeset.h"

NlStoreWork *
nl_store_work_new (NlStoreWorkKind kind,
                   NlStoreFunc func,
                   gpointer data,
                   GDestroyNotify data_destroy,
                   GType result_type,
                   GCancellable *cancellable)
{
  NlStoreWork *self = g_new0 (NlStoreWork, 1);

  self->kind = kind;
  self->func = func;
  self->data = data;
  self->data_destroy = data_destroy;
  self->result_type = result_type;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->promise = dex_promise_new ();
  return self;
}

/* Frees @self; whoever waits learns the outcome last, when nothing of the work is left. */
static void
finish (NlStoreWork *self, gpointer result, GError *error)
{
  DexPromise *promise = self->promise;
  GType type = self->result_type;

  if (self->data_destroy != NULL)
    self->data_destroy (self->data);
  g_clear_object (&self->cancellable);
  g_free (self);
  if (error != NULL)
    dex_promise_reject (promise, error);
  else
    nl_promise_resolve (promise, type, result);
  dex_unref (promise);
}

static void
free_result (GType type, gpointer result)
{
  if (result == NULL || type == G_TYPE_NONE)
    return;
  if (G_TYPE_IS_OBJECT (type) || G_TYPE_IS_INTERFACE (type))
    g_object_unref (result);
  else if (g_type_is_a (type, G_TYPE_BOXED))
    g_boxed_free (type, result);
  else
    g_free (result);
}

static void
note_change (void *data, int operation, const char *database, const char *table, sqlite3_int64 id)
{
  nl_changes_add (data, table, id);
}

/* The body of a write: what runs between BEGIN and COMMIT. */
static gpointer
run_body (NlStoreWork *self, NlConnection *connection, GError **error)
{
  g_autoptr (NlChangesetRecorder) recorder = NULL;

  if (self->kind == NL_STORE_WORK_WRITE || self->kind == NL_STORE_WORK_REHEARSE)
    return self->func (connection, self->data, error);
  if (self->kind == NL_STORE_WORK_UNDO) {
    nl_changeset_apply_inverse (connection, self->data, error);
    return NULL;
  }

  recorder = nl_changeset_recorder_new (connection, error);
  if (recorder == NULL)
    return NULL;
  {
    GError *failure = NULL;

    self->func (connection, self->data, &failure);
    if (failure != NULL) {
      g_propagate_error (error, failure);
      return NULL;
    }
  }
  return nl_changeset_recorder_end (recorder, error);
}

static NlChanges *
run_write (NlStoreWork *self, NlConnection *connection)
{
  g_autoptr (NlChanges) changes = nl_changes_new ();
  GError *error = NULL;
  gpointer result = NULL;

  if (!nl_connection_begin (connection, &error)) {
    finish (self, NULL, error);
    return NULL;
  }
  sqlite3_update_hook (nl_connection_get_handle (connection), note_change, changes);
  result = run_body (self, connection, &error);
  sqlite3_update_hook (nl_connection_get_handle (connection), NULL, NULL);
  /* What was cancelled while it ran must leave no trace, even when the body did not look. */
  if (error == NULL)
    g_cancellable_set_error_if_cancelled (self->cancellable, &error);

  nl_connection_set_cancellable (connection, NULL);
  if (error != NULL || self->kind == NL_STORE_WORK_REHEARSE)
    nl_connection_rollback (connection);
  else
    nl_connection_commit (connection, &error);

  if (error != NULL) {
    free_result (self->result_type, result);
    finish (self, NULL, error);
    return NULL;
  }
  finish (self, result, NULL);
  return g_steal_pointer (&changes);
}

static NlChanges *
run_look (NlStoreWork *self, NlConnection *connection)
{
  g_autoptr (NlChanges) changes = nl_changes_new ();
  GError *error = NULL;
  gboolean changed = FALSE;

  /* What is known only as “something” is told as everything. */
  if (nl_connection_look_for_others (connection, &changed, &error) && changed)
    nl_changes_add_everything (changes);
  finish (self, NULL, error);
  return g_steal_pointer (&changes);
}

static void
run_empty_log (NlStoreWork *self, NlConnection *connection)
{
  GError *error = NULL;

  nl_connection_empty_log (connection, &error);
  finish (self, NULL, error);
}

static void
run_read (NlStoreWork *self, NlConnection *connection)
{
  GError *error = NULL;
  gpointer result = NULL;

  /* One transaction, so that everything the function reads is of one moment. */
  if (nl_connection_exec (connection, "begin to read", "BEGIN", &error)) {
    result = self->func (connection, self->data, &error);
    nl_connection_set_cancellable (connection, NULL);
    nl_connection_rollback (connection);
  }
  if (error != NULL) {
    free_result (self->result_type, result);
    result = NULL;
  }
  finish (self, result, error);
}

/*
 * nl_store_work_run:
 * @self: (transfer full): work
 * @connection: (nullable): the thread's connection
 * @error: return location for why there is no connection
 *
 * Runs @self in a transaction and settles its promise.
 *
 * Returns: (transfer full) (nullable): what it changed
 */
NlChanges *
nl_store_work_run (NlStoreWork *self, NlConnection *connection, GError **error)
{
  NlChanges *changes = NULL;
  gboolean is_rehearsal = self->kind == NL_STORE_WORK_REHEARSE;
  GError *cancelled = NULL;

  if (connection == NULL || g_cancellable_set_error_if_cancelled (self->cancellable, &cancelled)) {
    finish (self, NULL, cancelled != NULL ? cancelled : g_error_copy (*error));
    return NULL;
  }

  nl_connection_set_cancellable (connection, self->cancellable);
  if (self->kind == NL_STORE_WORK_READ)
    run_read (self, connection);
  else if (self->kind == NL_STORE_WORK_LOOK)
    changes = run_look (self, connection);
  else if (self->kind == NL_STORE_WORK_EMPTY_LOG)
    run_empty_log (self, connection);
  else
    changes = run_write (self, connection);
  nl_connection_set_cancellable (connection, NULL);
  if (is_rehearsal)
    g_clear_pointer (&changes, nl_changes_unref);
  return changes;
}
