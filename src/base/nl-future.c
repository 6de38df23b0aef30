/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-future.h"

#include <gio/gio.h>

static guint n_running;

typedef struct {
  NlFiberFunc func;
  gpointer data;
  GDestroyNotify data_destroy;
} Fiber;

static void
fiber_free (gpointer data)
{
  Fiber *fiber = data;

  if (fiber->data_destroy != NULL)
    fiber->data_destroy (fiber->data);
  g_free (fiber);
}

static DexFuture *
run_fiber (gpointer data)
{
  Fiber *fiber = data;
  DexFuture *outcome = fiber->func (fiber->data);

  g_atomic_int_add (&n_running, -1);
  return outcome;
}

/**
 * nl_fiber_spawn_named:
 * @name: a static string: what debuggers call the fiber
 * @stack_size: bytes of stack, or 0 for libdex's default of 128 KiB
 * @func: what the fiber does
 * @data: (transfer full): passed to @func
 * @data_destroy: (nullable): frees @data after @func returned
 *
 * Runs @func in a fiber of the main thread. The fiber is pinned: it runs to its end even when the
 * caller drops the future, because libdex 0.10.0 crashes when it cancels a fiber in the turn in
 * which the future it waits for completes. Stop it through a #GCancellable.
 *
 * Returns: (transfer full): what @func's future resolves to
 */
DexFuture *
nl_fiber_spawn_named (const char *name,
                      gsize stack_size,
                      NlFiberFunc func,
                      gpointer data,
                      GDestroyNotify data_destroy)
{
  Fiber *fiber;
  DexFuture *future;

  g_return_val_if_fail (func != NULL, NULL);

  fiber = g_new0 (Fiber, 1);
  fiber->func = func;
  fiber->data = data;
  fiber->data_destroy = data_destroy;
  g_atomic_int_inc (&n_running);
  future = dex_scheduler_spawn (dex_scheduler_get_default (), stack_size, run_fiber, fiber,
                                fiber_free);
  dex_future_set_static_name (future, name);
  dex_future_disown (dex_ref (future));
  return future;
}

/**
 * nl_fiber_start:
 * @name: a static string: what debuggers call the fiber
 * @func: what the fiber does
 * @data: (transfer full): passed to @func
 * @data_destroy: (nullable): frees @data
 *
 * Like nl_fiber_spawn_named() for work whose outcome nobody waits for: @func reports its own
 * errors.
 */
void
nl_fiber_start (const char *name, NlFiberFunc func, gpointer data, GDestroyNotify data_destroy)
{
  dex_future_disown (nl_fiber_spawn_named (name, 0, func, data, data_destroy));
}

/**
 * nl_promise_resolve:
 * @promise: a promise
 * @type: an object type, a boxed type, %G_TYPE_STRING, %G_TYPE_INT64 or %G_TYPE_NONE
 * @result: (transfer full) (nullable): a value of it; for %G_TYPE_INT64 a pointer from g_new()
 *
 * Resolves @promise with what a blocking function returned; with %TRUE for %G_TYPE_NONE.
 */
void
nl_promise_resolve (DexPromise *promise, GType type, gpointer result)
{
  g_auto (GValue) value = G_VALUE_INIT;

  if (type == G_TYPE_NONE) {
    dex_promise_resolve_boolean (promise, TRUE);
    return;
  }

  g_value_init (&value, type);
  if (G_TYPE_IS_OBJECT (type) || G_TYPE_IS_INTERFACE (type)) {
    g_value_take_object (&value, result);
  } else if (g_type_is_a (type, G_TYPE_BOXED)) {
    g_value_take_boxed (&value, result);
  } else if (type == G_TYPE_STRING) {
    g_value_take_string (&value, result);
  } else {
    g_assert (type == G_TYPE_INT64);
    g_value_set_int64 (&value, *(gint64 *) result);
    g_free (result);
  }
  dex_promise_resolve (promise, &value);
}

/**
 * nl_fiber_get_n_running:
 *
 * Returns: how many fibers have not ended
 */
guint
nl_fiber_get_n_running (void)
{
  return g_atomic_int_get (&n_running);
}

typedef struct {
  NlBlockingFunc func;
  gpointer data;
  GDestroyNotify data_destroy;
  GType result_type;
  GCancellable *cancellable;
  DexPromise *promise;
} Blocking;

static gpointer
blocking_thread (gpointer user_data)
{
  Blocking *work = user_data;
  GError *error = NULL;
  gpointer result = work->func (work->data, work->cancellable, &error);

  /* The data goes before anyone can learn that the work is over. */
  if (work->data_destroy != NULL)
    work->data_destroy (work->data);

  if (error != NULL)
    dex_promise_reject (work->promise, error);
  else
    nl_promise_resolve (work->promise, work->result_type, result);

  g_clear_object (&work->cancellable);
  dex_unref (work->promise);
  g_free (work);
  return NULL;
}

