/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/jobs/nl-ai-job.h"

#include <glib/gi18n-lib.h>

#include "ai/nl-ai-json.h"
#include "ai/nl-ai-verdict.h"
#include "ai/prompts/nl-prompt-library.h"
#include "ai/usage/nl-usage.h"
#include "ai/jobs/nl-ai-wire.h"
#include "base/nl-future.h"
#include "jobs/nl-job-queue.h"

/* In a payload: somebody has seen what was found, and wants it to be sent. */
#define SEND_ANYWAY "send_anyway"

/**
 * NlAiJobHandler:
 *
 * Does the jobs that ask an AI provider. What is asked is made anew from the workspace each time,
 * so that a job that waited for days speaks of what is so now.
 */
struct _NlAiJobHandler {
  GObject parent_instance;
  const NlAiJobKind *kind;
  NlProviderRegistry *providers;
};

enum {
  SIGNAL_DELTA,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void job_handler_init (NlJobHandlerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NlAiJobHandler,
                               nl_ai_job_handler,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NL_TYPE_JOB_HANDLER, job_handler_init))

typedef struct {
  NlJob *job;
  const NlAiJobKind *kind;
} Composing;

static void
composing_free (gpointer data)
{
  Composing *self = data;

  g_object_unref (self->job);
  g_free (self);
}

/* What a person typed is shown to them before it leaves the machine. */
static gboolean
check_private (NlJob *job, NlAiRequest *request, GError **error)
{
  g_auto (GStrv) found = NULL;
  g_autofree char *list = NULL;

  if (nl_ai_job_get_number (job, SEND_ANYWAY) != 0)
    return TRUE;
  found = nl_prompt_library_find_private (request);
  if (*found == NULL)
    return TRUE;
  list = g_strjoinv ("; ", found);
  /* Translators: the list is such as “an email address in the campaign’s goal: a@b.example”. */
  g_set_error (
      error, NL_AI_ERROR, NL_AI_ERROR_PRIVATE,
      _ ("Nothing was sent, since there is personal data in it: %s. Take it out and retry, "
         "or send it all the same."),
      list);
  return FALSE;
}

static gpointer
compose (NlConnection *connection, gpointer data, GError **error)
{
  Composing *self = data;
  g_autoptr (NlPromptLibrary) library = nl_prompt_library_read (connection, error);
  g_autoptr (NlAiRequest) request = NULL;

  if (library == NULL)
    return NULL;
  request = self->kind->compose (self->job, connection, error);
  if (request == NULL || !check_private (self->job, request, error)
      || !nl_prompt_library_complete (library, request, error))
    return NULL;
  return nl_ai_request_to_bytes (request);
}

static DexFuture *
prepare (NlJobHandler *handler, NlJob *job, NlStore *store, GCancellable *cancellable)
{
  NlAiJobHandler *self = NL_AI_JOB_HANDLER (handler);
  Composing *composing = g_new0 (Composing, 1);

  composing->job = NL_JOB (nl_record_copy (NL_RECORD (job)));
  composing->kind = self->kind;
  return nl_store_read (store, compose, composing, composing_free, G_TYPE_BYTES, cancellable);
}

typedef struct {
  NlAiJobHandler *handler;
  gint64 job_id;
  NlProvider *provider;
  NlAiRequest *request;
  GCancellable *cancellable;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_object_unref (call->handler);
  g_object_unref (call->provider);
  g_object_unref (call->request);
  g_clear_object (&call->cancellable);
  g_free (call);
}

static void
delta_cb (const char *delta, gpointer data)
{
  Call *call = data;

  g_signal_emit (call->handler, signals[SIGNAL_DELTA], 0, call->job_id, delta);
}

static DexFuture *
ask (Call *call)
{
  if (g_str_equal (nl_ai_request_get_task (call->request), "avatar"))
    return nl_provider_generate_image (call->provider, call->request, call->cancellable);
  if (nl_ai_request_get_schema (call->request) != NULL)
    return nl_provider_generate_structured (call->provider, call->request, call->cancellable);
  return nl_provider_generate_text (call->provider, call->request, delta_cb, call, NULL,
                                    call->cancellable);
}

