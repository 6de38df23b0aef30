/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "personas/nl-persona-export.h"

#include <string.h>

#include "base/nl-image-decode.h"
#include "nl-test.h"
#include "personas/nl-persona-avatar.h"
#include "personas/nl-persona-html.h"
#include "store/nl-image.h"

static NlStore *store;

static gpointer
store_image (NlConnection *connection, gpointer data, GError **error)
{
  g_autofree gint64 *id = g_new0 (gint64, 1);

  *id = nl_image_store (data, connection, error);
  return *id != 0 ? g_steal_pointer (&id) : NULL;
}

static gint64
add_image (NlImage *image)
{
  g_autoptr (GError) error = NULL;
  gint64 id = dex_await_int64 (nl_store_write (store, store_image, nl_image_ref (image),
                                               (GDestroyNotify) nl_image_unref, G_TYPE_INT64, NULL),
                               &error);

  g_assert_no_error (error);
  return id;
}

static NlPersona *
create_persona (const char *name)
{
  NlPersona *persona
      = g_object_new (NL_TYPE_PERSONA, "name", name, "language", "fr", "tagline",
                      "Calme & <b>lumière</b>", "age-min", G_GINT64_CONSTANT (30), "age-max",
                      G_GINT64_CONSTANT (40), "goals",
                      "[{\"text\":\"Dépenser 42 €\",\"source\":\"data\",\"figure\":\"42 €\"},"
                      "{\"text\":\"</ul><script>alert(1)</script>\",\"source\":\"inferred\"}]",
                      NULL);

  return persona;
}

static void
set_up (const char *folder)
{
  g_autoptr (GError) error = NULL;

  store = dex_await_object (nl_store_open (folder), &error);
  g_assert_no_error (error);
}

/* With its drawn portrait. */
static NlPersona *
create_with_drawing (void)
{
  NlPersona *persona = create_persona ("Nadia");
  g_autoptr (GError) error = NULL;
  g_autoptr (NlImage) drawing = dex_await_boxed (nl_persona_draw_avatar (persona, 7, NULL), &error);

  g_assert_no_error (error);
  nl_record_set_int64 (NL_RECORD (persona), NL_PERSONA_AVATAR_IMAGE_ID, add_image (drawing));
  return persona;
}

static GBytes *export (NlPersona *persona,
                       NlPersonaFormat format,
                       const char *folder,
                       GError **error)
{
  g_autofree char *path = g_build_filename (folder, "exported", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (!dex_await (nl_persona_export (store, persona, format, file), error))
    return NULL;
  return g_file_load_bytes (file, NULL, NULL, error);
}

static void
test_html_is_safe (void)
{
  g_autoptr (NlPersona) persona = create_persona ("<img src=x onerror=alert(1)>");
  g_autofree char *html = nl_persona_to_html (persona, NULL);

  g_assert_nonnull (strstr (html, "<html lang=\"fr\" dir=\"ltr\">"));
  g_assert_nonnull (strstr (html, "&lt;img src=x onerror=alert(1)&gt;"));
  g_assert_nonnull (strstr (html, "Calme &amp; &lt;b&gt;lumière&lt;/b&gt;"));
  g_assert_nonnull (strstr (html, "<li>Dépenser 42 € <b>42 €</b></li>"));
  g_assert_null (strstr (html, "<img"));
  g_assert_null (strstr (html, "<script"));
}

/* One file that needs no other. */
static void
test_card (const char *folder)
{
  g_autoptr (NlPersona) persona = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) html = NULL;

  set_up (folder);
  persona = create_with_drawing ();
  html = export (persona, NL_PERSONA_FORMAT_HTML, folder, &error);
  g_assert_no_error (error);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (html, NULL), (gssize) g_bytes_get_size (html),
                                  "src=\"data:image/svg+xml;base64,"));
  g_clear_object (&store);
}

static void
test_portrait (const char *folder)
{
  g_autoptr (NlPersona) persona = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (GBytes) refused = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (NlImage) picture = NULL;

  set_up (folder);
  persona = create_with_drawing ();
  svg = export (persona, NL_PERSONA_FORMAT_SVG, folder, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nl_image_sniff (svg), ==, "image/svg+xml");
  png = export (persona, NL_PERSONA_FORMAT_PNG, folder, &error);
  g_assert_no_error (error);
  pixbuf = nl_image_decode (png, NL_IMAGE_USUAL_PIXELS, NL_IMAGE_USUAL_BYTES, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 1024);

  /* What was never drawn can’t become a drawing. */
  picture = nl_image_new (png, NL_IMAGE_PIXELS_ONLY, &error);
  g_assert_no_error (error);
  nl_record_set_int64 (NL_RECORD (persona), NL_PERSONA_AVATAR_IMAGE_ID, add_image (picture));
  refused = export (persona, NL_PERSONA_FORMAT_SVG, folder, &error);
  g_assert_null (refused);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_clear_object (&store);
}

static void
test_no_portrait (const char *folder)
{
  g_autoptr (NlPersona) persona = create_persona ("Nadia");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  set_up (folder);
  bytes = export (persona, NL_PERSONA_FORMAT_HTML, folder, &error);
  g_assert_no_error (error);
  g_clear_pointer (&bytes, g_bytes_unref);
  bytes = export (persona, NL_PERSONA_FORMAT_PNG, folder, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_object (&store);
}

static void
test_folder_that_is_missing (const char *folder)
{
  g_autoptr (NlPersona) persona = create_persona ("Nadia");
  g_autofree char *missing = g_build_filename (folder, "missing", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  set_up (folder);
  bytes = export (persona, NL_PERSONA_FORMAT_HTML, missing, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_object (&store);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  g_test_add_func ("/persona-export/html-is-safe", test_html_is_safe);
  nl_test_add ("/persona-export/card", test_card);
  nl_test_add ("/persona-export/portrait", test_portrait);
  nl_test_add ("/persona-export/no-portrait", test_no_portrait);
  nl_test_add ("/persona-export/missing-folder", test_folder_that_is_missing);
  return g_test_run ();
}
