/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include "customers/nl-import-memory.h"
#include "customers/nl-import-preview.h"
#include "customers/nl-order-columns.h"

#define ROW "a@example.com,Anna,Li\n"
#define HEADERS "Email,First Name,Last Name\n"

static NlImportPreview *
load (ImportFixture *self, const char *text)
{
  g_autofree char *path = import_fixture_write (self, "file.csv", text);
  g_autoptr (GError) error = NULL;
  NlImportPreview *preview
      = dex_await_object (nl_import_preview_load (path, NULL, NL_SHOP (self->shop)), &error);

  g_assert_no_error (error);
  nl_test_await_ok (nl_import_memory_recall (self->store, preview));
  return preview;
}

static void
keep (ImportFixture *self, NlImportPreview *preview, char decimal_point, NlDateOrder date_order)
{
  nl_test_await_ok (nl_import_memory_keep (self->store, nl_import_preview_get_mapping (preview),
                                           nl_import_preview_get_format (preview), decimal_point,
                                           date_order));
}

/* Imports a file whose first and last names are the wrong way round. */
static void
keep_swapped (ImportFixture *self)
{
  g_autoptr (NlImportPreview) preview = load (self, HEADERS ROW);
  NlImportMapping *mapping = nl_import_preview_get_mapping (preview);

  g_assert_false (nl_import_preview_is_remembered (preview));
  g_assert_true (nl_import_mapping_set (mapping, 1, NL_IMPORT_IGNORE, NULL));
  g_assert_true (nl_import_mapping_set (mapping, 2, NL_IMPORT_FIRST_NAME, NULL));
  g_assert_true (nl_import_mapping_set (mapping, 1, NL_IMPORT_LAST_NAME, NULL));
  keep (self, preview, ',', NL_DATE_ORDER_MONTH_FIRST);
}

static void
assert_remembered (ImportFixture *self, const char *text, gboolean expected)
{
  g_autoptr (NlImportPreview) preview = load (self, text);
  NlImportMapping *mapping = nl_import_preview_get_mapping (preview);
  char decimal_point;
  NlDateOrder date_order;

  g_test_message ("%s", text);
  g_assert_cmpint (nl_import_preview_is_remembered (preview), ==, expected);
  if (!expected)
    return;
  g_assert_cmpuint (nl_import_mapping_get_field (mapping, 0), ==, NL_IMPORT_EMAIL);
  g_assert_cmpuint (nl_import_mapping_get_field (mapping, 1), ==, NL_IMPORT_LAST_NAME);
  g_assert_cmpuint (nl_import_mapping_get_field (mapping, 2), ==, NL_IMPORT_FIRST_NAME);
  nl_import_preview_get_style (preview, &decimal_point, &date_order);
  g_assert_cmpint (decimal_point, ==, ',');
  g_assert_cmpint (date_order, ==, NL_DATE_ORDER_MONTH_FIRST);
}

static void
test_same_columns (const char *folder)
{
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  keep_swapped (&self);
  assert_remembered (&self, HEADERS ROW, TRUE);
  /* Other rows, another delimiter, another spelling. */
  assert_remembered (&self, HEADERS "b@example.com,Bo,\n", TRUE);
  assert_remembered (&self, "EMAIL;first_name;Last name \nb@example.com;Bo;Li\n", TRUE);
  assert_remembered (&self, "First Name,Email,Last Name\nAnna,a@example.com,Li\n", FALSE);
  assert_remembered (&self, "Email,First Name\na@example.com,Anna\n", FALSE);
  assert_remembered (&self, "Email,First Name,Last Name,Note\n" ROW, FALSE);
  import_fixture_tear_down (&self);
}

static void
test_forgotten (const char *folder)
{
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  keep_swapped (&self);
  {
    g_autoptr (NlImportPreview) preview = load (&self, HEADERS ROW);
    char decimal_point;
    NlDateOrder date_order;

    nl_import_preview_forget (preview);
    g_assert_false (nl_import_preview_is_remembered (preview));
    g_assert_cmpuint (nl_import_mapping_get_field (nl_import_preview_get_mapping (preview), 1), ==,
                      NL_IMPORT_FIRST_NAME);
    nl_import_preview_get_style (preview, &decimal_point, &date_order);
    g_assert_cmpint (decimal_point, ==, 0);
    g_assert_cmpint (date_order, ==, NL_DATE_ORDER_DETECT);
    /* It counts once the file was imported so. */
    assert_remembered (&self, HEADERS ROW, TRUE);
    keep (&self, preview, 0, NL_DATE_ORDER_DETECT);
  }
  assert_remembered (&self, HEADERS ROW, FALSE);
  import_fixture_assert_says (&self, "SELECT count (*) FROM import_mappings", "0");
  import_fixture_tear_down (&self);
}

