/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/nl-store.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "store/nl-migrations.h"
#include "store/nl-store-lock.h"
#include "store/nl-store-work.h"

#define N_READERS 2
/* How often at most to look what other programs wrote. */
#define LOOK_MILLISECONDS 500

/**
 * NlStore:
 *
 * The workspace: one SQLite file. One thread owns the connection that writes, others own
 * connections that read; every call returns a future. #NlStore::changed tells on the main thread
 * what each transaction changed.
 */
struct _NlStore {
  GObject parent_instance;
  char *folder;
  char *path;
  GAsyncQueue *writes;
  GAsyncQueue *reads;
  GPtrArray *threads;
  GMutex joining;
  int lock;              /* on the folder; -1: none */
  gboolean closed;       /* set on the main thread */
  GFileMonitor *monitor; /* of the write-ahead log */
};

G_DEFINE_FINAL_TYPE (NlStore, nl_store, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* What a thread of the store holds. It holds no reference to the store: the store joins it. */
typedef struct {
  char *path;
  NlConnectionRole role;
  GAsyncQueue *queue;
  GWeakRef store;
  NlConnection *connection;
} Worker;

typedef struct {
  NlStore *store;
  NlChanges *changes;
} Announcement;

static gboolean
announce (gpointer data)
{
  Announcement *announcement = data;

  g_signal_emit (announcement->store, signals[CHANGED], 0, announcement->changes);
  return G_SOURCE_REMOVE;
}

static void
announcement_free (gpointer data)
{
  Announcement *announcement = data;

  g_object_unref (announcement->store);
  nl_changes_unref (announcement->changes);
  g_free (announcement);
}

static void
tell_main_thread (Worker *worker, NlChanges *changes)
{
  NlStore *store = nl_changes_is_empty (changes) ? NULL : g_weak_ref_get (&worker->store);
  Announcement *announcement;

  if (store == NULL)
    return;
  announcement = g_new0 (Announcement, 1);
  announcement->store = store;
  announcement->changes = nl_changes_ref (changes);
  g_idle_add_full (G_PRIORITY_DEFAULT, announce, announcement, announcement_free);
}

static gpointer
worker_thread (gpointer data)
{
  Worker *worker = data;
  g_autoptr (GError) error = NULL;

  if (worker->connection == NULL)
    worker->connection = nl_connection_open (worker->path, worker->role, &error);

  for (;;) {
    NlStoreWork *work = g_async_queue_pop (worker->queue);
    g_autoptr (NlChanges) changes = NULL;

    if (work->kind == NL_STORE_WORK_QUIT) {
      dex_unref (work->promise);
      g_free (work);
      break;
    }
    changes = nl_store_work_run (work, worker->connection, &error);
    if (changes != NULL)
      tell_main_thread (worker, changes);
  }

  if (worker->connection != NULL && worker->role == NL_CONNECTION_WRITER)
    nl_connection_optimise (worker->connection);
  g_clear_pointer (&worker->connection, nl_connection_close);
  g_weak_ref_clear (&worker->store);
  g_async_queue_unref (worker->queue);
  g_free (worker->path);
  g_free (worker);
  return NULL;
}

static void
start_worker (NlStore *self, NlConnectionRole role, NlConnection *connection)
{
  Worker *worker = g_new0 (Worker, 1);

  worker->path = g_strdup (self->path);
  worker->role = role;
  worker->queue = g_async_queue_ref (role == NL_CONNECTION_WRITER ? self->writes : self->reads);
  worker->connection = connection;
  g_weak_ref_init (&worker->store, self);
  g_ptr_array_add (self->threads,
                   g_thread_new (role == NL_CONNECTION_WRITER ? "store-writer" : "store-reader",
                                 worker_thread, worker));
}

/* Ends threads after all the work that was queued for them. The last reference may go on a thread
 * of the store itself, with the data of some work: that thread ends by itself, for it can't wait
 * for itself. */
static void
join_some (NlStore *self, GAsyncQueue *queue, guint first, guint n)
{
  for (guint i = 0; i < n; i++)
    g_async_queue_push (queue, nl_store_work_new (NL_STORE_WORK_QUIT, NULL, NULL, NULL, G_TYPE_NONE,
                                                  NULL));
  for (guint i = 0; i < n; i++) {
    GThread *thread = g_ptr_array_index (self->threads, first + i);

    if (thread == g_thread_self ())
      g_thread_unref (thread);
    else
      g_thread_join (thread);
  }
}

/* Blocks until all threads have ended; whoever closes the store a second time waits as well. The
 * writer goes last: only who closes a file alone copies the write-ahead log into it and removes the
 * log, and with it what was deleted. */
static void
join_threads (NlStore *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->joining);

  if (self->threads->len > 0) {
    join_some (self, self->reads, 1, self->threads->len - 1);
    join_some (self, self->writes, 0, 1);
  }
  g_ptr_array_set_size (self->threads, 0);
  nl_store_unlock (self->lock);
  self->lock = -1;
}

