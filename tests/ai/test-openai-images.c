/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#include "base/nl-image-decode.h"
#include "nl-test.h"
#include "openai-fixture.h"

static GBytes *
make_png (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 16, 16);
  g_autoptr (GError) error = NULL;
  GBytes *png;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  png = nl_image_encode_png (pixbuf, &error);
  g_assert_no_error (error);
  return png;
}

static char *
make_answer (GBytes *picture)
{
  gsize size;
  const guchar *data = g_bytes_get_data (picture, &size);
  g_autofree char *base64 = g_base64_encode (data, size);

  return g_strdup_printf ("{\"created\":1,\"data\":[{\"b64_json\":\"%s\"}],\"output_format\":"
                          "\"webp\",\"usage\":{\"input_tokens\":12,\"output_tokens\":272}}",
                          base64);
}

static DexFuture *
ask (Fixture *fixture, const char *model, guint width, guint height)
{
  g_autoptr (NlAiRequest) request = fixture_request ();
  NlAiImageWish wish = { width, height, NL_AI_IMAGE_QUALITY_HIGH, TRUE };

  nl_ai_request_set_model (request, model);
  nl_ai_request_set_image (request, &wish);
  return nl_provider_generate_image (fixture->provider, request, NULL);
}

static void
test_base64 (const char *folder)
{
  g_autoptr (Fixture) fixture = fixture_new ("openai");
  g_autoptr (GBytes) png = make_png ();
  g_autofree char *answer = make_answer (png);
  g_autoptr (NlAiResult) result = NULL;

  fixture_say (fixture, "200 OK", answer);
  result = fixture_works (ask (fixture, "gpt-image-2", 1024, 1024));
  g_assert_true (g_bytes_equal (nl_ai_result_get_image (result), png));
  /* What its bytes say counts, not what the server says. */
  g_assert_cmpstr (nl_ai_result_get_media_type (result), ==, "image/png");
  g_assert_cmpint (nl_ai_result_get_usage (result)->images, ==, 1);
  g_assert_cmpint (nl_ai_result_get_usage (result)->output_tokens, ==, 272);
  g_assert_cmpstr (nl_ai_result_get_model (result), ==, "gpt-image-2");
}

/* Each family is told what it wants, and nothing that it refuses. */
static void
test_families (const char *folder)
{
  static const struct {
    const char *preset;
    const char *model;
    guint width;
    guint height;
    const char *size;
    const char *aspect_ratio;
    const char *quality;
    const char *format;
    const char *background;
  } cases[] = {
    { "openai", "dall-e-2", 300, 300, "512x512", NULL, NULL, "b64_json", NULL },
    { "openai", "dall-e-3", 1600, 900, "1792x1024", NULL, "hd", "b64_json", NULL },
    { "openai", "gpt-image-1-mini", 600, 900, "1024x1536", NULL, "high", NULL, "transparent" },
    { "openai", "gpt-image-2", 512, 512, "1024x1024", NULL, "high", NULL, "transparent" },
    { "openai", "gpt-image-2", 1200, 628, "1200x640", NULL, "high", NULL, "transparent" },
    { "openai", "gpt-image-2", 9000, 1000, "2560x864", NULL, "high", NULL, "transparent" },
    { "openai", "gpt-image-2", 4000, 4000, "1440x1440", NULL, "high", NULL, "transparent" },
    { "openai", "gpt-image-2", 0, 0, NULL, NULL, "high", NULL, "transparent" },
    { "xai", "grok-imagine-image", 1080, 1350, NULL, "3:4", NULL, "b64_json", NULL },
    { "xai", "grok-imagine-image-2.0", 1920, 1080, NULL, "16:9", "medium", "b64_json", NULL },
    { "ollama", "flux", 512, 512, "512x512", NULL, NULL, "b64_json", NULL },
  };
  g_autoptr (GBytes) png = make_png ();
  g_autofree char *answer = make_answer (png);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Fixture) fixture = fixture_new (cases[i].preset);
    g_autoptr (NlAiResult) result = NULL;
    g_autoptr (JsonObject) body = NULL;

    fixture_say (fixture, "200 OK", answer);
    result = fixture_works (ask (fixture, cases[i].model, cases[i].width, cases[i].height));
    body = fixture_get_body (fixture, 0);
#define MEMBER(name) json_object_get_string_member_with_default (body, name, NULL)
    g_assert_cmpstr (MEMBER ("size"), ==, cases[i].size);
    g_assert_cmpstr (MEMBER ("aspect_ratio"), ==, cases[i].aspect_ratio);
    g_assert_cmpstr (MEMBER ("quality"), ==, cases[i].quality);
    g_assert_cmpstr (MEMBER ("response_format"), ==, cases[i].format);
    g_assert_cmpstr (MEMBER ("background"), ==, cases[i].background);
#undef MEMBER
  }
}

static void
test_refused_field (const char *folder)
{
  g_autoptr (Fixture) fixture = fixture_new ("local");
  g_autoptr (GBytes) png = make_png ();
  g_autofree char *answer = make_answer (png);
  g_autoptr (NlAiResult) result = NULL;
  g_autoptr (JsonObject) body = NULL;

  fixture_say (fixture, "400 Bad Request",
               "{\"error\":{\"message\":\"Unknown parameter\",\"type\":\"invalid_request_error\","
               "\"param\":\"response_format\",\"code\":\"unknown_parameter\"}}");
  fixture_say (fixture, "200 OK", answer);
  result = fixture_works (ask (fixture, "made-up", 1024, 1024));
  body = fixture_get_body (fixture, 1);
  g_assert_false (json_object_has_member (body, "response_format"));
  g_assert_true (json_object_has_member (body, "size"));
}

