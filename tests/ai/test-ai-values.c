/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What goes between those who ask and those who answer: requests, results, models, errors. */

#include <string.h>

#include "ai/nl-provider.h"
#include "nl-test.h"

static void
test_request_copies (const char *folder)
{
  g_autoptr (NlAiRequest) request = nl_ai_request_new ("persona", "fr-CA", G_MAXUINT64);
  g_autoptr (JsonNode) facts = json_from_string ("{\"a\":[1,2]}", NULL);
  const NlAiImageWish wish = { 512, 768, NL_AI_IMAGE_QUALITY_HIGH, TRUE };

  g_assert_cmpstr (nl_ai_request_get_task (request), ==, "persona");
  g_assert_cmpstr (nl_ai_request_get_language (request), ==, "fr-CA");
  g_assert_cmpuint (nl_ai_request_get_seed (request), ==, G_MAXUINT64);
  g_assert_null (nl_ai_request_get_facts (request));
  g_assert_null (nl_ai_request_get_prompt (request));
  g_assert_null (nl_ai_request_get_instructions (request));
  g_assert_null (nl_ai_request_get_schema (request));
  g_assert_null (nl_ai_request_get_model (request));
  g_assert_cmpuint (nl_ai_request_get_max_output_tokens (request), ==, 0);
  g_assert_cmpuint (nl_ai_request_get_image (request)->width, ==, 0);

  nl_ai_request_set_facts (request, facts);
  nl_ai_request_set_schema (request, facts);
  json_array_add_int_element (json_object_get_array_member (json_node_get_object (facts), "a"), 3);
  /* What is read on another thread must not change under its eyes. */
  for (guint i = 0; i < 2; i++) {
    JsonNode *kept
        = i == 0 ? nl_ai_request_get_facts (request) : nl_ai_request_get_schema (request);

    g_assert_true (json_node_is_immutable (kept));
    g_assert_cmpuint (json_array_get_length (
                          json_object_get_array_member (json_node_get_object (kept), "a")),
                      ==, 2);
  }
  nl_ai_request_set_prompt (request, "Write.");
  nl_ai_request_set_instructions (request, "Be kind.");
  nl_ai_request_set_model (request, "m-1");
  nl_ai_request_set_max_output_tokens (request, 900);
  nl_ai_request_set_image (request, &wish);
  g_assert_cmpstr (nl_ai_request_get_prompt (request), ==, "Write.");
  g_assert_cmpstr (nl_ai_request_get_instructions (request), ==, "Be kind.");
  g_assert_cmpstr (nl_ai_request_get_model (request), ==, "m-1");
  g_assert_cmpuint (nl_ai_request_get_max_output_tokens (request), ==, 900);
  g_assert_cmpmem (nl_ai_request_get_image (request), sizeof wish, &wish, sizeof wish);
  nl_ai_request_set_facts (request, NULL);
  g_assert_null (nl_ai_request_get_facts (request));
}

static void
test_result_of_each_kind (const char *folder)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\x89PNG", 4);
  g_autoptr (NlAiResult) text = nl_ai_result_new_text ("p", "m", "Hello");
  g_autoptr (NlAiResult) node
      = nl_ai_result_new_node ("p", "m", json_from_string ("{\"a\":1}", NULL));
  g_autoptr (NlAiResult) image = nl_ai_result_new_image ("p", "m", bytes, "image/png");

  g_assert_cmpstr (nl_ai_result_get_text (text), ==, "Hello");
  g_assert_null (nl_ai_result_get_node (text));
  g_assert_null (nl_ai_result_get_image (text));
  g_assert_null (nl_ai_result_get_media_type (text));
  g_assert_true (json_node_is_immutable (nl_ai_result_get_node (node)));
  g_assert_null (nl_ai_result_get_text (node));
  g_assert_true (nl_ai_result_get_image (image) == bytes);
  g_assert_cmpstr (nl_ai_result_get_media_type (image), ==, "image/png");
  g_assert_cmpstr (nl_ai_result_get_provider (image), ==, "p");
  g_assert_cmpstr (nl_ai_result_get_model (image), ==, "m");
}

