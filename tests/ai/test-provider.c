/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The interface, as the offline provider keeps it, and the registry. */

#include <string.h>

#include "ai/nl-provider-registry.h"
#include "ai/offline/nl-offline-provider.h"
#include "facts-fixture.h"
#include "nl-test.h"
#include "stub-provider.h"

typedef struct {
  GString *text;
  guint pieces;
  gboolean freed;
  GThread *thread;
} Stream;

static void
take_piece (const char *delta, gpointer data)
{
  Stream *stream = data;

  g_assert_true (g_thread_self () == stream->thread);
  g_assert_true (g_utf8_validate (delta, -1, NULL));
  g_assert_false (stream->freed);
  g_string_append (stream->text, delta);
  stream->pieces++;
}

static void
stream_over (gpointer data)
{
  ((Stream *) data)->freed = TRUE;
}

static void
test_structured (const char *folder)
{
  g_autoptr (NlProvider) provider = nl_offline_provider_new ();
  g_autoptr (NlAiRequest) request = fixture_persona_request ("loyal-mid", "en", 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (NlAiResult) result = NULL;
  JsonObject *persona;

  result = dex_await_object (nl_provider_generate_structured (provider, request, NULL), &error);
  g_assert_no_error (error);
  persona = json_node_get_object (nl_ai_result_get_node (result));
  g_assert_true (json_object_has_member (persona, "tagline"));
  g_assert_cmpstr (nl_ai_result_get_provider (result), ==, "offline");
  g_assert_true (nl_ai_result_is_draft (result));
  g_assert_cmpint (nl_ai_result_get_usage (result)->cost_micros, ==, 0);
  g_assert_null (nl_ai_result_get_text (result));
  g_assert_null (nl_ai_result_get_notes (result)[0]);
}

static void
test_streaming (const char *folder)
{
  g_autoptr (NlProvider) provider = nl_offline_provider_new ();
  g_autoptr (NlAiRequest) request
      = fixture_message_request ("loyal-mid", "en", 3, "welcome", "email");
  Stream stream = { .text = g_string_new (NULL), .thread = g_thread_self () };
  g_autoptr (GError) error = NULL;
  g_autoptr (NlAiResult) result = NULL;

  result = dex_await_object (nl_provider_generate_text (provider, request, take_piece, &stream,
                                                        stream_over, NULL),
                             &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stream.pieces, >, 5);
  g_assert_cmpstr (stream.text->str, ==, nl_ai_result_get_text (result));
  while (!stream.freed)
    g_main_context_iteration (NULL, FALSE);
  g_string_free (stream.text, TRUE);
}

static void
test_cancelled (const char *folder)
{
  g_autoptr (NlProvider) provider = nl_offline_provider_new ();
  g_autoptr (NlAiRequest) request = fixture_persona_request ("loyal-mid", "en", 3);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (NlAiResult) result = NULL;

  g_cancellable_cancel (cancellable);
  result
      = dex_await_object (nl_provider_generate_structured (provider, request, cancellable), &error);
  g_assert_null (result);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
expect_error (NlAiRequest *request, int code)
{
  g_autoptr (NlProvider) provider = nl_offline_provider_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (NlAiResult) result
      = dex_await_object (nl_provider_generate_structured (provider, request, NULL), &error);

  g_assert_null (result);
  g_assert_error (error, NL_AI_ERROR, code);
}

static void
test_errors (const char *folder)
{
  g_autoptr (NlAiRequest) nothing = nl_ai_request_new ("persona", "en", 1);
  g_autoptr (NlAiRequest) language = fixture_persona_request ("empty", "ja", 1);
  g_autoptr (NlAiRequest) nonsense = fixture_persona_request ("empty", "", 1);
  g_autoptr (NlAiRequest) template
      = fixture_message_request ("loyal-mid", "en", 1, "no-such", "email");
  g_autoptr (NlAiRequest) channel
      = fixture_message_request ("loyal-mid", "en", 1, "welcome", "telegraph");
  g_autoptr (NlAiRequest) task = nl_ai_request_new ("poem", "en", 1);
  g_autoptr (NlAiRequest) no_shop = nl_ai_request_new ("message", "en", 1);
  g_autoptr (JsonNode) empty = json_from_string ("{}", NULL);

  expect_error (nothing, NL_AI_ERROR_BAD_REQUEST);
  expect_error (language, NL_AI_ERROR_UNSUPPORTED);
  expect_error (nonsense, NL_AI_ERROR_UNSUPPORTED);
  expect_error (template, NL_AI_ERROR_BAD_REQUEST);
  expect_error (channel, NL_AI_ERROR_UNSUPPORTED);
  nl_ai_request_set_facts (task, empty);
  expect_error (task, NL_AI_ERROR_UNSUPPORTED);
  nl_ai_request_set_facts (no_shop, empty);
  expect_error (no_shop, NL_AI_ERROR_BAD_REQUEST);
}

static void
test_unsupported (const char *folder)
{
  g_autoptr (NlProvider) provider = nl_offline_provider_new ();
  g_autoptr (NlAiRequest) request = fixture_persona_request ("loyal-mid", "en", 3);
  g_autoptr (GError) error = NULL;

  g_assert_false (nl_provider_get_capabilities (provider) & NL_PROVIDER_IMAGES);
  g_assert_null (dex_await_object (nl_provider_generate_image (provider, request, NULL), &error));
  g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_UNSUPPORTED);
}

static void
test_models (const char *folder)
{
  g_autoptr (NlProvider) provider = nl_offline_provider_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) models
      = dex_await_object (nl_provider_list_models (provider, NULL), &error);
  g_autoptr (NlModel) model = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (models), ==, 1);
  model = g_list_model_get_item (models, 0);
  g_assert_nonnull (nl_model_get_id (model));
  g_assert_nonnull (nl_model_get_name (model));
  g_assert_null (nl_model_get_shutdown_date (model));
}