static DexFuture *
call_fiber (gpointer data)
{
  GError *error = NULL;
  g_autoptr (NlAiResult) result = dex_await_object (ask (data), &error);

  if (result == NULL)
    return dex_future_new_for_error (error);
  return dex_future_new_take_boxed (G_TYPE_BYTES, nl_ai_result_to_bytes (result));
}

static DexFuture *
call (NlJobHandler *handler, NlJob *job, GBytes *bytes, GCancellable *cancellable)
{
  NlAiJobHandler *self = NL_AI_JOB_HANDLER (handler);
  const char *id = nl_record_get_text (NL_RECORD (job), NL_JOB_PROVIDER);
  NlProvider *provider = nl_provider_registry_get (self->providers, id);
  GError *error = NULL;
  NlAiRequest *request = nl_ai_request_from_bytes (bytes, &error);
  Call *made;

  if (request == NULL)
    return dex_future_new_for_error (error);
  if (provider == NULL) {
    g_object_unref (request);
    return dex_future_new_reject (
        NL_AI_ERROR, NL_AI_ERROR_UNAUTHORIZED,
        _ ("The provider that was to write this is gone. Add one, and retry."));
  }
  made = g_new0 (Call, 1);
  made->handler = g_object_ref (self);
  made->job_id = nl_record_get_id (NL_RECORD (job));
  made->provider = g_object_ref (provider);
  made->request = request;
  g_set_object (&made->cancellable, cancellable);
  return nl_fiber_spawn (call_fiber, made, call_free);
}

static DexFuture *
digest (NlJobHandler *handler, NlJob *job, GBytes *answer, GCancellable *cancellable)
{
  NlAiJobHandler *self = NL_AI_JOB_HANDLER (handler);
  GError *error = NULL;
  g_autoptr (NlAiResult) result = NULL;

  if (self->kind->digest == NULL)
    return dex_future_new_take_object (g_object_new (G_TYPE_OBJECT, NULL));
  result = nl_ai_result_from_bytes (answer, &error);
  if (result == NULL)
    return dex_future_new_for_error (error);
  return self->kind->digest (job, result, cancellable);
}

static gboolean
apply (NlJobHandler *handler,
       NlJob *job,
       GBytes *answer,
       GObject *digested,
       NlConnection *connection,
       GError **error)
{
  NlAiJobHandler *self = NL_AI_JOB_HANDLER (handler);
  g_autoptr (NlAiResult) result = nl_ai_result_from_bytes (answer, error);

  return result != NULL && self->kind->apply (job, result, digested, connection, error)
         && nl_usage_write (job, result, nl_price_table_get_builtin (), connection, error);
}

static NlJobVerdict
judge (NlJobHandler *handler, NlJob *job, const GError *error)
{
  return nl_ai_verdict (error);
}

static void
job_handler_init (NlJobHandlerInterface *iface)
{
  iface->prepare = prepare;
  iface->call = call;
  iface->digest = digest;
  iface->apply = apply;
  iface->judge = judge;
}

static void
nl_ai_job_handler_finalize (GObject *object)
{
  g_clear_object (&NL_AI_JOB_HANDLER (object)->providers);
  G_OBJECT_CLASS (nl_ai_job_handler_parent_class)->finalize (object);
}

