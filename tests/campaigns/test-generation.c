/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is written by a provider that is asked through the queue. */

#include "campaigns/nl-generation.h"
#include "campaigns/nl-campaigns.h"
#include "customers/nl-customer.h"
#include "jobs/nl-jobs.h"
#include "nl-test.h"
#include "personas/nl-personas.h"
#include "sample.h"
#include "shops/nl-shop.h"
#include "stub-provider.h"

typedef struct {
  Sample sample;
  StubProvider *stub;
  NlProviderRegistry *providers;
  NlJobRunner *runner;
} Fixture;

static void
set_up (Fixture *self, const char *folder)
{
  *self = (Fixture) { 0 };
  sample_open (&self->sample, folder);
  self->stub = stub_provider_new ();
  self->stub->queued = TRUE;
  self->providers = nl_provider_registry_new ();
  nl_provider_registry_add (self->providers, NL_PROVIDER (self->stub));
  self->runner = nl_generation_runner_new (self->sample.store, self->providers);
}

static void
tear_down (Fixture *self)
{
  nl_test_await_ok (nl_job_runner_stop (self->runner));
  g_object_unref (self->runner);
  g_object_unref (self->providers);
  g_object_unref (self->stub);
  sample_clear (&self->sample);
}

static void
work (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  if (!nl_job_runner_is_working (self->runner)) {
    g_assert_true (dex_await_boolean (nl_job_runner_start (self->runner), &error));
    g_assert_no_error (error);
  }
  nl_test_await_ok (nl_job_runner_wait_idle (self->runner));
}

static GListModel *
list_jobs (Fixture *self, NlJobFilter filter)
{
  g_autoptr (NlQuery) query = nl_jobs_query_new (filter, 0, 0);
  g_autoptr (GError) error = NULL;
  GListModel *jobs = dex_await_object (nl_store_list (self->sample.store, query), &error);

  g_assert_no_error (error);
  return jobs;
}

static void
assert_jobs (Fixture *self, NlJobFilter filter, guint n_jobs)
{
  g_autoptr (GListModel) jobs = list_jobs (self, filter);

  g_assert_cmpuint (g_list_model_get_n_items (jobs), ==, n_jobs);
}

static NlPersona *
create_persona (Fixture *self)
{
  NlPersonaWish wish = { .shop_id = self->sample.shop_id, .seed = 7, .language = "en" };
  g_autoptr (GError) error = NULL;
  NlPersona *persona = dex_await_object (
      nl_personas_create (self->sample.store, NL_PROVIDER (self->stub), &wish, NULL), &error);

  g_assert_no_error (error);
  return persona;
}

static NlRecord *
reload (Fixture *self, gpointer record)
{
  g_autoptr (GError) error = NULL;
  NlRecord *now = dex_await_object (nl_store_find (self->sample.store, G_OBJECT_TYPE (record),
                                                   nl_record_get_id (record)),
                                    &error);

  g_assert_no_error (error);
  return now;
}

static void
assert_text (gpointer record, guint field, const char *text)
{
  g_assert_cmpstr (nl_record_get_text (record, field), ==, text);
}

/* There is a draft at once, and what the provider wrote later; name and face stay. */
static void
test_persona (const char *folder)
{
  Fixture f;
  g_autoptr (NlPersona) draft = NULL;
  g_autoptr (NlRecord) written = NULL;

  set_up (&f, folder);
  draft = create_persona (&f);
  assert_text (draft, NL_PERSONA_PROVIDER, "offline");
  g_assert_true (nl_record_get_boolean (NL_RECORD (draft), NL_PERSONA_DRAFT));
  g_assert_cmpuint (f.stub->n_requests, ==, 0);
  assert_jobs (&f, NL_JOB_FILTER_OPEN, 1);

  work (&f);
  g_assert_cmpuint (f.stub->n_requests, ==, 1);
  assert_jobs (&f, NL_JOB_FILTER_OPEN, 0);
  written = reload (&f, draft);
  assert_text (written, NL_PERSONA_PROVIDER, "stub");
  assert_text (written, NL_PERSONA_BIO, "Bio");
  assert_text (written, NL_PERSONA_NAME, nl_record_get_text (NL_RECORD (draft), NL_PERSONA_NAME));
  tear_down (&f);
}