static JsonNode *
message_with_limits (void)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (
      "{\"template\":\"launch\",\"channel\":\"email\",\"shop\":{\"name\":\"Atelier\"},"
      "\"parts\":[{\"name\":\"subject\",\"max\":24},{\"name\":\"cta\",\"max\":16},"
      "{\"name\":\"no-such\"}]}",
      &error);

  g_assert_no_error (error);
  return node;
}

static void
test_parts_and_limits_of_the_request (const char *folder)
{
  for (guint seed = 0; seed < 40; seed++) {
    g_autoptr (NlAiRequest) request = nl_ai_request_new ("message", "en", seed);
    g_autoptr (JsonNode) facts = message_with_limits ();
    g_autoptr (JsonObject) parts = NULL;

    nl_ai_request_set_facts (request, facts);
    parts = fixture_write (request);
    g_assert_cmpuint (json_object_get_size (parts), ==, 2);
    g_assert_cmpint (g_utf8_strlen (json_object_get_string_member (parts, "subject"), -1), <=, 24);
    g_assert_cmpint (g_utf8_strlen (json_object_get_string_member (parts, "cta"), -1), <=, 16);
  }
}

static void
test_variants_differ (const char *folder)
{
  guint different = 0;

  for (guint seed = 0; seed < 20; seed++) {
    g_auto (GStrv) texts = g_new0 (char *, 3);

    for (guint v = 0; v < 2; v++) {
      g_autoptr (NlAiRequest) request = nl_ai_request_new ("message", "en", seed);
      g_autoptr (JsonNode) facts = message_with_limits ();
      g_autoptr (JsonObject) parts = NULL;

      json_object_set_string_member (json_node_get_object (facts), "variant", v == 0 ? "A" : "B");
      nl_ai_request_set_facts (request, facts);
      parts = fixture_write (request);
      texts[v] = g_strdup (json_object_get_string_member (parts, "subject"));
    }
    different += !g_str_equal (texts[0], texts[1]);
  }
  g_assert_cmpuint (different, ==, 20);
}

/* A name the user settled on stays, and the text speaks of it. */
static void
test_persona_keeps_its_name (const char *folder)
{
  g_autoptr (NlAiRequest) request = nl_ai_request_new ("persona", "en", 5);
  g_autoptr (JsonNode) facts
      = json_from_string ("{\"persona\":{\"name\":\"Odile Martin\",\"gender\":\"f\"}}", NULL);
  g_autoptr (JsonObject) persona = NULL;

  nl_ai_request_set_facts (request, facts);
  persona = fixture_write (request);
  g_assert_cmpstr (json_object_get_string_member (persona, "name"), ==, "Odile Martin");
  g_assert_cmpstr (json_object_get_string_member (persona, "gender"), ==, "f");
  g_assert_nonnull (strstr (json_object_get_string_member (persona, "bio"), "Odile"));
}

/* What nothing can be written for is said, and not left empty. */
static void
test_nothing_can_be_written (const char *folder)
{
  static const struct {
    const char *facts;
    int code;
  } CASES[] = {
    /* A slug is made of the title, and that was not asked for. */
    { "{\"template\":\"launch\",\"channel\":\"blog\",\"shop\":{\"name\":\"A\"},"
      "\"parts\":[{\"name\":\"slug\"}]}",
      NL_AI_ERROR_BAD_ANSWER },
    { "{\"template\":\"launch\",\"channel\":\"google-ads\",\"shop\":{\"name\":\"Atelier\"},"
      "\"parts\":[{\"name\":\"headlines\",\"max\":1}]}",
      NL_AI_ERROR_BAD_ANSWER },
    { "{\"template\":\"launch\",\"shop\":{\"name\":\"A\"}}", NL_AI_ERROR_BAD_REQUEST },
    { "{\"template\":\"launch\",\"channel\":\"email\",\"shop\":{\"name\":\"{}<>\"}}", -1 },
    { "{\"template\":\"launch\",\"channel\":\"email\",\"shop\":{\"name\":\" \\n\"}}",
      NL_AI_ERROR_BAD_REQUEST },
    { "{\"template\":\"launch\",\"channel\":\"email\",\"shop\":[]}", NL_AI_ERROR_BAD_REQUEST },
    { "{\"channel\":\"email\",\"shop\":{\"name\":\"A\"}}", NL_AI_ERROR_BAD_REQUEST },
    { "[]", NL_AI_ERROR_BAD_REQUEST },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (NlAiRequest) request = nl_ai_request_new ("message", "en", 1);
    g_autoptr (JsonNode) facts = json_from_string (CASES[i].facts, NULL);

    g_assert_nonnull (facts);
    nl_ai_request_set_facts (request, facts);
    g_test_message ("%s", CASES[i].facts);
    if (CASES[i].code >= 0)
      expect_error (request, CASES[i].code);
    else
      json_object_unref (fixture_write (request));
  }
}

