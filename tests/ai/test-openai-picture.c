/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers of /images/generations, and what is in them where a picture should be. */

#include "ai/nl-openai-picture.h"

#include <string.h>

#include "base/nl-image-decode.h"
#include "nl-test.h"

static GBytes *
make_png (int size)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, size, size);
  g_autoptr (GError) error = NULL;
  GBytes *png;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  png = nl_image_encode_png (pixbuf, &error);
  g_assert_no_error (error);
  return png;
}

/* Single quotes are double ones, and PNG is a picture in base64. */
static GBytes *
make_answer (const char *json)
{
  g_autoptr (GBytes) png = make_png (8);
  g_autofree char *encoded = g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
  g_autoptr (GString) text = g_string_new (json);

  g_string_replace (text, "'", "\"", 0);
  g_string_replace (text, "PNG", encoded, 0);
  return g_bytes_new (text->str, text->len);
}

static NlOpenaiPicture *
read_answer (const char *json, GError **error)
{
  g_autoptr (GBytes) body = make_answer (json);

  return dex_await_object (nl_openai_picture_read (body, NULL), error);
}

static void
test_pictures (const char *folder)
{
  static const char *const ANSWERS[] = {
    "{'data':[{'b64_json':'PNG'}]}",
    "{'data':[{'b64_json':'data:image/png;base64,PNG'}]}",
    "{'data':[{'url':'data:image/png;base64,PNG'}]}",
    /* What it says it is does not matter, what it is does. */
    "{'data':[{'url':'data:text/html,PNG'}]}",
    "{'data':[{'b64_json':'PNG','url':'https://a.example/'},{'b64_json':'x'}]}",
    "{'data':[{'b64_json':'PNG','respect_moderation':true}]}",
    "{'respect_moderation':true,'data':[{'b64_json':'PNG'}],'created':7}",
  };
  g_autoptr (GBytes) png = make_png (8);

  for (gsize i = 0; i < G_N_ELEMENTS (ANSWERS); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (NlOpenaiPicture) picture = read_answer (ANSWERS[i], &error);

    g_test_message ("%s", ANSWERS[i]);
    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (nl_openai_picture_get_bytes (picture), png));
    g_assert_cmpstr (nl_openai_picture_get_media_type (picture), ==, "image/png");
    g_assert_null (nl_openai_picture_get_url (picture));
    g_assert_null (nl_openai_picture_get_fault (picture));
  }
}

static void
test_what_is_no_picture (const char *folder)
{
  static const struct {
    const char *answer;
    NlAiError code;
  } ANSWERS[] = {
    { "", NL_AI_ERROR_BAD_ANSWER },
    { "<html></html>", NL_AI_ERROR_BAD_ANSWER },
    { "{'data':", NL_AI_ERROR_BAD_ANSWER },
    { "[]", NL_AI_ERROR_BAD_ANSWER },
    { "null", NL_AI_ERROR_BAD_ANSWER },
    { "{}", NL_AI_ERROR_BAD_ANSWER },
    { "{'data':{}}", NL_AI_ERROR_BAD_ANSWER },
    { "{'data':[{}]}", NL_AI_ERROR_BAD_ANSWER },
    { "{'data':[{'b64_json':null}]}", NL_AI_ERROR_BAD_ANSWER },
    { "{'data':[{'b64_json':''}]}", NL_AI_ERROR_BAD_ANSWER },
    { "{'data':[{'b64_json':'PN'}]}", NL_AI_ERROR_BAD_ANSWER },
    { "{'data':[{'b64_json':'!!!!'}]}", NL_AI_ERROR_BAD_ANSWER },
    { "{'data':[{'url':'data:nothing'}]}", NL_AI_ERROR_BAD_ANSWER },
    { "{'data':[]}", NL_AI_ERROR_REFUSED },
    { "{'data':[null]}", NL_AI_ERROR_REFUSED },
    { "{'data':[{'b64_json':'PNG','respect_moderation':false}]}", NL_AI_ERROR_REFUSED },
    { "{'respect_moderation':false,'data':[{'b64_json':'PNG'}]}", NL_AI_ERROR_REFUSED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ANSWERS); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (NlOpenaiPicture) picture = read_answer (ANSWERS[i].answer, &error);

    g_test_message ("%s", ANSWERS[i].answer);
    g_assert_null (picture);
    g_assert_error (error, NL_AI_ERROR, (int) ANSWERS[i].code);
  }
}

/* A picture elsewhere, or an error in place of one, is for the caller to follow. */
static void
test_elsewhere (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NlOpenaiPicture) linked
      = read_answer ("{'data':[{'url':'https://a.example/1.png'}],'usage':{'input_tokens':3,"
                     "'output_tokens':7}}",
                     &error);
  g_autoptr (NlOpenaiPicture) faulty
      = read_answer ("{'error':{'code':'c'},'data':[{'b64_json':'PNG'}]}", &error);

  g_assert_no_error (error);
  g_assert_null (nl_openai_picture_get_bytes (linked));
  g_assert_cmpstr (nl_openai_picture_get_url (linked), ==, "https://a.example/1.png");
  g_assert_true (nl_openai_picture_get_usage (linked)->known);
  g_assert_cmpint (nl_openai_picture_get_usage (linked)->output_tokens, ==, 7);
  g_assert_null (nl_openai_picture_get_bytes (faulty));
  g_assert_nonnull (nl_openai_picture_get_fault (faulty));
}

/* A file that was fetched is looked at as well, to its last byte. */
static void
test_fetched_files (const char *folder)
{
  static const char svg[] = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
  g_autoptr (GBytes) png = make_png (64);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (png, 0, g_bytes_get_size (png) / 2);
  g_autoptr (GBytes) drawing = g_bytes_new_static (svg, sizeof svg - 1);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  GBytes *const bad[] = { half, drawing, empty };
  g_autoptr (GError) good_error = NULL;
  g_autoptr (NlOpenaiPicture) picture
      = dex_await_object (nl_openai_picture_check (png, NULL), &good_error);

  g_assert_no_error (good_error);
  g_assert_true (nl_openai_picture_get_bytes (picture) == png);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (dex_await (nl_openai_picture_check (bad[i], NULL), &error));
    g_assert_error (error, NL_AI_ERROR, NL_AI_ERROR_BAD_ANSWER);
  }
}

static void
test_cancelled (const char *folder)
{
  g_autoptr (GBytes) body = make_answer ("{'data':[{'b64_json':'PNG'}]}");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (dex_await (nl_openai_picture_read (body, cancellable), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/openai-picture/pictures", test_pictures);
  nl_test_add ("/openai-picture/no-picture", test_what_is_no_picture);
  nl_test_add ("/openai-picture/elsewhere", test_elsewhere);
  nl_test_add ("/openai-picture/fetched", test_fetched_files);
  nl_test_add ("/openai-picture/cancelled", test_cancelled);
  return g_test_run ();
}
