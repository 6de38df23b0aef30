/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Works on the queue of the workspace in argv[1] until nothing is left to do, and kills itself the
 * moment it has passed as many places as argv[2] says; 0 for never. With argv[3], first adds so
 * many jobs: a text, a picture, a text that waits for the first, and so on. Each call leaves a line
 * with the job's id in the file "calls": that is what the provider saw. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "fake-network.h"
#include "jobs/nl-job-runner.h"
#include "jobs/nl-jobs.h"

static int places_left;
static char *calls_path;

static void
pass (void)
{
  if (g_atomic_int_dec_and_test (&places_left))
    kill (getpid (), SIGKILL);
}

#define WORKER_TYPE_HANDLER (worker_handler_get_type ())
G_DECLARE_FINAL_TYPE (WorkerHandler, worker_handler, WORKER, HANDLER, GObject)

struct _WorkerHandler {
  GObject parent_instance;
};

static DexFuture *
prepare (NlJobHandler *handler, NlJob *job, NlStore *store, GCancellable *cancellable)
{
  pass ();
  return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_new_static ("request", 7));
}

static DexFuture *
call (NlJobHandler *handler, NlJob *job, GBytes *request, GCancellable *cancellable)
{
  g_autofree char *line
      = g_strdup_printf ("%" G_GINT64_FORMAT "\n", nl_record_get_id (NL_RECORD (job)));
  int calls = open (calls_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

  pass ();
  g_assert_cmpint (write (calls, line, strlen (line)), ==, (gssize) strlen (line));
  close (calls);
  pass ();
  return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_new_static ("answer", 6));
}

static DexFuture *
digest (NlJobHandler *handler, NlJob *job, GBytes *answer, GCancellable *cancellable)
{
  pass ();
  return dex_future_new_take_object (g_object_new (G_TYPE_OBJECT, NULL));
}

static gboolean
apply (NlJobHandler *handler,
       NlJob *job,
       GBytes *answer,
       GObject *digested,
       NlConnection *connection,
       GError **error)
{
  g_autofree char *key
      = g_strdup_printf ("effect-%" G_GINT64_FORMAT, nl_record_get_id (NL_RECORD (job)));
  g_autoptr (NlStatement) statement = NULL;

  pass ();
  statement = nl_connection_prepare (connection, "test",
                                     "INSERT INTO workspace VALUES (?, '1') ON CONFLICT (key) "
                                     "DO UPDATE SET value = value + 1",
                                     error);
  if (statement == NULL)
    return FALSE;
  nl_statement_bind_text (statement, 1, key);
  if (!nl_statement_run (statement, error))
    return FALSE;
  pass ();
  return TRUE;
}

static void
handler_init (NlJobHandlerInterface *iface)
{
  iface->prepare = prepare;
  iface->call = call;
  iface->digest = digest;
  iface->apply = apply;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WorkerHandler,
                               worker_handler,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NL_TYPE_JOB_HANDLER, handler_init))

static void
worker_handler_class_init (WorkerHandlerClass *klass)
{}

static void
worker_handler_init (WorkerHandler *self)
{}

static gpointer
add_jobs (NlConnection *connection, gpointer data, GError **error)
{
  gint64 text = 0;

  for (guint i = 0; i < *(guint *) data; i++) {
    g_autoptr (NlJob) job = g_object_new (NL_TYPE_JOB, "kind", "test", "provider", "p", NULL);

    nl_record_set_boolean (NL_RECORD (job), NL_JOB_ASK_ONCE, i % 3 == 1);
    if (i % 3 == 2)
      nl_record_set_int64 (NL_RECORD (job), NL_JOB_DEPENDS_ON, text);
    if (!nl_jobs_enqueue (job, connection, error))
      break;
    if (i % 3 == 0)
      text = nl_record_get_id (NL_RECORD (job));
  }
  return NULL;
}

static DexFuture *
work_fiber (gpointer data)
{
  char **argv = data;
  const NlJobPolicy policy = { .max_attempts = 1000 };
  guint n_jobs = argv[3] != NULL ? (guint) g_ascii_strtoull (argv[3], NULL, 10) : 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (NlStore) store = dex_await_object (nl_store_open (argv[1]), &error);
  g_autoptr (GNetworkMonitor) network = fake_network_new (TRUE, FALSE);
  g_autoptr (WorkerHandler) handler = g_object_new (WORKER_TYPE_HANDLER, NULL);
  g_autoptr (NlJobRunner) runner = NULL;

  g_assert_no_error (error);
  dex_await (nl_store_write (store, add_jobs, &n_jobs, NULL, G_TYPE_NONE, NULL), &error);
  g_assert_no_error (error);
  g_atomic_int_set (&places_left, atoi (argv[2]));
  runner = nl_job_runner_new (store, network, &policy);
  nl_job_runner_add_handler (runner, "test", NL_JOB_HANDLER (handler));
  g_assert_true (dex_await_boolean (nl_job_runner_start (runner), &error));
  dex_await (nl_job_runner_wait_idle (runner), &error);
  g_assert_no_error (error);
  dex_await (nl_job_runner_stop (runner), NULL);
  dex_await (nl_store_close (store), NULL);
  return dex_future_new_true ();
}

int
main (int argc, char **argv)
{
  dex_init ();
  calls_path = g_build_filename (argv[1], "calls", NULL);
  nl_future_wait (nl_fiber_spawn (work_fiber, argv, NULL), NULL);
  g_free (calls_path);
  return 0;
}
