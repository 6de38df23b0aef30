/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nl-test-writer.h"

#include <sqlite3.h>

#include "nl-test.h"

typedef struct {
  guint n_left;
  NlTestWriterFunc func;
  gpointer data;
} Interruption;

static int
statement_cb (unsigned type, void *data, void *statement, void *text)
{
  Interruption *self = data;

  if (self->n_left > 0 && --self->n_left == 0)
    self->func (self->data);
  return 0;
}

static gpointer
watch (NlConnection *connection, gpointer data, GError **error)
{
  sqlite3_trace_v2 (nl_connection_get_handle (connection), SQLITE_TRACE_STMT, statement_cb, data);
  return NULL;
}

/**
 * nl_test_writer_interrupt:
 * @store: a store
 * @n_statements: after how many more statements
 * @func: what to do then, once
 * @data: passed to @func
 *
 * Does something in the middle of what is written next, however fast the machine is.
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
nl_test_writer_interrupt (NlStore *store, guint n_statements, NlTestWriterFunc func, gpointer data)
{
  Interruption *self = g_new0 (Interruption, 1);

  self->n_left = n_statements;
  self->func = func;
  self->data = data;
  /* It goes with the store, which has closed its connection by then. */
  g_object_set_data_full (G_OBJECT (store), "nl-test-interruption", self, g_free);
  return nl_store_write (store, watch, self, NULL, G_TYPE_NONE, NULL);
}

static gpointer
write_nothing (NlConnection *connection, gpointer data, GError **error)
{
  return NULL;
}

static gboolean
resolve (gpointer promise)
{
  dex_promise_resolve_boolean (promise, TRUE);
  return G_SOURCE_REMOVE;
}

/**
 * nl_test_writer_settle:
 * @store: a store
 *
 * Waits, in a fiber, until #NlStore::changed has told of all that was written, which is later than
 * it was written.
 */
void
nl_test_writer_settle (NlStore *store)
{
  DexPromise *told = dex_promise_new ();

  /* Once this is done, the thread has handed over what it has to tell of before. */
  nl_test_await_ok (nl_store_write (store, write_nothing, NULL, NULL, G_TYPE_NONE, NULL));
  g_idle_add_full (G_PRIORITY_LOW, resolve, dex_ref (told), dex_unref);
  nl_test_await_ok (DEX_FUTURE (told));
}

/**
 * nl_test_gate_pass:
 * @gate: an #NlTestGate
 *
 * Waits until the gate is open.
 */
void
nl_test_gate_pass (gpointer gate)
{
  NlTestGate *self = gate;

  g_mutex_lock (&self->lock);
  while (!self->is_open)
    g_cond_wait (&self->cond, &self->lock);
  g_mutex_unlock (&self->lock);
}

/**
 * nl_test_gate_open:
 * @self: a gate
 *
 * Lets whoever waits go on.
 */
void
nl_test_gate_open (NlTestGate *self)
{
  g_mutex_lock (&self->lock);
  self->is_open = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
}
