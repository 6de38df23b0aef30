/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"

#include "nl-test.h"
#include "personas/nl-persona.h"
#include "shops/nl-shop.h"

static gint64
save (Sample *self, gpointer record)
{
  nl_test_await_ok (nl_store_save (self->store, record));
  return nl_record_get_id (record);
}

/**
 * sample_open:
 * @self: (out caller-allocates): a sample
 * @folder: an empty folder
 *
 * Makes a workspace with a shop and a persona.
 */
void
sample_open (Sample *self, const char *folder)
{
  const char *const languages[] = { "en", "ar", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (NlRecord) shop = NULL;
  g_autoptr (NlRecord) persona = NULL;
  g_autofree char *workspace = g_build_filename (folder, "workspace", NULL);

  memset (self, 0, sizeof *self);
  self->store = dex_await_object (nl_store_open (workspace), &error);
  g_assert_no_error (error);
  shop
      = g_object_new (NL_TYPE_SHOP, "name", "Thé d’Été " HOSTILE, "url", "https://www.the.example/",
                      "language", "fr", "further-languages", languages, NULL);
  self->shop_id = save (self, shop);
  persona = g_object_new (NL_TYPE_PERSONA, "shop-id", self->shop_id, "language", "fr", "name",
                          "Chloé", NULL);
  self->persona_id = save (self, persona);
}

/**
 * sample_add_campaign:
 * @self: a sample
 * @name: what it is called
 *
 * Adds a campaign without messages.
 */
void
sample_add_campaign (Sample *self, const char *name)
{
  const char *const channels[] = { "email", "sms", "instagram", "google-ads", "blog", NULL };
  const char *const languages[] = { "fr", "en", "ar", NULL };
  g_autoptr (NlRecord) campaign
      = g_object_new (NL_TYPE_CAMPAIGN, "shop-id", self->shop_id, "persona-id", self->persona_id,
                      "name", name, "template", "launch", "channels", channels, "languages",
                      languages, "landing-url", "https://www.the.example/nouveau?a=1#top", NULL);

  self->campaign_id = save (self, campaign);
}

/**
 * sample_add_message:
 * @self: a sample with a campaign
 * @channel: its channel
 * @language: its language
 * @variant: its variant
 * @parts: its texts, as JSON
 *
 * Adds a message.
 */
void
sample_add_message (
    Sample *self, const char *channel, const char *language, const char *variant, const char *parts)
{
  g_autoptr (NlRecord) message
      = g_object_new (NL_TYPE_MESSAGE, "campaign-id", self->campaign_id, "channel", channel,
                      "language", language, "variant", variant, "parts", parts, NULL);
  g_autoptr (JsonNode) node = nl_record_dup_json (message, NL_MESSAGE_PARTS);

  g_assert_nonnull (node);
  save (self, message);
}

/**
 * sample_add_messages:
 * @self: a sample with a campaign
 *
 * Adds messages that try everything a text could do to a file.
 */
void
sample_add_messages (Sample *self)
{
  sample_add_message (
      self, "email", "fr", "A",
      "{\"subject\":\"Notre thé d’été est arrivé : découvrez-le avant tout le monde, « frais » "
      "🍃\","
      "\"preheader\":\"Une première récolte\",\"headline\":\"C’est <b>l’été</b>\","
      "\"body\":\"Bonjour,\\n\\nVoici *notre* **thé** :\\n\\n"
      "- [Sencha](https://the.example/sencha)\\n- [Mauvais](javascript:alert(1))\\n"
      "- [Ailleurs](https://other.example/x)\\n\\n<script>alert(2)</script>\\n\\n"
      "![Une tasse \\\"bleue\\\"](https://the.example/tasse.jpg)\\n\\n"
      ".\\nFrom here on, a line that is so very long that it has to be broken somewhere by whoever "
      "writes it down for a mail server to read.\",\"cta\":\"Découvrir > maintenant\","
      "\"postscript\":\"P.-S. : jusqu’à dimanche\"}");
  sample_add_message (self, "email", "fr", "B",
                      "{\"subject\":\"Plain\\r\\nBcc: victim@x.example\",\"body\":\"B\"}");
  sample_add_message (self, "email", "ar", "A",
                      "{\"subject\":\""
                      "شاي الصيف"
                      "\",\"body\":\""
                      "مرحبا"
                      "\",\"cta\":\""
                      "اكتشف"
                      "\"}");
  sample_add_message (self, "sms", "fr", "A", "{\"text\":\"=1+1 <b>Salut</b>\\nSTOP\"}");
  sample_add_message (self, "instagram", "fr", "A",
                      "{\"caption\":\"Le \\\"thé\\\", enfin\",\"hashtags\":[\"#the\",\"#été\"]}");
  sample_add_message (self, "google-ads", "en", "A",
                      "{\"headlines\":[\"Fresh Tea\",\"Tea & Co\",\"*Summer*\"],"
                      "\"descriptions\":[\"One\",\"Two\"],\"paths\":[\"tea\"]}");
  sample_add_message (
      self, "blog", "en", "A",
      "{\"title\":\"<img src=x onerror=alert(1)>\",\"body\":"
      "\"# Big\\n\\nText <i>raw</i> and [bad](data:text/html,x).\\n\\n1. a\\n2. b\"}");
}

/**
 * sample_clear:
 * @self: a sample
 *
 * Closes its workspace.
 */
void
sample_clear (Sample *self)
{
  if (self->store != NULL)
    nl_test_await_ok (nl_store_close (self->store));
  g_clear_object (&self->store);
}

/**
 * sample_witness:
 * @kind: "html", "eml", "csv", or "folder" for all pages and emails in one, by their names
 * @path: a file or a folder
 *
 * Asks Python's parsers, so that the code under test is not its own witness.
 *
 * Returns: (transfer full): what they understood; tests/campaigns/witness.py says what is in it
 */
JsonObject *
sample_witness (const char *kind, const char *path)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "campaigns", "witness.py", NULL);
  const char *argv[] = { "python3", script, kind, path, NULL };
  g_autofree char *output = NULL;
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &complaint,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (complaint, ==, "");
  g_assert_cmpint (status, ==, 0);
  node = json_from_string (output, &error);
  g_assert_no_error (error);
  return json_node_dup_object (node);
}