/**
 * nl_future_blocking:
 * @name: a static string, the thread's name (15 characters are shown)
 * @func: the work; sets the error exactly when it fails
 * @data: (transfer full): passed to @func; only that thread may touch it
 * @data_destroy: (nullable): frees @data, on the thread
 * @result_type: the type of what @func returns (transfer full), as nl_promise_resolve() takes it
 * @cancellable: (nullable): handed to @func, which looks at it from time to time
 *
 * Runs @func on a thread of its own.
 *
 * Returns: (transfer full): a future of @func's result; of %TRUE for %G_TYPE_NONE
 */
DexFuture *
nl_future_blocking (const char *name,
                    NlBlockingFunc func,
                    gpointer data,
                    GDestroyNotify data_destroy,
                    GType result_type,
                    GCancellable *cancellable)
{
  Blocking *work;
  DexPromise *promise;

  g_return_val_if_fail (func != NULL, NULL);

  promise = dex_promise_new ();
  work = g_new0 (Blocking, 1);
  work->func = func;
  work->data = data;
  work->data_destroy = data_destroy;
  work->result_type = result_type;
  work->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  work->promise = dex_ref (promise);
  g_thread_unref (g_thread_new (name, blocking_thread, work));
  return DEX_FUTURE (promise);
}

typedef struct {
  DexPromise *promise;
  GCancellable *cancellable;
  gulong cancelled_id;
  guint timeout_id;
} Sleep;

static void
sleep_finish (Sleep *nap, GError *error)
{
  g_clear_handle_id (&nap->timeout_id, g_source_remove);
  if (nap->cancellable != NULL) {
    g_signal_handler_disconnect (nap->cancellable, nap->cancelled_id);
    g_object_unref (nap->cancellable);
  }
  if (error != NULL)
    dex_promise_reject (nap->promise, error);
  else
    dex_promise_resolve_boolean (nap->promise, TRUE);
  dex_unref (nap->promise);
  g_free (nap);
}

static gboolean
sleep_over (gpointer data)
{
  Sleep *nap = data;

  nap->timeout_id = 0;
  sleep_finish (nap, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
sleep_interrupted (gpointer data)
{
  Sleep *nap = data;

  /* Its own source, so it must not remove itself. */
  nap->timeout_id = 0;
  sleep_finish (nap, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
  return G_SOURCE_REMOVE;
}

static void
sleep_cancelled (GCancellable *cancellable, Sleep *nap)
{
  /* Disconnecting inside the handler would deadlock, so the end comes in an idle. */
  g_clear_handle_id (&nap->timeout_id, g_source_remove);
  nap->timeout_id = g_idle_add (sleep_interrupted, nap);
}

/**
 * nl_future_sleep:
 * @milliseconds: how long
 * @cancellable: (nullable): ends the sleep early, with %G_IO_ERROR_CANCELLED
 *
 * Waits on the main thread. Cancel it from the main thread only.
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
nl_future_sleep (guint milliseconds, GCancellable *cancellable)
{
  Sleep *nap = g_new0 (Sleep, 1);
  DexPromise *promise = dex_promise_new ();

  if (g_cancellable_is_cancelled (cancellable)) {
    g_free (nap);
    dex_promise_reject (promise,
                        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
    return DEX_FUTURE (promise);
  }

  nap->promise = dex_ref (promise);
  nap->timeout_id = g_timeout_add (milliseconds, sleep_over, nap);
  if (cancellable != NULL) {
    nap->cancellable = g_object_ref (cancellable);
    nap->cancelled_id
        = g_signal_connect (cancellable, "cancelled", G_CALLBACK (sleep_cancelled), nap);
  }
  return DEX_FUTURE (promise);
}

static DexFuture *
wait_fiber (gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (dex_ref (DEX_FUTURE (data)), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_true ();
}

/**
 * nl_future_wait:
 * @future: (transfer full): what to wait for
 * @error: return location
 *
 * Runs the default main context until @future is settled: for `main()` of programs without a
 * window and for tests, never for the app.
 *
 * Returns: whether it resolved
 */
gboolean
nl_future_wait (DexFuture *future, GError **error)
{
  /* A thread that settles a future wakes the fiber that awaits it, but not a bare main context. */
  g_autoptr (DexFuture) waiter = nl_fiber_spawn (wait_fiber, future, dex_unref);

  while (dex_future_is_pending (waiter))
    g_main_context_iteration (NULL, TRUE);
  return dex_future_get_value (waiter, error) != NULL;
}
