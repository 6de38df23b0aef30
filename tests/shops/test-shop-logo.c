/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shops/nl-shop-logo.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/nl-image-decode.h"
#include "nl-test.h"
#include "shops/nl-shops.h"
#include "store/nl-image.h"

static const char drawing[] = "<svg xmlns='http://www.w3.org/2000/svg' width='60' height='30'>"
                              "<rect width='60' height='30' fill='#336699'/></svg>";

static NlStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  NlStore *store = dex_await_object (nl_store_open (folder), &error);

  g_assert_no_error (error);
  return store;
}

static GFile *
write_file (const char *folder, const char *name, const void *contents, gsize length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
  return g_file_new_for_path (path);
}

static gint64
add (NlStore *store, GFile *file)
{
  g_autoptr (GError) error = NULL;
  gint64 id = dex_await_int64 (nl_shop_logo_add (store, file), &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static void
assert_refused (NlStore *store, GFile *file, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (nl_store_get_folder (store), "workspace.db", NULL);
  g_autofree char *count = NULL;

  g_assert_false (dex_await (nl_shop_logo_add (store, file), &error));
  g_assert_error (error, domain, code);
  g_assert_cmpuint (strlen (error->message), >, 10);
  count = nl_test_sqlite3 (path, "SELECT count(*) FROM images");
  g_assert_cmpstr (count, ==, "0");
}

static void
test_logo_of_a_shop (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (GFile) file = write_file (folder, "logo.svg", drawing, sizeof drawing - 1);
  g_autoptr (NlShop) shop = g_object_new (NL_TYPE_SHOP, "name", "Atelier", "language", "fr", NULL);
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = add (store, file);

  g_object_set (shop, "logo-image-id", id, NULL);
  nl_test_await_ok (nl_shops_save (store, shop));
  original = dex_await_boxed (nl_store_load_original (store, id), &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (original, NULL), g_bytes_get_size (original), drawing,
                   sizeof drawing - 1);
}

/* The file may go: what was read stays. The same once more is the same image. */
static void
test_file_may_go (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (GFile) file = write_file (folder, "logo.svg", drawing, sizeof drawing - 1);
  g_autoptr (GFile) same = write_file (folder, "same.svg", drawing, sizeof drawing - 1);
  g_autoptr (GBytes) png = NULL;
  gint64 id = add (store, file);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_delete (file, NULL, NULL));
  g_assert_cmpint (add (store, same), ==, id);
  png = dex_await_boxed (nl_store_load_thumbnail (store, id, 64), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (png), >, 8);
}

static void
test_refused (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autofree char *missing_path = g_build_filename (folder, "missing.png", NULL);
  g_autofree char *pipe_path = g_build_filename (folder, "pipe.png", NULL);
  g_autoptr (GFile) missing = g_file_new_for_path (missing_path);
  g_autoptr (GFile) directory = g_file_new_for_path (folder);
  g_autoptr (GFile) endless = g_file_new_for_path ("/dev/zero");
  g_autoptr (GFile) pipe = g_file_new_for_path (pipe_path);
  g_autoptr (GFile) text = write_file (folder, "text.png", "hello", 5);
  g_autoptr (GFile) empty = write_file (folder, "empty.png", "", 0);

  assert_refused (store, missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_refused (store, directory, NL_IMAGE_ERROR, NL_IMAGE_ERROR_UNKNOWN_TYPE);
  assert_refused (store, endless, NL_IMAGE_ERROR, NL_IMAGE_ERROR_UNKNOWN_TYPE);
  assert_refused (store, text, NL_IMAGE_ERROR, NL_IMAGE_ERROR_UNKNOWN_TYPE);
  assert_refused (store, empty, NL_IMAGE_ERROR, NL_IMAGE_ERROR_UNKNOWN_TYPE);
  /* Reading it would wait for ever. */
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  assert_refused (store, pipe, NL_IMAGE_ERROR, NL_IMAGE_ERROR_UNKNOWN_TYPE);
}

/* A file larger than the limit is not even read; it may be sparse. */
static void
test_too_large (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (GFile) file = write_file (folder, "large.svg", drawing, sizeof drawing - 1);

  g_assert_cmpint (truncate (g_file_peek_path (file), (off_t) NL_IMAGE_USUAL_BYTES + 1), ==, 0);
  assert_refused (store, file, NL_IMAGE_ERROR, NL_IMAGE_ERROR_TOO_LARGE);
}

static void
test_hostile_drawings (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autofree char *secret = g_build_filename (folder, "secret.txt", NULL);
  g_autofree char *reads
      = g_strdup_printf ("<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY s SYSTEM 'file://%s'>]>"
                         "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
                         "<text>&s;</text></svg>",
                         secret);
  static const char laughs[]
      = "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'>"
        "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>"
        "<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'>"
        "<!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'><!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'>]>"
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>&g;</text></svg>";
  const char *const drawings[] = {
    reads,
    laughs,
    "<svg xmlns='http://www.w3.org/2000/svg' width='1000000' height='1000000'/>",
    "<svg xmlns='http://www.w3.org/2000/svg' width='-5' height='0'/>",
    "<svg",
    "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
  };

  g_assert_true (g_file_set_contents (secret, "Secret", -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (drawings); i++) {
    g_autoptr (GFile) file = write_file (folder, "hostile.svg", drawings[i], strlen (drawings[i]));
    g_autoptr (GError) error = NULL;
    gint64 start = g_get_monotonic_time ();

    /* Refused or drawn, not worked on for ever, and with a reason. */
    if (!dex_await (nl_shop_logo_add (store, file), &error))
      g_assert_true (error->domain == NL_IMAGE_ERROR);
    g_assert_cmpint (g_get_monotonic_time () - start, <, NL_TEST_PATIENCE);
  }
}

static void
test_closed_workspace (const char *folder)
{
  g_autoptr (NlStore) store = open_store (folder);
  g_autoptr (GFile) file = write_file (folder, "logo.svg", drawing, sizeof drawing - 1);
  g_autoptr (GError) error = NULL;

  nl_test_await_ok (nl_store_close (store));
  g_assert_false (dex_await (nl_shop_logo_add (store, file), &error));
  g_assert_error (error, NL_STORE_ERROR, NL_STORE_ERROR_CLOSED);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/shop-logo/works", test_logo_of_a_shop);
  nl_test_add ("/shop-logo/file-may-go", test_file_may_go);
  nl_test_add ("/shop-logo/refused", test_refused);
  nl_test_add ("/shop-logo/too-large", test_too_large);
  nl_test_add ("/shop-logo/hostile", test_hostile_drawings);
  nl_test_add ("/shop-logo/closed", test_closed_workspace);
  return g_test_run ();
}
