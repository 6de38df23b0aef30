/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scripted-handler.h"

#include "jobs/nl-job-error.h"

typedef struct {
  Script script;
} ScriptedHandlerPrivate;

static void handler_init (NlJobHandlerInterface *iface);
static void digester_init (NlJobHandlerInterface *iface);

G_DEFINE_TYPE_WITH_CODE (ScriptedHandler,
                         scripted_handler,
                         G_TYPE_OBJECT,
                         G_ADD_PRIVATE (ScriptedHandler)
                             G_IMPLEMENT_INTERFACE (NL_TYPE_JOB_HANDLER, handler_init))

typedef ScriptedHandler ScriptedDigester;
typedef ScriptedHandlerClass ScriptedDigesterClass;
G_DEFINE_TYPE_WITH_CODE (ScriptedDigester,
                         scripted_digester,
                         SCRIPTED_TYPE_HANDLER,
                         G_IMPLEMENT_INTERFACE (NL_TYPE_JOB_HANDLER, digester_init))

Script *
scripted_handler_get_script (ScriptedHandler *self)
{
  ScriptedHandlerPrivate *priv = scripted_handler_get_instance_private (self);

  return &priv->script;
}

static Script *
get_script (NlJobHandler *handler)
{
  return scripted_handler_get_script (SCRIPTED_HANDLER (handler));
}

static void
resolve_all (GPtrArray *promises)
{
  for (guint i = 0; i < promises->len; i++)
    if (dex_future_is_pending (g_ptr_array_index (promises, i)))
      dex_promise_resolve_boolean (g_ptr_array_index (promises, i), TRUE);
  g_ptr_array_set_size (promises, 0);
}

static DexFuture *
prepare (NlJobHandler *handler, NlJob *job, NlStore *store, GCancellable *cancellable)
{
  Script *script = get_script (handler);

  script->n_prepared++;
  if (script->refuses)
    return dex_future_new_reject (NL_JOB_ERROR, NL_JOB_ERROR_STATE, "not now");
  return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_new_static ("request", 7));
}

static void
cancelled_cb (GCancellable *cancellable, DexPromise *gate)
{
  if (dex_future_is_pending (DEX_FUTURE (gate)))
    dex_promise_reject (gate, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled"));
}

typedef struct {
  ScriptedHandler *handler;
  GCancellable *cancellable;
  DexPromise *gate;
  GError *failure;
} Call;

static DexFuture *
call_fiber (gpointer data)
{
  Call *call = data;
  Script *script = scripted_handler_get_script (call->handler);
  g_autoptr (GError) error = NULL;
  gulong id = 0;

  if (call->gate != NULL) {
    id = g_cancellable_connect (call->cancellable, G_CALLBACK (cancelled_cb), call->gate, NULL);
    dex_await (dex_ref (DEX_FUTURE (call->gate)), &error);
    g_cancellable_disconnect (call->cancellable, id);
  }
  script->n_at_once--;
  if (error == NULL && call->failure != NULL)
    error = g_error_copy (call->failure);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_new_static ("answer", 6));
}

static void
call_free (gpointer data)
{
  Call *call = data;

  g_object_unref (call->handler);
  g_object_unref (call->cancellable);
  g_clear_error (&call->failure);
  dex_clear (&call->gate);
  g_free (call);
}

static DexFuture *
ask (NlJobHandler *handler, NlJob *job, GBytes *request, GCancellable *cancellable)
{
  Script *script = get_script (handler);
  gint64 id = nl_record_get_id (NL_RECORD (job));
  Call *call = g_new0 (Call, 1);

  g_assert_cmpmem (g_bytes_get_data (request, NULL), g_bytes_get_size (request), "request", 7);
  call->handler = g_object_ref (SCRIPTED_HANDLER (handler));
  call->cancellable = g_object_ref (cancellable);
  script->n_calls++;
  script->n_at_once++;
  script->most_at_once = MAX (script->most_at_once, script->n_at_once);
  g_array_append_val (script->asked, id);
  if (script->is_closed) {
    call->gate = dex_promise_new ();
    g_ptr_array_add (script->gates, dex_ref (call->gate));
  }
  if (script->n_failures > 0) {
    script->n_failures--;
    call->failure = g_error_copy (script->failure);
  }
  resolve_all (script->watchers);
  return nl_fiber_spawn (call_fiber, call, call_free);
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
  g_autoptr (NlStatement) statement
      = nl_connection_prepare (connection, "test", "INSERT INTO workspace VALUES (?, ?)", error);

  if (statement == NULL)
    return FALSE;
  nl_statement_bind_text (statement, 1, key);
  nl_statement_bind_text (statement, 2,
                          digested != NULL ? g_object_get_data (digested, "text")
                                           : g_bytes_get_data (answer, NULL));
  if (!nl_statement_run (statement, error))
    return FALSE;
  if (get_script (handler)->spoils) {
    g_set_error_literal (error, NL_JOB_ERROR, NL_JOB_ERROR_STATE, "spoiled");
    return FALSE;
  }
  nl_job_set_result (job, "workspace", 1);
  return TRUE;
}

