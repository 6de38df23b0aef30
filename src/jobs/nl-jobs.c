/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs/nl-jobs.h"

#include "base/nl-clock.h"

G_DEFINE_BOXED_TYPE (NlJobSummary, nl_job_summary, nl_job_summary_copy, nl_job_summary_free)

/**
 * nl_job_summary_copy:
 * @self: a summary
 *
 * Returns: (transfer full): another one with the same figures
 */
NlJobSummary *
nl_job_summary_copy (const NlJobSummary *self)
{
  return g_memdup2 (self, sizeof *self);
}

/**
 * nl_job_summary_free:
 * @self: (transfer full): a summary
 *
 * Frees @self.
 */
void
nl_job_summary_free (NlJobSummary *self)
{
  g_free (self);
}

/**
 * nl_job_summary_get_n_open:
 * @self: a summary
 *
 * Returns: how many jobs are not finished: waiting, under way or held
 */
gint64
nl_job_summary_get_n_open (const NlJobSummary *self)
{
  gint64 n_open = 0;

  for (guint i = 0; i < NL_JOB_N_STATES; i++)
    if (!nl_job_state_is_finished (i))
      n_open += self->counts[i];
  return n_open;
}

/**
 * nl_jobs_query_new:
 * @filter: which jobs
 * @shop_id: those of this shop; 0 for any
 * @batch_id: those one click made; 0 for any
 *
 * Returns: (transfer full): a query for #NlRowsModel or nl_store_list()
 */
NlQuery *
nl_jobs_query_new (NlJobFilter filter, gint64 shop_id, gint64 batch_id)
{
  NlQuery *query = nl_query_new (NL_TYPE_JOB);

  if (shop_id != 0)
    nl_query_where_int64 (query, NL_JOB_SHOP_ID, shop_id);
  if (batch_id != 0)
    nl_query_where_int64 (query, NL_JOB_BATCH_ID, batch_id);
  switch (filter) {
  case NL_JOB_FILTER_ALL:
    nl_query_order_by_sql (query, "id");
    break;
  case NL_JOB_FILTER_OPEN:
    nl_query_where_sql (query, "state IN ('waiting', 'claimed', 'sent', 'answered', 'held')", NULL);
    nl_query_order_by_sql (query, "state = 'waiting', priority DESC, id");
    break;
  case NL_JOB_FILTER_ATTENTION:
    nl_query_where_sql (query, "state IN ('held', 'failed')", NULL);
    nl_query_order_by_sql (query, "updated_at DESC, id");
    break;
  case NL_JOB_FILTER_FINISHED:
    nl_query_where_sql (query, "state IN ('applied', 'failed', 'cancelled')", NULL);
    nl_query_order_by_sql (query, "updated_at DESC, id");
    break;
  case NL_JOB_FILTER_ACTIVITY:
    nl_query_order_by_sql (query, "CASE state WHEN 'held' THEN 0 WHEN 'failed' THEN 0 "
                                  "WHEN 'waiting' THEN 2 WHEN 'applied' THEN 3 "
                                  "WHEN 'cancelled' THEN 3 ELSE 1 END, "
                                  "coalesce (finished_at, 0) DESC, priority DESC, id");
    break;
  default:
    g_assert_not_reached ();
  }
  return query;
}

typedef struct {
  gint64 shop_id;
  gint64 batch_id;
} Scope;

static gpointer
summarise (NlConnection *connection, gpointer data, GError **error)
{
  const Scope *scope = data;
  g_autoptr (NlJobSummary) summary = g_new0 (NlJobSummary, 1);
  g_autoptr (GError) failure = NULL;
  g_autoptr (NlStatement) statement = nl_connection_prepare (
      connection, "count jobs",
      "SELECT state, count (*), total (blocked), total (not_before > ?3 AND blocked = 0) "
      "FROM jobs WHERE (?1 = 0 OR shop_id = ?1) AND (?2 = 0 OR batch_id = ?2) GROUP BY state",
      error);

  if (statement == NULL)
    return NULL;
  nl_statement_bind_int64 (statement, 1, scope->shop_id);
  nl_statement_bind_int64 (statement, 2, scope->batch_id);
  nl_statement_bind_int64 (statement, 3, nl_clock_now ());
  while (nl_statement_step (statement, &failure)) {
    NlJobState state;

    if (!nl_job_state_from_text (nl_statement_get_text (statement, 0), &state))
      continue;
    summary->counts[state] = nl_statement_get_int64 (statement, 1);
    if (state != NL_JOB_STATE_WAITING)
      continue;
    summary->blocked = nl_statement_get_int64 (statement, 2);
    summary->delayed = nl_statement_get_int64 (statement, 3);
  }
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return g_steal_pointer (&summary);
}