/* The same columns may be of customers and of orders. */
static void
test_kinds (const char *folder)
{
  static const char text[] = "Order,Email,Date,Amount,Sum\n1,a@example.com,2026-05-31,1,9\n";
  ImportFixture self;
  g_autoptr (NlImportPreview) preview = NULL;
  NlImportMapping *mapping;

  import_fixture_set_up (&self, folder);
  preview = load (&self, text);
  nl_import_preview_set_kind (preview, NL_IMPORT_KIND_ORDERS);
  mapping = nl_import_preview_get_mapping (preview);
  g_assert_true (nl_import_mapping_set (mapping, 3, NL_ORDER_COLUMN_IGNORE, NULL));
  g_assert_true (nl_import_mapping_set (mapping, 4, NL_ORDER_COLUMN_TOTAL, NULL));
  keep (&self, preview, 0, NL_DATE_ORDER_DAY_FIRST);

  g_set_object (&preview, load (&self, text));
  g_object_unref (preview);
  nl_import_preview_set_kind (preview, NL_IMPORT_KIND_CUSTOMERS);
  g_assert_false (nl_import_preview_is_remembered (preview));
  nl_import_preview_set_kind (preview, NL_IMPORT_KIND_ORDERS);
  g_assert_true (nl_import_preview_is_remembered (preview));
  g_assert_cmpint (nl_import_mapping_get_column (nl_import_preview_get_mapping (preview),
                                                 NL_ORDER_COLUMN_TOTAL),
                   ==, 4);
  import_fixture_tear_down (&self);
}

static void
change (ImportFixture *self, const char *sql)
{
  g_autofree char *path = g_build_filename (self->folder, "workspace.db", NULL);
  g_autofree char *said = nl_test_sqlite3 (path, sql);

  g_assert_cmpstr (said, ==, "");
}

/* What another version wrote, or what was damaged, is as if it were not there. */
static void
test_misfits (const char *folder)
{
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  keep_swapped (&self);
  change (&self, "UPDATE import_mappings SET fields = '[\"email\",\"of_tomorrow\",\"ignore\"]'");
  assert_remembered (&self, HEADERS ROW, FALSE);
  change (&self, "UPDATE import_mappings SET fields = '[\"email\"]'");
  assert_remembered (&self, HEADERS ROW, FALSE);
  change (&self, "UPDATE import_mappings SET fields = '[\"email\",\"email\",\"ignore\"]'");
  assert_remembered (&self, HEADERS ROW, FALSE);
  change (&self, "UPDATE import_mappings SET fields = '[\"ignore\",\"ignore\",\"ignore\"]'");
  assert_remembered (&self, HEADERS ROW, FALSE);
  import_fixture_tear_down (&self);
}

/* Rows of a file without names of columns are people. */
static void
test_nothing_personal (const char *folder)
{
  ImportFixture self;
  g_autoptr (NlImportPreview) preview = NULL;

  import_fixture_set_up (&self, folder);
  preview = load (&self, ROW "b@example.com,Bo,Li\n");
  g_assert_cmpint (nl_import_preview_get_format (preview)->header, ==, NL_CSV_HEADER_ABSENT);
  g_assert_true (nl_import_mapping_set (nl_import_preview_get_mapping (preview), 1,
                                        NL_IMPORT_LAST_NAME, NULL));
  keep (&self, preview, ',', NL_DATE_ORDER_DETECT);
  import_fixture_assert_says (&self, "SELECT count (*) FROM import_mappings", "0");
  keep_swapped (&self);
  import_fixture_assert_says (&self,
                              "SELECT kind, length (headers_hash), fields, decimal_point,"
                              " date_order FROM import_mappings",
                              "customers|64|[\"email\",\"last_name\",\"first_name\"]|,|2");
  import_fixture_tear_down (&self);
}

int
main (int argc, char *argv[])
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/import-memory/same-columns", test_same_columns);
  nl_test_add ("/import-memory/forgotten", test_forgotten);
  nl_test_add ("/import-memory/kinds", test_kinds);
  nl_test_add ("/import-memory/misfits", test_misfits);
  nl_test_add ("/import-memory/nothing-personal", test_nothing_personal);
  return g_test_run ();
}