static DexFuture *
digest (NlJobHandler *handler, NlJob *job, GBytes *answer, GCancellable *cancellable)
{
  GObject *digested = NULL;

  if (get_script (handler)->spoils)
    return dex_future_new_reject (NL_JOB_ERROR, NL_JOB_ERROR_STATE, "indigestible");
  digested = g_object_new (G_TYPE_OBJECT, NULL);
  g_object_set_data (digested, "text", (gpointer) "digested");
  return dex_future_new_take_object (digested);
}

static NlJobVerdict
judge (NlJobHandler *handler, NlJob *job, const GError *error)
{
  Script *script = get_script (handler);

  return script->verdict != NULL ? *script->verdict : nl_job_verdict_default (error);
}

static void
handler_init (NlJobHandlerInterface *iface)
{
  iface->prepare = prepare;
  iface->call = ask;
  iface->apply = apply;
  iface->judge = judge;
}

static void
digester_init (NlJobHandlerInterface *iface)
{
  handler_init (iface);
  iface->digest = digest;
}

static void
scripted_handler_finalize (GObject *object)
{
  Script *script = scripted_handler_get_script (SCRIPTED_HANDLER (object));

  g_clear_error (&script->failure);
  g_free (script->verdict);
  g_array_unref (script->asked);
  g_ptr_array_unref (script->gates);
  g_ptr_array_unref (script->watchers);
  G_OBJECT_CLASS (scripted_handler_parent_class)->finalize (object);
}

static void
scripted_handler_class_init (ScriptedHandlerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = scripted_handler_finalize;
}

static void
scripted_handler_init (ScriptedHandler *self)
{
  Script *script = scripted_handler_get_script (self);

  script->asked = g_array_new (FALSE, FALSE, sizeof (gint64));
  script->gates = g_ptr_array_new_with_free_func (dex_unref);
  script->watchers = g_ptr_array_new_with_free_func (dex_unref);
}

static void
scripted_digester_class_init (ScriptedDigesterClass *klass)
{}

static void
scripted_digester_init (ScriptedDigester *self)
{}

ScriptedHandler *
scripted_handler_new (GType type)
{
  return g_object_new (type, NULL);
}

/* Lets the next calls fail. */
void
scripted_handler_fail (ScriptedHandler *self, guint times, GError *failure)
{
  Script *script = scripted_handler_get_script (self);

  g_clear_error (&script->failure);
  script->failure = failure;
  script->n_failures = times;
}

/* Answers every call that waits, and those to come. */
void
scripted_handler_let_go (ScriptedHandler *self)
{
  Script *script = scripted_handler_get_script (self);

  script->is_closed = FALSE;
  resolve_all (script->gates);
}

typedef struct {
  ScriptedHandler *handler;
  guint n_calls;
} Watch;

static DexFuture *
watch_fiber (gpointer data)
{
  Watch *watch = data;
  Script *script = scripted_handler_get_script (watch->handler);

  while (script->n_calls < watch->n_calls) {
    DexPromise *promise = dex_promise_new ();

    g_ptr_array_add (script->watchers, dex_ref (promise));
    dex_await (DEX_FUTURE (promise), NULL);
  }
  return dex_future_new_true ();
}

/* Waits until so many calls have been made. */
DexFuture *
scripted_handler_wait_calls (ScriptedHandler *self, guint n_calls)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->handler = self;
  watch->n_calls = n_calls;
  return nl_fiber_spawn (watch_fiber, watch, g_free);
}
