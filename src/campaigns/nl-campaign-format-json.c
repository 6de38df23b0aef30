/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-campaign-formats.h"

#include "campaigns/nl-message-parts.h"

/* Programs of others read this: members may be added, and the number goes up when one changes its
 * meaning or goes. docs/campaign-export.md describes them. */
#define FORMAT "ninjalead-campaign"
#define VERSION 1

static void
set_text (JsonObject *object, const char *member, NlRecord *record, guint field)
{
  const char *text = nl_record_get_text (record, field);

  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

static void
set_strv (JsonObject *object, const char *member, NlRecord *record, guint field)
{
  const char *const *strv = nl_record_get_strv (record, field);
  JsonArray *array = json_array_new ();

  for (; *strv != NULL; strv++)
    json_array_add_string_element (array, *strv);
  json_object_set_array_member (object, member, array);
}

static void
set_json (JsonObject *object, const char *member, NlRecord *record, guint field)
{
  JsonNode *node = nl_record_dup_json (record, field);

  json_object_set_member (object, member,
                          node != NULL ? node : json_node_init_null (json_node_alloc ()));
}

/* A number of JavaScript can't hold 63 bits. */
static void
set_id (JsonObject *object, NlRecord *record)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, nl_record_get_id (record));

  json_object_set_string_member (object, "id", id);
}

static JsonObject *
campaign_to_json (NlRecord *campaign)
{
  JsonObject *object = json_object_new ();

  set_id (object, campaign);
  set_text (object, "name", campaign, NL_CAMPAIGN_NAME);
  set_text (object, "template", campaign, NL_CAMPAIGN_TEMPLATE);
  set_text (object, "goal", campaign, NL_CAMPAIGN_GOAL);
  set_text (object, "status", campaign, NL_CAMPAIGN_STATUS);
  set_strv (object, "channels", campaign, NL_CAMPAIGN_CHANNELS);
  set_strv (object, "languages", campaign, NL_CAMPAIGN_LANGUAGES);
  set_json (object, "products", campaign, NL_CAMPAIGN_PRODUCTS);
  set_json (object, "offer", campaign, NL_CAMPAIGN_OFFER);
  set_text (object, "landing_url", campaign, NL_CAMPAIGN_LANDING_URL);
  return object;
}

static JsonObject *
shop_to_json (NlRecord *shop)
{
  JsonObject *object = json_object_new ();

  set_text (object, "name", shop, NL_SHOP_NAME);
  set_text (object, "url", shop, NL_SHOP_URL);
  set_text (object, "currency", shop, NL_SHOP_CURRENCY);
  set_text (object, "language", shop, NL_SHOP_LANGUAGE);
  return object;
}

static JsonObject *
persona_to_json (NlRecord *persona)
{
  JsonObject *object = json_object_new ();

  set_id (object, persona);
  set_text (object, "name", persona, NL_PERSONA_NAME);
  set_text (object, "tagline", persona, NL_PERSONA_TAGLINE);
  set_text (object, "language", persona, NL_PERSONA_LANGUAGE);
  return object;
}

static JsonObject *
message_to_json (NlCampaignBundle *bundle, NlMessage *message)
{
  JsonObject *object = json_object_new ();
  g_autoptr (NlMessageParts) parts = nl_message_parts_new_from_message (message);
  g_autofree char *link = nl_campaign_bundle_dup_link (bundle, message);

  set_id (object, NL_RECORD (message));
  set_text (object, "channel", NL_RECORD (message), NL_MESSAGE_CHANNEL);
  set_text (object, "language", NL_RECORD (message), NL_MESSAGE_LANGUAGE);
  set_text (object, "variant", NL_RECORD (message), NL_MESSAGE_VARIANT);
  set_text (object, "provider", NL_RECORD (message), NL_MESSAGE_PROVIDER);
  set_text (object, "model", NL_RECORD (message), NL_MESSAGE_MODEL);
  json_object_set_boolean_member (object, "draft",
                                  nl_record_get_boolean (NL_RECORD (message), NL_MESSAGE_DRAFT));
  if (link != NULL)
    json_object_set_string_member (object, "link", link);
  else
    json_object_set_null_member (object, "link");
  json_object_set_member (object, "parts", nl_message_parts_to_json (parts));
  return object;
}

/**
 * nl_campaign_format_json:
 * @bundle: a campaign
 * @files: where the files go
 *
 * Adds one JSON file with everything. The same campaign gives the same bytes.
 */
void
nl_campaign_format_json (NlCampaignBundle *bundle, NlExportFiles *files)
{
  JsonObject *object = json_object_new ();
  JsonArray *messages = json_array_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *name = nl_campaign_bundle_dup_file_name (bundle, NULL, "json");
  g_autofree char *text = NULL;

  json_node_take_object (root, object);
  json_object_set_string_member (object, "format", FORMAT);
  json_object_set_int_member (object, "version", VERSION);
  json_object_set_object_member (object, "campaign",
                                 campaign_to_json (NL_RECORD (bundle->campaign)));
  json_object_set_object_member (object, "shop", shop_to_json (NL_RECORD (bundle->shop)));
  if (bundle->persona != NULL)
    json_object_set_object_member (object, "persona",
                                   persona_to_json (NL_RECORD (bundle->persona)));
  else
    json_object_set_null_member (object, "persona");
  for (guint i = 0; i < bundle->messages->len; i++)
    json_array_add_object_element (messages, message_to_json (bundle, bundle->messages->pdata[i]));
  json_object_set_array_member (object, "messages", messages);
  text = json_to_string (root, TRUE);
  nl_export_files_add_text (files, name, g_strconcat (text, "\n", NULL));
}
