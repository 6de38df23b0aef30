/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Campaigns that the offline provider wrote, as they leave: the languages, channels and templates
 * that a merchant can choose, from the draft to the file. */

#include <string.h>

#include "ai/offline/nl-offline-provider.h"
#include "base/nl-sms.h"
#include "campaigns/nl-campaign-export.h"
#include "campaigns/nl-campaign-template.h"
#include "campaigns/nl-email-html.h"
#include "campaigns/nl-email-phrases.h"
#include "campaigns/nl-message-parts.h"
#include "nl-test.h"
#include "sample.h"
#include "shops/nl-shops.h"

static const char *const LANGUAGES[] = { "en", "fr", "de", "es", "it", "pt", "nl", NULL };

/* The sample's shop is called something nasty: here it is a shop. */
static void
open_shop (Sample *sample, const char *folder, const char *url)
{
  g_autoptr (NlRecord) shop = NULL;

  sample_open (sample, folder);
  shop = g_object_new (NL_TYPE_SHOP, "name", "Atelier Lumen", "url", url, "language", "en", NULL);
  nl_test_await_ok (nl_shops_save (sample->store, NL_SHOP (shop)));
  sample->shop_id = nl_record_get_id (shop);
  {
    g_autoptr (NlRecord) persona = g_object_new (NL_TYPE_PERSONA, "shop-id", sample->shop_id,
                                                 "language", "en", "name", "Chloé", NULL);

    nl_test_await_ok (nl_store_save (sample->store, persona));
    sample->persona_id = nl_record_get_id (persona);
  }
}

static NlCampaignBundle *
write_campaign (Sample *sample,
                const char *template,
                const char *const *channels,
                const char *const *languages,
                const char *offer)
{
  g_autoptr (NlProvider) provider = nl_offline_provider_new ();
  g_autoptr (NlCampaign) wanted = sample_wish (sample, channels, languages);
  g_autoptr (NlCampaign) created = NULL;

  g_object_set (wanted, "template", template, "name", "We Kept the Light On", "offer", offer, NULL);
  created = sample_create (sample, provider, wanted);
  return sample_load (sample);
}

static char *
dup_part (NlMessage *message, const char *part)
{
  g_autoptr (NlMessageParts) parts = nl_message_parts_new_from_message (message);

  return g_strdup (nl_message_parts_get_text (parts, part));
}

static void
check_sms (NlCampaignBundle *bundle, NlMessage *message)
{
  g_autofree char *text = dup_part (message, "text");
  g_autofree char *link = nl_campaign_bundle_dup_link (bundle, message);

  g_test_message ("%s: %s", nl_message_get_language (message), text);
  g_assert_nonnull (strstr (text, link));
  g_assert_nonnull (strstr (link, "utm_source=sms"));
  g_assert_cmpint (nl_sms_count_septets (text), >, 0);
  g_assert_cmpint (nl_sms_count_septets (text), <=, 160);
}

/* What is read on the phone is what analytics count. */
static void
test_sms (const char *folder)
{
  const char *const channels[] = { "sms", NULL };
  g_auto (Sample) sample = { NULL };
  guint n_templates;
  const NlCampaignTemplate *templates = nl_campaign_template_list (&n_templates);

  open_shop (&sample, folder, "https://atelier-lumen.example/");
  for (guint t = 0; t < n_templates; t++) {
    g_autoptr (NlCampaignBundle) bundle
        = write_campaign (&sample, templates[t].id, channels, LANGUAGES, NULL);

    g_assert_cmpuint (bundle->messages->len, ==, 7);
    for (guint i = 0; i < bundle->messages->len; i++) {
      g_autofree char *link = nl_campaign_bundle_dup_link (bundle, bundle->messages->pdata[i]);

      check_sms (bundle, bundle->messages->pdata[i]);
      g_assert_nonnull (strstr (link, "utm_campaign=we-kept-the-light-on"));
    }
  }
}

