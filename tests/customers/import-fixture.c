/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include "customers/nl-import-preview.h"

void
import_fixture_set_up (ImportFixture *self, const char *folder)
{
  g_autoptr (GError) error = NULL;

  self->folder = folder;
  self->store = dex_await_object (nl_store_open (folder), &error);
  g_assert_no_error (error);
  self->shop = g_object_new (NL_TYPE_SHOP, "name", "Atelier", "language", "fr", "timezone",
                             "Europe/Paris", NULL);
  nl_test_await_ok (nl_store_save (self->store, self->shop));
}

void
import_fixture_tear_down (ImportFixture *self)
{
  g_clear_object (&self->shop);
  g_clear_object (&self->store);
}

char *
import_fixture_write (ImportFixture *self, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (self->folder, name, NULL);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

NlImportReport *
import_fixture_import (ImportFixture *self,
                       const char *path,
                       const NlImportOptions *wanted,
                       NlOperation *operation,
                       GError **error)
{
  g_autoptr (NlImportPreview) preview
      = dex_await_object (nl_import_preview_load (path, NULL, NL_SHOP (self->shop)), error);
  NlImportOptions options = wanted != NULL ? *wanted : (NlImportOptions) { 0 };

  if (preview == NULL)
    return NULL;
  options.path = path;
  nl_import_preview_set_kind (preview, NL_IMPORT_KIND_CUSTOMERS);
  options.mapping = nl_import_preview_get_mapping (preview);
  options.csv = *nl_import_preview_get_format (preview);
  return dex_await_boxed (
      nl_customers_import (self->store, NL_SHOP (self->shop), &options, operation), error);
}

NlImportReport *
import_fixture_import_text (ImportFixture *self, const char *text)
{
  g_autofree char *path = import_fixture_write (self, "customers.csv", text);
  g_autoptr (GError) error = NULL;
  NlImportReport *report = import_fixture_import (self, path, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

void
import_fixture_assert_says (ImportFixture *self, const char *sql, const char *answer)
{
  g_autofree char *path = g_build_filename (self->folder, "workspace.db", NULL);
  g_autofree char *said = nl_test_sqlite3 (path, sql);

  g_assert_cmpstr (said, ==, answer);
}

void
import_fixture_assert_report (
    NlImportReport *report, guint64 inserted, guint64 updated, guint64 unchanged, guint64 rejected)
{
  g_assert_cmpuint (report->inserted, ==, inserted);
  g_assert_cmpuint (report->updated, ==, updated);
  g_assert_cmpuint (report->unchanged, ==, unchanged);
  g_assert_cmpuint (report->rejected, ==, rejected);
  g_assert_cmpuint (report->rows, ==, inserted + updated + unchanged + rejected);
}
