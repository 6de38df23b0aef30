/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "customers/nl-import-preview.h"

#include "customers/nl-import-file.h"

#define MAX_ROWS 50

/**
 * NlImportPreview:
 *
 * The beginning of a customer file: its format, its columns, a guess of what they are, and how its
 * first rows would be stored with the mapping as it is now.
 */
struct _NlImportPreview {
  GObject parent_instance;
  NlImportMapping *mapping;
  NlImportContext *context;
  NlCsvOptions format;
  GPtrArray *rows; /* of GStrv */
};

G_DEFINE_FINAL_TYPE (NlImportPreview, nl_import_preview, G_TYPE_OBJECT)

static void
nl_import_preview_finalize (GObject *object)
{
  NlImportPreview *self = NL_IMPORT_PREVIEW (object);

  g_clear_pointer (&self->mapping, nl_import_mapping_unref);
  g_clear_pointer (&self->context, nl_import_context_free);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (nl_import_preview_parent_class)->finalize (object);
}

static void
nl_import_preview_class_init (NlImportPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nl_import_preview_finalize;
}

static void
nl_import_preview_init (NlImportPreview *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

typedef struct {
  char *path;
  NlCsvOptions csv;
  NlRecord *shop;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->path);
  g_object_unref (wanted->shop);
  g_free (wanted);
}

static char **
dup_row (NlCsvReader *reader)
{
  guint n_fields;
  const NlCsvField *fields = nl_csv_reader_get_fields (reader, &n_fields);
  char **row = g_new0 (char *, n_fields + 1);

  for (guint i = 0; i < n_fields; i++)
    row[i] = nl_csv_field_dup (&fields[i]);
  return row;
}

static gpointer
load_blocking (gpointer data, GCancellable *cancellable, GError **error)
{
  Wanted *wanted = data;
  g_autoptr (NlCsvReader) first = nl_import_file_open (wanted->path, &wanted->csv, error);
  g_autoptr (NlCsvReader) reader = NULL;
  g_autoptr (NlImportPreview) self = NULL;
  g_autoptr (GError) failure = NULL;

  if (first == NULL)
    return NULL;
  self = g_object_new (NL_TYPE_IMPORT_PREVIEW, NULL);
  self->context = nl_import_context_new (wanted->shop);
  self->mapping = nl_import_mapping_guess (first);
  self->format = *nl_csv_reader_get_format (first);

  reader = nl_import_file_open (wanted->path, &self->format, error);
  if (reader == NULL)
    return NULL;
  while (self->rows->len < MAX_ROWS && nl_csv_reader_next (reader, &failure))
    g_ptr_array_add (self->rows, dup_row (reader));
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  if (self->rows->len == 0) {
    nl_import_file_fail_without_rows (wanted->path, error);
    return NULL;
  }
  return g_steal_pointer (&self);
}

/**
 * nl_import_preview_load:
 * @path: a customer file
 * @csv: (nullable): how to read it; %NULL detects everything
 * @shop: the shop the customers will belong to
 *
 * Reads the beginning of a customer file.
 *
 * Returns: (transfer full): a future of an #NlImportPreview; rejects with %NL_CSV_ERROR
 */
DexFuture *
nl_import_preview_load (const char *path, const NlCsvOptions *csv, NlShop *shop)
{
  Wanted *wanted;

  dex_return_error_if_fail (path != NULL);
  dex_return_error_if_fail (NL_IS_SHOP (shop));

  wanted = g_new0 (Wanted, 1);
  wanted->path = g_strdup (path);
  wanted->csv = csv != NULL ? *csv : (NlCsvOptions) { 0 };
  wanted->shop = nl_record_copy (NL_RECORD (shop));
  return nl_future_blocking ("import-preview", load_blocking, wanted, wanted_free,
                             NL_TYPE_IMPORT_PREVIEW, NULL);
}

/**
 * nl_import_preview_get_mapping:
 * @self: a preview
 *
 * Returns: (transfer none): which column is what; may be changed
 */
NlImportMapping *
nl_import_preview_get_mapping (NlImportPreview *self)
{
  return self->mapping;
}

/**
 * nl_import_preview_get_format:
 * @self: a preview
 *
 * Returns: (transfer none): how the file is written, with nothing left to detect
 */
const NlCsvOptions *
nl_import_preview_get_format (NlImportPreview *self)
{
  return &self->format;
}

/**
 * nl_import_preview_get_n_rows:
 * @self: a preview
 *
 * Returns: how many rows it holds, 50 at most
 */
guint
nl_import_preview_get_n_rows (NlImportPreview *self)
{
  return self->rows->len;
}

/**
 * nl_import_preview_get_cell:
 * @self: a preview
 * @row: a row, from 0
 * @column: a column, from 0
 *
 * Returns: (transfer none): what the file says there; empty where a row is too short
 */
const char *
nl_import_preview_get_cell (NlImportPreview *self, guint row, guint column)
{
  char **cells;

  g_return_val_if_fail (row < self->rows->len, NULL);
  cells = g_ptr_array_index (self->rows, row);
  return column < g_strv_length (cells) ? cells[column] : "";
}

/**
 * nl_import_preview_dup_customer:
 * @self: a preview
 * @row: a row, from 0
 * @error: return location for an #NlImportRowError
 *
 * Returns: (transfer full) (nullable): what would be stored of it, with the mapping as it is
 */
NlCustomer *
nl_import_preview_dup_customer (NlImportPreview *self, guint row, GError **error)
{
  char **cells;
  guint n_cells;
  g_autofree NlCsvField *fields = NULL;

  g_return_val_if_fail (row < self->rows->len, NULL);
  cells = g_ptr_array_index (self->rows, row);
  n_cells = g_strv_length (cells);
  fields = g_new0 (NlCsvField, n_cells + 1);
  for (guint i = 0; i < n_cells; i++)
    fields[i] = (NlCsvField) { .text = cells[i], .length = strlen (cells[i]) };
  return nl_import_row_to_customer (self->context, self->mapping, fields, n_cells, error);
}
