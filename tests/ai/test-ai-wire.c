/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "ai/nl-ai-error.h"
#include "ai/jobs/nl-ai-wire.h"
#include "nl-test.h"

static void
test_request (const char *folder)
{
  g_autoptr (NlAiRequest) request = nl_ai_request_new ("message", "pt-BR", 7);
  g_autoptr (JsonNode) facts = json_from_string ("{\"marker\": \"Marie\"}", NULL);
  g_autoptr (JsonNode) schema = json_from_string ("{\"type\": \"object\"}", NULL);
  const NlAiImageWish wish = { 1024, 512, NL_AI_IMAGE_QUALITY_HIGH, TRUE };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (NlAiRequest) again = NULL;
  g_autoptr (GBytes) same = NULL;
  g_autoptr (GError) error = NULL;

  nl_ai_request_set_facts (request, facts);
  nl_ai_request_set_schema (request, schema);
  nl_ai_request_set_prompt (request, "Write “it”\nnow");
  nl_ai_request_set_instructions (request, "Be brief.");
  nl_ai_request_set_model (request, "m-1");
  nl_ai_request_set_max_output_tokens (request, 900);
  nl_ai_request_set_image (request, &wish);
  bytes = nl_ai_request_to_bytes (request);
  /* The facts stay here. */
  g_assert_null (
      g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), "Marie"));
  again = nl_ai_request_from_bytes (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nl_ai_request_get_task (again), ==, "message");
  g_assert_cmpstr (nl_ai_request_get_language (again), ==, "pt-BR");
  g_assert_cmpstr (nl_ai_request_get_prompt (again), ==, "Write “it”\nnow");
  g_assert_cmpstr (nl_ai_request_get_instructions (again), ==, "Be brief.");
  g_assert_cmpmem (nl_ai_request_get_image (again), sizeof wish, &wish, sizeof wish);
  same = nl_ai_request_to_bytes (again);
  g_assert_true (g_bytes_equal (bytes, same));
}

static void
assert_same (NlAiResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = nl_ai_result_to_bytes (result);
  g_autoptr (NlAiResult) again = nl_ai_result_from_bytes (bytes, &error);
  g_autoptr (GBytes) same = NULL;

  g_assert_no_error (error);
  same = nl_ai_result_to_bytes (again);
  g_assert_true (g_bytes_equal (bytes, same));
  g_assert_cmpstr (nl_ai_result_get_provider (again), ==, nl_ai_result_get_provider (result));
  g_assert_cmpstr (nl_ai_result_get_text (again), ==, nl_ai_result_get_text (result));
  g_assert_cmpint (nl_ai_result_get_finish (again), ==, nl_ai_result_get_finish (result));
  g_assert_true (nl_ai_result_is_draft (again) == nl_ai_result_is_draft (result));
  g_assert_cmpuint (nl_ai_result_get_n_perhaps_billed (again), ==,
                    nl_ai_result_get_n_perhaps_billed (result));
  g_assert_cmpmem (nl_ai_result_get_usage (again), sizeof (NlAiUsage),
                   nl_ai_result_get_usage (result), sizeof (NlAiUsage));
  g_assert_true ((nl_ai_result_get_image (again) == NULL)
                 == (nl_ai_result_get_image (result) == NULL));
  if (nl_ai_result_get_image (result) != NULL)
    g_assert_true (g_bytes_equal (nl_ai_result_get_image (again), nl_ai_result_get_image (result)));
}

static void
test_results (const char *folder)
{
  static const guint8 PICTURE[] = { 0, 1, '{', 0, 0xff, 0 };
  g_autoptr (GBytes) picture = g_bytes_new_static (PICTURE, sizeof PICTURE);
  g_autoptr (NlAiResult) text = nl_ai_result_new_text ("p", "m", "Où ? “Là”\n");
  g_autoptr (NlAiResult) node
      = nl_ai_result_new_node ("p", "m", json_from_string ("{\"a\": [1, null]}", NULL));
  g_autoptr (NlAiResult) image = nl_ai_result_new_image ("p", "m", picture, "image/png");
  NlAiUsage usage = { .known = TRUE, .input_tokens = 10, .output_tokens = 5, .cost_micros = 123 };

  g_strlcpy (usage.currency, "USD", sizeof usage.currency);
  nl_ai_result_set_usage (text, &usage);
  nl_ai_result_set_finish (text, NL_AI_FINISH_LENGTH);
  nl_ai_result_set_reason (text, "The first was busy.");
  nl_ai_result_add_note (text, "A note");
  nl_ai_result_set_draft (node, TRUE);
  nl_ai_result_set_n_perhaps_billed (text, 3);
  assert_same (text);
  assert_same (node);
  assert_same (image);
}

/* Whatever is in the file: an error, and no crash. */
static void
test_damaged (const char *folder)
{
  static const char *const TEXTS[] = {
    "",
    "x",
    "[]",
    "{}",
    "null",
    "{\"provider\": \"p\"}",
    "{\"a\"",
    "{\"provider\": \"p\", \"model\": \"m\"}",
    "{\"provider\": 3, \"model\": [], \"text\": {}}",
  };
  g_autoptr (NlAiResult) whole = nl_ai_result_new_text ("p", "m", "Text");
  g_autoptr (GBytes) bytes = nl_ai_result_to_bytes (whole);

  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++) {
    g_autoptr (GBytes) text = g_bytes_new_static (TEXTS[i], strlen (TEXTS[i]));
    g_autoptr (GError) error = NULL;
    g_autoptr (GError) refused = NULL;

    g_assert_null (nl_ai_result_from_bytes (text, &error));
    g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER);
    g_assert_null (nl_ai_request_from_bytes (text, &refused));
    g_assert_error (refused, NL_AI_ERROR, NL_AI_ERROR_BAD_REQUEST);
  }
  for (gsize length = 0; length < g_bytes_get_size (bytes); length++) {
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, length);
    g_autoptr (GError) error = NULL;

    g_assert_null (nl_ai_result_from_bytes (cut, &error));
    g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER);
  }
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/ai-wire/request", test_request);
  nl_test_add ("/ai-wire/results", test_results);
  nl_test_add ("/ai-wire/damaged", test_damaged);
  return g_test_run ();
}
