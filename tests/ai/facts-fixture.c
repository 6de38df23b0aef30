/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "facts-fixture.h"

#include <string.h>

#include "ai/offline/nl-offline-provider.h"
#include "nl-test.h"

const char *const FIXTURE_FACTS[]
    = { "dormant-high-germany", "new-under-30", "loyal-mid",    "empty",
        "one-customer",         "jpy-shop",     "never-bought", "bargain-spain",
        "active-high",          "all-dormant",  "all-new",      NULL };

const char *const FIXTURE_CHANNELS[]
    = { "email", "sms", "instagram", "facebook", "google-ads", "blog", NULL };

JsonObject *
fixture_load_facts (const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

/* A path, or the name of one of tests/fixtures/facts. */
JsonObject *
fixture_get_facts (const char *name)
{
  g_autofree char *relative = g_strconcat ("facts/", name, ".json", NULL);
  g_autofree char *path = NULL;

  if (strchr (name, '/') != NULL)
    return fixture_load_facts (name);
  path = nl_test_fixture (relative);
  return fixture_load_facts (path);
}

static NlAiRequest *
make_request (const char *task, const char *language, guint64 seed, JsonObject *facts)
{
  NlAiRequest *request = nl_ai_request_new (task, language, seed);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, facts);
  nl_ai_request_set_facts (request, node);
  return request;
}

NlAiRequest *
fixture_persona_request (const char *facts, const char *language, guint64 seed)
{
  g_autoptr (JsonObject) object = fixture_get_facts (facts);

  return make_request ("persona", language, seed, object);
}

static void
copy_member (JsonObject *to, const char *name, JsonObject *from, const char *member)
{
  if (json_object_has_member (from, member))
    json_object_set_member (to, name, json_node_copy (json_object_get_member (from, member)));
}

/* A message for the people whom the facts of a persona describe, about the facts' "catalogue" and
 * with their "offer". */
NlAiRequest *
fixture_message_request (const char *facts,
                         const char *language,
                         guint64 seed,
                         const char *template,
                         const char *channel)
{
  g_autoptr (JsonObject) statistics = fixture_get_facts (facts);
  g_autoptr (JsonObject) message = json_object_new ();
  JsonObject *persona = json_object_new ();

  json_object_set_string_member (message, "template", template);
  json_object_set_string_member (message, "channel", channel);
  copy_member (message, "shop", statistics, "shop");
  copy_member (message, "voice", statistics, "voice");
  copy_member (message, "products", statistics, "catalogue");
  copy_member (message, "offer", statistics, "offer");
  json_object_set_int_member (message, "date", G_GINT64_CONSTANT (1763800000000000));
  json_object_set_object_member (persona, "statistics", json_object_ref (statistics));
  json_object_set_object_member (message, "persona", persona);
  return make_request ("message", language, seed, message);
}

/* What the provider writes, as an object to keep. */
JsonObject *
fixture_write (NlAiRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlAiResult) result = nl_offline_provider_write (request, &error);

  g_assert_no_error (error);
  g_assert_true (nl_ai_result_is_draft (result));
  return json_object_ref (json_node_get_object (nl_ai_result_get_node (result)));
}
