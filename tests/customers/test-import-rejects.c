/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-rejects.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/nl-random.h"
#include "customers/nl-import-row.h"
#include "import-fixture.h"

/* The rows an import could not take: nothing of them is lost, and once mended they come in. */

static void
test_names (const char *folder)
{
  static const char *const names[][2] = {
    { "/home/ada/customers.csv", "/home/ada/customers-rejects.csv" },
    { "/home/ada/customers", "/home/ada/customers-rejects.csv" },
    { "/home/ada.d/customers", "/home/ada.d/customers-rejects.csv" },
    { "my.list.of.people.tsv", "my.list.of.people-rejects.csv" },
    { "/a/.csv", "/a/-rejects.csv" },
    { "./customers-rejects.csv", "./customers-rejects-rejects.csv" },
    { "/a/100%s.csv", "/a/100%s-rejects.csv" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = nl_import_rejects_default_path (names[i][0]);

    g_assert_cmpstr (path, ==, names[i][1]);
  }
}

static NlImportMapping *
read_headers (const char *headers)
{
  g_autoptr (GBytes) bytes = g_bytes_new (headers, strlen (headers));
  NlCsvOptions csv = { .delimiter = ',', .header = NL_CSV_HEADER_PRESENT };
  g_autoptr (NlCsvReader) reader = nl_csv_reader_new_for_bytes (bytes, &csv, NULL);

  return nl_import_mapping_guess (reader);
}

/* Writes one row of @cells, and returns the whole file. */
static char *
reject (const char *folder, const char *headers, const char *const *cells, const char *reason)
{
  g_autofree char *path = g_build_filename (folder, "rejects.csv", NULL);
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);
  g_autoptr (NlImportMapping) mapping = read_headers (headers);
  g_autoptr (NlImportRejects) rejects = nl_import_rejects_new (path, mapping);
  g_autoptr (GError) why = g_error_new_literal (NL_IMPORT_ROW_ERROR, 0, reason);
  g_autofree char *published = NULL;
  g_autoptr (GError) error = NULL;
  NlCsvField fields[8] = { 0 };
  NlImportRawRow row = { .line = 7, .fields = fields };
  char *contents = NULL;

  while (cells[row.n_fields] != NULL) {
    fields[row.n_fields]
        = (NlCsvField) { .text = cells[row.n_fields], .length = strlen (cells[row.n_fields]) };
    row.n_fields++;
  }
  g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));
  g_assert_true (nl_import_rejects_add (rejects, &row, why, &error));
  g_assert_no_error (error);
  /* Nobody takes it for finished before the import is on the disk. */
  g_assert_true (nl_import_rejects_close (rejects, &published, &error));
  g_assert_cmpstr (published, ==, path);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (nl_import_rejects_publish (path, TRUE, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_no_errno (g_remove (path));
  return contents;
}

static void
test_rows (const char *folder)
{
  static const struct {
    const char *cells[5];
    const char *row;
  } cases[] = {
    { { "a@b.fr", "Paris" }, "a@b.fr,Paris,7,no" },
    { { "a@b.fr" }, "a@b.fr,,7,no" },
    { { NULL }, ",,7,no" },
    { { "a@b.fr", "Paris", "more", "still more" }, "a@b.fr,Paris,more,still more,7,no" },
    { { "say \"hi\"", "two\nlines, one cell" },
      "\"say \"\"hi\"\"\",\"two\nlines, one cell\",7,no" },
    /* As they were: a file of one's own comes back in, and was not made by a stranger. */
    { { "=1+1", " blanks " }, "=1+1,\" blanks \",7,no" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *contents = reject (folder, "Email,City\n", cases[i].cells, "no");
    g_autofree char *expected = g_strconcat ("Email,City,Line,Reason\n", cases[i].row, "\n", NULL);

    g_assert_cmpstr (contents, ==, expected);
  }
}

static void
test_nothing_rejected (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "rejects.csv", NULL);
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);
  g_autoptr (NlImportMapping) mapping = read_headers ("Email\n");
  g_autoptr (NlImportRejects) rejects = nl_import_rejects_new (path, mapping);
  g_autofree char *published = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (nl_import_rejects_close (rejects, &published, &error));
  g_assert_null (published);
  /* What an import that was killed left there goes, the file of an earlier one stays. */
  g_file_set_contents (partial, "half", -1, NULL);
  g_file_set_contents (path, "of last week", -1, NULL);
  g_assert_true (nl_import_rejects_publish (path, FALSE, &error));
  g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Where rejected rows cannot go, the import says so before it stores anything. */
static void
test_nowhere_to_go (const char *folder)
{
  g_autofree char *missing = g_build_filename (folder, "missing", "rejects.csv", NULL);
  g_autofree char *path = NULL;
  NlImportOptions options = { .rejects_path = missing };
  g_autoptr (GError) error = NULL;
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  path = import_fixture_write (&self, "customers.csv", "Email\na@b.fr\nnobody\n");
  g_assert_null (import_fixture_import (&self, path, &options, NULL, &error));
  g_assert_error (error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_REJECTS);
  g_assert_nonnull (strstr (error->message, missing));
  import_fixture_assert_says (&self, "SELECT count (*) FROM customers", "0");
  import_fixture_tear_down (&self);
}

/* The file that is imported is the only one its owner has: its rejected rows do not replace it,
 * under whatever name. */
static void
test_not_over_the_file (const char *folder)
{
  const char *text = "Email\na@b.fr\nnobody\n";
  g_autofree char *link = g_build_filename (folder, "link.csv", NULL);
  g_autofree char *roundabout = g_build_filename (folder, ".", "customers.csv", NULL);
  g_autofree char *path = NULL;
  ImportFixture self;

  import_fixture_set_up (&self, folder);
  path = import_fixture_write (&self, "customers.csv", text);
  g_assert_no_errno (symlink (path, link));
  for (guint i = 0; i < 3; i++) {
    NlImportOptions options = { .rejects_path = i == 0 ? path : i == 1 ? link : roundabout };
    g_autofree char *contents = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_null (import_fixture_import (&self, path, &options, NULL, &error));
    g_assert_error (error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_REJECTS);
    g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
    g_assert_cmpstr (contents, ==, text);
    import_fixture_assert_says (&self, "SELECT count (*) FROM customers", "0");
  }
  import_fixture_tear_down (&self);
}

/* Every row of a file is either stored or in the file of rejected rows, in the same order; the
 * rows of that file, mended, come in, and line and reason are not taken for anything. */
static void
test_nothing_is_lost (const char *folder)
{
  g_autoptr (GString) text = g_string_new ("Email,Note,Total Spent\n");
  g_autoptr (GString) bad = g_string_new (NULL);
  g_autoptr (NlImportReport) report = NULL;
  g_autoptr (NlImportReport) mended_report = NULL;
  g_autofree char *rejects = NULL;
  g_autofree char *mended_path = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *mended = NULL;
  g_autoptr (GError) error = NULL;
  guint n_bad = 0;
  ImportFixture self;
  NlRandom random;

  import_fixture_set_up (&self, folder);
  nl_random_init (&random, 2, "rejects");
  for (guint i = 0; i < 3000; i++) {
    gboolean is_bad = nl_random_below (&random, 3) == 0;

    g_string_append_printf (text, "p%u@example.com,\"n%u, \"\"quoted\"\"\",%s\n", i, i,
                            is_bad ? "lots" : "1.50");
    if (is_bad)
      g_string_append_printf (bad, "p%u\n", i);
    n_bad += is_bad;
  }
  report = import_fixture_import_text (&self, text->str);
  import_fixture_assert_report (report, 3000 - n_bad, 0, 0, n_bad);
  g_assert_true (g_file_get_contents (report->rejects_path, &rejects, NULL, NULL));
  parts = g_strsplit (rejects, "lots", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 2 * n_bad + 1);
  {
    g_auto (GStrv) wanted = g_strsplit (bad->str, "\n", -1);

    for (guint i = 0; i < n_bad; i++) {
      g_autofree char *email = g_strconcat (wanted[i], "@example.com,", NULL);

      g_assert_nonnull (strstr (parts[2 * i], email));
    }
  }
  mended = g_strjoinv ("2.50", parts);
  mended_path = import_fixture_write (&self, "mended.csv", mended);
  mended_report = import_fixture_import (&self, mended_path, NULL, NULL, &error);
  g_assert_no_error (error);
  import_fixture_assert_report (mended_report, n_bad, 0, 0, 0);
  import_fixture_assert_says (&self,
                              "SELECT count (*), sum (amount_spent IN (150, 250)),"
                              " sum (note LIKE 'n%, \"quoted\"') FROM customers",
                              "3000|3000|3000");
  import_fixture_tear_down (&self);
}

int
main (int argc, char **argv)
{
  nl_test_init (&argc, &argv);
  nl_test_add ("/import-rejects/names", test_names);
  nl_test_add ("/import-rejects/rows", test_rows);
  nl_test_add ("/import-rejects/nothing-rejected", test_nothing_rejected);
  nl_test_add ("/import-rejects/nowhere-to-go", test_nowhere_to_go);
  nl_test_add ("/import-rejects/not-over-the-file", test_not_over_the_file);
  nl_test_add ("/import-rejects/nothing-is-lost", test_nothing_is_lost);
  return g_test_run ();
}
