/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/nl-ai-attempt.h"
#include "ai/nl-ai-error.h"
#include "ai/nl-provider-accounts.h"
#include "ai/usage/nl-usage-summary.h"
#include "ai/usage/nl-usage.h"
#include "ai/jobs/nl-ai-job.h"
#include "ai/jobs/nl-ai-wire.h"
#include "base/nl-clock.h"
#include "nl-test.h"
#include "shops/nl-shop.h"

/* 2026-11-22 23:59:59 UTC. */
#define EVENING (G_GINT64_CONSTANT (1795391999) * G_USEC_PER_SEC)

typedef struct {
  NlStore *store;
  NlProviderAccount *openai;
  NlProviderAccount *ollama;
  gint64 shop;
  NlJobHandler *handler;
} Fixture;

static gboolean
apply (NlJob *job, NlAiResult *result, GObject *digested, NlConnection *connection, GError **error)
{
  return TRUE;
}

static NlProviderAccount *
add_account (NlStore *store, const char *preset, const char *name)
{
  NlProviderAccount *account = nl_provider_account_new (nl_provider_preset_find (preset), name);

  nl_test_await_ok (nl_provider_accounts_save (store, account));
  return account;
}

static void
set_up (Fixture *self, const char *folder)
{
  static const NlAiJobKind kind = { "test", NULL, NULL, apply };
  g_autoptr (NlProviderRegistry) providers = nl_provider_registry_new ();
  g_autoptr (NlRecord) shop = g_object_new (NL_TYPE_SHOP, "name", "A", "language", "en", NULL);
  g_autoptr (GError) error = NULL;

  nl_clock_set_for_tests (EVENING);
  self->store = dex_await_object (nl_store_open (folder), &error);
  g_assert_no_error (error);
  nl_test_await_ok (nl_store_save (self->store, shop));
  self->shop = nl_record_get_id (shop);
  self->openai = add_account (self->store, "openai", "Mine");
  self->ollama = add_account (self->store, "ollama", "Here");
  self->handler = nl_ai_job_handler_new (&kind, providers);
}

static void
tear_down (Fixture *self)
{
  nl_clock_set_for_tests (0);
  g_object_unref (self->handler);
  g_object_unref (self->ollama);
  g_object_unref (self->openai);
  nl_test_await_ok (nl_store_close (self->store));
  g_object_unref (self->store);
}

typedef struct {
  NlJobHandler *handler;
  NlJob *job;
  GBytes *answer;
} Applying;

static gpointer
apply_job (NlConnection *connection, gpointer data, GError **error)
{
  Applying *self = data;

  if (nl_record_get_created_at (NL_RECORD (self->job)) == 0
      && !nl_record_save (NL_RECORD (self->job), connection, error))
    return NULL;
  nl_job_handler_apply (self->handler, self->job, self->answer, NULL, connection, error);
  return NULL;
}

static NlJob *
new_job (Fixture *self, const char *kind)
{
  return nl_ai_job_new (kind, "chain", self->shop, "A job");
}

/* Applies a job that is not saved yet, or once more one that is. */
static void
apply_with (Fixture *self, NlJob *job, const char *provider, const char *model, NlAiUsage usage)
{
  g_autoptr (NlAiResult) result = nl_ai_result_new_text (provider, model, "Text");
  g_autoptr (GBytes) answer = NULL;
  Applying applying = { self->handler, job, NULL };

  nl_ai_result_set_usage (result, &usage);
  answer = nl_ai_result_to_bytes (result);
  applying.answer = answer;
  nl_test_await_ok (nl_store_write (self->store, apply_job, &applying, NULL, G_TYPE_NONE, NULL));
}

static void
use (Fixture *self, NlProviderAccount *account, const char *model, const char *kind, gint64 tokens)
{
  g_autofree char *id = nl_provider_account_dup_id (account);
  g_autoptr (NlJob) job = new_job (self, kind);

  apply_with (self, job, id, model,
              (NlAiUsage) { .known = TRUE, .input_tokens = tokens, .output_tokens = tokens });
}