/* What a person wrote while the job waited is theirs. */
static void
test_edited_persona (const char *folder)
{
  Fixture f;
  g_autoptr (NlPersona) draft = NULL;
  g_autoptr (NlRecord) written = NULL;

  set_up (&f, folder);
  draft = create_persona (&f);
  nl_record_set_text (NL_RECORD (draft), NL_PERSONA_BIO, "Mine");
  nl_test_await_ok (nl_personas_save (f.sample.store, draft));
  work (&f);
  written = reload (&f, draft);
  assert_text (written, NL_PERSONA_BIO, "Mine");
  assert_text (written, NL_PERSONA_TAGLINE, "Tag");
  tear_down (&f);
}

static void
test_persona_field (const char *folder)
{
  Fixture f;
  g_autoptr (NlPersona) draft = NULL;
  g_autoptr (NlRecord) written = NULL;
  g_autoptr (GBytes) undo = NULL;

  set_up (&f, folder);
  draft = create_persona (&f);
  work (&f);
  nl_record_set_text (NL_RECORD (draft), NL_PERSONA_TAGLINE, "Mine");
  nl_record_set_text (NL_RECORD (draft), NL_PERSONA_BIO, "Old");
  nl_test_await_ok (nl_personas_save (f.sample.store, draft));
  undo = dex_await_boxed (nl_personas_rewrite (f.sample.store, NL_PROVIDER (f.stub),
                                               nl_record_get_id (NL_RECORD (draft)), NL_PERSONA_BIO,
                                               9, NULL),
                          NULL);
  g_assert_nonnull (undo);
  work (&f);
  g_assert_cmpstr (nl_ai_request_get_task (f.stub->last), ==, "persona-field");
  g_assert_nonnull (strstr (nl_ai_request_get_prompt (f.stub->last), "part of the persona: bio"));
  written = reload (&f, draft);
  assert_text (written, NL_PERSONA_BIO, "Bio");
  assert_text (written, NL_PERSONA_TAGLINE, "Mine");
  tear_down (&f);
}

static NlCampaign *
create_campaign (Fixture *self)
{
  static const char *const CHANNELS[] = { "email", "sms", NULL };
  static const char *const LANGUAGES[] = { "fr", "en", NULL };
  g_autoptr (NlCampaign) wanted = sample_wish (&self->sample, CHANNELS, LANGUAGES);

  return sample_create (&self->sample, NL_PROVIDER (self->stub), wanted);
}

static void
test_messages (const char *folder)
{
  Fixture f;
  g_autoptr (NlCampaign) campaign = NULL;
  g_autoptr (NlCampaignBundle) drafts = NULL;
  g_autoptr (NlCampaignBundle) written = NULL;
  g_autoptr (GListModel) jobs = NULL;

  set_up (&f, folder);
  campaign = create_campaign (&f);
  drafts = sample_load (&f.sample);
  g_assert_cmpuint (drafts->messages->len, ==, 4);
  jobs = list_jobs (&f, NL_JOB_FILTER_OPEN);
  g_assert_cmpuint (g_list_model_get_n_items (jobs), ==, 4);
  for (guint i = 0; i < 4; i++) {
    g_autoptr (NlRecord) job = g_list_model_get_item (jobs, i);

    g_assert_cmpint (nl_record_get_int64 (job, NL_JOB_BATCH_ID), ==,
                     nl_record_get_id (NL_RECORD (campaign)));
    assert_text (drafts->messages->pdata[i], NL_MESSAGE_PROVIDER, "offline");
  }
  /* One that a person writes meanwhile. */
  nl_record_set_text (drafts->messages->pdata[1], NL_MESSAGE_PARTS, "{\"subject\":\"Mine\"}");
  nl_test_await_ok (nl_store_save (f.sample.store, drafts->messages->pdata[1]));

  work (&f);
  assert_jobs (&f, NL_JOB_FILTER_OPEN, 0);
  written = sample_load (&f.sample);
  for (guint i = 0; i < 4; i++)
    assert_text (written->messages->pdata[i], NL_MESSAGE_PROVIDER, i == 1 ? "offline" : "stub");
  assert_text (written->messages->pdata[1], NL_MESSAGE_PARTS, "{\"subject\":\"Mine\"}");
  tear_down (&f);
}

