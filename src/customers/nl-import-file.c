/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-file.h"

#include <glib/gi18n-lib.h>

/**
 * nl_import_file_open:
 * @path: a file to import
 * @csv: (nullable): how to read it; %NULL detects everything
 * @error: return location for %NL_CSV_ERROR
 *
 * Opens a file the way every import does. An import reads its file more than once, to find out how
 * it is written before it stores anything, and what comes out of a pipe would be lost with the
 * first time: pipes, sockets and devices are refused before anybody waits for them.
 *
 * Returns: (transfer full) (nullable): a reader before its first row
 */
NlCsvReader *
nl_import_file_open (const char *path, const NlCsvOptions *csv, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR)
      && !g_file_test (path, G_FILE_TEST_IS_DIR)) {
    g_autofree char *name = g_filename_display_name (path);

    g_set_error (error, NL_CSV_ERROR, NL_CSV_ERROR_READ,
                 _ ("“%s” is a pipe or a device. Save what comes out of it as a file, then import "
                    "that."),
                 name);
    return NULL;
  }
  return nl_csv_reader_open (path, csv, error);
}

/**
 * nl_import_file_fail_without_rows:
 * @path: a file that names its columns and says nothing else
 * @error: return location for %NL_CSV_ERROR_EMPTY
 *
 * Says so: an import of nothing is most often an export that went wrong.
 *
 * Returns: %FALSE
 */
gboolean
nl_import_file_fail_without_rows (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (
      error, NL_CSV_ERROR, NL_CSV_ERROR_EMPTY,
      _ ("“%s” names its columns but has no rows, so there is nothing to import. Export it "
         "again."),
      name);
  return FALSE;
}