/**
 * sample_wish:
 * @self: a self
 * @channels: which channels
 * @languages: which languages
 *
 * Returns: (transfer full): a campaign to be written for the self’s persona, not stored
 */
NlCampaign *
sample_wish (Sample *self, const char *const *channels, const char *const *languages)
{
  return g_object_new (NL_TYPE_CAMPAIGN, "shop-id", self->shop_id, "persona-id", self->persona_id,
                       "template", "win-back", "channels", channels, "languages", languages, "seed",
                       G_GINT64_CONSTANT (7), NULL);
}

/**
 * sample_create:
 * @self: a self
 * @provider: who writes
 * @campaign: what to write
 *
 * Returns: (transfer full): the written campaign, which becomes the self’s
 */
NlCampaign *
sample_create (Sample *self, NlProvider *provider, NlCampaign *campaign)
{
  g_autoptr (GError) error = NULL;
  NlCampaign *created
      = dex_await_object (nl_campaigns_create (self->store, provider, campaign, NULL), &error);

  g_assert_no_error (error);
  self->campaign_id = nl_record_get_id (NL_RECORD (created));
  return created;
}

/**
 * sample_open_written:
 * @self: an empty self
 * @folder: of the test
 * @provider: who writes
 * @channels: (nullable): where
 * @languages: (nullable): in which languages
 *
 * Opens a store in which a campaign was written.
 */
void
sample_open_written (Sample *self,
                     const char *folder,
                     NlProvider *provider,
                     const char *const *channels,
                     const char *const *languages)
{
  g_autoptr (NlCampaign) wanted = NULL;
  g_autoptr (NlCampaign) created = NULL;

  sample_open (self, folder);
  wanted = sample_wish (self, channels, languages);
  created = sample_create (self, provider, wanted);
}

/**
 * sample_load:
 * @self: a self
 *
 * Returns: (transfer full): its campaign with all that belongs to it
 */
NlCampaignBundle *
sample_load (Sample *self)
{
  g_autoptr (GError) error = NULL;
  NlCampaignBundle *bundle
      = dex_await_boxed (nl_campaigns_load (self->store, self->campaign_id), &error);

  g_assert_no_error (error);
  return bundle;
}

/**
 * sample_count:
 * @self: a self
 * @type: a record type
 *
 * Returns: how many of them are stored
 */
gint64
sample_count (Sample *self, GType type)
{
  g_autoptr (NlQuery) query = nl_query_new (type);

  return dex_await_int64 (nl_store_count (self->store, query), NULL);
}
