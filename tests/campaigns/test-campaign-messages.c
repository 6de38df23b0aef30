/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-campaigns.h"
#include "nl-test.h"
#include "sample.h"
#include "stub-provider.h"

static const char *
text_of (NlMessage *message, guint field)
{
  return nl_record_get_text (NL_RECORD (message), field);
}

static void
test_message (const char *folder)
{
  const char *const channels[] = { "sms", NULL };
  const char *const languages[] = { "fr", NULL };
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (NlCampaignBundle) bundle = NULL;
  g_autoptr (NlMessage) rewritten = NULL;
  g_autoptr (NlMessage) variant = NULL;
  g_autoptr (NlMessage) third = NULL;
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  sample_open_written (&sample, folder, NL_PROVIDER (provider), channels, languages);
  bundle = sample_load (&sample);
  id = nl_record_get_id (bundle->messages->pdata[0]);

  rewritten = dex_await_object (
      nl_campaigns_rewrite_message (sample.store, NL_PROVIDER (provider), id, 99, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpint (nl_record_get_id (NL_RECORD (rewritten)), ==, id);
  g_assert_cmpuint (nl_ai_request_get_seed (provider->last), ==, 99);
  g_assert_cmpstr (text_of (rewritten, NL_MESSAGE_PARTS), !=,
                   text_of (bundle->messages->pdata[0], NL_MESSAGE_PARTS));

  variant
      = dex_await_object (nl_campaigns_add_variant (sample.store, NL_PROVIDER (provider), id, NULL),
                          &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text_of (variant, NL_MESSAGE_VARIANT), ==, "B");
  third
      = dex_await_object (nl_campaigns_add_variant (sample.store, NL_PROVIDER (provider), id, NULL),
                          &error);
  g_assert_cmpstr (text_of (third, NL_MESSAGE_VARIANT), ==, "C");
  g_assert_cmpint (sample_count (&sample, NL_TYPE_MESSAGE), ==, 3);

  changeset = dex_await_boxed (nl_campaigns_delete_message (sample.store, id), &error);
  g_assert_no_error (error);
  g_assert_false (dex_await (
      nl_campaigns_rewrite_message (sample.store, NL_PROVIDER (provider), id, 1, NULL), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
  nl_test_await_ok (nl_store_undo (sample.store, changeset));
  g_assert_cmpint (sample_count (&sample, NL_TYPE_MESSAGE), ==, 3);
}

static void
assert_rewrite_fails (Sample *sample, NlProvider *provider, gint64 id, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      dex_await (nl_campaigns_rewrite_message (sample->store, provider, id, 1, NULL), &error));
  g_assert_error (error, NL_CAMPAIGN_ERROR, code);
}

static gint64
find_message (Sample *sample, const char *channel)
{
  g_autoptr (NlCampaignBundle) bundle = sample_load (sample);

  for (guint i = 0; i < bundle->messages->len; i++)
    if (g_str_equal (text_of (bundle->messages->pdata[i], NL_MESSAGE_CHANNEL), channel))
      return nl_record_get_id (bundle->messages->pdata[i]);
  g_assert_not_reached ();
}

/* A channel of a later version is kept, but nobody here can write for it. */
static void
test_message_cannot_be_written (const char *folder)
{
  const char *const channels[] = { "sms", NULL };
  const char *const languages[] = { "fr", NULL };
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  gint64 sms;

  sample_open_written (&sample, folder, NL_PROVIDER (provider), channels, languages);
  sms = find_message (&sample, "sms");
  sample_add_message (&sample, "telegraph", "fr", "A", "{\"text\":\"STOP\"}");
  assert_rewrite_fails (&sample, NL_PROVIDER (provider), find_message (&sample, "telegraph"),
                        NL_CAMPAIGN_ERROR_CHANNEL);
  nl_test_await_ok (nl_store_delete (sample.store, NL_TYPE_PERSONA, sample.persona_id));
  assert_rewrite_fails (&sample, NL_PROVIDER (provider), sms, NL_CAMPAIGN_ERROR_NO_PERSONA);
}

static void
test_variants_end_with_the_alphabet (const char *folder)
{
  const char *const channels[] = { "sms", NULL };
  const char *const languages[] = { "fr", NULL };
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  sample_open_written (&sample, folder, NL_PROVIDER (provider), channels, languages);
  id = find_message (&sample, "sms");
  for (char letter[] = "B"; letter[0] <= 'Z'; letter[0]++)
    sample_add_message (&sample, "sms", "fr", letter, "{\"text\":\"x\"}");
  g_assert_false (dex_await (
      nl_campaigns_add_variant (sample.store, NL_PROVIDER (provider), id, NULL), &error));
  g_assert_error (error, NL_CAMPAIGN_ERROR, NL_CAMPAIGN_ERROR_VARIANT);
  g_assert_cmpint (sample_count (&sample, NL_TYPE_MESSAGE), ==, 26);
}

/* What a campaign lacks is written once, for its place and no other. */
static void
test_missing_message (const char *folder)
{
  const char *const channels[] = { "sms", "email", NULL };
  const char *const languages[] = { "fr", "en", NULL };
  g_auto (Sample) sample = { NULL };
  g_autoptr (StubProvider) provider = stub_provider_new ();
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (GError) error = NULL;

  sample_open_written (&sample, folder, NL_PROVIDER (provider), channels, languages);
  changeset = dex_await_boxed (
      nl_campaigns_delete_message (sample.store, find_message (&sample, "email")), &error);
  g_assert_no_error (error);
  g_assert_cmpint (sample_count (&sample, NL_TYPE_MESSAGE), ==, 3);
  for (guint i = 0; i < 2; i++) {
    nl_test_await_ok (nl_campaigns_add_message (sample.store, NL_PROVIDER (provider),
                                                sample.campaign_id, "email", "fr", "A", NULL));
    nl_test_await_ok (nl_campaigns_add_message (sample.store, NL_PROVIDER (provider),
                                                sample.campaign_id, "email", "en", "A", NULL));
    g_assert_cmpint (sample_count (&sample, NL_TYPE_MESSAGE), ==, 4);
  }
  g_assert_cmpuint (provider->n_requests, ==, 5);
}

/* A shop from another version may lack what every shop has now. */
int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/campaign-messages/message", test_message);
  nl_test_add ("/campaign-messages/message-cannot-be-written", test_message_cannot_be_written);
  nl_test_add ("/campaign-messages/variants-end", test_variants_end_with_the_alphabet);
  nl_test_add ("/campaign-messages/missing-message", test_missing_message);
  return g_test_run ();
}