/* A picture that is elsewhere is fetched without the key. */
static void
test_url (const char *folder)
{
  g_autoptr (Fixture) fixture = fixture_new ("xai");
  g_autoptr (GBytes) png = make_png ();
  g_autofree char *url = nl_test_server_dup_url (fixture->server, "/pictures/1.jpg");
  g_autofree char *answer = g_strdup_printf ("{\"data\":[{\"url\":\"%s\"}]}", url);
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (NlAiResult) result = NULL;
  g_autofree char *request = NULL;
  const char *head = "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n";

  g_byte_array_append (file, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (file, g_bytes_get_data (png, NULL), (guint) g_bytes_get_size (png));
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&file));
  fixture_say (fixture, "200 OK", answer);
  nl_test_server_say_bytes (fixture->server, NL_TEST_SERVER_ALL, bytes);
  result = fixture_works (ask (fixture, "grok-imagine-image", 1024, 1024));
  g_assert_true (g_bytes_equal (nl_ai_result_get_image (result), png));
  request = nl_test_server_dup_request (fixture->server, 1);
  g_assert_true (g_str_has_prefix (request, "GET /pictures/1.jpg "));
  g_assert_null (strstr (request, FIXTURE_KEY));

  /* It was paid for: whether to make another one is not decided here. */
  nl_test_server_forget (fixture->server);
  fixture_say (fixture, "200 OK", answer);
  fixture_say (fixture, "403 Forbidden", "expired");
  g_error_free (
      fixture_fails (ask (fixture, "grok-imagine-image", 1024, 1024), NL_AI_ERROR_TIMEOUT));
  nl_test_server_forget (fixture->server);
  fixture_say (fixture, "200 OK", "{\"data\":[{\"url\":\"file:///etc/passwd\"}]}");
  g_error_free (
      fixture_fails (ask (fixture, "grok-imagine-image", 1024, 1024), NL_AI_ERROR_TIMEOUT));
}

static void
test_unusable (const char *folder)
{
  g_autoptr (GBytes) png = make_png ();
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (png, 0, g_bytes_get_size (png) / 2);
  g_autoptr (GBytes) page = g_bytes_new_static ("<html><body>no</body></html>", 28);
  g_autoptr (GBytes) drawing = g_bytes_new_static ("<svg xmlns='http://www.w3.org/2000/svg'/>", 41);
  g_autofree char *half_answer = make_answer (half);
  g_autofree char *page_answer = make_answer (page);
  g_autofree char *drawing_answer = make_answer (drawing);
  const struct {
    const char *answer;
    NlAiError code;
  } cases[] = {
    { half_answer, NL_AI_ERROR_BAD_ANSWER },
    { page_answer, NL_AI_ERROR_BAD_ANSWER },
    { drawing_answer, NL_AI_ERROR_BAD_ANSWER },
    { "{}", NL_AI_ERROR_BAD_ANSWER },
    { "<html>", NL_AI_ERROR_BAD_ANSWER },
    { "{\"data\":[{}]}", NL_AI_ERROR_BAD_ANSWER },
    { "{\"data\":[{\"b64_json\":\"!!\"}]}", NL_AI_ERROR_BAD_ANSWER },
    /* Moderation that says nothing. */
    { "{\"data\":[]}", NL_AI_ERROR_REFUSED },
    { "{\"data\":[{\"respect_moderation\":false,\"url\":\"https://x.example/\"}]}",
      NL_AI_ERROR_REFUSED },
    { "{\"error\":{\"code\":\"moderation_blocked\",\"message\":\"no\"}}", NL_AI_ERROR_REFUSED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Fixture) fixture = fixture_new ("openai");

    fixture_say (fixture, "200 OK", cases[i].answer);
    g_error_free (fixture_fails (ask (fixture, "gpt-image-2", 1024, 1024), cases[i].code));
    g_assert_cmpuint (fixture_get_n_requests (fixture), ==, 1);
  }
}

/* A picture whose answer was lost may have been made: nobody asks again by himself. */
static void
test_lost (const char *folder)
{
  g_autoptr (Fixture) fixture = fixture_new ("openai");
  g_autoptr (GError) error = NULL;

  nl_test_server_say (fixture->server, NL_TEST_SERVER_RESET,
                      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                      "Content-Length: 900\r\n\r\n{\"data\":[{\"b64");
  error = fixture_fails (ask (fixture, "gpt-image-2", 1024, 1024), NL_AI_ERROR_TIMEOUT);
  g_assert_cmpint (nl_ai_error_get_retry (error), ==, NL_AI_RETRY_ASK);
  g_assert_false (nl_ai_error_allows_fallback (error));
  g_assert_nonnull (strstr (error->message, "billed"));
}

static void
test_no_images (const char *folder)
{
  g_autoptr (Fixture) fixture = fixture_new ("llamacpp");

  g_assert_false (nl_provider_get_capabilities (fixture->provider) & NL_PROVIDER_IMAGES);
  g_error_free (fixture_fails (ask (fixture, "any", 1024, 1024), NL_AI_ERROR_UNSUPPORTED));
  g_error_free (fixture_fails (ask (fixture, NULL, 1024, 1024), NL_AI_ERROR_UNSUPPORTED));
  g_assert_cmpuint (fixture_get_n_requests (fixture), ==, 0);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/ai/openai-images/base64", test_base64);
  nl_test_add ("/ai/openai-images/families", test_families);
  nl_test_add ("/ai/openai-images/refused-field", test_refused_field);
  nl_test_add ("/ai/openai-images/url", test_url);
  nl_test_add ("/ai/openai-images/unusable", test_unusable);
  nl_test_add ("/ai/openai-images/lost", test_lost);
  nl_test_add ("/ai/openai-images/no-images", test_no_images);
  return g_test_run ();
}
