/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ai/offline/nl-offline-provider.h"
#include "base/nl-clock.h"
#include "campaigns/nl-campaign-template.h"
#include "campaigns/nl-campaigns.h"
#include "campaigns/nl-channel-limits.h"
#include "nl-test.h"
#include "sample.h"
#include "shops/nl-shop.h"
#include "stub-provider.h"

static const char *
text_of (NlMessage *message, guint field)
{
  return nl_record_get_text (NL_RECORD (message), field);
}

static void
test_create (const char *folder)
{
  const char *const channels[] = { "sms", "email", "sms", NULL };
  const char *const languages[] = { "EN", "fr_FR", NULL };
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (NlCampaign) wanted = NULL;
  g_autoptr (NlCampaign) created = NULL;
  g_autoptr (NlCampaignBundle) bundle = NULL;
  const char *const expected[][2]
      = { { "email", "en" }, { "email", "fr-FR" }, { "sms", "en" }, { "sms", "fr-FR" } };

  sample_open (&sample, folder);
  wanted = sample_wish (&sample, channels, languages);
  created = sample_create (&sample, NL_PROVIDER (provider), wanted);
  g_assert_cmpint (nl_record_get_id (NL_RECORD (wanted)), ==, 0);
  g_assert_cmpstr (nl_record_get_text (NL_RECORD (created), NL_CAMPAIGN_NAME), ==,
                   "Win-Back – Chloé");
  g_assert_cmpstr (nl_record_get_text (NL_RECORD (created), NL_CAMPAIGN_STATUS), ==, "draft");
  g_assert_nonnull (nl_record_get_text (NL_RECORD (created), NL_CAMPAIGN_GOAL));

  bundle = sample_load (&sample);
  g_assert_cmpuint (bundle->messages->len, ==, 4);
  for (guint i = 0; i < 4; i++) {
    NlMessage *message = bundle->messages->pdata[i];

    g_assert_cmpstr (text_of (message, NL_MESSAGE_CHANNEL), ==, expected[i][0]);
    g_assert_cmpstr (text_of (message, NL_MESSAGE_LANGUAGE), ==, expected[i][1]);
    g_assert_cmpstr (text_of (message, NL_MESSAGE_VARIANT), ==, "A");
    g_assert_cmpstr (text_of (message, NL_MESSAGE_PROVIDER), ==, "stub");
    g_assert_true (nl_record_get_boolean (NL_RECORD (message), NL_MESSAGE_DRAFT));
  }
  g_assert_nonnull (strstr (text_of (bundle->messages->pdata[0], NL_MESSAGE_PARTS), "subject"));
  /* What the channel has no part for is not kept. */
  g_assert_null (strstr (text_of (bundle->messages->pdata[0], NL_MESSAGE_PARTS), "surplus"));
}

static void
test_defaults (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (NlCampaign) wanted = NULL;
  g_autoptr (NlCampaign) created = NULL;

  sample_open (&sample, folder);
  wanted = sample_wish (&sample, NULL, NULL);
  nl_record_set_int64 (NL_RECORD (wanted), NL_CAMPAIGN_SEED, 0);
  created = sample_create (&sample, NL_PROVIDER (provider), wanted);
  /* The template's three channels in the shop's three languages. */
  g_assert_cmpint (sample_count (&sample, NL_TYPE_MESSAGE), ==, 9);
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (created), NL_CAMPAIGN_SEED), !=, 0);
}