/* As prose, everything that was written is there, lists and all. */
static void
test_prose (const char *folder)
{
  g_autoptr (NlProvider) provider = nl_offline_provider_new ();
  g_autoptr (NlAiRequest) ads
      = fixture_message_request ("loyal-mid", "en", 3, "welcome", "google-ads");
  g_autoptr (NlAiRequest) persona = fixture_persona_request ("loyal-mid", "en", 3);
  NlAiRequest *requests[] = { ads, persona };
  static const char *const LISTS[] = { "headlines", "goals" };

  for (gsize r = 0; r < G_N_ELEMENTS (requests); r++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (NlAiResult) text = dex_await_object (
        nl_provider_generate_text (provider, requests[r], NULL, NULL, NULL, NULL), &error);
    g_autoptr (JsonObject) parts = fixture_write (requests[r]);
    JsonArray *list = json_object_get_array_member (parts, LISTS[r]);

    g_assert_no_error (error);
    g_assert_null (nl_ai_result_get_node (text));
    g_assert_true (nl_ai_result_is_draft (text));
    for (guint i = 0; i < json_array_get_length (list); i++) {
      const char *entry
          = r == 0
                ? json_array_get_string_element (list, i)
                : json_object_get_string_member (json_array_get_object_element (list, i), "text");
      g_autofree char *line = g_strconcat ("- ", entry, "\n", NULL);

      g_assert_nonnull (strstr (nl_ai_result_get_text (text), line));
    }
    g_assert_null (strstr (nl_ai_result_get_text (text), "inferred"));
  }
}

static void
count_change (guint *changes)
{
  (*changes)++;
}

static void
test_registry_of_several (const char *folder)
{
  g_autoptr (NlProviderRegistry) registry = nl_provider_registry_new ();
  g_autoptr (StubProvider) stub = stub_provider_new ();
  g_autoptr (NlProvider) second = NULL;
  guint changes = 0;

  g_signal_connect_swapped (registry, "items-changed", G_CALLBACK (count_change), &changes);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (registry)) == NL_TYPE_PROVIDER);
  nl_provider_registry_add (registry, NL_PROVIDER (stub));
  g_assert_cmpuint (changes, ==, 1);
  second = g_list_model_get_item (G_LIST_MODEL (registry), 1);
  g_assert_true (second == NL_PROVIDER (stub));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (registry), 2));

  g_assert_true (nl_provider_registry_set_default (registry, "stub"));
  g_assert_true (nl_provider_registry_get_default (registry) == NL_PROVIDER (stub));
  /* When the default goes, there is still one. */
  g_assert_true (nl_provider_registry_remove (registry, "stub"));
  g_assert_cmpuint (changes, ==, 2);
  g_assert_false (nl_provider_registry_remove (registry, "stub"));
  g_assert_cmpstr (nl_provider_get_id (nl_provider_registry_get_default (registry)), ==, "offline");
}

static void
test_registry (const char *folder)
{
  g_autoptr (NlProviderRegistry) registry = nl_provider_registry_new ();
  g_autoptr (NlProvider) another = nl_offline_provider_new ();

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (registry)), ==, 1);
  g_assert_cmpstr (nl_provider_get_id (nl_provider_registry_get_default (registry)), ==, "offline");
  g_assert_false (nl_provider_is_metered (nl_provider_registry_get_default (registry)));
  g_assert_null (nl_provider_registry_get (registry, "openai"));
  g_assert_false (nl_provider_registry_set_default (registry, "openai"));
  g_assert_false (nl_provider_registry_remove (registry, "offline"));

  /* One of the same id takes its place. */
  nl_provider_registry_add (registry, another);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (registry)), ==, 1);
  g_assert_true (nl_provider_registry_get (registry, "offline") == another);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/provider/structured", test_structured);
  nl_test_add ("/provider/streaming", test_streaming);
  nl_test_add ("/provider/cancelled", test_cancelled);
  nl_test_add ("/provider/errors", test_errors);
  nl_test_add ("/provider/unsupported", test_unsupported);
  nl_test_add ("/provider/models", test_models);
  nl_test_add ("/provider/parts", test_parts_and_limits_of_the_request);
  nl_test_add ("/provider/variants", test_variants_differ);
  nl_test_add ("/provider/keeps-name", test_persona_keeps_its_name);
  nl_test_add ("/provider/nothing", test_nothing_can_be_written);
  nl_test_add ("/provider/prose", test_prose);
  nl_test_add ("/provider/registry", test_registry);
  nl_test_add ("/provider/registry-of-several", test_registry_of_several);
  return g_test_run ();
}
