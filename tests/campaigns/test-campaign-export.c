/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <unistd.h>

#include "campaigns/nl-campaign-export.h"
#include "exports.h"
#include "nl-test.h"
#include "personas/nl-persona.h"
#include "shops/nl-shop.h"
#include "store/nl-image.h"

static guint
count_entries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* What every page must be, whatever the texts in it try. */
static void
assert_harmless (JsonObject *page)
{
  JsonArray *links = json_object_get_array_member (page, "links");
  JsonArray *images = json_object_get_array_member (page, "images");

  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (page, "unbalanced")), ==,
                    0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (page, "handlers")), ==, 0);
  g_assert_false (exports_array_has (page, "elements", "script"));
  g_assert_false (exports_array_has (page, "alts", "MISSING"));
  for (guint i = 0; i < json_array_get_length (links); i++) {
    const char *link = json_array_get_string_element (links, i);

    g_assert_true (g_str_has_prefix (link, "https://") || g_str_has_suffix (link, ".html"));
  }
  for (guint i = 0; i < json_array_get_length (images); i++)
    g_assert_true (g_str_has_prefix (json_array_get_string_element (images, i), "https://"));
  g_assert_null (strstr (exports_text_of (page, "text"), "{{"));
}

static void
test_html (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autofree char *out = exports_out_of (folder);
  g_auto (GStrv) paths = NULL;
  g_autofree char *email_path = g_build_filename (out, "l-été-b-nouveau-b-email-fr.html", NULL);
  g_autoptr (JsonObject) email = NULL;
  g_autofree char *index_path = g_build_filename (out, "index.html", NULL);
  g_autoptr (JsonObject) index = NULL;
  JsonArray *links;

  exports_prepare (&sample, folder);
  paths = exports_save (&sample, NL_EXPORT_HTML, out);
  g_assert_cmpuint (g_strv_length (paths), ==, 8);
  g_assert_cmpuint (count_entries (out), ==, 8);
  for (char **path = paths; *path != NULL; path++) {
    g_autoptr (JsonObject) page = sample_witness ("html", *path);

    g_test_message ("%s", *path);
    assert_harmless (page);
    if (strstr (*path, "-ar.html") != NULL)
      g_assert_cmpstr (exports_text_of (page, "dir"), ==, "rtl");
  }

  index = sample_witness ("html", index_path);
  links = json_object_get_array_member (index, "links");
  g_assert_cmpuint (json_array_get_length (links), ==, 7);
  for (guint i = 0; i < 7; i++) {
    g_autofree char *name = g_uri_unescape_string (json_array_get_string_element (links, i), NULL);
    g_autofree char *path = g_build_filename (out, name, NULL);

    g_assert_true (g_strv_contains ((const char *const *) paths, path));
  }

  email = sample_witness ("html", email_path);
  g_assert_cmpstr (exports_text_of (email, "lang"), ==, "fr");
  g_assert_cmpstr (exports_text_of (email, "dir"), ==, "ltr");
  g_assert_true (g_str_has_prefix (exports_text_of (email, "title"), "Notre thé d’été est arrivé"));
  g_assert_nonnull (strstr (exports_text_of (email, "text"), "C’est <b>l’été</b>"));
  g_assert_nonnull (strstr (exports_text_of (email, "text"), "<script>alert(2)</script>"));
  g_assert_nonnull (strstr (exports_text_of (email, "text"), HOSTILE));
  g_assert_nonnull (strstr (exports_text_of (email, "text"), "Découvrir > maintenant"));
  g_assert_nonnull (strstr (exports_text_of (email, "text"), "P.-S. : jusqu’à dimanche"));
  g_assert_true (
      exports_array_has (email, "links",
                         "https://the.example/sencha?utm_source=newsletter&utm_medium=email"
                         "&utm_campaign=l-ete-b-nouveau-b&utm_content=fr-a"));
  g_assert_true (exports_array_has (email, "links", "https://other.example/x"));
  g_assert_true (exports_array_has (email, "alts", "Une tasse \"bleue\""));
}

