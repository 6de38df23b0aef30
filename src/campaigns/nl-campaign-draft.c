/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-campaign-draft.h"

#include <glib/gi18n-lib.h>

#include "base/nl-clock.h"
#include "base/nl-language.h"
#include "campaigns/nl-campaign-template.h"
#include "campaigns/nl-message-parts.h"
#include "shops/nl-shop-facts.h"

static JsonArray *
parts_to_json (const NlChannel *channel)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < channel->n_parts; i++) {
    const NlPart *part = &channel->parts[i];
    JsonObject *object = json_object_new ();
    /* A draft shall be shown whole, and cost one message, not merely be accepted. */
    guint max = part->recommended > 0 ? part->recommended : part->max;

    json_object_set_string_member (object, "name", part->name);
    json_object_set_string_member (object, "unit", nl_part_unit_to_string (part->unit));
    if (max > 0)
      json_object_set_int_member (object, "max", max);
    if (part->list_max > 0)
      json_object_set_int_member (object, "list_max", part->list_max);
    json_array_add_object_element (array, object);
  }
  return array;
}

static void
set_json (JsonObject *object, const char *member, NlRecord *record, guint field)
{
  JsonNode *node = nl_record_dup_json (record, field);

  if (node != NULL)
    json_object_set_member (object, member, node);
}

static void
set_text (JsonObject *object, const char *member, NlRecord *record, guint field)
{
  const char *text = nl_record_get_text (record, field);

  if (text != NULL)
    json_object_set_string_member (object, member, text);
}

/* Whether the goal is the merchant's own sentence or came with the template, in whatever language
 * the program was then. */
static void
set_goal (JsonObject *facts, NlRecord *campaign)
{
  const char *goal = nl_record_get_text (campaign, NL_CAMPAIGN_GOAL);
  const char *id = nl_record_get_text (campaign, NL_CAMPAIGN_TEMPLATE);
  const NlCampaignTemplate *template = id != NULL ? nl_campaign_template_lookup (id) : NULL;
  gboolean own;

  if (goal == NULL)
    return;
  own = template == NULL
        || (!g_str_equal (goal, template->goal)
            && !g_str_equal (goal, nl_campaign_template_get_goal (template)));
  json_object_set_string_member (facts, "goal", goal);
  json_object_set_string_member (facts, "goal_source", own ? "merchant" : "template");
}

/* A persona is made up: nothing in it is about one person. */
static JsonObject *
persona_to_json (NlPersona *persona)
{
  const NlRecordDescription *description = nl_record_get_description (NL_RECORD (persona));
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < description->n_fields; i++) {
    const NlField *field = &description->fields[i];
    g_autofree char *member = nl_field_dup_column (field);

    if ((field->flags & NL_FIELD_REFERENCE) != 0 || nl_record_is_null (NL_RECORD (persona), i))
      continue;
    if (field->type == NL_FIELD_TYPE_TEXT)
      set_text (object, member, NL_RECORD (persona), i);
    else if (field->type == NL_FIELD_TYPE_JSON)
      set_json (object, member, NL_RECORD (persona), i);
    else if (field->type == NL_FIELD_TYPE_INT64)
      json_object_set_int_member (object, member, nl_record_get_int64 (NL_RECORD (persona), i));
  }
  json_object_remove_member (object, "seed");
  return object;
}

/* An SMS shows the address that it leads to: what is written is what is counted and what is sent.
 */
static void
set_link (const NlMessageSlot *self, JsonObject *facts, NlCampaignBundle *bundle)
{
  g_autoptr (NlMessage) message = g_object_new (NL_TYPE_MESSAGE, "channel", self->channel->id,
                                                "language", self->language, NULL);
  g_autofree char *link = NULL;

  if (g_str_equal (self->channel->id, "sms"))
    link = nl_campaign_bundle_dup_link (bundle, message);
  if (link != NULL)
    json_object_set_string_member (facts, "landing_url", link);
  else
    set_text (facts, "landing_url", NL_RECORD (bundle->campaign), NL_CAMPAIGN_LANDING_URL);
}

/**
 * nl_message_slot_to_request:
 * @self: a message to write
 * @bundle: its campaign, with a persona
 *
 * Says to a provider what it has to know: the facts of a "message" in docs/offline.md. They are
 * statistics, the shop's own words and a persona who does not exist: never a customer.
 *
 * Returns: (transfer full): the request
 */