static void
test_request (const char *folder)
{
  const char *const channels[] = { "google-ads", NULL };
  const char *const languages[] = { "de", NULL };
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (NlCampaign) wanted = NULL;
  g_autoptr (NlCampaign) created = NULL;
  JsonObject *facts;
  JsonObject *part;

  sample_open (&sample, folder);
  wanted = sample_wish (&sample, channels, languages);
  nl_record_set_text (NL_RECORD (wanted), NL_CAMPAIGN_OFFER,
                      "{\"kind\":\"percent\",\"value\":15,\"code\":\"DE15\"}");
  nl_record_set_text (NL_RECORD (wanted), NL_CAMPAIGN_PRODUCTS,
                      "[{\"title\":\"Thé\",\"price\":1290,\"url\":\"https://the.example/t\"}]");
  nl_record_set_text (NL_RECORD (wanted), NL_CAMPAIGN_LANDING_URL, "the.example/x");
  created = sample_create (&sample, NL_PROVIDER (provider), wanted);
  g_assert_cmpstr (nl_ai_request_get_task (provider->last), ==, "message");
  g_assert_cmpstr (nl_ai_request_get_language (provider->last), ==, "de");
  g_assert_cmpuint (nl_ai_request_get_seed (provider->last), ==, 7);
  facts = json_node_get_object (nl_ai_request_get_facts (provider->last));
  g_assert_cmpstr (json_object_get_string_member (facts, "template"), ==, "win-back");
  g_assert_cmpstr (json_object_get_string_member (facts, "channel"), ==, "google-ads");
  g_assert_cmpstr (json_object_get_string_member (facts, "variant"), ==, "A");
  g_assert_cmpstr (json_object_get_string_member (facts, "landing_url"), ==,
                   "https://the.example/x");
  part = json_array_get_object_element (json_object_get_array_member (facts, "parts"), 0);
  g_assert_cmpstr (json_object_get_string_member (part, "name"), ==, "headlines");
  g_assert_cmpint (json_object_get_int_member (part, "max"), ==, 30);
  g_assert_cmpint (json_object_get_int_member (part, "list_max"), ==, 15);
  g_assert_cmpint (
      json_object_get_int_member (json_object_get_object_member (facts, "offer"), "value"), ==, 15);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (facts, "shop"),
                                                  "currency"),
                   ==, "EUR");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (facts, "voice"),
                                                  "tone"),
                   ==, "friendly");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (facts, "persona"),
                                                  "name"),
                   ==, "Chloé");
  g_assert_true (
      json_object_has_member (json_object_get_object_member (facts, "persona"), "statistics"));
}

static void
assert_refused (Sample *sample, NlCampaign *wanted, GQuark domain, int code)
{
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (
      nl_campaigns_create (sample->store, NL_PROVIDER (provider), wanted, NULL), &error));
  g_assert_error (error, domain, code);
  g_assert_null (provider->last);
  g_assert_cmpint (sample_count (sample, NL_TYPE_CAMPAIGN), ==, 0);
}

static void
test_refused (const char *folder)
{
  static const struct {
    const char *property;
    const char *value;
    int code;
  } TEXTS[] = {
    { "template", "winback", NL_CAMPAIGN_ERROR_TEMPLATE },
    { "landing-url", "javascript:alert(1)", NL_CAMPAIGN_ERROR_LINK },
    { "offer", "[]", NL_CAMPAIGN_ERROR_OFFER },
    { "offer", "{\"kind\":\"gift\"}", NL_CAMPAIGN_ERROR_OFFER },
    { "offer", "{\"kind\":\"percent\",\"value\":100}", NL_CAMPAIGN_ERROR_OFFER },
    { "offer", "{\"kind\":\"percent\",\"value\":\"15\"}", NL_CAMPAIGN_ERROR_OFFER },
    { "offer", "{\"kind\":\"amount\",\"value\":0}", NL_CAMPAIGN_ERROR_OFFER },
    { "products", "{}", NL_CAMPAIGN_ERROR_PRODUCT },
    { "products", "[3]", NL_CAMPAIGN_ERROR_PRODUCT },
    { "products", "[{\"title\":\"\"}]", NL_CAMPAIGN_ERROR_PRODUCT },
    { "products", "[{\"title\":\"x\",\"price\":-1}]", NL_CAMPAIGN_ERROR_PRODUCT },
    { "products", "[{\"title\":\"x\",\"url\":\"javascript:x\"}]", NL_CAMPAIGN_ERROR_PRODUCT },
  };
  const char *const fax[] = { "fax", NULL };
  const char *const gibberish[] = { "??", NULL };
  g_auto (Sample) sample = { NULL };
  g_autoptr (NlCampaign) channel = NULL;
  g_autoptr (NlCampaign) language = NULL;

  sample_open (&sample, folder);
  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++) {
    g_autoptr (NlCampaign) wanted = sample_wish (&sample, NULL, NULL);

    g_test_message ("%s %s", TEXTS[i].property, TEXTS[i].value);
    g_object_set (wanted, TEXTS[i].property, TEXTS[i].value, NULL);
    assert_refused (&sample, wanted, NL_CAMPAIGN_ERROR, TEXTS[i].code);
  }
  channel = sample_wish (&sample, fax, NULL);
  assert_refused (&sample, channel, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_CHANNEL);
  language = sample_wish (&sample, NULL, gibberish);
  assert_refused (&sample, language, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_LANGUAGE);
}