static void
test_eml (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autofree char *out = exports_out_of (folder);
  g_auto (GStrv) paths = NULL;
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) second = NULL;
  JsonObject *headers;

  exports_prepare (&sample, folder);
  paths = exports_save (&sample, NL_EXPORT_EML, out);
  g_assert_cmpuint (g_strv_length (paths), ==, 3);
  g_assert_true (g_str_has_suffix (paths[0], "/l-été-b-nouveau-b-email-fr.eml"));
  g_assert_true (g_str_has_suffix (paths[1], "/l-été-b-nouveau-b-email-fr-b.eml"));

  first = sample_witness ("eml", paths[0]);
  headers = json_object_get_object_member (first, "headers");
  g_assert_true (json_object_get_boolean_member (first, "ascii"));
  g_assert_cmpint (json_object_get_int_member (first, "bare_line_ends"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (first, "longest"), <=, 78);
  g_assert_cmpstr (exports_text_of (first, "defects"), ==, "");
  g_assert_true (exports_array_has (first, "types", "multipart/alternative"));
  g_assert_true (exports_array_has (first, "types", "text/plain"));
  g_assert_true (exports_array_has (first, "types", "text/html"));
  g_assert_cmpstr (exports_text_of (headers, "Subject"), ==,
                   "Notre thé d’été est arrivé : découvrez-le avant tout le monde, « frais » 🍃");
  /* Python keeps the blank between two encoded words of a name, against RFC 2047, 6.2. */
  g_assert_true (g_str_has_prefix (exports_text_of (first, "from"), "Thé d’Été <script>alert(1)"));
  g_assert_cmpint (json_object_get_int_member (first, "from_addresses"), ==, 0);
  g_assert_cmpstr (exports_text_of (first, "date"), ==, "2026-11-22T09:34:07+00:00");
  g_assert_cmpstr (exports_text_of (headers, "X-Unsent"), ==, "1");
  g_assert_true (g_str_has_suffix (exports_text_of (headers, "Message-ID"), "@www.the.example>"));
  g_assert_false (json_object_has_member (headers, "List-Unsubscribe"));
  g_assert_nonnull (
      strstr (exports_text_of (first, "text"), "• Sencha (https://the.example/sencha?utm_"));
  g_assert_nonnull (
      strstr (exports_text_of (first, "text"), "\n.\nFrom here on, a line that is so very"));
  g_assert_nonnull (strstr (exports_text_of (first, "text"), "\n-- \nThé d’Été"));
  assert_harmless (json_object_get_object_member (first, "html"));

  second = sample_witness ("eml", paths[1]);
  headers = json_object_get_object_member (second, "headers");
  g_assert_cmpstr (exports_text_of (headers, "Subject"), ==, "Plain Bcc: victim@x.example");
  g_assert_false (json_object_has_member (headers, "Bcc"));
}

static gpointer
store_logo (NlConnection *connection, gpointer data, GError **error)
{
  Sample *sample = data;
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 400, 100);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (NlImage) image = NULL;
  g_autoptr (NlRecord) shop = NULL;

  gdk_pixbuf_fill (pixbuf, 0x1c71d8ff);
  bytes = nl_image_encode_png (pixbuf, error);
  image = nl_image_new (bytes, NL_IMAGE_PIXELS_ONLY, error);
  shop = nl_record_load (NL_TYPE_SHOP, sample->shop_id, connection, error);
  nl_record_set_int64 (shop, NL_SHOP_LOGO_IMAGE_ID, nl_image_store (image, connection, error));
  nl_record_save (shop, connection, error);
  return NULL;
}

static void
test_logo (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autofree char *out = exports_out_of (folder);
  g_auto (GStrv) eml_paths = NULL;
  g_auto (GStrv) html_paths = NULL;
  g_autoptr (JsonObject) eml = NULL;
  g_autoptr (JsonObject) html = NULL;
  JsonObject *inside;
  JsonArray *images;

  exports_prepare (&sample, folder);
  nl_test_await_ok (nl_store_write (sample.store, store_logo, &sample, NULL, G_TYPE_NONE, NULL));
  eml_paths = exports_save (&sample, NL_EXPORT_EML, out);
  eml = sample_witness ("eml", eml_paths[0]);
  g_assert_cmpstr (exports_text_of (eml, "defects"), ==, "");
  g_assert_true (exports_array_has (eml, "types", "multipart/related"));
  g_assert_true (exports_array_has (eml, "types", "image/png"));
  images = json_object_get_array_member (eml, "images");
  g_assert_cmpuint (json_array_get_length (images), ==, 1);
  g_assert_cmpint (json_array_get_int_element (images, 0), >, 50);
  inside = json_object_get_object_member (eml, "html");
  g_assert_true (exports_array_has (inside, "images", "cid:logo@ninjalead.invalid"));
  g_assert_true (exports_array_has (inside, "alts", "Thé d’Été " HOSTILE));

  html_paths = exports_save (&sample, NL_EXPORT_HTML, out);
  g_assert_cmpuint (g_strv_length (html_paths), ==, 9);
  g_assert_true (g_str_has_suffix (html_paths[8], "/l-été-b-nouveau-b-logo.png"));
  html = sample_witness ("html", html_paths[1]);
  g_assert_true (exports_array_has (html, "images", "l-%C3%A9t%C3%A9-b-nouveau-b-logo.png"));
}