NlAiRequest *
nl_message_slot_to_request (const NlMessageSlot *self, NlCampaignBundle *bundle)
{
  NlRecord *campaign = NL_RECORD (bundle->campaign);
  NlAiRequest *request = nl_ai_request_new ("message", self->language, self->seed);
  JsonObject *facts = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  gint64 scheduled = nl_record_get_int64 (campaign, NL_CAMPAIGN_SCHEDULED_AT);

  json_node_take_object (node, facts);
  set_text (facts, "template", campaign, NL_CAMPAIGN_TEMPLATE);
  set_goal (facts, campaign);
  json_object_set_string_member (facts, "channel", self->channel->id);
  json_object_set_string_member (facts, "variant", self->variant);
  json_object_set_int_member (facts, "date", scheduled != 0 ? scheduled : nl_clock_now ());
  json_object_set_array_member (facts, "parts", parts_to_json (self->channel));
  nl_shop_add_facts (bundle->shop, facts);
  json_object_set_object_member (facts, "persona", persona_to_json (bundle->persona));
  set_json (facts, "products", campaign, NL_CAMPAIGN_PRODUCTS);
  set_json (facts, "offer", campaign, NL_CAMPAIGN_OFFER);
  set_link (self, facts, bundle);
  nl_ai_request_set_facts (request, node);
  return request;
}

/**
 * nl_message_slot_read_answer:
 * @self: a message to write
 * @result: what a provider wrote
 * @error: return location for %NL_AI_ERROR_BAD_ANSWER
 *
 * Makes a message of an answer. Only what the channel has parts for is taken over.
 *
 * Returns: (transfer full) (nullable): a message without a campaign
 */
NlMessage *
nl_message_slot_read_answer (const NlMessageSlot *self, NlAiResult *result, GError **error)
{
  g_autoptr (NlMessageParts) answer = nl_message_parts_new (nl_ai_result_get_node (result));
  g_autoptr (NlMessageParts) parts = nl_message_parts_new (NULL);
  g_autoptr (NlMessage) message = NULL;

  for (guint i = 0; i < self->channel->n_parts; i++) {
    const NlPart *part = &self->channel->parts[i];
    gboolean is_list = (part->flags & NL_PART_LIST) != 0;
    const char *const *list = nl_message_parts_get_list (answer, part->name);
    g_autofree char *text = g_strstrip (g_strdup (nl_message_parts_get_text (answer, part->name)));

    if ((part->flags & NL_PART_OPTIONAL) == 0 && (is_list ? *list == NULL : *text == '\0')) {
      g_autofree char *language = nl_language_name (self->language, NULL);

      g_set_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER,
                   /* Translators: a part such as “Subject”, a channel and a language. */
                   _ ("%s wrote no “%s” for %s, %s. Try again."),
                   nl_ai_result_get_provider (result), nl_part_get_label (part),
                   nl_channel_get_name (self->channel), language);
      return NULL;
    }
    if (is_list)
      nl_message_parts_set_list (parts, part->name, list);
    else
      nl_message_parts_set_text (parts, part->name, text);
  }
  message = g_object_new (NL_TYPE_MESSAGE, "channel", self->channel->id, "language", self->language,
                          "variant", self->variant, "provider", nl_ai_result_get_provider (result),
                          "model", nl_ai_result_get_model (result), "draft",
                          nl_ai_result_is_draft (result), NULL);
  nl_message_parts_apply (parts, message);
  return g_steal_pointer (&message);
}

/**
 * nl_message_take_text:
 * @message: a message
 * @written: another text for it
 *
 * Moves what was written into the record as it is now.
 */
void
nl_message_take_text (NlMessage *message, NlMessage *written)
{
  static const guint TEXTS[] = { NL_MESSAGE_PARTS, NL_MESSAGE_PROVIDER, NL_MESSAGE_MODEL };

  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    nl_record_set_text (NL_RECORD (message), TEXTS[i],
                        nl_record_get_text (NL_RECORD (written), TEXTS[i]));
  nl_record_set_boolean (NL_RECORD (message), NL_MESSAGE_DRAFT,
                         nl_record_get_boolean (NL_RECORD (written), NL_MESSAGE_DRAFT));
}

/**
 * nl_message_slot_await:
 * @self: a message to write
 * @bundle: its campaign, with a persona
 * @drafting: who writes it
 * @error: return location
 *
 * Asks the provider and waits for the answer: in a fiber only.
 *
 * Returns: (transfer full) (nullable): a message without a campaign
 */
NlMessage *
nl_message_slot_await (const NlMessageSlot *self,
                       NlCampaignBundle *bundle,
                       NlDrafting *drafting,
                       GError **error)
{
  g_autoptr (NlAiRequest) request = nl_message_slot_to_request (self, bundle);
  g_autoptr (NlAiResult) result = nl_drafting_ask_await (drafting, request, error);

  return result != NULL ? nl_message_slot_read_answer (self, result, error) : NULL;
}
