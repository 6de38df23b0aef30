/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* The only place where fibers are spawned, threads are asked for work, and anything sleeps.
 * docs/futures.md says why. */

typedef DexFuture *(*NlFiberFunc) (gpointer data);
typedef gpointer (*NlBlockingFunc) (gpointer data, GCancellable *cancellable, GError **error);

#define nl_fiber_spawn(func, data, destroy) \
  (nl_fiber_spawn_named (G_STRINGIFY (func), 0, (func), (data), (destroy)))

DexFuture *nl_fiber_spawn_named (const char *name,
                                 gsize stack_size,
                                 NlFiberFunc func,
                                 gpointer data,
                                 GDestroyNotify data_destroy) G_GNUC_WARN_UNUSED_RESULT;
void nl_fiber_start (const char *name,
                     NlFiberFunc func,
                     gpointer data,
                     GDestroyNotify data_destroy);
guint nl_fiber_get_n_running (void);

DexFuture *nl_future_blocking (const char *name,
                               NlBlockingFunc func,
                               gpointer data,
                               GDestroyNotify data_destroy,
                               GType result_type,
                               GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

void nl_promise_resolve (DexPromise *promise, GType type, gpointer result);

DexFuture *nl_future_sleep (guint milliseconds,
                            GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;

gboolean nl_future_wait (DexFuture *future, GError **error);

G_END_DECLS