static void
stop_watching (NlStore *self)
{
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
}

static void
nl_store_finalize (GObject *object)
{
  NlStore *self = NL_STORE (object);

  stop_watching (self);
  join_threads (self);
  g_ptr_array_unref (self->threads);
  g_async_queue_unref (self->writes);
  g_async_queue_unref (self->reads);
  g_mutex_clear (&self->joining);
  g_free (self->folder);
  g_free (self->path);
  G_OBJECT_CLASS (nl_store_parent_class)->finalize (object);
}

static void
nl_store_class_init (NlStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = nl_store_finalize;

  /**
   * NlStore::changed:
   * @self: the store
   * @changes: what changed
   *
   * A transaction was committed. Emitted on the main thread, in the order of the transactions.
   */
  signals[CHANGED] = g_signal_new ("changed", NL_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, NL_TYPE_CHANGES);
}

static void
nl_store_init (NlStore *self)
{
  self->writes = g_async_queue_new ();
  self->reads = g_async_queue_new ();
  self->threads = g_ptr_array_new ();
  g_mutex_init (&self->joining);
  self->lock = -1;
}

static gpointer
open_blocking (gpointer data, GCancellable *cancellable, GError **error)
{
  const char *folder = data;
  g_autoptr (NlStore) self = g_object_new (NL_TYPE_STORE, NULL);
  g_autoptr (NlConnection) connection = NULL;

  self->folder = g_strdup (folder);
  self->path = g_build_filename (folder, NL_STORE_FILE_NAME, NULL);
  if (g_mkdir_with_parents (folder, 0700) != 0) {
    g_set_error (error, NL_STORE_ERROR, NL_STORE_ERROR_READ_ONLY,
                 _ ("The folder “%s” can’t be made: %s. Check its permissions, or choose another "
                    "data folder."),
                 folder, g_strerror (errno));
    return NULL;
  }
  self->lock = nl_store_lock_shared (folder);
  connection = nl_connection_open (self->path, NL_CONNECTION_WRITER, error);
  if (connection == NULL || !nl_migrations_run (connection, self->path, error))
    return NULL;

  start_worker (self, NL_CONNECTION_WRITER, g_steal_pointer (&connection));
  for (guint i = 0; i < N_READERS; i++)
    start_worker (self, NL_CONNECTION_READER, NULL);
  return g_steal_pointer (&self);
}

/**
 * nl_store_open:
 * @folder: where the workspace is; made when it is missing
 *
 * Opens a workspace and brings its schema up to date.
 *
 * Returns: (transfer full): a future of an #NlStore; rejects with %NL_STORE_ERROR
 */
DexFuture *
nl_store_open (const char *folder)
{
  dex_return_error_if_fail (folder != NULL);

  return nl_future_blocking ("store-open", open_blocking, g_strdup (folder), g_free, NL_TYPE_STORE,
                             NULL);
}