/**
 * nl_jobs_summarise:
 * @store: the workspace
 * @shop_id: jobs of this shop; 0 for any
 * @batch_id: jobs one click made; 0 for any
 *
 * Returns: (transfer full): a future of an #NlJobSummary
 */
DexFuture *
nl_jobs_summarise (NlStore *store, gint64 shop_id, gint64 batch_id)
{
  Scope *scope;

  dex_return_error_if_fail (NL_IS_STORE (store));

  scope = g_new0 (Scope, 1);
  scope->shop_id = shop_id;
  scope->batch_id = batch_id;
  return nl_store_read (store, summarise, scope, g_free, NL_TYPE_JOB_SUMMARY, NULL);
}

static gpointer
read_log (NlConnection *connection, gpointer data, GError **error)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autoptr (GError) failure = NULL;
  g_autoptr (NlStatement) statement = nl_connection_prepare (
      connection, "read a job's log",
      "SELECT strftime ('%Y-%m-%dT%H:%M:%fZ', occurred_at / 1e6, 'unixepoch'), event, detail "
      "FROM job_events WHERE job_id = ? ORDER BY id",
      error);

  if (statement == NULL)
    return NULL;
  nl_statement_bind_int64 (statement, 1, *(gint64 *) data);
  while (nl_statement_step (statement, &failure)) {
    const char *detail = nl_statement_get_text (statement, 2);

    g_strv_builder_take (lines, g_strconcat (nl_statement_get_text (statement, 0), " ",
                                             nl_statement_get_text (statement, 1),
                                             detail != NULL ? " " : NULL, detail, NULL));
  }
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return g_strv_builder_end (lines);
}

/**
 * nl_jobs_dup_log:
 * @store: the workspace
 * @id: a job
 *
 * What happened to a job: lines of an ISO 8601 time in UTC, a word such as "sent", and more.
 *
 * Returns: (transfer full): a future of a boxed %G_TYPE_STRV
 */
DexFuture *
nl_jobs_dup_log (NlStore *store, gint64 id)
{
  dex_return_error_if_fail (NL_IS_STORE (store));

  return nl_store_read (store, read_log, g_memdup2 (&id, sizeof id), g_free, G_TYPE_STRV, NULL);
}

typedef gboolean (*Decide) (gint64 id, NlConnection *connection, GError **error);

typedef struct {
  Decide decide;
  GArray *ids;
} Decision;

static void
decision_free (gpointer data)
{
  Decision *decision = data;

  g_array_unref (decision->ids);
  g_free (decision);
}

static gpointer
decide_all (NlConnection *connection, gpointer data, GError **error)
{
  Decision *decision = data;

  for (guint i = 0; i < decision->ids->len; i++)
    if (!decision->decide (g_array_index (decision->ids, gint64, i), connection, error))
      break;
  return NULL;
}

static DexFuture *
decide (NlStore *store, Decide func, const gint64 *ids, guint n_ids)
{
  Decision *decision;

  dex_return_error_if_fail (NL_IS_STORE (store));

  decision = g_new0 (Decision, 1);
  decision->decide = func;
  decision->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_ids);
  g_array_append_vals (decision->ids, ids, n_ids);
  return nl_store_write (store, decide_all, decision, decision_free, G_TYPE_NONE, NULL);
}

/* Decides the same about all jobs of some states. */
static gboolean
decide_where (const char *condition, Decide func, NlConnection *connection, GError **error)
{
  g_autoptr (NlQuery) query = nl_query_new (NL_TYPE_JOB);
  g_autoptr (GArray) ids = NULL;

  nl_query_where_sql (query, condition, NULL);
  ids = nl_query_fetch_ids (query, connection, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!func (g_array_index (ids, gint64, i), connection, error))
      return FALSE;
  return ids != NULL;
}

static gpointer
clear_finished (NlConnection *connection, gpointer data, GError **error)
{
  decide_where ("state IN ('applied', 'cancelled')", nl_job_queue_remove, connection, error);
  return NULL;
}

/**
 * nl_jobs_clear_finished:
 * @store: the workspace
 *
 * Forgets the jobs that are done or cancelled, with what happened to them. Those that failed stay.
 *
 * Returns: (transfer full): a future of a #GBytes for nl_store_undo()
 */
DexFuture *
nl_jobs_clear_finished (NlStore *store)
{
  dex_return_error_if_fail (NL_IS_STORE (store));

  return nl_store_write_undoable (store, clear_finished, NULL, NULL);
}

static gpointer
retry_all (NlConnection *connection, gpointer data, GError **error)
{
  decide_where ("state IN ('held', 'failed')", nl_job_queue_retry, connection, error);
  return NULL;
}