/* An offer is worth more characters than the name of a campaign. */
static void
test_sms_with_an_offer (const char *folder)
{
  const char *const channels[] = { "sms", NULL };
  g_auto (Sample) sample = { NULL };
  g_autoptr (NlCampaignBundle) bundle = NULL;

  open_shop (&sample, folder, "https://atelier-lumen.example/");
  bundle = write_campaign (&sample, "win-back", channels, LANGUAGES,
                           "{\"kind\":\"percent\",\"value\":15,\"code\":\"LUMEN15\"}");
  for (guint i = 0; i < bundle->messages->len; i++) {
    g_autofree char *text = dup_part (bundle->messages->pdata[i], "text");

    check_sms (bundle, bundle->messages->pdata[i]);
    g_assert_nonnull (strstr (text, "LUMEN15"));
    g_assert_nonnull (strstr (text, "15"));
    g_assert_null (strstr (text, "utm_campaign"));
  }
}

/* A merchant who changes the link in the text has changed the link. */
static void
test_sms_edited (const char *folder)
{
  const char *const channels[] = { "sms", NULL };
  const char *const languages[] = { "en", NULL };
  static const struct {
    const char *text;
    const char *link;
  } EDITS[] = {
    { "See https://www.atelier-lumen.example/new. STOP", "https://www.atelier-lumen.example/new" },
    { "See https://other.example/x or https://atelier-lumen.example/y, STOP",
      "https://atelier-lumen.example/y" },
    { "https://ATELIER-LUMEN.example/z\nSTOP", "https://ATELIER-LUMEN.example/z" },
  };
  g_auto (Sample) sample = { NULL };
  g_autoptr (NlCampaignBundle) bundle = NULL;

  open_shop (&sample, folder, "https://atelier-lumen.example/");
  bundle = write_campaign (&sample, "win-back", channels, languages, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (EDITS); i++) {
    g_autoptr (NlMessageParts) parts = nl_message_parts_new (NULL);
    g_autofree char *link = NULL;

    nl_message_parts_set_text (parts, "text", EDITS[i].text);
    nl_message_parts_apply (parts, bundle->messages->pdata[0]);
    link = nl_campaign_bundle_dup_link (bundle, bundle->messages->pdata[0]);
    g_assert_cmpstr (link, ==, EDITS[i].link);
  }
}

static void
test_shop_without_an_address (const char *folder)
{
  const char *const channels[] = { "email", "sms", "facebook", NULL };
  g_auto (Sample) sample = { NULL };
  g_autoptr (NlCampaignBundle) bundle = NULL;

  open_shop (&sample, folder, NULL);
  bundle = write_campaign (&sample, "newsletter", channels, LANGUAGES, NULL);
  for (guint i = 0; i < bundle->messages->len; i++) {
    NlMessage *message = bundle->messages->pdata[i];
    g_autofree char *link = nl_campaign_bundle_dup_link (bundle, message);

    g_assert_null (link);
    g_assert_null (strstr (nl_record_get_text (NL_RECORD (message), NL_MESSAGE_PARTS), "http"));
  }
}

/* The footer is in the language of the letter, whoever sends it. */
static void
test_letters (const char *folder)
{
  const char *const channels[] = { "email", NULL };
  g_auto (Sample) sample = { NULL };
  g_autoptr (NlCampaignBundle) bundle = NULL;

  open_shop (&sample, folder, "https://atelier-lumen.example/");
  bundle = write_campaign (&sample, "loyalty", channels, LANGUAGES, NULL);
  bundle->unsubscribe_url = g_strdup ("https://atelier-lumen.example/bye");
  for (guint i = 0; i < bundle->messages->len; i++) {
    NlMessage *message = bundle->messages->pdata[i];
    const NlEmailPhrases *phrases = nl_email_phrases_get (nl_message_get_language (message));
    g_autofree char *reason = nl_email_phrases_dup_reason (phrases, "Atelier Lumen");
    g_autofree char *subject = dup_part (message, "subject");
    g_autofree char *html = nl_email_html (bundle, message, NULL);
    g_autofree char *text = nl_email_text (bundle, message);

    g_assert_nonnull (strstr (html, "https://atelier-lumen.example/bye"));
    g_assert_nonnull (strstr (text, "https://atelier-lumen.example/bye"));
    g_assert_nonnull (strstr (text, phrases->unsubscribe));
    g_assert_nonnull (strstr (text, reason));
    g_assert_cmpuint (strlen (subject), >, 3);
    g_assert_nonnull (strstr (html, "utm_medium=email"));
    g_assert_null (strpbrk (text, "{}"));
  }
}

