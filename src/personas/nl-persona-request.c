/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas/nl-persona-request.h"

#include "shops/nl-shop-facts.h"

/**
 * nl_persona_to_request:
 * @persona: a persona with its language and statistics; a name it has is kept
 * @shop: its shop
 * @seed: chooses among what could be said
 *
 * Says to a provider what it has to know: the facts of a "persona" in docs/offline.md. They are
 * totals and shares of a segment, never a customer.
 *
 * Returns: (transfer full): the request
 */
NlAiRequest *
nl_persona_to_request (NlPersona *persona, NlShop *shop, guint64 seed)
{
  NlRecord *record = NL_RECORD (persona);
  const char *name = nl_record_get_text (record, NL_PERSONA_NAME);
  const char *gender = nl_record_get_text (record, NL_PERSONA_GENDER);
  NlAiRequest *request
      = nl_ai_request_new ("persona", nl_record_get_text (record, NL_PERSONA_LANGUAGE), seed);
  g_autoptr (JsonNode) statistics = nl_record_dup_json (record, NL_PERSONA_STATISTICS);
  JsonObject *facts;

  if (statistics == NULL || !JSON_NODE_HOLDS_OBJECT (statistics)) {
    g_clear_pointer (&statistics, json_node_unref);
    statistics = json_node_new (JSON_NODE_OBJECT);
    json_node_take_object (statistics, json_object_new ());
  }
  facts = json_node_get_object (statistics);
  nl_shop_add_facts (shop, facts);
  if (name != NULL) {
    JsonObject *keep = json_object_new ();

    json_object_set_string_member (keep, "name", name);
    if (gender != NULL)
      json_object_set_string_member (keep, "gender", gender);
    json_object_set_object_member (facts, "persona", keep);
  }
  nl_ai_request_set_facts (request, statistics);
  return request;
}
