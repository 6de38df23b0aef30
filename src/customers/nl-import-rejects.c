/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-rejects.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/nl-csv-writer.h"

/* The rows an import could not take, as they were, with line and reason: a CSV file beside the one
 * that was imported. It has another name until the import is on the disk. */
struct _NlImportRejects {
  char *path;
  NlImportMapping *mapping;
  NlCsvWriter *writer; /* NULL: no row yet */
};

static char *
partial_path (const char *path)
{
  return g_strconcat (path, ".partial", NULL);
}

/**
 * nl_import_rejects_default_path:
 * @path: the file that is imported
 *
 * Returns: (transfer full): where its rejected rows go when nobody says
 */
char *
nl_import_rejects_default_path (const char *path)
{
  const char *dot = strrchr (path, '.');
  gsize stem = dot != NULL && strchr (dot, '/') == NULL ? (gsize) (dot - path) : strlen (path);

  return g_strdup_printf ("%.*s-rejects.csv", (int) stem, path);
}

/**
 * nl_import_rejects_check:
 * @path: where the rejected rows go
 * @imported: the file that is imported
 * @error: return location for %NL_IMPORT_ERROR_REJECTS
 *
 * Their file would take the place of the imported one, of which there may be no other copy.
 *
 * Returns: whether the two are two files, whatever their names
 */
gboolean
nl_import_rejects_check (const char *path, const char *imported, GError **error)
{
  GStatBuf mine, theirs;

  if (g_stat (path, &mine) != 0 || g_stat (imported, &theirs) != 0 || mine.st_dev != theirs.st_dev
      || mine.st_ino != theirs.st_ino)
    return TRUE;
  g_set_error (error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_REJECTS,
               _ ("“%s” is the file that is imported. Choose another file for the rejected rows."),
               path);
  return FALSE;
}

/**
 * nl_import_rejects_new:
 * @path: where the rows go
 * @mapping: the columns they have
 *
 * Writes nothing before the first row.
 *
 * Returns: (transfer full): no rejected rows yet
 */
NlImportRejects *
nl_import_rejects_new (const char *path, NlImportMapping *mapping)
{
  NlImportRejects *self = g_new0 (NlImportRejects, 1);

  self->path = g_strdup (path);
  self->mapping = nl_import_mapping_ref (mapping);
  return self;
}

/**
 * nl_import_rejects_free:
 * @self: (transfer full): rejected rows
 *
 * Frees @self.
 */
void
nl_import_rejects_free (NlImportRejects *self)
{
  g_clear_pointer (&self->writer, nl_csv_writer_free);
  nl_import_mapping_unref (self->mapping);
  g_free (self->path);
  g_free (self);
}

static gboolean
open_file (NlImportRejects *self, GError **error)
{
  g_autofree char *partial = partial_path (self->path);
  g_autoptr (GFile) file = g_file_new_for_path (partial);
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GError) failure = NULL;

  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, &failure);
  if (stream == NULL) {
    g_set_error (
        error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_REJECTS,
        _ ("The rejected rows can’t be written to “%s”: %s. Choose another file for them."),
        self->path, failure->message);
    return FALSE;
  }
  self->writer = nl_csv_writer_new (G_OUTPUT_STREAM (stream), ',', NL_CSV_WRITER_DEFAULT);
  for (guint i = 0; i < nl_import_mapping_get_n_columns (self->mapping); i++)
    nl_csv_writer_add (self->writer, nl_import_mapping_get_header (self->mapping, i), -1);
  nl_csv_writer_add (self->writer, _ ("Line"), -1);
  nl_csv_writer_add (self->writer, _ ("Reason"), -1);
  return nl_csv_writer_end_row (self->writer, NULL, error);
}

/**
 * nl_import_rejects_add:
 * @self: rejected rows
 * @row: a row
 * @reason: why it was not taken
 * @error: return location for %NL_IMPORT_ERROR_REJECTS or an I/O error
 *
 * Writes the row, padded to the header's width, with its line and the reason.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_import_rejects_add (NlImportRejects *self,
                       const NlImportRawRow *row,
                       const GError *reason,
                       GError **error)
{
  guint n_columns = nl_import_mapping_get_n_columns (self->mapping);
  g_autofree char *line = g_strdup_printf ("%" G_GUINT64_FORMAT, row->line);

  if (self->writer == NULL && !open_file (self, error))
    return FALSE;
  for (guint i = 0; i < MAX (n_columns, row->n_fields); i++)
    nl_csv_writer_add (self->writer, i < row->n_fields ? row->fields[i].text : "",
                       i < row->n_fields ? (gssize) row->fields[i].length : 0);
  nl_csv_writer_add (self->writer, line, -1);
  nl_csv_writer_add (self->writer, reason->message, -1);
  return nl_csv_writer_end_row (self->writer, NULL, error);
}

/**
 * nl_import_rejects_close:
 * @self: rejected rows
 * @path: (out) (transfer full) (nullable): the file, once it is published; %NULL without a row
 * @error: return location
 *
 * Writes the rest of the file.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_import_rejects_close (NlImportRejects *self, char **path, GError **error)
{
  *path = self->writer != NULL ? g_strdup (self->path) : NULL;
  return self->writer == NULL || nl_csv_writer_close (self->writer, NULL, error);
}

/**
 * nl_import_rejects_publish:
 * @path: where the rows go
 * @has_any: whether rows were written, and the import is on the disk
 * @error: return location for %NL_IMPORT_ERROR_REJECTS
 *
 * Gives the file its name, or removes what an import that ended badly left of it.
 *
 * Returns: whether it succeeded
 */
gboolean
nl_import_rejects_publish (const char *path, gboolean has_any, GError **error)
{
  g_autofree char *partial = partial_path (path);

  if (!has_any) {
    g_remove (partial);
    return TRUE;
  }
  if (g_rename (partial, path) == 0)
    return TRUE;
  g_set_error (
      error, NL_IMPORT_ERROR, NL_IMPORT_ERROR_REJECTS,
      _ ("The customers were imported, but the rejected rows could not be written to “%s”."), path);
  return FALSE;
}