static void
test_persona_is_gone (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autoptr (NlCampaign) without = NULL;
  g_autoptr (NlCampaign) wanted = NULL;
  g_autoptr (NlCampaign) no_shop = NULL;

  sample_open (&sample, folder);
  without = sample_wish (&sample, NULL, NULL);
  nl_record_set_null (NL_RECORD (without), NL_CAMPAIGN_PERSONA_ID);
  assert_refused (&sample, without, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_NO_PERSONA);
  nl_test_await_ok (nl_store_delete (sample.store, NL_TYPE_PERSONA, sample.persona_id));
  wanted = sample_wish (&sample, NULL, NULL);
  assert_refused (&sample, wanted, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_NO_PERSONA);
  no_shop = sample_wish (&sample, NULL, NULL);
  nl_record_set_int64 (NL_RECORD (no_shop), NL_CAMPAIGN_SHOP_ID, 99);
  assert_refused (&sample, no_shop, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
}

static DexFuture *
delete_persona (gpointer data)
{
  Sample *sample = data;

  return nl_store_delete (sample->store, NL_TYPE_PERSONA, sample->persona_id);
}

/* The persona goes while the provider is at work: nothing may be half-written. */
static void
test_persona_goes_meanwhile (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (NlCampaign) wanted = NULL;
  g_autoptr (GError) error = NULL;

  sample_open (&sample, folder);
  wanted = sample_wish (&sample, NULL, NULL);
  provider->before_answer = delete_persona;
  provider->before_data = &sample;
  g_assert_false (
      dex_await (nl_campaigns_create (sample.store, NL_PROVIDER (provider), wanted, NULL), &error));
  g_assert_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_NO_PERSONA);
  g_assert_nonnull (provider->last);
  g_assert_cmpint (sample_count (&sample, NL_TYPE_CAMPAIGN), ==, 0);
  g_assert_cmpint (sample_count (&sample, NL_TYPE_MESSAGE), ==, 0);
}

static void
test_provider_fails (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (NlCampaign) wanted = NULL;
  g_autoptr (NlOperation) operation = nl_operation_new ("Drafting");
  g_autoptr (GError) error = NULL;

  sample_open (&sample, folder);
  wanted = sample_wish (&sample, NULL, NULL);
  provider->fail_at = 5;
  g_assert_false (dex_await (
      nl_campaigns_create (sample.store, NL_PROVIDER (provider), wanted, operation), &error));
  g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_SERVER);
  g_assert_cmpint (sample_count (&sample, NL_TYPE_CAMPAIGN), ==, 0);
  while (nl_operation_get_state (operation) == NL_OPERATION_RUNNING)
    dex_await (nl_future_sleep (1, NULL), NULL);
  g_assert_cmpint (nl_operation_get_state (operation), ==, NL_OPERATION_FAILED);

  g_clear_error (&error);
  provider->fail_at = 0;
  provider->empty = TRUE;
  g_assert_false (
      dex_await (nl_campaigns_create (sample.store, NL_PROVIDER (provider), wanted, NULL), &error));
  g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER);
  g_assert_nonnull (strstr (error->message, "Subject"));
}

