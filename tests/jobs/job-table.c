/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "job-table.h"

#include "nl-test.h"
#include "shops/nl-shop.h"
#include "store/nl-store.h"

const NlJobPolicy job_table_policy = {
  .max_attempts = 3,
  .backoff_base = 1000,
  .backoff_cap = 4000,
};

JobTable *
job_table_open (const char *folder)
{
  JobTable *self = g_new0 (JobTable, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (NlStore) store = dex_await_object (nl_store_open (folder), &error);
  g_autoptr (NlRecord) shop = g_object_new (NL_TYPE_SHOP, "name", "A", "language", "en", NULL);

  g_assert_no_error (error);
  nl_test_await_ok (nl_store_save (store, shop));
  nl_test_await_ok (nl_store_close (store));
  self->shop_id = nl_record_get_id (shop);
  self->path = g_build_filename (folder, "workspace.db", NULL);
  self->connection = nl_connection_open (self->path, NL_CONNECTION_WRITER, &error);
  g_assert_no_error (error);
  return self;
}

void
job_table_free (JobTable *self)
{
  nl_connection_close (self->connection);
  g_free (self->path);
  g_free (self);
}

void
job_table_begin (JobTable *self)
{
  g_autoptr (GError) error = NULL;

  nl_connection_begin (self->connection, &error);
  g_assert_no_error (error);
}

void
job_table_commit (JobTable *self)
{
  g_autoptr (GError) error = NULL;

  nl_connection_commit (self->connection, &error);
  g_assert_no_error (error);
}

NlJob *
job_table_new_job (JobTable *self, const char *provider)
{
  return g_object_new (NL_TYPE_JOB, "kind", "test", "provider", provider, "shop-id", self->shop_id,
                       NULL);
}

gint64
job_table_add (JobTable *self, NlJob *job)
{
  g_autoptr (GError) error = NULL;

  job_table_begin (self);
  nl_jobs_enqueue (job, self->connection, &error);
  g_assert_no_error (error);
  job_table_commit (self);
  return nl_record_get_id (NL_RECORD (job));
}

gint64
job_table_add_waiting (JobTable *self, const char *provider, gint64 priority)
{
  g_autoptr (NlJob) job = job_table_new_job (self, provider);

  nl_record_set_int64 (NL_RECORD (job), NL_JOB_PRIORITY, priority);
  return job_table_add (self, job);
}

NlJob *
job_table_load (JobTable *self, gint64 id)
{
  g_autoptr (GError) error = NULL;
  NlRecord *job = nl_record_load (NL_TYPE_JOB, id, self->connection, &error);

  g_assert_no_error (error);
  return NL_JOB (job);
}

GPtrArray *
job_table_claim (JobTable *self, const char *provider, guint limit, gboolean with_heavy)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *jobs;

  job_table_begin (self);
  jobs = nl_job_queue_claim (self->connection, provider, limit, with_heavy, &error);
  g_assert_no_error (error);
  job_table_commit (self);
  return jobs;
}

NlJob *
job_table_claim_one (JobTable *self, const char *provider)
{
  g_autoptr (GPtrArray) jobs = job_table_claim (self, provider, 1, TRUE);

  return jobs->len > 0 ? g_object_ref (g_ptr_array_index (jobs, 0)) : NULL;
}

gint64
job_table_wake (JobTable *self)
{
  g_autoptr (GError) error = NULL;
  gint64 next;

  job_table_begin (self);
  nl_job_queue_wake (self->connection, &next, &error);
  g_assert_no_error (error);
  job_table_commit (self);
  return next;
}

/* What a new runner does first; the jobs whose answers it found. */
GPtrArray *
job_table_recover (JobTable *self)
{
  g_autoptr (GPtrArray) answered = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  job_table_begin (self);
  nl_job_queue_recover (self->connection, NULL, &job_table_policy, 0.5, answered, &error);
  g_assert_no_error (error);
  job_table_commit (self);
  return g_steal_pointer (&answered);
}

/* Ends the transaction of a step that may have come too late, and says whether it had not. */
static gboolean
end (JobTable *self, GError *error)
{
  if (error == NULL) {
    job_table_commit (self);
    return TRUE;
  }
  g_assert_error (error, NL_JOB_ERROR, NL_JOB_ERROR_SUPERSEDED);
  nl_connection_rollback (self->connection);
  return FALSE;
}

gboolean
job_table_send (JobTable *self, NlJob *job)
{
  g_autoptr (GError) error = NULL;

  job_table_begin (self);
  nl_job_queue_mark_sent (job, self->connection, &error);
  return end (self, error);
}

gboolean
job_table_answer (JobTable *self, NlJob *job, const char *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (answer, strlen (answer));

  job_table_begin (self);
  nl_job_queue_mark_answered (job, bytes, self->connection, &error);
  return end (self, error);
}

gboolean
job_table_apply (JobTable *self, NlJob *job)
{
  g_autoptr (GError) error = NULL;

  job_table_begin (self);
  nl_job_queue_mark_applied (job, self->connection, &error);
  return end (self, error);
}

gboolean
job_table_settle (JobTable *self, NlJob *job, NlJobVerdict verdict)
{
  g_autoptr (GError) error = NULL;

  job_table_begin (self);
  nl_job_queue_settle (job, &verdict, "on purpose", &job_table_policy, 0.5, self->connection,
                       &error);
  return end (self, error);
}

int
job_table_decide (JobTable *self, JobDecision decision, gint64 id)
{
  g_autoptr (GError) error = NULL;

  job_table_begin (self);
  if (decision (id, self->connection, &error)) {
    g_assert_no_error (error);
    job_table_commit (self);
    return -1;
  }
  nl_connection_rollback (self->connection);
  return error->code;
}

void
job_table_assert (JobTable *self, gint64 id, NlJobState state, const char *code)
{
  g_autoptr (NlJob) job = job_table_load (self, id);

  g_assert_cmpstr (nl_record_get_text (NL_RECORD (job), NL_JOB_STATE), ==,
                   nl_job_state_to_text (state));
  g_assert_cmpstr (nl_record_get_text (NL_RECORD (job), NL_JOB_ERROR_CODE), ==, code);
}

char *
job_table_ask (JobTable *self, const char *sql)
{
  return nl_test_sqlite3 (self->path, sql);
}
