/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "runner-test.h"

#include "shops/nl-shop.h"

static const NlJobPolicy impatient = {
  .max_attempts = 3,
  .backoff_base = 2000,
  .backoff_cap = 4000,
};

static void
make_runner (RunnerTest *self)
{
  self->runner = nl_job_runner_new (self->store, self->network, &impatient);
  nl_job_runner_add_handler (self->runner, "test", NL_JOB_HANDLER (self->handler));
}

RunnerTest *
runner_test_new (const char *folder, GType handler_type)
{
  RunnerTest *self = g_new0 (RunnerTest, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (NlRecord) shop = g_object_new (NL_TYPE_SHOP, "name", "A", "language", "en", NULL);

  self->store = dex_await_object (nl_store_open (folder), &error);
  g_assert_no_error (error);
  nl_test_await_ok (nl_store_save (self->store, shop));
  self->shop_id = nl_record_get_id (shop);
  self->path = g_build_filename (folder, "workspace.db", NULL);
  self->network = fake_network_new (TRUE, FALSE);
  self->handler = scripted_handler_new (handler_type);
  self->script = scripted_handler_get_script (self->handler);
  make_runner (self);
  return self;
}

void
runner_test_free (RunnerTest *self)
{
  nl_test_await_ok (nl_job_runner_stop (self->runner));
  nl_test_await_ok (nl_store_close (self->store));
  g_object_unref (self->runner);
  g_object_unref (self->handler);
  g_object_unref (self->network);
  g_object_unref (self->store);
  g_free (self->path);
  g_free (self);
}

NlJob *
runner_test_new_job (RunnerTest *self)
{
  return g_object_new (NL_TYPE_JOB, "kind", "test", "provider", "p", "shop-id", self->shop_id,
                       NULL);
}

static gpointer
enqueue (NlConnection *connection, gpointer data, GError **error)
{
  nl_jobs_enqueue (data, connection, error);
  return NULL;
}

gint64
runner_test_add (RunnerTest *self, NlJob *job)
{
  nl_test_await_ok (nl_store_write (self->store, enqueue, job, NULL, G_TYPE_NONE, NULL));
  return nl_record_get_id (NL_RECORD (job));
}

gint64
runner_test_add_one (RunnerTest *self)
{
  g_autoptr (NlJob) job = runner_test_new_job (self);

  return runner_test_add (self, job);
}

typedef struct {
  RunnerTest *test;
  guint count;
} Many;

static gpointer
enqueue_many (NlConnection *connection, gpointer data, GError **error)
{
  Many *many = data;

  for (guint i = 0; i < many->count; i++) {
    g_autoptr (NlJob) job = runner_test_new_job (many->test);

    if (!nl_jobs_enqueue (job, connection, error))
      break;
  }
  return NULL;
}

void
runner_test_add_many (RunnerTest *self, guint count)
{
  Many many = { self, count };

  nl_test_await_ok (nl_store_write (self->store, enqueue_many, &many, NULL, G_TYPE_NONE, NULL));
}

void
runner_test_start (RunnerTest *self)
{
  g_autoptr (GError) error = NULL;
  gboolean works = dex_await_boolean (nl_job_runner_start (self->runner), &error);

  g_assert_no_error (error);
  g_assert_true (works);
  g_assert_true (nl_job_runner_is_working (self->runner));
}

void
runner_test_finish (RunnerTest *self)
{
  nl_test_await_ok (nl_job_runner_wait_idle (self->runner));
  g_assert_cmpuint (nl_job_runner_get_n_running (self->runner), ==, 0);
}

/* Ends the runner, and begins with another. */
void
runner_test_restart (RunnerTest *self)
{
  nl_test_await_ok (nl_job_runner_stop (self->runner));
  g_object_unref (self->runner);
  make_runner (self);
  runner_test_start (self);
}

void
runner_test_assert (RunnerTest *self, gint64 id, NlJobState state, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlRecord) job
      = dex_await_object (nl_store_find (self->store, NL_TYPE_JOB, id), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (nl_record_get_text (job, NL_JOB_STATE), ==, nl_job_state_to_text (state));
  g_assert_cmpstr (nl_record_get_text (job, NL_JOB_ERROR_CODE), ==, code);
}

void
runner_test_assert_says (RunnerTest *self, const char *sql, const char *answer)
{
  g_autofree char *said = nl_test_sqlite3 (self->path, sql);

  g_assert_cmpstr (said, ==, answer);
}