static void
test_email_phrases (const char *folder)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const NlEmailPhrases *english = nl_email_phrases_get ("en");

  for (guint l = 0; LANGUAGES[l] != NULL; l++) {
    const NlEmailPhrases *phrases = nl_email_phrases_get (LANGUAGES[l]);
    g_autofree char *reason = nl_email_phrases_dup_reason (phrases, "50 %s off & %n");

    g_assert_cmpstr (phrases->language, ==, LANGUAGES[l]);
    g_assert_true (g_hash_table_add (seen, (gpointer) phrases->unsubscribe));
    /* A name is no format. */
    g_assert_nonnull (strstr (reason, "50 %s off & %n"));
  }
  g_assert_true (nl_email_phrases_get ("fr-CA") == nl_email_phrases_get ("fr"));
  g_assert_true (nl_email_phrases_get ("PT_br") == nl_email_phrases_get ("pt"));
  g_assert_true (nl_email_phrases_get ("ja") == english);
  g_assert_true (nl_email_phrases_get ("") == english);
  g_assert_true (nl_email_phrases_get ("frr") == english);
}

static void
test_variants (const char *folder)
{
  const char *const channels[] = { "email", NULL };
  const char *const languages[] = { "fr", NULL };
  g_auto (Sample) sample = { NULL };
  g_autoptr (NlProvider) provider = nl_offline_provider_new ();
  g_autoptr (NlCampaignBundle) bundle = NULL;
  g_autoptr (GHashTable) subjects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  open_shop (&sample, folder, "https://atelier-lumen.example/");
  bundle = write_campaign (&sample, "welcome", channels, languages, NULL);
  for (guint i = 0; i < 3; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (NlRecord) variant
        = dex_await_object (nl_campaigns_add_variant (sample.store, provider,
                                                      nl_record_get_id (bundle->messages->pdata[0]),
                                                      NULL),
                            &error);

    g_assert_no_error (error);
  }
  g_clear_pointer (&bundle, nl_campaign_bundle_free);
  bundle = sample_load (&sample);
  g_assert_cmpuint (bundle->messages->len, ==, 4);
  for (guint i = 0; i < 4; i++) {
    g_hash_table_add (subjects, dup_part (bundle->messages->pdata[i], "subject"));
    g_hash_table_add (bodies, dup_part (bundle->messages->pdata[i], "body"));
  }
  /* A test of two equal texts tells nothing. */
  g_assert_cmpuint (g_hash_table_size (subjects), ==, 4);
  g_assert_cmpuint (g_hash_table_size (bodies), ==, 4);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/campaign-offline/sms", test_sms);
  nl_test_add ("/campaign-offline/sms-with-an-offer", test_sms_with_an_offer);
  nl_test_add ("/campaign-offline/sms-edited", test_sms_edited);
  nl_test_add ("/campaign-offline/no-address", test_shop_without_an_address);
  nl_test_add ("/campaign-offline/letters", test_letters);
  nl_test_add ("/campaign-offline/email-phrases", test_email_phrases);
  nl_test_add ("/campaign-offline/variants", test_variants);
  return g_test_run ();
}