static void
nl_ai_job_handler_class_init (NlAiJobHandlerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_ai_job_handler_finalize;

  /**
   * NlAiJobHandler::delta:
   * @self: a handler
   * @job_id: a job
   * @text: the next words
   *
   * A text is being written.
   */
  signals[SIGNAL_DELTA]
      = g_signal_new ("delta", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
}

static void
nl_ai_job_handler_init (NlAiJobHandler *self)
{}

/**
 * nl_ai_job_handler_new:
 * @kind: what the feature knows; static
 * @providers: who can be asked
 *
 * Returns: (transfer full): a handler for nl_job_runner_add_handler()
 */
NlJobHandler *
nl_ai_job_handler_new (const NlAiJobKind *kind, NlProviderRegistry *providers)
{
  NlAiJobHandler *self;

  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (NL_IS_PROVIDER_REGISTRY (providers), NULL);

  self = g_object_new (NL_TYPE_AI_JOB_HANDLER, NULL);
  self->kind = kind;
  self->providers = g_object_ref (providers);
  return NL_JOB_HANDLER (self);
}

/**
 * nl_ai_job_new:
 * @kind: what is to be done
 * @provider: the id of who is asked
 * @shop_id: for which shop
 * @title: what people call it
 *
 * Returns: (transfer full): a job that is not in the queue yet
 */
NlJob *
nl_ai_job_new (const char *kind, const char *provider, gint64 shop_id, const char *title)
{
  g_return_val_if_fail (kind != NULL && provider != NULL && title != NULL, NULL);

  return g_object_new (NL_TYPE_JOB, "kind", kind, "provider", provider, "shop-id", shop_id, "title",
                       title, NULL);
}

static JsonNode *
dup_payload (NlJob *job)
{
  JsonNode *node = nl_record_dup_json (NL_RECORD (job), NL_JOB_PAYLOAD);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return node;
  g_clear_pointer (&node, json_node_unref);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, json_object_new ());
  return node;
}

/**
 * nl_ai_job_set:
 * @job: a job that is not in the queue yet
 * @member: a word
 * @text: (nullable): what to remember; nothing personal
 *
 * Adds to the payload.
 */
void
nl_ai_job_set (NlJob *job, const char *member, const char *text)
{
  g_autoptr (JsonNode) node = dup_payload (job);

  if (text == NULL)
    return;
  json_object_set_string_member (json_node_get_object (node), member, text);
  nl_record_set_json (NL_RECORD (job), NL_JOB_PAYLOAD, node);
}

/**
 * nl_ai_job_set_number:
 * @job: a job that is not in the queue yet
 * @member: a word
 * @number: what to remember
 *
 * Adds to the payload.
 */
void
nl_ai_job_set_number (NlJob *job, const char *member, gint64 number)
{
  g_autoptr (JsonNode) node = dup_payload (job);

  json_object_set_int_member (json_node_get_object (node), member, number);
  nl_record_set_json (NL_RECORD (job), NL_JOB_PAYLOAD, node);
}

/**
 * nl_ai_job_dup:
 * @job: a job
 * @member: a word
 *
 * Returns: (transfer full) (nullable): what the payload remembers
 */
char *
nl_ai_job_dup (NlJob *job, const char *member)
{
  g_autoptr (JsonNode) node = dup_payload (job);

  return g_strdup (nl_ai_json_get_string (json_node_get_object (node), member));
}

/**
 * nl_ai_job_get_number:
 * @job: a job
 * @member: a word
 *
 * Returns: what the payload remembers; 0 when it does not
 */
gint64
nl_ai_job_get_number (NlJob *job, const char *member)
{
  g_autoptr (JsonNode) node = dup_payload (job);

  return nl_ai_json_get_int64 (json_node_get_object (node), member);
}

static gpointer
allow (NlConnection *connection, gpointer data, GError **error)
{
  gint64 id = *(gint64 *) data;
  g_autoptr (NlJob) job = NL_JOB (nl_record_load (NL_TYPE_JOB, id, connection, error));

  if (job == NULL)
    return NULL;
  nl_ai_job_set_number (job, SEND_ANYWAY, 1);
  if (nl_job_queue_set_payload (id, nl_record_get_text (NL_RECORD (job), NL_JOB_PAYLOAD),
                                connection, error))
    nl_job_queue_retry (id, connection, error);
  return NULL;
}

/**
 * nl_ai_job_send_anyway:
 * @store: the workspace
 * @job_id: a job that is held since personal data was found in it
 *
 * Lets it go on as it is: somebody has seen what was found.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %NL_JOB_ERROR_STATE when it is not held
 */
DexFuture *
nl_ai_job_send_anyway (NlStore *store, gint64 job_id)
{
  dex_return_error_if_fail (NL_IS_STORE (store));

  return nl_store_write (store, allow, g_memdup2 (&job_id, sizeof job_id), g_free, G_TYPE_NONE,
                         NULL);
}
