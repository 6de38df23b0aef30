/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "customers/nl-import-preview.h"
#include "customers/nl-order-import.h"

/* A file that another program writes while it is imported: all of what was there, or an error and
 * nothing. Whether the change comes before the file was read to its end is up to the machine. */

/* More bytes than are read ahead. */
#define ROWS 3000
#define FILLING 3600

typedef enum {
  GROW,
  SHRINK,
  OVERWRITE,
  REPLACE,
  N_CHANGES,
} Change;

typedef struct {
  const char *path;
  Change change;
  gboolean is_done;
} Culprit;

static void
append (const char *path, const char *text)
{
  FILE *file = fopen (path, "a");

  g_assert_nonnull (file);
  g_assert_cmpint (fputs (text, file), >=, 0);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
overwrite (const char *path)
{
  FILE *file = fopen (path, "r+");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, -2000, SEEK_END), ==, 0);
  for (guint i = 0; i < 100; i++)
    g_assert_cmpint (fputs ("\"broken,rows\n", file), >=, 0);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
replace (const char *path)
{
  g_autofree char *other = g_strconcat (path, ".new", NULL);

  g_assert_true (
      g_file_set_contents (other, "Email,Order,Date,Total\nx@example.com,1,2,3\n", -1, NULL));
  g_assert_cmpint (g_rename (other, path), ==, 0);
}

static void
do_change (const char *path, Change change)
{
  switch (change) {
  case GROW:
    append (path, "late@example.com,late,2026-05-31,1.00,Late\n");
    break;
  case SHRINK:
    g_assert_cmpint (truncate (path, ROWS * FILLING / 2), ==, 0);
    break;
  case OVERWRITE:
    overwrite (path);
    break;
  case REPLACE:
  case N_CHANGES:
    replace (path);
    break;
  }
}

static void
progress_cb (NlOperation *operation, GParamSpec *pspec, Culprit *culprit)
{
  if (culprit->is_done)
    return;
  culprit->is_done = TRUE;
  do_change (culprit->path, culprit->change);
}

static char *
write_rows (ImportFixture *self, const char *name)
{
  g_autoptr (GString) text = g_string_new ("Email,Order,Date,Total,Filling\n");
  g_autofree char *filling = g_strnfill (FILLING, 'x');

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (text, "p%u@example.com,%u,2026-05-31,1.00,%s\n", i, i, filling);
  return import_fixture_write (self, name, text->str);
}

static NlImportReport *
import (ImportFixture *self,
        NlImportKind kind,
        const char *path,
        NlOperation *operation,
        GError **error)
{
  NlImportOptions options = { .path = path };

  return kind == NL_IMPORT_KIND_CUSTOMERS
             ? import_fixture_import (self, path, NULL, operation, error)
             : dex_await_boxed (nl_orders_import (self->store, NL_SHOP (self->shop), &options,
                                                  operation),
                                error);
}

static void
import_while (const char *folder, NlImportKind kind, Change change)
{
  ImportFixture self;
  g_autofree char *own = g_strdup_printf ("%s/%d-%d", folder, kind, change);
  g_autofree char *path = NULL;
  g_autoptr (NlOperation) operation = nl_operation_new ("Import");
  g_autoptr (NlImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  Culprit culprit = { .change = change };
  const char *counts = "PRAGMA integrity_check; SELECT count (*) FROM customers;"
                       "SELECT count (*) FROM orders";

  import_fixture_set_up (&self, own);
  path = write_rows (&self, "file.csv");
  culprit.path = path;
  g_signal_connect (operation, "notify", G_CALLBACK (progress_cb), &culprit);
  report = import (&self, kind, path, operation, &error);
  /* It may still have something to say. */
  g_signal_handlers_disconnect_by_data (operation, &culprit);
  g_assert_true (culprit.is_done);
  if (report == NULL) {
    g_test_message ("kind %d, change %d: %s", kind, change, error->message);
    g_assert_error (error, NL_CSV_ERROR, NL_CSV_ERROR_CHANGED);
    import_fixture_assert_says (&self, counts, "ok\n0\n0");
  } else {
    g_autofree char *all
        = g_strdup_printf ("ok\n%u\n%u", ROWS, kind == NL_IMPORT_KIND_ORDERS ? ROWS : 0);

    g_test_message ("kind %d, change %d: imported", kind, change);
    g_assert_cmpuint (report->inserted, ==, ROWS);
    g_assert_cmpuint (report->rejected, ==, 0);
    import_fixture_assert_says (&self, counts, all);
  }
  import_fixture_tear_down (&self);
}

static void
test_customers (const char *folder)
{
  for (Change change = 0; change < N_CHANGES; change++)
    import_while (folder, NL_IMPORT_KIND_CUSTOMERS, change);
}

static void
test_orders (const char *folder)
{
  for (Change change = 0; change < N_CHANGES; change++)
    import_while (folder, NL_IMPORT_KIND_ORDERS, change);
}

/* Between the look at its columns and the import: what was checked is not what would be stored. */
static void
test_other_columns (const char *folder)
{
  static const struct {
    const char *before;
    const char *after;
  } files[] = {
    { "Email,First Name,Last Name\na@example.com,Anna,Li\n",
      "Email,Last Name,First Name\na@example.com,Li,Anna\n" },
    { "Email,Note\na@example.com,x\n", "Email,Note,Tags\na@example.com,x,y\n" },
    { "a@example.com,Anna\nb@example.com,Bo\n", "a@example.com,Anna,x\nb@example.com,Bo,y\n" },
  };
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = import_fixture_write (&self, "file.csv", files[i].before);
    g_autoptr (GError) error = NULL;
    g_autoptr (NlImportPreview) preview
        = dex_await_object (nl_import_preview_load (path, NULL, NL_SHOP (self.shop)), &error);
    NlImportOptions options = { .path = path };

    g_assert_no_error (error);
    nl_import_preview_set_kind (preview, NL_IMPORT_KIND_CUSTOMERS);
    options.mapping = nl_import_preview_get_mapping (preview);
    options.csv = *nl_import_preview_get_format (preview);
    g_free (import_fixture_write (&self, "file.csv", files[i].after));
    g_assert_null (dex_await_boxed (
        nl_customers_import (self.store, NL_SHOP (self.shop), &options, NULL), &error));
    g_assert_error (error, NL_CSV_ERROR, NL_CSV_ERROR_CHANGED);
    import_fixture_assert_says (&self, "SELECT count (*) FROM customers", "0");
  }
  import_fixture_tear_down (&self);
}

int
main (int argc, char *argv[])
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/import-changing-file/customers", test_customers);
  nl_test_add ("/import-changing-file/orders", test_orders);
  nl_test_add ("/import-changing-file/other-columns", test_other_columns);
  return g_test_run ();
}