static gpointer
close_blocking (gpointer data, GCancellable *cancellable, GError **error)
{
  join_threads (data);
  return NULL;
}

/**
 * nl_store_close:
 * @self: a store
 *
 * Finishes what is queued and closes the file. Later calls are rejected.
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
nl_store_close (NlStore *self)
{
  dex_return_error_if_fail (NL_IS_STORE (self));

  self->closed = TRUE;
  stop_watching (self);
  return nl_future_blocking ("store-close", close_blocking, g_object_ref (self), g_object_unref,
                             G_TYPE_NONE, NULL);
}

/**
 * nl_store_get_folder:
 * @self: a store
 *
 * Returns: (transfer none): the folder its file is in
 */
const char *
nl_store_get_folder (NlStore *self)
{
  return self->folder;
}

static DexFuture *
push (NlStore *self, NlStoreWork *work)
{
  DexFuture *future = dex_ref (DEX_FUTURE (work->promise));

  g_async_queue_push (work->kind == NL_STORE_WORK_READ ? self->reads : self->writes, work);
  return future;
}

static void
look_for_others (NlStore *self)
{
  if (!self->closed)
    dex_unref (
        push (self, nl_store_work_new (NL_STORE_WORK_LOOK, NULL, NULL, NULL, G_TYPE_NONE, NULL)));
}

static void
log_written_cb (
    GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, GWeakRef *weak_self)
{
  g_autoptr (NlStore) self = g_weak_ref_get (weak_self);

  if (self != NULL)
    look_for_others (self);
}

static void
weak_ref_free (gpointer data, GClosure *closure)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/**
 * nl_store_watch:
 * @self: a store
 *
 * From now on, #NlStore::changed also tells, within a second, that another program wrote to the
 * workspace, such as the command line. Call it on the main thread.
 */
void
nl_store_watch (NlStore *self)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  GWeakRef *weak_self;

  g_return_if_fail (NL_IS_STORE (self));

  if (self->closed || self->monitor != NULL)
    return;
  path = g_strconcat (self->path, "-wal", NULL);
  file = g_file_new_for_path (path);
  /* Without a monitor, as on some network file systems, it is as if nobody had asked. */
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor == NULL)
    return;
  weak_self = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak_self, self);
  g_file_monitor_set_rate_limit (self->monitor, LOOK_MILLISECONDS);
  g_signal_connect_data (self->monitor, "changed", G_CALLBACK (log_written_cb), weak_self,
                         weak_ref_free, G_CONNECT_DEFAULT);
  look_for_others (self);
}

static DexFuture *
reject_closed (gpointer data, GDestroyNotify data_destroy)
{
  if (data_destroy != NULL)
    data_destroy (data);
  return dex_future_new_reject (NL_STORE_ERROR, NL_STORE_ERROR_CLOSED, "%s",
                                _ ("The workspace is closed."));
}

/**
 * nl_store_read:
 * @self: a store
 * @func: reads; gets a connection that refuses writes, within one transaction
 * @data: (transfer full): passed to @func
 * @data_destroy: (nullable): frees @data, on the reader's thread
 * @result_type: the type of @func's result, as nl_promise_resolve() takes it
 * @cancellable: (nullable): interrupts the statement that runs
 *
 * Runs @func on a reader's thread.
 *
 * Returns: (transfer full): a future of @func's result
 */
DexFuture *
nl_store_read (NlStore *self,
               NlStoreFunc func,
               gpointer data,
               GDestroyNotify data_destroy,
               GType result_type,
               GCancellable *cancellable)
{
  dex_return_error_if_fail (NL_IS_STORE (self));

  if (self->closed)
    return reject_closed (data, data_destroy);
  return push (self, nl_store_work_new (NL_STORE_WORK_READ, func, data, data_destroy, result_type,
                                        cancellable));
}