static JsonObject *
find_row (JsonArray *rows, const char *channel, const char *part, const char *position)
{
  for (guint i = 0; i < json_array_get_length (rows); i++) {
    JsonObject *row = json_array_get_object_element (rows, i);

    if (g_str_equal (exports_text_of (row, "channel"), channel)
        && g_str_equal (exports_text_of (row, "part"), part)
        && g_str_equal (exports_text_of (row, "position"), position))
      return row;
  }
  return NULL;
}

static void
test_csv (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autofree char *out = exports_out_of (folder);
  g_auto (GStrv) paths = NULL;
  g_autoptr (JsonObject) table = NULL;
  JsonArray *rows;

  exports_prepare (&sample, folder);
  paths = exports_save (&sample, NL_EXPORT_CSV, out);
  g_assert_cmpuint (g_strv_length (paths), ==, 1);
  table = sample_witness ("csv", paths[0]);
  g_assert_true (json_object_get_boolean_member (table, "bom"));
  g_assert_true (json_object_get_boolean_member (table, "crlf"));
  rows = json_object_get_array_member (table, "rows");
  /* Three emails of six parts, an SMS, a caption and two tags, six ad texts, a post of four. */
  g_assert_cmpuint (json_array_get_length (rows), ==, 18 + 1 + 3 + 6 + 4);
  g_assert_cmpstr (exports_text_of (find_row (rows, "instagram", "caption", "1"), "text"), ==,
                   "Le \"thé\", enfin");
  g_assert_cmpstr (exports_text_of (find_row (rows, "google-ads", "headlines", "2"), "text"), ==,
                   "Tea & Co");
  g_assert_cmpstr (exports_text_of (find_row (rows, "google-ads", "headlines", "2"), "max"), ==,
                   "30");
  g_assert_cmpstr (exports_text_of (find_row (rows, "google-ads", "headlines", "2"), "length"), ==,
                   "8");
  /* A spreadsheet must not calculate it. */
  g_assert_cmpstr (exports_text_of (find_row (rows, "sms", "text", "1"), "text"), ==,
                   "'=1+1 <b>Salut</b>\nSTOP");
  g_assert_nonnull (
      strstr (exports_text_of (find_row (rows, "sms", "text", "1"), "link"), "utm_source=sms"));
}

static void
test_json (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autofree char *out = exports_out_of (folder);
  g_auto (GStrv) paths = NULL;
  g_auto (GStrv) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *same = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *root;
  JsonObject *message;

  exports_prepare (&sample, folder);
  paths = exports_save (&sample, NL_EXPORT_JSON, out);
  g_file_get_contents (paths[0], &text, NULL, NULL);
  node = json_from_string (text, NULL);
  root = json_node_get_object (node);
  g_assert_cmpstr (exports_text_of (root, "format"), ==, "ninjalead-campaign");
  g_assert_cmpint (json_object_get_int_member (root, "version"), ==, 1);
  g_assert_cmpstr (exports_text_of (json_object_get_object_member (root, "campaign"), "name"), ==,
                   "L’été : <b>nouveau</b>");
  g_assert_cmpstr (exports_text_of (json_object_get_object_member (root, "persona"), "name"), ==,
                   "Chloé");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "messages")), ==, 7);
  message = json_array_get_object_element (json_object_get_array_member (root, "messages"), 3);
  g_assert_cmpstr (exports_text_of (message, "channel"), ==, "sms");
  g_assert_cmpstr (exports_text_of (json_object_get_object_member (message, "parts"), "text"), ==,
                   "=1+1 <b>Salut</b>\nSTOP");
  again = exports_save (&sample, NL_EXPORT_JSON, out);
  g_assert_cmpstr (again[0], !=, paths[0]);
  g_file_get_contents (again[0], &same, NULL, NULL);
  g_assert_cmpstr (same, ==, text);
}