static void
test_cancelled (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (NlCampaign) wanted = NULL;
  g_autoptr (NlOperation) operation = nl_operation_new ("Drafting");
  g_autoptr (GError) error = NULL;

  sample_open (&sample, folder);
  wanted = sample_wish (&sample, NULL, NULL);
  provider->cancel_at = 3;
  provider->cancellable = nl_operation_get_cancellable (operation);
  g_assert_false (dex_await (
      nl_campaigns_create (sample.store, NL_PROVIDER (provider), wanted, operation), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (sample_count (&sample, NL_TYPE_CAMPAIGN), ==, 0);
}

static void
test_extend (const char *folder)
{
  const char *const channels[] = { "email", "sms", NULL };
  const char *const languages[] = { "fr", NULL };
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (NlCampaignBundle) bundle = NULL;
  g_autoptr (GError) error = NULL;

  sample_open_written (&sample, folder, NL_PROVIDER (provider), channels, languages);
  nl_test_await_ok (nl_campaigns_add_language (sample.store, NL_PROVIDER (provider),
                                               sample.campaign_id, "pt-br", NULL));
  nl_test_await_ok (nl_campaigns_add_channel (sample.store, NL_PROVIDER (provider),
                                              sample.campaign_id, "blog", NULL));
  /* Once more changes nothing. */
  nl_test_await_ok (nl_campaigns_add_channel (sample.store, NL_PROVIDER (provider),
                                              sample.campaign_id, "blog", NULL));
  bundle = sample_load (&sample);
  g_assert_cmpuint (bundle->messages->len, ==, 6);
  g_assert_cmpstr (text_of (bundle->messages->pdata[5], NL_MESSAGE_CHANNEL), ==, "blog");
  g_assert_cmpstr (text_of (bundle->messages->pdata[5], NL_MESSAGE_LANGUAGE), ==, "pt-BR");
  g_assert_cmpuint (g_strv_length ((char **) nl_record_get_strv (NL_RECORD (bundle->campaign),
                                                                 NL_CAMPAIGN_LANGUAGES)),
                    ==, 2);

  g_assert_false (dex_await (nl_campaigns_add_channel (sample.store, NL_PROVIDER (provider),
                                                       sample.campaign_id, "fax", NULL),
                             &error));
  g_assert_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_CHANNEL);
  g_clear_error (&error);
  g_assert_false (dex_await (nl_campaigns_add_language (sample.store, NL_PROVIDER (provider),
                                                        sample.campaign_id, "?", NULL),
                             &error));
  g_assert_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_LANGUAGE);
  g_clear_error (&error);
  nl_test_await_ok (nl_store_delete (sample.store, NL_TYPE_PERSONA, sample.persona_id));
  g_assert_false (dex_await (nl_campaigns_add_language (sample.store, NL_PROVIDER (provider),
                                                        sample.campaign_id, "de", NULL),
                             &error));
  g_assert_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_NO_PERSONA);
}

static void
test_persona_of_another_shop (const char *folder)
{
  const char *const channels[] = { "sms", NULL };
  const char *const languages[] = { "fr", NULL };
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (NlRecord) other = NULL;
  g_autoptr (NlCampaign) wanted = NULL;
  g_autoptr (GError) error = NULL;

  sample_open (&sample, folder);
  other = g_object_new (NL_TYPE_SHOP, "name", "Other", "language", "en", NULL);
  nl_test_await_ok (nl_store_save (sample.store, other));
  wanted = sample_wish (&sample, channels, languages);
  g_object_set (wanted, "shop-id", nl_record_get_id (other), NULL);
  g_assert_false (
      dex_await (nl_campaigns_create (sample.store, NL_PROVIDER (provider), wanted, NULL), &error));
  g_assert_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_NO_PERSONA);
  g_assert_cmpuint (provider->n_requests, ==, 0);
}

static JsonObject *
goal_facts (Sample *sample, StubProvider *provider, const char *goal)
{
  const char *const channels[] = { "sms", NULL };
  const char *const languages[] = { "fr", NULL };
  g_autoptr (NlCampaign) wanted = sample_wish (sample, channels, languages);
  g_autoptr (NlCampaign) created = NULL;

  g_object_set (wanted, "goal", goal, NULL);
  created = sample_create (sample, NL_PROVIDER (provider), wanted);
  return json_node_get_object (nl_ai_request_get_facts (provider->last));
}

/* Only the merchant's own goal says something that the template does not. */
static void
test_goal (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  const NlCampaignTemplate *template = nl_campaign_template_lookup ("win-back");
  JsonObject *facts;

  sample_open (&sample, folder);
  facts = goal_facts (&sample, provider, NULL);
  g_assert_cmpstr (json_object_get_string_member (facts, "goal_source"), ==, "template");
  facts = goal_facts (&sample, provider, template->goal);
  g_assert_cmpstr (json_object_get_string_member (facts, "goal_source"), ==, "template");
  facts = goal_facts (&sample, provider, "Sell 40 lamps");
  g_assert_cmpstr (json_object_get_string_member (facts, "goal_source"), ==, "merchant");
  g_assert_cmpstr (json_object_get_string_member (facts, "goal"), ==, "Sell 40 lamps");
}