static GPtrArray *
sums_of (
    Fixture *self, gint64 shop, const char *from, const char *to, NlUsageGroup group, guint n_sums)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *sums
      = dex_await_boxed (nl_usage_summarise (self->store, shop, from, to, group), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (sums->len, ==, n_sums);
  return sums;
}

static void
assert_sum (GPtrArray *sums, guint index, const char *name, gint64 n_jobs, gint64 cost)
{
  const NlUsageSum *sum = g_ptr_array_index (sums, index);

  g_assert_cmpstr (sum->name, ==, name);
  g_assert_cmpint (sum->n_jobs, ==, n_jobs);
  g_assert_cmpint (sum->cost_micros, ==, cost);
}

static void
test_applied_twice (const char *folder)
{
  const NlAiUsage usage = { .known = TRUE,
                            .input_tokens = 1000,
                            .cached_tokens = 400,
                            .output_tokens = 200,
                            .reasoning_tokens = 50 };
  Fixture fixture;
  g_autofree char *id = NULL;
  g_autofree char *row = NULL;
  g_autofree char *database = g_build_filename (folder, NL_STORE_FILE_NAME, NULL);
  g_autoptr (NlJob) job = NULL;
  g_autoptr (GPtrArray) sums = NULL;
  const NlUsageSum *sum;

  set_up (&fixture, folder);
  id = nl_provider_account_dup_id (fixture.openai);
  job = new_job (&fixture, "message");
  nl_record_set_int64 (NL_RECORD (job), NL_JOB_PERHAPS_BILLED, 2);
  apply_with (&fixture, job, id, "gpt-6.1-terra", usage);
  apply_with (&fixture, job, id, "gpt-6.1-terra", usage);
  sums = sums_of (&fixture, 0, NULL, NULL, NL_USAGE_GROUP_PROVIDER, 1);
  sum = sums->pdata[0];
  /* 600 × 1 + 400 × 0.05 + 200 × 5. */
  assert_sum (sums, 0, "Mine", 1, 1620);
  g_assert_cmpstr (sum->key, ==, id);
  g_assert_cmpstr (sum->currency, ==, "USD");
  g_assert_cmpint (sum->n_unpriced, ==, 0);
  g_assert_cmpint (sum->input_tokens, ==, 1000);
  g_assert_cmpint (sum->cached_tokens, ==, 400);
  g_assert_cmpint (sum->output_tokens, ==, 200);
  g_assert_cmpint (sum->reasoning_tokens, ==, 50);
  g_assert_cmpint (sum->perhaps_billed, ==, 2);
  row = nl_test_sqlite3 (database, "SELECT kind, day, model, currency FROM usage");
  g_assert_cmpstr (g_strstrip (row), ==, "message|2026-11-22|gpt-6.1-terra|USD");
  tear_down (&fixture);
}

/* One took too long, and the next one was asked: a draft that nobody charged for has a row then. */
static void
test_perhaps_billed (const char *folder)
{
  static const char *const answered[] = { "account-99", "offline" };
  Fixture fixture;
  g_autoptr (GError) slow = g_error_new_literal (NL_AI_ERROR, NL_AI_ERROR_TIMEOUT, "Slow.");
  g_autoptr (GPtrArray) attempts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) sums = NULL;

  set_up (&fixture, folder);
  g_ptr_array_add (attempts, nl_ai_attempt_new ("account-1", "One", EVENING, TRUE, slow));
  g_ptr_array_add (attempts, nl_ai_attempt_new ("account-2", "Two", EVENING, TRUE, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (answered); i++) {
    g_autoptr (NlAiResult) result = nl_ai_result_new_text (answered[i], "m", "Text");
    g_autoptr (NlJob) job = new_job (&fixture, "message");
    g_autoptr (GBytes) answer = NULL;

    nl_ai_result_set_attempts (result, attempts);
    answer = nl_ai_result_to_bytes (result);
    nl_record_set_int64 (NL_RECORD (job), NL_JOB_PERHAPS_BILLED, 1);
    nl_test_await_ok (nl_store_write (fixture.store, apply_job,
                                      &(Applying) { fixture.handler, job, answer }, NULL,
                                      G_TYPE_NONE, NULL));
  }
  sums = sums_of (&fixture, 0, NULL, NULL, NL_USAGE_GROUP_NONE, 1);
  g_assert_cmpint (((NlUsageSum *) sums->pdata[0])->n_jobs, ==, 2);
  g_assert_cmpint (((NlUsageSum *) sums->pdata[0])->perhaps_billed, ==, 4);
  tear_down (&fixture);
}