static void
test_result_says_what_it_is_worth (const char *folder)
{
  g_autoptr (NlAiResult) result = nl_ai_result_new_text ("p", "m", "Hel");
  const NlAiUsage usage = { .known = TRUE,
                            .input_tokens = 10,
                            .cached_tokens = 4,
                            .output_tokens = 9,
                            .reasoning_tokens = 5,
                            .cost_micros = 1234,
                            .currency = "USD" };

  g_assert_false (nl_ai_result_is_draft (result));
  g_assert_cmpint (nl_ai_result_get_finish (result), ==, NL_AI_FINISH_COMPLETE);
  g_assert_false (nl_ai_result_get_usage (result)->known);
  g_assert_null (nl_ai_result_get_request_id (result));
  g_assert_null (nl_ai_result_get_reason (result));
  g_assert_null (nl_ai_result_get_notes (result)[0]);

  nl_ai_result_set_draft (result, TRUE);
  nl_ai_result_set_finish (result, NL_AI_FINISH_LENGTH);
  nl_ai_result_set_usage (result, &usage);
  nl_ai_result_set_request_id (result, "req_1");
  nl_ai_result_set_reason (result, "There is no network.");
  nl_ai_result_add_note (result, "One.");
  nl_ai_result_add_note (result, "Two.");
  g_assert_true (nl_ai_result_is_draft (result));
  g_assert_cmpint (nl_ai_result_get_finish (result), ==, NL_AI_FINISH_LENGTH);
  g_assert_true (nl_ai_result_get_usage (result)->known);
  g_assert_cmpint (nl_ai_result_get_usage (result)->reasoning_tokens, ==, 5);
  g_assert_cmpint (nl_ai_result_get_usage (result)->cost_micros, ==, 1234);
  g_assert_cmpstr (nl_ai_result_get_usage (result)->currency, ==, "USD");
  g_assert_cmpstr (nl_ai_result_get_request_id (result), ==, "req_1");
  g_assert_cmpstr (nl_ai_result_get_reason (result), ==, "There is no network.");
  g_assert_cmpuint (g_strv_length ((char **) nl_ai_result_get_notes (result)), ==, 2);
  g_assert_cmpstr (nl_ai_result_get_notes (result)[1], ==, "Two.");
}

static void
test_model (const char *folder)
{
  g_autoptr (NlModel) plain = nl_model_new ("m-1", NULL, NULL);
  g_autoptr (NlModel) named = nl_model_new ("m-2", "Model Two", "2026-12-11");
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *date = NULL;

  g_assert_cmpstr (nl_model_get_name (plain), ==, "m-1");
  g_assert_null (nl_model_get_shutdown_date (plain));
  g_object_get (named, "id", &id, "name", &name, "shutdown-date", &date, NULL);
  g_assert_cmpstr (id, ==, nl_model_get_id (named));
  g_assert_cmpstr (name, ==, "Model Two");
  g_assert_cmpstr (date, ==, nl_model_get_shutdown_date (named));
}

static void
test_error_keeps_the_response (const char *folder)
{
  g_autoptr (GError) error = nl_ai_error_new (NL_AI_ERROR_RATE_LIMITED, "Too fast.");
  g_autoptr (GError) copy = NULL;
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "no");

  g_assert_cmpint (nl_ai_error_get_retry_after (error), ==, -1);
  g_assert_cmpuint (nl_ai_error_get_status (error), ==, 0);
  nl_ai_error_set_response (error, 429, "rate_limit_exceeded", "req_9");
  nl_ai_error_set_retry_after (error, 12);
  /* A future hands out copies. */
  dex_await (dex_future_new_for_error (g_error_copy (error)), &copy);
  g_assert_error (copy, NL_AI_ERROR, NL_AI_ERROR_RATE_LIMITED);
  g_assert_cmpuint (nl_ai_error_get_status (copy), ==, 429);
  g_assert_cmpstr (nl_ai_error_get_provider_code (copy), ==, "rate_limit_exceeded");
  g_assert_cmpstr (nl_ai_error_get_request_id (copy), ==, "req_9");
  g_assert_cmpint (nl_ai_error_get_retry_after (copy), ==, 12);
  nl_ai_error_set_retry_after (copy, -500);
  g_assert_cmpint (nl_ai_error_get_retry_after (copy), ==, -1);

  g_assert_cmpuint (nl_ai_error_get_status (other), ==, 0);
  g_assert_null (nl_ai_error_get_provider_code (other));
  g_assert_null (nl_ai_error_get_request_id (other));
  g_assert_cmpint (nl_ai_error_get_retry_after (other), ==, -1);
  g_assert_cmpint (nl_ai_error_get_retry (other), ==, NL_AI_RETRY_NEVER);
  g_assert_false (nl_ai_error_allows_fallback (other));
  g_assert_false (nl_ai_error_allows_fallback (NULL));
}

