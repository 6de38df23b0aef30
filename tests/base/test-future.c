/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nl-future.h"

#include "nl-test.h"

#include <gio/gio.h>

static guint destroyed;

static void
count_destroyed (gpointer data)
{
  g_atomic_int_inc (&destroyed);
}

typedef struct {
  DexPromise *gate;
  gboolean has_ended;
} Walk;

static DexFuture *
walk_fiber (gpointer data)
{
  Walk *walk = data;
  gint64 value = dex_await_int64 (dex_ref (DEX_FUTURE (walk->gate)), NULL);

  walk->has_ended = TRUE;
  return dex_future_new_for_int64 (value + 1);
}

static void
test_fiber (const char *folder)
{
  g_autoptr (DexPromise) gate = dex_promise_new ();
  Walk walk = { .gate = gate };
  DexFuture *fiber;

  destroyed = 0;
  fiber = nl_fiber_spawn_named ("walk", 0, walk_fiber, &walk, count_destroyed);
  dex_promise_resolve_int64 (gate, 41);
  g_assert_cmpint (dex_await_int64 (fiber, NULL), ==, 42);
  g_assert_true (walk.has_ended);
}

/* Nobody waits for it, and still it runs to its end. */
static void
test_fiber_is_pinned (void)
{
  g_autoptr (DexPromise) gate = dex_promise_new ();
  Walk walk = { .gate = gate };

  dex_unref (nl_fiber_spawn (walk_fiber, &walk, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (walk.has_ended);
  dex_promise_resolve_int64 (gate, 1);
  while (!walk.has_ended)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_start (void)
{
  g_autoptr (DexPromise) gate = dex_promise_new ();
  Walk walk = { .gate = gate };

  destroyed = 0;
  nl_fiber_start ("walk", walk_fiber, &walk, count_destroyed);
  dex_promise_resolve_int64 (gate, 1);
  while (!walk.has_ended || g_atomic_int_get (&destroyed) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (destroyed, ==, 1);
}

typedef struct {
  GType type;
  GThread *caller;
  gboolean fails;
} Job;

static gpointer
make_result (gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  g_assert_true (g_thread_self () != job->caller);
  if (job->fails) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "Not there");
    return NULL;
  }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (job->type == G_TYPE_STRING)
    return g_strdup ("text");
  if (job->type == G_TYPE_BYTES)
    return g_bytes_new ("bytes", 5);
  if (job->type == G_TYPE_CANCELLABLE)
    return g_cancellable_new ();
  if (job->type == G_TYPE_INT64) {
    gint64 *number = g_new (gint64, 1);

    *number = G_MAXINT64;
    return number;
  }
  return NULL;
}

static DexFuture *
run_job (Job *job, GType type, GCancellable *cancellable)
{
  job->type = type;
  job->caller = g_thread_self ();
  return nl_future_blocking ("test", make_result, job, count_destroyed, type, cancellable);
}

static void
test_blocking_results (const char *folder)
{
  Job job = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GCancellable) object = NULL;

  destroyed = 0;
  text = dex_await_string (run_job (&job, G_TYPE_STRING, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "text");
  g_assert_cmpint (dex_await_int64 (run_job (&job, G_TYPE_INT64, NULL), &error), ==, G_MAXINT64);
  g_assert_no_error (error);
  bytes = dex_await_boxed (run_job (&job, G_TYPE_BYTES, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 5);
  object = dex_await_object (run_job (&job, G_TYPE_CANCELLABLE, NULL), &error);
  g_assert_no_error (error);
  g_assert_true (G_IS_CANCELLABLE (object));
  g_assert_true (dex_await_boolean (run_job (&job, G_TYPE_NONE, NULL), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_atomic_int_get (&destroyed), ==, 5);
}

static void
test_blocking_failures (const char *folder)
{
  Job failing = { .fails = TRUE };
  Job cancelled = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) failure = NULL;
  g_autoptr (GError) cancellation = NULL;

  g_assert_false (dex_await (run_job (&failing, G_TYPE_NONE, NULL), &failure));
  g_assert_error (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_cancellable_cancel (cancellable);
  g_assert_false (dex_await (run_job (&cancelled, G_TYPE_STRING, cancellable), &cancellation));
  g_assert_error (cancellation, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
cancel_later (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
test_sleep (const char *folder)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) interrupted = NULL;
  g_autoptr (GError) refused = NULL;
  gint64 start = g_get_monotonic_time ();

  nl_test_await_ok (nl_future_sleep (1, NULL));
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 1000);
  nl_test_await_ok (nl_future_sleep (0, cancellable));
  g_idle_add (cancel_later, cancellable);
  g_assert_false (dex_await (nl_future_sleep (3600 * 1000, cancellable), &interrupted));
  g_assert_error (interrupted, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (dex_await (nl_future_sleep (3600 * 1000, cancellable), &refused));
  g_assert_error (refused, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_wait (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nl_future_wait (nl_future_sleep (0, NULL), &error));
  g_assert_no_error (error);
  g_assert_false (nl_future_wait (
      dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "Not there"), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/future/fiber", test_fiber);
  g_test_add_func ("/future/fiber-pinned", test_fiber_is_pinned);
  g_test_add_func ("/future/start", test_start);
  nl_test_add ("/future/blocking-results", test_blocking_results);
  nl_test_add ("/future/blocking-failures", test_blocking_failures);
  nl_test_add ("/future/sleep", test_sleep);
  g_test_add_func ("/future/wait", test_wait);
  return g_test_run ();
}