static void
test_status (const char *folder)
{
  gint64 moment = nl_clock_now () + 3600 * G_TIME_SPAN_SECOND;
  g_auto (Sample) sample = { NULL };
  g_autoptr (NlCampaignBundle) bundle = NULL;
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (GError) error = NULL;

  sample_open (&sample, folder);
  sample_add_campaign (&sample, "Été");
  sample_add_message (&sample, "sms", "fr", "A", "{\"text\":\"Bonjour\"}");
  nl_test_await_ok (nl_campaigns_set_status (sample.store, sample.campaign_id, "ready", 0));
  changeset = dex_await_boxed (
      nl_campaigns_set_status (sample.store, sample.campaign_id, "scheduled", moment), &error);
  g_assert_no_error (error);
  bundle = sample_load (&sample);
  g_assert_cmpint (nl_record_get_int64 (NL_RECORD (bundle->campaign), NL_CAMPAIGN_SCHEDULED_AT), ==,
                   moment);
  nl_test_await_ok (nl_store_undo (sample.store, changeset));
  g_clear_pointer (&bundle, nl_campaign_bundle_free);
  bundle = sample_load (&sample);
  g_assert_cmpstr (nl_record_get_text (NL_RECORD (bundle->campaign), NL_CAMPAIGN_STATUS), ==,
                   "ready");
  g_assert_true (nl_record_is_null (NL_RECORD (bundle->campaign), NL_CAMPAIGN_SCHEDULED_AT));

  g_assert_false (dex_await (
      nl_campaigns_set_status (sample.store, sample.campaign_id, "scheduled", 123456789), &error));
  g_assert_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_SCHEDULE);
  g_clear_error (&error);
  g_assert_false (dex_await (
      nl_campaigns_set_status (sample.store, sample.campaign_id, "scheduled", 0), &error));
  g_assert_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_SCHEDULE);
  g_clear_error (&error);
  g_assert_false (
      dex_await (nl_campaigns_set_status (sample.store, sample.campaign_id, "lost", 0), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID);
  g_clear_error (&error);

  sample_add_message (&sample, "email", "fr", "A", "{\"subject\":\"\",\"body\":\"x\"}");
  nl_test_await_ok (nl_campaigns_set_status (sample.store, sample.campaign_id, "draft", 0));
  g_assert_false (
      dex_await (nl_campaigns_set_status (sample.store, sample.campaign_id, "ready", 0), &error));
  g_assert_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_LIMITS);
  g_assert_cmpstr (error->message, ==, "Email, French, Subject: This can’t be empty.");
}