static void
test_markdown (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autofree char *out = exports_out_of (folder);
  g_auto (GStrv) paths = NULL;
  g_autofree char *english = NULL;
  g_autofree char *french = NULL;

  exports_prepare (&sample, folder);
  paths = exports_save (&sample, NL_EXPORT_MARKDOWN, out);
  g_assert_cmpuint (g_strv_length (paths), ==, 3);
  g_assert_true (g_str_has_suffix (paths[2], "-en.md"));
  g_file_get_contents (paths[0], &french, NULL, NULL);
  g_file_get_contents (paths[2], &english, NULL, NULL);
  g_assert_true (g_str_has_prefix (french, "# L’été : \\<b\\>nouveau\\</b\\> (French)\n"));
  g_assert_nonnull (strstr (french, "## Email\n"));
  g_assert_nonnull (strstr (french, "## Email, variant B\n"));
  g_assert_nonnull (strstr (french, "Voici *notre* **thé** :"));
  g_assert_nonnull (strstr (french, "\\<script\\>alert(2)\\</script\\>"));
  g_assert_nonnull (strstr (english, "\\*Summer\\*"));
  g_assert_nonnull (strstr (english, "\n#### Big\n"));
  g_assert_nonnull (strstr (english, "\\<i\\>raw"));
}

static void
test_nothing_is_replaced (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autofree char *out = exports_out_of (folder);
  g_autofree char *index = g_build_filename (out, "index.html", NULL);
  g_auto (GStrv) first = NULL;
  g_auto (GStrv) second = NULL;
  g_autofree char *contents = NULL;

  exports_prepare (&sample, folder);
  g_assert_cmpint (g_mkdir (out, 0777), ==, 0);
  g_file_set_contents (index, "mine", -1, NULL);
  first = exports_save (&sample, NL_EXPORT_HTML, out);
  second = exports_save (&sample, NL_EXPORT_HTML, out);
  for (char **path = first; *path != NULL; path++)
    g_assert_true (g_str_has_suffix (*path, "-2.html"));
  for (char **path = second; *path != NULL; path++)
    g_assert_true (g_str_has_suffix (*path, "-3.html"));
  g_file_get_contents (index, &contents, NULL, NULL);
  g_assert_cmpstr (contents, ==, "mine");
  g_assert_cmpuint (count_entries (out), ==, 1 + 8 + 8);
}

static void
test_names_stay_inside (const char *folder)
{
  static const struct {
    const char *name;
    const char *file;
  } NAMES[] = {
    { "../../escape", "escape.json" }, { "/etc/passwd", "etc-passwd.json" },
    { "...", "campaign.json" },        { "a\nb\tc", "a-b-c.json" },
    { "夏のお茶", "夏のお茶.json" },   { "CON|*?<>", "campaign-con.json" },
  };
  g_auto (Sample) sample = { NULL };
  g_autofree char *out = exports_out_of (folder);

  sample_open (&sample, folder);
  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++) {
    g_auto (GStrv) paths = NULL;
    g_autofree char *expected = g_build_filename (out, NAMES[i].file, NULL);

    sample_add_campaign (&sample, NAMES[i].name);
    paths = exports_save (&sample, NL_EXPORT_JSON, out);
    g_assert_cmpstr (paths[0], ==, expected);
  }
}

static void
assert_fails (Sample *sample, NlExportFormat format, const char *folder, GIOErrorEnum code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (
      nl_campaign_export (sample->store, sample->campaign_id, format, folder, NULL, NULL), &error));
  g_assert_error (error, G_IO_ERROR, (int) code);
}

static void
test_bad_folders (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autofree char *below = g_build_filename (folder, "file", "below", NULL);
  g_autofree char *locked = g_build_filename (folder, "locked", NULL);

  exports_prepare (&sample, folder);
  g_file_set_contents (file, "x", 1, NULL);
  assert_fails (&sample, NL_EXPORT_CSV, below, G_IO_ERROR_NOT_DIRECTORY);
  assert_fails (&sample, NL_EXPORT_CSV, "/proc/nowhere", G_IO_ERROR_NOT_FOUND);
  if (geteuid () == 0) {
    /* Root may write everywhere but here. */
    assert_fails (&sample, NL_EXPORT_CSV, "/proc/self", G_IO_ERROR_NOT_FOUND);
    return;
  }
  g_assert_cmpint (g_mkdir (locked, 0500), ==, 0);
  assert_fails (&sample, NL_EXPORT_CSV, locked, G_IO_ERROR_PERMISSION_DENIED);
}