/**
 * nl_jobs_retry_all:
 * @store: the workspace
 *
 * Lets all jobs that are held or failed begin anew, as after a key was replaced.
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
nl_jobs_retry_all (NlStore *store)
{
  dex_return_error_if_fail (NL_IS_STORE (store));

  return nl_store_write (store, retry_all, NULL, NULL, G_TYPE_NONE, NULL);
}

/**
 * nl_jobs_cancel:
 * @store: the workspace
 * @ids: (array length=n_ids): jobs
 * @n_ids: how many
 *
 * Cancels jobs and those that wait for them. One that is under way is interrupted, in whatever
 * program; one that is done stays done.
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
nl_jobs_cancel (NlStore *store, const gint64 *ids, guint n_ids)
{
  return decide (store, nl_job_queue_cancel, ids, n_ids);
}

/**
 * nl_jobs_retry:
 * @store: the workspace
 * @ids: (array length=n_ids): jobs that failed, were cancelled, are held, or wait
 * @n_ids: how many
 *
 * Lets jobs begin anew, all of them or, with %NL_JOB_ERROR_STATE, none.
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
nl_jobs_retry (NlStore *store, const gint64 *ids, guint n_ids)
{
  return decide (store, nl_job_queue_retry, ids, n_ids);
}

/**
 * nl_jobs_remove:
 * @store: the workspace
 * @ids: (array length=n_ids): jobs that are done, failed or cancelled
 * @n_ids: how many
 *
 * Forgets jobs, all of them or, with %NL_JOB_ERROR_STATE, none.
 *
 * Returns: (transfer full): a future of %TRUE
 */
DexFuture *
nl_jobs_remove (NlStore *store, const gint64 *ids, guint n_ids)
{
  return decide (store, nl_job_queue_remove, ids, n_ids);
}

typedef struct {
  gint64 id;
  char *payload;
} Edit;

static void
edit_free (gpointer data)
{
  Edit *edit = data;

  g_free (edit->payload);
  g_free (edit);
}

static gpointer
write_edit (NlConnection *connection, gpointer data, GError **error)
{
  Edit *edit = data;

  nl_job_queue_set_payload (edit->id, edit->payload, connection, error);
  return NULL;
}

/**
 * nl_jobs_set_payload:
 * @store: the workspace
 * @id: a job that waits, is held or failed
 * @payload: what to ask instead: an object, without personal data
 *
 * Edits a job.
 *
 * Returns: (transfer full): a future of %TRUE; rejects with %NL_JOB_ERROR_STATE or
 *   %NL_JOB_ERROR_TOO_LARGE
 */
DexFuture *
nl_jobs_set_payload (NlStore *store, gint64 id, JsonNode *payload)
{
  Edit *edit;

  dex_return_error_if_fail (NL_IS_STORE (store));
  dex_return_error_if_fail (payload != NULL && JSON_NODE_HOLDS_OBJECT (payload));

  edit = g_new0 (Edit, 1);
  edit->id = id;
  edit->payload = json_to_string (payload, FALSE);
  return nl_store_write (store, write_edit, edit, edit_free, G_TYPE_NONE, NULL);
}

/**
 * nl_jobs_get_wait:
 * @job: a job
 * @is_online: whether there is a network
 * @is_metered: whether it costs
 *
 * Returns: what @job waits for
 */
NlJobWait
nl_jobs_get_wait (NlJob *job, gboolean is_online, gboolean is_metered)
{
  NlRecord *record = NL_RECORD (job);
  NlJobState state;

  g_return_val_if_fail (NL_IS_JOB (job), NL_JOB_WAIT_NOTHING);

  state = nl_job_get_state (job);
  if (state == NL_JOB_STATE_HELD)
    return NL_JOB_WAIT_PERSON;
  if (state != NL_JOB_STATE_WAITING)
    return NL_JOB_WAIT_NOTHING;
  if (nl_record_get_boolean (record, NL_JOB_BLOCKED))
    return NL_JOB_WAIT_JOB;
  if (!is_online
      || g_strcmp0 (nl_record_get_text (record, NL_JOB_ERROR_CODE), NL_JOB_CODE_OFFLINE) == 0)
    return NL_JOB_WAIT_NETWORK;
  if (nl_record_get_int64 (record, NL_JOB_NOT_BEFORE) > nl_clock_now ())
    return NL_JOB_WAIT_TIME;
  if (is_metered && nl_record_get_boolean (record, NL_JOB_HEAVY))
    return NL_JOB_WAIT_UNMETERED;
  return NL_JOB_WAIT_TURN;
}
