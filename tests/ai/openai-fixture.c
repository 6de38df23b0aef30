/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "openai-fixture.h"

#include <string.h>

#include "nl-test.h"

static DexFuture *
give_key (gpointer data, GCancellable *cancellable)
{
  return dex_future_new_take_string (g_strdup (FIXTURE_KEY));
}

Fixture *
fixture_new (const char *preset)
{
  Fixture *self = g_new0 (Fixture, 1);
  NlOpenaiSettings settings = { .preset = nl_provider_preset_find (preset),
                                .id = preset,
                                .name = "Tested",
                                .policy = NL_URL_ALLOW_LOCAL };
  g_autofree char *url = NULL;

  g_assert_nonnull (settings.preset);
  self->server = nl_test_server_new ();
  self->deltas = g_string_new (NULL);
  self->written = dex_promise_new ();
  url = nl_test_server_dup_url (self->server, "/v1");
  settings.base_url = url;
  self->provider = nl_openai_provider_new (&settings, give_key, NULL, NULL);
  return self;
}

void
fixture_free (Fixture *self)
{
  g_object_unref (self->provider);
  nl_test_server_free (self->server);
  g_string_free (self->deltas, TRUE);
  dex_clear (&self->written);
  g_free (self);
}

void
fixture_set_patience (Fixture *self, guint first_byte, guint idle)
{
  NlHttpLimits limits = nl_http_limits_default;

  limits.max_retries = 0;
  limits.max_wait = 0;
  limits.first_byte = first_byte;
  limits.idle = idle;
  nl_openai_provider_set_limits (NL_OPENAI_PROVIDER (self->provider), &limits);
}

NlAiRequest *
fixture_request (void)
{
  NlAiRequest *request = nl_ai_request_new ("persona", "fr", 7);
  g_autoptr (JsonNode) facts = json_from_string ("{\"marker\":\"Marie Personne\"}", NULL);
  g_autoptr (JsonNode) schema = json_from_string (
      "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},\"age\":{\"type\":"
      "\"integer\"}},\"required\":[\"name\",\"age\"],\"additionalProperties\":false}",
      NULL);

  nl_ai_request_set_facts (request, facts);
  nl_ai_request_set_schema (request, schema);
  nl_ai_request_set_prompt (request, "Write.");
  nl_ai_request_set_instructions (request, "Be brief.");
  nl_ai_request_set_model (request, "tested-1");
  return request;
}

void
fixture_say (Fixture *self, const char *status_and_headers, const char *json)
{
  g_autofree char *answer
      = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: application/json\r\nX-Request-Id: "
                         "req_1\r\nContent-Length: %zu\r\n\r\n%s",
                         status_and_headers, strlen (json), json);

  nl_test_server_say (self->server, NL_TEST_SERVER_ALL, answer);
}

char *
fixture_text_json (const char *text, const char *finish)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);
  g_autofree char *quoted = json_to_string (node, FALSE);

  return g_strdup_printf (
      "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"tested-1-2026\","
      "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":%s,\"refusal\":"
      "null},\"finish_reason\":\"%s\",\"logprobs\":null}],\"usage\":{\"prompt_tokens\":10,"
      "\"completion_tokens\":5,\"total_tokens\":15,\"prompt_tokens_details\":{\"cached_tokens\":4},"
      "\"completion_tokens_details\":{\"reasoning_tokens\":2}}}",
      quoted, finish);
}

void
fixture_say_text (Fixture *self, const char *text, const char *finish)
{
  g_autofree char *json = fixture_text_json (text, finish);

  fixture_say (self, "200 OK", json);
}

void
fixture_say_stream (Fixture *self, NlTestServerManner manner, const char *events)
{
  g_autofree char *answer
      = g_strconcat ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\r\n",
                     events, NULL);

  nl_test_server_say (self->server, manner, answer);
}

/* What was sent, as JSON; the fixture's caller frees it. */
JsonObject *
fixture_get_body (Fixture *self, guint index)
{
  g_autofree char *request = nl_test_server_dup_request (self->server, index);
  const char *body = strstr (request, "\r\n\r\n");
  g_autoptr (JsonNode) node = json_from_string (body + 4, NULL);

  g_assert_nonnull (node);
  g_assert_null (strstr (request, "Marie"));
  return json_node_dup_object (node);
}

guint
fixture_get_n_requests (Fixture *self)
{
  return nl_test_server_get_n_requests (self->server);
}

static void
note_delta (const char *delta, gpointer data)
{
  Fixture *self = data;

  g_assert_true (g_utf8_validate (delta, -1, NULL));
  g_string_append (self->deltas, delta);
  if (dex_future_is_pending (DEX_FUTURE (self->written)))
    dex_promise_resolve_boolean (self->written, TRUE);
}

DexFuture *
fixture_ask_text (Fixture *self, GCancellable *cancellable)
{
  g_autoptr (NlAiRequest) request = fixture_request ();

  return nl_provider_generate_text (self->provider, request, note_delta, self, NULL, cancellable);
}

GError *
fixture_fails (DexFuture *future, NlAiError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (future, &error));
  g_assert_error (error, NL_AI_ERROR, (int) code);
  g_assert_null (strstr (error->message, "sk-marker"));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  return g_steal_pointer (&error);
}

NlAiResult *
fixture_works (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  NlAiResult *result = dex_await_object (future, &error);

  g_assert_no_error (error);
  return result;
}