/**
 * nl_store_write:
 * @self: a store
 * @func: reads and writes; all of it happens, or, when it fails or is cancelled, nothing
 * @data: (transfer full): passed to @func
 * @data_destroy: (nullable): frees @data, on the writer's thread
 * @result_type: the type of @func's result, as nl_promise_resolve() takes it
 * @cancellable: (nullable): interrupts the statement that runs
 *
 * Runs @func in a transaction on the writer's thread.
 *
 * Returns: (transfer full): a future of @func's result, once it is on the disk
 */
DexFuture *
nl_store_write (NlStore *self,
                NlStoreFunc func,
                gpointer data,
                GDestroyNotify data_destroy,
                GType result_type,
                GCancellable *cancellable)
{
  dex_return_error_if_fail (NL_IS_STORE (self));

  if (self->closed)
    return reject_closed (data, data_destroy);
  return push (self, nl_store_work_new (NL_STORE_WORK_WRITE, func, data, data_destroy, result_type,
                                        cancellable));
}

/**
 * nl_store_rehearse:
 * @self: a store
 * @func: reads and writes; nothing of what it wrote stays
 * @data: (transfer full): passed to @func
 * @data_destroy: (nullable): frees @data, on the writer's thread
 * @result_type: the type of @func's result, as nl_promise_resolve() takes it
 * @cancellable: (nullable): interrupts the statement that runs
 *
 * Like nl_store_write(), but takes everything back at the end and tells nobody of a change: to find
 * out what a write would do.
 *
 * Returns: (transfer full): a future of @func's result
 */
DexFuture *
nl_store_rehearse (NlStore *self,
                   NlStoreFunc func,
                   gpointer data,
                   GDestroyNotify data_destroy,
                   GType result_type,
                   GCancellable *cancellable)
{
  dex_return_error_if_fail (NL_IS_STORE (self));

  if (self->closed)
    return reject_closed (data, data_destroy);
  return push (self, nl_store_work_new (NL_STORE_WORK_REHEARSE, func, data, data_destroy,
                                        result_type, cancellable));
}

/**
 * nl_store_write_undoable:
 * @self: a store
 * @func: reads and writes; its result is not used
 * @data: (transfer full): passed to @func
 * @data_destroy: (nullable): frees @data, on the writer's thread
 *
 * Like nl_store_write(), and remembers what changed.
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo()
 */
DexFuture *
nl_store_write_undoable (NlStore *self,
                         NlStoreFunc func,
                         gpointer data,
                         GDestroyNotify data_destroy)
{
  dex_return_error_if_fail (NL_IS_STORE (self));

  if (self->closed)
    return reject_closed (data, data_destroy);
  return push (self, nl_store_work_new (NL_STORE_WORK_UNDOABLE, func, data, data_destroy,
                                        G_TYPE_BYTES, NULL));
}

/**
 * nl_store_undo:
 * @self: a store
 * @changeset: from nl_store_write_undoable()
 *
 * Brings back what a transaction changed. What others changed since stays.
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
nl_store_undo (NlStore *self, GBytes *changeset)
{
  dex_return_error_if_fail (NL_IS_STORE (self));
  dex_return_error_if_fail (changeset != NULL);

  if (self->closed)
    return reject_closed (NULL, NULL);
  return push (self, nl_store_work_new (NL_STORE_WORK_UNDO, NULL, g_bytes_ref (changeset),
                                        (GDestroyNotify) g_bytes_unref, G_TYPE_NONE, NULL));
}

/**
 * nl_store_empty_log:
 * @self: a store
 *
 * Copies the write-ahead log into the file and empties the log, in which what was deleted would
 * otherwise stay until the workspace is closed.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %NL_STORE_ERROR_LOCKED while somebody
 *   else reads what is in it
 */
DexFuture *
nl_store_empty_log (NlStore *self)
{
  dex_return_error_if_fail (NL_IS_STORE (self));

  if (self->closed)
    return reject_closed (NULL, NULL);
  return push (self,
               nl_store_work_new (NL_STORE_WORK_EMPTY_LOG, NULL, NULL, NULL, G_TYPE_NONE, NULL));
}