static void
test_reviewed (const char *folder)
{
  const char *const channels[] = { "email", "sms", NULL };
  const char *const languages[] = { "fr", NULL };
  g_auto (Sample) sample = { NULL };
  g_autoptr (NlProvider) provider = nl_offline_provider_new ();
  g_autoptr (NlCampaign) wanted = NULL;
  g_autoptr (NlCampaign) created = NULL;
  g_autoptr (NlCampaignBundle) before = NULL;
  g_autoptr (NlCampaignBundle) after = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  gint64 id;

  sample_open (&sample, folder);
  wanted = sample_wish (&sample, channels, languages);
  created = sample_create (&sample, provider, wanted);
  before = sample_load (&sample);
  g_assert_true (nl_record_get_boolean (before->messages->pdata[0], NL_MESSAGE_DRAFT));
  id = nl_record_get_id (before->messages->pdata[0]);
  g_array_append_val (ids, id);
  nl_test_await_ok (nl_campaigns_mark_reviewed (sample.store, ids));
  after = sample_load (&sample);
  g_assert_false (nl_record_get_boolean (after->messages->pdata[0], NL_MESSAGE_DRAFT));
  g_assert_true (nl_record_get_boolean (after->messages->pdata[1], NL_MESSAGE_DRAFT));

  nl_test_await_ok (nl_campaigns_delete_message (sample.store, id));
  g_assert_false (dex_await (nl_campaigns_mark_reviewed (sample.store, ids), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
}

static void
test_list_and_delete (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autoptr (GListModel) campaigns = NULL;
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NlCampaignBundle) bundle = NULL;

  sample_open (&sample, folder);
  sample_add_campaign (&sample, "One");
  sample_add_campaign (&sample, "Two");
  sample_add_messages (&sample);
  campaigns = dex_await_object (nl_campaigns_list (sample.store, sample.shop_id), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (campaigns), ==, 2);
  changeset = dex_await_boxed (nl_campaigns_delete (sample.store, sample.campaign_id), &error);
  g_assert_no_error (error);
  g_assert_cmpint (sample_count (&sample, NL_TYPE_MESSAGE), ==, 0);
  g_assert_false (dex_await (nl_campaigns_load (sample.store, sample.campaign_id), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
  nl_test_await_ok (nl_store_undo (sample.store, changeset));
  bundle = sample_load (&sample);
  g_assert_cmpuint (bundle->messages->len, ==, 7);
}

/* The languages whose book has campaigns: a book may come with personas first. */
static char **
list_campaign_languages (void)
{
  const char *const *languages = nl_offline_provider_list_languages ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (; *languages != NULL; languages++) {
    g_autofree char *book
        = g_strdup_printf ("/ai/ninjalead/phrases/%s/campaign-email.json", *languages);

    if (g_resources_get_info (book, 0, NULL, NULL, NULL))
      g_strv_builder_add (builder, *languages);
  }
  return g_strv_builder_end (builder);
}

/* Every template on every channel, by the provider that is always there: nothing that a channel
 * would refuse, and not a warning. */
static void
test_offline (const char *folder)
{
  const char *const channels[]
      = { "email", "sms", "instagram", "facebook", "google-ads", "blog", NULL };
  g_auto (Sample) sample = { NULL };
  g_autoptr (NlProvider) provider = nl_offline_provider_new ();
  g_auto (GStrv) languages = list_campaign_languages ();
  guint n_templates;
  const NlCampaignTemplate *templates = nl_campaign_template_list (&n_templates);

  sample_open (&sample, folder);
  g_assert_cmpuint (g_strv_length (languages), >, 0);
  for (guint i = 0; i < n_templates; i++) {
    g_autoptr (NlCampaign) wanted
        = sample_wish (&sample, channels, (const char *const *) languages);
    g_autoptr (NlCampaign) created = NULL;
    g_autoptr (NlCampaignBundle) bundle = NULL;

    nl_record_set_text (NL_RECORD (wanted), NL_CAMPAIGN_TEMPLATE, templates[i].id);
    created = sample_create (&sample, provider, wanted);
    bundle = sample_load (&sample);
    for (guint j = 0; j < bundle->messages->len; j++) {
      NlMessage *message = bundle->messages->pdata[j];
      g_autoptr (NlMessageParts) parts = nl_message_parts_new_from_message (message);
      g_autoptr (GPtrArray) checks
          = nl_message_check_parts (nl_message_get_channel (message), parts);

      for (guint k = 0; k < checks->len; k++) {
        NlPartCheck *check = checks->pdata[k];

        if (check->state != NL_PART_STATE_OK)
          g_error ("%s, %s, %s, %s: %s\n%s", templates[i].id, text_of (message, NL_MESSAGE_CHANNEL),
                   nl_message_get_language (message), check->part->name, check->message,
                   text_of (message, NL_MESSAGE_PARTS));
      }
    }
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/campaigns/create", test_create);
  nl_test_add ("/campaigns/defaults", test_defaults);
  nl_test_add ("/campaigns/request", test_request);
  nl_test_add ("/campaigns/refused", test_refused);
  nl_test_add ("/campaigns/persona-is-gone", test_persona_is_gone);
  nl_test_add ("/campaigns/persona-goes-meanwhile", test_persona_goes_meanwhile);
  nl_test_add ("/campaigns/provider-fails", test_provider_fails);
  nl_test_add ("/campaigns/cancelled", test_cancelled);
  nl_test_add ("/campaigns/extend", test_extend);
  nl_test_add ("/campaigns/persona-of-another-shop", test_persona_of_another_shop);
  nl_test_add ("/campaigns/goal", test_goal);
  nl_test_add ("/campaigns/status", test_status);
  nl_test_add ("/campaigns/reviewed", test_reviewed);
  nl_test_add ("/campaigns/list-and-delete", test_list_and_delete);
  nl_test_add ("/campaigns/offline", test_offline);
  return g_test_run ();
}