static void
test_error_classes (const char *folder)
{
  static const struct {
    NlAiError code;
    NlAiRetry retry;
    gboolean fallback;
  } CASES[] = {
    { NL_AI_ERROR_UNSUPPORTED, NL_AI_RETRY_NEVER, TRUE },
    { NL_AI_ERROR_BAD_REQUEST, NL_AI_RETRY_NEVER, FALSE },
    { NL_AI_ERROR_REFUSED, NL_AI_RETRY_NEVER, FALSE },
    { NL_AI_ERROR_UNREACHABLE, NL_AI_RETRY_SOON, TRUE },
    { NL_AI_ERROR_UNAUTHORIZED, NL_AI_RETRY_NEVER, FALSE },
    { NL_AI_ERROR_RATE_LIMITED, NL_AI_RETRY_SOON, TRUE },
    { NL_AI_ERROR_OUT_OF_CREDIT, NL_AI_RETRY_NEVER, FALSE },
    { NL_AI_ERROR_MODEL_GONE, NL_AI_RETRY_NEVER, FALSE },
    { NL_AI_ERROR_BAD_ANSWER, NL_AI_RETRY_SOON, TRUE },
    { NL_AI_ERROR_SERVER, NL_AI_RETRY_SOON, TRUE },
    { NL_AI_ERROR_OFFLINE, NL_AI_RETRY_ONLINE, TRUE },
    { NL_AI_ERROR_TIMEOUT, NL_AI_RETRY_ASK, FALSE },
    { NL_AI_ERROR_INSECURE, NL_AI_RETRY_NEVER, FALSE },
    { NL_AI_ERROR_FORBIDDEN, NL_AI_RETRY_NEVER, FALSE },
    { NL_AI_ERROR_TOO_LONG, NL_AI_RETRY_NEVER, TRUE },
    { NL_AI_ERROR_OVERLOADED, NL_AI_RETRY_LATER, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (GError) error = nl_ai_error_new (CASES[i].code, "x");

    g_assert_cmpint (CASES[i].code, ==, i);
    g_assert_cmpint (nl_ai_error_get_retry (error), ==, CASES[i].retry);
    g_assert_cmpint (nl_ai_error_allows_fallback (error), ==, CASES[i].fallback);
  }
}

/* --- a provider that can do nothing but what it must, and what it is given --- */

typedef struct {
  GObject parent_instance;
} Bare;

typedef struct {
  GObjectClass parent_class;
} BareClass;

static gboolean bare_is_remote;
static GError *bare_models_error;

static const char *
bare_get_id (NlProvider *provider)
{
  return "bare";
}

static NlProviderCapabilities
bare_get_capabilities (NlProvider *provider)
{
  return 0;
}

static gboolean
bare_get_remote (NlProvider *provider)
{
  return bare_is_remote;
}

static DexFuture *
bare_list_models (NlProvider *provider, GCancellable *cancellable)
{
  if (bare_models_error != NULL)
    return dex_future_new_for_error (g_error_copy (bare_models_error));
  return dex_future_new_take_object (g_list_store_new (NL_TYPE_MODEL));
}

static void
bare_provider_init (NlProviderInterface *iface)
{
  iface->get_id = bare_get_id;
  iface->get_name = bare_get_id;
  iface->get_capabilities = bare_get_capabilities;
  iface->is_metered = bare_get_remote;
}

static GType bare_get_type (void);

G_DEFINE_TYPE_WITH_CODE (Bare,
                         bare,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (NL_TYPE_PROVIDER, bare_provider_init))

static void
bare_class_init (BareClass *klass)
{}

static void
bare_init (Bare *self)
{}

static void
free_flag (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
test_what_is_missing_is_unsupported (const char *folder)
{
  g_autoptr (NlProvider) provider = g_object_new (bare_get_type (), NULL);
  g_autoptr (NlAiRequest) request = nl_ai_request_new ("persona", "en", 1);
  gboolean freed = FALSE;
  DexFuture *futures[] = {
    nl_provider_list_models (provider, NULL),
    nl_provider_generate_text (provider, request, NULL, &freed, free_flag, NULL),
    nl_provider_generate_structured (provider, request, NULL),
    nl_provider_generate_image (provider, request, NULL),
  };

  g_assert_true (freed);
  for (gsize i = 0; i < G_N_ELEMENTS (futures); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (dex_await (futures[i], &error));
    g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_UNSUPPORTED);
    g_assert_nonnull (strstr (error->message, "bare"));
  }
}

static void
test_remote_and_check (const char *folder)
{
  g_autoptr (NlProvider) provider = g_object_new (bare_get_type (), NULL);
  NlProviderInterface *iface = NL_PROVIDER_GET_IFACE (provider);
  g_autoptr (GError) error = NULL;

  g_assert_false (nl_provider_is_remote (provider));
  nl_test_await_ok (nl_provider_check (provider, NULL));

  iface->is_remote = bare_get_remote;
  iface->list_models = bare_list_models;
  bare_is_remote = TRUE;
  g_assert_true (nl_provider_is_remote (provider));
  g_assert_true (nl_provider_is_metered (provider));
  nl_test_await_ok (nl_provider_check (provider, NULL));
  bare_models_error = nl_ai_error_new (NL_AI_ERROR_UNAUTHORIZED, "Wrong key.");
  g_assert_false (dex_await (nl_provider_check (provider, NULL), &error));
  g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_UNAUTHORIZED);
  g_clear_error (&bare_models_error);
  iface->is_remote = NULL;
  iface->list_models = NULL;
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/ai/request", test_request_copies);
  nl_test_add ("/ai/result/kinds", test_result_of_each_kind);
  nl_test_add ("/ai/result/worth", test_result_says_what_it_is_worth);
  nl_test_add ("/ai/model", test_model);
  nl_test_add ("/ai/error/response", test_error_keeps_the_response);
  nl_test_add ("/ai/error/classes", test_error_classes);
  nl_test_add ("/ai/provider/unsupported", test_what_is_missing_is_unsupported);
  nl_test_add ("/ai/provider/check", test_remote_and_check);
  return g_test_run ();
}