/* To be written anew: the text stays until there is another, and then it goes, edited or not. */
static void
test_message_anew (const char *folder)
{
  Fixture f;
  g_autoptr (NlCampaign) campaign = NULL;
  g_autoptr (NlCampaignBundle) bundle = NULL;
  g_autoptr (NlRecord) same = NULL;
  g_autoptr (NlRecord) written = NULL;
  g_autoptr (NlMessage) variant = NULL;
  NlRecord *message;

  set_up (&f, folder);
  campaign = create_campaign (&f);
  work (&f);
  bundle = sample_load (&f.sample);
  message = bundle->messages->pdata[0];
  nl_record_set_text (message, NL_MESSAGE_PARTS, "{\"subject\":\"Mine\"}");
  nl_test_await_ok (nl_store_save (f.sample.store, message));
  nl_test_await_ok (nl_campaigns_rewrite_message (f.sample.store, NL_PROVIDER (f.stub),
                                                  nl_record_get_id (message), 3, NULL));
  same = reload (&f, message);
  assert_text (same, NL_MESSAGE_PARTS, "{\"subject\":\"Mine\"}");
  work (&f);
  written = reload (&f, message);
  g_assert_null (strstr (nl_record_get_text (written, NL_MESSAGE_PARTS), "Mine"));

  variant = dex_await_object (nl_campaigns_add_variant (f.sample.store, NL_PROVIDER (f.stub),
                                                        nl_record_get_id (message), NULL),
                              NULL);
  assert_text (variant, NL_MESSAGE_PROVIDER, "offline");
  assert_jobs (&f, NL_JOB_FILTER_OPEN, 1);
  work (&f);
  g_clear_object (&written);
  written = reload (&f, variant);
  assert_text (written, NL_MESSAGE_PROVIDER, "stub");
  tear_down (&f);
}

static gint64
get_only_job (Fixture *self, NlJobFilter filter, NlRecord **job)
{
  g_autoptr (GListModel) jobs = list_jobs (self, filter);

  g_assert_cmpuint (g_list_model_get_n_items (jobs), ==, 1);
  g_clear_object (job);
  *job = g_list_model_get_item (jobs, 0);
  return nl_record_get_id (*job);
}

/* A job whose persona is gone fails, and says so. */
static void
test_deleted (const char *folder)
{
  Fixture f;
  g_autoptr (NlPersona) draft = NULL;
  g_autoptr (NlRecord) job = NULL;

  set_up (&f, folder);
  draft = create_persona (&f);
  nl_test_await_ok (nl_personas_delete (f.sample.store, nl_record_get_id (NL_RECORD (draft))));
  work (&f);
  g_assert_cmpuint (f.stub->n_requests, ==, 0);
  get_only_job (&f, NL_JOB_FILTER_FINISHED, &job);
  g_assert_cmpint (nl_job_get_state (NL_JOB (job)), ==, NL_JOB_STATE_FAILED);
  g_assert_nonnull (nl_record_get_text (job, NL_JOB_ERROR_TEXT));
  tear_down (&f);
}

