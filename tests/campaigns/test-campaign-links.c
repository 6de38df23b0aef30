/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "campaigns/nl-campaign-export.h"
#include "campaigns/nl-message-parts.h"
#include "exports.h"
#include "nl-test.h"
#include "shops/nl-shops.h"

/* The links that leave with a campaign: how to unsubscribe, and where an SMS leads. */

static void
test_unsubscribe (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autofree char *out = exports_out_of (folder);
  g_auto (GStrv) paths = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) eml = NULL;

  exports_prepare (&sample, folder);
  paths = dex_await_boxed (nl_campaign_export (sample.store, sample.campaign_id, NL_EXPORT_EML, out,
                                               "https://the.example/bye?a=1&b=2", NULL),
                           &error);
  g_assert_no_error (error);
  eml = sample_witness ("eml", paths[0]);
  g_assert_cmpstr (exports_text_of (json_object_get_object_member (eml, "headers"),
                                    "List-Unsubscribe"),
                   ==, "<https://the.example/bye?a=1&b=2>");
  g_assert_nonnull (
      strstr (exports_text_of (eml, "text"), "Se désabonner\u00a0: https://the.example/bye"));
  g_assert_true (exports_array_has (json_object_get_object_member (eml, "html"), "links",
                                    "https://the.example/bye?a=1&b=2"));

  g_assert_false (dex_await (nl_campaign_export (sample.store, sample.campaign_id, NL_EXPORT_EML,
                                                 out, "javascript:bye()", NULL),
                             &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID);
}

static void
test_remembered_unsubscribe (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autofree char *out = exports_out_of (folder);
  g_autofree char *text = NULL;
  g_auto (GStrv) paths = NULL;
  g_autoptr (NlCampaignBundle) before = NULL;
  g_autoptr (NlCampaignBundle) after = NULL;
  g_autoptr (GError) error = NULL;

  exports_prepare (&sample, folder);
  before = sample_load (&sample);
  g_assert_true (nl_campaign_bundle_lacks_unsubscribe (before, 1u << NL_EXPORT_HTML, NULL));
  g_assert_true (nl_campaign_bundle_lacks_unsubscribe (before, 1u << NL_EXPORT_EML, NULL));
  g_assert_false (nl_campaign_bundle_lacks_unsubscribe (before, 1u << NL_EXPORT_EML,
                                                        "https://the.example/bye"));
  /* A table is not what is sent. */
  g_assert_false (nl_campaign_bundle_lacks_unsubscribe (before, 1u << NL_EXPORT_CSV, NULL));

  g_assert_false (dex_await (
      nl_shops_set_unsubscribe_url (sample.store, sample.shop_id, "javascript:bye()"), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_INVALID);
  nl_test_await_ok (
      nl_shops_set_unsubscribe_url (sample.store, sample.shop_id, "mailto:bye@the.example"));
  after = sample_load (&sample);
  g_assert_false (nl_campaign_bundle_lacks_unsubscribe (after, 1u << NL_EXPORT_EML, NULL));
  paths = exports_save (&sample, NL_EXPORT_EML, out);
  g_assert_true (g_file_get_contents (paths[0], &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "List-Unsubscribe: <mailto:bye@the.example>"));

  nl_test_await_ok (nl_shops_set_unsubscribe_url (sample.store, sample.shop_id, NULL));
  g_clear_pointer (&after, nl_campaign_bundle_free);
  after = sample_load (&sample);
  g_assert_true (nl_campaign_bundle_lacks_unsubscribe (after, 1u << NL_EXPORT_EML, NULL));
  /* Nothing else about the shop went. */
  g_assert_cmpstr (nl_record_get_text (NL_RECORD (after->shop), NL_SHOP_URL), ==,
                   "https://www.the.example/");
}

static NlMessage *
find_sms (NlCampaignBundle *bundle)
{
  for (guint i = 0; i < bundle->messages->len; i++)
    if (g_strcmp0 (nl_record_get_text (bundle->messages->pdata[i], NL_MESSAGE_CHANNEL), "sms") == 0)
      return bundle->messages->pdata[i];
  g_assert_not_reached ();
}

/* What people read, what is counted and what programs get is one address. */
static void
test_sms_link (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autoptr (NlCampaignBundle) bundle = NULL;
  g_autofree char *tagged = NULL;
  g_autofree char *written = NULL;
  g_autoptr (NlMessageParts) parts = nl_message_parts_new (NULL);

  exports_prepare (&sample, folder);
  bundle = sample_load (&sample);
  nl_message_parts_set_text (parts, "text", "Bonjour. https://elsewhere.example/a");
  nl_message_parts_apply (parts, find_sms (bundle));
  tagged = nl_campaign_bundle_dup_link (bundle, find_sms (bundle));
  g_assert_nonnull (strstr (tagged, "utm_source=sms"));
  g_assert_null (strstr (tagged, "utm_content"));
  g_assert_cmpuint (strlen (tagged), <=, 80);

  nl_message_parts_set_text (parts, "text",
                             "Bonjour (https://the.example/a?utm_source=sms). STOP pour arrêter.");
  nl_message_parts_apply (parts, find_sms (bundle));
  written = nl_campaign_bundle_dup_link (bundle, find_sms (bundle));
  g_assert_cmpstr (written, ==, "https://the.example/a?utm_source=sms");
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/campaign-links/unsubscribe", test_unsubscribe);
  nl_test_add ("/campaign-links/remembered-unsubscribe", test_remembered_unsubscribe);
  nl_test_add ("/campaign-links/sms-link", test_sms_link);
  return g_test_run ();
}
