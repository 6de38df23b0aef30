/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaigns/nl-message-parts.h"
#include "nl-test.h"

static NlMessageParts *
parse (const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  return nl_message_parts_new (node);
}

static void
assert_json (NlMessageParts *parts, const char *expected)
{
  g_autoptr (JsonNode) node = nl_message_parts_to_json (parts);
  g_autofree char *json = json_to_string (node, FALSE);

  g_assert_cmpstr (json, ==, expected);
}

static void
test_round_trip (const char *folder)
{
  const char *json
      = "{\"subject\":\"Bonjour\",\"headlines\":[\"Un\",\"Deux\"],\"body\":\"a\\n\\nb\"}";
  g_autoptr (NlMessageParts) parts = parse (json);

  g_assert_cmpstr (nl_message_parts_get_text (parts, "subject"), ==, "Bonjour");
  g_assert_cmpstr (nl_message_parts_get_list (parts, "headlines")[1], ==, "Deux");
  assert_json (parts, json);
}

static void
test_missing (const char *folder)
{
  g_autoptr (NlMessageParts) parts = nl_message_parts_new (NULL);

  g_assert_cmpstr (nl_message_parts_get_text (parts, "subject"), ==, "");
  g_assert_null (nl_message_parts_get_list (parts, "headlines")[0]);
  assert_json (parts, "{}");
}

static void
test_foreign_json (const char *folder)
{
  const char *const HOSTILE[] = {
    "[]", "null", "3", "\"x\"", "{\"a\":3,\"b\":null,\"c\":{\"d\":\"e\"},\"f\":true}", NULL,
  };
  g_autoptr (NlMessageParts) mixed = parse ("{\"tags\":[\"a\",3,null,[\"b\"],\" \",\"c \"]}");

  for (gsize i = 0; HOSTILE[i] != NULL; i++) {
    g_autoptr (NlMessageParts) parts = parse (HOSTILE[i]);

    assert_json (parts, "{}");
  }
  assert_json (mixed, "{\"tags\":[\"a\",\"c\"]}");
}

static void
test_cleaning (const char *folder)
{
  g_autoptr (NlMessageParts) parts = nl_message_parts_new (NULL);
  g_autofree char *huge = g_strnfill (1024 * 1024, 'x');

  nl_message_parts_set_text (parts, "text", "a\r\nb\rc\x01\x1b[0m\xff");
  g_assert_cmpstr (nl_message_parts_get_text (parts, "text"), ==, "a\nb\nc[0m\uFFFD");
  nl_message_parts_set_text (parts, "text", huge);
  g_assert_cmpuint (strlen (nl_message_parts_get_text (parts, "text")), ==, 256 * 1024);
  nl_message_parts_set_text (parts, "text", NULL);
  g_assert_cmpstr (nl_message_parts_get_text (parts, "text"), ==, "");
}

static void
test_kind_changes (const char *folder)
{
  const char *const list[] = { "a", NULL };
  g_autoptr (NlMessageParts) parts = nl_message_parts_new (NULL);

  nl_message_parts_set_text (parts, "x", "one");
  nl_message_parts_set_list (parts, "x", list);
  assert_json (parts, "{\"x\":[\"a\"]}");
  nl_message_parts_set_text (parts, "x", "one");
  assert_json (parts, "{\"x\":\"one\"}");
}

static void
test_message (const char *folder)
{
  g_autoptr (NlMessage) message = g_object_new (NL_TYPE_MESSAGE, NULL);
  g_autoptr (NlMessageParts) parts = nl_message_parts_new_from_message (message);
  g_autoptr (NlMessageParts) again = NULL;

  nl_message_parts_set_text (parts, "text", "Bonjour “toi”");
  nl_message_parts_apply (parts, message);
  g_assert_true (nl_record_is_dirty (NL_RECORD (message)));
  again = nl_message_parts_new_from_message (message);
  g_assert_cmpstr (nl_message_parts_get_text (again, "text"), ==, "Bonjour “toi”");
  nl_record_set_text (NL_RECORD (message), NL_MESSAGE_PARTS, "no json");
  g_clear_pointer (&again, nl_message_parts_free);
  again = nl_message_parts_new_from_message (message);
  assert_json (again, "{}");
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/message-parts/round-trip", test_round_trip);
  nl_test_add ("/message-parts/missing", test_missing);
  nl_test_add ("/message-parts/foreign-json", test_foreign_json);
  nl_test_add ("/message-parts/cleaning", test_cleaning);
  nl_test_add ("/message-parts/kind-changes", test_kind_changes);
  nl_test_add ("/message-parts/message", test_message);
  return g_test_run ();
}