/* Nothing personal is sent before the person has seen it. */
static void
test_private (const char *folder)
{
  Fixture f;
  g_autoptr (NlRecord) shop = NULL;
  g_autoptr (NlPersona) draft = NULL;
  g_autoptr (NlRecord) job = NULL;
  g_autoptr (JsonNode) payload = NULL;
  gint64 id;

  set_up (&f, folder);
  shop = dex_await_object (nl_store_find (f.sample.store, NL_TYPE_SHOP, f.sample.shop_id), NULL);
  nl_record_set_text (shop, NL_SHOP_DOS, "Tell people to write to anna@example.com");
  nl_test_await_ok (nl_store_save (f.sample.store, shop));
  draft = create_persona (&f);
  work (&f);
  g_assert_cmpuint (f.stub->n_requests, ==, 0);
  id = get_only_job (&f, NL_JOB_FILTER_ATTENTION, &job);
  g_assert_cmpint (nl_job_get_state (NL_JOB (job)), ==, NL_JOB_STATE_HELD);
  assert_text (job, NL_JOB_ERROR_CODE, "private");
  g_assert_null (strstr (nl_record_get_text (job, NL_JOB_ERROR_TEXT), "anna@example.com"));

  payload = nl_record_dup_json (job, NL_JOB_PAYLOAD);
  json_object_set_int_member (json_node_get_object (payload), "send_anyway", 1);
  nl_test_await_ok (nl_jobs_set_payload (f.sample.store, id, payload));
  nl_test_await_ok (nl_jobs_retry (f.sample.store, &id, 1));
  work (&f);
  g_assert_cmpuint (f.stub->n_requests, ==, 1);
  tear_down (&f);
}

/* Names, addresses and numbers of customers are in nothing that is sent. */
static void
test_nobody_is_named (const char *folder)
{
  static const char *const MARKERS[]
      = { "Marquette", "marker", "+33699", "Rue Secrète", "Bordeaux" };
  Fixture f;
  g_autoptr (NlPersona) persona = NULL;
  g_autoptr (NlCampaign) campaign = NULL;

  set_up (&f, folder);
  for (int i = 0; i < 30; i++) {
    g_autofree char *email = g_strdup_printf ("marker%d@example.com", i);
    g_autofree char *phone = g_strdup_printf ("+3369900%04d", i);
    g_autofree char *street = g_strdup_printf ("%d Rue Secrète", i);
    g_autoptr (NlRecord) customer
        = g_object_new (NL_TYPE_CUSTOMER, "shop-id", f.sample.shop_id, "first-name", "Marquette",
                        "last-name", "Marquette", "email", email, "phone", phone, "address1",
                        street, "city", i < 3 ? "Bordeaux" : "Lyon", "country-code", "FR", NULL);

    nl_test_await_ok (nl_store_save (f.sample.store, customer));
  }
  persona = create_persona (&f);
  f.sample.persona_id = nl_record_get_id (NL_RECORD (persona));
  campaign = create_campaign (&f);
  work (&f);
  g_assert_cmpuint (f.stub->n_requests, ==, 5);
  for (guint i = 0; i < f.stub->sent->len; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (MARKERS); j++)
      if (strstr (f.stub->sent->pdata[i], MARKERS[j]) != NULL)
        g_error ("“%s” is in what is sent:\n%s", MARKERS[j], (char *) f.stub->sent->pdata[i]);
  tear_down (&f);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/generation/persona", test_persona);
  nl_test_add ("/generation/edited-persona", test_edited_persona);
  nl_test_add ("/generation/persona-field", test_persona_field);
  nl_test_add ("/generation/messages", test_messages);
  nl_test_add ("/generation/message-anew", test_message_anew);
  nl_test_add ("/generation/deleted", test_deleted);
  nl_test_add ("/generation/private", test_private);
  nl_test_add ("/generation/nobody-is-named", test_nobody_is_named);
  return g_test_run ();
}
