/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/campaigns/nl-campaign-words.h"

#include <glib/gi18n-lib.h>

#include "base/nl-clock.h"
#include "base/nl-format.h"
#include "base/nl-language.h"
#include "campaigns/nl-message-parts.h"

/* How campaigns and their messages are put into words for the screen. */

/**
 * nl_campaign_status_get_name:
 * @status: (nullable): "draft"
 *
 * Returns: (transfer none): what people call it, translated
 */
const char *
nl_campaign_status_get_name (const char *status)
{
  if (g_strcmp0 (status, "ready") == 0)
    return _ ("Ready");
  if (g_strcmp0 (status, "scheduled") == 0)
    return _ ("Scheduled");
  if (g_strcmp0 (status, "sent") == 0)
    return _ ("Sent");
  return _ ("Draft");
}

static gboolean
is_due (NlRecord *campaign)
{
  return g_strcmp0 (nl_record_get_text (campaign, NL_CAMPAIGN_STATUS), "scheduled") == 0
         && nl_record_get_int64 (campaign, NL_CAMPAIGN_SCHEDULED_AT) <= nl_clock_now ();
}

/**
 * nl_campaign_get_status_style:
 * @campaign: a campaign
 *
 * Returns: (transfer none) (nullable): the style class that its status is shown in
 */
const char *
nl_campaign_get_status_style (NlCampaign *campaign)
{
  const char *status = nl_record_get_text (NL_RECORD (campaign), NL_CAMPAIGN_STATUS);

  if (is_due (NL_RECORD (campaign)))
    return "warning";
  if (g_strcmp0 (status, "ready") == 0 || g_strcmp0 (status, "sent") == 0)
    return "success";
  return g_strcmp0 (status, "scheduled") == 0 ? "accent" : NULL;
}

/**
 * nl_campaign_dup_status_text:
 * @campaign: a campaign
 * @time_zone: (nullable): the shop's
 *
 * Returns: (transfer full): how far it is, and when it goes out: “Scheduled · Nov 22, 2026, 9:16
 * AM”
 */
char *
nl_campaign_dup_status_text (NlCampaign *campaign, const char *time_zone)
{
  NlRecord *record = NL_RECORD (campaign);
  const char *status = nl_record_get_text (record, NL_CAMPAIGN_STATUS);
  gint64 moment = nl_record_get_int64 (record, NL_CAMPAIGN_SCHEDULED_AT);
  g_autofree char *date = NULL;

  if (g_strcmp0 (status, "scheduled") != 0 || moment == 0)
    return g_strdup (nl_campaign_status_get_name (status));
  date = nl_date_format (moment, time_zone, NULL, NL_DATE_MEDIUM_TIME);
  /* Translators: a status such as “Scheduled”, and a date with a time. */
  return g_strdup_printf (_ ("%s · %s"), is_due (record) ? _ ("Due") : _ ("Scheduled"), date);
}

/**
 * nl_part_state_get_style:
 * @state: how a text stands towards the limits
 *
 * Returns: (transfer none): the style class it is shown in
 */
const char *
nl_part_state_get_style (NlPartState state)
{
  switch (state) {
  case NL_PART_STATE_WARNING:
    return "warning";
  case NL_PART_STATE_ERROR:
    return "error";
  case NL_PART_STATE_OK:
  default:
    return "dimmed";
  }
}

/**
 * nl_part_state_get_icon_name:
 * @state: how a text stands towards the limits
 *
 * Returns: (transfer none) (nullable): the icon that says so beside the colour
 */
const char *
nl_part_state_get_icon_name (NlPartState state)
{
  switch (state) {
  case NL_PART_STATE_WARNING:
    return "dialog-warning-symbolic";
  case NL_PART_STATE_ERROR:
    return "dialog-error-symbolic";
  case NL_PART_STATE_OK:
  default:
    return NULL;
  }
}

/**
 * nl_part_check_dup_count:
 * @check: what the limits say about a text
 *
 * Returns: (transfer full): how long it is, and how long it may be: “43 of 60”
 */