static void
test_nothing_to_save (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autofree char *out = exports_out_of (folder);
  g_autoptr (GError) error = NULL;

  sample_open (&sample, folder);
  sample_add_campaign (&sample, "Empty");
  sample_add_message (&sample, "sms", "fr", "A", "{\"text\":\"x\"}");
  assert_fails (&sample, NL_EXPORT_EML, out, G_IO_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
  sample.campaign_id = 1;
  g_assert_false (
      dex_await (nl_campaign_export (sample.store, 1, NL_EXPORT_CSV, out, NULL, NULL), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_NOT_FOUND);
}

/* Several formats at once: all of them, or nothing. */
static void
test_together (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autofree char *out = exports_out_of (folder);
  g_autofree char *below = g_build_filename (folder, "file", "below", NULL);
  g_autofree char *file = g_path_get_dirname (below);
  g_auto (GStrv) paths = NULL;
  g_autoptr (GError) error = NULL;
  guint formats = 1u << NL_EXPORT_CSV | 1u << NL_EXPORT_JSON;

  exports_prepare (&sample, folder);
  paths = dex_await_boxed (nl_campaign_export_formats (sample.store, sample.campaign_id, formats,
                                                       out, NULL, NULL),
                           &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (paths), ==, 2);
  for (guint i = 0; paths[i] != NULL; i++)
    g_assert_true (g_file_test (paths[i], G_FILE_TEST_IS_REGULAR));
  g_file_set_contents (file, "x", 1, NULL);
  g_assert_false (dex_await (nl_campaign_export_formats (sample.store, sample.campaign_id, formats,
                                                         below, NULL, NULL),
                             &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
}

static void
test_cancelled (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autofree char *out = exports_out_of (folder);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  exports_prepare (&sample, folder);
  g_cancellable_cancel (cancellable);
  g_assert_false (dex_await (nl_campaign_export (sample.store, sample.campaign_id, NL_EXPORT_HTML,
                                                 out, NULL, cancellable),
                             &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
}

static void
test_without_persona (const char *folder)
{
  g_auto (Sample) sample = { NULL };
  g_autofree char *out = exports_out_of (folder);
  g_auto (GStrv) paths = NULL;
  g_autofree char *text = NULL;

  exports_prepare (&sample, folder);
  nl_test_await_ok (nl_store_delete (sample.store, NL_TYPE_PERSONA, sample.persona_id));
  paths = exports_save (&sample, NL_EXPORT_JSON, out);
  g_file_get_contents (paths[0], &text, NULL, NULL);
  g_assert_nonnull (strstr (text, "\"persona\" : null"));
}

static void
test_formats (const char *folder)
{
  for (guint i = 0; i < NL_EXPORT_N_FORMATS; i++) {
    NlExportFormat format;

    g_assert_true (nl_export_format_parse (nl_export_format_to_string (i), &format));
    g_assert_cmpint (format, ==, i);
    g_assert_cmpstr (nl_export_format_get_name (i), !=, "");
  }
  g_assert_false (nl_export_format_parse ("pdf", &(NlExportFormat) { 0 }));
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/campaign-export/html", test_html);
  nl_test_add ("/campaign-export/eml", test_eml);
  nl_test_add ("/campaign-export/logo", test_logo);
  nl_test_add ("/campaign-export/csv", test_csv);
  nl_test_add ("/campaign-export/json", test_json);
  nl_test_add ("/campaign-export/markdown", test_markdown);
  nl_test_add ("/campaign-export/nothing-is-replaced", test_nothing_is_replaced);
  nl_test_add ("/campaign-export/names", test_names_stay_inside);
  nl_test_add ("/campaign-export/bad-folders", test_bad_folders);
  nl_test_add ("/campaign-export/nothing-to-save", test_nothing_to_save);
  nl_test_add ("/campaign-export/together", test_together);
  nl_test_add ("/campaign-export/cancelled", test_cancelled);
  nl_test_add ("/campaign-export/without-persona", test_without_persona);
  nl_test_add ("/campaign-export/formats", test_formats);
  return g_test_run ();
}