/* The effect that can't be had has not been paid for a second time. */
static gboolean
refuse (NlJob *job, NlAiResult *result, GObject *digested, NlConnection *connection, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "No.");
  return FALSE;
}

static void
test_not_applied (const char *folder)
{
  static const NlAiJobKind kind = { "test", NULL, NULL, refuse };
  Fixture fixture;
  g_autoptr (NlProviderRegistry) providers = nl_provider_registry_new ();
  g_autoptr (NlAiResult) result = nl_ai_result_new_text ("account-1", "m", "Text");
  g_autoptr (GBytes) answer = nl_ai_result_to_bytes (result);
  g_autoptr (NlJobHandler) handler = nl_ai_job_handler_new (&kind, providers);
  g_autoptr (NlJob) job = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&fixture, folder);
  job = new_job (&fixture, "message");
  g_assert_false (
      dex_await (nl_store_write (fixture.store, apply_job, &(Applying) { handler, job, answer },
                                 NULL, G_TYPE_NONE, NULL),
                 &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  none = sums_of (&fixture, 0, NULL, NULL, NL_USAGE_GROUP_NONE, 0);
  tear_down (&fixture);
}

static void
test_days (const char *folder)
{
  Fixture fixture;
  g_autoptr (GPtrArray) days = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) none = NULL;

  set_up (&fixture, folder);
  use (&fixture, fixture.openai, "gpt-6-luna", "persona", 1000);
  use (&fixture, fixture.openai, "gpt-6-luna", "message", 2000);
  nl_clock_set_for_tests (EVENING + G_USEC_PER_SEC);
  use (&fixture, fixture.openai, "gpt-6-luna", "message", 10000);
  days = sums_of (&fixture, 0, NULL, NULL, NL_USAGE_GROUP_DAY, 2);
  assert_sum (days, 0, "2026-11-22", 2, 1800);
  assert_sum (days, 1, "2026-11-23", 1, 6000);
  first = sums_of (&fixture, fixture.shop, "2026-11-01", "2026-11-22", NL_USAGE_GROUP_KIND, 2);
  assert_sum (first, 0, "message", 1, 1200);
  assert_sum (first, 1, "persona", 1, 600);
  all = sums_of (&fixture, 0, "2026-11-22", "2026-11-23", NL_USAGE_GROUP_NONE, 1);
  assert_sum (all, 0, "", 3, 7800);
  none = sums_of (&fixture, 0, "2026-11-24", NULL, NL_USAGE_GROUP_NONE, 0);
  tear_down (&fixture);
}