char *
nl_part_check_dup_count (NlPartCheck *check)
{
  guint limit
      = check->recommended > 0 && check->length <= check->max ? check->recommended : check->max;
  g_autofree char *length = nl_number_format (check->length, 0, NULL);
  g_autofree char *most = nl_number_format (limit, 0, NULL);

  if (check->recommended > 0 && limit == 0) {
    g_free (most);
    most = nl_number_format (check->recommended, 0, NULL);
  } else if (limit == 0) {
    return g_steal_pointer (&length);
  }
  /* Translators: how long a text is, and how long it may be: “43 of 60”. */
  return g_strdup_printf (_ ("%s of %s"), length, most);
}

/**
 * nl_message_dup_plain_text:
 * @message: a message
 *
 * Returns: (transfer full): all its texts, in the order of the channel, with blank lines between
 */
char *
nl_message_dup_plain_text (NlMessage *message)
{
  const NlChannel *channel = nl_message_get_channel (message);
  g_autoptr (NlMessageParts) parts = nl_message_parts_new_from_message (message);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; channel != NULL && i < channel->n_parts; i++) {
    const NlPart *part = &channel->parts[i];
    gboolean is_tags = g_str_equal (part->name, "hashtags");
    g_autofree char *joined = NULL;

    if ((part->flags & NL_PART_LIST) != 0)
      joined = g_strjoinv (is_tags ? " " : "\n",
                           (char **) nl_message_parts_get_list (parts, part->name));
    else
      joined = g_strdup (nl_message_parts_get_text (parts, part->name));
    if (*joined == '\0')
      continue;
    if (text->len > 0)
      g_string_append (text, "\n\n");
    g_string_append (text, joined);
  }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * nl_campaign_bundle_dup_problems:
 * @bundle: a campaign
 *
 * Returns: (transfer full): what channels would refuse: “Email, French, Subject: …”
 */
char **
nl_campaign_bundle_dup_problems (NlCampaignBundle *bundle)
{
  g_autoptr (GStrvBuilder) problems = g_strv_builder_new ();

  for (guint i = 0; i < bundle->messages->len; i++) {
    NlMessage *message = bundle->messages->pdata[i];
    const NlChannel *channel = nl_message_get_channel (message);
    g_autoptr (NlMessageParts) parts = nl_message_parts_new_from_message (message);
    g_autoptr (GPtrArray) checks = NULL;
    g_autofree char *language = NULL;

    if (channel == NULL)
      continue;
    checks = nl_message_check_parts (channel, parts);
    language = nl_language_name (nl_message_get_language (message), NULL);
    for (guint j = 0; j < checks->len; j++) {
      NlPartCheck *check = checks->pdata[j];

      if (check->state == NL_PART_STATE_ERROR)
        g_strv_builder_take (
            problems, g_strdup_printf (_ ("%s, %s, %s: %s"), nl_channel_get_name (channel),
                                       language, nl_part_get_label (check->part), check->message));
    }
  }
  return g_strv_builder_end (problems);
}

static void
add_name (GStrvBuilder *names, JsonNode *node, const char *member)
{
  const char *name = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    name = json_object_get_string_member_with_default (json_node_get_object (node), member, NULL);
  if (name != NULL && *name != '\0')
    g_strv_builder_add (names, name);
}

/**
 * nl_campaign_bundle_dup_names:
 * @bundle: a campaign
 *
 * Returns: (transfer full): the names in its texts that are of no language: of the shop, of
 * products and of the discount
 */
char **
nl_campaign_bundle_dup_names (NlCampaignBundle *bundle)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  NlRecord *campaign = NL_RECORD (bundle->campaign);
  g_autoptr (JsonNode) offer = nl_record_dup_json (campaign, NL_CAMPAIGN_OFFER);
  g_autoptr (JsonNode) products = nl_record_dup_json (campaign, NL_CAMPAIGN_PRODUCTS);

  g_strv_builder_add (names, nl_record_get_text (NL_RECORD (bundle->shop), NL_SHOP_NAME));
  if (offer != NULL)
    add_name (names, offer, "code");
  if (products != NULL && JSON_NODE_HOLDS_ARRAY (products)) {
    JsonArray *array = json_node_get_array (products);

    for (guint i = 0; i < json_array_get_length (array); i++)
      add_name (names, json_array_get_element (array, i), "title");
  }
  return g_strv_builder_end (names);
}