static void
test_who_and_what (const char *folder)
{
  Fixture fixture;
  g_autofree char *ours = NULL;
  g_autoptr (GPtrArray) providers = NULL;
  g_autoptr (GPtrArray) models = NULL;
  g_autoptr (GPtrArray) later = NULL;
  g_autoptr (GPtrArray) shops = NULL;
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (NlJob) offline = NULL;
  const NlUsageSum *sum;

  set_up (&fixture, folder);
  use (&fixture, fixture.openai, "gpt-6-luna-2026-09-22", "persona", 1000);
  use (&fixture, fixture.openai, "of-the-future", "persona", 1000);
  use (&fixture, fixture.ollama, "qwen3", "persona", 5000);
  offline = new_job (&fixture, "persona");
  apply_with (&fixture, offline, "offline", "offline", (NlAiUsage) { 0 });

  providers = sums_of (&fixture, 0, NULL, NULL, NL_USAGE_GROUP_PROVIDER, 2);
  ours = nl_provider_account_dup_id (fixture.openai);
  assert_sum (providers, 0, "Mine", 2, 600);
  assert_sum (providers, 1, "Here", 1, 0);
  sum = providers->pdata[0];
  g_assert_cmpint (sum->n_unpriced, ==, 1);
  g_assert_cmpint (sum->input_tokens, ==, 2000);
  g_assert_cmpstr (sum->currency, ==, "USD");
  sum = providers->pdata[1];
  g_assert_cmpint (sum->n_unpriced, ==, 0);
  g_assert_cmpstr (sum->currency, ==, "");
  models = sums_of (&fixture, 0, NULL, NULL, NL_USAGE_GROUP_MODEL, 3);
  assert_sum (models, 0, "gpt-6-luna-2026-09-22", 1, 600);
  assert_sum (models, 1, "of-the-future", 1, 0);

  /* The money stays spent. */
  nl_test_await_ok (nl_store_delete (fixture.store, NL_TYPE_PROVIDER_ACCOUNT,
                                     nl_record_get_id (NL_RECORD (fixture.openai))));
  later = sums_of (&fixture, 0, NULL, NULL, NL_USAGE_GROUP_PROVIDER, 2);
  assert_sum (later, 0, "Mine", 2, 600);
  shops = sums_of (&fixture, fixture.shop, NULL, NULL, NL_USAGE_GROUP_SHOP, 1);
  assert_sum (shops, 0, "A", 3, 600);
  nl_test_await_ok (nl_store_delete (fixture.store, NL_TYPE_SHOP, fixture.shop));
  gone = sums_of (&fixture, 0, NULL, NULL, NL_USAGE_GROUP_SHOP, 1);
  assert_sum (gone, 0, "", 3, 600);
  g_assert_cmpstr (((NlUsageSum *) gone->pdata[0])->key, ==, "");
  none = sums_of (&fixture, fixture.shop, NULL, NULL, NL_USAGE_GROUP_SHOP, 0);
  tear_down (&fixture);
}

/* A server may say anything. */
static void
test_absurd (const char *folder)
{
  Fixture fixture;
  g_autoptr (GPtrArray) sums = NULL;
  const NlUsageSum *sum;

  set_up (&fixture, folder);
  use (&fixture, fixture.openai, "gpt-5.5", "persona", G_MAXINT64);
  use (&fixture, fixture.openai, "gpt-5.5", "persona", G_MAXINT64);
  use (&fixture, fixture.openai, "gpt-5.5", "persona", G_MININT64);
  sums = sums_of (&fixture, 0, NULL, NULL, NL_USAGE_GROUP_NONE, 1);
  sum = sums->pdata[0];
  g_assert_cmpint (sum->input_tokens, ==, 2 * NL_PRICE_TABLE_MAX_TOKENS);
  g_assert_cmpint (sum->cost_micros, ==, G_GINT64_CONSTANT (70000000000));
  g_assert_cmpint (sum->n_unpriced, ==, 1);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/usage/applied-twice", test_applied_twice);
  nl_test_add ("/usage/not-applied", test_not_applied);
  nl_test_add ("/usage/perhaps-billed", test_perhaps_billed);
  nl_test_add ("/usage/days", test_days);
  nl_test_add ("/usage/who-and-what", test_who_and_what);
  nl_test_add ("/usage/absurd", test_absurd);
  return g_test_run ();
}
